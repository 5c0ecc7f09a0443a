"""`/factorize` without Discord: tables as people paste them, their factors, who is near whom."""

from __future__ import annotations

import csv
import io
import re
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from bot.drawing import fonts
from bot.drawing.style import Style
from bot.topics.factorize import examples, lecture, neighbours
from bot.topics.factorize.methods import METHODS
from bot.topics.factorize.study import analyse
from bot.topics.factorize.words import contrast
from bot.topics.kit import answering
from bot.topics.kit.answer import Answer
from linalg_engine import notation
from linalg_engine.errors import InputError
from tests.bot.topics.factorize.asked import LECTURE, SMALL, answer, question, reply

Floats = NDArray[np.float64]

ROW = "5,?,3,1,2,4,5,1,2,3,4,4"

TWO_TASTES = "name,Up,Shrek,Alien,Heat\nann,5,4,1,2\nbob,4,5,2,1\ncy,1,1,5,4\ndan,2,1,4,5"


def file(found: Answer, name: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(dict(found.copies.files)[name])))


def numbers(found: Answer, name: str) -> Floats:
    return np.array([row[1:] for row in file(found, name)[1:]], dtype=float)


def factors(found: Answer) -> tuple[Floats, Floats, Floats, Floats]:
    """Return U, V and the biases of rows and columns from the files."""
    people, items = numbers(found, "people.csv"), numbers(found, "items.csv")
    return people[:, 1:], items[:, 1:].T, people[:, 0], items[:, 0]


# The lecture's films


def test_the_lectures_table_is_answered_with_its_hand_made_vectors() -> None:
    found = reply(LECTURE, rank="2", method="als")

    assert found.title == "4×5 ≈ 4×2 times 2×5"
    assert [picture.name for picture in found.pictures] == [
        "lecture.png",
        "factors.png",
        "rebuilt.png",
        "map.png",
    ]
    # (1, 0.1) · (1, 0.9) = 1.09 and (1, 0.1) · (0.9, −0.2) = 0.88; lengths √1.81 and √0.85
    for words in (
        "person 1 lies nearest Harry Potter",
        "person 3 nearest Shrek",
        "largest dot product is The Dark Knight Rises (1.09, against 0.88)",
        "(1.35 against 0.92)",
        # 1.09 / (√1.01 √1.81) and 0.88 / (√1.01 √0.85)
        "(0.81 against 0.95)",
    ):
        assert words in found.meaning
    alt = found.pictures[0].alt
    for words in ("Person 1 (1, 0.1)", "Harry Potter (0.9, −0.2)", "Memento (−0.9, 1)"):
        assert words in alt


@pytest.mark.parametrize("method", ["als", "plain", "wals", "svd", "nmf", "gd"])
def test_every_method_answers_the_lectures_table(method: str) -> None:
    found = answer(LECTURE, method=method)

    assert f"({method})" in found.facts[1]
    assert found.working is not None
    assert "largest dot product" in found.meaning
    assert len(found.draw_more) == 3 + (method == "gd")


def test_the_ready_example_is_the_lectures_table() -> None:
    assert examples.table("the lecture's films") == LECTURE


def test_the_lectures_films_are_known_without_names_or_zeros_but_not_by_others() -> None:
    bare = "\n".join(line.split(",", 1)[1] for line in LECTURE.split("\n")[1:])
    other = LECTURE.replace("Shrek", "Alien")

    def recognised(text: str) -> bool:
        return lecture.recognised(notation.parse_table(text)) is not None

    assert recognised(bare)
    assert recognised(LECTURE.replace(",0", ",?"))
    assert not recognised(other)
    assert not recognised(LECTURE.replace("1,0,1,1,0", "1,1,1,1,0"))


# Numbers


@pytest.mark.parametrize(("m", "n", "k"), [(4, 5, 2), (6, 3, 1), (8, 8, 3)])
def test_svd_is_the_nearest_product_of_its_rank(m: int, n: int, k: int) -> None:
    table = np.random.default_rng(m).integers(1, 6, (m, n)).astype(float)
    u, s, vt = np.linalg.svd(table)
    text = "\n".join(",".join(f"{x:.0f}" for x in row) for row in table)

    found = answer(text, rank=str(k), method="svd")

    users, items, *biases = factors(found)
    assert users @ items == pytest.approx((u[:, :k] * s[:k]) @ vt[:k])
    assert not np.any(np.concatenate(biases))
    error = np.sqrt((s[k:] ** 2).sum() / (m * n))
    (line,) = [fact for fact in found.facts if fact.startswith("error")]
    assert float(line.split()[-2]) == pytest.approx(error, abs=1e-3)


