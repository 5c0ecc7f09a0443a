"""Pictures of principal components: the cloud in their plane, and in its own space."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from bot.drawing import fonts, point_map
from bot.drawing.picture import Picture
from bot.drawing.point_map import LOOKS, OTHER, Kind, PlaneMap, Spoke, Stroke
from bot.drawing.view import space_basis
from linalg_engine.formatting import decimal

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from bot.drawing.style import Style
    from linalg_engine.principal_components import PCA

    Points = NDArray[np.float64]

MOST_SPOKES = 6
"""Columns whose arrows are drawn."""

SPOKE_SHARE = 0.8
"""How far the longest arrow reaches, of the way to the outermost point."""

MOST_DISTANCES = 400
"""Points up to which the distances to the axis or plane are drawn."""

NOTHING = 1e-12
"""A share of the variance that is 0 up to rounding."""

COMPASS_SHARE = 0.2
"""Length of the arrows that show the directions of three columns, of the picture's extent."""

SAME_NUMBERS = 1e4
"""Where the data lie this many times their extent away from 0, numbers along axes look alike."""


@dataclass(frozen=True)
class Naming:
    """What rows and columns are called.

    Attributes
    ----------
    rows
        The n names as typed; () for none.
    columns
        The d names, given ones where there were none.
    groups
        The category of each row, which decides its colour; () for none.
    """

    rows: tuple[str, ...]
    columns: tuple[str, ...]
    groups: tuple[str, ...] = ()


def draw(found: PCA, naming: Naming, style: Style) -> Picture:
    """Return the cloud: itself where it has 2 or 3 columns, else in the plane of two axes."""
    columns = found.data.shape[1]
    if columns == 2:
        return _draw_flat(found, naming, style)
    if columns == 3 and len(found.components) >= 2:
        return _draw_space(found, naming, style)
    return _draw_biplot(found, naming, style)


def percent(share: float) -> str:
    """Return "73 %", with a decimal where that is not all."""
    shown = f"{100 * share:.1f}".removesuffix(".0")
    if shown == "0" and share > NOTHING:
        return "< 0.1 %"
    return "> 99.9 %" if shown == "100" and share < 1 - NOTHING else f"{shown} %"


# The plane of two components


def _draw_biplot(found: PCA, naming: Naming, style: Style) -> Picture:
    scores = found.scores[:, :2]
    weights = found.components[:2].T
    lengths = np.linalg.norm(weights, axis=1)
    factor = SPOKE_SHARE * float(np.linalg.norm(scores, axis=1).max() / lengths.max())
    longest = np.sort(np.argsort(-lengths, kind="stable")[:MOST_SPOKES])
    columns, unwritten = fonts.names(naming.columns, "column", 20)
    spokes = tuple(Spoke(weights[j] * factor, columns[j]) for j in longest if lengths[j] > 0)
    count = len(naming.columns)
    which = f"the {len(spokes)} largest of {count} columns" if count > len(spokes) else "columns"
    shown = PlaneMap(
        caption=f"{percent(float(found.explained_variance_ratio[:2].sum()))} of the variance "
        "in this plane",
        kinds=kinds(scores, naming),
        axes=(_axis(found, 0), _axis(found, 1)),
        notes=(
            f"arrows: weights of {which}, times {decimal(factor, 3)}",
            _unwritten(naming, unwritten),
        ),
        spokes=spokes,
    )
    drawn = point_map.draw(shown, style.theme)
    alt = (
        f"{len(scores)} points in the plane of the first two principal components: "
        f"{_axis(found, 0)} and {_axis(found, 1)} of the variance. {_groups_alt(scores, naming)}"
        f"{_arrows_alt(weights, columns, longest)}"
    )
    return Picture("pca.png", drawn.png, alt[:1000])


def _axis(found: PCA, number: int) -> str:
    return f"PC{number + 1}, {percent(float(found.explained_variance_ratio[number]))}"


