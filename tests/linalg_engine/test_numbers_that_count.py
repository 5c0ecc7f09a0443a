"""Numbers that measure nothing, as the data tell, whatever stands above them."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from linalg_engine.errors import InputError
from linalg_engine.notation import parse_data, parse_table


def table(heads: str, *columns: Sequence[object]) -> str:
    rows = "\n".join(",".join(map(str, row)) for row in zip(*columns, strict=True))
    return f"{heads}\n{rows}\n"


def wild(count: int, most: int = 50) -> list[int]:
    """Return whole numbers without an order."""
    return [(k * k * 7 + 3 * k) % most for k in range(count)]


def test_the_first_numbers_of_a_long_table_may_count_its_rows() -> None:
    long = parse_data(table("Trans.,bag,blush", [*range(1, 21)], wild(20, 2), wild(20, 9)))
    short = parse_data("dose,bag,blush\n1,5,1\n2,4,3\n3,7,1\n4,6,2")
    line = parse_data(table("minutes,load", [*range(1, 21)], wild(20)))

    assert (long.column_labels, long.row_labels[:2]) == (("bag", "blush"), ("1", "2"))
    assert short.column_labels == ("dose", "bag", "blush")
    assert line.column_labels == ("minutes", "load")


def test_what_is_counted_may_be_all_that_is_measured() -> None:
    curve = parse_data(
        table("rownames,x,y,z", [*range(1, 21)], [*range(1, 21)], wild(20), wild(20))
    )
    counts = parse_data(table("rownames,words,Freq", [*range(1, 21)], [*range(1, 21)], wild(20)))
    women = parse_data(table("rownames,woman,age", [*range(1, 21)], [*range(1, 21)], wild(20)))

    assert curve.column_labels == ("x", "y", "z")
    assert counts.column_labels == ("words", "Freq")
    assert women.column_labels == ("age",)


def test_numbers_in_the_order_in_which_they_come_are_of_things() -> None:
    teachers = [*range(1, 31), *(k // 2 + 1 for k in range(60))]
    data = parse_data(table("mark,prof,age", wild(90), teachers, wild(90, 70)))
    ranks = parse_data(table("mark,rank,age", wild(90), teachers, wild(90, 70)))
    ages = parse_data(table("mark,level,age", wild(90), sorted(teachers), wild(90, 70)))

    assert data.column_labels == ("mark", "age")
    assert ranks.column_labels == ("mark", "rank", "age")
    assert ages.column_labels == ("mark", "level", "age")


def test_numbers_that_begin_again_and_again_count() -> None:
    runs = [*range(1, 21)] * 3
    data = parse_data(table("speed,run,force", wild(60), runs, wild(60, 70)))

    assert data.column_labels == ("speed", "force")


def test_blocks_of_rows_in_the_first_column_are_numbered() -> None:
    blocks = [*[7] * 4, *[3] * 4, *(k // 4 + 1 for k in range(80) if k // 4 not in (2, 6))]
    data = parse_data(table("quake,x,y", blocks, wild(80), wild(80, 90)))

    streets = parse_data(
        table("street,x,y", sorted([*range(1, 41), *range(1, 21)]), wild(60), wild(60))
    )

    assert data.column_labels == streets.column_labels == ("x", "y")


@pytest.mark.parametrize(
    ("head", "cells", "measured"),
    [
        ("paid", [*range(100, 130, 2)], True),
        ("schid", [k * k % 97 for k in range(15)], False),
        ("patnr", [*range(900, 915)], False),
        ("patid", [*range(900, 915)], False),
        ("acid", [*range(100, 130, 2)], True),
        ("n", [k * k % 97 for k in range(15)], True),
        ("city_ids", wild(15), False),
        ("area_id", [*wild(14), ""], False),
        ("PID", [*range(526301100, 526301115)], False),
        ("textbook_isbn", [9781138477858 + 7 * k for k in range(15)], False),
        ("CASRN", [*range(50000, 50015)], False),
        # what a row is about
        ("pig", [k % 13 + 4600 for k in range(15)], False),
        ("pig", [k % 3 for k in range(15)], True),
        ("stratum", [k % 13 + 4600 for k in range(15)], False),
        ("compartment", [6 + 9 * (k % 3) for k in range(15)], False),
        ("provnum", [30001 + k % 13 for k in range(15)], False),
        ("statefip", [k % 14 for k in range(15)], False),
        ("cusip", [989399 - 7 * k for k in range(15)], False),
        # years, whatever they are called
        ("origin", [2000 + k % 7 for k in range(15)], False),
        ("Time", [*range(1850, 1865)], False),
        ("Dec year", [f"{1871 + k / 12:.2f}" for k in range(15)], False),
        ("Week number", [k % 13 for k in range(15)], False),
        ("day of year", [*range(101, 116)], False),
        ("year_start", [1789 + 2 * k for k in range(15)], False),
        ("YearWeek", [f"2007{k:02}" for k in range(1, 16)], False),
        ("t", [f"{1871 + k / 12:.6f}" for k in range(15)], False),
        ("fcode", [410032 + 4 * (k % 3) for k in range(15)], False),
        ("thickness", [1985 + k for k in wild(15, 35)], True),
        ("YearBuilt", [1900 + k for k in wild(15, 99)], True),
        ("weight", [1800 + 20 * k for k in range(15)], True),
    ],
)  # fmt: skip
def test_heads_above_numbers(head: str, cells: Sequence[object], measured: bool) -> None:
    data = parse_data(table(f"x,{head},y", wild(15, 9), cells, wild(15)))

    assert (head in data.column_labels) == measured
    assert {"x", "y"} <= {*data.column_labels}


def test_a_few_years_may_be_anything() -> None:
    assert parse_data("wage,x,y\n1900,5,1\n1950,4,3\n2000,7,1").column_labels == ("wage", "x", "y")


def test_a_year_that_comes_again_is_no_axis() -> None:
    data = parse_data("sex,year,count\nF,1,13\nF,1,19\nM,1,40\nM,1,5\nF,2,9")

    assert data.column_labels == ("count",)


@pytest.mark.parametrize(
    ("months", "problem"), [((3, 2, 3), "tell groups apart"), ((3, 2, 7), "say when")]
)
def test_a_table_of_words_and_months_has_nothing_to_measure(
    months: tuple[int, int, int], problem: str
) -> None:
    with pytest.raises(InputError, match=f"The only numbers of this table, month, {problem}"):
        parse_data(table("crime,month", ["theft", "fraud", "arson"], [*months]))


def test_words_for_some_of_the_numbers_make_them_no_codes() -> None:
    kitchens = [1, 1, 2, 1, 3, 0, 1, 1, 2, 1, 1, 2]
    pools = ["Gd", "Gd", "Ex", "Gd", "TA", "Fa", *[""] * 6]
    data = parse_data(table("kitchens,pool,x,y", kitchens, pools, wild(12), wild(12, 30)))

    assert data.column_labels == ("kitchens", "x", "y")


def test_counts_up_to_three_and_more_are_groups() -> None:
    data = parse_data("age,children\n18.4,3+\n-5.5,0\n1.4,2\n8.4,3+\n-13.6,0\n-11.5,2\n2,1\n3,1")

    assert data.column_labels == ("age",)
    assert [category.name for category in data.categories] == ["children"]


def test_sexes_beside_answers_are_groups() -> None:
    data = parse_data("sex,smoke,drink\nM,yes,no\nF,no,no\nM,no,yes\nF,yes,yes")
    alone = parse_data("sex\nM\nF\nM\nF")

    assert data.column_labels == ("smoke", "drink")
    assert [category.name for category in data.categories] == ["sex"]
    assert alone.column_labels == ("sex",)


def test_answers_beside_one_measurement_are_groups() -> None:
    data = parse_data("births,risk,planned\n0,yes,yes\n17,no,yes\n1,yes,no\n3,no,no\n11,no,yes")

    assert data.column_labels == ("births",)


@pytest.mark.parametrize("head", ["name", "film", "title", "user"])
def test_numbers_under_a_name_are_ids(head: str) -> None:
    text = f"{head},Shrek,Up\n101,5,4\n102,3,1\n104,4,4"

    for read in (parse_table, parse_data):
        found = read(text)
        assert (found.row_labels, found.column_labels) == (("101", "102", "104"), ("Shrek", "Up"))


def test_the_only_numbers_beside_answers_may_be_of_subjects() -> None:
    data = parse_data("subject,before,after\n1,True,False\n2,True,True\n3,False,True")

    assert (data.column_labels, data.row_labels) == (("before", "after"), ("1", "2", "3"))


@pytest.mark.parametrize("cells", [("50-", "55-"), ("[50.0, 55.0)", "[55.0, 60.0)")])
def test_intervals_are_no_numbers(cells: tuple[str, str]) -> None:
    data = parse_data(table("n,age", wild(6), [f'"{cells[k % 2]}"' for k in range(6)]))

    assert data.column_labels == ("n",)
    assert [category.name for category in data.categories] == ["age"]


def test_years_name_columns_behind_numbers_of_rows() -> None:
    data = parse_data("rownames,country,1999,2000\n1,Brazil,37737,80488\n2,China,212258,213766")

    assert data.column_labels == ("1999", "2000")
    assert data.row_labels == ("Brazil", "China")
