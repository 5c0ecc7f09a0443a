"""Prints and pastes as people post them."""

from __future__ import annotations

import numpy as np
import pytest

from linalg_engine.errors import InputError
from linalg_engine.notation import parse_data


def test_a_tibble_with_the_signs_of_comments_and_groups() -> None:
    data = parse_data(
        "## # A tibble: 6 × 5\n"
        "## # Groups:   site, height [1]\n"
        "##   site  level height  rain   tmax\n"
        "##   <chr> <chr>  <dbl> <dbl>  <dbl>\n"
        "## 1 BH    Low     511.  94.0   14.9\n"
        "## 2 BH    Low     511.  83.2   -1.1\n"
        "## 3 CC    Low     313. 124.    13.9\n"
    )

    assert data.column_labels == ("height", "rain", "tmax")
    assert data.values.tolist() == [[511, 94, 14.9], [511, 83.2, -1.1], [313, 124, 13.9]]


def test_names_with_commas_between_columns_of_numbers() -> None:
    data = parse_data(
        "#> # A tibble: 3 × 4\n#>   term     est lower upper\n#>   <chr>  <dbl> <dbl> <dbl>\n"
        "#> 1 ICC(A,1)  0.3   0.2   0.4\n#> 2 ICC(A,k)  0.9   0.8   1\n"
        "#> 3 ICC(C,1)  0.4   0.3   0.5\n"
    )

    assert data.column_labels == ("est", "lower", "upper")
    assert data.row_labels == ("ICC(A,1)", "ICC(A,k)", "ICC(C,1)")


def test_years_in_quotes_beside_the_numbers_of_rows() -> None:
    data = parse_data(
        "# A tibble: 3 × 3\n  month    `1990` `1991`\n  <fct>     <dbl>  <dbl>\n"
        "1 January    NA     -0.8\n2 February   NA     11\n3 March       2     15.8\n"
    )

    assert data.column_labels == ("1990", "1991")
    assert data.row_labels == ("January", "February", "March")


@pytest.mark.parametrize("prefix", ["", "## ", "#> ", "# ", "> ", "    "])
def test_a_summary_of_r_with_names_of_several_words(prefix: str) -> None:
    text = (
        "Importance of components:\n"
        "                          PC1    PC2     PC3\n"
        "Standard deviation     1.5749 0.9949 0.59713\n"
        "Proportion of Variance 0.6201 0.2474 0.08914\n"
        "Cumulative Proportion  0.6201 0.8675 2.7e-14\n"
    )
    data = parse_data("".join(prefix + line for line in text.splitlines(keepends=True)))

    assert data.column_labels == ("PC1", "PC2", "PC3")
    assert data.row_labels[0] == "Standard deviation"
    assert data.values[2].tolist() == [0.6201, 0.8675, 2.7e-14]


def test_a_matrix_of_r_in_comments() -> None:
    data = parse_data("#        [,1]   [,2]\n# [1,] -0.536  0.418\n# [2,] -0.583  0.188\n")

    assert data.values.tolist() == [[-0.536, 0.418], [-0.583, 0.188]]


def test_a_frame_of_julia_below_its_size() -> None:
    old = parse_data(
        "3x1 DataFrame:\n              a\n[1,]    -0.4554\n[2,]   -0.03064\n[3,]    0.01071\n"
    )
    newer = parse_data(
        "3x1 DataFrame\n|-----|------|\n| Row | a    |\n| 1   | -0.5 |\n"
        "| 2   | 0.25 |\n| 3   | 1    |\n"
    )

    assert (old.column_labels, newer.column_labels) == (("a",), ("a",))
    np.testing.assert_array_equal(old.values[:, 0], [-0.4554, -0.03064, 0.01071])
    np.testing.assert_array_equal(newer.values[:, 0], [-0.5, 0.25, 1])


def test_bold_cells_of_markdown() -> None:
    data = parse_data(
        "| Model | Acc | F1 |\n|:--|--:|--:|\n| A | 0.76 | 0.75 |\n| **B-16** | **0.81** | *0.8* |"
    )

    assert data.row_labels == ("A", "B-16")
    assert data.values.tolist() == [[0.76, 0.75], [0.81, 0.8]]


def test_spans_of_time_and_texts_of_a_spreadsheet_are_no_numbers() -> None:
    energy = parse_data(
        "Date;Time;Volume;Price\n01.03.2015;00:00 - 00:15;300,000;11,18\n"
        "01.03.2015;00:15 - 00:30;-184,000;10,76\n01.03.2015;00:30 - 00:45;-91,000;-1,51\n"
    )
    products = parse_data(
        '"name";"code";"low";"high"\n"A";=("84451620");39,20;59,51\n"B";=("21252536");1,2;6,82'
    )

    assert energy.values.tolist() == [[300, 11.18], [-184, 10.76], [-91, -1.51]]
    assert products.values.tolist() == [[39.2, 59.51], [1.2, 6.82]]


def test_one_column_of_long_decimals_with_commas() -> None:
    data = parse_data("1,41552492693104\n1,9509035661854\n0,763211694509166")

    assert data.values.tolist() == [[1.41552492693104], [1.9509035661854], [0.763211694509166]]


