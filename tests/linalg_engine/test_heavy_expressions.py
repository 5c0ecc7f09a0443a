"""Expressions that ask for too much: their cost is bounded."""

from __future__ import annotations

import sys
from collections.abc import Callable

import numpy as np
import pytest

from tests.linalg_engine.evaluating import VARIABLES, F, outcome


def _random_fractions(rows: int, columns: int, digits: int) -> np.ndarray:
    numbers = np.random.default_rng(rows).integers(1, 10**digits, (2, rows, columns))
    return np.vectorize(lambda p, q: F(int(p), int(q)), otypes=[object])(*numbers)


LARGE = {
    **VARIABLES,
    "T": _random_fractions(10, 10, 10),
    "H": _random_fractions(100, 100, 18),
    "E": np.random.default_rng(0).random((100, 100)),
    "K": _random_fractions(2, 2, 18),
    "L": _random_fractions(1, 5000, 18)[0],
}
HEAVY = [
    "A^1000000", "E^1000000", "T^1000", "9^9^9^9", "I(10^9)", "[1e308]*10", "zeros(10^5, 10^5)",
    "(" * 10_000 + "1" + ")" * 10_000, "inv(H)", "det(H)", "rank(H)", "inv(E)", "H*H", "H+H",
    "norm(L)", "L·L", "trace(H)", "H H H H H H", "K" + "*K" * 990, "K/7" + "/7" * 980,
    "T" + "*T" * 990, "E" + "*E" * 990, "inv(T)" + "*inv(T)" * 390, "T^-1 " * 330,
    "1.1^300" + "*1.1^300" * 490, "(1/3)" + "*(1/3)" * 320, "det(T)*0+" * 280 + "1",
    "zeros(99,99)" + "+zeros(99,99)" * 280, "norm(L)+" * 390 + "1", "rank(T)+" * 390 + "1",
    "-" * 1_990 + "1", "A" + "'" * 1_990, "[1/3 " + "1/7 " * 490 + "]", "[1,2]+" * 270 + "a",
    r"A\(" * 19 + "b" + ")" * 19, "H'" + "+H'" * 600, "unit(L)·" * 390 + "L", "1+" * 3_000,
    r"T \ " * 700 + "ones(10)", "sin(1)+" * 390 + "1", "H.^30", "sqrt(H)", "sqrt(abs(H))",
    "H.*H.*H.*H",
    "std(H)", "sort(H)+" * 390 + "H", "kron(T, T)", "kron(T,T)*kron(T,T)", "exp(H)", "H > H'",
    "cumprod(L)", "prod(H, 0)", "median(L)" + "+median(L)" * 390,
    "sum(1:1000)" + "+sum(1:1000)" * 240,
    "170!*" * 390 + "1", "(1+i)^(10^9)", "(1/3+i/7)^1000" + "*(1/3+i/7)^1000" * 150, "inv(T + i*T)",
    "det(E + i*E)", "H .^ (1/2)", "linspace(0,1,1000)" + "+linspace(0,1,1000)" * 240, "std(L, 0)",
    "round(H, 5)", "sqrt(2 + sqrt(L))", "10**10**10", "[" + "3!," * 600 + "1]", "norm(H)",
    "std(√2 L)", "pinv(H)", "pinv(T)" + "*pinv(T)" * 390, "expm(T)" + "*expm(T)" * 390, "expm(E)",
    "pinv(E)",
]  # fmt: skip


MOST_CALLS = 600_000
"""Of Python and C functions, a third more than the heaviest of these makes.

That each call is a short one too, `tests/campaigns/test_cost.py` measures.
"""


def calls_of(job: Callable[[], object]) -> int:
    """Return how many functions a job calls: as many on every machine."""
    calls = 0

    def count(_frame: object, event: str, _argument: object) -> None:
        nonlocal calls
        calls += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        job()
    finally:
        sys.setprofile(before)
    return calls


@pytest.mark.parametrize("typed", HEAVY, ids=lambda typed: typed[:24])
def test_heavy_expressions_call_few_functions(typed: str) -> None:
    assert calls_of(lambda: outcome(typed, LARGE)) < MOST_CALLS
