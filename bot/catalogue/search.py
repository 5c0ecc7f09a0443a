"""Search for films by what people type: exact words first, then by the trigrams that are shared."""

from __future__ import annotations

import math
import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Sequence
from heapq import nsmallest
from itertools import chain, combinations

from bot.catalogue.around import Which, in_brackets, without_film, without_one
from bot.catalogue.mistyped import is_mistyped, letters
from bot.catalogue.names import names_of, normal, words_of
from bot.catalogue.titles import compared, shown, split_typed_year

MOST_TYPED = 100
"""Characters that are compared."""

WORTH_SHOWING = 0.25
"""Names whose score is lower are not shown."""

WORTH_A_LOOK = 0.2
"""Names whose score is higher are compared with the whole text."""

CANDIDATES = 10
"""Names that are compared letter by letter."""

SHORTEST = 3
"""Fewer characters are not searched for."""

AHEAD = 0.12
"""Names this close to the best, in shares of letters, make the text ambiguous."""

LONG_WORD = 5
"""Letters of a single word that can be told from the middle of a name."""

COMMON = 2_000
"""Trigrams of more names are not counted, but for the rarest of a text."""

MUCH_MORE = 10
"""So many times as often rated as any other, a film is the one that is meant."""

EXACT, ALL_WORDS = 2.0, 0.6
"""What is added to the score of a name that is the text, and of one that has all its words."""

MOST_ENDINGS = 200
"""Words that the last one, not typed to its end, may become."""

MOST_PARTS = 4
"""Of more, only runs are looked at."""

_DIVISIONS = re.compile(r"[:()]|\s[-–]\s")
"""Separates a title from its subtitle or its other name."""


