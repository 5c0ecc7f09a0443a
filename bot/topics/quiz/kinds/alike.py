"""Who is more like somebody, as the numbers are and after standardizing."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from bot.formula import (
    Chain,
    Code,
    Minus,
    Norm,
    Notation,
    Power,
    Sum,
    Words,
)
from bot.topics.quiz.answers import chosen, words
from bot.topics.quiz.exercise import Exercise, Options, Verdict
from bot.topics.quiz.kinds.listing import in_pairs
from bot.topics.quiz.mistakes import RIGHT
from bot.topics.quiz.numbers import drawn

if TYPE_CHECKING:
    from collections.abc import Sequence
    from random import Random

    from bot.drawing.pages import Block
    from bot.topics.quiz.exercise import Typed

SAY = Notation()

NAMES = ("Ann", "Bob", "Cleo", "Dan", "Eva")

SMALL = (
    ("age", (30, 40, 50), (5, 10)),
    ("rooms", (4, 5), (1,)),
    ("hours", (20, 30), (5, 10)),
)
LARGE = (
    ("income", (2000, 3000, 4000), (500, 1000)),
    ("steps", (6000, 8000), (1000, 2000)),
    ("price", (400, 500), (100,)),
)
"""Columns: a name, means, and standard deviations."""

PATTERN = (-1, -1, 0, 1, 1)
"""A standardized column: mean 0, and squares that add up to one less than there are rows."""

MAY_DIFFER = 0.75
"""Share of exercises in which standardizing changes the answer."""


@dataclass(frozen=True)
class People:
    """A table of two columns.

    Attributes
    ----------
    columns
        Their names.
    means, deviations
        Of the columns.
    standard
        The standardized rows: whole numbers.
    compared
        How many, beginning with the second, are compared with the first.
    are_told
        Whether means and deviations are given, and not to be found from the rows.
    """

    columns: tuple[str, str]
    means: tuple[int, int]
    deviations: tuple[int, int]
    standard: tuple[tuple[int, int], ...]
    compared: int
    are_told: bool

    def rows(self) -> list[tuple[int, int]]:
        """Return the rows as they are."""
        (m, n), (s, t) = self.means, self.deviations
        return [(m + s * x, n + t * y) for x, y in self.standard]

    def nearest(self) -> tuple[str, str]:
        """Return who is nearest to the first, as the numbers are and standardized."""
        found = [self.squares(rows) for rows in (self.rows(), self.standard)]
        before, after = (NAMES[1 + squares.index(min(squares))] for squares in found)
        return before, after

    def farthest(self) -> tuple[str, str]:
        """Return who is farthest from the first."""
        found = [self.squares(rows) for rows in (self.rows(), self.standard)]
        before, after = (NAMES[1 + squares.index(max(squares))] for squares in found)
        return before, after

    def squares(self, rows: Sequence[tuple[int, int]]) -> list[int]:
        """Return the squared distances from the first row."""
        (x, y), others = rows[0], rows[1 : 1 + self.compared]
        return [(x - u) ** 2 + (y - v) ** 2 for u, v in others]


def similar(random: Random, level: int) -> Exercise:
    """Return "Who is most like Ann, before and after standardizing?"."""
    differ = random.random() < MAY_DIFFER

    def draw() -> People:
        (one, means, deviations), (other, more_means, more_deviations) = (
            random.choice(SMALL),
            random.choice(LARGE),
        )
        return People(
            (one, other),
            (random.choice(means), random.choice(more_means)),
            (random.choice(deviations), random.choice(more_deviations)),
            _standard(random, level),
            3 if level == 3 else 2,
            are_told=level == 1,
        )

    def fits(people: People) -> bool:
        before, after = people.nearest()
        found = [people.squares(rows) for rows in (people.rows(), people.standard)]
        large = [abs(row[1] - people.standard[0][1]) for row in people.standard[1:]]
        found.append(large[: people.compared])
        is_clear = all(sorted(values)[0] < sorted(values)[1] for values in found)
        return is_clear and (before != after) == differ and min(map(min, people.rows())) > 0

    return _exercise(drawn(draw, fits))


def _standard(random: Random, level: int) -> tuple[tuple[int, int], ...]:
    if level == 1:
        return tuple((random.randint(-2, 2), random.randint(-2, 2)) for _ in range(3))
    one, other = (random.sample(PATTERN, len(PATTERN)) for _ in range(2))
    return tuple(zip(one, other, strict=True))


def _exercise(people: People) -> Exercise:
    before, after = people.nearest()
    others = NAMES[1 : 1 + people.compared]
    word = "more" if len(others) == 2 else "most"
    names = tuple((name, f"Ann and {name}") for name in others)
    menus = (
        Options("before", f"{word} alike as the numbers are", names),
        Options("after", f"{word} alike after standardizing", names),
    )
    table = _table(people)
    first = people.columns[0]
    listed = f"{', '.join(others[:-1])} or {others[-1]}"
    return Exercise(
        asks=(
            f"Who is {word} like Ann: {listed}? Answer for the numbers as they are, and after "
            "standardizing. The nearer two people are, the more alike."
        ),
        given=table,
        blocks=(Code("\n".join(table)),),
        fields=menus,
        key={"before": before, "after": after},
        hints=(
            (
                "Look at the two columns: which differences are large, and are they large only "
                "because of the unit?"
            ),
            (
                "To compare two people, subtract column by column, square, and add up. To "
                "standardize, first subtract the column's mean from each number, and divide by "
                "the column's standard deviation."
                + (
                    ""
                    if people.are_told
                    else " For that, square the distances from the mean, add up, divide by one "
                    "less than there are rows, and take the root."
                )
            ),
            (
                f"In {first} the mean is {people.means[0]} and the standard deviation "
                f"{people.deviations[0]}, so that {people.rows()[0][0]}, for Ann, becomes "
                f"{SAY.number(Fraction(people.standard[0][0]))}."
            ),
        ),
        working=_working(people),
        grade=lambda typed: _graded(typed, people, menus),
    )


def _graded(typed: Typed, people: People, menus: tuple[Options, Options]) -> Verdict:
    (before,), (after,) = (chosen(typed, menu) for menu in menus)
    right = people.nearest()
    read = tuple(f"{menu.label}: {words(typed, menu)}" for menu in menus)
    if (before, after) == right:
        return Verdict(1, RIGHT, read)
    if (before, after) == right[::-1]:
        message = (
            f"They are the wrong way round: as the numbers are, {people.columns[1]} decides, since "
            "its differences are the largest."
        )
        return Verdict(0, message, read, "before and after swapped")
    if (before, after) == people.farthest():
        message = "Those are the farthest from Ann. The nearest are the most alike."
        return Verdict(0, message, read, "farthest taken for nearest")
    if before == right[0]:
        mistake = "not standardized" if after == before else ""
        message = "The first is right. Standardized, both columns count the same: compare again."
        return Verdict(0.5, message, read, mistake)
    if after == right[1]:
        mistake = "standardized too early" if after == before else ""
        message = f"The second is right. As the numbers are, {people.columns[1]} counts most."
        return Verdict(0.5, message, read, mistake)
    return Verdict(0, "Neither is right: the smallest distance from Ann is asked for.", read)


def _table(people: People) -> tuple[str, ...]:
    """Return the table as lines, with means and deviations where they are told."""
    rows = [("", *people.columns)]
    rows += [(name, str(x), str(y)) for name, (x, y) in zip(NAMES, people.rows(), strict=False)]
    if people.are_told:
        (m, n), (s, t) = people.means, people.deviations
        rows += [("mean of all", str(m), str(n)), ("standard deviation", str(s), str(t))]
    widths = [max(len(row[k]) for row in rows) for k in range(3)]
    return tuple(f"{name:<{widths[0]}}  {x:>{widths[1]}}  {y:>{widths[2]}}" for name, x, y in rows)


def _working(people: People) -> tuple[Block, ...]:
    before, after = people.nearest()
    (one, other), (m, n), (s, t) = people.columns, people.means, people.deviations
    blocks: list[Block] = [
        "As the numbers are: subtract column by column, square, and add up.",
        *_distances(people, people.rows()),
        f"Nearest to Ann: {before}. The column {other} decides: its differences are the largest.",
        *(() if people.are_told else _deviations(people)),
        (
            f"Standardize: from {one} subtract {m} and divide by {s}, from {other} subtract {n} "
            f"and divide by {t}."
        ),
    ]
    shown = people.standard[: 1 + people.compared]
    rows = (
        Chain(Words(name), (SAY.vector(map(Fraction, row)),))
        for name, row in zip(NAMES, shown, strict=False)
    )
    return (
        *blocks,
        *in_pairs(rows),
        "The same distances with these numbers:",
        *_distances(people, people.standard),
        f"Nearest to Ann: {after}.",
    )


def _deviations(people: People) -> list[Block]:
    """Return how the standard deviations are found."""
    found: list[Block] = []
    standard = zip(*people.standard, strict=True)
    columns = zip(people.columns, people.means, people.deviations, standard, strict=True)
    for name, mean, deviation, away in columns:
        total = sum((x * deviation) ** 2 for x in away)
        found.append(
            f"Standard deviation of {name}: the squared distances from the mean {mean} add up to "
            f"{total}. Divided by {len(away) - 1}, the root is {deviation}."
        )
    return found


def _distances(people: People, rows: Sequence[tuple[int, int]]) -> list[Block]:
    (x, y) = rows[0]
    found: list[Block] = []
    for name, (u, v), square in zip(NAMES[1:], rows[1:], people.squares(rows), strict=False):
        way = Power(Norm(Sum((Words("Ann"), Minus(Words(name))))), "2")
        parts = tuple(Power(SAY.number(Fraction(d)), "2") for d in (x - u, y - v))
        found.append(Chain(way, (Sum(parts), str(square))))
    return found
