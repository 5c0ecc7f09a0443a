"""The principal components of pasted data."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from bot.drawing.crowds import LOOKS
from bot.topics.kit import reading
from bot.topics.kit.answer import Answer, Choice
from bot.topics.kit.tables import aligned, around_table, plain_name, sheet_choices, unwritten
from bot.topics.pca import copies as pca_copies
from bot.topics.pca import figure as figures
from bot.topics.pca import steps as pca_steps
from bot.topics.pca.naming import Naming, percent
from bot.topics.pca.observations import Observations, read
from linalg_engine.errors import InputError
from linalg_engine.formatting import decimal
from linalg_engine.principal_components import SPREAD_LIMIT, pca

if TYPE_CHECKING:
    from bot.drawing.style import Style
    from bot.topics.kit.question import Question
    from linalg_engine.notation import Reason
    from linalg_engine.principal_components import PCA

USUAL_COUNT = 2
"""Components by default; fewer where there are fewer."""

MOST_COLUMNS = 12
"""Columns whose weights are listed; the others are in the files."""

MOST_CHOICES = 10
"""Numbers of components that the menu offers."""

YES = {"yes", "y", "true", "on", "1"}
NO = {"", "no", "n", "false", "off", "0"}

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


@dataclass(frozen=True)
class Analysis:
    """Data, their principal components, and the number of components wanted.

    Attributes
    ----------
    found
        With at least the components that a picture needs, where there are so many: two, and
        of three columns all three.
    wanted
        The number k of components wanted.
    chosen
        Whether "auto" chose to standardize.
    """

    observations: Observations
    found: PCA
    wanted: int
    chosen: bool

    @property
    def share(self) -> float:
        """The part of the variance that the k components explain."""
        return float(self.found.explained_variance_ratio[: self.wanted].sum())


def answer(question: Question, style: Style) -> Answer:
    """Answer ``/pca``."""
    shown = analyse(question)
    observations, found = shown.observations, shown.found
    naming = Naming(observations.rows, observations.columns, observations.groups)
    wide = observations.values.shape[1] > 1
    verb = "s explain" if shown.wanted > 1 else " explains"
    return Answer(
        title=f"{shown.wanted} component{verb} {percent(shown.share)} of the variance",
        facts=tuple(_facts(shown)),
        meaning=" ".join(_sentences(shown)),
        draw=(lambda: figures.draw(found, naming, style)) if wide else None,
        working=pca_steps.working(found, shown.wanted),
        copies=pca_copies.copies(observations, found, shown.wanted),
        draw_more=(lambda: figures.draw_second(found, style),) if wide else (),
        choices=(*_choices(shown), *sheet_choices(question)),
    )


def analyse(question: Question) -> Analysis:
    """Return the data of the question and their principal components.

    Raises
    ------
    InputError
        Where the data cannot be read, or have no such components.
    """
    observations = read(question)
    most = min(observations.values.shape)
    wanted = _components(question, most)
    pictured = 3 if observations.values.shape[1] == 3 else 2
    taken = max(wanted, min(pictured, most))
    mode = question.inputs.get("standardize", "").strip().lower()
    if mode not in {*YES, *NO, "auto"}:
        raise InputError("Standardizing is yes, no or auto.", example="yes", source="standardize")
    with reading.option("data"):
        found = pca(observations.values, taken, standardize=mode in YES)
        chosen = mode == "auto" and found.scales_differ
        if chosen:
            found = pca(observations.values, taken, standardize=True)
    return Analysis(observations, found, wanted, chosen)


def _components(question: Question, most: int) -> int:
    if not question.inputs.get("components", "").strip():
        return min(USUAL_COUNT, most)
    wanted = reading.whole_number(question, "components")
    if wanted == USUAL_COUNT:
        return min(USUAL_COUNT, most)
    if not 1 <= wanted <= most:
        raise InputError(
            f"These data have from 1 to {most} components, not {wanted}.",
            example=str(min(2, most)),
            source="components",
        )
    return wanted


# Words


def _facts(shown: Analysis) -> list[str]:
    observations, found = shown.observations, shown.found
    n, d = observations.values.shape
    facts = [f"{n} rows × {d} column{'s' * (d > 1)}"]
    if found.standardized:
        facts[0] += ", standardized"
    if observations.groups:
        facts.append(f"colours: {plain_name(observations.group_name)}{_coloured(observations)}")
    if observations.dropped:
        listed = ", ".join(plain_name(column.name) for column in observations.dropped[:6])
        facts.append(f"left out: {listed}{', …' * (len(observations.dropped) > 6)}")
    facts += around_table(observations.ignored)
    if found.constant:
        constant = [plain_name(observations.columns[j]) for j in found.constant[:6]]
        facts.append(f"constant: {', '.join(constant)}{', …' * (len(found.constant) > 6)}")
    facts += unwritten(observations.rows, "row") + unwritten(observations.columns, "column")
    rows = [["", "variance", "share", "cumulative"]]
    so_far = np.cumsum(found.explained_variance_ratio)
    for i in range(shown.wanted):
        share = float(found.explained_variance_ratio[i])
        variance = decimal(float(found.explained_variance[i]), 3)
        rows.append([f"PC{i + 1}", variance, percent(share), percent(float(so_far[i]))])
    return [*facts, "", *aligned(rows), "", *_weights(shown)]


def _coloured(observations: Observations) -> str:
    """Say which groups have a colour of their own, where not all do."""
    count, most = len({*observations.groups} - {""}), len(LOOKS)
    return f" (the {most} largest of {count} groups, the rest grey)" if count > most else ""


def _weights(shown: Analysis) -> list[str]:
    """Return the mean and the weights of each column, of the weightiest where they are many."""
    observations, found = shown.observations, shown.found
    k = min(shown.wanted, 3)
    order = np.argsort(-np.abs(found.components[:k]).max(axis=0), kind="stable")
    listed = np.sort(order[:MOST_COLUMNS])
    rows = [["", "mean", *(f"PC{i + 1}" for i in range(k))]]
    for j in map(int, listed):
        weights = [f"{x:.3f}".replace("-", "−") for x in found.components[:k, j]]
        rows.append(
            [plain_name(observations.columns[j], 18), decimal(float(found.mean[j]), 3), *weights]
        )
    lines = aligned(rows)
    if len(observations.columns) > len(listed):
        more = len(observations.columns) - len(listed)
        lines.append(f"… {more} more column{'s' * (more > 1)}: see Copy")
    if shown.wanted > k:
        lines.append(f"… and PC{k + 1} to PC{shown.wanted}: see Copy")
    return lines


def _sentences(shown: Analysis) -> list[str]:
    found = shown.found
    needed = found.components_needed(0.9)
    count = len(found.all_variances)
    sentences = [f"For 90 % of the variance it takes {needed} of the {count} components."]
    if count == 1:
        sentences = ["There is only one direction, the first component."]
    if shown.chosen:
        sentences.append("The columns' scales differ much, so I standardized them.")
    elif found.scales_differ:
        sentences.append(
            f"One column spreads {_times(found.spread_ratio)} times as far as another and decides "
            f"nearly alone: **standardize**, with the menu below."
        )
    if shown.observations.matrix:
        sentences.insert(
            0,
            f"This looks like a {shown.observations.matrix} matrix, and I took its rows for "
            "observations: give me the measurements that it was made from.",
        )
    return sentences + _about_flat(shown) + _about_blanks(shown)


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
        sentences.append(f"{blanks} filled with the mean of the column.")
    for reason, words in REASONS.items():
        dropped = [column for column in observations.dropped if column.reason == reason]
        if dropped:
            columns = _counted(len(dropped), "column is", "columns are")
            sample = f"`{plain_name(dropped[0].sample)}`"
            sentences.append(f"{columns} left out: {words.format(sample)}.")
    if constant:
        columns = _counted(constant, "column is", "columns are")
        sentences.append(f"{columns} constant, without any variance.")
    return sentences


def _counted(count: int, one: str, many: str) -> str:
    return f"1 {one}" if count == 1 else f"{count} {many}"


def _choices(shown: Analysis) -> tuple[Choice, ...]:
    most = min(*shown.observations.values.shape, MOST_CHOICES)
    now = "yes" if shown.found.standardized else "no"
    standardize = Choice(
        "standardize",
        f"Standardize the columns? (now: {now})",
        (("no", "No: the columns as they are"), ("yes", "Yes: every column counts alike")),
    )
    if most < 2:
        return ()
    numbers = tuple((str(k), f"{k} component{'s' * (k > 1)}") for k in range(1, most + 1))
    return standardize, Choice("components", f"Components (now: {shown.wanted})", numbers)
