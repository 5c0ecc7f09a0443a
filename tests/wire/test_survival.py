"""What was answered is still there after a kill right after the answer.

`benchmarks/kill_rounds.py` does it a hundred times.
"""

from __future__ import annotations

from pathlib import Path

from tests.wire.survival import answer_then_kill


async def test_values_and_ratings_survive_a_kill_right_after_the_answer(tmp_path: Path) -> None:
    first = await answer_then_kill(
        tmp_path,
        ("vars set", {"name": "A", "value": "[1, 1/3]"}),
        ("rate", {"movie": "Shrek", "stars": 4.5}),
    )
    second = await answer_then_kill(tmp_path)

    assert "A = " not in first.values
    assert "rated no films yet" in first.ratings
    assert "A = [1, 1/3]" in first.answers[0]
    assert "4.5 stars" in first.answers[1]
    assert "A = [1, 1/3]" in second.values
    assert "4.5  Shrek (2001)" in second.ratings
