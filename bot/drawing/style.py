"""What every picture has in common: its size, its letters, its colours."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from itertools import chain
from typing import TYPE_CHECKING, Literal

from linalg_engine import formatting

if TYPE_CHECKING:
    from collections.abc import Iterable

    from linalg_engine.vectors import Scalar, Vector

WIDTH = 1100
HEIGHT = 825
"""Pixels. Discord shows about 400 px of width on a phone."""

SMALL = 32
NORMAL = 40
LARGE = 50
"""Letter sizes in pixels; SMALL is still 11 px high when the picture is 400 px wide."""


Role = Literal["first", "second", "result", "rest", "extra", "muted", "text"]
"""The part that a thing plays in a picture; it decides its colour."""


class Theme(StrEnum):
    """The background a person reads on."""

    DARK = "dark"
    LIGHT = "light"


@dataclass(frozen=True)
class Style:
    """How somebody's answer is to look.

    Attributes
    ----------
    theme
        Dark or light.
    decimals
        Whether short decimals stay decimals (0.5), for somebody who typed decimals, or are
        written as fractions (1/2).
    motion
        Whether pictures may move.
    """

    theme: Theme = Theme.DARK
    decimals: bool = False
    motion: bool = True

    def number(self, value: Scalar) -> str:
        """Return a number exactly where that is short, else rounded."""
        exact = formatting.pretty(value)
        if self.decimals and "/" in exact:
            decimal = formatting.decimal(value)
            if formatting.is_same(value, decimal):
                return decimal
        return exact

    def sign(self, value: Scalar) -> str:
        """Return "=" where `number` shows the value itself, "≈" where it is rounded.

        Whatever was computed in floating point counts as rounded.
        """
        if isinstance(value, float):
            return "≈"
        shown = self.number(value)
        whole = "/" in shown or "√" in shown or formatting.is_same(value, shown)
        return "=" if whole else "≈"

    def equals(self, value: Scalar) -> str:
        """Return the number behind its sign: "= 1/2", "≈ 3.1416"."""
        return f"{self.sign(value)} {self.number(value)}"

    def equals_vector(self, v: Vector, limit: int = 12) -> str:
        """Return the vector behind its sign: "= [1, 2]", "≈ [3.1416, 1]"."""
        return f"{self.sign_of_all(v)} {self.vector(v, limit)}"

    def sign_of_all(self, *values: Iterable[Scalar]) -> str:
        """Return "=" where every number is shown as it is, "≈" where one is rounded."""
        # A set: thousands of entries are mostly the same few numbers.
        return "≈" if any(self.sign(x) == "≈" for x in set(chain(*values))) else "="

    def whole_vector(self, v: Vector) -> str:
        """Return a vector with every entry as it is, for copying."""
        return f"[{', '.join(map(self._whole, v))}]"

    def equals_whole_vector(self, v: Vector) -> str:
        """Return `whole_vector` behind "=", or behind "≈" where it was computed in floats."""
        sign = "≈" if any(isinstance(x, float) for x in v) else "="
        return f"{sign} {self.whole_vector(v)}"

    def _whole(self, value: Scalar) -> str:
        if self.decimals and isinstance(value, Fraction):
            return formatting.finite_decimal(value) or formatting.exact(value)
        return formatting.exact(value)

    def vector(self, v: Vector, limit: int = 12) -> str:
        """Return a vector, its middle left out where it has more than ``limit`` entries."""
        if len(v) <= limit:
            return f"[{', '.join(map(self.number, v))}]"
        start = ", ".join(map(self.number, v[: limit - 1]))
        return f"[{start}, …, {self.number(v[-1])}]"


@dataclass(frozen=True)
class Colours:
    """Okabe and Ito's colours (2008), told apart by colour-blind readers, by role.

    ``first`` and ``second`` are the two vectors of a question and keep their colours in
    every picture; ``result`` is what was computed from them, ``rest`` what is left over, and
    ``extra`` one more, for groups of points.
    """

    background: str
    text: str
    muted: str
    grid: str
    axis: str
    first: str
    second: str
    result: str
    rest: str
    extra: str

    def of(self, role: Role) -> str:
        """Return the colour of whatever plays a part."""
        return getattr(self, role)


COLOURS = {
    Theme.DARK: Colours(
        background="#1e1f22",
        text="#f2f3f5",
        muted="#a9adb6",
        grid="#313338",
        axis="#6d717a",
        first="#56b4e9",
        second="#e69f00",
        result="#2cc295",
        rest="#d98bb6",
        extra="#f0e442",
    ),
    Theme.LIGHT: Colours(
        background="#ffffff",
        text="#1e1f22",
        muted="#5c6068",
        grid="#e3e5e8",
        axis="#9a9ea6",
        first="#0072b2",
        second="#b25900",
        result="#007a59",
        rest="#a8447b",
        extra="#7a6a00",
    ),
}
