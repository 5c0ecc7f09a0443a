"""Principal component analysis."""

from linalg_engine.principal_components.analysis import PCA, covariance, pca
from linalg_engine.principal_components.components import SPREAD_LIMIT, Components

__all__ = ["PCA", "SPREAD_LIMIT", "Components", "covariance", "pca"]
