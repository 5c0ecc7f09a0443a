"""The context of a question about films: the asker's ratings, and the model's file."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, cast

from bot.topics.films.pages import NUMBER

if TYPE_CHECKING:
    from bot.topics.kit.question import Question

LIKED = 4
"""Stars, of 5, that somebody gives to what they like."""

PAGE, SEEN, BALANCE = "_page", "_seen", "_balance"
"""Inputs that change below suggestions: the page, films hidden, and what comes first."""


@dataclass(frozen=True)
class Context:
    """What this topic's hooks add to a question.

    Attributes
    ----------
    rated
        The asker's kept stars, by key of the film.
    seen
        Keys of films not to suggest.
    likes, dislikes
        Keys of films that are liked, or not, without stars.
    film
        Key of the one film in question; "" for none.
    is_kept
        Whether all this is kept of the asker, or comes with the question.
    model
        The file with the model; "" while the question is only remembered.
    """

    rated: Mapping[str, float] = field(default_factory=dict[str, float])
    seen: frozenset[str] = frozenset()
    likes: tuple[str, ...] = ()
    dislikes: tuple[str, ...] = ()
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
            likes=tuple(cast("Sequence[str]", given.get("likes", []))),
            dislikes=tuple(cast("Sequence[str]", given.get("dislikes", []))),
            film=cast("str", given.get("film", "")),
            is_kept=given.get("is_kept") is not False,
            model=cast("str", given.get("model", "")),
        )

    @property
    def known(self) -> tuple[str, ...]:
        """Keys of all films of which something is said besides that they were seen."""
        return (*self.rated, *self.likes, *self.dislikes)

    def is_liked(self, key: str) -> bool:
        """Return whether the asker likes a film, or gave it `LIKED` stars or more."""
        return key in self.likes or self.rated.get(key, 0) >= LIKED

    def with_question(self, question: Question) -> Question:
        """Return the question with this context; with the asker's own ratings it is private."""
        return replace(
            question,
            given={
                "rated": dict(self.rated),
                "seen": sorted(self.seen),
                "likes": list(self.likes),
                "dislikes": list(self.dislikes),
                "film": self.film,
                "is_kept": self.is_kept,
            },
            private=self.is_kept and bool(self.known),
        )


def page_asked(question: Question) -> int:
    """Return which page of suggestions is asked for, from 0; a forged press may say anything."""
    page = question.inputs.get(PAGE, "")
    return int(page) if re.fullmatch(NUMBER, page) else 0
