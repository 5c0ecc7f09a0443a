"""What servers choose, and that an answer is posted once."""

from __future__ import annotations

import asyncio
import time

import pytest

from bot.shards import Shards
from bot.store import MOST_CHANNELS, Asked, Share, Store
from bot.store.clock import DAY

GUILD, OTHER_GUILD = 201, 202
STUDY, LECTURE = 301, 302
ANSWER = "0123456789ab"


async def test_a_server_has_no_study_channel_until_one_is_chosen(store: Store) -> None:
    assert await store.guilds.study_channel(GUILD) is None

    await store.guilds.set_study_channel(GUILD, STUDY)
    await store.guilds.set_study_channel(GUILD, LECTURE)

    assert await store.guilds.study_channel(GUILD) == LECTURE
    assert await store.guilds.study_channel(OTHER_GUILD) is None


async def test_clearing_says_which_channel_it_was(store: Store) -> None:
    await store.guilds.set_study_channel(GUILD, STUDY)
    await store.guilds.set_study_channel(OTHER_GUILD, STUDY)

    assert await store.guilds.clear_study_channel(GUILD) == STUDY
    assert await store.guilds.clear_study_channel(GUILD) is None
    assert await store.guilds.study_channel(GUILD) is None
    assert await store.guilds.study_channel(OTHER_GUILD) == STUDY


async def test_only_the_channel_that_is_gone_is_cleared(store: Store) -> None:
    await store.guilds.set_study_channel(GUILD, LECTURE)

    assert await store.guilds.clear_study_channel(GUILD, STUDY) is None
    assert await store.guilds.study_channel(GUILD) == LECTURE
    assert await store.guilds.clear_study_channel(GUILD, LECTURE) == LECTURE


async def test_channels_are_added_once_and_removed(store: Store) -> None:
    assert await store.guilds.allow_channels(7, more=[70, 71]) == (70, 71)
    assert await store.guilds.allow_channels(7, more=[70], fewer=[99]) == (70, 71)
    assert await store.guilds.allow_channels(7, fewer=[70]) == (71,)
    assert (await store.people.person(1, 7)).channels == {71}

    assert await store.guilds.allow_channels(7, fewer=[71]) == ()
    assert (await store.people.person(1, 7)).channels is None
    assert (await store.people.person(1, 8)).channels is None


async def test_there_is_room_for_so_many_channels(store: Store) -> None:
    many = range(1, MOST_CHANNELS + 1)
    assert await store.guilds.allow_channels(7, more=many) == tuple(many)

    assert await store.guilds.allow_channels(7, more=[0]) is None
    assert (await store.people.person(1, 7)).channels == {*many}
    assert await store.guilds.allow_channels(7, more=[0], fewer=[1]) == (*range(2, 51), 0)


async def test_of_many_who_want_to_post_an_answer_one_may(store: Store) -> None:
    claims = [store.guilds.claim_share(ANSWER, GUILD, STUDY) for _ in range(20)]
    found = await asyncio.gather(*claims)

    assert found.count(None) == 1
    assert found.count(Share(STUDY, post=None)) == 19


async def test_what_was_posted_is_known_by_its_message(store: Store) -> None:
    await store.guilds.claim_share(ANSWER, GUILD, STUDY)
    await store.guilds.confirm_share(ANSWER, 401)

    assert await store.guilds.claim_share(ANSWER, GUILD, LECTURE) == Share(STUDY, post=401)
    assert await store.guilds.claim_share("ba9876543210", GUILD, STUDY) is None


async def test_what_was_refused_can_be_claimed_again(store: Store) -> None:
    await store.guilds.claim_share(ANSWER, GUILD, STUDY)
    await store.guilds.release_share(ANSWER)

    assert await store.guilds.claim_share(ANSWER, GUILD, LECTURE) is None


