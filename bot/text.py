"""Text cut to a length, counts of things, shares in percent."""

from __future__ import annotations

import re

NOTHING = 1e-12
"""A share that is 0 within rounding."""

_UNSEEN = re.compile(
    # Control characters but tabs and line breaks, and halves of characters.
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff"
    # Marks that turn the direction of writing.
    r"\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]"
)


_HALF = re.compile(r"[\ud800-\udfff]")


def visible(text: str) -> str:
    """Return text without control characters and marks that turn the direction of writing.

    Such a mark in a name would turn the rest of the message around.

    Examples
    --------
    >>> visible("price \u202e(10) \x07")
    'price (10) '
    """
    return _UNSEEN.sub("", text)


def whole(text: str) -> str:
    r"""Return text with "�" for each half of a character, which no database and no file takes.

    Examples
    --------
    >>> whole("a\ud83db")
    'a�b'
    """
    return _HALF.sub("\ufffd", text)


def shorten(text: str, most: int) -> str:
    """Return text of at most ``most`` characters, "…" for the end of a longer one.

    Examples
    --------
    >>> shorten("singular values", 9)
    'singular…'
    """
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"


def counted(count: int, one: str, many: str = "") -> str:
    """Return how many of something there are; ``many`` where it is not ``one`` and an s.

    Examples
    --------
    >>> counted(1, "row"), counted(1200, "patch", "patches")
    ('1 row', '1,200 patches')
    """
    return f"{count:,} {one if count == 1 else many or f'{one}s'}"


def percent(share: float, digits: int = 1) -> str:
    """Return a share in percent; 0 and 100 only where it is nothing, or all.

    Examples
    --------
    >>> percent(0.5), percent(0.0312), percent(0.99999), percent(0.9999, 0)
    ('50 %', '3.1 %', '> 99.9 %', '> 99 %')
    """
    least = 10.0**-digits
    if NOTHING < share < least / 200:
        return f"< {least:g} %"
    if 1 - least / 200 <= share < 1 - NOTHING:
        return f"> {100 - least:g} %"
    return f"{100 * share:.{digits}f}".removesuffix(".0") + " %"
