"""Clusters of points: k-means, silhouettes, and all distances between points.

Lloyd, "Least squares quantization in PCM", 1982; Arthur and Vassilvitskii, "k-means++: the
advantages of careful seeding", 2007; Rousseeuw, "Silhouettes", 1987.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from linalg_engine.arguments import whole_number
from linalg_engine.arrays import as_table
from linalg_engine.errors import InputError
from linalg_engine.results import result

if TYPE_CHECKING:
    from collections.abc import Sequence

    from linalg_engine.arrays import Floats, Indices, TableLike

SEED = 0
"""Of the random numbers that draw starts: the same data give the same clusters."""

STARTS = 10
"""Starts that are tried; one that ends with the smallest sum of squares is taken, of several the
one with the longest way, which shows most."""

SAME = 1e-9
"""Share by which sums of squares may differ that are the same but for rounding."""

MOST_STEPS = 300
"""Of moving centres, in one try."""

MAX_CELLS = 200_000
"""Numbers in a table whose clusters are looked for."""

MAX_ROWS = 3_000
"""Rows of which all distances are computed."""

SAFE_SIZE = 1e140
"""Numbers up to this size can be squared and added."""


@result
class Clusters:
    """Points in k clusters, the largest first, of equal ones that of the first point.

    Attributes
    ----------
    labels
        Shape (n,): the cluster of each point, from 0 to k - 1.
    centres
        Shape (k, d): the mean of each cluster.
    inertia
        The sum of the squared distances of all points to their centres.
    path
        Shape (t + 1, k, d): the centres at the start and after each of the t steps; the last
        are ``centres``.
    path_labels
        Shape (t, n): the cluster of each point in each step, by the centres before it.
    start
        The k rows in which the centres started; () where the start was given.
    """

    labels: Indices
    centres: Floats
    inertia: float
    path: Floats
    path_labels: Indices
    start: tuple[int, ...] = ()

    @property
    def sizes(self) -> Indices:
        """Shape (k,): how many points each cluster has."""
        return np.bincount(self.labels, minlength=len(self.centres))


def distances(data: TableLike) -> Floats:
    """Return the distances between all rows, shape (n, n): symmetric, with zeros on the diagonal.

    Parameters
    ----------
    data
        Shape (n, d), finite, of at most 3,000 rows.

    Examples
    --------
    >>> la.distances([[0, 0], [3, 4], [0, 4]]).tolist()
    [[0.0, 5.0, 4.0], [5.0, 0.0, 3.0], [4.0, 3.0, 0.0]]
    """
    rows = _complete(data)
    if len(rows) > MAX_ROWS:
        raise InputError(f"All distances are for at most {MAX_ROWS:,} rows, not {len(rows):,}.")
    # Divided by the largest entry first, so that no square overflows or vanishes.
    largest = float(np.abs(rows).max()) or 1.0
    squares = np.zeros((len(rows), len(rows)))
    for column in rows.T / largest:
        squares += (column[:, None] - column) ** 2
    return largest * np.sqrt(squares)


def kmeans(data: TableLike, k: int, start: TableLike | None = None) -> Clusters:
    """Return k clusters of points, by k-means.

    Each point belongs to the nearest centre, and each centre moves to the mean of its points,
    until nothing changes (Lloyd). A cluster that loses all of its points gets the point that is
    farthest from its centre. Ten starts are tried, drawn by k-means++ with a fixed seed.

    Parameters
    ----------
    data
        Shape (n, d), finite.
    k
        From 1 to the number of different points.
    start
        Shape (k, d): the first centres, instead of those drawn.

    Raises
    ------
    InputError
        If there are blanks, too many numbers, or fewer different points than clusters.

    Examples
    --------
    >>> found = la.kmeans([[0, 0], [10, 0], [0, 1], [10, 1], [1, 0]], 2)
    >>> found.labels.tolist(), found.centres[1].tolist()
    ([0, 1, 0, 1, 0], [10.0, 0.5])
    """
    points = _complete(data)
    k = whole_number(k, "The number of clusters", 1)
    if points.size > MAX_CELLS:
        raise InputError(
            f"{points.shape[0]:,} × {points.shape[1]:,} numbers are too many for k-means: "
            f"{MAX_CELLS:,} are the most."
        )
    if k > (different := len(np.unique(points, axis=0))):
        raise InputError(
            f"{k} clusters need at least {k} different points, and there are {different}."
        )
    if start is not None:
        first = _complete(start)
        if first.shape != (k, points.shape[1]):
            raise InputError(f"The start must have {k} centres of {points.shape[1]} entries.")
        return _sorted(points, *_moved(points, first))
    generator = np.random.default_rng(SEED)
    tries: list[Clusters] = []
    for _ in range(STARTS):
        rows = _drawn(points, k, generator)
        tries.append(_sorted(points, *_moved(points, points[list(rows)]), rows))
    least = min(found.inertia for found in tries)
    best = [found for found in tries if found.inertia <= least * (1 + SAME)]
    return max(best, key=lambda found: len(found.path))


def silhouettes(
    data: TableLike, labels: Sequence[int] | Indices, between: Floats | None = None
) -> Floats:
    """Return how well each point fits its cluster, shape (n,), from -1 to 1.

    It is (b - a) / max(a, b), with a the mean distance to the others of the cluster, and b that
    to the points of the nearest other cluster; 0 for a point alone in its cluster.

    Parameters
    ----------
    data
        Shape (n, d), finite.
    labels
        The cluster of each point; at least two clusters.
    between
        The `distances` of the points, shape (n, n), where they are known already.

    Raises
    ------
    InputError
        If there is only one cluster, or not one label for each point.

    Examples
    --------
    >>> la.silhouettes([[0], [1], [10]], [0, 0, 1]).round(3).tolist()
    [0.9, 0.889, 0.0]
    """
    between = distances(data) if between is None else _complete(between)
    names, places = np.unique(np.asarray(labels), return_inverse=True)
    if places.shape != (len(between),) or len(names) < 2:
        raise InputError("Silhouettes need one label for each point, and two clusters or more.")
    members = np.eye(len(names))[places]
    counts = members.sum(axis=0)
    own, alone = counts[places], counts[places] == 1
    sums = between @ members
    rows = np.arange(len(between))
    inside = sums[rows, places] / np.where(alone, 1, own - 1)
    means = sums / counts
    means[rows, places] = np.inf
    outside = means.min(axis=1)
    larger = np.maximum(inside, outside)
    found = (outside - inside) / np.where(larger > 0, larger, 1)
    return np.where(alone, 0.0, found)


def mean_silhouettes(data: TableLike, most: int = 8) -> dict[int, tuple[Clusters, float]]:
    """Return the clusters, and their mean silhouette, for each k from 2 to ``most``.

    k ends below the number of different points.

    Parameters
    ----------
    data
        Shape (n, d), finite, with at least 3 different points.
    most
        The largest k, at least 2.

    Raises
    ------
    InputError
        If there are fewer than 3 different points.

    Examples
    --------
    >>> found = la.mean_silhouettes([[0], [1], [10], [11], [30], [31]])
    >>> max(found, key=lambda k: found[k][1])
    3
    """
    points = _complete(data)
    most = whole_number(most, "The largest number of clusters", 2)
    different = len(np.unique(points, axis=0))
    if different < 3:
        raise InputError(
            "To choose the number of clusters takes at least 3 different points, and there "
            f"{'is' if different == 1 else 'are'} {different}."
        )
    between = distances(points)
    found: dict[int, tuple[Clusters, float]] = {}
    for k in range(2, min(most, different - 1) + 1):
        clusters = kmeans(points, k)
        found[k] = clusters, float(silhouettes(points, clusters.labels, between).mean())
    return found


def _complete(data: TableLike) -> Floats:
    rows = as_table(data)
    if not np.isfinite(rows).all():
        raise InputError("Distances need a number in every cell.")
    if np.abs(rows).max() > SAFE_SIZE:
        raise InputError("These numbers are too large to be squared: 10¹⁴⁰ is the most.")
    return rows


def _drawn(points: Floats, k: int, generator: np.random.Generator) -> tuple[int, ...]:
    """Return k rows by k-means++: each is drawn in proportion to its squared distance."""
    rows = [int(generator.integers(len(points)))]
    left = _squares(points, points[rows])[:, 0]
    while len(rows) < k:
        # Points far apart in size can have squares that vanish: any other point will do then.
        weights = left if left.sum() > 0 else (points != points[rows[0]]).any(axis=1).astype(float)
        rows.append(int(generator.choice(len(points), p=weights / weights.sum())))
        left = np.minimum(left, _squares(points, points[rows[-1:]])[:, 0])
    return tuple(rows)


def _squares(points: Floats, centres: Floats) -> Floats:
    """Return the squared distances of n points to k centres, shape (n, k)."""
    return np.column_stack([((points - centre) ** 2).sum(axis=1) for centre in centres])


def _moved(points: Floats, start: Floats) -> tuple[list[Floats], list[Indices]]:
    """Return the centres from the start on, and the labels of each step."""
    path, labels = [start], [_assigned(points, start)]
    for _ in range(MOST_STEPS):
        path.append(_means(points, labels[-1], len(start)))
        after = _assigned(points, path[-1])
        if np.array_equal(after, labels[-1]):
            break
        labels.append(after)
    else:
        path.append(_means(points, labels[-1], len(start)))
    return path, labels


def _assigned(points: Floats, centres: Floats) -> Indices:
    """Return the nearest centre of each point; an empty cluster takes the farthest point."""
    squares = _squares(points, centres)
    labels = squares.argmin(axis=1)
    counts = np.bincount(labels, minlength=len(centres))
    away = squares[np.arange(len(points)), labels]
    for cluster in np.flatnonzero(counts == 0):
        movable = counts[labels] > 1
        row = int(np.argmax(np.where(movable, away, -1.0)))
        counts[labels[row]] -= 1
        labels[row], away[row] = cluster, -1.0
        counts[cluster] = 1
    return labels


def _means(points: Floats, labels: Indices, k: int) -> Floats:
    return np.array([points[labels == cluster].mean(axis=0) for cluster in range(k)])


def _sorted(
    points: Floats, path: list[Floats], labels: list[Indices], rows: tuple[int, ...] = ()
) -> Clusters:
    """Return the clusters in their order: the largest first, of equal ones that of the first."""
    last, k = labels[-1], len(path[0])
    counts = np.bincount(last, minlength=k)
    firsts = [int(np.argmax(last == cluster)) for cluster in range(k)]
    order = sorted(range(k), key=lambda cluster: (-counts[cluster], firsts[cluster]))
    place = np.empty(k, dtype=np.intp)
    place[order] = np.arange(k)
    centres = path[-1][order]
    return Clusters(
        labels=place[last],
        centres=centres,
        inertia=float(((points - centres[place[last]]) ** 2).sum()),
        path=np.array(path)[:, order],
        path_labels=place[np.array(labels)],
        start=tuple(rows[cluster] for cluster in order) if rows else (),
    )
