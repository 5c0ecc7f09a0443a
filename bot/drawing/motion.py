"""The path of an animation from the identity to a 2×2 matrix."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from bot.drawing.coordinates import length
from linalg_engine.matrices import as_float

if TYPE_CHECKING:
    from bot.drawing.arrays import Floats
    from linalg_engine.matrices import Matrix

LONGEST = 12.0
"""Longest arrow, in units, beside which the unit square can be seen."""

SHOWN_LONG = 5.0
"""Units to which longer arrows are shortened."""

SHORTEST, SHOWN_SHORT = 0.08, 0.3
"""Where both arrows are shorter than the first, the longer one gets the length of the second."""

SIMILAR = 4.0
"""Long arrows whose lengths differ less are shortened alike, so that directions stay true."""


@dataclass(frozen=True)
class Motion:
    """A path of matrices from the identity to the matrix that is drawn.

    Where A has an eigenvector that is not turned over, the path is (1 - t) I + t A: entry by
    entry, as 3Blue1Brown shows it. Each point moves straight to its image, eigenvectors stay
    on their lines all the time, a reflection is seen to pass through a line on its way to the
    other side, and a singular matrix to end on one.

    That path would shrink a rotation by 180° into a point. So where no direction is kept
    (complex eigenvalues), or all are turned over (both negative), the path is that of the
    polar decomposition A = R(φ) P (Higham, *Functions of Matrices*, chapter 8):
    R(tφ) ((1 - t) I + t P). It turns steadily while it stretches, its determinant is never
    zero, and a rotation stays a rotation all the way.

    Attributes
    ----------
    target
        The matrix that is drawn, shape (2, 2): A, unless A is too large or too small to be.
    is_true
        Whether it is A.
    angle
        φ in radians where the path turns, else None.
    """

    target: Floats
    is_true: bool
    angle: float | None

    def at(self, t: float) -> Floats:
        """Return the matrix at time ``t`` from 0 to 1, shape (2, 2)."""
        if self.angle is None:
            return (1 - t) * np.eye(2) + t * self.target
        stretch = _rotation(-self.angle) @ self.target
        return _rotation(t * self.angle) @ ((1 - t) * np.eye(2) + t * stretch)


def motion(matrix: Matrix) -> Motion:
    """Return the path to a matrix of shape (2, 2)."""
    target, is_true = _drawable(as_float(matrix))
    (a, b), (c, d) = target
    determinant, trace = a * d - b * c, a + d
    is_turning = determinant > 0 and (trace * trace < 4 * determinant or trace < 0)
    return Motion(target, is_true, math.atan2(c - b, a + d) if is_turning else None)


def _rotation(angle: float) -> Floats:
    return np.array(
        [[math.cos(angle), -math.sin(angle)], [math.sin(angle), math.cos(angle)]], dtype=float
    )


def _drawable(a: Floats) -> tuple[Floats, bool]:
    """Return a matrix of a size that can be drawn, and whether it is ``a`` itself.

    Eigenvectors of a symmetric matrix, or columns of another one, are shortened where they are too
    long, and keep their directions.
    """
    if a[0, 1] == a[1, 0] and float(np.max(_lengths(a))) > LONGEST:
        values, vectors = np.linalg.eigh(a)
        sizes = np.abs(values)
        return vectors @ np.diag(np.sign(values) * _shortened(sizes)) @ vectors.T, False
    return with_drawable_columns(a)


def with_drawable_columns(a: Floats) -> tuple[Floats, bool]:
    """Return a matrix whose columns can be drawn, shape (m, n), and whether it is ``a`` itself.

    Columns that are too long are shortened, and keep their directions.
    """
    lengths = _lengths(a)
    longest, shortest = float(max(lengths)), float(min(lengths))
    if longest == 0 or SHORTEST <= longest <= LONGEST:
        return a, True
    if longest < SHORTEST:
        return a / longest * SHOWN_SHORT, False
    if shortest == 0 or longest <= SIMILAR * shortest:
        return a / longest * SHOWN_LONG, False
    return a / np.where(lengths, lengths, 1) * _shortened(lengths), False


def _lengths(a: Floats) -> Floats:
    return np.array([length(column) for column in a.T])


def _shortened(sizes: Floats) -> Floats:
    """Return lengths of which the longest is `SHOWN_LONG`; the first half is true."""
    true = SHOWN_LONG / 2
    beyond = np.log(np.maximum(sizes / true, 1)) / math.log(max(sizes) / true)
    return np.where(sizes <= true, sizes, true + (SHOWN_LONG - true) * beyond)
