"""Answers as people type them: what is read, and what would do the exercise for them."""

from __future__ import annotations

import math
from fractions import Fraction
from typing import Any

import numpy as np
import pytest

from bot.topics.kit.syllabus import ExerciseId
from bot.topics.quiz import answers, typed_arrays
from bot.topics.quiz.exercise import Blank
from bot.topics.quiz.making import fields_of, form_graded, made
from bot.topics.quiz.scaled import LONGEST
from bot.topics.quiz.wording import bare
from bot.topics.quiz.words import unread
from linalg_engine.errors import InputError
from linalg_engine.notation import parse_matrix, parse_scalar, parse_vector

READERS = {
    "number": answers.number,
    "vector": answers.vector,
    "matrix": answers.matrix,
    "numbers": typed_arrays.numbers,
    "values": typed_arrays.values,
}


def read(what: str, text: str) -> Any:
    """Return what is read, as SymPy-free plain numbers and lists."""
    found: Any = READERS[what]({"f": bare(text)}, "f")
    return found.tolist() if isinstance(found, np.ndarray) else found


@pytest.mark.parametrize(
    ("what", "text"),
    [
        ("number", "det([1 2; 3 4])"),
        ("number", "det (1 2; 3 4)"),
        ("number", r"\begin{vmatrix}1&2\\3&4\end{vmatrix}"),
        ("number", "|1 2; 3 4|"),
        ("number", "|3 - 5|"),
        ("number", "[1,2]·[3,4]"),
        ("number", "[1,2]'*[3,4]"),
        ("number", "dot((1,2), (3,4))"),
        ("number", "norm([3,4])"),
        ("number", "‖[3,4]‖"),
        ("number", "sqrt([3,4]·[3,4])"),
        ("number", "trace([1 2; 3 4]) + 1"),
        ("number", "det(A)"),
        ("vector", "[1,2] + [3,4]"),
        ("vector", "[1 2; 3 4]*[1; 2]"),
        ("vector", "cross([1,0,0], [0,1,0])"),
        ("vector", "unit([3,4])"),
        ("matrix", "inv([1 2; 3 4])"),
        ("matrix", "[1 2; 3 4]^-1"),
        ("matrix", "[1 2; 3 4]⁻¹"),
        ("matrix", "[1 2; 3 4]*[1 2; 3 4]"),
        ("matrix", "inv(diag(1, 2))"),
        ("matrix", "rref([1 2; 3 4])"),
        ("values", "eig([1 2; 3 4])"),
        ("numbers", "inv([1 2; 3 4])"),
        ("vector", "[1,2]/[3,4]"),
    ],
)
def test_an_answer_computes_nothing_with_lists(what: str, text: str) -> None:
    with pytest.raises(InputError, match="Type the result itself") as caught:
        read(what, text)

    assert caught.value.source == "f"


@pytest.mark.parametrize("typed", ["null([1 2; 2 4])", "col([1 2; 3 4])"])
def test_no_basis_is_computed(typed: str) -> None:
    with pytest.raises(InputError, match="Type the result itself"):
        typed_arrays.several({"f": typed}, "f", 2)


def test_a_determinant_is_not_computed_for_the_student() -> None:
    exercise = made(ExerciseId("determinant", 2, 7))
    (matrix,) = exercise.given
    (field,) = exercise.fields

    with pytest.raises(InputError, match="Type the result itself"):
        exercise.grade({field.name: f"det({matrix.partition('=')[2].strip()})"})


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("3*5 + 2", "17"),
        ("(3)(5)", "15"),
        ("-(3)(2)", "-6"),
        ("2sqrt(3)", "sqrt(12)"),
        ("abs(3 - 5)", "2"),
        ("[3]", "3"),
        ("it is 3", "3"),
        ("The answer is 3.", "3"),
        ("a·b is -3", "-3"),
        ("3 units", "3"),
        ("120 degrees", "120"),
        ("60 percent", "60"),
        ("√14 (3.74)", "sqrt(14)"),
        ("‖v‖ = √14 (≈ 3.742)", "sqrt(14)"),
        ("2.45 (√6)", "sqrt(6)"),
        ("2,45 (= sqrt(6))", "sqrt(6)"),
        ("0.33 (1/3)", "1/3"),
        ("2 (3.5)", "7"),
        ("2,45", "2.45"),
        ("‖v‖ ≈ 2,45", "2.45"),
        ("-0,192", "-0.192"),
        ("75,0 %", "3/4"),
        ("1,5 + 2", "7/2"),
        ("I think it's 3?", "3"),
        ("answer: 3 !", "3"),
        ("**3**", "3"),
        ("about 3.5", "7/2"),
        ("= 3", "3"),
    ],
)
def test_numbers_with_words(text: str, value: str) -> None:
    assert read("number", text) == parse_scalar(value)


