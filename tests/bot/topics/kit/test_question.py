"""A question as plain data: its JSON form and the way back."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.topics.kit.question import VERSION, Plain, Question

TEXTS = st.text(max_size=20)
PLAIN: st.SearchStrategy[Plain] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | TEXTS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXTS, inner, max_size=3),
    max_leaves=8,
)
QUESTIONS = st.builds(
    Question,
    command=TEXTS,
    inputs=st.dictionaries(TEXTS, TEXTS, max_size=4),
    variables=st.dictionaries(TEXTS, TEXTS, max_size=4),
    given=st.dictionaries(TEXTS, PLAIN, max_size=4),
    private=st.booleans(),
)


@given(QUESTIONS)
def test_json_leads_back_to_the_question(question: Question) -> None:
    assert Question.from_json(question.to_json()) == question


@pytest.mark.parametrize("version", [0, VERSION + 1, None, "1"])
def test_another_version_is_not_read(version: object) -> None:
    fields = json.loads(Question("dot", {"a": "1"}).to_json())
    assert Question.from_json(json.dumps({**fields, "version": version})) is None


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        '"dot"',
        "null",
        "{}",
        '{"command": "dot", "inputs": {}}',
        f'{{"version": {VERSION}}}',
        f'{{"version": {VERSION}, "command": "dot", "inputs": {{}}, "guild": 1}}',
    ],
)
def test_what_is_no_question_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"no question|Expecting value"):
        Question.from_json(text)
