"""Vectors to test with: written, or drawn."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import numpy as np
from hypothesis import strategies as st
from numpy.typing import NDArray

from linalg_engine.notation import parse_scalar


def exact(*entries: object) -> NDArray[Any]:
    return np.array([Fraction(str(entry)) for entry in entries], dtype=object)


def roots(*entries: str) -> NDArray[Any]:
    return np.array([parse_scalar(entry) for entry in entries], dtype=object)


def floats(*entries: float) -> NDArray[Any]:
    return np.array(entries, dtype=np.float64)


rationals = st.fractions(-1000, 1000, max_denominator=60)
sizes = st.integers(1, 6)


@st.composite
def exact_vectors(
    draw: st.DrawFn, count: int = 2, sizes: st.SearchStrategy[int] = sizes
) -> tuple[NDArray[Any], ...]:
    n = draw(sizes)
    lists = [draw(st.lists(rationals, min_size=n, max_size=n)) for _ in range(count)]
    return tuple(np.array(entries, dtype=object) for entries in lists)


moderate = st.floats(-1e6, 1e6).filter(lambda x: x == 0 or abs(x) > 1e-6)


@st.composite
def float_vectors(draw: st.DrawFn, count: int = 2) -> tuple[NDArray[Any], ...]:
    n = draw(sizes)
    lists = [draw(st.lists(moderate, min_size=n, max_size=n)) for _ in range(count)]
    return tuple(np.array(entries) for entries in lists)
