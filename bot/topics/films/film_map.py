"""Films as points of a plane: those that the same people like lie together."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from bot.drawing import fonts, point_map
from bot.drawing.boxes import Box
from bot.drawing.canvas import Canvas
from bot.drawing.caption import LINE_HEIGHT, MARGIN, Caption
from bot.drawing.picture import Picture
from bot.drawing.point_map import Kind, PointMap
from bot.drawing.style import SMALL, WIDTH

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.drawing.arrays import Floats, Indices
    from bot.drawing.point_map import Look
    from bot.drawing.style import Style
    from bot.drawing.things import Shape

LONGEST_NAME = 24
"""Characters of a title in the map."""

MOST_OTHERS = 10
"""Other films named as landmarks, where some are highlighted."""

POOL = 8
"""They are chosen from so many times as many, the best known."""

MOST_RATED = 12
"""Rated films that are named."""

LONGEST_LEADER = 170.0
"""Pixels of the line between a landmark and its name."""

SIZES = ((60, 20.0), (300, 14.0))
"""Up to how many films each is how many pixels wide."""

MARK = 26.0
"""Pixels of a highlighted film; the asker is larger still."""

SIGNS: dict[Shape, str] = {"circle": "●", "square": "■", "triangle": "▲", "plus": "✚"}
"""How the points' shapes are written in the legend."""

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

    titles: list[str]
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
    others
        The number of films named besides these.
    you
        Shape (2,), the asker's position, with the name to write there; None for nowhere.
    """

    caption: str
    rated: tuple[int, ...] = ()
    rated_name: str = "rated"
    suggested: tuple[int, ...] = ()
    suggested_name: str = "suggested"
    others: int = MOST_OTHERS
    you: Floats | None = None
    you_name: str = "you"


def draw(films: Films, marks: Marks, style: Style, about: str = "") -> Picture:
    """Draw the map.

    Parameters
    ----------
    about
        What its marks say, for those who cannot see it.
    """
    canvas = Canvas(style.theme)
    caption = Caption.fitted(canvas, marks.caption)
    caption.write(canvas)
    top = caption.bottom - LINE_HEIGHT
    shown = PointMap(marks.caption, tuple(_kinds(films, marks)), numbered=False)
    region = Box(110, 70, WIDTH - 110, top - 60)
    named = point_map.draw_on(canvas, shown, Box(8, 8, WIDTH - 8, top - 4), region)
    _write_legend(canvas, caption.bottom - LINE_HEIGHT / 2, films, marks, named)
    return Picture("films.png", canvas.png(), _alt(films, marks, about))


def _kinds(films: Films, marks: Marks) -> Iterator[Kind]:
    """Return the films from the bottom to the top of the picture, then the asker."""

    def kind(places: Sequence[int], named: Sequence[int], look: Look, size: float) -> Kind:
        titles, _ = fonts.names([films.titles[place] for place in named], "film", LONGEST_NAME)
        names = dict(zip(named, titles, strict=True))
        longest = LONGEST_LEADER if look == _look(marks) else np.inf
        return Kind(
            films.points[list(places)],
            tuple(names.get(place, "") for place in places),
            look=look,
            size=size,
            longest_leader=longest,
        )

    others = _others(films, marks)
    size = point_map.size_of(len(films.points), SIZES)
    yield kind(others.tolist(), _landmarks(films, marks, others), _look(marks), size)
    yield kind(marks.rated, marks.rated[:MOST_RATED], RATED, MARK)
    yield kind(marks.suggested, marks.suggested, SUGGESTED, MARK)
    if marks.you is not None:
        yield Kind(marks.you[None], title=marks.you_name, look=YOU, size=1.4 * MARK)


def _look(marks: Marks) -> Look:
    return OTHER if marks.rated or marks.suggested else ALONE


def _others(films: Films, marks: Marks) -> Indices:
    pointed_out = np.array([*marks.rated, *marks.suggested], dtype=int)
    return np.setdiff1d(np.arange(len(films.points)), pointed_out)


def _landmarks(films: Films, marks: Marks, others: Indices) -> list[int]:
    """Return well-known films that lie far from each other, as in Gonzalez (1985)."""
    count = min(marks.others, len(others))
    known = others[np.argsort(-films.known[others], kind="stable")][: POOL * count]
    points = films.points[known]
    chosen: list[int] = []
    distance = np.linalg.norm(points, axis=1)
    while len(chosen) < count:
        chosen.append(int(np.argmax(distance)))
        away = np.linalg.norm(points - points[chosen[-1]], axis=1)
        distance = np.minimum(distance, away) if len(chosen) > 1 else away
        distance[chosen] = -1
    return [int(place) for place in known[chosen]]


def _write_legend(canvas: Canvas, y: float, films: Films, marks: Marks, named: int) -> None:
    entries: list[tuple[str, Look]] = []
    if marks.suggested:
        entries.append((marks.suggested_name, SUGGESTED))
    if marks.rated:
        entries.append((marks.rated_name, RATED))
    others = f"{named} of {len(films.points):,} named"
    if entries:
        others = f"other films, {others}"
    if named == len(films.points):
        others = "other films" if entries else "films"
    entries.append((others, _look(marks)))
    x = float(MARGIN)
    for words, (role, shape) in entries:
        text = f"{SIGNS[shape]} {words}"
        canvas.text((x, y), text, SMALL, canvas.colours.of(role), "left")
        x += canvas.measure(text, SMALL)[0] + 30


def _alt(films: Films, marks: Marks, about: str) -> str:
    count = f"{len(films.points):,}"
    parts = [
        f"{marks.caption}: {count} films in a plane, those that the same people like together.",
        about,
    ]
    if marks.you is not None:
        nearest = np.argsort(np.linalg.norm(films.points - marks.you, axis=1))[:3]
        x, y = marks.you
        parts.append(
            f"“{marks.you_name}” is at ({x:.2f}, {y:.2f}), nearest to "
            f"{', '.join(films.titles[int(p)] for p in nearest)}."
        )
    ends = [
        films.titles[int(np.argmax(sign * films.points[:, axis]))]
        for axis in (0, 1)
        for sign in (1, -1)
    ]
    parts.append(f"Outermost: right {ends[0]}, left {ends[1]}, top {ends[2]}, bottom {ends[3]}.")
    return " ".join(part for part in parts if part)[:1024]