def kinds(
    points: Points, naming: Naming, faint: NDArray[np.bool_] | None = None
) -> tuple[Kind, ...]:
    """Return the points, shape (n, 2), by group, with their names.

    Parameters
    ----------
    points
        Where each row stands.
    naming
        Of the rows.
    faint
        Shape (n,): which points stand back.
    """
    names = _row_names(naming, len(points))
    if not naming.groups:
        groups = [("", np.arange(len(points)))]
    else:
        groups = point_map.grouped(naming.groups)
    looks = [*LOOKS[: len(groups)], OTHER] if len(groups) > len(LOOKS) else LOOKS
    found: list[Kind] = []
    for (title, members), look in zip(groups, looks, strict=False):
        look = OTHER if title == "other" and naming.groups else look
        written = fonts.writable(title) or f"group {len(found) + 1}" if title else ""
        for part in _parts(members, faint):
            if len(part):
                chosen = tuple(names[i] for i in part) if names else ()
                is_faint = faint is not None and bool(faint[part[0]])
                found.append(
                    Kind(points[part], chosen, fonts.shortened(written, 20), look, is_faint)
                )
                written = ""
    return tuple(found)


def _parts(members: NDArray[np.intp], faint: NDArray[np.bool_] | None) -> list[NDArray[np.intp]]:
    if faint is None:
        return [members]
    return [members[faint[members]], members[~faint[members]]]


def _row_names(naming: Naming, count: int) -> tuple[str, ...]:
    """Return names for the picture; numbers where few rows have none."""
    if naming.rows:
        longest = 24 if count <= 12 else 14
        return fonts.names(naming.rows, "row", longest)[0]
    few = count <= point_map.MOST_NAMES and not naming.groups
    return tuple(str(i + 1) for i in range(count)) if few else ()


def _unwritten(naming: Naming, columns: int) -> str:
    """Say that names had to be left out, for lack of letters."""
    rows = fonts.names(naming.rows, "row", 20)[1]
    return "names in letters that I cannot draw are numbers here" if rows + columns else ""


def _groups_alt(points: Points, naming: Naming) -> str:
    if not naming.groups:
        return ""
    parts = [
        f"{title} ({len(members)}) around "
        f"({', '.join(decimal(float(x), 2) for x in points[members].mean(axis=0))})"
        for title, members in point_map.grouped(naming.groups)
    ]
    return f"By colour and shape: {'; '.join(parts)}. "


def _arrows_alt(weights: Points, columns: Sequence[str], longest: NDArray[np.intp]) -> str:
    parts = [
        f"{columns[j]} ({', '.join(decimal(float(x), 2) for x in weights[j])})" for j in longest
    ]
    return f"Weights of the columns, as arrows: {'; '.join(parts)}."


# Data of two columns


def _draw_flat(found: PCA, naming: Naming, style: Style) -> Picture:
    points, mean = found.data / found.scale, found.mean / found.scale
    if found.standardized:
        points, mean = points - mean, np.zeros(2)
    extent = float(np.ptp(points, axis=0).max())
    columns, unwritten = fonts.names(naming.columns, "column", 24)
    centred = points - mean
    axis = found.components[0]
    feet = mean + np.outer(centred @ axis, axis)
    distances = tuple(
        Stroke(point, foot, "rest", width=4) for point, foot in zip(points, feet, strict=True)
    )
    rows = (
        naming if naming.rows else Naming((), naming.columns, naming.groups or ("",) * len(points))
    )
    own = kinds(points, rows) if naming.groups or naming.rows else (Kind(points),)
    shown = PlaneMap(
        caption=f"PC1 holds {percent(float(found.explained_variance_ratio[0]))} of the variance",
        kinds=(*own, Kind(mean[None], ("mean",), "", ("text", "plus"))),
        axes=_flat_axes(columns, found),
        notes=(
            "pink: the distances that PC1 makes as small as possible",
            _unwritten(naming, unwritten),
        ),
        strokes=(
            *(distances if len(points) <= MOST_DISTANCES else ()),
            *_flat_strokes(found, mean),
        ),
        has_origin=False,
        numbered=float(np.abs(points).max()) < SAME_NUMBERS * extent,
    )
    drawn = point_map.draw(shown, style.theme)
    spread = ", ".join(decimal(float(np.sqrt(v)), 3) for v in found.explained_variance)
    alt = (
        f"{len(points)} points, {columns[0]} across and {columns[1]} up, with their mean at "
        f"({', '.join(decimal(float(x), 3) for x in mean)}). Through it run the principal axes: "
        f"PC1 along ({', '.join(decimal(float(x), 3) for x in axis)}) with "
        f"{percent(float(found.explained_variance_ratio[0]))} of the variance, PC2 at right angles "
        f"to it; the points spread by {spread} along them. Short lines lead from each point at "
        f"right angles to PC1. {_groups_alt(points, naming)}"
    )
    return Picture("pca.png", drawn.png, alt[:1000])


