"""`/similar`: the films nearest to one, by the angle or by the inner product."""

from __future__ import annotations

from dataclasses import dataclass
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
from bot.topics.films.numbers import four, two
from bot.topics.kit.answer import Answer, Choice, Copies
from bot.topics.kit.markdown import escaped
from linalg_engine import formatting
from linalg_engine.errors import InputError
from linalg_engine.recommender import Alike

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from bot.drawing.pages import Block
    from bot.drawing.picture import Picture
    from bot.drawing.style import Style
    from bot.formula import Rounded
    from bot.models.film_model import FilmModel
    from bot.topics.kit.question import Question
    from linalg_engine.recommender import Neighbour

COUNT = 6

LONGEST_TITLE = words.LONGEST_LINE - len("−0.12  ")
"""Characters of a title behind its number."""

SHORT = 0.5
"""Stars; lengths below are written with four decimals."""

COMPANY_IS = (
    "Company is the same cosine with rows of who rates what, less for a film with few ratings"
)

MOST_TERMS = 4
"""Products that are written out in the steps."""

A, B = VectorName("a", "first"), VectorName("b", "second")
DOT = Product((A, B))
COSINE = Quotient(DOT, Row((Norm(A), " ", Norm(B))))

COSINE_WORDS = (
    "Cosine compares directions alone: people who like the one more than others do like the "
    "other, too. The dot product also counts lengths, and so puts films first on which "
    "people differ much."
)
DOT_WORDS = (
    "The dot product counts directions and lengths: films on which people differ much come "
    "first. The cosine compares directions alone, so it also finds quieter films of the "
    "same kind."
)
HALVES_WORDS = (
    "Half of the number is taste: people who like the one more than others do like the other, "
    "too. Half is company: people who rate the one rate the other. Both are cosines; the dot "
    "product of tastes also counts lengths."
)
"""What a measure does, and how it differs from the other one."""


@dataclass(frozen=True)
class Compared:
    """A film compared with others.

    Attributes
    ----------
    place
        Its place.
    metric
        By what: "cosine" or "dot".
    others
        The films most like it, the most alike first.
    """

    place: int
    metric: str
    others: tuple[Alike, ...] | tuple[Neighbour, ...]

    @property
    def halves(self) -> tuple[Alike, ...]:
        """The others, where the number is half taste and half company; else none."""
        return tuple(o for o in self.others if isinstance(o, Alike) and o.company is not None)


def answer(question: Question, style: Style) -> Answer:
    """Answer ``/similar``."""
    context = Context.of(question)
    model = model_of(context)
    place = model.places.get(context.film)
    if place is None:
        raise InputError("This film is no longer here. Please send the command again.")
    found = _compared(model, place, "dot" if question.inputs["metric"] == "dot" else "cosine")
    named = escaped(model.films[place].label)
    return Answer(
        title=f"Most like {named}" if found.others else f"Nothing to compare {named} with",
        facts=tuple(_facts(found, model)),
        meaning=_meaning(found),
        draw=lambda: _draw(found, model, style),
        working=_working(found, model),
        copies=_copies(found, model),
        choices=(
            Choice(
                "metric",
                "Compare by …",
                (("cosine", "Cosine: directions alone"), ("dot", "Dot product: lengths count")),
            ),
        ),
    )


def _compared(model: FilmModel, place: int, metric: str) -> Compared:
    if metric == "dot":
        return Compared(place, metric, model.space.neighbours(place, "dot", COUNT))
    return Compared(place, metric, model.space.alike(place, COUNT))


def _facts(found: Compared, model: FilmModel) -> Iterator[str]:
    if found.halves:
        yield "half cosine of taste, half of company"
        for other in found.halves:
            yield f"{two(other.similarity)}  {words.label(model, other.item, LONGEST_TITLE)}"
            yield f"      taste {two(other.taste)}, company {two(other.company or 0)}"
        return
    yield f"{'cosine' if found.metric == 'cosine' else 'dot product'} with it"
    for other in found.others:
        yield f"{two(other.similarity)}  {words.label(model, other.item, LONGEST_TITLE)}"


