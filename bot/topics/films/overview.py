"""`/movies map`: all films in one plane, and the asker among them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from bot.formula import About, Accent, Chain, Power, Row, Sum, Symbol
from bot.topics.films import film_map, words
from bot.topics.films.context import Context
from bot.topics.films.model import model_of
from bot.topics.films.person import person_of
from bot.topics.kit.answer import Answer, Copies

if TYPE_CHECKING:
    from bot.drawing.style import Style
    from bot.models.film_model import FilmModel
    from bot.topics.kit.question import Question

EXTREMES = 3
"""Films named for each end of an axis."""

MOST_COPIED = 2000

MODEL = Chain(
    Symbol("R"),
    (About(Sum((Accent("r", "bar"), Row((Symbol("U"), Power(Symbol("V"), "⊤")))))),),
)
"""The model behind the map: ratings as a product of two factors."""


def answer(question: Question, style: Style) -> Answer:
    """Answer ``/movies map``."""
    context = Context.of(question)
    model = model_of(context)
    person = person_of(context, model)
    you = person.plane_point() if len(person.items) else None
    marks = film_map.Marks(
        caption=f"{len(model.films):,} films in one plane",
        rated=tuple(int(place) for place in person.items),
        you=you,
    )
    where = (
        "**/rate** some films, and you stand among them."
        if you is None
        else "You lie in the direction of what you like more than others do."
    )
    return Answer(
        title=f"The map of {len(model.films):,} films",
        facts=_ends(model),
        meaning=f"Films that the same people like lie together. {where}",
        draw=lambda: film_map.draw(words.points(model), marks, style),
        working=None,
        copies=_copies(model),
        steps_name="",
    )


def _ends(model: FilmModel) -> tuple[str, ...]:
    plane = model.space.plane()
    known = np.argsort(-model.space.counts, kind="stable")[:100]
    lines: list[str] = []
    for name, axis, sign in (("right", 0, 1), ("left", 0, -1), ("up", 1, 1), ("down", 1, -1)):
        order = known[np.argsort(-sign * plane[known, axis], kind="stable")][:EXTREMES]
        ends = [words.title(model, int(p)) for p in order if sign * plane[p, axis] > 0]
        lines.append(f"{name}: {', '.join(ends) or 'nothing'}")
    return (*lines, f"from {words.plain(model.source)}")


def _copies(model: FilmModel) -> Copies:
    plane = model.space.plane()
    rows = [
        f"{words.cell(film.label)},{x:.4f},{y:.4f}"
        for film, (x, y) in zip(model.films[:MOST_COPIED], plane, strict=False)
    ]
    table = "\n".join(["film,x,y", *rows]) + "\n"
    return Copies(
        text="\n".join(_ends(model)),
        numpy="import numpy as np\n\n# films.csv: the name of each film and its place\n"
        'xy = np.genfromtxt("films.csv", delimiter=",", skip_header=1, usecols=(-2, -1))',
        latex=MODEL.latex(),
        files=(("films.csv", table),),
    )
