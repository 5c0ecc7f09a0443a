"""`/pca` without Discord: data as people paste them, held against scikit-learn."""

from __future__ import annotations

import csv
import io
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray
from sklearn import datasets
from sklearn.decomposition import PCA
from sklearn.preprocessing import StandardScaler

from bot.drawing import fonts
from bot.drawing.style import Style
from bot.topics.kit import answering
from bot.topics.kit.answer import Answer, Reply
from bot.topics.kit.question import Question
from bot.topics.pca import answer as pca
from linalg_engine.errors import InputError

Floats = NDArray[np.float64]


def answer(data: str, **inputs: str) -> Answer:
    """Answer without drawing."""
    return pca.answer(Question("pca", {"data": data, **inputs}), Style())


def reply(data: str, **inputs: str) -> Reply:
    return answering.reply(Question("pca", {"data": data, **inputs}), Style())


def file(found: Answer, name: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(dict(found.copies.files)[name])))


def scores(found: Answer) -> Floats:
    header, *rows = file(found, "scores.csv")
    first = header.index("PC1")
    return np.array([row[first:] for row in rows], dtype=float)


def typed(data: Floats, names: list[str], kinds: list[str] | None = None) -> str:
    """Return data as CSV, with a column of categories."""
    rows = [[repr(float(x)) for x in row] for row in data]
    if kinds:
        rows = [[*row, kind] for row, kind in zip(rows, kinds, strict=True)]
    header = [*names, *(["kind"] if kinds else [])]
    return "\n".join(",".join(row) for row in [header, *rows])


def real_set(name: str) -> tuple[Floats, list[str], list[str] | None]:
    found: Any = getattr(datasets, f"load_{name}")()
    names = [str(each) for each in found.feature_names]
    kinds = None
    if name in ("iris", "wine"):
        kinds = [str(found.target_names[i]) for i in found.target]
    return np.asarray(found.data, dtype=float), names, kinds


# Against scikit-learn


@pytest.mark.parametrize(
    ("name", "standardize"),
    [("iris", "no"), ("iris", "yes"), ("wine", "yes"), ("diabetes", "no"), ("digits", "no")],
)
def test_real_sets_give_what_scikit_learn_gives(name: str, standardize: str) -> None:
    data, names, kinds = real_set(name)
    if standardize == "yes":
        # scikit-learn divides by the deviation of n; ours, of n - 1, makes scores shorter.
        ratio = np.sqrt((len(data) - 1) / len(data))
        data_given = StandardScaler().fit_transform(data) * ratio
    else:
        data_given = data
    expected: Any = PCA(3, svd_solver="full").fit(data_given)

    found = answer(typed(data, names, kinds), components="3", standardize=standardize)

    theirs = expected.transform(data_given)
    signs = np.sign((scores(found) * theirs).sum(axis=0))
    assert scores(found) == pytest.approx(theirs * signs, rel=1e-8, abs=1e-8 * np.ptp(theirs))
    rows = {row[0]: row[1:] for row in file(found, "components.csv")}
    for i in range(3):
        variance, share, *weights = map(float, rows[f"PC{i + 1}"])
        assert variance == pytest.approx(expected.explained_variance_[i], rel=1e-8)
        assert share == pytest.approx(expected.explained_variance_ratio_[i], rel=1e-8)
        assert weights == pytest.approx(expected.components_[i] * signs[i], rel=1e-6, abs=1e-9)


def test_the_words_say_what_the_numbers_say() -> None:
    data, names, kinds = real_set("iris")
    expected: Any = PCA().fit(data)

    found = reply(typed(data, names, kinds), standardize="no")

    both = 100 * expected.explained_variance_ratio_[:2].sum()
    assert found.title == f"2 components explain {both:.1f} % of the variance"
    assert found.facts[0] == "150 rows × 4 columns"
    assert "colours: kind" in found.facts
    first, second = 100 * expected.explained_variance_ratio_[:2]
    assert f"PC1, {first:.1f} %" in found.pictures[0].alt
    assert f"PC2, {second:.1f} %" in found.pictures[0].alt
    assert "setosa (50)" in found.pictures[0].alt
    assert "it takes 1 of the 4 components" in found.meaning
    assert "1 component explains 92.5 %, the first to reach 90 %" in found.pictures[1].alt
    assert [picture.name for picture in found.pictures] == ["pca.png", "scree.png"]


