"""Vectors: dot product, norm, angle, projection, distance, cross product.

Vectors are arrays of shape (n,). When every entry is exact they hold `fractions.Fraction` and
`Surd` (dtype object), and so do the results where they are exact numbers; otherwise they are
float64, and so are results whose exact numbers would be too long. Lengths and angles are
computed on scaled entries, so neither 1e200 nor 1e-200 overflows or vanishes on the way.

The formulas are those of Strang, *Introduction to Linear Algebra*, 6th ed., sections
1.2 (lengths and dot products) and 4.2 (projections).
"""

from linalg_engine.vectors.angles import DEGREES, Angle, angle
from linalg_engine.vectors.lengths import Norm, distance, norm, unit
from linalg_engine.vectors.products import DotProduct, cross, dot
from linalg_engine.vectors.projections import Projection, project
from linalg_engine.vectors.volumes import TripleProduct, signed_area, triple

__all__ = [
    "DEGREES",
    "Angle",
    "DotProduct",
    "Norm",
    "Projection",
    "TripleProduct",
    "angle",
    "cross",
    "distance",
    "dot",
    "norm",
    "project",
    "signed_area",
    "triple",
    "unit",
]
