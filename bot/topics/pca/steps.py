"""PCA step by step: centre, covariance, eigenvectors, project, rebuild."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from bot.drawing.pages import Working
from bot.formula import (
    About,
    Brackets,
    Chain,
    Index,
    Minus,
    Power,
    Product,
    Quotient,
    Rounded,
    Row,
    Sentence,
    Series,
    Sum,
    Symbol,
    Words,
)
from bot.text import percent
from bot.topics.kit.rounded import fits, rounded_column, rounded_matrix
from bot.topics.pca import reading_steps
from linalg_engine.principal_components import covariance

if TYPE_CHECKING:
    from bot.drawing.arrays import Floats
    from bot.drawing.pages import Block
    from bot.formula import Formula
    from linalg_engine.principal_components import PCA, Components

MOST_COLUMNS = 6
MOST_ROWS = 8
"""Rows of data up to which all are shown; of more, the first few."""

FIRST_ROWS = 4

X, C, V, T = Symbol("X"), Symbol("C"), Symbol("v"), Symbol("T")
CENTRED = Index(X, "c")
LAMBDA = Symbol("λ")


def working(found: PCA, count: int, row: tuple[str, Floats]) -> Working:
    """Return the way to the first ``count`` components, with numbers where they are few.

    Parameters
    ----------
    row
        The name and the numbers of the row that is projected and rebuilt.
    """
    centred = (found.data - found.mean) / found.scale
    d = centred.shape[1]
    small = d <= MOST_COLUMNS and fits(centred[:MOST_ROWS]) and fits(covariance(centred))
    blocks = [*_centring(found, small=small), *_covariance(found, small=small)]
    blocks += _eigenvectors(found, count, 3, small=small)
    blocks += _projection(found, count, row, small=small)
    blocks += reading_steps.rebuilding(found, count, row[1], small=small)
    blocks += reading_steps.loadings(found, count, 6, small=small)
    return Working("Principal components", tuple(blocks))


def working_of_matrix(found: Components, matrix: Floats, count: int) -> Working:
    """Return the way from correlations or covariances, shape (d, d), to components."""
    d = len(matrix)
    if (found.scale != 1).any():
        matrix = matrix / np.outer(found.scale, found.scale)
    small = d <= MOST_COLUMNS and fits(matrix)
    name = "correlations" if found.standardized else "covariances"
    values = (rounded_matrix(matrix),) if small else ()
    blocks: list[Block] = [f"1. The {name} of the columns, a {d}×{d} matrix:"]
    blocks += [Chain(C, values)] if values else []
    blocks += _eigenvectors(found, count, 2, small=small)
    blocks += reading_steps.loadings(found, count, 3, small=small)
    return Working("Principal components", tuple(blocks))


def _centring(found: PCA, *, small: bool) -> list[Block]:
    n, d = found.data.shape
    how = "subtract the mean of each column"
    if found.standardized:
        how += ", then divide by its standard deviation"
    blocks: list[Block] = [f"1. Centre the {n}×{d} table: {how}."]
    if not small:
        return blocks
    centred = (found.data - found.mean) / found.scale
    shown = centred if n <= MOST_ROWS else centred[:FIRST_ROWS]
    blocks.append(Chain(Words("mean"), (rounded_column(found.mean),)))
    if found.standardized:
        blocks.append(Chain(Words("deviation"), (rounded_column(found.scale),)))
    blocks.append(Chain(CENTRED, (rounded_matrix(shown),)))
    if n > MOST_ROWS:
        blocks.append(f"(the first {FIRST_ROWS} of {n} rows)")
    return blocks


def _covariance(found: PCA, *, small: bool) -> list[Block]:
    n, d = found.data.shape
    name = "correlations" if found.standardized else "covariances"
    product = Row(
        (Quotient("1", Sum((str(n), Minus("1")))), " ", Power(CENTRED, "T"), " ", CENTRED)
    )
    values: tuple[Formula, ...] = ()
    if small:
        centred = (found.data - found.mean) / found.scale
        values = (rounded_matrix(covariance(centred)),)
    return [f"2. The {name} of the columns, a {d}×{d} matrix:", Chain(C, (product, *values))]


def _eigenvectors(found: Components, count: int, step: int, *, small: bool) -> list[Block]:
    blocks: list[Block] = [
        Sentence(
            (
                f"{step}. Eigenvectors of ",
                C,
                ": the directions of largest variance, at right angles.",
            )
        ),
        Chain(Row((C, " ", V)), (Row((LAMBDA, " ", V)),)),
    ]
    for i in range(min(count, 3)):
        chains = [Chain(Index(LAMBDA, str(i + 1)), (_three(found.explained_variance[i]),))]
        if small:
            chains.append(Chain(Index(V, str(i + 1)), (rounded_column(found.components[i]),)))
        blocks.append(Series(tuple(chains), ",    "))
    share = Quotient(_three(found.explained_variance[0]), _three(found.total_variance))
    percentage = About(percent(float(found.explained_variance_ratio[0])))
    return [
        *blocks,
        Sentence(
            ("Each ", LAMBDA, " is the variance along its ", V, "; its share in the sum of all:")
        ),
        Chain(share, (percentage,)),
    ]


def _projection(found: PCA, count: int, row: tuple[str, Floats], *, small: bool) -> list[Block]:
    scores = Row((CENTRED, " ", Brackets(_columns(count))))
    blocks: list[Block] = [
        "4. Project: the score of a row is its dot product with the component.",
        Chain(T, (scores,)),
    ]
    if not small:
        return blocks
    name, numbers = row
    first = (numbers - found.mean) / found.scale
    terms = Sum(
        tuple(
            Product((_three(x), _three(v))) for x, v in zip(first, found.components[0], strict=True)
        )
    )
    score = Chain(Index(Symbol("t"), "1"), (terms, _three(first @ found.components[0])))
    return [*blocks, f"For {name} and the first component:", score]


def _columns(count: int) -> Series:
    names = tuple(Index(V, str(i + 1)) for i in range(min(count, 3)))
    return Series((*names, "…") if count > 3 else names, ", ")


def _three(x: float) -> Rounded:
    return Rounded(float(x), 3)
