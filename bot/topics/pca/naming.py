"""What rows, columns and components are called in pictures, and the rows as points of kinds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from bot.drawing import fonts
from bot.drawing.crowds import LOOKS, MOST_NAMES, OTHER, grouped
from bot.drawing.point_map import Kind
from bot.formula.numbers import decimal
from bot.text import percent

if TYPE_CHECKING:
    from bot.drawing.arrays import Booleans, Floats
    from bot.drawing.style import Role
    from linalg_engine.principal_components import PCA, Components

LONGEST_GROUP, SHORT_GROUP = 20, 14
"""Characters of a group's name: of one of up to 4, and of more."""

LONGEST_COLUMN = 18
"""Characters of a column's name."""

DECIDES = 0.5
"""Share of all the variance from which on a wide column is named as the one that decides."""

AXIS_ROLES: tuple[Role, Role] = ("eigen", "eigen_other")
"""The colours of PC1 and PC2."""


@dataclass(frozen=True)
class Naming:
    """What rows and columns are called.

    Attributes
    ----------
    rows
        The n names as typed; () for none.
    columns
        The d names, given ones where there were none.
    groups
        The category of each row, which decides its colour; () for none.
    explained
        The name of a row that is written by itself, and not among the others.
    places
        Which rows of the table these are, counted from 0; () for the first n.
    """

    rows: tuple[str, ...]
    columns: tuple[str, ...]
    groups: tuple[str, ...] = ()
    explained: str = ""
    places: tuple[int, ...] = ()

    def written_columns(self) -> tuple[str, ...]:
        """Return the columns' names as pictures show them."""
        return fonts.names(self.columns, "column", LONGEST_COLUMN)[0]

    def note(self) -> str:
        """Return a note where names of rows or columns are numbers in pictures, else ""."""
        lost = [fonts.names(names, "", LONGEST_COLUMN)[1] for names in (self.rows, self.columns)]
        return fonts.note(sum(lost))


def axis(found: Components, number: int) -> str:
    """Return "PC1, 73 %"."""
    return f"PC{number + 1}, {percent(float(found.explained_variance_ratio[number]))}"


def share(found: PCA, components: int) -> str:
    """Return the share of the variance of the first components together."""
    return percent(float(found.explained_variance_ratio[:components].sum()))


def point(coordinates: Floats, digits: int) -> str:
    """Return "(1.5, −2)"."""
    return f"({', '.join(decimal(float(x), digits) for x in coordinates)})"


def title(found: PCA, naming: Naming, usual: str) -> str:
    """Return the finding: a column that swamps the others, if there is one, else ``usual``."""
    variances = found.deviations**2
    widest = int(np.argmax(variances))
    decided = float(variances[widest] / variances.sum())
    if not found.scales_differ or decided < DECIDES:
        return usual
    return f"{naming.written_columns()[widest]} alone is {percent(decided)} of the variance"


def kinds(points: Floats, naming: Naming, faint: Booleans | None = None) -> tuple[Kind, ...]:
    """Return the points, shape (n, 2), by group, with their names.

    Parameters
    ----------
    points
        The position of each row.
    naming
        Of the rows.
    faint
        Shape (n,): which points are dimmed.
    """
    names = _row_names(naming, len(points))
    everything = [("", np.arange(len(points)))]
    groups = grouped(naming.groups) if naming.groups else everything
    faint = np.zeros(len(points), dtype=bool) if faint is None else faint
    longest = LONGEST_GROUP if len(groups) <= 4 else SHORT_GROUP
    headings, _ = fonts.names([name for name, _ in groups], "group", longest)
    found: list[Kind] = []
    for k, (name, members) in enumerate(groups):
        look = OTHER if name == "other" or k >= len(LOOKS) else LOOKS[k]
        heading = headings[k] if naming.groups else ""
        for part in (members[faint[members]], members[~faint[members]]):
            if len(part):
                chosen = tuple(names[i] for i in map(int, part)) if names else ()
                found.append(Kind(points[part], chosen, heading, look, bool(faint[part[0]])))
                heading = ""
    return tuple(found)


def groups_alt(points: Floats, naming: Naming) -> str:
    """Return the groups, their sizes and means, for the alt text."""
    parts = [
        f"{name} ({len(members)}) around {point(points[members].mean(axis=0), 2)}"
        for name, members in grouped(naming.groups)
    ]
    return f"By colour and shape: {'; '.join(parts)}. " if naming.groups else ""


def _row_names(naming: Naming, count: int) -> tuple[str, ...]:
    """Return names for the picture; numbers where few rows have none."""
    few = count <= MOST_NAMES
    if naming.rows:
        written = fonts.names(naming.rows, "row", 20 if few else 14)[0]
        rows = zip(naming.rows, written, strict=True)
        return tuple("" if name == naming.explained else words for name, words in rows)
    if not few or naming.groups:
        return ()
    numbers = [place + 1 for place in naming.places or range(count)]
    return tuple("" if f"row {number}" == naming.explained else f"{number}" for number in numbers)
