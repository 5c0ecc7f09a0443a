"""From a question's texts to numbers and arrays, with the option named that cannot be read.

Names in a text stand for the asker's values where it is an expression; where it is none, as
in ``a = [1, 2]``, it means what it would mean without them. An expression without names,
``2*[1 2; 3 4]``, is computed where the text means nothing else.
"""

from __future__ import annotations

import re
from contextlib import contextmanager, suppress
from fractions import Fraction
from typing import TYPE_CHECKING, TypeVar

import numpy as np

from bot.topics.kit import names
from bot.topics.kit.kept import used
from linalg_engine import equations, expressions, notation
from linalg_engine.errors import InputError
from linalg_engine.notation import arithmetic
from linalg_engine.notation.lettered import MAX_CHARACTERS, parse_lettered

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Mapping

    from bot.topics.kit.question import Question
    from linalg_engine.arrays import Vector
    from linalg_engine.exact import Scalar
    from linalg_engine.expressions import Evaluated, Value
    from linalg_engine.matrices import Matrix
    from linalg_engine.parameter import LetteredMatrix

T = TypeVar("T")

_PIECE = re.compile(
    r"(?P<joint>[\s,;·×]+)|(?P<word>[^\W\d_]\w*)"
    r"|(?P<list>\[[^\[\]]*\]|\([^()]*\)|\{[^{}]*\}|<[^<>]*>)|(?P<other>.)"
)
"""What `u v` or `u and [1, 2]` is made of."""

LONGEST_NAME = 24
"""Characters of a name in an error."""

_DECIMAL = re.compile(r"\.|\d,\d+\s*;|\d[eE]-\d")
"""0.5, .5, 0,5 between semicolons, 5e-1."""

_DIGITS = re.compile(r"\d+(?:[.,]\d+)?|\.\d+")

_LIST_BEGINS, _LIST_ENDS = r"(?:\[|\\begin\{)", r"(?:\]|\\end\{\w++\*?\})"
_SIGN = r"(?:[-−+*/^·×@⁺⁻⁰¹²³⁴-⁹]|\\(?:cdot|times)|\\(?![\\A-Za-z]))"
_OF_MATRICES = "|".join(sorted(expressions.FUNCTIONS.keys() - arithmetic.FUNCTIONS.keys()))
_EXPRESSION = re.compile(
    rf"(?<![\w)\]])(?<![)\]]\s)(?:{_OF_MATRICES})\}}?\s*+\("
    rf"|(?:[0-9}}]|{_SIGN}\s*+){_LIST_BEGINS}|{_LIST_ENDS}['ᵀ]*+\s*+{_SIGN}"
)
"""A function of matrices, or a sign beside a list: ``inv([1 2; 3 4])``, ``2*[1, 2]``."""

_SIDE_BY_SIDE = re.compile(
    rf"{_LIST_ENDS}(?:['ᵀ⁺⁻⁰¹²³⁴-⁹]|\^\{{?-?\w++\}}?)*+\s*+(?:\(|{_LIST_BEGINS})"
)
"""Two lists without a sign between: a product in an expression, two matrices elsewhere."""

_JOINTS = {"and", "und"}
_CROSSES = {"x", "X"}


def scalar(question: Question, name: str) -> Scalar:
    """Return the number typed for the option ``name``."""
    return _typed(question, name, notation.parse_scalar)


def vector(question: Question, name: str) -> Vector:
    """Return the vector typed for the option ``name``."""
    return _typed(question, name, notation.parse_vector)


def two_vectors(question: Question) -> tuple[Vector, Vector]:
    """Return the vectors of the options ``a`` and ``b``; ``a`` alone may hold both."""
    if question.inputs["b"].strip():
        return vector(question, "a"), vector(question, "b")
    with option("a"), _about_equations(question.inputs["a"]):
        found = _vectors(question.inputs["a"], question.variables)
        if len(found) == 2:
            return found[0], found[1]
        problem = (
            "That is one vector, and this needs two: give the second as b."
            if len(found) == 1
            else f"Those are {len(found)} vectors, and this needs exactly two."
        )
        raise InputError(problem, example="[1, 2, 3] [4, 5, 6]")


def three_vectors(question: Question) -> tuple[Vector, Vector, Vector]:
    """Return the vectors of the options ``a``, ``b`` and ``c``; the first may hold more."""
    found: list[Vector] = []
    for name in ("a", "b", "c"):
        if question.inputs[name].strip():
            found += every_vector(question, name)
    if len(found) != 3:
        number = "is one vector" if len(found) == 1 else f"are {len(found)} vectors"
        subject = "That" if len(found) == 1 else "Those"
        raise InputError(
            f"{subject} {number}, and this needs three.",
            example="[1, 0, 0] [0, 1, 0] [0, 0, 1]",
            source="a",
        )
    return found[0], found[1], found[2]


