"""One function for every method: checks, several starts, and axes by one rule."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Protocol, TypeVar

import numpy as np
from numpy.typing import NDArray

from linalg_engine.arguments import one_of, real_number, whole_number
from linalg_engine.arrays import Floats, TableLike, as_table
from linalg_engine.errors import InputError
from linalg_engine.factorization import bayes, gradient
from linalg_engine.factorization.alternating import Alternation
from linalg_engine.factorization.nonnegative import Parts
from linalg_engine.factorization.result import (
    METHODS,
    Factorization,
    Fit,
    Method,
    balanced,
    balanced_parts,
)

MAX_SIDE = 200
"""The most people, and the most items."""

MAX_RANK = 20

LARGEST = 1e100
"""Ratings beyond cannot be squared and added in float64."""

STARTS = 4
"""Random starts of the methods whose objective has several local minima."""

TRIAL_ROUNDS = 8
"""Rounds for every start; the best then continues alone."""

MAX_ROUNDS = 150
"""For small tables; larger ones and higher ranks have fewer (`_rounds`)."""

MAX_WORK = 20_000_000
"""Of all rounds, in known ratings times rank squared; measured, about a second."""

TOLERANCE = 1e-6
"""Of the first objective: a round that gains less is the last."""

UNOBSERVED_WEIGHT = 0.1
"""The w₀ of "wals", where none is given."""

PLAIN = ("plain", "gd")
"""Methods that minimize the squared errors on the known ratings, and differ in the way there."""

WITH_RIDGE = (*PLAIN, "wals", "nmf")

RIDGE = 0.02
"""Weight of the squared factors of "wals" and "nmf", in units of the ratings' root mean square:
enough to keep the factors of rarely rated items finite, and no more."""

PLAIN_RIDGE = 0.05
"""The same of `PLAIN` where there are blanks: each singular value of the product is about that
much smaller. Measured on 13 public tables, from 4 × 3 to 60 × 20, a seventh of the ratings left
out. The error of a product of rank 2 on these, in standard deviations of the ratings, is 1.25
without a ridge, 1.06 with 0.02, 1.01 with 0.05, and at best 0.96 with 0.3, which no longer
reproduces the known ratings."""


def factorize(
    ratings: TableLike,
    rank: int = 2,
    method: Method = "als",
    *,
    seed: int = 0,
    starts: int = STARTS,
    unobserved_weight: float = UNOBSERVED_WEIGHT,
    ridge: float | None = None,
) -> Factorization:
    """Factor a rating table into people's and items' vectors.

    Parameters
    ----------
    ratings
        Shape (m, n), people by items, nan for blanks; at most `MAX_SIDE` each.
    rank
        The number k of factors, from 1 to min(m, n) and at most `MAX_RANK`.
    method
        "als": mean, biases and factors on the known ratings, each as large as the evidence
        for it (`bayes`). A table without blanks leaves nothing to predict and is fitted by
        least squares instead, which has an exact solution (`_complete`).

        "plain": ``Σ (R - U V)²`` over the known ratings, without mean and biases, and with a
        small ridge that keeps the predictions of blanks sane. A table without blanks needs
        none: its least squares are the truncated singular value decomposition.

        "wals": ``Σ (R - U V)²`` over the observed cells plus ``unobserved_weight Σ (U V)²`` over
        the others. For tables that say what people did, not how they liked it: blanks and
        zeros both count as unobserved.

        "svd": the truncated singular value decomposition of a table without blanks.

        "nmf": as "plain", with no negative number in either factor.

        "gd": as "plain", by gradient descent (`gradient`): the same minimum in up to 2,000 small
        steps, kept in ``descent``.
    seed
        Of the random starts.
    starts
        How many of them, at least 1; "svd" and tables without blanks need none.
    unobserved_weight
        For "wals", in (0, 1].
    ridge
        For all but "als" and "svd": the weight of the squared factors, above 0, in the units of
        the ratings; by default `PLAIN_RIDGE` or `RIDGE` times their root mean square, and 0
        for "plain" and "gd" without blanks.

    Raises
    ------
    InputError
        If the table is too large or all blank, or has numbers that no rating can be; if the
        rank or another option is not possible; if "svd" meets blanks or "nmf" negative numbers.

    Examples
    --------
    >>> found = la.factorize([[1, 2], [2, 4]], rank=1, method="svd")
    >>> found.predict([0, 1], [1, 1]).round(4)
    array([2., 4.])
    """
    ratings = as_table(ratings)
    rank = whole_number(rank, "The rank")
    starts = whole_number(starts, "The number of starts", 1)
    seed = whole_number(seed, "The seed", 0)
    one_of(method, "method", METHODS)
    _check(ratings, rank, method)
    _check_weights(unobserved_weight, ridge)
    known = ~np.isnan(ratings)
    unit = math.sqrt(float(np.mean(np.square(ratings[known])))) or 1.0
    way = _WAYS[method]
    ridge = _usual_ridge(method, known) if ridge is None else ridge / unit
    task = _Task(
        ratings=ratings / unit,
        unit=unit,
        rank=rank,
        ridge=ridge,
        unobserved_weight=unobserved_weight,
        starts=starts,
        generator=np.random.default_rng(seed),
    )
    fit = way.solve(task)
    users, items = (balanced_parts if method == "nmf" else balanced)(fit.users, fit.items)
    in_squares = not (method == "als" and not known.all())
    descent = fit.descent and replace(fit.descent, errors=unit * fit.descent.errors)
    return Factorization(
        ratings=ratings,
        users=math.sqrt(unit) * users,
        items=math.sqrt(unit) * items,
        mean=unit * fit.mean,
        user_bias=unit * fit.user_bias,
        item_bias=unit * fit.item_bias,
        method=method,
        objective=fit.objective * unit**2 if in_squares else fit.objective,
        objective_name=way.objective_name if in_squares else EVIDENCE,
        starts=starts if len(fit.objective) > 1 else 0,
        seed=seed,
        ridge=unit * ridge if method in WITH_RIDGE else 0.0,
        descent=descent,
    )


EVIDENCE = "misfit and complexity (minus the bound on the log evidence)"


def _usual_ridge(method: Method, known: NDArray[np.bool_]) -> float:
    if method in PLAIN:
        return 0.0 if known.all() else PLAIN_RIDGE
    return RIDGE


def _check(ratings: Floats, rank: int, method: str) -> None:
    m, n = ratings.shape
    if m > MAX_SIDE or n > MAX_SIDE:
        raise InputError(
            f"A table of {m} × {n} is too large: "
            f"{MAX_SIDE} people and {MAX_SIDE} items are the most."
        )
    known = ~np.isnan(ratings)
    if not known.any():
        raise InputError("Every cell of this table is blank: at least one rating must be known.")
    if np.abs(ratings[known]).max() > LARGEST:
        raise InputError(f"These ratings are too large: {LARGEST:g} is the limit.")
    most = min(m, n, MAX_RANK)
    if not 1 <= rank <= most:
        allowed = f"from 1 to {most}" if most > 1 else "1"
        raise InputError(f"For a table of {m} × {n} the rank is {allowed}, not {rank}.")
    if method == "svd" and not known.all():
        raise InputError(
            "The singular value decomposition needs a number in every cell, and this table has "
            "blanks: choose the method “als”, which predicts them.",
        )
    if method == "nmf" and (ratings[known] < 0).any():
        raise InputError(
            "Factors without negative numbers cannot make negative ratings: "
            "choose the method “als” for this table."
        )


def _check_weights(unobserved_weight: float, ridge: float | None) -> None:
    if not 0 < real_number(unobserved_weight, "The weight of unobserved cells") <= 1:
        raise InputError("The weight of unobserved cells is above 0 and at most 1.", example="0.1")
    if ridge is not None and not 0 < real_number(ridge, "The ridge") < math.inf:
        raise InputError("The ridge is a number above 0.", example="0.1")


# The methods. Ratings come with a root mean square of 1.


@dataclass(frozen=True)
class _Task:
    ratings: Floats
    unit: float
    rank: int
    ridge: float
    unobserved_weight: float
    starts: int
    generator: np.random.Generator


def _als(task: _Task) -> Fit:
    if np.isnan(task.ratings).any():
        return bayes.fit(task.ratings, task.rank, task.generator, task.starts)
    return _complete(task)


def _complete(task: _Task) -> Fit:
    """Return the least squares fit of mean, biases and factors to a table without blanks.

    The part of ``U V`` in the span of the biases can be moved into them, and the rest is orthogonal
    to them: so biases are the means of rows and columns, and the factors are the
    truncated singular value decomposition of what these leave (Gollob, *Psychometrika* 33, 1968).
    """
    mean = float(task.ratings.mean())
    b, c = task.ratings.mean(axis=1) - mean, task.ratings.mean(axis=0) - mean
    fit = _truncated(task.ratings - mean - b[:, None] - c, task.rank)
    return Fit(fit.users, fit.items, fit.objective, mean, b, c)


def _svd(task: _Task) -> Fit:
    return _truncated(task.ratings, task.rank)


def _truncated(table: Floats, rank: int) -> Fit:
    u, s, vt = np.linalg.svd(table, full_matrices=False)
    error = float(np.sum(np.square(s[rank:])))
    return Fit.unbiased(u[:, :rank] * s[:rank], vt[:rank], np.array([error]))


def _plain(task: _Task) -> Fit:
    if task.ridge == 0:
        return _truncated(task.ratings, task.rank)
    return _alternating(task, ~np.isnan(task.ratings), unobserved_weight=0.0)


def _gd(task: _Task) -> Fit:
    return gradient.fit(task.ratings, task.rank, task.ridge, task.generator, task.starts, task.unit)


def _wals(task: _Task) -> Fit:
    observed = np.nan_to_num(task.ratings) != 0
    return _alternating(task, observed, unobserved_weight=task.unobserved_weight)


def _alternating(task: _Task, observed: NDArray[np.bool_], unobserved_weight: float) -> Fit:
    if not observed.any():
        m, n = observed.shape
        return Fit.unbiased(np.zeros((m, task.rank)), np.zeros((task.rank, n)), np.zeros(1))
    states = [
        Alternation.begin(
            task.ratings,
            observed,
            task.rank,
            ridge=task.ridge,
            unobserved_weight=unobserved_weight,
            generator=task.generator,
        )
        for _ in range(task.starts)
    ]
    state, objective = _descend(states, _rounds(task))
    return Fit.unbiased(state.users, state.items, objective)


def _nmf(task: _Task) -> Fit:
    state, objective = _descend(
        [
            Parts.begin(task.ratings, task.rank, task.ridge, task.generator)
            for _ in range(task.starts)
        ],
        _rounds(task),
    )
    return Fit.unbiased(state.users, state.items, objective)


@dataclass(frozen=True)
class _Way:
    solve: Callable[[_Task], Fit]
    objective_name: str


_WAYS: dict[Method, _Way] = {
    "als": _Way(_als, "squared errors"),
    "plain": _Way(_plain, "squared errors and ridge"),
    "wals": _Way(_wals, "squared errors, unobserved squares and ridge"),
    "svd": _Way(_svd, "squared errors"),
    "nmf": _Way(_nmf, "squared errors and ridge"),
    "gd": _Way(_gd, "squared errors and ridge"),
}


# Descent


class _State(Protocol):
    def improve(self) -> None: ...
    def objective(self) -> float: ...


State = TypeVar("State", bound=_State)


def _rounds(task: _Task) -> int:
    """Return how many rounds the last run may take."""
    count = int(np.count_nonzero(~np.isnan(task.ratings)))
    return max(MAX_ROUNDS // 4, min(MAX_ROUNDS, MAX_WORK // (count * task.rank**2)))


def _descend(states: list[State], rounds: int) -> tuple[State, Floats]:
    """Try all starts, continue the best; return it and its objective, (rounds + 1,)."""
    trials = [_improved(state, [], TRIAL_ROUNDS) for state in states]
    best = min(range(len(states)), key=lambda i: trials[i][-1])
    values = _improved(states[best], trials[best], rounds)
    return states[best], np.array(values)


def _improved(state: _State, values: list[float], rounds: int) -> list[float]:
    """Do some rounds, or until the objective converges; return all its values."""
    values = list(values)
    while len(values) <= rounds:
        state.improve()
        values.append(state.objective())
        if len(values) > 1 and values[-2] - values[-1] <= TOLERANCE * values[0]:
            break
    return values
