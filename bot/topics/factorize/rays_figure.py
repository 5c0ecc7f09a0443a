"""People and items as rays: for one person nearest by the angle, and by the longest shadow."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from bot.drawing.boxes import Box, boxes_around
from bot.drawing.canvas import Canvas
from bot.drawing.caption import Caption
from bot.drawing.ground import draw_grid
from bot.drawing.labels import labelled, write_labels
from bot.drawing.obstacles import sampled
from bot.drawing.picture import Picture
from bot.drawing.style import SMALL, WIDTH
from bot.drawing.things import DOTTED
from bot.drawing.view import fit
from bot.formula import text
from bot.topics.factorize import lecture
from bot.topics.factorize.comparison import two
from bot.topics.factorize.figure import listed_vectors
from bot.topics.factorize.model import Naming

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.drawing.arrays import Floats
    from bot.drawing.labels import Label
    from bot.drawing.style import Role, Style
    from bot.drawing.view import View
    from bot.topics.factorize.comparison import Comparison, Match
    from linalg_engine.factorization import LectureFilms

ARC = 0.5
"""Radius of the angle's arc, as a share of the person's ray."""

SHADOW, BESIDE = 16.0, 6.0
"""Width in pixels of a shadow, and its distance from the middle of the person's ray."""

THICK, THIN = 9.0, 4.0
"""Widths in pixels of the rays that are compared, and of the others."""

FAINT = 0.65
"""Opacity of the others."""


Ends = tuple[tuple[str, str], tuple[str, str]]
"""What lies at the negative and positive ends of both axes."""

AXES: Ends = (("", "axis 1"), ("", "axis 2"))


def draw_lecture(films: LectureFilms, style: Style) -> Picture:
    """Return the hand-made vectors, one person's angle to a film and shadows of two films."""
    (left, right), (down, up) = lecture.AXES
    beginning = (
        f"The lecture's vectors, made by hand, as rays: {left} left, {right} right, {down} below, "
        f"{up} above."
    )
    return _drawn("lecture.png", lecture.compared(films), lecture.AXES, beginning, style)


def draw_rays(shown: Comparison, style: Style) -> Picture:
    """Return a person and all items as rays, the angle to one and the shadows of two items.

    The other people are there, too, where they have room.
    """
    who = "People" if shown.has_everybody else shown.naming.people[shown.person]
    return _drawn("rays.png", shown, AXES, f"{who} and items as rays.", style)


def _drawn(file: str, shown: Comparison, ends: Ends, beginning: str, style: Style) -> Picture:
    """Draw the vectors of people and items.

    Parameters
    ----------
    beginning
        Of the alt text.
    """
    canvas = Canvas(style.theme)
    names, items, remark = shown.naming.written(26)
    user, close, most = shown.users[shown.person], shown.close, shown.most
    caption = Caption.fitted(
        canvas,
        f"Cosine and dot product disagree for {names[shown.person]}",
        _compared("cosine", items, (close, close.cosine), (most, most.cosine)),
        _compared("dot product", items, (close, close.dot), (most, most.dot)),
        remark,
    )
    people = list(shown.shown_people)
    users = shown.users[people]
    view = fit(
        np.eye(2),
        np.vstack([users, shown.items.T, np.zeros((1, 2))]),
        Box(130, 110, WIDTH - 130, caption.bottom - 70),
    )
    draw_grid(canvas, view, caption.bottom - 10, numbered=True)
    _name_axes(canvas, view, caption.bottom - 10, ends)
    shadows = [
        _draw_shadow(canvas, view, user, shown.items[:, match.item], side)
        for match, side in ((most, 1), (close, -1))
    ]
    measured = [
        _draw_angle(canvas, view, user, shown.items[:, close.item]),
        *(label for label, _ in shadows),
    ]
    # The names of what is compared come first: others may have to be left out.
    first: list[Label] = []
    others: list[Label] = []
    kinds: list[tuple[list[str], Floats, Role, set[int]]] = [
        ([names[i] for i in people], users, "row", {people.index(shown.person)}),
        (list(items), shown.items.T, "column", {close.item, most.item}),
    ]
    for words, vectors, role, compared in kinds:
        for k, (word, tip) in enumerate(zip(words, view.pixels(vectors), strict=True)):
            width, opacity = (THICK, 1.0) if k in compared else (THIN, FAINT)
            canvas.arrow(view.offset, tip, canvas.colours.of(role), width, opacity=opacity)
            label = labelled(canvas, word, tip, tip - view.offset, role)
            (first if k in compared else others).append(label)
    room = Box(10, 50, WIDTH - 10, caption.bottom - 14)
    write_labels(canvas, [*first, *measured, *others], room, np.vstack([b for _, b in shadows]))
    caption.write(canvas)
    naming = Naming(tuple(shown.naming.people[i] for i in people), shown.naming.items)
    listed = "; ".join(listed_vectors(naming, users, shown.items.T))
    noted = "; ".join(map(text, caption.notes[:2]))
    alt = f"{beginning} {shown.naming.people[shown.person]}: {noted}. {listed}."
    return Picture(file, canvas.png(), alt[:1000])