def _flat_axes(columns: Sequence[str], found: PCA) -> tuple[str, str]:
    words = ", standardized" if found.standardized else ""
    return f"{columns[0]}{words}", f"{columns[1]}{words}"


def _flat_strokes(found: PCA, mean: Points) -> tuple[Stroke, ...]:
    """Return the two axes through the mean, as long as the cloud is, and a little more."""
    longest = float(np.abs(found.scores[:, 0]).max())
    strokes: list[Stroke] = []
    for number, axis in enumerate(found.components[:2]):
        reach = max(float(np.abs(found.scores[:, number]).max()), 0.3 * longest)
        ends = mean - 1.1 * reach * axis, mean + 1.1 * reach * axis
        role = "second" if number == 0 else "result"
        strokes.append(Stroke(*ends, role, _axis(found, number), width=7, is_arrow=True))
    return tuple(strokes)


# Data of three columns


def _draw_space(found: PCA, naming: Naming, style: Style) -> Picture:
    points = (found.data - found.mean) / found.scale
    axes = _three_axes(found)
    basis = space_basis(axes)
    scores = points @ axes.T
    toward = np.cross(basis[0], basis[1])
    behind = scores[:, 2] * float(axes[2] @ toward) < 0
    paper = points @ basis.T
    feet = (scores[:, :2] @ axes[:2]) @ basis.T
    plane = _plane_corners(scores) @ axes[:2] @ basis.T
    columns, unwritten = fonts.names(naming.columns, "column", 20)
    distances = tuple(
        Stroke(point, foot, "rest", width=3) for point, foot in zip(paper, feet, strict=True)
    )
    shown = PlaneMap(
        caption=f"A plane holds {percent(float(found.explained_variance_ratio[:2].sum()))} of the "
        "variance",
        kinds=kinds(paper, naming, behind),
        axes=("", ""),
        notes=(
            "pink: distances to the plane; points behind it are dimmer",
            _unwritten(naming, unwritten),
        ),
        strokes=(
            *_column_strokes(np.vstack([paper, plane]), basis, columns),
            *(distances if len(points) <= MOST_DISTANCES else ()),
            *_plane_strokes(found, scores, basis),
        ),
        areas=(plane,),
        has_grid=False,
        has_origin=True,
    )
    drawn = point_map.draw(shown, style.theme)
    normal = ", ".join(decimal(float(x), 3) for x in axes[2])
    alt = (
        f"{len(points)} points in space ({', '.join(columns)}) and the plane through their mean "
        f"that lies nearest to them, spanned by {_axis(found, 0)} and {_axis(found, 1)} of the "
        f"variance; at right angles to it stands ({normal}). {int(behind.sum())} points lie behind "
        f"the plane. {_groups_alt(found.scores, naming)}"
    )
    return Picture("pca.png", drawn.png, alt[:1000])


def _three_axes(found: PCA) -> Points:
    """Return the two components and the direction at right angles to both, shape (3, 3)."""
    first, second = found.components[:2]
    return np.array([first, second, np.cross(first, second)])


def _plane_corners(scores: Points) -> Points:
    """Return the corners, shape (4, 2), of a rectangle around the points in the plane."""
    low, high = scores[:, :2].min(axis=0), scores[:, :2].max(axis=0)
    margin = 0.08 * float((high - low).max())
    (a, b), (c, d) = low - margin, high + margin
    return np.array([(a, b), (c, b), (c, d), (a, d)])


def _plane_strokes(found: PCA, scores: Points, basis: Points) -> tuple[Stroke, ...]:
    """Return the two components as arrows from the mean, to where the plane ends."""
    (_, _), (right, top) = _plane_corners(scores)[[0, 2]]
    tips = found.components[:2] * np.array([[right], [top]]) @ basis.T
    return tuple(
        Stroke(np.zeros(2), tip, role, _axis(found, number), width=7, is_arrow=True)
        for number, (tip, role) in enumerate(zip(tips, ("second", "result"), strict=True))
    )


def _column_strokes(paper: Points, basis: Points, columns: Sequence[str]) -> list[Stroke]:
    """Return the directions of the three columns, below and at the left of all points."""
    low, high = paper.min(axis=0), paper.max(axis=0)
    size = COMPASS_SHARE * float((high - low).max())
    corner = low - np.array([0.6, 0.2]) * size
    tips = corner + size * basis.T
    return [
        Stroke(corner, tip, "muted", name, width=4, is_arrow=True)
        for tip, name in zip(tips, columns, strict=True)
    ]
