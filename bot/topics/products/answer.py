"""Products of matrices: multiply, transpose, power."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from bot.drawing import matrices
from bot.drawing.typeset import (
    Node,
    Working,
    formula,
    index,
    joined,
    matrix,
    number,
    operator,
    prose,
    relation,
    row,
    symbol,
)
from bot.drawing.typeset import power as power_node
from bot.topics.kit import matrix_words, reading
from bot.topics.kit.answer import Answer
from bot.topics.kit.formulas import factor
from bot.topics.kit.matrix_words import copies, numerical, size
from linalg_engine import elimination, formatting
from linalg_engine.matrices import is_exact

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.drawing.picture import Picture
    from bot.drawing.style import Style
    from bot.topics.kit.answer import Copies
    from bot.topics.kit.question import Question
    from linalg_engine.matrices import Matrix

LARGEST_SET = 10
"""Larger matrices are not typeset: no phone could show them."""

MOST_ENTRY_STEPS = 9
"""Entries of a product that are worked out one by one."""

LONGEST_EXPONENT_SHOWN = 6
"""Powers up to it are worked out multiplication by multiplication."""


def multiply(question: Question, style: Style) -> Answer:
    """Answer ``/matrix multiply``."""
    a = reading.matrix(question, "a")
    b, is_turned = _right_factor(question, a)
    with reading.option("b"):
        product = elimination.multiply(a, b)
    draw: Callable[[], Picture] | None = None
    if matrices.fits(a, b, product):
        draw = lambda: matrices.draw_product(a, b, product, style)  # noqa: E731 - closes over all
    elif max(product.shape) > LARGEST_SET:
        draw = lambda: matrices.draw_heat_map(product, "A B", style)  # noqa: E731
    return Answer(
        title=f"A B, {size(a)} times {size(b)}",
        facts=(
            *matrix_words.lines("A", a, style),
            *matrix_words.lines("B", b, style),
            *matrix_words.result_lines("A B", product, style),
        ),
        meaning="Every entry is a row of A times a column of B: their dot product."
        + " The list b counts as a column, since as a row it would not fit." * is_turned
        + numerical(product),
        draw=draw,
        working=_product_working(a, b, product, style),
        copies=copies({"A": a, "B": b}, "A @ B", {"AB": product}),
    )


def transpose(question: Question, style: Style) -> Answer:
    """Answer ``/matrix transpose``."""
    a = reading.matrix(question, "a")
    flipped = elimination.transpose(a)
    blocks = [
        prose("Row i becomes column i:"),
        formula(power_node(matrix(a, style), "⊤"), relation("="), matrix(flipped, style)),
    ]
    small = max(a.shape) <= LARGEST_SET
    return Answer(
        title=f"Aᵀ, {size(flipped)}",
        facts=(*matrix_words.lines("A", a, style), *matrix_words.lines("Aᵀ", flipped, style)),
        meaning="Rows become columns.",
        draw=None if small else lambda: matrices.draw_heat_map(flipped, "Aᵀ", style),
        working=Working("Transpose", tuple(blocks)) if small else None,
        copies=copies({"A": a}, "A.T", {"A^T": flipped}),
    )


def power(question: Question, style: Style) -> Answer:
    """Answer ``/matrix power``."""
    a, n = reading.matrix(question, "a"), reading.whole_number(question, "n")
    with reading.option("a"):
        result = elimination.power(a, n)
    name = f"A{_superscript(n)}"
    return Answer(
        title=name,
        facts=(*matrix_words.lines("A", a, style), *matrix_words.result_lines(name, result, style)),
        meaning=_power_meaning(n) + numerical(result),
        draw=None,
        working=_power_working(a, n, style),
        copies=_power_copies(a, n, result),
    )


def _right_factor(question: Question, a: Matrix) -> tuple[Matrix, bool]:
    """Return B, and whether it is a list that was made a column to fit behind ``a``."""
    b = reading.matrix(question, "b")
    fits_only_as_column = len(b) == 1 and a.shape[1] == b.shape[1] > 1
    if not fits_only_as_column:
        return b, False
    typed = reading.value(question, "b")
    is_list = isinstance(typed, np.ndarray) and typed.ndim == 1
    return (b.T, True) if is_list else (b, False)


def _power_copies(a: Matrix, n: int, result: Matrix) -> Copies:
    overflows = is_exact(a) and (not is_exact(result) or formatting.is_long(result))
    base = "A.astype(float)" if overflows else "A"
    return copies({"A": a}, f"np.linalg.matrix_power({base}, {n})", {f"A^{{{n}}}": result})


def _power_meaning(n: int) -> str:
    if n == 0:
        return "To the power 0 every matrix is the identity."
    times = f"{abs(n)} time{'s' * (abs(n) != 1)}"
    return (
        f"What A does, {times} in a row." if n > 0 else f"What A does is undone, {times} in a row."
    )


def _power_working(a: Matrix, n: int, style: Style) -> Working | None:
    if not 2 <= n <= LONGEST_EXPONENT_SHOWN or len(a) > LARGEST_SET:
        return None
    blocks: list[dict[str, Any]] = [formula(symbol("A"), relation("="), matrix(a, style))]
    current = a
    for k in range(2, n + 1):
        following = elimination.multiply(current, a)
        name = power_node(symbol("A"), str(k))
        before = symbol("A") if k == 2 else power_node(symbol("A"), str(k - 1))
        blocks.append(
            formula(
                name,
                relation("="),
                before,
                " ",
                symbol("A"),
                relation("="),
                matrix(following, style),
            )
        )
        current = following
    return Working("Power of a matrix", tuple(blocks))


def _product_working(a: Matrix, b: Matrix, product: Matrix, style: Style) -> Working | None:
    if max(*a.shape, *b.shape) > LARGEST_SET:
        return None
    blocks = [
        formula(matrix(a, style), matrix(b, style)),
        formula(relation("="), matrix(product, style)),
        prose("Entry by entry, row times column:"),
    ]
    cells = [(i, j) for i in range(product.shape[0]) for j in range(product.shape[1])]
    blocks += [_entry(a, b, product, i, j, style) for i, j in cells[:MOST_ENTRY_STEPS]]
    if len(cells) > MOST_ENTRY_STEPS:
        blocks.append(prose(f"… and so on for the other {len(cells) - MOST_ENTRY_STEPS} entries."))
    return Working("Matrix product", tuple(blocks))


def _entry(a: Matrix, b: Matrix, product: Matrix, i: int, j: int, style: Style) -> dict[str, Any]:
    terms: list[Node] = [
        row(factor(x, style, first=not k), operator("·"), factor(y, style))
        for k, (x, y) in enumerate(zip(a[i], b[:, j], strict=True))
    ]
    name = index(symbol("c"), f"{i + 1}{j + 1}")
    value = product[i, j]
    end = [relation(style.sign(value)), number(value, style)]
    return formula(name, relation("="), *joined(terms, "+"), *end)


def _superscript(n: int) -> str:
    return str(n).translate(str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹"))
