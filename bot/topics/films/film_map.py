"""Films as points of a plane: those that the same people like lie together."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from bot.drawing import fonts, leader_lines
from bot.drawing.canvas import Canvas
from bot.drawing.caption import LINE_HEIGHT, MARGIN, heading
from bot.drawing.ground import draw_grid
from bot.drawing.labels import Box, Label
from bot.drawing.picture import Picture
from bot.drawing.style import SMALL, WIDTH
from bot.drawing.view import fit, plane_basis

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from bot.drawing.canvas import Shape
    from bot.drawing.style import Role, Style
    from bot.drawing.view import View

    Points = NDArray[np.float64]

LONGEST_NAME = 24
"""Characters of a title in the map."""

MOST_OTHERS = 10
"""Other films that are named, as landmarks, where some are pointed out."""

POOL = 8
"""They are chosen from so many times as many, the best known."""

MOST_RATED = 12
"""Rated films that are named."""

LONGEST_LEADER = 170.0
"""Pixels of the line between a film and its name."""

SIZES = ((60, 20.0), (300, 14.0))
"""Up to how many films each is how many pixels wide."""

SMALLEST = 9.0
MARK = 26.0
"""Pixels of a film that is pointed out; the asker is larger still."""

NO_LINES = np.empty((0, 2))

SIGNS: dict[Shape, str] = {"circle": "●", "square": "■", "triangle": "▲", "plus": "✚"}
"""How the points' shapes are written in the legend."""

OTHER: tuple[Role, Shape] = ("muted", "circle")
ALONE: tuple[Role, Shape] = ("first", "circle")
"""What films look like where none is pointed out."""

RATED: tuple[Role, Shape] = ("second", "square")
SUGGESTED: tuple[Role, Shape] = ("result", "triangle")
YOU: tuple[Role, Shape] = ("text", "plus")


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
    points: Points
    known: NDArray[np.intp]


@dataclass(frozen=True)
class Marks:
    """What is pointed out among them.

    Attributes
    ----------
    caption
        The one thing that the map says.
    rated, suggested
        Places of films, with what they have in common.
    others
        So many films are named beside these.
    you
        Shape (2,), where the asker stands, with the name to write there; None for nowhere.
    """

    caption: str
    rated: tuple[int, ...] = ()
    rated_name: str = "rated"
    suggested: tuple[int, ...] = ()
    suggested_name: str = "suggested"
    others: int = MOST_OTHERS
    you: Points | None = None
    you_name: str = "you"


@dataclass(frozen=True)
class _Name:
    """A name to be written at a point of the plane."""

    text: str
    at: Points
    role: Role
    bold: bool = False
    is_landmark: bool = False


def draw(films: Films, marks: Marks, style: Style, about: str = "") -> Picture:
    """Draw the map.

    Parameters
    ----------
    about
        What its marks say, for those who cannot see it.
    """
    canvas = Canvas(style.theme)
    head = heading(canvas, marks.caption)
    head.write(canvas)
    top = head.bottom - LINE_HEIGHT
    everything = films.points if marks.you is None else np.vstack([films.points, marks.you])
    everything = np.vstack([everything, np.zeros(2)])
    view = fit(plane_basis(), everything, Box(110, 70, WIDTH - 110, top - 60))
    draw_grid(canvas, view, top, numbered=False)
    _draw_points(canvas, view, films, marks)
    names = _names(films, marks)
    written = _write_names(canvas, view, names, view.pixels(everything), top)
    _write_legend(canvas, head.bottom - LINE_HEIGHT / 2, films, marks, written)
    return Picture("films.png", canvas.png(), _alt(films, marks, about))


def _look(marks: Marks) -> tuple[Role, Shape]:
    return OTHER if marks.rated or marks.suggested else ALONE


def _others(films: Films, marks: Marks) -> NDArray[np.intp]:
    pointed_out = [*marks.rated, *marks.suggested]
    return np.setdiff1d(np.arange(len(films.points)), np.array(pointed_out, dtype=int))


