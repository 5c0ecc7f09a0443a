"""What was answered is still there after a kill right after the answer.

`benchmarks/kill_rounds.py` does it a hundred times, and asks a second bot each time.
"""

from __future__ import annotations

import sqlite3
import zlib
from contextlib import closing
from pathlib import Path

from bot.config import DEFAULT_DATABASE
from bot.topics.kit.question import Question
from tests.wire.survival import answer_then_kill

FILE = DEFAULT_DATABASE.removeprefix("sqlite:///")


async def test_what_was_answered_survives_a_kill_right_after_it(tmp_path: Path) -> None:
    life = await answer_then_kill(
        tmp_path,
        ("vars set", {"name": "A", "value": "[1, 1/3]"}),
        ("rate", {"movie": "Shrek", "stars": 4.5}),
        ("dot", {"a": "[1, 2]", "b": "[3, 4]"}),
    )

    assert "A = " not in life.values
    assert "rated no films yet" in life.ratings
    assert "A = [1, 1/3]" in life.answers[0]
    assert "4.5 stars" in life.answers[1]
    assert "a · b = 11" in life.answers[2]
    with closing(sqlite3.connect(tmp_path / FILE)) as kept:
        assert kept.execute("SELECT name, text FROM variables").fetchall() == [("A", "[1, 1/3]")]
        assert kept.execute("SELECT film, stars FROM ratings").fetchall() == [("shrek 2001", 4.5)]
        ((packed,),) = kept.execute("SELECT question FROM questions").fetchall()
    question = Question.from_json(zlib.decompress(packed).decode())
    assert question == Question("dot", {"a": "[1, 2]", "b": "[3, 4]"})
