"""Linear algebra for people who learn it: exact where the input is, with the working kept.

Vectors and matrices are lists, tuples or arrays of numbers. Whole numbers and fractions give exact
results; one float makes the computation float64. What cannot be used raises an `InputError`.

Modules, and NumPy with them, are loaded when a name is first used.

Examples
--------
>>> import linalg_engine as la
>>> la.dot([1, 2, 3], [4, 5, 6]).value
Fraction(32, 1)
>>> la.determinant([[1, 2], [3, 4]]).value
Fraction(-2, 1)
>>> la.solve([[2, 1], [1, -1]], [4, -1]).particular.tolist()
[Fraction(1, 1), Fraction(2, 1)]
>>> la.solve([[1, 1], [1, 1]], [1, 2]).kind
'none'
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from linalg_engine.errors import InputError

if TYPE_CHECKING:
    from linalg_engine.approximation import LowRank, low_rank
    from linalg_engine.arrays import as_matrix, as_table, as_vector
    from linalg_engine.bases import ChangedBasis, change_of_basis
    from linalg_engine.clusters import (
        Clusters,
        distances,
        kmeans,
        mean_silhouettes,
        silhouettes,
    )
    from linalg_engine.decompositions import (
        LU,
        QR,
        SVD,
        Cholesky,
        Eigen,
        Eigenspace,
        Jordan,
        JordanBlock,
        Spectral,
        Truncated,
        cholesky,
        eigen,
        jordan,
        lu,
        qr,
        spectral,
        svd,
        truncated,
    )
    from linalg_engine.elimination import (
        Cofactor,
        Determinant,
        Inverse,
        LeastSquares,
        NormalEquations,
        PseudoInverse,
        RowOperation,
        RowReduction,
        Solution,
        Subspaces,
        determinant,
        inverse,
        least_squares,
        multiply,
        normal_equations,
        power,
        projection_matrix,
        pseudo_inverse,
        rank,
        row_reduce,
        solve,
        subspaces,
        trace,
        transpose,
    )
    from linalg_engine.equations import (
        LinearSystem,
        parse_equations,
    )
    from linalg_engine.exponential import matrix_exponential
    from linalg_engine.expressions import evaluate
    from linalg_engine.factorization import Factorization, factorize, nearest
    from linalg_engine.filters import filtered
    from linalg_engine.kinds import Inertia, Properties, properties
    from linalg_engine.networks import (
        Layer,
        TwoLayers,
        layer,
        relu,
        sigmoid,
        softmax,
        two_layers,
    )
    from linalg_engine.notation import (
        DataTable,
        Table,
        parse_data,
        parse_long_form,
        parse_matrix,
        parse_scalar,
        parse_table,
        parse_vector,
        parse_vectors,
    )
    from linalg_engine.polynomial_fits import PolynomialFit, fit_polynomial
    from linalg_engine.powers import LongRun, MarkovChain, long_run, markov_chain
    from linalg_engine.principal_components import PCA, covariance, pca
    from linalg_engine.recommender import ItemSpace, Neighbour, Person, Reasons, fit
    from linalg_engine.similarity import cosines, most_similar, odd_one_out, unit_rows
    from linalg_engine.spans import Span, SpanProjection, project_on_span, span
    from linalg_engine.vectors import (
        Angle,
        DotProduct,
        Norm,
        Projection,
        TripleProduct,
        angle,
        cross,
        distance,
        dot,
        norm,
        project,
        signed_area,
        triple,
        unit,
    )

__all__ = [
    "LU",
    "PCA",
    "QR",
    "SVD",
    "Angle",
    "ChangedBasis",
    "Cholesky",
    "Clusters",
    "Cofactor",
    "DataTable",
    "Determinant",
    "DotProduct",
    "Eigen",
    "Eigenspace",
    "Factorization",
    "Inertia",
    "InputError",
    "Inverse",
    "ItemSpace",
    "Jordan",
    "JordanBlock",
    "Layer",
    "LeastSquares",
    "LinearSystem",
    "LongRun",
    "LowRank",
    "MarkovChain",
    "Neighbour",
    "Norm",
    "NormalEquations",
    "Person",
    "PolynomialFit",
    "Projection",
    "Properties",
    "PseudoInverse",
    "Reasons",
    "RowOperation",
    "RowReduction",
    "Solution",
    "Span",
    "SpanProjection",
    "Spectral",
    "Subspaces",
    "Table",
    "TripleProduct",
    "Truncated",
    "TwoLayers",
    "angle",
    "as_matrix",
    "as_table",
    "as_vector",
    "change_of_basis",
    "cholesky",
    "cosines",
    "covariance",
    "cross",
    "determinant",
    "distance",
    "distances",
    "dot",
    "eigen",
    "evaluate",
    "factorize",
    "filtered",
    "fit",
    "fit_polynomial",
    "inverse",
    "jordan",
    "kmeans",
    "layer",
    "least_squares",
    "long_run",
    "low_rank",
    "lu",
    "markov_chain",
    "matrix_exponential",
    "mean_silhouettes",
    "most_similar",
    "multiply",
    "nearest",
    "norm",
    "normal_equations",
    "odd_one_out",
    "parse_data",
    "parse_equations",
    "parse_long_form",
    "parse_matrix",
    "parse_scalar",
    "parse_table",
    "parse_vector",
    "parse_vectors",
    "pca",
    "power",
    "project",
    "project_on_span",
    "projection_matrix",
    "properties",
    "pseudo_inverse",
    "qr",
    "rank",
    "relu",
    "row_reduce",
    "sigmoid",
    "signed_area",
    "silhouettes",
    "softmax",
    "solve",
    "span",
    "spectral",
    "subspaces",
    "svd",
    "trace",
    "transpose",
    "triple",
    "truncated",
    "two_layers",
    "unit",
    "unit_rows",
]

_MODULES: dict[str, str] = {
    "approximation": "LowRank low_rank",
    "arrays": "as_matrix as_table as_vector",
    "bases": "ChangedBasis change_of_basis",
    "clusters": "Clusters distances kmeans mean_silhouettes silhouettes",
    "decompositions": (
        "LU QR SVD Cholesky Eigen Eigenspace Jordan JordanBlock Spectral Truncated cholesky eigen "
        "jordan lu qr spectral svd truncated"
    ),
    "elimination": (
        "Cofactor Determinant Inverse LeastSquares NormalEquations PseudoInverse RowOperation "
        "RowReduction Solution Subspaces determinant inverse least_squares multiply "
        "normal_equations power projection_matrix pseudo_inverse rank row_reduce solve subspaces "
        "trace transpose"
    ),
    "exponential": "matrix_exponential",
    "equations": "LinearSystem parse_equations",
    "expressions": "evaluate",
    "factorization": "Factorization factorize nearest",
    "filters": "filtered",
    "networks": "Layer TwoLayers layer relu sigmoid softmax two_layers",
    "notation": (
        "DataTable Table parse_data parse_long_form parse_matrix parse_scalar parse_table "
        "parse_vector parse_vectors"
    ),
    "powers": "LongRun MarkovChain long_run markov_chain",
    "polynomial_fits": "PolynomialFit fit_polynomial",
    "principal_components": "PCA covariance pca",
    "kinds": "Inertia Properties properties",
    "recommender": "ItemSpace Neighbour Person Reasons fit",
    "similarity": "cosines most_similar odd_one_out unit_rows",
    "spans": "Span SpanProjection project_on_span span",
    "vectors": (
        "Angle DotProduct Norm Projection TripleProduct angle cross distance dot norm project "
        "signed_area triple unit"
    ),
}

_HOMES = {name: module for module, names in _MODULES.items() for name in names.split()}


def __getattr__(name: str) -> object:
    """Import a public name when it is first used (PEP 562)."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    found: object = getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
    globals()[name] = found
    return found


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
