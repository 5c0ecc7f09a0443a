"""Text cut to a length."""

from __future__ import annotations

import pytest

from bot.text import shorten


@pytest.mark.parametrize(
    ("text", "most", "shown"),
    [("abcd", 4, "abcd"), ("abcde", 4, "abc…"), ("ab cd", 4, "ab…"), ("", 1, ""), ("ab", 1, "…")],
)
def test_shorten(text: str, most: int, shown: str) -> None:
    assert shorten(text, most) == shown
