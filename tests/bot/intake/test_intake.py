"""`/pca` and `/factorize`: every way in which a table can come."""

from __future__ import annotations

import io
import re
from dataclasses import dataclass

import aiohttp
import discord
import numpy as np
import pytest
from simcord.results import InteractionResult, ResponseMessage

from bot.chat.client import StudyBot
from bot.topics.factorize import examples
from bot.topics.kit.question import Question
from tests.bot import posts
from tests.bot.asking import asked_with
from tests.bot.chat.test_buttons import fields
from tests.bot.conftest import Classroom
from tests.bot.intake.workbook_files import ods, xlsx

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


def told(classroom: Classroom, result: InteractionResult) -> str:
    """Return what the student alone was told."""
    message = posts.private(result)
    assert classroom.seen_by(classroom.other) == []
    return message.content


# As an option


@BOTH
async def test_typed(classroom: Classroom, simcord_bot: StudyBot, case: Case) -> None:
    one_line = case.table.strip().replace("\n", " ")  # which is what an option makes of it

    result = await classroom.student.slash(
        classroom.channel, case.command, **{case.option: one_line}
    )

    message = posts.response(result)
    assert await table_of(simcord_bot, result) == one_line
    assert "4" in posts.read(message).facts[0]
    assert all(posts.alts(message))


async def test_options_reach_the_question(classroom: Classroom, simcord_bot: StudyBot) -> None:
    data = MARKS.replace("\n", " ")
    chosen = await classroom.student.slash(
        classroom.channel, "pca", data=data, components=3, standardize="yes"
    )
    usual = await classroom.ask("pca", data=data)
    factors = await classroom.student.slash(
        classroom.channel, "factorize", ratings="5 1; 4 2; 1 5", rank=1, method="plain"
    )

    asked = (await question(simcord_bot, posts.response(chosen))).inputs
    assert (asked["components"], asked["standardize"]) == ("3", "yes")
    assert (await question(simcord_bot, usual)).inputs["standardize"] == "auto"
    asked = (await question(simcord_bot, posts.response(factors))).inputs
    assert asked == {"ratings": "5 1; 4 2; 1 5", "rank": "1", "method": "plain"}


@BOTH
async def test_what_cannot_be_read_is_told_to_the_asker(classroom: Classroom, case: Case) -> None:
    words = await classroom.refusal(
        case.command, **{case.option: case.table.replace("3", "50%", 1)[:-9]}
    )

    assert f"**{case.option}**: Row" in words


# The lecture's films


@pytest.mark.parametrize("typed", [FILMS, " The Lecture’s Films "])
async def test_the_lectures_films_stand_ready(
    classroom: Classroom, simcord_bot: StudyBot, typed: str
) -> None:
    message = await classroom.ask("factorize", ratings=typed)

    assert (await question(simcord_bot, message)).inputs["ratings"] == examples.table(FILMS)
    shown = " ".join(posts.alts(message))
    for name in ("Harry Potter", "Shrek", "Memento"):
        assert name in shown


async def test_the_films_are_offered_before_own_values(classroom: Classroom) -> None:
    await classroom.student.slash(classroom.channel, "vars set", name="A", value="[1 2; 3 4]")

    async def offered(typed: str) -> list[str]:
        found = await classroom.student.autocomplete(
            classroom.channel, "factorize", "ratings", typed
        )
        return [choice["value"] for choice in found]

    assert await offered("") == [FILMS, "A"]
    assert await offered("lect") == [FILMS]
    assert await offered("A") == ["A"]
    assert await offered("1 2; 3 4") == []


# As a file


@BOTH
@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "latin-1"])
async def test_a_file(
    classroom: Classroom,
    simcord_bot: StudyBot,
    case: Case,
    encoding: str,
) -> None:
    data = case.table.replace("ann", "zoë").encode(encoding)

    result = await classroom.student.slash(classroom.channel, case.command, file=("my.csv", data))

    assert await table_of(simcord_bot, result) == case.table.replace("ann", "zoë")


async def test_an_array_of_numpy(classroom: Classroom, simcord_bot: StudyBot) -> None:
    file = io.BytesIO()
    np.save(file, np.array([[1, 2.5], [3, 4], [0, 1 / 3]]))

    result = await classroom.student.slash(
        classroom.channel, "pca", file=("my.npy", file.getvalue())
    )

    assert await table_of(simcord_bot, result) == f"1.0,2.5\n3.0,4.0\n0.0,{1 / 3!r}"


async def test_file_and_text_say_which_was_taken(classroom: Classroom) -> None:
    result = await classroom.student.slash(
        classroom.channel, "pca", data="1 2; 3 4", file=("my.csv", MARKS.encode())
    )

    answer, note = classroom.seen_by(classroom.student)
    assert answer.id == posts.response(result).id
    assert note.content == "You gave a file and a text: I took the file and ignored the text."
    assert len(classroom.seen_by(classroom.other)) == 1


async def test_a_file_that_is_no_table(classroom: Classroom) -> None:
    png = b"\x89PNG\r\n\x1a\n" + bytes(50)

    result = await classroom.student.slash(classroom.channel, "pca", file=("scan.csv", png))

    assert told(classroom, result).startswith("scan.csv is a picture")


