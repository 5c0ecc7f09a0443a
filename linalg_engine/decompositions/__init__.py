"""Matrices as products: LU, Cholesky, QR, eigenvectors, Jordan's form, singular vectors."""

from linalg_engine.decompositions.eigenvalues import Eigen, Eigenspace, eigen
from linalg_engine.decompositions.jordan import Jordan, JordanBlock, jordan
from linalg_engine.decompositions.orthogonal import QR, SVD, qr, svd
from linalg_engine.decompositions.spectral import Spectral, spectral
from linalg_engine.decompositions.triangular import LU, Cholesky, cholesky, lu
from linalg_engine.decompositions.truncated import Truncated, truncated

__all__ = [
    "LU",
    "QR",
    "SVD",
    "Cholesky",
    "Eigen",
    "Eigenspace",
    "Jordan",
    "JordanBlock",
    "Spectral",
    "Truncated",
    "cholesky",
    "eigen",
    "jordan",
    "lu",
    "qr",
    "spectral",
    "svd",
    "truncated",
]
