"""Questions in, answers out. Runs in worker processes and knows nothing of Discord.

The doors below are what the bot calls; a topic is a module with functions from a
`Question` to an `Answer`, entered in `TOPICS` by its command's name.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.drawing import typeset
from bot.drawing.style import Style
from bot.intake.message_tables import table_in
from bot.intake.uploads import MAX_BYTES, text_of
from bot.topics.calc import answer as calc
from bot.topics.decompositions import answer as decompositions
from bot.topics.elimination import answer as elimination
from bot.topics.elimination import systems
from bot.topics.factorize import answer as factorize
from bot.topics.factorize.examples import EXAMPLES, example
from bot.topics.films import overview, recommend, similar
from bot.topics.films.visit import DISLIKED, LIKED, Snapshot, Visit
from bot.topics.kit import names, reading
from bot.topics.kit.answer import Answer, Choice, Copies, Question, Reply
from bot.topics.kit.names import shortened, signed
from bot.topics.pca import answer as pca
from bot.topics.products import answer as products
from bot.topics.transform import answer as transform
from bot.topics.vectors import answer as vectors
from bot.topics.vectors import dot
from linalg_engine.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from bot.drawing.picture import Picture

__all__ = [
    "DISLIKED",
    "EXAMPLES",
    "LIKED",
    "MAX_BYTES",
    "TOPICS",
    "Choice",
    "Copies",
    "Question",
    "Reply",
    "Snapshot",
    "Style",
    "Visit",
    "copies",
    "example",
    "kept_text",
    "reply",
    "shortened",
    "signed",
    "steps",
    "table_in",
    "text_of",
    "warm_up",
    "with_variables",
]

TOPICS: dict[str, Callable[[Question, Style], Answer]] = {
    "dot": dot.answer,
    "vector norm": vectors.norm,
    "vector unit": vectors.unit,
    "vector angle": vectors.angle,
    "vector distance": vectors.distance,
    "vector project": vectors.project,
    "vector cross": vectors.cross,
    "calc": calc.answer,
    "matrix multiply": products.multiply,
    "matrix transpose": products.transpose,
    "matrix power": products.power,
    "matrix det": elimination.det,
    "matrix inverse": elimination.inverse,
    "matrix rank": elimination.rank,
    "matrix rref": elimination.rref,
    "matrix solve": systems.solve,
    "matrix spaces": elimination.spaces,
    "matrix lu": decompositions.lu,
    "matrix qr": decompositions.qr,
    "matrix cholesky": decompositions.cholesky,
    "matrix eigen": decompositions.eigen,
    "matrix svd": decompositions.svd,
    "transform": transform.answer,
    "pca": pca.answer,
    "factorize": factorize.answer,
    "recommend": recommend.answer,
    "similar": similar.answer,
    "movies map": overview.answer,
}


def with_variables(question: Question, variables: Mapping[str, str]) -> Question:
    """Return the question with those of its asker's kept values whose names occur in it."""
    return replace(question, variables=names.used(question.inputs.values(), variables))


def kept_text(question: Question) -> str:
    """Return the text under which ``/vars set`` keeps the value of the question."""
    return calc.kept_text(question)


def reply(question: Question, style: Style) -> Reply:
    """Answer in words and, where one helps, a picture."""
    answer = _answer(question, style)
    pictures = () if answer.draw is None else (answer.draw(),)
    pictures += tuple(draw() for draw in answer.draw_more)
    return Reply(
        answer.title,
        answer.facts,
        answer.meaning,
        pictures,
        answer.choices,
        answer.extras,
        answer.steps_name,
    )


def steps(question: Question, style: Style) -> tuple[Picture, ...]:
    """Return the working, typeset, in one page or several.

    Raises
    ------
    InputError
        Where there are no steps to show.
    """
    working = _answer(question, style).working
    if working is None:
        raise InputError(
            "There are no steps to show for this one: they are for one operation, as in "
            "/matrix inverse, on something small enough to be read."
        )
    return typeset.typeset(working, style.theme)


def copies(question: Question, style: Style) -> Copies:
    """Return the calculation as text to paste elsewhere."""
    return _answer(question, style).copies


def warm_up() -> None:
    """Answer something once: imports, fonts and caches then stand ready in this process."""
    question = Question("dot", {"a": "1 2", "b": "3 4"})
    reply(question, Style())
    steps(question, Style())


def _answer(question: Question, style: Style) -> Answer:
    style = replace(style, decimals=reading.typed_decimals(question))
    found = TOPICS[question.command](question, style)
    return replace(found, facts=(*names.taken(question), *found.facts))
