"""The functions that have names: ``det(A)``, ``norm(v)``, ``I(3)``, ``sqrt(2)``."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

import numpy as np

from linalg_engine import elimination, networks, vectors
from linalg_engine.errors import InputError
from linalg_engine.exponential import MAX_EXPONENTIAL_SIZE, matrix_exponential
from linalg_engine.expressions import budget as costs
from linalg_engine.expressions import complex_matrices, entrywise, operations, scalars
from linalg_engine.expressions.budget import Budget, bits_of
from linalg_engine.expressions.entry_functions import ENTRY_FUNCTIONS
from linalg_engine.expressions.function import (
    ONE,
    ONE_OR_TWO,
    SQUARE,
    TWO,
    Function,
    matrix,
    vector,
)
from linalg_engine.expressions.making import MAKING
from linalg_engine.expressions.reductions import REDUCTIONS
from linalg_engine.expressions.values import (
    Value,
    is_complex,
    one_column_is_a_vector,
    refuse_complex,
    settled,
)
from linalg_engine.matrices import check_size, require_square

NO_KEYWORDS: Mapping[str, Value] = {}


def call(
    name: str,
    arguments: Sequence[Value],
    budget: Budget,
    keywords: Mapping[str, Value] = NO_KEYWORDS,
) -> Value:
    """Return the value of a function.

    Raises
    ------
    InputError
        If the number of arguments, or what they are, does not fit the function.
    """
    function = FUNCTIONS[name]
    if len(arguments) not in function.arguments:
        raise InputError(
            f"{name} is written {function.usage}, and not with {len(arguments)} values.",
            example=function.example,
        )
    unknown = [keyword for keyword in keywords if keyword not in function.keywords]
    if unknown:
        raise InputError(
            f"{name} is written {function.usage}, without {unknown[0][:20]}=.",
            example=function.example,
        )
    if not function.takes_complex:
        refuse_complex(*arguments)
    return function.compute(arguments, budget, **keywords)


def _determinant(values: Sequence[Value], budget: Budget) -> Value:
    a = matrix(values[0], "det")
    if is_complex(a):
        return complex_matrices.determinant(a, budget)
    return elimination.determinant(operations.paid_elimination(a, 0, budget)).value


def _inverse(values: Sequence[Value], budget: Budget) -> Value:
    return operations.inverse(matrix(values[0], "inv"), budget)


def _pseudo_inverse(values: Sequence[Value], budget: Budget) -> Value:
    a = matrix(values[0], "pinv")
    # A reduction, an inverse and the products between them.
    a = operations.paid_elimination(a, 3 * len(a), budget)
    return one_column_is_a_vector(settled(elimination.pseudo_inverse(a).value))


def _exponential(values: Sequence[Value], budget: Budget) -> Value:
    a = matrix(values[0], "expm")
    require_square(a, "The exponential of a matrix")
    check_size(a)
    budget.spend(costs.exponential_cost(min(len(a), MAX_EXPONENTIAL_SIZE)))
    return settled(matrix_exponential(a))


def _rank(values: Sequence[Value], budget: Budget) -> Value:
    a = operations.paid_elimination(matrix(values[0], "rank"), 0, budget)
    return Fraction(elimination.rank(a))


def _trace(values: Sequence[Value], budget: Budget) -> Value:
    a = matrix(values[0], "trace")
    require_square(a, "The trace")
    return REDUCTIONS["sum"].compute([np.diag(a)], budget)


def _transpose(values: Sequence[Value], _budget: Budget) -> Value:
    return operations.transpose(values[0])


def _count(values: Sequence[Value], _budget: Budget) -> Value:
    """Return how many entries a vector has."""
    return Fraction(len(vector(values[0], "length", "length([1, 2, 3])")))


def _norm(values: Sequence[Value], budget: Budget) -> Value:
    """Return the length of a vector, or the root of the sum of all squares of a matrix."""
    first = values[0]
    if is_complex(first):
        first = entrywise.applied(scalars.absolute, budget, first, exact=True)
    if isinstance(first, np.ndarray) and first.ndim == 2 and len(values) == 1:
        first = first.reshape(-1)
    v = vector(first, "norm", "norm([3, 4])")
    [v] = operations.paid_sum(budget, v)
    if len(values) == 1:
        return vectors.norm(v).value
    if isinstance(values[1], np.ndarray | complex):
        raise InputError("The order p of a norm is a number.", example="norm([3, 4], 1)")
    return vectors.norm(v, float(values[1])).value


def _dot(values: Sequence[Value], budget: Budget) -> Value:
    if any(isinstance(x, np.ndarray) and x.ndim == 2 and len(x) > 1 for x in values):
        return _product(values, budget)
    a, b = (vector(x, "dot", "dot([1, 2, 3], [4, 5, 6])") for x in values)
    return operations.dot(a, b, budget)


def _cross(values: Sequence[Value], budget: Budget) -> Value:
    a, b = (vector(x, "cross", "cross([1, 0, 0], [0, 1, 0])") for x in values)
    return operations.cross(a, b, budget)


def _angle(values: Sequence[Value], budget: Budget) -> Value:
    """Return the angle between two vectors, or that of a complex number, in radians."""
    if len(values) == 1:
        return entrywise.applied(scalars.argument, budget, values[0], exact=False)
    refuse_complex(*values)
    a, b = (vector(x, "angle", "angle([1, 0], [1, 1])") for x in values)
    a, b = operations.paid_sum(budget, a, b)
    return vectors.angle(a, b).radians


def _solve(values: Sequence[Value], budget: Budget) -> Value:
    return operations.left_divide(values[0], values[1], budget)


def _unit(values: Sequence[Value], budget: Budget) -> Value:
    v = vector(values[0], "unit", "unit([3, 4])")
    [v] = operations.paid_sum(budget, v)
    budget.spend(costs.entrywise_cost(len(v), bits_of(v)))
    return settled(vectors.unit(v))


def _softmax(values: Sequence[Value], budget: Budget) -> Value:
    v = vector(values[0], "softmax", "softmax([1, 2, 3])")
    [v] = operations.paid_sum(budget, v)
    return settled(networks.softmax(v))


def _quotient(values: Sequence[Value], budget: Budget) -> Value:
    return operations.divide(values[0], values[1], budget)


def _product(values: Sequence[Value], budget: Budget) -> Value:
    return operations.dot(values[0], values[1], budget)


FUNCTIONS: dict[str, Function] = {
    **ENTRY_FUNCTIONS,
    **REDUCTIONS,
    **MAKING,
    **{
        name: Function(f"{name}(A)", f"{name}({SQUARE})", ONE, compute, takes_complex=True)
        for names, compute in (
            (("det", "determinant"), _determinant),
            (("inv", "inverse"), _inverse),
            (("trace", "tr"), _trace),
            (("transpose",), _transpose),
        )
        for name in names
    },
    **{
        name: Function(f"{name}(v)", f"{name}([1, 2, 3])", ONE, _count, takes_complex=True)
        for name in ("len", "length", "numel")
    },
    "rank": Function("rank(A)", f"rank({SQUARE})", ONE, _rank),
    "pinv": Function("pinv(A)", "pinv([1 2; 2 4])", ONE, _pseudo_inverse),
    "expm": Function("expm(A)", "expm([0 1; 0 0])", ONE, _exponential),
    "solve": Function("solve(A, b)", f"solve({SQUARE}, [5, 6])", TWO, _solve),
    "norm": Function(
        "norm(v) or norm(v, p)", "norm([3, 4])", ONE_OR_TWO, _norm, takes_complex=True
    ),
    "unit": Function("unit(v)", "unit([3, 4])", ONE, _unit),
    "dot": Function("dot(a, b)", "dot([1, 2, 3], [4, 5, 6])", TWO, _dot, takes_complex=True),
    "matmul": Function(
        "matmul(A, B)", f"matmul({SQUARE}, {SQUARE})", TWO, _product, takes_complex=True
    ),
    "cross": Function("cross(a, b)", "cross([1, 0, 0], [0, 1, 0])", TWO, _cross),
    "angle": Function(
        "angle(a, b) or angle(z)", "angle([1, 0], [1, 1])", ONE_OR_TWO, _angle, takes_complex=True
    ),
    "softmax": Function("softmax(v)", "softmax([1, 2, 3])", ONE, _softmax),
    "Fraction": Function("Fraction(1, 2)", "1/2", TWO, _quotient),
    "Rational": Function("Rational(1, 2)", "1/2", TWO, _quotient),
}
"""All names of functions."""

ELSEWHERE = frozenset(
    [
        *("rref", "eig", "eigen", "eigvals", "eigenvalues", "eigh", "eigenvectors", "svd", "lu"),
        *("qr", "chol", "cholesky", "pca", "null", "nullspace", "kernel", "orth", "lstsq"),
        *("diagonalize", "jordan", "polyfit", "cond"),
    ]
)
"""Functions with several results or steps of their own: no value of an expression."""
