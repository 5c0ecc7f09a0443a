""" "=" stands only before what is equal; the working is typeset as it is meant."""

from __future__ import annotations

import io

import numpy as np
import pytest
from PIL import Image

from bot.drawing.style import Style
from bot.topics.kit import answering
from bot.topics.kit.answer import Reply
from bot.topics.kit.question import Question


def ask(command: str, **inputs: str) -> Reply:
    return answering.reply(Question(command, inputs), Style())


@pytest.mark.parametrize(
    ("command", "inputs", "length"),
    [
        # ‖a‖² = 10¹⁸ + 1 is no square
        ("dot", {"a": "[1000000000, 1]", "b": "[1, 1000000000]"}, "‖a‖ ≈ 1×10⁹"),
        ("vector norm", {"v": "[sqrt(2), 1e10]", "p": ""}, "‖v‖ ≈ 1×10¹⁰"),
        ("vector norm", {"v": "[3, 4]", "p": "100000"}, "‖v‖ (p = 100000) ≈ 4"),
    ],
)
def test_a_rounded_length_is_not_equal(command: str, inputs: dict[str, str], length: str) -> None:
    facts = ask(command, **inputs).facts
    assert [fact for fact in facts if fact.endswith(length) or fact.startswith(f"{length} ")]


def test_rounded_factors_are_not_equal_to_anything() -> None:
    reply = ask("dot", a="[e, 1]", b="[1, pi]")
    assert "=" not in "".join(reply.facts)


def test_just_below_a_right_angle_is_acute() -> None:
    reply = ask("dot", a="[1, 1e-17]", b="[0, 1]")
    assert "cos θ ≈ 1×10⁻¹⁷" in reply.facts
    assert "acute" in reply.pictures[0].alt


def test_a_right_angle_between_rounded_vectors_is_said_with_care() -> None:
    reply = ask("dot", a="[pi, pi]", b="[-pi, pi]")
    assert reply.meaning.startswith("As far as rounded numbers can tell")


def test_a_norm_of_another_order_has_its_own_picture() -> None:
    assert "‖v‖₁ = 7" in ask("vector norm", v="[3,4]", p="1").pictures[0].alt


def test_very_long_fractions_are_answered() -> None:
    entries = ", ".join(f"1/{108561233 + k}" for k in range(450))
    assert ask("dot", a=entries, b=entries).title.startswith("a · b ≈ ")


def test_a_fraction_to_a_power_is_bracketed() -> None:
    (page,) = answering.steps(Question("vector norm", {"v": "[1/2, 3]", "p": ""}), Style())
    assert "(1/2)² + 3²" in page.alt


@pytest.mark.parametrize(
    ("command", "inputs"),
    [
        ("dot", {"a": "-10,-20,-30,-40,-50,-60,-70,-80", "b": "1,2,3,4,5,6,7,8"}),
        (
            "vector distance",
            {"a": "1.25,2.5,3.75,4.25,5.5,6.75", "b": "9.5,8.25,7.75,6.5,5.25,4.5"},
        ),
        ("vector norm", {"v": "1.2345 2.3456 3.4567 4.5678 5.6789 6.7891 7.8912", "p": "3"}),
        ("vector norm", {"v": "1.2345 2.3456 3.4567 4.5678 5.6789 6.7891 7.8912", "p": "inf"}),
    ],
)
def test_no_step_runs_off_the_page(command: str, inputs: dict[str, str]) -> None:
    for page in answering.steps(Question(command, inputs), Style()):
        pixels = np.asarray(Image.open(io.BytesIO(page.data)).convert("L")).astype(int)
        margin = pixels[:, -30:]
        assert np.ptp(margin) < 12, "ink in the right margin"