def every_vector(question: Question, name: str) -> list[Vector]:
    """Return all vectors typed for the option ``name``; a matrix counts as its rows."""
    with option(name):
        return _vectors(question.inputs[name], question.variables)


def several_vectors(question: Question, name: str) -> tuple[list[Vector], bool]:
    """Return the vectors typed for the option ``name``; whether they are a matrix's columns."""
    text, variables = question.inputs[name], question.variables
    with option(name):
        pieces = _pieces(text, variables) or []
        if len(pieces) > 1:
            return [_read(piece, variables, notation.parse_vector) for piece in pieces], False
        kept = variables.get(text.strip())
        if kept is None and used([text], variables):
            kept = _expression_text(text, variables, notation.parse_list)
        if kept is None:
            return notation.parse_list(text)
        found = names.value(kept)
        if not isinstance(found, np.ndarray):
            raise InputError("This is one number, and vectors are needed.", example="[1, 2] [3, 4]")
        return (list(found.T), True) if found.ndim == 2 else ([found], False)


def matrix(question: Question, name: str) -> Matrix:
    """Return the matrix typed for the option ``name``."""
    try:
        return _typed(question, name, notation.parse_matrix)
    except InputError:
        lettered = lettered_matrix(question, name)
        if lettered is None:
            raise
        raise InputError(
            f"Every entry must be a number here; a letter such as {lettered.letter} can stand for "
            "any number in /matrix det, rank, inverse, rref and solve.",
            source=name,
        ) from None


def lettered_matrix(question: Question, name: str) -> LetteredMatrix | None:
    """Return the matrix typed for an option if it has a letter, which stands for any number."""
    text = question.inputs[name]
    if not any(c.isalpha() for c in text[: MAX_CHARACTERS + 1]):
        return None
    with option(name):
        with suppress(InputError):
            notation.parse_matrix(text)
            return None
        return parse_lettered(text, question.variables)


def whole_number(question: Question, name: str) -> int:
    """Return the whole number typed for the option ``name``."""
    number = scalar(question, name)
    if not isinstance(number, Fraction) or number.denominator != 1:
        raise InputError("This must be a whole number.", example="3", source=name)
    return number.numerator


def expression(question: Question, name: str) -> Evaluated:
    """Return the expression typed for the option ``name``, with the values of its pieces."""
    with option(name), _about_equations(question.inputs[name]):
        return _worked_out(question.inputs[name], question.variables)


def value(question: Question, name: str) -> Value:
    """Return the value typed for the option ``name``: an expression, or as in other commands."""
    text = question.inputs[name]
    with option(name), _about_equations(text):
        try:
            return _evaluate(text, question.variables)
        except InputError:
            for parse in (notation.parse_vector, notation.parse_matrix):
                with suppress(InputError):
                    return parse(text)
            raise


def typed_decimals(question: Question) -> bool:
    """Whether somebody writes 0.5 rather than 1/2, and so wants to read it."""
    typed = " ".join([*question.inputs.values(), *question.variables.values()])
    return bool(_DECIMAL.search(typed)) and "/" not in typed and "frac" not in typed


def typed_digits(question: Question) -> int:
    """Return how many digits the longest number has that was typed, such as 6 for 1.00001."""
    typed = " ".join([*question.inputs.values(), *question.variables.values()])
    return max((sum(map(str.isdigit, number)) for number in _DIGITS.findall(typed)), default=0)


@contextmanager
def option(name: str) -> Generator[None]:
    """Name the option in an `InputError` that does not say where it comes from."""
    try:
        yield
    except InputError as error:
        error.source = error.source or name
        raise


def _typed(question: Question, name: str, parse: Callable[[str], T]) -> T:
    with option(name), _about_equations(question.inputs[name]):
        return _read(question.inputs[name], question.variables, parse)


@contextmanager
def _about_equations(text: str) -> Generator[None]:
    """Say of equations, where something else was wanted, which command solves them."""
    try:
        yield
    except InputError as error:
        if error.reason != "equations" and not _are_equations(text):
            raise
        raise InputError(
            "This looks like equations; /matrix solve solves them.",
            text=text,
            position=error.position if error.text == text else None,
            example="/matrix solve a:2x + 3y = 5, x - y = 1",
            reason="equations",
        ) from None


def _are_equations(text: str) -> bool:
    """Whether a text can be read as equations; one that names a number, x = 3, does not count."""
    if "=" not in text or len(text) > equations.MAX_CHARACTERS:
        return False
    with suppress(InputError):
        found = equations.parse_equations(text)
        return found.matrix.shape != (1, 1) or found.matrix[0, 0] != 1
    with suppress(InputError):
        return equations.parse_lettered_equations(text) is not None
    return False


