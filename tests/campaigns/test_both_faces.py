"""Some 150 questions asked in both faces of the bot: the same titles, facts, sentences, pictures.

``pytest -n0 tests/campaigns/test_both_faces.py``.
"""

from __future__ import annotations

import pytest

from bot.page import described
from bot.topics.kit import line
from bot.topics.kit.declaration import File
from bot.topics.kit.registry import discover
from tests.bot.conftest import Classroom
from tests.bot.page.conftest import Page
from tests.bot.page.parity import asked_in_both, refused_in_both

COMMANDS = {c.name: c for c in described.without_servers(discover()).commands}

VECTORS = (
    "[3, 4]",
    "1 2 2",
    "(1; 1/2; -.5)",
    "<1, sqrt(2), 2e-3>",
    r"\begin{bmatrix}0\\5\end{bmatrix}",
)
PAIRS = (
    ("[1,2]", "[3,1]"),
    ("[1,2]", "[-2,-4]"),
    ("[0,0,1]", "[1,1,0]"),
    ("[0.5, .25, 2]", "[2, -3, 1]"),
)
MATRICES = ("[2 1; 1 2]", "[4 2; 2 10]", "[[1, 2], [3, 4]]", "[0 1; -1 0]", "[1/2 0; 0 3]")
OF_VECTORS = ("vector norm", "vector unit")
OF_PAIRS = ("dot", "vector angle", "vector distance", "vector project")
OF_MATRICES = (
    "transform",
    "matrix transpose",
    "matrix det",
    "matrix inverse",
    "matrix rank",
    "matrix rref",
    "matrix spaces",
    "matrix lu",
    "matrix qr",
    "matrix eigen",
    "matrix svd",
)

EXAMPLES = [
    (c.name, {n: t.text for n, t in line.read(f"/{c.name} {c.example}", COMMANDS).typed.items()})
    for c in COMMANDS.values()
    # A loop is timed anew each time, and notes are no answers.
    if c.answer and not c.private and c.name != "data vectorize"
]

QUESTIONS = [
    *EXAMPLES,
    *((name, {"v": vector}) for name in OF_VECTORS for vector in VECTORS),
    *((name, {"a": a, "b": b}) for name in OF_PAIRS for a, b in PAIRS),
    *(
        (name, {COMMANDS[name].options[0].name: matrix})
        for name in OF_MATRICES
        for matrix in MATRICES
    ),
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
    assert texts - {name for name, _ in QUESTIONS} == {"data vectorize"}
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
