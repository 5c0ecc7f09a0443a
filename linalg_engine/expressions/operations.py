"""Operations: sums, products, powers, quotients, systems.

Every function takes the budget that its work is paid from, and raises an `InputError` where
the shapes do not fit, there is no answer, or the work would be too much.
"""

from __future__ import annotations

import math
from fractions import Fraction
from typing import NoReturn

import numpy as np

from linalg_engine import elimination, vectors
from linalg_engine.arrays import Array, is_exact
from linalg_engine.errors import InputError
from linalg_engine.exact import Exact, in_floats_when_too_long
from linalg_engine.expressions import budget as costs
from linalg_engine.expressions import complex_matrices, entrywise, scalars
from linalg_engine.expressions.budget import Bits, Budget, bits_of
from linalg_engine.expressions.values import (
    MAX_BITS,
    Value,
    capital,
    count,
    described,
    is_complex,
    one_column_is_a_vector,
    refuse_complex,
    settled,
)
from linalg_engine.matrices import check_size, exact_work, join, overflow_in_words
from linalg_engine.notation import arithmetic


def add(a: Value, b: Value, budget: Budget) -> Value:
    """Return a + b, stretched to one shape."""
    return entrywise.combined("+", a, b, budget)


def subtract(a: Value, b: Value, budget: Budget) -> Value:
    """Return a - b, stretched to one shape."""
    return entrywise.combined("-", a, b, budget)


def multiply(a: Value, b: Value, budget: Budget) -> Value:
    """Return the product ``a * b``: of numbers, a number and an array, or matrices.

    A vector on the right of a matrix is a column. On the left it is a column too if the
    matrix has one row, and otherwise a row.
    """
    if isinstance(a, np.ndarray) and isinstance(b, np.ndarray):
        if a.ndim == b.ndim == 1:
            raise InputError(
                "Two vectors have several products: use · for the dot product, "
                "or × / cross() for the cross product, .* entry by entry (NumPy's *), "
                "and outer() for the table of all products.",
                example="[1, 2, 3] · [4, 5, 6]",
            )
        return _matrix_product(a, b, budget)
    return entrywise.combined("*", a, b, budget)


def dot(a: Value, b: Value, budget: Budget) -> Value:
    """Return ``a · b``: the dot product of two vectors, otherwise as ``a * b``."""
    if not (isinstance(a, np.ndarray) and isinstance(b, np.ndarray) and a.ndim == b.ndim == 1):
        return multiply(a, b, budget)
    if len(a) != len(b):
        raise InputError(
            f"A dot product needs two vectors of the same length; these have {len(a)} and "
            f"{count(len(b), 'entry')}.",
            example="[1, 2, 3] · [4, 5, 6]",
        )
    return _sum_of_products(*paid_sum(budget, a, b))


def cross(a: Value, b: Value, budget: Budget) -> Value:
    """Return ``a × b``: the cross product of two vectors, otherwise as ``a * b``."""
    if not (isinstance(a, np.ndarray) and isinstance(b, np.ndarray) and a.ndim == b.ndim == 1):
        return multiply(a, b, budget)
    if not len(a) == len(b) == 3:
        raise InputError(
            "The cross product lives in 3 dimensions; "
            f"these vectors have {len(a)} and {count(len(b), 'entry')}.",
            example="[1, 0, 0] × [0, 1, 0]",
        )
    refuse_complex(a, b)
    budget.spend(4 * costs.entrywise_cost(len(a), bits_of(a, b)))
    return settled(vectors.cross(a, b))


def divide(a: Value, b: Value, budget: Budget) -> Value:
    """Return a / b, where b is a number."""
    if isinstance(b, np.ndarray):
        raise InputError(
            f"Nothing can be divided by {'a vector' if b.ndim == 1 else 'a matrix'}. "
            "For A⁻¹ b write A \\ b; for B A⁻¹ write B * inv(A); entry by entry write ./.",
            example="[1 2; 3 4] \\ [5, 6]",
        )
    return entrywise.combined("/", a, b, budget)


