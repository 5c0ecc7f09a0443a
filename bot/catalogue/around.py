"""What people type around a title: another name, which of several films it is, the word "movie"."""

from __future__ import annotations

import re
from typing import NamedTuple

_BRACKETS = re.compile(r"(?P<outside>[^()]*\w[^()]*)\((?P<inside>[^()]*\w[^()]*)\)\s*")
_OR = re.compile(r"\s*(?:or|aka|a\.k\.a\.)\s", re.IGNORECASE)
_WHICH = re.compile(
    r"(?:the )?(?:(?P<oldest>original|first|old|classic)|(?P<newest>remake|reboot|new))"
    r"(?: one| film| movie| version)?",
    re.IGNORECASE,
)
_FILM = re.compile(r"(?P<title>.*?\w\S*)\s+(?:the\s+)?(?:movie|film)\s*", re.IGNORECASE | re.DOTALL)


class Pair(NamedTuple):
    """Two names of one film."""

    outside: str
    inside: str


class Which(NamedTuple):
    """A title, and whether the oldest film of that title is meant or the newest."""

    title: str
    is_oldest: bool


def in_brackets(text: str) -> Pair | Which | None:
    """Return what a text with brackets at its end says, None if it has none.

    "Hidden (Cache)" are two names, as is "Fucking Amal (or Show Me Love)"; "Halloween (the
    original)" is the oldest of several.
    """
    found = _BRACKETS.fullmatch(text)
    if not found:
        return None
    outside, inside = found["outside"].strip(), found["inside"].strip()
    which = _WHICH.fullmatch(inside)
    if which:
        return Which(outside, which["oldest"] is not None)
    return Pair(outside, _OR.sub("", inside, count=1) if _OR.match(inside) else inside)


def without_film(text: str) -> str | None:
    """Return a title without the word "movie" or "film" after it, None if there is none."""
    found = _FILM.fullmatch(text)
    return found["title"] if found else None


def without_one(text: str) -> str | None:
    """Return a title without the number one after it, None if there is none: "Toy Story 1"."""
    *words, last = text.split() or [""]
    return " ".join(words) if words and last.casefold() in ("1", "i", "one") else None
