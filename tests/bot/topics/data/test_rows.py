"""`/data rows`, who is alike before and after standardizing, in a simulated Discord."""

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
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.spatial.distance import cdist, pdist, squareform
from simcord.results import ResponseMessage
from sklearn.preprocessing import StandardScaler

import linalg_engine as la
from bot.drawing.style import Style
from bot.topics.data.examples import TABLES
from bot.topics.kit import answering
from bot.topics.kit.answer import Answer
from bot.topics.kit.question import Question
from linalg_engine.errors import InputError
from tests.bot import posts
from tests.bot.conftest import Classroom

PEOPLE = TABLES["people"]


def answer(data: str, rows: str = "") -> Answer:
    """Answer without drawing."""
    return answering.answer(Question("data rows", {"data": data, "rows": rows}), Style())


def standardized(values: np.ndarray) -> np.ndarray:
    """Return the columns with the deviation of n - 1, as scikit-learn has that of n."""
    n = len(values)
    return np.asarray(StandardScaler().fit_transform(values)) * np.sqrt((n - 1) / n)


def nearest(values: np.ndarray) -> tuple[int, int]:
    between = squareform(pdist(values))
    np.fill_diagonal(between, np.inf)
    first, second = divmod(int(between.argmin()), len(values))
    return first, second


def line(found: Answer, name: str) -> list[float]:
    """Return the numbers behind a name in the facts."""
    (text,) = [each for each in found.facts if each.startswith(f"{name}  ")]
    return [float(x.replace("−", "-")) for x in text.removeprefix(name).split()]


# Who is most alike


@pytest.mark.parametrize("name", [*TABLES])
def test_the_most_alike_before_and_after_standardizing(name: str) -> None:
    data = la.parse_data(TABLES[name])
    raw, scaled = nearest(data.values), nearest(standardized(data.values))

    found = answer(TABLES[name])

    names = data.row_labels
    first = {names[row] for row in scaled}
    assert {*found.title.removeprefix("Most alike: ").split(";")[0].split(" and ")} == first
    if {*raw} == {*scaled}:
        assert "before" not in found.title
        assert "both as the numbers are" in found.meaning
    else:
        assert found.title.endswith(f"before standardizing, {names[raw[0]]} and {names[raw[1]]}")
        assert f"so {names[raw[0]]} and {names[raw[1]]} come out nearest" in found.meaning


def test_the_row_that_stands_in_both_pairs_is_named_first() -> None:
    table = "name,wide,narrow\na,30,0\nb,0,0\nc,10,1\nd,1000,0.5\ne,-1000,0.5\n"

    assert answer(table).title == "Most alike: b and a; before standardizing, b and c"


def test_why_the_answer_changes() -> None:
    found = answer(PEOPLE)
    values = la.parse_data(PEOPLE).values
    variances = values.var(axis=0)
    share = 100 * variances[1] / variances.sum()

    assert f"**weight (kg)** spreads most and makes up {share:.0f} % of all" in found.meaning
    assert "But the 5 by which they differ in height (cm) is 1 times" in found.meaning
    cosines = 1 - pdist(values, "cosine")
    assert f"all lie from {cosines.min():.2f} to {cosines.max():.0f}" in found.meaning
    after = 1 - pdist(standardized(values), "cosine")
    low, high = (f"{x:.2f}".replace("-", "−") for x in (after.min(), after.max()))
    assert f"the cosines run from {low} to {high}" in found.meaning


@settings(max_examples=15)
@given(st.integers(0, 10**6), st.integers(3, 9), st.integers(1, 5))
def test_the_measures_are_those_of_scipy(seed: int, rows: int, columns: int) -> None:
    rng = np.random.default_rng(seed)
    values = np.round(rng.normal(size=(rows, columns)) * rng.uniform(1, 90, columns), 3)
    first, second = map(int, rng.choice(rows, 2, replace=False))
    typed = "\n".join(" ".join(map(str, row)) for row in values)

    found = answer(typed, f"#{first + 1}, #{second + 1}")

    both = values, standardized(values)
    pairs = [(table[first], table[second]) for table in both]
    assert line(found, "distance") == pytest.approx(
        [np.linalg.norm(a - b) for a, b in pairs], abs=6e-4, rel=1e-3
    )
    assert line(found, "dot product") == pytest.approx(
        [a @ b for a, b in pairs], abs=6e-4, rel=1e-3
    )
    cosines = [1 - cdist([a], [b], "cosine")[0, 0] for a, b in pairs]
    assert line(found, "cosine") == pytest.approx(cosines, abs=6e-5, rel=1e-3)


