"""Everything that is kept of a person can be shown and removed, in tables of any subject."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from typing import Any

import pytest
from sqlalchemy import BigInteger, Column, ForeignKey, Integer, Table, insert

from bot.store import Asked, Store
from bot.store.database import Database, metadata
from bot.store.people import NEW_PERSON
from bot.store.settings import NAMES as SETTINGS

ANN, BEN = 101, 2**63 - 1

OF_NOBODY = {
    *("appointments", "guilds", "identifies", "posts", "processes", "rooms", "shares", "sheets"),
}
"""Tables that say nothing of a person; whoever adds one here has thought about it."""


@pytest.fixture
def marbles() -> Iterator[Table]:
    """A table that nobody has thought of yet."""
    table = Table(
        "marbles",
        metadata,
        Column("number", Integer, primary_key=True),
        Column("owner", ForeignKey("people.id", ondelete="CASCADE"), nullable=False),
        Column("colour", BigInteger),
        info={"called": ("one marble", "{} marbles")},
    )
    yield table
    metadata.remove(table)


@pytest.fixture
async def full(marbles: Table, store: Store, other_hand: Database) -> AsyncIterator[Store]:
    """Ann and Ben keep something of every kind."""
    async with other_hand.writing() as connection:
        await connection.run_sync(marbles.create, checkfirst=True)
    for person in (ANN, BEN):
        await store.people.set_variable(person, "A", "[1, 2]")
        await store.people.choose(person, motion=False)
        async with other_hand.writing() as connection:
            await connection.execute(insert(marbles), [{"owner": person, "colour": person % 7}] * 2)
    yield store
    async with other_hand.writing() as connection:
        await connection.run_sync(marbles.drop)


async def test_a_stranger_keeps_nothing(store: Store) -> None:
    assert await store.people.kept(ANN) == ()
    assert await store.people.forget(ANN) == ()


async def test_all_that_is_kept_is_found_also_in_a_new_table(full: Store) -> None:
    kept = {found.name: found for found in await full.people.kept(ANN)}

    assert kept["people"].rows == ({"motion": False},)
    assert kept["variables"].rows == ({"name": "A", "text": "[1, 2]"},)
    assert [row["colour"] for row in kept["marbles"].rows] == [ANN % 7] * 2
    assert "owner" not in kept["marbles"].rows[0]
    assert [found.words for found in kept.values()] == [
        "your settings",
        "2 marbles",
        "one named value",
    ]


async def test_forgetting_removes_all_of_one_person_and_says_what_it_was(full: Store) -> None:
    before = await full.people.kept(ANN)
    of_ben = await full.people.kept(BEN)

    assert await full.people.forget(ANN) == before

    assert await full.people.kept(ANN) == ()
    assert await full.people.kept(BEN) == of_ben
    assert (await full.people.person(ANN)).settings.motion


@pytest.mark.parametrize(
    "table", [t for t in metadata.sorted_tables if t.name not in OF_NOBODY], ids=str
)
def test_every_table_of_people_is_covered(table: Table) -> None:
    one, several = table.info["called"]
    owners = [key for key in table.foreign_keys if key.target_fullname == "people.id"]

    assert one.format(2) == one
    assert table.name == "people" or several.format(2) != several
    assert table.name == "people" or [key.ondelete for key in owners] == ["CASCADE"]


NO_PERSON = {
    *("guilds.id", "guilds.study_channel", "guilds.members", "guilds.removed"),
    *("shares.answer", "shares.guild", "shares.channel", "shares.post"),
    *("guilds.channels", "guilds.teacher_role"),
    *(f"{table}.{name}" for table in ("people", "guilds") for name in SETTINGS),
    *("variables.name", "variables.text"),
    *("ratings.film", "ratings.stars", "ratings.liked", "ratings.time"),
    *("sharing.guild",),
    *("questions.key", "questions.guild", "questions.private", "questions.made"),
    *("questions.used", "questions.size", "questions.question"),
    *("reviews.id", "reviews.time", "reviews.exercise", "reviews.kind", "reviews.score"),
    *("reviews.hints", "reviews.mistake"),
    *("cards.kind", "cards.due", "cards.stability", "cards.difficulty", "cards.reviewed"),
    *("sittings.id", "sittings.sheet", "sittings.started", "sittings.length", "sittings.asked"),
    *("sittings.marks", "sittings.hints"),
    *("sheets.id", "sheets.guild", "sheets.title", "sheets.exercises", "sheets.due"),
    *("sheets.made",),
    *("sheet_works.sheet", "sheet_works.began", "sheet_works.finished", "sheet_works.exercises"),
    *("sheet_works.scores", "sheet_works.mistakes"),
    *("class_names.guild", "class_names.shown", "class_names.name", "class_names.time"),
    *("objections.id", "objections.time", "objections.exercise", "objections.typed"),
    *("objections.verdict",),
    *("appointments.id", "appointments.name", "appointments.guild", "appointments.time"),
    *("appointments.data", "appointments.holder"),
    *("posts.id", "posts.key", "posts.guild", "posts.made", "posts.post", "posts.channel"),
    *("posts.message", "posts.holder"),
    *("processes.id", "processes.shards", "processes.servers", "processes.seen"),
    *("identifies.key", "identifies.time"),
    *("rooms.key", "rooms.guild", "rooms.channel", "rooms.made", "rooms.plan", "rooms.seats"),
    *("rooms.invited", "rooms.race", "rooms.appointment", "rooms.due", "rooms.round"),
    *("rooms.closes", "rooms.ended"),
    *("room_seats.room", "room_seats.hosts", "room_seats.plays", "room_seats.points"),
    *("room_seats.draft",),
    *("room_answers.id", "room_answers.room", "room_answers.round", "room_answers.typed"),
    *("room_answers.score", "room_answers.told"),
    *("lessons.lesson", "lessons.card", "lessons.reached", "lessons.time"),
}
"""Columns that name nobody. Whoever adds one here has thought about it: a column that names a
person refers to the table of people instead, so that it is shown to them and removed."""


@pytest.mark.parametrize(
    "column", [c for table in metadata.sorted_tables for c in table.columns], ids=str
)
def test_every_column_names_nobody_or_refers_to_people(column: Column[Any]) -> None:
    of_people = str(column) == "people.id"
    for key in column.foreign_keys:
        if key.target_fullname == "people.id":
            of_people |= key.ondelete == "CASCADE"

    assert of_people != (str(column) in NO_PERSON)


async def test_a_person_needs_no_row_of_their_own_first(store: Store, other_hand: Database) -> None:
    async with other_hand.writing() as connection:
        await connection.execute(NEW_PERSON, {"id": ANN})

    (kept,) = await store.people.kept(ANN)
    assert kept.rows == ({},)


async def test_who_keeps_nothing_is_forgotten_and_nobody_else(
    full: Store, other_hand: Database, marbles: Table
) -> None:
    idle, still, rates, shares, asks = range(1, 6)
    await full.people.choose(idle, motion=True)
    await full.people.choose(idle, motion=None)
    await full.people.choose(still, motion=False)
    await full.ratings.rate(rates, {"a": 1.0})
    await full.ratings.share(shares, 7)
    asked = Asked("k", asks, None, private=False, text='{"command": "dot", "inputs": {}}')
    await full.questions.keep([asked])
    async with other_hand.writing() as connection:
        await connection.execute(NEW_PERSON, {"id": 6})
        await connection.execute(insert(marbles), {"owner": 6, "colour": 1})

    assert await full.people.forget_idle() == 1

    people = [ANN, BEN, idle, still, rates, shares, asks, 6]
    known = [await full.people.kept(person) != () for person in people]
    assert known == [True, True, False, True, True, True, True, True]
