"""Products of matrices: multiply, transpose."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import numpy as np

from bot.drawing import matrices
from bot.drawing.pages import Working
from bot.formula import Chain, Index, Power, Product, Row, Sum, Symbol
from bot.topics.kit import matrix_words, reading
from bot.topics.kit.answer import Answer
from bot.topics.kit.matrix_words import copies, numerical, size
from bot.topics.products import falk, moved_figure
from bot.topics.products.moved_figure import Move
from linalg_engine import elimination

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.drawing.pages import Block
    from bot.drawing.picture import Picture
    from bot.drawing.style import Style
    from bot.formula import Formula, Notation
    from bot.topics.kit.question import Question
    from linalg_engine.matrices import Matrix

A = Symbol("A")

LARGEST_SET = 10
"""Larger matrices are not typeset: no phone could show them."""

MOST_ENTRY_STEPS = 9
"""Entries of a product that are worked out one by one."""


def multiply(question: Question, style: Style) -> Answer:
    """Answer ``/matrix multiply``."""
    a = reading.matrix(question, "a")
    say = style.notation
    b, is_turned = _right_factor(question, a)
    with reading.option("b"):
        product = elimination.multiply(a, b)
    return Answer(
        title=f"A B, {size(a)} times {size(b)}",
        facts=(
            *matrix_words.lines("A", a, say),
            *matrix_words.lines("B", b, say),
            *matrix_words.result_lines("A B", product, say),
        ),
        meaning="Every entry is a row of A times a column of B: their dot product."
        + " The list b counts as a column, since as a row it would not fit." * is_turned
        + numerical(product),
        draw=_product_picture(a, b, product, style),
        working=_product_working(a, b, product, say),
        copies=copies({"A": a, "B": b}, "A @ B", {"AB": product}),
    )


def _product_picture(
    a: Matrix, b: Matrix, product: Matrix, style: Style
) -> Callable[[], Picture] | None:
    if a.shape == (2, 2) and b.shape == (2, 1):
        move = Move(a, b, product, style.notation)
        draw = moved_figure.draw_animation if move.is_moving(style) else moved_figure.draw_still
        return partial(draw, move, style)
    if falk.fits(a, b, product):
        # One entry has nothing to sweep.
        moves = style.motion and product.size > 1
        return partial(falk.draw_sweep if moves else falk.draw_still, a, b, product, style)
    if max(product.shape) > LARGEST_SET:
        return partial(matrices.draw_heat_map, product, Row((A, " ", Symbol("B"))), style)
    return None


def transpose(question: Question, style: Style) -> Answer:
    """Answer ``/matrix transpose``."""
    a = reading.matrix(question, "a")
    say = style.notation
    flipped = elimination.transpose(a)
    turned = Chain(Power(say.matrix(a), "⊤"), (say.matrix(flipped),))
    small = max(a.shape) <= LARGEST_SET
    return Answer(
        title=f"Aᵀ, {size(flipped)}",
        facts=(*matrix_words.lines("A", a, say), *matrix_words.lines("Aᵀ", flipped, say)),
        meaning="Rows become columns.",
        draw=None if small else partial(matrices.draw_heat_map, flipped, Power(A, "⊤"), style),
        working=Working("Transpose", ("Row i becomes column i:", turned)) if small else None,
        copies=copies({"A": a}, "A.T", {"Aᵀ": flipped}),
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


def _product_working(a: Matrix, b: Matrix, product: Matrix, say: Notation) -> Working | None:
    if max(*a.shape, *b.shape) > LARGEST_SET:
        return None
    factors = Row((say.matrix(a), say.matrix(b)))
    blocks: list[Block] = [
        factors,
        Chain(None, (say.matrix(product),), before=factors),
        "Entry by entry, row times column:",
    ]
    cells = [(i, j) for i in range(product.shape[0]) for j in range(product.shape[1])]
    blocks += [_entry(a, b, product, i, j, say) for i, j in cells[:MOST_ENTRY_STEPS]]
    left = len(cells) - MOST_ENTRY_STEPS
    if left > 0:
        others = "entry" if left == 1 else f"{left} entries"
        blocks.append(f"… and so on for the other {others}.")
    return Working("Matrix product", tuple(blocks))


def _entry(a: Matrix, b: Matrix, product: Matrix, i: int, j: int, say: Notation) -> Chain:
    terms: list[Formula] = [
        Product((say.number(x), say.number(y))) for x, y in zip(a[i], b[:, j], strict=True)
    ]
    name = Index(Symbol("c"), f"{i + 1}{j + 1}")
    return Chain(name, (Sum(tuple(terms)), say.number(product[i, j])))
