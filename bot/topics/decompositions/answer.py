"""Matrices as products: LU, QR, Cholesky, eigenvalues, singular values."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from bot.drawing import matrices
from bot.formula import Chain, Power, Row, Symbol, Words, equals
from bot.topics.decompositions import (
    eigen_copies,
    eigen_figure,
    eigen_motion,
    eigen_steps,
    factor_copies,
    gram_schmidt,
    pieces,
    svd_figure,
    svd_motion,
    svd_steps,
    svd_words,
    triangles,
    turning_figure,
)
from bot.topics.decompositions import steps as decomposition_steps
from bot.topics.decompositions.triangles import Factor, Product
from bot.topics.kit import eigen_words, matrix_words, reading, rounded_reading
from bot.topics.kit.answer import Answer
from bot.topics.kit.matrix_words import lower, numerical
from linalg_engine import decompositions
from linalg_engine.elimination import rounded_digits

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.drawing.picture import Picture
    from bot.drawing.style import Style
    from bot.formula import Formula, Notation
    from bot.topics.kit.question import Question
    from linalg_engine.decompositions import LU, QR, Cholesky, Eigen, Eigenspace
    from linalg_engine.matrices import Matrix

LONGEST_VECTOR = 8
"""Of longer eigenvectors the middle is left out."""

MOST_LINES = 24
"""More eigenvalues and eigenvectors are only in the copies."""

UNCERTAIN_VECTORS = (
    " The smallest singular values are so far below the largest that rounding may have changed "
    "their columns of U and rows of Vᵀ."
)


def lu(question: Question, style: Style) -> Answer:
    """Answer ``/matrix lu``."""
    a = reading.matrix(question, "a")
    say = style.notation
    with reading.option("a"):
        found = decompositions.lu(a)
    left = "P A" if found.swaps else "A"
    factors = {"L": found.l, "U": found.u}
    if found.swaps:
        factors = {"P": found.p, **factors}
    return Answer(
        title=f"{left} = L U",
        facts=_facts(a, factors, say),
        meaning="L holds the multiples that elimination subtracts, U what is left."
        + (" P puts the rows into the order of the pivots." if found.swaps else "")
        + numerical(found.u),
        draw=partial(triangles.draw, _of_lu(found, left), style),
        working=decomposition_steps.lu(found, say),
        copies=factor_copies.lu(found),
    )


def qr(question: Question, style: Style) -> Answer:
    """Answer ``/matrix qr``."""
    a = reading.matrix(question, "a")
    say = style.notation
    with reading.option("a"):
        found = decompositions.qr(a)
    factors = {"Q": found.q, "R": found.r}
    is_plane = a.shape == (2, 2)
    return Answer(
        title="A = Q R",
        facts=_facts(a, factors, say),
        meaning="The columns of Q have length 1 and are perpendicular; R says how much of each "
        "is in every column of A." + numerical(found.q),
        draw=partial(gram_schmidt.draw, found, style)
        if is_plane
        else partial(triangles.draw, _of_qr(found), style),
        working=decomposition_steps.qr(found, say),
        copies=factor_copies.qr(found),
    )


def cholesky(question: Question, style: Style) -> Answer:
    """Answer ``/matrix cholesky``."""
    a = reading.matrix(question, "a")
    say = style.notation
    with reading.option("a"):
        found = decompositions.cholesky(a)
    return Answer(
        title="A = L Lᵀ",
        facts=_facts(a, {"L": found.l}, say),
        meaning="L is a square root of A in triangular form: A is symmetric and positive definite."
        + numerical(found.l),
        draw=partial(triangles.draw, _of_cholesky(found), style),
        working=decomposition_steps.cholesky(found, say),
        copies=factor_copies.cholesky(found),
    )


def eigen(question: Question, style: Style) -> Answer:
    """Answer ``/matrix eigen``."""
    a = reading.matrix(question, "a")
    say = style.notation
    with reading.option("a"):
        found = decompositions.eigen(a)
    values = ", ".join(_without_equal_sign(space, say) for space in found.spaces[:4])
    return Answer(
        title=f"Eigenvalues {values}" + ", …" * (len(found.spaces) > 4),
        facts=(
            *matrix_words.lines("A", a, say),
            *_shortened(_space_lines(found, say)),
            *_rounded_eigenvalues(a, say),
        ),
        meaning=_eigen_meaning(found),
        draw=_eigen_picture(found, style),
        turn=partial(eigen_motion.draw, found, style) if a.shape == (2, 2) else None,
        turn_name="Play",
        working=eigen_steps.eigen(found, say),
        copies=eigen_copies.copies(found),
    )


def _rounded_eigenvalues(a: Matrix, say: Notation) -> list[str]:
    """Return the eigenvalues if the decimals are rounded, where one is 0 or all have size 1."""
    reading = rounded_digits.lower_rank(a) or rounded_digits.orthogonal(a)
    if reading is None:
        return []
    spaces = decompositions.eigen(reading.matrix).spaces[:4]
    values = ", ".join(_without_equal_sign(space, say) for space in spaces)
    return [rounded_reading.hint(f"eigenvalues {values}", reading)]


def svd(question: Question, style: Style) -> Answer:
    """Answer ``/matrix svd``."""
    a = reading.matrix(question, "a")
    say = style.notation
    with reading.option("a"):
        found = decompositions.svd(a)
    factors = {"U": found.u, "Σ": found.sigma, "Vᵀ": found.vt}
    is_plane = a.shape == (2, 2)
    draw = partial(svd_figure.draw, found, style) if is_plane else _heat_map(a, style)
    return Answer(
        title="A = U Σ Vᵀ",
        facts=(
            *_facts(a, factors, say),
            f"singular values: {svd_words.values(found, say)}",
            f"rank = {found.rank}, condition number {svd_words.condition(found, say)}",
        ),
        meaning=svd_words.meaning(found)
        + (UNCERTAIN_VECTORS if found.has_uncertain_vectors else "")
        + numerical(found.s, found.u),
        draw=draw,
        turn=partial(svd_motion.draw, found, style) if is_plane else None,
        turn_name="Play",
        working=svd_steps.svd(found, say),
        copies=factor_copies.svd(found),
    )


def _facts(a: Matrix, factors: dict[str, Matrix], say: Notation) -> tuple[str, ...]:
    found = matrix_words.lines("A", a, say)
    for name, factor in factors.items():
        found += matrix_words.result_lines(name, factor, say)
    return tuple(found)


def _heat_map(a: Matrix, style: Style) -> Callable[[], Picture] | None:
    if max(a.shape) <= pieces.LARGEST_SET:
        return None
    return partial(matrices.draw_heat_map, a, Symbol("A"), style)


def _title(whole: str, product: Formula, finding: str) -> Row:
    first, *others = map(Symbol, whole.split())
    left = Row((first, *(part for other in others for part in (" ", other))))
    return Row((Chain(left, (product,)), Words(f": {finding}")))


def _of_lu(found: LU, left: str) -> Product:
    factors = (
        Factor(Symbol("L"), found.l, "upper", "first"),
        Factor(Symbol("U"), found.u, "lower", "second"),
    )
    return Product(
        found.matrix,
        factors,
        _title(left, Row((Symbol("L"), " ", Symbol("U"))), "two triangles"),
        "lu.png",
    )


def _of_qr(found: QR) -> Product:
    factors = (
        Factor(Symbol("Q"), found.q, None, "first"),
        Factor(Symbol("R"), found.r, "lower", "second"),
    )
    return Product(
        found.matrix,
        factors,
        _title("A", Row((Symbol("Q"), " ", Symbol("R"))), "R is a triangle"),
        "qr.png",
    )


def _of_cholesky(found: Cholesky) -> Product:
    mirrored = Power(Symbol("L"), "⊤")
    factors = (
        Factor(Symbol("L"), found.l, "upper", "first"),
        Factor(mirrored, found.l.T, "lower", "second"),
    )
    return Product(
        found.matrix,
        factors,
        _title("A", Row((Symbol("L"), " ", mirrored)), "a triangle, mirrored"),
        "cholesky.png",
    )


def _eigen_picture(found: Eigen, style: Style) -> Callable[[], Picture] | None:
    if found.matrix.shape != (2, 2):
        return _heat_map(found.matrix, style)
    is_turning = isinstance(found.spaces[0].value, complex)
    return partial(turning_figure.draw if is_turning else eigen_figure.draw, found, style)


def _without_equal_sign(space: Eigenspace, say: Notation) -> str:
    """Return an eigenvalue as it is written in a list: "3", but "≈ 1.4142"."""
    shown = eigen_words.eigenvalue(space, say)
    return str(shown if shown.sign == "≈" else Chain(shown.others[0], shown.others[1:]))


def _space_lines(found: Eigen, say: Notation) -> list[str]:
    """Return every eigenvalue with its eigenvectors where they are listed."""
    lines: list[str] = []
    for k, space in enumerate(found.spaces, 1):
        many = f"   ({space.algebraic} times)" if space.algebraic > 1 else ""
        lines.append(f"λ{lower(k)} {eigen_words.eigenvalue(space, say)}{many}")
        if eigen_words.has_listed_vectors(space):
            lines += [f"   v {equals(say.vector(v, LONGEST_VECTOR))}" for v in space.basis]
    return lines


def _shortened(lines: list[str]) -> list[str]:
    if len(lines) <= MOST_LINES:
        return lines
    return [*lines[:MOST_LINES], "… too long to show here; Copy gives all of it"]


def _eigen_meaning(found: Eigen) -> str:
    sentences: list[str] = []
    if found.is_defective:
        start = "Up to rounding A is defective" if found.is_numerical else "Defective"
        sentences.append(
            f"{start}: there are too few eigenvectors for a basis, so A is not diagonalizable."
        )
    if any(isinstance(space.value, complex) for space in found.spaces):
        sentences.append(
            "A complex pair stands for a plane that A turns, and may stretch: no direction in it "
            "stays on its line."
        )
        if any(map(_is_complex_with_vectors, found.spaces)):
            sentences.append("The real and the imaginary part of its v span the plane.")
    if not sentences:
        sentences.append(_real_meaning(found))
    return " ".join(sentences) + (f" {matrix_words.NUMERICAL}" if found.is_numerical else "")


def _is_complex_with_vectors(space: Eigenspace) -> bool:
    return isinstance(space.value, complex) and eigen_words.has_listed_vectors(space)


def _real_meaning(found: Eigen) -> str:
    """Return what a basis of real eigenvectors says."""
    if len(found.spaces) == 1:
        start = "Up to rounding A" if found.is_numerical else "A"
        return f"{start} is λ₁ times the identity, so every vector but 0 is an eigenvector."
    if found.is_symmetric:
        return "A is symmetric, so eigenvectors of different eigenvalues are perpendicular."
    values = [space.value.real for space in found.spaces]
    if min(values) > 1:
        return "Along an eigenvector A only stretches: A v = λ v."
    return f"A v = λ v: an eigenvector stays on its line, and is {_ends(values)}."


def _ends(values: list[float]) -> str:
    """Return what becomes of eigenvectors: "stretched where λ > 1 and crushed to 0 where λ = 0"."""
    words = {
        "stretched where λ > 1": any(value > 1 for value in values),
        "kept where λ = 1": 1 in values,
        "shrunk where 0 < λ < 1": any(0 < value < 1 for value in values),
        "crushed to 0 where λ = 0": 0 in values,
        "turned over where λ < 0": min(values) < 0,
    }
    *first, last = [word for word, is_so in words.items() if is_so]
    return f"{', '.join(first)} and {last}" if first else last
