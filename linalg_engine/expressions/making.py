"""Functions that make vectors and matrices: zeros, eye, linspace, outer, kron."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from fractions import Fraction

import numpy as np

from linalg_engine.arrays import Array
from linalg_engine.errors import InputError
from linalg_engine.exact import is_exact_number
from linalg_engine.expressions import budget as costs
from linalg_engine.expressions import entrywise, scalars
from linalg_engine.expressions.budget import Budget
from linalg_engine.expressions.entrywise import array_of
from linalg_engine.expressions.function import (
    ONE,
    ONE_OR_TWO,
    TWO,
    Function,
    matrix,
    number,
    size,
    vector,
    whole,
)
from linalg_engine.expressions.scalars import whole_part
from linalg_engine.expressions.values import (
    Number,
    Value,
    one_column_is_a_vector,
    refuse_complex,
    settled,
)
from linalg_engine.matrices import MAX_SIZE, check_size

MOST_STEPS = 1_000
"""Numbers of a range."""


def span(start: Value, step: Value, stop: Value, budget: Budget) -> Value:
    """Return MATLAB's ``start:step:stop``, the end included: shape (n,).

    Raises
    ------
    InputError
        If there are none, or more than `MOST_STEPS`.
    """
    return _steps(start, stop, step, budget, includes_end=True)


def _steps(start: Value, stop: Value, step: Value, budget: Budget, *, includes_end: bool) -> Value:
    first, last, width = (number(x, "A range") for x in (start, stop, step))
    refuse_complex(first, last, width)
    if width == 0:
        raise InputError("The step of a range is not 0.", example="0:0.5:2")
    ratio = scalars.divide(scalars.subtract(last, first), width)
    rounding = math.floor if includes_end else math.ceil
    count = whole_part(rounding, ratio) + includes_end
    if count < 1:
        raise InputError("There are no numbers in this range.", example="1:5")
    if count > MOST_STEPS:
        raise InputError(f"A range has at most {MOST_STEPS:,} numbers here.", example="1:5")
    return _equal_steps(first, width, count, budget)


def _equal_steps(first: Number, width: Number, count: int, budget: Budget) -> Array:
    budget.spend(count * costs.NUMBER_COST)
    return settled(array_of([first + k * width for k in range(count)]))


def _range(values: Sequence[Value], budget: Budget) -> Value:
    start, stop = (Fraction(0), values[0]) if len(values) == 1 else values[:2]
    step = values[2] if len(values) == 3 else Fraction(1)
    return _steps(start, stop, step, budget, includes_end=False)


def _linspace(values: Sequence[Value], budget: Budget) -> Value:
    problem = f"linspace needs a whole number of steps from 2 to {MOST_STEPS:,}."
    count = 50
    if len(values) == 3:
        count = whole(values[2], 2, MOST_STEPS, problem, "linspace(0, 1, 5)")
    first, last = (number(x, "linspace") for x in values[:2])
    width = scalars.divide(scalars.subtract(last, first), Fraction(count - 1))
    return _equal_steps(first, width, count, budget)


def _identity(values: Sequence[Value], budget: Budget) -> Value:
    n = size(values[0])
    if len(values) == 2 and size(values[1]) != n:
        raise InputError("An identity matrix is square: I(3).", example="I(3)")
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
    count = size(Fraction(len(entries)))
    budget.spend(costs.float_entrywise_cost(count * count))
    exact = all(map(is_exact_number, entries))
    zeros = (
        np.full((count, count), Fraction(0), dtype=object) if exact else np.zeros((count, count))
    )
    diagonal = array_of([number(x, "diag") for x in entries])
    result = zeros if exact else zeros.astype(diagonal.dtype)
    np.fill_diagonal(result, diagonal)
    return result


def _filled(fill: int) -> Callable[[Sequence[Value], Budget], Value]:
    def compute(values: Sequence[Value], budget: Budget) -> Value:
        shape = _shape(values)
        budget.spend(costs.float_entrywise_cost(math.prod(shape)))
        return one_column_is_a_vector(np.full(shape, Fraction(fill), dtype=object))

    return compute


def _shape(values: Sequence[Value]) -> list[int]:
    """Return the sizes, which may stand in one bracket: ``zeros((2, 3))``."""
    first = values[0]
    if len(values) == 1 and isinstance(first, np.ndarray) and first.shape == (2,):
        return [size(x) for x in first]
    return [size(value) for value in values]


def _outer(values: Sequence[Value], budget: Budget) -> Value:
    a, b = (vector(x, "outer", "outer([1, 2], [3, 4])") for x in values)
    check_size(np.broadcast_to(0, (len(a), len(b))))
    return entrywise.combined("*", a.reshape(-1, 1), b.reshape(1, -1), budget)


def _kron(values: Sequence[Value], budget: Budget) -> Value:
    a, b = (matrix(x, "kron") for x in values)
    (m, n), (p, q) = a.shape, b.shape
    if max(m * p, n * q) > MAX_SIZE:
        raise InputError(
            f"The Kronecker product would be {m * p}×{n * q}; matrices go up to "
            f"{MAX_SIZE}×{MAX_SIZE} here.",
            example="kron([1 2; 3 4], I(2))",
        )
    left = np.repeat(np.repeat(a, p, axis=0), q, axis=1)
    return entrywise.combined("*", left, np.tile(b, (m, n)), budget)


MAKING: dict[str, Function] = {
    "I": Function("I(3)", "I(3)", ONE, _identity),
    "eye": Function("eye(3)", "eye(3)", ONE_OR_TWO, _identity),
    "identity": Function("identity(3)", "identity(3)", ONE, _identity),
    "diag": Function(
        "diag(1, 2, 3)", "diag(1, 2, 3)", range(1, MAX_SIZE + 1), _diagonal, takes_complex=True
    ),
    "zeros": Function("zeros(3) or zeros(2, 3)", "zeros(2, 3)", ONE_OR_TWO, _filled(0)),
    "ones": Function("ones(3) or ones(2, 3)", "ones(3)", ONE_OR_TWO, _filled(1)),
    "linspace": Function("linspace(0, 1, 5)", "linspace(0, 1, 5)", range(2, 4), _linspace),
    "range": Function("range(5) or range(1, 6)", "range(5)", range(1, 4), _range),
    "arange": Function("arange(5) or arange(0, 1, 0.25)", "arange(5)", range(1, 4), _range),
    "outer": Function("outer(a, b)", "outer([1, 2], [3, 4])", TWO, _outer, takes_complex=True),
    "kron": Function("kron(A, B)", "kron([1 2; 3 4], I(2))", TWO, _kron, takes_complex=True),
}
"""``zeros(3)`` is a vector, ``zeros(2, 3)`` a matrix; ``range`` leaves its end out, as Python's."""
