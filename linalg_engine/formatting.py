"""Numbers -> text: lossless for machines and copying, short for people.

What these functions print, ``notation`` reads: to the same value from ``exact`` and ``latex``,
and from ``numpy_text`` where there are no roots; to the printed precision from ``decimal`` and
``pretty``. Only "…" for what is left out, nan, infinity, the i of complex numbers, and numbers
of more than 1000 digits have no way back.
"""

from __future__ import annotations

import math
from contextlib import suppress
from decimal import MAX_EMAX, MIN_EMIN, Decimal, localcontext
from fractions import Fraction
from typing import Any

import numpy as np
from numpy.typing import NDArray

from linalg_engine.exact import Exact, Scalar, Surd, approximation, has_roots, is_exact_number

LARGEST_PLAIN = 10**9
"""Numbers from here on are written with a power of ten."""

SMALLEST_PLAIN = Decimal("1e-4")
"""Numbers below are written with a power of ten."""

LARGEST_FRACTION = 10_000
"""Fractions are shown as such to people when numerator and denominator are below this."""

LARGEST_DENOMINATOR = 100
"""Fractions with larger ones are read more easily as decimals that are shorter."""

LONGEST_FRACTION = 10**1000
"""Fractions with larger numbers are not written out."""

LARGEST_WHOLE = 2**24
"""NumPy's 64-bit integers hold the sum of 10,000 products of smaller numbers."""

LARGEST_RADICAND = 10**12
"""A number is shown to people with roots when the numerator of each one's square is below this."""

LARGEST_FACTOR = 10**6
"""The same for numerator and denominator of the factor before a root."""

LONGEST_WHOLE = 40
"""Digits of the longest decimal that is written whole, however many digits were typed."""

NEARLY_WHOLE = {True: Decimal("1e-15"), False: Decimal("1e-9")}
"""Numbers, exact and other ones, nearer to a whole one relative to their size are written as it."""

MOST_TERMS = 3
"""Longer sums of roots are shown to people as decimals."""

APPROXIMATE_BITS = 160
"""Relative precision with which a decimal is found."""

_SUPERSCRIPT = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")
_PLAIN_DIGITS = str.maketrans("⁻⁰¹²³⁴⁵⁶⁷⁸⁹", "-0123456789")


# Lossless


def exact(value: Scalar) -> str:
    """Return text that reads back as the same value: ``-1/2``, ``5√2/3``, ``3.5``, ``1e-07``.

    Fractions of more than 1000 digits are rounded like floats, also where no float is so large or
    so small. A float reads back as the Fraction that the decimals say, whose float is the same,
    bit for bit. Negative zero is written ``0.0``.
    """
    value = _python(value)
    if isinstance(value, float):
        return repr(value + 0.0)
    if isinstance(value, Fraction) and _is_long(value):
        return _rounded(value)
    return str(value)


def exact_vector(vector: NDArray[Any]) -> str:
    """Return ``[1, 1/2, 3]`` for an array of shape (n,), losslessly."""
    return _bracketed([exact(value) for value in vector])


def exact_matrix(matrix: NDArray[Any]) -> str:
    """Return ``[[1, 2], [3, 4]]`` for an array of shape (m, n), losslessly."""
    return _bracketed([exact_vector(row) for row in matrix])


def numpy_text(array: NDArray[Any]) -> str:
    """Return Python for ``array`` of shape (n,) or (m, n): ``np.array([1, 2, 3])``.

    Where `is_long` says so, the numbers become floats: integers overflow in silence. With
    roots among them they are written as floats.
    """
    if has_roots(array):
        array = array.astype(np.float64)
    text = exact_vector(array) if array.ndim == 1 else exact_matrix(array)
    return f"np.array({text}{', dtype=float' if is_long(array) else ''})"


def is_long(array: NDArray[Any]) -> bool:
    """Whether NumPy could make integers of the array's entries that overflow in a product."""
    return array.dtype == object and any(abs(x) >= LARGEST_WHOLE for x in array.flat)


def latex(value: Scalar | NDArray[Any]) -> str:
    r"""Return LaTeX for a number or an array, losslessly.

    Parameters
    ----------
    value
        A number, or an array of shape (m, n), or of shape (n,), which becomes a column.

    Returns
    -------
    str
        For example ``-\frac{1}{2}`` or ``\begin{bmatrix} 1 \\ 2 \end{bmatrix}``.
    """
    if not isinstance(value, np.ndarray):
        return _latex_scalar(value)
    rows = value.reshape(-1, 1) if value.ndim == 1 else value
    body = r" \\ ".join(" & ".join(_latex_scalar(entry) for entry in row) for row in rows)
    return rf"\begin{{bmatrix}} {body} \end{{bmatrix}}"