HALF = Fraction(1, 2)


@pytest.mark.parametrize(
    ("text", "entries"),
    [
        ("x = 3, y = 4", [3, 4]),
        ("x = 3 y = 4", [3, 4]),
        ("x=3 and y=-1/2", [3, -HALF]),
        ("x₁ = 3; x₂ = 4", [3, 4]),
        ("c_1 = 3\nc_2 = 4", [3, 4]),
        ("x=3, y=4, z=0, w=1", [3, 4, 0, 1]),
        ("x = y = 2", [2, 2]),
        ("x = y = 2, z = 1", [2, 2, 1]),
        ("(3|4)", [3, 4]),
        ("v is (3, 4)", [3, 4]),
        ("1/2 (2, 1)", [1, HALF]),
        ("1/2·[2, 1]", [1, HALF]),
        ("(2, 1)/2", [1, HALF]),
        ("(2, 1)^T / 2", [1, HALF]),
        ("-(3, 4)", [-3, -4]),
        ("−(3, 4)", [-3, -4]),
        (r"\frac{1}{2}\begin{pmatrix}2\\1\end{pmatrix}", [1, HALF]),
        ("√2 [1, 0]", [parse_scalar("sqrt(2)"), 0]),
        ("0,5; -1,5", [HALF, -3 * HALF]),
        ("(0,5|-1,5)", [HALF, -3 * HALF]),
        ("(x, y) = (3, 4)", [3, 4]),
        ("(c1, c2) = [3, 4]", [3, 4]),
        ("[v]_B = (3, 4)", [3, 4]),
    ],
)
def test_vectors_by_name_and_with_a_factor(text: str, entries: list[Any]) -> None:
    assert read("vector", text) == entries


@pytest.mark.parametrize("text", ["y = 4, x = 3", "c2 = 4, c1 = 3", "x = z = 1, y = 2"])
def test_names_in_another_order_are_not_guessed(text: str) -> None:
    for what in ("vector", "numbers"):
        with pytest.raises(InputError, match="in their order"):
            read(what, text)


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("1/2 [2 1; 0 4]", [[1, HALF], [0, 2]]),
        ("1/2 [[2, 1], [0, 4]]", [[1, HALF], [0, 2]]),
        ("[2 1; 0 4]/2", [[1, HALF], [0, 2]]),
        ("[2 1; 0 4]' / 2", [[1, 0], [HALF, 2]]),
        ("diag(2, 5)", [[2, 0], [0, 5]]),
        ("D = diag([2, sqrt(4)])", [[2, 0], [0, 2]]),
        ("| 1 2 |\n| 3 4 |", [[1, 2], [3, 4]]),
    ],
)
def test_matrices_with_a_factor_and_diagonals(text: str, rows: list[list[Any]]) -> None:
    assert read("matrix", text) == rows


@pytest.mark.parametrize(
    "text",
    [
        "2, 2, 5",
        "λ1=2 (double), λ2=5",
        "λ₁ = λ₂ = 2, λ₃ = 5",
        "λ1=λ2=2; λ3=5",
        "λ_{1,2} = 2; λ_3 = 5",
        "λ1,2 = 2, λ3 = 5",
        r"\lambda_1 = 2, \lambda_2 = 2, \lambda_3 = 5",
        "2 (twice), 5",
        "2 (multiplicity 2) and 5 (multiplicity 1)",
        "2 with multiplicity 2, 5",
        "2 (double); 5",
        "2 (×2) and 5 (simple)",
        "2 (2), 5 (1)",
        "2 (2x), 5",
        "2 (mult. 2), 5",
        "2 (alg. mult. 2), 5 (alg. mult. 1)",
        "2, 2 (double), 5",
        "2; 2 (double); 5",
        "λ = 2 (x2) or λ = 5",
        "the eigenvalues are 2, 2 and 5",
    ],
)
def test_eigenvalues_that_are_repeated(text: str) -> None:
    assert read("values", text) == [2, 2, 5]


@pytest.mark.parametrize("text", ["3 ± 1", "λ₁,₂ = 3 ± 1", r"\lambda_{1,2} = 3 \pm 1", "4 or 2"])
def test_both_signs(text: str) -> None:
    assert read("values", text) == [4, 2]


