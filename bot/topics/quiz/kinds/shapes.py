"""Which products of matrices exist, and of which shape."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import permutations
from typing import TYPE_CHECKING

from bot.formula import Notation, Symbol
from bot.formula.shapes import Power, Row, Series
from bot.topics.quiz import answers
from bot.topics.quiz.answers import chosen, words
from bot.topics.quiz.exercise import Blank, Exercise, Options, Verdict
from bot.topics.quiz.mistakes import RIGHT
from bot.topics.quiz.numbers import drawn

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from random import Random

    from bot.topics.quiz.exercise import Typed

    Shape = tuple[int, int]

SIZES = (2, 3, 4, 5)
"""Rows and columns."""

RULE = "The first must have as many columns as the second has rows."


@dataclass(frozen=True)
class Factor:
    """A matrix in a product, perhaps transposed."""

    name: str
    is_transposed: bool = False

    def shape(self, shapes: Mapping[str, Shape]) -> Shape:
        """Return its rows and columns as it stands there."""
        rows, columns = shapes[self.name]
        return (columns, rows) if self.is_transposed else (rows, columns)

    def __str__(self) -> str:
        return f"{self.name}ᵀ" if self.is_transposed else self.name


Pair = tuple[Factor, Factor]

PAIRS: dict[int, tuple[Pair, ...]] = {
    1: tuple((Factor(x), Factor(y)) for x, y in permutations("ABC", 2)),
    2: tuple(
        (Factor(x, is_transposed=turned == 0), Factor(y, is_transposed=turned == 1))
        for x, y in permutations("AB", 2)
        for turned in (None, 0, 1)
    ),
}
"""The products asked about, by level."""


def shapes(random: Random, level: int) -> Exercise:
    """Return "Which products exist?"; level 3 asks for the shape of one."""
    return _shape_of_one(random) if level == 3 else _which(random, level)


def _which(random: Random, level: int) -> Exercise:
    pairs, names = PAIRS[level], "ABC" if level == 1 else "AB"
    given = drawn(
        lambda: {name: (random.choice(SIZES), random.choice(SIZES)) for name in names},
        lambda given: _is_worth_asking(pairs, given),
    )
    menu = Options(
        "products",
        "the products that exist",
        tuple((_name(pair), _name(pair)) for pair in pairs),
        several=True,
    )
    first = pairs[0]
    (_, columns), (rows, _) = (factor.shape(given) for factor in first)
    return Exercise(
        asks="Which of these products exist?",
        given=(*_lines(given), ", ".join(map(_name, pairs))),
        blocks=(*_lines(given), Series(tuple(map(_formula, pairs)), ",   ")),
        fields=(menu,),
        key={"products": "\n".join(_name(pair) for pair in pairs if _fits(pair, given))},
        hints=(
            (
                "2×3 means 2 rows and 3 columns. In a product each row of the first meets each "
                "column of the second."
            ),
            RULE if level == 1 else f"{RULE} The small T, transposing, swaps rows and columns.",
            (
                f"{_name(first)}: {first[0]} has {columns} columns, and {first[1]} has {rows} "
                "rows. Are these numbers equal?"
            ),
        ),
        working=(
            "A product exists where the inner numbers are equal. The outer ones are its shape.",
            *(_line(pair, given) for pair in pairs),
        ),
        grade=lambda typed: _graded_which(typed, menu, pairs, given),
    )


def _graded_which(
    typed: Typed, menu: Options, pairs: Sequence[Pair], given: Mapping[str, Shape]
) -> Verdict:
    found, read = set(chosen(typed, menu)), (words(typed, menu),)
    right = {_name(pair) for pair in pairs if _fits(pair, given)}
    if found == right:
        return Verdict(1, RIGHT, read)
    for name, message, wrong in _mistaken(pairs, given):
        if found == wrong:
            return Verdict(0, message, read, name)
    pair = next(pair for pair in pairs if _name(pair) in found ^ right)
    return Verdict(0, _told(pair, given), read)


def _is_worth_asking(pairs: Sequence[Pair], given: Mapping[str, Shape]) -> bool:
    """Whether some products exist, some do not, and no mistake gives the right ones."""
    right = {_name(pair) for pair in pairs if _fits(pair, given)}
    sets = [right, *(wrong for _, _, wrong in _mistaken(pairs, given))]
    are_different = all(one != other for k, one in enumerate(sets) for other in sets[:k])
    return 0 < len(right) < len(pairs) and all(sets) and are_different


def _mistaken(pairs: Sequence[Pair], given: Mapping[str, Shape]) -> list[tuple[str, str, set[str]]]:
    """Return usual mistakes: the name, what is said of it, and the products chosen by it."""
    outer = {_name((x, y)) for x, y in pairs if x.shape(given)[0] == y.shape(given)[1]}
    found = [("outer numbers compared", f"The inner numbers count. {RULE}", outer)]
    if any(factor.is_transposed for pair in pairs for factor in pair):
        plain = {_name((x, y)) for x, y in pairs if _fits((Factor(x.name), Factor(y.name)), given)}
        message = "The small T is overlooked: transposing swaps rows and columns."
        return [*found, ("transpose overlooked", message, plain)]
    either = {_name((x, y)) for x, y in pairs if _fits((x, y), given) or _fits((y, x), given)}
    message = f"The order matters: where A B exists, B A need not. {RULE}"
    return [*found, ("order ignored", message, either)]


def _fits(pair: Pair, given: Mapping[str, Shape]) -> bool:
    first, second = (factor.shape(given) for factor in pair)
    return first[1] == second[0]


def _told(pair: Pair, given: Mapping[str, Shape]) -> str:
    """Say whether a product exists, and why."""
    first, second = (factor.shape(given) for factor in pair)
    counts = f"{pair[0]} has {first[1]} columns and {pair[1]} has {second[0]} rows"
    if first[1] == second[0]:
        return f"{_name(pair)} exists: {counts}. It is {first[0]}×{second[1]}."
    return f"{_name(pair)} does not exist: {counts}."


def _line(pair: Pair, given: Mapping[str, Shape]) -> str:
    """Return the same as one line of a working."""
    (m, n), (p, q) = (factor.shape(given) for factor in pair)
    found = f"exists, {m}×{q}" if n == p else f"does not exist, {n} is not {p}"
    return f"{_name(pair)}: {m}×{n} times {p}×{q} {found}."


def _formula(pair: Sequence[Factor]) -> Row:
    letters = [Power(Symbol(f.name), "⊤") if f.is_transposed else Symbol(f.name) for f in pair]
    return Row(tuple(part for letter in letters for part in (" ", letter))[1:])


def _name(pair: Sequence[Factor]) -> str:
    return " ".join(map(str, pair))


def _lines(given: Mapping[str, Shape]) -> tuple[str, ...]:
    return tuple(f"{name} is {rows}×{columns}" for name, (rows, columns) in given.items())


# The shape of one product


def _shape_of_one(random: Random) -> Exercise:
    turned = random.randrange(3)
    order = random.sample("ABC", 3)
    factors = tuple(Factor(name, is_transposed=k == turned) for k, name in enumerate(order))

    def draw() -> tuple[int, ...]:
        return tuple(random.choices(SIZES, k=4))

    sizes = drawn(draw, lambda sizes: len(set(sizes)) == 4)
    shown = [
        (n, m) if factor.is_transposed else (m, n)
        for factor, m, n in zip(factors, sizes, sizes[1:], strict=False)
    ]
    given = dict(sorted(zip(order, shown, strict=True)))
    right = (sizes[0], sizes[-1])
    name = _name(factors)
    first, second = factors[0], factors[1]
    return Exercise(
        asks=f"The product {name} exists. How many rows and columns has it?",
        given=_lines(given),
        blocks=(*_lines(given), _formula(factors)),
        fields=(
            Blank("rows", f"rows of {name}", "a whole number"),
            Blank("columns", f"columns of {name}", "a whole number"),
        ),
        key={"rows": str(right[0]), "columns": str(right[1])},
        hints=(
            "Write the three shapes side by side, in the order of the product.",
            "Transposing swaps rows and columns; where two shapes touch, the numbers are equal.",
            (
                f"{first} is {sizes[0]}×{sizes[1]} and {second} is {sizes[1]}×{sizes[2]}, so "
                f"{first} {second} is {sizes[0]}×{sizes[2]}. Multiply that by {factors[2]}."
            ),
        ),
        working=(
            "The shapes in the order of the product: "
            + ", ".join(
                f"{factor}\u00a0is\u00a0{m}×{n}"
                for factor, m, n in zip(factors, sizes, sizes[1:], strict=False)
            )
            + ".",
            "Numbers that touch are equal and disappear. The outer ones stay:",
            f"{name} is {right[0]}×{right[1]}.",
        ),
        grade=lambda typed: _graded_shape(typed, factors, right, sizes),
    )


def _graded_shape(
    typed: Typed, factors: Sequence[Factor], right: Shape, sizes: Sequence[int]
) -> Verdict:
    rows, columns = answers.number(typed, "rows"), answers.number(typed, "columns")
    found = (rows, columns)
    read = (f"{_name(factors)} is {Notation().number(rows)}×{Notation().number(columns)}",)
    if found == right:
        return Verdict(1, RIGHT, read)
    if found == right[::-1]:
        message = "Rows come first: it has the rows of its first factor."
        return Verdict(0, message, read, "rows and columns swapped")
    if found == (sizes[1], sizes[2]):
        message = "Those are the inner numbers, which disappear: the outer ones stay."
        return Verdict(0, message, read, "the inner numbers")
    if right[0] == rows or right[1] == columns:
        part, factor = ("columns", factors[-1]) if right[0] == rows else ("rows", factors[0])
        message = f"The number of {part} is wrong: it is that of {factor}."
        if factor.is_transposed:
            message += " The small T swaps rows and columns."
        return Verdict(0.5, message, read)
    return Verdict(
        0, "The rows are those of the first factor, the columns those of the last.", read
    )
