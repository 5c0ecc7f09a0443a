"""Matrices in words and formulas that several topics share."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Any

from bot.drawing.typeset import (
    Node,
    brackets,
    formula,
    index,
    matrix,
    number,
    operations,
    prose,
    row,
    symbol,
)
from bot.topics.kit import names
from bot.topics.kit.answer import Copies
from bot.topics.kit.kept import signed
from linalg_engine import formatting
from linalg_engine.matrices import is_exact

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from bot.drawing.style import Style
    from linalg_engine.elimination import RowOperation
    from linalg_engine.matrices import Matrix
    from linalg_engine.vectors import Scalar, Vector

MOST_ROWS, MOST_COLUMNS = 10, 8
"""A larger matrix is shown by its corner: a phone's line holds about 40 characters."""

NUMERICAL = "Computed with floating-point numbers, so the last digits are rounded."


def lines(name: str, a: Matrix, style: Style) -> list[str]:
    """Return a matrix as aligned lines of text behind its name and "=" or "≈"."""
    rounded = any(style.sign(entry) == "≈" for entry in a.flat)
    return _grid(f"{name} {'≈' if rounded else '='} ", a, style.number)


def result_lines(name: str, a: Matrix, style: Style) -> list[str]:
    """Return what `lines` does and, below fractions, the same matrix in decimals."""
    exact = lines(name, a, style)
    if not any("/" in line for line in exact):
        return exact
    head = f"{' ' * len(name)} {_decimal_sign(a)} "
    return [*exact, *_grid(head, a, formatting.decimal)]


def result_vector_lines(name: str, v: Vector, style: Style) -> list[str]:
    """Return "x = [1/2, 3]" and, below fractions, the same vector in decimals."""
    exact = f"{name} {style.equals_vector(v)}"
    if "/" not in exact or len(v) > MOST_COLUMNS:
        return [exact]
    decimals = ", ".join(map(formatting.decimal, v))
    return [exact, f"{' ' * len(name)} {_decimal_sign(v)} [{decimals}]"]


def _decimal_sign(a: Matrix | Vector) -> str:
    return "=" if all(formatting.is_same(x, formatting.decimal(x)) for x in a.flat) else "≈"


def _grid(head: str, a: Matrix, spelling: Callable[[Scalar], str]) -> list[str]:
    shown = a[:MOST_ROWS, :MOST_COLUMNS]
    words = [[spelling(entry) for entry in entries] for entries in shown]
    widths = [max(len(entries[j]) for entries in words) for j in range(shown.shape[1])]
    more = " …" if a.shape[1] > MOST_COLUMNS else ""
    found = [
        (head if i == 0 else " " * len(head))
        + "[ "
        + "  ".join(word.rjust(width) for word, width in zip(entries, widths, strict=True))
        + f"{more} ]"
        for i, entries in enumerate(words)
    ]
    if len(a) > MOST_ROWS:
        found.append(" " * len(head) + f"… {len(a)} rows, {a.shape[1]} columns in all")
    return found


def numerical(*results: Matrix) -> str:
    """Return a sentence to add when a result was not computed exactly, else ""."""
    return "" if all(is_exact(a) for a in results) else f" {NUMERICAL}"


def size(a: Matrix) -> str:
    """Return "2×3"."""
    return f"{a.shape[0]}×{a.shape[1]}"


def reduction_blocks(
    steps: Sequence[RowOperation], style: Style, bar: int | None = None
) -> list[dict[str, Any]]:
    """Return row operations with the matrix after them.

    Additions of one row to several others stand together, as a teacher writes them.
    """
    blocks: list[dict[str, Any]] = []
    for _, group in groupby(enumerate(steps), key=lambda item: _group(item[0], item[1])):
        together = [step for _, step in group]
        blocks.append(prose(_reason(together)))
        names = operations([operation(step, style) for step in together])
        blocks.append(formula(names, matrix(together[-1].matrix, style, bar)))
    return blocks


def _group(position: int, step: RowOperation) -> tuple[object, ...]:
    """Return a key that neighbours share which may stand together."""
    return ("add", step.source, step.reason) if step.kind == "add" else (step.kind, position)


def _reason(together: list[RowOperation]) -> str:
    reason = together[0].reason
    if len(together) > 1:
        reason = reason.replace("makes the entry", "makes the entries")
    if reason.startswith("makes"):
        return f"This {reason}:"
    return f"{reason[0].upper()}{reason[1:]}:"


def operation(step: RowOperation, style: Style) -> Node:
    """Return a row operation as it is written: R₂ ← R₂ − 3R₁."""
    target = _row_name(step.target)
    if step.kind == "swap":
        return row(target, " ↔ ", _row_name(step.source or 0))
    if step.factor is None:
        return target
    if step.kind == "scale":
        return row(target, " ← ", _coefficient(step.factor, style), target)
    sign = " − " if step.factor < 0 else " + "
    times = _coefficient(abs(step.factor), style)
    return row(target, " ← ", target, sign, times, _row_name(step.source or 0))


def _row_name(position: int) -> Node:
    return index(symbol("R"), str(position + 1))


def _coefficient(factor: Scalar, style: Style) -> Node:
    text = style.number(factor)
    if text == "1":
        return ""
    if text == "−1":
        return "−"
    node = number(factor, style)
    return brackets(node) if " " in text else node


def numpy_copy(given: Mapping[str, Matrix | Vector], expression: str, *imports: str) -> str:
    """Return Python that computes the same with NumPy."""
    head = "\n".join(["import numpy as np", *imports, ""])
    values = [f"{name} = {formatting.numpy_text(value)}" for name, value in given.items()]
    return "\n".join([head, *values, expression])


def text_copy(name: str, value: Scalar | Vector | Matrix) -> str:
    """Return a value with all its digits behind its name and "=" or "≈"."""
    return f"{name} {signed(names.kept_text(value))}"


def latex_copy(name: str, value: Scalar | Vector | Matrix) -> str:
    r"""Return what `text_copy` does in LaTeX, with "=" or "\approx"."""
    sign = "\\approx" if names.kept_text(value).startswith("≈") else "="
    return f"{name} {sign} {formatting.latex(value)}"


def copies(
    given: Mapping[str, Matrix], expression: str, results: Mapping[str, Matrix], *imports: str
) -> Copies:
    """Return a calculation as text: what was given, what came out, and the NumPy for it."""
    everything = {**given, **results}
    return Copies(
        text="\n".join(text_copy(name, a) for name, a in everything.items()),
        numpy=numpy_copy(given, expression, *imports),
        latex=" \\quad ".join(latex_copy(_latex_name(name), a) for name, a in everything.items()),
    )


def _latex_name(name: str) -> str:
    for sign, latex in (("⁻¹", "^{-1}"), ("ᵀ", "^T"), ("Σ", "\\Sigma")):
        name = name.replace(sign, latex)
    return name


def lower(k: int) -> str:
    """Return a whole number as a subscript: "₁₂"."""
    return str(k).translate(str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉"))
