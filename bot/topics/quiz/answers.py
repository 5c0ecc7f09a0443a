"""Typed answers: read in any notation that the bot reads, and compared exactly."""

from __future__ import annotations

import math
import re
from contextlib import contextmanager, suppress
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import numpy as np

from bot.formula import Notation
from bot.topics.kit import reading
from bot.topics.kit.question import Question
from bot.topics.quiz import scaled
from bot.topics.quiz.wording import (
    behind_name,
    entries_by_name,
    with_decimal_commas,
    with_decimal_points,
)
from linalg_engine.errors import InputError
from linalg_engine.notation import parse_matrix, parse_scalar, parse_vector

if TYPE_CHECKING:
    from collections.abc import Callable, Generator

    from bot.topics.quiz.exercise import Options, Typed
    from linalg_engine.arrays import Array, Vector
    from linalg_engine.exact import Scalar
    from linalg_engine.matrices import Matrix

_DIAGONAL = re.compile(r"\s*diag\s*\((?P<entries>.*)\)\s*")

_DECIMAL_COMMA = re.compile(r"\s*[-−+]?\d+,\d+\s*")

LONGEST_DIAGONAL = 8

_ROUNDED = r"(?P<rounded>[-−]?\d*[.,]\d+)"
_WITH_DECIMALS = re.compile(rf"(?P<exact>.*\S)\s+\((?:≈|~|=|about\b|ca\.)?\s*{_ROUNDED}\)\s*")
_WITH_EXACT = re.compile(rf"\s*{_ROUNDED}\s+\(=?\s*(?P<exact>.*\S)\)\s*")
"""A root, and beside it in brackets what it is rounded: ``√14 (3.74)``, ``3.74 (√14)``."""

FEWEST_DECIMALS = 2
"""Digits after the point to which a rounded number must be right: 0.3 and 0.30 for 0.3015."""


def number(typed: Typed, name: str) -> Scalar:
    """Return the number typed in a field.

    Raises
    ------
    InputError
        When it is none.
    """
    text = typed[name]
    with of_field(name, text):
        if (exact := _with_decimals(text)) is not None:
            return exact
        text = behind_name(text)
        if scaled.has_bars(text):
            raise _to_compute()
        if not scaled.has_list(text):
            text = with_decimal_points(text)
        # Functions of numbers are arithmetic: acos(-0.5).
        if not scaled.has_list(text):
            return reading.scalar(_question({name: text}), name)
        return parse_scalar(text)


def vector(typed: Typed, name: str) -> Vector:
    """Return the vector typed in a field; a row and a column of a matrix are vectors too.

    Raises
    ------
    InputError
        When it is none.
    """
    text = behind_name(entries_by_name(typed[name]))
    decimal = with_decimal_commas(text)
    with of_field(name, text):
        try:
            return array(text, parse_vector)
        except InputError:
            if decimal is None:
                raise
        return array(decimal, parse_vector)


def matrix(typed: Typed, name: str) -> Matrix:
    """Return the matrix typed in a field.

    Raises
    ------
    InputError
        When it is none.
    """
    text = behind_name(entries_by_name(typed[name]))
    with of_field(name, text):
        if diagonal := _DIAGONAL.fullmatch(text):
            return _diagonal(parse_vector(diagonal["entries"]))
        return array(text, parse_matrix)


def check_rows(found: Matrix, shape: tuple[int, ...], name: str) -> None:
    """Refuse the numbers of a matrix in one line, where the rows cannot be seen any more.

    Raises
    ------
    InputError
        When it has one row, or one column, of as many numbers as a matrix of that shape.
    """
    if 1 in found.shape and 1 not in shape and found.size == math.prod(shape):
        raise InputError(
            f"These are {found.size} numbers in one line: put a semicolon between the rows.",
            example="[1 2; 3 4]",
            source=name,
        )


def array(text: str, parse: Callable[[str], Array]) -> Array:
    """Return the list in a text, or a number times a list; nothing else is computed.

    Raises
    ------
    InputError
        When it is none.
    """
    try:
        return parse(text)
    except InputError:
        found = scaled.read(text, parse)
        if found is None:
            raise
        return found


