"""Tables as files and programs have them: each is read as the plain one with the same numbers."""

from __future__ import annotations

import io

import numpy as np
import pytest

from linalg_engine.errors import InputError
from linalg_engine.notation import DataTable, parse_data, parse_table

PLAIN = "name,a,b\nann,1,2\nbob,3,4\ncy,5,7"

NAMED = {
    "genres between bars": "name,g,a,b\nann,x|y,1,2\nbob,y,3,4\ncy,x|z,5,7",
    "a semicolon in a cell": "name,g,a,b\nann,x;y,1,2\nbob,q,3,4\ncy,x;y;z,5,7",
    "three backticks in a cell": 'name,a,b\nann,1,2\nbob,3,4\n"cy",5,7\n'.replace("cy", "c```y"),
    "comments": "# from the lab, 2020\n# by hand\nname,a,b\nann,1,2\nbob,3,4\ncy,5,7",
    "a title and a source": "Heights\n\nname,a,b\nann,1,2\nbob,3,4\ncy,5,7\nSource: the lab, 2020,",
    "a head of two lines": "Data Source,The Lab\nLast Updated Date,2020\n\n" + PLAIN,
    "polars": (
        "shape: (3, 3)\n┌──────┬─────┬─────┐\n│ name ┆ a   ┆ b   │\n│ ---  ┆ --- ┆ --- │\n"
        "│ str  ┆ i64 ┆ f64 │\n╞══════╪═════╪═════╡\n│ ann  ┆ 1   ┆ 2.0 │\n│ bob  ┆ 3   ┆ 4.0 │\n"
        "│ cy   ┆ 5   ┆ 7.0 │\n└──────┴─────┴─────┘"
    ),
    "DuckDB": (
        "┌─────────┬───────┬────────┐\n│  name   │   a   │   b    │\n│ varchar │ int32 │ double │\n"
        "├─────────┼───────┼────────┤\n│ ann     │     1 │    2.0 │\n│ bob     │     3 │    4.0 │\n"
        "│ cy      │     5 │    7.0 │\n└─────────┴───────┴────────┘"
    ),
    "rich": (
        "┏━━━━━━┳━━━┳━━━┓\n┃ name ┃ a ┃ b ┃\n┡━━━━━━╇━━━╇━━━┩\n│ ann  │ 1 │ 2 │\n"
        "│ bob  │ 3 │ 4 │\n│ cy   │ 5 │ 7 │\n└──────┴───┴───┘"
    ),
    "a grid": (
        "+------+---+---+\n| name | a | b |\n+======+===+===+\n| ann  | 1 | 2 |\n"
        "+------+---+---+\n| bob  | 3 | 4 |\n+------+---+---+\n| cy   | 5 | 7 |\n+------+---+---+"
    ),
    "HTML": (
        "<table border=1><tr><th>name</th><th>a</th><th>b</th></tr>"
        "<tr><td><b>ann</b></td><td>1</td><td>2</td></tr><tr><td>bob</td><td>3<td>4</tr>"
        "<tr><td>cy<td>5<td>7</table>"
    ),
    "LaTeX": (
        "\\begin{tabular}{l|rr}\n\\hline\nname & a & b \\\\\n\\hline\nann & 1 & 2 \\\\\n"
        "bob & $3$ & 4 \\\\[2pt]\n\\textbf{cy} & 5 & 7 \\\\\n\\hline\n\\end{tabular}"
    ),
    "JSON records": (
        '[{"name":"ann","a":1,"b":2},{"name":"bob","a":3,"b":4},{"name":"cy","a":5,"b":7}]'
    ),
    "JSON split": '{"columns":["a","b"],"index":["ann","bob","cy"],"data":[[1,2],[3,4],[5,7]]}',
    "JSON columns": '{"a":{"ann":1,"bob":3,"cy":5},"b":{"ann":2,"bob":4,"cy":7}}',
    "a dict": "{'name': ['ann', 'bob', 'cy'], 'a': [1, 3, 5], 'b': [2, 4, 7]}",
    "a frame of columns": (
        "df = pd.DataFrame({'name': ['ann', 'bob', 'cy'], 'a': [1, 3, 5], 'b': [2, 4, 7]})"
    ),
    "a frame of rows": (
        "import pandas as pd\ndf = pd.DataFrame([[1, 2], [3, 4], [5, 7]], columns=['a', 'b'],\n"
        "    index=['ann', 'bob', 'cy'])"
    ),
    "ARFF": (
        "% by hand\n@relation people\n@attribute name string\n@attribute 'a' numeric\n"
        "@ATTRIBUTE b real\n@data\n'ann',1,2\n'bob',3,4\n'cy',5,7\n"
    ),
    "single quotation marks": "'name','a','b'\n'ann',1,2\n'bob',3,4\n'cy',5,7",
    "single quotation marks and blanks": "'name' 'a' 'b'\n'ann' 1 2\n'bob' 3 4\n'cy' 5 7",
    "R's write.table": '"a" "b"\n"ann" 1 2\n"bob" 3 4\n"cy" 5 7',
}


