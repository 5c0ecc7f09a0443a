"""The characteristic polynomial on a page: written out, expanded, and solved.

It is det(A − λI) everywhere.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

import numpy as np

from bot.formula import (
    Brackets,
    Chain,
    Conjugates,
    Function,
    Index,
    Matrix,
    Minus,
    PlusMinus,
    Power,
    Product,
    Quotient,
    Root,
    Row,
    Sentence,
    Series,
    Sum,
    Symbol,
    Term,
)
from bot.topics.decompositions.pieces import LARGEST_BY_HAND, entry, listed, number
from bot.topics.kit.minus_lambda import LAMBDA, entries, on_diagonal, polynomial_in_lambda
from linalg_engine.arrays import is_exact
from linalg_engine.decompositions import polynomials
from linalg_engine.exact import has_roots, square_root

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.formula import Formula, Notation
    from bot.topics.decompositions.pieces import Blocks
    from linalg_engine.decompositions.polynomials import Polynomial
    from linalg_engine.matrices import Matrix as Array

LAMBDA_I = Term((LAMBDA, Symbol("I")))

LARGEST_EXPANDED = 3
"""Determinants of larger matrices are not expanded entry by entry."""


def has_blocks(a: Array) -> bool:
    """Whether there is something to show: for triangles, and where the polynomial is short."""
    if not is_exact(a):
        return False
    return _is_triangle(a) or (not has_roots(a) and polynomials.has_short_polynomial(a))


def blocks(name: Formula, a: Array, say: Notation) -> Blocks:
    """Return det(A − λI) of a matrix that `has_blocks`, and its zeros.

    Parameters
    ----------
    name
        Of the matrix, such as "A".
    """
    if _is_triangle(a):
        return _of_triangle(name, a, say)
    return [*expanded(name, a, say), *solved(name, a, say)]


def _is_triangle(a: Array) -> bool:
    return not np.any(np.tril(a, -1)) or not np.any(np.triu(a, 1))


def _of_triangle(name: Formula, a: Array, say: Notation) -> Blocks:
    words = " is triangular, so its determinant is the product of its diagonal:"
    factors = tuple(Brackets(on_diagonal(x, say)) for x in np.diag(a))
    return [
        Sentence((LAMBDA, " is an eigenvalue where ", Chain(determinant_of(name), ("0",)), ".")),
        Sentence((minus_lambda(name), words)),
        Chain(determinant_of(name), (Term(factors),)),
        "It is 0 where λ is an entry of the diagonal.",
    ]


def determinant_of(name: Formula) -> Function:
    """Return "det(A − λI)"."""
    return Function("det", Brackets(minus_lambda(name)))


def minus_lambda(name: Formula) -> Sum:
    """Return "A − λI"."""
    return Sum((name, Minus(LAMBDA_I)))


def expanded(name: Formula, a: Array, say: Notation) -> Blocks:
    """Return how det(A − λI) becomes a polynomial."""
    n, det = len(a), determinant_of(name)
    polynomial = signed_polynomial(polynomials.characteristic_polynomial(a), say)
    found: Blocks = [Sentence((LAMBDA, " is an eigenvalue where ", Chain(det, ("0",)), ":"))]
    if n > LARGEST_EXPANDED:
        return [*found, *_by_traces(name, a, say), Chain(det, (polynomial,))]
    found.append(Chain(minus_lambda(name), (Matrix(entries(a, say)),)))
    if n == LARGEST_EXPANDED:
        found += _along_a_row(a, det, say)
    else:
        found.append(Chain(det, (_of_two(a, (0, 1), (0, 1), say) or "0",)))
    return [*found, Chain(None, (polynomial,), before=det)]


def signed_polynomial(p: Polynomial, say: Notation) -> Sum:
    """Return det(A − λI) where ``p`` is det(λI − A): "−λ³ + 3λ² − 2"."""
    sign = (-1) ** (len(p) - 1)
    return polynomial_in_lambda([sign * c for c in p], say)


# Expanding


def _along_a_row(a: Array, det: Formula, say: Notation) -> Blocks:
    """Expand the determinant of a 3×3 matrix along the row with the most zeros."""
    row = min(range(3), key=lambda i: sum(a[i, j] != 0 for j in range(3) if j != i))
    rows = [i for i in range(3) if i != row]
    whole: list[Formula] = []
    short: list[Formula] = []
    for j in range(3):
        columns = [k for k in range(3) if k != j]
        minor = _minor(a, rows, columns)
        sign = (-1) ** (row + j)
        inner = _of_two(a, rows, columns, say)
        if inner is None:
            continue
        if j == row:
            factor = Brackets(on_diagonal(a[row, row], say))
            brackets = inner.factors if isinstance(inner, Term) else (Brackets(inner),)
            whole.append(Term((factor, *brackets)))
            if any(minor):
                short.append(Term((factor, _bracketed(polynomial_in_lambda(minor, say)))))
        elif a[row, j] != 0:
            size = sign * a[row, j]
            whole.append(_times(size, Brackets(inner), say))
            if any(minor[:-1]):
                short.append(_times(size, _bracketed(polynomial_in_lambda(minor, say)), say))
            elif minor[-1] != 0:
                short.append(number(size * minor[-1], say))
    words = (
        f"Along row {row + 1}: each entry times the determinant that is left without its row and "
        f"its column, with the signs {' '.join('+−'[(row + j) % 2] for j in range(3))}:"
    )
    parts: list[Formula] = [Sum(tuple(terms)) for terms in (whole, short) if terms]
    if len(parts) == 2 and str(parts[0]) == str(parts[1]):
        parts.pop()
    return [words, Chain(det, (parts[0],)), *(Chain(None, (part,), det) for part in parts[1:])]


def _bracketed(of: Sum) -> Formula:
    """Return a sum in brackets, a single term that is not negative without."""
    is_single = len(of.terms) == 1 and not isinstance(of.terms[0], Minus)
    return of.terms[0] if is_single else Brackets(of)


def _times(size: Fraction, of: Formula, say: Notation) -> Formula:
    """Return "2(λ − 1)", "−(λ − 1)"."""
    term = of if abs(size) == 1 else Term((say.number(abs(size)), of))
    return Minus(term) if size < 0 else term


def _minor(a: Array, rows: Sequence[int], columns: Sequence[int]) -> list[Fraction]:
    """Return a determinant of two rows and columns of A − λI as a polynomial in λ."""

    def linear(i: int, j: int) -> tuple[Fraction, Fraction]:
        return Fraction(-int(i == j)), a[i, j]

    (i, k), (j, m) = rows, columns
    found = [Fraction(0)] * 3
    for sign, first, second in ((1, (i, j), (k, m)), (-1, (i, m), (k, j))):
        (a1, a0), (b1, b0) = linear(*first), linear(*second)
        for place, c in enumerate((a1 * b1, a1 * b0 + a0 * b1, a0 * b0)):
            found[place] += sign * c
    return found


def _of_two(a: Array, rows: Sequence[int], columns: Sequence[int], say: Notation) -> Formula | None:
    """Return a determinant of two rows and columns of A − λI, None where its products are 0."""
    (i, k), (j, m) = rows, columns
    first = _product(a, (i, j), (k, m), say)
    second = _product(a, (i, m), (k, j), say)
    if second is None:
        return first
    return Minus(second) if first is None else Sum((first, Minus(second)))


def _product(
    a: Array, first: tuple[int, int], second: tuple[int, int], say: Notation
) -> Formula | None:
    """Return two entries of A − λI multiplied, None where one is 0."""
    numbers = [a[place] for place in (first, second) if place[0] != place[1]]
    linear = [a[place] for place in (first, second) if place[0] == place[1]]
    if 0 in numbers:
        return None
    brackets = tuple(Brackets(on_diagonal(x, say)) for x in linear)
    if not numbers:
        return Term(brackets)
    if not linear:
        return Product(tuple(map(say.number, numbers)))
    if abs(numbers[0]) != 1:
        return Term((say.number(numbers[0]), *brackets))
    return brackets[0] if numbers[0] == 1 else Minus(brackets[0])


def _by_traces(of: Formula, a: Array, say: Notation) -> Blocks:
    """Return the coefficients from traces, by Faddeev and Le Verrier's method."""
    n, det = len(a), determinant_of(of)
    terms: list[Formula] = [Power(LAMBDA, str(n))]
    for k in range(1, n + 1):
        power = "" if k == n else LAMBDA if k == n - 1 else Power(LAMBDA, str(n - k))
        terms.append(Term((entry("c", k), power)) if power else entry("c", k))
    whole: Formula = Sum(tuple(terms))
    found: Blocks = [
        "Its coefficients come from traces, the sums of a diagonal (Faddeev and Le Verrier):",
        Chain(det, (whole if n % 2 == 0 else Minus(Brackets(whole)),)),
        Chain(_m("1"), (of,)),
    ]
    if n <= LARGEST_BY_HAND:
        return [*found, *_with_matrices(of, a, say)]
    k = Symbol("k")
    m_k, c_k = _m(k), Index(Symbol("c"), k)
    after = Sum((m_k, Term((c_k, Symbol("I")))))
    rule = (
        Chain(_m(Row((k, "+1"))), (Term((of, Brackets(after))),)),
        Chain(c_k, (Minus(Quotient(Function("tr", m_k), k)),)),
    )
    coefficients = polynomials.characteristic_polynomial(a)[1:]
    chains = (Chain(entry("c", i), (say.number(c),)) for i, c in enumerate(coefficients, 1))
    return [*found, *rule, Series(tuple(chains))]


