"""Matrices with a letter, in Discord: told by the value of the letter, worked, drawn, copied."""

from __future__ import annotations

from typing import Any

import pytest
import sympy
from hypothesis import given
from hypothesis import strategies as st

from bot.drawing.style import Style
from bot.formula import text
from bot.topics.elimination.lettered_formulas import LetteredNotation, factored, quotient
from bot.topics.kit import answering
from bot.topics.kit.answer import Answer, Reply
from bot.topics.kit.question import Question
from linalg_engine.errors import InputError
from linalg_engine.parameter import Ratio
from tests.bot import posts
from tests.bot.conftest import Classroom
from tests.bot.drawing.words import is_of_full_width
from tests.examples import examples

k = Ratio.letter()


def answered(command: str, **inputs: str) -> Answer:
    return with_values({}, command, **inputs)


def with_values(variables: dict[str, str], command: str, **inputs: str) -> Answer:
    names = {"a": "", "b": "", **inputs}
    return answering.answer(Question(f"matrix {command}", names, variables), Style())


def steps_of(command: str, **inputs: str) -> str:
    working = answered(command, **inputs).working
    assert working is not None
    return working.plain()


async def test_a_determinant_is_a_polynomial_with_factors_and_zeros(classroom: Classroom) -> None:
    message = await classroom.ask("matrix det", a="[k 1 1; 1 k 1; 1 1 k]")
    post = posts.read(message)

    # (k − 1)² (k + 2) = k³ − 3k + 2
    assert post.title == "det A = k³ − 3k + 2"
    assert "      = (k + 2)(k − 1)²" in post.facts
    assert "0 for k = −2; k = 1" in post.facts
    assert is_of_full_width(await posts.picture(message))
    assert "k = −2, k = 1" in post.alts[0]


def test_the_name_of_a_matrix_may_have_the_letter_in_brackets() -> None:
    typed = r"$$ A(a) = \begin{bmatrix} 1 & a \\ a & 4 \end{bmatrix} $$"
    assert answered("det", a=typed).title == "det A = 4 − a²"


@pytest.mark.parametrize(
    ("typed", "title"),
    [
        ("[x-1 2; 3 x-2] = 0", "det A = x² − 3x − 4"),
        (r"\begin{vmatrix} x & 1 \\ 1 & x \end{vmatrix} = 0", "det A = x² − 1"),
        (r"$\det\begin{pmatrix} 1 & 2 \\ 3 & 4 \end{pmatrix}$", "det A = −2"),
        ("det [k 1; 1 k] = 0", "det A = k² − 1"),
        ("det([1 2; 3 4])", "det A = −2"),
    ],
)
def test_what_is_typed_around_a_determinant_is_left_out(typed: str, title: str) -> None:
    assert answered("det", a=typed).title == title


def test_a_determinant_of_one_factor_is_not_factored() -> None:
    post = answered("det", a="[1 a; 2 3]")
    assert post.facts[-2:] == ("det A = 3 − 2a", "0 for a = 3/2")
    assert post.copies is not None
    assert post.copies.text.endswith("det A = 3 − 2a\n0 for a = 3/2")


def test_the_steps_of_a_determinant_end_with_its_zeros() -> None:
    two = steps_of("det", a="[1-λ 2; 2 4-λ]")
    assert "(1 − λ) · (4 − λ) − 2 · 2 = λ² − 5λ" in two
    assert "It is 0 for λ = 0; λ = 5" in two

    three = steps_of("det", a="[k 1 1; 1 k 1; 1 1 k]")
    assert "det [k, 1; 1, k] = k² − 1" in three
    assert "det A = k · (k² − 1)" in three

    five = steps_of("det", a="[k 1 0 0 0; 1 k 0 0 0; 0 0 1 0 0; 0 0 0 1 0; 0 0 0 0 2]")
    assert "The product of the pivots" in five
    assert "det A = 2(k + 1)(k − 1)" in five


