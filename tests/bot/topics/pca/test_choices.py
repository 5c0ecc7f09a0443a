"""Which columns and rows count, what fills blanks, what is shown beside: `/pca` without Discord."""

from __future__ import annotations

import csv
import io
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray
from sklearn import datasets
from sklearn.decomposition import PCA

from bot.drawing.style import Style
from bot.topics.kit import answering
from bot.topics.kit.answer import Answer, Choice
from bot.topics.kit.question import Question
from bot.topics.pca import answer as pca
from bot.topics.pca.analysing import analyse
from bot.topics.pca.observations import read
from linalg_engine.errors import InputError
from linalg_engine.principal_components import filled_by_pca
from tests.linalg_engine.decathlon import DECATHLON

Floats = NDArray[np.float64]

MARKS = (
    "name,math,art,sport,team\nann,3,1,2,red\nbob,1,5,4,blue\ncy,2,2,5,red\ndee,5,1,1,blue\n"
    "eli,4,2,1,red\nfay,4,4,4,blue"
)
NUMBERS = np.array([[3, 1, 2], [1, 5, 4], [2, 2, 5], [5, 1, 1], [4, 2, 1], [4, 4, 4.0]])


def answer(data: str, **inputs: str) -> Answer:
    """Answer without drawing."""
    return pca.answer(Question("pca", {"data": data, "standardize": "no", **inputs}), Style())


def file(found: Answer, name: str) -> dict[str, dict[str, str]]:
    """Return the rows of a file by their first cell, each by the heads."""
    rows = csv.DictReader(io.StringIO(dict(found.copies.files)[name]))
    return {next(iter(row.values())): row for row in rows}


def scores(found: Answer) -> Floats:
    rows = file(found, "scores.csv").values()
    return np.array([[float(row["PC1"]), float(row["PC2"])] for row in rows])


def expected(data: Floats, rows: Floats | None = None) -> Floats:
    """Return scikit-learn's scores of rows, with our signs."""
    theirs: Any = PCA(2).fit(data)
    sizes = np.abs(theirs.components_).argmax(axis=1)
    signs = np.sign(theirs.components_[[0, 1], sizes])
    return theirs.transform(data if rows is None else rows) * signs


def menu(found: Answer, name: str) -> Choice:
    (choice,) = [choice for choice in found.choices if choice.name == name]
    return choice


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


# A matrix of correlations

MATRIX = ",a,b,c\na,1,.8,.3\nb,.8,1,.4\nc,.3,.4,1"


def test_correlations_are_taken_as_such_or_as_observations() -> None:
    found, rows = answer(MATRIX, components="1"), answer(MATRIX, _matrix="rows")

    assert found.title == "1 component explains 67.9 % of the variance"
    assert found.facts[0] == "a correlation matrix of 3 columns"
    assert "This looks like a correlation matrix, so I took it as one" in found.meaning
    assert "it takes 2 of the 3 components" in found.meaning
    assert [choice.name for choice in found.choices] == ["_matrix", "components"]
    assert menu(found, "_matrix").label == "What the table holds (now: a correlation matrix)"
    assert rows.facts[0] == "3 rows × 3 columns"
    assert "I took its rows for observations" in rows.meaning
    assert menu(rows, "_matrix").label == "What the table holds (now: observations)"
    values = np.linalg.eigvalsh([[1, 0.8, 0.3], [0.8, 1, 0.4], [0.3, 0.4, 1]])
    assert file(found, "columns.csv")["b"]["cos² PC1"]
    parts = [float(row["cos² PC1"]) for row in file(found, "columns.csv").values()]
    assert sum(parts) == pytest.approx(values[-1])


