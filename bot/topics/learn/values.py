"""The numbers of a lesson: its values, and the texts that they stand in."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from bot.drawing.style import Style
from bot.errors import UserError
from bot.formula import Rounded, text
from bot.formula.node import is_rounded
from bot.topics.kit import names, reading
from bot.topics.kit.question import Question
from bot.topics.learn.files import lessons
from bot.topics.learn.lesson import Claim, LessonError, Try
from bot.topics.learn.lines import line_of
from bot.topics.learn.reading import EXPRESSION
from linalg_engine.errors import InputError
from linalg_engine.exact import Surd
from linalg_engine.expressions import evaluate, worked_out

if TYPE_CHECKING:
    from collections.abc import Generator

    from bot.formula import Formula, Notation
    from bot.topics.learn.lesson import Lesson
    from bot.topics.learn.lines import Path
    from linalg_engine.expressions import Evaluated, Value


class Numbers:
    """What is computed in a lesson.

    Parameters
    ----------
    lesson
        The lesson.
    say
        How numbers are written.

    Raises
    ------
    LessonError
        When a value cannot be computed.
    """

    def __init__(self, lesson: Lesson, say: Notation) -> None:
        self.lesson = lesson
        self.say = say
        self._values: dict[str, Value] = {}
        for name, expression in lesson.values.items():
            with self.mistakes("values", name):
                names.check_name(name)
                self._values[name] = evaluate(expression, self._values)

    def worked_out(self, expression: str) -> Evaluated:
        """Return an expression with the values of its pieces."""
        return worked_out(expression, self._values)

    def filled(self, words: str) -> str:
        """Return a text with the values of its expressions."""
        return EXPRESSION.sub(lambda found: self._shown(found[1]), words)

    def typed(self, line: str) -> str:
        """Return a command with the values of its expressions, as they can be typed."""
        return EXPRESSION.sub(lambda found: self._kept(found[1]), line)

    @contextmanager
    def mistakes(self, *path: str | int) -> Generator[None]:
        """Say of what cannot be done where in the lesson's file it stands."""
        try:
            yield
        except LessonError:
            raise
        except InputError as error:
            raise self._mistake(path, error.problem) from error
        except UserError as error:
            raise self._mistake(path, str(error)) from error

    def _mistake(self, path: Path, reason: str) -> LessonError:
        content = self.lesson.file.read_text("utf-8")
        return LessonError(self.lesson.file.name, line_of(content, path), reason)

    def _shown(self, expression: str) -> str:
        value = evaluate(expression, self._values)
        shown = written(value, self.say)
        return f"about {text(shown[0])}" if is_rounded(shown[0]) else " ≈ ".join(map(text, shown))

    def _kept(self, expression: str) -> str:
        value = evaluate(expression, self._values)
        return names.kept_text(value, decimals=self.say.decimals).removeprefix("≈ ")


def written(value: Value, say: Notation) -> tuple[Formula, ...]:
    """Return a value as people read it; behind a plain root, its decimal."""
    value = readable(value)
    if isinstance(value, np.ndarray):
        return (say.vector(value) if value.ndim == 1 else say.matrix(value),)
    number = say.number(value)
    return (number, Rounded(value)) if isinstance(value, Surd) else (number,)


def readable(value: Value) -> Value:
    """Return a value in floats where it has roots with factors: 0.9988, and not 21√442/442."""
    if isinstance(value, np.ndarray):
        return value.astype(np.float64) if any(map(_is_long_root, value.flat)) else value
    return float(value) if isinstance(value, Surd) and _is_long_root(value) else value


def _is_long_root(x: object) -> bool:
    """Whether a number is more than the root of a whole number."""
    return isinstance(x, Surd) and not (len(x.terms) == 1 and x.terms[0][1] == 1)


def of_lesson(lesson: Lesson, style: Style) -> Style:
    """Return the style with decimals where the lesson is written in decimals."""
    if style.numbers != "typed":
        return style
    return replace(style, decimals=reading.typed_decimals(Question("", lesson.values)))


def command_line(name: str, number: int) -> str:
    """Return the command of a card, with the lesson's numbers.

    Parameters
    ----------
    name, number
        Of the lesson, and of the card.
    """
    lesson = lessons()[name]
    return line_on(Numbers(lesson, of_lesson(lesson, Style()).notation), number)


def line_on(numbers: Numbers, number: int) -> str:
    """Return the command of a card; "" where it has none."""
    card = numbers.lesson.cards[number - 1]
    match card:
        case Claim(shows=line):
            key = "shows"
        case Try(command=line):
            key = "command"
        case _:
            return ""
    with numbers.mistakes("cards", number - 1, key):
        return numbers.typed(line)