def test_rank_by_the_value_of_the_letter() -> None:
    post = answered("rank", a="[k 1 1; 1 k 1; 1 1 k]")

    assert post.title == "k = −2: rank 2; k = 1: rank 1; otherwise: rank 3"
    steps = steps_of("rank", a="[k 1; 1 k]")
    assert "This divided by 1 − k²: where that is 0, look again" in steps
    assert "Case k = −1:" in steps
    assert "1 pivot: the rank is 1" in steps


def test_an_inverse_except_where_the_determinant_is_0() -> None:
    post = answered("inverse", a="[k 1; 1 k]")

    assert post.title == "A⁻¹, none for k = −1, k = 1"
    assert "k/((k + 1)(k − 1))" in "\n".join(post.facts)
    assert "no inverse for k = −1, k = 1" in post.facts
    always = answered("inverse", a="[k 1; -1 k]")
    assert "an inverse for every real k" in always.facts


def test_the_reduced_form_of_each_case() -> None:
    post = answered("rref", a="[k 1; 1 k]")

    assert list(post.facts[2:]) == [
        "k = −1:",
        "  R = [ 1  −1 ]",
        "      [ 0   0 ]",
        "k = 1:",
        "  R = [ 1  1 ]",
        "      [ 0  0 ]",
        "otherwise:",
        "  R = [ 1  0 ]",
        "      [ 0  1 ]",
    ]


def test_solutions_by_the_value_of_the_letter() -> None:
    post = answered("solve", a="[k 1 | 1; 1 k | 1]")

    assert post.title == "k = −1: none; k = 1: infinitely many; otherwise: one"
    assert list(post.facts[3:]) == [
        "k = −1: no solution",
        "k = 1: infinitely many solutions",
        "  x = [1, 0]",
        "    + t₁ [−1, 1]",
        "otherwise: one solution",
        "  x = [1/(k + 1), 1/(k + 1)]",
    ]
    steps = steps_of("solve", a="[k 1 | 1; 1 k | 1]")
    assert "Row 2 says 0 = 2: there is no solution" in steps


def test_the_letter_may_be_on_the_right_alone() -> None:
    post = answered("solve", a="[1 2; 2 4]", b="[1, k]")

    assert post.title == "k = 2: infinitely many; otherwise: none"
    steps = steps_of("solve", a="[1 2; 2 4]", b="[1, k]")
    assert "Row 2 says 0 = k − 2: no solution, unless that is 0" in steps


def test_a_family_of_solutions_with_the_letter() -> None:
    post = answered("solve", a="[k 1 1 | 1]")

    # k x + y + z = 1
    assert list(post.facts[-3:]) == [
        "  x = [1/k, 0, 0]",
        "    + t₁ [−1/k, 1, 0]",
        "    + t₂ [−1/k, 0, 1]",
    ]


def test_equations_with_a_letter_are_solved_by_its_value() -> None:
    # Multiplied out: (k² − 4) z = k + 2.
    typed = "x + 2y - z = 1; 2x + 3y + z = 1; -4x - 5y + (k^2-9)z = k+1"
    post = answered("solve", a=typed)
    assert post.title == "k = −2: infinitely many; k = 2: none; otherwise: one"
    assert "unknowns: x, y, z" in post.facts
    assert "  (x, y, z) = (−1, 1, 0)" in post.facts
    assert "    + t₁ (−5, 3, 1)" in post.facts
    assert "  (x, y, z) = ((−k − 3)/(k − 2), (k + 1)/(k − 2), 1/(k − 2))" in post.facts

    steps = steps_of("solve", a=typed)
    assert "k stands for any number" in steps
    assert "x + 2y − z = 1" in steps
    assert "0 = 4: there is no solution" in steps


def test_one_unknown_is_told_without_brackets() -> None:
    post = answered("solve", a="kx = k")
    assert post.facts[-4:] == (
        "k = 0: infinitely many solutions",
        "  x is free",
        "otherwise: one solution",
        "  x = 1",
    )


def test_cases_with_as_many_solutions_are_not_told_to_differ_in_that() -> None:
    post = answered("solve", a="kx + y = 1")
    assert post.title == "Infinitely many solutions for every k"
    assert "infinitely many solutions for every real k; which ones" in post.meaning

    defined = answered("solve", a="x/k = 1")
    assert "not defined for k = 0" in defined.facts
    assert "but those for which an entry is not defined" in defined.meaning


