"""Typed vectors and matrices, exact, and several vectors in one field."""

from __future__ import annotations

import re
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

import numpy as np

from bot.formula import Index, Notation, VectorName, equals, text
from bot.topics.quiz import answers, scaled
from bot.topics.quiz.exercise import Verdict
from bot.topics.quiz.wording import (
    entries_by_name,
    repeated,
    vectors_of_parameters,
    with_decimal_commas,
)
from linalg_engine.arrays import is_exact, shape_text
from linalg_engine.errors import InputError
from linalg_engine.exact import TooLongError
from linalg_engine.matrices import identity
from linalg_engine.notation import parse_list, parse_vector

if TYPE_CHECKING:
    from collections.abc import Generator, Sequence

    from bot.topics.quiz.exercise import Typed
    from linalg_engine.arrays import Array, Vector
    from linalg_engine.matrices import Matrix

SAY = Notation()

DECIMAL = "with decimal commas"
"""How vectors were read of which each comma could also separate two numbers."""

_SPAN = re.compile(
    r"\s*\\?(?:span|lin)\s*(?:\\?\{(?P<one>.*?)\\?\}|\((?P<other>.*)\))\s*",
    re.IGNORECASE | re.DOTALL,
)

MAX_ENTRIES = 64
"""Of a typed answer; the largest that is right has 16."""


def vector(typed: Typed, name: str) -> Vector:
    """Return the vector typed in a field, exact.

    Raises
    ------
    InputError
        When it is none, or too long, or has numbers other than fractions and square roots.
    """
    return _checked(answers.vector(typed, name), name)


def matrix(typed: Typed, name: str) -> Matrix:
    """Return the matrix typed in a field, exact; raises as `vector` does."""
    return _checked(answers.matrix(typed, name), name)


def matrix_like(a: Matrix, typed: Typed, name: str) -> Matrix:
    """Return a matrix that is to have the shape of A; raises also where rows cannot be told."""
    found = matrix(typed, name)
    answers.check_rows(found, a.shape, name)
    return found


def diagonal_or_matrix(a: Matrix, typed: Typed, name: str) -> Matrix:
    """Return a square matrix like A, also one of which only the diagonal was typed."""
    found, size = matrix_like(a, typed, name), len(a)
    if found.shape in ((1, size), (size, 1)):
        return identity(size, like=a) * found.reshape(1, size)
    return found


def direction(typed: Typed, name: str) -> Vector:
    """Return a vector that stands for all its multiples: ``t (1, 2)``, ``span{(1, 2)}``.

    Raises
    ------
    InputError
        As `vector` does.
    """
    written = vectors_of_parameters(typed[name])
    if spanned := _SPAN.fullmatch(written):
        written = spanned["one"] or spanned["other"]
    return vector({**typed, name: written}, name)


def numbers(typed: Typed, name: str) -> Vector:
    """Return numbers in their order, which need no brackets, ``3 and -1``, shape (n,)."""
    return _numbers(entries_by_name(typed[name]), name)


def values(typed: Typed, name: str) -> Vector:
    """Return numbers in any order, some of them repeated: ``2 (double), 5``, shape (n,)."""
    return _numbers(repeated(typed[name]), name)


def _numbers(written: str, name: str) -> Vector:
    with answers.of_field(name, written):
        found, _ = parse_list(written)
        if _are_lists(found) and (decimal := with_decimal_commas(written)) is not None:
            found, _ = parse_list(decimal)
    if _are_lists(found):
        raise InputError("Give a list of numbers.", example="3, -1", source=name)
    return _checked(np.concatenate(found), name)


def _are_lists(found: Sequence[Vector]) -> bool:
    return len(found) > 1 and any(len(v) > 1 for v in found)


