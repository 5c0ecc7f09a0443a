"""Every way in which a table comes to `/data rows` and `/data cluster`."""

from __future__ import annotations

import re

import pytest
from simcord.results import InteractionResult

from bot.chat.client import StudyBot
from bot.topics.data.asking import EXAMPLES
from bot.topics.data.examples import TABLES, table
from bot.topics.kit.question import Question
from tests.bot import posts
from tests.bot.chat.test_buttons import fields
from tests.bot.conftest import Classroom
from tests.bot.intake.workbook_files import xlsx

MARKS = "name,math,art,sport\nann,3,1,2\nbob,1,5,4\ncarl,2,2,2\ndora,5,1,3\n"
BOTH = pytest.mark.parametrize("command", ["data rows", "data cluster"])


async def asked(bot: StudyBot, result: InteractionResult) -> Question:
    """Return the question that a public reply answers."""
    message = posts.response(result)
    assert not message.ephemeral, message.content
    found = re.search(r"linalg:copy:\d+:([0-9a-f]{12})", str(message.components))
    assert found
    question = await bot.desk.questions.recall(found[1])
    assert question is not None
    return question


@BOTH
async def test_typed_as_a_file_and_by_name(
    classroom: Classroom, simcord_bot: StudyBot, command: str
) -> None:
    typed = MARKS.strip().replace("\n", " ")
    ways: list[tuple[dict[str, object], str]] = [
        ({"data": typed}, typed),
        ({"file": ("my.csv", MARKS.encode())}, MARKS),
        ({"data": " Fruits "}, TABLES["fruits"]),
    ]
    for options, text in ways:
        result = await classroom.student.slash(classroom.channel, command, **options)

        assert (await asked(simcord_bot, result)).inputs["data"] == text
        assert (await asked(simcord_bot, result)).command == command


@BOTH
async def test_a_form_takes_a_table_a_file_or_an_example(
    classroom: Classroom, simcord_bot: StudyBot, command: str
) -> None:
    ways: list[tuple[dict[str, object], str]] = [
        ({"data": MARKS}, MARKS.strip()),
        ({"file": ("my.csv", MARKS.encode())}, MARKS),
        ({"example": ["cities"]}, TABLES["cities"]),
    ]
    for filled, text in ways:
        form = await classroom.student.slash(classroom.channel, command)
        assert form.modal is not None
        assert form.modal["title"] == f"/{command}"
        assert len(fields(form)) <= 5
        result = await classroom.student.submit_modal(form, filled)

        assert (await asked(simcord_bot, result)).inputs["data"] == text


async def test_the_form_keeps_what_it_has_no_field_for(
    classroom: Classroom, simcord_bot: StudyBot
) -> None:
    form = await classroom.student.slash(classroom.channel, "data rows", rows="ann, dora")
    result = await classroom.student.submit_modal(form, {"data": MARKS})
    form = await classroom.student.slash(classroom.channel, "data cluster", k=2, standardize="no")
    other = await classroom.student.submit_modal(form, {"data": MARKS})

    assert (await asked(simcord_bot, result)).inputs["rows"] == "ann, dora"
    assert "ann and dora" in posts.read(posts.response(result)).title
    assert (await asked(simcord_bot, other)).inputs["k"] == "2"
    assert (await asked(simcord_bot, other)).inputs["standardize"] == "no"


@BOTH
async def test_another_sheet_of_a_workbook(
    classroom: Classroom, simcord_bot: StudyBot, command: str
) -> None:
    rows = [["name", "x", "y"], ["a", 1, 2], ["b", 3, 5.5], ["c", 9, 1], ["d", 4, 4]]
    book = xlsx({"First": rows, "Second": [rows[0], *rows[:1:-1]]})
    result = await classroom.student.slash(classroom.channel, command, file=("b.xlsx", book))
    assert "\na,1,2\n" in (await asked(simcord_bot, result)).inputs["data"]
    message = posts.response(result)
    menu = next(
        part
        for row in message.components
        for part in row.get("components", ())
        if "sheet" in str(part.get("custom_id"))
    )

    other = await classroom.student.select(message, ["Second"], custom_id=menu["custom_id"])

    assert "y\nd,4,4\n" in (await asked(simcord_bot, other)).inputs["data"]


async def test_the_examples_are_offered(classroom: Classroom) -> None:
    for typed, offered in (("", [*EXAMPLES]), ("ci", ["cities"]), ("1 2; 3 4", [])):
        choices = await classroom.student.autocomplete(
            classroom.channel, "data rows", "data", typed
        )
        assert [choice["value"] for choice in choices] == offered


async def test_a_value_typed_in_full_is_offered_before_the_examples(
    classroom: Classroom, simcord_bot: StudyBot
) -> None:
    for name in ("it", "its"):
        await simcord_bot.store.people.set_variable(classroom.student.id, name, "[1 2; 3 4]")

    choices = await classroom.student.autocomplete(classroom.channel, "data rows", "data", "it")

    assert any("it" in example for example in EXAMPLES)
    found = [choice["value"] for choice in choices]
    assert found[0] == "it"
    assert set(found[1:]) == {"its", *(example for example in EXAMPLES if "it" in example)}


def test_each_example_is_there() -> None:
    assert [*TABLES] == [*EXAMPLES]
    assert all(table(name).count("\n") > 9 for name in EXAMPLES)
