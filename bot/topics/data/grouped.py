"""Rows in clusters."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from bot.topics.data.asking import FEWEST, MOST
from bot.topics.data.points import Points, read
from bot.topics.kit import reading
from linalg_engine.clusters import Clusters, kmeans, mean_silhouettes, silhouettes
from linalg_engine.errors import InputError

if TYPE_CHECKING:
    from bot.drawing.arrays import Floats
    from bot.topics.kit.question import Question

AUTO = "auto"
"""The k that is chosen by silhouette, as typed; so is nothing typed."""


@dataclass(frozen=True)
class Grouped:
    """Rows in k clusters.

    Attributes
    ----------
    points
        The rows.
    found
        The clusters; centres are in the units of `rows`.
    is_standardized
        Whether the rows were standardized.
    means
        The mean silhouette for each k that was tried; empty where k was given.
    """

    points: Points
    found: Clusters
    is_standardized: bool
    means: dict[int, float]

    @property
    def k(self) -> int:
        """The number of clusters."""
        return len(self.found.centres)

    @property
    def rows(self) -> Floats:
        """The rows as they were compared, shape (n, d)."""
        return self.points.standardized if self.is_standardized else self.points.values

    @cached_property
    def silhouettes(self) -> Floats:
        """Shape (n,)."""
        return silhouettes(self.rows, self.found.labels)

    @property
    def centres(self) -> Floats:
        """The centres in the units of the table, shape (k, d)."""
        return self.in_units(self.found.centres)

    def in_units(self, centres: Floats) -> Floats:
        """Return centres, shape (..., d), in the units of the table."""
        if not self.is_standardized:
            return centres
        return centres * self.points.deviation + self.points.mean

    @cached_property
    def away(self) -> Floats:
        """The distances of all rows to all centres, shape (n, k)."""
        return np.linalg.norm(self.rows[:, None] - self.found.centres, axis=2)


def group(question: Question) -> Grouped:
    """Return the clusters of the question's rows.

    Raises
    ------
    InputError
        Where the rows cannot be read, or have no so many clusters.
    """
    points = read(question)
    mode = question.inputs.get("standardize", "").strip().lower() or "yes"
    if mode not in {"yes", "no"}:
        raise InputError("Standardizing is yes or no.", example="yes", source="standardize")
    rows = points.standardized if mode == "yes" else points.values
    if question.inputs.get("k", "").strip().lower() not in {"", AUTO}:
        k = reading.whole_number(question, "k")
        if not FEWEST <= k <= MOST:
            raise InputError(
                f"There can be from {FEWEST} to {MOST} clusters, not {k}.", example="3", source="k"
            )
        with reading.option("k"):
            return Grouped(points, kmeans(rows, k), mode == "yes", {})
    with reading.option("data"):
        tried = mean_silhouettes(rows, MOST)
    means = {k: mean for k, (_, mean) in tried.items()}
    best = max(means, key=lambda k: means[k])
    return Grouped(points, tried[best][0], mode == "yes", means)