def test_how_many_components_reach_ninety_per_cent() -> None:
    data, names, _ = real_set("digits")
    data = data[:300]
    so_far = np.cumsum(PCA().fit(data).explained_variance_ratio_)
    needed = int(np.argmax(so_far >= 0.9)) + 1

    assert f"it takes {needed} of the 64 components" in answer(typed(data, names)).meaning


@pytest.mark.parametrize(("count", "standardize"), [(40, "no"), (40, "yes"), (5, "no")])
def test_the_numpy_code_computes_the_same(tmp_path: Path, count: int, standardize: str) -> None:
    data, names, _ = real_set("wine")
    found = answer(typed(data[:count], names), standardize=standardize)
    for name, text in found.copies.files:
        (tmp_path / name).write_text(text, "utf-8")
    code = f"{found.copies.numpy}\nprint(scores.tolist())"

    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=tmp_path
    )

    printed = np.array([re.findall(r"[-+.e\d]+", row) for row in done.stdout.split("],")], float)
    assert printed == pytest.approx(scores(found), rel=1e-6, abs=1e-8)


# Pictures of few columns


def test_two_columns_are_drawn_themselves_with_their_axis() -> None:
    rng = np.random.default_rng(4)
    data = rng.normal(size=(20, 2)) @ [[3.0, 1.0], [0.0, 0.5]] + [170, 60]
    expected: Any = PCA().fit(data)
    axis = expected.components_[0] * np.sign(np.abs(expected.components_[0]).max())

    alt = reply(typed(data, ["height", "weight"]), standardize="no").pictures[0].alt

    assert "height across and weight up" in alt
    numbers = [float(x.replace("−", "-")) for x in re.findall(r"−?\d+\.\d+", alt)]
    for value in (*data.mean(axis=0), *np.abs(axis)):
        assert min(abs(np.abs(numbers) - abs(value))) < 1e-3
    assert "right angles to PC1" in alt


def test_three_columns_are_drawn_as_a_plane_in_the_cloud() -> None:
    rng = np.random.default_rng(5)
    plane = rng.normal(size=(50, 2)) @ [[2.0, 0, 1], [0, 3.0, 1]]
    data = plane + 0.01 * rng.normal(size=(50, 3))
    _, _, vt = np.linalg.svd(data - data.mean(axis=0))

    alt = reply(typed(data, ["x", "y", "z"])).pictures[0].alt

    assert "50 points in space (x, y, z)" in alt
    found = re.search(r"normal is \(([^)]*)\)", alt)
    assert found is not None
    normal = [float(x.replace("−", "-")) for x in found[1].split(", ")]
    assert abs(float(np.array(normal) @ vt[2])) == pytest.approx(1, abs=2e-3)


def test_one_column_has_words_only() -> None:
    found = reply("1\n2\n4\n8", components="2")

    assert found.title == "1 component explains 100 % of the variance"
    assert found.pictures == ()
    assert found.choices == ()


@pytest.mark.parametrize("data", ["a,b\n1,2\n4,5\n2,2", "1,2,3\n4,5,9\n2,2,1", "1 2 3 4\n5 6 7 9"])
def test_few_points_are_drawn(data: str) -> None:
    found = reply(data)

    assert len(found.pictures) == 2
    assert all(0 < len(picture.alt) <= 1024 for picture in found.pictures)
    assert answering.steps(Question("pca", {"data": data}), Style())


# What is done to the data is said


