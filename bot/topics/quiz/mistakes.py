"""Usual wrong answers: what each is called, and verdicts that recognise them."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING, Any

import numpy as np

from bot.formula import equals
from bot.text import counted
from bot.topics.quiz import answers
from bot.topics.quiz.answers import is_it
from bot.topics.quiz.exercise import Verdict
from linalg_engine.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from numpy.typing import NDArray

    from bot.formula import Formula
    from bot.topics.quiz.exercise import Typed
    from linalg_engine.exact import Scalar

Value = Any
"""A number, a vector or a matrix."""

APART = 0.05
"""Two values nearer than this could be roundings of one another."""

MOST_NAMED = 3
"""Wrong entries that a sentence names."""

RIGHT = "Right."


@dataclass(frozen=True)
class Mistake:
    """A usual wrong answer.

    Attributes
    ----------
    name
        The same for all seeds: ``"no root taken"``.
    value
        What somebody gets who makes it: a number, a vector or a matrix.
    message
        One or two short sentences: what is wrong with it.
    """

    name: str
    value: Value
    message: str


def are_apart(values: Iterable[Value]) -> bool:
    """Whether no two of some answers, right or wrong, could be taken for one another.

    Examples
    --------
    >>> are_apart([2, 3]), are_apart([2, 2.01])
    (True, False)
    """
    arrays = [np.asarray(value, dtype=np.float64) for value in values]
    return all(
        one.shape != other.shape or np.max(np.abs(one - other)) > APART
        for one, other in combinations(arrays, 2)
    )


def is_told_apart(right: Value, mistakes: Sequence[Mistake]) -> bool:
    """Whether the right answer and all mistakes differ."""
    return are_apart([right, *(mistake.value for mistake in mistakes)])


def graded_number(
    typed: Typed,
    field: str,
    shown: Formula,
    right: Scalar,
    mistakes: Sequence[Mistake],
    otherwise: str,
) -> Verdict:
    """Grade a number.

    Parameters
    ----------
    shown
        What the number is, for "read as": ``a · b``.
    otherwise
        What is said of a wrong number that is none of the mistakes.

    Raises
    ------
    InputError
        When no number was typed.
    """
    found = answers.number(typed, field)
    read = (f"{shown} {answers.notation(typed).equals(found)}",)

    def is_value(value: Value) -> bool:
        return np.ndim(value) == 0 and is_it(found, value)

    if recognised := _recognised(is_value, right, mistakes, read):
        return recognised
    if answers.is_too_short(found, right):
        raise InputError(
            f"Type a root or a fraction, or at least {answers.FEWEST_DECIMALS} digits after the "
            "point.",
            source=field,
        )
    return Verdict(0, otherwise, read)


def graded_vector(
    typed: Typed,
    field: str,
    shown: Formula,
    right: NDArray[Any],
    mistakes: Sequence[Mistake],
) -> Verdict:
    """Grade a vector, entry by entry; a mistake may be a number, where a vector was asked.

    Raises
    ------
    InputError
        When neither a vector nor a number was typed.
    """
    found = answers.vector(typed, field)
    say = answers.notation(typed)
    is_number = len(found) == 1 < len(right)
    read = (f"{shown} {equals(say.number(found[0]) if is_number else say.vector(found))}",)

    def is_value(value: Value) -> bool:
        given = found[0] if is_number and np.ndim(value) == 0 else found
        return are_it(np.asarray(given), np.asarray(value))

    if recognised := _recognised(is_value, right, mistakes, read):
        return recognised
    if is_number:
        return Verdict(0, f"The answer is a vector with {len(right)} entries.", read)
    if len(found) != len(right):
        message = f"That has {len(found)} entries, and the answer has {len(right)}."
        return Verdict(0, message, read)
    wrong = [f"{place}" for place in _wrong(found, right)[0] + 1]
    return Verdict(0, _told(wrong, "entry", "entries"), read)


def graded_matrix(
    typed: Typed,
    field: str,
    shown: Formula,
    right: NDArray[Any],
    mistakes: Sequence[Mistake],
) -> Verdict:
    """Grade a matrix, entry by entry.

    Raises
    ------
    InputError
        When no matrix was typed.
    """
    found = answers.matrix(typed, field)
    answers.check_rows(found, right.shape, field)
    read = (f"{shown} {equals(answers.notation(typed).matrix(found))}",)
    recognised = _recognised(lambda value: are_it(found, np.asarray(value)), right, mistakes, read)
    if recognised is not None:
        return recognised
    if found.shape != right.shape:
        (m, n), (p, q) = found.shape, right.shape
        shape = f"{counted(m, 'row')} and {counted(n, 'column')}"
        message = f"That has {shape}, and the answer has {p} and {q}."
        return Verdict(0, message, read)
    places = zip(*_wrong(found, right), strict=True)
    wrong = [f"in row {i + 1}, column {j + 1}" for i, j in places]
    return Verdict(0, _told(wrong, "the entry", "the entries"), read)


def _recognised(
    is_value: Callable[[Value], bool],
    right: Value,
    mistakes: Sequence[Mistake],
    read: tuple[str, ...],
) -> Verdict | None:
    """Return the verdict on the right answer or a usual mistake; None on anything else."""
    if is_value(right):
        return Verdict(1, RIGHT, read)
    for mistake in mistakes:
        if is_value(mistake.value):
            return Verdict(0, mistake.message, read, mistake.name)
    return None


def are_it(found: NDArray[Any], right: NDArray[Any]) -> bool:
    """Whether all entries are right, or correctly rounded."""
    return found.shape == right.shape and not len(_wrong(found, right)[0])


def _wrong(found: NDArray[Any], right: NDArray[Any]) -> tuple[NDArray[np.intp], ...]:
    """Return the places of the entries that are wrong, as `numpy.nonzero` does."""
    is_right = [is_it(x, y) for x, y in zip(found.flat, right.flat, strict=True)]
    return np.nonzero(~np.array(is_right, dtype=bool).reshape(np.shape(right) or 1))


def _told(wrong: list[str], one: str, several: str) -> str:
    """Return which entries are wrong, as a sentence."""
    if len(wrong) == 1:
        told = f"{one} {wrong[0]} is wrong"
    elif len(wrong) <= MOST_NAMED:
        told = f"{several} {', '.join(wrong[:-1])} and {wrong[-1]} are wrong"
    else:
        told = f"{len(wrong)} entries are wrong, the first {wrong[0]}"
    return f"{told[0].upper()}{told[1:]}."
