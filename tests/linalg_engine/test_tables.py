"""Tables as people paste them."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from linalg_engine.errors import InputError
from linalg_engine.notation import Table, parse_data, parse_table
from tests.examples import examples

NAN = math.nan


def same(values: np.ndarray, expected: list[list[float]]) -> bool:
    return np.array_equal(values, np.array(expected, dtype=float), equal_nan=True)


@pytest.mark.parametrize(
    "typed",
    [
        "1,2\n3,4", "1, 2\n3, 4\n\n", "1,2,\n3,4,", "1\t2\n3\t4", "1;2\n3;4", "1 2\n3 4",
        "1 2;\n3 4;", "1,2;\n3,4;", "1|2\n3|4", "|1|2|\n|3|4|", "1  2\n3  4", "1,2\r\n3,4\r\n",
        "```\n1,2\n3,4\n```", "```csv\n1,2\n3,4```", "[[1,2],[3,4]]", "[1 2; 3 4]", "1 2; 3 4",
        "array([[1., 2.],\n       [3., 4.]])", r"\begin{bmatrix}1&2\\3&4\end{bmatrix}",
        "A = [1,2;3,4]", "[1,2]\n[3,4]", '"1","2"\n"3","4"', "1,2e0\n6/2,2^2", "１,２\n３,４",
    ],
)  # fmt: skip
def test_plain_table(typed: str) -> None:
    table = parse_table(typed)
    assert table.values.dtype == np.float64
    assert table.values.tolist() == [[1, 2], [3, 4]]
    assert table.row_labels == table.column_labels == ()


@pytest.mark.parametrize(
    "blank",
    ["", "?", "-", "−", "_", ".", "nan", "NaN", "NA", "N/A", "null", "None"],
)
def test_blanks(blank: str) -> None:
    expected = [[1, NAN, 3], [4, 5, 6]]
    assert same(parse_table(f"1,{blank},3\n4,5,6").values, expected)
    assert same(parse_table(f"a|b|c\n1|{blank}|3\n4|5|6").values, expected)
    assert same(parse_table(f"[1,{blank},3; 4,5,6]").values, expected)


def test_blanks_in_brackets_with_blanks_between() -> None:
    assert same(parse_table("[1 ? 3; 4 5 _]").values, [[1, NAN, 3], [4, 5, NAN]])


@pytest.mark.parametrize(
    ("typed", "values", "rows", "columns"),
    [
        ("a,b\n1,2", [[1, 2]], (), ("a", "b")),
        ("score\n1\n2", [[1], [2]], (), ("score",)),
        ("id\n1\n2", [[1], [2]], (), ("id",)),
        ("ann,1,2\nbob,3,?", [[1, 2], [3, NAN]], ("ann", "bob"), ()),
        ("ann,?,?\nbob,1,2", [[NAN, NAN], [1, 2]], ("ann", "bob"), ()),
        (
            "name,math,art\nann,1,2\nbob,3,4",
            [[1, 2], [3, 4]],
            ("ann", "bob"),
            ("math", "art"),
        ),
        (",2019,2020\nann,1,2", [[1, 2]], ("ann",), ("2019", "2020")),
        (",a,b\n0,1,2\n1,3,4", [[1, 2], [3, 4]], ("0", "1"), ("a", "b")),
        ("x;y\n1,5;2\n", [[1.5, 2]], (), ("x", "y")),
        ("1,5\t2,25\n1\t2", [[1.5, 2.25], [1, 2]], (), ()),
        ("| a | b |\n|---|:-:|\n| 1 | - |", [[1, NAN]], (), ("a", "b")),
        ("a | b\n--- | ---\n1 | 2", [[1, 2]], (), ("a", "b")),
        (",a,b\n1,1,2\n2,3,4", [[1, 2], [3, 4]], ("1", "2"), ("a", "b")),
        ("person,a,b\n7,1,2\n3,3,4", [[1, 2], [3, 4]], ("7", "3"), ("a", "b")),
        ("person,a\n7,1\n7,3", [[7, 1], [7, 3]], (), ("person", "a")),
        ("     a    b\n0  1.0  2.0\n1  3.0  NaN", [[1, 2], [3, NAN]], ("0", "1"), ("a", "b")),
        ("     0    1\n0  1.0  2.0\n1  3.0  4.0", [[1, 2], [3, 4]], ("0", "1"), ("0", "1")),
        (
            "           math  art\nann  1  2\nbob smith  3.5  4\n\n[2 rows x 2 columns]",
            [[1, 2], [3.5, 4]],
            ("ann", "bob smith"),
            ("math", "art"),
        ),
        ('film,x\n"Smith, ""J""",1\n"B",3', [[1], [3]], ('Smith, "J"', "B"), ("x",)),
        ("Up,5\n1917,4\nHer,3", [[5], [4], [3]], ("Up", "1917", "Her"), ()),
        ("(a),1,2\n(b),3,4", [[1, 2], [3, 4]], ("(a)", "(b)"), ()),
        ("🙂,1,2\nＡ–B,3,4", [[1, 2], [3, 4]], ("🙂", "Ａ–B"), ()),
        (r"\begin{bmatrix}1 & \\ 3 & 4\end{bmatrix}", [[1, NAN], [3, 4]], (), ()),
        ("1,1/2\nsqrt(4),−2", [[1, 0.5], [2, -2]], (), ()),
        ("group,a\n18-24,1/2\n25-34,2", [[0.5], [2]], ("18-24", "25-34"), ("a",)),
        ("n;a;b\nx;1.200;0,5\ny;950;2,5", [[1200, 0.5], [950, 2.5]], ("x", "y"), ("a", "b")),
    ],
)
def test_table(
    typed: str, values: list[list[float]], rows: tuple[str, ...], columns: tuple[str, ...]
) -> None:
    table = parse_table(typed)
    assert same(table.values, values)
    assert (table.row_labels, table.column_labels) == (rows, columns)


