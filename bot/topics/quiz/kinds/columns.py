"""Which column principal components follow where nothing is standardized."""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction
from typing import TYPE_CHECKING

from bot.formula import Chain, Code, Function, Notation, Power, Sum, Words
from bot.topics.quiz.answers import chosen, words
from bot.topics.quiz.exercise import Exercise, Options, Verdict
from bot.topics.quiz.mistakes import RIGHT
from bot.topics.quiz.numbers import drawn

if TYPE_CHECKING:
    from collections.abc import Sequence
    from random import Random

    from bot.drawing.pages import Block
    from bot.topics.quiz.exercise import Typed

SAY = Notation()

FAR = 3
"""How many times the second-largest deviation the largest is: then it dominates."""

ROWS = ((-3, -1, 1, 3), (3, -1, -3, 1), (-1, 3, -3, 1), (1, -3, 3, -1))
"""Four rows about their mean, in units of the same length for all."""


@dataclass(frozen=True)
class Column:
    """A column of a table.

    Attributes
    ----------
    name, unit
        ``"height"``, ``"cm"``.
    mean, deviation
        In that unit.
    """

    name: str
    unit: str
    mean: int
    deviation: int

    def __str__(self) -> str:
        return f"{self.name}, {self.unit}"


POOL = (
    Column("age", "years", 40, 10),
    Column("height", "cm", 170, 8),
    Column("weight", "kg", 70, 12),
    Column("income", "€", 3000, 600),
    Column("steps", "a day", 7000, 2000),
    Column("sleep", "hours", 7, 1),
    Column("pulse", "a minute", 70, 9),
    Column("birth", "year", 1980, 10),
    Column("postbox", "number", 5000, 2),
    Column("screen", "minutes", 200, 40),
)

CHANGES = {
    "height": (("mm", 10), ("µm", 10_000)),
    "weight": (("g", 1000),),
    "sleep": (("minutes", 60), ("seconds", 3600)),
    "screen": (("seconds", 60),),
    "age": (("days", 365), ("months", 12)),
}
"""Smaller units, and how many of them one is."""


def dominates(random: Random, level: int) -> Exercise:
    """Return "Which column does the first component follow?"."""
    if level == 3:
        return _in_another_unit(random)
    count = 4 if level == 1 else 3
    columns = drawn(lambda: random.sample(POOL, count), lambda found: _is_worth_asking(found))
    return _told(columns) if level == 1 else _seen(random, columns)


def largest(columns: Sequence[Column]) -> Column:
    """Return the column of the largest deviation, and so of the largest variance."""
    return max(columns, key=lambda column: column.deviation)


def _is_worth_asking(columns: Sequence[Column]) -> bool:
    """Whether one column dominates, and it is not the one of the largest numbers."""
    first, second = sorted(column.deviation for column in columns)[-1:-3:-1]
    return first >= FAR * second and largest(columns) != _highest(columns)


def _highest(columns: Sequence[Column]) -> Column:
    return max(columns, key=lambda column: column.mean)


ASKS = "PCA without standardizing: which column does the first component nearly follow?"

HINTS: tuple[Block, Block] = (
    "The first component points where the data spread most.",
    (
        "Compare the spreads of the columns, in the units in which they are written. How large the "
        "numbers are does not matter, since the mean is subtracted first."
    ),
)


def _told(columns: Sequence[Column]) -> Exercise:
    """Return the question with means and deviations given."""
    rows = [("", "mean", "standard deviation")]
    rows += [(str(column), str(column.mean), str(column.deviation)) for column in columns]
    first = columns[0]
    return _exercise(
        columns,
        asks=f"{ASKS} The columns hardly depend on one another.",
        given=_lines(rows),
        last_hint=(
            f"The variance is the standard deviation squared: for {first.name} "
            f"{first.deviation} times {first.deviation}, which is {first.deviation**2}. Find the "
            "largest."
        ),
        working=_variances(columns),
    )


def _seen(random: Random, columns: Sequence[Column]) -> Exercise:
    """Return the question with four rows, of which one sees how far they spread."""
    patterns = random.sample(ROWS, len(columns))
    table = [
        [column.mean + column.deviation * x for x in pattern]
        for column, pattern in zip(columns, patterns, strict=True)
    ]
    names = [column.name for column in columns]
    rows = [tuple(names), *(tuple(map(str, row)) for row in zip(*table, strict=True))]
    low, high = min(table[0]), max(table[0])
    return _exercise(
        columns,
        asks=ASKS,
        given=_lines(rows),
        last_hint=(
            f"The column {names[0]} goes from {low} to {high}, over a range of {high - low}. Find "
            "the column with the largest range."
        ),
        working=_squares(columns, table),
    )


def _squares(columns: Sequence[Column], table: Sequence[Sequence[int]]) -> tuple[Block, ...]:
    """Return the working: squared distances from the mean, added up column by column."""
    blocks: list[Block] = [
        (
            "In each column subtract the mean, square, and add up. Divided by 3, one less than "
            "the number of rows, that is the variance."
        )
    ]
    for column, numbers in zip(columns, table, strict=True):
        away = [number - column.mean for number in numbers]
        squares = Sum(tuple(Power(SAY.number(Fraction(x)), "2") for x in away))
        blocks.append(f"The column {column.name}, with the mean {column.mean}:")
        blocks.append(Chain(squares, (str(sum(x * x for x in away)),)))
    return (*blocks, f"By far the most in {largest(columns).name}: the first component follows it.")


