"""Who rates what: how likely a person comes to an item, from what else the person rated.

Write 1 where a person rated an item and 0 elsewhere. Each column is regressed on all others, with
an intercept and a ridge λ. With P the inverse of (covariances + λ I), the coefficient of item i
for item j is ``-P[i, j] / P[j, j]`` (Steck, *Embarrassingly shallow autoencoders for sparse data*,
WWW 2019, there without an intercept).

A table of all pairs of items would be too large, so the covariances are those of factor analysis,
``L Lᵀ + D``, with D diagonal; L projects them on the leading directions of the people. By
Woodbury's formula the coefficient is then an inner product of two rows and two numbers,
``into[i] · out[j] · rows[i] @ rows[j]``, and no table is needed.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from linalg_engine.arrays import Floats, Floats32, Indices
from linalg_engine.recommender.item_space import ItemSpace

RIDGE = 100.0
"""λ, in ratings; on fewer than `RIDGE` × `PEOPLE_A_RIDGE` people it is smaller in proportion."""

PEOPLE_A_RIDGE = 4

LEAST_SHARE = 0.01
"""A chance is at least so many times that of people on average: a regression can fall below 0."""

LEAST_DIRECTION = 1e-9
"""Squared lengths below, relative to the longest, are rounding."""


@dataclass(frozen=True)
class Watching:
    """Who rates what, as an `ItemSpace` has it.

    Attributes
    ----------
    share
        Shape (items,), the share of people who rated each.
    rows
        Shape (items, g).
    into, out
        Shape (items,): how much a rating of the item counts, and how well the item is predicted.
    """

    share: Floats
    rows: Floats32
    into: Floats
    out: Floats


def learn(people: Indices, items: Indices, shape: tuple[int, int], features: Floats) -> Watching:
    """Return who rates what.

    Parameters
    ----------
    people, items
        Shape (ratings,), who rated what.
    shape
        The number of people and of items.
    features
        Shape (people, f), directions on which the people are projected: the singular vectors
        of who rated what, in any scaling.
    """
    counts = np.bincount(items, minlength=shape[1]).astype(np.float64)
    share = counts / shape[0]
    basis = _orthonormal(features)
    sums = [np.bincount(items, column[people], shape[1]) for column in basis.T]
    loads = np.stack(sums, axis=1) - np.outer(share, basis.sum(axis=0))
    rest = counts * (1 - share) - np.sum(loads**2, axis=1)
    own = np.maximum(rest, 0) + min(RIDGE, shape[0] / PEOPLE_A_RIDGE)
    precision: Floats = np.eye(loads.shape[1]) + loads.T @ (loads / own[:, None])
    # With the inverse C Cᵀ, the coefficients are inner products of the rows of L C.
    rows = loads @ np.linalg.inv(np.linalg.cholesky(precision).astype(np.float64)).T
    left = 1 - np.sum(rows**2, axis=1) / own
    return Watching(share, rows.astype(np.float32), 1 / own, 1 / left)


def chances(space: ItemSpace, places: Indices) -> Floats:
    """Return the estimated chance that somebody rates each item, shape (n,), above 0, at most 1.

    Parameters
    ----------
    places
        Shape (rated,), the rows of what the person has rated; without any, the chances are the
        shares of people who rated each.
    """
    share = space.watch_share
    if not len(places):
        return share.copy()
    rows = space.watch_rows
    usual = (share * space.watch_into).astype(np.float32) @ rows
    person = space.watch_into[places] @ rows[places] - usual
    found = share + space.watch_out * (rows @ person.astype(np.float32))
    return np.clip(found, LEAST_SHARE * share, 1.0)


def pulls(space: ItemSpace, places: Indices, place: int) -> Floats:
    """Return what having rated each of some items adds to the chance of rating another.

    Parameters
    ----------
    places
        Shape (rated,), the rows of what the person has rated.
    place
        The row of the other item.

    Returns
    -------
    pulls
        Shape (rated,), their coefficients in the regression of the other item.
    """
    rows = space.watch_rows
    return space.watch_out[place] * space.watch_into[places] * (rows[places] @ rows[place])


def _orthonormal(features: Floats) -> Floats:
    """Return an orthonormal basis of the columns' span; a column that is 0 adds nothing."""
    squares, axes = np.linalg.eigh(features.T @ features)
    kept = squares > LEAST_DIRECTION * squares[-1]
    return (features @ axes[:, kept]) / np.sqrt(squares[kept])
