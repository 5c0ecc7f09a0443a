"""Fuzzy search for titles, by the trigrams that two texts share."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from difflib import SequenceMatcher
from heapq import nsmallest

from bot.catalogue.titles import compared, split_typed_year

MOST_TYPED = 100
"""Characters that are compared."""

WORTH_SHOWING = 0.25
"""Titles whose score is lower are not shown."""

WORTH_A_LOOK = 0.2
"""Titles whose score is higher are compared with the whole text."""

CANDIDATES = 10
"""Titles that are compared letter by letter."""

SHORTEST = 3
"""Fewer characters are not searched for."""

AHEAD = 0.12
"""Titles this close to the best, in shares of letters, make the text ambiguous."""

TYPO_LETTERS = 0.8
"""A word is a typo of another if they share more than this of their letters, in order."""

LEAST_LETTERS = 4
"""Shorter words must be the same: "her" is not "hero", and "ii" is not "iii"."""

_SMALL_WORDS = frozenset(["the", "a", "an", "and", "of"])
"""Words often left out."""

_DIVISIONS = re.compile(r"[:()]|\s[-–]\s")
"""Separates a title from its subtitle or its other name."""


class TitleIndex:
    """Titles by their trigrams.

    Parameters
    ----------
    titles
        Title and year of each.
    counts
        How well known each is: of equally good titles the best known is first.
    """

    def __init__(self, titles: Sequence[tuple[str, int | None]], counts: Sequence[int]) -> None:
        self._titles = [compared(title) for title, _ in titles]
        self._parts = [_parts(title) for title, _ in titles]
        self._years = [year for _, year in titles]
        most = max(1, max(counts, default=0))
        self._popularity = [count / most for count in counts]
        self._exact: dict[str, list[int]] = {}
        self._places: dict[str, list[int]] = {}
        self._sizes: list[int] = []
        for place, title in enumerate(self._titles):
            self._exact.setdefault(title, []).append(place)
            grams = _trigrams(title)
            self._sizes.append(len(grams))
            for gram in grams:
                self._places.setdefault(gram, []).append(place)

    def search(self, text: str, count: int) -> list[int]:
        """Return the indices of the best titles, the best first."""
        if not compared(text[:MOST_TYPED]):
            return nsmallest(count, range(len(self._titles)), lambda p: -self._popularity[p])
        scores = self._scores(text)
        ranks = ((-score - 0.05 * self._popularity[p], p) for p, score in scores.items())
        return [place for _, place in nsmallest(count, ranks) if scores[place] >= WORTH_SHOWING]

    def find(self, text: str) -> list[int]:
        """Return the index of the title; several if it is ambiguous, none if it is unknown.

        Letters may be wrong, but no word may differ or be added: "Frozen II" is not "Frozen".
        Of a title with a subtitle either is enough.
        """
        text = text[:MOST_TYPED]
        for title, year in ((text, None), split_typed_year(text)):
            alike = self._exact.get(compared(title), [])
            if year is not None:
                alike = [place for place in alike if self._years[place] == year]
            if alike:
                return alike
        return self._nearest(text) if len(compared(text)) >= SHORTEST else []

    def _nearest(self, text: str) -> list[int]:
        ranks = ((-score, place) for place, score in self._scores(text).items() if score > 0)
        places = [place for _, place in nsmallest(CANDIDATES, ranks)]
        title, year = split_typed_year(text)
        dated = [place for place in places if year is not None and self._years[place] == year]
        return (
            self._meant(compared(text), places, whole=True)
            or self._meant(compared(title), dated, whole=True)
            or self._meant(compared(text), places, whole=False)
            or self._meant(compared(title), dated, whole=False)
        )

    def _meant(self, typed: str, places: Sequence[int], *, whole: bool) -> list[int]:
        """Return the titles of which the text is all, or a part, mistyped; the best first."""
        likeness: dict[int, float] = {}
        for place in places:
            forms = [self._titles[place]] if whole else self._parts[place]
            alike = [_letters(typed, form) for form in forms if _is_mistyped(typed, form)]
            if alike:
                likeness[place] = max(alike)
        best = max(likeness.values(), default=0)
        near = [place for place in likeness if likeness[place] > best - AHEAD]
        return sorted(near, key=lambda place: -likeness[place])

    def _scores(self, text: str) -> dict[int, float]:
        """Return the score, 0 to about 1.5, of each title that shares a trigram with the text."""
        scores = self._likeness(compared(text[:MOST_TYPED]))
        title, year = split_typed_year(text[:MOST_TYPED])
        if year is not None:
            for place, likeness in self._likeness(compared(title)).items():
                dated = likeness + (0.2 if self._years[place] == year else -0.2)
                scores[place] = max(scores.get(place, 0.0), dated)
        return scores

    def _likeness(self, typed: str) -> dict[int, float]:
        grams = _trigrams(typed)
        shared: Counter[int] = Counter()
        for gram in grams:
            shared.update(self._places.get(gram, ()))
        size, sizes = len(grams), self._sizes
        # Half for how alike the texts are, half for how much of what was typed is in the title,
        # whose end may not have been typed yet.
        scores = {
            place: 0.5 * (2 * count / (sizes[place] + size)) + 0.5 * count / size
            for place, count in shared.items()
        }
        for place in [place for place, score in scores.items() if score > WORTH_A_LOOK]:
            title = self._titles[place]
            if title.startswith(typed):
                scores[place] += 0.35
            elif f" {typed}" in title:
                scores[place] += 0.15
        return scores


def _parts(title: str) -> list[str]:
    """Return the title, its subtitle, and all other runs of parts, as they are compared."""
    parts = [part for part in map(compared, _DIVISIONS.split(title)) if part]
    ends = range(1, len(parts) + 1)
    return [" ".join(parts[start:end]) for end in ends for start in range(end)]


def _is_mistyped(typed: str, title: str) -> bool:
    """Whether two texts differ only in letters, blanks and small words."""
    if typed.replace(" ", "") == title.replace(" ", ""):
        return True
    # "Aliens" is another film than "Alien", while "Lions King" can only be "Lion King".
    if " " not in title and {f"{typed}s", f"{title}s"} & {typed, title}:
        return False
    words, known = typed.split(), title.split()
    return _are_same_words(words, known) or _are_same_words(_large(words), _large(known))


def _large(words: Sequence[str]) -> list[str]:
    return [word for word in words if word not in _SMALL_WORDS]


def _are_same_words(typed: Sequence[str], known: Sequence[str]) -> bool:
    return len(typed) == len(known) > 0 and all(map(_is_same_word, typed, known))


def _is_same_word(typed: str, word: str) -> bool:
    """Whether a word is a typo of another; first letters and digits must be right."""
    if typed == word:
        return True
    if typed[0] != word[0] or not (typed + word).isalpha():
        return False
    if sorted(typed) == sorted(word):
        return True
    is_long = min(len(typed), len(word)) >= LEAST_LETTERS
    return is_long and _letters(typed, word) > TYPO_LETTERS


def _letters(typed: str, title: str) -> float:
    """Return the share of letters that two texts have in common, in the same order."""
    return SequenceMatcher(None, typed, title, autojunk=False).ratio()


def _trigrams(text: str) -> set[str]:
    """Return the trigrams of each word, its beginning counted more by two blanks before it."""
    grams: set[str] = set()
    for word in text.split():
        padded = f"  {word} "
        grams.update(padded[i : i + 3] for i in range(len(padded) - 2))
    return grams