@given(st.integers(0, 10**6), st.integers(3, 8), st.integers(1, 3), st.floats(0.01, 100))
@settings(max_examples=15)
def test_units_change_nothing_after_standardizing(
    seed: int, rows: int, columns: int, unit: float
) -> None:
    values = np.random.default_rng(seed).integers(-50, 50, (rows, columns)).astype(float)
    if (values == values[0]).all():
        return
    other = values * [unit, *[1.0] * (columns - 1)]
    tables = ["\n".join(" ".join(map(repr, row)) for row in t.tolist()) for t in (values, other)]

    first, second = (csv_of(answer(table), "nearest.csv") for table in tables)

    before, after = (np.array([float(row[4]) for row in t[1:]]) for t in (first, second))
    assert after == pytest.approx(before, abs=1e-9)


def test_nearest_pairs_and_the_row_far_from_all() -> None:
    found = answer(TABLES["fruits"])
    data = la.parse_data(TABLES["fruits"])
    between = squareform(pdist(standardized(data.values)))
    np.fill_diagonal(between, np.inf)

    place = found.facts.index("standardized:")
    listed = [fact.split("  ") for fact in found.facts[place + 1 : place + 4]]
    smallest = np.sort(pdist(standardized(data.values)))[:3]
    assert [float(parts[-1]) for parts in listed] == pytest.approx(smallest, abs=6e-4)
    away = between.min(axis=1)
    far = int(away.argmax())
    near = data.row_labels[between[far].argmin()]
    assert f"  {data.row_labels[far]}: {away[far]:.2f} from {near}, the nearest" in found.facts
    assert f"{data.row_labels[far]} is far from all." in found.meaning


def csv_of(found: Answer, name: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(dict(found.copies.files)[name])))


def test_the_files_have_all_distances() -> None:
    found = answer(PEOPLE)
    between = squareform(pdist(standardized(la.parse_data(PEOPLE).values)))

    header, *rows = csv_of(found, "distances.csv")
    assert header[1:] == [*la.parse_data(PEOPLE).row_labels]
    assert np.array([row[1:] for row in rows], float) == pytest.approx(between, abs=1e-12)


@pytest.mark.parametrize("name", ["people", "big"])
def test_the_numpy_code_computes_the_same(tmp_path: Path, name: str) -> None:
    big = "\n".join(" ".join(map(str, row)) for row in np.arange(400).reshape(80, 5) ** 2 % 97)
    found = answer(TABLES.get(name, big), "#2, #5")
    for file, text in found.copies.files:
        (tmp_path / file).write_text(text, "utf-8")

    done = subprocess.run(
        [sys.executable, "-c", found.copies.numpy],
        capture_output=True,
        text=True,
        check=True,
        cwd=tmp_path,
    )

    printed = np.array([re.findall(r"-?\d+\.\d+", row) for row in done.stdout.splitlines()], float)
    for place, name in enumerate(("distance", "dot product", "cosine")):
        assert printed[:, place] == pytest.approx(line(found, name), abs=6e-4, rel=1e-3)


def test_steps_end_at_the_distance() -> None:
    working = answer(PEOPLE, "Bob, Eva").working
    assert working is not None
    lines = working.plain().splitlines()

    squares = 13**2 + 30**2 + 12**2
    assert f"‖a − b‖^2 = 13² + 30² + 12² = {squares}".replace("^2", "²") in [
        text.strip().replace("^2", "²") for text in lines
    ]
    assert any(text.strip() == f"‖a − b‖ ≈ {np.sqrt(squares):.3f}" for text in lines)


# In Discord


def menus(message: ResponseMessage) -> list[dict[str, Any]]:
    """Return the menus below a message."""
    parts = [part for row in message.components for part in row.get("components", ())]
    return [part for part in parts if "options" in part]


async def test_an_example_table_and_the_menu_of_the_other_row(classroom: Classroom) -> None:
    message = await classroom.ask("data rows", data="People", rows="Ann, Cleo")
    post = posts.read(message)

    assert post.title == "Ann and Cleo: distance 5.48, standardized 1.01"
    assert [*map(str.strip, post.facts[3:6])] == [
        "height (cm)  170   165",
        "weight (kg)   60    58",
        "age           23    22",
    ]
    (menu,) = menus(message)
    assert menu["placeholder"] == "Compare Ann with …, the most alike first"
    options = menu["options"]
    assert [option["label"] for option in options][:2] == ["Gina: 0.54 away", "Cleo: 1.01 away"]
    assert len(options) == 9

    chosen = await classroom.student.select(message, [options[0]["value"]])
    assert "Ann and Gina: distance 7," in "\n".join(posts.texts(posts.response(chosen)))


