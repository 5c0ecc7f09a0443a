"""Films as points of a plane: those that the same people like lie together."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from bot.drawing import fonts, point_map
from bot.drawing.crowds import MOST_NAMES, size_of, spread_out
from bot.drawing.picture import Picture
from bot.drawing.point_map import Kind, PointMap, Stroke

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.drawing.arrays import Floats, Indices
    from bot.drawing.legend import Look
    from bot.drawing.style import Style

LONGEST_NAME = 24
"""Characters of a title in the map."""

POOL = 8
"""Landmarks are chosen from so many times as many films, the best known."""

MOST_DOTS = 300
"""Films up to which each is a dot; more are a density, with the landmarks as dots."""

DENSITY = "The shade says how many films lie there."

SIZES = ((60, 20.0), (300, 14.0))
"""Up to how many films each is how many pixels wide."""

MARKS = ((15, 26.0), (40, 20.0), (150, 14.0))
"""The same of highlighted films; the asker is larger still."""

YOUR_MARK = 36.0

OTHER: Look = ("muted", "circle")
ALONE: Look = ("first", "circle")
"""The look of films where none is highlighted."""

RATED: Look = ("second", "square")
SUGGESTED: Look = ("result", "triangle")
YOU: Look = ("text", "plus")


@dataclass(frozen=True)
class Films:
    """All films.

    Attributes
    ----------
    titles
        Their names.
    points
        Shape (films, 2).
    known
        Shape (films,), how well known each is.
    """

    titles: Sequence[str]
    points: Floats
    known: Indices


@dataclass(frozen=True)
class Marks:
    """What is highlighted among them.

    Attributes
    ----------
    caption
        The one thing that the map says.
    rated, suggested
        Places of films, with what they have in common.
    you
        Shape (2,), the asker's position, with the name to write there; None for nowhere.
    """

    caption: str
    rated: tuple[int, ...] = ()
    rated_name: str = "rated"
    suggested: tuple[int, ...] = ()
    suggested_name: str = "suggested"
    you: Floats | None = None
    you_name: str = "you"


def draw(films: Films, marks: Marks, style: Style, about: str = "") -> Picture:
    """Draw the map.

    Parameters
    ----------
    about
        What its marks say, for those who cannot see it.
    """
    others = _others(films, marks)
    landmarks = _landmarks(films, marks, others)
    is_crowd = len(others) > MOST_DOTS
    dots = landmarks if is_crowd else [int(place) for place in others]
    shown = PointMap(
        marks.caption,
        tuple(_kinds(films, marks, dots, landmarks)),
        notes=(DENSITY,) if is_crowd else (),
        strokes=tuple(_rays(films, marks)),
        numbered=False,
        crowd=films.points[others] if is_crowd else None,
        has_landmarks=True,
    )
    return Picture("films.png", point_map.draw(shown, style.theme).png, _alt(films, marks, about))


def _kinds(films: Films, marks: Marks, dots: list[int], landmarks: list[int]) -> Iterator[Kind]:
    """Return the films from the bottom to the top of the picture, then the asker."""

    def kind(
        places: Sequence[int], named: Sequence[int], title: str, look: Look, size: float
    ) -> Kind:
        titles, _ = fonts.names([films.titles[place] for place in named], "film", LONGEST_NAME)
        names = dict(zip(named, titles, strict=True))
        points = films.points[list(places)]
        return Kind(points, tuple(names.get(place, "") for place in places), title, look, size=size)

    alone = not (marks.rated or marks.suggested)
    title = "films" if alone else "other films"
    if dots:
        title = "well-known films" if dots == landmarks else title
        yield kind(dots, landmarks, title, ALONE if alone else OTHER, size_of(len(dots), SIZES))
    if marks.rated:
        named, size = marks.rated[: _rated_names(marks)], size_of(len(marks.rated), MARKS)
        yield kind(marks.rated, named, marks.rated_name, RATED, size)
    if marks.suggested:
        size = size_of(len(marks.suggested), MARKS)
        yield kind(marks.suggested, marks.suggested, marks.suggested_name, SUGGESTED, size)
    if marks.you is not None:
        yield Kind(marks.you[None], (marks.you_name,), look=YOU, size=YOUR_MARK)


def _rays(films: Films, marks: Marks) -> Iterator[Stroke]:
    """Return lines from the origin to the asker and to what is suggested."""
    for place in marks.suggested:
        yield Stroke(np.zeros(2), films.points[place], "result")
    if marks.you is not None:
        yield Stroke(np.zeros(2), marks.you, "text", width=5)


def _others(films: Films, marks: Marks) -> Indices:
    is_other = np.ones(len(films.points), dtype=bool)
    is_other[[*marks.rated, *marks.suggested]] = False
    return np.flatnonzero(is_other)


def _free_names(marks: Marks) -> int:
    """Return how many names are left besides the suggestions' and the asker's."""
    return max(0, MOST_NAMES - len(marks.suggested) - (marks.you is not None))


def _rated_names(marks: Marks) -> int:
    """Return how many rated films are named: at most half of what is left."""
    return min(len(marks.rated), (_free_names(marks) + 1) // 2)


def _landmarks(films: Films, marks: Marks, others: Indices) -> list[int]:
    """Return well-known films that lie far from each other, to be named."""
    count = min(_free_names(marks) - _rated_names(marks), len(others))
    known = others[np.argsort(-films.known[others], kind="stable")][: POOL * count]
    chosen = spread_out(films.points[known], count, np.zeros(2))
    return [int(place) for place in known[chosen]]


def _alt(films: Films, marks: Marks, about: str) -> str:
    count = f"{len(films.points):,}"
    parts = [
        f"{marks.caption}: {count} films in a plane, those that the same people like together.",
        about,
    ]
    if marks.you is not None:
        nearest = np.argsort(np.linalg.norm(films.points - marks.you, axis=1))[:3]
        x, y = marks.you
        names = ", ".join(films.titles[int(p)] for p in nearest)
        parts.append(
            f"“{marks.you_name}” is at ({x:.2f}, {y:.2f}), nearest to {names.removesuffix('.')}."
        )
        parts.append(
            "Lines lead from the middle there and to each suggestion."
            if marks.suggested
            else "A line leads there from the middle."
        )
    ends = [
        films.titles[int(np.argmax(sign * films.points[:, axis]))]
        for axis in (0, 1)
        for sign in (1, -1)
    ]
    parts.append(f"Outermost: right {ends[0]}, left {ends[1]}, top {ends[2]}, bottom {ends[3]}.")
    return " ".join(part for part in parts if part)[:1024]
