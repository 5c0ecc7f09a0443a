"""What is remarked on in a table of ratings before it is factorized."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from bot.formula.numbers import decimal
from bot.topics.kit.answer import Choice
from bot.topics.kit.tables import plain_name
from linalg_engine import notation
from linalg_engine.factorization import MAX_SIDE

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from bot.topics.kit.question import Question
    from linalg_engine.notation import Table

UNRATED = "_unrated"
"""The input with the number that stands for "not rated", "none" for no number."""

UNRATED_NUMBERS = {"0": 0.0, "-1": -1.0}
"""What may stand for it."""

MANY_ZEROS = 1 / 3
"""Share of zeros from which on they are hardly ratings."""

A_SCALE = 3
"""Different ratings above 0 that make a scale, other than counts of 0, 1 and 2."""


def typed_table(question: Question) -> Table:
    """Return the ratings of a question, blank where the asker says that there are none.

    Raises
    ------
    InputError
        Where they cannot be read.
    """
    text = question.inputs["ratings"]
    table = notation.parse_long_form(text) or notation.parse_table(text)
    number = UNRATED_NUMBERS.get(question.inputs.get(UNRATED, ""))
    if number is None:
        return table
    return replace(table, values=np.where(table.values == number, np.nan, table.values))


def one_row_a_person(table: Table) -> str:
    """Return a sentence on a table that had one row per rating, else ""."""
    if not table.taken:
        return ""
    person, item, rating = map(plain_name, table.taken)
    return (
        "Yours had one row per rating; I made it one row per person: people from "
        f"“{person}”, items from “{item}”, ratings from “{rating}”."
    )


def densest(table: Table) -> tuple[Table, str]:
    """Return at most `MAX_SIDE` people and items, and a sentence that says so, or "".

    The items with the most ratings are kept, and of the people those with the most ratings of
    these items. Their order stays.
    """
    m, n = table.values.shape
    if m <= MAX_SIDE and n <= MAX_SIDE:
        return table, ""
    known = ~np.isnan(table.values)
    columns = _most(known.sum(axis=0))
    rows = _most(known[:, columns].sum(axis=1))
    kept = replace(
        table,
        values=table.values[np.ix_(rows, columns)],
        row_labels=_chosen(table.row_labels, rows),
        column_labels=_chosen(table.column_labels, columns),
    )
    left = int(known[np.ix_(rows, columns)].sum())
    return kept, (
        f"Your table is {m:,} × {n:,}; this is its densest part, {len(rows)} × {len(columns)}, "
        f"with {left:,} of the {int(known.sum()):,} ratings."
    )


def _most(counts: NDArray[np.intp]) -> NDArray[np.intp]:
    return np.sort(np.argsort(-counts, kind="stable")[:MAX_SIDE])


def _chosen(labels: tuple[str, ...], places: NDArray[np.intp]) -> tuple[str, ...]:
    return tuple(labels[place] for place in map(int, places)) if labels else ()


def not_rated(ratings: NDArray[np.float64], method: str) -> str:
    """Return a sentence where a 0 or -1 may stand for "not rated", else ""."""
    number = _doubtful(ratings, method)
    if number is None:
        return ""
    count = int(np.count_nonzero(ratings == number))
    many = "one cell is" if count == 1 else f"{count:,} cells are"
    shown = decimal(number)
    return (
        f"I took {shown} for a rating ({many} {shown}). If it means “not rated”, choose that in "
        "the menu."
    )


def unrated_choices(question: Question, ratings: NDArray[np.float64]) -> tuple[Choice, ...]:
    """Return a menu that takes 0 or -1 for "not rated", where it may be, and back again."""
    chosen = question.inputs.get(UNRATED, "")
    if chosen in UNRATED_NUMBERS:
        shown = chosen.replace("-", "−")
        return (
            Choice(
                UNRATED, f"{shown} is taken for “not rated”", (("none", f"{shown} is a rating"),)
            ),
        )
    number = _doubtful(ratings, question.inputs.get("method", ""))
    if number is None:
        return ()
    shown = decimal(number)
    value = next(text for text, known in UNRATED_NUMBERS.items() if known == number)
    return (
        Choice(UNRATED, f"{shown} is taken for a rating", ((value, f"{shown} means “not rated”"),)),
    )


def _doubtful(ratings: NDArray[np.float64], method: str) -> int | None:
    """Return -1 or 0 where it may stand for "not rated".

    A -1 may where nothing else is negative, a 0 where there are many beside ratings on a scale;
    neither for "svd", which needs a rating in every cell.
    """
    if method == "svd":
        return None
    known = ratings[~np.isnan(ratings)]
    below = known[known < 0]
    others = {*known[known > 0].tolist()}
    if len(below) and (below == -1).all() and len(others) > 1:
        return -1
    zeros = len(known) - int(np.count_nonzero(known))
    is_scale = len(others) >= A_SCALE and min(others) >= 0.5 and not len(below)
    if zeros >= MANY_ZEROS * len(known) and is_scale and method != "wals":
        return 0
    return None
