"""From a question's texts to vectors, with the option named that cannot be read."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from linalg_engine import notation
from linalg_engine.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.answers.answer import Question
    from linalg_engine.vectors import Vector


def vector(question: Question, name: str) -> Vector:
    """Return the vector typed for the option ``name``."""
    with option(name):
        return notation.parse_vector(question.inputs[name])


def two_vectors(question: Question) -> tuple[Vector, Vector]:
    """Return the vectors of the options ``a`` and ``b``; ``a`` alone may hold both."""
    if question.inputs["b"].strip():
        return vector(question, "a"), vector(question, "b")
    with option("a"):
        found = notation.parse_vectors(question.inputs["a"])
        if len(found) == 2:
            return found[0], found[1]
        problem = (
            "That is one vector, and this needs two: give the second as b."
            if len(found) == 1
            else f"Those are {len(found)} vectors, and this needs exactly two."
        )
        raise InputError(problem, example="[1, 2, 3] [4, 5, 6]")


def typed_decimals(question: Question) -> bool:
    """Whether somebody writes 0.5 rather than 1/2, and so wants to read it."""
    typed = " ".join(question.inputs.values())
    return "." in typed and "/" not in typed and "frac" not in typed


@contextmanager
def option(name: str) -> Iterator[None]:
    """Name the option in an `InputError` that does not say where it comes from."""
    try:
        yield
    except InputError as error:
        error.source = error.source or name
        raise
