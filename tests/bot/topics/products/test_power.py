"""Powers: their steps, and what they come to where the exponent is ∞."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from bot.drawing.style import Style, Theme
from bot.topics.kit import answering
from bot.topics.kit.answer import Answer
from bot.topics.kit.question import Question
from linalg_engine.errors import InputError
from tests.bot.drawing.rules import faults, recorded_paintings
from tests.bot.drawing.seen import Seen, seen


def asked(a: str, n: str) -> Answer:
    return answering.answer(Question("matrix power", {"a": a, "n": n}), Style())


def steps(a: str, n: str) -> list[str]:
    working = asked(a, n).working
    return [] if working is None else [line.strip() for line in working.plain().splitlines()]


def drawn(a: str) -> Seen:
    question = Question("matrix power", {"a": a, "n": "inf"})
    return seen(lambda: answering.reply(question, Style()).pictures[0])


# Steps


def test_small_powers_are_multiplied_one_by_one() -> None:
    assert steps("1 1; 0 1", "3") == [
        "A = [1, 1; 0, 1]",
        "A² = A A = [1, 2; 0, 1]",
        "A³ = A² A = [1, 3; 0, 1]",
    ]


def test_negative_ones_are_powers_of_the_inverse() -> None:
    assert steps("2 1; 5 3", "-2") == [
        "A = [2, 1; 5, 3]",
        "A negative power is a power of the inverse:",
        "A⁻¹ = [3, −1; −5, 2]",
        "A⁻² = A⁻¹ A⁻¹ = [14, −5; −25, 9]",
    ]


def test_larger_ones_are_diagonalized() -> None:
    told = steps("1 1; 1 0", "10")

    # The numbers of Lucas and Fibonacci: φ¹⁰ = (L₁₀ + F₁₀√5)/2 = (123 + 55√5)/2.
    assert "D¹⁰ = [123/2 + 55√5/2, 0; 0, 123/2 − 55√5/2]" in told
    assert told[-1] == "A¹⁰ = P D¹⁰ P⁻¹ = [89, 55; 55, 34]"


@pytest.mark.parametrize(
    "a",
    [
        "1 1; 0 1",  # too few eigenvectors
        "0 -1; 1 0",  # complex eigenvalues
        "0 0 1; 1 0 1; 0 1 0",  # roots of a cubic
        "1 2 0; 3 1 1; 0 1 1",  # powers of 1 + √7 are too long to be written
    ],
)
def test_others_are_squared(a: str) -> None:
    told = steps(a, "11")

    assert [line.partition(" = ")[0] for line in told[2:]] == [
        "A²",
        "A⁴",
        "A⁸",
        "11",
        "A¹⁰",
        "A¹¹",
    ]
    rows = np.array([[int(x) for x in row.split()] for row in a.split(";")])
    end = told[-1].rpartition(" = ")[2].replace("−", "-").strip("[]")
    found = [[int(x) for x in row.split(",")] for row in end.split(";")]
    assert found == np.linalg.matrix_power(rows, 11).tolist()


@pytest.mark.parametrize(
    ("a", "n"), [("2 1; 1 2", "1"), ("2 1; 1 2", "0"), ("2 1; 1 2", "-1"), ("3 1; 1 2", "200")]
)
def test_no_steps_where_nothing_is_to_be_multiplied_or_numbers_are_too_long(a: str, n: str) -> None:
    assert steps(a, n) == []


# n = ∞


@pytest.mark.parametrize("n", ["inf", "Inf", "∞", " infinity", "+∞", "unendlich", "oo"])
def test_infinity_is_read_as_people_write_it(n: str) -> None:
    assert asked("1/2 0; 0 1/3", n).title == "The powers of A go to 0"


@pytest.mark.parametrize("n", ["1/2", "2.5", "[1 2]", "infinite loop", "∞∞", ""])
def test_other_exponents_are_refused_with_what_would_be_right(n: str) -> None:
    with pytest.raises(InputError) as refused:
        asked("1 2; 3 4", n)
    assert refused.value.source == "n"


@pytest.mark.parametrize("n", ["n", "k"])
def test_a_letter_as_exponent_is_sent_to_the_formula(n: str) -> None:
    with pytest.raises(InputError, match=rf"/matrix diagonalize .* A\^{n} = P D\^{n} P⁻¹"):
        asked("1 2; 3 4", n)


CASES = [
    (
        "0.9 0.1; 0.5 0.5",
        "In the long run [5/6, 1/6]",
        ["A^∞ = [ 5/6  1/6 ]", "π = [5/6, 1/6]"],
        "From every start it settles at the same shares π, for which π A = π.",
    ),
    (
        "0.9 0.5; 0.1 0.5",
        "In the long run [5/6, 1/6]",
        ["A^∞ = [ 5/6  5/6 ]"],
        "From every start it settles at the same shares π, for which A π = π.",
    ),
    (
        "1 0 0; 1/2 0 1/2; 0 0 1",
        "The powers of A have a limit",
        ["state 1: never left", "state 3: never left", "state 2: left for ever sooner or later"],
        "It depends on the start. Row i of the limit says where a start in state i ends.",
    ),
    (
        "0 1 0; 0 0 1; 1 0 0",
        "No limit: the powers of A repeat, period 3",
        ["π = [1/3, 1/3, 1/3]"],
        "It goes round in circles of 3 steps and never settles",
    ),
    (
        "0 1 0 0; 1 0 0 0; 1/4 1/4 0 1/2; 0 0 0 1",
        "No limit: the powers of A repeat, period 2",
        ["states 1, 2: never left, period 2", "  π = [1/2, 1/2, 0, 0]"],
        "It depends on the start, and there is no limit",
    ),
    ("1 0; 0 1", "The powers of A have a limit", [], "It depends on the start."),
    ("1/2 1; 0 1", "The powers of A have a limit", ["A^∞ = [ 0  2 ]"], "the projection onto"),
    ("1/2 1; 0 1/3", "The powers of A go to 0", [], "every vector shrinks to 0"),
    (
        "1 1; 1 0",
        "No limit: the powers of A grow",
        ["largest |λ| = 1/2 + √5/2 ≈ 1.618"],
        "larger than 1",
    ),
    ("1e200 1; 1 pi", "No limit: the powers of A grow", ["largest |λ| ≈ 1×10²⁰⁰"], "larger"),
    ("0 -2; 1 0", "No limit: the powers of A grow", ["largest |λ| = √2 ≈ 1.4142"], "larger"),
    ("1 1; 0 1", "No limit: the powers of A grow", ["largest |λ| = 1"], "though slowly"),
    ("0 -1; 1 0", "No limit: the powers of A repeat, period 4", [], "roots of unity"),
    ("3/5 -4/5; 4/5 3/5", "No limit: the powers of A turn for ever", [], "never repeat"),
]


@pytest.mark.parametrize(("a", "title", "facts", "meaning"), CASES)
def test_what_powers_come_to(a: str, title: str, facts: list[str], meaning: str) -> None:
    found = asked(a, "inf")

    assert found.title == title
    assert [fact for fact in facts if fact not in found.facts] == []
    assert meaning in found.meaning


def test_rounded_probabilities_are_read_as_a_chain_too() -> None:
    found = asked("0.333 0.333 0.333; 0.5 0.5 0; 0 0.5 0.5", "inf")

    # 2/3 π₁ = 1/2 π₂ and 1/2 π₃ = 1/3 π₁
    assert found.title == "The powers of A go to 0"
    assert found.facts[-1] == (
        "if these digits are rounded (0.333 for 1/3): "
        "a Markov chain that settles at π = [1/3, 4/9, 2/9]"
    )


def test_the_stationary_distribution_is_solved_for() -> None:
    told = steps("0.9 0.1; 0.5 0.5", "inf")

    assert told[1:3] == [
        "The shares stay: π A = π. That is a null space:",
        "A^⊤ − I = [−0.1, 0.5; 0.1, −0.5]",
    ]
    assert told[-4:] == [
        "A solution, with 1 for the free variable:",
        "[5, 1]",
        "Divided by the sum of its entries, 6:",
        "π = [5/6, 1/6]",
    ]


def test_a_limit_is_worked_out_by_diagonalizing() -> None:
    told = steps("1/2 1; 0 1", "inf")

    assert "D^∞ = [1, 0; 0, 0]" in told
    assert told[-1] == "A^∞ = P D^∞ P⁻¹ = [0, 2; 0, 1]"


@pytest.mark.parametrize("a", ["1 1; 1 0", "0 1; 1 0; 1 1"])
def test_what_has_no_limit_has_no_steps_to_it(a: str) -> None:
    if a.count(";") == 1:
        assert steps(a, "inf") == []
    else:
        with pytest.raises(InputError, match="square"):
            asked(a, "inf")


@pytest.mark.parametrize("a", [case[0] for case in CASES])
def test_the_copy_runs_and_gives_the_limit(a: str) -> None:
    copies = asked(a, "inf").copies
    *lines, last = copies.numpy.splitlines()
    names: dict[str, Any] = {}
    exec("\n".join(lines), names)  # noqa: S102 - what the bot itself wrote
    found = eval(last, names)  # noqa: S307 - likewise

    if "lim Aⁿ" in copies.text:
        power = np.linalg.matrix_power(np.array(names["A"], float), 64)
        assert np.allclose(found, power, atol=1e-6)
        assert r"\operatorname{lim} A^{n}" in copies.latex
    else:
        assert max(found) >= 1 - 1e-9


# Pictures


def test_a_chain_is_drawn_from_two_starts_up_to_its_shares() -> None:
    found = drawn("0.9 0.1; 0.5 0.5")

    ends = {word for word in found.words if word.startswith("0.")}
    assert ends == {"0.83", "0.17", "0.5"}
    assert found.all_words.count("0.83") == 2
    assert {"start in state 1", "start in state 2"} <= set(found.words)
    curves = [line.points[0] for line in found.lines("first") if line.points.shape[1] == 11]
    [bottom, top] = sorted({float(line.points[0, 0, 1]) for line in found.lines("grid")})[::2]
    shares = [(curve[:, 1] - bottom) / (top - bottom) for curve in curves]
    state = np.linalg.matrix_power
    a = np.array([[0.9, 0.1], [0.5, 0.5]])
    for start, share in enumerate(shares):
        assert share == pytest.approx([state(a, k)[start, 0] for k in range(11)])


def test_shares_of_time_are_dashed_where_a_chain_goes_round() -> None:
    found = drawn("0 1; 1 0")

    levels = [line.points[0, 0, 1] for line in found.lines("grid")]
    dashed = [line.points[0, 0, 1] for line in found.lines("first") if line.style != "solid"]
    assert dashed == pytest.approx([sorted(set(levels))[1]] * 2)


def test_a_state_that_is_left_is_one_of_the_starts() -> None:
    assert "start in state 2" in drawn("1 0 0; 1/2 0 1/2; 0 0 1").words


def test_the_limit_of_a_path_is_marked() -> None:
    found = drawn("1/2 1; 0 1")

    [limit] = [mark for mark in found.marks("rest") if mark.shape == "diamond"]
    [x] = found.arrows("muted")
    unit = float(np.hypot(*(x.tip - x.tail)))
    assert (limit.centres[0] - x.tail) / unit == pytest.approx([2, 1])
    assert "diamond: the limit" in " ".join(found.words)


@pytest.mark.parametrize(
    ("a", "theme"),
    [
        ("0 1/2 0 1/2; 1/3 0 2/3 0; 0 1/4 0 3/4; 1 0 0 0", Theme.LIGHT),
        ("1 0 0; 1/2 0 1/2; 0 0 1", Theme.DARK),
        ("1/2 1; 0 1", Theme.LIGHT),
    ],
)
def test_pictures_can_be_read(a: str, theme: Theme) -> None:
    with recorded_paintings() as paintings:
        answering.reply(Question("matrix power", {"a": a, "n": "inf"}), Style(theme))
    assert [fault for painted in paintings for fault in faults(painted)] == []
