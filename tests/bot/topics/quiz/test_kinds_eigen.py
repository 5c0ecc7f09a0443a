"""Inverses, eigenvalues, the diagonal form and factors: what is right, and the usual mistakes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from sympy import Matrix, diag, eye, ones

from bot.topics.kit.syllabus import ExerciseId
from bot.topics.quiz.exercise import Exercise, Verdict
from linalg_engine.errors import InputError
from tests.bot.topics.quiz.made_once import made_once
from tests.bot.topics.quiz.second_opinion import given, read, written

Change = Callable[[Any, Any], dict[str, str]]
"""From what is given and the key, both read, to what is typed."""


def graded(kind: str, level: int, change: Change, seeds: int = 4) -> list[tuple[Exercise, Verdict]]:
    found: list[tuple[Exercise, Verdict]] = []
    for seed in range(seeds):
        exercise = made_once(ExerciseId(kind, level, seed))
        key = {name: read(text) for name, text in exercise.key.items()}
        typed = {**exercise.key, **change(given(exercise.given), key)}
        found.append((exercise, exercise.grade(typed)))
    return found


def mistakes(kind: str, level: int, change: Change, seeds: int = 4) -> set[str]:
    return {verdict.mistake for _, verdict in graded(kind, level, change, seeds)}


def decimals(a: Any, places: int) -> str:
    rows = [[f"{float(x):.{places}f}" for x in row] for row in a.tolist()]
    return f"[{'; '.join(', '.join(row) for row in rows)}]"


# The inverse


@pytest.mark.parametrize(
    ("change", "mistake"),
    [
        (lambda q, _: {"inverse": written(q["A"].adjugate())}, "determinant forgotten"),
        (lambda q, _: {"inverse": written(-q["A"].inv())}, "a sign"),
        (lambda q, _: {"inverse": written(q["A"].applyfunc(lambda x: 1 / x))}, "entry by entry"),
        (lambda *_: {"inverse": "[1, 2]"}, "no inverse where there is one"),
    ],
)
def test_usual_mistakes_with_the_inverse(change: Change, mistake: str) -> None:
    found = [v for seed in range(12) for v in invertible(seed, change)]
    assert len(found) >= 5
    assert {verdict.mistake for verdict in found} == {mistake}


def invertible(seed: int, change: Change) -> list[Verdict]:
    exercise = made_once(ExerciseId("inverse", 2, seed))
    q = given(exercise.given)
    return [exercise.grade(change(q, {}))] if q["A"].det() else []


def singular(seeds: int = 12) -> list[Exercise]:
    found = [made_once(ExerciseId("inverse", 2, seed)) for seed in range(seeds)]
    return [e for e in found if given(e.given)["A"].det() == 0]


@pytest.mark.parametrize(
    ("typed", "mistake"),
    [
        ("[0, 0]", "zero vector"),
        ("[1 2; 3 4]", "an inverse where there is none"),
        ("[1, 2, 3]", "number of entries"),
        ("[31, 17]", ""),
        ("[0.01, 0.01]", ""),
    ],
)
def test_usual_mistakes_where_there_is_no_inverse(typed: str, mistake: str) -> None:
    assert len(singular()) >= 2
    for exercise in singular():
        verdict = exercise.grade({"inverse": typed})
        assert (verdict.score, verdict.mistake) == (0, mistake)


def test_a_rounded_inverse_is_right_and_a_wrong_entry_is_named() -> None:
    for seed in range(12):
        exercise = made_once(ExerciseId("inverse", 2, seed))
        a = given(exercise.given)["A"]
        if not a.det():
            continue
        assert exercise.grade({"inverse": decimals(a.inv(), 3)}).is_right
        changed = a.inv() + Matrix([[0, 5], [0, 0]])
        message = exercise.grade({"inverse": written(changed)}).message
        assert message == "The entry in row 1, column 2 is wrong."


# Eigenvalues and eigenvectors


def values(*found: Any) -> dict[str, str]:
    return {"values": ", ".join(map(str, found))}


def test_a_number_that_is_no_eigenvalue_is_put_in() -> None:
    for exercise, verdict in graded("eigenvalues", 3, lambda _, k: values(*k["values"][:2], 97)):
        det = (given(exercise.given)["A"] - 97 * eye(3)).det()
        message = f"97 is no eigenvalue: with it for λ, det(A − λI) is {det}, not 0."
        assert verdict.message == message.replace("-", "−")


@pytest.mark.parametrize(
    ("change", "mistake"),
    [
        (lambda q, _: values(*q["A"].diagonal()), "diagonal"),
        (lambda _, k: values(*(-x for x in k["values"])), "a sign"),
        (lambda _, k: values(max(k["values"])), "not all"),
        (lambda *_: values(31, 17), ""),
    ],
)
def test_usual_mistakes_with_eigenvalues(change: Change, mistake: str) -> None:
    assert mistakes("eigenvalues", 1, change) == {mistake}


def test_an_eigenvalue_that_occurs_twice_has_to_be_typed_twice() -> None:
    found = graded("eigenvalues", 2, lambda _, k: values(*sorted(set(k["values"]))), seeds=12)
    twice = [v for e, v in found if len(set(read(e.key["values"]))) == 1]
    assert len(twice) >= 3
    assert all(v.mistake == "counted wrongly" and v.score == 0 for v in twice)


@pytest.mark.parametrize(
    "typed", ["{} and {}", "λ1 = {}, λ2 = {}", "{{{}, {}}}", "{}; {}", "{} {}"]
)
def test_eigenvalues_need_no_brackets(typed: str) -> None:
    exercise = made_once(ExerciseId("eigenvalues", 1, 4))
    assert exercise.grade({"values": typed.format(*read(exercise.key["values"]))}).is_right


@pytest.mark.parametrize(
    ("change", "mistake"),
    [
        (lambda *_: {"vectors": "[0, 0]"}, "zero vector"),
        (lambda *_: {"vectors": "[1, 2, 3]"}, "number of entries"),
        (lambda *_: {"vectors": "[31, 17]"}, ""),
    ],
)
def test_usual_mistakes_with_eigenvectors(change: Change, mistake: str) -> None:
    assert mistakes("eigenvector", 1, change) == {mistake}


@pytest.mark.parametrize("kind", ["eigenvector", "eigenspace"])
def test_an_eigenvector_of_another_eigenvalue_is_named(kind: str) -> None:
    def other(q: Any, _: Any) -> dict[str, str]:
        found = next(v for x, _, (v,) in q["A"].eigenvects() if x != q["λ"][0])
        return {"vectors": written(found)}

    for _, verdict in graded(kind, 1, other):
        assert verdict.mistake == "another eigenvalue"
        assert " is an eigenvector, but for λ = " in verdict.message


def test_a_unit_eigenvector_counts_as_roots_and_as_decimals() -> None:
    def unit(_: Any, key: Any) -> Any:
        return key["vectors"] / key["vectors"].norm()

    exact = graded("eigenvector", 2, lambda q, k: {"vectors": written(unit(q, k))})
    assert all(v.message == "Right." for _, v in exact)
    rounded = graded("eigenvector", 2, lambda q, k: {"vectors": decimals(unit(q, k).T, 3)})
    assert all(v.is_right for _, v in rounded)
    off = graded("eigenvector", 2, lambda q, k: {
        "vectors": decimals((unit(q, k) + Matrix([0, 0.02])).T, 3)})  # fmt: skip
    assert not any(v.is_right for _, v in off)


def test_what_is_all_rounding_is_no_eigenvector() -> None:
    assert mistakes("eigenvector", 1, lambda *_: {"vectors": "[0.01, 0.02]"}) == {"zero vector"}


# The diagonal form


def pair(p: Any, d: Any) -> dict[str, str]:
    return {"p": written(p), "d": written(d)}


@pytest.mark.parametrize(
    ("change", "mistake"),
    [
        (lambda _, k: pair(k["p"], k["d"][::-1, ::-1]), "order"),
        (lambda _, k: pair(k["p"].col(0) * ones(1, 2), k["d"][0, 0] * eye(2)), "P without inverse"),
        (lambda q, _: pair(eye(2), q["A"]), "not diagonal"),
        (lambda *_: pair(eye(3), eye(3)), "shape"),
        (lambda *_: pair(Matrix([[31, 17], [11, 5]]), diag(1, 2)), ""),
    ],
)
def test_usual_mistakes_with_the_diagonal_form(change: Change, mistake: str) -> None:
    assert mistakes("diagonalize", 1, change) == {mistake}


@pytest.mark.parametrize(
    ("seed", "near"),
    [
        (33, "[1, 0, 1.01; 0, 1, -1; 0, -1, 2]"),
        (131, "[1, 2.01, 1; 1, 2, 0; -1, -1, 0]"),
    ],
)
def test_a_decimal_next_to_the_right_number_is_wrong(seed: int, near: str) -> None:
    exercise = made_once(ExerciseId("diagonalize", 3, seed))
    assert near.replace("01", "").replace(".", "").replace("-", "−") == exercise.key["p"]
    assert not exercise.grade({**exercise.key, "p": near}).is_right


def test_eigenvectors_as_rows_are_recognised() -> None:
    found = graded("diagonalize", 2, lambda _, k: pair(k["p"].T, k["d"]), seeds=12)
    wrong = [v for e, v in found if not read(e.key["p"]).is_symmetric()]
    assert len(wrong) >= 5
    assert {v.mistake for v in wrong} <= {"rows for columns", ""}
    assert sum(v.mistake == "rows for columns" for v in wrong) >= 5


def test_the_diagonal_alone_stands_for_d() -> None:
    for _, verdict in graded(
        "diagonalize", 3, lambda _, k: {"d": ", ".join(map(str, k["d"].diagonal()))}
    ):
        assert verdict.is_right


# Factors


def lower_and_upper(lower: Any, upper: Any) -> dict[str, str]:
    return {"l": written(lower), "u": written(upper)}


@pytest.mark.parametrize(
    ("change", "mistake"),
    [
        (lambda _, k: lower_and_upper(2 * eye(3) - k["l"], k["u"]), "a sign"),
        (lambda _, k: lower_and_upper(k["u"], k["l"]), "exchanged"),
        (lambda q, _: lower_and_upper(eye(3), q["A"]), "not triangular"),
        (lambda _, k: lower_and_upper(k["l"], 2 * k["u"]), "product"),
        (lambda *_: lower_and_upper(eye(2), eye(2)), "shape"),
    ],
)
def test_usual_mistakes_with_lu(change: Change, mistake: str) -> None:
    assert mistakes("lu", 2, change) == {mistake}


def q_and_r(q: Any, r: Any) -> dict[str, str]:
    return {"q": written(q), "r": written(r)}


@pytest.mark.parametrize(
    ("change", "mistake"),
    [
        (lambda _, k: q_and_r(3 * k["q"], k["r"] / 3), "not length 1"),
        (lambda q, _: q_and_r(q["A"], eye(2)), "not perpendicular"),
        (lambda _, k: q_and_r(k["q"], k["r"].T), "not triangular"),
        (lambda _, k: q_and_r(-k["q"], k["r"]), "product"),
        (lambda _, k: q_and_r(k["q"].T, k["r"]), "shape"),
    ],
)
def test_usual_mistakes_with_qr(change: Change, mistake: str) -> None:
    changed = graded("qr", 2, change, seeds=10)
    # A itself has perpendicular columns where R is diagonal, and it never is here.
    assert {v.mistake for _, v in changed} == {mistake}


def test_the_full_factors_count_as_well() -> None:
    def full(_: Any, key: Any) -> dict[str, str]:
        q = key["q"]
        return q_and_r(q.row_join(q.col(0).cross(q.col(1))), key["r"].col_join(Matrix([[0, 0]])))

    assert all(v.message == "Right." for _, v in graded("qr", 2, full))


def three(u: Any, s: Any, v: Any) -> dict[str, str]:
    return {"u": written(u), "s": written(s), "v": written(v)}


@pytest.mark.parametrize(
    ("change", "mistake"),
    [
        (lambda _, k: three(k["u"], k["s"] ** 2, k["v"]), "no root taken"),
        (lambda _, k: three(-k["u"], -k["s"], k["v"]), "negative singular value"),
        (
            lambda _, k: three(k["u"] * diag(1, -1), k["s"] * diag(1, -1), k["v"]),
            "negative singular value",
        ),
        (lambda _, k: three(5 * k["u"], k["s"], k["v"]), "not length 1"),
        (lambda _, k: three(-k["u"], k["s"], k["v"]), "product"),
        (lambda _, k: three(ones(2, 2), k["s"], k["v"]), "not perpendicular"),
        (lambda q, k: three(k["u"], q["A"], k["v"]), "not diagonal"),
        (lambda *_: three(eye(3), eye(3), eye(3)), "shape"),
    ],
)
def test_usual_mistakes_with_the_svd(change: Change, mistake: str) -> None:
    assert mistakes("svd", 3, change, seeds=3) == {mistake}


def test_the_transpose_of_v_is_recognised() -> None:
    found = graded("svd", 3, lambda _, k: {"v": written((k["v"]).T)}, seeds=8)
    wrong = [v for e, v in found if not read(e.key["v"]).is_symmetric()]
    assert wrong
    assert {v.mistake for v in wrong} == {"Vᵀ for V"}


def test_decimals_have_to_be_the_right_ones() -> None:
    for exercise, verdict in graded("svd", 3, lambda *_: {}, seeds=3):
        assert verdict.is_right
        u, s, v = (read(exercise.key[name]) for name in "usv")
        rounded = {"u": decimals(u, 3), "s": decimals(s.diagonal(), 2), "v": decimals(v, 3)}
        message = "Right. It agrees within the rounding of what you typed."
        assert exercise.grade(rounded).message == message
        near = decimals(s.diagonal() + Matrix([[0.03, 0]]), 2)
        assert not exercise.grade({**rounded, "s": near}).is_right
    for exercise, _ in graded("qr", 3, lambda *_: {}, seeds=3):
        q, r = (read(exercise.key[name]) for name in "qr")
        rounded = {"q": decimals(q, 2), "r": written(r)}
        assert exercise.grade(rounded).is_right
        near = decimals(q + Matrix(3, 3, lambda i, j: 0.01 * (i == j == 0)), 2)
        assert not exercise.grade({"q": near, "r": written(r)}).is_right


def test_each_decimal_is_looked_at_though_the_product_agrees() -> None:
    exercise = made_once(ExerciseId("qr", 1, 1))
    assert exercise.key["q"] == "[−4/5, 3/5; −3/5, −4/5]"
    near = {**exercise.key, "q": "[−4/5, 0.61; −3/5, −4/5]"}
    assert exercise.grade(near).mistake == "rounding"


def test_a_number_for_a_matrix_is_no_attempt() -> None:
    exercise = made_once(ExerciseId("svd", 1, 1))
    with pytest.raises(InputError):
        exercise.grade({**exercise.key, "u": "U"})