def several(typed: Typed, name: str, length: int) -> list[tuple[list[Vector], str]]:
    """Return what vectors a field can mean, the likelier first, each with words for it.

    Brackets or lines of their own make vectors. A matrix has its vectors in its columns or its
    rows: where their length does not tell which, both are returned. Commas between digits may be
    decimal ones: ``(0,5; 1,5)``.

    Parameters
    ----------
    length
        Of the vectors that are asked for.

    Raises
    ------
    InputError
        When the field holds no vectors of one length, or too many numbers.
    """
    written = vectors_of_parameters(typed[name])
    decimal = with_decimal_commas(written)
    if decimal is None:
        return _readings(written, name, length)
    found: list[tuple[list[Vector], str]] = []
    with suppress(InputError):
        found = _readings(written, name, length)
    plain = [np.array(vectors) for vectors, _ in found]
    for vectors, _ in _readings(decimal, name, length):
        if not any(np.array_equal(vectors, each) for each in plain):
            found.append((vectors, DECIMAL))
    return found


def _readings(written: str, name: str, length: int) -> list[tuple[list[Vector], str]]:
    with answers.of_field(name, written):
        found, are_columns = _vectors(written)
    if len({len(v) for v in found}) > 1:
        counts = " and ".join(map(str, sorted({len(v) for v in found})))
        raise InputError(f"These vectors have different numbers of entries: {counts}.", source=name)
    vectors = list(_checked(np.array(found), name))
    if len(vectors) == 1 or _groups(written) > 1:
        return [(vectors, "")]
    turned = list(np.array(vectors).T)
    first, second = ("the columns", "the rows") if are_columns else ("the rows", "the columns")
    possible = [(vectors, first), (turned, second)]
    fitting = [each for each in possible if len(each[0][0]) == length]
    return fitting or possible[:1]


def listed(name: str, vectors: Sequence[Vector], say: Notation = SAY) -> str:
    """Return vectors in a line: ``v₁ = [1, 2], v₂ = [3, 4]``."""
    if len(vectors) == 1:
        return f"{name} {equals(say.vector(vectors[0]))}"
    names = (text(numbered(name, k)) for k in range(1, len(vectors) + 1))
    pairs = zip(names, vectors, strict=True)
    return ", ".join(f"{each} {equals(say.vector(v))}" for each, v in pairs)


def numbered(name: str, position: int) -> Index:
    """Return the name of one of several vectors."""
    return Index(VectorName(name), str(position))


def unknowns(columns: Sequence[int]) -> str:
    """Return the names of the unknowns of some columns, counted from 0: ``x₁ and x₃``."""
    return " and ".join(text(numbered("x", column + 1)) for column in columns)


def accepted(read: tuple[str, ...] = (), *, is_rounded: bool = False) -> Verdict:
    """Return the verdict on a right answer; one with rounded numbers is as exact as they are."""
    message = "Right. It agrees within the rounding of what you typed." if is_rounded else "Right."
    return Verdict(1, message, read)


@contextmanager
def short_numbers() -> Generator[None]:
    """Refuse in words what needs exact numbers that are too long."""
    try:
        yield
    except TooLongError:
        raise InputError(
            "There are too many different roots here to compute with; type decimals instead.",
            example="[0.71, 0.71]",
        ) from None


def _groups(typed: str) -> int:
    """Return how many pairs of brackets stand side by side; those around everything count once."""
    if r"\begin" in typed:
        return typed.count(r"\begin")
    depth = groups = 0
    for bracket in re.findall(r"[()\[\]<>⟨⟩]", typed):
        is_opening = bracket in "([<⟨"
        groups += is_opening and depth == 0
        depth += 1 if is_opening else -1
    return groups


def _checked(a: Array, name: str) -> Array:
    if a.size > MAX_ENTRIES:
        raise InputError(
            f"That is a {shape_text(a)} matrix; the answer here is smaller.", source=name
        )
    if not is_exact(a):
        raise InputError(
            "Type whole numbers, fractions, decimals or square roots.",
            example="[1, 1/2, 0.71, sqrt(2)/2]",
            source=name,
        )
    return a


def _vectors(typed: str) -> tuple[list[Vector], bool]:
    """Return vectors, also those with a number before each; whether they are columns."""
    try:
        return parse_list(typed)
    except InputError:
        pieces = scaled.pieces(typed)
        if pieces is None:
            raise
        found = [scaled.read(piece, parse_vector) for piece in pieces]
        if any(v is None for v in found):
            raise
        return [v for v in found if v is not None], False
