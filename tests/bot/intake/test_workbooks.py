"""Workbooks, written by openpyxl or by hand, read as the tables in them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from datetime import date

import pytest

from bot.intake.uploads import text_of
from linalg_engine.errors import InputError
from linalg_engine.notation import parse_data
from tests.bot.intake.workbook_files import Sheets, ods, xlsx

PEOPLE = [["name", "height", "weight"], ["ann", 170, 60.5], ["bob", 180, 80], ["cy", 165, None]]


@pytest.mark.parametrize("write", [xlsx, ods])
def test_the_sheet_with_a_table_is_read(write: Callable[[Sheets], bytes]) -> None:
    data = parse_data(text_of("people.bin", write({"Notes": [["by hand"]], "People": PEOPLE})))

    assert (data.row_labels, data.column_labels) == (("ann", "bob", "cy"), ("height", "weight"))
    assert data.values[:2].tolist() == [[170, 60.5], [180, 80]]
    assert data.values[2, 0] == 165
    assert data.ignored == ("Note: the sheet People; also in this file: Notes",)


def test_a_workbook_of_one_sheet_needs_no_note() -> None:
    data = parse_data(text_of("a.xlsx", xlsx({"S": [["x", "y"], [1, 2], [3, 4.25]]})))

    assert data.values.tolist() == [[1, 2], [3, 4.25]]
    assert data.ignored == ()


def test_dates_and_truth_are_words_that_can_be_told() -> None:
    rows = [["day", "ok", "x", "y"], *([date(2024, 1, d), d > 2, d, d * d] for d in (1, 2, 3, 4))]

    data = parse_data(text_of("a.xlsx", xlsx({"S": rows})))

    assert data.column_labels == ("x", "y")
    assert [category.values for category in data.categories] == [("false", "false", "true", "true")]


def test_a_title_above_a_table_is_a_title() -> None:
    rows = [["Heights of people, 2020"], [], *PEOPLE]

    data = parse_data(text_of("a.xlsx", xlsx({"S": rows})))

    assert data.column_labels == ("height", "weight")
    assert data.ignored == ("Heights of people, 2020",)


def damaged() -> bytes:
    whole = xlsx({"S": PEOPLE})
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(whole)) as old, zipfile.ZipFile(file, "w") as new:
        for name in old.namelist():
            new.writestr(name, b"<" if name.endswith("workbook.xml") else old.read(name))
    return file.getvalue()


def bomb() -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b"0" * 90_000_000)
    return file.getvalue()


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (damaged(), "cannot be opened"),
        (bomb(), "unpacks to 90,000,000 bytes"),
        (xlsx({"S": [["only", "words"], ["a", "b"]]}), "no sheet with a table of numbers"),
        (xlsx({"S": PEOPLE})[:-300], "that cannot be opened"),
    ],
    ids=["damaged", "bomb", "words", "cut off"],
)
def test_what_cannot_be_read_is_said(data: bytes, words: str) -> None:
    with pytest.raises(InputError, match=words):
        text_of("book.xlsx", data)