@pytest.mark.parametrize(
    ("rows", "title"),
    [
        ("Dan", "Most like Dan: Bob; before standardizing, Hugo"),
        ("dan and IDA", "Dan and Ida: distance 23.45, standardized 1.86"),
        ("4; 9", "Dan and Ida: distance 23.45, standardized 1.86"),
        ("Dan Ida", "Dan and Ida: distance 23.45, standardized 1.86"),
        ("Dan vs. Ida", "Dan and Ida: distance 23.45, standardized 1.86"),
        ("dan - ida", "Dan and Ida: distance 23.45, standardized 1.86"),
        ("dan/#9", "Dan and Ida: distance 23.45, standardized 1.86"),
        ("#4, Ida", "Dan and Ida: distance 23.45, standardized 1.86"),
    ],
)
def test_rows_are_named_or_numbered(rows: str, title: str) -> None:
    assert answer(PEOPLE, rows).title == title


@pytest.mark.parametrize("name", ["people", "cities"])
def test_the_row_that_was_named_comes_first_and_the_nearest_of_all_follows(name: str) -> None:
    data = la.parse_data(TABLES[name])
    between = squareform(pdist(standardized(data.values)))
    np.fill_diagonal(between, np.inf)

    for row, label in enumerate(data.row_labels):
        title = answer(TABLES[name], label).title

        near = data.row_labels[between[row].argmin()]
        assert title.split(";")[0] == f"Most like {label}: {near}"


def test_a_name_may_have_a_comma_or_be_a_number() -> None:
    table = 'name,x,y\n"Berlin, East",1,2\nBonn,3,4\nBremen,9,9\n"a and b",5,1\n'
    numbered = "id,x,y\n3,1,2\n1,3,4\n2,9,9\n"

    cities = TABLES["cities"]
    assert answer(cities, "Mexico City New York").title.startswith("Mexico City and New York:")
    assert answer(table, "Berlin, East, Bonn").title.startswith("Berlin, East and Bonn:")
    assert answer(table, "a and b and Bonn").title.startswith("a and b and Bonn:")
    assert answer(numbered, "3, 2").title.startswith("3 and 2: distance 10.63")
    assert answer(numbered, "#3, #2").title.startswith("2 and 1: distance 7.81")


@pytest.mark.parametrize(
    ("data", "rows", "words"),
    [
        ("people", "Ann, Clea", "no row “Clea” among those compared. Did you mean Cleo?"),
        ("people", "Ann, Ann", "the same row"),
        ("people", "Ann, Bob, Cleo", "Name two rows, not more"),
        ("people", "99", "no row “99”"),
        ("people", "@everyone " * 30, "no row “@everyone @everyone @everyone"),
        ("1 2", "", "This is one row of numbers"),
        ("1 2; 3 4", "", "It takes 3 rows with a number in every column, and there are 2."),
        ("1 2; 1 2; 1 2", "", "All rows are equal"),
        ("a,b\n1,\n,2\n3,\n4,5", "", "and there is 1."),
        ("hello", "", "No column of this table has numbers"),
        ("1,2\n3,4,5\n6,7", "", "Row 2"),
        ("1e300 1; 2e300 2; 5 3", "", "too large"),
    ],
)
async def test_what_cannot_be_compared_is_told_in_words(
    classroom: Classroom, data: str, rows: str, words: str
) -> None:
    told = await classroom.refusal("data rows", data=data, rows=rows)

    assert words in told
    assert "**data**" in told or "**rows**" in told


def test_names_cannot_turn_the_text() -> None:
    table = "name,`x`,**y**\n**a**,1,2\n```b```,3,5\n[c](http://x.y),9,4\n"

    found = answer(table)

    assert "```" not in "\n".join(found.facts)
    assert "**a**" not in found.title
    assert re.search(r"(?<!\\)\[c\]\(", found.title + found.meaning) is None


def test_many_rows_are_thinned_and_that_is_said() -> None:
    rng = np.random.default_rng(1)
    table = "\n".join(" ".join(f"{x:.3f}" for x in row) for row in rng.normal(size=(3000, 3)))

    found = answer(table, "#1, #3000")

    assert found.facts[:2] == (
        "3,000 rows × 3 columns",
        "1,000 of them are compared, spread evenly",
    )
    assert found.title.startswith("row 1 and row 3000:")
    with pytest.raises(InputError, match="among those compared"):
        answer(table, "#2, #3000")


def test_columns_left_out_are_named() -> None:
    found = answer("name,x,y,z,empty\nann,1,2,5,\nbob,3,4,5,\ncy,5,1,5,\ndee,,2,5,\n")

    assert found.facts[0] == "3 rows × 3 columns"
    assert "left out: 1 row with blanks" in found.facts
    assert "left out: empty" in found.facts
    assert "constant: z" in found.facts
