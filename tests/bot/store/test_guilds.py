"""What servers choose, and that an answer is posted once."""

from __future__ import annotations

import asyncio

from bot.store import Share, Store

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