def _with_matrices(of: Formula, a: Array, say: Notation) -> Blocks:
    """Return the matrices whose traces are taken, each with its coefficient."""
    found: Blocks = []
    for k, (m, c) in enumerate(polynomials.trace_method(a), 1):
        how: Formula = Function("tr", _m(str(k)))
        if k > 1:
            before = Sum((_m(str(k - 1)), Term((entry("c", k - 1), Symbol("I")))))
            found.append(Chain(_m(str(k)), (Term((of, Brackets(before))), say.matrix(m))))
            how = Quotient(how, str(k))
        found.append(Chain(entry("c", k), (Minus(how), say.number(c))))
    return found


def _m(place: Formula) -> Index:
    return Index(Symbol("M"), place)


# Solving


def solved(name: Formula, a: Array, say: Notation) -> Blocks:
    """Return how the zeros of det(A − λI) are found."""
    p = polynomials.characteristic_polynomial(a)
    parts = polynomials.factors(p)
    if len(p) == 3:
        return _by_formula(p, say)
    found: Blocks = []
    if len(parts) > 1 or parts[0][1] > 1:
        roots = sorted((-part[1] for part, _ in parts if len(part) == 2), reverse=True)
        found.append(Sentence(_how_factored(p, roots, say)))
        found.append(Chain(determinant_of(name), (_factored(p, say),)))
    for part, _ in parts:
        if len(part) == 3:
            found += _by_formula(part, say)
        elif len(part) > 3:
            words = " has no factors with rational coefficients. Its zeros are found as decimals."
            found.append(Sentence((polynomial_in_lambda(part, say), words)))
    return found


