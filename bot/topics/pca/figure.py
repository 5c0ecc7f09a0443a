"""Pictures of principal components: the points in their plane, and in their own space."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from bot.drawing import fonts, point_map
from bot.drawing.picture import Picture
from bot.drawing.point_map import LOOKS, OTHER, Kind, Loading, PointMap, Stroke
from bot.drawing.view import space_basis
from linalg_engine.formatting import decimal

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.drawing.arrays import Booleans, Floats
    from bot.drawing.style import Role, Style
    from linalg_engine.principal_components import PCA


MOST_LOADINGS = 6
"""Columns whose arrows are drawn."""

LOADING_SHARE = 0.8
"""How far the longest arrow reaches, of the way to the outermost point."""

MOST_DISTANCES = 400
"""Points up to which the distances to the axis or plane are drawn."""

NOTHING = 1e-12
"""A share of the variance that is 0 up to rounding."""

COMPASS_SHARE = 0.2
"""Length of the arrows that show the directions of three columns, of the picture's extent."""

SAME_NUMBERS = 1e4
"""Data this many times their extent away from 0 get no numbers: these would look alike."""


LONGEST_TITLE = 20
"""Characters of a group's name."""

AXIS_ROLES: tuple[Role, Role] = ("second", "result")
"""The colours of PC1 and PC2."""


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
    """Return the points: as they are with 2 or 3 columns, else in the plane of PC1 and PC2."""
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
    scores, weights = found.scores[:, :2], found.components[:2].T
    lengths = np.linalg.norm(weights, axis=1)
    factor = LOADING_SHARE * float(np.linalg.norm(scores, axis=1).max() / lengths.max())
    longest = np.sort(np.argsort(-lengths, kind="stable")[:MOST_LOADINGS])
    columns, note = _columns(naming, 20)
    loadings = tuple(Loading(weights[j] * factor, columns[j]) for j in longest if lengths[j] > 0)
    count, drawn = len(columns), len(loadings)
    which = f"the {drawn} largest of {count} columns" if count > drawn else "columns"
    shown = PointMap(
        caption=f"{_share(found, 2)} of the variance in this plane",
        kinds=kinds(scores, naming),
        axes=(_axis(found, 0), _axis(found, 1)),
        notes=(f"arrows: weights of {which}, times {decimal(factor, 3)}", note),
        loadings=loadings,
    )
    listed = "; ".join(f"{columns[j]} {_point(weights[j], 2)}" for j in longest)
    alt = (
        f"{len(scores)} points in the plane of the first two principal components: "
        f"{_axis(found, 0)} and {_axis(found, 1)} of the variance. {_groups_alt(scores, naming)}"
        f"Weights of the columns, as arrows: {listed}."
    )
    return _picture(shown, alt, style)


def _picture(shown: PointMap, alt: str, style: Style) -> Picture:
    return Picture("pca.png", point_map.draw(shown, style.theme).png, alt[:1000])


def _axis(found: PCA, number: int) -> str:
    return f"PC{number + 1}, {percent(float(found.explained_variance_ratio[number]))}"


def _share(found: PCA, components: int) -> str:
    return percent(float(found.explained_variance_ratio[:components].sum()))


def _point(coordinates: Floats, digits: int) -> str:
    return f"({', '.join(decimal(float(x), digits) for x in coordinates)})"


def kinds(points: Floats, naming: Naming, faint: Booleans | None = None) -> tuple[Kind, ...]:
    """Return the points, shape (n, 2), by group, with their names.

    Parameters
    ----------
    points
        The position of each row.
    naming
        Of the rows.
    faint
        Shape (n,): which points are dimmed.
    """
    names = _row_names(naming, len(points))
    everything = [("", np.arange(len(points)))]
    groups = point_map.grouped(naming.groups) if naming.groups else everything
    faint = np.zeros(len(points), dtype=bool) if faint is None else faint
    found: list[Kind] = []
    for k, (name, members) in enumerate(groups):
        look = OTHER if name == "other" or k >= len(LOOKS) else LOOKS[k]
        title = fonts.writable(name) or f"group {len(found) + 1}" if name else ""
        for part in (members[faint[members]], members[~faint[members]]):
            if len(part):
                chosen = tuple(names[i] for i in part) if names else ()
                found.append(Kind(points[part], chosen, _cut(title), look, bool(faint[part[0]])))
                title = ""
    return tuple(found)


def _cut(title: str) -> str:
    return fonts.cut_end(title, lambda shown: len(shown) <= LONGEST_TITLE)


def _row_names(naming: Naming, count: int) -> tuple[str, ...]:
    """Return names for the picture; numbers where few rows have none."""
    if naming.rows:
        return fonts.names(naming.rows, "row", 24 if count <= 12 else 14)[0]
    few = count <= point_map.MOST_NAMES and not naming.groups
    return tuple(str(i + 1) for i in range(count)) if few else ()


def _columns(naming: Naming, longest: int) -> tuple[tuple[str, ...], str]:
    """Return the columns' names, and a note where names of rows or columns are numbers."""
    columns, lost = fonts.names(naming.columns, "column", longest)
    return columns, fonts.note(lost + fonts.names(naming.rows, "row", longest)[1])


