"""Factors of a matrix: LU, QR and the singular value decomposition, checked by multiplying back."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

import numpy as np

from bot.formula import Chain, Norm, Power, Sentence, Symbol, Term, VectorName, equals
from bot.topics.quiz.answers import notation
from bot.topics.quiz.exercise import Blank, Exercise, Verdict
from bot.topics.quiz.factor_workings import lu_found, qr_found, svd_found
from bot.topics.quiz.rounding import Measured, measured
from bot.topics.quiz.typed_arrays import (
    SAY,
    accepted,
    diagonal_or_matrix,
    matrix_like,
    short_numbers,
)
from bot.topics.quiz.whole_matrices import drawn, exact, lower_unit
from linalg_engine.arrays import shape_text
from linalg_engine.exact import square_root
from linalg_engine.matrices import identity

if TYPE_CHECKING:
    from random import Random

    from bot.topics.quiz.exercise import Typed
    from bot.topics.quiz.whole_matrices import Whole
    from linalg_engine.exact import Exact
    from linalg_engine.matrices import Matrix

A, L, U, Q, R, SIGMA, V = (Symbol(x) for x in ("A", "L", "U", "Q", "R", "Σ", "V"))

ROUNDING = "Nearly: a decimal is not rounded rightly. Fractions and roots are exact."

LARGEST = 12
"""Of the entries of a matrix to factor."""

FIVES = np.array([[3, -4], [4, 3]])
"""Perpendicular columns of length 5."""

PLAIN, CROSSED = np.array([[1, 0], [0, 1]]), np.array([[1, 1], [1, -1]])
"""Perpendicular columns of length 1, and of length √2."""

THREES = np.array([[1, 2, 2], [2, 1, -2], [2, -2, 1]])
"""Perpendicular columns of length 3."""


def _given(a: Matrix) -> tuple[str, ...]:
    return (f"A {equals(SAY.matrix(a))}",)


def _text(a: Matrix) -> str:
    return SAY.matrix(a).text()


# A = L U


def lu(random: Random, level: int) -> Exercise:
    """Return "Write A as L U"."""
    size = 2 if level == 1 else 3
    while True:
        lower = lower_unit(random, size, 3)
        pivots = (-2, -1, 1, 2, 3) if level == 3 else (1, 2, 3)
        upper = np.triu(drawn(random, range(-3, 4), size, size), 1)
        upper = upper + np.diag(random.choices(pivots, k=size))
        a = lower @ upper
        if np.abs(a).max() <= LARGEST and np.count_nonzero(a) >= size * size - 1:
            break
    return _lu_of(exact(a), exact(lower), exact(upper))


def _lu_of(a: Matrix, lower: Matrix, upper: Matrix) -> Exercise:
    two = len(a) == 2
    return Exercise(
        asks="Write A as L U. L has only zeros above its diagonal, U only zeros below its own.",
        given=_given(a),
        blocks=(Chain(A, (SAY.matrix(a),)), Chain(A, (Term((L, U)),))),
        fields=(
            Blank("l", "L", "[1 0; 2 1]" if two else "[1 0 0; 2 1 0; 3 4 1]"),
            Blank("u", "U", "[3 5; 0 2]" if two else "[1 2 3; 0 4 5; 0 0 6]"),
        ),
        key={"l": _text(lower), "u": _text(upper)},
        hints=(
            "Make zeros in A below its diagonal: what is left is U. L keeps the multiples used.",
            (
                "Subtract multiples of a row from the rows below it. Each factor goes into L, in "
                "the place where it made the zero. On the diagonal of L are ones."
            ),
            _first_factor(a[1, 0] / a[0, 0]),
        ),
        working=lu_found(a, lower, upper),
        grade=lambda typed: _graded_lu(typed, a),
    )


def _first_factor(factor: Fraction) -> str:
    shown, size = SAY.number(factor), SAY.number(abs(factor))
    times = "row 1" if abs(factor) == 1 else f"{size} times row 1"
    step = f"subtract {times} from row 2"
    if factor < 0:
        step = f"add {times} to row 2, which subtracts {shown} times row 1"
    return f"First {step}. So {shown} goes into row 2, column 1 of L."


def _graded_lu(typed: Typed, a: Matrix) -> Verdict:
    say = notation(typed)
    lower, upper = (measured(matrix_like(a, typed, name)) for name in ("l", "u"))
    read = (f"L {equals(say.matrix(lower.values))}", f"U {equals(say.matrix(upper.values))}")
    if not lower.values.shape == upper.values.shape == a.shape:
        return Verdict(0, f"L and U are {shape_text(a)}, as A is.", read, "shape")
    if not _is_upper(lower.T) or not _is_upper(upper):
        if _is_upper(lower) and _is_upper(upper.T):
            message = "L is the one with zeros above its diagonal, U the one with zeros below."
            return Verdict(0, message, read, "exchanged")
        wrong = (
            "U has an entry below its diagonal"
            if _is_upper(lower.T)
            else ("L has an entry above its diagonal")
        )
        return Verdict(0, f"{wrong} that is not 0.", read, "not triangular")
    with short_numbers():
        product = lower @ upper
        if product.agrees(a):
            return accepted(read, is_rounded=product.is_rounded)
        diagonal = identity(len(a), like=a) * lower.values
        if np.array_equal((2 * diagonal - lower.values) @ upper.values, a):
            message = (
                "The signs in L are wrong: where 2 times a row was subtracted, L has 2, not −2."
            )
            return Verdict(0, message, read, "a sign")
    return Verdict(0, _off("L U", product, a), read, "product")


def _is_upper(a: Measured) -> bool:
    below = np.tril(np.ones(a.values.shape, dtype=bool), -1)
    return not np.any(a.off(0) & below)


def _off(name: str, product: Measured, a: Matrix) -> str:
    """Say where a product is not A."""
    wrong = np.argwhere(product.off(a))
    i, j = wrong[0]
    message = (
        f"{name} is not A: in row {i + 1}, column {j + 1} it is "
        f"{SAY.number(product.values.item(i, j))}, not {SAY.number(a.item(i, j))}."
    )
    return message if len(wrong) == 1 else f"{message} {len(wrong)} entries are off."


# A = Q R


def qr(random: Random, level: int) -> Exercise:
    """Return "Write A as Q R"."""
    while True:
        columns, length = (FIVES, 5) if level == 1 else (THREES, 3)
        count = 3 if level == 3 else 2
        signs = random.choices((-1, 1), k=len(columns))
        turned = (columns * signs)[random.sample(range(len(columns)), len(columns))][:, :count]
        sizes = (1, 2) if level > 1 else (1, 2, 3)
        right = np.triu(drawn(random, (-2, -1, 1, 2), count, count), 1)
        right = right + np.diag(random.choices(sizes, k=count))
        a = turned @ right
        if np.abs(a).max() <= LARGEST:
            break
    q = exact(turned) / length
    return _qr_of(exact(a), q, exact(right * length))


def _qr_of(a: Matrix, q: Matrix, r: Matrix) -> Exercise:
    first = VectorName("a")
    two = r.shape == (2, 2)
    blank = "[3/5 -4/5; 4/5 3/5]" if len(a) == 2 else "[2/7 3/7; 3/7 -6/7; 6/7 2/7]"
    return Exercise(
        asks="Write A as Q R. Q has perpendicular columns of length 1, R only zeros below its "
        "diagonal.",
        given=_given(a),
        blocks=(Chain(A, (SAY.matrix(a),)), Chain(A, (Term((Q, R)),))),
        fields=(
            Blank("q", "Q", blank),
            Blank("r", "R", "[7 1; 0 2]" if two else "[7 1 4; 0 2 5; 0 0 3]"),
        ),
        key={"q": _text(q), "r": _text(r)},
        hints=(
            "The first column of Q points the way of the first column of A.",
            (
                "Divide the first column by its length. From each further column subtract its "
                "projections on the columns of Q so far, and divide what is left by its length. R "
                "has the lengths on its diagonal, and above it the dot products."
            ),
            Sentence(
                (
                    "The first column has the length ",
                    Chain(Norm(first), (SAY.number(abs(r[0, 0])),)),
                    ": that is the first entry of R.",
                )
            ),
        ),
        working=qr_found(a, q, r),
        grade=lambda typed: _graded_qr(typed, a, q, r),
    )


def _graded_qr(typed: Typed, a: Matrix, right_q: Matrix, right_r: Matrix) -> Verdict:
    say = notation(typed)
    q = measured(matrix_like(a, typed, "q"))
    r = measured(matrix_like(right_r, typed, "r"))
    read = (f"Q {equals(say.matrix(q.values))}", f"R {equals(say.matrix(r.values))}")
    rows, columns = a.shape
    inner = q.values.shape[1]
    fits = q.values.shape[0] == rows and r.values.shape == (inner, columns)
    if not fits or inner not in a.shape:
        message = f"Q needs the shape of A, {shape_text(a)}, and R is {columns}×{columns}."
        return Verdict(0, message, read, "shape")
    with short_numbers():
        problem, mistake = _not_orthonormal(q, "Q")
        if problem:
            return Verdict(0, problem, read, mistake)
        if not _is_upper(r):
            message = "R has an entry below its diagonal that is not 0."
            return Verdict(0, message, read, "not triangular")
        product = q @ r
    if not product.agrees(a):
        return Verdict(0, _off("Q R", product, a), read, "product")
    if product.is_rounded:
        # What is right is known up to the columns' signs: so each decimal can be looked at.
        matched = _matched(q, right_q)[:columns]
        if [k for k, _ in matched] != list(range(columns)) or any(
            np.any(Measured(r.values[k], r.slack[k]).off(sign * right_r[k])) for k, sign in matched
        ):
            return Verdict(0, ROUNDING, read, "rounding")
    return accepted(read, is_rounded=product.is_rounded)


def _matched(columns: Measured, right: Matrix) -> list[tuple[int, int]]:
    """Return which of the right columns each column is, and with which sign: (-1, 0) for none."""
    found: list[tuple[int, int]] = []
    for j in range(columns.values.shape[1]):
        column = columns.column(j)
        places = [
            (k, sign)
            for k in range(right.shape[1])
            for sign in (1, -1)
            if column.agrees(sign * right[:, k])
        ]
        found += places[:1] or [(-1, 0)]
    return found


def _not_orthonormal(q: Measured, name: str) -> tuple[str, str]:
    """Say which columns are not perpendicular, or not of length 1; "" where all are."""
    products = q.T @ q
    off = products.off(identity(len(products.values), like=products.values))
    apart = np.argwhere(np.triu(off, 1))
    if len(apart):
        i, j = apart[0]
        message = (
            f"Columns {i + 1} and {j + 1} of {name} are not perpendicular: their dot product is "
            f"{SAY.number(products.values.item(i, j))}."
        )
        return message, "not perpendicular"
    long = np.flatnonzero(np.diag(off))
    if len(long):
        square = products.values.item(long[0], long[0])
        message = (
            f"Column {long[0] + 1} of {name} is not of length 1: its squares add up to "
            f"{SAY.number(square)}. Divide it by its length."
        )
        return message, "not length 1"
    return "", ""


# A = U Σ Vᵀ


def svd(random: Random, level: int) -> Exercise:
    """Return "Write A as U Σ Vᵀ"."""
    sizes = sorted(random.sample(range(1, 5 if level < 3 else 4), 2), reverse=True)
    plain, crossed = _axes(random, PLAIN), _axes(random, CROSSED)
    if level == 1:
        return _svd_of(plain, sizes, _axes(random, PLAIN))
    if level == 3:
        return _svd_of(_axes(random, FIVES), sizes, crossed)
    u, v = (plain, crossed) if random.random() < 0.5 else (crossed, plain)
    return _svd_of(u, sizes, v)


def _axes(random: Random, columns: Whole) -> Whole:
    """Return two columns with other signs, their entries perhaps exchanged."""
    return (columns * random.choices((-1, 1), k=2))[random.sample(range(2), 2)]


def _svd_of(u: Whole, sizes: list[int], v: Whole) -> Exercise:
    """Return the exercise for ``A = u diag(sizes) vᵀ``.

    Parameters
    ----------
    u, v
        Shape (2, 2), perpendicular columns, both of the same length.
    """
    a = exact(u @ np.diag(sizes) @ v.T)
    left, long = _units(u)
    right, wide = _units(v)
    values = exact(np.diag(sizes)) * (long * wide)
    first, second = (SAY.number(x * x) for x in np.diag(values))
    gram = a.T @ a
    return Exercise(
        asks="Write A as U Σ Vᵀ. U and V have perpendicular columns of length 1; Σ is diagonal, "
        "without negative numbers.",
        given=_given(a),
        blocks=(
            Chain(A, (SAY.matrix(a),)),
            Chain(A, (Term((U, SIGMA, Power(V, Symbol("T")))),)),
        ),
        fields=(
            Blank("u", "U", "[0 1; 1 0]   or   [5/13 12/13; 12/13 -5/13]"),
            Blank("s", "Σ, or its diagonal", "6, 7   or   6 sqrt(2), 7"),
            Blank("v", "V (not Vᵀ)", "[0 1; 1 0]   or   1/sqrt(5) * [1 2; 2 -1]"),
        ),
        key={"u": _text(left), "s": _text(values), "v": _text(right)},
        hints=(
            "The columns of V are eigenvectors of AᵀA, and Σ has the roots of its eigenvalues.",
            (
                "Find the eigenvalues and eigenvectors of AᵀA. Then A v₁ divided by σ₁ is the "
                "first column of U, and A v₂ divided by σ₂ the second."
            ),
            Sentence(
                ("Here AᵀA is ", SAY.matrix(gram), f"; its eigenvalues are {first} and {second}.")
            ),
        ),
        working=svd_found(a, left, values, right),
        grade=lambda typed: _graded_svd(typed, a, (left, values, right)),
    )


def _units(columns: Whole) -> tuple[Matrix, Exact]:
    """Return columns of one length with length 1, and the length."""
    length = square_root(Fraction(int(columns[:, 0] @ columns[:, 0]))) or Fraction(1)
    return exact(columns) / length, length


def _graded_svd(typed: Typed, a: Matrix, right: tuple[Matrix, Matrix, Matrix]) -> Verdict:
    say = notation(typed)
    u, v = (matrix_like(a, typed, name) for name in ("u", "v"))
    s = diagonal_or_matrix(a, typed, "s")
    read = tuple(f"{name} {equals(say.matrix(x))}" for name, x in (("U", u), ("Σ", s), ("V", v)))
    if not u.shape == s.shape == v.shape == a.shape:
        return Verdict(0, "U, Σ and V are 2×2, as A is.", read, "shape")
    if s[0, 1] != 0 or s[1, 0] != 0:
        message = "Σ is not diagonal: only its diagonal may be other than 0."
        return Verdict(0, message, read, "not diagonal")
    if s[0, 0] < 0 or s[1, 1] < 0:
        message = "Singular values are never negative; the sign goes into a column of U or V."
        return Verdict(0, message, read, "negative singular value")
    with short_numbers():
        return _multiplied_back((measured(u), measured(s), measured(v)), right, a, read)


def _multiplied_back(
    given: tuple[Measured, Measured, Measured],
    right: tuple[Matrix, Matrix, Matrix],
    a: Matrix,
    read: tuple[str, ...],
) -> Verdict:
    u, s, v = given
    for factor, name in ((u, "U"), (v, "V")):
        problem, mistake = _not_orthonormal(factor, name)
        if problem:
            return Verdict(0, problem, read, mistake)
    product = u @ s @ v.T
    if product.agrees(a):
        left, values, wide = right
        order = [k for k, _ in _matched(u, left)]
        sizes = np.diag(values)[order]
        is_close = order == [k for k, _ in _matched(v, wide)] and -1 not in order
        if product.is_rounded and (not is_close or np.any(s.off(np.diag(sizes)))):
            return Verdict(0, ROUNDING, read, "rounding")
        return accepted(read, is_rounded=product.is_rounded)
    if (u @ s @ v).agrees(a):
        message = "This is Vᵀ in the place of V: exchange its rows and columns."
        return Verdict(0, message, read, "Vᵀ for V")
    if sorted(np.diag(s.values)) == sorted(np.diag(right[1]) ** 2):
        message = "These are the eigenvalues of AᵀA; the singular values are their roots."
        return Verdict(0, message, read, "no root taken")
    return Verdict(0, _off("U Σ Vᵀ", product, a), read, "product")
