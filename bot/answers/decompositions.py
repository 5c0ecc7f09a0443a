"""Matrices as products: LU, QR, Cholesky, eigenvalues, singular values."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Any

import numpy as np

from bot.answers import eigen_words, matrix_words, reading
from bot.answers.answer import Answer, Copies
from bot.answers.matrix_words import copies, lower, numerical
from bot.figures import circles, tables
from bot.figures.typeset import (
    Node,
    Working,
    column,
    formula,
    index,
    matrix,
    power,
    prose,
    relation,
    row,
    symbol,
    words,
)
from linalg_engine import decompositions, formatting

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.answers.answer import Question
    from bot.figures.picture import Picture
    from bot.figures.style import Style
    from linalg_engine.decompositions import Eigen, Eigenspace
    from linalg_engine.matrices import Matrix

LARGEST_SET = 10
"""Larger matrices are not typeset, but shown as a heat map."""

A = symbol("A")


def lu(question: Question, style: Style) -> Answer:
    """Answer ``/matrix lu``."""
    a = reading.matrix(question, "a")
    with reading.option("a"):
        found = decompositions.lu(a)
    left = "P A" if found.swaps else "A"
    factors = {"L": found.l, "U": found.u}
    if found.swaps:
        factors = {"P": found.p, **factors}
    return Answer(
        title=f"{left} = L U",
        facts=_facts(a, factors, style),
        meaning="L holds the multiples that elimination subtracts, U what is left."
        + (" P puts the rows into the order of the pivots." if found.swaps else "")
        + numerical(found.u),
        draw=_heat_map(a, style),
        working=_factors_working("LU decomposition", left, a, factors, style),
        copies=copies({"A": a}, "scipy.linalg.lu(A)", factors, "import scipy.linalg"),
    )


def qr(question: Question, style: Style) -> Answer:
    """Answer ``/matrix qr``."""
    a = reading.matrix(question, "a")
    with reading.option("a"):
        found = decompositions.qr(a)
    factors = {"Q": found.q, "R": found.r}
    return Answer(
        title="A = Q R",
        facts=_facts(a, factors, style),
        meaning="The columns of Q have length 1 and are perpendicular; R says how much of each "
        "is in every column of A.",
        draw=_heat_map(a, style),
        working=_factors_working("QR decomposition", "A", a, factors, style),
        copies=copies({"A": a}, "np.linalg.qr(A)", factors),
    )


def cholesky(question: Question, style: Style) -> Answer:
    """Answer ``/matrix cholesky``."""
    a = reading.matrix(question, "a")
    with reading.option("a"):
        found = decompositions.cholesky(a)
    factors = {"L": found.l, "Lᵀ": found.l.T}
    return Answer(
        title="A = L Lᵀ",
        facts=_facts(a, {"L": found.l}, style),
        meaning="L is a square root of A in triangular form: A is symmetric and positive definite."
        + numerical(found.l),
        draw=_heat_map(a, style),
        working=_factors_working("Cholesky decomposition", "A", a, factors, style),
        copies=copies({"A": a}, "np.linalg.cholesky(A)", {"L": found.l}),
    )


def eigen(question: Question, style: Style) -> Answer:
    """Answer ``/matrix eigen``."""
    a = reading.matrix(question, "a")
    with reading.option("a"):
        found = decompositions.eigen(a)
    facts = [
        line for k, space in enumerate(found.spaces, 1) for line in _space_facts(k, space, style)
    ]
    values = ", ".join(_value_words(space, style).removeprefix("= ") for space in found.spaces[:4])
    draw = (lambda: circles.draw_eigen(found, style)) if a.shape == (2, 2) else _heat_map(a, style)
    return Answer(
        title=f"Eigenvalues {values}" + ", …" * (len(found.spaces) > 4),
        facts=(*matrix_words.lines("A", a, style), *facts[:24]),
        meaning=_eigen_meaning(found),
        draw=draw,
        working=_eigen_working(found, style),
        copies=Copies(
            text="\n".join([matrix_words.text_copy("A", a), *facts]),
            numpy=matrix_words.numpy_copy({"A": a}, "np.linalg.eig(A)"),
            latex=", \\quad ".join(
                f"\\lambda_{{{k}}} = {_value_latex(space)}"
                for k, space in enumerate(found.spaces, 1)
            ),
        ),
    )


def svd(question: Question, style: Style) -> Answer:
    """Answer ``/matrix svd``."""
    a = reading.matrix(question, "a")
    with reading.option("a"):
        found = decompositions.svd(a)
    sigma = np.diag(found.values)
    factors = {"U": found.u, "Σ": sigma, "Vᵀ": found.vt}
    singular = ", ".join(formatting.decimal(value) for value in found.values[:8])
    draw = (lambda: circles.draw_svd(found, style)) if a.shape == (2, 2) else _heat_map(a, style)
    infinite = np.isinf(found.condition)
    condition = "is infinite" if infinite else f"≈ {formatting.decimal(found.condition)}"
    return Answer(
        title="A = U Σ Vᵀ",
        facts=(
            *_facts(a, factors, style),
            f"singular values: {singular}" + ", …" * (len(found.s) > 8),
            f"rank = {found.rank}, condition number {condition}",
        ),
        meaning="Vᵀ turns, Σ stretches along the axes, U turns again: every matrix does this.",
        draw=draw,
        working=_svd_working(found, factors, style),
        copies=copies({"A": a}, "np.linalg.svd(A, full_matrices=False)", factors),
    )


def _facts(a: Matrix, factors: dict[str, Matrix], style: Style) -> tuple[str, ...]:
    found = matrix_words.lines("A", a, style)
    for name, factor in factors.items():
        found += matrix_words.result_lines(name, factor, style)
    return tuple(found)


def _heat_map(a: Matrix, style: Style) -> Callable[[], Picture] | None:
    if max(a.shape) <= LARGEST_SET:
        return None
    return lambda: tables.draw_heat_map(a, "A", style)


def _factors_working(
    title: str, left: str, a: Matrix, factors: dict[str, Matrix], style: Style
) -> Working | None:
    if max(a.shape) > LARGEST_SET:
        return None
    blocks = [formula(A, relation("="), matrix(a, style))]
    names = " ".join(name for name in factors if name != "P")
    blocks.append(prose(f"{left} = {names} with:"))
    for name, m in factors.items():
        rounded = any(style.sign(entry) == "≈" for entry in m.flat)
        blocks.append(formula(_letter(name), relation("≈" if rounded else "="), matrix(m, style)))
    return Working(title, tuple(blocks))


def _letter(name: str) -> Node:
    return power(symbol(name[0]), "⊤") if name.endswith("ᵀ") else symbol(name)


def _svd_working(
    found: decompositions.SVD, factors: dict[str, Matrix], style: Style
) -> Working | None:
    working = _factors_working("Singular value decomposition", "A", found.matrix, factors, style)
    if working is None or found.rank < 2:
        return working
    layers: list[dict[str, Any]] = [prose("As a sum of rank-1 layers, the strongest first:")]
    for k, layer in enumerate(found.layers, start=1):
        term = row(
            index(symbol("σ"), str(k)),
            index(symbol("u"), str(k)),
            power(index(symbol("v"), str(k)), "⊤"),
        )
        layers.append(formula(term, relation("≈"), matrix(layer, style)))
    return Working(working.title, (*working.blocks, *layers))


def _space_facts(k: int, space: Eigenspace, style: Style) -> list[str]:
    many = f"   ({space.algebraic} times)" if space.algebraic > 1 else ""
    lines = [f"λ{lower(k)} {_value_words(space, style)}{many}"]
    if isinstance(space.value, complex):
        return lines
    return [*lines, *(f"   v {style.equals_vector(v, 8)}" for v in space.basis[:3])]


def _value_words(space: Eigenspace, style: Style) -> str:
    """Return an eigenvalue behind its sign: "= 3", "= 1/2 + √5/2 ≈ 1.618", "= 1 − 2i"."""
    if not isinstance(space.value, complex):
        return eigen_words.equals(space, style)
    both = eigen_words.pair(space, style)
    if space.value.imag < 0:
        return both.replace("±", "−").replace("= − ", "= −").replace("≈ − ", "≈ −")
    return both.replace("= ±", "= ").replace("≈ ±", "≈ ").replace("±", "+")


def _value_nodes(space: Eigenspace, style: Style) -> list[Node]:
    if not isinstance(space.value, complex):
        return eigen_words.nodes(space, style)
    sign, _, shown = _value_words(space, style).partition(" ")
    return [relation(sign), shown]


def _value_latex(space: Eigenspace) -> str:
    if isinstance(space.exact, Fraction):
        return formatting.latex(space.exact)
    if space.exact is None:
        return formatting.decimal(space.value).replace("−", "-")
    x = space.exact
    size = formatting.latex_root(x.q * x.q * abs(x.r))
    start = "" if x.p == 0 else formatting.latex(x.p)
    return f"{start} {'-' if x.q < 0 else '+'} {size}{'' if x.is_real else 'i'}".strip("+ ")


def _eigen_meaning(found: Eigen) -> str:
    if any(isinstance(space.value, complex) for space in found.spaces):
        return "A complex pair is a rotation: in its plane no direction stays on its line."
    if found.is_defective:
        return "Defective: there are too few eigenvectors for a basis, so A is not diagonalizable."
    if found.is_symmetric:
        return "A is symmetric, so its eigenvectors are perpendicular."
    return "Along an eigenvector A only stretches: A v = λ v."


def _eigen_working(found: Eigen, style: Style) -> Working | None:
    a = found.matrix
    if max(a.shape) > LARGEST_SET:
        return None
    blocks = [formula(A, relation("="), matrix(a, style))]
    if found.characteristic is not None:
        blocks += [
            prose("The characteristic polynomial, det(λI − A):"),
            formula(*_polynomial(list(found.characteristic), style)),
            prose("Its roots are the eigenvalues; each with a basis of its eigenvectors:"),
        ]
    for k, space in enumerate(found.spaces, start=1):
        name = index(symbol("λ"), str(k))
        nodes: list[Node] = [name, *_value_nodes(space, style)]
        if not isinstance(space.value, complex):
            for v in space.basis:
                nodes += [words(",  "), column(list(v), style)]
        blocks.append(formula(*nodes))
    return Working("Eigenvalues and eigenvectors", tuple(blocks))


def _polynomial(coefficients: list[Fraction], style: Style) -> list[Node]:
    nodes: list[Node] = []
    degree = len(coefficients) - 1
    for k, coefficient in enumerate(coefficients):
        if coefficient == 0:
            continue
        exponent = degree - k
        if nodes or coefficient < 0:
            nodes.append(relation("−" if coefficient < 0 else "+"))
        size = style.number(abs(coefficient))
        if size != "1" or exponent == 0:
            nodes.append(size)
        if exponent:
            nodes.append(power(symbol("λ"), str(exponent)) if exponent > 1 else symbol("λ"))
    return nodes
