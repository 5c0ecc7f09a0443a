"""How a suggestion came about: a sum in stars, then the linear algebra behind it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from bot.drawing.pages import Working
from bot.formula import (
    Accent,
    Brackets,
    Chain,
    Further,
    Index,
    Matrix,
    Minus,
    Power,
    Product,
    Quotient,
    Root,
    Row,
    Sentence,
    Series,
    Sum,
    Symbol,
    VectorName,
    Words,
    elided,
    equals,
)
from bot.text import percent
from bot.topics.films import words
from bot.topics.films.numbers import four, two
from linalg_engine import formatting

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from bot.drawing.pages import Block
    from bot.formula import Formula
    from bot.models.film_model import FilmModel
    from bot.topics.films.context import Context
    from bot.topics.films.suggestions import Suggestions
    from linalg_engine.recommender import Balance as Name
    from linalg_engine.recommender import Person, Reasons

    Doubles = NDArray[np.float64]

MOST_ROWS = 6
"""Ratings, or unknowns, that are written out; of more, the middle is left out."""

MOST_COLUMNS = 4

MOST_TERMS = 6
"""Parts of a prediction that are written out."""

GENEROUS = "a 1 for your generosity"
NOT_GENEROUS = "a 1 for your generosity, or a 0 for a like, which says nothing of it"
"""The last column of Z, and what it is where films are liked without stars."""

STARS = "is your stars minus the average"
STARS_OF_LIKES = f"{STARS}; a like stands for what to expect of 4 stars or more"

Z, W, PRIOR, X, T = Symbol("Z"), Symbol("W"), Symbol("Λ"), VectorName("x"), VectorName("t")
TRANSPOSED = Power(Z, "⊤")
EQUATIONS = Chain(
    Row((Brackets(Sum((PRIOR, Row((TRANSPOSED, W, Z))))), X)), (Row((TRANSPOSED, W, T)),)
)
"""The normal equations of a fold-in."""

PREDICTION = Chain(
    Index(Accent("r", "hat"), "j"),
    (Sum((Index(Symbol("b"), "j"), Product((Index(VectorName("z"), "j"), X)))),),
)
LATEX = Series((EQUATIONS, PREDICTION)).latex()


def explained(found: Suggestions, model: FilmModel, context: Context) -> Working:
    """Return how the first suggestion shown came about, then the linear algebra behind it."""
    person = found.person
    if not found.shown:
        return Working("Your place among the films", tuple(_equations(person, model, context)))
    place = found.shown[0]
    reasons = person.reasons(place)
    return Working(
        f"Why {words.title(model, place)}",
        (
            *_worked_sum(reasons, model, context),
            *_order(found, model, place),
            *_equations(person, model, context),
            *_prediction(found, model, reasons),
        ),
    )


def numpy_copy(found: Suggestions, model: FilmModel) -> str:
    """Return Python that solves the same normal equations, and predicts the films shown."""
    person = found.person
    lines = ["import numpy as np", "", f"x = np.zeros({len(person.solution)})"]
    if len(person.items):
        lines[2:] = [
            f"Z = {_rounded(person.design)}",
            f"t = {_rounded(person.targets)}",
            f"w = {_rounded(person.weights)}",
            f"prior = {_rounded(person.prior)}",
            "x = np.linalg.solve(prior + Z.T @ (w[:, None] * Z), Z.T @ (w * t))",
        ]
    if found.shown:
        shown = list(found.shown)
        low, high = model.space.scale
        rows = np.column_stack([model.space.factors[shown], np.ones(len(shown))])
        lines += [
            "",
            *(f"# row {i}: {words.label(model, place)}" for i, place in enumerate(shown)),
            f"films = {_rounded(rows)}",
            f"averages = {_rounded(model.space.averages[shown])}",
            f"stars = np.clip(averages + films @ x, {low:g}, {high:g})",
        ]
    return "\n".join(lines)


def _worked_sum(reasons: Reasons, model: FilmModel, context: Context) -> Iterator[Block]:
    """Yield the prediction as a sum, with words for what is added."""
    yield f"How many stars I expect for {words.title(model, reasons.item)}:"
    yield Row((two(reasons.average), Words(" from people on average")))
    if context.rated:
        yield _share(reasons.generosity, "by your generosity")
    order = np.argsort(-np.abs(reasons.contributions), kind="stable")
    for i in order[:MOST_TERMS]:
        said = words.since(model, context, int(reasons.items[i]))
        yield _share(float(reasons.contributions[i]), f"since {said}")
    rest = order[MOST_TERMS:]
    if len(rest):
        share = float(np.sum(reasons.contributions[rest]))
        yield _share(share, f"from {len(rest)} more of your films")
    yield equals(two(reasons.prediction))
    low, high = model.space.scale
    if not low <= reasons.prediction <= high:
        end = low if reasons.prediction < low else high
        yield f"The scale ends at {words.stars(end)}."


def _order(found: Suggestions, model: FilmModel, place: int) -> Iterator[Block]:
    """Yield what puts the film where it is."""
    ranking = found.ranking
    good, great, chance, score = (
        float(x[place]) for x in (ranking.good, ranking.great, ranking.chance, ranking.score)
    )
    low, high = words.one(ranking.low[place]), words.one(ranking.high[place])
    yield (
        f"How good for you: two of three such ratings are from {low} to {high}; the chance of "
        f"4 stars or more is {percent(good, 0)}, that of 5 stars {percent(great, 0)}."
    )
    if len(found.person.items):
        yield (
            "How likely you watch it: a regression on which films you have named, 1 or 0, says "
            f"that {percent(chance)} of the people who named them have seen it."
        )
    else:
        yield f"How likely you watch it: {percent(chance)} of all people have seen it."
    name, share = found.balance.name, float(model.space.watch_share[place])
    where = ", share being the part of all people who rated it" if name == "gems" else ""
    yield f"{found.balance.effect} The order is by this{where}:"
    yield Chain(
        _score(name, Words("good"), Words("great"), Words("watch"), Words("share")),
        (_score(name, two(good), two(great), four(chance), four(share)), four(score)),
    )


def _score(balance: Name, good: Formula, great: Formula, watch: Formula, share: Formula) -> Formula:
    """Return what films are ranked by: see `linalg_engine.recommender.ranking`."""
    match balance:
        case "default":
            return Product((good, watch))
        case "surest":
            return Product((Power(good, "3"), watch))
        case "boldest":
            return Product((great, Root(watch)))
        case "gems":
            return Quotient(Product((good, watch)), Root(share))


def _equations(person: Person, model: FilmModel, context: Context) -> list[Block]:
    k = len(person.solution) - 1
    blocks: list[Block] = []
    if len(person.items):
        said = [words.since(model, context, int(item)) for item in person.items]
        films = words.listed(elided(said, MOST_ROWS, fewest=1))
        likes = bool(context.likes or context.dislikes)
        traits = f"{_count(k)}, learned from everybody's ratings"
        blocks += [
            Sentence(
                (
                    f"Behind it: {films}. Each film is a row of ",
                    Z,
                    f": {traits}, and {NOT_GENEROUS if likes else GENEROUS}. ",
                    T,
                    f" {STARS_OF_LIKES if likes else STARS}:",
                )
            ),
            Chain(Z, (_matrix(person.design),)),
            Chain(T, (_matrix(person.targets[:, None]),)),
        ]
    return [
        *blocks,
        Sentence(
            (
                "Your tastes ",
                X,
                " are the most likely ones: ",
                W,
                " weighs each film by its precision, and the prior ",
                PRIOR,
                ", how people differ, keeps ",
                X,
                " near the average person 0:",
            )
        ),
        EQUATIONS,
        Chain(Row((_matrix(person.matrix), X)), (_matrix(person.rhs[:, None]),)),
        Chain(X, (_matrix(person.solution[:, None]),)),
    ]


def _prediction(found: Suggestions, model: FilmModel, reasons: Reasons) -> Iterator[Block]:
    """Yield the same prediction as an inner product, and its uncertainty."""
    place, person, space = reasons.item, found.person, model.space
    z = np.append(space.factors[place], 1.0)
    parts = [Product((two(a), two(b))) for a, b in zip(z, person.solution, strict=True)]
    total = Sum((two(reasons.average), *elided(parts, MOST_TERMS, fewest=1)))
    name = words.title(model, place)
    yield Sentence((f"{name} again: what people give on average, and its row times ", X, ":"))
    yield Chain(total, (two(reasons.prediction),))
    you = float(z @ person.covariance @ z)
    noise = float(space.noise[place])
    std = float(found.ranking.std[place])
    film = max(0.0, std**2 - noise - you)
    yield "How far ratings lie from that: the variances of a rating, of your tastes, of the film:"
    yield Chain(Root(Sum((two(noise), two(you), two(film)))), (two(std),))


def _share(stars: float, since: str) -> Further:
    size = Row((two(abs(stars)), Words(f" {since}")))
    return Further(Minus(size) if stars < 0 else size)


def _count(k: int) -> str:
    return "one trait" if k == 1 else f"{k} traits"


def _matrix(a: Doubles) -> Matrix:
    """Return a matrix of rounded numbers, its middle left out where it is large."""
    rows: list[tuple[Formula, ...]] = [
        elided([two(x) for x in row], MOST_COLUMNS, "⋯", fewest=1) for row in a
    ]
    if len(rows) > MOST_ROWS:
        rows = [*rows[: MOST_ROWS - 1], ("⋮",) * len(rows[0]), rows[-1]]
    return Matrix(tuple(rows))


def _rounded(a: Doubles) -> str:
    return formatting.numpy_text(np.round(a, 4))
