"""Sheets of a workbook as one text, and back."""

from __future__ import annotations

import pytest

from bot.intake.sheets import first_of, joined, separated
from bot.intake.uploads import text_of
from bot.intake.workbooks import MOST_OTHERS
from linalg_engine.notation import parse_data
from tests.bot.intake.workbook_files import xlsx

PEOPLE = [["name", "height", "weight"], ["ann", 170, 60.5], ["bob", 180, 80], ["cy", 165, 70]]
GRADES = [["name", "math", "art"], ["ann", 1, 2], ["bob", 3, 1], ["cy", 2, 2]]


@pytest.mark.parametrize(
    "sheets", [{"A": "x,y\n1,2\n"}, {"A": "x,y\n1,2\n", "B and C": "z\n\n3\n", "D": ""}]
)
def test_sheets_come_back(sheets: dict[str, str]) -> None:
    text = joined(sheets)

    assert separated(text) == (sheets if len(sheets) > 1 else {})
    assert first_of(text) == sheets["A"]


def test_each_sheet_with_a_table_is_read() -> None:
    text = text_of("a.xlsx", xlsx({"Notes": [["by hand"]], "People": PEOPLE, "Marks": GRADES}))

    sheets = separated(text)
    assert list(sheets) == ["People", "Marks"]
    assert parse_data(sheets["Marks"]).column_labels == ("math", "art")
    assert parse_data(sheets["Marks"]).ignored == (
        "Note: the sheet Marks; also in this file: Notes, People",
    )


def test_sheets_too_large_to_be_kept_are_only_named() -> None:
    large = [["x", "y"], *([123456789.25, 1 / 3] for _ in range(MOST_OTHERS // 25))]
    sheets = separated(text_of("a.xlsx", xlsx({"A": PEOPLE, "Large": large, "B": GRADES})))

    assert list(sheets) == ["A", "B"]
    assert parse_data(sheets["A"]).ignored == ("Note: the sheet A; also in this file: Large, B",)


def test_the_first_sheet_is_read_however_large_it_is() -> None:
    large = [["x", "y"], *([123456789.25, 1 / 3] for _ in range(MOST_OTHERS // 25))]
    sheets = separated(text_of("a.xlsx", xlsx({"Large": large, "B": GRADES})))

    assert list(sheets) == ["Large", "B"]


def test_a_text_cannot_pretend_to_have_sheets() -> None:
    assert separated(text_of("a.csv", b"\x0cA\nx,y\n1,2\n\x0cB\nx\n1\n")) == {}


def test_two_rows_are_a_table() -> None:
    sheets = separated(text_of("a.xlsx", xlsx({"A": [[1, 2], [3, 5]], "B": [["x"], [1]]})))

    assert list(sheets) == ["A", "B"]
