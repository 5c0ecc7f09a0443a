"""CSV of pandas whose columns have no names: 0, 1, 2, … above them, with or without an index."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from linalg_engine.notation import DataTable, Table, parse_data, parse_table

NAN = float("nan")

Read = Callable[[str], DataTable | Table]

readers = pytest.mark.parametrize("read", [parse_table, parse_data])


def assert_is(
    found: DataTable | Table,
    values: list[list[float]],
    rows: tuple[str, ...],
    columns: tuple[str, ...],
) -> None:
    np.testing.assert_array_equal(found.values, values)
    assert found.row_labels == rows
    assert found.column_labels == columns


@readers
@pytest.mark.parametrize(
    "name", ["", "index", "id", "name", "userId", "x", "time", "Unnamed: 0", "film no", "größe"]
)
@pytest.mark.parametrize(
    "index",
    [("0", "1", "2"), ("1", "2", "3"), ("10", "30", "20"), ("0.5", "1.0", "1.5"), ("-1", "0", "1"),
     ("Ann", "Bob", "Cy"), ("5", "5", "7"), ("2024-01-05", "2024-01-06", "2024-01-07")],
)  # fmt: skip
@pytest.mark.parametrize(
    ("cells", "values"),
    [
        (["5,3,1", "4,2,1", "1,5,4"], [[5, 3, 1], [4, 2, 1], [1, 5, 4]]),
        (["0,1,2", "1,2,3", "2,3,4"], [[0, 1, 2], [1, 2, 3], [2, 3, 4]]),
        (
            ["1.0,,3.0", ",5.0,6.0", "7.0,8.5,-0.25"],
            [[1, NAN, 3], [NAN, 5, 6], [7, 8.5, -0.25]],
        ),
        (
            ["1e-07,1e+20,3", "4.0,5.5,6", "1.0,2.0,3"],
            [[1e-7, 1e20, 3], [4, 5.5, 6], [1, 2, 3]],
        ),
    ],
)
def test_an_index_names_the_rows_and_numbers_the_columns(
    read: Read, name: str, index: tuple[str, ...], cells: list[str], values: list[list[float]]
) -> None:
    lines = [f"{row},{line}" for row, line in zip(index, cells, strict=True)]
    text = "\n".join([f"{name},0,1,2", *lines, ""])

    assert_is(read(text), values, index, ("0", "1", "2"))


@readers
def test_one_column_has_a_name_too(read: Read) -> None:
    assert_is(read(",0\n0,2.5\n1,4.0\n"), [[2.5], [4]], ("0", "1"), ("0",))
    assert_is(read("day,0\n3,2.5\n1,4.0\n"), [[2.5], [4]], ("3", "1"), ("0",))


@readers
def test_twelve_columns_are_counted_in_order_of_number(read: Read) -> None:
    heads = tuple(map(str, range(12)))
    text = "\n".join(["," + ",".join(heads), "7," + "1," * 11 + "1", "9," + "2," * 11 + "2"])

    assert_is(read(text), [[1] * 12, [2] * 12], ("7", "9"), heads)


@readers
def test_floats_without_an_index_show_what_is_a_name(read: Read) -> None:
    text = "0,1,2\n0.5,-2.0,1.0\n1.0,,2.0\n1e-07,3.25,4.0\n"

    assert_is(read(text), [[0.5, -2, 1], [1, NAN, 2], [1e-7, 3.25, 4]], (), ("0", "1", "2"))


@readers
@pytest.mark.parametrize(
    "text",
    [
        "0,1,2\n3,4,5\n6,7,9\n",  # whole numbers, as the first row is
        "0,1\n0.5,1.5\n2,3.5\n",  # one of them whole
        "0,2\n0.5,1.5\n2.5,3.5\n",  # not counted
        "1,2\n0.5,1.5\n2.5,3.5\n",  # not from 0
        "0.0,1.0\n0.5,1.5\n2.5,3.5\n",  # as the others are
        "0,1\n0.5,1.5\n2.5,3.5\n",  # a point and two others
        "0,1,2\n0.5,1.5,2.5\n",  # one row below
        "0\n0.5\n1.5\n",  # one column
    ],
)
def test_a_first_row_that_may_be_data_is_data(read: Read, text: str) -> None:
    rows = [[float(cell) for cell in line.split(",")] for line in text.split()]

    assert_is(read(text), rows, (), ())


@readers
@pytest.mark.parametrize(
    "first", ["5,0,1,2", "?,0,1,2", ",0,2,1", ",1,2,3", ",0,1,1", ",0.0,1.0,2.0"]
)
def test_other_first_rows_are_no_head_of_pandas(read: Read, first: str) -> None:
    found = read(f"{first}\n8,5,3,1\n7,4,2,1\n3,1,5,4\n")

    assert found.values.shape == (4, 4)
    np.testing.assert_array_equal(
        found.values[:, 1:],
        [[float(x) for x in first.split(",")[1:]], [5, 3, 1], [4, 2, 1], [1, 5, 4]],
    )
