"""What is found besides scores: correlations alone, how many components, loadings, cos²."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from sklearn import datasets
from sklearn.decomposition import PCA

from bot.drawing.style import Style
from bot.topics.kit import answering
from bot.topics.kit.question import Question
from bot.topics.pca.analysing import analyse
from bot.topics.pca.observations import read
from linalg_engine.errors import InputError
from tests.bot.topics.pca.asked import (
    MARKS,
    answer,
    file,
    menu,
)
from tests.linalg_engine.decathlon import DECATHLON

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
