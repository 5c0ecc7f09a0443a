"""`/pca` and `/factorize` with a table each, and what a reply was asked about."""

from __future__ import annotations

import re
from dataclasses import dataclass

import pytest
from simcord.results import InteractionResult, ResponseMessage

from bot.chat.client import StudyBot
from bot.topics.kit.question import Question
from tests.bot import posts

MARKS = "name,math,art,sport\nann,3,1,2\nbob,1,5,4\ncarl,2,2,2\ndora,5,1,3\n"
RATINGS = "name,Shrek,Memento,Up\nann,5,?,4\nbob,1,4,?\ncarl,?,5,2\ndora,4,1,5\n"
FILMS = "the lecture's films"


@dataclass(frozen=True)
class Case:
    """A command about tables, with one of its tables."""

    command: str
    option: str
    table: str
    menu: str


PCA = Case("pca", "data", MARKS, "PCA on this message")
FACTORIZE = Case("factorize", "ratings", RATINGS, "Factorize this message")

BOTH = pytest.mark.parametrize("case", [PCA, FACTORIZE], ids=["pca", "factorize"])


async def question(bot: StudyBot, message: ResponseMessage) -> Question:
    """Return the question that a reply answers: its buttons have the key."""
    found = re.search(r"linalg:copy:\d+:([0-9a-f]{12})", str(message.components))
    assert found
    asked = await bot.desk.questions.recall(found[1])
    assert asked is not None
    return asked


async def table_of(bot: StudyBot, result: InteractionResult) -> str:
    """Return the text of the table that a public reply is about."""
    message = posts.response(result)
    assert not message.ephemeral, message.content
    return next(iter((await question(bot, message)).inputs.values()))
