"""What is said of a factorization: facts, sentences, what its axes separate."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from bot.formula.numbers import decimal
from bot.topics.factorize import comparison, descent, lecture, neighbours, suggestions
from bot.topics.factorize.figure import counted
from bot.topics.factorize.model import FAINT, FAR, axes_used, equation, has_biases, separating
from bot.topics.factorize.study import has_axes
from bot.topics.factorize.typed_ratings import not_rated, one_row_a_person
from bot.topics.kit.tables import around_table, plain_name, unwritten

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from bot.topics.factorize.comparison import Comparison
    from bot.topics.factorize.study import Study

    Floats = NDArray[np.float64]

LONGEST_TITLE = 60
"""Characters of a picture's title."""


def facts(study: Study) -> list[str]:
    """Return the facts; the numbers of U and V stand in the picture and on Copy."""
    found, naming = study.found, study.naming
    m, n = found.ratings.shape
    unknown = int(study.unknown.sum())
    lines = [
        f"{' × '.join(counted(m, n))}: {m * n - unknown} known, {unknown} blank",
        f"{equation(found)}, rank {found.rank} ({found.method})",
        f"error on the known entries ≈ {decimal(study.error, 3)} (RMSE)",
    ]
    if found.descent is not None and found.descent.steps:
        lines += descent.facts(found.descent, study.least_error)
    if has_axes(found):
        lines += _axes(study)
    lines += suggestions.unrated(study)
    lines += around_table(study.table.ignored)
    lines += unwritten(study.table.row_labels, "row")
    lines += unwritten(study.table.column_labels, "column")
    lines += suggestions.facts(study)
    if has_axes(found):
        lines += neighbours.facts(found.users, found.items, naming.people, naming.items)
    return lines


def contrast(study: Study) -> str:
    """Return the title of the map: what an axis separates, or how much axis 1 is of the product."""
    axis = separating(study.found) or 0
    for most in (2, 1):
        ends = _ends(study, axis, most)
        if ends and len(words := f"Axis {axis + 1}: {ends[0]} against {ends[1]}") <= LONGEST_TITLE:
            return words
    if axes_used(study.found) == 1:
        return "People and items on one axis"
    if study.found.method == "nmf":
        # Its axes are at no right angles, so their squares do not add up.
        return "People and items in one plane"
    squares = study.found.strengths**2
    share = 100 * float(squares[0] / squares.sum())
    return f"Axis 1 makes up {'more than 99' if share >= 99.5 else round(share)} % of U V"


def _axes(study: Study) -> list[str]:
    """Name what lies at the ends of the first two axes."""
    found = [(number, _ends(study, number - 1)) for number in (1, 2)[: study.found.rank]]
    return [f"axis {k} seems to separate {ends[0]} from {ends[1]}" for k, ends in found if ends]


def _ends(study: Study, number: int, most: int = 2) -> tuple[str, str] | None:
    """Return the items far out on both sides of an axis; None where one side has none."""
    strengths = study.found.strengths
    if strengths[number] < FAINT * strengths[0]:
        return None
    row, names = study.found.items[number], study.naming.items
    high, low = _far(row, names, most), _far(-row, names, most)
    return (high, low) if high and low else None


def _far(row: Floats, names: tuple[str, ...], most: int) -> str:
    """Return the items that lie farthest out on one side of an axis."""
    order = np.argsort(-row, kind="stable")[:most]
    far = [plain_name(names[int(j)]) for j in order if row[j] > FAR * float(np.abs(row).max())]
    return ", ".join(far)


def sentences(study: Study, compared: Comparison | None) -> list[str]:
    """Say what the numbers mean, and what was done to the table.

    Parameters
    ----------
    compared
        Where dot product and cosine disagree in the picture.
    """
    found = study.found
    numbers = "1 number" if found.rank == 1 else f"{found.rank} numbers"
    product = "product" if found.rank == 1 else "dot product"
    model = f"their {product}"
    if has_biases(found):
        model = f"the mean, a bias of the person, a bias of the item and the {product}"
    said = [one_row_a_person(study.table), study.cut]
    if study.table.ids:
        ids = ", ".join(map(plain_name, study.table.ids))
        said.append(f"Left out, since it only numbers the rows: {ids}.")
    said.append(f"Each person and each item has {numbers}; a rating is predicted as {model}.")
    if count := int(study.guessed.sum()):
        blanks = "1 blank is" if count == 1 else f"{count} blanks are"
        zeros = " (wals takes zeros for blanks)" if found.method == "wals" else ""
        said.append(f"{blanks} predicted{zeros}.")
    if found.descent is not None and found.descent.steps and study.by_least_squares is not None:
        said.append(descent.sentence(found, found.descent, study.by_least_squares))
    said += [suggestions.clipped(study), not_rated(found.ratings, found.method), study.remark]
    if study.films is not None:
        said.append(lecture.comparison(study.films))
    elif compared is not None:
        said.append(comparison.sentence(compared))
    elif has_axes(found):
        said.append(neighbours.disagreement(found.users, found.items))
    return [sentence for sentence in said if sentence]
