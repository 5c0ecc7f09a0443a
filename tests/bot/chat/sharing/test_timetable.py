"""What the bot posts by itself: at its time, once, whatever comes between."""

from __future__ import annotations

from typing import Any

import pytest

from bot.chat.client import StudyBot
from bot.store import StoreError, milliseconds
from tests.bot import posts
from tests.bot.chat.sharing.bell import BELL, CALLS, DAY, MINUTE, key_of
from tests.bot.chat.sharing.conftest import School, told
from tests.bot.chat.sharing.passing import allow, restart, said, wait

HOUR = 60 * MINUTE


@pytest.fixture
def school(timed_school: School, next_bot: StudyBot) -> School:
    """A school with a bell."""
    for bot in (timed_school.bot, next_bot):
        bot.desk.services.registry.timed["bell"] = BELL
    CALLS.clear()
    return timed_school


async def ring(school: School, *, after: int = HOUR, **plan: Any) -> int:
    """Let the bell ring after some milliseconds; return when that is."""
    time = milliseconds() + after
    await school.bot.store.appointments.make("bell", school.guild.id, time, plan)
    return time


async def test_a_post_comes_at_its_time_and_not_before(school: School) -> None:
    await ring(school, times=3)

    await wait(school, HOUR - MINUTE)
    assert said(school.study) == []
    for day in range(1, 5):
        await wait(school, 2 * MINUTE if day == 1 else DAY)
        assert said(school.study) == [f"Ring {number}" for number in range(min(day, 3))]
    assert await school.bot.store.appointments.next_time() is None


async def test_an_answer_is_as_the_server_wants_it_and_of_nobody(school: School) -> None:
    await school.bot.store.guilds.choose(school.guild.id, numbers="decimals")
    await ring(school, asks=True)
    await wait(school, HOUR)

    post = school.posted()
    assert "= 0.5" in posts.texts(post)[1]
    assert posts.labels(post) == ["Copy", "Delete"]
    copies = posts.private(await school.other.click(post, label="Copy"))
    assert "1/4 + 1/4" in posts.texts(copies)[0]
    refused = await school.other.click(post, label="Delete")
    assert told(refused) == "Only the person who asked, or a moderator, can delete this."
    assert await school.bot.store.people.kept(0) == ()
    await school.teacher.click(post, label="Delete")
    assert school.study.history() == []


async def test_what_follows_is_sent_in_the_thread(school: School) -> None:
    await ring(school, times=2, talk=True, follows=True)
    await wait(school, HOUR + DAY)

    (thread,) = school.study.threads
    assert thread.name == "Talk"
    assert said(school.study) == ["Ring 0"]
    assert said(thread) == ["Ring 1"]


@pytest.mark.parametrize("gone", ["deleted", "silently", "locked"])
async def test_what_follows_comes_in_the_channel_where_the_thread_is_gone(
    school: School, gone: str
) -> None:
    await ring(school, times=2, talk=True, follows=True)
    await wait(school, HOUR)
    (thread,) = school.study.threads
    if gone == "deleted":
        school.env.backend.delete_channel(thread.id)
    elif gone == "silently":
        path = f"/channels/{thread.id}/messages"
        school.env.inject_error("POST", path, status=404, code=10003)
    else:
        allow(school, school.study, manage_threads=False)
        metadata = {"locked": True, "archived": True}
        school.env.backend.edit_channel(thread.id, {}, thread_metadata=metadata)
    await wait(school, DAY + MINUTE)

    assert said(school.study) == ["Ring 0", "Ring 1"]


# A restart in the minute


