"""`/network two`: hidden neurons with ReLU, then scores that softmax makes probabilities."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from bot.drawing.pages import Working
from bot.formula import Chain, Sentence, equals, whole
from bot.topics.kit import matrix_words, reading
from bot.topics.kit.answer import Answer, Copies
from bot.topics.network import network_figure, steps, weights_figure, words
from bot.topics.network.given import bias
from linalg_engine import networks

if TYPE_CHECKING:
    from bot.drawing.style import Style
    from bot.topics.kit.question import Question
    from linalg_engine.networks import TwoLayers


def answer(question: Question, style: Style) -> Answer:
    """Answer ``/network two``."""
    x = reading.vector(question, "x")
    w1, w2 = reading.matrix(question, "w1"), reading.matrix(question, "w2")
    b1, b2 = bias(question, "b1"), bias(question, "b2")
    found = networks.two_layers(x, w1, b1, w2, b2)
    hidden, scores = found.hidden, found.scores
    say = style.notation
    pictures = [partial(network_figure.draw_two, found, style)]
    if not (network_figure.fits(hidden) and network_figure.fits(scores)):
        pictures = [
            partial(weights_figure.draw, hidden, words.HIDDEN, style, "hidden.png"),
            partial(weights_figure.draw, scores, words.SCORES, style, "scores.png"),
        ]
    likely = words.most_probable(scores, "output")
    return Answer(
        title=f"probabilities {equals(say.vector(scores.output, words.MOST_IN_TITLE))}",
        facts=(
            f"x {equals(say.vector(x))}",
            *words.neuron_lines(hidden, say, "hidden"),
            f"hidden {equals(say.vector(hidden.output))}",
            f"scores {equals(say.vector(scores.sums))}",
            f"softmax {equals(say.vector(scores.output))}",
        ),
        meaning=f"{words.relu_title(hidden).replace('neuron', 'hidden neuron')}. The second layer "
        f"makes scores of the hidden vector, and softmax probabilities of the scores: {likely}.",
        draw=pictures[0],
        draw_more=tuple(pictures[1:]),
        working=Working(
            "Two layers",
            (
                "The hidden layer.",
                *steps.blocks(hidden, words.HIDDEN, say),
                Sentence(("The second layer, with the hidden vector ", words.SCORES.given, ".")),
                *steps.blocks(scores, words.SCORES, say),
            ),
        ),
        copies=_copies(found),
    )


def _copies(found: TwoLayers) -> Copies:
    given = {"x": found.hidden.x}
    lines = ("h = np.maximum(W1 @ x{b}, 0)", "z = W2 @ h{b}")
    code: list[str] = []
    for k, (layer, line) in enumerate(zip((found.hidden, found.scores), lines, strict=True), 1):
        given[f"W{k}"] = layer.weights
        if layer.bias is not None:
            given[f"b{k}"] = layer.bias
        code.append(line.format(b="" if layer.bias is None else f" + b{k}"))
    code += ["p = np.exp(z - z.max())", "p / p.sum()"]
    results = {
        **given,
        "hidden": found.hidden.output,
        "scores": found.scores.sums,
        "probabilities": found.scores.output,
    }
    output = words.SCORES.output(found.scores)
    return Copies(
        text="\n".join(matrix_words.text_copy(name, value) for name, value in results.items()),
        numpy=matrix_words.numpy_copy(given, "\n".join(code)),
        latex=Chain(output, (whole(found.scores.output),)).latex(),
    )
