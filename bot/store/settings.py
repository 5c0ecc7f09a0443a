"""How answers are wanted: what a person chose before what a server chose before the bot's own."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any, Literal

from sqlalchemy import Boolean, Column, Integer

from bot.store.columns import Text

if TYPE_CHECKING:
    from sqlalchemy import Row

Theme = Literal["dark", "light"]
Numbers = Literal["typed", "fractions", "decimals"]
Replies = Literal["public", "private"]


@dataclass(frozen=True)
class Chosen:
    """What a person or a server has chosen; None is what they leave to others.

    Attributes
    ----------
    theme
        The background of pictures.
    numbers
        Whether they are written as they are typed, as fractions and roots, or as decimals.
    digits
        Of decimals, after the point.
    motion
        Whether pictures may move.
    replies
        Whether everybody in the channel sees them, or only who asked.
    zone
        The time zone, by its IANA name.
    """

    theme: Theme | None = None
    numbers: Numbers | None = None
    digits: int | None = None
    motion: bool | None = None
    replies: Replies | None = None
    zone: str | None = None


NOTHING = Chosen()
"""Everything left to others."""


@dataclass(frozen=True)
class Settings:
    """How somebody wants answers; the attributes are those of `Chosen`."""

    theme: Theme = "dark"
    numbers: Numbers = "typed"
    digits: int = 4
    motion: bool = True
    replies: Replies = "public"
    zone: str = "UTC"


NAMES = tuple(field.name for field in fields(Chosen))

USUAL = Settings()
"""Where neither a person nor their server has chosen."""


def in_force(*choices: Chosen) -> Settings:
    """Return the first choice for each setting, and the bot's own where there is none.

    Examples
    --------
    >>> person, server = Chosen(theme="light"), Chosen(theme="dark", digits=2)
    >>> found = in_force(person, server)
    >>> found.theme, found.digits, found.motion
    ('light', 2, True)
    """
    found: dict[str, Any] = {}
    for chosen in choices:
        for name, value in given(chosen).items():
            found.setdefault(name, value)
    return Settings(**found)


def given(chosen: Chosen) -> dict[str, Any]:
    """Return what is chosen, by setting."""
    values = {name: getattr(chosen, name) for name in NAMES}
    return {name: value for name, value in values.items() if value is not None}


def columns() -> tuple[Column[Any], ...]:
    """Return columns for a table of those who choose; all are empty at first."""
    return (
        Column("theme", Text),
        Column("numbers", Text),
        Column("digits", Integer),
        Column("motion", Boolean),
        Column("replies", Text),
        Column("zone", Text),
    )


def chosen_in(row: Row[Any], prefix: str = "") -> Chosen:
    """Return the choices in a row, whose columns may begin with a prefix."""
    return Chosen(**{name: getattr(row, prefix + name) for name in NAMES})