def _groups_alt(points: Floats, naming: Naming) -> str:
    parts = [
        f"{title} ({len(members)}) around {_point(points[members].mean(axis=0), 2)}"
        for title, members in point_map.grouped(naming.groups)
    ]
    return f"By colour and shape: {'; '.join(parts)}. " if naming.groups else ""


def _distances(points: Floats, feet: Floats, width: float) -> tuple[Stroke, ...]:
    """Return lines from points to their feet, unless there are too many."""
    if len(points) > MOST_DISTANCES:
        return ()
    return tuple(Stroke(*ends, "rest", width=width) for ends in zip(points, feet, strict=True))


# Data of two columns


def _draw_flat(found: PCA, naming: Naming, style: Style) -> Picture:
    points, mean = found.data / found.scale, found.mean / found.scale
    if found.standardized:
        points, mean = points - mean, np.zeros(2)
    extent = float(np.ptp(points, axis=0).max())
    columns, note = _columns(naming, 24)
    axis = found.components[0]
    feet = mean + np.outer((points - mean) @ axis, axis)
    own = kinds(points, naming) if naming.groups or naming.rows else (Kind(points),)
    across, up = (f"{name}{', standardized' * found.standardized}" for name in columns)
    shown = PointMap(
        caption=f"PC1 explains {_share(found, 1)} of the variance",
        kinds=(*own, Kind(mean[None], ("mean",), "", ("text", "plus"))),
        axes=(across, up),
        notes=("pink: the distances that PC1 makes as small as possible", note),
        strokes=(*_distances(points, feet, 4), *_flat_axes(found, mean)),
        has_origin=False,
        numbered=float(np.abs(points).max()) < SAME_NUMBERS * extent,
    )
    spread = ", ".join(decimal(float(np.sqrt(v)), 3) for v in found.explained_variance)
    alt = (
        f"{len(points)} points, {columns[0]} across and {columns[1]} up, with their mean at "
        f"{_point(mean, 3)}. Through it run the principal axes: PC1 along {_point(axis, 3)} with "
        f"{_share(found, 1)} of the variance, PC2 at right angles "
        f"to it; the points spread by {spread} along them. Short lines lead from each point at "
        f"right angles to PC1. {_groups_alt(points, naming)}"
    )
    return _picture(shown, alt, style)


def _flat_axes(found: PCA, mean: Floats) -> Iterator[Stroke]:
    """Return the two axes through the mean, a little longer than the points reach."""
    reaches = np.abs(found.scores).max(axis=0)
    for number, (axis, role) in enumerate(zip(found.components, AXIS_ROLES, strict=False)):
        along = 1.1 * max(float(reaches[number]), 0.3 * float(reaches[0])) * axis
        name = _axis(found, number)
        yield Stroke(mean - along, mean + along, role, name, width=7, is_arrow=True)


# Data of three columns


def _draw_space(found: PCA, naming: Naming, style: Style) -> Picture:
    points = (found.data - found.mean) / found.scale
    first, second = found.components[:2]
    axes = np.array([first, second, np.cross(first, second)])
    basis = space_basis(axes)
    scores = points @ axes.T
    behind = scores[:, 2] * float(axes[2] @ np.cross(basis[0], basis[1])) < 0
    paper = points @ basis.T
    feet = (scores[:, :2] @ axes[:2]) @ basis.T
    corners = _plane_corners(scores)
    plane = corners @ axes[:2] @ basis.T
    tips = axes[:2] * corners[2][:, None] @ basis.T
    columns, note = _columns(naming, 20)
    shown = PointMap(
        caption=f"A plane explains {_share(found, 2)} of the variance",
        kinds=kinds(paper, naming, behind),
        notes=("pink: distances to the plane; points behind it are dimmer", note),
        strokes=(
            *_compass(np.vstack([paper, plane]), basis, columns),
            *_distances(paper, feet, 3),
            *(
                Stroke(np.zeros(2), tip, role, _axis(found, number), width=7, is_arrow=True)
                for number, (tip, role) in enumerate(zip(tips, AXIS_ROLES, strict=True))
            ),
        ),
        areas=(plane,),
        has_grid=False,
    )
    alt = (
        f"{len(points)} points in space ({', '.join(columns)}) and the plane through their mean "
        f"that lies nearest to them, spanned by {_axis(found, 0)} and {_axis(found, 1)} of the "
        f"variance; its normal is {_point(axes[2], 3)}. {int(behind.sum())} points "
        f"lie behind the plane. {_groups_alt(found.scores, naming)}"
    )
    return _picture(shown, alt, style)


def _plane_corners(scores: Floats) -> Floats:
    """Return the corners, shape (4, 2), of a rectangle around the points in the plane."""
    low, high = scores[:, :2].min(axis=0), scores[:, :2].max(axis=0)
    margin = 0.08 * float((high - low).max())
    (a, b), (c, d) = low - margin, high + margin
    return np.array([(a, b), (c, b), (c, d), (a, d)])


def _compass(paper: Floats, basis: Floats, columns: Sequence[str]) -> list[Stroke]:
    """Return the directions of the three columns, below and at the left of all points."""
    low, high = paper.min(axis=0), paper.max(axis=0)
    size = COMPASS_SHARE * float((high - low).max())
    corner = low - np.array([0.6, 0.2]) * size
    return [
        Stroke(corner, tip, "muted", name, width=4, is_arrow=True)
        for tip, name in zip(corner + size * basis.T, columns, strict=True)
    ]
