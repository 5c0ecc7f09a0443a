"""`/matrix diagonalize`: A = P D P⁻¹, A = Q Λ Qᵀ, or why not, and Jordan's form."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from bot.formula import Chain, Power, Row, Symbol, Words
from bot.topics.decompositions import (
    diagonal_copies,
    diagonal_steps,
    eigen_grid,
    triangles,
    turning_figure,
)
from bot.topics.decompositions.triangles import Factor, Product
from bot.topics.kit import eigen_words, matrix_words, reading
from bot.topics.kit.answer import Answer
from bot.topics.kit.matrix_words import lower, numerical
from linalg_engine import decompositions
from linalg_engine.decompositions.jordan import has_form, jordan_of
from linalg_engine.decompositions.spectral import spectral_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.drawing.picture import Picture
    from bot.drawing.style import Style
    from bot.formula import Notation
    from bot.topics.kit.question import Question
    from linalg_engine.decompositions import Eigen, Eigenspace, Jordan, Spectral
    from linalg_engine.matrices import Matrix

TURNED = " A complex pair stands for a plane that A turns, and may stretch."


def diagonalize(question: Question, style: Style) -> Answer:
    """Answer ``/matrix diagonalize``."""
    a = reading.matrix(question, "a")
    with reading.option("a"):
        found = decompositions.eigen(a)
        if found.is_symmetric:
            return _symmetric(spectral_of(found), found, style)
        if has_form(found):
            return _with_form(jordan_of(found), found, style)
    return _without_form(found, style)


def _symmetric(form: Spectral, found: Eigen, style: Style) -> Answer:
    say = style.notation
    factors = {"Q": form.q, "Λ": form.diagonal}
    meaning = (
        "A is symmetric, so it has perpendicular eigenvectors: the columns of Q, of length 1, so "
        "that Q⁻¹ = Qᵀ. Along them A only multiplies, by the numbers on the diagonal of Λ."
    )
    return Answer(
        title="A = Q Λ Qᵀ",
        facts=_facts(found.matrix, factors, say),
        meaning=meaning + numerical(form.q),
        draw=_picture(found, form.q, form.diagonal, ("Q", "Λ"), style),
        working=diagonal_steps.symmetric(form, found, say),
        copies=diagonal_copies.symmetric(form),
    )


def _with_form(form: Jordan, found: Eigen, style: Style) -> Answer:
    say = style.notation
    middle = "D" if form.is_diagonal else "J"
    factors = {"P": form.p, middle: form.j, "P⁻¹": form.inverse}
    facts = _facts(found.matrix, factors, say)
    if form.is_diagonal:
        title = "A = P D P⁻¹"
        meaning = (
            "The columns of P are eigenvectors, and D has their eigenvalues. P⁻¹ finds the "
            "coordinates along them, D multiplies each, and P goes back. So Aⁿ = P Dⁿ P⁻¹."
        )
    else:
        title = "Not diagonalizable: A = P J P⁻¹"
        facts = (*facts, f"blocks of J: {_blocks(form, say)}")
        meaning = (
            f"{_why_not(found, say)} Jordan's form J comes nearest: where it has a 1, A − λI maps "
            "a column of P to the one before."
        )
    is_turning = any(isinstance(space.value, complex) for space in found.spaces)
    return Answer(
        title=title,
        facts=facts,
        meaning=meaning + TURNED * is_turning + numerical(form.p),
        draw=_picture(found, form.p, form.j, ("P", middle), style),
        working=diagonal_steps.with_form(form, found, say),
        copies=diagonal_copies.with_form(form),
    )


def _without_form(found: Eigen, style: Style) -> Answer:
    say = style.notation
    because = "its eigenvalues are not all fractions or roots of quadratic equations"
    if found.is_numerical:
        because = "with rounded numbers the least change makes another one"
    lines = matrix_words.lines("A", found.matrix, say)
    for k, space in enumerate(found.spaces, 1):
        lines.append(f"λ{lower(k)} {eigen_words.eigenvalue(space, say)}{_counts(space)}")
    return Answer(
        title="Not diagonalizable",
        facts=tuple(lines),
        meaning=f"{_why_not(found, say)} Jordan's form is not given: {because}.",
        draw=None,
        working=diagonal_steps.without_form(found, say),
        copies=diagonal_copies.without_form(found),
    )


def _facts(a: Matrix, factors: dict[str, Matrix], say: Notation) -> tuple[str, ...]:
    found = matrix_words.lines("A", a, say)
    for name, factor in factors.items():
        found += matrix_words.result_lines(name, factor, say)
    return tuple(found)


def _counts(space: Eigenspace) -> str:
    return f"   ({space.algebraic} times)" if space.algebraic > 1 else ""


def _blocks(form: Jordan, say: Notation) -> str:
    """Return "4 (2×2), 2, 1"."""
    parts: list[str] = []
    for block in form.blocks:
        size = f" ({block.size}×{block.size})" if block.size > 1 else ""
        parts.append(f"{say.number(block.value if block.exact is None else block.exact)}{size}")
    return ", ".join(parts)


def _why_not(found: Eigen, say: Notation) -> str:
    """Return which eigenvalue has too few eigenvectors."""
    place, space = next((k, s) for k, s in enumerate(found.spaces, 1) if s.is_defective)
    many = "eigenvector" if space.geometric == 1 else "independent eigenvectors"
    start = "Up to rounding " if found.is_numerical else ""
    return (
        f"{start}λ{lower(place)} {eigen_words.eigenvalue(space, say)} counts {space.algebraic} "
        f"times but has only {space.geometric} {many}, too few for a basis."
    )


def _picture(
    found: Eigen, p: Matrix, j: Matrix, names: tuple[str, str], style: Style
) -> Callable[[], Picture] | None:
    a = found.matrix
    is_turning = any(isinstance(space.value, complex) for space in found.spaces)
    if a.shape == (2, 2):
        if is_turning:
            return partial(turning_figure.draw, found, style)
        return partial(eigen_grid.draw, found, p, j, style)
    if is_turning or len(a) < 3:
        return None
    return partial(triangles.draw, _product(a, p, j, names), style)


def _product(a: Matrix, p: Matrix, j: Matrix, names: tuple[str, str]) -> Product:
    first, second = map(Symbol, names)
    back = Power(first, "⊤" if names[0] == "Q" else "−1")
    is_diagonal = names[1] != "J"
    finding = "one eigenvector a column" if is_diagonal else "a 1 joins two columns"
    whole = Chain(Symbol("A"), (Row((first, " ", second, " ", back)),))
    factors = (Factor(first, p, None, "first"), Factor(second, j, "lower", "second"))
    return Product(a, factors, Row((whole, Words(f": {finding}"))), "diagonalize.png")
