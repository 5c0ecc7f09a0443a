"""The polynomial that is nearest to points, in the sense of least squares.

Strang, *Introduction to Linear Algebra*, 6th ed., section 4.3. In floats the design matrix has
Chebyshev polynomials of x scaled to [-1, 1] as its columns, and is taken apart by QR: with the
powers of x themselves digits would be lost (Trefethen, *Approximation Theory and Approximation
Practice*, chapters 3 and 5).
"""

from __future__ import annotations

from fractions import Fraction
from typing import SupportsIndex

import numpy as np
from numpy.polynomial import chebyshev

from linalg_engine.arguments import whole_number
from linalg_engine.arrays import Floats, Vector, VectorLike, as_vector, is_exact
from linalg_engine.elimination.systems import least_squares
from linalg_engine.errors import InputError
from linalg_engine.exact import Scalar
from linalg_engine.matrices import (
    EPSILON,
    MAX_SIZE,
    Matrix,
    as_float,
    finite,
    overflow_in_words,
)
from linalg_engine.results import result

MOST_DEGREE = 10
"""The highest degree of a polynomial."""


NOISE = 16.0
"""Rounding errors of the largest y that a term of the polynomial, or a residual, may consist of."""


@result
class PolynomialFit:
    """The polynomial ``c₀ + c₁x + c₂x² + …`` nearest to n points.

    Attributes
    ----------
    x, y
        Shape (n,).
    coefficients
        Shape (degree + 1,), the constant first.
    fitted, residual
        Shape (n,): its values at x, and y minus them.
    squares, total
        The sum of the squared residuals, and of the squared differences of y from its mean.
    centre, reach
        In floats, x is ``centre + reach * u`` with u from -1 to 1.
    chebyshev
        In floats, shape (degree + 1,): the same polynomial as a sum of Chebyshev polynomials of
        u, which loses no digits far away from 0. Empty where all is exact.
    """

    x: Vector
    y: Vector
    coefficients: Vector
    fitted: Vector
    residual: Vector
    squares: Scalar
    total: Scalar
    centre: float
    reach: float
    chebyshev: Floats

    @property
    def degree(self) -> int:
        """The degree that was asked for; the last coefficient may still be 0."""
        return len(self.coefficients) - 1

    @property
    def design(self) -> Matrix:
        """The matrix with the powers of x as columns, shape (n, degree + 1)."""
        return np.stack([self.x**k for k in range(self.degree + 1)], axis=1)

    @property
    def is_exact(self) -> bool:
        """Whether everything is exact, without any rounding."""
        return is_exact(self.coefficients)

    @property
    def r_squared(self) -> Scalar | None:
        """The share of the differences in y that the polynomial explains; None if y has none."""
        return None if self.total == 0 else 1 - self.squares / self.total

    def around(self, place: int) -> Vector:
        """Return the coefficients of powers of ``x - place``, shape (degree + 1,)."""
        if self.is_exact:
            return _shifted(self.coefficients, Fraction(place), Fraction(1))
        powers = _powers_of_x(self.chebyshev, self.centre - place, self.reach)
        return _without_noise(powers, as_float(self.x) - place, as_float(self.y))

    def at(self, x: Floats) -> Floats:
        """Return the polynomial's values at some places, shape (k,)."""
        if not self.is_exact:
            values = chebyshev.chebval((x - self.centre) / self.reach, self.chebyshev)
            return np.asarray(values, dtype=np.float64)
        return np.array([float(_value(self.coefficients, Fraction(place))) for place in x.tolist()])


def fit_polynomial(x: VectorLike, y: VectorLike, degree: SupportsIndex = 1) -> PolynomialFit:
    """Return the polynomial of a degree whose squared distances from y are smallest in all.

    Parameters
    ----------
    x, y
        Shape (n,). Up to 100 exact points have an exact polynomial while its numbers stay
        short.
    degree
        From 0 to `MOST_DEGREE`, and less than there are different x.

    Raises
    ------
    InputError
        If x and y differ in length, there are too few different x, or a result overflows.

    Examples
    --------
    >>> found = la.fit_polynomial([0, 1, 2], [6, 0, 0])
    >>> print(*found.coefficients, "with", found.r_squared)
    5 -3 with 3/4
    """
    x, y = as_vector(x), as_vector(y)
    power = whole_number(degree, "The degree", 0, MOST_DEGREE)
    if len(x) != len(y):
        raise InputError(
            f"Every point has an x and a y; there are {len(x)} x and {len(y)} y.", source="points"
        )
    _check_places(len(x), len(set(x.tolist())), power)
    if is_exact(x) and is_exact(y) and len(x) <= MAX_SIZE:
        design = np.stack([x**k for k in range(power + 1)], axis=1)
        nearest = least_squares(design, y)
        if is_exact(nearest.x):
            mean = sum(y[1:], y[0]) / Fraction(len(y))
            return PolynomialFit(
                *(x, y, nearest.x, nearest.fitted, nearest.residual),
                squares=_sum_of_squares(nearest.residual),
                total=_sum_of_squares(y - mean),
                centre=0.0,
                reach=1.0,
                chebyshev=np.empty(0),
            )
    return _in_floats(as_float(x), as_float(y), power)