TITLED = {
    "a title above two columns": "Heights of people\n\na,b\n1,2\n3,4\n5,7",
    "a title above a frame": (
        "Heights of people\n\n+---+---+\n| a | b |\n+===+===+\n| 1 | 2 |\n+---+---+\n"
        "| 3 | 4 |\n+---+---+\n| 5 | 7 |\n+---+---+"
    ),
    "comments above a print": "# of people\n# by hand\n   a  b\n0  1  2\n1  3  4\n2  5  7",
    "a title above a print": "Heights of all people\n\n   a  b\n0  1  2\n1  3  4\n2  5  7",
    "a source below a print": "   a  b\n0  1  2\n1  3  4\n2  5  7\nSource: the office of people",
    "comments above write.table": '# by hand\n"a" "b"\n"1" 1 2\n"2" 3 4\n"3" 5 7',
    "a bar above an index": "|a|b\n1|1|2\n2|3|4\n3|5|7",
}


@pytest.mark.parametrize("kind", TITLED)
def test_titles_comments_and_sources_are_no_rows(kind: str) -> None:
    data = parse_data(TITLED[kind])

    assert (data.values.tolist(), data.column_labels) == ([[1, 2], [3, 4], [5, 7]], ("a", "b"))
    assert ("bar" in kind) != bool(data.ignored)


@pytest.mark.parametrize("separator", [" ", ",", "\t"])
def test_the_heads_that_savetxt_writes_as_a_comment(separator: str) -> None:
    file = io.StringIO()
    values = np.array([[1.5, 2], [3, 4], [5, 7], [0, 1e-5]])
    np.savetxt(file, values, header=separator.join(["mass", "age"]), delimiter=separator)

    data = parse_data(file.getvalue())

    assert (data.column_labels, data.ignored) == (("mass", "age"), ())
    np.testing.assert_array_equal(data.values, values)


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("x y z\n\n1 2 3\n4 5 6", 2),  # heads, though an empty line follows
        ("1 2 3\n\n4 5 6\n7 8 9", 3),
        ("3 4\n\n1 2\n4 5", 3),
    ],
)
def test_a_first_line_as_long_as_the_rows_is_no_title(text: str, count: int) -> None:
    data = parse_data(text)

    assert (len(data.values), data.ignored) == (count, ())


JULIA = (
    "3×2 DataFrame\n Row │ a      b\n     │ Int64  Float64\n─────┼────────────────\n"
    "   1 │     1      2.0\n   2 │     3      4.0\n   3 │     5      7.0"
)


def content(data: DataTable) -> tuple[list[list[float]], tuple[str, ...], tuple[str, ...]]:
    return data.values.tolist(), data.column_labels, data.row_labels


@pytest.mark.parametrize("kind", NAMED)
def test_it_is_the_table_that_it_says(kind: str) -> None:
    values, columns, rows = content(parse_data(NAMED[kind]))

    assert (values, columns) == ([[1, 2], [3, 4], [5, 7]], ("a", "b"))
    assert [row.replace("`", "") for row in rows] == ["ann", "bob", "cy"]


@pytest.mark.parametrize(
    "text",
    [
        JULIA,
        "```r\n> head(x)\n  a b\n1 1 2\n2 3 4\n3 5 7\n```",
        "> x\n  a b\n1 1 2\n2 3 4\n3 5 7",
        '"a" "b"\n"1" 1 2\n"2" 3 4\n"3" 5 7',
    ],
)
def test_counted_rows_keep_their_numbers(text: str) -> None:
    assert content(parse_data(text)) == ([[1, 2], [3, 4], [5, 7]], ("a", "b"), ("1", "2", "3"))