@pytest.mark.parametrize("text", ["3,5 ± 1,5", "2,0; 5,0", "λ₁,₂ = 3,5 ± 1,5", "λ₁,₂ = 3.5 ± 1.5"])
def test_eigenvalues_with_decimal_commas(text: str) -> None:
    assert sorted(read("values", text)) == [2, 5]


@pytest.mark.parametrize(
    "text",
    [
        "t(1, 2) + s(3, 4)",
        "x = t·(1,2) + s·(3,4)",
        "x = t1 [1;2] - t2 [3;4]",
        r"t\begin{pmatrix}1\\2\end{pmatrix} + s\begin{pmatrix}3\\4\end{pmatrix}",
        "span{(1,2), (3,4)}",
        "1/2 (2,4), 3(1, 4/3)",
        "v1 = (1|2), v2 = (3|4)",
    ],
)
def test_vectors_with_parameters_and_factors(text: str) -> None:
    ((vectors, words),) = typed_arrays.several({"f": text}, "f", 2)

    assert [v.tolist() for v in vectors] == [[1, 2], [3, 4]]
    assert words == ""


@pytest.mark.parametrize("typed", ["none", "no inverse", "A is singular", "not invertible"])
def test_who_says_that_there_is_no_inverse_is_asked_to_show_it(typed: str) -> None:
    with pytest.raises(InputError, match="type a vector x other than 0 with A x = 0"):
        made(ExerciseId("inverse", 1, 1)).grade({"inverse": typed})


@pytest.mark.parametrize(("kind", "place"), [("spanbasis", 0), ("solutionset", 1), ("nextstep", 0)])
def test_what_cannot_be_read_is_told_with_an_example_of_what_is_asked(
    kind: str, place: int
) -> None:
    exercise = ExerciseId(kind, 3, 1)
    found = made(exercise)
    field = found.fields[place]
    assert isinstance(field, Blank)
    filled = {each.label: found.key[each.name] for each in found.fields}

    with pytest.raises(InputError) as caught:
        form_graded(exercise, {**filled, field.label: "[1, 2, x"})

    assert unread(caught.value).endswith(f"\nWhat goes in: `{field.placeholder}`")


@pytest.mark.parametrize(
    "text", ["I do not know", "i don't know...", "idk", "no idea", "?", "??", "keine Ahnung"]
)
@pytest.mark.parametrize("kind", ["dot", "inverse", "projection"])
def test_who_does_not_know_is_offered_a_hint(kind: str, text: str) -> None:
    exercise = ExerciseId(kind, 1, 1)
    (field,) = fields_of(exercise)
    with pytest.raises(InputError, match="Take a hint"):
        form_graded(exercise, {field.label: text})


@pytest.mark.parametrize("text", ["1e400", "nan", "∞", "", " ", "3i", "3/0", "x" * (LONGEST + 1)])
def test_what_is_no_number(text: str) -> None:
    for what in READERS:
        with pytest.raises(InputError) as caught:
            read(what, text)
        assert caught.value.source == "f"


def test_no_diagonal_is_larger_than_an_answer() -> None:
    with pytest.raises(InputError, match="the answer here is smaller"):
        read("matrix", f"diag({'1, ' * 400}1)")


@pytest.mark.parametrize(
    ("typed", "words"), [("(1, 2)/0", "divides by 0"), ("2*[1, x]", "x"), ("2 + [1, 2]", "added")]
)
def test_what_is_wrong_beside_a_list(typed: str, words: str) -> None:
    with pytest.raises(InputError, match=words) as caught:
        read("vector", typed)

    assert "Type the result itself" not in caught.value.problem


@pytest.mark.parametrize(("end", "is_right"), [(" (4.00)", True), (",0", True), (",5", False)])
def test_a_number_is_not_taken_for_a_vector(end: str, is_right: bool) -> None:
    exercise = made(ExerciseId("dot", 1, 3))
    verdict = exercise.grade({"dot": exercise.key["dot"] + end})

    assert verdict.is_right == is_right
    assert verdict.mistake == ""


@pytest.mark.parametrize("text", ["1,234", "4,000", "3, 4", "1,2,3"])
def test_a_comma_that_may_mean_something_else_is_asked_about(text: str) -> None:
    with pytest.raises(InputError):
        read("number", text)


def test_a_number_with_a_decimal_comma_is_repeated_as_a_decimal() -> None:
    exercise = made(ExerciseId("dot", 1, 3))

    assert exercise.grade({"dot": "2,45"}).read == ("a · b = 2.45",)


