"""Every rule on a single body: broken it is noticed, kept it is silent."""

import pytest

from tests.wire.bare_bot import COMMANDS, PNG, QUIET, button, gallery, text_display, v2
from tests.wire.command_rules import command_problems
from tests.wire.rules import (
    COMPONENTS_V2,
    Upload,
    choice_problems,
    message_problems,
    modal_problems,
)
from tests.wire.world import Json


@pytest.mark.parametrize(
    ("payload", "problem"),
    [
        (v2(text_display("a"), content="b"), "content together with IS_COMPONENTS_V2"),
        (v2(text_display("a"), embeds=[{"title": "b"}]), "embeds together with"),
        (v2(text_display("a")) | {"flags": 0}, "without the IS_COMPONENTS_V2 flag"),
        (v2(*[text_display("a")] * 40), "41 components"),
        (v2(text_display("a" * 2001), text_display("a" * 2000)), "4001 characters"),
        (v2({"type": 1, "components": [button("A", "x" * 101)]}), "custom_id of 101"),
        (v2({"type": 1, "components": [button("A", "x"), button("B", "x")]}), "stands 2 times"),
        (v2({"type": 1, "components": [button("", "x")]}), "neither label nor emoji"),
        (v2({"type": 3, "custom_id": "s", "options": [{}] * 26}), "26 options"),
        (v2(gallery("b.png")), "attachment://b.png names no uploaded file"),
        (v2(text_display("a")), "a.png is uploaded and no component shows it"),
        (v2(gallery("a.png"), attachments=[]), "files[0] is not in `attachments`"),
        ({"content": "a" * 2001, **QUIET}, "content of 2001 characters"),
        ({"content": "@everyone"}, "allowed_mentions None"),
        ({"content": "a", "allowed_mentions": {"parse": ["users"]}}, "['users']"),
        ({"content": "a", "allowed_mentions": {"parse": [], "users": ["1"]}}, "['1']"),
    ],
)
def test_message_that_breaks_a_rule(payload: Json, problem: str) -> None:
    uploads = {"0": Upload("a.png", PNG)}
    found = list(message_problems(payload, flags=payload.get("flags", 0), uploads=uploads))
    assert any(problem in sentence for sentence in found), found


def test_message_in_order() -> None:
    row = {"type": 1, "components": [button("A", "x"), button("B", "y")]}
    payload = v2(text_display("a" * 4000), gallery("a.png", "kept.png"), row)
    uploads = {"0": Upload("a.png", PNG)}
    problems = message_problems(payload, flags=COMPONENTS_V2, uploads=uploads, kept=["kept.png"])
    assert list(problems) == []


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ({"description": "x" * 101}, "a description of 101 characters"),
        ({"description": ""}, "a description of 0 characters"),
        ({"name": "Dot Product"}, "no name for a command"),
        ({"options": COMMANDS[0]["options"] * 13}, "26 options"),
        ({"options": COMMANDS[0]["options"] * 2}, "two options named 'text'"),
        ({"options": COMMANDS[0]["options"][::-1]}, "required option after an optional"),
    ],
)
def test_command_that_breaks_a_rule(change: Json, problem: str) -> None:
    found = list(command_problems([COMMANDS[0] | change]))
    assert any(problem in sentence for sentence in found), found


def test_commands_in_order() -> None:
    assert list(command_problems(COMMANDS)) == []
    assert list(command_problems(COMMANDS * 2))


def test_choices_and_modals_that_break_a_rule() -> None:
    assert not list(choice_problems([{"name": "a", "value": "a"}] * 25))
    assert list(choice_problems([{"name": "a", "value": "a"}] * 26))
    assert list(choice_problems([{"name": "a" * 101, "value": "a"}]))
    row = {"type": 18, "label": "A", "component": {"type": 4, "style": 1, "custom_id": "a"}}
    modal = {"custom_id": "m", "title": "T", "components": [row]}
    assert not list(modal_problems(modal))
    for wrong in ({"title": "T" * 46}, {"components": [row, row]}, {"components": []}):
        assert list(modal_problems(modal | wrong)), wrong
