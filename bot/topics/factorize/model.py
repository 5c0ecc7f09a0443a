"""A factorization as pictures and words name it: its formula, its names, its order."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from bot.drawing import fonts
from bot.formula import About, Chain, Rounded, Row, Sum, Symbol, Words

if TYPE_CHECKING:
    from bot.drawing.arrays import Floats, Indices
    from bot.formula import Formula
    from linalg_engine.factorization import Factorization

R, U, V = Symbol("R"), Symbol("U"), Symbol("V")
PRODUCT = Row((U, " ", V))

LONGEST_NAME = 30
"""Characters of a name in a picture."""

SMALL_SIDE = 12
"""Rows and columns of a small table: people know their own there, so its order stays."""

FAR = 0.4
"""Share of the largest number of an axis from which on an item lies far out."""

FAINT = 0.01
"""Share of the strongest axis below which another one is hardly seen, and separates nothing."""


def has_biases(found: Factorization) -> bool:
    """Whether the model has more than the two factors."""
    return bool(found.mean or found.user_bias.any() or found.item_bias.any())


def model(found: Factorization) -> Formula:
    """Return what R is approximated by."""
    if has_biases(found):
        return Sum((Rounded(found.mean, 2), Words("biases"), PRODUCT))
    return PRODUCT


def equation(found: Factorization) -> Chain:
    """Return the model as a formula."""
    return Chain(R, (About(model(found)),))


def axes_used(found: Factorization) -> int:
    """Return how many axes are not 0."""
    return int(found.items.any(axis=1).sum())


def separating(found: Factorization) -> int | None:
    """Return the first axis with items far out on both sides, from 0; None where none has."""
    reach = FAR * np.abs(found.items).max(axis=1)
    both = (found.items.max(axis=1) > reach) & (found.items.min(axis=1) < -reach)
    both &= found.strengths >= FAINT * found.strengths[0]
    return int(np.argmax(both)) if both.any() else None


@dataclass(frozen=True)
class Naming:
    """What the rows and the columns are called, as typed; given names where there were none."""

    people: tuple[str, ...]
    items: tuple[str, ...]

    def written(self, longest: int) -> tuple[tuple[str, ...], tuple[str, ...], str]:
        """Return names that can be drawn, and a remark where some cannot."""
        people, some = fonts.names(self.people, "row", longest)
        items, more = fonts.names(self.items, "column", longest)
        return people, items, fonts.note(some + more)


@dataclass(frozen=True)
class Arranged:
    """A factorization as heat maps show it.

    The rows and columns of a large table are in the order of an axis, so that blocks can be seen:
    the first that separates items, since where all ratings are positive, axis 1 is only how much
    of everything there is. A small table keeps its order.

    Attributes
    ----------
    found
        In that order.
    people, items
        Names that can be drawn.
    order
        By which axis it is, in words; "" for the table's own.
    remark
        Where some names cannot be drawn.
    naming
        The names as typed.
    rows, columns
        Where they were in the table, shapes (m,) and (n,).
    """

    found: Factorization
    people: tuple[str, ...]
    items: tuple[str, ...]
    order: str
    remark: str
    naming: Naming
    rows: Indices
    columns: Indices

    @classmethod
    def of(cls, found: Factorization, naming: Naming, longest: int = LONGEST_NAME) -> Arranged:
        """Arrange a factorization; what is equal along the axis stays in the table's order."""
        rows, columns = map(np.arange, found.ratings.shape)
        order = ""
        if max(found.ratings.shape) > SMALL_SIDE and axes_used(found):
            axis = separating(found) or 0
            rows, columns = _falling(found.users[:, axis]), _falling(found.items[axis])
            order = f"rows and columns in the order of axis {axis + 1}"
        people, items, remark = naming.written(longest)
        arranged = replace(
            found,
            ratings=found.ratings[np.ix_(rows, columns)],
            users=found.users[rows],
            items=found.items[:, columns],
            user_bias=found.user_bias[rows],
            item_bias=found.item_bias[columns],
        )
        typed = Naming(_picked(naming.people, rows), _picked(naming.items, columns))
        people, items = _picked(people, rows), _picked(items, columns)
        return cls(arranged, people, items, order, remark, typed, rows, columns)


def _falling(values: Floats) -> Indices:
    return np.argsort(-values, kind="stable")


def _picked(names: tuple[str, ...], which: Indices) -> tuple[str, ...]:
    return tuple(names[int(i)] for i in which)
