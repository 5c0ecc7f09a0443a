"""Data sets as people paste them: numbers, names, categories and what is left out."""

from __future__ import annotations

import csv
import io
import math
from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from linalg_engine.errors import InputError
from linalg_engine.notation import Category, DataTable, Table, parse_data, parse_table
from tests.examples import examples

NAN = math.nan

IRIS = """sepal_length,sepal_width,species
5.1,3.5,setosa
4.9,3.0,setosa
7.0,3.2,versicolor
6.4,,versicolor
6.3,3.3,virginica
5.8,2.7,virginica
"""


def same(values: np.ndarray, expected: list[list[float]]) -> bool:
    return np.array_equal(values, np.array(expected, dtype=float), equal_nan=True)


def test_a_column_of_repeated_words_is_a_category() -> None:
    data = parse_data(IRIS)

    assert same(data.values, [[5.1, 3.5], [4.9, 3], [7, 3.2], [6.4, NAN], [6.3, 3.3], [5.8, 2.7]])
    assert data.column_labels == ("sepal_length", "sepal_width")
    assert data.row_labels == ()
    assert data.dropped == ()
    species = ("setosa", "setosa", "versicolor", "versicolor", "virginica", "virginica")
    assert data.categories == (Category("species", species),)


@pytest.mark.parametrize(
    "change",
    [
        lambda text: "\ufeff" + text,
        lambda text: text.replace("\n", "\r\n"),
        lambda text: text.replace(",", "\t"),
        lambda text: text.replace(",", ";").replace(".", ","),
        lambda text: text.replace(",", "\t").replace(".", ","),
        lambda text: "\n".join(f"| {line.replace(',', ' | ')} |" for line in text.split("\n")[:-1]),
        lambda text: f"```csv\n{text}```",
        lambda text: f"Can somebody explain these 6 flowers?\n```\n{text}```\nThanks, 2 of us ask.",
        lambda text: " ".join(text.split("\n")),
        lambda text: "\n".join(",".join(f'"{c}"' for c in row.split(",")) for row in text.split()),
    ],
)  # fmt: skip
def test_the_same_data_in_other_dress(change: Callable[[str], str]) -> None:
    expected, data = parse_data(IRIS), parse_data(change(IRIS))

    assert same(data.values, expected.values.tolist())
    assert data.categories == expected.categories
    assert (data.column_labels, data.dropped) == (expected.column_labels, ())


