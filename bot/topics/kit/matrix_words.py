"""Matrices in the lines of an answer, and in what is copied."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.formula import Chain, Listed, Matrix, Rounded, Series, equals, whole
from bot.formula.numbers import with_typed_digits
from bot.topics.kit import names
from bot.topics.kit.answer import Copies
from bot.topics.kit.kept import signed
from linalg_engine import formatting
from linalg_engine.arrays import is_exact

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from bot.formula import Notation
    from linalg_engine.arrays import Vector
    from linalg_engine.exact import Scalar
    from linalg_engine.matrices import Matrix as Array

MOST_ROWS, MOST_COLUMNS = 10, 8
"""A larger matrix is shown by its corner: a phone's line holds about 40 characters."""

WIDEST = 64
"""Characters of a line; numbers with many digits are rounded where it would be longer."""

NUMERICAL = "Computed with floating-point numbers, so the last digits are rounded."


def lines(name: str, a: Array, say: Notation) -> list[str]:
    """Return a matrix as aligned lines of text behind its name and "=" or "≈"."""
    return _grid(name, say.matrix, a)


def result_lines(name: str, a: Array, say: Notation) -> list[str]:
    """Return what `lines` does and, below fractions and roots, the same matrix in decimals."""
    shown = _grid(name, say.matrix, a)
    if say.matrix(_corner(a)).text() == _decimals(_corner(a)).text():
        return shown
    return [*shown, *_grid(" " * len(name), _decimals, a)]


def result_vector_lines(name: str, v: Vector, say: Notation) -> list[str]:
    """Return "x = [1/2, 3]" and, below fractions and roots, the same vector in decimals."""
    exact = say.vector(v)
    if equals(exact).sign == "≈" and len(v) <= MOST_COLUMNS:
        exact = Listed(tuple(Rounded(x) for x in v))
    shown = [f"{name} {equals(exact)}"]
    if len(v) <= MOST_COLUMNS:
        decimal = Listed(tuple(Rounded(x) for x in v))
        if exact.text() != decimal.text():
            shown.append(f"{' ' * len(name)} {equals(decimal)}")
    return shown


def _corner(a: Array) -> Array:
    return a[:MOST_ROWS, :MOST_COLUMNS]


def _decimals(a: Array) -> Matrix:
    return Matrix(tuple(tuple(Rounded(x) for x in row) for row in a))


def _grid(name: str, write: Callable[[Array], Matrix], a: Array) -> list[str]:
    shown = _rows(name, write(_corner(a)), a.shape)
    if len(shown[0]) > WIDEST:
        with with_typed_digits(0):
            shown = _rows(name, write(_corner(a)), a.shape)
    return shown


def _rows(name: str, shown: Matrix, shape: tuple[int, ...]) -> list[str]:
    rows, columns = shape
    words = [[str(entry) for entry in row] for row in shown.rows]
    widths = [max(map(len, column)) for column in zip(*words, strict=True)]
    head = f"{name} {equals(shown).sign} "
    more = " …" if columns > MOST_COLUMNS else ""
    found = [
        (head if i == 0 else " " * len(head))
        + "[ "
        + "  ".join(word.rjust(width) for word, width in zip(row, widths, strict=True))
        + f"{more} ]"
        for i, row in enumerate(words)
    ]
    if rows > MOST_ROWS:
        found.append(" " * len(head) + f"… {rows} rows, {columns} columns in all")
    return found


def numerical(*results: Array) -> str:
    """Return a sentence to add when a result was not computed exactly, else ""."""
    return "" if all(is_exact(a) for a in results) else f" {NUMERICAL}"


def size(a: Array) -> str:
    """Return "2×3"."""
    return f"{a.shape[0]}×{a.shape[1]}"


def lower(number: object) -> str:
    """Return a number as a subscript: "₁₂"."""
    return str(number).translate(str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉"))


def numpy_copy(given: Mapping[str, Array | Vector], expression: str, *imports: str) -> str:
    """Return Python that computes the same with NumPy."""
    head = "\n".join(["import numpy as np", *imports, ""])
    values = [f"{name} = {formatting.numpy_text(value)}" for name, value in given.items()]
    return "\n".join([head, *values, expression])


def text_copy(name: str, value: Scalar | Vector | Array) -> str:
    """Return a value with all its digits behind its name and "=" or "≈"."""
    return f"{name} {signed(names.kept_text(value))}"


def copies(
    given: Mapping[str, Array], expression: str, results: Mapping[str, Array], *imports: str
) -> Copies:
    """Return a calculation as text: what was given, what came out, and the NumPy for it."""
    everything = {**given, **results}
    chains = tuple(Chain(name, (whole(a),)) for name, a in everything.items())
    return Copies(
        text="\n".join(text_copy(name, a) for name, a in everything.items()),
        numpy=numpy_copy(given, expression, *imports),
        latex=Series(chains, "   ").latex(),
    )
