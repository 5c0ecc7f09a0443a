"""Text cut to a length."""

from __future__ import annotations

import pytest

from bot.text import percent, shorten, visible, whole


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


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("price \u202e(10)", "price (10)"),
        ("\u2067a\u2069 \u200fb\u061c", "a b"),
        ("bell\x07, escape\x1b[31m, next line\x85", "bell, escape[31m, next line"),
        ("half of a pair \ud83d", "half of a pair "),
        ("two\nlines\tand a tab", "two\nlines\tand a tab"),
        ("שלום, سلام, 日本, 👩\u200d🔬, ﬁ, e\u0301", "שלום, سلام, 日本, 👩\u200d🔬, ﬁ, e\u0301"),
    ],
)
def test_what_turns_the_writing_or_cannot_be_seen_is_left_out(text: str, shown: str) -> None:
    assert visible(text) == shown


def test_halves_of_characters_are_replaced_and_whole_ones_kept() -> None:
    assert whole("a\ud83db\udc00 \U0001f3b2 é") == "a\ufffdb\ufffd \U0001f3b2 é"
