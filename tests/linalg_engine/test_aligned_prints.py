"""Prints whose columns are aligned: blanks in their cells divide nothing."""

from __future__ import annotations

import pytest

from linalg_engine.errors import InputError
from linalg_engine.notation import parse_data

ROWS = [
    ["", "Month", "Region", "Paid Claims", "Net"],
    ["1", "January", "Region I", "705", "1.40"],
    ["2", "February", "Region IV", "1374", "-0.1"],
    ["3", "March", "BARMM", "276", "12.5"],
    ["4", "April", "New York", "240", "3"],
]


def lined_up(rows: list[list[str]], gap: str, left: tuple[int, ...] = ()) -> str:
    """Return a print; the columns in ``left`` begin at one place, the others end at one."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return "\n".join(
        gap.join(
            cell.ljust(width) if k in left else cell.rjust(width)
            for k, (cell, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in rows
    )


@pytest.mark.parametrize(
    "text",
    [
        lined_up(ROWS, " "),
        lined_up(ROWS, " ", left=(0,)),
        lined_up(ROWS, "  ", left=(0, 1, 2)),
        "print(claims)\n" + lined_up(ROWS, "  "),
        "\n".join(f"## {line}" for line in lined_up(ROWS, " ").split("\n")),
    ],
)
def test_names_and_heads_of_several_words(text: str) -> None:
    data = parse_data(text)

    assert data.column_labels == ("Paid Claims", "Net")
    assert data.values.tolist() == [[705, 1.4], [1374, -0.1], [276, 12.5], [240, 3]]
    assert data.row_labels[:2] == ("January", "February")
    assert [dropped.name for dropped in data.dropped] == ["column 1", "Region"]


def test_a_tibble_with_types_and_points_below_each_other() -> None:
    data = parse_data(
        "# A tibble: 3 × 3\n"
        "  city          learning rate\n"
        "  <chr>                 <dbl>\n"
        "1 Dar es Salaam         0.100\n"
        "2 Mumbai                1.40 \n"
        "3 Tokyo                12.5  \n"
    )

    assert data.column_labels == ("learning rate",)
    assert data.row_labels == ("Dar es Salaam", "Mumbai", "Tokyo")
    assert data.values.tolist() == [[0.1], [1.4], [12.5]]


def test_a_head_of_two_words_makes_up_for_the_index() -> None:
    rows = [["", "Open", "Adj Close"], ["1", "0.86", "0.181182"], ["2", "0.85", "0.176439"]]
    data = parse_data(lined_up(rows, " "))

    assert data.column_labels == ("Open", "Adj Close")
    assert data.values.tolist() == [[0.86, 0.181182], [0.85, 0.176439]]


def test_a_print_without_an_index() -> None:
    rows = [["study_hours", "group"], ["2.78", "Group A"], ["2.13", "Group A"],
            ["6.6", "Group B"], ["5.6", "Group B"]]  # fmt: skip
    data = parse_data(lined_up(rows, " "))

    assert (data.column_labels, data.row_labels) == (("study_hours",), ())
    assert [category.name for category in data.categories] == ["group"]


@pytest.mark.parametrize(
    "text",
    [
        # a cell is missing
        "a   b c\n1   2 3\nann 5\n",
        # no heads
        "ann smith 3 4\nbob 1 2\ncy 5 6 7\n",
        # two columns of numbers without heads
        "    wage     city\n1 1  548 new york\n2 2  481    paris\n",
        # two numbers would be one cell
        " ID size weight at all\n 0   1 2 0 100\n 12  1 2 100 5 8\n",
        # not aligned
        "name x y\nann smith 3 4\nbob 15 2\n",
    ],
)
def test_lines_that_are_no_print_are_refused(text: str) -> None:
    with pytest.raises(InputError, match=r"Row \d has"):
        parse_data(text)