def chosen(typed: Typed, menu: Options) -> tuple[str, ...]:
    """Return what was chosen in a menu, in its order.

    Raises
    ------
    InputError
        When nothing was, or what the menu does not have.
    """
    given = typed[menu.name].split("\n")
    found = tuple(value for value, _ in menu.values if value in given)
    is_one = menu.several or len(found) == 1
    if not found or len(found) != len(given) or not is_one:
        wanted = "at least one" if menu.several else "one"
        raise InputError(f"Choose {wanted} of the answers in the menu.", source=menu.name)
    return found


def words(typed: Typed, menu: Options) -> str:
    """Return the words of what was chosen in a menu, for "read as"."""
    taken = chosen(typed, menu)
    return ", ".join(shown for value, shown in menu.values if value in taken)


def notation(typed: Typed) -> Notation:
    """Return how to write the numbers that were typed: decimals as such."""
    plain = {name: with_decimal_points(text) for name, text in typed.items()}
    return Notation(reading.typed_decimals(_question(plain)))


def is_vector(typed: Typed, name: str) -> bool:
    """Whether a vector of several entries was typed in a field, and no number."""
    if _DECIMAL_COMMA.fullmatch(typed[name]):
        return False
    with suppress(InputError):
        number(typed, name)
        return False
    with suppress(InputError):
        return len(vector(typed, name)) > 1
    return False


def is_it(typed: Scalar, right: Scalar) -> bool:
    """Whether a number is the right one, or that one correctly rounded.

    Examples
    --------
    >>> from linalg_engine.notation import parse_scalar
    >>> root = parse_scalar("sqrt(14)")
    >>> [is_it(parse_scalar(typed), root) for typed in ("3.742", "3.74", "3.75", "3.7")]
    [True, True, False, False]
    """
    if typed == right:
        return True
    places = decimals(typed)
    if places is None:
        return False
    error = Fraction(float(typed)) - Fraction(float(right))
    return abs(error) <= Fraction(51, 100) / 10 ** max(places, FEWEST_DECIMALS)


def is_too_short(typed: Scalar, right: Any) -> bool:
    """Whether a number is the right one, rounded to a single digit after the point."""
    return decimals(typed) == 1 and abs(float(typed) - float(right)) <= 0.05


def decimals(value: Scalar) -> int | None:
    """Return how many digits after the point write a number; None where none do."""
    if not isinstance(value, Fraction):
        return None
    rest, places = value.denominator, 0
    for prime in (2, 5):
        power = 0
        while rest % prime == 0:
            rest //= prime
            power += 1
        places = max(places, power)
    return places if rest == 1 else None


def _with_decimals(text: str) -> Scalar | None:
    """Return the number before its own rounding; None where there is no such thing."""
    if found := _WITH_DECIMALS.fullmatch(text):
        exact = parse_scalar(behind_name(found["exact"]))
    elif found := _WITH_EXACT.fullmatch(text):
        try:
            exact = parse_scalar(found["exact"])
        except InputError:
            return None
    else:
        return None
    rounded = parse_scalar(found["rounded"].replace(",", "."))
    return exact if is_it(rounded, exact) else None


def _diagonal(entries: Vector) -> Matrix:
    if len(entries) > LONGEST_DIAGONAL:
        raise InputError(f"That has {len(entries)} rows; the answer here is smaller.")
    found = np.full((len(entries), len(entries)), Fraction(0), dtype=object)
    np.fill_diagonal(found, entries)
    return found


@contextmanager
def of_field(name: str, text: str) -> Generator[None]:
    """Name the field in an error, and refuse in words what would be computed."""
    try:
        yield
    except InputError as error:
        if scaled.is_calculation(text):
            raise _to_compute(name) from None
        if error.reason == "equations":
            raise InputError("Type the result alone, not as equations.", source=name) from None
        error.source = error.source or name
        raise


def _to_compute(name: str | None = None) -> InputError:
    return InputError(
        "Type the result itself: numbers can be added and multiplied here, but nothing is computed "
        "with vectors or matrices.",
        source=name,
    )


def _question(typed: Typed) -> Question:
    return Question("quiz start", dict(typed))
