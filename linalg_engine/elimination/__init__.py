"""Row reduction with its steps, and what rests on it."""

from linalg_engine.elimination.determinants import Cofactor, Determinant, determinant
from linalg_engine.elimination.inverses import Inverse, inverse, power
from linalg_engine.elimination.projections import (
    NormalEquations,
    normal_equations,
    projection_matrix,
)
from linalg_engine.elimination.pseudo_inverses import PseudoInverse, pseudo_inverse
from linalg_engine.elimination.row_reduction import (
    RowOperation,
    RowReduction,
    rank,
    row_reduce,
)
from linalg_engine.elimination.subspaces import Subspaces, subspaces
from linalg_engine.elimination.systems import LeastSquares, Solution, least_squares, solve
from linalg_engine.matrices import Matrix, multiply, trace, transpose

__all__ = [
    "Cofactor",
    "Determinant",
    "Inverse",
    "LeastSquares",
    "Matrix",
    "NormalEquations",
    "PseudoInverse",
    "RowOperation",
    "RowReduction",
    "Solution",
    "Subspaces",
    "determinant",
    "inverse",
    "least_squares",
    "multiply",
    "normal_equations",
    "power",
    "projection_matrix",
    "pseudo_inverse",
    "rank",
    "row_reduce",
    "solve",
    "subspaces",
    "trace",
    "transpose",
]