def test_known_ratings_are_kept_and_blanks_are_predicted() -> None:
    found = answer(SMALL, rank="1", method="plain")

    table = notation.parse_table(SMALL).values
    completed = numbers(found, "completed.csv")
    known = ~np.isnan(table)
    users, items, _, _ = factors(found)
    assert (completed[known] == table[known]).all()
    assert completed[1, 1] == pytest.approx((users @ items)[1, 1].clip(1, 5))
    assert "1 blank is predicted." in found.meaning
    assert found.facts[0] == "4 people × 3 items: 11 known, 1 blank"


@pytest.mark.parametrize("method", METHODS)
def test_the_numpy_code_computes_the_predictions(tmp_path: Path, method: str) -> None:
    rng = np.random.default_rng(7)
    table = np.round(3 + rng.normal(size=(70, 2)) @ rng.normal(size=(2, 60))).clip(1, 5)
    sizes = [table[:6, :5], table] if method in ("plain", "nmf") else [table[:12, :9]]
    for part in sizes:
        found = answer("\n".join(",".join(map(str, row)) for row in part), method=method)
        for name, text in found.copies.files:
            (tmp_path / name).write_text(text, "utf-8")
        *lines, product = found.copies.numpy.split("\n")
        code = "\n".join([*lines, f"print(({product})[2, 3])"])

        done = subprocess.run(
            [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=tmp_path
        )

        users, items, by_row, by_column = factors(found)
        expected = users[2] @ items[:, 3] + by_row[2] + by_column[3]
        mean = float(done.stdout) - expected
        printed = re.search(r"R ≈ (\S+) \+ biases", found.facts[1])
        assert mean == pytest.approx(float(printed[1]) if printed else 0, abs=0.006)


@pytest.mark.parametrize(
    ("ratings", "method"),
    [
        ("5,?,1 4,1,2 ?,5,4", "plain"),
        (SMALL, "plain"),
        (LECTURE, "plain"),
        ("\n".join([ROW, ROW[::-1]] * 8), "plain"),  # 192 cells
        ("\n".join([ROW] * 17), "als"),  # 204 cells
        ("\n".join([ROW.replace("?", "2")] * 17), "plain"),
        ("\n".join(["1,5,3", "2,4,4"] * 20), "plain"),
    ],
)
def test_small_and_full_tables_are_plain_products_by_default(ratings: str, method: str) -> None:
    for typed in ("", "auto"):
        assert f"({method})" in answer(ratings, method=typed).facts[1]


def test_the_helps_own_example_has_two_axes() -> None:
    found = reply("5,?,1 4,1,2 ?,5,4")

    users, items, *_ = factors(answer("5,?,1 4,1,2 ?,5,4"))
    assert np.abs(users).max(axis=0).min() > 1
    assert np.abs(items).max(axis=1).min() > 1
    assert "in one plane" in found.pictures[2].alt


def test_two_tastes_are_the_second_axis() -> None:
    found = answer("5,4,?,1,1 4,5,5,1,? 1,1,?,5,4 ?,1,2,4,5")

    users, items, *_ = factors(found)
    assert len({*np.sign(items[1, :3])}) == len({*np.sign(items[1, 3:])}) == 1
    assert np.sign(items[1, 0]) != np.sign(items[1, 3])
    assert np.sign(users[0, 1]) == np.sign(users[1, 1]) != np.sign(users[2, 1])
    (line,) = [fact for fact in found.facts if fact.startswith("axis")]
    assert re.fullmatch(r"axis 2 seems to separate column [45], column [45] from column .*", line)


def test_numbers_are_not_told_twice() -> None:
    found = answer(SMALL)

    assert not [line for line in found.facts if re.search(r"\d\.\d+ +−?\d\.\d+", line)]
    assert len(found.facts) < 20


# Who is near whom


def test_dot_product_and_cosine_may_choose_differently() -> None:
    users = np.array([[1.0, 0.1], [0.0, 1.0]])
    items = np.array([[0.9, 1.0, 0.0], [-0.2, 0.9, 0.3]])

    first, second = neighbours.of_people(users, items)

    assert (first.dot, first.cosine) == ((1,), (0,))
    assert first.dot_value == pytest.approx(1.09)
    assert first.cosine_value == pytest.approx(0.88 / np.sqrt(1.01 * 0.85))
    assert (second.dot, second.cosine) == ((1,), (2,))
    assert second.cosine_value == pytest.approx(1)
    assert "For 2 people" in neighbours.disagreement(users, items)


def test_equally_near_ones_are_all_named() -> None:
    items = np.array([[1.0, 1.0, -1.0]])

    (near,) = neighbours.of_people(np.array([[2.0]]), items)
    first = neighbours.of_items(items)[0]

    assert near.dot == near.cosine == near.both == (0, 1)
    assert first.dot == (1,)


def test_the_facts_always_name_the_metric() -> None:
    found = answer(SMALL, method="plain")

    start = found.facts.index("nearest item to each person:")
    lines = [line for line in found.facts[start:] if line.startswith("  ")]
    assert len(lines) >= 7
    assert all("dot" in line or "cosine" in line for line in lines)


def test_what_an_axis_separates_is_named_by_columns_or_by_their_numbers() -> None:
    named = answer(SMALL, rank="2", method="plain")
    bare = answer("5,4,1\n4,?,1\n1,1,5\n2,1,4", rank="2", method="plain")

    (line,) = [fact for fact in named.facts if fact.startswith("axis")]
    assert re.fullmatch(r"axis 2 seems to separate (Alien from (Up|Shrek).*|.+ from Alien)", line)
    (line,) = [fact for fact in bare.facts if fact.startswith("axis")]
    assert re.fullmatch(r"axis 2 seems to separate (column 3 from .+|.+ from column 3)", line)


@pytest.mark.parametrize(
    ("ratings", "rank", "title"),
    [
        (TWO_TASTES, "2", "Axis 2: Shrek, Up against Alien, Heat"),
        (
            TWO_TASTES.replace("Up", "The Triplets of Belleville").replace(
                "Heat", "The Matrix Reloaded"
            ),
            "2",
            "Axis 2: Shrek against Alien",
        ),
        ("5,4,4\n4,4,5\n3,3,3", "2", r"Axis 2: column \d.* against column \d.*"),
        ("1,2,4\n2,4,8\n3,6,12", "2", "People and items on one axis"),
        (
            "105,99,99,99,99,99\n95,101,101,101,101,101",
            "2",
            "Axis 1 makes up more than 99 % of U V",
        ),
        ("5,0,0\n0,4,0\n0,0,3", "2", "Axis 1 makes up 61 % of U V"),
    ],
)
def test_the_map_says_what_an_axis_separates(ratings: str, rank: str, title: str) -> None:
    found = contrast(analyse(question(ratings, rank=rank)))

    assert re.fullmatch(title, found), found
    assert len(found) <= 60


def test_an_axis_for_which_nothing_is_left_is_0_and_that_is_said() -> None:
    ratings = (
        "name,Shrek,Memento,Up,Rings,Alien\nann,5,?,4,1,2\nbob,1,4,?,5,4\ncy,5,1,5,?,1\n"
        "max,2,5,1,4,?\nada,5,2,4,2,1\nfay,1,5,2,5,5"
    )
    two, one = answer(ratings, method="als"), answer(ratings, rank="1", method="als")

    users, items, _, _ = factors(two)
    assert not users[:, 1].any()
    assert not items[1].any()
    assert users[:, 0] @ users[:, 0] > 1
    assert "Rank 1 is enough: axis 2 is 0." in two.meaning
    assert "is enough" not in one.meaning
    assert [fact[:6] for fact in two.facts if "seems to separate" in fact] == ["axis 1"]
    # on a line all cosines are 1 or −1, so whoever is nearest by dot is among the nearest
    assert "is not the nearest" not in two.meaning
    assert all("), " not in fact for fact in two.facts if "cosine" in fact)


@pytest.mark.parametrize("method", ["plain", "svd", "als"])
def test_a_product_of_rank_1_leaves_nothing_for_a_second_axis(method: str) -> None:
    found = answer("1,2,4\n2,4,8\n3,6,12\n1,2,4", method=method, rank="2")

    assert "Rank 1 is enough: axis 2 is 0." in found.meaning


# Choices, steps, limits


def test_rank_and_method_can_be_chosen() -> None:
    full, blank = answer(LECTURE), answer(SMALL)

    rank, method = full.choices
    assert (rank.name, [value for value, _ in rank.values]) == ("rank", ["1", "2", "3", "4"])
    assert [value for value, _ in method.values] == ["plain", "als", "wals", "svd", "nmf", "gd"]
    assert [value for value, _ in blank.choices[0].values] == ["1", "2", "3"]
    assert "svd" not in dict(blank.choices[1].values)
    assert "nmf" not in dict(answer("1,-2\n3,4\n5,1", method="plain").choices[1].values)


def test_biases_are_said_plainly() -> None:
    found = answer(SMALL, method="als")

    assert re.match(r"R ≈ [\d.]+ \+ biases \+ U V, rank 2 \(als\)", found.facts[1])
    assert "the mean, a bias of the person, a bias of the item" in found.meaning


@pytest.mark.parametrize("method", ["als", "plain", "wals", "nmf", "gd"])
def test_the_steps_lead_from_one_entry_to_the_error(method: str) -> None:
    pages = answering.steps(question(SMALL, rank="2", method=method), Style())

    alt = " ".join(page.alt for page in pages)
    assert "Row 1, column 1, where 5 is given" in alt
    if method == "plain":
        assert "find row 1 of U, called u" in alt
        assert "Of V only the 3 columns of its known ratings r count" in alt


def test_the_normal_equations_in_the_steps_are_true() -> None:
    found = answer(SMALL, rank="2", method="plain")
    users, items, _, _ = factors(found)
    ratings = notation.parse_table(SMALL).values[0]

    left, right = items @ items.T, items @ ratings

    # (V Vᵀ + λ I) u = V r with one small λ for both equations
    ridge = (right - left @ users[0]) / users[0]
    assert ridge[0] == pytest.approx(ridge[1], rel=0.05)
    assert 0 < ridge[0] < 1


@pytest.mark.parametrize(
    ("inputs", "source", "words"),
    [
        ({"rank": "4"}, "rank", "from 1 to 3, not 4"),
        ({"rank": "0"}, "rank", "from 1 to 3"),
        ({"method": "magic"}, "method", "plain, als, wals, svd, nmf, gd"),
        ({"method": "svd"}, "method", "a number in every cell"),
        ({"ratings": " "}, "ratings", "no table"),
        ({"ratings": "?,?\n?,?"}, "ratings", ""),
    ],
)
def test_what_cannot_be_is_refused_by_name(inputs: dict[str, str], source: str, words: str) -> None:
    with pytest.raises(InputError) as refusal:
        answer(inputs.pop("ratings", SMALL), **inputs)
    assert refusal.value.source == source
    assert words in refusal.value.problem


@pytest.mark.parametrize("ratings", ["5", "1,2,3", "0,0\n0,0", "3,?\n?,3"])
def test_the_smallest_and_dullest_tables_are_answered(ratings: str) -> None:
    for method in ("als", "plain", "gd"):
        found = reply(ratings, rank="2", method=method)
        assert len(found.pictures) >= 2
        assert answering.steps(question(ratings, method=method), Style())


def test_one_person_and_one_item_are_not_plural() -> None:
    column, row = reply("5\n3\n1", method="plain"), reply("5,3,1", method="plain")

    assert column.facts[0] == "3 people × 1 item: 3 known, 0 blank"
    assert "nearest item to each person:" in column.facts
    assert "nearest other item to each item:" not in column.facts
    assert "Map of 3 people and 1 item in one line:" in column.pictures[2].alt
    assert row.facts[0] == "1 person × 3 items: 3 known, 0 blank"


def test_hostile_names_stay_in_the_block_of_code() -> None:
    heads = '"a``b @everyone","**b** <@1>","' + "x" * 100 + '","=cmd()"'
    ratings = f"name,{heads}\n🦄🦄,5,4,1,2\n`e,4,?,1,2\n__x__,1,1,5,2\n-sum,2,1,4,1"

    found = reply(ratings, method="plain")

    assert "`" not in "\n".join(found.facts)
    assert not {"@", "everyone", "xxx", "cmd"} & set(re.findall(r"@|\w+", found.meaning))
    files = dict(answer(ratings, method="plain").copies.files)
    assert not any(re.search(r"(^|,)[=@]", line) for t in files.values() for line in t.split("\n"))
    assert all(0 < len(picture.alt) <= 1024 for picture in found.pictures)


def test_names_that_no_font_has_are_given_in_words(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fonts, "_characters", lambda: frozenset(range(0x250)))

    found = answer("name,千と千尋,Up\n田中,5,1\nAnn,1,5\nBob,?,4", method="plain")

    assert "in the pictures: row 1 = 田中" in found.facts
    assert "in the pictures: column 1 = 千と千尋" in found.facts


def test_the_largest_table_is_answered() -> None:
    rng = np.random.default_rng(8)
    table = np.round(3 + rng.normal(size=(200, 2)) @ rng.normal(size=(2, 200))).clip(1, 5)
    cells = np.where(rng.random(table.shape) < 0.4, "?", table.astype(int).astype(str))

    found = reply("\n".join(",".join(row) for row in cells), rank="2", method="plain")

    assert len(found.pictures) == 3
    assert len("\n".join(found.facts)) < 3000