class TitleIndex:
    """Films by all of their names.

    Parameters
    ----------
    titles
        Title and year of each.
    counts
        How well known each is: of equally good names the best known is first.
    """

    def __init__(self, titles: Sequence[tuple[str, int | None]], counts: Sequence[int]) -> None:
        self._years = [year for _, year in titles]
        self._counts = counts
        most = math.log1p(max(1, max(counts, default=0)))
        self._fame = [math.log1p(count) / most for count in counts]
        self._films: list[int] = []
        self._titles: list[str] = []
        self._names: list[str] = []
        self._written: list[str] = []
        self._exact: dict[str, list[int]] = {}
        self._normal: dict[str, list[int]] = {}
        self._by_part: dict[str, list[int]] = {}
        self._by_word: dict[str, list[int]] = {}
        self._by_trigram: dict[str, list[int]] = {}
        self._sizes: list[int] = []
        for film, (title, year) in enumerate(titles):
            self._titles.append(compared(title))
            for name in names_of(title, year):
                self._add(film, name)
        self._words = sorted(self._by_word)
        fame = self._fame
        self._by_fame = sorted(range(len(self._names)), key=lambda p: -fame[self._films[p]])

    def _add(self, film: int, name: str) -> None:
        place, plain = len(self._names), compared(name)
        grams = _trigrams(plain)
        self._films.append(film)
        self._names.append(plain)
        self._written.append(name)
        self._sizes.append(len(grams))
        for index, keys in (
            (self._exact, [_solid(plain)]),
            (self._normal, [normal(name)]),
            (self._by_part, {*map(normal, _parts(name))}),
            (self._by_word, words_of(name)),
            (self._by_trigram, grams),
        ):
            for key in keys:
                index.setdefault(key, []).append(place)

    def search(self, text: str, count: int) -> list[int]:
        """Return the indices of the best films, the best first."""
        text = text[:MOST_TYPED]
        if len(compared(text)) < SHORTEST:
            return self._beginning(compared(text), count)
        scores: dict[int, float] = {}
        for place, score in self._with_words(text, self._scores(text)).items():
            if score >= WORTH_SHOWING:
                film = self._films[place]
                scores[film] = max(scores.get(film, 0.0), score)
        for film in self._told_otherwise(text):
            scores[film] = scores.get(film, 0.0) + EXACT
        return nsmallest(count, scores, lambda film: (-scores[film] - 0.3 * self._fame[film], film))

    def _beginning(self, typed: str, count: int) -> list[int]:
        """Return the best known films with a name that begins so, then with such a word."""
        names, inside = self._names, f" {typed}"
        begun = (place for place in self._by_fame if names[place].startswith(typed))
        later = (place for place in self._by_fame if inside in names[place])
        found: dict[int, None] = {}
        for place in chain(begun, later):
            found[self._films[place]] = None
            if len(found) == count:
                break
        return [*found]

    def containing(self, text: str) -> list[int]:
        """Return the indices of all films whose title has the text in it, in their order."""
        wanted = compared(text)
        return [film for film, title in enumerate(self._titles) if wanted in title]

    def find(self, text: str) -> list[int]:
        """Return the index of the film; several if it is ambiguous, none if it is unknown.

        First the whole name, as it is written and in normal form; then a subtitle or other whole
        words of it; then names with something around them; then the same with wrong letters, but
        no word may differ or be added: "Frozen II" is not "Frozen".
        """
        text = text[:MOST_TYPED]
        if found := self._titled(text) or self._with_part(text):
            return self._best_known(found)
        if len(compared(text)) < SHORTEST:
            return []
        return self._told_otherwise(text) or self._nearest(text)

    def _titled(self, text: str) -> list[int]:
        """Return the films of which a text is a name, with or without the year."""
        for title, year in ((text, None), split_typed_year(text)):
            name = shown(title)
            exact, alike = self._exact.get(_solid(compared(name))), self._normal.get(normal(name))
            for places in (exact, alike):
                if found := self._of_year(places or (), year):
                    return found
        return []

    def _with_part(self, text: str) -> list[int]:
        """Return the films of which a text is a part of a name, with or without the year."""
        if len(compared(text)) >= SHORTEST:
            for title, year in ((text, None), split_typed_year(text)):
                if found := self._of_year(self._part_is(title), year):
                    return found
        return []

    def _told_otherwise(self, text: str) -> list[int]:
        """Return the film that has both of two names, or is the oldest of a title, or such."""
        found = in_brackets(text)
        if isinstance(found, Which):
            films = [film for film in self._titled(found.title) if self._years[film] is not None]
            films.sort(key=lambda film: self._years[film] or 0, reverse=not found.is_oldest)
            return films[:1] if len(films) > 1 else []
        if found:
            outside, inside = ({*self._titled(name), *self._with_part(name)} for name in found)
            return self._best_known([*outside & inside])
        title = without_one(text)
        if title and self._titled(f"{title} 2"):
            return self._best_known(self._titled(title))
        title = without_film(text)
        return self._best_known(self._titled(title)) if title else []

    def _of_year(self, places: Iterable[int], year: int | None) -> list[int]:
        """Return the films with these names, each once, and of a year if it was typed."""
        films = dict.fromkeys(self._films[place] for place in places)
        return [film for film in films if year is None or self._years[film] == year]

    def _best_known(self, films: list[int]) -> list[int]:
        """Return the films, the most rated first; alone if the others are hardly known."""
        films = sorted(films, key=lambda film: -self._counts[film])
        if len(films) > 1 and self._counts[films[0]] >= MUCH_MORE * self._counts[films[1]] > 0:
            return films[:1]
        return films

    def _part_is(self, typed: str) -> list[int]:
        """Return the names with a title, a subtitle or both that are the text."""
        return self._by_part.get(normal(typed), [])

    def _all_of(self, places: Sequence[Sequence[int]]) -> set[int]:
        """Return what is in all of some lists."""
        first, *others = sorted(places, key=len) or [[]]
        return {*first}.intersection(*others)

    def _nearest(self, text: str) -> list[int]:
        ranks = ((-score, place) for place, score in self._scores(text).items() if score > 0)
        places = [place for _, place in nsmallest(CANDIDATES, ranks)]
        title, year = split_typed_year(text)
        dated = [p for p in places if year is not None and self._years[self._films[p]] == year]
        return (
            self._meant(compared(text), places, whole=True)
            or self._meant(compared(title), dated, whole=True)
            or self._meant(compared(text), places, whole=False)
            or self._meant(compared(title), dated, whole=False)
        )

    def _meant(self, typed: str, places: Sequence[int], *, whole: bool) -> list[int]:
        """Return the films of which the text is a name, or a part of one, mistyped."""
        likeness: dict[int, float] = {}
        for place in places:
            forms = [self._names[place]] if whole else _parts(self._written[place])
            alike = [letters(typed, form) for form in forms if is_mistyped(typed, form)]
            if alike:
                film = self._films[place]
                likeness[film] = max([*alike, likeness.get(film, 0.0)])
        best = max(likeness.values(), default=0)
        near = [film for film in likeness if likeness[film] > best - AHEAD]
        return sorted(near, key=lambda film: -likeness[film])

    def _with_words(self, text: str, scores: dict[int, float]) -> dict[int, float]:
        """Return the scores, higher for names that are the text or have all its words."""
        for place in {
            *self._exact.get(_solid(compared(text)), ()),
            *self._normal.get(normal(text), ()),
        }:
            scores[place] = scores.get(place, 0.0) + EXACT
        *words, last = normal(text).split()
        start = bisect_left(self._words, last)
        endings = [
            word for word in self._words[start : start + MOST_ENDINGS] if word.startswith(last)
        ]
        ended = sorted({place for word in endings for place in self._by_word[word]})
        for place in self._all_of([*(self._by_word.get(word, []) for word in words), ended]):
            scores[place] = scores.get(place, 0.0) + ALL_WORDS
        return scores

    def _scores(self, text: str) -> dict[int, float]:
        """Return the score, 0 to about 1.5, of each name that shares a trigram with the text."""
        scores = self._likeness(compared(text))
        title, year = split_typed_year(text)
        if year is not None:
            for place, likeness in self._likeness(compared(title)).items():
                dated = likeness + (0.2 if self._years[self._films[place]] == year else -0.2)
                scores[place] = max(scores.get(place, 0.0), dated)
        return scores

    def _likeness(self, typed: str) -> dict[int, float]:
        grams = _trigrams(typed)
        shared: Counter[int] = Counter()
        lists = sorted((self._by_trigram.get(gram, []) for gram in grams), key=len)
        for places in lists[: 1 + sum(len(each) <= COMMON for each in lists)]:
            shared.update(places)
        size, sizes = len(grams), self._sizes
        # Names that share fewer score too low, even where they are no longer than that.
        enough = (c for c in range(1, size) if c / (c + size) + c / (2 * size) > WORTH_A_LOOK)
        least = next(enough, size)
        # Half for how alike the texts are, half for how much of what was typed is in the name,
        # whose end may not have been typed yet.
        scores = {
            place: 0.5 * (2 * count / (sizes[place] + size)) + 0.5 * count / size
            for place, count in shared.items()
            if count >= least
        }
        for place in [place for place, score in scores.items() if score > WORTH_A_LOOK]:
            name = self._names[place]
            if name.startswith(typed):
                scores[place] += 0.35
            elif f" {typed}" in name:
                scores[place] += 0.15
        return scores


def _parts(title: str) -> list[str]:
    """Return the title, its subtitle, and what else is left without some parts, as compared.

    "Star Wars: The Empire Strikes Back" is "Star Wars: Episode V - The Empire Strikes Back".
    """
    parts = [part for part in map(compared, _DIVISIONS.split(title)) if part]
    if len(parts) <= MOST_PARTS:
        counts = range(1, len(parts) + 1)
        return [" ".join(chosen) for count in counts for chosen in combinations(parts, count)]
    ends = range(1, len(parts) + 1)
    return [" ".join(parts[start:end]) for end in ends for start in range(end)]


def _solid(name: str) -> str:
    return name.replace(" ", "")


def _trigrams(text: str) -> set[str]:
    """Return the trigrams of each word, its beginning counted more by two blanks before it."""
    grams: set[str] = set()
    for word in text.split():
        padded = f"  {word} "
        grams.update(padded[i : i + 3] for i in range(len(padded) - 2))
    return grams
