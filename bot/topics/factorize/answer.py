"""Rating tables as products of two small matrices."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, get_args

import numpy as np

from bot.topics.factorize import copies as factor_copies
from bot.topics.factorize import lecture, neighbours
from bot.topics.factorize import steps as factor_steps
from bot.topics.factorize.figure import counted, draw_factors, draw_map
from bot.topics.factorize.methods import METHODS
from bot.topics.factorize.model import Naming, axes_used, equation, has_biases
from bot.topics.factorize.rays_figure import draw_rays
from bot.topics.factorize.rebuilt_figure import draw_rebuilt
from bot.topics.factorize.strip_figure import draw_strip
from bot.topics.factorize.typed_ratings import (
    densest,
    not_rated,
    one_row_a_person,
    typed_table,
    unrated_choices,
)
from bot.topics.kit import reading
from bot.topics.kit.answer import Answer, Choice
from bot.topics.kit.tables import aligned, around_table, named, plain_name, sheet_choices, unwritten
from linalg_engine.errors import InputError
from linalg_engine.factorization import Method, factorize
from linalg_engine.formatting import decimal

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    from bot.drawing.picture import Picture
    from bot.drawing.style import Style
    from bot.topics.kit.question import Question
    from linalg_engine.factorization import Factorization, LectureFilms
    from linalg_engine.notation import Table

    Floats = NDArray[np.float64]

USUAL_RANK = 2
"""The rank by default; lower for a smaller table."""

MOST_RANKS = 5
"""Ranks that the menu offers."""

MOST_VECTORS = 12
"""People, or items, whose numbers are listed."""

LONGEST_TITLE = 60
"""Characters of a picture's title."""

ROUNDING = 1e-12
"""Numbers up to this share of the largest rating are rounding errors."""

NO_AXES = 0.02
"""Share of the ratings' standard deviation below which factors, or one axis, are negligible."""


@dataclass(frozen=True)
class Study:
    """A table and its factors.

    Attributes
    ----------
    table
        As typed.
    naming
        Of rows and columns, given names where there are none.
    found
        The factors.
    remark
        Why the method is not the one expected, or axes are missing; "" for nothing.
    films
        The lecture's example where the table is that one.
    cut
        What was left out of a larger table, "" for nothing.
    """

    table: Table
    naming: Naming
    found: Factorization
    remark: str
    films: LectureFilms | None
    cut: str = ""

    @property
    def unknown(self) -> NDArray[np.bool_]:
        """Shape (m, n): the blanks; for "wals" also the zeros, which it takes for blanks."""
        zeros = self.found.ratings == 0 if self.found.method == "wals" else False
        return np.isnan(self.found.ratings) | zeros

    @property
    def error(self) -> float:
        """The root mean squared error on the known entries."""
        known = self.found.ratings[~self.unknown]
        if not len(known):
            return 0.0
        error = float(np.sqrt(np.mean((self.found.predictions[~self.unknown] - known) ** 2)))
        return error if error > ROUNDING * float(np.abs(known).max()) else 0.0


def answer(question: Question, style: Style) -> Answer:
    """Answer ``/factorize``."""
    study = analyse(question)
    found = study.found
    (m, n), k = found.ratings.shape, found.rank
    first, *more = _pictures(study, style)
    return Answer(
        title=f"{m}×{n} ≈ {m}×{k} times {k}×{n}",
        facts=tuple(_facts(study)),
        meaning=" ".join(_sentences(study)),
        draw=first,
        working=factor_steps.working(found, study.error),
        copies=factor_copies.copies(found, study.naming),
        draw_more=tuple(more),
        choices=(
            *_choices(study),
            *unrated_choices(question, found.ratings),
            *sheet_choices(question),
        ),
    )


def analyse(question: Question) -> Study:
    """Return the table of the question and its factors.

    Where "als" finds nothing beyond the biases in a full table, the plain product is shown instead,
    with a note.

    Raises
    ------
    InputError
        Where the table cannot be read, or the rank or method does not suit it.
    """
    with reading.option("ratings"):
        if not question.inputs.get("ratings", "").strip():
            raise InputError("There is no table yet.", example="1,0,1; 0,1,?; 1,1,0")
        table, cut = densest(typed_table(question))
    rank = _rank(question, min(table.values.shape))
    method = _method(question.inputs.get("method", "").strip().lower())
    with reading.option("ratings" if method == "als" else "method"):
        found = _tidy(factorize(table.values, rank, method))
    remark = _left_over(found)
    if not has_axes(found) and method == "als":
        remark = (
            "These few ratings show no shared taste: mean and biases explain them best. "
            "The plain method, in the menu, has axes all the same."
        )
        if found.known.all():
            found = _tidy(factorize(table.values, rank, "plain"))
            remark = "Shown as a plain product: with biases all axes would be 0."
    m, n = table.values.shape
    naming = Naming(named(table.row_labels, m, "row"), named(table.column_labels, n, "column"))
    films = lecture.recognised(table)
    return Study(table, naming, found, remark, films, cut)


