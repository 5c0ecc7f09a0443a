"""A small sample of tests/campaigns/test_known_matrices.py."""

from __future__ import annotations

import pytest

from tests.linalg_engine.known_matrices import check, check_invertible, invertible, known
from tests.linalg_engine.some_matrices import seeded


@pytest.mark.parametrize("seed", range(12))
def test_matrices_of_known_reduced_form(seed: int) -> None:
    check(known(seed))


@pytest.mark.parametrize("seed", range(8))
def test_matrices_of_known_inverse(seed: int) -> None:
    check_invertible(invertible(seeded(seed)))
