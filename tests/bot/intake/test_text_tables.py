"""Lines of a message that are a table."""

from __future__ import annotations

from bot.intake.text_tables import tables


def test_a_number_among_many_words_makes_no_row() -> None:
    prose = ["we met 3 people in the town", "there were 4 of us in all"]
    mixed = ["ann smith 3", "bob jones 4"]

    assert list(tables(prose)) == []
    assert [table.text for table in tables(mixed)] == ["ann smith 3\nbob jones 4"]