@pytest.mark.parametrize(
    ("typed", "solved"),
    [
        ("[k 1; 1 k] [p; q] = [1; 1]", "  (p, q) = (1/(k + 1), 1/(k + 1))"),
        ("[k 1; 1 k] x = [1; 1]", "  x = [1/(k + 1), 1/(k + 1)]"),
        ("[2 1; 1 1] [x; y] = [k; 1]", "  (x, y) = (k − 1, 2 − k)"),
    ],
)
def test_an_equation_of_matrices_may_have_the_letter(typed: str, solved: str) -> None:
    assert solved in answered("solve", a=typed).facts


def test_own_values_in_an_equation_of_matrices_are_no_letters() -> None:
    own = {"A": "[1 1; 1 -1]", "b": "[3, 1]"}
    assert with_values(own, "solve", a="A x = b").title == "x = [2, 1]"
    assert with_values(own, "solve", a="A v = b").title == "v₁ = 2, v₂ = 1"
    own = {"m": "[1 1; 1 -1]", "b": "[3, 1]"}
    assert with_values(own, "solve", a="m x = b").title == "x = [2, 1]"


def test_matrices_without_a_value_are_not_told_to_be_numbers() -> None:
    with pytest.raises(InputError, match="multiplies A by x"):
        answered("solve", a="A x = b")


def test_further_equations_with_the_letter_may_be_in_b() -> None:
    post = answered("solve", a="mx + 3y = 12", b="2x + (1/2)y = 5")
    assert post.title == "m = 12: none; otherwise: one"


def test_the_name_of_an_own_value_is_no_letter() -> None:
    with pytest.raises(InputError, match="k is an unknown too"):
        with_values({"k": "3"}, "solve", a="k*x + y = 1")


def test_roots_that_are_not_known_exactly_are_named() -> None:
    post = answered("rank", a="[k 2 0; 0 k 1; 1 0 k]")

    # det = k³ + 2, and −2^(1/3) = −1.25992
    assert "k ≈ −1.2599 (a root of k³ + 2): rank 2" in post.facts
    assert "otherwise: rank 3" in post.facts


def test_entries_that_are_not_defined_everywhere() -> None:
    post = answered("det", a="[1/k 1; 1 k-1]")

    # (k − 1)/k − 1
    assert post.title == "det A = −1/k"
    assert post.facts[-1] == "not defined for k = 0"


def test_a_kept_value_is_no_letter() -> None:
    post = with_values({"k": "3"}, "det", a="[k 1; 1 k]")

    assert post.title == "det A = 8"


@pytest.mark.parametrize(
    ("command", "options", "problem"),
    [
        ("inverse", {"a": "[k 2k; 1 2]"}, "no inverse for any k"),
        ("det", {"a": "[k m; 1 2]"}, "Only one letter"),
        ("det", {"a": "[sqrt(k) 1; 1 2]"}, "whole powers"),
        ("det", {"a": "[k 1 1; 1 k 1]"}, "square"),
        ("solve", {"a": "[k 1; 1 k]", "b": "[1, m]"}, "Only one letter"),
        ("solve", {"a": "[k 1; 1 k]", "b": "[1, 2, 3]"}, "2 in all; this one has 3"),
        ("solve", {"a": "[k; 1]"}, "right-hand side"),
        ("solve", {"a": "[k 1; 1 k]", "b": "[1, pi]"}, "must be rational"),
    ],
)
def test_what_cannot_be_answered_gets_one_sentence(
    command: str, options: dict[str, str], problem: str
) -> None:
    with pytest.raises(InputError, match=problem):
        answered(command, **options)


async def test_other_commands_name_those_that_take_a_letter(classroom: Classroom) -> None:
    told = await classroom.refusal("matrix eigen", a="[k 1; 1 k]")

    assert (
        "such as k can stand for any number in /matrix det, rank, inverse, rref and solve" in told
    )


