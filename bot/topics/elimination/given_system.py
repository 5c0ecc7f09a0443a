"""What was typed for a system: equations, or a matrix and its right-hand side."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bot.topics.elimination.matrix_equation import matrix_equation
from bot.topics.elimination.unknowns import Unknowns
from bot.topics.kit import reading
from bot.topics.kit.kept import one_line, signed, used
from linalg_engine import equations
from linalg_engine.errors import InputError
from linalg_engine.matrices import join

if TYPE_CHECKING:
    from bot.formula import Notation
    from bot.topics.elimination.matrix_equation import MatrixEquation
    from bot.topics.kit.question import Question
    from linalg_engine.arrays import Vector
    from linalg_engine.equations import LinearSystem
    from linalg_engine.matrices import Matrix

_EQUALS = re.compile("[=＝]")
_BAR = re.compile("[|∣│⋮]")
_LABELLED_LIST = re.compile(
    r"[\s`]*\w+\s*:?=\s*(?:\[|\\begin\{\w?matrix|(?:\w+\.)?(?:\w*[aA]rray|[mM]at\w*|[tT]ensor|c)\()"
)
"""A name in front of a matrix, as in ``A = [1 2; 3 4]``."""

LONGEST_SAID = 40
"""Characters of an equation in a sentence."""

LONGEST_OWN = 30
"""Characters of one's own value, where its name is an unknown."""


@dataclass(frozen=True)
class GivenSystem:
    """A system ``a @ x = b``.

    Attributes
    ----------
    unknowns
        What the entries of x are called.
    remarks
        How it was read, with words that were typed.
    note
        A sentence on how it was read, or "".
    """

    a: Matrix
    b: Vector
    unknowns: Unknowns
    remarks: tuple[str, ...] = ()
    note: str = ""


def given_system(question: Question, say: Notation) -> GivenSystem:
    """Return the system of the options ``a`` and ``b``.

    ``a`` holds equations, a matrix, or an augmented matrix; further equations may be in ``b``.
    In equations every name is an unknown, also that of somebody's own value.

    Raises
    ------
    InputError
        Where neither equations nor a matrix with a right-hand side can be read.
    """
    text = question.inputs["a"]
    if not _EQUALS.search(text):
        return _without_equals_sign(question, say)
    if _LABELLED_LIST.match(text):
        return _matrix(question, say)
    parts = None if question.inputs["b"].strip() else matrix_equation(text)
    if parts is not None and (parts.is_listed or _is_of_lists(parts, question)):
        return _of_matrices(parts, question, say)
    try:
        return _equations(question)
    except InputError as error:
        try:
            return _matrix(question, say)
        except InputError:
            raise error from None


def augmented(question: Question) -> tuple[Matrix, Unknowns] | None:
    """Return the augmented matrix of equations in the option ``a``, None where there are none."""
    text = question.inputs["a"]
    if "=" not in text or _LABELLED_LIST.match(text):
        return None
    try:
        found = equations.parse_equations(text)
    except InputError:
        return None
    return join(found.matrix, found.rhs.reshape(-1, 1)), Unknowns(found.names)


def _without_equals_sign(question: Question, say: Notation) -> GivenSystem:
    try:
        return _matrix(question, say)
    except InputError as error:
        try:
            equations.parse_equations(question.inputs["a"])
        except InputError as other:
            if other.reason in ("no equals sign", "inequality") and error.source == "a":
                other.source = "a"
                raise other from None
        raise


def _matrix(question: Question, say: Notation) -> GivenSystem:
    """Return A and b; without b the last column of A is taken for it."""
    a = reading.matrix(question, "a")
    if question.inputs["b"].strip():
        return GivenSystem(a, reading.vector(question, "b"), Unknowns.of_matrix(a.shape[1]))
    if a.shape[1] < 2:
        raise InputError(
            "Give the right-hand side as b, or as the last column of a.",
            example="[1 2 | 5; 3 4 | 6]",
            source="b",
        )
    unknowns = Unknowns.of_matrix(a.shape[1] - 1)
    note = ""
    if not _BAR.search(question.inputs["a"]):
        note = "No b was given, so the last column of A is taken for b"
        first = str(unknowns.equation(a[0, :-1], a[0, -1], say.number))
        note += f": the first row says {first}. " if len(first) <= LONGEST_SAID else ". "
        note += "For a system with all of its columns, give b. " * (a.shape[0] == a.shape[1])
    return GivenSystem(a[:, :-1], a[:, -1], unknowns, note=note)


def _is_of_lists(parts: MatrixEquation, question: Question) -> bool:
    """Whether ``A x = b`` has a list, or the name of one's own value, for A and for b."""
    own = question.variables
    return all(
        part.strip() in own or "[" in part or "\\begin" in part
        for part in (parts.matrix, parts.right)
    )


def _of_matrices(parts: MatrixEquation, question: Question, say: Notation) -> GivenSystem:
    """Return the system of ``A x = b`` with the names in x, or with those of its entries."""
    inputs = {**question.inputs, "a": parts.matrix, "b": parts.right}
    given = _matrix(replace(question, inputs=inputs), say)
    return replace(given, unknowns=unknowns_of(parts, given.a.shape[1]))


def unknowns_of(parts: MatrixEquation, count: int) -> Unknowns:
    """Return the names of the unknowns of ``A x = b``, A with so many columns."""
    names = tuple(equations.spelled(name) for name in parts.unknowns)
    if not parts.is_listed:
        letter = names[0]
        if letter == "x" or "_" in letter:
            return Unknowns.of_matrix(count)
        names = tuple(f"{letter}_{k}" for k in range(1, count + 1))
    if len(names) != count or len(set(names)) != count:
        raise InputError(
            f"The matrix has {count} columns, so it needs {count} different unknowns.",
            example="[2 3; 1 -1] [x; y] = [5; 1]",
            source="a",
        )
    return Unknowns(names)


def _equations(question: Question) -> GivenSystem:
    first, further = question.inputs["a"], question.inputs["b"]
    if further.strip() and "=" not in further:
        raise InputError(
            "The equations hold the right-hand side already; leave b out.",
            example="2x + 3y = 5, x - y = 1",
            source="b",
        )
    text = f"{first}\n{further}" if further.strip() else first
    own = used([text], question.variables)
    with reading.option("a"):
        try:
            found = equations.parse_equations(text)
        except InputError as error:
            raise _with_own_names(error, list(own)) from None
    return GivenSystem(
        found.matrix,
        found.rhs,
        Unknowns(found.names),
        tuple(remark.rstrip(".") for remark in (*found.remarks, *_own_values(found, own))),
    )


def _with_own_names(error: InputError, own: list[str]) -> InputError:
    """Say in an error that the name of somebody's own value is an unknown here."""
    if not own or "not linear" not in error.problem:
        return error
    return InputError(
        f"{error.problem} In equations {own[0]} is an unknown too; type your own value instead.",
        text=error.text,
        position=error.position,
        example=error.example,
    )


def _own_values(found: LinearSystem, own: dict[str, str]) -> list[str]:
    """Say which names are those of somebody's own values."""
    return [
        f"{name} is an unknown here; your own {name} {one_line(signed(own[name]), LONGEST_OWN)}"
        for name in found.names
        if name in own
    ]
