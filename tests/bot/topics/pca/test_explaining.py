"""Why a row lies where it does."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.drawing.style import Style
from bot.topics.kit import answering
from bot.topics.kit.question import Question
from bot.topics.pca.explaining import Place
from linalg_engine.principal_components import pca
from tests.examples import examples

MARKS = (
    "name,math,art,sport\nann,1,9,8\nbob,8,2,1\ncy,4,5,5\ndee,5,4,5\neli,6,5,3\nfay,4,5,6\n"
    "gus,5,6,4"
)


def facts(**inputs: str) -> list[str]:
    question = Question("pca", {"data": MARKS, "standardize": "no", **inputs})
    return list(answering.answer(question, Style()).facts)


def test_the_outermost_rows_are_explained() -> None:
    found = facts()

    assert found[-2:] == [
        "ann is far right: art high; math low",
        "bob is far left: math high; sport low",
    ]


def test_a_row_is_explained_on_wish_with_what_is_lost() -> None:
    found = facts(_explain="bob", components="1")

    place = found.index("bob is far left: math high; sport low")
    assert found[place + 1].startswith("  PC1 −")
    assert found[place + 1].endswith("% of it in the picture")
    assert found[place + 2].startswith("  rebuilt from 1 (given): math ")
    assert "(8), art" in found[place + 2]
    assert found[place + 2].endswith("(1)")
    assert not [line for line in found if line.startswith("ann is")]
    assert facts(_explain="nobody") == facts()


def test_a_row_that_iterative_pca_filled_is_where_the_picture_has_it() -> None:
    data = "name,a,b,c\np,1,2,3.1\nq,2,4,6\nr,8,?,23.9\ns,4,8,12\nt,5,10,15\nu,3,6,9.2"
    question = Question("pca", {"data": data, "standardize": "no", "_blanks": "pca"})
    found = answering.answer(question.changed("_explain", "r"), Style())

    (row,) = [
        line for line in dict(found.copies.files)["scores.csv"].splitlines() if line[:2] == "r,"
    ]
    first = float(row.split(",")[1])
    (line,) = [fact for fact in found.facts if fact.startswith("  PC1")]
    assert float(line.split()[1].rstrip(",").replace("−", "-")) == pytest.approx(first, abs=6e-3)


def test_the_steps_take_the_row_that_is_explained() -> None:
    question = {"data": MARKS, "standardize": "no"}
    plain = answering.answer(Question("pca", question), Style()).working
    chosen = answering.answer(Question("pca", {**question, "_explain": "bob"}), Style()).working

    assert plain is not None
    assert chosen is not None
    assert "For ann and the first component:" in plain.plain()
    assert "For bob and the first component:" in chosen.plain()
    assert "given ≈ [8, 2, 1]" in chosen.plain()


@pytest.mark.parametrize(
    ("numbers", "words"),
    [
        ([30.0, 0.0, 0.0], "far right"),
        ([-30.0, 0.0, 0.0], "far left"),
        ([10.0, 0.0, 0.0], "to the right"),
        ([-10.0, 3.0, 0.0], "to the left"),
        ([0.0, 20.0, 0.0], "far up"),
        ([0.0, -20.0, 0.0], "far down"),
        ([0.0, 6.0, 0.0], "above the middle"),
        ([1.0, -6.0, 0.0], "below the middle"),
        ([2.0, 1.0, 50.0], "near the middle"),
    ],
)
def test_where_a_row_is_is_said_by_its_larger_score(numbers: list[float], words: str) -> None:
    """Deviations of 10, 5 and 1 along the axes themselves."""
    corners = np.diag([10.0, 5.0, 1.0]) * np.sqrt(2.5)
    found = pca(np.vstack([corners, -corners]), 2)

    place = Place(found, ("a", "b", "c"), (0, 1), "x", np.array(numbers))

    assert np.sqrt(found.explained_variance) == pytest.approx([10, 5])
    assert place.place() == words
    assert bool(place.reasons()) == (words != "near the middle")


@examples(0.3)
@given(st.integers(0, 10**6))
def test_the_columns_told_of_make_two_thirds_of_the_score(seed: int) -> None:
    rng = np.random.default_rng(seed)
    data = rng.normal(size=(20, 6)) * rng.uniform(0.5, 2, 6)
    found = pca(data, 2)
    names = tuple("abcdef")
    place = Place(found, names, (0, 1), "x", data[0])

    reasons = place.reasons()
    told = [part.rsplit(" ", 1) for part in reasons.split("; ") if part]
    high = {name for names_, word in told if word == "high" for name in names_.split(", ")}
    low = {name for names_, word in told if word == "low" for name in names_.split(", ")}

    assert place.shown == pytest.approx(float(found.row_cos2[0].sum()))
    if not reasons:
        return
    centred = data[0] - data.mean(axis=0)
    assert all(centred[names.index(name)] > 0 for name in high)
    assert all(centred[names.index(name)] < 0 for name in low)
    axis = int(np.argmax(np.abs(found.scores[0])))
    parts = found.components[axis] * centred * np.sign(found.scores[0, axis])
    helped = np.sort(parts[parts > 0])[::-1]
    count = min(3, 1 + int(np.argmax(np.cumsum(helped) >= 2 / 3 * helped.sum())))
    mine = sum(parts[names.index(name)] for name in high | low)
    assert len(high | low) == count
    assert mine == pytest.approx(helped[:count].sum())
