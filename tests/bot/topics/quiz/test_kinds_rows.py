"""Row operations and the reduced form: steps that help, and the usual mistakes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from sympy import Matrix

from bot.topics.kit.syllabus import ExerciseId
from bot.topics.quiz.exercise import Exercise, Verdict
from bot.topics.quiz.reduced_form import broken, progress
from linalg_engine.elimination import RowOperation
from linalg_engine.elimination.row_reduction import row_reduce
from linalg_engine.elimination.typed_operations import parse_row_operation
from linalg_engine.errors import InputError
from linalg_engine.matrices import exact_array
from tests.bot.topics.quiz.made_once import made_once
from tests.bot.topics.quiz.second_opinion import given, written
from tests.bot.topics.quiz.stepping import finished


def gain(rows: list[list[int]], text: str) -> str:
    a = exact_array(rows)
    done = parse_row_operation(text, len(a))
    return progress(a, done, done.done_to(a)[-1].matrix)


@pytest.mark.parametrize(
    ("text", "gained"),
    [
        ("R2 - 3 R1", "there is a new zero in row 2, column 1"),
        ("Z2 → 2Z2 − 6Z1", "there is a new zero in row 2, column 1"),
        ("R2 + 3 R1", ""),
        ("1/3 R2", "row 2 begins with 1"),
        ("R2 / 2", ""),
        ("swap R1 R2", ""),
        ("R1 - 1/3 R2", "there is a new zero in row 1, column 1"),
    ],
)
def test_a_step_is_progress_where_it_makes_a_zero_or_a_one(text: str, gained: str) -> None:
    assert gain([[1, 2], [3, 4]], text) == gained


@pytest.mark.parametrize(
    ("rows", "gained"),
    [
        ([[0, 2], [3, 4]], "row 1 now begins farther left"),
        ([[0, 0], [0, 4]], "a row of zeros moves down"),
        ([[3, 2], [1, 4]], "row 1 now begins with a smaller number"),
        ([[1, 2], [0, 0]], ""),
        ([[1, 2], [0, 4]], ""),
    ],
)
def test_a_swap_is_progress_where_a_row_comes_nearer_to_its_place(
    rows: list[list[int]], gained: str
) -> None:
    assert gain(rows, "R1 <-> R2") == gained


def test_zeros_above_a_first_entry_count_and_lost_ones_to_the_right_do_not_matter() -> None:
    assert gain([[1, 2, 0], [0, 1, 5]], "R1 - 2 R2") == "there is a new zero in row 1, column 2"


def test_a_zero_that_was_there_before_is_no_gain() -> None:
    assert gain([[1, 2], [0, 4]], "5 R2 + 0 R1") == ""


@pytest.mark.parametrize("level", [1, 2, 3])
def test_accepted_steps_lead_to_the_reduced_form_in_any_order(level: int) -> None:
    assert all(finished(ExerciseId("nextstep", level, seed)) for seed in range(3))


def step(seed: int) -> tuple[Exercise, RowOperation]:
    """Return an exercise at which a multiple of a row is added, and that operation."""
    exercise = made_once(ExerciseId("nextstep", 1, seed))
    question = given(exercise.given)["A"]
    first = row_reduce([[int(x) for x in row] for row in question.tolist()]).steps[0]
    return exercise, first


def additions() -> list[tuple[Exercise, RowOperation]]:
    return [(e, s) for e, s in map(step, range(20)) if s.kind == "add" and abs(s.factor or 0) > 1]


@pytest.mark.parametrize(
    ("text", "mistake"),
    [
        ("R{t} + ({minus}) R{s}", "a sign"),
        ("R{s} + ({plus}) R{t}", "rows exchanged"),
        ("R{t} + 17 R{s}", "no new zero"),
        ("17 R{s}", "no new 1"),
        ("0 R{s}", "a row lost"),
        ("R{s} = R{t}", "a row lost"),
        ("R{t} = R{t}", "nothing changes"),
        ("swap R{s} R{t}", "swap not needed"),
    ],
)
def test_steps_that_gain_nothing_are_told_apart(text: str, mistake: str) -> None:
    found = additions()
    assert len(found) >= 4
    for exercise, first in found:
        names = {"t": first.target + 1, "s": (first.source or 0) + 1}
        factor = first.factor or 0
        typed = text.format(**names, plus=factor, minus=-factor)
        assert exercise.grade({"operation": typed}).mistake == mistake, (exercise.given, typed)


def test_what_follows_from_a_step_is_shown() -> None:
    exercise, first = additions()[0]
    assert exercise.follows is not None
    (before, after) = exercise.follows(exercise.key)
    assert str(before) == exercise.given[0].removeprefix("A = ")
    assert str(after).startswith(f"R{'₁₂'[first.target]} ← ")
    assert exercise.grade(exercise.key).read[1] == f"A → {str(after).split(' → ')[1]}"
    assert exercise.follows({"operation": "0 R1"}) == ()


def test_a_row_that_is_not_there_is_no_attempt() -> None:
    with pytest.raises(InputError, match="no row 7; the matrix has 2 rows"):
        additions()[0][0].grade({"operation": "R7 - R1"})


# The conditions


@pytest.mark.parametrize(
    ("rows", "conditions"),
    [
        ([[1, 0, 2], [0, 1, 3]], {}),
        ([[0, 0, 0], [1, 0, 2]], {"zero rows": "Row 1 is all zeros and stands above another row."}),
        ([[1, 0, 2], [0, 3, 3]], {"first entries": "Row 2 begins with 3, not 1."}),
        ([[0, 1, 2], [1, 0, 3]], {"order": "Row 2 does not begin farther right than row 1."}),
        (
            [[1, 4, 0], [0, 1, 0]],
            {"columns": "Row 2 begins in column 2, and row 1 is not 0 there."},
        ),
        ([[0, 0], [0, 0]], {}),
        (
            [[1, 2], [1, 3]],
            {
                "order": "Row 2 does not begin farther right than row 1.",
                "columns": "Row 1 begins in column 1, and row 2 is not 0 there.",
            },
        ),
    ],
)
def test_a_broken_condition_is_said_with_its_place(
    rows: list[list[int]], conditions: dict[str, str]
) -> None:
    assert broken(exact_array(rows)) == conditions


@pytest.mark.parametrize(
    ("level", "chosen", "mistake"),
    [
        (1, lambda _: "none", "taken for reduced"),
        (1, lambda key: "order" if key != "order" else "columns", "wrong condition"),
        (3, lambda key: key.split("\n")[0] if "\n" in key else "order\ncolumns", ""),
    ],
)
def test_wrong_conditions(level: int, chosen: Callable[[str], str], mistake: str) -> None:
    for seed in range(10):
        exercise = made_once(ExerciseId("reduced", level, seed))
        verdict = exercise.grade({"broken": chosen(exercise.key["broken"])})
        assert verdict.score == 0
        assert verdict.mistake == mistake or not mistake


def test_part_of_what_is_broken_is_not_all_of_it() -> None:
    exercises = (made_once(ExerciseId("reduced", 3, seed)) for seed in range(10))
    two = [e for e in exercises if "\n" in e.key["broken"]]
    assert two
    for exercise in two:
        verdict = exercise.grade({"broken": exercise.key["broken"].split("\n")[1]})
        assert verdict.mistake == "not all conditions"


def test_all_broken_conditions_are_told_of() -> None:
    exercise = made_once(ExerciseId("reduced", 3, 1))
    assert exercise.given == ("A = [0, 0, 0, 0; −1, −1, 0, 2; 0, 0, 1, −2]",)
    assert exercise.grade(exercise.key).message == (
        "Right. Row 1 is all zeros and stands above another row. Row 2 begins with −1, not 1."
    )


# The reduced form


def of_rref(change: Callable[[Any, Any], Any]) -> list[Verdict]:
    found: list[Verdict] = []
    for seed in range(4):
        exercise = made_once(ExerciseId("rref", 2, seed))
        a = given(exercise.given)["A"]
        found.append(exercise.grade({"rref": written(change(a, a.rref()[0]))}))
    return found


@pytest.mark.parametrize(
    ("change", "mistake"),
    [
        (lambda a, _: a, "not reduced"),
        (lambda _, r: Matrix([r.row(0) + r.row(1), r.row(1), r.row(2)]), "not reduced"),
        (lambda _, r: Matrix([r.row(0), 2 * r.row(1), r.row(2)]), "not reduced"),
        (lambda _, r: Matrix([r.row(0), r.row(0), r.row(2)]), "not row-equivalent"),
        (lambda _, r: r + Matrix(3, 4, lambda i, j: int(i == 0 and j == 3)), "not row-equivalent"),
        (lambda _, r: r[:2, :], "shape"),
    ],
)
def test_a_form_that_is_not_reduced_is_told_from_one_of_other_rows(
    change: Callable[[Any, Any], Any], mistake: str
) -> None:
    assert {verdict.mistake for verdict in of_rref(change)} == {mistake}


def test_rows_that_cannot_be_reached_are_named() -> None:
    changed = of_rref(lambda _, r: r + Matrix(3, 4, lambda i, j: int(i == 1 and j == 3)))
    assert all(verdict.message.startswith("Row 2 cannot be made") for verdict in changed)