def _tidy(found: Factorization) -> Factorization:
    """Return the factors with rounding errors and negligible axes set to 0.

    Where "als" has blanks to predict, an axis without evidence only slowly converges to 0, so a
    larger one counts as negligible.
    """

    def tidy(a: Floats) -> Floats:
        return np.where(np.abs(a) > ROUNDING * float(np.nanmax(np.abs(found.ratings))), a, 0.0)

    is_slow = found.method == "als" and not found.known.all()
    least = (NO_AXES if is_slow else ROUNDING) * _spread(found)
    lengths = np.linalg.norm(found.users, axis=0) * np.linalg.norm(found.items, axis=1)
    kept = lengths > least * np.sqrt(found.ratings.size)
    return replace(
        found,
        users=np.where(kept, tidy(found.users), 0.0),
        items=np.where(kept[:, None], tidy(found.items), 0.0),
        user_bias=tidy(found.user_bias),
        item_bias=tidy(found.item_bias),
    )


def _left_over(found: Factorization) -> str:
    """Name the axes that are 0, if some but not all are."""
    empty = np.flatnonzero(~found.items.any(axis=1)) + 1
    if len(empty) in (0, found.rank):
        return ""
    axes = f"axis {empty[0]} is" if len(empty) == 1 else f"axes {', '.join(map(str, empty))} are"
    return f"Rank {found.rank - len(empty)} is enough: {axes} 0."


def has_axes(found: Factorization) -> bool:
    """Whether the factors add anything to mean and biases."""
    return float(np.sqrt(np.mean((found.users @ found.items) ** 2))) > NO_AXES * _spread(found)


def _spread(found: Factorization) -> float:
    return float(np.nanstd(found.ratings)) or float(np.nanmax(np.abs(found.ratings)))


def _rank(question: Question, most: int) -> int:
    if not question.inputs.get("rank", "").strip():
        return min(USUAL_RANK, most)
    rank = reading.whole_number(question, "rank")
    if rank == USUAL_RANK:
        return min(USUAL_RANK, most)
    if not 1 <= rank <= most:
        raise InputError(
            f"For this table the rank is from 1 to {most}, not {rank}.",
            example=str(min(2, most)),
            source="rank",
        )
    return rank


def _method(typed: str) -> Method:
    for method in get_args(Method):
        if typed == method or (method == "als" and typed in ("", "auto")):
            return method
    raise InputError(f"The methods are {', '.join(METHODS)}.", example="als", source="method")


# Pictures


def _pictures(study: Study, style: Style) -> list[Callable[[], Picture]]:
    found, naming, films = study.found, study.naming, study.films
    drawings: list[Callable[[], Picture]] = [
        lambda: draw_factors(found, naming, style),
        lambda: draw_rebuilt(found, study.unknown, study.error, naming, style),
    ]
    if has_axes(found):
        draw = draw_map if axes_used(found) > 1 else draw_strip
        drawings.append(lambda: draw(found, naming, style, caption=_contrast(study)))
    if films is not None:
        drawings.insert(0, lambda: draw_rays(films, style))
    return drawings


def _contrast(study: Study) -> str:
    """Return the title of the map: what axis 1 separates, or how much of the product it is."""
    ends = _axis_ends(study, 0) if study.table.column_labels else None
    if ends and len(words := f"Axis 1: {ends[0]} against {ends[1]}") <= LONGEST_TITLE:
        return words
    if axes_used(study.found) == 1:
        return "People and items on one axis"
    if study.found.method == "nmf":
        # Its axes are at no right angles, so their squares do not add up.
        return "People and items in one plane"
    squares = study.found.strengths**2
    return f"Axis 1 makes up {round(100 * squares[0] / squares.sum())} % of U V"


# Words


