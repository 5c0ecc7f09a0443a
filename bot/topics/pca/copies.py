"""Principal components to take away: text, NumPy, LaTeX and tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from bot.formula import Chain, Index, Row, Series, Symbol, Whole, whole
from bot.topics.kit.answer import Copies
from bot.topics.kit.downloads import csv_text
from linalg_engine import formatting

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.drawing.arrays import Floats
    from bot.topics.pca.analysing import Analysis
    from bot.topics.pca.observations import Observations
    from linalg_engine.principal_components import PCA, Components

MOST_INLINE = 300
"""Numbers of data that fit in the code itself; more come as a file."""

MOST_LATEX = 10
"""Columns of a matrix in LaTeX."""

NONE = np.empty((0, 0))

V, LAMBDA = Symbol("v"), Symbol("λ")

CODE = """\
mean = X.mean(axis=0)
scale = {scale}
centred = (X - mean) / scale
_, s, rows = np.linalg.svd(centred, full_matrices=False)
largest = np.abs(rows).round(9).argmax(axis=1)
rows *= np.sign(rows[np.arange(len(rows)), largest])[:, None]
components = rows[:{k}]
explained_variance = s[:{k}] ** 2 / (len(X) - 1)
explained_variance_ratio = s[:{k}] ** 2 / (s**2).sum()
scores = centred @ components.T
loadings = components.T * np.sqrt(explained_variance)
contributions = components.T**2
row_cos2 = scores**2 / (centred**2).sum(axis=1, keepdims=True)
rebuilt = scores @ components * scale + mean"""

CODE_OF_MATRIX = """\
scale = {scale}
values, vectors = np.linalg.eigh(C / np.outer(scale, scale))
components = vectors.T[::-1][:{k}]
largest = np.abs(components).round(9).argmax(axis=1)
components *= np.sign(components[np.arange(len(components)), largest])[:, None]
explained_variance = values[::-1][:{k}]
explained_variance_ratio = explained_variance / values.sum()
loadings = components.T * np.sqrt(explained_variance)"""

STANDARD = "X.std(axis=0, ddof=1)"
"""A constant column is divided by 1."""


def copies(shown: Analysis) -> Copies:
    """Return the components that are wanted in every form."""
    observations, found, count = shown.observations, shown.found, shown.wanted
    files = [
        ("scores.csv", _scores(shown)),
        ("components.csv", _components(observations, found, count)),
        ("columns.csv", _columns(shown)),
        ("rows.csv", _rows(shown)),
    ]
    if found.data.size <= MOST_INLINE:
        given = f"X = {formatting.numpy_text(found.data)}"
    else:
        given = 'X = np.loadtxt("data.csv", delimiter=",", ndmin=2)'
        lines = (",".join(map(repr, row)) for row in found.data.tolist())
        files.append(("data.csv", "\n".join(lines) + "\n"))
    text = "1.0"
    if found.standardized:
        text = f"np.where({STANDARD} > 0, {STANDARD}, 1)" if found.constant else STANDARD
    return Copies(
        text=_text(found, count),
        numpy=f"import numpy as np\n\n{given}\n{CODE.format(scale=text, k=count)}",
        latex=_latex(found, count),
        files=tuple(files),
    )


def copies_of_matrix(
    found: Components, matrix: Floats, columns: Sequence[str], count: int
) -> Copies:
    """Return the components of a matrix of correlations or covariances."""
    scale = "np.sqrt(np.diag(C))" if (found.scale != 1).any() else "np.ones(len(C))"
    code = CODE_OF_MATRIX.format(scale=scale, k=count)
    lines = [f"principal components of {len(columns)} columns, from the matrix between them"]
    return Copies(
        text="\n".join([*lines, *_component_lines(found, count)]),
        numpy=f"import numpy as np\n\nC = {formatting.numpy_text(matrix)}\n{code}",
        latex=_latex(found, count),
        files=(("columns.csv", _column_table(found, columns, count)),),
    )


def _text(found: PCA, count: int) -> str:
    n, d = found.data.shape
    lines = [
        f"principal components of {n} rows and {d} columns"
        + (", standardized" if found.standardized else ""),
        f"mean = {formatting.exact_vector(found.mean)}",
    ]
    if found.standardized:
        lines.append(f"scale = {formatting.exact_vector(found.scale)}")
    return "\n".join([*lines, *_component_lines(found, count)])


def _component_lines(found: Components, count: int) -> Iterator[str]:
    for i in range(count):
        share = formatting.decimal(float(found.explained_variance_ratio[i]), 6)
        yield f"PC{i + 1} = {formatting.exact_vector(found.components[i])}"
        variance = formatting.exact(float(found.explained_variance[i]))
        yield f"  variance = {variance}, share ≈ {share}"


def _latex(found: Components, count: int) -> str:
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


def _scores(shown: Analysis) -> str:
    """Return the scores of the rows, of those that do not count last."""
    observations, count = shown.observations, shown.wanted
    names = [*shown.observations.row_names, *observations.shown_names]
    scores = shown.found.scores[:, :count]
    if observations.shown_names:
        scores = np.vstack([scores, shown.found.transform(observations.shown)[:, :count]])
    axes = [f"PC{i + 1}" for i in range(count)]
    header = ["row", *([observations.group_name] if observations.groups else []), *axes]
    labels: list[list[str]] = [[] for _ in names]
    if observations.groups:
        groups = (*observations.groups, *[""] * len(observations.shown_names))
        labels = [[group] for group in groups]
    return csv_text(
        header,
        (
            [name, *group, *row]
            for name, group, row in zip(names, labels, scores.tolist(), strict=True)
        ),
    )


def _rows(shown: Analysis) -> str:
    """Return how well each row is shown by each component, and what part it has in it."""
    axes = range(1, shown.wanted + 1)
    header = ["row", *(f"cos² PC{i}" for i in axes), *(f"contribution PC{i}" for i in axes)]
    cos2 = shown.found.row_cos2[:, : shown.wanted].tolist()
    parts = shown.found.row_contributions[:, : shown.wanted].tolist()
    return csv_text(
        header,
        (
            [name, *a, *b]
            for name, a, b in zip(shown.observations.row_names, cos2, parts, strict=True)
        ),
    )


def _columns(shown: Analysis) -> str:
    observations = shown.observations
    return _column_table(
        shown.found,
        observations.columns,
        shown.wanted,
        observations.other_names,
        shown.other_correlations(),
    )


def _column_table(
    found: Components,
    columns: Sequence[str],
    count: int,
    other_names: Sequence[str] = (),
    others: Floats = NONE,
) -> str:
    """Return loadings, correlations, cos² and contributions of the columns.

    Of columns that do not count, correlations and cos².
    """
    kinds = ("loading", "correlation", "cos²", "contribution")
    header = ["column", *(f"{kind} PC{i + 1}" for kind in kinds for i in range(count))]
    tables = (
        found.loadings, found.correlations, found.column_cos2, found.column_contributions,
    )  # fmt: skip
    numbers = np.hstack([table[:, :count] for table in tables]).tolist()
    rows: list[list[str | float]] = [[n, *row] for n, row in zip(columns, numbers, strict=True)]
    nothing = [float("nan")] * count
    for j, name in enumerate(other_names):
        known: list[float] = others[j, :count].tolist()
        rows.append([name, *nothing, *known, *(r * r for r in known), *nothing])
    return csv_text(header, rows)


def _components(observations: Observations, found: PCA, count: int) -> str:
    nan = float("nan")
    rows: list[list[str | float]] = [["mean", nan, nan, *found.mean.tolist()]]
    if found.standardized:
        rows.append(["scale", nan, nan, *found.scale.tolist()])
    for i in range(count):
        shares = found.explained_variance[i], found.explained_variance_ratio[i]
        rows.append([f"PC{i + 1}", *map(float, shares), *found.components[i].tolist()])
    return csv_text(["", "variance", "share", *observations.columns], rows)