@pytest.mark.parametrize(
    ("typed", "values", "rows", "columns", "categories", "dropped"),
    [
        ("1,2\n3,4", [[1, 2], [3, 4]], (), (), (), ()),
        ("[1 2; 3 ?]", [[1, 2], [3, NAN]], (), (), (), ()),
        ("1 2; 3 4; 5 6", [[1, 2], [3, 4], [5, 6]], (), (), (), ()),
        ("1\n2\n4", [[1], [2], [4]], (), (), (), ()),
        # Names of rows: the first column of words that differ, wherever it is
        ("ann,3\nbob,4", [[3], [4]], ("ann", "bob"), ("column 2",), (), ()),
        ("x,who\n3,ann\n4,bob", [[3], [4]], ("ann", "bob"), ("x",), (), ()),
        ("a,1\nb,2\nc,3\nc,4", [[1], [2], [3], [4]], ("a", "b", "c", "c"), ("column 2",), (), ()),
        ("n,x\nann,3\n,4\nbob,5\ncy,6", [[3], [4], [5], [6]], ("ann", "", "bob", "cy"), ("x",),
         (), ()),
        # ... of which a second one is left out, and so is a constant one
        ("who,city,u,x\nann,Rome,cm,1\nbob,Bonn,cm,2\ncy,Oslo,cm,4", [[1], [2], [4]],
         ("ann", "bob", "cy"), ("x",), (), ("city", "u")),
        # No header although two of three columns have words
        ("ann,f,3\nbob,m,4\ncarl,m,5\ndora,f,1", [[3], [4], [5], [1]],
         ("ann", "bob", "carl", "dora"), ("column 3",),
         (Category("column 2", ("f", "m", "m", "f")),), ()),
        # An index is no measurement
        ("id,a,b\n17,2,3\n4,3,4", [[2, 3], [3, 4]], ("17", "4"), ("a", "b"), (), ()),
        (",a,b\n5,1,2\n6,3,4", [[1, 2], [3, 4]], ("5", "6"), ("a", "b"), (), ()),
        ("id,who,x\n1,ann,5\n2,bob,6", [[5], [6]], ("ann", "bob"), ("x",), (), ("id",)),
        ("a,b\n1,2\n2,3", [[1, 2], [2, 3]], (), ("a", "b"), (), ()),
        ("name,id,a\nann,17,3\nbob,4,5", [[3], [5]], ("ann", "bob"), ("a",), (), ("id",)),
        ("a,MatNr,b\n3,1234,4\n4,1200,6", [[3, 4], [4, 6]], ("1234", "1200"), ("a", "b"), (), ()),
        ("CustomerID,age\n1,30\n2,40", [[30], [40]], ("1", "2"), ("age",), (), ()),
        ("PassengerId,age\n1.0,30\n2.0,40", [[30], [40]], ("1.0", "2.0"), ("age",), (), ()),
        ("x,group id\n1,7\n2,7", [[1], [2]], ("7", "7"), ("x",), (), ()),
        ("covid,x\n1,7\n2,8", [[1, 7], [2, 8]], (), ("covid", "x"), (), ()),
        # A word above names or ids
        ("name,0,1\nann,5,2\nbob,1,4", [[5, 2], [1, 4]], ("ann", "bob"), ("0", "1"), (), ()),
        ("id,name,10,20\n1,ann,5,2\n2,bob,1,4", [[5, 2], [1, 4]], ("ann", "bob"), ("10", "20"),
         (), ("id",)),
        ("sex,1,2\nf,3,4\nm,2,3\nf,1,1\nm,2,2", [[3, 4], [2, 3], [1, 1], [2, 2]], (), ("1", "2"),
         (Category("sex", ("f", "m", "f", "m")),), ()),
        ("userId,101,102\n4,5,2\n9,1,4", [[5, 2], [1, 4]], ("4", "9"), ("101", "102"), (), ()),
        # Years as heads
        ("land,2019,2020\nfr,1,2\nde,3,4", [[1, 2], [3, 4]], ("fr", "de"), ("2019", "2020"),
         (), ()),
        # Dates and times are words, and no differences and quotients
        ("day,x\n2024-01-02,1\n2024-01-03,2", [[1], [2]], ("2024-01-02", "2024-01-03"), ("x",),
         (), ()),
        ("x,at\n1,12:30\n2,13:30", [[1], [2]], ("12:30", "13:30"), ("x",), (), ()),
        ("x,at\n1,1/2/2024\n2,1/3/2024", [[1], [2]], ("1/2/2024", "1/3/2024"), ("x",), (), ()),
        # Empty columns
        ("x,e,y\n1,,2\n2,?,3", [[1, 2], [2, 3]], (), ("x", "y"), (), ("e",)),
        ("x,,y\n1,,2\n2,,3", [[1, 2], [2, 3]], (), ("x", "y"), (), ("column 2",)),
        # Thousands, where they are clear, and commas that others make clear
        ('a,b\n"1,234.5",2\n"1,234,567",4', [[1234.5, 2], [1234567, 4]], (), ("a", "b"), (), ()),
        ("a;b\n1.234,5;2\n1.234.567;4", [[1234.5, 2], [1234567, 4]], (), ("a", "b"), (), ()),
        ("a\tb\n1,5\t2\n1,234\t4", [[1.5, 2], [1.234, 4]], (), ("a", "b"), (), ()),
        # A name with a line end in it
        ('who,x\n"ann\nlee",1\nbob,2', [[1], [2]], ("ann\nlee", "bob"), ("x",), (), ()),
    ],
)  # fmt: skip
def test_what_the_columns_are_for(
    typed: str,
    values: list[list[float]],
    rows: tuple[str, ...],
    columns: tuple[str, ...],
    categories: tuple[Category, ...],
    dropped: tuple[str, ...],
) -> None:
    data = parse_data(typed)

    assert same(data.values, values)
    assert (data.row_labels, data.column_labels) == (rows, columns)
    assert data.categories == categories
    assert tuple(column.name for column in data.dropped) == dropped