@pytest.mark.parametrize("moment", ["settle", "trying", "confirm"])
async def test_a_bot_that_ends_in_the_middle_posts_once(
    school: School, next_bot: StudyBot, monkeypatch: pytest.MonkeyPatch, moment: str
) -> None:
    await ring(school, talk=True)

    async def end(*_: object) -> None:
        raise StoreError("the bot ends here")

    monkeypatch.setattr(school.bot.store.appointments, moment, end)
    await wait(school, HOUR)
    assert len(said(school.study)) == (1 if moment == "confirm" else 0)
    await restart(school, next_bot)
    await wait(school, MINUTE)

    assert said(school.study) == ["Ring 0"]
    assert len(school.study.threads) == 1
    assert await next_bot.store.appointments.unsent() == ()
    assert await next_bot.store.appointments.sent(key_of(0)) == (
        school.study.id,
        school.study.history()[0].id,
    )


async def test_a_bot_that_ends_afterwards_posts_nothing_more(
    school: School, next_bot: StudyBot
) -> None:
    await ring(school, times=2)
    await wait(school, HOUR)
    await restart(school, next_bot)
    await wait(school, HOUR)

    assert said(school.study) == ["Ring 0"]
    await wait(school, DAY)
    assert said(school.study) == ["Ring 0", "Ring 1"]


async def test_what_may_have_arrived_is_not_sent_again_unseen(
    school: School, monkeypatch: pytest.MonkeyPatch
) -> None:
    await ring(school, lasts=2 * DAY)
    with monkeypatch.context() as patch:

        async def end(*_: object) -> None:
            raise StoreError("the answer is lost")

        patch.setattr(school.bot.store.appointments, "confirm", end)
        await wait(school, HOUR)
    allow(school, school.study, read_message_history=False)
    await wait(school, MINUTE)
    assert await school.bot.store.appointments.sent(key_of(0)) is None

    allow(school, school.study, read_message_history=True)
    await wait(school, 3 * MINUTE)

    assert said(school.study) == ["Ring 0"]
    assert await school.bot.store.appointments.unsent() == ()