def _meaning(found: Compared) -> str:
    if found.halves:
        return HALVES_WORDS
    return COSINE_WORDS if found.metric == "cosine" else DOT_WORDS


def _draw(found: Compared, model: FilmModel, style: Style) -> Picture:
    place, others = found.place, found.others
    caption = f"Most like {words.label(model, place)}"
    named = [f"{model.films[n.item].label} {n.similarity:.2f}" for n in others]
    about = f"Most like it: {words.listed(named)}."
    if not others:
        marks = film_map.Marks(caption, rated=(place,), rated_name="the film")
        return film_map.draw(words.points(model), marks, style)
    places = [n.item for n in others]
    rays = fan.Fan(
        centre=model.space.factors[place],
        name=model.films[place].title,
        others=model.space.factors[places],
        names=[model.films[p].title for p in places],
        noun="film",
        with_shadows=found.metric == "dot",
    )
    return fan.draw(rays, caption, style, about)


def _working(found: Compared, model: FilmModel) -> Working | None:
    if not found.others:
        return None
    first = found.others[0]
    a, b = model.space.factors[found.place], model.space.factors[first.item]
    lengths = [float(np.linalg.norm(v)) for v in (a, b)]
    # Two decimals of short rows would not give the cosine.
    shown = two if min(lengths) >= SHORT else four
    names = words.title(model, found.place), words.title(model, first.item)
    products = [Product((shown(x), shown(y))) for x, y in zip(a, b, strict=True)]
    terms = Sum(elided(products, MOST_TERMS, fewest=1))
    blocks: list[Block] = [
        Sentence((A, f" is the row of traits of {names[0]}, ", B, f" that of {names[1]}:")),
        Chain(A, (_row(a, shown),)),
        Chain(B, (_row(b, shown),)),
        Chain(DOT, (terms,)),
        equals(shown(float(a @ b))),
    ]
    if isinstance(first, Alike):
        blocks += [
            "The cosine divides by both lengths:",
            COSINE,
            equals(Quotient(shown(float(a @ b)), Product(tuple(map(shown, lengths))))),
            equals(two(first.taste)),
        ]
        if first.company is not None:
            half = Quotient(Sum((two(first.taste), two(first.company))), "2")
            blocks += [
                f"That is taste. {COMPANY_IS}: {two(first.company)}. Half of each:",
                Chain(half, (two(first.similarity),)),
            ]
    return Working(f"{names[0]} and {names[1]}", tuple(blocks))


def _copies(found: Compared, model: FilmModel) -> Copies:
    rows = [found.place, *(n.item for n in found.others)]
    factors = np.round(model.space.factors[rows], 4)
    measure = "F @ F[0]"
    if found.metric == "cosine":
        measure += " / (np.linalg.norm(F, axis=1) * np.linalg.norm(F[0]))"
    lines = [
        "import numpy as np",
        "",
        *(f"# row {i}: {words.label(model, p)}" for i, p in enumerate(rows)),
        f"F = {formatting.numpy_text(factors)}",
    ]
    if found.halves:
        company = np.round([1.0, *(other.company or 0 for other in found.halves)], 4)
        lines += [
            "# company: cosines of rows of who rates what",
            f"company = {formatting.numpy_text(company)}",
            f"taste = {measure}",
            "(taste + company) / 2",
        ]
    else:
        lines.append(measure)
    return Copies(
        text="\n".join(f"{two(n.similarity)}  {words.label(model, n.item)}" for n in found.others),
        numpy="\n".join(lines),
        latex=(COSINE if found.metric == "cosine" else DOT).latex(),
    )


def _row(v: np.ndarray, shown: Callable[[float], Rounded]) -> Matrix:
    return Matrix((elided([shown(float(x)) for x in v], MOST_TERMS, "⋯", fewest=1),))
