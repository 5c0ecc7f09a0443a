"""What every picture has in common: its size, its letters, its colours."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from bot.formula.numbers import Notation, Spelling

WIDTH = 1100
HEIGHT = 825
"""Pixels. Discord shows about 400 px of width on a phone."""

SMALL = 34
NORMAL = 42
LARGE = 52
"""Letter sizes in pixels; SMALL is still 11 px high when the picture is 400 px wide."""

BROAD = 11
"""Pixels of a grey shaft: a vector before a map, seen below the coloured one after it."""


Role = Literal[
    "first",
    "second",
    "result",
    "rest",
    "extra",
    "muted",
    "text",
    "row",
    "column",
    "eigen",
    "eigen_other",
    "low",
    "high",
]
"""The role of a thing in a picture, which decides its colour."""


Numbers = Literal["typed", "fractions", "decimals"]
"""Whether numbers are fractions and roots, or decimals; by default as somebody types them."""


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
    numbers
        Whether numbers are written as fractions and roots, or as decimals.
    digits
        Of decimals, after the point.
    """

    theme: Theme = Theme.DARK
    decimals: bool = False
    motion: bool = True
    numbers: Numbers = "typed"
    digits: int = 4

    @property
    def notation(self) -> Notation:
        """How numbers are written."""
        # Imported here: the bot's own process hands styles on without loading NumPy.
        from bot.formula.numbers import Notation

        return Notation(self.decimals)

    @property
    def spelling(self) -> Spelling:
        """How numbers are spelled when they are printed."""
        from bot.formula.numbers import Spelling

        return Spelling(self.digits, decimals=self.numbers == "decimals")


@dataclass(frozen=True)
class Colours:
    """Okabe and Ito's colours (2008), which colour-blind readers can distinguish, by role.

    They keep their colours in every picture:

    ``first``, ``second``
        The two vectors of a question; in a map of the plane, î and ĵ.
    ``result``
        What was computed from them.
    ``rest``
        What is left over, or flipped; hatched where it is an area.
    ``extra``
        One more, for groups of points.
    ``row``, ``column``
        What the rows and the columns of a table stand for: people and films.
    ``eigen``, ``eigen_other``
        Eigenvectors, singular vectors, principal components: the first and the others.
    ``low``, ``high``
        The ends of a heat map's scale; the background is its middle.
    ``muted``
        Words that help, and what was there before.
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
    row: str
    column: str
    eigen: str
    eigen_other: str
    low: str
    high: str

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
        row="#9db0ff",
        column="#ff9b7a",
        eigen="#f0e442",
        eigen_other="#ff8f66",
        low="#9d7bea",
        high="#f2c14e",
    ),
    Theme.LIGHT: Colours(
        background="#ffffff",
        text="#1e1f22",
        muted="#5c6068",
        grid="#e3e5e8",
        axis="#9a9ea6",
        first="#006ca8",
        second="#aa5500",
        result="#007a59",
        rest="#a8447b",
        extra="#7a6a00",
        row="#4453c4",
        column="#b8431f",
        eigen="#7a6a00",
        eigen_other="#b8431f",
        low="#6a3fc0",
        high="#8f6a00",
    ),
}