def _read(text: str, variables: Mapping[str, str], parse: Callable[[str], T]) -> T:
    kept = variables.get(text.strip())
    if kept is None and used([text], variables):
        kept = _expression_text(text, variables, parse)
    if kept is None:
        return _parsed_or_computed(text, parse)
    # As if the value had been typed there: a single row is a vector, a number has one entry.
    return names.read(kept, parse)


def _parsed_or_computed(text: str, parse: Callable[[str], T]) -> T:
    try:
        return parse(text)
    except InputError:
        if len(text) > expressions.MAX_CHARACTERS or not _EXPRESSION.search(text):
            raise
        if _SIDE_BY_SIDE.search(text):
            raise
        found = _evaluate(text, {})
    if isinstance(found, np.ndarray) or parse is notation.parse_scalar:
        return names.read(names.kept_text(found), parse)
    raise InputError("This is one number, and a vector or a matrix is needed.", example="[1, 2]")


def _expression_text(
    text: str, variables: Mapping[str, str], parse: Callable[[str], object]
) -> str | None:
    """Return the value of an expression as text; None where the text means something as it is."""
    try:
        return names.kept_text(_evaluate(text, variables))
    except InputError:
        with suppress(InputError):
            parse(text)
            return None
        raise


def _vectors(text: str, variables: Mapping[str, str]) -> list[Vector]:
    pieces = _pieces(text, variables)
    if pieces is None or len(pieces) == 1:
        return _read(text, variables, notation.parse_vectors)
    return [_read(piece, variables, notation.parse_vector) for piece in pieces]


def _pieces(text: str, variables: Mapping[str, str]) -> list[str] | None:
    """Return the parts of kept names and lists side by side; None where it is not just that."""
    if not used([text], variables):
        return None
    pieces: list[str] = []
    for found in _PIECE.finditer(text.strip()):
        if found.lastgroup == "list" or found[0] in variables or found[0] in _CROSSES:
            pieces.append(found[0])
        elif found.lastgroup != "joint" and found[0] not in _JOINTS:
            return None
    # Between two vectors an x is a cross, even if a value has that name.
    inner = [piece for piece in pieces[1:-1] if piece not in _CROSSES]
    return [pieces[0], *inner, pieces[-1]] if len(pieces) > 1 else pieces


def _evaluate(text: str, variables: Mapping[str, str]) -> Value:
    return _worked_out(text, variables).value


def _worked_out(text: str, variables: Mapping[str, str]) -> Evaluated:
    values = {name: names.value(kept) for name, kept in variables.items()}
    try:
        return expressions.worked_out(text, values)
    except InputError as error:
        raise _with_command(error) from None


_COMMANDS = {
    "assignment": "To keep a value under a name: /vars set A [1 2; 3 4].",
    "many solutions": "/matrix solve shows all of them.",
    "many nearest": "/matrix solve shows the x that comes nearest (least squares).",
}


ELSEWHERE = {
    "rref": "/matrix rref",
    **dict.fromkeys(
        ("eig", "eigen", "eigvals", "eigenvalues", "eigh", "eigenvectors"), "/matrix eigen"
    ),
    "svd": "/matrix svd",
    "lu": "/matrix lu",
    "qr": "/matrix qr",
    **dict.fromkeys(("chol", "cholesky"), "/matrix cholesky"),
    "pca": "/pca",
    **dict.fromkeys(("null", "nullspace", "kernel"), "/matrix spaces"),
    "lstsq": "/matrix solve",
    **dict.fromkeys(("diagonalize", "jordan"), "/matrix diagonalize"),
    "orth": "/vector span",
    "polyfit": "/fit",
    "cond": "/matrix facts",
}
"""The commands of operations that are no functions of expressions."""


def _with_command(error: InputError) -> InputError:
    """Return an error of the engine with the command that helps."""
    command = _COMMANDS.get(error.reason or "")
    word = re.match(r"\w*", (error.text or "")[error.position or 0 :])
    shown = word[0] if word else ""
    if error.reason == "another operation":
        command = f"It has a command of its own: {ELSEWHERE[shown.lower()]}."
    if error.reason == "unknown name":
        value = "[1 2; 3 4]" if shown[:1].isupper() else "[1, 2, 3]"
        shown = shown if len(shown) <= LONGEST_NAME else shown[: LONGEST_NAME - 1] + "…"
        command = f"Save one with /vars set {shown} {value}."
    if command is None:
        return error
    return InputError(
        f"{error.problem} {command}",
        text=error.text,
        position=error.position,
        example=error.example,
        source=error.source,
    )