def _facts(study: Study) -> list[str]:
    found = study.found
    m, n = found.ratings.shape
    unknown = int(study.unknown.sum())
    facts = [
        f"{' × '.join(counted(m, n))}: {m * n - unknown} known, {unknown} blank",
        f"{equation(found)}, rank {found.rank} ({found.method})",
        f"error on the known entries ≈ {decimal(study.error, 3)} (RMSE)",
    ]
    if has_axes(found):
        facts += _axes(study)
        facts += ["", *_vectors(study, "U", study.naming.people, found.users, found.user_bias)]
        facts += ["", *_vectors(study, "V", study.naming.items, found.items.T, found.item_bias)]
        facts.append("")
        facts += around_table(study.table.ignored)
        facts += unwritten(study.table.row_labels, "row")
        facts += unwritten(study.table.column_labels, "column")
        facts += neighbours.facts(found.users, found.items, study.naming.people, study.naming.items)
    return facts


def _axes(study: Study) -> list[str]:
    """Name what lies at the ends of the first two axes, where the columns have names."""
    if not study.table.column_labels:
        return []
    found = [(number, _axis_ends(study, number - 1)) for number in (1, 2)[: study.found.rank]]
    return [f"axis {k} seems to separate {ends[0]} from {ends[1]}" for k, ends in found if ends]


def _axis_ends(study: Study, number: int) -> tuple[str, str] | None:
    """Return the items far out on both sides of an axis; None where one side has none."""
    row, names = study.found.items[number], study.naming.items
    high, low = _ends(row, names), _ends(-row, names)
    return (high, low) if high and low else None


def _ends(row: Floats, names: tuple[str, ...]) -> str:
    """Return the at most two items that lie far out on one side of an axis."""
    order = np.argsort(-row, kind="stable")[:2]
    far = [plain_name(names[int(j)]) for j in order if row[j] > 0.4 * float(np.abs(row).max())]
    return ", ".join(far)


def _vectors(
    study: Study, letter: str, names: tuple[str, ...], vectors: Floats, bias: Floats
) -> list[str]:
    with_bias = has_biases(study.found)
    axes = [f"axis {i + 1}" for i in range(study.found.rank)]
    rows = [[letter, *axes, *["bias"] * with_bias]]
    for name, vector, own in zip(names, vectors, bias, strict=True):
        numbers = [*vector, *[own] * with_bias]
        rows.append([plain_name(name), *(_two_places(x) for x in numbers)])
    lines = aligned(rows[: MOST_VECTORS + 1])
    if len(names) > MOST_VECTORS:
        lines.append(f"… {len(names) - MOST_VECTORS} more: see Copy")
    return lines


def _two_places(x: float) -> str:
    return f"{x:.2f}".replace("-0.00", "0.00").replace("-", "−")


def _sentences(study: Study) -> list[str]:
    found = study.found
    numbers = "1 number" if found.rank == 1 else f"{found.rank} numbers"
    model = "their dot product"
    if has_biases(found):
        model = "the mean, a bias of the person, a bias of the item and the dot product"
    sentences = [s for s in (one_row_a_person(study.table), study.cut) if s]
    if study.table.ids:
        ids = ", ".join(map(plain_name, study.table.ids))
        sentences.append(f"Left out, since it only numbers the rows: {ids}.")
    sentences.append(f"Each person and each item has {numbers}; a rating is predicted as {model}.")
    if study.unknown.any():
        count = int(study.unknown.sum())
        blanks = "1 blank is" if count == 1 else f"{count} blanks are"
        zeros = " (wals takes zeros for blanks)" if found.method == "wals" else ""
        sentences.append(f"{blanks} predicted{zeros}.")
    if sentence := not_rated(found.ratings, found.method):
        sentences.append(sentence)
    if study.remark:
        sentences.append(study.remark)
    if study.films is not None:
        sentences.append(lecture.comparison(study.films))
    elif has_axes(found) and (sentence := neighbours.disagreement(found.users, found.items)):
        sentences.append(sentence)
    return sentences


def _choices(study: Study) -> tuple[Choice, ...]:
    found = study.found
    ranks = range(1, min(*found.ratings.shape, MOST_RANKS) + 1)
    possible = dict(METHODS)
    if not found.known.all():
        del possible["svd"]
    if float(np.nanmin(found.ratings)) < 0:
        del possible["nmf"]
    return (
        Choice("rank", f"Rank (now: {found.rank})", tuple((str(k), f"rank {k}") for k in ranks)),
        Choice("method", f"Method (now: {found.method})", tuple(possible.items())),
    )