def _how_factored(p: Polynomial, roots: Sequence[Fraction], say: Notation) -> tuple[Formula, ...]:
    """Return how factors are found, in words."""
    if not roots:
        return ("It has no rational zeros, but it is a product:",)
    others = [Row((say.number(root),)) for root in roots if root]
    start: tuple[Formula, ...] = ()
    if 0 in roots:
        start = ("Every term has a factor ", LAMBDA, ". ")
        if not others:
            return (*start[:-1], ". As a product:")
    last = next(c for c in reversed(p) if c)
    if all(c.denominator == 1 for c in p):
        how = (f"A whole zero divides the last coefficient{' of the rest' * (0 in roots)}, ",)
        start = (*start, *how, Row((say.number(abs(last)),)), ". Trying its divisors finds ")
    else:
        start = (*start, "Trying fractions whose parts divide its coefficients finds ")
    return (*start, *listed(others), ". As a product:")


def _factored(p: Polynomial, say: Notation) -> Formula:
    """Return det(A − λI) as a product."""
    factors: list[Formula] = []
    order = sorted(
        polynomials.factors(p), key=lambda part: (len(part[0]), part[0] != (1, 0), part[0])
    )
    for part, times in order:
        inner: Formula = polynomial_in_lambda(part, say)
        bracketed: Formula = LAMBDA if part == (1, 0) else Brackets(inner)
        factors.append(Power(bracketed, str(times)) if times > 1 else bracketed)
    product = Term(tuple(factors))
    return product if len(p) % 2 == 1 else Minus(product)


