"""One function for every method."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from linalg_engine.errors import InputError
from linalg_engine.factorization import bayes
from linalg_engine.factorization.result import (
    METHODS,
    Factorization,
    Method,
    balanced,
    balanced_parts,
)

Floats = NDArray[np.float64]

MAX_SIDE = 200
MAX_RANK = 20
STARTS = 4
ROUNDS = 200
UNOBSERVED_WEIGHT = 0.1
RIDGE_SHARE = 0.02


def factorize(
    ratings: Floats,
    rank: int = 2,
    method: Method = "als",
    *,
    seed: int = 0,
    starts: int = STARTS,
    unobserved_weight: float = UNOBSERVED_WEIGHT,
    ridge: float | None = None,
) -> Factorization:
    """Factor a rating table."""
    _check(ratings, rank, method)
    generator = np.random.default_rng(seed)
    m, n = ratings.shape
    mean, user_bias, item_bias = 0.0, np.zeros(m), np.zeros(n)
    known = ~np.isnan(ratings)
    if ridge is None:
        ridge = RIDGE_SHARE * float(np.sqrt(np.mean(ratings[known] ** 2)))
    if method == "als":
        fit = bayes.fit(ratings, rank, generator, starts)
        mean, user_bias, item_bias = fit.mean, fit.user_bias, fit.item_bias
        users, items, objective = fit.users, fit.items, fit.objective
        users, items = balanced(users, items)
        name = "minus the log evidence"
    elif method == "svd":
        users, items = _svd(ratings, rank)
        objective = np.array([float(np.sum((ratings - users @ items) ** 2))])
        name = "the sum of squared errors"
        starts = 1
    elif method == "nmf":
        users, items, objective = _best(
            [_nmf(ratings, known, rank, generator, ridge) for _ in range(starts)]
        )
        users, items = balanced_parts(users, items)
        name = "the sum of squared errors, with the ridge"
    else:
        weight, target = known.astype(np.float64), np.where(known, ratings, 0.0)
        if method == "wals":
            weight = np.where(target != 0, 1.0, unobserved_weight)
        users, items, objective = _best(
            [_als(target, weight, rank, generator, ridge) for _ in range(starts)]
        )
        users, items = balanced(users, items)
        name = "the sum of squared errors, with the ridge"
    return Factorization(
        ratings, users, items, mean, user_bias, item_bias, method, objective, name, starts, seed
    )


def _best(runs: list[tuple[Floats, Floats, Floats]]) -> tuple[Floats, Floats, Floats]:
    return min(runs, key=lambda run: run[2][-1])


def _check(ratings: Floats, rank: int, method: str) -> None:
    m, n = ratings.shape
    known = ~np.isnan(ratings)
    if method not in METHODS:
        raise InputError(f"There is no method “{method}”: choose one of {', '.join(METHODS)}.")
    if m > MAX_SIDE or n > MAX_SIDE:
        raise InputError(
            f"A table of {m} × {n} is too large: "
            f"{MAX_SIDE} people and {MAX_SIDE} items are the most."
        )
    if not known.any():
        raise InputError("Every cell of this table is blank: at least one rating must be known.")
    if not 1 <= rank <= min(m, n, MAX_RANK):
        raise InputError(
            f"For a table of {m} × {n} the rank is from 1 to {min(m, n, MAX_RANK)}, not {rank}."
        )
    if method == "svd" and not known.all():
        raise InputError(
            "The singular value decomposition needs every cell; for a table with blanks use “als”."
        )
    if method == "nmf" and (ratings[known] < 0).any():
        raise InputError("“nmf” takes no negative ratings; “als” does.")


def _svd(ratings: Floats, rank: int) -> tuple[Floats, Floats]:
    u, s, vt = np.linalg.svd(ratings, full_matrices=False)
    roots = np.sqrt(s[:rank])
    return balanced(u[:, :rank] * roots, roots[:, None] * vt[:rank])


def _als(
    target: Floats, weight: Floats, rank: int, generator: np.random.Generator, ridge: float
) -> tuple[Floats, Floats, Floats]:
    scale = np.sqrt(np.sqrt(np.mean(target**2)) + 1e-300)
    items = generator.normal(size=(rank, target.shape[1])) * scale / np.sqrt(rank)
    users = _solve(items.T, target, weight, ridge)
    objective = [_objective(users, items, target, weight, ridge)]
    for _ in range(ROUNDS):
        items = _solve(users, target.T, weight.T, ridge).T
        users = _solve(items.T, target, weight, ridge)
        objective.append(_objective(users, items, target, weight, ridge))
        if objective[-2] - objective[-1] < 1e-9 * objective[0]:
            break
    return users, items, np.array(objective)


def _solve(factors: Floats, target: Floats, weight: Floats, ridge: float) -> Floats:
    k = factors.shape[1]
    outer = (factors[:, :, None] * factors[:, None, :]).reshape(len(factors), -1)
    normal = (weight @ outer).reshape(-1, k, k) + (ridge + 1e-300) * np.eye(k)
    solved = np.linalg.solve(normal, ((weight * target) @ factors)[:, :, None])
    return solved[:, :, 0].astype(np.float64)


def _objective(users: Floats, items: Floats, target: Floats, weight: Floats, ridge: float) -> float:
    error = np.sum(weight * (target - users @ items) ** 2)
    return float(error + ridge * (np.sum(users**2) + np.sum(items**2)))


def _nmf(
    ratings: Floats,
    known: NDArray[np.bool_],
    rank: int,
    generator: np.random.Generator,
    ridge: float,
) -> tuple[Floats, Floats, Floats]:
    target, weight = np.where(known, ratings, 0.0), known.astype(np.float64)
    scale = np.sqrt(ratings[known].mean() / rank)
    users = generator.uniform(size=(len(ratings), rank)) * scale * 2
    items = generator.uniform(size=(rank, ratings.shape[1])) * scale * 2
    objective = [_objective(users, items, target, weight, ridge)]
    for _ in range(ROUNDS):
        items = _hals(items.T, users, target.T, weight.T, ridge).T
        users = _hals(users, items.T, target, weight, ridge)
        objective.append(_objective(users, items, target, weight, ridge))
    return users, items, np.array(objective)


def _hals(own: Floats, other: Floats, target: Floats, weight: Floats, ridge: float) -> Floats:
    own = own.copy()
    for r in range(own.shape[1]):
        rest = target - own @ other.T + np.outer(own[:, r], other[:, r])
        top = (weight * rest) @ other[:, r]
        own[:, r] = np.maximum(top, 0.0) / (weight @ other[:, r] ** 2 + ridge + 1e-300)
    return own
