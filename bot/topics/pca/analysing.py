"""From a question to its data and their principal components."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from bot.topics.kit import reading
from bot.topics.kit.tables_asked import SHEETS
from bot.topics.pca.beside import Beside
from bot.topics.pca.explaining import Place
from linalg_engine.errors import InputError
from linalg_engine.principal_components import filled_by_pca, pca

if TYPE_CHECKING:
    from bot.drawing.arrays import Floats
    from bot.topics.kit.question import Question
    from bot.topics.pca.observations import Observations
    from linalg_engine.principal_components import PCA

USUAL_COUNT = 2
"""Components by default; fewer where there are fewer."""

MOST_AXES = 3
"""Components among which one may choose those to be drawn."""

YES = {"yes", "y", "true", "on", "1"}
NO = {"", "no", "n", "false", "off", "0"}

NARROWING = ("columns", "_rows", "_blanks", SHEETS)
"""Inputs that menus change, after which there may be fewer components than were wanted before."""

CIRCLE, SCREE = "circle", "scree"
"""What the menu of pictures says for the correlation circle, and for the variances."""

CIRCLE_COLUMNS = 3
"""Columns from which on the circle says something: two are always at 45° when standardized."""

STANDARDIZED, AUTOMATICALLY = "standardized", "standardized: the scales differ"
"""Said in pictures."""


@dataclass(frozen=True)
class Analysis:
    """Data, their principal components, and what is wanted of them.

    Attributes
    ----------
    found
        With at least the components that a picture needs, where there are so many.
    wanted
        The number k of components wanted.
    chosen
        Whether "auto" chose to standardize.
    axes
        Places of the components across and up in the picture.
    circle
        Whether the second picture is the correlation circle.
    explained
        The row that somebody wants explained, or None.
    settled
        Whether iterative PCA, where it filled blanks, came to its end.
    """

    observations: Observations
    found: PCA
    wanted: int
    chosen: bool
    axes: tuple[int, int] = (0, 1)
    circle: bool = False
    explained: Place | None = None
    settled: bool = True

    @property
    def share(self) -> float:
        """The part of the variance that the k components explain."""
        return float(self.found.explained_variance_ratio[: self.wanted].sum())

    @property
    def has_plane(self) -> bool:
        """Whether there are two components to draw."""
        return max(self.axes) < len(self.found.components)

    def place(self, row: int) -> Place:
        """Return where a row that counts is."""
        return self.place_of(self.observations.row_names[row], self.found.data[row])

    def place_of(self, name: str, numbers: Floats) -> Place:
        """Return where a row would be."""
        return Place(self.found, self.observations.columns, self.axes, name, numbers)

    def beside(self) -> Beside:
        """Return what the pictures show beside rows and columns that count."""
        why = AUTOMATICALLY if self.chosen else STANDARDIZED
        observations = self.observations
        return Beside(
            self.axes,
            why * self.found.standardized,
            self.found.transform(observations.shown) if observations.shown_names else Beside().rows,
            observations.shown_names,
            self.other_correlations(),
            observations.other_names,
            self.circle,
            None if self.explained is None else (self.explained.name, self.explained.scores),
        )

    def other_correlations(self) -> Floats:
        """Return the correlations of the columns that do not count, shape (e, k)."""
        if not self.observations.other_names:
            return np.empty((0, len(self.found.components)))
        return self.found.correlations_with(self.observations.others)


def analyse(question: Question, observations: Observations) -> Analysis:
    """Return the principal components of the data of a question.

    Raises
    ------
    InputError
        Where they have no such components.
    """
    most = min(observations.values.shape)
    wanted = components_wanted(question, most)
    axes = _axes(question, most)
    pictured = 3 if observations.values.shape[1] == 3 else 2
    taken = max(wanted, min(max(pictured, *(place + 1 for place in axes)), most))
    mode = standardizing(question)
    with reading.option("data"):
        found = pca(observations.values, taken, standardize=mode in YES)
        chosen = mode == "auto" and found.scales_differ
        standardize = chosen or mode in YES
        values, settled = _filled(observations, wanted, standardize=standardize)
        if chosen or values is not observations.values:
            found = pca(values, taken, standardize=standardize)
    picture = question.inputs.get("_picture", "")
    circle = picture == CIRCLE or (
        picture != SCREE
        and observations.values.shape[1] >= CIRCLE_COLUMNS
        and (found.standardized or bool(observations.other_names))
    )
    circle = circle and max(axes) < len(found.components)
    analysis = Analysis(observations, found, wanted, chosen, axes, circle=circle, settled=settled)
    return _with_explained(analysis, question.inputs.get("_explain", ""))


def standardizing(question: Question) -> str:
    """Return "auto", or a word for yes or no.

    Raises
    ------
    InputError
        For another.
    """
    mode = question.inputs.get("standardize", "").strip().lower()
    if mode not in {*YES, *NO, "auto"}:
        raise InputError("Standardizing is yes, no or auto.", example="yes", source="standardize")
    return mode


def components_wanted(question: Question, most: int) -> int:
    """Return how many components are wanted, or all where a menu left fewer.

    Raises
    ------
    InputError
        If there are not so many.
    """
    if not question.inputs.get("components", "").strip():
        return min(USUAL_COUNT, most)
    wanted = reading.whole_number(question, "components")
    if wanted == USUAL_COUNT:
        return min(USUAL_COUNT, most)
    if wanted > most and any(question.inputs.get(name) for name in NARROWING):
        return most
    if not 1 <= wanted <= most:
        raise InputError(
            f"These data have from 1 to {most} components, not {wanted}.",
            example=str(min(2, most)),
            source="components",
        )
    return wanted


def _axes(question: Question, most: int) -> tuple[int, int]:
    """Return the places of the components across and up."""
    found = re.fullmatch(r"([1-3])-([1-3])", question.inputs.get("_picture", ""))
    if found and int(found[1]) < int(found[2]) <= most:
        return int(found[1]) - 1, int(found[2]) - 1
    return 0, 1


def _filled(observations: Observations, wanted: int, *, standardize: bool) -> tuple[Floats, bool]:
    """Return the values without blanks, and whether what fills them has settled."""
    if observations.blanks != "pca":
        return observations.values, True
    blanks = np.where(observations.blank, np.nan, observations.values)
    filled = filled_by_pca(blanks, wanted, standardize=standardize)
    return filled.values, filled.settled


def _with_explained(analysis: Analysis, name: str) -> Analysis:
    observations = analysis.observations
    if not name or not analysis.has_plane:
        return analysis
    if name in observations.shown_names:
        row = observations.shown[observations.shown_names.index(name)]
        return replace(analysis, explained=analysis.place_of(name, row))
    if name in observations.row_names:
        place = analysis.place(observations.row_names.index(name))
        return replace(analysis, explained=place)
    return analysis
