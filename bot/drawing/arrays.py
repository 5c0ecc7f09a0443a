"""Short names for the types of arrays; each docstring gives the shape."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Booleans = NDArray[np.bool_]
Indices = NDArray[np.intp]
Bytes = NDArray[np.uint8]
