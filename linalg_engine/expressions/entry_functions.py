"""Functions of numbers, which take arrays entry by entry: ``exp([1, 2, 3])``."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from fractions import Fraction
from typing import Any

from linalg_engine.expressions import entrywise, scalars
from linalg_engine.expressions.budget import Budget
from linalg_engine.expressions.function import ONE, ONE_OR_TWO, TWO, Function, whole
from linalg_engine.expressions.values import Number, Value, refuse_complex
from linalg_engine.notation import arithmetic

MOST_PLACES = 12
"""Digits after the point to which ``round`` rounds."""


def _one(
    name: str, compute: Callable[[Any], Number], *, exact: bool = False, example: str = "2"
) -> Function:
    def of(values: Sequence[Value], budget: Budget) -> Value:
        return entrywise.applied(compute, budget, values[0], exact=exact)

    return Function(f"{name}(x)", f"{name}({example})", ONE, of, takes_complex=True)


def _two(name: str, compute: Callable[[Any, Any], Number], example: str) -> Function:
    def of(values: Sequence[Value], budget: Budget) -> Value:
        return entrywise.applied(compute, budget, *values, exact=True)

    return Function(f"{name}(a, b)", example, TWO, of)


def _operation(sign: str, name: str) -> Function:
    """Return NumPy's name for an operation entry by entry."""

    def of(values: Sequence[Value], budget: Budget) -> Value:
        return entrywise.combined(sign, values[0], values[1], budget)

    return Function(f"{name}(a, b)", f"{name}([1, 2], [3, 4])", TWO, of, takes_complex=True)


def _round(values: Sequence[Value], budget: Budget) -> Value:
    refuse_complex(*values)
    places = 0
    if len(values) == 2:
        problem = f"round takes a whole number of digits from 0 to {MOST_PLACES}."
        places = whole(values[1], 0, MOST_PLACES, problem, "round(3.14159, 2)")
    scale = Fraction(10) ** places

    def rounded(x: Any) -> Number:
        if isinstance(x, float):
            return round(x, places)
        return Fraction(scalars.whole_part(round, x * scale)) / scale

    return entrywise.applied(rounded, budget, values[0], exact=True)


def _in_degrees(name: str) -> Function:
    """Return MATLAB's sind, cosd, tand."""

    def compute(x: Any) -> Number:
        refuse_complex(x)
        return arithmetic.of_degrees(name, x, 0)

    return _one(f"{name}d", compute, exact=True, example="30")


def _radians(x: Any) -> Number:
    refuse_complex(x)
    return arithmetic.radians(x, 0)


def _degrees(x: Any) -> Number:
    refuse_complex(x)
    return scalars.bounded(math.degrees(float(x))) if x != 0 else Fraction(0)


_ARCS = ("sin", "cos", "tan", "sinh", "cosh", "tanh")

ANALYTIC = {
    **{name: name for name in _ARCS},
    **{f"a{name}": f"a{name}" for name in _ARCS},
    **{f"arc{name}": f"a{name}" for name in _ARCS},
}
"""Functions of ``math`` by the names that are known here."""

ENTRY_FUNCTIONS: dict[str, Function] = {
    "sqrt": _one("sqrt", scalars.square_root, exact=True),
    "abs": _one("abs", scalars.absolute, exact=True, example="-2"),
    "exp": _one("exp", scalars.exponential),
    **{name: _one(name, scalars.logarithm) for name in ("ln", "log")},
    "log2": _one("log2", scalars.logarithm_to(2), exact=True, example="8"),
    "log10": _one("log10", scalars.logarithm_to(10), exact=True, example="100"),
    **{
        name: _one(name, scalars.analytic(short), example="2" if short == "acosh" else "1/2")
        for name, short in ANALYTIC.items()
    },
    **{f"{name}d": _in_degrees(name) for name in ("sin", "cos", "tan")},
    "deg2rad": _one("deg2rad", _radians, example="30"),
    "rad2deg": _one("rad2deg", _degrees, example="pi"),
    "floor": _one("floor", scalars.rounded(math.floor), exact=True, example="2.5"),
    "ceil": _one("ceil", scalars.rounded(math.ceil), exact=True, example="2.5"),
    "round": Function("round(x) or round(x, digits)", "round(3.14159, 2)", ONE_OR_TWO, _round),
    "sign": _one("sign", scalars.sign, exact=True, example="-2"),
    "relu": _one("relu", scalars.relu, exact=True, example="[-1, 2]"),
    "sigmoid": _one("sigmoid", scalars.sigmoid, example="[0, 2]"),
    "factorial": _one("factorial", scalars.factorial, exact=True, example="5"),
    "conj": _one("conj", scalars.conjugate, exact=True, example="3 + 4i"),
    "real": _one("real", scalars.real_part, exact=True, example="3 + 4i"),
    "imag": _one("imag", scalars.imaginary_part, exact=True, example="3 + 4i"),
    "arg": _one("arg", scalars.argument, example="3 + 4i"),
    "mod": _two("mod", scalars.remainder, "mod(7, 3)"),
    "maximum": _two("maximum", scalars.larger, "maximum([-1, 2], 0)"),
    "minimum": _two("minimum", scalars.smaller, "minimum([-1, 2], 0)"),
    "multiply": _operation("*", "multiply"),
    "divide": _operation("/", "divide"),
    "add": _operation("+", "add"),
    "subtract": _operation("-", "subtract"),
    "power": _operation("^", "power"),
}
"""In words of NumPy, MATLAB and mathematics; ``log`` is the natural logarithm, as in NumPy."""
