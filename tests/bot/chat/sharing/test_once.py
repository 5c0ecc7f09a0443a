"""Share posts once, for those who may, and not too often."""

from __future__ import annotations

import pytest

from bot.chat.client import StudyBot
from tests.bot import posts
from tests.bot.chat.sharing.conftest import School, share, where


async def test_pressing_again_leads_to_the_post(open_school: School) -> None:
    message = await open_school.sum()
    await share(open_school.student, message)

    for who in (open_school.student, open_school.teacher):
        words = await share(who, message)
        assert words.startswith("This has been posted already: https://")
        assert words.endswith(where(open_school.posted(), open_school.study))


async def test_a_restarted_bot_knows_what_was_posted(
    open_school: School, next_bot: StudyBot
) -> None:
    message = await open_school.sum()
    await share(open_school.student, message)
    await open_school.bot.close()
    await open_school.env.restart_bot(next_bot)

    words = await share(open_school.student, message)

    assert words.startswith("This has been posted already:")
    assert words.endswith(where(open_school.posted(), open_school.study))


async def test_the_same_question_asked_again_is_another_answer(open_school: School) -> None:
    for _ in range(2):
        await share(open_school.student, await open_school.sum())

    assert len(open_school.study.history()) == 2


async def test_what_may_have_arrived_is_not_sent_again(open_school: School) -> None:
    message = await open_school.sum()
    # As after a kill between the sending and the answer to it.
    key = posts.key(message)
    await open_school.bot.store.guilds.claim_share(key, open_school.guild.id, open_school.study.id)

    words = await share(open_school.student, message)

    assert words.startswith("I was interrupted while posting this")
    assert open_school.study.mention in words
    assert open_school.study.history() == []


async def test_an_error_on_discords_side_is_not_followed_by_a_second_post(
    open_school: School,
) -> None:
    message = await open_school.sum()
    open_school.fail(status=501, code=0)

    assert "I was interrupted" in await share(open_school.student, message)
    assert "I was interrupted" in await share(open_school.student, message)

    assert open_school.study.history() == []


# Who may, and how often


async def test_others_share_their_own(open_school: School) -> None:
    message = await open_school.sum()

    words = await share(open_school.other, message)

    assert words.startswith("Only the person who asked, or a moderator, can share this.")
    assert open_school.study.history() == []


async def test_a_moderator_is_named_beside_who_asked(open_school: School) -> None:
    message = await open_school.sum()

    await share(open_school.teacher, message)

    head = posts.texts(open_school.posted())[0]
    assert head.startswith(f"{open_school.student.mention} asked `/calc")
    assert head.endswith(f" · shared by {open_school.teacher.mention}")


async def test_a_channel_is_not_flooded(
    open_school: School, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = 0.0
    monkeypatch.setattr(open_school.bot.desk.share_pace, "most", 2)
    monkeypatch.setattr(open_school.bot.desk.share_pace, "_clock", lambda: now)
    messages = [await open_school.sum() for _ in range(4)]

    words = [await share(open_school.student, message) for message in messages[:3]]
    by_another = await share(open_school.teacher, messages[3])
    now = 61.0
    later = await share(open_school.student, messages[2])

    assert [text.startswith("Posted in") for text in [*words, by_another, later]] == [
        True,
        True,
        False,
        True,
        True,
    ]
    assert words[2].startswith("That is more than 2 posts in a minute.")
