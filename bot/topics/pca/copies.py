"""Principal components to take away: text, NumPy, LaTeX and tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from bot.formula import Chain, Index, Row, Series, Symbol, Whole, whole
from bot.topics.kit.answer import Copies
from bot.topics.kit.tables import csv_text, named
from linalg_engine import formatting

if TYPE_CHECKING:
    from bot.topics.pca.observations import Observations
    from linalg_engine.principal_components import PCA

MOST_INLINE = 300
"""Numbers of data that fit in the code itself; more come as a file."""

MOST_LATEX = 10
"""Columns of a matrix in LaTeX."""

V, LAMBDA = Symbol("v"), Symbol("λ")

CODE = """\
mean = X.mean(axis=0)
scale = {scale}
centred = (X - mean) / scale
_, s, rows = np.linalg.svd(centred, full_matrices=False)
largest = np.abs(rows).argmax(axis=1)
rows *= np.sign(rows[np.arange(len(rows)), largest])[:, None]
components = rows[:{k}]
explained_variance = s[:{k}] ** 2 / (len(X) - 1)
explained_variance_ratio = s[:{k}] ** 2 / (s**2).sum()
scores = centred @ components.T"""

STANDARD = "X.std(axis=0, ddof=1)"
"""A constant column is divided by 1."""


def copies(observations: Observations, found: PCA, count: int) -> Copies:
    """Return the first ``count`` components in every form."""
    files = [
        ("scores.csv", _scores(observations, found, count)),
        ("components.csv", _components(observations, found, count)),
    ]
    if observations.values.size <= MOST_INLINE:
        given = f"X = {formatting.numpy_text(observations.values)}"
    else:
        given = 'X = np.loadtxt("data.csv", delimiter=",", ndmin=2)'
        lines = (",".join(map(repr, row)) for row in observations.values.tolist())
        files.append(("data.csv", "\n".join(lines) + "\n"))
    text = "1.0"
    if found.standardized:
        text = f"np.where({STANDARD} > 0, {STANDARD}, 1)" if found.constant else STANDARD
    return Copies(
        text=_text(observations, found, count),
        numpy=f"import numpy as np\n\n{given}\n{CODE.format(scale=text, k=count)}",
        latex=_latex(found, count),
        files=tuple(files),
    )


def _text(observations: Observations, found: PCA, count: int) -> str:
    n, d = observations.values.shape
    lines = [
        f"principal components of {n} rows and {d} columns"
        + (", standardized" if found.standardized else ""),
        f"mean = {formatting.exact_vector(found.mean)}",
    ]
    if found.standardized:
        lines.append(f"scale = {formatting.exact_vector(found.scale)}")
    for i in range(count):
        share = formatting.decimal(float(found.explained_variance_ratio[i]), 6)
        lines += [
            f"PC{i + 1} = {formatting.exact_vector(found.components[i])}",
            f"  variance = {formatting.exact(float(found.explained_variance[i]))}, share ≈ {share}",
        ]
    return "\n".join(lines)


def _latex(found: PCA, count: int) -> str:
    variances = [
        Chain(Index(LAMBDA, str(i + 1)), (Whole(_rounded(float(value))),))
        for i, value in enumerate(found.explained_variance[:count])
    ]
    if found.components.shape[1] > MOST_LATEX:
        return Series(tuple(variances)).latex()
    columns = [
        Chain(Index(V, str(i + 1)), (whole(np.array([_rounded(x) for x in row])),))
        for i, row in enumerate(found.components[:count].tolist())
    ]
    v, value = Index(V, "i"), Index(LAMBDA, "i")
    equation = Chain(Row((Symbol("C"), v)), (Row((value, v)),))
    return Series((equation, *columns, *variances)).latex()


def _rounded(x: float) -> float:
    return float(f"{x:.4g}")


def _scores(observations: Observations, found: PCA, count: int) -> str:
    names = named(observations.rows, len(observations.values), "row")
    axes = [f"PC{i + 1}" for i in range(count)]
    header = ["row", *([observations.group_name] if observations.groups else []), *axes]
    groups = [[group] for group in observations.groups] or [[]] * len(names)
    return csv_text(
        header,
        (
            [name, *group, *scores]
            for name, group, scores in zip(
                names, groups, found.scores[:, :count].tolist(), strict=True
            )
        ),
    )


def _components(observations: Observations, found: PCA, count: int) -> str:
    nan = float("nan")
    rows: list[list[str | float]] = [["mean", nan, nan, *found.mean.tolist()]]
    if found.standardized:
        rows.append(["scale", nan, nan, *found.scale.tolist()])
    for i in range(count):
        shares = found.explained_variance[i], found.explained_variance_ratio[i]
        rows.append([f"PC{i + 1}", *map(float, shares), *found.components[i].tolist()])
    return csv_text(["", "variance", "share", *observations.columns], rows)