async def test_a_study_channel_that_changes_meanwhile_gets_no_second_post(
    school: School, next_bot: StudyBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    await ring(school)

    async def end(*_: object) -> None:
        raise StoreError("the bot ends here")

    monkeypatch.setattr(school.bot.store.appointments, "confirm", end)
    await wait(school, HOUR)
    await school.bot.store.guilds.set_study_channel(school.guild.id, school.channel.id)
    await restart(school, next_bot)
    await wait(school, MINUTE)

    assert (said(school.study), said(school.channel)) == (["Ring 0"], [])


# What goes wrong


async def test_discord_away_at_the_hour(school: School) -> None:
    await ring(school)
    await wait(school, HOUR)
    school.env.inject_error("POST", school.posts_path, status=501, times=3)
    await ring(school, number=1, lasts=HOUR)
    await ring(school, number=2, after=HOUR + 1000)
    await wait(school, HOUR + MINUTE)

    assert said(school.study) == ["Ring 0", "Ring 1", "Ring 2"]


async def test_what_follows_waits_for_what_it_follows(school: School) -> None:
    school.env.inject_error("POST", school.posts_path, status=501)
    await ring(school, talk=True)
    await ring(school, number=1, follows=True, after=HOUR + 1000)
    await wait(school, HOUR + MINUTE)

    (thread,) = school.study.threads
    assert said(thread) == ["Ring 1"]


async def test_discord_away_for_too_long(school: School) -> None:
    school.env.inject_error("POST", school.posts_path, status=501, times=None)
    await ring(school, lasts=2 * MINUTE)
    await wait(school, HOUR + 5 * MINUTE)
    school.env.backend.faults.clear()
    await wait(school, 10 * MINUTE)

    assert said(school.study) == []
    assert await school.bot.store.appointments.unsent() == ()


async def test_without_a_channel_a_post_waits_for_one(school: School) -> None:
    await ring(school, lasts=DAY)
    school.env.backend.delete_channel(school.study.id)
    await wait(school, 2 * HOUR)
    assert await school.bot.store.guilds.study_channel(school.guild.id) is None

    await school.choose(school.channel)
    await school.env.settle()

    assert said(school.channel)[-1] == "Ring 0"


async def test_without_a_channel_a_post_is_not_wanted_for_ever(school: School) -> None:
    await ring(school, lasts=DAY)
    school.fail(status=404, code=10003)  # deleted, and the bot has not heard of it
    await wait(school, 2 * HOUR)
    assert await school.bot.store.guilds.study_channel(school.guild.id) is None
    await wait(school, 2 * DAY)
    await school.choose(school.channel)
    await school.env.settle()

    assert said(school.channel) == []
    assert await school.bot.store.appointments.unsent() == ()


async def test_a_permission_is_lost_and_comes_back(school: School) -> None:
    allow(school, school.study, view_channel=False)
    await ring(school, lasts=DAY)
    await wait(school, HOUR + MINUTE)
    assert said(school.study) == []

    allow(school, school.study, view_channel=True)
    await wait(school, 3 * MINUTE)

    assert said(school.study) == ["Ring 0"]


async def test_without_the_permission_there_is_no_thread(school: School) -> None:
    allow(school, school.study, create_public_threads=False)
    await ring(school, times=2, talk=True, follows=True)
    await wait(school, HOUR + DAY)

    assert school.study.threads == []
    assert said(school.study) == ["Ring 0", "Ring 1"]


async def test_a_hook_that_fails_is_called_again_and_holds_nobody_up(
    school: School, caplog: pytest.LogCaptureFixture
) -> None:
    await ring(school, failures=2)
    await school.bot.store.appointments.make("nobody's", school.guild.id, milliseconds(), {})
    await wait(school, HOUR)
    assert len(CALLS) == 1
    await wait(school, MINUTE)

    assert len(CALLS) == 3
    assert {call.time for call in CALLS} == {CALLS[0].time}
    assert said(school.study) == ["Ring 0"]
    assert "bell failed, and is tried again." in caplog.text


async def test_a_hook_that_is_never_done_is_called_with_pauses(
    school: School, caplog: pytest.LogCaptureFixture
) -> None:
    await ring(school, times=2, pause=0)
    await wait(school, HOUR)

    assert len(CALLS) == 1
    assert "bell is due next before it was due now" in caplog.text


async def test_posts_keep_their_order_in_one_place_and_hold_up_no_other(school: School) -> None:
    closed = school.closed("closed", send_messages=False)
    for number, channel in enumerate((closed, school.study, closed)):
        await ring(school, number=number, after=HOUR + number, channel=channel.id)
    await wait(school, HOUR + MINUTE)
    assert said(school.study) == ["Ring 1"]

    allow(school, closed, send_messages=True, attach_files=True, view_channel=True)
    await wait(school, 3 * MINUTE)

    assert said(closed) == ["Ring 0", "Ring 2"]


async def test_a_post_that_discord_never_takes_is_dropped(
    school: School, caplog: pytest.LogCaptureFixture
) -> None:
    school.fail(status=400, code=50035)
    await ring(school, times=2)
    await wait(school, HOUR + DAY)

    assert said(school.study) == ["Ring 1"]
    assert "Discord does not take a post." in caplog.text


async def test_a_bot_that_is_told_to_stop_leaves_it_unsent(
    school: School, next_bot: StudyBot
) -> None:
    await school.bot.wind_down(0.1)
    await ring(school)
    await wait(school, 2 * HOUR)
    assert said(school.study) == []

    await restart(school, next_bot)
    await school.env.settle()

    assert said(school.study) == ["Ring 0"]


async def test_a_post_that_is_dropped_while_it_is_made_is_not_sent(
    school: School, monkeypatch: pytest.MonkeyPatch
) -> None:
    appointments = school.bot.store.appointments
    trying = appointments.trying

    async def drop_first(key: str, channel: int | None) -> object:
        await appointments.drop(key)
        return await trying(key, channel)

    monkeypatch.setattr(appointments, "trying", drop_first)
    await ring(school)
    await wait(school, HOUR + MINUTE)

    assert said(school.study) == []
