"""The linear algebra of a fold-in, typeset with the asker's own numbers."""

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
from bot.topics.films import words
from bot.topics.films.numbers import two
from linalg_engine import formatting

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from bot.drawing.pages import Block
    from bot.formula import Formula
    from bot.models.film_model import FilmModel
    from linalg_engine.recommender import Person, Reasons

    Doubles = NDArray[np.float64]

MOST_ROWS = 6
"""Ratings, or unknowns, that are written out; of more, the middle is left out."""

MOST_COLUMNS = 4

MOST_TERMS = 6
"""Parts of a prediction that are written out."""

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


def fold_in(person: Person, model: FilmModel, suggested: Sequence[int]) -> Working:
    """Return how the asker was found, and how the first suggestion follows from it."""
    blocks: list[Block] = [*_equations(person, model)]
    for place in suggested:
        blocks += _prediction(person, model, place)
    return Working("Your place among the films", tuple(blocks))


def numpy_copy(person: Person) -> str:
    """Return Python that solves the same normal equations."""
    return "\n".join(
        [
            "import numpy as np",
            "",
            f"Z = {formatting.numpy_text(np.round(person.design, 4))}",
            f"t = {formatting.numpy_text(np.round(person.targets, 4))}",
            f"w = {formatting.numpy_text(np.round(person.weights, 4))}",
            f"prior = {formatting.numpy_text(np.round(person.prior, 4))}",
            "x = np.linalg.solve(prior + Z.T @ (w[:, None] * Z), Z.T @ (w * t))",
        ]
    )


def _equations(person: Person, model: FilmModel) -> list[Block]:
    k = len(person.solution) - 1
    blocks: list[Block] = []
    if len(person.items):
        given = [
            f"{words.title(model, int(item))} {words.stars(float(given))}"
            for item, given in zip(person.items, person.stars, strict=True)
        ]
        rated = ", ".join(elided(given, MOST_ROWS, fewest=1))
        learned = (
            f": {_count(k)}, learned from everybody's ratings, and a 1 for your bias (generosity). "
        )
        blocks += [
            Sentence(
                (
                    f"You rated {rated}. Each film is a row of ",
                    Z,
                    learned,
                    T,
                    " is your stars minus the average:",
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
                " weighs each rating by its precision, and the prior ",
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


def _prediction(person: Person, model: FilmModel, place: int) -> list[Block]:
    space = model.space
    z = np.append(space.factors[place], 1.0)
    (mean,), (std,) = person.predict_with_std([place])
    reasons = person.reasons(place)
    parts = [Product((two(a), two(b))) for a, b in zip(z, person.solution, strict=True)]
    total = Sum((two(reasons.average), *elided(parts, MOST_TERMS, fewest=1)))
    title = words.title(model, place)
    blocks: list[Block] = [
        Sentence((f"{title}: what people give on average, and its row times ", X, ":")),
        Chain(total, (two(reasons.prediction),)),
    ]
    if len(reasons.items):
        blocks += [
            f"The same, rating by rating: {two(reasons.average)} from everybody",
            *_shares(reasons, model),
        ]
    you = float(z @ person.covariance @ z)
    noise = float(space.noise[place])
    film = max(0.0, std**2 - noise - you)
    blocks += [
        "Its ±: the variances of a rating, of your tastes, and of the film:",
        Chain(Root(Sum((two(noise), two(you), two(film)))), (two(std),)),
    ]
    if abs(mean - reasons.prediction) > 0.005:
        blocks.append(f"Clipped to {words.stars(float(mean))}, where the scale ends.")
    return blocks


def _shares(reasons: Reasons, model: FilmModel) -> list[Block]:
    order = np.argsort(-np.abs(reasons.contributions), kind="stable")
    shown, rest = order[:MOST_TERMS], order[MOST_TERMS:]
    blocks: list[Block] = [
        _share(float(reasons.contributions[i]), _given(reasons, model, int(i))) for i in shown
    ]
    if len(rest):
        share = float(np.sum(reasons.contributions[rest]))
        blocks.append(_share(share, f"from {len(rest)} more of your ratings"))
    return [*blocks, equals(two(reasons.prediction))]


def _share(stars: float, since: str) -> Further:
    size = Row((two(abs(stars)), Words(f" {since}")))
    return Further(Minus(size) if stars < 0 else size)


def _given(reasons: Reasons, model: FilmModel, i: int) -> str:
    stars = words.stars(float(reasons.stars[i]))
    return f"since you gave {words.title(model, int(reasons.items[i]))} {stars}"


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
