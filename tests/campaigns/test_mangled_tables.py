"""300 ways to write a dozen tables: all of them are read."""

from __future__ import annotations

from collections import Counter

from tests.bot.intake.mangled_tables import drawn_cases
from tests.bot.intake.test_mangled_tables import outcome


def test_tables_are_the_same_however_they_are_written() -> None:
    found = Counter(outcome(name, style) for name, style in drawn_cases(seed=300, count=300))

    print(dict(found))
    assert found["read"] >= 285
    assert {*found} <= {"read", "refused"}