@pytest.mark.parametrize(
    "code",
    [
        "..",
        "#N/A",
        "#DIV/0!",
        "#VALUE!",
        ":",
        "\\N",
        "n.a.",
        "--",
        "---",
        "NaT",
        "nil",
        "missing",
        "*",
    ],
)
def test_codes_for_what_is_missing_are_blanks(code: str) -> None:
    data = parse_data(f"c,x,y\na,1,{code}\nb,2,3\nd,{code},5")

    np.testing.assert_array_equal(data.values, [[1, np.nan], [2, 3], [np.nan, 5]])


@pytest.mark.parametrize(
    ("text", "columns"),
    [
        ("height,weight\ncm,kg\n170,60\n180,81\n165,55", ("height cm", "weight kg")),
        ("A,A,B\nx,y,x\n1,2,3\n4,5,7\n1,1,2", ("A x", "A y", "B x")),
    ],
)
def test_units_or_a_second_line_of_heads_belong_to_the_names(
    text: str, columns: tuple[str, ...]
) -> None:
    assert parse_data(text).column_labels == columns


def test_the_three_lines_of_heads_of_orange() -> None:
    data = parse_data(
        "sepal\tpetal\tiris\nc\tc\td\n\t\tclass\n5.1\t1.4\tsetosa\n4.9\t1.5\tsetosa\n"
        "6.3\t4.7\tversicolor\n6.0\t4.5\tversicolor"
    )

    assert data.column_labels == ("sepal", "petal")
    assert [category.name for category in data.categories] == ["iris"]
    assert len(data.values) == 4
    assert data.ignored == ("c c d", "class")


@pytest.mark.parametrize(
    "text",
    [
        "3,2,setosa,versicolor\n5.1,3.5,0\n4.9,3,0\n6.4,3.2,1",  # as scikit-learn ships them
        "3,2,red\n5.1,3.5,0\n4.9,3,0\n6.4,3.2,1",
        "3 3\n5.1 3.5 0\n4.9 3 0\n6.4 3.2 1",
    ],
)
def test_a_first_line_may_tell_the_size(text: str) -> None:
    data = parse_data(text)

    assert data.values[:, 0].tolist() == [5.1, 4.9, 6.4]
    assert len(data.ignored) == 1


def test_a_first_row_that_is_no_size_is_a_row() -> None:
    assert len(parse_data("3,2,1\n5,3,0\n4,3,0\n6,3,1").values) == 4
    assert len(parse_data("3,2\n5,3\n4,3\n6,3").values) == 4
    assert len(parse_data("3,3\n5,3\n4,3\n6,3").values) == 4


@pytest.mark.parametrize("last", ["dora", "dora,4", "4"])
def test_a_row_that_lacks_cells_is_no_note(last: str) -> None:
    with pytest.raises(InputError, match="Row 4 has"):
        parse_data(f"name,a,b\nann,1,2\nbob,3,4\n{last}")


def test_what_stands_around_a_table_is_told() -> None:
    data = parse_data("Heights of people\nname,a,b\nann,1,2\nbob,3,4\nSource: the lab")

    assert data.ignored == ("Heights of people", "Source: the lab")


@pytest.mark.parametrize(
    "text",
    [
        "│ a ┆ b │\n│ 1 ┆ 2 │\n│ … ┆ … │\n│ 5 ┆ 7 │",
        "  a  b\n0 1  2\n.. ..  ..\n9 3  4",
    ],
)
def test_rows_left_out_of_a_print_are_missed(text: str) -> None:
    with pytest.raises(InputError, match="left out"):
        parse_data(text)


@pytest.mark.parametrize(
    "text",
    [
        "{" * 5000 + "}" * 5000,
        "[{" + "'a':" * 10_000,
        "pd.DataFrame(__import__('os').system('true'))",
        "pd.DataFrame({'a': [1, 2], 'b': open('x')})",
        "<table>" + "<tr>" * 3000,
        "[{'a': 9**9**9}]",
        "\\begin{tabular}{" + "{" * 3000,
        "@relation x\n@data\n",
        "│" * 5000,
    ],
)
def test_hostile_sources_are_refused_in_words(text: str) -> None:
    with pytest.raises(InputError):
        parse_data(text)