def _latex_scalar(value: Scalar) -> str:
    if isinstance(value, Surd):
        return _latex_sum(value)
    text = exact(value)
    sign, digits = ("-", text[1:]) if text.startswith("-") else ("", text)
    if "/" in digits:
        top, bottom = digits.split("/")
        return rf"{sign}\frac{{{top}}}{{{bottom}}}"
    mantissa, _, exponent = digits.removesuffix(".0").partition("e")
    return sign + (rf"{mantissa} \times 10^{{{int(exponent)}}}" if exponent else mantissa)


def _latex_sum(value: Surd) -> str:
    text = ""
    for radicand, coefficient in value.terms:
        sign = "-" if coefficient < 0 else "+"
        text += f" {sign} " if text else sign.strip("+")
        text += _latex_term(radicand, abs(coefficient))
    return text


def _latex_term(radicand: int, size: Fraction) -> str:
    r"""Return "\frac{5\sqrt{2}}{3}", "2i" or "\frac{\sqrt{3}}{2} i"."""
    root = "" if abs(radicand) == 1 else rf"\sqrt{{{abs(radicand)}}}"
    top = root if root and size.numerator == 1 else f"{size.numerator}{root}"
    text = top if size.denominator == 1 else rf"\frac{{{top}}}{{{size.denominator}}}"
    if radicand > 0:
        return text
    return "i" if text == "1" else f"{text}i" if text.isdigit() else f"{text} i"


def finite_decimal(value: Fraction) -> str | None:
    """Return a rational as an exact decimal, or None where that does not terminate."""
    rest = value.denominator
    for prime in (2, 5):
        while rest % prime == 0:
            rest //= prime
    if rest != 1 or _is_long(value):
        return None
    with localcontext(prec=2100):
        return f"{Decimal(value.numerator) / Decimal(value.denominator):f}"


# For people


def decimal(
    value: Scalar | complex, digits: int = 4, *, typed: int = 0, is_near: bool = False
) -> str:
    """Return a decimal number for people, with the real minus sign.

    Parameters
    ----------
    value
        Any number; complex ones become ``2 + 3i``.
    digits
        Decimals after the point, and significant figures at the least.
    typed
        Digits of the longest number that somebody typed: an exact number with no more of them is
        written whole.
    is_near
        Whether a number that is nearly whole may look whole: for marks with little room.

    Returns
    -------
    str
        ``12.9332``, ``0.001235``, ``3``, ``1.235×10⁻⁵``, ``1.235×10¹²``. Zeros at the end
        are left out. What is not whole does not look so: ``3.00001``. There is no ``−0``.
    """
    if isinstance(value, Surd) and not value.is_real:
        value = complex(value)
    if isinstance(value, complex):
        return _complex(value, digits, is_near=is_near)
    value = _python(value)
    if isinstance(value, float) and not math.isfinite(value):
        return "nan" if math.isnan(value) else "∞" if value > 0 else "−∞"
    number = _to_decimal(value)
    size = abs(number)
    if number == 0:
        return "0"
    nearly = None if is_near else NEARLY_WHOLE[is_exact_number(value)]
    text = _rounded_for_people(size, digits, nearly)
    if isinstance(value, Fraction) and typed > digits and not is_same(abs(value), text):
        text = _as_typed(abs(value), typed) or text
    return f"−{text}" if number < 0 else text


def _rounded_for_people(size: Decimal, digits: int, nearly: Decimal | None) -> str:
    if LARGEST_PLAIN > size >= SMALLEST_PLAIN:
        places = max(digits, digits - 1 - size.adjusted())
        text = _trimmed(f"{size:.{places}f}")
        if "." not in text and nearly is not None:
            text = _trimmed(f"{size:.{max(places, _places_apart(size, nearly))}f}")
        if text != str(LARGEST_PLAIN):
            return text
    return _scientific(size, digits)


def _places_apart(size: Decimal, nearly: Decimal) -> int:
    """Return the place after the point that first tells a number from the nearest whole one."""
    apart = abs(size - size.to_integral_value())
    return -apart.adjusted() if apart > nearly * max(size, 1) else 0