def test_covariances_can_be_standardized_and_columns_left_out() -> None:
    iris: Any = datasets.load_iris()
    names = list("pqrs")
    square = np.cov(iris.data.T) * np.outer([1, 1, 1, 30], [1, 1, 1, 30])
    lines = [",".join([n, *map(repr, row)]) for n, row in zip(names, square.tolist(), strict=True)]
    text = "\n".join([",".join(["", *names]), *lines])
    correlations = np.linalg.eigvalsh(np.corrcoef(iris.data.T))

    auto, plain = answer(text, standardize="auto"), answer(text)
    fewer = answer(text, columns="-s")

    share = 100 * correlations[-2:].sum() / 4
    assert auto.title == f"2 components explain {share:.1f} % of the variance"
    assert "so I standardized them" in auto.meaning
    assert "**standardize**" in plain.meaning
    assert answer(text, standardize="yes").title == auto.title
    assert fewer.facts[0] == "a covariance matrix of 3 columns"
    values = np.linalg.eigvalsh(square[:3, :3])
    assert (
        fewer.title
        == f"2 components explain {100 * values[1:].sum() / values.sum():.1f} % of the variance"
    )


@pytest.mark.parametrize("inputs", [{}, {"standardize": "yes"}])
def test_a_matrix_is_drawn_and_has_steps(inputs: dict[str, str]) -> None:
    question = Question("pca", {"data": MATRIX, "standardize": "auto", **inputs})

    reply = answering.reply(question, Style())

    assert [picture.name for picture in reply.pictures] == ["circle.png", "scree.png"]
    working = answering.answer(question, Style()).working
    assert working is not None
    assert "1. The correlations of the columns, a 3×3 matrix:" in working.plain()
    assert "3. Loadings" in working.plain()


# Components worth keeping


def test_two_rules_say_how_many_components_in_one_sentence() -> None:
    found = answer(DECATHLON, standardize="yes", columns="-Rank, -Points")

    assert (
        "For 90 % of the variance it takes 7 of the 10 components; 1 spreads more than chance "
        "would (parallel analysis)."
    ) in found.meaning


def test_of_few_rows_or_very_many_columns_chance_is_not_asked() -> None:
    assert "parallel" not in answer(MARKS).meaning
    rng = np.random.default_rng(1)
    wide = "\n".join(",".join(map(str, row)) for row in np.round(rng.normal(size=(150, 140)), 2))
    assert "chance" not in answer(wide).meaning
    plain = "\n".join(",".join(map(str, row)) for row in np.round(rng.normal(size=(300, 3)), 2))
    found = answer(plain).meaning
    assert "; none spread more than chance would (parallel analysis of the correlations)." in found


def test_a_column_that_varies_most_does_not_hide_that_columns_go_together() -> None:
    rows = [f"{58 + i},{115 + 3 * i + i * i / 20}" for i in range(15)]

    assert "; 1 spreads more than chance" in answer("height,weight\n" + "\n".join(rows)).meaning


# Loadings, contributions, cos²


def test_what_makes_a_component_and_what_is_shown_is_said() -> None:
    iris: Any = datasets.load_iris()
    names = ["sl", "sw", "pl", "pw"]
    text = "\n".join([",".join(names), *(",".join(map(repr, row)) for row in iris.data.tolist())])
    theirs: Any = PCA(4).fit(iris.data)
    together = np.corrcoef(iris.data.T, theirs.transform(iris.data).T)[:4, 4:6]

    found = answer(text)

    assert "PC1 made of: pl 73.4 %" in found.facts
    assert "PC2 made of: sw 53.3 %, sl 43.1 %" in found.facts
    lines = {line.split()[0]: line for line in found.facts if line.strip()}
    for name, part in zip(names, np.square(together).sum(axis=1), strict=True):
        assert lines[name].endswith(f" {100 * part:.0f} %")
    assert lines["share"].endswith("92.5 %   5.3 %      97.8 %")
    rows = file(found, "columns.csv")
    for j, name in enumerate(names):
        row = {head: float(rows[name][head]) for head in rows[name] if head != "column"}
        weights = abs(theirs.components_[:2, j])
        deviations = np.sqrt(theirs.explained_variance_[:2])
        for i in range(2):
            assert row[f"contribution PC{i + 1}"] == pytest.approx(weights[i] ** 2)
            assert abs(row[f"loading PC{i + 1}"]) == pytest.approx(weights[i] * deviations[i])
            assert abs(row[f"correlation PC{i + 1}"]) == pytest.approx(abs(together[j, i]))
    parts = file(found, "rows.csv").values()
    assert sum(float(row["contribution PC1"]) for row in parts) == pytest.approx(1)
    assert all(0 <= float(row["cos² PC1"]) + float(row["cos² PC2"]) <= 1 + 1e-9 for row in parts)