@pytest.mark.parametrize(
    ("kinds", "words"),
    [
        ("abcdef", "colours: kind"),
        ("abcdefghijkl", "colours: kind (the 6 largest of 12 groups, the rest grey)"),
    ],
)
def test_groups_without_a_colour_are_counted(kinds: str, words: str) -> None:
    data = np.random.default_rng(0).normal(size=(3 * len(kinds), 4))

    found = reply(typed(data, ["p", "q", "r", "s"], [*kinds] * 3))

    assert found.facts[1] == words
    assert ("other (" in found.pictures[0].alt) == ("grey" in words)


@pytest.mark.parametrize(
    ("data", "lines", "words"),
    [
        (
            "a,b\n1,2\n1,2\n3,4",
            ["variance         2.667       0", "share            100 %     0 %"],
            "spread along PC2 at all.",
        ),
        ("a,b,c\n1,2,3\n4,5,7", [], "along PC2 at all, and other directions would do as well."),
        ("a,b,c\n1,2,3\n2,4,6\n5,10,15", [], "PC2 to PC3 at all, and other directions"),
        ("a,b,c\n1,2,3\n2,4,7\n5,9,15\n0,0,1", [], ""),
    ],
)
def test_a_component_without_variance_is_0_and_said(
    data: str, lines: list[str], words: str
) -> None:
    found = reply(data, components="3" if "\n5," in data else "")

    assert {*lines} <= {*found.facts}
    assert words in found.meaning
    assert ("do not spread" in found.meaning) == bool(words)
    assert "10⁻" not in "\n".join(found.facts)


def test_a_few_incomplete_rows_are_left_out() -> None:
    rows = [f"p{i},{i},{i * i % 7}" for i in range(30)]
    rows[4] = "p4,?,2"

    found = answer("name,a,b\n" + "\n".join(rows))

    assert "1 row with blanks is left out." in found.meaning
    assert found.facts[0] == "29 rows × 2 columns"
    assert "p4" not in [row[0] for row in file(found, "scores.csv")]


def test_many_blanks_are_filled_with_the_mean() -> None:
    found = answer("a,b\n1,2\n3,?\n?,6\n5,1")

    assert "2 blanks are filled with the mean of the column." in found.meaning
    rows = {row[0]: row[3:] for row in file(found, "components.csv")}
    assert [float(x) for x in rows["mean"]] == pytest.approx([3, 3])
    assert scores(found).shape == (4, 2)


def test_columns_that_are_left_out_are_named() -> None:
    found = answer(
        "when,a,b,c\n2020-01-01,1,2,7\n2020-01-02,3,5,7\n2020-01-02,4,4,7\n2020-02-02,0,1,7"
    )

    assert any("constant: c" in fact for fact in found.facts)
    assert "1 column is constant" in found.meaning


def test_it_is_said_why_columns_are_left_out() -> None:
    found = answer(
        "name,id,mass,bp,phone,e,note,a,b\nx,1,5 kg,120/80,555-12,,so,1,2\n"
        "y,2,3 kg,130/85,555-13,,ah,2,7\nz,3,4 kg,110/70,555-14,,oh,4,1"
    )

    assert found.facts[0] == "3 rows × 2 columns"
    assert "left out: id, mass, bp, phone, e, note" in found.facts
    for words in (
        "left out: words.",
        "dates or the like (`555-12`).",
        "`120/80` could be a fraction, a date",
        "a unit (`5 kg`); write the unit in the column's name.",
        "numbers that only identify the rows.",
        "nothing but blanks.",
    ):
        assert found.meaning.count(words) == 1


def test_scales_that_differ_are_said_and_mended_by_one_press() -> None:
    data, names, _ = real_set("wine")
    text = typed(data, names)

    found = answer(text, standardize="no")
    mended = answer(text, standardize="auto")

    assert "**standardize**" in found.meaning
    menu = next(choice for choice in found.choices if choice.name == "standardize")
    assert [value for value, _ in menu.values] == ["no", "yes"]
    assert "so I standardized them" in mended.meaning
    assert mended.title == answer(text, standardize="yes").title != found.title
    assert "standardize**" not in answer(text, standardize="yes").meaning


