"""Eigenvalues in formulas."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from bot.formula import Conjugates, Rounded, equals
from linalg_engine.arrays import is_exact
from linalg_engine.exact import Surd

if TYPE_CHECKING:
    from bot.formula import Chain, Formula, Notation
    from linalg_engine.decompositions import Eigenspace


def eigenvalue(space: Eigenspace, say: Notation) -> Chain:
    """Return an eigenvalue behind its sign: "= 3", "= 1/2 + √5/2 ≈ 1.618", "= 1 − 2i"."""
    if space.exact is None:
        return equals(Rounded(space.value))
    number = say.number(space.exact)
    if number.is_rounded or not has_roots(space.exact):
        return equals(number)
    return equals(number, Rounded(space.value))


def pair(space: Eigenspace, say: Notation) -> Chain:
    """Return a complex eigenvalue and its conjugate: "= 1 ± 2i", "= ±√2 i ≈ ±1.4142i"."""
    near = Conjugates(complex(space.value), is_decimal=True)
    if not isinstance(space.exact, Surd) or say.number(space.exact).is_rounded:
        return equals(near)
    exact = Conjugates(space.exact)
    return equals(exact, near) if has_roots(space.exact) else equals(exact)


def has_listed_vectors(space: Eigenspace) -> bool:
    """Whether eigenvectors are shown: all real ones, and complex ones that are exact."""
    return not isinstance(space.value, complex) or is_exact(space.basis[0])


def short(space: Eigenspace, say: Notation) -> Formula:
    """Return a real eigenvalue as a fraction, a root such as 3√2 or a decimal number."""
    exact = space.exact
    if isinstance(exact, Fraction) or (exact is not None and len(exact.terms) == 1):
        return say.number(exact)
    return say.number(space.value.real)


def has_roots(value: Fraction | Surd) -> bool:
    """Whether a number is neither rational nor of the form a + bi with rational a and b."""
    return isinstance(value, Surd) and any(abs(radicand) > 1 for radicand, _ in value.terms)
