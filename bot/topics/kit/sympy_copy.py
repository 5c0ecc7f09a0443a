"""SymPy that computes an answer exactly, as text to paste elsewhere."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from linalg_engine import formatting
from linalg_engine.arrays import is_exact
from linalg_engine.exact import Surd, has_roots

if TYPE_CHECKING:
    from linalg_engine.exact import Scalar
    from linalg_engine.matrices import Matrix


def python(a: Matrix, *expressions: str) -> str:
    """Return Python with the matrix as A, exact where it is, and then the expressions."""
    rows = ",\n    ".join(f"[{', '.join(map(_entry, row))}]" for row in a.tolist())
    head = "from sympy import Matrix, Rational, eye, sqrt\n\n"
    return f"{head}A = Matrix([\n    {rows},\n])\n" + "\n".join(expressions)


def zero_test(a: Matrix) -> str:
    """Return the argument by which SymPy knows what is 0 in a matrix: "" for rational ones."""
    if not is_exact(a):
        return "iszerofunc=lambda x: abs(x) < 1e-9"
    return "simplify=True" if has_roots(a) else ""


def _entry(value: Scalar) -> str:
    if isinstance(value, Surd):
        text = " + ".join(_term(r, c) for r, c in value.terms)
        return text.replace("+ -", "- ")
    return _number(value) if isinstance(value, Fraction) else formatting.exact(value)


def _term(radicand: int, coefficient: Fraction) -> str:
    if radicand == 1:
        return _number(coefficient)
    return f"{_number(coefficient)}*sqrt({radicand})"


def _number(value: Fraction) -> str:
    if value.denominator == 1:
        return str(value.numerator)
    sign = "-" if value < 0 else ""
    return f"{sign}Rational({abs(value.numerator)}, {value.denominator})"