def _as_typed(size: Fraction, typed: int) -> str | None:
    """Return every digit of a decimal that has at most so many of them."""
    if size.denominator.bit_length() > 4 * LONGEST_WHOLE:
        return None
    whole = finite_decimal(size)
    is_short = whole is not None and len(whole.replace(".", "")) <= min(typed, LONGEST_WHOLE)
    return whole if is_short else None


def is_same(value: Scalar, text: str) -> bool:
    """Return whether ``text``, which `decimal` printed for ``value``, is ``value`` unrounded."""
    if isinstance(value, Surd):
        return False
    mantissa, _, exponent = text.replace("−", "-").partition("×10")
    power = int(exponent.translate(_PLAIN_DIGITS) or "0")
    return Fraction(mantissa) * Fraction(10) ** power == Fraction(value)


def pretty(value: Scalar) -> str:
    """Return ``−1/2`` or ``5√2/3`` where that is short, otherwise what ``decimal`` returns.

    Fractions that are shorter as decimals, such as 0.7078, are written so where the denominator
    is long.
    """
    value = _python(value)
    if not isinstance(value, (Fraction, Surd)) or not is_short(value):
        return decimal(value)
    written = str(value).replace("-", "−")
    if isinstance(value, Fraction) and value.denominator > LARGEST_DENOMINATOR:
        short = decimal(value)
        return short if is_same(value, short) and len(short) < len(written) else written
    return decimal(value) if isinstance(value, Fraction) and value.denominator == 1 else written


def is_short(value: Exact) -> bool:
    """Whether `pretty` shows a fraction or a number with roots as it is, not as a decimal."""
    if isinstance(value, Fraction):
        return max(abs(value.numerator), value.denominator) < LARGEST_FRACTION
    return len(value.terms) <= MOST_TERMS and all(_is_short_term(r, c) for r, c in value.terms)


def _is_short_term(radicand: int, coefficient: Fraction) -> bool:
    if abs(radicand) == 1:
        return is_short(coefficient)
    factor = max(abs(coefficient.numerator), coefficient.denominator)
    square = coefficient * coefficient * abs(radicand)
    return factor < LARGEST_FACTOR and square.numerator < LARGEST_RADICAND


def unrounded(value: Scalar) -> str:
    """Return what `pretty` does where that is the value itself, otherwise all of its digits."""
    short = pretty(value)
    if "/" in short or "√" in short or is_same(value, short):
        return short
    digits = finite_decimal(value) if isinstance(value, Fraction) else None
    return digits or exact(value)


# Pieces


def _python(value: Scalar) -> Scalar:
    """Return NumPy's numbers and ints as Fraction or float."""
    if isinstance(value, (Fraction, Surd, float)):
        return float(value) if isinstance(value, float) else value
    return Fraction(int(value))


def _is_long(value: Fraction) -> bool:
    return max(abs(value.numerator), value.denominator) >= LONGEST_FRACTION


def _rounded(value: Fraction) -> str:
    """Return a number as a float is written, with the exponent that it needs."""
    with suppress(OverflowError):
        if near := float(value):
            return repr(near)
    with localcontext(prec=17, Emax=MAX_EMAX, Emin=MIN_EMIN):
        number = Decimal(value.numerator) / Decimal(value.denominator)
        return f"{number.normalize():e}"


def _to_decimal(value: Scalar) -> Decimal:
    if isinstance(value, float):
        return Decimal(value)
    if isinstance(value, Surd):
        value = approximation(value, APPROXIMATE_BITS)
    with localcontext(prec=60):
        return Decimal(value.numerator) / Decimal(value.denominator)


def _scientific(size: Decimal, digits: int) -> str:
    mantissa, exponent = f"{size:.{max(digits - 1, 0)}e}".split("e")
    return f"{_trimmed(mantissa)}×10{str(int(exponent)).translate(_SUPERSCRIPT)}"


def _trimmed(text: str) -> str:
    return text.rstrip("0").rstrip(".") if "." in text else text


def _complex(value: complex, digits: int, *, is_near: bool) -> str:
    real, imaginary = (
        decimal(part, digits, is_near=is_near) for part in (value.real, abs(value.imag))
    )
    if imaginary == "0":
        return real
    unit = "i" if imaginary == "1" else f"{imaginary}i"
    if real == "0":
        return f"−{unit}" if value.imag < 0 else unit
    return f"{real} {'−' if value.imag < 0 else '+'} {unit}"


def _bracketed(entries: list[str]) -> str:
    return f"[{', '.join(entries)}]"