def test_the_menus_fit_into_discord() -> None:
    data, names, _ = real_set("wine")
    for choice in answer(typed(data, names)).choices:
        assert 1 <= len(choice.values) <= 25
        assert len(choice.label) <= 150
        assert all(len(value) <= 100 and len(words) <= 100 for value, words in choice.values)


@pytest.mark.parametrize(
    ("inputs", "source", "words"),
    [
        ({"components": "9"}, "components", "from 1 to 2 components, not 9"),
        ({"components": "0"}, "components", "from 1 to 2"),
        ({"components": "many"}, "components", "many"),
        ({"standardize": "perhaps"}, "standardize", "yes, no or auto"),
        ({"data": ""}, "data", "no data"),
        ({"data": "1,2"}, "data", "one row"),
        ({"data": "1,2\n1,2\n1,2"}, "data", "do not spread"),
        ({"data": "1e300,2\n-1e300,3"}, "data", "too far apart"),
    ],
)
def test_what_cannot_be_is_refused_by_name(inputs: dict[str, str], source: str, words: str) -> None:
    with pytest.raises(InputError, match=words) as refusal:
        answer(inputs.pop("data", "1,2\n3,5\n4,4"), **inputs)
    assert refusal.value.source == source


# Hostile and foreign names, and large data


HOSTILE = ["```\n@everyone", "**bold** <@1>", "x" * 100, "🦄🦄", "=1+1", "a`b", "[l](http://x.y)"]


def test_hostile_names_stay_in_the_block_of_code() -> None:
    rows = [f'"{name}",{i},{i * i % 5},{7 - i},{i % 3}' for i, name in enumerate(HOSTILE)]
    heads = '"``` @here","__x__","=cmd()","' + "y" * 100 + '"'

    found = reply(f"name,{heads}\n" + "\n".join(rows), standardize="no")

    shown = "\n".join(found.facts)
    assert "`" not in shown
    assert "\n\n\n" not in shown
    assert not {"@", "bold", "http", "xxx", "cmd", "here"} & set(
        re.findall(r"@|\w+", found.meaning)
    )
    assert all(len(picture.alt) <= 1024 for picture in found.pictures)
    table = dict(answer(f"name,{heads}\n" + "\n".join(rows)).copies.files)
    assert "\n=1+1" not in table["scores.csv"]
    assert ",=cmd" not in table["components.csv"]


def test_names_that_no_font_has_are_given_in_words(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fonts, "_characters", lambda: frozenset(range(0x250)))

    found = reply("name,数学,art\n田中,1,2\nさくら,3,5\nAnn,4,4")

    assert "in the pictures: row 1 = 田中, row 2 = さくら" in found.facts
    assert "in the pictures: column 1 = 数学" in found.facts


def test_five_thousand_rows_of_sixty_columns_are_answered() -> None:
    rng = np.random.default_rng(6)
    data = np.round(rng.normal(size=(5000, 60)), 2)

    found = reply(typed(data, [f"c{j}" for j in range(60)]), components="5")

    assert found.facts[0] == "5000 rows × 60 columns"
    assert len(found.pictures) == 2
    assert len("\n".join(found.facts)) < 3000


def test_a_table_of_correlations_is_no_table_of_measurements_and_that_is_said() -> None:
    words = "This looks like a correlation matrix"

    assert words in answer(",a,b,c\na,1,.8,.3\nb,.8,1,.4\nc,.3,.4,1").meaning
    assert words not in answer(",a,b,c\nx,1,.8,.3\ny,.8,1,.4\nz,.3,.4,1").meaning


def test_years_that_are_left_out_are_said() -> None:
    rows = "".join(f"{2000 + i // 2},{i * i},{i % 3}\n" for i in range(60))

    assert (
        "1 column is left out: years, dates or times (`2000`)."
        in answer(f"year,x,y\n{rows}").meaning
    )