async def test_ten_megabytes_are_refused_before_they_are_fetched(
    classroom: Classroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def fetch(*_: object, **__: object) -> bytes:
        raise AssertionError("it was fetched")

    monkeypatch.setattr(discord.Attachment, "read", fetch)

    result = await classroom.student.slash(
        classroom.channel, "pca", file=("big.csv", b"1,2\n" * 2_500_000)
    )

    assert told(classroom, result).startswith("This file has 10.0 MB, and I take at most 8 MB.")


@pytest.mark.parametrize("error", [aiohttp.ClientError(), TimeoutError()])
async def test_a_file_that_does_not_come_is_told(
    classroom: Classroom, monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    async def fail(*_: object, **__: object) -> bytes:
        raise error

    monkeypatch.setattr(discord.Attachment, "read", fail)

    result = await classroom.student.slash(classroom.channel, "pca", file=("a.csv", b"1,2\n3,4"))

    assert "Discord did not give me this file" in told(classroom, result)


# In a form


@BOTH
async def test_without_a_table_a_form_opens(
    classroom: Classroom, simcord_bot: StudyBot, case: Case
) -> None:
    form = await classroom.student.slash(classroom.channel, case.command)
    result = await classroom.student.submit_modal(form, {case.option: case.table})

    assert form.modal is not None
    assert form.modal["title"] == f"/{case.command}"
    assert all(len(label) <= 45 for label in fields(form))
    assert await table_of(simcord_bot, result) == case.table.strip()


@BOTH
async def test_a_file_in_the_form(classroom: Classroom, simcord_bot: StudyBot, case: Case) -> None:
    form = await classroom.student.slash(classroom.channel, case.command)

    result = await classroom.student.submit_modal(form, {"file": ("my.csv", case.table.encode())})

    assert await table_of(simcord_bot, result) == case.table


async def test_choices_in_the_form(classroom: Classroom, simcord_bot: StudyBot) -> None:
    form = await classroom.student.slash(classroom.channel, "factorize", rank=1)
    kept = await classroom.student.submit_modal(form, {"ratings": RATINGS})
    form = await classroom.student.slash(classroom.channel, "factorize")
    changed = await classroom.student.submit_modal(
        form, {"ratings": RATINGS, "rank": ["3"], "method": ["nmf"]}
    )

    assert (await question(simcord_bot, posts.response(kept))).inputs["rank"] == "1"
    asked = (await question(simcord_bot, posts.response(changed))).inputs
    assert (asked["rank"], asked["method"]) == ("3", "nmf")


async def test_the_form_shows_what_the_command_was_given(classroom: Classroom) -> None:
    form = await classroom.student.slash(classroom.channel, "pca", components=17, standardize="yes")

    def chosen(label: str) -> list[str]:
        return [option["value"] for option in fields(form)[label]["options"] if option["default"]]

    assert chosen("Components") == ["17"]
    assert chosen("Standardize?") == ["yes"]


async def test_the_form_offers_the_lectures_films(
    classroom: Classroom, simcord_bot: StudyBot
) -> None:
    form = await classroom.student.slash(classroom.channel, "factorize")
    films = await classroom.student.submit_modal(form, {"example": [FILMS]})
    form = await classroom.student.slash(classroom.channel, "factorize")
    own = await classroom.student.submit_modal(form, {"ratings": RATINGS, "example": [FILMS]})

    assert await table_of(simcord_bot, films) == examples.table(FILMS)
    assert await table_of(simcord_bot, own) == RATINGS.strip()


async def test_an_empty_form_is_told_so(classroom: Classroom) -> None:
    form = await classroom.student.slash(classroom.channel, "pca")

    result = await classroom.student.submit_modal(form, {"data": "  \n"})

    assert told(classroom, result).startswith("There was nothing in the form")


# In a message's Apps menu


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


@pytest.mark.parametrize(
    ("case", "name", "way"),
    [
        (PCA, "my.ods", "command"),
        (FACTORIZE, "my.xlsx", "command"),
        (PCA, "my.xlsx", "form"),
        (FACTORIZE, "my.ods", "form"),
        (FACTORIZE, "my.ods", "message"),
    ],
    ids=lambda value: value.command if isinstance(value, Case) else value,
)
async def test_a_workbook_comes_by_every_way(
    classroom: Classroom, simcord_bot: StudyBot, case: Case, name: str, way: str
) -> None:
    rows = [line.replace("?", "").split(",") for line in case.table.split()]
    write = ods if name.endswith("ods") else xlsx
    file = (name, write({"Mine": [[_cell(word) for word in row] for row in rows]}))
    student, channel = classroom.student, classroom.channel

    if way == "command":
        result = await student.slash(channel, case.command, file=file)
    elif way == "form":
        form = await student.slash(channel, case.command)
        result = await student.submit_modal(form, {"file": file})
    else:
        message = await classroom.other.send(channel, "here", attachments=[file])
        result = await student.context_menu(channel, case.menu, message)

    assert await table_of(simcord_bot, result) == case.table.replace("?", "")


def _cell(word: str) -> float | str | None:
    return float(word) if word.isdigit() else word or None


def _sheets_menu(message: ResponseMessage) -> str:
    (menu,) = re.findall(r"linalg:[a-z]+sheet:_sheets:\d+:[0-9a-f]{12}", str(message.components))
    return menu


@BOTH
async def test_another_sheet_is_one_press_away(
    classroom: Classroom, simcord_bot: StudyBot, case: Case
) -> None:
    notes = [["name", "hours", "age"], ["ann", 3, 20], ["bob", 1, 22.5], ["cy", 2, 21]]
    marks = [["name", "math", "art"], ["ann", 3, 1], ["bob", 1, 5.5], ["cy", 2, 2]]
    book = xlsx({"Marks": marks, "Words": [["by hand"]], "Other notes": notes})
    message = await classroom.other.send(
        classroom.channel, "here", attachments=[("marks.xlsx", book)]
    )
    first = posts.response(
        await classroom.student.context_menu(classroom.channel, case.menu, message)
    )
    before = posts.texts(first)

    after = await classroom.student.select(first, ["Other notes"], custom_id=_sheets_menu(first))

    answer = posts.response(after)
    assert answer.id == first.id
    assert "Sheet (now: Other notes)" in str(answer.components)
    assert posts.texts(answer) != before
    assert (await table_of(simcord_bot, after)).splitlines()[1] == "name,hours,age"
    back = await classroom.student.select(answer, ["Marks"], custom_id=_sheets_menu(answer))
    assert posts.texts(posts.response(back)) == before
    other = await classroom.other.select(answer, ["Marks"], custom_id=_sheets_menu(answer))
    assert "Only the person who asked" in posts.private(other).content


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


# Below the answer


async def test_a_table_is_edited_in_place(classroom: Classroom, simcord_bot: StudyBot) -> None:
    message = await classroom.ask("pca", data=MARKS.replace("\n", " "))
    form = await classroom.student.click(message, label="Edit")

    changed = await classroom.student.submit_modal(
        form, {"data": MARKS.replace("dora", "eve"), "components": "1", "standardize": "yes"}
    )

    answer = posts.response(changed)
    assert answer.id == message.id
    assert "eve" in (await question(simcord_bot, answer)).inputs["data"]
    assert posts.read(answer).title.startswith("1 component explains")
    assert (await question(simcord_bot, answer)).inputs["components"] == "1"


async def test_a_table_of_a_workbook_is_edited_in_place(
    classroom: Classroom, simcord_bot: StudyBot
) -> None:
    book = xlsx({"Mine": [["", "Up", "Shrek"], ["ann", 5, 1], ["bob", 4, 2], ["cy", 1, 5]]})
    result = await classroom.student.slash(classroom.channel, "factorize", file=("my.xlsx", book))
    form = await classroom.student.click(posts.response(result), label="Edit")
    assert "ann,5,1" in str(form.modal)

    changed = await classroom.student.submit_modal(
        form, {"ratings": RATINGS, "rank": "1", "method": "gd"}
    )

    answer = posts.response(changed)
    assert answer.id == posts.response(result).id
    asked = (await question(simcord_bot, answer)).inputs
    assert (asked["ratings"], asked["rank"], asked["method"]) == (RATINGS, "1", "gd")
    assert posts.read(answer).title == "4×3 ≈ 4×1 times 1×3"


async def test_a_long_table_is_not_put_into_a_form(classroom: Classroom) -> None:
    rows = "".join(f"{k},{k * k % 17}\n" for k in range(900))
    result = await classroom.student.slash(
        classroom.channel, "pca", file=("long.csv", rows.encode())
    )

    pressed = await classroom.student.click(posts.response(result), label="Edit")

    assert "4000 characters" in posts.private(pressed).content


async def test_the_rank_is_chosen_below_the_answer(
    classroom: Classroom, simcord_bot: StudyBot
) -> None:
    message = await classroom.ask("factorize", ratings=FILMS)
    menus = re.findall(r"linalg:choose:[a-z]+:\d+:[0-9a-f]{12}", str(message.components))
    (rank,) = [menu for menu in menus if ":rank:" in menu]

    other = await classroom.other.select(message, ["1"], custom_id=rank)
    changed = await classroom.student.select(message, ["3"], custom_id=rank)

    answer = posts.response(changed)
    assert answer.id == message.id
    assert (await question(simcord_bot, answer)).inputs["rank"] == "3"
    assert (await question(simcord_bot, answer)).inputs["ratings"] == examples.table(FILMS)
    assert "4×3" in posts.read(answer).title
    assert "Only the person who asked" in posts.private(other).content


def test_values_of_people_are_not_looked_for_in_files() -> None:
    """Their names would be sought in millions of characters, while everybody waits."""
    asked = Question("pca", {"data": "x,y\n" + "1,2\n" * 2_000})

    assert asked_with(asked, {"x": "1"}).variables == {}
    asked = Question("pca", {"data": "x"})
    assert asked_with(asked, {"x": "1"}).variables == {"x": "1"}