def test_long_polynomials_are_not_shown_but_copied() -> None:
    a = "[k 1 2 3 4 5; 1 k 7 2 1 3; 2 5 k 1 1 1; 3 1 4 k 1 5; 9 2 6 5 k 3; 5 8 9 7 9 k]"
    long = answered("inverse", a=a)

    assert "A⁻¹: 6×6, too long to be shown; Copy has A" in long.facts
    assert long.working is None
    assert sum(map(len, long.facts)) < 2000
    assert "A.inv()" in long.copies.numpy


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (k - k, "0"),
        (k, "k"),
        (-k, "−k"),
        (1 - k, "1 − k"),
        (k * k - 1, "k² − 1"),
        (k / 2 + 1, "1/2 k + 1"),
        (1 / k, "1/k"),
        (-1 / (k + 1), "−1/(k + 1)"),
        (k / (k * k - 1), "k/((k + 1)(k − 1))"),
        (1 / (2 * k), "1/(2k)"),
        ((2 * k + 1) / (3 * k), "(2k + 1)/(3k)"),
        ((k + 1) ** 2 / (k - 1), "(k + 1)²/(k − 1)"),
    ],
)
def test_quotients_as_they_are_written(value: Ratio, shown: str) -> None:
    assert text(quotient(value, "k")) == shown
    assert text(LetteredNotation(letter="k").number(value)) == shown


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (k * k - 1, "(k + 1)(k − 1)"),
        (2 * k * (k - 1) ** 2, "2k(k − 1)²"),
        (-(k * k) - 1, "−(k² + 1)"),
        (1 - k, "−(k − 1)"),
        (k**3, "k³"),
        (k / 2 - Ratio.of(1) / 2, "1/2(k − 1)"),
        (Ratio.of(5), "5"),
    ],
)
def test_polynomials_in_factors(value: Ratio, shown: str) -> None:
    assert text(factored(value, "k")) == shown


ENTRIES = st.sampled_from(["0", "1", "-1/2", "k", "2k-1", "k^2", "1/k", "(k-1)(k+2)", "k^3-2", "7"])
MATRICES = st.tuples(st.integers(1, 4), st.integers(1, 5)).flatmap(
    lambda size: st.lists(
        st.lists(ENTRIES, min_size=size[1], max_size=size[1]).map(", ".join),
        min_size=size[0],
        max_size=size[0],
    ).map(lambda rows: f"[{'; '.join(rows)}]")
)
COMMANDS = st.sampled_from(["det", "rank", "inverse", "rref", "solve"])


@examples(0.06)
@given(COMMANDS, MATRICES)
def test_any_matrix_is_answered_or_refused_in_words(command: str, a: str) -> None:
    question = Question(f"matrix {command}", {"a": a, "b": ""})
    try:
        reply = answering.reply(question, Style())
        answering.steps(question, Style())
    except InputError:
        return
    assert isinstance(reply, Reply)
    assert len("\n".join(reply.facts)) < 3000
    assert all(len(picture.alt) <= 1024 for picture in reply.pictures)


def run(command: str, **inputs: str) -> Any:
    """Run the copy as SymPy, and return what its last line gives."""
    copies = answering.copies(Question(f"matrix {command}", {"b": "", **inputs}), Style())
    *before, last = copies.numpy.splitlines()
    names: dict[str, Any] = {}
    exec("\n".join(before), names)  # noqa: S102
    return eval(last, names)  # noqa: S307


def test_the_copies_run_in_sympy() -> None:
    letter, other = sympy.Symbol("k"), sympy.Symbol("λ")

    assert run("det", a="[k 1; 1 k]") == (letter - 1) * (letter + 1)
    assert run("det", a="[1/2 - lambda, 1; 1/(lambda+1), 2]").has(other)
    assert run("rank", a="[k 1; 1 k]") == 2
    assert run("inverse", a="[k 1; 1 k]")[0, 1] == -1 / ((letter - 1) * (letter + 1))
    assert run("rref", a="[k 1; 1 k]") == sympy.eye(2)
    solved = run("solve", a="[k 1 | 1; 1 k | 1]")
    assert sympy.simplify(solved[0, 2] - 1 / (letter + 1)) == 0
