"""Interactions that no client of Discord sends: a sentence for who sent them, none in the log."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

import pytest
import pytest_asyncio

from bot.chat.errors import FORGED
from bot.chat.submissions import CHANGED as FORM_CHANGED
from bot.topics.kit.outcome import STALE
from tests.wire.bot_process import BotProcess
from tests.wire.client import ATTACHMENT, BOOLEAN, CHANNEL, INTEGER, NUMBER, STRING
from tests.wire.interactions import COMMAND, COMPONENT, MODAL_SUBMIT
from tests.wire.loopback import MESSAGE_MENU, SLASH, LoopbackDiscord
from tests.wire.world import MODERATOR, STUDY, Json

TABLE = "1 2\n3 4\n5 7"
HALF = "\ud83d"
"""Of a character."""

CHANGED = "This command has changed. Reload Discord (or wait a minute) and try again."
UNSEEN = "I cannot see that channel. Let me view it, or choose another one."


@pytest_asyncio.fixture(loop_scope="session")
async def server(
    discord_server: LoopbackDiscord, wire_bot: BotProcess
) -> AsyncIterator[LoopbackDiscord]:
    """The server; after the test, the bot must not have logged more than that it answered."""
    async with wire_bot.going_on() as logged:
        yield discord_server
    assert [line for line in logged if " INFO " not in line] == []


def command(name: str, *options: Json) -> Json:
    return {"id": "1", "name": name, "type": SLASH, "options": list(options)}


def option(name: str, kind: int, value: Any) -> Json:
    return {"name": name, "type": kind, "value": value}


def study(kind: int, value: Any) -> Json:
    return command(
        "study", {"name": "channel", "type": 1, "options": [option("channel", kind, value)]}
    )


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (command("abracadabra"), CHANGED),
        (command("study"), CHANGED),
        (command("study", {"name": "hall", "type": 1}), CHANGED),
        (command("dot", option("b", STRING, "1 2")), CHANGED),
        (study(CHANNEL, "general"), FORGED),
        (study(CHANNEL, ""), FORGED),
        (study(CHANNEL, "١٢"), FORGED),
        (study(CHANNEL, 7), FORGED),
        (study(CHANNEL, "7"), UNSEEN),
        (study(CHANNEL, "9" * 40), UNSEEN),
        (study(CHANNEL, STUDY.id), UNSEEN),
        (study(STRING, STUDY.id), UNSEEN),
        (study(ATTACHMENT, "7"), UNSEEN),
        (command("dot", option("a", CHANNEL, "7")), FORGED),
        (command("dot", option("a", STRING, ["1", "2"])), FORGED),
        (command("dot", option("a", STRING, {"x": 1})), FORGED),
        (command("dot", option("a", NUMBER, "many")), FORGED),
        (command("rate", option("movie", STRING, "Shrek"), option("stars", NUMBER, "x")), FORGED),
        (command("pca", option("file", ATTACHMENT, "x")), FORGED),
    ],
)
async def test_forged_commands(server: LoopbackDiscord, data: Json, words: str) -> None:
    reply = await server.forge(COMMAND, data, user=MODERATOR)

    assert reply.text == words
    assert reply.ephemeral


@pytest.mark.parametrize(
    "data", [{"target_id": "me"}, {"target_id": "7"}, {"target_id": None}, {}], ids=str
)
async def test_forged_menus_of_messages(server: LoopbackDiscord, data: Json) -> None:
    menu = {"id": "1", "name": "PCA on this message", "type": MESSAGE_MENU, "resolved": {}}

    reply = await server.forge(COMMAND, menu | data)

    assert reply.text == FORGED


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (command("dot", option("a", INTEGER, 2)), "**a**"),
        (command("dot", option("a", BOOLEAN, True)), "**a**"),
        (command("dot", option("a", STRING, "\0")), "**a**"),
        (
            command(
                "vars", {"name": "clear", "type": 1, "options": [option("name", STRING, HALF)]}
            ),
            "You keep no value of that name",
        ),
        (
            command("pca", option("data", STRING, TABLE), option("components", STRING, "two")),
            "'two'",
        ),
        (
            command("pca", option("data", STRING, TABLE), option("components", INTEGER, -7)),
            "not -7",
        ),
        (
            command("pca", option("data", STRING, TABLE), option("standardize", STRING, "x")),
            "yes, no",
        ),
        (
            command("rate", option("movie", STRING, "Shrek"), option("stars", NUMBER, 77)),
            "0.5 to 5",
        ),
    ],
)
async def test_values_that_no_client_lets_through(
    server: LoopbackDiscord, data: Json, words: str
) -> None:
    reply = await server.forge(COMMAND, data)

    assert reply.ephemeral
    assert words in reply.text


@pytest.mark.parametrize("custom_id", ["hello", "", "linalg:", ":", "linalg:STEPS:1", "x" * 100])
async def test_forged_buttons(server: LoopbackDiscord, custom_id: str) -> None:
    shown = await server.slash("calc", expression="2 + 3")
    row = {"type": 1, "components": [{"type": 2, "style": 1, "label": "x", "custom_id": custom_id}]}
    message = server.say("x", components=[row])
    assert shown

    reply = await server.forge(
        COMPONENT, {"custom_id": custom_id, "component_type": 2}, message=message
    )

    assert reply.text == STALE


def field(kind: int, **more: Any) -> Json:
    return {"type": 18, "component": {"type": kind, "custom_id": "data", **more}}


@pytest.mark.parametrize(
    "part",
    [
        field(4, value=None),
        field(4, value=["1 2", "3 4"]),
        field(4),
        field(3, values=[1, 2]),
        field(3, values=7),
        field(19, values=["7"]),
        {"type": 1, "components": [{"type": 4, "custom_id": "data", "value": "1 2"}]},
        {"type": 18, "component": "data"},
    ],
    ids=str,
)
@pytest.mark.parametrize("form", ["linalg:form:pca:=", f"linalg:edit:1:{'0' * 12}"])
async def test_forged_forms(server: LoopbackDiscord, form: str, part: Json) -> None:
    reply = await server.forge(MODAL_SUBMIT, {"custom_id": form, "components": [part]})

    assert reply.text == FORM_CHANGED
