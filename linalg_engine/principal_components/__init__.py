"""Principal component analysis."""

from linalg_engine.principal_components.analysis import PCA, SPREAD_LIMIT, covariance, pca

__all__ = ["PCA", "SPREAD_LIMIT", "covariance", "pca"]
