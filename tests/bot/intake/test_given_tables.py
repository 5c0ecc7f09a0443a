"""`/pca` and `/factorize`: tables given as an option, as a file or in a form."""

from __future__ import annotations

import io

import aiohttp
import discord
import numpy as np
import pytest
from simcord.results import InteractionResult

from bot.chat.client import StudyBot
from bot.topics.factorize import examples
from bot.topics.kit.question import Question
from tests.bot import posts
from tests.bot.asking import asked_with
from tests.bot.chat.test_buttons import fields
from tests.bot.conftest import Classroom
from tests.bot.intake.asked import (
    BOTH,
    FACTORIZE,
    FILMS,
    MARKS,
    PCA,
    RATINGS,
    Case,
    question,
    table_of,
)
from tests.bot.intake.workbook_files import ods, xlsx


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


def test_values_of_people_are_not_looked_for_in_files() -> None:
    """Their names would be sought in millions of characters, while everybody waits."""
    asked = Question("pca", {"data": "x,y\n" + "1,2\n" * 2_000})

    assert asked_with(asked, {"x": "1"}).variables == {}
    asked = Question("pca", {"data": "x"})
    assert asked_with(asked, {"x": "1"}).variables == {"x": "1"}


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


# As a workbook


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
