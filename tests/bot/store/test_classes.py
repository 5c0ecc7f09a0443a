"""Sheets of a class: what counts for them, once and in time, and what goes when they go."""

from __future__ import annotations

import asyncio
import sqlite3
import time
from contextlib import closing
from pathlib import Path

import pytest
from alembic import command
from sqlalchemy import create_engine

from bot.store import MOST_SHEETS, Answered, FullClassError, Naming, Store, upgrade
from bot.store.clock import DAY

ANN, BEN = 101, 2**63 - 1
HERE, THERE = 7, 8
NOW = 1_800_000_000_000
EXERCISES = (("dot", 2), ("rref", 1))
MINE = ("dot-2-000001", "rref-1-000002")


class Clock:
    """The time, as a test sets it."""

    now = NOW

    def __call__(self) -> int:
        return self.now * 1_000_000


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr(time, "time_ns", clock)
    return clock


async def begun(store: Store, user: int = ANN, due: int = NOW + DAY) -> int:
    """Make a sheet that somebody has begun; return its number."""
    sheet = await store.classes.make(HERE, "Week 1", EXERCISES, due)
    await store.classes.begin(user, sheet.number, MINE)
    await store.quiz.start(user, MINE, sheet.number)
    return sheet.number


async def test_the_first_answer_to_each_exercise_counts(store: Store, clock: Clock) -> None:
    number = await begun(store)

    first = await store.quiz.answer(
        ANN, Answered(MINE[0], "dot", 0, "a sign"), again="dot-2-00000a"
    )
    clock.now += 5
    second = await store.quiz.answer(ANN, Answered(MINE[1], "rref", 0.5))
    back = await store.quiz.answer(ANN, Answered("dot-2-00000a", "dot", 1))

    assert first is not None
    assert second is not None
    assert back is not None
    assert [first.counted, second.counted, back.counted] == [True, True, False]
    (work,) = await store.classes.works(number)
    assert (work.scores, work.mistakes) == ((0, 0.5), ("a sign", ""))
    assert (work.began, work.finished, work.open) == (NOW, NOW + 5, ())


async def test_an_answer_given_twice_or_later_again_counts_once(store: Store) -> None:
    number = await begun(store, due=2 * NOW)
    wrong = Answered(MINE[0], "dot", 0)

    await asyncio.gather(*(store.quiz.answer(ANN, wrong) for _ in range(2)))
    sitting = await store.quiz.sitting(ANN, number)
    assert sitting is not None
    await store.quiz.stop(sitting)
    await store.quiz.start(ANN, MINE, number)
    again = await store.quiz.answer(ANN, Answered(MINE[0], "dot", 1))

    assert again is not None
    assert not again.counted
    (work,) = await store.classes.works(number)
    assert (work.scores, work.finished, work.open) == ((0, None), None, (MINE[1],))


async def test_nothing_counts_after_the_due_date(store: Store, clock: Clock) -> None:
    number = await begun(store, due=NOW + DAY)

    clock.now = NOW + DAY
    in_time = await store.quiz.answer(ANN, Answered(MINE[0], "dot", 1))
    clock.now += 1
    late = await store.quiz.answer(ANN, Answered(MINE[1], "rref", 1))

    assert in_time is not None
    assert late is not None
    assert (in_time.counted, late.counted) == (True, False)
    (work,) = await store.classes.works(number)
    assert work.scores == (1, None)
    assert len(await store.quiz.reviews(ANN)) == 2, "what is remembered is another matter"


async def test_an_exercise_is_open_until_it_is_answered_or_due(store: Store, clock: Clock) -> None:
    await begun(store, due=NOW + DAY)
    await store.quiz.answer(ANN, Answered(MINE[0], "dot", 1))

    open_now = [await store.classes.is_open(ANN, exercise) for exercise in MINE]
    of_ben = await store.classes.is_open(BEN, MINE[1])
    clock.now = NOW + DAY + 1

    assert (open_now, of_ben) == ([False, True], False)
    assert not await store.classes.is_open(ANN, MINE[1])


async def test_a_skip_leaves_an_exercise_open(store: Store) -> None:
    number = await begun(store, due=2 * NOW)

    await store.quiz.skip(ANN, MINE[0])

    assert (await store.classes.works_of(ANN))[number].open == MINE


async def test_sittings_wait_for_each_other(store: Store) -> None:
    own = await store.quiz.start(ANN, ["norm-1-000001"])
    number = await begun(store, due=2 * NOW)
    other = await store.classes.make(HERE, "Week 2", EXERCISES, 2 * NOW)
    await store.classes.begin(ANN, other.number, ["dot-2-000005"])
    await store.quiz.start(ANN, ["dot-2-000005"], other.number)

    await store.quiz.answer(ANN, Answered(MINE[0], "dot", 1))
    goes_on = await store.quiz.start(ANN, ["dot-2-0000ff"], number)

    assert await store.quiz.sitting(ANN) == own
    assert (goes_on.place, goes_on.exercise) == (1, MINE[1]), "the sheet's sitting goes on"
    for exercise, sheet in (
        (MINE[0], number),
        ("dot-2-000005", other.number),
        ("norm-1-000001", None),
        ("norm-1-0000aa", None),
    ):
        found = await store.quiz.sitting_with(ANN, exercise)
        assert found is not None
        assert found.sheet == sheet, exercise
    anew = await store.quiz.start(ANN, ["norm-1-000003"])
    assert await store.quiz.sitting(ANN) == anew, "one's own is replaced"
    assert await store.quiz.sitting(ANN, other.number) is not None


