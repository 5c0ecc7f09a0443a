"""The steps: one update by least squares and by gradient descent, with numbers that are true."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from bot.drawing.style import Style
from bot.formula import Chain
from bot.formula.node import text
from bot.topics.factorize import updates
from bot.topics.factorize.study import analyse
from bot.topics.kit import answering
from bot.topics.kit.question import Question

Floats = NDArray[np.float64]

SMALL = "name,Up,Shrek,Alien\nann,5,4,1\nbob,4,?,1\ncy,1,1,5\ndan,2,1,4"
FULL = "5,4,1\n4,2,1\n1,1,5\n2,1,4"


def question(ratings: str, **inputs: str) -> Question:
    return Question("factorize", {"ratings": ratings, **inputs})


def alt_of(ratings: str, **inputs: str) -> str:
    pages = answering.steps(question(ratings, **inputs), Style())
    return " ".join(page.alt for page in pages)


def chain(blocks: list[Any], name: str) -> str:
    """Return the formula that begins with a name."""
    (one,) = [b for b in blocks if isinstance(b, Chain) and re.match(rf"{name} [≈=]", text(b))]
    return text(one)


def numbers(words: str) -> list[float]:
    return [float(x.replace("−", "-")) for x in re.findall(r"−?\d+(?:\.\d+)?", words)]


@pytest.mark.parametrize(("ratings", "rank"), [(SMALL, 2), (FULL, 2), (FULL, 1), (SMALL, 3)])
def test_the_update_is_the_solution_of_the_equations_shown(ratings: str, rank: int) -> None:
    found = analyse(question(ratings, rank=str(rank), method="plain")).found
    blocks = updates.least_squares(found)

    known = found.known[0]
    v, r = found.items[:, known], found.ratings[0, known]
    assert numbers(chain(blocks, "V")) == pytest.approx(list(v.ravel()), abs=6e-4)
    assert numbers(chain(blocks, "r")) == pytest.approx(list(r))
    (equations,) = [text(b) for b in blocks if "] u" in text(b)]
    left, right = equations.split("] u")
    assert numbers(left) == pytest.approx(
        list((v @ v.T + found.ridge * np.eye(rank)).ravel()), abs=6e-4
    )
    assert numbers(right) == pytest.approx(list(v @ r), abs=6e-4)
    solved = np.linalg.solve(v @ v.T + found.ridge * np.eye(rank), v @ r)
    assert numbers(chain(blocks, "u")) == pytest.approx(list(solved), abs=6e-4)
    # Where U and V are found, an update changes nothing.
    assert solved == pytest.approx(found.users[0], abs=0.02)


def test_the_ridge_is_said_where_there_is_one() -> None:
    with_blanks = " ".join(map(text, updates.least_squares(analyse(question(SMALL)).found)))
    full = " ".join(map(text, updates.least_squares(analyse(question(FULL)).found)))

    ridge = analyse(question(SMALL)).found.ridge
    assert f"λ = {ridge:.2g}, added along the diagonal" in with_blanks
    assert "V V^T u + λ u" in with_blanks
    assert "λ" not in full


@pytest.mark.parametrize(
    "ratings", [SMALL, FULL, "500,?,100 400,100,200 ?,500,400", "-3,2,1\n1,-1,2"]
)
def test_a_step_of_gradient_descent_brings_the_prediction_nearer(ratings: str) -> None:
    found = analyse(question(ratings, method="plain")).found
    blocks = updates.gradient_step(found)
    v, r = found.items[:, 0], float(found.ratings[0, 0])

    error = numbers(chain(blocks, "e"))
    assert error == pytest.approx([r, v.sum(), r - v.sum()], abs=6e-4)
    (step,) = [numbers(text(b))[-1] for b in blocks if "η =" in text(b)]
    moved = np.ones(2) + step * (r - v.sum()) * v
    assert numbers(chain(blocks, "u_new")) == pytest.approx(list(moved), rel=1e-2, abs=6e-4)
    after = next(text(b) for b in blocks if "Now the prediction" in text(b))
    assert numbers(after)[0] == pytest.approx(moved @ v, rel=1e-3, abs=6e-4)
    assert 0.4 * abs(r - v.sum()) < abs(r - moved @ v) < abs(r - v.sum())


def test_a_row_too_wide_for_the_page_is_not_written_out() -> None:
    generator = np.random.default_rng(4)
    table = "\n".join(",".join(map(str, row)) for row in generator.integers(1, 6, (4, 11)))
    blocks = updates.least_squares(analyse(question(table)).found)
    assert not [b for b in blocks if isinstance(b, Chain) and re.match("[Vr] ≈", text(b))]
    assert [b for b in blocks if "] u" in text(b)]


def test_one_known_rating_is_one_column() -> None:
    blocks = updates.least_squares(analyse(question("5,?,?\n4,1,2\n?,5,4")).found)
    assert "Of V only the column of its one known rating r counts" in " ".join(map(text, blocks))


def test_a_column_of_zeros_moves_nothing_and_is_not_shown() -> None:
    found = analyse(question("0,0,1\n0,0,2\n0,0,3", rank="2", method="plain")).found
    assert updates.gradient_step(found) == []


def test_a_prediction_that_is_right_needs_no_step() -> None:
    found = analyse(question("1,1\n1,1", rank="1")).found
    exact = replace(found, users=np.ones((2, 1)), items=np.ones((1, 2)))
    assert updates.gradient_step(exact) == []


def test_the_first_person_with_ratings_is_updated() -> None:
    alt = alt_of("name,a,b,c\nzoe,?,?,?\nann,5,4,1\nbob,4,?,1\ncy,1,1,5")
    assert "find row 2 of U" in alt


def test_up_to_rank_4_the_equations_are_written_out() -> None:
    generator = np.random.default_rng(3)
    table = "\n".join(",".join(map(str, row)) for row in generator.integers(1, 6, (6, 6)))
    found = analyse(question(table, rank="4")).found
    blocks = updates.least_squares(found)
    assert "That is 4 equations, and the solution:" in blocks
    assert numbers(chain(blocks, "u")) == pytest.approx(list(found.users[0]), abs=6e-4)
    assert updates.gradient_step(found)


def test_of_a_high_rank_the_equations_are_named_only() -> None:
    generator = np.random.default_rng(3)
    table = "\n".join(",".join(map(str, row)) for row in generator.integers(1, 6, (6, 6)))
    found = analyse(question(table, rank="5")).found
    blocks = updates.least_squares(found)
    assert "V V^T u" in " ".join(map(text, blocks))
    assert not [b for b in blocks if "[" in text(b)]
    assert updates.gradient_step(found) == []


def test_a_full_table_is_explained_by_singular_values() -> None:
    alt = alt_of(FULL)
    s = np.linalg.svd(analyse(question(FULL)).found.ratings, compute_uv=False)
    assert "Eckart and Young" in alt
    assert f"σ₁ ≈ {s[0]:.3f}".rstrip("0") in alt
    assert "rounds" not in alt


@pytest.mark.parametrize("method", ["als", "plain", "wals", "nmf"])
def test_no_step_speaks_of_evidence(method: str) -> None:
    alt = alt_of(SMALL, method=method).casefold()
    assert "evidence" not in alt
    assert "complexity" not in alt
    assert "numbers hardly change" in alt
    assert ("gradient descent" in alt) == (method == "plain")
