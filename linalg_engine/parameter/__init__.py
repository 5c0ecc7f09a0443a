"""Matrices with one letter in their entries: what holds for most values of it, and the others.

Entries are quotients of polynomials in the letter over the rationals. Elimination works with them
as with numbers; what it divides by can be 0 for some values, and each of these is a case of its
own, worked with the value put in. Only real values count.
"""

from linalg_engine.parameter.determinants import LetteredDeterminant, lettered_determinant
from linalg_engine.parameter.ratios import LetteredMatrix, Polynomial, Ratio
from linalg_engine.parameter.reduction import Case, ReductionByCases, reduce_by_cases
from linalg_engine.parameter.roots import Roots, real_roots

__all__ = [
    "Case",
    "LetteredDeterminant",
    "LetteredMatrix",
    "Polynomial",
    "Ratio",
    "ReductionByCases",
    "Roots",
    "lettered_determinant",
    "real_roots",
    "reduce_by_cases",
]