def _exercise(
    columns: Sequence[Column],
    *,
    asks: str,
    given: tuple[str, ...],
    last_hint: str,
    working: tuple[Block, ...],
) -> Exercise:
    menu = _menu("column", "the column", columns)
    return Exercise(
        asks=asks,
        given=given,
        blocks=(Code("\n".join(given)),),
        fields=(menu,),
        key={"column": largest(columns).name},
        hints=(*HINTS, last_hint),
        working=working,
        grade=lambda typed: _graded(typed, columns, menu),
    )


def _graded(typed: Typed, columns: Sequence[Column], menu: Options) -> Verdict:
    (found,), read = chosen(typed, menu), (words(typed, menu),)
    right = largest(columns)
    if found == right.name:
        return Verdict(1, RIGHT, read)
    if found == _highest(columns).name:
        message = "Its numbers are the largest, but they spread less: only the spread counts."
        return Verdict(0, message, read, "largest numbers taken")
    if found == min(columns, key=lambda column: column.deviation).name:
        message = "It spreads least: the first component points where the data spread most."
        return Verdict(0, message, read, "smallest spread taken")
    return Verdict(0, f"The column {right.name} spreads more.", read)


def _variances(columns: Sequence[Column]) -> tuple[Block, ...]:
    """Return the working: variances, and the share of the largest."""
    total = sum(column.deviation**2 for column in columns)
    first = largest(columns)
    blocks: list[Block] = ["The variance is the standard deviation squared:"]
    for column in columns:
        square = Power(str(column.deviation), "2")
        blocks.append(
            Chain(Function("var", Words(column.name)), (square, str(column.deviation**2)))
        )
    percent = round(100 * first.deviation**2 / total)
    shown = "more than 99" if percent > 99 else f"about {percent}"
    return (
        *blocks,
        (
            f"The column {first.name} alone makes up {shown}\u00a0% of their sum, so the first "
            "component nearly follows it."
        ),
    )


# After a change of unit


def _in_another_unit(random: Random) -> Exercise:
    """Return the question before and after one column is written in another unit."""

    def draw() -> tuple[list[Column], int, Column]:
        columns = random.sample(POOL, 3)
        place = random.randrange(3)
        unit, factor = random.choice(CHANGES.get(columns[place].name, (("", 0),)))
        old = columns[place]
        new = replace(old, unit=unit, mean=old.mean * factor, deviation=old.deviation * factor)
        return columns, place, new

    def fits(found: tuple[list[Column], int, Column]) -> bool:
        columns, place, new = found
        changed = _with(columns, place, new)
        are_clear = all(_is_clear(each) for each in (columns, changed))
        return bool(new.unit) and are_clear

    columns, place, new = drawn(draw, fits)
    changed = _with(columns, place, new)
    menus = (
        _menu("before", f"with {columns[place].name} in {columns[place].unit}", columns),
        _menu("after", f"with {new.name} in {new.unit}", columns),
    )
    rows = [
        ("", "standard deviation"),
        *((str(column), str(column.deviation)) for column in columns),
    ]
    given = (*_lines(rows), f"Then {new.name} is written in {new.unit}.")
    factor = new.deviation // columns[place].deviation
    return Exercise(
        asks=f"{ASKS} And after the change of unit?",
        given=given,
        blocks=(Code("\n".join(given[:-1])), given[-1]),
        fields=menus,
        key={"before": largest(columns).name, "after": largest(changed).name},
        hints=(
            *HINTS,
            (
                f"In {new.unit} every number of {new.name} is {factor} times as large, and so is "
                f"its standard deviation: {new.deviation}."
            ),
        ),
        working=(
            f"With {columns[place].name} in {columns[place].unit}:",
            *_variances(columns),
            f"With {new.name} in {new.unit} its standard deviation is {new.deviation}:",
            *_variances(changed)[1:],
        ),
        grade=lambda typed: _graded_change(typed, columns, changed, menus),
    )


def _graded_change(
    typed: Typed,
    columns: Sequence[Column],
    changed: Sequence[Column],
    menus: tuple[Options, Options],
) -> Verdict:
    (before,), (after,) = (chosen(typed, menu) for menu in menus)
    right = largest(columns).name, largest(changed).name
    read = tuple(f"{menu.label}: {words(typed, menu)}" for menu in menus)
    if (before, after) == right:
        return Verdict(1, RIGHT, read)
    if before == right[0]:
        mistake = "unit ignored" if after == before else ""
        message = "The first is right. In a smaller unit the numbers, and the spread, are larger."
        return Verdict(0.5, message, read, mistake)
    if after == right[1]:
        message = "The second is right. Before the change, which column has the largest deviation?"
        return Verdict(0.5, message, read)
    return Verdict(
        0,
        "Neither is right: look for the largest standard deviation, in the unit as written.",
        read,
    )


def _is_clear(columns: Sequence[Column]) -> bool:
    first, second = sorted(column.deviation for column in columns)[-1:-3:-1]
    return first >= FAR * second


def _with(columns: Sequence[Column], place: int, new: Column) -> list[Column]:
    return [*columns[:place], new, *columns[place + 1 :]]


def _menu(name: str, label: str, columns: Sequence[Column]) -> Options:
    return Options(name, label, tuple((column.name, column.name) for column in columns))


def _lines(rows: Sequence[tuple[str, ...]]) -> tuple[str, ...]:
    """Return a table as lines, its numbers to the right."""
    widths = [max(map(len, cells)) for cells in zip(*rows, strict=True)]
    return tuple(
        "  ".join(
            cell.ljust(width) if k == 0 and not rows[0][0] else cell.rjust(width)
            for k, (cell, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in rows
    )
