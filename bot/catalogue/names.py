"""The names by which people ask for a film, and the forms in which names are compared."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from importlib import resources

from bot.catalogue.titles import compared

SHORT = {
    "dr": "doctor", "hp": "harry potter", "lotr": "lord of the rings", "mib": "men in black",
    "mr": "mister", "potc": "pirates of the caribbean", "st": "saint", "sw": "star wars",
    "t2": "terminator 2", "vs": "versus",
}  # fmt: skip
"""Words for which others stand."""

_COUNTED = [
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
    "twelve",
]  # fmt: skip
_NUMBERS = {word: f"{number}" for number, word in enumerate(_COUNTED, 1)}
_ROMAN = {
    roman: f"{number}"
    for number, roman in enumerate(["ii", "iii", "iv", "v", "vi", "vii", "viii", "ix"], 2)
}
_PARTS = frozenset(["chapter", "ep", "episode", "part", "pt", "vol", "volume"])
"""Words before the number of a part, which some say and others do not."""

_DIGIT_IN_WORD = re.compile(r"(?<=[a-z])[0134570](?=[a-z])")
_LETTERS = {"0": "o", "1": "i", "3": "e", "4": "a", "5": "s", "7": "v"}
"""Digits that stand for letters, as in Se7en."""

_FRENCH_ARTICLE = re.compile(r"\b[dl]['’]", re.IGNORECASE)
_INNER = re.compile(r"\((?:a\.?k\.?a\.?\s)?|\)", re.IGNORECASE)
"""Around another name in brackets."""

_COMPOUND = re.compile(r"\w+(?:[-·.]\w+)+")


@lru_cache(maxsize=1000)
def normal(name: str) -> str:
    """Return a name as `compared` does, with numbers as digits and without "part" before one.

    "The Godfather: Part II" is "godfather 2", as is "Godfather Two"; "Se7en" and "Seven" are "7".
    """
    words = compared(name).split()
    words = [word for each in words for word in SHORT.get(_spelled(each), _spelled(each)).split()]
    found: list[str] = []
    for place, word in enumerate(words):
        before = words[place - 1] if place else ""
        is_number = word in _NUMBERS or (word in _ROMAN and place > 0)
        if is_number or (word == "i" and before in _PARTS):
            word = _NUMBERS.get(word) or _ROMAN.get(word, "1")
        if before in _PARTS and word.isdecimal() and found:
            found.pop()
        found.append(word)
    return " ".join(found)


def words_of(name: str) -> set[str]:
    """Return the words of a name in normal form.

    Compounds are also one word, as spiderman; and d'Amélie is also amelie.
    """
    joined = {compared(re.sub(r"[-·.]", "", word)) for word in _COMPOUND.findall(name)}
    without_articles = normal(_FRENCH_ARTICLE.sub("", name)).split()
    return joined.union(normal(name).split(), without_articles)


def names_of(title: str, year: int | None) -> tuple[str, ...]:
    """Return all names of a film, its title first: "Seven (a.k.a. Se7en)" has two.

    Parameters
    ----------
    year
        When it came out; None where it is not known, and then it has no names but those in its
        title.
    """
    own = [title, *filter(None, map(str.strip, _INNER.split(title)))]
    others = [other for name in own for other in _others().get((year, compared(name)), ())]
    found: dict[str, str] = {}
    for name in [*own, *others]:
        found.setdefault(compared(name), name)
    return tuple(found.values())


@cache
def _others() -> dict[tuple[int | None, str], list[str]]:
    """Return the names in the file of a film with a year and a name."""
    found: dict[tuple[int | None, str], list[str]] = {}
    text = resources.files("bot.data").joinpath("other_names.txt").read_text("utf-8")
    for line in text.splitlines():
        if not line.startswith("#"):
            year, *names = line.split("; ")
            for name in names:
                found[int(year), compared(name)] = names
    return found


def _spelled(word: str) -> str:
    return _DIGIT_IN_WORD.sub(lambda digit: _LETTERS[digit[0]], word)
