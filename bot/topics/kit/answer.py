"""The answer to a question, and what can be done with it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.drawing.pages import Working
    from bot.drawing.picture import Picture


@dataclass(frozen=True)
class Copies:
    """The calculation as text to paste elsewhere.

    Attributes
    ----------
    files
        Results that are tables, to download: file names with the text in them.
    pictures
        Pictures that the calculation reads, to download.
    """

    text: str
    numpy: str
    latex: str
    files: tuple[tuple[str, str], ...] = ()
    pictures: tuple[Picture, ...] = ()


@dataclass(frozen=True)
class Choice:
    """A menu below a reply that answers the question again, with one input changed.

    Attributes
    ----------
    name
        The input that it changes, for example ``"rank"``.
    label
        What the menu is for, shown while nothing is chosen; at most 150 characters.
    values
        What the input can become, at most 25 texts of at most 100 characters, each with the
        words that people see.
    several
        Whether several can be chosen, which are added to what the input already holds, with
        ";" between them.
    press
        What choosing does: "choose", or the action of one of the topic's menus.
    chosen
        Of several, those chosen already; then all of them can be taken back.
    """

    name: str
    label: str
    values: tuple[tuple[str, str], ...]
    several: bool = False
    press: str = "choose"
    chosen: tuple[str, ...] | None = None


@dataclass(frozen=True)
class Answer:
    """The answer to a question. Stays in the worker that found it.

    Attributes
    ----------
    title
        The result, one short line.
    facts
        Lines of numbers and formulas, shown as they are, in a block of code.
    meaning
        One sentence on what the result means; Discord Markdown, nothing typed in it.
    draw
        Draws the picture, called only when it is wanted; None where no picture helps.
    working
        The steps, ready to be typeset; None where there are none to show.
    copies
        The calculation as text.
    draw_more
        Draw further pictures, shown below the first.
    choices
        Menus that change an input.
    extras
        Actions of the topic's own buttons below it.
    steps_name
        What the button that shows the working says, where there is one; "" for none.
    turn
        Draws the picture, a still in space, as an animation in which it turns, for those who
        want animations. None where nothing can move.
    turn_name
        What that button says.
    page
        What is typeset and shown at once, above the picture.
    without
        Those of the buttons below every answer that make no sense below this one: "copy", "edit",
        "next".
    """

    title: str
    facts: tuple[str, ...]
    meaning: str
    draw: Callable[[], Picture] | None
    working: Working | None
    copies: Copies
    draw_more: tuple[Callable[[], Picture], ...] = ()
    choices: tuple[Choice, ...] = ()
    extras: tuple[str, ...] = ()
    steps_name: str = "Steps"
    turn: Callable[[], Picture] | None = None
    turn_name: str = "Turn"
    page: Working | None = None
    without: tuple[str, ...] = ()


@dataclass(frozen=True)
class Reply:
    """The part of an answer that is posted: plain data, safe to cross processes.

    Attributes
    ----------
    undrawn
        Why its pictures are missing, for the log; "" where none is.
    """

    title: str
    facts: tuple[str, ...]
    meaning: str
    pictures: tuple[Picture, ...]
    choices: tuple[Choice, ...] = ()
    extras: tuple[str, ...] = ()
    steps_name: str = "Steps"
    turn_name: str = ""
    without: tuple[str, ...] = ()
    undrawn: str = ""
