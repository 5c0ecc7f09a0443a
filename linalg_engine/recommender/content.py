"""What is known of items beside their ratings, such as genres and a year."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from linalg_engine.arrays import Floats, Indices
from linalg_engine.errors import InputError

MOST_FEATURES = 100

LARGEST = 1e6
"""Of a feature."""

LEAST_SPREAD = 1e-9
"""A column that varies less is constant, as far as rounding lets one see."""

PROFILE_WEIGHT = 5.0
"""With so many ratings a person's profile is half what those items are, half the average."""


def standardized(features: ArrayLike, items: int) -> Floats:
    """Return features of items with mean 0 and variance 1 each; one that is constant becomes 0.

    Parameters
    ----------
    features
        Shape (items, d), d up to `MOST_FEATURES`; nan, which becomes 0, where nothing is known.
    items
        The number of items.

    Raises
    ------
    InputError
        If the shape is another one, or a feature is no number or too large.
    """
    values = _numbers(features)
    if values.ndim != 2 or len(values) != items or values.shape[1] > MOST_FEATURES:
        raise InputError(
            f"There must be a row of features for each of the {items:,} rated items, of up to "
            f"{MOST_FEATURES} columns; the shape is {values.shape}."
        )
    known = ~np.isnan(values)
    values[~known] = 0
    if np.any(np.abs(values) > LARGEST):
        raise InputError("Each feature must be a number between −1,000,000 and 1,000,000.")
    counts = np.maximum(known.sum(axis=0), 1)
    values = np.where(known, values - values.sum(axis=0) / counts, 0)
    spread = np.sqrt(np.sum(values**2, axis=0) / counts)
    return np.where(spread > LEAST_SPREAD, values / np.maximum(spread, LEAST_SPREAD), 0)


def _numbers(features: ArrayLike) -> Floats:
    try:
        values = np.asarray(features)
        if values.dtype.kind in "fiubO":
            return values.astype(np.float64)
    except (TypeError, ValueError, OverflowError):
        pass
    raise InputError("Features of items must be a table of numbers.")


def profiles(content: Floats, people: Indices, items: Indices, count: int) -> Floats:
    """Return what kind of items each person rates, shape (count, d), shrunk to the average, 0.

    A person of few ratings says little, so that the mean is taken as if `PROFILE_WEIGHT` average
    items had been rated as well.

    Parameters
    ----------
    content
        Shape (items, d), standardized.
    people, items
        Shape (ratings,), who rated what.
    count
        The number of people.
    """
    sums = np.zeros((count, content.shape[1]))
    for column, total in zip(content.T, sums.T, strict=True):
        total[:] = np.bincount(people, column[items], count)
    return sums / (np.bincount(people, minlength=count) + PROFILE_WEIGHT)[:, None]