def left_divide(a: Value, b: Value, budget: Budget) -> Value:
    r"""Return ``A \ b``: the one solution x of ``A x = b``, for each column of b.

    Least squares is not taken silently: where there is no solution, the error says so.
    """
    if not (isinstance(a, np.ndarray) and isinstance(b, np.ndarray) and a.ndim == 2):
        raise InputError(
            "A \\ b solves A x = b: it needs a matrix on the left and a vector "
            f"(or a matrix) on the right; here are {described(a)} and {described(b)}.",
            example="[1 2; 3 4] \\ [5, 6]",
        )
    if len(a) != len(b):
        right = count(len(b), "entry" if b.ndim == 1 else "row")
        raise InputError(
            f"{capital(described(a))} \\ {described(b)} does not fit: "
            f"{count(len(a), 'row')} meet {right}."
        )
    return _solution(check_size(a), b, budget)


def power(a: Value, n: Value, budget: Budget) -> Value:
    """Return ``a ^ n``: of numbers, or of a square matrix and a whole number."""
    if isinstance(n, np.ndarray):
        raise InputError(
            f"An exponent is a number; this one is {described(n)}. Entry by entry write .^",
            example="2 .^ [1, 2, 3]",
        )
    if not isinstance(a, np.ndarray):
        if is_complex(a):
            budget.spend(costs.COMPLEX_POWER_COST)
        return scalars.power(a, n)
    if a.ndim == 1:
        raise InputError(
            "A vector has no powers; for its dot product with itself write v · v, "
            "for the power of each entry v .^ 2.",
            example="[1, 2, 3] .^ 2",
        )
    exponent = None if isinstance(n, complex) else arithmetic.whole(n)
    if exponent is None:
        raise InputError(
            "A power of a matrix needs a whole exponent; entry by entry write .^",
            example="[1 2; 3 4]^5",
        )
    if exponent < 0:
        a = inverse(a, budget)
    return _repeated_product(a, abs(exponent), budget)


def negative(a: Value, budget: Budget) -> Value:
    """Return -a."""
    if isinstance(a, np.ndarray):
        budget.spend(costs.entrywise_cost(a.size, bits_of(a)))
    return -a


def transpose(a: Value) -> Value:
    """Return the transpose: a vector, shape (n,), becomes a row, shape (1, n)."""
    if not isinstance(a, np.ndarray):
        return a
    return a.reshape(1, -1) if a.ndim == 1 else one_column_is_a_vector(a.T.copy())


def inverse(a: Array, budget: Budget) -> Array:
    """Return A⁻¹, exact where that is affordable."""
    if is_complex(a):
        return complex_matrices.inverse(a, budget)
    return settled(elimination.inverse(paid_elimination(a, len(a), budget)).value)


def paid_elimination(a: Array, right_sides: int, budget: Budget) -> Array:
    """Pay for the reduction of ``a`` beside so many columns; return it as it can be afforded."""
    check_size(a)
    refuse_complex(a)
    m, n = a.shape
    reading = costs.common_denominators_cost(m, n, bits_of(a))
    work = math.inf
    if is_exact(a) and budget.affords(reading):
        budget.spend(reading)
        work = exact_work(a) * (n + right_sides) / n
    [a] = budget.exact_or_float(
        a,
        exact=costs.elimination_cost(m, n + right_sides, work),
        floating=costs.float_elimination_cost(m, n),
    )
    return a


def paid_sum(budget: Budget, *terms: Array) -> list[Array]:
    """Pay for the sum of the products of entries; return the vectors as it can be afforded."""
    entries = len(terms[0])
    return budget.exact_or_float(
        *terms,
        exact=costs.sum_cost(entries, bits_of(*terms)),
        floating=costs.float_entrywise_cost(entries),
    )


