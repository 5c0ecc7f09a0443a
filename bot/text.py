"""Text cut to a length."""

from __future__ import annotations


def shorten(text: str, most: int) -> str:
    """Return text of at most ``most`` characters, "…" for the end of a longer one.

    Examples
    --------
    >>> shorten("singular values", 9)
    'singular…'
    """
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"
