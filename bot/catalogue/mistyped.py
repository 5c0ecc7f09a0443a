"""Whether one text is another, mistyped."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import SequenceMatcher

TYPO_LETTERS = 0.8
"""A word is a typo of another if they share more than this of their letters, in order."""

LEAST_LETTERS = 4
"""Shorter words must be the same: "her" is not "hero", and "ii" is not "iii"."""

_SMALL_WORDS = frozenset(["the", "a", "an", "and", "of"])
"""Words often left out."""


def is_mistyped(typed: str, title: str) -> bool:
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
    return is_long and letters(typed, word) > TYPO_LETTERS


def letters(typed: str, title: str) -> float:
    """Return the share of letters that two texts have in common, in the same order."""
    return SequenceMatcher(None, typed, title, autojunk=False).ratio()
