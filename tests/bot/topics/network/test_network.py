"""`/network`, in a simulated Discord: one layer and two, worked out with one's own numbers."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from scipy.special import expit, softmax

from bot.drawing.style import Style
from bot.topics.kit import answering
from bot.topics.kit.question import Question
from bot.topics.network.topic import TOPIC
from tests.bot import posts
from tests.bot.conftest import Classroom

LAYER = {"x": "[1, 3]", "w": "[2 -1; 1 1]", "b": "[0, -2]"}
TWO = {
    "x": "[1, 3]",
    "w1": "[2 -1; 1 1; -1 0]",
    "b1": "[0, -2, 1]",
    "w2": "[1 1 0; -1 0 2]",
    "b2": "[0, 1]",
}


async def test_a_layer_works_out_every_neuron(classroom: Classroom) -> None:
    message = await classroom.ask("network layer", **LAYER)

    post = posts.read(message)
    assert post.title == "ReLU(W x + b) = [0, 2]"
    assert "neuron 1: 2·1 + (−1)·3 + 0 = −1 → 0" in post.facts
    assert "neuron 2: 1·1 + 1·3 − 2 = 2 → 2" in post.facts
    assert post.meaning == (
        "1 of 2 neurons is off: its sum is not positive, so ReLU makes 0 of it; the rest stays."
    )
    played = posts.private(await classroom.other.click(message, label="Play"))
    (alt,) = posts.alts(played)
    assert alt == (
        "Animation. W moves the plane, b shifts it, ReLU presses what is negative onto the axes. "
        "x goes from [1, 3] to [0, 2]."
    )


async def test_two_layers_end_in_probabilities(classroom: Classroom) -> None:
    post = posts.read(await classroom.ask("network two", **TWO))

    first, second = softmax([2.0, 1.0])
    assert post.title == f"probabilities ≈ [{first:.4f}, {second:.4f}]"
    assert "hidden 3: −1·1 + 0·3 + 1 = 0 → 0" in post.facts
    assert {"hidden = [0, 2, 0]", "scores = [2, 1]"} <= {*post.facts}
    assert "2 of 3 hidden neurons are off." in post.meaning
    assert "output 1 has 73 %" in post.meaning


async def test_shapes_that_do_not_fit_are_told_which_would(classroom: Classroom) -> None:
    said = await classroom.refusal("network layer", x="[1, 2]", w="[1 2 3; 4 5 6]")

    assert "W has 3 columns and x 2 entries" in said
    assert "With 2 columns in W, or 3 entries in x, they fit." in said


def test_the_second_layer_is_told_what_the_first_one_has() -> None:
    question = Question("network two", {**TWO, "w2": "[1 2]"})

    with pytest.raises(ValueError, match=r"has 3 neurons and W₂ 2 columns.*needs.*3 columns"):
        answering.answer(question, Style())


def test_an_activation_that_is_none_is_refused() -> None:
    with pytest.raises(ValueError, match="no activation “tanh”: choose one of relu, none"):
        answering.answer(Question("network layer", {**LAYER, "activation": "tanh"}), Style())


@pytest.mark.parametrize(
    ("inputs", "title", "meaning"),
    [
        ({"activation": "none"}, "W x + b = [−1, 2]", "two of them would again be one"),
        ({"b": ""}, "ReLU(W x) = [0, 4]", "1 of 2 neurons is off"),
        ({"b": "[9, 0]"}, "ReLU(W x + b) = [8, 4]", "Both neurons are on"),
        ({"b": "[1, -4]"}, "ReLU(W x + b) = [0, 0]", "Both neurons are off: no sum is positive"),
        ({"b": "[1/2, .5]"}, "ReLU(W x + b) = [0, 9/2]", "1 of 2"),
        ({"b": "", "activation": "sigmoid"}, "σ(W x) ≈ [0.2689, 0.982]", "between 0 and 1"),
        (
            {"activation": "softmax"},
            "softmax(W x + b) ≈ [0.04743, 0.9526]",
            "add up to 1, so they are read as probabilities: neuron 2 has 95 %",
        ),
        ({"b": "[0, -5]", "activation": "softmax"}, "softmax(W x + b) ≈ [0.5, 0.5]", "50 % each"),
        ({"b": "[0, 99]", "activation": "softmax"}, "softmax", "neuron 2 has 100 %"),
        ({"b": "[0, 9]", "activation": "softmax"}, "softmax", "neuron 2 has > 99 %"),
    ],
)
def test_each_activation_says_what_it_does(
    inputs: dict[str, str], title: str, meaning: str
) -> None:
    answer = answering.answer(Question("network layer", {**LAYER, **inputs}), Style())

    assert answer.title.startswith(title)
    assert meaning in answer.meaning


def test_of_many_neurons_the_first_and_the_last_are_worked_out() -> None:
    w = "; ".join(f"{k} 1" for k in range(30))
    answer = answering.answer(Question("network layer", {"x": "1 2", "w": w}), Style())

    assert answer.title == "ReLU(W x) = [2, 3, 4, 5, 6, …, 31]"
    facts = answer.facts
    assert "neuron 1: 0·1 + 1·2 = 2 → 2" in facts
    assert "… 30 neurons in all" in facts
    assert "neuron 30: 29·1 + 1·2 = 31 → 31" in facts


def run(code: str) -> Any:
    """Return the value of the last line of code."""
    *lines, last = code.rstrip().split("\n")
    names: dict[str, Any] = {}
    exec("\n".join(lines), names)  # noqa: S102 - what the bot itself wrote
    return eval(last, names)  # noqa: S307 - likewise


@pytest.mark.parametrize("bias", ["", "[0, -2]"])
@pytest.mark.parametrize(
    ("activation", "of"),
    [
        ("relu", lambda z: np.maximum(z, 0)),
        ("none", lambda z: z),
        ("sigmoid", expit),
        ("softmax", softmax),
    ],
)
def test_the_copy_for_numpy_runs(activation: str, of: Any, bias: str) -> None:
    question = Question("network layer", {**LAYER, "b": bias, "activation": activation})
    copies = answering.copies(question, Style())

    sums = np.array([-1.0, 4.0]) + (np.array([0, -2]) if bias else 0)
    assert run(copies.numpy) == pytest.approx(of(sums))
    assert "σ" not in copies.latex
    assert copies.text.startswith("x = [1, 3]\nW = [[2, -1], [1, 1]]")


@pytest.mark.parametrize("bias", ["", "[0, 1]"])
def test_the_copy_of_two_layers_runs(bias: str) -> None:
    copies = answering.copies(Question("network two", {**TWO, "b2": bias}), Style())

    assert run(copies.numpy) == pytest.approx(softmax([2.0, 1.0 if bias else 0.0]))


@pytest.mark.parametrize("activation", ["relu", "none", "sigmoid", "softmax"])
def test_the_steps_go_from_the_product_to_the_activation(activation: str) -> None:
    question = Question("network layer", {**LAYER, "activation": activation})
    working = answering.answer(question, Style()).working

    assert working is not None
    plain = working.plain()
    expected = {
        "relu": "[max(0, −1), max(0, 2)] = [0, 2]",
        "none": "",
        "sigmoid": "σ(z) = 1/(1 + e^(−z))",
        "softmax": "[e⁻³, e⁰] ≈ [0.04979, 1]",
    }
    assert "(W x)₁ = 2·1 + (−1)·3 = −1" in plain
    assert "W x + b = [−1, 4] + [0, −2] = [−1, 2]" in plain
    assert expected[activation] in plain
    assert answering.steps(question, Style())


def test_the_examples_stand_ready() -> None:
    typed = [" ".join(f"{name}:{text}" for name, text in inputs.items()) for inputs in (LAYER, TWO)]

    assert [command.example for command in TOPIC.commands] == typed


async def test_steps_copy_and_edit(classroom: Classroom) -> None:
    message = await classroom.ask("network two", **TWO)

    steps = posts.private(await classroom.other.click(message, label="Steps"))
    assert "Two layers" in posts.alts(steps)[0]
    copied = posts.private(await classroom.other.click(message, label="Copy"))
    assert "h = np.maximum(W1 @ x + b1, 0)" in "".join(posts.texts(copied))
    form = await classroom.student.click(message, label="Edit")
    changed = await classroom.student.submit_modal(form, {**TWO, "b2": "[0, 2]"})
    assert posts.read(posts.response(changed)).title == "probabilities ≈ [0.5, 0.5]"
