"""The principal components of pasted data."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from bot.formula.numbers import decimal
from bot.text import percent
from bot.topics.kit.answer import Answer
from bot.topics.kit.tables import plain_name, sheet_choices
from bot.topics.pca import circle, symmetric_answer
from bot.topics.pca import copies as pca_copies
from bot.topics.pca import figure as figures
from bot.topics.pca import steps as pca_steps
from bot.topics.pca.analysing import Analysis, analyse
from bot.topics.pca.facts import facts
from bot.topics.pca.menus import MORE, menus
from bot.topics.pca.naming import Naming
from bot.topics.pca.observations import read
from linalg_engine.errors import InputError
from linalg_engine.principal_components import SPREAD_LIMIT, components_beyond_chance, pca

if TYPE_CHECKING:
    from bot.drawing.picture import Picture
    from bot.drawing.style import Style
    from bot.topics.kit.question import Question
    from linalg_engine.notation import Reason

LEAST_ROWS = 10
"""Rows from which on chance does not reach everything."""

REASONS: dict[Reason, str] = {
    "words": "words",
    "ranges": "ranges, dates or the like ({})",
    "quotients": "{} could be a fraction, a date or two numbers; write decimals for fractions",
    "units": "numbers with a unit ({}); write the unit in the column's name",
    "ids": "numbers that only identify the rows",
    "times": "years, dates or times ({})",
    "empty": "nothing but blanks",
    "mixed": "words among its numbers ({})",
}
"""Why columns are left out, with a cell of them."""


def answer(question: Question, style: Style) -> Answer:
    """Answer ``/pca``."""
    observations = read(question)
    if symmetric_answer.is_wanted(question, observations):
        return symmetric_answer.answer(question, observations, style)
    shown = analyse(question, observations)
    found, columns = shown.found, observations.columns
    explained = "" if shown.explained is None else shown.explained.name
    naming = Naming(observations.rows, columns, observations.groups, explained, observations.places)
    beside, wide = shown.beside(), len(columns) > 1

    def second() -> Picture:
        if shown.circle:
            return circle.draw(found, columns, style, beside)
        return figures.draw_second(found, style)

    return Answer(
        title=title(shown.wanted, shown.share),
        facts=facts(shown),
        meaning=" ".join(_sentences(shown)),
        draw=(lambda: figures.draw(found, naming, style, beside)) if wide else None,
        working=pca_steps.working(found, shown.wanted, _row_in_steps(shown)),
        copies=pca_copies.copies(shown),
        draw_more=(second,) if wide else (),
        choices=(*menus(question, shown), *sheet_choices(question, "datasheet")),
        extras=(MORE,) if min(observations.values.shape) > 1 else (),
    )


def title(wanted: int, share: float) -> str:
    """Return how much so many components explain."""
    verb = "s explain" if wanted > 1 else " explains"
    return f"{wanted} component{verb} {percent(share)} of the variance"


def _row_in_steps(shown: Analysis) -> tuple[str, np.ndarray]:
    """Return the row that the steps project: the one explained, else the first."""
    if shown.explained is not None:
        return plain_name(shown.explained.name), shown.explained.numbers
    return plain_name(shown.observations.row_names[0]), shown.found.data[0]


# Words


def _sentences(shown: Analysis) -> list[str]:
    found = shown.found
    sentences = [how_many(shown)]
    if shown.observations.matrix:
        sentences.insert(
            0,
            f"This looks like a {shown.observations.matrix} matrix, and I took its rows for "
            "observations; the menu below takes it as what it looks like.",
        )
    if shown.chosen:
        sentences.append("The columns' scales differ much, so I standardized them.")
    elif found.scales_differ:
        sentences.append(
            f"One column spreads {_times(found.spread_ratio)} times as far as another and decides "
            f"nearly alone: **standardize**, with the menu below."
        )
    if shown.circle:
        sentences.append(
            "In the circle, arrows near the edge are well shown; only between those does the angle "
            "tell a correlation."
        )
    return sentences + _about_flat(shown) + _about_blanks(shown)


def how_many(shown: Analysis) -> str:
    """Return how many components are worth keeping, by two rules in one sentence."""
    found = shown.found
    count = len(found.all_variances)
    if count == 1:
        return "There is only one direction, the first component."
    needed = found.components_needed(0.9)
    words = f"For 90 % of the variance it takes {needed} of the {count} components"
    if len(found.data) < LEAST_ROWS:
        return f"{words}."
    # A column that varies much does so by chance, too; whether columns go together is the question.
    correlations = found if found.standardized else pca(found.data, 1, standardize=True)
    try:
        beyond = components_beyond_chance(correlations)
    except InputError:
        return f"{words}."
    spread = "spreads" if beyond == 1 else "spread"
    number = "none" if beyond == 0 else str(beyond)
    of = " of the correlations" * (not found.standardized)
    return f"{words}; {number} {spread} more than chance would (parallel analysis{of})."


def _about_flat(shown: Analysis) -> list[str]:
    """Name the components without variance, and whether they are unique."""
    spread = int(np.count_nonzero(shown.found.explained_variance[: shown.wanted]))
    if spread == shown.wanted:
        return []
    first, last = f"PC{spread + 1}", f"PC{shown.wanted}"
    which = first if first == last else f"{first} to {last}"
    is_one_of_many = shown.observations.values.shape[1] - spread > 1
    others = ", and other directions would do as well" * is_one_of_many
    return [f"The points do not spread along {which} at all{others}."]


def _times(ratio: float) -> str:
    return decimal(round(ratio, 1), 1) if ratio < 10 * SPREAD_LIMIT else decimal(round(ratio))


def _about_blanks(shown: Analysis) -> list[str]:
    observations, constant = shown.observations, len(shown.found.constant)
    sentences: list[str] = []
    if observations.left_out:
        rows = _counted(observations.left_out, "row with blanks is", "rows with blanks are")
        sentences.append(f"{rows} left out.")
    if observations.filled:
        blanks = _counted(observations.filled, "blank is", "blanks are")
        how = "the mean of the column"
        if observations.blanks == "pca":
            how = "what the components say of the row (iterative PCA, regularized)"
            how += "; it had not settled when I stopped" * (not shown.settled)
        sentences.append(f"{blanks} filled with {how}.")
    for reason, words in REASONS.items():
        dropped = [column for column in observations.dropped if column.reason == reason]
        if dropped:
            columns = _counted(len(dropped), "column is", "columns are")
            sample = f"`{plain_name(dropped[0].sample)}`"
            sentences.append(f"{columns} left out: {words.format(sample)}.")
    if any(column.reason in {"ids", "times", "mixed"} for column in observations.dropped):
        sentences.append("If one of them is measured after all, the menu of columns counts it.")
    if constant:
        columns = _counted(constant, "column is", "columns are")
        sentences.append(f"{columns} constant, without any variance.")
    return sentences


def _counted(count: int, one: str, many: str) -> str:
    return f"1 {one}" if count == 1 else f"{count} {many}"
