"""Principal component analysis."""

from linalg_engine.pca.analysis import PCA, SPREAD_LIMIT, covariance, pca

__all__ = ["PCA", "SPREAD_LIMIT", "covariance", "pca"]
