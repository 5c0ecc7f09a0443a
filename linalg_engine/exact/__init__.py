"""Exact numbers: rationals, and sums of rationals times square roots.

A rational number is a `fractions.Fraction`. `Surd` holds what square roots add to them, such as
``1/2 + √5/2`` or ``2 - 3i``, in one form only, so two numbers are equal exactly where their
terms are, and a `Surd` is never 0 and never rational. Everything else, such as cube roots and
most roots of roots, is a float.
"""

from linalg_engine.exact.floats import (
    as_floats,
    bounded_scalar,
    in_floats_when_too_long,
    is_beyond_floats,
    rounded_root,
)
from linalg_engine.exact.measures import degree, has_roots, is_exact_number
from linalg_engine.exact.surds import Exact, Scalar, Surd, approximation, bits, square_root
from linalg_engine.exact.terms import MAX_BITS, MAX_TERMS, TooLongError

__all__ = [
    "MAX_BITS",
    "MAX_TERMS",
    "Exact",
    "Scalar",
    "Surd",
    "TooLongError",
    "approximation",
    "as_floats",
    "bits",
    "bounded_scalar",
    "degree",
    "has_roots",
    "in_floats_when_too_long",
    "is_beyond_floats",
    "is_exact_number",
    "rounded_root",
    "square_root",
]
