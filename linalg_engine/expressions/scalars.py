"""Arithmetic and functions of single numbers, real or complex.

Exact as long as they can be, as ``notation.arithmetic`` has it for real numbers. Complex numbers
are `Surd` where they are exact, and Python's ``complex`` where they are not.
"""

from __future__ import annotations

import cmath
import math
from collections.abc import Callable
from contextlib import suppress
from fractions import Fraction
from typing import Any

from linalg_engine import exact
from linalg_engine.errors import InputError
from linalg_engine.exact import Surd, TooLongError, is_exact_number
from linalg_engine.expressions.values import Number, is_complex
from linalg_engine.notation import arithmetic
from linalg_engine.notation.arithmetic import MAX_BITS

ROUNDING = 2.0**-50
"""A part of a complex result below this share of the whole comes from rounding, and is 0."""

IMAGINARY_UNIT: Any = exact.square_root(-1)


def add(a: Any, b: Any) -> Number:
    """Return a + b."""
    if is_complex(a) or is_complex(b):
        return _combined(lambda x, y: x + y, a, b)
    return arithmetic.add(a, b, 0)


def subtract(a: Any, b: Any) -> Number:
    """Return a - b."""
    return add(a, -b)


def multiply(a: Any, b: Any) -> Number:
    """Return a · b."""
    if is_complex(a) or is_complex(b):
        return _combined(lambda x, y: x * y, a, b)
    return arithmetic.multiply(a, b, 0)


def divide(a: Any, b: Any) -> Number:
    """Return a / b."""
    if b != 0 and (is_complex(a) or is_complex(b)):
        return _combined(lambda x, y: x / y, a, b)
    return arithmetic.divide(a, b, 0)  # pyright: ignore[reportArgumentType] - 0 raises


def power(base: Any, exponent: Any) -> Number:
    """Return base to the exponent: exact for whole exponents and halves, where the root is."""
    if not is_complex(base) and not is_complex(exponent):
        if base < 0 and isinstance(exponent, Fraction) and exponent.denominator == 2:
            return power(square_root(base), exponent * 2)
        if base < 0 and arithmetic.whole(exponent) is None:
            raise InputError(
                "A negative number has no real power with a fraction as exponent, and several "
                "complex ones; for the real cube root of -8 write -(8^(1/3)).",
                example="-(8^(1/3))",
            )
        return arithmetic.power(base, exponent, 0)
    if base == 0:
        raise InputError("0 has no complex powers.", example="(1 + 2i)^2")
    if isinstance(exponent, Fraction) and exponent.denominator == 2:
        return power(square_root(base), exponent * 2)
    if isinstance(exponent, Fraction) and exponent.denominator == 1 and abs(exponent) < 1 << 64:
        return _combined(lambda x, y: x ** (int(y.real)), base, exponent)
    return _rounded(lambda: complex(base) ** complex(exponent))


def square_root(value: Any) -> Number:
    """Return the principal square root: ``2i`` of -4, ``2 + i`` of 3 + 4i."""
    if is_complex(value):
        return _complex_root(value)
    if value >= 0:
        return arithmetic.square_root(value, 0)
    return multiply(IMAGINARY_UNIT, arithmetic.square_root(-value, 0))


def absolute(value: Any) -> Number:
    """Return the absolute value: of a complex number its distance from 0."""
    if not is_complex(value):
        return arithmetic.absolute(value, 0)
    size = abs(value)
    return size if is_exact_number(size) else _bounded(float(size))


def conjugate(value: Any) -> Number:
    """Return the complex conjugate."""
    return value.conjugate() if is_complex(value) else value


def real_part(value: Any) -> Number:
    """Return the real part."""
    return value.real if is_complex(value) else value


def imaginary_part(value: Any) -> Number:
    """Return the imaginary part, a real number."""
    return value.imag if is_complex(value) else Fraction(0)


