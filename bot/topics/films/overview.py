"""`/movies map`: all films in one plane, and the asker among them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from bot.topics.films import film_map, words
from bot.topics.kit.answer import Answer, Copies

if TYPE_CHECKING:
    from bot.drawing.style import Style
    from bot.topics.films.visit import Served
    from bot.topics.kit.question import Question

EXTREMES = 3
"""Films named for each end of an axis."""

MOST_NAMED = 40

MOST_COPIED = 2000


def answer(question: Question, style: Style) -> Answer:
    """Answer ``/movies map``."""
    visit = question.visit
    served = visit.served()
    rated = {served.places[k]: s for k, s in visit.rated.items() if k in served.places}
    person = served.space.fold_in(list(rated), list(rated.values())) if rated else None
    you = None if person is None else served.space.plane_point(person)
    marks = film_map.Marks(
        caption=f"{len(served.films):,} films in one plane",
        rated=tuple(rated),
        others=MOST_NAMED,
        you=you,
    )
    where = (
        "**/rate** some films, and you stand among them."
        if you is None
        else "You lie in the direction of what you like more than others do."
    )
    return Answer(
        title=f"The map of {len(served.films):,} films",
        facts=_ends(served),
        meaning=f"Films that the same people like lie together. {where}",
        draw=lambda: film_map.draw(words.points(served), marks, style),
        working=None,
        copies=_copies(served),
        steps_name="",
    )


def _ends(served: Served) -> tuple[str, ...]:
    plane = served.space.plane()
    known = np.argsort(-served.space.counts, kind="stable")[:100]
    lines: list[str] = []
    for name, axis, sign in (("right", 0, 1), ("left", 0, -1), ("up", 1, 1), ("down", 1, -1)):
        order = known[np.argsort(-sign * plane[known, axis], kind="stable")][:EXTREMES]
        ends = [words.title(served, int(p)) for p in order if sign * plane[p, axis] > 0]
        lines.append(f"{name}: {', '.join(ends) or 'nothing'}")
    return (*lines, f"from {words.plain(served.source)}")


def _copies(served: Served) -> Copies:
    plane = served.space.plane()
    rows = [
        f"{words.cell(film.label)},{x:.4f},{y:.4f}"
        for film, (x, y) in zip(served.films[:MOST_COPIED], plane, strict=False)
    ]
    table = "\n".join(["film,x,y", *rows]) + "\n"
    return Copies(
        text="\n".join(_ends(served)),
        numpy="import numpy as np\n\n# films.csv: the name of each film and its place\n"
        'xy = np.genfromtxt("films.csv", delimiter=",", skip_header=1, usecols=(-2, -1))',
        latex=r"R \approx \bar r + U V^\top",
        files=(("films.csv", table),),
    )
