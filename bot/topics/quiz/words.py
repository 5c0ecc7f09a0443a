"""Sentences of `/quiz`, for both processes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.topics.kit.markdown import escaped
from linalg_engine.errors import InputError

if TYPE_CHECKING:
    from bot.topics.quiz.exercise import Verdict

RIGHT = "Right."

MOVED = "You had moved on from that one. This is where you are:"

OVER = "This sitting is over. `/quiz start` begins another one."


def heading(verdict: Verdict) -> str:
    """Return what an answer is worth, in two words."""
    if verdict.is_right:
        return RIGHT
    return "Partly right." if verdict.score else "Not yet."


def no_exercise() -> InputError:
    """Return the error of an id that names no exercise."""
    return InputError(
        "I know no exercise of this id. It stands below each exercise.",
        example="dot-2-00c0ff",
        source="exercise",
    )


def unread(error: InputError) -> str:
    """Return why an answer could not be read, in Markdown."""
    words = escaped(error.problem)
    if error.source:
        words = f"**{escaped(error.source)}**: {words}"
    if excerpt := error.excerpt():
        # A backtick would end the block of code.
        words += "\n```\n" + excerpt.replace("`", "ˋ") + "\n```"
    if error.example:
        words += f"\nWhat goes in: `{error.example}`"
    return words
