"""A kernel slid over a table, held against SciPy's correlation."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.ndimage import correlate

import linalg_engine as la
from linalg_engine.filters import filtered, patch

ODD = st.sampled_from([1, 3, 5])


@given(st.integers(0, 10**6), st.integers(1, 9), st.integers(1, 9), ODD, ODD)
def test_it_is_a_correlation_with_repeated_edges(seed: int, m: int, n: int, p: int, q: int) -> None:
    generator = np.random.default_rng(seed)
    a, kernel = generator.normal(size=(m, n)), generator.normal(size=(p, q))

    found = filtered(a, kernel)

    assert found == pytest.approx(correlate(a, kernel, mode="nearest"), abs=1e-12)
    i, j = int(generator.integers(m)), int(generator.integers(n))
    assert found[i, j] == pytest.approx((patch(a, i, j, (p, q)) * kernel).sum(), abs=1e-12)


def test_sums_that_overflow_are_refused() -> None:
    with pytest.raises(la.InputError, match="larger than any floating-point number"):
        filtered([[1, 2, 250]], [[1e308, 1e308, 1e308]])


@pytest.mark.parametrize("kernel", [[[1, 2]], [[1], [2]], [[1, 2], [3, 4]]])
def test_a_kernel_without_a_middle_is_refused(kernel: list[list[int]]) -> None:
    with pytest.raises(la.InputError, match="A kernel needs a middle"):
        filtered([[1, 2], [3, 4]], kernel)
