"""Arithmetic that stays exact as long as it can, at a bounded cost.

Every function takes the place ``at`` in the text to point at when there is no answer.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Callable
from fractions import Fraction
from typing import Any, NoReturn

from linalg_engine import exact
from linalg_engine.errors import InputError
from linalg_engine.exact import Scalar, Surd, TooLongError

MAX_DIGITS = 400
"""Characters of one number as typed. The largest float has 309 digits."""

MAX_EXPONENT = 400
"""Size of the exponent in ``2e-3``. Floats end at 308."""

MAX_BITS = 2048
"""Bits of an exact numerator or denominator; a longer result becomes a float."""

_FROM_SUPERSCRIPT = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻", "0123456789+-")
_DECIMAL_AT_END = re.compile(r"\d\.\d+\Z")
_DECIMAL = re.compile(r"(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE]([+-]?[0-9]+))?")


class Open:
    """A value that is not known yet, as a letter's; it bounds the cost of its own arithmetic."""


def literal(text: str, at: int) -> Fraction:
    """Return the value of a number written in digits, without a sign."""
    if len(text) > MAX_DIGITS:
        raise InputError(
            f"This number has more than {MAX_DIGITS} digits; please shorten it.", position=at
        )
    if text.isdigit():
        return Fraction(int(text))
    found = _DECIMAL.fullmatch(text)
    if not found:
        _bad_literal(text, at)
    if found[1] and abs(int(found[1])) > MAX_EXPONENT:
        if int(found[1]) > 0:
            too_large(at)
        too_small(at)
    return Fraction(text)


def mixed(text: str, at: int) -> Fraction:
    """Return the value of a fraction in one character, with or without digits before: ``2½``."""
    part = Fraction(unicodedata.normalize("NFKC", text[-1]).replace("⁄", "/"))
    return literal(text[:-1], at) + part if text[:-1] else part


def superscript(text: str, at: int) -> Fraction:
    """Return the value of small raised digits: ``⁻³``."""
    digits = text.translate(_FROM_SUPERSCRIPT)
    value = literal(digits.lstrip("+-"), at)
    return -value if digits[0] == "-" else value


def _bad_literal(text: str, at: int) -> NoReturn:
    for sign, name in (("_", "underscore"), ("'", "apostrophe")):
        if sign in text:
            raise InputError(
                f"Please write {_short(text.replace(sign, ''))} instead of {_short(text)}: "
                f"an {name} cannot be used inside a number.",
                position=at + text.index(sign),
            )
    if "..." in text:
        dots = text.index("...")
        left_out(at + dots, before=text[:dots])
    if text.count(".") > 1:
        raise InputError(
            f"{_short(text)} has more than one decimal point; a number has one at most.",
            position=at + text.index(".", text.index(".") + 1),
        )
    raise InputError(f"{_short(text)} cannot be read as a number.", position=at)


def left_out(at: int, before: str = "") -> NoReturn:
    """Refuse dots in the place of numbers, or of digits where ``before`` ends in a decimal."""
    if _DECIMAL_AT_END.search(before):
        raise InputError(
            "A number cannot go on for ever here: round it, as in 0.333, or write it exactly, as "
            "in 1/3.",
            position=at,
            example="1/3",
        )
    raise InputError(
        "Numbers were left out here (…), as NumPy does when it prints a big array; "
        "please write all of them.",
        position=at,
    )


def too_large(at: int) -> NoReturn:
    """Refuse a number beyond the largest float."""
    raise InputError(
        "This number is too large; numbers up to about 1.8×10³⁰⁸ can be used.", position=at
    )


def too_small(at: int) -> NoReturn:
    """Refuse a number nearer to 0 than the smallest float."""
    raise InputError(
        "This number is too close to 0; write 0 if that is what is meant.", position=at
    )


def representable(value: Scalar, at: int) -> Scalar:
    """Return ``value`` if it is in the range of floats, for later steps in floats."""
    try:
        as_float = float(value)
    except OverflowError:
        too_large(at)
    if math.isinf(as_float) or math.isnan(as_float):
        too_large(at)
    if as_float == 0 and value != 0:
        too_small(at)
    return value


def add(a: Scalar, b: Scalar, at: int) -> Scalar:
    """Return a + b."""
    return _combined(lambda x, y: x + y, a, b, at)


def multiply(a: Scalar, b: Scalar, at: int) -> Scalar:
    """Return a · b."""
    return _combined(lambda x, y: x * y, a, b, at)


def divide(a: Scalar, b: Scalar, at: int) -> Scalar:
    """Return a / b."""
    if b == 0:
        raise InputError("This divides by 0, which has no answer.", position=at, example="1/2")
    return _combined(lambda x, y: x / y, a, b, at)


