"""What is for the asker alone is seen by nobody else, also where it comes late or by Edit."""

from __future__ import annotations

import pytest
from simcord import Env
from simcord.results import InteractionResult

from bot.chat import commands, responding
from bot.chat.client import StudyBot
from tests.bot import posts
from tests.bot.chat.slow_job import SlowJob
from tests.bot.conftest import Classroom

SHREK = "shrek 2001"


@pytest.fixture
def slow_store(simcord_bot: StudyBot, simcord_env: Env, monkeypatch: pytest.MonkeyPatch) -> SlowJob:
    """Ratings that are found only when they are let go."""
    return SlowJob.instead_of(simcord_bot.store.ratings, "of", simcord_env, monkeypatch)


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """The bot says "thinking…" at once."""
    monkeypatch.setattr(commands, "FORM_PATIENCE", 0)
    monkeypatch.setattr(responding, "PATIENCE", 0)


def check_only_the_student_sees(classroom: Classroom, result: InteractionResult) -> None:
    (answer,) = result.followups
    assert answer.ephemeral
    assert posts.read(answer).title == "Five films for you"
    assert classroom.seen_by(classroom.other) == []
    assert [seen.id for seen in classroom.seen_by(classroom.student)] == [answer.id]


@pytest.mark.usefixtures("impatient")
async def test_films_by_ones_own_ratings_that_come_late(
    classroom: Classroom, simcord_bot: StudyBot, slow_store: SlowJob
) -> None:
    await simcord_bot.store.ratings.rate(classroom.student.id, {SHREK: 5.0})

    result = await classroom.student.slash(classroom.channel, "recommend")
    assert result.deferred
    await slow_store.end()

    check_only_the_student_sees(classroom, result)


@pytest.mark.usefixtures("impatient")
async def test_films_by_a_form_that_come_late(
    classroom: Classroom,
    simcord_bot: StudyBot,
    simcord_env: Env,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(commands, "FORM_PATIENCE", 60)
    form = await classroom.student.slash(classroom.channel, "recommend")
    assert form.modal is not None
    loved, hated = (part["component"]["custom_id"] for part in form.modal["components"])
    slow = SlowJob.instead_of(simcord_bot.store.ratings, "of", simcord_env, monkeypatch)

    result = await classroom.student.submit_modal(form, {loved: [SHREK], hated: []})
    assert result.deferred
    await slow.end()

    check_only_the_student_sees(classroom, result)


async def test_an_edit_from_typed_titles_to_ones_own_ratings(
    classroom: Classroom, simcord_bot: StudyBot
) -> None:
    ratings = {SHREK: 5.0, "seven 1995": 1.0}
    await simcord_bot.store.ratings.rate(classroom.student.id, ratings)
    public = await classroom.ask("recommend", dislikes="Toy Story")
    before = posts.texts(public)
    form = await classroom.student.click(public, label="Edit")

    result = await classroom.student.submit_modal(form, {"likes": "", "dislikes": ""})

    assert posts.read(posts.private(result)).title == "Five films for you"
    (seen,) = classroom.seen_by(classroom.other)
    assert seen.id == public.id
    assert posts.texts(seen) == before
