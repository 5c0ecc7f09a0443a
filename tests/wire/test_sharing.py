"""Share over the wire: what the channel gets, once, and what is said where it cannot be."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from tests.wire.bot_process import BotProcess
from tests.wire.component_rules import BUTTON
from tests.wire.loopback import LoopbackDiscord
from tests.wire.messages import Message
from tests.wire.world import (
    ANN,
    BEN,
    GENERAL,
    HIDDEN_THREAD,
    LECTURE,
    MODERATOR,
    NO_FILES,
    OLD_THREAD,
    STAFF,
    STUDY,
    THREAD_OF_STUDY,
    Channel,
    newcomer,
)


async def choose(server: LoopbackDiscord, channel: Channel) -> None:
    """Choose the study channel, as somebody who may."""
    reply = await server.slash("study channel", {"channel": channel}, user=MODERATOR)
    assert reply.text == f"**Share** below an answer posts it in <#{channel.id}> from now on."
    assert reply.ephemeral


@pytest_asyncio.fixture(loop_scope="session")
async def server(
    discord_server: LoopbackDiscord, wire_bot: BotProcess
) -> AsyncIterator[LoopbackDiscord]:
    """The server, with a study channel for the time of a test."""
    assert wire_bot.server is discord_server
    discord_server.posts.clear()
    await choose(discord_server, STUDY)
    yield discord_server
    await discord_server.slash("study off", user=MODERATOR)


def link(post: Message) -> str:
    """Return the end of the link to a post."""
    return f"/{post.channel_id}/{post.id}"


async def test_a_picture_is_posted_with_its_question_and_who_asked(
    server: LoopbackDiscord,
) -> None:
    reply = await server.slash("dot", a="[1,2,3]", b="[4,5,6]")

    told = await server.press(reply, "Share")

    (post,) = server.posts
    assert told.ephemeral
    assert told.text.startswith(f"Posted in <#{STUDY.id}>: ")
    assert told.text.endswith(link(post))
    assert post.channel_id == STUDY.id
    assert post.text == f"<@{ANN.id}> asked `/dot a:[1,2,3] b:[4,5,6]`\n{reply.text}"
    assert post.pictures == reply.pictures
    assert len(post.pictures) == 1
    assert post.buttons == ["Steps", "Turn", "Copy", "Delete", "Original"]
    steps = await server.press(post, "Steps", user=BEN)
    assert "4 + 10 + 18 = 32" in steps.pictures[0].alt


async def test_of_ten_presses_at_once_one_posts_and_all_are_led_to_it(
    server: LoopbackDiscord,
) -> None:
    reply = await server.slash("dot", a="[1,2]", b="[3,4]")
    people = [ANN, MODERATOR] * 2 + [ANN] * 6

    told = await asyncio.gather(*(server.press(reply, "Share", user=who) for who in people))

    (post,) = server.posts
    assert all(said.text.endswith(link(post)) for said in told)
    beginnings = [said.text.partition(":")[0] for said in told]
    assert beginnings.count(f"Posted in <#{STUDY.id}>") == 1
    assert beginnings.count("This has been posted already") == 9


async def test_a_private_answer_is_posted_without_a_link_that_nobody_can_open(
    server: LoopbackDiscord,
) -> None:
    asker = newcomer()
    public = await server.slash("calc", expression="2 + 3", user=asker)
    private = await server.slash("movies map", user=asker)

    for reply in (public, private):
        await server.press(reply, "Share", user=asker)

    shared, shared_privately = server.posts
    original = shared.find("Original", [BUTTON])["url"]
    assert server.follow(original, user=BEN).text == public.text
    assert private.ephemeral
    assert shared_privately.pictures == private.pictures
    assert shared_privately.buttons == ["Copy", "Delete"]


async def test_an_archived_thread_is_chosen_and_posted_in(server: LoopbackDiscord) -> None:
    await choose(server, OLD_THREAD)
    reply = await server.slash("calc", expression="2 + 3", user=(asker := newcomer()))

    told = await server.press(reply, "Share", user=asker)

    (post,) = server.posts
    assert post.channel_id == OLD_THREAD.id
    assert told.text.startswith(f"Posted in <#{OLD_THREAD.id}>: ")


async def test_a_thread_that_is_archived_after_it_was_chosen(server: LoopbackDiscord) -> None:
    await choose(server, THREAD_OF_STUDY)
    await server.archive(THREAD_OF_STUDY)
    reply = await server.slash("calc", expression="2 + 3", user=(asker := newcomer()))

    told = await server.press(reply, "Share", user=asker)

    assert told.text.startswith(f"Posted in <#{THREAD_OF_STUDY.id}>: ")
    assert [post.channel_id for post in server.posts] == [THREAD_OF_STUDY.id]


async def test_a_channel_that_the_bot_cannot_see(server: LoopbackDiscord) -> None:
    told = await server.slash("study channel", {"channel": STAFF}, user=MODERATOR)
    hidden = await server.slash("study channel", {"channel": HIDDEN_THREAD}, user=MODERATOR)

    assert f"I may not post in <#{STAFF.id}>: I need View Channel, " in told.text
    assert hidden.ephemeral
    assert hidden.text == "I cannot see that channel. Let me view it, or choose another one."


async def test_a_channel_without_files(server: LoopbackDiscord) -> None:
    told = await server.slash("study channel", {"channel": NO_FILES}, user=MODERATOR)
    reply = await server.slash("dot", a="1 2", b="3 4", user=(asker := newcomer()))

    refused = await server.press(reply, "Share", user=asker)

    for words in (told.text, refused.text):
        assert f"I may not post in <#{NO_FILES.id}>: I need Attach Files there." in words
    assert server.posts == []


async def test_an_animation_is_posted_as_it_is(server: LoopbackDiscord) -> None:
    reply = await server.slash("transform", matrix="[1 1; 0 1]", user=BEN)

    await server.press(reply, "Share", user=BEN)

    (post,) = server.posts
    assert post.pictures == reply.pictures
    assert post.pictures[0].filename.endswith(".gif")


async def test_a_deleted_channel_is_told_and_forgotten(server: LoopbackDiscord) -> None:
    reply = await server.slash("calc", expression="2 + 3", user=MODERATOR)
    # First the bot learns of it when it posts, then as Discord tells it.
    for silently in (True, False):
        await choose(server, LECTURE)
        await server.delete_channel(LECTURE, silently=silently)

        told = [await server.press(reply, "Share", user=MODERATOR) for _ in range(2)]

        assert told[0].text.startswith("The study channel of this server no longer exists.")
        assert told[1].text.startswith("This server has no study channel yet.")
    assert server.posts == []


async def test_only_who_manages_channels_is_offered_study(server: LoopbackDiscord) -> None:
    with pytest.raises(LookupError, match="Ann may not use 'study'"):
        await server.slash("study channel", {"channel": GENERAL})


async def test_what_is_kept_comes_as_a_file_and_is_forgotten(server: LoopbackDiscord) -> None:
    await server.slash("vars set", {"name": "A", "value": "[1, 2]"}, user=MODERATOR)

    exported = await server.slash("privacy export", user=MODERATOR)
    asked = await server.slash("privacy delete", user=MODERATOR)
    done = await server.press(asked, "Forget everything", user=MODERATOR)
    nothing = await server.slash("privacy export", user=MODERATOR)

    ((name, data, _),) = exported.pictures
    assert exported.ephemeral
    assert name == "study-bot-data.json"
    assert b'"text": "[1, 2]"' in data
    assert "one named value" in done.text
    assert nothing.text == "Nothing is kept about you."
