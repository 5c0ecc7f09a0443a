"""Numbers of films in formulas: two decimals each, and the middle of long rows left out."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Sequence

Cell = TypeVar("Cell")


def two(x: float) -> str:
    """Return a number with two decimals: in a column they stand below each other."""
    text = f"{x:.2f}"
    return "0.00" if text == "-0.00" else text.replace("-", "−")


def factor(x: float) -> str:
    """Return it as a factor of a product: in brackets where it is negative."""
    text = two(x)
    return f"({text})" if text.startswith("−") else text


def cut(cells: Sequence[Cell], most: int, dots: str) -> list[Cell | str]:
    """Return at most so many cells, with dots for those before the last."""
    return [*cells] if len(cells) <= most else [*cells[: most - 1], dots, cells[-1]]
