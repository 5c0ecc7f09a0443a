"""Where Share cannot post, and what is said then."""

from __future__ import annotations

from unittest.mock import AsyncMock

import pytest

from tests.bot import posts
from tests.bot.chat.sharing.conftest import School, share, told


async def test_without_a_study_channel_the_button_says_what_to_do(school: School) -> None:
    words = await share(school.student, await school.sum())

    assert words == (
        "This server has no study channel yet. "
        "Somebody who may manage channels can choose one with `/study channel`."
    )


async def test_in_direct_messages_the_button_says_what_to_do(school: School) -> None:
    user = school.env.create_user("alone")
    message = posts.response(await user.slash("calc", expression="2 + 3"))

    words = told(await user.click(message, label="Share"))

    assert words.startswith("There is no study channel here. Send the command in a server")


async def test_in_the_study_channel_there_is_nothing_to_post(open_school: School) -> None:
    result = await open_school.student.slash(open_school.study, "calc", expression="2")

    words = await share(open_school.student, posts.response(result))

    assert words == "This is the study channel: the answer is there already."
    assert len(open_school.study.history()) == 1


@pytest.mark.parametrize(
    ("denied", "named"),
    [
        ({"view_channel": False}, "View Channel, Send Messages and Attach Files"),
        ({"send_messages": False}, "Send Messages and Attach Files"),
        ({"attach_files": False}, "Attach Files"),
    ],
)
async def test_missing_permissions_are_named_and_nothing_is_sent(
    open_school: School, denied: dict[str, bool], named: str
) -> None:
    closed = open_school.closed("closed", **denied)
    await open_school.bot.store.guilds.set_study_channel(open_school.guild.id, closed.id)
    message = await open_school.sum()

    words = await share(open_school.student, message)

    assert words.startswith(f"I may not post in {closed.mention}: I need {named} there.")
    sent = [r for r in open_school.env.http_requests if r.path == f"/channels/{closed.id}/messages"]
    assert sent == []


async def test_after_the_permission_is_given_the_same_answer_is_posted(
    open_school: School,
) -> None:
    closed = open_school.closed("closed", send_messages=False)
    await open_school.bot.store.guilds.set_study_channel(open_school.guild.id, closed.id)
    message = await open_school.sum()
    await share(open_school.student, message)

    await open_school.bot.store.guilds.set_study_channel(open_school.guild.id, open_school.study.id)

    assert (await share(open_school.student, message)).startswith("Posted in")


@pytest.mark.parametrize("code", [50001, 50013])
async def test_a_refusal_at_the_last_moment_is_told_and_can_be_tried_again(
    open_school: School, code: int
) -> None:
    message = await open_school.sum()
    open_school.fail(status=403, code=code)

    refused = await share(open_school.student, message)
    again = await share(open_school.student, message)

    assert refused.startswith(f"I may not post in {open_school.study.mention}: Discord refused it.")
    assert again.startswith("Posted in")


async def test_a_deleted_channel_is_told_and_forgotten(open_school: School) -> None:
    message = await open_school.sum()
    open_school.env.backend.delete_channel(open_school.study.id)

    words = [await share(open_school.student, message) for _ in range(2)]

    assert words[0].startswith("The study channel of this server no longer exists.")
    assert words[1].startswith("This server has no study channel yet.")
    assert "/study channel" in words[0]


async def test_a_channel_deleted_at_the_last_moment_is_told_and_forgotten(
    open_school: School,
) -> None:
    message = await open_school.sum()
    open_school.fail(status=404, code=10003)

    words = await share(open_school.student, message)

    assert words.startswith("The study channel of this server no longer exists.")
    assert await open_school.bot.store.guilds.study_channel(open_school.guild.id) is None


async def test_a_channel_of_another_kind_is_told(open_school: School) -> None:
    voice = open_school.guild.create_voice_channel("voice")
    await open_school.bot.store.guilds.set_study_channel(open_school.guild.id, voice.id)

    words = await share(open_school.student, await open_school.sum())

    assert words.startswith(f"I cannot post in {voice.mention}, the study channel.")


async def test_a_picture_that_cannot_be_fetched_is_told_and_can_be_tried_again(
    open_school: School, monkeypatch: pytest.MonkeyPatch
) -> None:
    message = await open_school.dot()
    with monkeypatch.context() as patch:
        patch.setattr(open_school.bot.http, "get_from_cdn", AsyncMock(side_effect=OSError))
        words = await share(open_school.student, message)

    assert words.startswith("I could not fetch the picture of this answer.")
    assert (await share(open_school.student, message)).startswith("Posted in")