def _draw_points(canvas: Canvas, view: View, films: Films, marks: Marks) -> None:
    def draw_kind(points: Points, look: tuple[Role, Shape], size: float, layer: float) -> None:
        opacity = 1.0 if size > SMALLEST else 0.6
        colour = canvas.colours.of(look[0])
        canvas.marks(view.pixels(points), look[1], colour, size, opacity, layer)

    size = next((s for most, s in SIZES if len(films.points) <= most), SMALLEST)
    draw_kind(films.points[_others(films, marks)], _look(marks), size, 4)
    draw_kind(films.points[list(marks.rated)], RATED, MARK, 4.2)
    draw_kind(films.points[list(marks.suggested)], SUGGESTED, MARK, 4.4)
    if marks.you is not None:
        draw_kind(marks.you[None], YOU, 1.4 * MARK, 4.6)


def _names(films: Films, marks: Marks) -> list[_Name]:
    """Return the names to write, the most important first."""
    names = [] if marks.you is None else [_Name(marks.you_name, marks.you, YOU[0], bold=True)]
    for places, look in (
        (marks.suggested, SUGGESTED),
        (marks.rated[:MOST_RATED], RATED),
        (_landmarks(films, marks), _look(marks)),
    ):
        titles, _ = fonts.names([films.titles[place] for place in places], "film", LONGEST_NAME)
        names += [
            _Name(title, films.points[place], look[0], is_landmark=look not in (SUGGESTED, RATED))
            for title, place in zip(titles, places, strict=True)
        ]
    return names


def _landmarks(films: Films, marks: Marks) -> list[int]:
    """Return well-known films that lie far from each other, as in Gonzalez (1985)."""
    others = _others(films, marks)
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


def _write_names(
    canvas: Canvas, view: View, names: Sequence[_Name], points: Points, top: float
) -> int:
    """Write the names for which there is room, each near its point; return how many there are."""
    room = _Room(points, Box(8, 8, WIDTH - 8, top - 4))
    origin = view.pixels(np.zeros(2))
    waiting: list[tuple[_Name, Label]] = []
    for name in names:
        at = view.pixels(name.at)
        width, height = canvas.measure(name.text, SMALL, bold=name.bold)
        label = Label(at, (width, max(height, SMALL)), at - origin)
        # What is pointed out is named wherever there is room; landmarks stay near their films.
        if name.is_landmark or not room.take(name, label, longest=np.inf):
            waiting.append((name, label))
    waiting = [(name, label) for name, label in waiting if not room.take(name, label, longest=0)]
    left = [not room.take(name, label, longest=LONGEST_LEADER) for name, label in waiting]
    for name, placed in room.arranged():
        if placed.leader is not None:
            canvas.line(placed.leader, canvas.colours.muted, 2, layer=3.5)
        colour = canvas.colours.of(name.role)
        canvas.text(placed.centre, name.text, SMALL, colour, bold=name.bold)
    return len(names) - sum(left)


class _Room:
    """Finds room for names.

    Parameters
    ----------
    points
        Shape (p, 2): pixels on which a name had better not lie.
    bounds
        Names stay inside.
    """

    def __init__(self, points: Points, bounds: Box) -> None:
        self._points = points
        self._bounds = bounds
        self._names: list[_Name] = []
        self._labels: list[Label] = []
        self._placed: list[leader_lines.Placed] = []
        self._taken: list[Box] = []

    def take(self, name: _Name, label: Label, longest: float) -> bool:
        """Keep a place for a name if there is one; return whether there was.

        Parameters
        ----------
        longest
            Pixels of the line that ties it to its point; 0 for none.
        """
        (placed,) = leader_lines.place(
            [label], self._bounds, self._points, NO_LINES, self._taken, far=longest > 0
        )
        if placed is None or placed.length > longest:
            return False
        self._names.append(name)
        self._labels.append(label)
        self._placed.append(placed)
        self._taken.append(Box.around(placed.centre, label.size))
        return True

    def arranged(self) -> Iterator[tuple[_Name, leader_lines.Placed]]:
        """Return the names that have found room where they are best all together."""
        placed = leader_lines.rearranged(
            self._labels, self._placed, self._bounds, self._points, NO_LINES
        )
        return zip(self._names, placed, strict=True)


def _write_legend(canvas: Canvas, y: float, films: Films, marks: Marks, written: int) -> None:
    entries: list[tuple[str, tuple[Role, Shape]]] = []
    if marks.suggested:
        entries.append((marks.suggested_name, SUGGESTED))
    if marks.rated:
        entries.append((marks.rated_name, RATED))
    named = written - (marks.you is not None)
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