@pytest.mark.parametrize(
    ("typed", "values", "rows", "columns"),
    [
        # A word above names or ids: the first row names the columns, whatever stands in it
        ("name,101,102,103\nann,5,?,4\nbob,1,4,?", [[5, NAN, 4], [1, 4, NAN]], ("ann", "bob"),
         ("101", "102", "103")),
        ("movie_title,1,2\nUp,5,3\n1917,4,1", [[5, 3], [4, 1]], ("Up", "1917"), ("1", "2")),
        ("name,1.0,2.0\nann,5,3\nbob,4,1", [[5, 3], [4, 1]], ("ann", "bob"), ("1.0", "2.0")),
        ("userId,101,102\n1,5,?\n2,1,4", [[5, NAN], [1, 4]], ("1", "2"), ("101", "102")),
        ("visitor,101,102\n1,5,?\n2,1,4", [[1, 5, NAN], [2, 1, 4]], (),
         ("visitor", "101", "102")),
        # ... but not where the word is a name as the others are
        ("ann,1,2\nbob,3,4", [[1, 2], [3, 4]], ("ann", "bob"), ()),
        ("film,5,3\nbook,2,4\nsong,1,1", [[5, 3], [2, 4], [1, 1]], ("film", "book", "song"), ()),
        ("name,5,5\nann,1,2", [[5, 5], [1, 2]], ("name", "ann"), ()),
        # Ids beside the names are no ratings
        ("name,id,A,B\nann,7,3,4\nbob,2,4,6", [[3, 4], [4, 6]], ("ann", "bob"), ("A", "B")),
        ("PassengerId,name,A,B\n1,ann,3,4\n2,bob,4,6", [[3, 4], [4, 6]], ("ann", "bob"),
         ("A", "B")),
        ("name,Dr. No,Id\nann,5,1\nbob,4,1", [[5, 1], [4, 1]], ("ann", "bob"), ("Dr. No", "Id")),
    ],
)  # fmt: skip
def test_which_names_are_whose(
    typed: str, values: list[list[float]], rows: tuple[str, ...], columns: tuple[str, ...]
) -> None:
    table = parse_table(typed)
    assert same(table.values, values)
    assert (table.row_labels, table.column_labels) == (rows, columns)


