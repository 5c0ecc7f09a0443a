"""Functions that make one number of many: sums, means, largest entries, of all or by axis.

Axes are counted as in NumPy: 0 goes down each column, 1 along each row; without an axis it is all
entries. What is left of the columns is a row, shape (1, n), and of the rows a column, shape (m,),
so that ``A - mean(A, 0)`` and ``A - mean(A, 1)`` fit.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from fractions import Fraction
from itertools import accumulate
from typing import Any, NamedTuple

import numpy as np

from linalg_engine.arrays import Array
from linalg_engine.errors import InputError, too_large
from linalg_engine.exact import TooLongError
from linalg_engine.expressions import budget as costs
from linalg_engine.expressions import scalars
from linalg_engine.expressions.budget import Budget, bits_of, in_floats
from linalg_engine.expressions.entrywise import array_of
from linalg_engine.expressions.function import Function
from linalg_engine.expressions.values import (
    Number,
    Value,
    is_complex,
    one_column_is_a_vector,
    settled,
)

Lane = list[Any]
"""The numbers that make one."""

MOST_ARGUMENTS = 100


class Lanes(NamedTuple):
    """What is taken together.

    Attributes
    ----------
    lanes
        All entries in one, or a list for each column or row.
    axis
        0, 1, or None for all entries.
    """

    lanes: list[Lane]
    axis: int | None

    def reduced(self, compute: Callable[[Lane], Number]) -> Value:
        """Return a number for each lane: of the columns as a row, of the rows as a column."""
        found = [compute(lane) for lane in self.lanes]
        if self.axis is None:
            return found[0]
        results = settled(array_of(found))
        return results.reshape(1, -1) if self.axis == 0 else results

    def changed(self, compute: Callable[[Lane], Sequence[Number]]) -> Value:
        """Return the lanes with other numbers in them, in their places."""
        rows = [list(compute(lane)) for lane in self.lanes]
        entries = array_of([x for row in rows for x in row])
        if self.axis is None:
            return settled(entries)
        table = settled(entries).reshape(len(rows), -1)
        return one_column_is_a_vector(table.T.copy() if self.axis == 0 else table)


def lanes_of(values: Sequence[Value], axis: Value | None, name: str, budget: Budget) -> Lanes:
    """Return what the arguments of a function are, paid for.

    Raises
    ------
    InputError
        If the axis is none, or several values are no numbers.
    """
    array, axis = _array_and_axis(values, axis, name)
    [array] = budget.exact_or_float(
        array, exact=3 * _cost(array), floating=3 * costs.float_entrywise_cost(array.size)
    )
    along = _checked_axis(axis, array, name)
    if along is None:
        return Lanes([array.reshape(-1).tolist()], None)
    return Lanes((array.T if along == 0 else array).tolist(), along)


def total(lane: Lane) -> Number:
    """Return the sum."""
    if any(isinstance(x, float | complex) for x in lane):
        if any(map(is_complex, lane)):
            return scalars.bounded(sum(map(complex, lane)))
        return _float_sum(lane)
    try:
        return scalars.add(sum(lane, Fraction(0)), Fraction(0))
    except TooLongError:
        return total(in_floats(array_of(lane)).tolist())


def mean(lane: Lane) -> Number:
    """Return the arithmetic mean."""
    return scalars.divide(total(lane), Fraction(len(lane)))


def variance(lane: Lane, less: int) -> Number:
    """Return the sum of the squared deviations from the mean, over n - ``less``."""
    if len(lane) <= less:
        raise InputError(
            "The sample's spread divides by n - 1: it needs two numbers or more.",
            example="stdev([1, 2, 4])",
        )
    middle = mean(lane)
    if isinstance(middle, float):
        away = [float(x) - middle for x in lane]
        return scalars.bounded(_float_sum([d * d for d in away]) / (len(lane) - less))
    deviations = [scalars.subtract(x, middle) for x in lane]
    squares = [scalars.multiply(x, x) for x in deviations]
    return scalars.divide(total(squares), Fraction(len(lane) - less))


def median(lane: Lane) -> Number:
    """Return the middle number, the mean of the two in the middle of an even count."""
    ordered = sorted(lane)
    n = len(ordered)
    return mean([ordered[(n - 1) // 2], ordered[n // 2]])


def product(lane: Lane) -> Number:
    """Return the product."""
    result: Number = Fraction(1)
    for x in lane:
        result = scalars.multiply(result, x)
    return result


def _running(operation: Callable[[Any, Any], Number]) -> Callable[[Lane], list[Number]]:
    return lambda lane: list(accumulate(lane, operation))


def _array_and_axis(
    values: Sequence[Value], axis: Value | None, name: str
) -> tuple[Array, Value | None]:
    first, *others = values
    if not isinstance(first, np.ndarray):
        if any(isinstance(x, np.ndarray) for x in others):
            raise InputError(
                f"{name} takes one vector or matrix, with an axis behind it, or several numbers.",
                example=f"{name}([1 2; 3 4], 0)",
            )
        return array_of([x for x in values if not isinstance(x, np.ndarray)]), axis
    if len(others) > 1 or (others and axis is not None):
        raise InputError(
            f"{name} takes one vector or matrix, and an axis behind it.",
            example=f"{name}([1 2; 3 4], 0)",
        )
    return first, others[0] if others else axis


def _checked_axis(axis: Value | None, array: Array, name: str) -> int | None:
    if axis is None:
        return None
    known = (0, -1) if array.ndim == 1 else (0, 1, -2, -1)
    if isinstance(axis, np.ndarray) or axis not in known:
        larger = {"max": "maximum", "min": "minimum"}.get(name)
        hint = f"; entry by entry against another value write {larger}(A, b)" if larger else ""
        axes = "0 alone" if array.ndim == 1 else "0 (down each column) or 1 (along each row)"
        raise InputError(
            f"The second value of {name} is an axis as in NumPy, {axes}; "
            f"MATLAB's 1 and 2 are 0 and 1 here{hint}.",
            example=f"{name}([1 2; 3 4], 0)",
        )
    return None if array.ndim == 1 else next(k for k, x in enumerate(known) if x == axis) % 2


def _cost(array: Array) -> float:
    bits = bits_of(array)
    if bits.bottom == 0 and bits.terms == 1:
        return 3 + array.size * (1.5 + bits.top / 500)
    return costs.sum_cost(array.size, bits)


def _float_sum(lane: Lane) -> float:
    """Return a sum of floats, refused where it is beyond their range."""
    try:
        found = math.fsum(map(float, lane))
    except OverflowError:
        found = math.inf
    if not math.isfinite(found):
        raise too_large()
    return found


# The functions by name


def _reduction(
    name: str,
    compute: Callable[[Lane], Number],
    *,
    takes_complex: bool = False,
) -> Function:
    def of(values: Sequence[Value], budget: Budget, axis: Value | None = None) -> Value:
        return lanes_of(values, axis, name, budget).reduced(compute)

    return Function(
        f"{name}(A) or {name}(A, axis)",
        f"{name}([1, 2, 3])",
        range(1, MOST_ARGUMENTS + 1),
        of,
        ("axis",),
        takes_complex,
    )


def _spread(name: str, least: int, *, root: bool) -> Function:
    """Return a variance or a standard deviation that divides by n - ``least``, or as ddof says."""

    def of(
        values: Sequence[Value],
        budget: Budget,
        axis: Value | None = None,
        ddof: Value | None = None,
    ) -> Value:
        less = least if ddof is None else ddof
        if isinstance(less, np.ndarray) or less not in (0, 1):
            raise InputError("ddof is 0, to divide by n, or 1, to divide by n - 1.")
        taken_off = 1 if less == 1 else 0

        def compute(lane: Lane) -> Number:
            found = variance(lane, taken_off)
            return scalars.square_root(found) if root else found

        return lanes_of(values, axis, name, budget).reduced(compute)

    return Function(
        f"{name}(v) or {name}(A, axis)",
        f"{name}([1, 2, 4])",
        range(1, MOST_ARGUMENTS + 1),
        of,
        ("axis", "ddof"),
    )


def _ordered(
    name: str, compute: Callable[[Lane], Sequence[Number]], default: int | None
) -> Function:
    """Return a function that keeps all numbers; ``default`` is the axis of a matrix."""

    def of(values: Sequence[Value], budget: Budget, axis: Value | None = None) -> Value:
        first = values[0]
        is_matrix = isinstance(first, np.ndarray) and first.ndim == 2
        if is_matrix and axis is None and len(values) == 1 and default is not None:
            axis = Fraction(default)
        return lanes_of(values, axis, name, budget).changed(compute)

    return Function(
        f"{name}(v) or {name}(A, axis)",
        f"{name}([3, 1, 2])",
        range(1, MOST_ARGUMENTS + 1),
        of,
        ("axis",),
        takes_complex=name != "sort",
    )


def _place(name: str, better: Callable[[Any, Any], bool]) -> Function:
    """Return the function that finds the place, from 1, of the largest or smallest number."""

    def first_best(lane: Lane) -> Fraction:
        best = 0
        for k, x in enumerate(lane):
            if better(x, lane[best]):
                best = k
        return Fraction(best + 1)

    def of(values: Sequence[Value], budget: Budget, axis: Value | None = None) -> Value:
        lanes = lanes_of(values, axis, name, budget)
        first = values[0]
        if lanes.axis is None and isinstance(first, np.ndarray) and first.ndim == 2:
            place = first_best(lanes.lanes[0]).numerator - 1
            row, column = divmod(place, first.shape[1])
            return array_of([Fraction(row + 1), Fraction(column + 1)])
        return lanes.reduced(first_best)

    return Function(
        f"{name}(v) or {name}(A, axis)",
        f"{name}([3, 1, 2])",
        range(1, MOST_ARGUMENTS + 1),
        of,
        ("axis",),
    )


REDUCTIONS: dict[str, Function] = {
    "sum": _reduction("sum", total, takes_complex=True),
    "prod": _reduction("prod", product, takes_complex=True),
    "mean": _reduction("mean", mean, takes_complex=True),
    "average": _reduction("average", mean, takes_complex=True),
    "median": _reduction("median", median),
    "max": _reduction("max", max),
    "min": _reduction("min", min),
    "var": _spread("var", 0, root=False),
    "std": _spread("std", 0, root=True),
    "pvariance": _spread("pvariance", 0, root=False),
    "pstdev": _spread("pstdev", 0, root=True),
    "variance": _spread("variance", 1, root=False),
    "stdev": _spread("stdev", 1, root=True),
    "sd": _spread("sd", 1, root=True),
    "argmax": _place("argmax", lambda x, best: x > best),
    "argmin": _place("argmin", lambda x, best: x < best),
    "sort": _ordered("sort", sorted, 1),
    "cumsum": _ordered("cumsum", _running(scalars.add), None),
    "cumprod": _ordered("cumprod", _running(scalars.multiply), None),
}
"""``std`` and ``var`` divide by n, as NumPy does; ``stdev``, R's ``sd`` and ``variance`` by
n - 1."""
