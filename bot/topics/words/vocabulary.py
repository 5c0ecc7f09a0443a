"""The words that have vectors, and those that a mistyped one may be meant for.

Loads no NumPy: the bot's own process completes words with it.
"""

from __future__ import annotations

import difflib
import re
from functools import cache
from pathlib import Path

from bot.text import shorten
from linalg_engine.errors import InputError

FOLDER = Path(__file__).parents[2] / "data" / "words"

LONGEST_SHOWN = 30
"""Characters of a typed word that an error repeats."""

MOST_SPELLINGS = 3

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")


@cache
def words() -> tuple[str, ...]:
    """Return all words, the most frequent first."""
    return tuple((FOLDER / "words.txt").read_text(encoding="utf-8").split())


@cache
def places() -> dict[str, int]:
    """Return the row of each word's vector."""
    return {word: row for row, word in enumerate(words())}


def place(typed: str, source: str) -> int:
    """Return the row of a typed word.

    Raises
    ------
    InputError
        When there is no such word; it names words of nearly the same spelling.
    """
    word = typed.strip().lower()
    if word in places():
        return places()[word]
    shown = shorten("".join(c for c in typed if c.isprintable()).strip(), LONGEST_SHOWN)
    near = spellings(word)
    meant = f" Did you mean {' or '.join(near)}?" if near else ""
    raise InputError(
        f"I have no vector for “{shown}”: I know {len(words()):,} English words, no names of "
        f"several words and no numbers.{meant}",
        example=near[0] if near else "piano",
        source=source,
    )


def typed_words(text: str, source: str) -> list[str]:
    """Return the different words in a text, in small letters, whatever stands between them.

    Raises
    ------
    InputError
        When there are none.
    """
    found = _WORD.findall(text.lower())
    if not found:
        raise InputError("There is no word here.", example="cat dog car horse", source=source)
    return list(dict.fromkeys(found))


def spellings(word: str) -> list[str]:
    """Return known words of nearly the same spelling, the best first."""
    if not 2 <= len(word) <= LONGEST_SHOWN:
        return []
    # Longer or shorter ones by more than two letters are another word, not a slip.
    alike = [known for known in words() if abs(len(known) - len(word)) <= 2]
    return difflib.get_close_matches(word, alike, MOST_SPELLINGS, cutoff=0.72)


def beginning_with(start: str, count: int) -> list[str]:
    """Return the most frequent words that begin so."""
    found: list[str] = []
    for word in words():
        if word.startswith(start):
            found.append(word)
            if len(found) == count:
                break
    return found
