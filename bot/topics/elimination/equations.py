"""The equations of a system as lines of the plane or planes of space.

What is the same, parallel, or meets is decided by the ranks of the given rows, exactly where they
are exact; only then numbers are rounded to be drawn.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING

import numpy as np

from bot.drawing.coordinates import floats, length
from bot.drawing.style import NORMAL, Role
from linalg_engine import elimination

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.drawing.arrays import Floats
    from bot.drawing.canvas import Canvas
    from bot.drawing.style import Style
    from bot.formula import Formula
    from bot.topics.elimination.unknowns import Unknowns
    from linalg_engine.arrays import Vector
    from linalg_engine.elimination import Solution

ROLES: tuple[Role, ...] = ("first", "second", "extra", "column", "row")
"""The colours of equations; solutions are the result, what misses them is left over."""

WIDEST = 430.0
"""Pixels of an equation that fits at its line or plane; a longer one is a number there."""

LARGEST, SMALLEST = 1e6, 1e-6
"""Coordinates of other sizes are not drawn: their numbers would fill the picture."""


@dataclass(frozen=True)
class Equation:
    """A line or plane: the points x with ``normal @ x == offset``.

    Attributes
    ----------
    members
        The rows of the system that say it, ascending.
    normal
        Of length 1, shape (n,).
    offset
        Its signed distance from the origin.
    role
        Decides its colour.
    formula
        The first of its rows, written as an equation.
    """

    members: tuple[int, ...]
    normal: Floats
    offset: float
    role: Role
    formula: Formula

    def heights(self, points: Floats) -> Floats:
        """Return the signed distances of points, shape (k, n), from the line or plane."""
        return points @ self.normal - self.offset

    @property
    def name(self) -> str:
        """Its rows, in words."""
        numbers = " and ".join(str(i + 1) for i in self.members)
        return f"equation{'s' * (len(self.members) > 1)} {numbers}"

    def label(self, canvas: Canvas) -> Formula:
        """Return what is written at it."""
        return self.formula if canvas.measure(self.formula, NORMAL)[0] <= WIDEST else self.name


@dataclass(frozen=True)
class System:
    """The different lines or planes of a system, and how they lie.

    Attributes
    ----------
    found
        The system and its solutions.
    unknowns
        The names of the axes.
    equations
        The different lines or planes.
    empty
        Rows without unknowns: 0 = 0, or 0 = 1, which no point solves.
    meeting
        Pairs of positions in ``equations`` that are not parallel.
    is_broken
        Whether one of the ``empty`` rows has no solution.
    """

    found: Solution
    unknowns: Unknowns
    equations: tuple[Equation, ...]
    empty: tuple[int, ...]
    meeting: tuple[tuple[int, int], ...]
    is_broken: bool

    @classmethod
    def of(cls, found: Solution, unknowns: Unknowns, style: Style) -> System:
        """Return the geometry of a system."""
        a, b = found.matrix, found.rhs
        empty = tuple(i for i, row in enumerate(a) if not row.any())
        members: list[list[int]] = []
        for i in set(range(len(a))) - set(empty):
            same = (own for own in members if _is_same(found, own[0], i))
            own = next(same, None)
            if own is None:
                members.append([i])
            else:
                own.append(i)
        equations = [
            _equation(
                found,
                own,
                ROLES[k % len(ROLES)],
                unknowns.equation(a[own[0]], b[own[0]], style.notation.number),
            )
            for k, own in enumerate(members)
        ]
        meeting = [
            pair
            for pair in combinations(range(len(members)), 2)
            if elimination.rank(a[[members[k][0] for k in pair]]) > 1
        ]
        is_broken = any(bool(b[i] != 0) for i in empty)
        return cls(found, unknowns, tuple(equations), empty, tuple(meeting), is_broken)

    @property
    def dimension(self) -> int:
        """2 for lines, 3 for planes."""
        return self.found.matrix.shape[1]

    @property
    def kind(self) -> str:
        """What the equations are."""
        return "line" if self.dimension == 2 else "plane"

    @property
    def has_parallels(self) -> bool:
        """Whether two of the lines or planes never meet."""
        count = len(self.equations)
        return len(self.meeting) < count * (count - 1) / 2

    @property
    def solution(self) -> Vector | None:
        """The one point that solves all equations, if there is one."""
        return self.found.particular if self.found.kind == "one" else None

    @property
    def common(self) -> Floats | None:
        """The direction of the line in which planes meet, or that they all run along."""
        if self.dimension == 3 and len(self.found.directions) == 1:
            return floats(self.found.directions[0])
        return None

    @property
    def nearest(self) -> Floats | None:
        """The least-squares solution of a system without a solution."""
        least = self.found.least_squares
        return None if least is None else floats(least.x)

    def centre(self) -> Floats:
        """Return the common point nearest to the origin, or else a point near to all."""
        if self.solution is not None:
            return floats(self.solution)
        normals = np.array([equation.normal for equation in self.equations])
        offsets = np.array([equation.offset for equation in self.equations])
        return floats(np.linalg.lstsq(normals, offsets)[0])

    def can_be_drawn(self) -> bool:
        """Whether there is a line or plane, and no number too large or too small for axes."""
        if not self.equations:
            return False
        places = [np.abs([e.offset for e in self.equations]), np.abs(self.centre())]
        sizes = np.concatenate(places)
        return not sizes.any() or SMALLEST <= float(sizes.max()) <= LARGEST

    def title(self) -> str:
        """Return the finding."""
        kind, found = self.kind, self.found
        if self.is_broken:
            return f"No point solves {_rows(self.empty)}"
        if found.kind == "none":
            return f"The {kind}s have no point in common"
        if len(self.equations) == 1:
            return (
                f"The equations all say the same {kind}"
                if len(found.matrix) - len(self.empty) > 1
                else f"Every point of the {kind} is a solution"
            )
        return f"The {kind}s meet in {'one point' if found.kind == 'one' else 'a line'}"

    def note(self) -> str:
        """Return why there is no solution, or which equations say nothing."""
        if self.is_broken:
            return "its left side is 0 for every x, its right side is not"
        if self.found.kind == "none":
            if self.has_parallels:
                return f"parallel {self.kind}s never meet"
            count = {3: "three"}.get(len(self.equations), "of them")
            return f"each two meet, but never all {count}"
        return f"{_rows(self.empty)} says only 0 = 0" if self.empty else ""


def _rows(rows: Sequence[int]) -> str:
    numbers = " and ".join(str(i + 1) for i in rows)
    return f"equation{'s' * (len(rows) > 1)} {numbers}"


def _is_same(found: Solution, i: int, j: int) -> bool:
    """Whether two rows of the system say the same."""
    return elimination.rank(found.reduction.matrix[[i, j]]) == 1


def _equation(found: Solution, members: list[int], role: Role, formula: Formula) -> Equation:
    row, right = found.matrix[members[0]], found.rhs[members[0]]
    # The largest coefficient becomes 1 while numbers are exact, so that no float overflows.
    largest = np.max(np.abs(row))
    scaled, offset = floats(row / largest), float(right / largest)
    size = length(scaled)
    return Equation(tuple(members), scaled / size, offset / size, role, formula)
