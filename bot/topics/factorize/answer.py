"""Rating tables as products of two small matrices."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from bot.topics.factorize import comparison, lecture, ranks, words
from bot.topics.factorize import copies as factor_copies
from bot.topics.factorize import steps as factor_steps
from bot.topics.factorize.descent_figure import draw_descent
from bot.topics.factorize.figure import draw_factors, draw_map
from bot.topics.factorize.methods import COMPARE, METHODS
from bot.topics.factorize.model import axes_used
from bot.topics.factorize.rays_figure import draw_lecture, draw_rays
from bot.topics.factorize.rebuilt_figure import draw_rebuilt
from bot.topics.factorize.strip_figure import draw_strip
from bot.topics.factorize.study import analyse, has_axes
from bot.topics.factorize.typed_ratings import unrated_choices
from bot.topics.kit.answer import Answer, Choice
from bot.topics.kit.tables import sheet_choices

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.drawing.picture import Picture
    from bot.drawing.style import Style
    from bot.topics.factorize.comparison import Comparison
    from bot.topics.factorize.study import Study
    from bot.topics.kit.question import Question

MOST_RANKS = 5
"""Ranks that the menu offers."""


def answer(question: Question, style: Style) -> Answer:
    """Answer ``/factorize``, or compare the ranks for its table."""
    study = analyse(question)
    if question.inputs.get(COMPARE):
        return ranks.answer(study, style)
    found = study.found
    (m, n), k = found.ratings.shape, found.rank
    compared = None if study.films else comparison.clearest(found, study.naming)
    shown = lecture.compared(study.films) if study.films else compared
    first, *more = _pictures(study, compared, style)
    return Answer(
        title=f"{m}×{n} ≈ {m}×{k} times {k}×{n}",
        facts=tuple(words.facts(study)),
        meaning=" ".join(words.sentences(study, compared)),
        draw=first,
        working=factor_steps.working(found, study.error, shown),
        copies=factor_copies.copies(study),
        draw_more=tuple(more),
        choices=(
            *_choices(study),
            *unrated_choices(question, found.ratings),
            *sheet_choices(question, "ratingsheet"),
        ),
        extras=("ranks",) if ranks.can_compare(study) else (),
    )


def _pictures(
    study: Study, compared: Comparison | None, style: Style
) -> list[Callable[[], Picture]]:
    found, naming, films = study.found, study.naming, study.films
    drawings: list[Callable[[], Picture]] = [
        lambda: draw_factors(found, naming, style),
        lambda: draw_rebuilt(study, style),
    ]
    if (descent := found.descent) is not None and descent.steps:
        drawings.insert(1, lambda: draw_descent(descent, study.least_error, style))
    if films is not None:
        drawings.insert(0, lambda: draw_lecture(films, style))
    if has_axes(found) and not (compared and compared.has_everybody):
        draw = draw_map if axes_used(found) > 1 else draw_strip
        drawings.append(lambda: draw(found, naming, style, caption=words.contrast(study)))
    if compared is not None:
        drawings.append(lambda: draw_rays(compared, style))
    return drawings


def _choices(study: Study) -> tuple[Choice, ...]:
    found = study.found
    most = min(*found.ratings.shape, MOST_RANKS)
    possible = dict(METHODS)
    if not found.known.all():
        del possible["svd"]
    if float(np.nanmin(found.ratings)) < 0:
        del possible["nmf"]
    numbers = tuple((str(k), f"rank {k}") for k in range(1, most + 1))
    return (
        Choice("rank", f"Rank (now: {found.rank})", numbers),
        Choice("method", f"Method (now: {found.method})", tuple(possible.items())),
    )
