"""`/data embed`: the product of a one-hot row with a matrix of weights is a row of it."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from bot.drawing import matrices
from bot.drawing.pages import Working
from bot.formula import (
    Chain,
    Index,
    Product,
    Row,
    Sentence,
    Sum,
    Symbol,
    VectorName,
    elided,
    equals,
)
from bot.topics.embed import figure
from bot.topics.embed.layer import read
from bot.topics.kit import matrix_words
from bot.topics.kit.answer import Answer, Choice
from bot.topics.kit.markdown import escaped
from bot.topics.kit.matrix_words import copies
from bot.topics.kit.tables import plain_name

if TYPE_CHECKING:
    from bot.drawing.pages import Block
    from bot.drawing.style import Style
    from bot.formula import Formula, Notation
    from bot.topics.embed.layer import Layer
    from bot.topics.kit.question import Question

X, W = VectorName("x", "first"), Symbol("W")

MOST_TERMS = 6
"""Products of a sum that are written out."""


def answer(question: Question, style: Style) -> Answer:
    """Answer ``/data embed``."""
    layer = read(question)
    if layer.is_random and style.numbers == "typed":
        # They have one decimal, and nobody has typed a fraction.
        style = replace(style, decimals=True)
    say = style.notation
    word, number = plain_name(layer.word), layer.place + 1
    source = "W is random, as before a network learns" if layer.is_random else ""
    more = layer.weights.shape[1] == 2
    draw = (
        partial(figure.draw_look_up, layer, style)
        if figure.fits(layer)
        else partial(matrices.draw_heat_map, layer.weights, W, style)
    )
    return Answer(
        title=f"{escaped(word)} looks up row {number} of W",
        facts=(
            *matrix_words.lines("W", layer.weights, say),
            f"one-hot row of {word} {equals(say.vector(layer.one_hot[0]))}",
            f"times W {equals(say.vector(layer.product[0]))}",
            *filter(None, (source,)),
        ),
        meaning="The one takes its row once, every zero takes one 0 times: so the product is a row "
        "of W, and an embedding layer does not multiply at all, it looks the row up.",
        draw=draw,
        working=_working(layer, say),
        copies=copies({"x": layer.one_hot, "W": layer.weights}, "x @ W", {"xW": layer.product}),
        draw_more=(partial(figure.draw_map, layer, style),) if more else (),
        choices=(
            Choice("word", f"Word (now: {word})", tuple((name, name) for name in layer.words)),
        ),
    )


def _working(layer: Layer, say: Notation) -> Working:
    word, number = plain_name(layer.word), layer.place + 1
    blocks: list[Block] = [
        Sentence((f"Word {number} of {len(layer.words)} is {word}: its one-hot row ", X, ":")),
        Chain(X, (say.vector(layer.one_hot[0]),)),
        "The weights, a row for each word:",
        Chain(W, (say.matrix(layer.weights),)),
        "Each entry of the product is a sum in which one term is not 0:",
    ]
    for j, value in enumerate(layer.product[0]):
        terms: list[Formula] = [
            Product((say.number(x), say.number(w)))
            for x, w in zip(layer.one_hot[0], layer.weights[:, j], strict=True)
        ]
        name = Index(Row(("(", X, " ", W, ")")), str(j + 1))
        blocks.append(Chain(name, (Sum(elided(terms, MOST_TERMS)), say.number(value))))
    blocks.append(f"These are the entries of row {number} of the weights.")
    return Working("A one-hot row times weights", tuple(blocks))
