"""Principal component analysis."""

from linalg_engine.principal_components.analysis import PCA, covariance, pca
from linalg_engine.principal_components.components import SPREAD_LIMIT, Components
from linalg_engine.principal_components.ellipses import concentration_ellipse
from linalg_engine.principal_components.missing import Filled, filled_by_pca
from linalg_engine.principal_components.parallel import (
    components_beyond_chance,
    parallel_variances,
)
from linalg_engine.principal_components.symmetric import pca_of_covariance

__all__ = [
    "PCA",
    "SPREAD_LIMIT",
    "Components",
    "Filled",
    "components_beyond_chance",
    "concentration_ellipse",
    "covariance",
    "filled_by_pca",
    "parallel_variances",
    "pca",
    "pca_of_covariance",
]