R_MATRIX = """     [,1] [,2]
[1,]    1    3
[2,]    2    4
"""
R_NAMED_COLUMNS = """     math art
[1,]    1   3
[2,]    2   4
"""
R_DATA_FRAME = """              mpg cyl
Mazda RX4     1.0   3
Mazda RX4 Wag 2.0   4
"""
PANDAS_INDEX = """           math  art
name
ann           1    3
bob smith     2    4
"""
PANDAS_PIVOT = """item    101  102
userId
1         1    3
2         2    4
"""
MYSQL = """+------+------+-----+
| name | math | art |
+------+------+-----+
| ann  |    1 |   3 |
| bob  |    2 |   4 |
+------+------+-----+
2 rows in set (0.00 sec)
"""
PSQL = """ name | math | art
------+------+-----
 ann  |    1 |   3
 bob  |    2 |   4
(2 rows)
"""
TIBBLE = """# A tibble: 2 × 3
  name   math   art
  <chr> <dbl> <dbl>
1 ann       1     3
2 bob       2     4
"""


@pytest.mark.parametrize(
    ("printed", "rows", "columns"),
    [
        (R_MATRIX, (), ()),
        (" ".join(R_MATRIX.split()), (), ()),
        (f"```r\n{R_MATRIX}```", (), ()),
        (R_NAMED_COLUMNS, ("1", "2"), ("math", "art")),
        (R_DATA_FRAME, ("Mazda RX4", "Mazda RX4 Wag"), ("mpg", "cyl")),
        (PANDAS_INDEX, ("ann", "bob smith"), ("math", "art")),
        (PANDAS_PIVOT, ("1", "2"), ("101", "102")),
        (MYSQL, ("ann", "bob"), ("math", "art")),
        (PSQL, ("ann", "bob"), ("math", "art")),
    ],
)
def test_what_other_programs_print(
    printed: str, rows: tuple[str, ...], columns: tuple[str, ...]
) -> None:
    table = parse_table(printed)
    assert table.values.tolist() == [[1, 3], [2, 4]]
    assert (table.row_labels, table.column_labels) == (rows, columns)
    assert parse_data(printed).values.tolist() == [[1, 3], [2, 4]]


def test_a_print_with_names_beside_the_counted_rows() -> None:
    data = parse_data(TIBBLE)
    assert data.values.tolist() == [[1, 3], [2, 4]]
    assert (data.row_labels, data.column_labels) == (("ann", "bob"), ("math", "art"))


