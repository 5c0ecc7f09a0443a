"""`/network layer`: a matrix times a vector, a shift, and an activation."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from bot.drawing.pages import Working
from bot.formula import Chain, equals, whole
from bot.topics.kit import matrix_words, reading
from bot.topics.kit.answer import Answer, Copies
from bot.topics.network import network_figure, plane_motion, steps, weights_figure, words
from bot.topics.network.given import activation, bias
from linalg_engine import networks

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.drawing.picture import Picture
    from bot.drawing.style import Style
    from bot.topics.kit.question import Question
    from linalg_engine.networks import Activation, Layer

NUMPY: dict[Activation, str] = {
    "relu": "np.maximum({sums}, 0)",
    "none": "{sums}",
    "sigmoid": "np.exp(-np.logaddexp(0, -({sums})))  # 1 / (1 + exp(-z)), which never overflows",
    "softmax": "z = {sums}\np = np.exp(z - z.max())\np / p.sum()",
}


def answer(question: Question, style: Style) -> Answer:
    """Answer ``/network layer``."""
    x, w = reading.vector(question, "x"), reading.matrix(question, "w")
    found = networks.layer(x, w, bias(question, "b"), activation(question))
    say = style.notation
    output = words.ONE.output(found)
    return Answer(
        title=f"{output} {equals(say.vector(found.output, words.MOST_IN_TITLE))}",
        facts=(
            f"x {equals(say.vector(found.x))}",
            *matrix_words.lines("W", found.weights, say),
            *([] if found.bias is None else [f"b {equals(say.vector(found.bias))}"]),
            *words.neuron_lines(found, say),
        ),
        meaning=words.meaning(found),
        draw=_picture(found, style),
        working=Working("One layer", tuple(steps.blocks(found, words.ONE, say))),
        copies=_copies(found),
        turn=plane_motion.playing(found, style),
        turn_name="Play",
    )


def _picture(found: Layer, style: Style) -> Callable[[], Picture]:
    if network_figure.fits(found):
        return partial(network_figure.draw_layer, found, style)
    return partial(weights_figure.draw, found, words.ONE, style)


def _copies(found: Layer) -> Copies:
    given = {"x": found.x, "W": found.weights}
    sums = "W @ x"
    if found.bias is not None:
        given["b"] = found.bias
        sums = "W @ x + b"
    output = words.ONE.output(found)
    values = [matrix_words.text_copy(name, value) for name, value in given.items()]
    return Copies(
        text="\n".join([*values, matrix_words.text_copy(str(output), found.output)]),
        numpy=matrix_words.numpy_copy(given, NUMPY[found.activation].format(sums=sums)),
        latex=Chain(output, (whole(found.output),)).latex(),
    )