def _sum_of_products(a: Array, b: Array) -> Value:
    if is_complex(a) or is_complex(b):
        return scalars.bounded((a @ b) + Fraction(0))
    return _real_sum_of_products(a, b)


@in_floats_when_too_long
def _real_sum_of_products(a: Array, b: Array) -> Value:
    if is_exact(a):
        total: Exact = sum(a * b, Fraction(0))
        return arithmetic.add(total, Fraction(0), 0)
    with overflow_in_words():
        return math.fsum(a * b)


def _repeated_product(a: Array, n: int, budget: Budget) -> Array:
    size, bits = len(a), bits_of(a)
    times = 2 * n.bit_length()
    # Beyond MAX_BITS the powers are computed in floats.
    longest = Bits(min(MAX_BITS, n * bits.top), min(MAX_BITS, n * bits.bottom) // size, bits.terms)
    [a] = budget.exact_or_float(
        a,
        exact=times * costs.product_cost(size, size, size, longest),
        floating=times * costs.float_product_cost(size, size, size),
    )
    if is_complex(a):
        return settled(complex_matrices.power(a, n))
    return settled(elimination.power(a, n))


def _matrix_product(a: Array, b: Array, budget: Budget) -> Value:
    as_column = b.ndim == 1 or len(b) == 1
    left = a if a.ndim == 2 else a.reshape(-1, 1) if as_column else a.reshape(1, -1)
    right = b.reshape(-1, 1) if b.ndim == 1 else b
    if left.shape[1] != right.shape[0]:
        _refuse_product(a, b)
    (m, k), n = left.shape, right.shape[1]
    check_size(left, right)
    left, right = budget.exact_or_float(
        left,
        right,
        exact=costs.product_cost(m, k, n, bits_of(left, right)),
        floating=costs.float_product_cost(m, k, n),
    )
    if is_complex(left) or is_complex(right):
        product = settled(complex_matrices.product(left, right))
    else:
        product = settled(elimination.multiply(left, right))
    if b.ndim == 1 and m == 1:
        return product.item()
    return product.reshape(-1) if a.ndim == 1 and m == 1 else one_column_is_a_vector(product)


def _refuse_product(a: Array, b: Array) -> NoReturn:
    left = count(a.shape[-1], "entry" if a.ndim == 1 else "column")
    right = count(len(b), "entry" if b.ndim == 1 else "row")
    verb = "meets" if a.shape[-1] == 1 else "meet"
    advice = ""
    if a.ndim == b.ndim == 2 and len(b) == 1 and a.shape[1] == b.shape[1]:
        advice = " A vector is a column here already: leave its transpose out."
    raise InputError(
        f"{capital(described(a))} times {described(b)} does not fit: "
        f"{left} {verb} {right}.{advice}",
        example="[1 2; 3 4] * [5, 6]",
    )


def _solution(a: Array, b: Array, budget: Budget) -> Array:
    refuse_complex(a, b)
    unknowns = a.shape[1]
    columns = check_size(b.reshape(len(b), -1))
    a = paid_elimination(a, columns.shape[1], budget)
    reduction = elimination.row_reduce(join(a, columns), columns.shape[1], record=False)
    rhs = reduction.rref[:, unknowns:]
    if np.any(rhs[reduction.rank :] != 0):
        raise InputError(
            "A x = b has no solution here."
            + (f" {LEAST_SQUARES}" if reduction.rank == unknowns else ""),
            example="[1 2; 3 4] \\ [5, 6]",
            reason=None if reduction.rank == unknowns else "many nearest",
        )
    if reduction.rank < unknowns:
        raise InputError(
            "A x = b has infinitely many solutions here, and an expression has one value.",
            example="[1 2; 3 4] \\ [5, 6]",
            reason="many solutions",
        )
    solution = settled(rhs[:unknowns].copy())
    return solution.reshape(-1) if b.ndim == 1 else one_column_is_a_vector(solution)


LEAST_SQUARES = "For the x that comes nearest (least squares) write (A' * A) \\ (A' * b)."
