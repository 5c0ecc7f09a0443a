"""`/matrix diagonalize`: what it says, its steps, its copies, its picture."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from bot.drawing.arrays import Floats
from bot.drawing.style import BROAD, Style, Theme
from bot.topics.kit import answering
from bot.topics.kit.answer import Answer
from bot.topics.kit.question import Question
from linalg_engine import notation
from tests.bot.drawing.seen import Seen, seen, tip


def answered(a: str) -> Answer:
    return answering.answer(Question("matrix diagonalize", {"a": a}), Style())


def test_complex_decimals_that_end_are_equal() -> None:
    facts = answered("0 -1; 1 0").facts
    assert "    = [ 0.5   0.5i ]" in facts
    assert any(line.startswith("    ≈") for line in answered("1 -2; 3 4").facts)


def steps(a: str) -> str:
    working = answered(a).working
    assert working is not None
    return working.plain().replace("\n", "; ")


def run(code: str) -> Any:
    """Run lines of Python, and return the value of the last one."""
    *lines, last = code.splitlines()
    names: dict[str, Any] = {}
    exec("\n".join(lines), names)  # noqa: S102 (what the bot wrote)
    return eval(last, names)  # noqa: S307


@pytest.mark.parametrize(
    ("a", "title", "said", "not_said"),
    [
        ("[4 1;2 3]", "A = P D P⁻¹", ["So Aⁿ = P Dⁿ P⁻¹."], ["too few", "turns"]),
        ("[2 1;1 2]", "A = Q Λ Qᵀ", ["A is symmetric", "Q⁻¹ = Qᵀ"], ["rounded"]),
        ("[0 -1;1 0]", "A = P D P⁻¹", ["a plane that A turns"], []),
        (
            "[3 1;-1 1]",
            "Not diagonalizable: A = P J P⁻¹",
            ["λ₁ = 2 counts 2 times but has only 1 eigenvector", "maps a column of P"],
            ["Aⁿ"],
        ),
        (
            "[1 1 0;0 1 0;0 0 1]",
            "Not diagonalizable: A = P J P⁻¹",
            ["λ₁ = 1 counts 3 times but has only 2 independent eigenvectors"],
            [],
        ),
        # λ³ − 7λ² + 16λ − 13 has no rational zeros
        ("[2 1 0;0 2 1;1 0 3]", "A = P D P⁻¹", ["the last digits are rounded"], ["too few"]),
        # (λ³ − 2)² with one eigenvector for each zero
        (
            "[0 0 2 1 0 0;1 0 0 0 1 0;0 1 0 0 0 1;0 0 0 0 0 2;0 0 0 1 0 0;0 0 0 0 1 0]",
            "Not diagonalizable",
            ["counts 2 times", "not all fractions or roots of quadratic equations"],
            [],
        ),
        (
            "[pi 1;0 pi]",
            "Not diagonalizable",
            ["Up to rounding λ₁ ≈ 3.1416 counts 2 times", "the least change makes another one"],
            [],
        ),
    ],
)
def test_the_title_and_the_meaning(
    a: str, title: str, said: list[str], not_said: list[str]
) -> None:
    found = answered(a)

    assert found.title == title
    assert [words for words in said if words not in found.meaning] == []
    assert [words for words in not_said if words in found.meaning] == []


def test_sizes_of_blocks_are_listed() -> None:
    found = answered("[5 4 2 1; 0 1 -1 -1; -1 -1 3 0; 1 1 -1 2]")

    assert "blocks of J: 4 (2×2), 2, 1" in found.facts


@pytest.mark.parametrize(
    ("a", "said"),
    [
        (
            "[4 1;2 3]",
            [
                "det(A − λI) = (4 − λ)(3 − λ) − 1 · 2;  = λ² − 7λ + 10",
                "They are the columns of P:; P = [1, −1; 1, 2]; D = [5, 0; 0, 2]",
                "P⁻¹ = 1/3[2, 1; −1, 1] = [2/3, 1/3; −1/3, 1/3]",
                "A P = [5, −2; 5, 4]; P D = [5, −2; 5, 4]; So A = P D P⁻¹.",
            ],
        ),
        (
            "[2 1;1 2]",
            [
                "eigenvectors of different eigenvalues are perpendicular.",
                "q₁ = v₁/√(1² + 1²) = [√2/2, √2/2]; q₂ = v₂/√(1² + (−1)²) = [√2/2, −√2/2]",
                "A Q = [3√2/2, √2/2; 3√2/2, −√2/2]; Q Λ = [3√2/2, √2/2; 3√2/2, −√2/2]",
            ],
        ),
        # (1, −1, 0) and (1, 0, −1) become (1, −1, 0) and (1, 1, −2), or its negative.
        ("[3 1 1;1 3 1;1 1 3]", ["Gram and Schmidt", "q₂ = u₂/√(1² + (−1)²)", "Λ = [5, 0, 0;"]),
        # 2 + √5: the length is no exact number, so its root is left.
        ("[1 2;2 3]", ["q₁ = v₁/√(2² + (1 + √5)²) ≈ [0.5257, 0.8507]"]),
        (
            "[3 1;-1 1]",
            [
                "λ₁ counts 2 times and has 1 independent eigenvector: too few for a basis.",
                "With N₁ = A − λ₁I, powers of N₁ have larger null spaces:; N₁² = [0, 0; 0, 0]",
                "A chain of 2 ends with an x for which N₁² x = 0 but N₁ x is not 0:; p₂ = [1, 0]",
                "p₁ = N₁ p₂ = [1, −1]; P = [1, 1; −1, 0]; J = [2, 1; 0, 2]",
                "P⁻¹ = [0, −1; 1, 1]",
                "A P = [2, 3; −2, −1]; P J = [2, 3; −2, −1]; So A = P J P⁻¹.",
            ],
        ),
        (
            "[1 1 0;0 1 0;0 0 1]",
            ["A chain of 2 ends with", "p₃ is another eigenvector:; p₃ = [0, 0, 1]"],
        ),
        (
            "[2 1 0;0 2 0;0 0 3]",
            ["For λ₁, p₁ is its eigenvector:; p₁ = [0, 0, 1]", "p₂ = N₂ p₃ = [1, 0, 0]"],
        ),
    ],
)
def test_the_steps_lead_to_the_end(a: str, said: list[str]) -> None:
    plain = steps(a)

    assert [words for words in said if words not in plain] == []


@pytest.mark.parametrize("a", ["[5 4 2 1; 0 1 -1 -1; -1 -1 3 0; 1 1 -1 2]", "[0 1;-1 0]"])
def test_the_steps_are_typeset(a: str) -> None:
    pages = answering.steps(Question("matrix diagonalize", {"a": a}), Style())

    assert len(pages) > 1


def test_a_large_matrix_has_no_steps() -> None:
    rows = "; ".join(
        " ".join(str(i if i == j else int(j == 0)) for j in range(11)) for i in range(11)
    )

    assert answered(rows).working is None


@pytest.mark.parametrize(
    "a",
    [
        "[4 1;2 3]",
        "[3 1;-1 1]",
        "[1 2;1 3]",
        "[0 -1;1 0]",
        "[1 -2;3 4]",
        "[2 1 0;0 2 1;1 0 3]",
        "[5 4 2 1; 0 1 -1 -1; -1 -1 3 0; 1 1 -1 2]",
    ],
)
def test_the_numpy_copy_multiplies_the_factors_back(a: str) -> None:
    found = run(answered(a).copies.numpy)

    assert np.allclose(found, notation.parse_matrix(a).astype(float), rtol=0, atol=1e-12)


@pytest.mark.parametrize("a", ["[2 1;1 2]", "[1 2;2 3]", "[0 2;2 -3]", "[2 -1 0;-1 2 -1;0 -1 2]"])
def test_the_numpy_copy_of_a_symmetric_matrix_gives_what_is_shown(a: str) -> None:
    copies = answered(a).copies
    _, *shown = copies.text.splitlines()

    for line, factor in zip(shown, run(copies.numpy), strict=True):
        assert np.allclose(factor, notation.parse_matrix(line).astype(float), rtol=0, atol=1e-14)


def test_complex_factors_are_copied() -> None:
    copies = answered("[0 -1;1 0]").copies

    assert "P = [1, 1; -i, i]" in copies.text.replace("−", "-")
    assert r"P = \begin{bmatrix} 1 & 1 \\ -i & i \end{bmatrix}" in copies.latex


# The picture


def drawn(a: str, theme: Theme = Theme.DARK) -> Seen:
    question = Question("matrix diagonalize", {"a": a})
    return seen(lambda: answering.reply(question, Style(theme)).pictures[0])


@pytest.mark.parametrize("theme", Theme)
def test_the_cell_is_drawn_before_and_after(theme: Theme) -> None:
    found = drawn("4 1; 2 3", theme)

    assert "A v₁ = 5v₁ and A v₂ = 2v₂" in found.picture.alt
    before = [arrow for arrow in found.arrows("muted") if arrow.width == BROAD]
    middle = np.array(before[0].tail)
    assert len(before) == 2
    for role, value, v in (("eigen", 5, (1, 1)), ("eigen_other", 2, (-1, 2))):
        (after,) = found.arrows(role)
        start = min(
            (np.array(tip(b)) - middle for b in before),
            key=lambda s, v=v: abs(s[0] * v[1] - s[1] * v[0]) / np.hypot(*s),
        )
        assert np.array(tip(after)) - middle == pytest.approx(value * start, abs=0.01)
        assert start[0] * v[1] - start[1] * v[0] == pytest.approx(0, abs=1e-6)


def grey(found: Seen) -> list[Floats]:
    """The vectors before A, in pixels from the origin, v₁ first."""
    before = [arrow for arrow in found.arrows("muted") if arrow.width == BROAD]
    return [np.array(tip(arrow)) - arrow.tail for arrow in before]


def test_the_second_vector_of_a_chain_is_sheared_along_the_first() -> None:
    found = drawn("3 1; -1 1")

    first, second = grey(found)
    (after,) = found.arrows("eigen_other")
    assert np.array(tip(after)) - after.tail == pytest.approx(2 * second + first, abs=0.01)


def test_a_vector_that_is_turned_over_is_pink() -> None:
    found = drawn("1 2; 3 0")

    _, second = grey(found)
    (flipped,) = found.arrows("rest")
    origin = found.arrows("eigen")[0].tail
    assert np.array(tip(flipped)) - origin == pytest.approx(-2 * second, abs=0.01)
    assert found.words["A v₂ = −2v₂"][0] == found.colour("rest")


@pytest.mark.parametrize(
    ("a", "title", "words"),
    [
        ("4 1; 2 3", "The lines of the grid stay: A only scales its cells", ["A v₁ = 5v₁"]),
        ("1 2; 3 0", "The lines of the grid stay: A scales and flips cells", ["A v₂ = −2v₂"]),
        ("1 2; 2 4", "Along v₁ and v₂, A scales and crushes", ["A v₂ = 0"]),
        ("3 1; -1 1", "The grid is sheared: only the line of v₁ stays", ["A v₂ = 2v₂ + v₁"]),
        ("0 1; 0 0", "The grid is sheared: only the line of v₁ stays", ["A v₁ = 0", "A v₂ = v₁"]),
        # 4.24 and −0.24 times as long: too different for a cell.
        ("1 2; 2 3", "Two lines stay; A flips one of them", []),
        ("0 -1; 1 0", "No line stays: A turns all by 90°", []),
        ("4 1 0; 0 2 0; 1 0 3", "A = P D P⁻¹: one eigenvector a column", []),
        ("2 1 0; 0 2 0; 0 0 3", "A = P J P⁻¹: a 1 joins two columns", []),
    ],
)
def test_the_picture_says_what_stays(a: str, title: str, words: list[str]) -> None:
    found = drawn(a)

    assert title in found.words
    assert [word for word in words if word not in found.words] == []
    assert len(title) <= 60
