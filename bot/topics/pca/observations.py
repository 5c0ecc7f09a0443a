"""Observations from a data set as typed: which rows and columns count, and what fills blanks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, cast

import numpy as np

from bot.topics.kit import reading
from bot.topics.kit.tables import named
from bot.topics.pca.colour_words import parted
from bot.topics.pca.columns import NO_COLOURS, colour_named, colours_of, columns_of
from bot.topics.pca.new_rows import new_rows
from linalg_engine import notation
from linalg_engine.errors import InputError
from linalg_engine.notation import Dropped

if TYPE_CHECKING:
    from bot.drawing.arrays import Booleans, Floats
    from bot.topics.kit.question import Question
    from bot.topics.pca.columns import Columns
    from linalg_engine.notation import DataTable, MatrixKind

Blanks = Literal["rows", "means", "pca"]
"""Rows with blanks are left out, or blanks are filled: with means, or by iterative PCA."""

FEW = 0.1
"""The share of incomplete rows up to which they are left out; beyond, blanks are filled."""

LEAST_ROWS = 3
"""Rows that must be complete for the others to be left out."""


@dataclass(frozen=True)
class Observations:
    """Rows of d numbers.

    Attributes
    ----------
    values
        Shape (n, d), each blank filled with the mean of its column.
    blank
        Shape (n, d): what was filled.
    rows
        The n names, or none.
    places
        Shape (n,): which rows of the table these are, counted from 0.
    columns
        The d names.
    groups
        The category of each row, or none.
    group_name
        What the categories are, as typed.
    dropped
        The columns that were left out.
    table_columns
        All columns of numbers, and which of them count.
    table_rows
        The names of all rows, given ones where there were none.
    colours
        Names of what can colour the rows.
    others, other_names
        Shape (n, e), nan for blanks: columns that are shown and do not count.
    shown, shown_names
        Shape (m, d): rows that are shown and do not count.
    ignored
        Titles and notes around the table.
    matrix
        "correlation" or "covariance" where the table looks like one, else "".
    blanks
        What was done with blanks; None where there are none.
    left_out
        How many rows had blanks and were left out.
    """

    values: Floats
    blank: Booleans
    rows: tuple[str, ...]
    places: tuple[int, ...]
    columns: tuple[str, ...]
    groups: tuple[str, ...]
    group_name: str
    dropped: tuple[Dropped, ...]
    table_columns: Columns
    table_rows: tuple[str, ...]
    colours: tuple[str, ...]
    others: Floats
    other_names: tuple[str, ...]
    shown: Floats
    shown_names: tuple[str, ...]
    ignored: tuple[str, ...] = ()
    matrix: MatrixKind = ""
    blanks: Blanks | None = None
    left_out: int = 0

    @property
    def row_names(self) -> tuple[str, ...]:
        """The names of the rows, given ones where there were none."""
        return tuple(self.table_rows[place] for place in self.places)

    @property
    def filled(self) -> int:
        """How many blanks were filled."""
        return int(self.blank.sum())


def read(question: Question) -> Observations:
    """Return the data of the question.

    Where nobody chose, rows with blanks are left out if they are at most a tenth of all;
    otherwise each blank becomes the mean of its column.

    Raises
    ------
    InputError
        Where the text is no table of numbers, or what is chosen is not in it.
    """
    with reading.option("data"):
        if not question.inputs.get("data", "").strip():
            raise InputError("There are no data yet.", example="1,2; 3,4; 5,7")
        table = notation.parse_data(question.inputs["data"])
    typed, colour = parted(question.inputs.get("columns", ""))
    with reading.option("columns"):
        columns = columns_of(table, typed)
        colours = colours_of(table, columns)
        colour = question.inputs.get("_colour", "") or colour_named(colour, colours)
    with reading.option("new"):
        fresh = new_rows(question.inputs.get("new", ""), columns)
    with reading.option("data"):
        return _observations(table, columns, fresh, question, (colour, colours))


def _observations(
    table: DataTable,
    columns: Columns,
    fresh: tuple[tuple[str, ...], Floats],
    question: Question,
    colouring: tuple[str, dict[str, tuple[str, ...]]],
) -> Observations:
    values = columns.values[:, columns.counted]
    table_rows = named(table.row_labels, len(values), "row")
    aside = _aside(table_rows, question.inputs.get("_rows", ""))
    blanks, kept = _kept(values, aside, question.inputs.get("_blanks", ""))
    means = _means(values[kept])
    blank = np.isnan(values[kept])
    colour, colours = colouring
    group_name, groups = _groups(colours, table, colour)
    shown = np.vstack([np.where(np.isnan(values[aside]), means, values[aside]), fresh[1]])
    return Observations(
        values=np.where(blank, means, values[kept]),
        blank=blank,
        rows=_of(table.row_labels, kept),
        places=tuple(np.flatnonzero(kept).tolist()),
        columns=tuple(columns.names[j] for j in columns.counted),
        groups=_of(groups, kept),
        group_name=group_name,
        dropped=_dropped(table, columns, group_name),
        table_columns=columns,
        table_rows=table_rows,
        colours=tuple(colours),
        others=columns.values[kept][:, columns.others],
        other_names=tuple(columns.names[j] for j in columns.others),
        shown=shown,
        shown_names=(*_of(table_rows, aside), *fresh[0]),
        ignored=table.ignored,
        matrix=table.matrix,
        blanks=blanks,
        left_out=int((~kept & ~aside).sum()),
    )


def _aside(names: tuple[str, ...], chosen: str) -> Booleans:
    """Return which rows somebody chose to show without counting them."""
    wanted = {*chosen.splitlines()}
    return np.array([name in wanted for name in names], dtype=np.bool_)


def _kept(values: Floats, aside: Booleans, chosen: str) -> tuple[Blanks | None, Booleans]:
    """Return what happens to blanks, and which rows count.

    Raises
    ------
    InputError
        Where too few rows would be left.
    """
    incomplete = np.asarray(np.isnan(values).any(axis=1)) & ~aside
    count, rows = int(incomplete.sum()), int((~aside).sum())
    if rows < 2:
        raise InputError("At least 2 rows must count.")
    if not count:
        return None, ~aside
    blanks = cast("Blanks", chosen) if chosen in {"rows", "means", "pca"} else "means"
    if not chosen and count <= FEW * rows and rows - count >= LEAST_ROWS:
        blanks = "rows"
    if blanks == "rows" and rows - count < 2:
        raise InputError("Nearly every row has a blank, so they cannot all be left out.")
    if blanks == "rows":
        return blanks, ~aside & ~incomplete
    says_nothing = np.asarray(np.isnan(values).all(axis=1)) & (blanks == "pca")
    return blanks, ~aside & ~says_nothing


def _means(values: Floats) -> Floats:
    """Return the mean of each column, shape (d,), 0 where nothing is known."""
    known = np.isfinite(values)
    count = np.maximum(known.sum(axis=0), 1)
    return np.where(known, values, 0.0).sum(axis=0) / count


def _groups(
    colours: dict[str, tuple[str, ...]], table: DataTable, chosen: str
) -> tuple[str, tuple[str, ...]]:
    """Return what colours the rows, with its name: what is chosen, else the first groups."""
    if chosen in colours:
        return chosen, colours[chosen]
    if chosen == NO_COLOURS or not table.categories:
        return "", ()
    first = table.categories[0]
    return first.name, first.values


def _dropped(table: DataTable, columns: Columns, group_name: str) -> tuple[Dropped, ...]:
    """Return the columns that say nothing here, with their reasons."""
    count = table.values.shape[1]
    counted = {columns.names[j] for j in columns.counted}
    empty = (columns.names[j] for j in range(count) if j not in columns.usual)
    words = (c.name for c in table.categories if c.name not in {*counted, group_name})
    return (
        *(column for column in table.dropped if column.name not in counted),
        *(Dropped(name, "empty", "") for name in empty),
        *(Dropped(name, "words", "") for name in words),
    )


def _of(names: tuple[str, ...], kept: Booleans) -> tuple[str, ...]:
    return (
        tuple(name for name, is_kept in zip(names, kept, strict=True) if is_kept) if names else ()
    )
