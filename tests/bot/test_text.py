"""Text cut to a length."""

from __future__ import annotations

import pytest

from bot.text import percent, shorten


@pytest.mark.parametrize(
    ("text", "most", "shown"),
    [("abcd", 4, "abcd"), ("abcde", 4, "abc…"), ("ab cd", 4, "ab…"), ("", 1, ""), ("ab", 1, "…")],
)
def test_shorten(text: str, most: int, shown: str) -> None:
    assert shorten(text, most) == shown


@pytest.mark.parametrize(
    ("share", "digits", "words"),
    [
        (0.0, 1, "0 %"),
        (1e-15, 1, "0 %"),
        (0.0004, 1, "< 0.1 %"),
        (0.0006, 1, "0.1 %"),
        (0.123, 1, "12.3 %"),
        (0.5, 1, "50 %"),
        (0.9994, 1, "99.9 %"),
        (0.9996, 1, "> 99.9 %"),
        (1 - 1e-15, 1, "100 %"),
        (1.0, 1, "100 %"),
        (0.003, 0, "< 1 %"),
        (0.996, 0, "> 99 %"),
        (0.88, 0, "88 %"),
    ],
)
def test_a_share_is_nothing_or_all_only_where_it_is(share: float, digits: int, words: str) -> None:
    assert percent(share, digits) == words
