"""PCA of a table that holds correlations or covariances of its columns."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from bot.text import percent
from bot.topics.kit import reading
from bot.topics.kit.answer import Answer
from bot.topics.kit.tables import sheet_choices
from bot.topics.pca import circle, copies, scree, steps
from bot.topics.pca.analysing import (
    AUTOMATICALLY,
    STANDARDIZED,
    YES,
    components_wanted,
    standardizing,
)
from bot.topics.pca.beside import Beside
from bot.topics.pca.facts import made_of, weights
from bot.topics.pca.menus import ROWS, matrix_or_rows, standardize_and_components
from linalg_engine.principal_components import pca_of_covariance

if TYPE_CHECKING:
    from bot.drawing.arrays import Floats
    from bot.drawing.style import Style
    from bot.topics.kit.question import Question
    from bot.topics.pca.observations import Observations
    from linalg_engine.principal_components import Components


def is_wanted(question: Question, observations: Observations) -> bool:
    """Whether the table looks like such a matrix, and nobody took its rows for observations."""
    return bool(observations.matrix) and question.inputs.get("_matrix", "") != ROWS


def answer(question: Question, observations: Observations, style: Style) -> Answer:
    """Answer from the matrix alone."""
    matrix = _matrix(observations)
    is_covariance = observations.matrix == "covariance"
    wanted = components_wanted(question, len(matrix))
    mode = standardizing(question)
    taken = max(wanted, min(2, len(matrix)))
    with reading.option("data"):
        found = pca_of_covariance(matrix, taken, standardize=is_covariance and mode in YES)
        chosen = is_covariance and mode == "auto" and found.scales_differ
        if chosen:
            found = pca_of_covariance(matrix, taken, standardize=True)
    columns = observations.columns
    beside = Beside(why=_why(found, chosen=chosen) * is_covariance)
    share = float(found.explained_variance_ratio[:wanted].sum())
    verb = "s explain" if wanted > 1 else " explains"
    has_plane = len(columns) > 1
    return Answer(
        title=f"{wanted} component{verb} {percent(share)} of the variance",
        facts=(
            f"a {observations.matrix} matrix of {len(columns)} columns",
            "",
            *weights(found, columns, wanted),
            *made_of(found, columns, wanted),
        ),
        meaning=" ".join(_sentences(found, observations, chosen=chosen)),
        draw=(lambda: circle.draw(found, columns, style, beside)) if has_plane else None,
        working=steps.working_of_matrix(found, matrix, wanted),
        copies=copies.copies_of_matrix(found, matrix, columns, wanted),
        draw_more=(lambda: scree.draw(found, style),) if has_plane else (),
        choices=(
            *matrix_or_rows(observations.matrix, now=f"a {observations.matrix} matrix"),
            *standardize_and_components(
                wanted,
                len(matrix),
                standardized=found.standardized,
                can_standardize=is_covariance,
            ),
            *sheet_choices(question, "datasheet"),
        ),
    )


def _matrix(observations: Observations) -> Floats:
    """Return the rows and columns that count."""
    columns = observations.table_columns
    return columns.values[np.ix_(columns.counted, columns.counted)]


def _why(found: Components, *, chosen: bool) -> str:
    return (AUTOMATICALLY if chosen else STANDARDIZED) * found.standardized


def _sentences(found: Components, observations: Observations, *, chosen: bool) -> list[str]:
    kind, count = observations.matrix, len(found.all_variances)
    needed = found.components_needed(0.9)
    sentences = [
        f"This looks like a {kind} matrix, so I took it as one; it has no rows to draw.",
        f"For 90 % of the variance it takes {needed} of the {count} components.",
    ]
    if chosen:
        sentences.append("The columns' scales differ much, so I standardized them.")
    elif found.scales_differ:
        sentences.append("The columns' scales differ much: **standardize**, with the menu below.")
    return sentences
