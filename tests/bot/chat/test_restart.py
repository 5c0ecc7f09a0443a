"""Buttons below answers of the bot before this one, and what goes on while the store is broken."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from simcord import Env

from bot.chat import forms
from bot.chat.client import StudyBot
from bot.config import Config
from tests.bot import posts
from tests.bot.conftest import Classroom
from tests.bot.topics.quiz.test_commands import Sitting, names, text_of, title

SHREK = "shrek 2001"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "bot.sqlite3"


@pytest.fixture
def config(file: Path) -> Config:
    """The settings of a bot whose store outlives it."""
    return Config(database_url=f"sqlite:///{file}")


async def restart(env: Env, bot: StudyBot, next_bot: StudyBot) -> None:
    await bot.close()
    await env.restart_bot(next_bot)


async def test_steps_and_copies_after_a_restart(
    classroom: Classroom, simcord_env: Env, simcord_bot: StudyBot, next_bot: StudyBot
) -> None:
    await simcord_bot.store.people.set_variable(classroom.student.id, "A", "[1, 2]")
    message = await classroom.ask("dot", a="A", b="[3,4]")
    await restart(simcord_env, simcord_bot, next_bot)
    await next_bot.store.people.set_variable(classroom.student.id, "A", "[100, 100]")

    steps = posts.private(await classroom.student.click(message, label="Steps"))
    copies = posts.private(await classroom.other.click(message, label="Copy"))

    # With the value that A had when it was asked.
    assert "1 · 3 + 2 · 4" in posts.alts(steps)[0]
    assert "a @ b  # 11" in posts.texts(copies)[1]


async def test_menus_and_own_buttons_after_a_restart(
    classroom: Classroom, simcord_env: Env, simcord_bot: StudyBot, next_bot: StudyBot
) -> None:
    similar = await classroom.ask("similar", movie="Shrek", metric="cosine")
    films = await classroom.ask("recommend", likes="Shrek")
    by_dot = await classroom.ask("similar", movie="Shrek", metric="dot")
    await restart(simcord_env, simcord_bot, next_bot)

    chosen = posts.response(await classroom.student.select(similar, ["dot"]))
    more = posts.response(await classroom.student.click(films, label="More"))

    assert posts.read(chosen).facts == posts.read(by_dot).facts
    assert posts.read(more).title == "Films 6 to 10 for this taste"


async def test_what_is_private_stays_so_after_a_restart(
    classroom: Classroom, simcord_env: Env, simcord_bot: StudyBot, next_bot: StudyBot
) -> None:
    await simcord_bot.store.ratings.rate(classroom.student.id, {SHREK: 5.0})
    result = await classroom.student.slash(classroom.channel, "recommend")
    answer = posts.private(result)
    key = posts.key(answer)
    await restart(simcord_env, simcord_bot, next_bot)

    question = await next_bot.desk.questions.recall(key)
    assert question is not None
    assert question.private
    own = posts.private(await classroom.student.click(answer, label="Copy"))
    assert "Only the person who asked" not in own.content


# Forms


async def test_a_form_opened_before_a_restart_is_answered_after_it(
    classroom: Classroom, simcord_env: Env, simcord_bot: StudyBot, next_bot: StudyBot
) -> None:
    form = await classroom.student.slash(classroom.channel, "pca", standardize="no", components=1)
    await restart(simcord_env, simcord_bot, next_bot)

    result = await classroom.student.submit_modal(form, {"data": "1,2\n3,4\n5,7"})

    question = await next_bot.desk.questions.recall(posts.key(posts.response(result)))
    assert question is not None
    assert question.inputs["data"] == "1,2\n3,4\n5,7"
    assert (question.inputs["standardize"], question.inputs["components"]) == ("no", "1")


@pytest.mark.parametrize("new", ["[1,2]", f"[1.{300 * '0'}, 2]"])
async def test_what_a_form_has_no_field_for_is_there_after_a_restart(
    classroom: Classroom, simcord_env: Env, simcord_bot: StudyBot, next_bot: StudyBot, new: str
) -> None:
    form = await classroom.student.slash(classroom.channel, "pca", new=new)
    await restart(simcord_env, simcord_bot, next_bot)

    file = ("marks.csv", b"1,2\n3,4\n5,7")
    result = await classroom.student.submit_modal(form, {"file": [file]})

    question = await next_bot.desk.questions.recall(posts.key(posts.response(result)))
    assert question is not None
    assert question.inputs["new"] == new


async def test_an_edit_opened_before_a_restart_changes_the_answer(
    classroom: Classroom, simcord_env: Env, simcord_bot: StudyBot, next_bot: StudyBot
) -> None:
    message = await classroom.ask("dot", a="[1,2]", b="[3,4]")
    form = await classroom.student.click(message, label="Edit")
    await restart(simcord_env, simcord_bot, next_bot)

    result = await classroom.student.submit_modal(form, {"a": "[1,0]", "b": "[3,4]"})

    assert posts.read(posts.response(result)).title == "a · b = 3"
    (seen,) = classroom.seen_by(classroom.other)
    assert posts.texts(seen)[0].startswith("### a · b = 3")


async def test_forms_that_are_dismissed_are_not_kept(
    classroom: Classroom, simcord_bot: StudyBot
) -> None:
    message = await classroom.ask("dot", a="[1,2]", b="[3,4]")
    await classroom.student.click(message, label="Edit")
    await classroom.student.slash(classroom.channel, "pca")

    assert simcord_bot._connection._view_store._modals == {}


@pytest.mark.parametrize("begins", ["0123456789abcdef0123456789abcdef", "linalg:edit:"])
async def test_a_form_that_no_bot_opens_any_more_says_so(
    classroom: Classroom, begins: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(forms, "TOPIC", begins)
    form = await classroom.student.slash(classroom.channel, "pca")

    result = await classroom.student.submit_modal(form, {"data": "1,2\n3,4"})

    assert posts.private(result).content.startswith("This form has changed.")


# While the store is broken


async def test_an_answer_that_keeps_nothing_does_not_wait_for_another_program(
    classroom: Classroom, file: Path, simcord_bot: StudyBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(simcord_bot.store._database.engine, "patience", 0.2)
    with closing(sqlite3.connect(file, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        answer = await classroom.ask("dot", a="[1,2]", b="[3,4]")
        copies = posts.private(await classroom.student.click(answer, label="Copy"))
        refused = await classroom.student.slash(classroom.channel, "vars set", name="A", value="1")
        other.execute("ROLLBACK")

    assert posts.read(answer).title == "a · b = 11"
    assert "a @ b  # 11" in posts.texts(copies)[1]
    assert posts.private(refused).content.startswith("I cannot reach what I keep for people")
    assert await simcord_bot.store.people.variables(classroom.student.id) == {}


@pytest.mark.simcord(check_errors=False)
async def test_without_the_store_there_are_private_answers_with_the_defaults(
    classroom: Classroom, file: Path, caplog: pytest.LogCaptureFixture
) -> None:
    with closing(sqlite3.connect(file)) as other:
        other.executescript("DROP TABLE questions; DROP TABLE variables; DROP TABLE people;")

    answer = posts.private(
        await classroom.student.slash(classroom.channel, "dot", a="[1,2]", b="[3,4]")
    )
    steps = posts.private(await classroom.student.click(answer, label="Steps"))
    listed = posts.private(await classroom.student.slash(classroom.channel, "vars list"))

    assert posts.read(answer).title == "a · b = 11"
    assert "1 · 3 + 2 · 4" in posts.alts(steps)[0]
    assert listed.content.startswith("I cannot reach what I keep for people at this moment")
    assert "A person's values and settings cannot be read" in caplog.text
    assert "Traceback" not in caplog.text


async def test_an_answer_to_an_exercise_from_before_a_restart_counts(
    classroom: Classroom, simcord_env: Env, simcord_bot: StudyBot, next_bot: StudyBot
) -> None:
    sitting = Sitting(classroom)
    form = await sitting.form(await sitting.start(topic="The dot product"))
    await restart(simcord_env, simcord_bot, next_bot)

    answered = await classroom.student.submit_modal(form, dict.fromkeys(names(form), "0.5"))

    assert "**Not yet.**" in text_of(posts.private(answered))
    assert title(posts.private(answered)).startswith("1 of 11")
    reviews = await next_bot.store.quiz.reviews(classroom.student.id)
    assert [each.score for each in reviews] == [0]