def test_a_root_with_one_digit_is_asked_for_more() -> None:
    exercise = made(ExerciseId("norm", 2, 7))

    assert exercise.key == {"length": "√6"}
    for typed in ("2.4", "2,4"):
        with pytest.raises(InputError, match="2 digits after the point"):
            exercise.grade({"length": typed})
    assert not exercise.grade({"length": "2.5"}).is_right


ONE_LINE = [
    ("product", 1, "product"),
    ("product", 2, "product"),
    ("rref", 1, "rref"),
    ("inverse", 1, "inverse"),
    ("inverse", 3, "inverse"),
    ("diagonalize", 1, "p"),
    ("lu", 2, "u"),
    ("qr", 2, "q"),
    ("svd", 2, "v"),
]


@pytest.mark.parametrize(("kind", "level", "name"), ONE_LINE)
@pytest.mark.parametrize("joint", [" ", ", ", " | "])
def test_a_matrix_without_its_rows_is_no_attempt(
    kind: str, level: int, name: str, joint: str
) -> None:
    exercise = made(ExerciseId(kind, level, 7))
    rows = parse_matrix(exercise.key[name]).tolist()
    inside = ", " if joint == ", " else " "
    typed = joint.join(inside.join(map(str, row)) for row in rows)

    with pytest.raises(InputError, match="semicolon between the rows"):
        exercise.grade({**exercise.key, name: typed})


@pytest.mark.parametrize(("kind", "level", "name"), [("diagonalize", 3, "d"), ("svd", 2, "s")])
def test_a_diagonal_may_be_a_column(kind: str, level: int, name: str) -> None:
    exercise = made(ExerciseId(kind, level, 7))
    diagonal = np.diag(parse_matrix(exercise.key[name]))

    assert exercise.grade({**exercise.key, name: "\n".join(map(str, diagonal))}).is_right


@pytest.mark.parametrize(
    "text",
    ["t(2, 1)", "x = t·[2; 1]", "span{(2, 1)}", "Span([2, 1])", "-s (2, 1)", "α(2|1)", "⟨(2, 1)⟩"],
)
def test_one_vector_stands_for_its_multiples(text: str) -> None:
    assert typed_arrays.direction({"f": text}, "f").tolist() in ([2, 1], [-2, -1])


@pytest.mark.parametrize(("kind", "level"), [("eigenvector", 1), ("firstdirection", 2)])
def test_all_multiples_of_an_eigenvector_are_right(kind: str, level: int) -> None:
    exercise = made(ExerciseId(kind, level, 7))
    (field,) = exercise.fields

    assert exercise.grade({field.name: f"t {exercise.key[field.name]}"}).is_right


@pytest.mark.parametrize(
    ("typed", "is_right"),
    [("1 -0.333", True), ("(1, -0.33)", True), ("-0.95 0.32", True), ("1 -0.3", False)],
)
def test_a_direction_may_be_rounded(typed: str, is_right: bool) -> None:
    exercise = made(ExerciseId("firstdirection", 2, 7))

    assert parse_vector(exercise.key["direction"]).tolist() == [3, -1]
    assert exercise.grade({"direction": typed}).is_right == is_right


def test_a_vector_by_names_shows_that_there_is_no_inverse() -> None:
    exercise = made(ExerciseId("inverse", 2, 11))
    x, y = parse_vector(exercise.key["inverse"])

    assert exercise.grade({"inverse": f"x = {x}, y = {y}"}).is_right


def test_words_before_a_row_operation() -> None:
    exercise = ExerciseId("nextstep", 1, 3)
    (field,) = made(exercise).fields
    key = made(exercise).key[field.name]

    for text in (f"the answer is {key}", f"answer: {key}", f"{key}?", f"**{key}**"):
        assert form_graded(exercise, {field.label: text}).is_right, text


@pytest.mark.parametrize("text", ["1, 2, ?", "5!", "?", "**", "is"])
def test_what_is_left_out_stays_left_out(text: str) -> None:
    with pytest.raises(InputError):
        read("vector", text)


@pytest.mark.parametrize("text", ["x + y = 3, x - y = 1", "x = 1, y = 2"])
def test_equations_are_no_number(text: str) -> None:
    with pytest.raises(InputError) as caught:
        read("number", text)

    assert "/matrix" not in caught.value.problem


def test_a_factor_before_decimals_that_are_not_exact_gives_floats() -> None:
    found = answers.vector({"f": "1/2 [pi, 1]"}, "f")

    assert found.dtype == np.float64
    assert found.tolist() == [math.pi / 2, 0.5]
