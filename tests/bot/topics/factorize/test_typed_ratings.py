"""What typed ratings are taken for: rows of keys, marks for blanks, sheets, large tables."""

from __future__ import annotations

import numpy as np
import pytest

from bot.topics.factorize.study import analyse
from tests.bot.topics.factorize.asked import LECTURE, SMALL, answer, question


def test_one_row_a_rating_becomes_one_row_a_person_and_that_is_said() -> None:
    header, *rows = (line.split(",") for line in SMALL.split("\n"))
    ratings = [
        f"{row[0]},{film},{stars},96498{k}"
        for row in rows
        for k, (film, stars) in enumerate(zip(header[1:], row[1:], strict=True))
    ]
    long = answer("\n".join(["user,movie,rating,timestamp", *ratings]))
    wide = answer(SMALL)

    assert long.title == wide.title
    assert long.facts == wide.facts
    assert (
        long.meaning
        == "Yours had one row per rating; I made it one row per person: people from “user”, items "
        f"from “movie”, ratings from “rating”. {wide.meaning}"
    )


def test_numbers_of_the_rows_are_no_item_and_that_is_said() -> None:
    header, *rows = SMALL.split("\n")
    numbered = [row.replace(",", f",{k},", 1) for k, row in enumerate(rows, 101)]

    with_ids = answer("\n".join([header.replace(",", ",id,", 1), *numbered]))

    assert with_ids.facts == answer(SMALL).facts
    assert "Left out, since it only numbers the rows: id." in with_ids.meaning


@pytest.mark.parametrize(
    ("table", "words"),
    [
        ("5,-1,1\n4,1,-1\n-1,5,4", "I took −1 for a rating (3 cells are −1)."),
        ("5,0,1\n4,0,2\n0,5,0", "I took 0 for a rating (4 cells are 0)."),
        ("5,0,0.5\n4,0,2\n0,5,0", "If it means “not rated”, choose that in the menu."),
    ],
)
def test_numbers_that_may_mean_not_rated_are_asked_about(table: str, words: str) -> None:
    assert words in answer(table).meaning


@pytest.mark.parametrize("number", ["0", "-1"])
def test_one_press_takes_a_number_for_not_rated(number: str) -> None:
    table = "5,x,1\n4,x,2\nx,5,x".replace("x", number)
    first = answer(table)
    menu = next(choice for choice in first.choices if choice.name == "_unrated")
    [(value, _)] = menu.values

    after = answer(table, _unrated=value)

    assert after.facts == answer("5,?,1\n4,?,2\n?,5,?").facts != first.facts
    back = next(choice for choice in after.choices if choice.name == "_unrated")
    assert answer(table, _unrated=back.values[0][0]).facts == first.facts


def test_a_number_is_not_taken_for_not_rated_where_every_cell_must_have_one() -> None:
    found = answer("5,0,1\n4,0,2\n0,5,0", method="svd")

    assert "_unrated" not in [choice.name for choice in found.choices]
    assert "not rated" not in found.meaning


def test_a_rank_chosen_for_a_larger_sheet_becomes_the_largest() -> None:
    assert answer("5,4\n1,2", rank="3", _sheets="\fA\n5,4,2\n3,3,1\n4,2,9\n\fB\n").title == (
        "2×2 ≈ 2×2 times 2×2"
    )


def test_the_sheets_of_a_workbook_are_offered() -> None:
    found = answer(SMALL, _sheets="\fA\n\fB\n5,?,1\n4,1,2\n?,5,4\n")

    assert found.facts == answer(SMALL).facts
    [menu] = [choice for choice in found.choices if choice.name == "_sheets"]
    assert (menu.label, menu.press) == ("Sheet (now: A)", "ratingsheet")
    assert menu.values == (("A", "A"), ("B", "B"))


@pytest.mark.parametrize(
    "table",
    [
        LECTURE,
        SMALL,
        "1,0,2\n0,1,0\n2,0,1",  # counts
        "1,-1,1\n-1,1,-1",  # thumbs
        "5,-2,1\n4,1,-1",
        "5,0,1\n4,3,2\n1,5,4",  # one 0 among many
    ],
)
def test_other_numbers_are_ratings(table: str) -> None:
    assert "not rated" not in answer(table).meaning


def test_wals_takes_zeros_for_blanks_and_asks_nothing() -> None:
    assert "not rated" not in answer("5,0,1\n4,0,2\n0,5,0", method="wals").meaning


def test_of_a_large_table_the_densest_part_is_taken_and_said() -> None:
    generator = np.random.default_rng(4)
    values = generator.integers(1, 6, size=(210, 203)).astype(float)
    sparse = [3, 77, 150]
    values[:, sparse] = np.where(generator.random((210, 3)) < 0.9, np.nan, values[:, sparse])
    values[5:15, 10:190] = np.nan
    lines = [",".join(["?" if x != x else str(int(x)) for x in row]) for row in values]
    heads = ",".join(["name", *(f"film {j}" for j in range(203))])
    named = [f"person {i},{line}" for i, line in enumerate(lines)]

    study = analyse(question("\n".join([heads, *named]), rank="1", method="plain"))

    kept = [i for i in range(210) if not 5 <= i < 15]
    films = [j for j in range(203) if j not in sparse]
    np.testing.assert_array_equal(study.table.values, values[np.ix_(kept, films)])
    assert study.table.row_labels == tuple(f"person {i}" for i in kept)
    assert study.table.column_labels == tuple(f"film {j}" for j in films)
    count = int((~np.isnan(values)).sum())
    assert study.cut == (
        "Your table is 210 × 203; this is its densest part, 200 × 200, with 40,000 of the "
        f"{count:,} ratings."
    )
