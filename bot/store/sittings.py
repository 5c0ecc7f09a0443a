"""Sittings: exercises that one person is asked one after the other, in the store's transactions."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from sqlalchemy import (
    JSON,
    BigInteger,
    Column,
    ForeignKey,
    Index,
    Integer,
    Table,
    delete,
    select,
    update,
)

from bot.store.clock import milliseconds
from bot.store.columns import Number
from bot.store.database import metadata

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy.ext.asyncio import AsyncConnection

MOST_ASKED = 40
"""Exercises of one sitting: those that were wrong come back in it."""

_sittings = Table(
    "sittings",
    metadata,
    Column("id", Number, primary_key=True),
    Column[int]("person", ForeignKey("people.id", ondelete="CASCADE"), nullable=False),
    Column[int]("sheet", ForeignKey("sheets.id", ondelete="CASCADE")),
    Column("started", BigInteger, nullable=False),
    Column("length", Integer, nullable=False),
    Column("asked", JSON, nullable=False),
    Column("marks", JSON, nullable=False),
    Column("hints", Integer, nullable=False),
    Index("sittings_of_person", "person"),
    Index("sittings_of_sheet", "sheet"),
    info={"called": ("one sitting of exercises", "{} sittings of exercises")},
)


@dataclass(frozen=True)
class Sitting:
    """Exercises asked one after the other.

    Of one person there is one for each sheet of a class at most, and one of their own: they wait
    for each other.

    Attributes
    ----------
    id
        Its number.
    sheet
        The number of the sheet; None where it is of none.
    started
        In milliseconds since 1970.
    length
        How many exercises there were at first; behind them are those that come back.
    asked
        Ids of the exercises, in their order.
    marks
        The scores of those answered; None of those left out.
    hints
        How many were taken of the present one.
    counted
        Whether the answer that led here counts for the sheet.
    """

    id: int
    sheet: int | None
    started: int
    length: int
    asked: tuple[str, ...]
    marks: tuple[float | None, ...] = ()
    hints: int = 0
    counted: bool = False

    @property
    def place(self) -> int:
        """The number of the present exercise, from 0."""
        return len(self.marks)

    @property
    def exercise(self) -> str | None:
        """The present exercise's id; None at the end."""
        return self.asked[self.place] if self.place < len(self.asked) else None


async def present(connection: AsyncConnection, user: int, exercise: str) -> Sitting | None:
    """Return the sitting of which an exercise is the present one."""
    found = await sittings_of(connection, user)
    return next((each for each in found if each.exercise == exercise), None)


async def sitting_of(connection: AsyncConnection, user: int, sheet: int | None) -> Sitting | None:
    """Return the sitting of a sheet, or of no sheet."""
    found = await sittings_of(connection, user)
    return next((each for each in found if each.sheet == sheet), None)


async def sittings_of(connection: AsyncConnection, user: int) -> list[Sitting]:
    """Return all sittings of somebody."""
    query = select(_sittings).where(_sittings.c.person == user).order_by(_sittings.c.id)
    return [
        Sitting(
            *(row.id, row.sheet, row.started, row.length),
            tuple(row.asked),
            tuple(row.marks),
            row.hints,
        )
        for row in (await connection.execute(query)).all()
    ]


def moved(sitting: Sitting, mark: float | None, more: tuple[str, ...] = ()) -> Sitting:
    """Return a sitting at its next exercise."""
    return replace(
        sitting, asked=sitting.asked + more, marks=(*sitting.marks, mark), hints=0, counted=False
    )


async def begun(
    connection: AsyncConnection, user: int, asked: Sequence[str], sheet: int | None
) -> Sitting:
    """Begin a sitting; where it is of a sheet, that sheet must be there."""
    asked, now = tuple(asked[:MOST_ASKED]), milliseconds()
    values = {
        "person": user,
        "sheet": sheet,
        "started": now,
        "length": len(asked),
        "asked": [*asked],
        "marks": [],
        "hints": 0,
    }
    beginning = _sittings.insert().values(**values).returning(_sittings.c.id)
    number = (await connection.execute(beginning)).scalar_one()
    return Sitting(number, sheet, now, len(asked), asked)


async def keep(connection: AsyncConnection, sitting: Sitting) -> None:
    """Keep where a sitting is."""
    values = {"asked": [*sitting.asked], "marks": [*sitting.marks], "hints": sitting.hints}
    one = _sittings.c.id == sitting.id
    await connection.execute(update(_sittings).where(one).values(**values))


async def end(connection: AsyncConnection, sitting: Sitting) -> None:
    """End a sitting."""
    await connection.execute(delete(_sittings).where(_sittings.c.id == sitting.id))