DATA_ERRORS = [
    ("", "nothing here", None),
    ("1,2", "one row of numbers", None),
    ("[1 2 3]", "one row of numbers", None),
    ("a,b\n1,2", "one row of numbers", None),
    ("a,b\nx,y\nz,w", "No column of this table has numbers", 4),
    ("?,?\n?,?", "No column", 0),
    ("[?, ?; ?, ?]", "no numbers", None),
    ("x,y\n12,1\nabc,2\n15,3", "Row 3, column 1 says 'abc'", 9),
    ("1,2\n3,foo", "Row 2, column 2 says 'foo'", 6),
    ("x,y\n1,2\n3", "Row 3 has 1 cell, but row 1 has 2", 8),
    ("x\ty\n1\t2,345\n3\t4", "could be 2345 or 2.345", 7),
    ("x\ty\tz\n1.5\t2,5\t3\n3\t4\t4,567", "could be 4567 or 4.567", 21),
    ("x;y\n1;2\n1-2;3\n4;5", "Row 3, column 1 says '1-2'", 8),
    ("1-2,3\n4,5\n6,7", "Row 1, column 1 says '1-2'", 0),
    ("x,y\n1,2\n3,2\n3,2-1", "a range, a score or a date", 14),
    ("x,bp\nann,120/80\nbob,130/85", "'120/80' could be a fraction or a date", 9),
    ("x,m\nann,5 kg\nbob,3 kg", "'5 kg' has a unit", 8),
    ("x,y\n1,2\n1e999,2", "too large", 8),
    ("Look:\n```\na,b\n1,2\n3,50%\n```", "Row 3, column 2 says '50%'", 20),
    ("x,y\n1,inf\n2,3", "Row 2, column 2 says 'inf'", 6),
    ("a\u202eb,1\nc,2", "U+202E", 1),
]  # fmt: skip


@pytest.mark.parametrize(("typed", "part", "position"), DATA_ERRORS)
def test_what_cannot_be_read_is_said_with_its_place(
    typed: str, part: str, position: int | None
) -> None:
    with pytest.raises(InputError) as caught:
        parse_data(typed)

    assert part in caught.value.problem
    assert caught.value.position == position


@pytest.mark.parametrize(
    ("typed", "reason", "sample"),
    [
        ("name,phone,x\nann,555-1234,1\nbob,555-1235,2", "ranges", "555-1234"),
        ("name,when,x\nann,2024-01-02,1\nbob,2024-01-03,2", "ranges", "2024-01-02"),
        ("name,age,x\nann,<18,1\nbob,18-24,2\ncy,65+,3", "ranges", "<18"),
        ("name,score,x\nann,2-1,1\nbob,0 - 0,2", "ranges", "2-1"),
        ("name,bp,x\nann,120/80,1\nbob,130/85,2", "quotients", "120/80"),
        ("day,x\n1/2,1\n1/3,2", "quotients", "1/2"),
        ("name,mass,x\nann,5 kg,1\nbob,3 kg,2", "units", "5 kg"),
        ("mass,x\n5.5kg,1\n,2\n3kg,2", "units", "5.5kg"),
        ("name,e,x\nann,,1\nbob,?,2", "empty", ""),
        ("name,id,x\nann,4,1\nbob,5,2", "ids", "4"),
        ("name,note,x\nann,good,1\nbob,fair,2", "words", "good"),
    ],
)
def test_why_a_column_is_left_out(typed: str, reason: str, sample: str) -> None:
    data = parse_data(typed)

    assert data.column_labels == ("x",)
    assert [(column.reason, column.sample) for column in data.dropped] == [(reason, sample)]


def test_ranges_that_repeat_are_categories() -> None:
    data = parse_data("age,x\n18-24,1\n65+,2\n18-24,3\n65+,4")

    assert data.categories == (Category("age", ("18-24", "65+", "18-24", "65+")),)