async def test_a_claim_leaves_the_study_channel_as_it_is(store: Store) -> None:
    await store.guilds.set_study_channel(GUILD, STUDY)
    await store.guilds.claim_share(ANSWER, GUILD, STUDY)

    assert await store.guilds.study_channel(GUILD) == STUDY


# Servers that remove the bot


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The time in milliseconds, which a test moves on."""
    now = [1_700_000_000_000]
    monkeypatch.setattr(time, "time_ns", lambda: now[0] * 1_000_000)
    return now


async def test_a_server_that_removed_the_bot_is_forgotten_after_30_days(
    store: Store, clock: list[int]
) -> None:
    for guild in (GUILD, OTHER_GUILD):
        await store.guilds.set_study_channel(guild, STUDY)
        await store.ratings.share(101, guild)
        await store.guilds.claim_share(f"of {guild}", guild, STUDY)
        asked = Asked(f"of {guild}", 101, guild, private=False, text='{"inputs": {}}')
        await store.questions.keep([asked])
    await store.guilds.note_removed(GUILD)

    clock[0] += 30 * DAY - 1
    assert await store.guilds.forget_removed() == 0
    clock[0] += 1
    assert await store.guilds.forget_removed() == 1

    assert await store.guilds.study_channel(GUILD) is None
    assert await store.guilds.claim_share(f"of {GUILD}", OTHER_GUILD, STUDY) is None
    assert await store.guilds.study_channel(OTHER_GUILD) == STUDY
    assert await store.ratings.shared_in(101) == (OTHER_GUILD,)
    found = [await store.questions.find(f"of {guild}") for guild in (GUILD, OTHER_GUILD)]
    assert [each is not None for each in found] == [False, True]


@pytest.mark.parametrize("way", ["it joins", "it is there at the start"])
async def test_a_server_that_has_the_bot_back_in_time_is_kept(
    store: Store, clock: list[int], way: str
) -> None:
    await store.guilds.set_study_channel(GUILD, STUDY)
    await store.guilds.note_removed(GUILD)
    clock[0] += 29 * DAY
    if way == "it joins":
        await store.guilds.note_removed(GUILD, back=True)
    else:
        await store.guilds.note_present({GUILD})
    clock[0] += 100 * DAY

    assert await store.guilds.forget_removed() == 0
    assert await store.guilds.study_channel(GUILD) == STUDY


async def test_a_removal_while_the_bot_was_not_running_counts_from_its_next_start(
    store: Store, clock: list[int]
) -> None:
    await store.guilds.set_study_channel(GUILD, STUDY)
    await store.guilds.set_study_channel(OTHER_GUILD, STUDY)
    await store.guilds.note_present({OTHER_GUILD})
    clock[0] += 20 * DAY
    await store.guilds.note_present({OTHER_GUILD})
    clock[0] += 10 * DAY

    await store.tidy()

    assert await store.guilds.study_channel(GUILD) is None
    assert await store.guilds.study_channel(OTHER_GUILD) == STUDY


async def test_servers_of_other_shards_are_not_judged(store: Store, clock: list[int]) -> None:
    first, second = 1 << 22, 2 << 22
    for guild in (first, second):
        await store.guilds.set_study_channel(guild, STUDY)
    await store.guilds.note_removed(first)
    clock[0] += 20 * DAY

    await store.guilds.note_present(set(), Shards((0,), 2))
    clock[0] += 20 * DAY

    assert await store.guilds.forget_removed() == 1
    assert await store.guilds.study_channel(first) is None
    assert await store.guilds.study_channel(second) == STUDY


async def test_tidying_is_due_once_a_day(store: Store, clock: list[int]) -> None:
    await store.guilds.set_study_channel(GUILD, STUDY)
    await store.guilds.note_removed(GUILD)
    clock[0] += 30 * DAY - 1
    await store.tidy()
    clock[0] += DAY - 1
    await store.tidy()
    assert await store.guilds.study_channel(GUILD) == STUDY

    clock[0] += 1
    await store.tidy()

    assert await store.guilds.study_channel(GUILD) is None
