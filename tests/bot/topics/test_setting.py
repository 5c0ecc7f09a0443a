"""The formulas of a picture are set together: each go of typst costs a millisecond and more."""

from __future__ import annotations

from collections.abc import Mapping
from unittest import mock

import pytest

from bot.drawing import lettering
from bot.drawing.style import Style
from bot.topics.kit import answering
from bot.topics.kit.question import Question

GOES = 3
"""For what must be measured first, for what follows from it, and for the rest."""


@pytest.mark.parametrize(
    ("command", "inputs", "goes"),
    [
        ("matrix eigen", {"a": "2 1; 1 3"}, GOES),
        ("matrix eigen", {"a": "1 -2; 3 4"}, GOES),
        ("matrix svd", {"a": "3 0; 4 5"}, GOES),
        ("matrix qr", {"a": "3 1; 4 2"}, GOES),
        # The numbers of each factor are tried in two sizes.
        ("matrix lu", {"a": "2 3 4; 14 22 29; 22 46 77"}, GOES + 2),
        ("matrix multiply", {"a": "11 12; 13 14; 15 16", "b": "21 22; 23 24"}, GOES),
        ("matrix multiply", {"a": "1 2; 3 4", "b": "3; 5"}, GOES),
        ("matrix power", {"a": "1 1; 1 0", "n": "4"}, GOES),
        ("matrix det", {"a": "2 1 0; 0 2 1; 1 0 2"}, GOES),
        ("matrix inverse", {"a": "2 1; 5 3"}, GOES),
        ("matrix rref", {"a": "2 1 3; 1 3 5"}, GOES),
        ("matrix solve", {"a": "2 1; 1 3; 1 1", "b": "3 5 1"}, GOES),
        ("matrix solve", {"a": "1 1 1; 1 -1 0; 0 1 -2", "b": "6 0 -4"}, GOES),
        ("matrix spaces", {"a": "1 2; 2 4"}, GOES),
        ("transform", {"matrix": "2 1; 1 2"}, GOES),
        ("transform", {"matrix": "1 0; 0 1; 1 1"}, GOES + 1),
        ("transform", {"matrix": "1 0 1; 0 1 1"}, GOES + 1),
        ("dot", {"a": "1 2 3 4", "b": "3 1 2 2"}, GOES),
        ("vector distance", {"a": "1 2", "b": "3 1"}, GOES),
    ],
)
def test_formulas_are_set_together(command: str, inputs: Mapping[str, str], goes: int) -> None:
    # These two set more where they move: the titles of all steps, the key at half its size.
    style = Style(motion=command in ("matrix rref", "matrix solve"))
    found = answering.answer(Question(command, inputs), style)
    assert found.draw is not None
    with (
        mock.patch.dict(lettering._kept, clear=True),
        mock.patch.dict(lettering._sizes, clear=True),
        mock.patch.object(lettering, "compiled_pages", wraps=lettering.compiled_pages) as runs,
    ):
        found.draw()

    assert 1 <= runs.call_count <= goes
