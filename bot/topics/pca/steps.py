"""PCA step by step: centre, covariance, eigenvectors, project."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.drawing.typeset import (
    Node,
    Working,
    brackets,
    formula,
    fraction,
    index,
    joined,
    operator,
    power,
    prose,
    relation,
    row,
    symbol,
    words,
)
from bot.topics.kit.rounded import fits, rounded_column, rounded_matrix
from bot.topics.pca.figure import percent
from linalg_engine.formatting import decimal
from linalg_engine.principal_components import covariance

if TYPE_CHECKING:
    from linalg_engine.principal_components import PCA

MOST_COLUMNS = 6
MOST_ROWS = 8
"""Rows of data up to which all are shown; of more, the first few."""

FIRST_ROWS = 4

X, C, V, T = symbol("X"), symbol("C"), symbol("v"), symbol("T")
CENTRED = index(X, "c")
LAMBDA = symbol("λ")


def working(found: PCA, count: int) -> Working:
    """Return the way to the first ``count`` components, with numbers where they are few."""
    centred = (found.data - found.mean) / found.scale
    d = centred.shape[1]
    small = d <= MOST_COLUMNS and fits(centred[:MOST_ROWS]) and fits(covariance(centred))
    blocks = [*_centring(found, small=small), *_covariance(found, small=small)]
    blocks += _eigenvectors(found, count, small=small)
    blocks += _projection(found, count, small=small)
    return Working("Principal components", tuple(blocks))


def _centring(found: PCA, *, small: bool) -> list[dict[str, Any]]:
    n, d = found.data.shape
    how = "subtract the mean of each column"
    if found.standardized:
        how += ", then divide by its standard deviation"
    blocks = [prose(f"1. Centre the {n}×{d} table: {how}.")]
    if not small:
        return blocks
    centred = (found.data - found.mean) / found.scale
    shown = centred if n <= MOST_ROWS else centred[:FIRST_ROWS]
    blocks.append(formula(words("mean"), relation("≈"), rounded_column(found.mean)))
    if found.standardized:
        blocks.append(formula(words("deviation"), relation("≈"), rounded_column(found.scale)))
    blocks.append(formula(CENTRED, relation("≈"), rounded_matrix(shown)))
    if n > MOST_ROWS:
        blocks.append(prose(f"(the first {FIRST_ROWS} of {n} rows)"))
    return blocks


def _covariance(found: PCA, *, small: bool) -> list[dict[str, Any]]:
    n, d = found.data.shape
    name = "correlations" if found.standardized else "covariances"
    product = row(power(CENTRED, "T"), " ", CENTRED)
    nodes: list[Node] = [C, relation("="), fraction("1", f"{n} − 1"), " ", product]
    if small:
        centred = (found.data - found.mean) / found.scale
        nodes += [relation("≈"), rounded_matrix(covariance(centred))]
    return [prose(f"2. The {name} of the columns, a {d}×{d} matrix:"), formula(*nodes)]


def _eigenvectors(found: PCA, count: int, *, small: bool) -> list[dict[str, Any]]:
    total = float(found.total_variance)
    blocks = [
        prose("3. Eigenvectors of C: the directions of largest variance, at right angles."),
        formula(C, " ", V, relation("="), LAMBDA, " ", V),
    ]
    for i in range(min(count, 3)):
        value = float(found.explained_variance[i])
        nodes: list[Node] = [index(LAMBDA, str(i + 1)), relation("≈"), decimal(value, 3)]
        if small:
            nodes += [words(",    "), index(V, str(i + 1)), relation("≈")]
            nodes.append(rounded_column(found.components[i]))
        blocks.append(formula(*nodes))
    share = float(found.explained_variance_ratio[0])
    blocks += [
        prose("Each λ is the variance along its v; its share in the sum of all:"),
        formula(
            fraction(decimal(float(found.explained_variance[0]), 3), decimal(total, 3)),
            relation("≈"),
            percent(share),
        ),
    ]
    return blocks


def _projection(found: PCA, count: int, *, small: bool) -> list[dict[str, Any]]:
    blocks = [
        prose("4. Project: the score of a row is its dot product with the component."),
        formula(T, relation("="), CENTRED, " ", brackets(_columns(count))),
    ]
    if not small:
        return blocks
    first = (found.data[0] - found.mean) / found.scale
    terms: list[Node] = [
        row(_bracketed(float(x), first=i == 0), operator("·"), _bracketed(float(v)))
        for i, (x, v) in enumerate(zip(first, found.components[0], strict=True))
    ]
    score = decimal(float(found.scores[0, 0]), 3)
    blocks += [
        prose("For row 1 and the first component:"),
        formula(index(symbol("t"), "11"), relation("≈"), *joined(terms, "+"), relation("≈"), score),
    ]
    return blocks


def _columns(count: int) -> Node:
    nodes: list[Node] = [index(V, str(i + 1)) for i in range(min(count, 3))]
    if count > 3:
        nodes.append("…")
    return row(*[part for node in nodes for part in (", ", node)][1:])


def _bracketed(x: float, *, first: bool = False) -> Node:
    shown = decimal(x, 3)
    return brackets(shown) if shown.startswith("−") and not first else shown
