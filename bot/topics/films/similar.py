"""`/similar`: the films nearest to one, by the angle or by the inner product."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from bot.drawing.typeset import (
    Node,
    Working,
    formula,
    fraction,
    norm,
    prose,
    relation,
    row,
    vector,
)
from bot.topics.films import film_map, words
from bot.topics.films.model import model_of
from bot.topics.films.numbers import cut, factor, two
from bot.topics.films.visit import Visit
from bot.topics.kit.answer import Answer, Choice, Copies
from bot.topics.kit.markdown import escaped
from linalg_engine import formatting
from linalg_engine.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.drawing.picture import Picture
    from bot.drawing.style import Style
    from bot.models.film_model import FilmModel
    from bot.topics.kit.question import Question
    from linalg_engine.recommender import Neighbour

COUNT = 6

MOST_TERMS = 4
"""Products that are written out in the steps."""

METRICS = {
    "cosine": (
        "Cosine compares directions alone: whoever likes the one more than others do likes the "
        "other, too. The dot product also counts lengths, and so puts films first on which "
        "people differ much."
    ),
    "dot": (
        "The dot product counts directions and lengths: films on which people differ much come "
        "first. The cosine compares directions alone, so it also finds quieter films of the "
        "same kind."
    ),
}
"""What a measure does, and how it differs from the other one."""


def answer(question: Question, style: Style) -> Answer:
    """Answer ``/similar``."""
    visit = Visit.of(question)
    served = model_of(visit)
    place = served.places.get(visit.film)
    if place is None:
        raise InputError("This film is no longer here. Please send the command again.")
    metric = "dot" if question.inputs["metric"] == "dot" else "cosine"
    found = served.space.neighbours(place, metric, COUNT)
    lines = tuple(f"{two(n.similarity)}  {words.label(served, n.item)}" for n in found)
    named = escaped(served.films[place].label)
    return Answer(
        title=f"Most like {named}" if found else f"Nothing to compare {named} with",
        facts=(f"{'cosine' if metric == 'cosine' else 'dot product'} with it", *lines),
        meaning=METRICS[metric],
        draw=lambda: _draw(served, place, found, style),
        working=_working(served, place, found, metric),
        copies=_copies(served, place, found, metric),
        choices=(
            Choice(
                "metric",
                "Compare by …",
                (("cosine", "Cosine: directions alone"), ("dot", "Dot product: lengths count")),
            ),
        ),
    )


def _draw(served: FilmModel, place: int, found: Sequence[Neighbour], style: Style) -> Picture:
    named = [f"{served.films[n.item].label} {n.similarity:.2f}" for n in found]
    return film_map.draw(
        words.points(served),
        film_map.Marks(
            caption=f"Most like {words.label(served, place)}",
            rated=(place,),
            rated_name="the film",
            suggested=tuple(n.item for n in found),
            suggested_name="most like it",
        ),
        style,
        about=f"Most like it: {words.listed(named)}.",
    )


def _working(
    served: FilmModel, place: int, found: Sequence[Neighbour], metric: str
) -> Working | None:
    if not found:
        return None
    a, b = served.space.factors[place], served.space.factors[found[0].item]
    names = words.title(served, place), words.title(served, found[0].item)
    products = [f"{factor(x)} · {factor(y)}" for x, y in zip(a, b, strict=True)]
    terms = cut(products, MOST_TERMS, "…")
    product: Node = row(vector("a", "first"), " · ", vector("b", "second"))
    blocks = [
        prose(f"a is the row of traits of {names[0]}, b that of {names[1]}:"),
        formula(vector("a", "first"), relation("≈"), _row(a)),
        formula(vector("b", "second"), relation("≈"), _row(b)),
        formula(product, relation("≈"), " + ".join(terms)),
        formula(relation("≈"), two(float(a @ b))),
    ]
    if metric == "cosine":
        lengths = [float(np.linalg.norm(v)) for v in (a, b)]
        named: Node = row(norm(vector("a", "first")), " ", norm(vector("b", "second")))
        counted = f"{lengths[0]:.2f} · {lengths[1]:.2f}"
        blocks += [
            prose("The cosine divides by both lengths:"),
            formula(fraction(product, named)),
            formula(relation("≈"), fraction(two(float(a @ b)), counted)),
            formula(relation("≈"), two(found[0].similarity)),
        ]
    return Working(f"{names[0]} and {names[1]}", tuple(blocks))


def _copies(served: FilmModel, place: int, found: Sequence[Neighbour], metric: str) -> Copies:
    rows = [place, *(n.item for n in found)]
    factors = np.round(served.space.factors[rows], 4)
    measure = "F @ F[0]"
    if metric == "cosine":
        measure += " / (np.linalg.norm(F, axis=1) * np.linalg.norm(F[0]))"
    named = "\n".join(f"# row {i}: {words.label(served, p)}" for i, p in enumerate(rows))
    formula_of = {
        "cosine": r"\frac{\mathbf{a} \cdot \mathbf{b}}{\|\mathbf{a}\| \|\mathbf{b}\|}",
        "dot": r"\mathbf{a} \cdot \mathbf{b}",
    }
    return Copies(
        text="\n".join(f"{two(n.similarity)}  {words.label(served, n.item)}" for n in found),
        numpy=f"import numpy as np\n\n{named}\nF = {formatting.numpy_text(factors)}\n{measure}",
        latex=formula_of[metric],
    )


def _row(v: np.ndarray) -> Node:
    cells = cut([two(float(x)) for x in v], MOST_TERMS, "⋯")
    return {"kind": "matrix", "rows": [cells], "bar": None}