def test_three_heads_of_orange_with_values_and_gaps() -> None:
    data = parse_data(
        "name\tage\tkind\tpain\tlevel\n"
        "\tc\t0 1\tnone typical\\ ang\tc\n"
        "\t\tclass\t\tweight\n"
        "ann\t63\t0\tnone\t2.5\n"
        "bob\t67\t1\ttypical ang\t1\ncy\t41\t0\tnone\t3\ndora\t50\t1\tnone\t4"
    )
    without_flags = parse_data("a\tb\tc\nc\tc\td\n1\t2\tx\n3\t5\ty\n4\t1\tx")

    assert data.column_labels == ("age", "level")
    assert (data.row_labels, len(data.values)) == (("ann", "bob", "cy", "dora"), 4)
    assert data.ignored[0] == "c 0 1 none typical\\ ang c"
    assert without_flags.values.tolist() == [[1, 2], [3, 5], [4, 1]]


def test_two_heads_of_pandas_and_the_name_of_the_index() -> None:
    data = parse_data(
        ",2021,2021,2022,2022\n,W,D,W,D\nTeam,,,,\nArsenal,22,3,26,6\nChelsea,21,11,11,11\nSpurs,22,5,18,6"
    )

    assert data.column_labels == ("2021 W", "2021 D", "2022 W", "2022 D")
    assert data.row_labels == ("Arsenal", "Chelsea", "Spurs")


def test_what_an_instrument_writes_above_its_numbers() -> None:
    rows = "".join(f"{x / 10}  {x * x}  {x % 5}.5\n" for x in range(12))
    data = parse_data(f"Scattering of a sample, by hand\nCounts 300 of 400 in all\n{rows}")

    assert data.values.shape == (12, 3)
    assert data.ignored == ("Scattering of a sample, by hand", "Counts 300 of 400 in all")


def test_blanks_between_numbers_and_a_tab_before_the_name() -> None:
    data = parse_data(
        'mpg\tweight power\tname\n18.0   3504.   130.0\t"buick skylark 320"\n'
        '15.0   3693.   165.0\t"plymouth satellite"\n16.0   3433.   ?\t"amc rebel"\n'
    )

    assert data.column_labels == ("mpg", "weight", "power")
    assert data.row_labels == ("buick skylark 320", "plymouth satellite", "amc rebel")


def test_a_quotation_mark_inside_a_cell_is_one() -> None:
    data = parse_data('name,x,y\n5" disk,1,2\n"tape, wide",3,5')

    assert data.row_labels == ('5" disk', "tape, wide")


def test_records_below_data_are_records() -> None:
    data = parse_data('{"data":[{"a":1,"b":2},{"a":3,"b":5}]}')

    assert data.column_labels == ("a", "b")
    assert data.values.tolist() == [[1, 2], [3, 5]]


def test_one_row_below_the_name_of_its_index() -> None:
    table = parse_table("      math  art\nname\nann      1    2\n")

    assert (table.row_labels, table.column_labels) == (("ann",), ("math", "art"))
    assert table.values.tolist() == [[1, 2]]


@pytest.mark.parametrize("after", [" + 1", ".a", "[0]"])
def test_more_than_a_call_of_pandas_is_no_table(after: str) -> None:
    with pytest.raises(InputError):
        parse_data(f"pd.DataFrame({{'a': [1, 2], 'b': [3, 5]}}){after}")


def test_two_cells_of_dots_stand_for_rows() -> None:
    with pytest.raises(InputError, match="left out"):
        parse_data("a,b\n1,2\n..,..\n3,4")


def test_numbers_that_descend_behind_a_word_are_no_heads() -> None:
    with pytest.raises(InputError, match="zork"):
        parse_table("zork,3,1\n7,5,2\n9,4,1")


def test_whole_numbers_above_decimals_name_columns_beside_words() -> None:
    data = parse_data(
        "CAS\tname (J/K)\t200\t250\t300\n65-85-0\tBenzoic acid\t102.7\t123.5\t147.4\n"
        "74-82-8\tGraphite\t5.01\t6.82\t8.58\n7440-25-7\tTantalum\t24.08\t24.86\t25.31\n"
    )
    cumulative = parse_data("ann\t1\t4\t9\nbob\t2\t5\t6\ncy\t3\t4\t8\n")

    assert data.column_labels == ("200", "250", "300")
    assert data.row_labels == ("Benzoic acid", "Graphite", "Tantalum")
    assert cumulative.row_labels == ("ann", "bob", "cy")
