"""Calculations, each as a loop over Python's numbers and as one call of NumPy.

The functions are shown to people as they stand here, so their lines are short.
"""

from __future__ import annotations

import inspect
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from bot.drawing.arrays import Floats

SEED = 0
"""Of the random numbers, from 0 to 1."""


def squares_loop(x: list[float]) -> float:
    total = 0.0
    for number in x:
        total += number * number
    return total


def squares(x: np.ndarray) -> float:
    return (x * x).sum()


def dot_loop(
    x: list[float],
    y: list[float],
) -> float:
    total = 0.0
    for i in range(len(x)):
        total += x[i] * y[i]
    return total


def dot(
    x: np.ndarray,
    y: np.ndarray,
) -> float:
    return np.dot(x, y)


def distances_loop(
    x: list[float],
) -> list[list[float]]:
    n = len(x)
    d = [[0.0] * n for _ in range(n)]
    for i in range(n):
        for j in range(n):
            d[i][j] = abs(x[i] - x[j])
    return d


def distances(x: np.ndarray) -> np.ndarray:
    return np.abs(x[:, None] - x[None, :])


def product_loop(
    a: list[list[float]],
    b: list[list[float]],
) -> list[list[float]]:
    n = len(a)
    c = [[0.0] * n for _ in range(n)]
    for i in range(n):
        for j in range(n):
            for k in range(n):
                c[i][j] += a[i][k] * b[k][j]
    return c


def product(
    a: np.ndarray,
    b: np.ndarray,
) -> np.ndarray:
    return a @ b


@dataclass(frozen=True)
class Calculation:
    """A calculation on n numbers, or on n by n.

    Attributes
    ----------
    words
        What it is called.
    given
        Names of what it starts from.
    result
        Name of what it leads to.
    loop, at_once
        The loop, which takes lists, and the call of NumPy, which takes arrays.
    power
        The loop takes n to this power steps.
    sizes
        n by the name of a size.
    latex
        The calculation as a formula.
    """

    words: str
    given: tuple[str, ...]
    result: str
    loop: Callable[..., Any]
    at_once: Callable[..., Any]
    power: int
    sizes: Mapping[str, int]
    latex: str

    def shape(self, n: int) -> tuple[int, ...]:
        """Return the shape of what it starts from."""
        return (n, n) if self.power == 3 else (n,)

    def operands(self, n: int) -> list[Floats]:
        """Return the numbers that it starts from, always the same."""
        rng = np.random.default_rng(SEED)
        return [rng.random(self.shape(n)) for _ in self.given]

    @property
    def loop_code(self) -> str:
        """The loop, as it is run."""
        return inspect.getsource(self.loop)

    @property
    def numpy_code(self) -> str:
        """The call of NumPy, as it is run."""
        return inspect.getsource(self.at_once)


CALCULATIONS = {
    "squares": Calculation(
        "sum of squares",
        ("x",),
        "total",
        squares_loop,
        squares,
        1,
        {"small": 4, "medium": 1000, "large": 200_000},
        r"\sum_i x_i^2",
    ),
    "dot": Calculation(
        "dot product",
        ("x", "y"),
        "total",
        dot_loop,
        dot,
        1,
        {"small": 4, "medium": 1000, "large": 200_000},
        r"\sum_i x_i y_i",
    ),
    "distances": Calculation(
        "all pairwise distances",
        ("x",),
        "d",
        distances_loop,
        distances,
        2,
        {"small": 2, "medium": 30, "large": 300},
        r"d_{ij} = \left|x_i - x_j\right|",
    ),
    "product": Calculation(
        "matrix product",
        ("a", "b"),
        "c",
        product_loop,
        product,
        3,
        {"small": 2, "medium": 12, "large": 50},
        r"c_{ij} = \sum_k a_{ik} b_{kj}",
    ),
}
"""The calculations, by the name under which they are asked for."""