TABLE_ERRORS = [
    ("", "nothing here", None),
    ("a,b", "only names", 0),
    ("a,b\n?,?", "no numbers", None),
    ("1,2\n3,4,5", "Row 2 has 3 cells, but row 1 has 2", 8),
    ("a,b\n1,2\n3", "Row 3 has 1 cell, but row 1 has 2", 8),
    ("1,2\n3,foo", "Row 2, column 2 says 'foo'", 6),
    ("5.1,3.5,setosa\n4.9,3.0,setosa", "Row 1, column 3 says 'setosa'", 8),
    ("a,b\n1,50%\n2,3", "only some cells of this column have a %", 6),
    ("a,b\n1,$5\n2,€3", "$ and €", 6),
    ("a,b\n1,5 kg\n2,3", "(kg) belongs in the column's name", 6),
    ("a,b\n1,2-1\n2,3", "a range, a score or a date", 6),
    ("a,b\n1,2024-01-02\n2,3", "a range, a score or a date", 6),
    ("a,b\n1,$12\n2,$5%", "Row 3, column 2 says '$5%'", 12),
    (R_MATRIX + R_MATRIX, "several blocks", len(R_MATRIX) + 15),
    ("   a  \\\n0  1\n1  2\n\n   b\n0  1\n1  2", "several blocks", 6),
    (TIBBLE + "# ℹ 7 more rows", "Rows were left out", len(TIBBLE)),
    ("my first exam art\nann 3 1\nbob 4 2", "names have blanks in them, paste CSV", 24),
    ("a b\n1 2\n3", "Row 3 has 1 cell, but row 1 has 2; where names", 8),
    ("1 2\n3 4\n5", "Row 3 has 1 cell, but row 1 has 2; write ?", 8),
    ("+-+-+", "no numbers", None),
    ("  a  b\n0 1  2\n.. ..  ..\n9 3  4", "left out", 14),
    ("1,2\n3,4 5", "Row 2, column 2 says '4 5'", 8),
    ("1..2,3\n1,2", "more than one decimal point", 2),
    ("1,234\t2\n1\t2", "could be 1234 or 1.234", 1),
    ("1,2\n3,1/0", "divides by 0", 8),
    ("1e999,1\n2,3", "too large", 0),
    ("1,2,...\n3,4,5", "left out", 4),
    ('"a,1\n2,3', "quotation mark", 0),
    ("[1,2\n3,4", "never closed", 0),
    ("[1 2; 3]", "Row 2 has 1 number", 6),
    ("a\u202eb,1\nc,2", "U+202E", 1),
    ("x" * 101 + ",1\ny,2", "longer than 100", 0),
    ("1," * 200_000 + "1\n" + "1," * 200_000 + "1", "cells", None),
    ("1" * 8_000_001, "too long", None),
    ("[" * 1_000_000, "in brackets", None),
    ("\n".join(f"sqrt({n}),1" for n in range(2_001)), "not plain numbers", 24_890),
    ("-" * 100_000 + "x\n" + "|" * 100_000, "", None),
]


@pytest.mark.parametrize(("typed", "part", "position"), TABLE_ERRORS)
def test_error(typed: str, part: str, position: int | None) -> None:
    with pytest.raises(InputError) as caught:
        parse_table(typed)
    assert part in caught.value.problem
    if part:
        assert caught.value.position == position


def test_a_big_table() -> None:
    numbers = np.random.default_rng(0).random((2_000, 60)).round(4)
    text = "\n".join(",".join(map(str, row)) for row in numbers.tolist())
    table = parse_table(text)
    assert np.array_equal(table.values, numbers)


names = st.text("abcdefgh ABÉ.", min_size=1, max_size=12).filter(
    lambda name: name.strip(" .eE") and name == name.strip()
)
cells = st.one_of(st.none(), st.floats(allow_nan=False, allow_infinity=False), st.integers(-99, 99))


@examples(0.6)
@given(
    st.data(),
    st.integers(2, 5),
    st.integers(2, 5),
    st.sampled_from([",", ";", "\t", " | "]),
    st.sampled_from(["", "?", "NaN"]),
)
def test_named_tables_read_back(
    data: st.DataObject, height: int, width: int, separator: str, blank: str
) -> None:
    rows = data.draw(st.lists(names, min_size=height, max_size=height))
    columns = data.draw(st.lists(names, min_size=width, max_size=width))
    values = [[1.0] * width] + [
        data.draw(st.lists(cells, min_size=width, max_size=width)) for _ in range(height - 1)
    ]
    lines = [separator.join(["name", *columns])]
    for name, row in zip(rows, values, strict=True):
        lines.append(separator.join([name, *(blank if v is None else repr(v) for v in row)]))
    if all(line.endswith(separator) for line in lines):
        return
    table = parse_table("\n".join(lines))
    assert isinstance(table, Table)
    assert table.row_labels == tuple(rows)
    assert table.column_labels == tuple(columns)
    assert same(table.values, [[NAN if v is None else v for v in row] for row in values])


def test_a_table_of_nothing_but_ids_has_numbers_too() -> None:
    one = parse_table("userId\n1\n2\n5")
    two = parse_table("userId,filmId\n1,4\n2,7\n5,3")

    assert one.values.tolist() == [[1], [2], [5]]
    assert (one.row_labels, one.column_labels, one.ids) == ((), ("userId",), ())
    assert two.values.tolist() == [[4], [7], [3]]
    assert (two.row_labels, two.column_labels, two.ids) == (("1", "2", "5"), ("filmId",), ())
