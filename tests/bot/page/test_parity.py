"""A few questions asked in both faces; `tests/campaigns/test_both_faces.py` has many more."""

from __future__ import annotations

import pytest

from tests.bot.conftest import Classroom
from tests.bot.page.conftest import Page
from tests.bot.page.parity import asked_in_both, refused_in_both


@pytest.mark.parametrize(
    ("command", "inputs"),
    [
        ("dot", {"a": "[1,2,3] [4,5,6]"}),
        ("matrix solve", {"a": "[1 1; 2 2]", "b": "[3, 6]"}),
        ("data cluster", {"data": "cities", "k": "3"}),
        ("similar", {"movie": "Shrek", "metric": "dot"}),
    ],
)
async def test_both_faces_answer_alike(
    classroom: Classroom, page: Page, command: str, inputs: dict[str, str]
) -> None:
    await asked_in_both(classroom, page, command, inputs)


async def test_both_faces_refuse_alike(classroom: Classroom, page: Page) -> None:
    await refused_in_both(classroom, page, "dot", {"a": "[1,2]", "b": "[1,2,3]"})
