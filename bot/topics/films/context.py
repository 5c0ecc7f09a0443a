"""The context of a question about films: the asker's ratings, and the model's file."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, cast

from bot.topics.films.pages import NUMBER

if TYPE_CHECKING:
    from bot.topics.kit.question import Question

LIKED, DISLIKED = 5.0, 1.0
"""Stars that stand for titles typed as liked, or not."""

PAGE, SEEN = "_page", "_seen"
"""Inputs that change below suggestions: the page, and films hidden."""


@dataclass(frozen=True)
class Context:
    """What this topic's hooks add to a question.

    Attributes
    ----------
    rated
        The asker's stars by key of the film: those kept, or those of the titles typed.
    seen
        Keys of films not to suggest.
    film
        Key of the one film in question; "" for none.
    is_kept
        Whether the ratings are the asker's own, or come with the question.
    model
        The file with the model; "" while the question is only remembered.
    """

    rated: Mapping[str, float] = field(default_factory=dict[str, float])
    seen: frozenset[str] = frozenset()
    film: str = ""
    is_kept: bool = True
    model: str = ""

    @classmethod
    def of(cls, question: Question) -> Context:
        """Return the context of a question."""
        given = question.given
        return cls(
            rated=cast("Mapping[str, float]", given.get("rated", {})),
            seen=frozenset(cast("Sequence[str]", given.get("seen", []))),
            film=cast("str", given.get("film", "")),
            is_kept=given.get("is_kept") is not False,
            model=cast("str", given.get("model", "")),
        )

    def with_question(self, question: Question) -> Question:
        """Return the question with this context; with the asker's own ratings it is private."""
        return replace(
            question,
            given={
                "rated": dict(self.rated),
                "seen": sorted(self.seen),
                "film": self.film,
                "is_kept": self.is_kept,
            },
            private=self.is_kept and bool(self.rated),
        )


def page_asked(question: Question) -> int:
    """Return which page of suggestions is asked for, from 0; a forged press may say anything."""
    page = question.inputs.get(PAGE, "")
    return int(page) if re.fullmatch(NUMBER, page) else 0