def test_fractions_among_nothing_but_numbers_are_numbers() -> None:
    assert same(parse_data("1,1/2\n2,1/3").values, [[1, 1 / 2], [2, 1 / 3]])
    assert same(parse_data("p,q\n1/2,1/3\n1/4,1/5").values, [[1 / 2, 1 / 3], [1 / 4, 1 / 5]])
    assert same(parse_data("p,q\n1,1/3\n2,4\n3,5").values, [[1, 1 / 3], [2, 4], [3, 5]])


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        # Where the column shows what stands between thousands, it does so in each cell
        (["3.755.251", "336.465", "950"], [3755251, 336465, 950]),
        (["8,336,817", "950,000", "12"], [8336817, 950000, 12]),
        (["1.234,5", "1.234", "2,125"], [1234.5, 1234, 2.125]),
        (["1,234.5", "1,234", "2.125"], [1234.5, 1234, 2.125]),
        (["0,125", "1,250"], [0.125, 1.25]),
        (["0.125", "1.250"], [0.125, 1.25]),
        (["1.200", "2.400"], [1.2, 2.4]),
        (["1'234'567", "1'234.5", "12"], [1234567, 1234.5, 12]),
        (["1 234 567", "1 234,5", "12"], [1234567, 1234.5, 12]),
        (["50%", "12.5 %", "?"], [50, 12.5, NAN]),
        (["$1.20", "-$3", "$ 4"], [1.2, -3, 4]),
        (["$1,200", "$950", "$12,000"], [1200, 950, 12000]),
        (["1,20 €", "1.300,00 €", "2 €"], [1.2, 1300, 2]),
        (["$12,000.00", "$8,500", "7"], [12000, 8500, 7]),
        (["(120)", "130", "(1,250.50)"], [-120, 130, -1250.5]),
        (["($5)", "$6", "7"], [-5, 6, 7]),
    ],
)
def test_marks_in_numbers_mean_what_their_column_shows(
    cells: list[str], expected: list[float]
) -> None:
    data = parse_data("name\tx\ty\n" + "".join(f"r{k}\t{c}\t{k}\n" for k, c in enumerate(cells)))

    assert data.values[:, 0].tolist() == pytest.approx(expected, rel=1e-15, nan_ok=True)


def test_decimal_commas_in_one_column_make_points_in_another_clear() -> None:
    towns = "Ort;Einwohner;Fläche\nBonn;336.465;141,1\nKöln;95.084;405,0"

    assert same(parse_data(towns).values, [[336465, 141.1], [95084, 405]])
    assert same(parse_data(towns.replace(",", ".")).values, [[336.465, 141.1], [95.084, 405]])


def test_at_most_twelve_words_are_categories() -> None:
    def with_words(count: int) -> DataTable:
        return parse_data("g,x\n" + "".join(f"w{k % count},{k}\n" for k in range(60)))

    assert len(set(with_words(12).categories[0].values)) == 12
    assert with_words(13).categories == ()
    assert [(column.name, column.reason) for column in with_words(13).dropped] == [("g", "words")]


def test_five_thousand_rows_of_sixty_with_words_beside() -> None:
    numbers = np.random.default_rng(1).integers(0, 10, (5_000, 60))
    lines = [f"r{k},{'ab'[k % 2]}," + ",".join(map(str, row)) for k, row in enumerate(numbers)]

    data = parse_data("\n".join(lines))

    assert np.array_equal(data.values, numbers)
    assert data.row_labels[-1] == "r4999"
    assert data.categories[0].values[:3] == ("a", "b", "a")


@pytest.mark.parametrize("parse", [parse_data, parse_table])
@pytest.mark.parametrize(
    "typed", ["a,b 1,2 3,4", "a\tb 1\t2 3\t4", "a;b 1,0;2,0 3;4", "  a,b  1,2  3,4 "]
)
def test_line_ends_lost_in_pasting_are_found_again(
    parse: Callable[[str], DataTable | Table], typed: str
) -> None:
    table = parse(typed)

    assert same(table.values, [[1, 2], [3, 4]])
    assert table.column_labels == ("a", "b")


words = st.text("abcdefgh ÄÖ漢字", min_size=1, max_size=8).map(lambda s: f"w{s}".strip())


@examples(0.4)
@given(
    st.lists(st.lists(st.none() | st.floats(-1e9, 1e9), min_size=3, max_size=3), min_size=3,
             max_size=6),
    st.lists(words, min_size=6, max_size=6, unique=True),
    st.sampled_from([",", ";", "\t"]),
)  # fmt: skip
def test_what_a_csv_writer_writes_is_read_back(
    cells: list[list[float | None]], names: list[str], separator: str
) -> None:
    cells = [[1.0, 2.0, 3.0], [4.0, 5.0, 6.0], *cells]
    text = io.StringIO()
    writer = csv.writer(text, delimiter=separator)
    writer.writerow(["", "p", "q", "r", "kind"])
    for number, row in enumerate(cells):
        name = f"{names[number % 6]}{number}"
        writer.writerow([name, *("" if c is None else repr(c) for c in row), "ab"[number % 2]])

    data = parse_data(text.getvalue())

    assert same(data.values, [[NAN if c is None else c for c in row] for row in cells])
    assert data.row_labels == tuple(f"{names[n % 6]}{n}" for n in range(len(cells)))
    assert data.categories == (Category("kind", tuple("ab"[n % 2] for n in range(len(cells)))),)
