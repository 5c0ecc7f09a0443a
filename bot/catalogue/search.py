"""Finding a title in spite of spelling: by the groups of three letters that two texts share."""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import SequenceMatcher

import numpy as np
from numpy.typing import NDArray

from bot.catalogue.titles import compared, split_typed_year

MOST_TYPED = 100
"""Characters that are looked at."""

WORTH_SHOWING = 0.25
"""Titles whose score is lower are not shown."""

SURE = 0.62
"""A title with this score or more is taken for what was meant ..."""

SURE_LETTERS = 0.8
"""... or one that has this share of letters in common, in the same order, ..."""

CANDIDATES = 10

SHORTEST = 3
"""Characters that are needed to guess."""

AHEAD = 0.12
"""... if no other comes nearer to it than by this."""


class TitleIndex:
    """Titles by their trigrams.

    Parameters
    ----------
    titles
        Title and year of each.
    counts
        Shape (titles,), how well known each is: of equally good ones the better known is first.
    """

    def __init__(self, titles: Sequence[tuple[str, int | None]], counts: NDArray[np.intp]) -> None:
        self._titles = [compared(title) for title, _ in titles]
        self._years = [year for _, year in titles]
        self._popularity = np.asarray(counts) / max(1, int(np.max(counts, initial=0)))
        lists: dict[str, list[int]] = {}
        self._exact: dict[str, list[int]] = {}
        self._sizes = np.zeros(len(titles))
        for place, title in enumerate(self._titles):
            self._exact.setdefault(title, []).append(place)
            grams = _trigrams(title)
            self._sizes[place] = len(grams)
            for gram in grams:
                lists.setdefault(gram, []).append(place)
        self._lists = {gram: np.array(places) for gram, places in lists.items()}

    def search(self, text: str, count: int) -> list[int]:
        """Return the places of the best titles, the best first."""
        if not compared(text[:MOST_TYPED]):
            order = np.argsort(-self._popularity, kind="stable")
            return [int(place) for place in order[: max(0, count)]]
        scores = self._scores(text)
        ranked = np.argsort(-(scores + 0.05 * self._popularity), kind="stable")[: max(0, count)]
        return [int(place) for place in ranked if scores[place] >= WORTH_SHOWING]

    def find(self, text: str) -> list[int]:
        """Return the place of the title that is meant, several when unsure, none when unknown."""
        text = text[:MOST_TYPED]
        for title, year in ((text, None), split_typed_year(text)):
            alike = self._exact.get(compared(title), [])
            if year is not None:
                alike = [place for place in alike if self._years[place] == year]
            if alike:
                return alike
        return self._nearest(text) if len(compared(text)) >= SHORTEST else []

    def _nearest(self, text: str) -> list[int]:
        scores = self._scores(text)
        typed = compared(text)
        numbers = re.findall(r"\d+", typed)
        sure: dict[int, float] = {}
        for place in map(int, np.argsort(-scores, kind="stable")[:CANDIDATES]):
            # Exchanged letters destroy most trigrams of a short title, but few of its letters.
            letters = SequenceMatcher(None, typed, self._titles[place], autojunk=False).ratio()
            if (scores[place] >= SURE or letters >= SURE_LETTERS) and self._numbers(place, numbers):
                sure[place] = max(scores[place], letters)
        best = max(sure.values(), default=0)
        return sorted((p for p in sure if sure[p] > best - AHEAD), key=lambda p: -sure[p])

    def _numbers(self, place: int, typed: list[str]) -> bool:
        """Whether every number typed stands in the title or is its year: 2 is not 3."""
        known = [*re.findall(r"\d+", self._titles[place]), str(self._years[place])]
        return all(number in known for number in typed)

    def _scores(self, text: str) -> NDArray[np.float64]:
        """Return how like each title is to the text, 0 to about 1.2."""
        scores = self._likeness(compared(text[:MOST_TYPED]))
        title, year = split_typed_year(text[:MOST_TYPED])
        if year is not None and compared(title):
            right = np.array([found == year for found in self._years])
            dated = self._likeness(compared(title)) + np.where(right, 0.2, -0.2)
            scores = np.maximum(scores, dated)
        return scores

    def _likeness(self, typed: str) -> NDArray[np.float64]:
        shared = np.zeros(len(self._titles))
        grams = _trigrams(typed)
        for gram in grams:
            places = self._lists.get(gram)
            if places is not None:
                shared[places] += 1
        size = len(grams)
        # Half of the score: how alike the texts are. Half: how much of what was typed is there,
        # since the end of the title may still be missing.
        dice = 2 * shared / (self._sizes + size)
        scores = 0.5 * dice + 0.5 * shared / size
        for place in np.flatnonzero(scores > 0.2):
            title = self._titles[place]
            if title.startswith(typed):
                scores[place] += 0.35
            elif f" {typed}" in title:
                scores[place] += 0.15
        return scores


def _trigrams(text: str) -> set[str]:
    """Return the trigrams of each word, its beginning counted more: two blanks stand before it."""
    grams: set[str] = set()
    for word in text.split():
        padded = f"  {word} "
        grams.update(padded[i : i + 3] for i in range(len(padded) - 2))
    return grams
