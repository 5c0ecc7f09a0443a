"""Typed answers: read in any notation that the bot reads, and compared exactly."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import TYPE_CHECKING

from bot.formula import Notation
from bot.topics.kit import reading
from bot.topics.kit.question import Question
from linalg_engine.errors import InputError

if TYPE_CHECKING:
    from bot.topics.quiz.exercise import Options, Typed
    from linalg_engine.arrays import Vector
    from linalg_engine.exact import Scalar
    from linalg_engine.matrices import Matrix

_ANSWER = re.compile(r"[^,;\n]*[=≈](?P<behind>[^=≈]*)")
"""What is asked for, and behind the last sign the answer: ``a · b = 3 + 8 = 11``."""

FEWEST_DECIMALS = 2
"""Digits after the point to which a rounded number must be right: 0.3 and 0.30 for 0.3015."""


def number(typed: Typed, name: str) -> Scalar:
    """Return the number typed in a field.

    Raises
    ------
    InputError
        When it is none.
    """
    return reading.scalar(_question(_bare(typed, name)), name)


def vector(typed: Typed, name: str) -> Vector:
    """Return the vector typed in a field; a row and a column of a matrix are vectors too.

    Raises
    ------
    InputError
        When it is none.
    """
    return reading.vector(_question(_bare(typed, name)), name)


def matrix(typed: Typed, name: str) -> Matrix:
    """Return the matrix typed in a field.

    Raises
    ------
    InputError
        When it is none.
    """
    return reading.matrix(_question(_bare(typed, name)), name)


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
    return Notation(reading.typed_decimals(_question(typed)))


def is_vector(typed: Typed, name: str) -> bool:
    """Whether a vector of several entries was typed in a field."""
    try:
        return len(vector(typed, name)) > 1
    except InputError:
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


def _bare(typed: Typed, name: str) -> Typed:
    """Return the text of a field without what it says that it is."""
    found = _ANSWER.fullmatch(typed[name])
    return typed if found is None else {name: found["behind"]}


def _question(typed: Typed) -> Question:
    return Question("quiz start", dict(typed))
