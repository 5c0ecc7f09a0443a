"""Every rule on a single body: broken it is noticed, kept it is silent."""

import pytest

from tests.wire.bare_bot import COMMANDS, PNG, QUIET, button, gallery, text_display, v2
from tests.wire.command_rules import command_problems
from tests.wire.component_rules import modal_problems
from tests.wire.rules import (
    COMPONENTS_V2,
    Upload,
    choice_problems,
    house_problems,
    message_problems,
)
from tests.wire.world import Json


def row(*components: Json) -> Json:
    return {"type": 1, "components": list(components)}


def menu(count: int, **same: str) -> Json:
    options = [{"label": f"l{k}", "value": f"v{k}"} | same for k in range(count)]
    return {"type": 3, "custom_id": "s", "options": options}


@pytest.mark.parametrize(
    ("payload", "problem"),
    [
        (v2(text_display("a"), content="b"), "content together with IS_COMPONENTS_V2"),
        (v2(text_display("a"), embeds=[{"title": "b"}]), "embeds together with"),
        (v2(text_display("a")) | {"flags": 0}, "without the IS_COMPONENTS_V2 flag"),
        (v2(*[text_display("a")] * 40), "41 components"),
        (v2(text_display("a" * 2001), text_display("a" * 2000)), "4001 characters"),
        (v2(row(button("A", "x" * 101))), "custom_id of 101"),
        (v2(row(button("A", "x"), button("B", "x"))), "stands 2 times"),
        (v2(row(button("", "x"))), "neither label nor emoji"),
        (v2(row(button("A" * 81, "x"))), "label of 81 characters"),
        (v2(row(*(button("A", f"x{k}") for k in range(6)))), "a row of 6 buttons"),
        (v2(row()), "an empty row"),
        (v2(row(button("A", "x"), menu(1))), "stands alone"),
        (v2(row(menu(26))), "26 options"),
        (v2(row(menu(0))), "0 options"),
        (v2(row(menu(2, label=""))), "an option's label of 0"),
        (v2(row(menu(2, value="v" * 101))), "an option's value of 101"),
        (v2(row(menu(2, value="v"))), "two options with the value 'v'"),
        (v2(row(menu(1) | {"max_values": 2})), "1 options asks for up to 2"),
        (v2(row(menu(1) | {"placeholder": "p" * 151})), "placeholder of 151"),
        (v2(text_display(" ")), "an empty text display"),
        (v2(), "an empty container"),
        (v2(gallery(*[f"{k}.png" for k in range(11)])), "a gallery of 11 pictures"),
        (v2(gallery("b.png")), "attachment://b.png names no uploaded file"),
        (v2(gallery("a.png")), "files[0] is not in `attachments`"),
        (v2(gallery("a.png"), attachments=[{"id": 0}, {"id": 1}]), "attachment 1 has no file"),
        ({"content": "a" * 2001, **QUIET}, "content of 2001 characters"),
    ],
)
def test_message_that_discord_refuses(payload: Json, problem: str) -> None:
    uploads = {"0": Upload("a.png", PNG)}
    found = list(message_problems(payload, flags=payload.get("flags", 0), uploads=uploads))
    assert any(problem in sentence for sentence in found), found


@pytest.mark.parametrize(
    ("payload", "problem"),
    [
        (v2(text_display("a")), "a.png is uploaded and no component shows it"),
        ({"content": "@everyone"}, "allowed_mentions None"),
        ({"content": "a", "allowed_mentions": {"parse": ["users"]}}, "['users']"),
        ({"content": "a", "allowed_mentions": {"parse": [], "users": ["1"]}}, "['1']"),
    ],
)
def test_message_that_the_house_forbids(payload: Json, problem: str) -> None:
    uploads = {"0": Upload("a.png", PNG)}
    found = list(house_problems(payload, flags=payload.get("flags", 0), uploads=uploads))
    assert any(problem in sentence for sentence in found), found


def test_message_in_order() -> None:
    buttons = row(*(button("A" * 80, f"x{k}") for k in range(5)))
    pictures = gallery("a.png", "kept.png")
    files = [{"id": 0}, {"id": "17"}]
    payload = v2(text_display("a" * 4000), pictures, buttons, row(menu(25)), attachments=files)
    uploads = {"0": Upload("a.png", PNG)}
    kept = [{"id": "17", "filename": "kept.png"}]

    problems = message_problems(payload, flags=COMPONENTS_V2, uploads=uploads, kept=kept)

    assert list(problems) == []
    assert list(house_problems(payload, flags=COMPONENTS_V2, uploads=uploads)) == []


def test_eleven_files() -> None:
    uploads = {str(k): Upload(f"{k}.png", PNG) for k in range(11)}
    payload = {"content": "a", "attachments": [{"id": k} for k in range(11)], **QUIET}

    (problem,) = message_problems(payload, flags=0, uploads=uploads)

    assert problem == "11 files, 10 are allowed"


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
    field = {"type": 4, "style": 1, "custom_id": "a"}
    label = {"type": 18, "label": "A", "component": field}
    modal = {"custom_id": "m", "title": "T", "components": [label]}
    assert not list(modal_problems(modal))
    for wrong in (
        {"title": "T" * 46},
        {"title": ""},
        {"custom_id": ""},
        {"components": [label, label]},
        {"components": []},
        {"components": [label | {"label": ""}]},
        {"components": [label | {"component": field | {"value": "v" * 4001}}]},
    ):
        assert list(modal_problems(modal | wrong)), wrong