def _by_formula(p: Polynomial, say: Notation) -> Blocks:
    """Return the zeros of a monic quadratic polynomial, by the formula."""
    _, b, c = p
    equation = Chain(polynomial_in_lambda(p, say), ("0",))
    if c == 0 and b != 0:
        product = Term((LAMBDA, Brackets(Sum((LAMBDA, number(b, say))))))
        return ["Every term has a factor λ:", Chain(polynomial_in_lambda(p, say), (product, "0"))]
    if b == 0:
        roots = polynomials.exact_roots(p)
        ends: tuple[Formula, ...] = ()
        if c:
            under = Root(say.number(-c))
            ends = (PlusMinus("", under),)
            if roots is not None and str(_pair(b, c, say)) != str(ends[0]):
                ends = (*ends, _pair(b, c, say))
        return [equation, Chain(LAMBDA, ends or ("0",))]
    discriminant = b * b - 4 * c
    squared = Power(number_in_brackets(-b, say), "2")
    four_c = Product(("4", say.number(abs(c))))
    inside = Sum((squared, Minus(four_c) if c > 0 else four_c)) if c else squared
    steps: list[Formula] = [
        Quotient(PlusMinus(number(-b, say), Root(inside)), "2"),
        Quotient(PlusMinus(number(-b, say), Root(say.number(discriminant))), "2"),
    ]
    if discriminant == 0:
        return [equation, Chain(LAMBDA, (steps[0], say.number(-b / 2)))]
    root = square_root(discriminant)
    if root is None:
        return [equation, Chain(LAMBDA, tuple(steps))]
    if isinstance(root, Fraction):
        steps.append(Quotient(PlusMinus(number(-b, say), say.number(root)), "2"))
    else:
        steps.append(_pair(b, c, say))
    return [Sentence(("The quadratic formula solves ", equation, ":")), Chain(LAMBDA, tuple(steps))]


def number_in_brackets(value: Fraction, say: Notation) -> Formula:
    """Return a number, in brackets where it is negative."""
    return Brackets(say.number(value)) if value < 0 else say.number(value)


def _pair(b: Fraction, c: Fraction, say: Notation) -> Formula:
    """Return both zeros of λ² + bλ + c in one: "2 ± √3", "1 ± 2i"."""
    root = square_root(b * b - 4 * c)
    if root is None or isinstance(root, Fraction):
        return PlusMinus("" if b == 0 else number(-b / 2, say), say.number((root or 0) / 2))
    if not root.is_real:
        return Conjugates((-b + root) / 2)
    return PlusMinus("" if b == 0 else number(-b / 2, say), say.number(root / 2))
