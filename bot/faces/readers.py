"""Who reads answers, and how they want them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.drawing.style import Style, Theme

if TYPE_CHECKING:
    from bot.store import Person, Settings


NOBODY = 0
"""In the place of a person where the bot itself asks: Discord gives nobody this number."""


@dataclass(frozen=True)
class Reader:
    """Who sent a command, filled a form, or pressed.

    Attributes
    ----------
    user, guild
        Who, `NOBODY` where the bot itself asks; and in which server, None where that does not have
        the bot.
    person
        What they keep.
    alone
        Whether answers here are for them alone.
    unread
        Whether it could not be read what they keep.
    """

    user: int
    guild: int | None
    person: Person
    alone: bool = False
    unread: bool = False

    @property
    def style(self) -> Style:
        """How their answers look."""
        return style_of(self.person.settings)


def style_of(settings: Settings) -> Style:
    """Return how answers look by somebody's settings."""
    return Style(
        theme=Theme(settings.theme),
        numbers=settings.numbers,
        digits=settings.digits,
        motion=settings.motion,
    )
