"""Code that computes an answer again: with NumPy, or with SymPy where floats would miss it."""

from __future__ import annotations

import warnings
from typing import TYPE_CHECKING, Any

import numpy as np

from bot.topics.kit.matrix_words import numpy_copy
from linalg_engine import formatting
from linalg_engine.arrays import is_exact
from linalg_engine.exact import Surd, has_roots
from linalg_engine.matrices import as_float

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from fractions import Fraction

    from linalg_engine.arrays import Floats, Vector
    from linalg_engine.exact import Scalar
    from linalg_engine.matrices import Matrix

    Arrays = Mapping[str, Matrix | Vector]

AGREEMENT = 1e-9
"""Relative difference up to which floats have computed an exact result."""


def code_copy(
    given: Arrays,
    in_numpy: str,
    in_sympy: str,
    computed: Callable[[], Any],
    shown: Matrix | Scalar,
) -> str:
    """Return NumPy for a result, or SymPy where NumPy itself finds another one.

    Parameters
    ----------
    given
        Arrays by their names in both expressions.
    computed
        What the NumPy expression does, to be tried.
    shown
        The result of the answer.
    """
    if not all(map(is_exact, given.values())) or _agrees(computed, shown):
        return numpy_copy(given, in_numpy)
    return sympy_copy(given, in_sympy)


def sympy_copy(given: Arrays, expression: str) -> str:
    """Return Python that computes exactly with SymPy."""
    values = [f"{name} = {sympy_matrix(value)}" for name, value in given.items()]
    return "\n".join(["import sympy", "", *values, expression])


def simplified(a: Matrix) -> str:
    """Return the option with which SymPy notices that a sum of roots is 0."""
    return "simplify=True" if has_roots(a) else ""


def _agrees(computed: Callable[[], Any], shown: Matrix | Scalar) -> bool:
    try:
        with warnings.catch_warnings(), np.errstate(all="ignore"):
            warnings.simplefilter("ignore")
            found = np.asarray(computed(), dtype=np.float64)
    except np.linalg.LinAlgError:
        return False
    return agree(found, np.asarray(shown, dtype=object))


def agree(found: Floats, shown: Matrix) -> bool:
    """Whether floats are the result that is shown, up to rounding."""
    expected = as_float(shown)
    size = float(np.max(np.abs(expected)))
    return found.shape == expected.shape and bool(
        np.all(np.abs(found - expected) <= AGREEMENT * size)
    )


def sympy_matrix(array: Matrix | Vector) -> str:
    """Return SymPy for a matrix, or a vector as a column, with exact numbers."""
    if array.ndim == 1:
        return f"sympy.Matrix([{', '.join(map(_number, array.tolist()))}])"
    rows = (f"[{', '.join(map(_number, row))}]" for row in array.tolist())
    return f"sympy.Matrix([{', '.join(rows)}])"


def _number(value: Fraction | Surd | float) -> str:
    """Return a number as SymPy keeps it: exactly."""
    if isinstance(value, float):
        return repr(value)
    if isinstance(value, Surd):
        terms = (f"{_number(c)} * sympy.sqrt({r})" for r, c in value.terms)
        return " + ".join(terms).replace(" * sympy.sqrt(1)", "")
    if value.denominator == 1:
        return formatting.exact(value)
    return f"sympy.Rational({value.numerator}, {value.denominator})"
