"""An exercise: a question, how its answer is given and graded, and what helps.

An exercise stays in the worker that makes it. Outside it is an `ExerciseId`, from which the same
exercise is made again, in any process.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.drawing.pages import Block
    from bot.drawing.picture import Picture
    from bot.drawing.style import Style
    from bot.topics.kit.question import Question

HINTS = 3
"""Hints of every exercise: where to look, what to do, the first step done."""

Typed = Mapping[str, str]
"""What was typed or chosen, by the name of its field; several chosen have line breaks between."""


@dataclass(frozen=True)
class Blank:
    """A field to type in.

    Attributes
    ----------
    name
        One letter or word, such as ``"a"``.
    label
        What goes in, at most 45 characters: ``"a · b"``.
    placeholder
        How it may be written, at most 100 characters.
    """

    name: str
    label: str
    placeholder: str = ""


@dataclass(frozen=True)
class Options:
    """A menu, for answers of which there are only a few.

    Attributes
    ----------
    name
        Its name.
    label
        What is asked, at most 45 characters.
    values
        At most 25, each with the words that people see.
    several
        Whether several can be chosen.
    """

    name: str
    label: str
    values: tuple[tuple[str, str], ...]
    several: bool = False


@dataclass(frozen=True)
class Verdict:
    """What an answer is worth.

    Attributes
    ----------
    score
        1 for a right answer, 0 for a wrong one, between them where half of it is right.
    message
        What is right or wrong with it, and why; one to three short sentences of plain text.
    read
        What was read: ``"v = [1, 2, 3]"``; as it was typed where it was chosen.
    mistake
        A short name of the mistake where it is a usual one, the same for all seeds, such as
        ``"no root taken"``; else "".
    """

    score: float
    message: str
    read: tuple[str, ...] = ()
    mistake: str = ""

    @property
    def is_right(self) -> bool:
        """Whether nothing is missing."""
        return self.score == 1


@dataclass(frozen=True)
class Exercise:
    """A question with its numbers.

    Attributes
    ----------
    asks
        The question in one plain sentence, without the numbers where they are long; at most 200
        characters.
    given
        What is given, as plain lines of a block of code that can be copied: ``"a = [1, 2]"``.
    blocks
        The same, as formulas to typeset.
    fields
        How the answer is given, at most 4.
    key
        A right answer, as it could be typed.
    hints
        `HINTS` of them, each one block more than the last.
    working
        The way to the answer, with these numbers; or the question to another topic whose working
        it is.
    grade
        Takes what was typed; raises `InputError` where it cannot be read, which is no attempt.
    draw
        Draws a picture that belongs to the question; None where none does.
    draw_working
        Draws one that belongs to the working.
    follows
        What becomes of the given with an answer that can be read, as formulas to typeset: the
        matrix after a row operation; None where nothing does.
    """

    asks: str
    given: tuple[str, ...]
    blocks: tuple[Block, ...]
    fields: tuple[Blank | Options, ...]
    key: Typed
    hints: tuple[Block, ...]
    working: tuple[Block, ...] | Question
    grade: Callable[[Typed], Verdict]
    draw: Callable[[Style], Picture] | None = None
    draw_working: Callable[[Style], Picture] | None = None
    follows: Callable[[Typed], tuple[Block, ...]] | None = None
