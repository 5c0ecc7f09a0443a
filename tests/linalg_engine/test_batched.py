"""Many small systems at once, held against SciPy's, one at a time."""

from __future__ import annotations

import numpy as np
import scipy.linalg

from linalg_engine import batched


def test_batched_systems_are_scipys() -> None:
    generator = np.random.default_rng(1)
    for d, n in ((1, 3), (4, 1), (11, 50)):
        x = generator.normal(size=(n, d, d + 3))
        a = x @ x.transpose(0, 2, 1)
        b, noise = generator.normal(size=(2, d, n))
        lower = batched.cholesky_in_place(a.transpose(1, 2, 0).astype(np.float32))
        drawn = batched.normal_draw(lower, b.astype(np.float32), noise.astype(np.float32))
        for k in range(n):
            expected = scipy.linalg.cholesky(a[k], lower=True)
            assert np.allclose(np.tril(lower[:, :, k]), expected, atol=1e-3)
            solution = scipy.linalg.solve(a[k], b[:, k])
            draw = solution + scipy.linalg.solve(expected.T, noise[:, k])
            assert np.allclose(drawn[:, k], draw, rtol=1e-2, atol=1e-2)