async def test_who_begins_again_has_the_same_exercises(store: Store) -> None:
    number = await begun(store)

    again = await store.classes.begin(ANN, number, ["dot-2-0000ff", "rref-1-0000ff"])

    assert again is not None
    assert again.exercises == MINE


async def test_a_sheet_goes_with_all_work_on_it(store: Store) -> None:
    number = await begun(store)

    assert not await store.classes.remove(number, THERE), "of another server"
    assert await store.classes.sheet(number) is not None
    assert await store.classes.remove(number, HERE)

    assert await store.classes.sheet(number) is None
    assert await store.classes.begin(ANN, number, MINE) is None
    assert await store.classes.works_of(ANN) == {}
    assert await store.quiz.sitting(ANN, number) is None
    after = await store.classes.make(HERE, "Week 1", EXERCISES, NOW)
    assert after.number > number, "an old button leads nowhere"


async def test_sheets_are_those_of_a_server_by_their_due_dates(store: Store) -> None:
    for due in (30, 10, 20):
        await store.classes.make(HERE, f"{due}", EXERCISES, due)
    await store.classes.make(THERE, "theirs", EXERCISES, 5)

    found = await store.classes.sheets(HERE)

    assert [sheet.title for sheet in found] == ["10", "20", "30"]
    assert found[0].exercises == EXERCISES
    for _ in range(MOST_SHEETS - 3):
        await store.classes.make(HERE, "more", EXERCISES, 1)
    with pytest.raises(FullClassError):
        await store.classes.make(HERE, "too many", EXERCISES, 1)
    assert len(await store.classes.sheets(HERE)) == MOST_SHEETS


async def test_a_name_is_shown_in_one_server_and_taken_back(store: Store, clock: Clock) -> None:
    assert await store.classes.naming(ANN, HERE) is None
    await store.classes.show_name(ANN, HERE, "Ann" * 100)
    await store.classes.show_name(BEN, HERE, None)

    shown = await store.classes.naming(ANN, HERE)
    assert shown is not None
    assert (shown.shown, len(shown.name)) == (True, 100)
    assert await store.classes.naming(ANN, THERE) is None

    clock.now += 5
    await store.classes.show_name(ANN, HERE, None)
    off = {ANN: Naming(shown=False, name="", time=NOW + 5), BEN: Naming(False, "", NOW)}
    assert await store.classes.namings(HERE) == off


async def test_the_role_of_teachers(store: Store) -> None:
    assert await store.classes.teacher_role(HERE) is None
    await store.classes.set_teacher_role(HERE, 70)
    await store.guilds.set_study_channel(HERE, 1)

    assert (await store.classes.teacher_role(HERE), await store.guilds.study_channel(HERE)) == (
        70,
        1,
    )
    await store.classes.set_teacher_role(HERE, None)
    assert await store.classes.teacher_role(HERE) is None


async def test_all_of_it_is_shown_and_removed(store: Store) -> None:
    number = await begun(store, due=2 * NOW)
    await store.classes.begin(BEN, number, MINE)
    await store.classes.show_name(ANN, HERE, "Ann")
    await store.quiz.answer(ANN, Answered(MINE[0], "dot", 1))

    kept = {found.name: found for found in await store.people.forget(ANN)}

    assert kept.keys() == {
        *("people", "reviews", "cards", "sittings", "sheet_works", "class_names"),
    }
    assert kept["sheet_works"].rows[0]["scores"] == [1, None]
    assert await store.people.kept(ANN) == ()
    assert [work.person for work in await store.classes.works(number)] == [BEN]


async def test_a_server_that_is_forgotten_takes_its_sheets_along(
    store: Store, clock: Clock
) -> None:
    number = await begun(store)
    await store.classes.show_name(ANN, HERE, "Ann")
    await store.guilds.note_removed(HERE)
    clock.now += 31 * DAY

    await store.guilds.forget_removed()

    assert await store.classes.sheet(number) is None
    kept = {found.name for found in await store.people.kept(ANN)}
    assert kept == {"people"}


async def test_a_sitting_of_an_older_bot_goes_on(file: Path) -> None:
    with closing(sqlite3.connect(file)) as direct:
        direct.execute("CREATE TABLE schema (version INTEGER NOT NULL)")
    engine = create_engine(f"sqlite:///{file}")
    config = upgrade.alembic_config()
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "0007")
    engine.dispose()
    with closing(sqlite3.connect(file)) as direct:
        direct.execute("INSERT INTO people (id) VALUES (101)")
        asked = '["dot-1-000001", "dot-1-000002"]'
        direct.execute("INSERT INTO sittings VALUES (101, 5, ?, '[0.5]', 2)", [asked])
        direct.commit()

    store = Store(f"sqlite:///{file}")
    await store.open()
    sitting = await store.quiz.sitting(ANN)
    await store.close()

    assert sitting is not None
    assert (sitting.sheet, sitting.started, sitting.length) == (None, 5, 10)
    assert (sitting.exercise, sitting.marks, sitting.hints) == ("dot-1-000002", (0.5,), 2)
