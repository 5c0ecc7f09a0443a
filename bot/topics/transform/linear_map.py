"""What a 2×2 matrix does to the plane, in a name and a sentence.

Exact for exact numbers; floats are compared within `TOLERANCE`, since cos 45° has no last digit.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from bot.formula.numbers import decimal
from bot.topics.kit import eigen_words
from linalg_engine import formatting, vectors
from linalg_engine.exact import is_exact_number
from linalg_engine.matrices import as_float, whole_multiple

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.formula import Notation
    from linalg_engine.arrays import Vector
    from linalg_engine.decompositions import Eigen
    from linalg_engine.exact import Scalar
    from linalg_engine.matrices import Matrix

TOLERANCE = 1e-9
"""Floats whose difference is at most this, relative to their size, count as equal."""


@dataclass(frozen=True)
class Kind:
    """A kind of map of the plane.

    Attributes
    ----------
    name
        A few words: "Rotation by 90°".
    sentence
        What happens to the plane.
    keeps
        What becomes of lengths and angles.
    moves
        Whether any point moves.
    """

    name: str
    sentence: str
    keeps: str = "lengths and angles change"
    moves: bool = True


LONGEST_FACTOR = 8
"""Characters of a factor of lengths; a longer one, such as 7071√2/10000, is rounded."""

ZERO, ONE = Fraction(0), Fraction(1)
LENGTHS_KEPT = "lengths and angles stay as they are"


def recognise(found: Eigen, *, is_singular: bool, say: Notation) -> Kind:
    """Return the most specific kind of the matrix, shape (2, 2)."""
    plane = _Map(found, is_singular, say)
    return next(kind for test in _TESTS if (kind := test(plane)) is not None)


@dataclass(frozen=True)
class _Stretch:
    """A real eigenvalue, the same in words, and the name of its line."""

    value: Scalar
    words: str
    line: str


@dataclass(frozen=True)
class _Map:
    """A matrix with the properties that decide its kind."""

    eigen: Eigen
    is_singular: bool
    say: Notation

    @property
    def matrix(self) -> Matrix:
        return self.eigen.matrix

    @cached_property
    def size(self) -> float:
        return float(np.max(np.abs(as_float(self.matrix))))

    @property
    def trace(self) -> Scalar:
        return self.matrix[0, 0] + self.matrix[1, 1]

    def same(self, x: Scalar, y: Scalar) -> bool:
        """Whether two numbers of the size of the entries are equal."""
        return _same(x, y, self.size)

    @cached_property
    def similarity(self) -> int:
        """1 for a rotation, -1 for a reflection, each with scaling; 0 for anything else."""
        (a, b), (c, d) = self.matrix
        if self.same(a, d) and self.same(b, -c):
            return 1
        return -1 if self.same(a, -d) and self.same(b, c) else 0

    @cached_property
    def scale(self) -> str | None:
        """The factor of all lengths of a similarity; None where it is 1."""
        norm = vectors.norm(self.matrix[:, 0])
        if self.same(norm.value, ONE):
            return None
        text = str(self.say.number(norm.value))
        if text != "1" and len(text) <= LONGEST_FACTOR:
            return text
        return f"about {formatting.decimal(norm.value, 6)}"

    @cached_property
    def stretches(self) -> list[_Stretch]:
        """The real eigenvalues, the largest first, each with the name of its line."""
        return [
            _Stretch(
                space.exact if isinstance(space.exact, Fraction) else space.value,
                str(eigen_words.short(space, self.say)),
                self.line(space.basis[0]),
            )
            for space in self.eigen.spaces
            if isinstance(space.value, float)
        ]

    def line(self, v: Vector) -> str:
        """Return the name of the line through the origin along ``v``."""
        # In units of the larger entry, which may be too large for a float.
        x, y = v / max(abs(v))
        names = {
            "the x-axis": (y, ZERO),
            "the y-axis": (x, ZERO),
            "the line y = x": (x, y),
            "the line y = −x": (x, -y),
        }
        found = [name for name, (one, other) in names.items() if _same(one, other, 1.0)]
        return found[0] if found else f"the line through {self.say.vector(v)}"

    def image(self) -> str:
        """Return the name of the line that a singular matrix maps to."""
        columns = self.matrix.T
        longer = columns[int(np.argmax([max(abs(x) for x in column) for column in columns]))]
        return self.line(whole_multiple(longer))


def _multiple(plane: _Map) -> Kind | None:
    (a, b), (c, d) = plane.matrix
    if not (plane.same(a, d) and plane.same(b, ZERO) and plane.same(c, ZERO)):
        return None
    if plane.size == 0:
        return Kind("The zero matrix", "Everything lands on the origin.", "all lengths become 0")
    factor = plane.scale
    if a > 0 and factor is None:
        return Kind("The identity", "Nothing moves.", LENGTHS_KEPT, moves=False)
    if a > 0:
        verb = "larger" if a > 1 else "smaller"
        sentence = f"Everything becomes {verb}: {factor} times as far from the origin."
        return Kind(f"Scaling by {factor}", sentence, f"angles stay, lengths × {factor}")
    return _turned("180°", factor, "Half a turn around the origin")


def _collapse(plane: _Map) -> Kind | None:
    if not plane.is_singular:
        return None
    line, name = plane.image(), "Onto a line"
    if plane.same(plane.trace, ONE):
        is_straight = plane.same(plane.matrix[0, 1], plane.matrix[1, 0])
        how = "at right angles" if is_straight else f"along {_null_line(plane)}"
        sentence = f"Every point moves {how} onto {line}; once there, it stays."
        return Kind("Projection onto a line" if is_straight else "Oblique projection", sentence)
    sentence = f"The plane is squashed onto {line}: there is no way back, A has no inverse."
    if plane.same(plane.trace, ZERO):
        sentence = f"The plane is squashed onto {line}, and that line onto the origin: A² = 0."
    return Kind(name, sentence)


def _null_line(plane: _Map) -> str:
    """Return the direction along which a singular matrix other than 0 moves points."""
    least = min(plane.eigen.spaces, key=lambda space: abs(space.value))
    return plane.line(least.basis[0])


def _rotation(plane: _Map) -> Kind | None:
    if plane.similarity != 1:
        return None
    a, c = plane.matrix[:, 0]
    angle = _angle(a, c)
    sense = "counter-clockwise" if c > 0 else "clockwise"
    return _turned(angle, plane.scale, f"A turn around the origin by {angle} {sense}")


def _turned(angle: str, factor: str | None, sentence: str) -> Kind:
    if factor is None:
        return Kind(f"Rotation by {angle}", f"{sentence}.", LENGTHS_KEPT)
    return Kind(
        f"Rotation by {angle} and scaling",
        f"{sentence}, and everything becomes {factor} times as long.",
        f"angles stay, lengths × {factor}",
    )


def _angle(a: Scalar, c: Scalar) -> str:
    """Return the size of a turn: "90°", "about 53.13°"."""
    degrees = abs(math.degrees(math.atan2(float(c), float(a))))
    shown = decimal(degrees, 2)
    is_same = abs(degrees - round(degrees, 2)) < TOLERANCE * 180
    return f"{shown}°" if is_same else f"about {shown}°"


def _reflection(plane: _Map) -> Kind | None:
    if plane.similarity != -1:
        return None
    line = plane.stretches[0].line
    if plane.scale is None:
        sentence = f"Every point moves to its mirror image across {line}."
        return Kind("Reflection", sentence, LENGTHS_KEPT)
    return Kind(
        "Reflection and scaling",
        f"Mirrored across {line}, and everything becomes {plane.scale} times as long.",
        f"angles stay in size, lengths × {plane.scale}",
    )


def _oblique_reflection(plane: _Map) -> Kind | None:
    if len(plane.stretches) != 2:
        return None
    first, second = plane.stretches
    if not (plane.same(first.value, ONE) and plane.same(second.value, -ONE)):
        return None
    sentence = f"Mirrored across {first.line}, not at right angles but along {second.line}."
    return Kind("Oblique reflection", sentence)


def _shear(plane: _Map) -> Kind | None:
    if not plane.eigen.is_defective:
        return None
    stretch = plane.stretches[0]
    slide = f"Points slide parallel to {stretch.line}, in proportion to their distance from it"
    if plane.same(stretch.value, ONE):
        return Kind("Shear", f"{slide}; those on it stay.")
    return Kind("Shear and scaling", f"Everything is scaled by {stretch.words}. {slide}.")


def _scaling(plane: _Map) -> Kind | None:
    if len(plane.stretches) != 2:
        return None
    first, second = plane.stretches
    for moved, fixed in ((first, second), (second, first)):
        if plane.same(fixed.value, ONE):
            sentence = f"Scaled by {moved.words} along {moved.line}; {fixed.line} stays"
            return Kind("Scaling along one line", f"{sentence}{_over(moved)}.")
    sentence = f"Scaled by {first.words} along {first.line}, by {second.words} along {second.line}"
    return Kind("Scaling along two lines", f"{sentence}{_over(first, second)}.")


def _over(*stretches: _Stretch) -> str:
    is_negative = any(stretch.value < 0 for stretch in stretches)
    return " (a negative factor leads to the other side)" if is_negative else ""


def _turning(plane: _Map) -> Kind:
    (a, b), (c, d) = as_float(plane.matrix) / (plane.size or 1)
    sense = "counter-clockwise" if c - b > 0 else "clockwise"
    degrees = decimal(abs(math.degrees(math.atan2(c - b, a + d))), 1)
    return Kind(
        "Turn and stretch",
        f"A stretch in two perpendicular directions, then a turn of {degrees}° {sense}: no line "
        "through the origin stays where it is.",
    )


_TESTS: tuple[Callable[[_Map], Kind | None], ...] = (
    _multiple,
    _collapse,
    _rotation,
    _reflection,
    _oblique_reflection,
    _shear,
    _scaling,
    _turning,
)


def _same(x: Scalar, y: Scalar, size: float) -> bool:
    """Whether two numbers are equal; floats within rounding, beside ``size``."""
    if is_exact_number(x) and is_exact_number(y):
        return x == y
    return abs(x - y) <= TOLERANCE * max(size, abs(x), abs(y))
