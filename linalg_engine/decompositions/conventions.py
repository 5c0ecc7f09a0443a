"""What all decompositions share: the rule for signs, and how a result checks itself."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
from numpy.typing import NDArray

from linalg_engine.arrays import is_exact
from linalg_engine.matrices import EPSILON, Matrix, as_float

SYMMETRY_TOLERANCE = 8 * EPSILON
"""How far two float entries that should be equal may be apart, relative to their size."""

TIE = 1e-9
"""Entries whose sizes differ by less, relatively, count as equally large."""


ROUNDING_UNITS = 8
"""Allowed rounding error of an entry, in units of rounding for each row or column."""

NOISE = 4 * EPSILON
"""Smaller entries of a computed unit vector are rounding errors of 0."""


def rounding(a: Matrix) -> float:
    """Return the relative rounding error allowed in a matrix, shape (m, n)."""
    return ROUNDING_UNITS * max(a.shape) * EPSILON


def sign_of(v: NDArray[Any]) -> Any:
    """Return the factor of size 1 that makes the largest entry of a vector positive.

    Of equally large entries the first counts; the rule is that of scikit-learn's `svd_flip`,
    with ties up to rounding.

    Parameters
    ----------
    v
        Shape (n,), float64 or complex128, not zero.

    Returns
    -------
    scalar
        1 or -1 for a real vector, otherwise a complex number on the unit circle.
    """
    sizes = np.abs(v)
    leading = v[int(np.argmax(sizes >= (1 - TIE) * np.max(sizes)))]
    return np.conj(leading) / abs(leading)


def rounding_units(difference: Matrix, reference: Matrix) -> float:
    """Return ``‖difference‖ / (ε ‖reference‖)`` in the Frobenius norm.

    This is the error of a reconstruction in units of rounding: 0 when exact, and a small
    multiple of the size of the matrix for a backward stable algorithm.

    Parameters
    ----------
    difference, reference
        Shape (m, n), exact or float.
    """
    scale = np.max(np.abs(reference)) or 1
    error = np.linalg.norm(_floats(difference / scale))
    return float(error / (EPSILON * (np.linalg.norm(_floats(reference / scale)) or 1.0)))


def without_negative_zero(a: Matrix) -> Matrix:
    """Return floats with −0 replaced by 0."""
    return a + 0.0


def without_noise(vectors: NDArray[Any]) -> NDArray[Any]:
    """Return unit vectors with rounding errors set to 0, in real and imaginary parts alike."""
    return without_small_parts(vectors, NOISE)


def without_small_parts(values: NDArray[Any], least: float) -> NDArray[Any]:
    """Return numbers with 0 for real and imaginary parts that are not larger than ``least``."""
    if values.dtype != np.complex128:
        return np.where(np.abs(values) <= least, 0, values)
    parts = np.ascontiguousarray(values).view(np.float64)
    return np.where(np.abs(parts) <= least, 0.0, parts).view(np.complex128)


def unit_scale(a: Matrix) -> tuple[NDArray[np.float64], float]:
    """Return the matrix as floats with entries around 1, and the power of two taken out."""
    floats = as_float(a)
    largest = float(np.max(np.abs(floats)))
    scale = math.ldexp(1.0, math.frexp(largest)[1] - 1) if largest else 1.0
    return floats / scale, scale


def asymmetric_entries(a: Matrix) -> NDArray[np.intp]:
    """Return the indices where a square matrix differs from its transpose, shape (count, 2).

    Floats may differ by `SYMMETRY_TOLERANCE`.
    """
    gap = np.abs(a - a.T)
    allowed = 0 if is_exact(a) else SYMMETRY_TOLERANCE * np.maximum(np.abs(a), np.abs(a.T))
    return np.argwhere(gap > allowed)


def _floats(a: Matrix) -> Matrix:
    return a.astype(np.complex128 if a.dtype == np.complex128 else np.float64)
