"""What a person may like: the blanks with the highest predictions."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from bot.formula.numbers import decimal
from bot.topics.factorize.model import has_biases
from bot.topics.kit.tables import plain_name

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from bot.topics.factorize.study import Study

MOST_PEOPLE = 5
"""People to whom something is suggested in a reply."""

EACH = 2
"""Suggestions for one person."""

MOST_NAMED = 3
"""People, or items, without ratings that are named."""


def facts(study: Study) -> list[str]:
    """Return a line for each of the first people who have blanks, best prediction first."""
    guessed, predicted = study.guessed, study.found.clipped
    with_blanks = [int(i) for i in np.flatnonzero(guessed.any(axis=1))]
    if not with_blanks:
        return []
    lines = ["highest predictions for blanks:"]
    for i in with_blanks[:MOST_PEOPLE]:
        # What lies beyond the scale is equal there; its order is that of the product.
        blanks = sorted(np.flatnonzero(guessed[i]), key=lambda j: -study.found.predictions[i, j])
        listed = (
            f"{plain_name(study.naming.items[j])} ({decimal(float(predicted[i, j]), 2)})"
            for j in blanks[:EACH]
        )
        lines.append(f"  {plain_name(study.naming.people[i], 20)}: {', '.join(listed)}")
    if len(with_blanks) > MOST_PEOPLE:
        lines.append(f"  … {len(with_blanks) - MOST_PEOPLE} more: see Copy")
    return lines


def clipped(study: Study) -> str:
    """Return a sentence on predictions beyond the scale of the ratings; "" for none."""
    beyond = study.found.predictions != study.found.clipped
    count = int((beyond & study.guessed).sum())
    if not count:
        return ""
    low, high = (decimal(end) for end in study.found.scale)
    some = "1 was" if count == 1 else f"{count} were"
    return f"Predictions stay between {low} and {high}, as the ratings do ({some} beyond)."


def unrated(study: Study) -> list[str]:
    """Return lines that name people and items without ratings."""
    instead = "only mean and biases" if has_biases(study.found) else "nothing"
    return [
        f"without ratings: {_listed(names, where)} ({instead} predicted)"
        for names, where in zip(
            (study.naming.people, study.naming.items), study.unrated, strict=True
        )
        if where.any()
    ]


def _listed(names: Sequence[str], where: NDArray[np.bool_]) -> str:
    chosen = [int(k) for k in np.flatnonzero(where)]
    more = f" and {len(chosen) - MOST_NAMED} more" if len(chosen) > MOST_NAMED else ""
    return ", ".join(plain_name(names[k]) for k in chosen[:MOST_NAMED]) + more
