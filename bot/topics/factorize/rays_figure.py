"""The lecture's picture: people and films as rays, nearest by the angle and by the shadow."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from bot.drawing.boxes import Box
from bot.drawing.canvas import Canvas
from bot.drawing.caption import Caption
from bot.drawing.ground import draw_grid
from bot.drawing.labels import labelled, write_labels
from bot.drawing.picture import Picture
from bot.drawing.style import SMALL, WIDTH
from bot.drawing.things import DOTTED
from bot.drawing.view import fit
from bot.formula import text
from bot.topics.factorize import lecture
from bot.topics.factorize.figure import listed_vectors
from bot.topics.factorize.model import Naming

if TYPE_CHECKING:
    from bot.drawing.arrays import Floats
    from bot.drawing.labels import Label
    from bot.drawing.style import Role, Style
    from bot.drawing.view import View
    from bot.topics.factorize.lecture import Match
    from linalg_engine.factorization import LectureFilms

ARC = 0.5
"""Radius of the angle's arc, in units of the plane."""

SHADOW, BESIDE = 16.0, 6.0
"""Width in pixels of a shadow, and its distance from the middle of the person's ray."""

THICK, THIN = 9.0, 4.0
"""Widths in pixels of the rays that are compared, and of the others."""

FAINT = 0.65
"""Opacity of the others."""


def draw_rays(films: LectureFilms, style: Style) -> Picture:
    """Return the hand-made vectors, one person's angle to a film and shadows of two films."""
    canvas = Canvas(style.theme)
    close, longest = lecture.matches(films)
    person = films.people[lecture.PERSON]
    caption = Caption.fitted(
        canvas,
        f"Cosine and dot product disagree for {person}",
        _compared("cosine", films, (close, close.cosine), (longest, longest.cosine)),
        _compared("dot product", films, (close, close.dot), (longest, longest.dot)),
    )
    extent = np.vstack([films.users, films.items.T, np.zeros((1, 2))])
    view = fit(np.eye(2), extent, Box(130, 110, WIDTH - 130, caption.bottom - 70))
    draw_grid(canvas, view, caption.bottom - 10, numbered=True)
    _name_axes(canvas, view, caption.bottom - 10)
    user = films.users[lecture.PERSON]
    labels = [
        _draw_angle(canvas, view, user, films.items[:, close.film]),
        *(
            _draw_shadow(canvas, view, user, films.items[:, match.film], side)
            for match, side in ((longest, 1), (close, -1))
        ),
    ]
    kinds: list[tuple[tuple[str, ...], Floats, Role, set[int]]] = [
        (films.people, films.users, "row", {lecture.PERSON}),
        (films.titles, films.items.T, "column", {close.film, longest.film}),
    ]
    for names, vectors, role, compared in kinds:
        for k, (name, tip) in enumerate(zip(names, view.pixels(vectors), strict=True)):
            width, opacity = (THICK, 1.0) if k in compared else (THIN, FAINT)
            canvas.arrow(view.offset, tip, canvas.colours.of(role), width, opacity=opacity)
            labels.append(labelled(canvas, name, tip, tip - view.offset, role))
    # The name of the person who compares comes first: it has the least choice.
    labels.insert(0, labels.pop(3 + lecture.PERSON))
    write_labels(canvas, labels, Box(10, 50, WIDTH - 10, caption.bottom - 14))
    caption.write(canvas)
    listed = "; ".join(
        listed_vectors(Naming(films.people, films.titles), films.users, films.items.T)
    )
    (left, right), (down, up) = lecture.AXES
    alt = (
        f"The lecture's vectors, made by hand, as rays: {left} left, {right} right, {down} below, "
        f"{up} above. {person}: {'; '.join(map(text, caption.notes))}. {listed}."
    )
    return Picture("lecture.png", canvas.png(), alt[:1000])


def _compared(what: str, films: LectureFilms, *found: tuple[Match, float]) -> str:
    listed = (f"{films.titles[match.film]} {lecture.two(value)}" for match, value in found)
    return f"{what}: {', '.join(listed)}"


def _name_axes(canvas: Canvas, view: View, top: float) -> None:
    """Write what the axes mean at their ends."""
    (left, right), (down, up) = lecture.AXES
    x, y = view.offset
    canvas.text((12, y + 26), f"← {left}", SMALL, canvas.colours.muted, "left")
    canvas.text((WIDTH - 12, y - 26), f"{right} →", SMALL, canvas.colours.muted, "right")
    canvas.text((x - 16, top - 24), f"{up} ↑", SMALL, canvas.colours.muted, "right")
    canvas.text((x - 16, 70), f"{down} ↓", SMALL, canvas.colours.muted, "right")


def _draw_angle(canvas: Canvas, view: View, user: Floats, film: Floats) -> Label:
    """Draw the arc from a person's direction to a film's; return its label."""
    start, end = (float(np.arctan2(v[1], v[0])) for v in (user, film))
    turns = np.linspace(start, end, 24)
    arc = view.pixels(ARC * np.column_stack([np.cos(turns), np.sin(turns)]))
    canvas.line(arc, canvas.colours.text, 5, layer=3.5)
    words = f"{round(np.degrees(abs(end - start)))}°"
    return labelled(canvas, words, arc[-1], arc[-1] - arc[0])


def _draw_shadow(canvas: Canvas, view: View, user: Floats, film: Floats, side: int) -> Label:
    """Draw the shadow of a film on a person's ray, at one side of it; return its label."""
    along = user / np.linalg.norm(user)
    across = side * np.array([-along[1], along[0]])
    tip, foot = view.pixels([film, (film @ along) * along])
    near, far = across * BESIDE, across * (BESIDE + SHADOW)
    band = [view.offset + near, foot + near, foot + far, view.offset + far]
    canvas.polygon(band, canvas.colours.result, 0.8, layer=2.5)
    canvas.line([tip, foot + far], canvas.colours.muted, 4, DOTTED)
    words = f"dot {lecture.two(float(film @ user))}"
    return labelled(canvas, words, foot + far, along + 0.4 * across, "result")
