"""Some 150 questions asked in both faces of the bot: the same titles, facts, sentences, pictures.

``pytest -n0 tests/campaigns/test_both_faces.py``.
"""

from __future__ import annotations

import pytest

from bot.page import described
from bot.topics.kit.declaration import File
from bot.topics.kit.registry import discover
from tests.bot.conftest import Classroom
from tests.bot.page.conftest import Page
from tests.bot.page.parity import asked_in_both, refused_in_both
from tests.bot.typed_questions import UNLIKE_ITSELF, examples, of_each

COMMANDS = {c.name: c for c in described.without_servers(discover()).commands}

QUESTIONS = [
    # Notes are no answers.
    *(typed for typed in examples(COMMANDS) if not COMMANDS[typed[0]].private),
    *of_each(COMMANDS),
]

REFUSALS = [
    ("dot", {"a": "[1,2]", "b": "[3,x]"}),
    ("matrix inverse", {"a": "[1 2; 2"}),
    ("matrix cholesky", {"a": "[0 1; 1 0]"}),
    ("calc", {"expression": "9^9^9^9"}),
    ("pca", {"data": "1"}),
    ("similar", {"movie": "no such film at all"}),
    ("vector cross", {"a": "[1,2,3,4,5]", "b": "[1,2,3,4,5]"}),
]


def test_there_are_many_and_of_every_kind() -> None:
    assert len(QUESTIONS) > 60
    texts = {c.name for c in COMMANDS.values() if c.answer and not c.private}
    assert texts - {name for name, _ in QUESTIONS} == {UNLIKE_ITSELF}
    assert any(isinstance(o, File) for name, _ in QUESTIONS for o in COMMANDS[name].options)


@pytest.mark.parametrize(("command", "inputs"), QUESTIONS, ids=str)
async def test_both_faces_answer_alike(
    classroom: Classroom, page: Page, command: str, inputs: dict[str, str]
) -> None:
    await asked_in_both(classroom, page, command, inputs)


@pytest.mark.parametrize(("command", "inputs"), REFUSALS, ids=str)
async def test_both_faces_refuse_alike(
    classroom: Classroom, page: Page, command: str, inputs: dict[str, str]
) -> None:
    await refused_in_both(classroom, page, command, inputs)