def power(base: Scalar, exponent: Scalar, at: int) -> Scalar:
    """Return base to the exponent: exact for whole exponents, and for halves where the root is."""
    if isinstance(base, Open) or isinstance(exponent, Open):
        return base**exponent
    if base == 0 and exponent < 0:
        raise InputError(
            "0 to a negative power would be 1 divided by 0, which has no answer.", position=at
        )
    if base >= 0 and isinstance(exponent, Fraction) and exponent.denominator == 2:
        return power(square_root(base, at), exponent * 2, at)
    if base < 0 and whole(exponent) is None:
        raise InputError(
            "A negative number has no real power with a fraction as exponent; "
            "use a whole exponent, as in (-2)^3.",
            position=at,
            example="(-2)^3",
        )
    if isinstance(exponent, Fraction) and _power_bits(base, exponent) <= MAX_BITS:
        result = _combined(lambda x, y: x**y, base, exponent, at)
    else:
        result = _bounded(lambda: float(base) ** float(exponent), at)
    if result == 0 and base != 0:
        too_small(at)
    return result


def _power_bits(base: Scalar, exponent: Fraction) -> float:
    """Return about how many bits the exact power has, infinity if it cannot be exact.

    That of a number with roots has a limit of its own.
    """
    if isinstance(base, float) or exponent.denominator != 1 or abs(exponent.numerator) > 1 << 64:
        return math.inf
    if isinstance(base, Surd):
        return 0
    return math.log2(max(abs(base.numerator), base.denominator)) * abs(exponent.numerator)


def square_root(value: Scalar, at: int) -> Scalar:
    """Return the square root: exact for rational numbers, and where `exact.square_root` is."""
    if value < 0:
        raise InputError(
            "The square root of a negative number is not a real number, "
            "and only real numbers can be used here.",
            position=at,
            example="sqrt(2)",
        )
    root = exact.square_root(value) if exact.is_exact_number(value) else None
    return _bounded(lambda: math.sqrt(value), at) if root is None else root


def logarithm(value: Scalar, at: int) -> Scalar:
    """Return the natural logarithm."""
    if value <= 0:
        raise InputError("ln is only defined for numbers greater than 0.", position=at)
    return Fraction(0) if value == 1 else _bounded(lambda: math.log(value), at)


def radians(degrees: Scalar, at: int) -> Scalar:
    """Return an angle in radians."""
    return _bounded(lambda: float(degrees) * math.pi / 180 if degrees else Fraction(0), at)


def of_degrees(name: str, degrees: Scalar, at: int) -> Scalar:
    """Return a function of an angle: exact where it is sin, cos or tan of a multiple of 30° or 45°.

    Examples
    --------
    >>> of_degrees("cos", Fraction(60), 0)
    Fraction(1, 2)
    """
    if name == "tan" and _sine(degrees + 90, at) == 0:
        raise InputError(f"tan has no value at {degrees}°.", position=at, example="tan(45°)")
    if name == "sin":
        return _sine(degrees, at)
    if name == "cos":
        return _sine(degrees + 90, at)
    if name == "tan":
        return divide(_sine(degrees, at), _sine(degrees + 90, at), at)
    return FUNCTIONS[name](radians(degrees, at), at)


def _sine(degrees: Scalar, at: int) -> Scalar:
    turned = degrees % 360 if isinstance(degrees, Fraction) else None
    if turned is None:
        return _bounded(lambda: math.sin(math.radians(float(degrees))), at)
    half = turned % 180
    size = min(half, 180 - half)
    if size in _SQUARES_OF_SINES:
        root = square_root(_SQUARES_OF_SINES[int(size)], at)
    else:
        root = math.sin(math.radians(size))
    return root if turned < 180 else -root


_SQUARES_OF_SINES = {
    0: Fraction(0), 30: Fraction(1, 4), 45: Fraction(1, 2), 60: Fraction(3, 4), 90: Fraction(1),
}  # fmt: skip


def absolute(value: Scalar, at: int) -> Scalar:
    """Return the absolute value."""
    return _bounded(lambda: -value if value < 0 else value, at)


def _analytic(function: Callable[[Scalar], float]) -> Callable[[Scalar, int], Scalar]:
    return lambda value, at: _bounded(lambda: function(value), at)


FUNCTIONS: dict[str, Callable[[Scalar, int], Scalar]] = {
    "sqrt": square_root,
    "abs": absolute,
    "ln": logarithm,
    "exp": _analytic(math.exp),
    "sin": _analytic(math.sin),
    "cos": _analytic(math.cos),
    "tan": _analytic(math.tan),
}

CONSTANTS = {"pi": math.pi, "π": math.pi, "e": math.e}


def whole(value: Scalar) -> int | None:
    """Return an integer as an int, None for any other number."""
    return None if isinstance(value, Surd) or value % 1 else int(value)


def _combined(operation: Callable[[Any, Any], Any], a: Scalar, b: Scalar, at: int) -> Scalar:
    try:
        return _bounded(lambda: operation(a, b), at)
    except TooLongError:
        return _bounded(lambda: operation(float(a), float(b)), at)


def _bounded(compute: Callable[[], Scalar], at: int) -> Scalar:
    """Return the result as a float where an exact one would be long, and never inf or nan."""
    try:
        result = compute()
        if isinstance(result, Open):
            return result
        if exact.is_exact_number(result) and max(exact.bits(result)) <= MAX_BITS:
            return result
        result = float(result)
    except OverflowError:
        too_large(at)
    if not math.isfinite(result):
        too_large(at)
    return result


def _short(text: str) -> str:
    return text if len(text) <= 24 else text[:23] + "…"
