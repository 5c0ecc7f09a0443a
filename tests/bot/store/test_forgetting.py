"""Somebody who has used everything: all of it is shown to them, and none of it stays."""

from __future__ import annotations

import json
import time

import pytest
from sqlalchemy import select

from bot.store import Answered, Asked, RoomAnswer, Seat, Store
from bot.store.clock import DAY, milliseconds
from bot.store.database import Database, metadata

ANN, BEN = 900_000_000_000_000_101, 900_000_000_000_000_202
"""Numbers that are found in whatever text they stand in."""

GUILD, CHANNEL = 7, 70

NAMES = {ANN: "Ann of Astronomy", BEN: "Ben of Botany"}

NOBODYS = {
    *("appointments", "guilds", "identifies", "posts", "processes", "rooms", "shares", "sheets"),
}
"""Tables without rows of a person."""


async def use_everything(store: Store, person: int, sheet: int, room: str) -> None:
    await store.people.choose(person, motion=False)
    await store.people.set_variable(person, "A", f"{person}")
    await store.ratings.rate(person, {"shrek": 5.0})
    await store.ratings.share(person, GUILD)
    asked = Asked(f"{person % 2**40:012x}", person, GUILD, True, '{"command": "dot", "inputs": {}}')
    await store.questions.keep([asked])
    await store.lessons.keep(person, "dot product", 3)
    # Exercises: some of one's own, and a sheet, of which the first is answered.
    await store.quiz.start(person, ["dot-1-000001", "dot-1-000002"])
    await store.quiz.answer(person, Answered("dot-1-000001", "dot", 0, "entry by entry"))
    await store.quiz.disagree(person, "dot-1-000001", {"a · b": f"{person}"}, "Not yet.")
    await store.classes.show_name(person, GUILD, NAMES[person])
    await store.classes.begin(person, sheet, ["dot-1-00000a", "dot-1-00000b"])
    await store.quiz.start(person, ["dot-1-00000a", "dot-1-00000b"], sheet)
    await store.quiz.answer(person, Answered("dot-1-00000a", "dot", 0, "entry by entry"))
    assert await store.rooms.join(room, person) in ("joined", "already")
    await store.rooms.set_phase(room, 1, 2**50, 2**50)
    await store.rooms.answer(room, 1, person, RoomAnswer({"a · b": f"{person}"}, 1, "Right."), 1)


async def all_rows(database: Database) -> dict[str, str]:
    """Return the rows of each table as text."""
    async with database.reading() as connection:
        rows = {
            table.name: (await connection.execute(select(table))).mappings().all()
            for table in metadata.sorted_tables
        }
    return {
        name: json.dumps([dict(row) for row in each], default=bytes.hex)
        for name, each in rows.items()
    }


async def test_all_of_it_is_shown_and_none_stays(store: Store, other_hand: Database) -> None:
    sheet = await store.classes.make(GUILD, "Week 1", (("dot", 1), ("dot", 1)), 2**50)
    host = Seat(ANN, hosts=True, plays=True)
    room = await store.rooms.open(
        "quiz room", GUILD, CHANNEL, {}, (host,), most=9, invited=False, race=False
    )
    for person in (ANN, BEN):
        await use_everything(store, person, sheet.number, room)
    of_ben = await store.people.kept(BEN)

    shown = {found.name for found in await store.people.kept(ANN)}
    await store.people.forget(ANN)
    rows = await all_rows(other_hand)

    assert shown == {table.name for table in metadata.sorted_tables} - NOBODYS
    for name, text in rows.items():
        assert str(ANN) not in text, name
        assert NAMES[ANN] not in text, name
        if name not in NOBODYS:
            assert str(BEN) in text, "the same is found of somebody who stays"
    assert await store.people.kept(ANN) == ()
    assert await store.people.kept(BEN) == of_ben


async def test_what_belongs_to_the_server_goes_with_it(
    store: Store, other_hand: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Thirty days after a server has removed the bot; what people keep themselves stays theirs."""
    sheet = await store.classes.make(GUILD, "Week 1", (("dot", 1), ("dot", 1)), 2**50)
    await store.appointments.post("0123456789ab", GUILD, {"texts": ["Week 1"]})
    host = Seat(ANN, hosts=True, plays=True)
    room = await store.rooms.open(
        "quiz room", GUILD, CHANNEL, {}, (host,), most=9, invited=False, race=False
    )
    await use_everything(store, ANN, sheet.number, room)

    await store.guilds.note_removed(GUILD)
    await store.guilds.note_removed(GUILD, back=True)
    await store.guilds.forget_removed()
    assert await store.classes.sheets(GUILD) == (sheet,)
    assert len(await store.classes.works(sheet.number)) == 1

    await store.guilds.note_removed(GUILD)
    later = (milliseconds() + 31 * DAY) * 1_000_000
    monkeypatch.setattr(time, "time_ns", lambda: later)
    assert await store.guilds.forget_removed() == 1
    rows = await all_rows(other_hand)
    for name in ("guilds", "sheets", "sheet_works", "class_names", "rooms", "room_seats", "posts"):
        assert rows[name] == "[]", name
    shown = {found.name for found in await store.people.kept(ANN)}
    assert {"reviews", "cards", "lessons", "variables", "ratings"} <= shown
