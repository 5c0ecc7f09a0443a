"""Tables over a real socket: files come from the address where Discord keeps them."""

from __future__ import annotations

import io
import json

import numpy as np
import pytest

from tests.bot.intake.workbook_files import xlsx
from tests.wire.bare_bot import text_display, v2
from tests.wire.loopback import LoopbackDiscord
from tests.wire.reply import Reply
from tests.wire.rules import Upload
from tests.wire.world import Json

pytestmark = pytest.mark.usefixtures("wire_bot")

MARKS = "name;math;art;music;sport\nann;3,5;1;2;1\nbob;1;5;4;4\ncarl;2;2;2;3\ndora;5;1;3;2\n"


def opened(reply: Reply) -> bool:
    """A form has opened."""
    return reply.modal is not None


async def test_a_file_with_the_command(discord_server: LoopbackDiscord) -> None:
    file = Upload("marks.csv", MARKS.encode("utf-16"))

    reply = await discord_server.slash("pca", file=file, components=3)

    assert not reply.ephemeral
    assert "3 components explain" in reply.text
    assert "4 rows" in reply.text
    assert len(reply.pictures) == 2


async def test_a_workbook_with_the_command(discord_server: LoopbackDiscord) -> None:
    rows = [["name", "math", "art"], ["ann", 3, 1], ["bob", 1, 5.5], ["carl", 2, 2], ["dora", 5, 1]]
    tall = [["name", "height", "weight"], ["ann", 170, 60], ["bob", 180, 80], ["cy", 165, 70]]
    sheets = {"Notes": [["by hand"]], "Marks": rows, "Heights": tall}

    reply = await discord_server.slash("pca", file=Upload("marks.xlsx", xlsx(sheets)))

    assert not reply.ephemeral
    assert "4 rows × 2 columns" in reply.text
    assert "not part of the table: Note: the sheet Marks; also in this file: Notes" in reply.text

    other = await discord_server.choose(reply, "Sheet (now: Marks)", ["Heights"])

    assert "3 rows × 2 columns" in other.text
    assert "height" in other.text
    back = await discord_server.choose(other, "Sheet (now: Heights)", ["Marks"])
    assert "4 rows × 2 columns" in back.text


async def test_a_file_in_the_form(discord_server: LoopbackDiscord) -> None:
    file = io.BytesIO()
    np.save(file, np.array([[5.0, np.nan, 1], [4, 2, 1], [1, 5, np.nan], [2, 4, 5]]))
    form = await discord_server.slash("factorize", until=opened)

    reply = await discord_server.submit(
        form, {"file": [Upload("ratings.npy", file.getvalue())], "rank": ["1"]}
    )

    assert not reply.ephemeral
    assert "4×3 ≈ 4×1 times 1×3" in reply.text


async def test_a_file_in_a_message(discord_server: LoopbackDiscord) -> None:
    message = discord_server.say("my marks", Upload("marks.csv", MARKS.encode("latin-1")))

    reply = await discord_server.menu("PCA on this message", message)

    assert "2 components explain" in reply.text
    assert len(reply.pictures) == 2


TALL = "height weight\n170 60\n180 80\n165 70"


@pytest.mark.parametrize(
    "said",
    [
        {"text": "", "embeds": [{"title": "Our class", "description": f"```\n{TALL}\n```"}]},
        {"text": "look:", "embeds": [{"fields": [{"name": "Our class:", "value": TALL}]}]},
        {"text": "", **v2(text_display("### Our class"), text_display(TALL))},
        {"text": f"Our class:\n{TALL}"},
    ],
    ids=["embed", "field", "text display", "text"],
)
@pytest.mark.parametrize("forwarded", [False, True])
async def test_a_table_wherever_a_message_keeps_it(
    discord_server: LoopbackDiscord, said: Json, forwarded: bool
) -> None:
    message = discord_server.say(**said)
    if forwarded:
        message = discord_server.forward(message)

    reply = await discord_server.menu("PCA on this message", message)

    assert "3 rows × 2 columns" in reply.text


UNSEEN = "\u202e\u2067\u200f\u061c\x07\x1b"


@pytest.mark.parametrize(
    ("command", "options"),
    [
        ("pca", {"data": f"{UNSEEN}height;we{UNSEEN}ight\na{UNSEEN};1;2\nb;3;5\nc;2;2"}),
        ("data rows", {"data": f";x{UNSEEN};y\na{UNSEEN}nn;1;2\nbob;3;5\ncy;2;2"}),
        ("factorize", {"ratings": f";x{UNSEEN};y\n{UNSEEN};1;2\nbob;3;5\ncy;2;?"}),
        ("dot", {"a": f"[1, {UNSEEN}2]", "b": "[1, 2]"}),
        ("rate", {"movie": f"No {UNSEEN} such film", "stars": 5.0}),
        ("words near", {"word": f"zzz{UNSEEN}q"}),
        ("calc", {"expression": f"1 + {UNSEEN}x"}),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
async def test_marks_that_turn_the_writing_reach_nobody(
    discord_server: LoopbackDiscord, command: str, options: Json
) -> None:
    reply = await discord_server.slash(command, options)
    shown = [reply]
    if "Copy" in reply.buttons:
        shown += [await discord_server.press(reply, name) for name in ("Steps", "Copy", "Share")]

    for each in shown:
        assert not set(UNSEEN) & set(json.dumps(each.message.data, ensure_ascii=False))


async def test_the_file_of_a_forwarded_message(discord_server: LoopbackDiscord) -> None:
    message = discord_server.say("my marks", Upload("marks.csv", MARKS.encode()))

    reply = await discord_server.menu("PCA on this message", discord_server.forward(message))

    assert "4 rows" in reply.text
