"""Which columns and rows count, what fills blanks, what is shown beside: `/pca` without Discord."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from sklearn import datasets

from linalg_engine.errors import InputError
from linalg_engine.principal_components import filled_by_pca
from tests.bot.topics.pca.asked import (
    MARKS,
    NUMBERS,
    answer,
    expected,
    file,
    menu,
    scores,
)

# Columns


@pytest.mark.parametrize(
    "typed", ["math, art", "math;art", "ART\nmath", "-sport", "−sport", "- sport", "math,art,art"]
)
def test_columns_that_count_are_named_or_the_others_are(typed: str) -> None:
    found = answer(MARKS, columns=typed)

    assert found.facts[0] == "6 rows × 2 columns"
    assert scores(found) == pytest.approx(expected(NUMBERS[:, :2]))


@pytest.mark.parametrize("typed", ["", " ", "all", "*", "+math"])
def test_all_columns_count_where_nobody_chose(typed: str) -> None:
    assert scores(answer(MARKS, columns=typed)) == pytest.approx(expected(NUMBERS))


def test_a_column_that_does_not_count_is_shown_with_its_correlations() -> None:
    found = answer(MARKS, columns="-sport")

    direct = [np.corrcoef(NUMBERS[:, 2], column)[0, 1] for column in scores(found).T]
    (line,) = [fact for fact in found.facts if fact.startswith("sport")]
    shown = [float(cell.replace("−", "-")) for cell in line.split()[1:]]
    assert shown == pytest.approx(direct, abs=6e-4)
    row = file(found, "columns.csv")["sport"]
    assert float(row["correlation PC2"]) == pytest.approx(direct[1])
    assert float(row["cos² PC1"]) == pytest.approx(direct[0] ** 2)
    assert row["loading PC1"] == row["contribution PC1"] == ""


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("maths", "no column “maths” of numbers; there are math, art, sport"),
        ("-team", "no column “team”"),
        ("-math\n-art\n-sport", "All columns are left out"),
        ("math, -", "no column “”"),
    ],
)
def test_columns_that_are_not_there_are_refused(typed: str, words: str) -> None:
    with pytest.raises(InputError, match=words) as refusal:
        answer(MARKS, columns=typed)
    assert refusal.value.source == "columns"


def test_names_with_commas_and_signs_are_themselves() -> None:
    data = '"a, b",-c,d\n1,2,7\n3,5,1\n4,4,2'
    for typed in ("a, b\nd", "--c", "-c\nd"):
        found = answer(data, columns=typed)
        assert found.facts[0] == "3 rows × 2 columns"
    assert answer(data, columns="a, b").facts[0] == "3 rows × 1 column"
    assert "a, b" in file(answer(data, columns="--c"), "columns.csv")


def test_the_menu_of_columns_says_what_is_left_out() -> None:
    before, after = answer(MARKS), answer(MARKS, columns="-art")

    assert {value for value, _ in menu(before, "columns").values} == {"-math", "-art", "-sport"}
    assert menu(before, "columns").chosen == ()
    assert menu(after, "columns").chosen == ("-art",)
    assert ("-art", "Leave out art") in menu(after, "columns").values
    assert menu(after, "columns").label == "Columns that count (now: 2)"
    assert menu(after, "columns").several


def test_codes_of_groups_can_be_counted() -> None:
    wine: Any = datasets.load_wine()
    rows = [
        ",".join(map(repr, [*row, kind]))
        for row, kind in zip(wine.data.tolist(), wine.target.tolist(), strict=True)
    ]
    data = "\n".join([",".join([*wine.feature_names, "class"]), *rows])

    usual, counted = answer(data), answer(data, columns="+class")

    assert "colours: class" in usual.facts
    assert usual.facts[0] == "178 rows × 13 columns"
    assert ("+class", "Count class") in menu(usual, "columns").values
    assert counted.facts[0] == "178 rows × 14 columns"
    assert "class" in file(counted, "columns.csv")
    assert "+class" in (menu(counted, "columns").chosen or ())


SCHOOLING = "school,iq,wage\n" + "\n".join(
    f"{school},{iq},{wage}.5"
    for school, iq, wage in [
        (9, 98, 11), (16, 121, 30), (12, 104, 17), (9, 95, 12), (18, 130, 35), (12, 99, 16),
        (13, 107, 20), (10, 93, 13), (14, 115, 22), (11, 101, 15), (15, 112, 27), (17, 119, 31),
        (8, 90, 9), (20, 128, 33), (19, 125, 29), (7, 92, 10), (12, 111, 18), (16, 108, 28),
    ]
)  # fmt: skip
"""Years of school, under a head that other tables have above the numbers of schools."""


@pytest.mark.parametrize(
    ("data", "left_out", "numbers"),
    [
        ("who,userid,x,y\nann,7,3,1\nbob,7,5,4\ncy,9,4,9\ndee,9,8,2", "userid", [7, 7, 9, 9]),
        ("x,rain,y\n3,0.5,1\n5,T,4\n4,1.5,9\n8,2,2", "rain", [0.5, np.nan, 1.5, 2]),
        ("x;rain;y\n3,0;0,5;1\n5;T;4\n4;1,5;9\n8;2;2", "rain", [0.5, np.nan, 1.5, 2]),
    ],
    ids=["ids", "words among numbers", "decimal commas"],
)
def test_a_column_left_out_can_be_counted(data: str, left_out: str, numbers: list[float]) -> None:
    usual, counted = answer(data), answer(data, columns=f"+{left_out}", _blanks="means")

    assert f"left out: {left_out}" in usual.facts
    assert "the menu of columns counts it" in usual.meaning
    assert (f"+{left_out}", f"Count {left_out}") in menu(usual, "columns").values
    assert "3 columns" in counted.facts[0]
    assert "left out" not in "".join(counted.facts) + counted.meaning
    filled = np.where(np.isnan(numbers), np.nanmean(numbers), numbers)
    assert file(counted, "columns.csv").keys() == {"x", "y", left_out}
    assert scores(counted).std(ddof=1, axis=0) ** 2 == pytest.approx(
        expected(np.column_stack([filled, [3, 5, 4, 8], [1, 4, 9, 2]])).std(ddof=1, axis=0) ** 2
    )


def test_numbers_taken_for_the_names_of_rows_can_be_counted() -> None:
    usual, counted = answer(SCHOOLING), answer(SCHOOLING, columns="+school")

    assert "left out" not in "".join(usual.facts) + usual.meaning
    assert usual.facts[0].startswith("18 rows × 2 columns")
    assert ("+school", "Count school") in menu(usual, "columns").values
    assert counted.facts[0].startswith("18 rows × 3 columns")
    assert "school" in file(counted, "columns.csv")


def test_a_menu_keeps_room_for_columns_left_out() -> None:
    rng = np.random.default_rng(0)
    heads = ["year", *(f"c{j}" for j in range(30))]
    rows = [[2000 + i // 2, *row] for i, row in enumerate(rng.normal(size=(8, 30)).tolist())]

    found = answer("\n".join(",".join(map(str, row)) for row in [heads, *rows]))

    values = [value for value, _ in menu(found, "columns").values]
    assert len(values) == 25
    assert "+year" in values


def test_of_more_columns_than_a_menu_holds_the_heaviest_are_offered() -> None:
    rng = np.random.default_rng(0)
    data = rng.normal(size=(40, 30)) * np.linspace(1, 5, 30)
    text = "\n".join([",".join(f"c{j}" for j in range(30)), *(",".join(map(str, r)) for r in data)])

    found = answer(text, _more="yes")

    values = [value for value, _ in menu(found, "columns").values]
    assert len(values) == 25
    assert "-c29" in values
    assert all(1 <= len(choice.values) <= 25 for choice in found.choices)
    many = answer(text, columns=",".join(f"c{j}" for j in range(3)))
    assert not [choice for choice in many.choices if choice.name == "columns"]


# Colours


def test_colours_are_chosen_among_groups_and_columns_of_few_numbers() -> None:
    rows = [f"{x}.5,{x * x}.5,{x % 3}.5,{'ab'[x % 2]},{'pq'[x // 10]}" for x in range(20)]
    data = "x,y,z,side,half\n" + "\n".join(rows)

    first = answer(data)
    others = [answer(data, _colour=name) for name in ("half", "z", "-")]

    assert "colours: side" in first.facts
    assert "left out: half" in first.facts
    assert "colours: half" in others[0].facts
    assert "left out: side" in others[0].facts
    assert "colours: z" in others[1].facts
    assert "left out: side, half" in others[1].facts
    assert not [fact for fact in others[2].facts if fact.startswith("colours")]
    assert [value for value, _ in menu(first, "_colour").values] == ["-", "side", "half", "z"]
    assert menu(first, "_colour").label == "Colours (now: side)"
    assert [*file(others[1], "scores.csv").values()][4]["z"] == "1.5"


@pytest.mark.parametrize(
    "typed", ["math, art, colour: team", "colour: TEAM; math; art", "math\nart\ncolor:team"]
)
def test_a_colour_is_named_among_the_columns(typed: str) -> None:
    data = MARKS.replace("team", "shirt,team").replace(",red", ",s,red").replace(",blue", ",t,blue")
    data = data.replace("ann,3,1,2,s", "ann,3,1,2,t")

    found = answer(data, columns=typed)

    assert found.facts[0] == "6 rows × 2 columns"
    assert "colours: team" in found.facts
    assert "colours: shirt" in answer(data, columns=typed, _colour="shirt").facts
    assert "colours: team" in answer(data, columns="colour: team").facts
    assert answer(data, columns="colour: team").facts[0] == "6 rows × 3 columns"
    with pytest.raises(InputError, match="“music” cannot colour the rows; these can: shirt, team"):
        answer(data, columns="colour: music")


# Rows


def test_rows_that_do_not_count_are_placed_by_the_others() -> None:
    found = answer(MARKS, _rows="bob\nfay")

    kept = NUMBERS[[0, 2, 3, 4]]
    assert found.facts[0] == "4 rows × 3 columns"
    assert "shown, not counted: bob, fay" in found.facts
    assert [*file(found, "scores.csv")] == ["ann", "cy", "dee", "eli", "bob", "fay"]
    assert scores(found) == pytest.approx(expected(kept, NUMBERS[[0, 2, 3, 4, 1, 5]]))
    assert "fay" not in file(found, "rows.csv")
    assert file(found, "scores.csv")["bob"]["team"] == ""


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("zoe, 3, 3, 1.5", "zoe"),
        ("zoe 3 3 1.5", "zoe"),
        ("Zoe Lee: [3, 3, 1.5]", "Zoe Lee"),
        ("42: 3 3 1.5", "42"),
        ("3; 3; 1,5", "new"),
        ("3 3 3/2", "new"),
    ],
)
def test_a_new_row_is_placed_and_explained(typed: str, name: str) -> None:
    found = answer(MARKS, new=typed)

    (place,) = expected(NUMBERS, np.array([[3, 3, 1.5]]))
    assert scores(found)[-1] == pytest.approx(place)
    assert [*file(found, "scores.csv")][-1] == name
    assert found.facts[0] == "6 rows × 3 columns"
    told = "row 42" if name == "42" else name
    (line,) = [fact for fact in found.facts if fact.startswith(f"{told} is")]
    numbers = found.facts[found.facts.index(line) + 1]
    assert numbers.startswith(f"  PC1 {place[0]:.3f}".replace("-", "−").rstrip("0"))


@pytest.mark.parametrize("typed", ["zoe 3 3 1.5", "zoe 3 1.5"])
def test_a_new_row_may_have_the_columns_that_do_not_count(typed: str) -> None:
    found = answer(MARKS, new=typed, columns="-art")

    (place,) = expected(NUMBERS[:, [0, 2]], np.array([[3, 1.5]]))
    assert scores(found)[-1] == pytest.approx(place)


def test_several_new_rows_are_named_by_their_places() -> None:
    found = answer(MARKS, new="1 2 3\n\nzoe 3 3 3\n4 4 4")

    assert [*file(found, "scores.csv")][-3:] == ["new 1", "zoe", "new 3"]


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("zoe, 3, 3", r"3 in all \(math, art, sport\), and this one has 2"),
        ("zoe", "number"),
        ("zoe, 3, x, 4", "one is needed"),
        ("1 2 3\n" * 21, "21 new rows, and 20 are the most"),
    ],
)
def test_new_rows_that_do_not_fit_are_refused(typed: str, words: str) -> None:
    with pytest.raises(InputError, match=words) as refusal:
        answer(MARKS, new=typed)
    assert refusal.value.source == "new"


def test_at_least_two_rows_must_count() -> None:
    with pytest.raises(InputError, match="At least 2 rows must count"):
        answer(MARKS, _rows="ann\nbob\ncy\ndee\neli")


def test_the_menus_of_rows_come_on_wish_those_far_out_first() -> None:
    assert {choice.name for choice in answer(MARKS).choices}.isdisjoint({"_explain", "_rows"})
    assert answer(MARKS).extras == ("pcamore",)

    found = answer(MARKS, _more="yes", _rows="cy", _explain="bob")

    lengths = np.linalg.norm(scores(found)[:-1], axis=1)
    names = np.array(["ann", "bob", "dee", "eli", "fay"])[np.argsort(-lengths)]
    assert [value for value, _ in menu(found, "_explain").values] == ["cy", *names]
    assert [value for value, _ in menu(found, "_rows").values] == ["cy", *names]
    assert menu(found, "_rows").chosen == ("cy",)
    assert menu(found, "_explain").label == "Explain a row (now: bob)"


# Blanks

BLANKS = "a,b,c\n1,2,3.1\n2,4,6\n3,?,9.2\n4,8,12\n5,10,?\n6,12,18.1\n7,14,21\n8,16,23.9"
TABLE = np.array(
    [[1, 2, 3.1], [2, 4, 6], [3, np.nan, 9.2], [4, 8, 12], [5, 10, np.nan], [6, 12, 18.1],
     [7, 14, 21], [8, 16, 23.9]]
)  # fmt: skip


def test_blanks_are_filled_or_their_rows_left_out_as_is_chosen_and_said() -> None:
    complete = TABLE[~np.isnan(TABLE).any(axis=1)]
    means = np.where(np.isnan(TABLE), np.nanmean(TABLE, axis=0), TABLE)
    filled = filled_by_pca(TABLE, 2).values

    rows, mean, by_pca, usual = (
        answer(BLANKS, _blanks=how) for how in ("rows", "means", "pca", "")
    )

    assert scores(rows) == pytest.approx(expected(complete))
    assert "2 rows with blanks are left out." in rows.meaning
    assert scores(mean) == pytest.approx(expected(means))
    assert "2 blanks are filled with the mean of the column." in mean.meaning
    assert scores(by_pca) == pytest.approx(expected(filled), abs=1e-6)
    assert filled[2, 1] == pytest.approx(6, abs=0.01)
    assert "with what the components say of the row (iterative PCA, regularized)" in by_pca.meaning
    assert scores(usual) == pytest.approx(scores(mean))
    assert menu(by_pca, "_blanks").label == "Blanks (now: fill in what the components say)"
    assert [value for value, _ in menu(usual, "_blanks").values] == ["rows", "means", "pca"]
    assert "_blanks" not in {choice.name for choice in answer(MARKS).choices}


def test_iterative_pca_goes_on_standardized_where_scales_differ() -> None:
    lines = BLANKS.splitlines()
    wide = "\n".join(
        [f"{lines[0]},d", *(f"{line},{1000 * k * k}" for k, line in enumerate(lines[1:]))]
    )

    found = answer(wide, standardize="auto", _blanks="pca")

    table = np.column_stack([TABLE, 1000.0 * np.arange(8) ** 2])
    values = filled_by_pca(table, 2, standardize=True).values
    spread = (values - values.mean(axis=0)) / values.std(axis=0, ddof=1)
    assert scores(found) == pytest.approx(expected(spread), abs=1e-6)
    assert "so I standardized them" in found.meaning


def test_rows_cannot_be_left_out_where_all_have_blanks() -> None:
    with pytest.raises(InputError, match="Nearly every row has a blank"):
        answer("a,b\n1,?\n?,2\n3,4", _blanks="rows")
    with pytest.raises(InputError, match="at least 3 rows"):
        answer("a,b\n1,?\n3,2", _blanks="pca")


def test_a_row_that_says_nothing_is_left_out_by_iterative_pca() -> None:
    data = f"{BLANKS}\n?,?,?"

    by_pca, means = answer(data, _blanks="pca"), answer(data, _blanks="means")

    assert scores(by_pca) == pytest.approx(scores(answer(BLANKS, _blanks="pca")))
    assert "1 row with blanks is left out. 2 blanks are filled" in by_pca.meaning
    assert scores(means)[-1] == pytest.approx([0, 0], abs=1e-9)


def test_a_blank_of_a_row_that_does_not_count_is_the_mean_of_the_others() -> None:
    found = answer(BLANKS, _rows="row 3", _blanks="rows")

    complete = TABLE[~np.isnan(TABLE).any(axis=1)]
    guess = np.array([[3, complete[:, 1].mean(), 9.2]])
    assert [*file(found, "scores.csv")] == [f"row {i}" for i in (1, 2, 4, 6, 7, 8, 3)]
    assert scores(found)[-1] == pytest.approx(expected(complete, guess)[0])
    assert "1 row with blanks is left out." in found.meaning