def argument(value: Any) -> Number:
    """Return the angle of a complex number with the positive real axis, in (-π, π]."""
    if value == 0:
        raise InputError("0 has no direction, and so no angle.", example="arg(1 + i)")
    if not is_complex(value) and value > 0:
        return Fraction(0)
    return _bounded(cmath.phase(complex(value)))


def exponential(value: Any) -> Number:
    """Return e to a number: 1 to 0 exactly."""
    if is_complex(value):
        return _rounded(lambda: cmath.exp(complex(value)))
    return Fraction(1) if value == 0 else arithmetic.FUNCTIONS["exp"](value, 0)


def logarithm(value: Any) -> Number:
    """Return the natural logarithm; of a complex number with its angle as imaginary part."""
    if is_complex(value):
        return _rounded(lambda: cmath.log(complex(value)))
    if value < 0:
        raise InputError(
            "A negative number has no real logarithm; the complex one is ln(abs(x)) + pi i.",
            example="ln(2)",
        )
    return arithmetic.logarithm(value, 0)


def logarithm_to(base: int) -> Callable[[Number], Number]:
    """Return the logarithm to a base, exact for its whole powers."""

    def of(value: Any) -> Number:
        if is_complex(value):
            raise InputError("Only ln is known of complex numbers.", example="ln(1 + i)")
        if value <= 0:
            raise InputError(f"log{base} is only defined for numbers greater than 0.")
        if isinstance(value, Fraction):
            power = _whole_logarithm(value, base)
            if power is not None:
                return Fraction(power)
        return _bounded({2: math.log2, 10: math.log10}[base](value))

    return of


def whole_part(rounding: Callable[[Any], int], value: Any) -> int:
    """Return a real number after `math.floor`, `math.ceil` or `round`."""
    if is_complex(value):
        raise InputError("Complex numbers are not rounded; round real(z) and imag(z).")
    return rounding(exact.approximation(value, 80) if isinstance(value, Surd) else value)


def rounded(rounding: Callable[[Any], int]) -> Callable[[Number], Number]:
    """Return floor, ceil or round as a function."""
    return lambda value: Fraction(whole_part(rounding, value))


def sign(value: Any) -> Number:
    """Return 1, 0 or -1."""
    if is_complex(value):
        raise InputError("A complex number has no sign; z / abs(z) is its direction.")
    return Fraction((value > 0) - (value < 0))


def relu(value: Any) -> Number:
    """Return the number, or 0 where it is negative."""
    if is_complex(value):
        raise InputError("relu is for real numbers.", example="relu([-1, 2])")
    return value if value > 0 else Fraction(0)


def sigmoid(value: Any) -> Number:
    """Return 1 / (1 + exp(-x)): 1/2 of 0 exactly."""
    if is_complex(value):
        raise InputError("sigmoid is for real numbers.", example="sigmoid([0, 2])")
    if value == 0:
        return Fraction(1, 2)
    x = float(value)
    return 1 / (1 + math.exp(-x)) if x > 0 else math.exp(max(x, -745.0)) / (1 + math.exp(x))


MOST_FACTORS = 170
"""171! is larger than any float."""


def factorial(value: Any) -> Number:
    """Return 1 · 2 · … · n."""
    if isinstance(value, Fraction) and value.denominator == 1 and 0 <= value <= MOST_FACTORS:
        return Fraction(math.factorial(value.numerator))
    raise InputError(f"A factorial needs a whole number from 0 to {MOST_FACTORS}.", example="5!")


def remainder(a: Any, b: Any) -> Number:
    """Return what a leaves when divided by b, with the sign of b, as in Python."""
    if is_complex(a) or is_complex(b):
        raise InputError("mod is for real numbers.", example="mod(7, 3)")
    if b == 0:
        raise InputError("This divides by 0, which has no answer.", example="mod(7, 3)")
    if isinstance(a, Surd) or isinstance(b, Surd):
        return float(a) % float(b)
    return a % b


def larger(a: Any, b: Any) -> Number:
    """Return the larger of two numbers."""
    return b if compare(">", b, a) else a


def smaller(a: Any, b: Any) -> Number:
    """Return the smaller of two numbers."""
    return b if compare("<", b, a) else a


