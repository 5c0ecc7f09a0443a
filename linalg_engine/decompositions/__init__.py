"""Matrices as products: LU, Cholesky, QR, eigenvectors, singular vectors."""

from linalg_engine.decompositions.eigenvalues import Eigen, Eigenspace, eigen
from linalg_engine.decompositions.orthogonal import QR, SVD, qr, svd
from linalg_engine.decompositions.triangular import LU, Cholesky, cholesky, lu
from linalg_engine.decompositions.truncated import Truncated, truncated

__all__ = [
    "LU",
    "QR",
    "SVD",
    "Cholesky",
    "Eigen",
    "Eigenspace",
    "Truncated",
    "cholesky",
    "eigen",
    "lu",
    "qr",
    "svd",
    "truncated",
]
