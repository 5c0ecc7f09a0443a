"""What was typed, as vectors and matrices."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast, get_args

from bot.topics.kit import reading
from linalg_engine import arguments
from linalg_engine.networks import Activation

if TYPE_CHECKING:
    from bot.topics.kit.question import Question
    from linalg_engine.arrays import Vector


def bias(question: Question, name: str) -> Vector | None:
    """Return the vector typed for an option; None where that was left out."""
    is_given = bool(question.inputs.get(name, "").strip())
    return reading.vector(question, name) if is_given else None


def activation(question: Question) -> Activation:
    """Return the activation that was chosen, "relu" where none was.

    Raises
    ------
    InputError
        If it is none that there is.
    """
    name = question.inputs.get("activation", "").strip().lower() or "relu"
    with reading.option("activation"):
        arguments.one_of(name, "activation", get_args(Activation))
    return cast("Activation", name)
