"""What every picture has in common: its size, its letters, its colours."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from bot.formula.numbers import Notation

WIDTH = 1100
HEIGHT = 825
"""Pixels. Discord shows about 400 px of width on a phone."""

SMALL = 32
NORMAL = 40
LARGE = 50
"""Letter sizes in pixels; SMALL is still 11 px high when the picture is 400 px wide."""


Role = Literal["first", "second", "result", "rest", "extra", "muted", "text"]
"""The role of a thing in a picture, which decides its colour."""


class Theme(StrEnum):
    """The background a person reads on."""

    DARK = "dark"
    LIGHT = "light"


@dataclass(frozen=True)
class Style:
    """How an answer looks.

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

    @property
    def notation(self) -> Notation:
        """How numbers are written."""
        # Imported here: the bot's own process hands styles on without loading NumPy.
        from bot.formula.numbers import Notation

        return Notation(self.decimals)


@dataclass(frozen=True)
class Colours:
    """Okabe and Ito's colours (2008), which colour-blind readers can distinguish, by role.

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
        """Return the colour of a role."""
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
