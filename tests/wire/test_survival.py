"""What was answered is still there after a kill right after the answer."""

from __future__ import annotations

from pathlib import Path

from tests.wire.survival import answer_then_kill


async def test_values_and_ratings_survive_a_kill_right_after_the_answer(tmp_path: Path) -> None:
    value = {"name": "A", "value": "[1, 1/3]"}

    first = await answer_then_kill(tmp_path, "vars set", value)
    second = await answer_then_kill(tmp_path, "rate", {"movie": "Shrek", "stars": 4.5})
    third = await answer_then_kill(tmp_path, "vars list", {})

    assert "A = [1, 1/3]" in first.answer
    assert "4.5 stars" in second.answer
    assert "A = " not in first.values
    assert "A = [1, 1/3]" in second.values
    assert "rated no films yet" in second.ratings
    assert "A = [1, 1/3]" in third.values
    assert "4.5  Shrek (2001)" in third.ratings
