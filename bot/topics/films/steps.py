"""The linear algebra of a fold-in, typeset with the asker's own numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from bot.drawing.typeset import (
    Node,
    Working,
    formula,
    joined,
    power,
    prose,
    relation,
    root,
    row,
    symbol,
    vector,
)
from bot.drawing.typeset import words as words_node
from bot.topics.films import words
from bot.topics.films.numbers import cut, factor, two
from linalg_engine import formatting

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from bot.models.film_model import FilmModel
    from linalg_engine.recommender import Person, Reasons

    Doubles = NDArray[np.float64]

MOST_ROWS = 6
"""Ratings, or unknowns, that are written out; of more, the middle is left out."""

MOST_COLUMNS = 4

MOST_TERMS = 6
"""Parts of a prediction that are written out."""

LATEX = (
    r"\left(\Lambda + Z^\top W Z\right) \mathbf{x} = Z^\top W \mathbf{t}, \qquad "
    r"\hat r_j = b_j + \mathbf{z}_j \cdot \mathbf{x}"
)

Z, W, PRIOR, X = symbol("Z"), symbol("W"), symbol("Λ"), vector("x")


def fold_in(person: Person, served: FilmModel, suggested: Sequence[int]) -> Working:
    """Return how the asker was found, and how the first suggestion follows from it."""
    blocks = [*_equations(person, served)]
    for place in suggested:
        blocks += _prediction(person, served, place)
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


def _equations(person: Person, served: FilmModel) -> list[dict[str, Any]]:
    transposed = power(Z, "⊤")
    k = len(person.solution) - 1
    blocks: list[dict[str, Any]] = []
    if len(person.items):
        given = [
            f"{words.title(served, int(item))} {words.stars(float(given))}"
            for item, given in zip(person.items, person.stars, strict=True)
        ]
        if len(given) > MOST_ROWS:
            given = [*given[: MOST_ROWS - 1], "…", given[-1]]
        blocks += [
            prose(
                f"You rated {', '.join(given)}. Each film is a row of Z: {_count(k)}, which "
                "everybody's ratings have shown, and a 1 for your generosity. t is your stars, "
                "less what people give on average:"
            ),
            formula(Z, relation("≈"), _matrix(person.design)),
            formula(vector("t"), relation("≈"), _matrix(person.targets[:, None])),
        ]
    return [
        *blocks,
        prose(
            "Your tastes x are the most likely ones: W weighs each rating by how exact it is, and "
            "Λ says how people differ, which keeps x near the average person 0:"
        ),
        formula(
            "(", PRIOR, " + ", transposed, W, Z, ")", X, relation("="), transposed, W, vector("t")
        ),
        formula(_matrix(person.matrix), X, relation("≈"), _matrix(person.rhs[:, None])),
        formula(X, relation("≈"), _matrix(person.solution[:, None])),
    ]


def _prediction(person: Person, served: FilmModel, place: int) -> list[dict[str, Any]]:
    space = served.space
    z = np.append(space.factors[place], 1.0)
    (mean,), (std,) = person.predict_with_std([place])
    reasons = person.reasons(place)
    total = two(reasons.prediction)
    parts: list[Node] = [
        row(factor(a), " · ", factor(b)) for a, b in zip(z, person.solution, strict=True)
    ]
    blocks = [
        prose(f"{words.title(served, place)}: what people give on average, and its row times x:"),
        formula(*joined([two(reasons.average), *_elided(parts)], "+"), relation("≈"), total),
    ]
    if len(reasons.items):
        blocks += [
            prose(f"The same, rating by rating: {two(reasons.average)} from everybody"),
            *_shares(reasons, served),
        ]
    you = float(z @ person.covariance @ z)
    noise = float(space.noise[place])
    film = max(0.0, std**2 - noise - you)
    sums = joined([two(noise), two(you), two(film)], "+")
    blocks += [
        prose("Its ±: the variance of any rating, of what is unknown of you, and of the film:"),
        formula(root(row(*sums)), relation("≈"), two(std)),
    ]
    if abs(mean - reasons.prediction) > 0.005:
        blocks.append(prose(f"Stars end at {words.stars(float(mean))}, so that is what is said."))
    return blocks


def _shares(reasons: Reasons, served: FilmModel) -> list[dict[str, Any]]:
    order = np.argsort(-np.abs(reasons.contributions), kind="stable")
    shown, rest = order[:MOST_TERMS], order[MOST_TERMS:]
    blocks = [
        _share(float(reasons.contributions[i]), _given(reasons, served, int(i))) for i in shown
    ]
    if len(rest):
        share = float(np.sum(reasons.contributions[rest]))
        blocks.append(_share(share, f"from {len(rest)} more of your ratings"))
    blocks.append(formula(relation("≈"), two(reasons.prediction)))
    return blocks


def _share(stars: float, since: str) -> dict[str, Any]:
    sign = "−" if stars < 0 else "+"
    return formula(relation(sign), two(abs(stars)), words_node(f" {since}"))


def _given(reasons: Reasons, served: FilmModel, i: int) -> str:
    stars = words.stars(float(reasons.stars[i]))
    return f"since you gave {words.title(served, int(reasons.items[i]))} {stars}"


def _count(k: int) -> str:
    return "one trait" if k == 1 else f"{k} traits"


def _matrix(a: Doubles) -> Node:
    """Return a matrix of rounded numbers, its middle left out where it is large."""
    rows = [cut([two(x) for x in entries], MOST_COLUMNS, "⋯") for entries in a]
    if len(rows) > MOST_ROWS:
        rows = [*rows[: MOST_ROWS - 1], ["⋮"] * len(rows[0]), rows[-1]]
    return {"kind": "matrix", "rows": rows, "bar": None}


def _elided(parts: list[Node]) -> list[Node]:
    return cut(parts, MOST_TERMS, "…")
