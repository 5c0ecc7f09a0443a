"""Text cut to a length, and counts of things."""

from __future__ import annotations


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
