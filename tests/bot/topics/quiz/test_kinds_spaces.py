"""Systems, bases and combinations: half marks, readings, and the usual mistakes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from sympy import Matrix

from bot.topics.kit.syllabus import ExerciseId
from bot.topics.quiz.exercise import Exercise, Verdict
from linalg_engine.errors import InputError
from tests.bot.topics.quiz.made_once import made_once
from tests.bot.topics.quiz.second_opinion import given, listed, read, vectors, written

Change = Callable[[dict[str, Any], Any], dict[str, str]]
"""From what is given and the key to what is typed."""


def graded(kind: str, level: int, change: Change, seeds: int = 4) -> list[tuple[Exercise, Verdict]]:
    found: list[tuple[Exercise, Verdict]] = []
    for seed in range(seeds):
        exercise = made_once(ExerciseId(kind, level, seed))
        typed = {**exercise.key, **change(given(exercise.given), exercise.key)}
        found.append((exercise, exercise.grade(typed)))
    return found


def mistakes(kind: str, level: int, change: Change) -> set[str]:
    return {verdict.mistake for _, verdict in graded(kind, level, change)}


def basis(*found: Any) -> dict[str, str]:
    return {"basis": written(*found)}


def of_key(key: Any) -> list[Any]:
    return vectors(key["basis"])


@pytest.mark.parametrize("kind", ["spanbasis", "rowspace", "columnspace"])
@pytest.mark.parametrize(
    ("change", "mistake"),
    [
        (lambda _, k: basis(of_key(k)[0], -2 * of_key(k)[0]), "dependent"),
        (lambda _, k: basis(*of_key(k), of_key(k)[0] + of_key(k)[1]), "dependent"),
        (lambda _, k: basis(of_key(k)[0], 0 * of_key(k)[0]), "dependent"),
        (lambda _, k: basis(of_key(k)[0]), "too few"),
        (lambda *_: basis(Matrix([1, 97, 10007])), "not inside"),
        (lambda *_: basis(Matrix([5, 7])), "number of entries"),
    ],
)
def test_what_is_no_basis(kind: str, change: Change, mistake: str) -> None:
    assert mistakes(kind, 2, change) == {mistake}


def test_a_vector_that_depends_on_others_is_named() -> None:
    for exercise, verdict in graded(
        "spanbasis", 2, lambda _, k: basis(*of_key(k), 2 * of_key(k)[0] - of_key(k)[1])
    ):
        assert verdict.message.endswith("vector 3 is 2 times vector 1 plus −1 times vector 2."), (
            exercise
        )
    for exercise, verdict in graded(
        "spanbasis", 2, lambda _, k: basis(*of_key(k), of_key(k)[0] + of_key(k)[1])
    ):
        assert verdict.message.endswith("vector 3 is vector 1 plus vector 2."), exercise


def test_columns_of_the_reduced_form_are_told_from_columns_of_a() -> None:
    found = graded("columnspace", 2, lambda q, _: basis(q["A"].rref()[0].col(0)), seeds=12)
    named = [v for _, v in found if v.mistake == "columns of the reduced form"]
    # In the others it is in the column space by chance, alone too few.
    assert len(named) >= 6
    assert {v.mistake for _, v in found} <= {"columns of the reduced form", "too few"}


def test_a_column_for_a_row_is_recognised() -> None:
    found = mistakes("rowspace", 2, lambda q, _: basis(q["A"].col(0)))
    assert "columns for rows" in found
    assert found <= {"columns for rows", "too few"}


def signs_kept(q: dict[str, Any], _: Any) -> dict[str, str]:
    """Take the numbers of the reduced form as they stand."""
    (v,) = q["A"].nullspace()
    pivots = q["A"].rref()[1]
    return basis(Matrix([-x if k in pivots else x for k, x in enumerate(v)]))


def test_a_sign_that_is_not_changed_is_recognised() -> None:
    found = graded("nullspace", 1, signs_kept)
    assert {v.mistake for _, v in found} == {"a sign"}


def test_a_vector_outside_of_the_null_space_is_multiplied_out() -> None:
    for exercise, verdict in graded("nullspace", 1, lambda *_: basis(Matrix([1, 97, 10007]))):
        product = given(exercise.given)["A"] * Matrix([1, 97, 10007])
        shown = written(product).replace("-", "−")
        assert verdict.message == f"A times this vector is {shown}, not 0."


# Several vectors in one field


def test_a_square_matrix_counts_as_rows_or_as_columns() -> None:
    exercise = made_once(ExerciseId("columnspace", 2, 3))
    one, two = (list(v) for v in vectors(exercise.key["basis"]))
    columns = "[" + "; ".join(f"{x} {y}" for x, y in zip(one, two, strict=True)) + "]"
    verdict = exercise.grade({"basis": columns})
    assert verdict.is_right
    assert verdict.read[0].endswith("(the columns of the matrix)")
    rows = f"{' '.join(map(str, one))}\n{' '.join(map(str, two))}"
    assert exercise.grade({"basis": rows}).read[0].endswith("(the rows of the matrix)")


def test_where_both_readings_are_wrong_that_is_said() -> None:
    exercise = made_once(ExerciseId("spanbasis", 2, 3))
    verdict = exercise.grade({"basis": "[1 2 3; 4 5 6; 7 8 10]"})
    assert "I took the columns as the vectors; the rows are no basis either." in verdict.message


def test_decimal_commas_count_where_they_make_a_basis() -> None:
    exercise = made_once(ExerciseId("eigenspace", 1, 3))
    half = [f"{float(x) / 2:.1f}".replace(".", ",") for x in read(exercise.key["vectors"])]
    verdict = exercise.grade({"vectors": f"({'; '.join(half)})"})
    assert verdict.is_right
    assert verdict.read[0].endswith("(with decimal commas)")
    verdict = exercise.grade({"vectors": "(0,5; 97,5)"})
    assert verdict.message.endswith("Nor is it a basis with decimal commas: for 0,5 write 0.5.")
    two = made_once(ExerciseId("spanbasis", 2, 3))
    rows = [
        "; ".join(f"{float(x) / 2:.1f}".replace(".", ",") for x in v)
        for v in vectors(two.key["basis"])
    ]
    for typed in (f"({rows[0]}) ({rows[1]})", f"({rows[0]}), ({rows[1]})"):
        assert two.grade({"basis": typed}).is_right, typed


def test_vectors_in_brackets_of_their_own_are_not_turned() -> None:
    # Its transpose would be right: columns with the span of v.
    exercise = made_once(ExerciseId("eigenspace", 1, 3))
    v = read(exercise.key["vectors"])
    wrong = f"[{v[0]}, 0], [{v[1]}, 0]"
    assert not exercise.grade({"vectors": wrong}).is_right
    assert exercise.grade({"vectors": f"[{v[0]}; {v[1]}]"}).is_right


@pytest.mark.parametrize(
    "typed", ["[1, 2, 3], [4, 5]", "2^(1/3), 1, 1", "1 " * 70, "[i, 1, 2]", "[sqrt(2), pi, 1]"]
)
def test_what_cannot_be_compared_is_no_attempt(typed: str) -> None:
    with pytest.raises(InputError):
        made_once(ExerciseId("spanbasis", 2, 1)).grade({"basis": typed})


def test_many_roots_are_refused_in_words() -> None:
    roots = ", ".join(
        "+".join(f"sqrt({n})" for n in primes)
        for primes in ([2, 3, 5, 7, 11, 13], [17, 19, 23, 29, 31, 37], [41, 43, 47, 53, 59, 61])
    )
    exercise = made_once(ExerciseId("spanbasis", 2, 1))
    assert not exercise.grade({"basis": f"[{roots}]"}).is_right


def test_rounded_vectors_count_where_their_digits_allow_it() -> None:
    exercise = made_once(ExerciseId("nullspace", 1, 2))
    v = read(exercise.key["basis"])
    unit = [float(x) for x in v / v.norm()]
    typed = "[" + ", ".join(f"{x:.4f}" for x in unit) + "]"
    verdict = exercise.grade({"basis": typed})
    assert verdict.is_right
    assert verdict.message == "Right. It agrees within the rounding of what you typed."
    assert f"{unit[0]:.4f}".strip("-") in verdict.read[0]
    near = "[" + ", ".join(f"{x + 0.01 * (k == 0):.4f}" for k, x in enumerate(unit)) + "]"
    assert not exercise.grade({"basis": near}).is_right


def test_vectors_that_differ_by_rounding_only_are_dependent() -> None:
    exercise = made_once(ExerciseId("nullspace", 3, 2))
    v = vectors(exercise.key["basis"])[0]
    unit = [float(x) for x in v / v.norm()]
    one, two = (
        "[" + ", ".join(f"{x * f:.3f}" if x else "0" for x in unit) + "]" for f in (1, 1.001)
    )
    assert exercise.grade({"basis": f"{one}, {two}"}).mistake == "dependent"


# Systems


@pytest.mark.parametrize(
    ("field", "score", "named"),
    [
        ("solutions", 0.5, {"0 = 1 not seen", "no contradiction", "no free variable",
                            "free variable not seen"}),
        ("free", 0.5, {"", "pivots counted", "rows counted"}),
    ],
)  # fmt: skip
def test_each_half_of_how_many_counts(field: str, score: float, named: set[str]) -> None:
    for seed in range(8):
        exercise = made_once(ExerciseId("howmany", 2, seed))
        menu = next(each for each in exercise.fields if each.name == field)
        for value, _ in getattr(menu, "values"):  # noqa: B009 - a field may be one to type in
            verdict = exercise.grade({**exercise.key, field: value})
            assert verdict.score == (1 if value == exercise.key[field] else score)
            assert verdict.mistake in (named if verdict.score < 1 else {""})


def test_what_is_not_in_the_menu_is_no_attempt() -> None:
    exercise = made_once(ExerciseId("howmany", 2, 1))
    with pytest.raises(InputError):
        exercise.grade({**exercise.key, "free": "many"})


def homogeneous(_: Any, key: Any) -> dict[str, str]:
    return {"start": key["directions"].split("], ")[0].rstrip("]") + "]"}


def other_solution(_: Any, key: Any) -> dict[str, str]:
    return {"directions": key["start"]}


@pytest.mark.parametrize(
    ("change", "mistake"),
    [
        (homogeneous, "r₀ solves A x = 0"),
        (other_solution, "a solution for a direction"),
        (lambda *_: {"start": "[1, 2]"}, "number of entries"),
        (lambda *_: {"directions": "[0, 0, 0, 0]"}, "dependent"),
    ],
)
def test_each_half_of_the_solutions_counts(change: Change, mistake: str) -> None:
    for exercise, verdict in graded("solutionset", 2, change):
        assert (verdict.score, verdict.mistake) == (0.5, mistake), exercise.given


def test_the_equation_that_fails_is_named() -> None:
    for exercise, verdict in graded("solutionset", 2, lambda *_: {"start": "[31, 17, 11, 5]"}):
        q = given(exercise.given)
        product = q["A"] * Matrix([31, 17, 11, 5])
        k = next(i for i in range(3) if product[i] != q["b"][i])
        shown = f"equation {k + 1} gives {product[k]} with it, not {q['b'][k]}"
        assert shown.replace("-", "−") in verdict.message


# Combinations


@pytest.mark.parametrize(
    ("typed", "of_dependent", "of_independent"),
    [
        ("independent", "dependence not seen", ""),
        ("They are linearly independent.", "dependence not seen", ""),
        ("lin. independent", "dependence not seen", ""),
        ("linearly independant", "dependence not seen", ""),
        ("indep", "dependence not seen", ""),
        ("linear unabhängig", "dependence not seen", ""),
        ("0, 0, 0", "all zero", "all zero"),
        ("1, 2", "number of entries", "number of entries"),
        ("5, 7, 11", "", "independence not seen"),
        ("0.01, 0.01, -0.01", "", "independence not seen"),
    ],
)
def test_independent_or_a_relation(typed: str, of_dependent: str, of_independent: str) -> None:
    for exercise, verdict in graded("independent", 2, lambda *_: {"relation": typed}, seeds=8):
        independent = exercise.key["relation"] == "independent"
        assert verdict.mistake == (of_independent if independent else of_dependent)
        assert verdict.is_right == (independent and of_independent == "")


def test_dependent_without_a_relation_is_no_attempt() -> None:
    with pytest.raises(InputError, match="Type numbers that show it"):
        made_once(ExerciseId("independent", 2, 2)).grade({"relation": "dependent"})


def c(found: Any) -> dict[str, str]:
    return {"c": written(found)}


@pytest.mark.parametrize(
    ("change", "mistake"),
    [
        (lambda q, _: c(listed(q, "b").T * q["v"]), "dot products"),
        (lambda q, _: c(listed(q, "b") * q["v"]), "multiplied instead of solved"),
        (lambda _, k: c(Matrix(list(read(k["c"]))[::-1])), "order"),
        (lambda *_: {"c": "1"}, "number of entries"),
        (lambda *_: {"c": "31, 17, 11"}, ""),
    ],
)
def test_usual_mistakes_with_coordinates(change: Change, mistake: str) -> None:
    assert mistakes("coordinates", 2, change) == {mistake}
