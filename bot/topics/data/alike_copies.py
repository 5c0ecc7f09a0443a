"""Compared rows to take away: text, NumPy, LaTeX and tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from bot.formula import Chain, Minus, Norm, Quotient, Rounded, Series, Sum, VectorName, Words
from bot.topics.data.given import SCALED, given
from bot.topics.kit.answer import Copies
from bot.topics.kit.downloads import csv_text
from linalg_engine import formatting

if TYPE_CHECKING:
    from bot.drawing.arrays import Floats
    from bot.topics.data.points import Points

MOST_DISTANCES = 100
"""Rows up to which all distances are in a file."""

CODE = """\
def compare(a, b):
    lengths = np.linalg.norm(a) * np.linalg.norm(b)
    return {{"distance": np.linalg.norm(a - b), "dot": a @ b, "cosine": a @ b / lengths}}


i, j = {first}, {second}
print("as they are ", compare(X[i], X[j]))
print("standardized", compare(Z[i], Z[j]))
distances = np.sqrt(((Z[:, None] - Z) ** 2).sum(axis=2))"""


def copies(points: Points, first: int, second: int, raw: Floats, standardized: Floats) -> Copies:
    """Return the comparison in every form.

    Parameters
    ----------
    raw, standardized
        Distances between all rows, shape (n, n), inf on the diagonal.
    """
    code, files = given(points)
    files += (("nearest.csv", _nearest(points, raw, standardized)),)
    if len(points.names) <= MOST_DISTANCES:
        table = np.where(np.isinf(standardized), 0.0, standardized)
        rows = ([name, *row] for name, row in zip(points.names, table.tolist(), strict=True))
        files += (("distances.csv", csv_text(["standardized", *points.names], rows)),)
    return Copies(
        text=_text(points, first, second, raw, standardized),
        numpy=f"{code}\n{SCALED}\n\n\n{CODE.format(first=first, second=second)}",
        latex=_latex(raw[first, second], standardized[first, second]),
        files=files,
    )


def _text(points: Points, first: int, second: int, raw: Floats, standardized: Floats) -> str:
    lines = [f"columns: {', '.join(points.columns)}"]
    for row in (first, second):
        lines.append(f"{points.names[row]} = {formatting.exact_vector(points.values[row])}")
        vector = formatting.exact_vector(points.standardized[row])
        lines.append(f"  standardized ≈ {vector}")
    lines.append(f"distance ≈ {formatting.decimal(float(raw[first, second]), 6)}")
    apart = formatting.decimal(float(standardized[first, second]), 6)
    return "\n".join([*lines, f"distance, standardized ≈ {apart}"])


def _latex(raw: float, standardized: float) -> str:
    a, b, mean, deviation = VectorName("a"), VectorName("b"), Words("mean"), Words("deviation")
    apart = Norm(Sum((a, Minus(b))))
    scaled = Norm(Quotient(Sum((a, Minus(b))), deviation))
    rule = Chain(Words("standardized"), (Quotient(Sum((a, Minus(mean))), deviation),))
    chains = (
        Chain(apart, (Rounded(float(raw), 4),)),
        rule,
        Chain(scaled, (Rounded(float(standardized), 4),)),
    )
    return Series(chains).latex()


def _nearest(points: Points, raw: Floats, standardized: Floats) -> str:
    def rows() -> list[list[str | float]]:
        found: list[list[str | float]] = []
        for i, name in enumerate(points.names):
            row: list[str | float] = [name]
            for between in (raw, standardized):
                j = int(np.argmin(between[i]))
                row += [points.names[j], float(between[i, j])]
            found.append(row)
        return found

    return csv_text(
        ["row", "nearest", "distance", "nearest, standardized", "distance, standardized"], rows()
    )
