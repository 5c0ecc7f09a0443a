"""`/similar`: the films nearest to one, by the angle or by the inner product."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from bot.drawing import fan
from bot.drawing.pages import Working
from bot.formula import (
    Chain,
    Matrix,
    Norm,
    Product,
    Quotient,
    Row,
    Sentence,
    Sum,
    VectorName,
    elided,
    equals,
)
from bot.topics.films import film_map, words
from bot.topics.films.context import Context
from bot.topics.films.model import model_of
from bot.topics.films.numbers import two
from bot.topics.kit.answer import Answer, Choice, Copies
from bot.topics.kit.markdown import escaped
from linalg_engine import formatting
from linalg_engine.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.drawing.pages import Block
    from bot.drawing.picture import Picture
    from bot.drawing.style import Style
    from bot.models.film_model import FilmModel
    from bot.topics.kit.question import Question
    from linalg_engine.recommender import Neighbour

COUNT = 6

MOST_TERMS = 4
"""Products that are written out in the steps."""

A, B = VectorName("a", "first"), VectorName("b", "second")
DOT = Product((A, B))
COSINE = Quotient(DOT, Row((Norm(A), " ", Norm(B))))

METRICS = {
    "cosine": (
        "Cosine compares directions alone: people who like the one more than others do like the "
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
    context = Context.of(question)
    model = model_of(context)
    place = model.places.get(context.film)
    if place is None:
        raise InputError("This film is no longer here. Please send the command again.")
    metric = "dot" if question.inputs["metric"] == "dot" else "cosine"
    found = model.space.neighbours(place, metric, COUNT)
    lines = tuple(f"{two(n.similarity)}  {words.label(model, n.item)}" for n in found)
    named = escaped(model.films[place].label)
    return Answer(
        title=f"Most like {named}" if found else f"Nothing to compare {named} with",
        facts=(f"{'cosine' if metric == 'cosine' else 'dot product'} with it", *lines),
        meaning=METRICS[metric],
        draw=lambda: _draw(model, place, found, metric, style),
        working=_working(model, place, found, metric),
        copies=_copies(model, place, found, metric),
        choices=(
            Choice(
                "metric",
                "Compare by …",
                (("cosine", "Cosine: directions alone"), ("dot", "Dot product: lengths count")),
            ),
        ),
    )


def _draw(
    model: FilmModel, place: int, found: Sequence[Neighbour], metric: str, style: Style
) -> Picture:
    caption = f"Most like {words.label(model, place)}"
    named = [f"{model.films[n.item].label} {n.similarity:.2f}" for n in found]
    about = f"Most like it: {words.listed(named)}."
    if not found:
        marks = film_map.Marks(caption, rated=(place,), rated_name="the film")
        return film_map.draw(words.points(model), marks, style)
    places = [n.item for n in found]
    rays = fan.Fan(
        centre=model.space.factors[place],
        name=model.films[place].title,
        others=model.space.factors[places],
        names=[model.films[p].title for p in places],
        noun="film",
        with_shadows=metric == "dot",
    )
    return fan.draw(rays, caption, style, about)


def _working(
    model: FilmModel, place: int, found: Sequence[Neighbour], metric: str
) -> Working | None:
    if not found:
        return None
    a, b = model.space.factors[place], model.space.factors[found[0].item]
    names = words.title(model, place), words.title(model, found[0].item)
    products = [Product((two(x), two(y))) for x, y in zip(a, b, strict=True)]
    terms = Sum(elided(products, MOST_TERMS, fewest=1))
    blocks: list[Block] = [
        Sentence((A, f" is the row of traits of {names[0]}, ", B, f" that of {names[1]}:")),
        Chain(A, (_row(a),)),
        Chain(B, (_row(b),)),
        Chain(DOT, (terms,)),
        equals(two(float(a @ b))),
    ]
    if metric == "cosine":
        lengths = Product(tuple(two(float(np.linalg.norm(v))) for v in (a, b)))
        blocks += [
            "The cosine divides by both lengths:",
            COSINE,
            equals(Quotient(two(float(a @ b)), lengths)),
            equals(two(found[0].similarity)),
        ]
    return Working(f"{names[0]} and {names[1]}", tuple(blocks))


def _copies(model: FilmModel, place: int, found: Sequence[Neighbour], metric: str) -> Copies:
    rows = [place, *(n.item for n in found)]
    factors = np.round(model.space.factors[rows], 4)
    measure = "F @ F[0]"
    if metric == "cosine":
        measure += " / (np.linalg.norm(F, axis=1) * np.linalg.norm(F[0]))"
    named = "\n".join(f"# row {i}: {words.label(model, p)}" for i, p in enumerate(rows))
    return Copies(
        text="\n".join(f"{two(n.similarity)}  {words.label(model, n.item)}" for n in found),
        numpy=f"import numpy as np\n\n{named}\nF = {formatting.numpy_text(factors)}\n{measure}",
        latex=(COSINE if metric == "cosine" else DOT).latex(),
    )


def _row(v: np.ndarray) -> Matrix:
    return Matrix((elided([two(float(x)) for x in v], MOST_TERMS, "⋯", fewest=1),))
