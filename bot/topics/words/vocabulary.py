"""The words that have vectors, and those that a mistyped one may be meant for.

Loads no NumPy: the bot's own process completes words with it.
"""

from __future__ import annotations

import difflib
import re
import string
import unicodedata
from functools import cache
from itertools import islice
from pathlib import Path

from bot.text import shorten
from linalg_engine.errors import InputError

FOLDER = Path(__file__).parents[2] / "data" / "words"

LONGEST_SHOWN = 30
"""Characters of a typed word that an error repeats."""

MOST_SPELLINGS = 3

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")

_PART = re.compile(r"[^\W\d_]+")

_ENDS = re.compile(r"^[\W_]+|[\W_]+$")
"""What is around a word: spaces, quotes, a full stop."""

_LETTERS = str.maketrans(
    {"æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i"}
)
"""Letters that have no accent to be taken off."""


@cache
def words() -> tuple[str, ...]:
    """Return all words, the most frequent first."""
    return tuple((FOLDER / "words.txt").read_text(encoding="utf-8").split())


@cache
def places() -> dict[str, int]:
    """Return the row of each word's vector."""
    return {word: row for row, word in enumerate(words())}


def folded(text: str) -> str:
    """Return text in small letters, without accents and characters that nobody sees.

    Examples
    --------
    >>> folded("Zürich"), folded("Café"), folded("ﬁne")
    ('zurich', 'cafe', 'fine')
    """
    apart = unicodedata.normalize("NFKD", text.casefold().translate(_LETTERS))
    return "".join(c for c in apart if unicodedata.category(c) not in {"Mn", "Cf"})


def place(typed: str, source: str) -> int:
    """Return the row of a typed word.

    Raises
    ------
    InputError
        When there is no such word; it names words of nearly the same spelling.
    """
    word = _ENDS.sub("", folded(typed))
    if word in places():
        return places()[word]
    if not word:
        raise _no_word("piano", source)
    visible = "".join(c for c in " ".join(typed.split()) if c.isprintable())
    shown = shorten(visible, LONGEST_SHOWN)
    reason, near = _why_unknown(word)
    meant = f" Did you mean {' or '.join(near)}?" if near else ""
    raise InputError(
        f"I have no vector for “{shown}”: {reason}.{meant}",
        example=near[0] if near else "piano",
        source=source,
    )


def _no_word(example: str, source: str) -> InputError:
    return InputError("There is no word here.", example=example, source=source)


def _why_unknown(word: str) -> tuple[str, list[str]]:
    """Return why a word has no vector, and known words that may be meant."""
    known = f"I know {len(words()):,} English words"
    parts = _PART.findall(word)
    if not parts:
        return f"{known} and no numbers", []
    if parts == [word]:
        return f"it is not among the {len(words()):,} English words that I know", spellings(word)
    if re.search("['’]", word):
        # Of "king's" the king may be meant; of "don't" no don.
        return f"{known}, none with an apostrophe", _known(parts[:1] * (parts[1:] == ["s"]))
    if len(parts) > 1:
        return f"{known}, no names of several words", _known(["".join(parts), *parts])
    return f"{known}, of letters alone", _known(parts)


def _known(candidates: list[str]) -> list[str]:
    return [word for word in dict.fromkeys(candidates) if word in places()][:MOST_SPELLINGS]


def typed_words(text: str, source: str) -> list[str]:
    """Return the different words in a text, in small letters, whatever stands between them.

    An "and" or "or" in between is none of them.

    Raises
    ------
    InputError
        When there are none.
    """
    found = _WORD.findall(folded(text))
    if not found:
        raise _no_word("cat dog car horse", source)
    first, *between = found[:-1] or [found[-1]]
    listed = [first, *(word for word in between if word not in {"and", "or"}), found[-1]]
    return list(dict.fromkeys(listed))


def spellings(word: str) -> list[str]:
    """Return known words of nearly the same spelling, the best first.

    One slip away comes first, of those the most frequent; then what has most letters in common.
    """
    if not 2 <= len(word) <= LONGEST_SHOWN:
        return []
    slips = sorted(_one_slip_away(word) & places().keys(), key=lambda known: places()[known])
    if len(slips) < MOST_SPELLINGS:
        # Longer or shorter ones by more than two letters are another word, not a slip.
        alike = [known for known in words() if abs(len(known) - len(word)) <= 2]
        slips += difflib.get_close_matches(word, alike, MOST_SPELLINGS, cutoff=0.75)
    return list(dict.fromkeys(slips))[:MOST_SPELLINGS]


def _one_slip_away(word: str) -> set[str]:
    """Return what becomes of a word by a letter less, more, another, or two exchanged."""
    found: set[str] = set()
    for i in range(len(word) + 1):
        left, right = word[:i], word[i:]
        found.add(left + right[1:])
        found.add(left + right[1:2] + right[:1] + right[2:])
        for letter in string.ascii_lowercase:
            found.add(left + letter + right)
            found.add(left + letter + right[1:])
    return found - {word}


def beginning_with(start: str, count: int) -> list[str]:
    """Return the most frequent words that begin so, led by the word itself if it is one."""
    begun = (word for word in words() if word.startswith(start) and word != start)
    itself = [start] if start in places() else []
    return [*itself, *islice(begun, count - len(itself))]