def compare(sign: str, a: Any, b: Any) -> bool:
    """Return whether a comparison holds; ``sign`` is one of < > ≤ ≥ = ≠."""
    if sign in ("=", "≠"):
        return (a == b) == (sign == "=")
    if is_complex(a) or is_complex(b):
        raise InputError(
            "Complex numbers have no order: compare abs(z), or ask for == or !=.",
            example="abs(3 + 4i) > 4",
        )
    x, y = (a, b) if sign in ("<", "≤") else (b, a)
    return x < y if sign in ("<", ">") else x <= y


def analytic(name: str) -> Callable[[Number], Number]:
    """Return a function of ``math``, with that of ``cmath`` for complex numbers."""
    of_real, of_complex = getattr(math, name), getattr(cmath, name)

    def of(value: Any) -> Number:
        if is_complex(value):
            return _rounded(lambda: of_complex(complex(value)))
        if value == 0 and name in _ZERO_AT_ZERO:
            return Fraction(0)
        return _bounded_call(lambda: of_real(float(value)), name)

    return of


def bounded(value: Any) -> Number:
    """Return a complex result: in floats where an exact one is long, real where it is real."""
    try:
        if is_exact_number(value):
            if max(exact.bits(value)) <= MAX_BITS:
                return value
            value = complex(value)
    except OverflowError:
        arithmetic.too_large(0)
    if not cmath.isfinite(value):
        arithmetic.too_large(0)
    return value.real if isinstance(value, complex) and value.imag == 0 else value


def _combined(operation: Callable[[Any, Any], Any], a: Any, b: Any) -> Number:
    try:
        try:
            return bounded(operation(a, b))
        except TooLongError:
            return bounded(operation(complex(a), complex(b)))
    except OverflowError:
        arithmetic.too_large(0)


def _rounded(compute: Callable[[], complex]) -> Number:
    """Return a complex float without parts that only come from rounding."""
    try:
        value = compute()
    except (OverflowError, ZeroDivisionError):
        arithmetic.too_large(0)
    except ValueError:
        raise InputError("This function has no value there.") from None
    size = abs(value)
    real = 0.0 if abs(value.real) < ROUNDING * size else value.real
    imaginary = 0.0 if abs(value.imag) < ROUNDING * size else value.imag
    return bounded(complex(real, imaginary))


def _complex_root(value: Any) -> Number:
    size = abs(value)
    if is_exact_number(size) and is_exact_number(value):
        sign = 1 if value.imag > 0 else -1
        with suppress(TooLongError):
            real = exact.square_root((size + value.real) / 2)
            imaginary = exact.square_root((size - value.real) / 2)
            if real is not None and imaginary is not None:
                return bounded(real + sign * imaginary * IMAGINARY_UNIT)
    return _rounded(lambda: cmath.sqrt(complex(value)))


def _whole_logarithm(value: Fraction, base: int) -> int | None:
    """Return n where value is base**n, else None."""
    top, bottom = value.numerator, value.denominator
    if top != 1 and bottom != 1:
        return None
    power = round(math.log(max(top, bottom), base))
    if base**power != max(top, bottom):
        return None
    return power if bottom == 1 else -power


def _bounded_call(compute: Callable[[], float], name: str) -> float:
    try:
        return _bounded(compute())
    except OverflowError:
        arithmetic.too_large(0)
    except ValueError:
        raise InputError(
            f"{name} has no real value there: {_DOMAINS.get(name, 'the number is outside')}.",
        ) from None


_ZERO_AT_ZERO = {"sin", "tan", "sinh", "tanh", "asin", "atan", "asinh", "atanh"}

_DOMAINS = {
    "asin": "it takes numbers from -1 to 1",
    "acos": "it takes numbers from -1 to 1",
    "atanh": "it takes numbers between -1 and 1",
    "acosh": "it takes numbers from 1 on",
}


def _bounded(value: float) -> float:
    if not math.isfinite(value):
        arithmetic.too_large(0)
    return value
