"""Expressions evaluated with values that have names: what all tests of expressions share."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import numpy as np

from linalg_engine.errors import InputError
from linalg_engine.expressions import evaluate

F = Fraction


def exact(rows: Any) -> np.ndarray:
    return np.vectorize(F, otypes=[object])(np.array(rows, dtype=object))


VARIABLES: dict[str, Any] = {
    "A": exact([[1, 2], [3, 4]]),
    "B": exact([[5, 6], [7, 8]]),
    "M": exact([[1, 2, 3], [4, 5, 6]]),
    "a": exact([1, 2]),
    "b": exact([5, 6]),
    "v": exact([1, 2, 3]),
    "w": exact([4, 5, 6]),
    "n": F(3),
    "r": 0.5,
    "data_1": np.array([[0.5, 1.5], [2.5, 3.5]]),
}


def outcome(text: str, variables: dict[str, Any]) -> tuple[Any, InputError | None]:
    try:
        return evaluate(text, variables), None
    except InputError as error:
        return None, error
