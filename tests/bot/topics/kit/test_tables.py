"""Names from tables in words, and tables to download."""

from __future__ import annotations

import csv
import io

import pytest

from bot.drawing import fonts
from bot.topics.kit import tables
from bot.topics.kit.downloads import csv_text

CUNEIFORM = "\U00012000"


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("a" * 24, "a" * 24),
        ("a" * 25, "a" * 23 + "…"),
        (" a \n b\t", "a b"),
        ("a`b", "aˋb"),
        ("a\u202eb\x00", "ab"),
        ("👩\u200d🔬", "👩\u200d🔬"),
    ],
)
def test_a_name_stays_in_its_block(name: str, shown: str) -> None:
    assert tables.plain_name(name) == shown


def test_missing_names_are_numbered() -> None:
    assert tables.named([], 2, "row") == ("row 1", "row 2")
    assert tables.named(["a", " ", " c "], 3, "row") == ("a", "row 2", "c")


@pytest.mark.parametrize(("count", "end"), [(1, ""), (12, ""), (13, ", …")])
def test_names_that_no_font_has_are_in_words(count: int, end: str) -> None:
    assert fonts.writable(CUNEIFORM) is None
    names = ["ann", "", *[CUNEIFORM] * count]

    (line,) = tables.unwritten(names, "person")

    listed = ", ".join(f"person {i} = {CUNEIFORM}" for i in range(3, 3 + min(count, 12)))
    assert line == f"in the pictures: {listed}{end}"
    assert tables.unwritten(["ann", ""], "person") == []


def test_columns_stand_below_each_other() -> None:
    assert tables.aligned([["a", "bb", ""], ["ccc", "d", "e"]]) == ["a    bb", "ccc   d  e"]


def test_a_table_to_download_reads_back() -> None:
    header = ["=a", "b", "+c"]
    rows = [["-x", 0.1, 1e300], ["-1", float("nan"), -2.0], ["@", 2.5, "plain"], ["\tq", 3.0, ""]]

    read = list(csv.reader(io.StringIO(csv_text(header, rows))))

    assert read == [
        ["'=a", "b", "'+c"],
        ["'-x", "0.1", "1e+300"],
        ["-1", "", "-2.0"],
        ["'@", "2.5", "plain"],
        ["'\tq", "3.0", ""],
    ]
