"""`/matrix facts`: numbers, kinds, what they mean, the pictures and the steps."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from bot.drawing.style import Style, Theme
from bot.topics.kit import answering
from bot.topics.kit.answer import Answer
from bot.topics.kit.question import Question
from tests.bot import posts
from tests.bot.conftest import Classroom
from tests.bot.drawing.rules import faults, recorded_paintings
from tests.bot.drawing.seen import Seen, grid, seen


def asked(a: str) -> Answer:
    return answering.answer(Question("matrix facts", {"a": a}), Style())


def drawn(a: str) -> Seen:
    question = Question("matrix facts", {"a": a})
    return seen(lambda: answering.reply(question, Style()).pictures[0])


def steps(a: str) -> list[str]:
    working = asked(a).working
    return [] if working is None else [line.strip() for line in working.plain().splitlines()]


CASES = [
    # The eigenvalues are (5 ± √5)/2.
    (
        "2 1; 1 3",
        "Symmetric, positive definite",
        ["trace = 5", "det A = 5", "Frobenius ‖A‖F = √15 ≈ 3.873", "xᵀAx = 2x² + 2xy + 3y²"],
        "A bowl",
    ),
    ("1 2; 2 1", "Symmetric, indefinite", ["  xᵀAx takes both signs: a saddle"], "A saddle"),
    ("1 -2; -2 4", "Symmetric, positive semidefinite", ["xᵀAx = x² − 4xy + 4y²"], "A valley"),
    ("-2 1; 1 -2", "Symmetric, negative definite", ["xᵀAx = −2x² + 2xy − 2y²"], "A hill"),
    ("-1 0; 0 0", "Diagonal, negative semidefinite", ["xᵀAx = −x²"], "A ridge"),
    (
        "3 0; 4 5",
        "Lower triangular, invertible",
        ["spectral ‖A‖₂ = 3√5 ≈ 6.7082", "columns ‖A‖₁ = 7", "rows ‖A‖∞ = 9"],
        "The eigenvalues are the entries of the diagonal.",
    ),
    ("3 0; 4 5", "Lower triangular, invertible", ["condition number = 3"], "ratio to the least"),
    ("1 2; 3 4", "Invertible, not symmetric", ["not symmetric: A ≠ Aᵀ"], "condition number"),
    ("1 2; 3 6", "Singular, rank 1", ["condition number is infinite: singular"], "no inverse"),
    (
        "0 -1; 1 0",
        "A rotation, skew-symmetric",
        ["orthogonal: AᵀA = I", "  turns by 90°"],
        "Lengths",
    ),
    (
        "sqrt(3)/2 -1/2; 1/2 sqrt(3)/2",
        "A rotation",
        ["orthogonal: AᵀA = I", "  turns by 30°", "condition number = 1"],
        "Lengths and angles stay",
    ),
    ("3/5 4/5; 4/5 -3/5", "Orthogonal, with a reflection", ["det A = −1"], "Lengths and angles"),
    (
        "0 1; 1 0",
        "A permutation, symmetric, involution",
        ["  mirrors in the line at 45°", "permutation: only changes the order"],
        "change places",
    ),
    (
        "0 1 0; 0 0 1; 1 0 0",
        "A permutation, stochastic",
        ["doubly stochastic:", "  det 1: a rotation"],
        "change places",
    ),
    (
        "2 -1; 2 -1",
        "Projection, singular, rank 1",
        ["projection: A² = A"],
        "twice is doing it once",
    ),
    ("3 -4; 2 -3", "Involution, invertible", ["involution: A² = I"], "its own inverse"),
    ("0 1 2; 0 0 3; 0 0 0", "Nilpotent, upper triangular", ["nilpotent: A³ = 0"], "every vector"),
    ("1/2 1/2; 1/4 3/4", "Stochastic, invertible", ["stochastic: each row adds up to 1"], "row i"),
    ("1/2 1/4; 1/2 3/4", "Stochastic, invertible", ["stochastic: each column adds up to 1"], "col"),
    ("1 0; 0 1", "The identity", ["identity: every vector stays"], "Nothing changes."),
    ("0 0; 0 0", "The zero matrix", ["zero: every vector becomes 0"], "crushed to 0"),
    ("1 2 3; 4 5 6", "Rank 2, full", ["rows ‖A‖∞ = 15"], "at most"),
    ("3/5; 4/5", "Orthonormal columns, rank 1, full", [], "lengths stay"),
    ("5", "Diagonal, positive definite", ["trace = 5"], "stretched by its own entry"),
    ("1; 2; 2", "Rank 1, full", ["spectral ‖A‖₂ = 3"], "stretched alike, ‖A‖₂ times"),
    ("1 0 1 0; 0 1 0 1", "Rank 2, full", ["condition number = 1"], "crushed to 0"),
    ("1 2 3", "Rank 1, full", ["condition number = 1"], "crushed to 0"),
]


@pytest.mark.parametrize(("a", "title", "facts", "meaning"), CASES)
def test_facts(a: str, title: str, facts: list[str], meaning: str) -> None:
    found = asked(a)

    assert found.title.startswith(title)
    assert [fact for fact in facts if fact not in found.facts] == []
    assert meaning in found.meaning
    assert max(map(len, found.facts)) <= 50


@pytest.mark.parametrize("a", ["1 0 1 0; 0 1 0 1", "1 2 3", "1 2 3; 4 5 6"])
def test_wide_matrices_do_not_stretch_every_direction(a: str) -> None:
    found = asked(a)

    assert "alike" not in found.meaning
    assert "to the least:" not in found.meaning


@pytest.mark.parametrize(
    ("a", "title"),
    [
        ("1 0 1 0; 0 1 0 1", "Rank 2: 2 directions are crushed to 0"),
        ("1 2 3 4; 2 4 6 8; 0 0 0 1", "Rank 2: 2 directions are crushed to 0"),
        ("1 2; 3 4; 5 6; 7 9", "The longest stretch is"),
    ],
)
def test_bars_say_how_many_directions_are_crushed(a: str, title: str) -> None:
    question = Question("matrix facts", {"a": a})
    assert title in answering.reply(question, Style()).pictures[0].alt


def test_only_what_holds_is_said() -> None:
    said = "\n".join(asked("1 2; 3 4").facts)

    for kind in ("orthogonal", "definite", "stochastic", "projection", "nilpotent", "xᵀAx"):
        assert kind not in said


def test_what_rounding_decides_is_said() -> None:
    found = asked("cos(1) -sin(1); sin(1) cos(1)")

    assert "  turns by ≈ 57.3°" in found.facts
    assert "the last digits are rounded" in found.meaning


@pytest.mark.parametrize(
    ("a", "line"),
    [
        ("0.333 0.333 0.333; 0.5 0.5 0; 0 0 1", "(0.333 for 1/3): each row adds up to 1"),
        ("0.8660254 -0.5; 0.5 0.8660254", "(0.8660254 for √3/2): orthogonal"),
        ("0.3333333 1; 1 3", "(0.3333333 for 1/3): rank 1"),
        ("0.94 -0.342; 0.342 0.94", "if these digits are rounded: a rotation by 20°"),
    ],
)
def test_digits_that_may_be_rounded_are_read_as_that_too(a: str, line: str) -> None:
    assert line in asked(a).facts[-1]


@pytest.mark.parametrize("a", ["0.5 0.5; 0.25 0.75", "1 2; 3 4", "0.31 0.2; 0.1 0.9"])
def test_other_digits_are_taken_as_they_are(a: str) -> None:
    assert "rounded" not in "".join(asked(a).facts)


# Steps


def test_the_working_of_a_definite_matrix() -> None:
    told = "\n".join(steps("2 1; 1 3"))

    for line in (
        "tr A = 2 + 3 = 5",
        "‖A‖_F = √(2² + 1² + 1² + 3²) = √15 ≈ 3.873",
        "‖A‖₁ = max(3, 4) = 4",
        "A^⊤A = [5, 5; 5, 10]",
        "x^⊤Ax = 2x² + 2xy + 3y²",
        "D₁ = 2,  D₂ = 5",
        "So A is positive definite.",
    ):
        assert line in told


def test_signs_are_those_of_the_eigenvalues_where_minors_do_not_decide() -> None:
    told = steps("1 2; 2 1")

    assert "λ₁ = 3, λ₂ = −1" in [line.replace(",  ", ", ") for line in told]
    assert told[-1] == "So A is indefinite."


def test_no_square_is_left_out_in_silence() -> None:
    [line] = [line for line in steps("1 2 3 4; 5 6 7 8; 9 1 2 3; 4 5 6 7") if "_F" in line]

    assert "…" in line
    assert steps("1 2 3; 4 5 6") != []
    assert steps("; ".join(["1 2 3 4 5"] * 5)) == []


# Pictures


def test_the_form_has_its_value_on_each_contour() -> None:
    found = drawn("2 1; 1 3")

    middle, unit = grid(found)
    curves = [line.points[0] for line in found.lines("result") if line.points.shape[1] == 120]
    assert len(curves) == 3
    for curve, level in zip(curves, (1, 4, 9), strict=True):
        x, y = ((curve - middle) / unit).T
        assert 2 * x**2 + 2 * x * y + 3 * y**2 == pytest.approx(level)


def test_a_saddle_has_both_signs_and_two_lines_of_zero() -> None:
    found = drawn("1 2; 2 1")

    middle, unit = grid(found)

    def form(curve: Any) -> Any:
        x, y = ((curve - middle) / unit).T
        return x**2 + 4 * x * y + y**2

    above = [form(line.points[0]) for line in found.lines("result")]
    below = [form(line.points[0]) for line in found.lines("rest")]
    zero = [form(line.points[0]) for line in found.lines("text") if line.style != "solid"]
    assert [values.mean() for values in above] == pytest.approx([1, 1, 4, 4, 9, 9], abs=1e-6)
    assert [values.mean() for values in below] == pytest.approx([-1, -1, -4, -4, -9, -9], abs=1e-6)
    assert [abs(values).max() for values in zero] == pytest.approx([0, 0], abs=1e-6)
    assert all(line.style != "solid" for line in found.lines("rest"))


def test_the_axes_are_eigenvectors() -> None:
    found = drawn("2 1; 1 3")

    for role, value in (("eigen", (5 + 5**0.5) / 2), ("eigen_other", (5 - 5**0.5) / 2)):
        [line] = [line for line in found.lines(role) if line.style != "solid"]
        start, end = line.points[0]
        v = (end - start) / np.hypot(*(end - start))
        assert np.array([[2, 1], [1, 3]]) @ v == pytest.approx(value * v)
    assert "λ₁ ≈ 3.618" in found.words


def test_an_ellipse_shows_the_longest_and_the_shortest_stretch() -> None:
    found = drawn("3 0; 4 5")

    [first], [second] = found.arrows("eigen"), found.arrows("eigen_other")
    [circle] = [line.points[0] for line in found.lines("muted")]
    unit = float(np.hypot(*(circle[0] - first.tail)))
    lengths = [float(np.hypot(*(arrow.tip - arrow.tail))) / unit for arrow in (first, second)]
    assert lengths == pytest.approx([45**0.5, 5**0.5], rel=1e-6)
    # A [1, 1] = [3, 9]
    assert (first.tip - first.tail)[1] == pytest.approx(3 * (first.tip - first.tail)[0])
    assert {"σ₁ = 3√5", "σ₂ = √5"} <= set(found.words)


def test_bars_are_as_high_as_the_singular_values() -> None:
    a = np.array([[1, 2, 3], [4, 5, 6], [7, 8, 10]])
    found = drawn("1 2 3; 4 5 6; 7 8 10")

    heights = [float(np.ptp(bar.corners[:, 1])) for bar in found.fills("first")]
    values = np.linalg.svd(a, compute_uv=False)
    assert heights[0] / heights[1] == pytest.approx(values[0] / values[1])
    assert {"17.4", "0.875", "0.197"} <= set(found.words)


@pytest.mark.parametrize("a", ["0 0; 0 0", "1 2 3", "7"])
def test_no_picture_where_there_is_nothing_to_see(a: str) -> None:
    assert asked(a).draw is None


@pytest.mark.parametrize(
    ("a", "theme"),
    [
        ("1 2; 2 1", Theme.LIGHT),
        ("1000 -7; -7 -1/3", Theme.DARK),
        ("1000 2000; 3 4", Theme.DARK),
        ("1 2 3; 4 5 6", Theme.LIGHT),
    ],
)
def test_pictures_can_be_read(a: str, theme: Theme) -> None:
    with recorded_paintings() as paintings:
        answering.reply(Question("matrix facts", {"a": a}), Style(theme))
    assert [fault for painted in paintings for fault in faults(painted)] == []


# Copies, and Discord


@pytest.mark.parametrize("a", ["2 1; 1 3", "3 0; 4 5", "1 2 3; 4 5 6", "sqrt(2) 1; 1 0"])
def test_the_copy_runs_and_gives_the_same(a: str) -> None:
    copies = answering.copies(Question("matrix facts", {"a": a}), Style())
    *lines, last = copies.numpy.splitlines()
    names: dict[str, Any] = {}
    exec("\n".join(lines), names)  # noqa: S102 - what the bot itself wrote
    found = eval(last, names)  # noqa: S307 - likewise

    matrix = np.array(names["A"], float)
    assert found["Frobenius"] == pytest.approx(np.sqrt((matrix**2).sum()))
    assert found["rows"] == pytest.approx(max(abs(matrix).sum(axis=1)))
    assert ("trace" in found) == (matrix.shape[0] == matrix.shape[1])
    assert all("=" in line or "≈" in line or ":" in line for line in copies.text.splitlines()[:5])


async def test_it_is_asked_and_answered_in_discord(classroom: Classroom) -> None:
    message = await classroom.ask("matrix facts", a="[2 1; 1 3]")
    post = posts.read(message)

    assert "positive definite:" in post.facts
    assert post.buttons == ["Next: singular values", "Steps", "Copy", "Edit", "Share", "Delete"]
    assert "Contours of the quadratic form 2x² + 2xy + 3y²" in post.alts[0]
