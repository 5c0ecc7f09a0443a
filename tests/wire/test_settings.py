"""Settings over the wire: how answers look, who sees them, and where commands are offered."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest
from PIL import Image

from tests.wire.bot_process import BotProcess
from tests.wire.loopback import LoopbackDiscord
from tests.wire.world import (
    BEN,
    EVERYONE,
    GROUP,
    LECTURE,
    NO_FILES,
    PRIVATE,
    STUDY,
    THREAD_OF_STUDY,
    Channel,
    Person,
    newcomer,
)

MANAGER = Person("1100000000000000102", "Manager", EVERYONE | 1 << 5)

EVERYWHERE, IN_SERVERS = ({0, 1}, {0, 1, 2}), ({0}, {0})

LIGHT, DARK = (255, 255, 255), (30, 31, 34)


def corner(data: bytes) -> tuple[int, ...]:
    with Image.open(io.BytesIO(data)) as picture:
        return tuple(picture.convert("RGB").tobytes()[:3])


@pytest.mark.usefixtures("wire_bot")
async def test_every_command_says_where_it_is_offered(discord_server: LoopbackDiscord) -> None:
    found = {
        (each["name"], each.get("type", 1)): ({*each["integration_types"]}, {*each["contexts"]})
        for each in discord_server.commands
    }

    assert [found.pop((name, 1)) for name in ("study", "class")] == [IN_SERVERS] * 2
    assert len(found) > 20
    assert [name for name, places in found.items() if places != EVERYWHERE] == []


@pytest.mark.usefixtures("wire_bot")
async def test_a_persons_choice_before_the_servers(discord_server: LoopbackDiscord) -> None:
    somebody = newcomer()
    await discord_server.slash("settings server", theme="light", digits="2", user=MANAGER)
    try:
        before = await discord_server.slash("vector norm", v="1 1", user=somebody)
        await discord_server.slash("settings mine", theme="dark", user=somebody)
        after = await discord_server.slash("vector norm", v="1 1", user=somebody)
        steps = await discord_server.press(before, "Steps", user=MANAGER)
    finally:
        back = {"theme": "default", "digits": "default"}
        await discord_server.slash("settings server", back, user=MANAGER)

    assert "√2 ≈ 1.41\n" in before.text
    assert corner(before.pictures[0].data) == corner(steps.pictures[0].data) == LIGHT
    assert "√2 ≈ 1.41\n" in after.text
    assert corner(after.pictures[0].data) == DARK


@pytest.mark.usefixtures("wire_bot")
@pytest.mark.parametrize("channel", [GROUP, PRIVATE])
async def test_replies_only_for_who_asks_also_between_people(
    discord_server: LoopbackDiscord, channel: Channel
) -> None:
    somebody = replace(newcomer(), has_bot=True)
    await discord_server.slash("settings mine", replies="private", user=somebody, channel=channel)

    reply = await discord_server.slash("dot", a="1 2", b="3 4", user=somebody, channel=channel)

    assert reply.ephemeral


async def test_where_the_bot_may_not_post_only_who_asks_sees_the_reply(
    discord_server: LoopbackDiscord, wire_bot: BotProcess
) -> None:
    reply = await discord_server.slash("dot", a="1 2", b="3 4", user=BEN, channel=NO_FILES)

    assert reply.ephemeral
    assert "= 11" in reply.text
    assert "Traceback" not in wire_bot.output


@pytest.mark.usefixtures("wire_bot")
async def test_threads_belong_to_their_channel(discord_server: LoopbackDiscord) -> None:
    await discord_server.slash("settings channels", {"add": STUDY}, user=MANAGER)
    try:
        replies = [
            await discord_server.slash("calc", expression="1 + 1", user=BEN, channel=channel)
            for channel in (STUDY, THREAD_OF_STUDY, LECTURE)
        ]
    finally:
        await discord_server.slash("settings channels", everywhere="yes", user=MANAGER)

    assert [reply.ephemeral for reply in replies] == [False, False, True]
