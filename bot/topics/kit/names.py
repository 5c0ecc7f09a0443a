"""The values that people keep under names: as text, and in what they type.

A kept value is the text that `kept_text` prints: the value itself where it is exact, and
behind "≈" where it is not, so that a rounded root does not come back as an exact fraction.
"""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal, localcontext
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import numpy as np

from bot.text import shorten
from bot.topics.kit.kept import WORD, one_line, signed
from linalg_engine import expressions, formatting, notation
from linalg_engine.errors import InputError
from linalg_engine.notation import arithmetic

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from bot.topics.kit.question import Question
    from linalg_engine.arrays import Vector
    from linalg_engine.expressions import Value

LONGEST_NAME = 32
"""Characters of a name."""

LONGEST_VALUE = 4_000
"""Characters of a kept value as text."""

LONGEST_REMINDER = 30
"""Characters of what a name means, where the answer means something else by it."""

LONGEST_DECIMAL = 20
"""Characters up to which an exact value is kept as a decimal, for those who typed one."""

_BETWEEN_VECTORS = "and und"
_TRANSPOSED_MISSING_OR_ENDLESS = "T nan NaN NAN NA null None inf infinity oo max"
_ARRAYS_OF_OTHERS = "np numpy array matrix Matrix begin end frac"

_IMAGINARY = re.compile(r"i(?!\w)")

RESERVED = frozenset(
    [
        *expressions.FUNCTIONS,
        *arithmetic.CONSTANTS,
        *_BETWEEN_VECTORS.split(),
        *_TRANSPOSED_MISSING_OR_ENDLESS.split(),
        *_ARRAYS_OF_OTHERS.split(),
    ]
)
"""Words that mean something already."""


def check_name(name: str) -> None:
    """Refuse a name that would not be recognised in typed text.

    Raises
    ------
    InputError
        With what is wrong about the name.
    """
    if len(name) > LONGEST_NAME:
        raise InputError(f"A name has at most {LONGEST_NAME} characters.", example="A")
    # NFKC turns "x²" into "x2": such a name would read as something else in a formula.
    if not WORD.fullmatch(name) or unicodedata.normalize("NFKC", name) != name:
        raise InputError(
            "A name begins with a letter and has letters, digits and underscores only.",
            example="A, v1 or my_data",
        )
    if name in RESERVED:
        raise InputError(f"{name} already means something else; choose another name.", example="A")


def kept_text(value: Value, *, decimals: bool = False) -> str:
    """Return a value as the text that is kept; `read` is the way back.

    Parameters
    ----------
    value
        A number, or an array of shape (n,) or (m, n).
    decimals
        Whether exact values are written as decimals (0.5) where that is short.
    """
    array = np.asarray(value, dtype=object)
    printed = np.array([_entry(x, decimals=decimals) for x in array.flat], object)
    shaped = printed.reshape(array.shape).tolist()
    rounded = any(isinstance(x, float | complex) for x in array.flat)
    return ("≈ " if rounded else "") + _bracketed(shaped)


def _entry(value: Any, *, decimals: bool) -> str:
    if expressions.is_complex(value):
        return _complex_entry(value)
    if decimals and isinstance(value, Fraction) and value.denominator != 1:
        with localcontext(prec=LONGEST_DECIMAL):
            decimal = Decimal(value.numerator) / Decimal(value.denominator)
        text = f"{decimal:f}"
        if Fraction(decimal) == value and len(text) <= LONGEST_DECIMAL:
            return text
    return formatting.exact(value)


def _complex_entry(value: Any) -> str:
    """Return ``3 + 4i``, as expressions read it: longer parts in brackets."""
    real, size = formatting.exact(value.real), formatting.exact(abs(value.imag))
    factor = "" if size == "1" else size if size.replace(".", "").isdigit() else f"({size})"
    sign = "-" if value.imag < 0 else "+"
    if real == "0":
        return f"{sign.strip('+')}{factor}i"
    return f"{real} {sign} {factor}i"


def _bracketed(entries: str | list[Any]) -> str:
    if isinstance(entries, str):
        return entries
    return f"[{', '.join(map(_bracketed, entries))}]"


def read(text: str, parse: Callable[[str], Any]) -> Any:
    """Return a kept value as ``parse`` reads it, with floats where it was rounded."""
    plain = text.removeprefix("≈ ")
    found = parse(plain)
    return found if plain == text else _rounded(found)


def value(text: str) -> Value:
    """Return a kept value in its own shape."""
    plain = text.removeprefix("≈ ")
    if _IMAGINARY.search(plain):
        return read(text, expressions.evaluate)
    if plain.startswith("[["):
        return read(text, notation.parse_matrix)
    return read(text, notation.parse_vector if plain.startswith("[") else notation.parse_scalar)


def _rounded(found: Value | list[Vector]) -> Any:
    if isinstance(found, list):
        return [_rounded(each) for each in found]
    if expressions.is_complex(found):
        return found.astype(complex) if isinstance(found, np.ndarray) else complex(found)
    if isinstance(found, np.ndarray):
        return found.astype(np.float64)
    return float(found) if isinstance(found, Fraction) else found


def taken(question: Question) -> Iterator[str]:
    """Say where the answer calls something else by the name of one of the asker's values."""
    for option, text in question.typed.items():
        name = _name_in_answer(question, option)
        if name in question.variables and text.strip() not in ("", name) and "=" not in text:
            own = shorten(signed(question.variables[name]), LONGEST_REMINDER)
            yield f"{name} is {one_line(text, LONGEST_REMINDER)} here; your own {name} {own}"


def _name_in_answer(question: Question, option: str) -> str:
    is_matrix = question.command.startswith("matrix ")
    if option == "matrix" or (is_matrix and option == "a"):
        return "A"
    if (question.command, option) == ("matrix multiply", "b"):
        return "B"
    holds_both = option == "a" and not question.inputs.get("b", "").strip()
    return "" if holds_both else option
