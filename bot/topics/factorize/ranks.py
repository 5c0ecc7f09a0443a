"""Which rank predicts best: ratings are left out, and predicted by the others."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from bot.topics.factorize.error_axis import shown
from bot.topics.factorize.ranks_figure import draw_ranks
from bot.topics.kit.answer import Answer, Copies
from linalg_engine.errors import InputError
from linalg_engine.factorization import held_out

if TYPE_CHECKING:
    from bot.drawing.style import Style
    from bot.topics.factorize.study import Study
    from linalg_engine.factorization import HeldOut, Method

MOST_RANKS = 5

LEAST_SIDE = 3
"""Rows and columns of a table whose ranks can be compared."""


def can_compare(study: Study) -> bool:
    """Whether ratings can be left out, and there are ranks to choose from."""
    return study.found.method != "wals" and min(study.found.ratings.shape) >= LEAST_SIDE


def answer(study: Study, style: Style) -> Answer:
    """Compare the ranks by their errors on ratings left out.

    Raises
    ------
    InputError
        Where ratings cannot be left out.
    """
    if not can_compare(study):
        raise InputError("Ranks cannot be compared for this table and method.", example="plain")
    most = min(*study.found.ratings.shape, MOST_RANKS)
    # A table with ratings left out has no singular value decomposition, and gradient descent ends
    # where least squares does: least squares stand in for both.
    method: Method = "plain" if study.found.method in ("svd", "gd") else study.found.method
    errors = held_out(study.table.values, range(1, most + 1), method)
    lines = [
        *(f"rank {rank}: error ≈ {shown(error)}" for rank, error in _left_out(errors)),
        f"the mean alone: error ≈ {shown(errors.by_mean)}",
    ]
    title = _title(errors)
    copied = "\n".join(lines)
    return Answer(
        title=title,
        facts=tuple(lines),
        meaning=sentence(errors),
        draw=lambda: draw_ranks(errors, style, title=title),
        working=None,
        copies=Copies(copied, copied, copied),
    )


def _left_out(errors: HeldOut) -> list[tuple[int, float]]:
    return list(zip(errors.ranks, errors.left_out.tolist(), strict=True))


def _least(errors: HeldOut) -> float:
    """Return the error of the best rank."""
    return dict(_left_out(errors))[errors.best]


def _title(errors: HeldOut) -> str:
    if _least(errors) >= errors.by_mean:
        return "No rank predicts better than the mean"
    return f"Rank {errors.best} predicts best"


def sentence(errors: HeldOut) -> str:
    """Say which rank predicts best, and how that was found."""
    found = f"{_title(errors)}: its error on ratings left out is {shown(_least(errors))}"
    if _least(errors) >= errors.by_mean:
        found = (
            f"{_title(errors)} of all ratings, with an error of {shown(errors.by_mean)}; the best "
            f"is rank {errors.best} with {shown(_least(errors))}"
        )
    said = [f"{found}. Each of {errors.count:,} ratings was left out and predicted by the others."]
    if all(after <= before for before, after in pairwise(errors.seen.tolist())):
        said.append(
            "A higher rank fits the ratings that it sees ever better, but what it learns from "
            "them may be chance."
        )
    return " ".join(said)
