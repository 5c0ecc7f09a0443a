"""Words in their best plane, with arrows between pairs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from bot.drawing import point_map
from bot.drawing.picture import Picture
from bot.drawing.point_map import Kind, PointMap, Stroke
from linalg_engine.principal_components import pca

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.drawing.arrays import Floats
    from bot.drawing.style import Role, Style

MARK = 24.0
"""Pixels."""


@dataclass(frozen=True)
class Arrow:
    """An arrow from one word to another, by their places."""

    start: int
    end: int
    role: Role


@dataclass(frozen=True)
class Plane:
    """Points, shape (n, 2), and the share of the variance that they show."""

    points: Floats
    share: float


def best_plane(vectors: Floats) -> Plane:
    """Return the vectors, shape (n, d), in the plane in which they spread most."""
    found = pca(vectors, min(2, *vectors.shape))
    flat = np.zeros((len(vectors), 2))
    flat[:, : found.scores.shape[1]] = found.scores
    return Plane(flat, float(found.explained_variance_ratio.sum()))


def draw(
    vectors: Floats,
    names: tuple[str, ...],
    arrows: Sequence[Arrow],
    caption: str,
    style: Style,
    *,
    end: int | None = None,
) -> Picture:
    """Return a picture of words in their best plane.

    Parameters
    ----------
    end
        The place of a point that is no word but the end of a sum.
    """
    flat = best_plane(vectors)
    words = [i for i in range(len(names)) if i != end]
    listed = tuple(names[i] for i in words)
    kinds = [Kind(flat.points[words], listed, size=MARK)]
    if end is not None:
        kinds.append(Kind(flat.points[[end]], (names[end],), look=("result", "plus"), size=MARK))
    share = f"{100 * flat.share:.0f} %"
    shown = PointMap(
        caption,
        tuple(kinds),
        notes=(
            f"their best plane: it holds {share} of how they differ",
            "≈ compares directions alone, not lengths" * (end is not None),
        ),
        has_grid=False,
        strokes=tuple(
            Stroke(flat.points[a.start], flat.points[a.end], a.role, width=6, is_arrow=True)
            for a in arrows
        ),
        has_origin=False,
        numbered=False,
        most_names=len(names),
    )
    pairs = "; ".join(f"from {names[a.start]} to {names[a.end]}" for a in arrows)
    alt = (
        f"{caption}. {len(words)} words as points in the plane in which they differ most, "
        f"{share} of it: {', '.join(listed)}."
        f"{f' Arrows: {pairs}.' * bool(arrows)}"
    )
    return Picture("words.png", point_map.draw(shown, style.theme).png, alt[:1000])
