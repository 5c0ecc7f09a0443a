"""A table of correlations or covariances is known from one of measurements."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from linalg_engine.notation import parse_data

Floats = NDArray[np.float64]

CORRELATED = ",a,b,c\na,1,.8,.3\nb,.8,1,.4\nc,.3,.4,1"


def drawn(names: str, matrix: Floats) -> str:
    rows = [",".join(map(repr, row)) for row in matrix.tolist()]
    return "\n".join(
        [f",{','.join(names)}", *(f"{a},{b}" for a, b in zip(names, rows, strict=True))]
    )


@pytest.mark.parametrize(
    "text",
    [
        CORRELATED,
        CORRELATED.replace(",a", "variable,a", 1),
        "a,b,c\n1,.8,.3\n.8,1,.4\n.3,.4,1",
        "[[1, 0.8, 0.3], [0.8, 1, 0.4], [0.3, 0.4, 1]]",
        ",a,b\na,1,-0.5\nb,-0.5,1",
        "     a    b    c\na  1.0  0.8  0.3\nb  0.8  1.0  0.4\nc  0.3  0.4  1.0",
    ],
)
def test_correlations_are_recognised(text: str) -> None:
    assert parse_data(text).matrix == "correlation"


@pytest.mark.parametrize("seed", range(5))
def test_what_numpy_finds_of_measurements_is_recognised(seed: int) -> None:
    measured = np.random.default_rng(seed).normal(size=(20, 4)) * [1, 5, 30, 0.1]
    covariances = drawn("pqrs", np.asarray(np.cov(measured, rowvar=False)))
    correlations = np.asarray(np.corrcoef(measured, rowvar=False))
    np.fill_diagonal(correlations, 1)

    assert parse_data(covariances).matrix == "covariance"
    assert parse_data(drawn("pqrs", correlations)).matrix == "correlation"
    assert parse_data(drawn("pqrs", measured[:4])).matrix == ""


@pytest.mark.parametrize(
    "text",
    [
        ",a,b,c\na,0,8,3\nb,8,0,4\nc,3,4,0",  # distances
        ",a,b,c\nx,1,.8,.3\ny,.8,1,.4\nz,.3,.4,1",  # rows of other names
        "1,2\n2,5",
        "1,0\n0,1",
        ",a,b\na,1,5\nb,5,1",  # no variances: a correlation would be 5
        "a,b,c\n4,2,1\n2,5,1\n1,1,6",
        CORRELATED.replace(".3", "?"),
    ],
)
def test_measurements_are_none(text: str) -> None:
    assert parse_data(text).matrix == ""