def _check_places(points: int, different: int, degree: int) -> None:
    if degree < different:
        return
    if points == 1:
        raise InputError(
            f"A polynomial of degree {degree} takes at least {degree + 1} points, and this is one.",
            example="(1, 2) (2, 3) (4, 4)",
        )
    if different == 1:
        raise InputError(
            "All points have the same x, so they lie on a vertical line: y is no function of x "
            "there, and only degree 0, the mean of y, can be fitted.",
            example="(1, 2) (2, 3) (4, 4)",
        )
    raise InputError(
        f"Points with {different} different x determine a polynomial of degree {different - 1} "
        f"at most, not {degree}.",
    )


def _in_floats(x: Floats, y: Floats, degree: int) -> PolynomialFit:
    with overflow_in_words():
        centre = float(x.min() / 2 + x.max() / 2)
        reach = float(np.max(np.abs(x - centre))) or 1.0
        size = float(np.max(np.abs(y))) or 1.0
        design = chebyshev.chebvander((x - centre) / reach, degree)
        q, r = np.linalg.qr(design)
        if np.min(np.abs(np.diag(r))) <= len(x) * EPSILON * np.max(np.abs(np.diag(r))):
            raise InputError(
                "Some of these x are so close together that rounding hides their differences; "
                "take a lower degree."
            )
        scaled = finite(np.linalg.solve(r, q.T @ (y / size)))
        fitted = size * (design @ scaled)
        residual = y - fitted
        residual[np.abs(residual) <= NOISE * (degree + 1) * EPSILON * size] = 0
        spread = y - (size * float(np.mean(y / size)) if np.ptp(y) else y[0])
        return PolynomialFit(
            *(x, y, _without_noise(_powers_of_x(size * scaled, centre, reach), x, y)),
            *(fitted, residual),
            squares=float(finite(np.square(residual)).sum()),
            total=float(finite(np.square(spread)).sum()),
            centre=centre,
            reach=reach,
            chebyshev=size * scaled,
        )


def _powers_of_x(series: Floats, centre: float, reach: float) -> Floats:
    """Return the coefficients of powers of x, without the rounding that a shift far away brings."""
    powers = [Fraction(c) for c in chebyshev.cheb2poly(series).tolist()]
    powers += [Fraction(0)] * (len(series) - len(powers))  # what it trims
    scale = 1 / Fraction(reach)
    return as_float(_shifted(np.array(powers), -Fraction(centre) * scale, scale))


def _shifted(coefficients: Vector, shift: Fraction, scale: Fraction) -> Vector:
    """Return the coefficients of powers of x where those of powers of ``shift + scale x`` are
    given.
    """
    total = np.array([Fraction(0)] * len(coefficients))
    for coefficient in coefficients[::-1]:
        longer = shift * total
        longer[1:] += scale * total[:-1]
        longer[0] += coefficient
        total = longer
    return total


def _without_noise(coefficients: Floats, x: Floats, y: Floats) -> Floats:
    """Set to 0 what adds nothing but rounding errors to y at any x."""
    farthest, largest = float(np.max(np.abs(x))) or 1.0, float(np.max(np.abs(y)))
    noise = NOISE * EPSILON * largest
    kept = [c if abs(c) * farthest**k > noise else 0.0 for k, c in enumerate(coefficients.tolist())]
    return np.array(kept)


def _value(coefficients: Vector, x: Fraction) -> Scalar:
    value: Scalar = coefficients[-1]
    for coefficient in coefficients[-2::-1]:
        value = value * x + coefficient
    return value


def _sum_of_squares(v: Vector) -> Scalar:
    return sum((x * x for x in v[1:]), v[0] * v[0])
