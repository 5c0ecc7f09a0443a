"""What counts for the order of suggestions, in words and as a formula."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from linalg_engine.recommender import Balance as Name


@dataclass(frozen=True)
class Balance:
    """One way to put suggestions in order.

    Attributes
    ----------
    name
        The engine's.
    label
        What the menu says.
    effect
        What it does to the list, one sentence.
    """

    name: Name
    label: str
    effect: str


BALANCES = (
    Balance(
        "default",
        "Both: what you would watch, and like",
        "First come films that you are likely to watch, and to like.",
    ),
    Balance(
        "surest",
        "Surest: whether you like it counts most",
        "Surest first: whether you will like a film counts three times.",
    ),
    Balance(
        "boldest",
        "Boldest: the chance of 5 stars counts most",
        "Boldest first: films that may earn your 5 stars, though fewer people like you see them.",
    ),
    Balance(
        "gems",
        "Hidden gems: known to people like you, not to many",
        "Hidden gems first: what people like you know, and few others.",
    ),
)
"""The first is the usual one; see `linalg_engine.recommender.ranking`."""


def asked(name: str) -> Balance:
    """Return the balance of this name, else the usual one: a forged press may say anything."""
    return next((balance for balance in BALANCES if balance.name == name), BALANCES[0])