def _compared(what: str, items: Sequence[str], *found: tuple[Match, float]) -> str:
    listed = (f"{items[match.item]} ({two(value)})" for match, value in found)
    return f"{what}: {', '.join(listed)}"


def _name_axes(canvas: Canvas, view: View, top: float, ends: Ends) -> None:
    """Write what the axes mean at their ends."""
    (left, right), (down, up) = ends
    x, y = view.offset
    colour = canvas.colours.muted
    if left:
        canvas.text((12, y + 26), f"← {left}", SMALL, colour, "left")
    if down:
        canvas.text((x - 16, 70), f"{down} ↓", SMALL, colour, "right")
    canvas.text((WIDTH - 12, y - 26), f"{right} →", SMALL, colour, "right")
    canvas.text((x - 16, top - 24), f"{up} ↑", SMALL, colour, "right")


def _draw_angle(canvas: Canvas, view: View, user: Floats, item: Floats) -> Label:
    """Draw the arc from a person's direction to an item's; return its label."""
    start, end = (float(np.arctan2(v[1], v[0])) for v in (user, item))
    # The shorter way round.
    end = start + (end - start + np.pi) % (2 * np.pi) - np.pi
    turns = np.linspace(start, end, 24)
    radius = ARC * float(np.linalg.norm(user))
    arc = view.pixels(radius * np.column_stack([np.cos(turns), np.sin(turns)]))
    canvas.line(arc, canvas.colours.text, 5, layer=3.5)
    words = f"{round(np.degrees(abs(end - start)))}°"
    return labelled(canvas, words, arc[-1], arc[-1] - arc[0])


def _draw_shadow(
    canvas: Canvas, view: View, user: Floats, item: Floats, side: int
) -> tuple[Label, Floats]:
    """Draw the shadow of an item on a person's ray, at one side of it.

    Returns its label, and boxes along it, shape (k, 4), on which no words may lie.
    """
    along = user / np.linalg.norm(user)
    across = side * np.array([-along[1], along[0]])
    tip, foot = view.pixels([item, (item @ along) * along])
    near, far = across * BESIDE, across * (BESIDE + SHADOW)
    band = [view.offset + near, foot + near, foot + far, view.offset + far]
    canvas.polygon(band, canvas.colours.result, 0.8, layer=2.5)
    canvas.line([tip, foot + far], canvas.colours.muted, 4, DOTTED)
    words = f"dot {two(float(item @ user))}"
    middle = sampled(np.array([view.offset, foot]) + (near + far) / 2)
    label = labelled(canvas, words, foot + far, along + 0.4 * across, "result")
    return label, boxes_around(middle, (SHADOW, SHADOW))
