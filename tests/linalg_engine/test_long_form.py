"""Ratings with one row a rating, as MovieLens has them."""

from __future__ import annotations

import csv
import io
import math

import numpy as np
import pytest

from linalg_engine.errors import InputError
from linalg_engine.notation import parse_long_form, parse_table

NAN = math.nan

MOVIELENS = (
    "userId,movieId,rating,timestamp\n1,1,4.0,964982703\n1,3,4.5,964981247\n"
    "2,1,3.5,964982224\n2,6,4.0,964983815"
)


def test_a_piece_of_movielens_becomes_people_and_items() -> None:
    table = parse_long_form(MOVIELENS)

    assert table is not None
    assert table.row_labels == ("user 1", "user 2")
    assert table.column_labels == ("movie 1", "movie 3", "movie 6")
    expected = np.array([[4, 4.5, NAN], [3.5, NAN, 4]])
    assert np.array_equal(table.values, expected, equal_nan=True)


@pytest.mark.parametrize(
    "typed",
    [
        "user,film,rating\nann,Shrek,5\nann,Up,2\nbob,Shrek,?\nbob,Up,4",
        "Person;Item;Stars\nann;Shrek;5\nann;Up;2\nbob;Up;4",
        "score|date|title|user_name\n5|2020-01-02|Shrek|ann\n2||Up|ann\n4||Up|bob",
        "|movie title|viewer|rating|\n|-|-|-|\n|Shrek|ann|5|\n|Up|ann|2|\n|Up|bob|4|",
        "userName,movieId,rating,title,genres\nann,3,5,Shrek,A\nann,9,2,Up,A\nbob,9,4,Up,A",
        "name,film,rating ann,Shrek,5 ann,Up,2 bob,Up,4",
    ],
)
def test_the_heads_say_what_is_what(typed: str) -> None:
    table = parse_long_form(typed)

    assert table is not None
    assert table.row_labels == ("ann", "bob")
    assert table.column_labels == ("Shrek", "Up")
    assert np.array_equal(table.values, [[5, 2], [NAN, 4]], equal_nan=True)


@pytest.mark.parametrize(
    "typed",
    [
        "name,Shrek,Up\nann,5,2",
        "user,Shrek,rating\nann,5,2",
        "user,movie,rating,Up\nann,5,2,1",
        "user,movie,rating",
        "1,1,4.0,964982703\n1,3,4.0,964981247",
        "[[1,2],[3,4]]",
        "1 2; 3 4",
    ],
)
def test_other_tables_are_no_long_form(typed: str) -> None:
    assert parse_long_form(typed) is None


LONG_ERRORS = [
    ("user,movie,rating\nann,Up,5\nann,Up,4", "Row 3 is a second rating of Up by ann", 34),
    ("user,movie,rating\nann,Up,5\n,Up,4", "Row 3 has no user", 27),
    ("user,movie,rating\nann,Up,good", "Row 2, column 3 says 'good'", 25),
    ("user,movie,rating\nann,Up,?", "There are no numbers in this table", None),
    ("user,movie,rating\nann,Up", "Row 2 has 2 cells, but row 1 has 3", 22),
]


@pytest.mark.parametrize(("typed", "words", "position"), LONG_ERRORS)
def test_what_is_wrong_with_a_rating_is_said(typed: str, words: str, position: int | None) -> None:
    with pytest.raises(InputError) as caught:
        parse_long_form(typed)

    assert words in caught.value.problem
    assert caught.value.position == position


def test_the_long_form_of_a_table_is_that_table() -> None:
    rng = np.random.default_rng(4)
    rows = [[f"p, {i}", *(rng.choice([*"12345?"]) for _ in range(7))] for i in range(9)]
    films = [f'film "{j}"' for j in range(7)]
    wide, long = io.StringIO(), io.StringIO()
    csv.writer(wide).writerows([["name", *films], *rows])
    cells = [
        (row[0], film, cell) for row in rows for film, cell in zip(films, row[1:], strict=True)
    ]
    csv.writer(long).writerows([("user", "film", "rating"), *cells])

    table, expected = parse_long_form(long.getvalue()), parse_table(wide.getvalue())

    assert table is not None
    assert table.row_labels == expected.row_labels
    assert table.column_labels == expected.column_labels
    assert np.array_equal(table.values, expected.values, equal_nan=True)


def test_a_hundred_thousand_ratings_are_taken() -> None:
    pairs = [(i % 943, i * 7 % 1682) for i in range(100_000)]
    lines = [
        f"{u + 1}\t{f + 1}\t{(u + f) % 5 + 1}\t{881250949 + i}" for i, (u, f) in enumerate(pairs)
    ]

    table = parse_long_form("\n".join(lines))

    assert table is not None
    assert table.values.shape == (943, 1682)
    assert np.count_nonzero(~np.isnan(table.values)) == 100_000
    people = {label: k for k, label in enumerate(table.row_labels)}
    items = {label: k for k, label in enumerate(table.column_labels)}
    for u, f in pairs[::5_000]:
        place = people[f"user {u + 1}"], items[f"item {f + 1}"]
        assert table.values[place] == (u + f) % 5 + 1


@pytest.mark.parametrize(
    ("rows", "size"),
    [
        (
            [f"u{i},i{i},{i % 5}" for i in range(3_000)],
            "by 3,000 people for 3,000 items: a table of 9,000,000 cells",
        ),
        (["1,2,3"] * 160_000, "160,001 rows of 3 cells, 480,003 in all, and at most 450,000"),
    ],
)
def test_more_are_refused_with_their_size(rows: list[str], size: str) -> None:
    with pytest.raises(InputError, match=size):
        parse_long_form("\n".join(["user,item,rating", *rows]))


@pytest.mark.parametrize(
    ("text", "taken"),
    [
        (
            "id,user_id,book_id,rating\n1,1,258,5\n2,2,258,4\n3,2,260,5",
            ("user_id", "book_id", "rating"),
        ),
        ("score;game;gamer\n5;Go;ann\n4;Go;bob\n3;Chess;bob", ("gamer", "game", "score")),
        ("196\t242\t3\n186\t302\t3\n22\t242\t1\n196\t302\t5", ("column 1", "column 2", "column 3")),
    ],
)  # fmt: skip
def test_the_columns_that_were_taken_are_told(text: str, taken: tuple[str, ...]) -> None:
    table = parse_long_form(text)

    assert table is not None
    assert table.taken == taken


def test_names_that_never_repeat_are_no_people_and_items() -> None:
    assert parse_long_form("a,b,c\nann,x,5\nbob,y,4\ncy,z,3") is None
