"""`/pca` and `/factorize` in a message's Apps menu."""

from __future__ import annotations

import pytest

from bot.chat.client import StudyBot
from tests.bot import posts
from tests.bot.conftest import Classroom
from tests.bot.intake.asked import BOTH, MARKS, PCA, Case, question, table_of
from tests.bot.intake.workbook_files import xlsx


@BOTH
@pytest.mark.parametrize(
    "around", ["{}", "```csv\n{}```", "Look:\n\n{}\nWhat do you think?", "I say\n```\n{}```\nOk?"]
)
async def test_a_table_in_a_message(
    classroom: Classroom,
    simcord_bot: StudyBot,
    case: Case,
    around: str,
) -> None:
    message = await classroom.other.send(classroom.channel, around.format(case.table))

    result = await classroom.student.context_menu(classroom.channel, case.menu, message)

    assert await table_of(simcord_bot, result) == case.table.strip()
    assert (await question(simcord_bot, posts.response(result))).command == case.command


@BOTH
async def test_a_file_in_a_message(classroom: Classroom, simcord_bot: StudyBot, case: Case) -> None:
    attached = [("photo.png", b"\x89PNG\r\n\x1a\n"), ("my.txt", case.table.encode())]
    message = await classroom.other.send(classroom.channel, "1 2\n3 4", attachments=attached)

    result = await classroom.student.context_menu(classroom.channel, case.menu, message)

    assert await table_of(simcord_bot, result) == case.table


async def test_a_workbook_in_a_message(classroom: Classroom, simcord_bot: StudyBot) -> None:
    book = xlsx({"Marks": [["name", "math", "art"], ["ann", 3, 1], ["bob", 1, 5.5], ["cy", 2, 2]]})
    attached = [("read me.txt", b"my marks"), ("marks.xlsx", book)]
    message = await classroom.other.send(classroom.channel, "here", attachments=attached)

    result = await classroom.student.context_menu(classroom.channel, PCA.menu, message)

    assert await table_of(simcord_bot, result) == "name,math,art\nann,3,1\nbob,1,5.5\ncy,2,2\n"


async def test_of_several_files_the_first_that_is_a_table(
    classroom: Classroom, simcord_bot: StudyBot
) -> None:
    attached = [
        ("notes.txt", b"by hand"),
        ("broken.csv", b"a,b\n1,2\n3"),
        ("marks.csv", MARKS.encode()),
        ("other.csv", b"1,2\n3,4\n"),
    ]
    message = await classroom.other.send(classroom.channel, "here", attachments=attached)

    result = await classroom.student.context_menu(classroom.channel, PCA.menu, message)

    assert await table_of(simcord_bot, result) == MARKS


@pytest.mark.parametrize(
    ("content", "attached", "words"),
    [
        ("Good morning, how are you?", [], "I find no table of numbers in this message"),
        ("see", [("a.png", b"\x89PNG\r\n\x1a\n")], "I find no table of numbers in this message"),
        (
            "see",
            [("a.xlsx", b"PK\x03\x04....xl/workbook.xml")],
            "a.xlsx is an Excel workbook",
        ),
        ("see", [("a.csv", b"1,2\n" * 2_100_000)], "This file has 8.4 MB"),
        ("```\n1,2\n3,4\n5\n```", [], "**data**: Row 3 has 1 cell, but row 1 has 2"),
    ],
)
async def test_a_message_without_a_table(
    classroom: Classroom, content: str, attached: list[tuple[str, bytes]], words: str
) -> None:
    message = await classroom.other.send(classroom.channel, content, attachments=attached)

    result = await classroom.student.context_menu(classroom.channel, "PCA on this message", message)

    said = posts.private(result).content
    assert said.startswith(words)
    assert [seen.id for seen in classroom.seen_by(classroom.moderator)] == [message.id]
