"""What is meant by a suggestion that some clients send as it was shown."""

from __future__ import annotations

import pytest

from bot.topics.kit.completion import typed_for


@pytest.mark.parametrize(
    ("sent", "typed"),
    [
        ("A = [1, 2]", "A"),
        ("A = [1, 2] + B = 3", "A + B"),
        ("A = [1, 2] + B = 37", "A + B = 37"),
        ("C ≈ 1.5 * 2", "C * 2"),
        ("A = [1, 3]", "A = [1, 3]"),
        ("x = 3", "x = 3"),
        ("3 = A = [1, 2]", "3 = A"),
        (" = ", " = "),
        ("A + B", "A + B"),
    ],
)
def test_what_is_meant_by_what_was_sent(sent: str, typed: str) -> None:
    kept = {"A": "[1, 2]", "B": "3", "C": "≈ 1.5"}

    assert typed_for(sent, kept) == typed
