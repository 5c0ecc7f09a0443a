"""The functions that have names: ``det(A)``, ``norm(v)``, ``I(3)``, ``sqrt(2)``."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from linalg_engine import elimination, vectors
from linalg_engine.arrays import Array
from linalg_engine.errors import InputError
from linalg_engine.exact import is_exact_number
from linalg_engine.expressions import budget as costs
from linalg_engine.expressions import operations
from linalg_engine.expressions.budget import Budget, bits_of
from linalg_engine.expressions.values import Value, described, settled
from linalg_engine.matrices import MAX_SIZE, require_square
from linalg_engine.notation import arithmetic


@dataclass(frozen=True)
class Function:
    """A function with a name.

    Attributes
    ----------
    usage
        How it is written, with letters: ``cross(a, b)``.
    example
        The same with numbers, as it can be typed.
    arguments
        How many it may have.
    compute
        From the arguments and the budget to the value.
    """

    usage: str
    example: str
    arguments: range
    compute: Callable[[Sequence[Value], Budget], Value]


def call(name: str, arguments: Sequence[Value], budget: Budget) -> Value:
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
    return function.compute(arguments, budget)


# What the arguments have to be


def _matrix(value: Value, name: str) -> Array:
    """Return a matrix, a vector as a column."""
    if not isinstance(value, np.ndarray):
        raise InputError(f"{name} needs a matrix, and this is a number.", example="[1 2; 3 4]")
    return value.reshape(-1, 1) if value.ndim == 1 else value


def _vector(value: Value, name: str) -> Array:
    """Return a vector, a matrix of one row as one."""
    if isinstance(value, np.ndarray) and (value.ndim == 1 or len(value) == 1):
        return value.reshape(-1)
    hint = "; for the size of a number write abs(x)" if name == "norm" else ""
    if name == "norm" and isinstance(value, np.ndarray):
        hint = "; for the Frobenius norm of a matrix write sqrt(trace(A' * A))"
    raise InputError(
        f"{name} needs vectors, and this is {described(value)}{hint}.",
        example=FUNCTIONS[name].example,
    )


def _size(value: Value) -> int:
    if isinstance(value, Fraction) and value.denominator == 1 and 1 <= value <= MAX_SIZE:
        return value.numerator
    raise InputError(f"A size is a whole number from 1 to {MAX_SIZE}.", example="I(3)")


# What they compute


def _entry_by_number(name: str) -> Function:
    compute = arithmetic.FUNCTIONS[name]

    def of_number(values: Sequence[Value], budget: Budget) -> Value:
        budget.spend(costs.NUMBER_COST)
        if isinstance(values[0], np.ndarray):
            hint = "; for the length of a vector write norm(v)" if name == "abs" else ""
            raise InputError(
                f"{name} needs a number, and this is {described(values[0])}{hint}.",
                example=f"{name}(2)",
            )
        return compute(values[0], 0)

    return Function(f"{name}(x)", f"{name}(2)", range(1, 2), of_number)


def _determinant(values: Sequence[Value], budget: Budget) -> Value:
    a = operations.paid_elimination(_matrix(values[0], "det"), 0, budget)
    return elimination.determinant(a).value


def _inverse(values: Sequence[Value], budget: Budget) -> Value:
    return operations.inverse(_matrix(values[0], "inv"), budget)


def _rank(values: Sequence[Value], budget: Budget) -> Value:
    a = operations.paid_elimination(_matrix(values[0], "rank"), 0, budget)
    return Fraction(elimination.rank(a))


def _trace(values: Sequence[Value], budget: Budget) -> Value:
    a = _matrix(values[0], "trace")
    require_square(a, "The trace")
    [diagonal] = operations.paid_sum(budget, np.diag(a))
    return elimination.trace(np.diag(diagonal))


def _transpose(values: Sequence[Value], _budget: Budget) -> Value:
    return operations.transpose(values[0])


def _norm(values: Sequence[Value], budget: Budget) -> Value:
    v = _vector(values[0], "norm")
    [v] = operations.paid_sum(budget, v)
    if len(values) == 1:
        return vectors.norm(v).value
    if isinstance(values[1], np.ndarray):
        raise InputError("The order p of a norm is a number.", example="norm([3, 4], 1)")
    return vectors.norm(v, float(values[1])).value


def _dot(values: Sequence[Value], budget: Budget) -> Value:
    return operations.dot(_vector(values[0], "dot"), _vector(values[1], "dot"), budget)


def _cross(values: Sequence[Value], budget: Budget) -> Value:
    return operations.cross(_vector(values[0], "cross"), _vector(values[1], "cross"), budget)


def _identity(values: Sequence[Value], budget: Budget) -> Value:
    n = _size(values[0])
    budget.spend(costs.float_entrywise_cost(n * n))
    identity = np.full((n, n), Fraction(0), dtype=object)
    np.fill_diagonal(identity, Fraction(1))
    return identity


def _diagonal(values: Sequence[Value], budget: Budget) -> Value:
    """``diag(1, 2)`` and ``diag([1, 2])`` make a matrix; of a matrix it is the diagonal."""
    first = values[0]
    if len(values) == 1 and isinstance(first, np.ndarray):
        if first.ndim == 2 and min(first.shape) > 1:
            return np.diag(first).copy()
        entries = list(first.reshape(-1))
    else:
        entries = list(values)
    if len(entries) < 2 or any(isinstance(x, np.ndarray) for x in entries):
        raise InputError(
            "diag needs the numbers on the diagonal, two or more, or a matrix.",
            example="diag(1, 2, 3)",
        )
    size = _size(Fraction(len(entries)))
    budget.spend(costs.float_entrywise_cost(size * size))
    exact = all(map(is_exact_number, entries))
    matrix = np.full((size, size), Fraction(0), dtype=object) if exact else np.zeros((size, size))
    np.fill_diagonal(matrix, np.array(entries, dtype=object if exact else float))
    return matrix


def _filled(number: int) -> Callable[[Sequence[Value], Budget], Value]:
    def compute(values: Sequence[Value], budget: Budget) -> Value:
        shape = [_size(value) for value in values]
        budget.spend(costs.float_entrywise_cost(math.prod(shape)))
        return np.full(shape, Fraction(number), dtype=object)

    return compute


def _solve(values: Sequence[Value], budget: Budget) -> Value:
    return operations.left_divide(values[0], values[1], budget)


def _unit(values: Sequence[Value], budget: Budget) -> Value:
    v = _vector(values[0], "unit")
    [v] = operations.paid_sum(budget, v)
    budget.spend(costs.entrywise_cost(len(v), bits_of(v)))
    return settled(vectors.unit(v))


def _quotient(values: Sequence[Value], budget: Budget) -> Value:
    return operations.divide(values[0], values[1], budget)


_ONE, _TWO, _ONE_OR_TWO = range(1, 2), range(2, 3), range(1, 3)
_SQUARE = "[1 2; 3 4]"

FUNCTIONS: dict[str, Function] = {
    **{name: _entry_by_number(name) for name in arithmetic.FUNCTIONS},
    "det": Function("det(A)", f"det({_SQUARE})", _ONE, _determinant),
    "inv": Function("inv(A)", f"inv({_SQUARE})", _ONE, _inverse),
    "rank": Function("rank(A)", f"rank({_SQUARE})", _ONE, _rank),
    "trace": Function("trace(A)", f"trace({_SQUARE})", _ONE, _trace),
    "tr": Function("tr(A)", f"tr({_SQUARE})", _ONE, _trace),
    "transpose": Function("transpose(A)", f"transpose({_SQUARE})", _ONE, _transpose),
    "solve": Function("solve(A, b)", f"solve({_SQUARE}, [5, 6])", _TWO, _solve),
    "norm": Function("norm(v) or norm(v, p)", "norm([3, 4])", _ONE_OR_TWO, _norm),
    "unit": Function("unit(v)", "unit([3, 4])", _ONE, _unit),
    "dot": Function("dot(a, b)", "dot([1, 2, 3], [4, 5, 6])", _TWO, _dot),
    "cross": Function("cross(a, b)", "cross([1, 0, 0], [0, 1, 0])", _TWO, _cross),
    "I": Function("I(3)", "I(3)", _ONE, _identity),
    "eye": Function("eye(3)", "eye(3)", _ONE, _identity),
    "diag": Function("diag(1, 2, 3)", "diag(1, 2, 3)", range(1, MAX_SIZE + 1), _diagonal),
    "zeros": Function("zeros(3) or zeros(2, 3)", "zeros(2, 3)", _ONE_OR_TWO, _filled(0)),
    "ones": Function("ones(3) or ones(2, 3)", "ones(3)", _ONE_OR_TWO, _filled(1)),
    "Fraction": Function("Fraction(1, 2)", "1/2", _TWO, _quotient),
    "Rational": Function("Rational(1, 2)", "1/2", _TWO, _quotient),
}
"""All names of functions. ``zeros(3)`` is a vector, ``zeros(2, 3)`` a matrix."""