TABULAR = (
    "\\begin{tabular}{lrrrr}\\toprule\n & \\multicolumn{2}{c}{There} & "
    "\\multicolumn{2}{c}{Back}\\\\\\cmidrule(lr){2-3}\nName & Mean & Most & Mean & Most\\\\"
    "\\midrule\nPlain & 1.2 & 3.4 & 0.5 & 2 \\\\\nWith $K=6$ & 0.9 & 2.7 & 0.4 & 1.8 \\\\\n"
    "All & 0.7 & 2.1 & 0.3 & 1.7 \\\\\\bottomrule\\end{tabular}"
)
HTML = (
    "<table><tr><th></th><th colspan=2>There</th><th colspan='2'>Back</th></tr>"
    "<tr><th>Name</th><th>Mean</th><th>Most</th><th>Mean</th><th>Most</th></tr>"
    "<tr><td>Plain</td><td>1.2</td><td>3.4</td><td>0.5</td><td>2</td></tr>"
    "<tr><td>With K=6</td><td>0.9</td><td>2.7</td><td>0.4</td><td>1.8</td></tr>"
    "<tr><td>All</td><td>0.7</td><td>2.1</td><td>0.3</td><td>1.7</td></tr></table>"
)
CUT_COLUMNS = (
    "            open  ...         value\na     54719000.0  ...  1.537204e+08\n"
    "b     54757000.0  ...  9.989866e+07\n\n[5 rows x 6 columns]"
)


@pytest.mark.parametrize("text", [TABULAR, HTML])
def test_heads_above_several_columns(text: str) -> None:
    data = parse_data(text)

    assert data.column_labels == ("There Mean", "There Most", "Back Mean", "Back Most")
    assert data.row_labels == ("Plain", "With K=6", "All")
    assert data.values.tolist() == [[1.2, 3.4, 0.5, 2], [0.9, 2.7, 0.4, 1.8], [0.7, 2.1, 0.3, 1.7]]


@pytest.mark.parametrize(
    "text",
    [
        CUT_COLUMNS,
        "31x1 DataFrame\n| Row | x  |\n|-----|----|\n| 1   | 20 |\n⋮\n| 30  | 49 |\n",
        "[[5.1 3.5]\n [4.9 3. ]\n ...\n [5.9 3. ]]",
    ],
)
def test_what_was_left_out_of_a_print_is_asked_for(text: str) -> None:
    with pytest.raises(InputError, match="left out"):
        parse_data(text)


def test_stars_in_names_of_csv_are_part_of_them() -> None:
    data = parse_data("name,*x*,y\n*a* ,1,2\n**b**,3,5")

    assert (data.row_labels, data.column_labels) == (("*a*", "**b**"), ("*x*", "y"))


@pytest.mark.parametrize(
    "text",
    [
        "row,a,b\np,1,2\n> q,3,5\nr,4,4",
        "row,a,b\np,1,2\nr,4,4\n> q,3,5",
        "name a b\np 1 2\n>q 3 5\nr 4 4",
    ],
)
def test_a_row_that_begins_like_a_prompt_is_a_row(text: str) -> None:
    data = parse_data(text)

    assert data.values.tolist().count([3, 5]) == 1
    assert len(data.values) == 3


@pytest.mark.parametrize(
    "text",
    [
        "> library(x)\n> head(d, n)\n  a b\n1 1 2\n2 3 5\n> plot(d)\n>",
        ">>> df.head()\n   a  b\n1  1  2\n2  3  5\n>>> ",
    ],
)
def test_what_was_typed_around_a_print_is_no_row(text: str) -> None:
    data = parse_data(text)

    assert data.column_labels == ("a", "b")
    assert data.values.tolist() == [[1, 2], [3, 5]]


def test_marks_in_names_separate_nothing_where_others_separate_all_lines() -> None:
    data = parse_data(
        ",value\n" + "".join(f"E[age | {kind}],{k}.78\n" for k, kind in enumerate("abcdefghij"))
    )

    assert data.column_labels == ("value",)
    assert data.row_labels[0] == "E[age | a]"
    assert len(data.values) == 10


def test_the_marks_of_notes_behind_numbers_are_left_out() -> None:
    table = parse_data(
        "Country\tPopulation\tShare\n"
        "Germany[a]\t83,445,000[2]\t1.0%\n"
        "France\t68,605,616[3][b]\t0.8%[note 1]\n"
        "Italy\t58,934,177 [4]\t0.7%\n"
    )

    assert table.values.tolist() == [[83445000, 1.0], [68605616, 0.8], [58934177, 0.7]]


@pytest.mark.parametrize(
    "text",
    [
        "data.frame(x=c(1,2,NA), y = c(2, -4, 7.5))",
        "df <- data.frame(\n  x = c(1, 2, NA),\n  y = c(2, -4, 7.5),\n  check.names = FALSE\n)",
        "data.frame(x.1 = c(1, 2, NA), y.of.it = c(2, -4, 7.5))",
        "t = tibble::tibble(x = c(1, 2, NA), y = c(2, -4, 7.5))",
    ],
)
def test_a_frame_of_r_as_it_is_made(text: str) -> None:
    table = parse_data(text)

    assert table.column_labels in (("x", "y"), ("x.1", "y.of.it"))
    assert np.isnan(table.values[2, 0])
    assert table.values[:, 1].tolist() == [2, -4, 7.5]