def test_the_picture_menu_chooses_axes_and_what_lies_beside() -> None:
    question = {"data": DECATHLON, "standardize": "yes"}

    def names(**inputs: str) -> list[str]:
        reply = answering.reply(Question("pca", {**question, **inputs}), Style())
        return [picture.alt[:70] for picture in reply.pictures]

    usual, other, scree = names(), names(_picture="2-3"), names(_picture="scree")
    assert usual[1].startswith("Correlation circle")
    assert "plane of the principal components 2 and 3" in other[0]
    assert scree[1].startswith("Scree")
    assert names(standardize="no", columns="100m,400m,Discus,Javeline")[1].startswith("Corr")
    assert names(standardize="no")[1].startswith("Scree")
    assert names(standardize="no", _picture="circle")[1].startswith("Correlation circle")
    for forged in ("3-1", "1-9", "x"):
        asked = Question("pca", {**question, "_picture": forged})
        shown = analyse(asked, read(asked))
        assert (shown.axes, shown.circle) == ((0, 1), True)
    values = menu(answer(DECATHLON, standardize="yes"), "_picture").values
    assert [value for value, _ in values] == ["1-2", "1-3", "2-3", "scree"]
    assert [value for value, _ in menu(answer("1 2\n3 5\n4 4"), "_picture").values] == ["circle"]


@pytest.mark.parametrize(
    "inputs", [{"columns": "-art\n-sport"}, {"_rows": "ann\nbob\ncy\ndee"}], ids=["columns", "rows"]
)
def test_menus_may_leave_fewer_components_than_were_wanted(inputs: dict[str, str]) -> None:
    found = answer(MARKS, components="3", **inputs)

    count = 1 if "columns" in inputs else 2
    assert found.title.startswith(f"{count} component{'s' * (count > 1)} explain")


def test_another_sheet_may_have_fewer_components() -> None:
    sheets = "\x0cone\n1,2,3\n4,5,7\n1,0,2\n\x0ctwo\n"
    found = answer("a,b\n1,2\n2,3\n3,5", components="3", _sheets=sheets)

    assert found.title == "2 components explain 100 % of the variance"


def test_a_new_row_may_not_lie_beyond_all_numbers() -> None:
    with pytest.raises(InputError, match="too far out: 1e\\+100 is the limit"):
        answer(MARKS, new="zoe, 1e200, 1, 1")


def test_no_more_of_a_column_is_in_the_picture_than_there_is() -> None:
    data = "a,b,c,d\n-2,-2e-151,-1.8,1.4\n-6,1.3e-150,15.7,-22\n0,-7e-151,-26,4\n-6,3e-151,-6,11"

    for axes in ("1-2", "1-3", "2-3"):
        shown = [line.rsplit(None, 2)[-2] for line in answer(data, _picture=axes).facts[5:9]]
        assert all(0 <= float(share) <= 100 for share in shown)


def test_a_column_that_is_named_like_no_colours_is_not_offered_as_one() -> None:
    rows = "\n".join(f"{i},{i * i % 17},{('red', 'blue')[i % 2]}" for i in range(9))
    found = answer(f"a,b,-\n{rows}", _more="yes")

    offered = [choice.values for choice in found.choices if choice.name == "_colour"]
    assert offered in ([], [(("-", "no colours"),)])
