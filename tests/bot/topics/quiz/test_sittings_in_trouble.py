"""Sittings in a simulated Discord where something fails, or two things happen at once."""

from __future__ import annotations

from typing import NoReturn

import pytest

from bot.chat.client import StudyBot
from bot.store import StoreError
from tests.bot import posts
from tests.bot.conftest import Classroom
from tests.bot.topics.quiz.test_commands import Sitting, exercise_of, names, text_of, title

TOLD = (
    "I cannot reach what I keep for people at this moment, and nothing of it was changed. "
    "Please try again in a minute."
)


async def _fails(*_: object, **__: object) -> NoReturn:
    raise StoreError("The database cannot be used for now (disk I/O error).")


@pytest.fixture
def sitting(classroom: Classroom) -> Sitting:
    return Sitting(classroom)


FAILURES = (
    ("Answer", "sitting_with"),
    ("Answer", "answer"),
    ("Hint", "hint"),
    ("Skip", "skip"),
    ("Stop", "sitting_with"),
    ("Stop", "reviews"),
    ("Stop", "cards"),
    ("Stop", "stop"),
)
"""What is pressed, and what of the store does not work."""


async def test_nothing_is_lost_where_the_store_fails(
    sitting: Sitting, simcord_bot: StudyBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    store, student = simcord_bot.store.quiz, sitting.student
    shown = await sitting.start(topic="The dot product", level="1")
    before = await store.sitting(student.id)

    for step, broken in FAILURES:
        with monkeypatch.context() as patch:
            patch.setattr(store, broken, _fails)
            if step == "Answer":
                form = await sitting.form(shown)
                told = await student.submit_modal(form, dict.fromkeys(names(form), "0.5"))
            else:
                told = await student.click(shown, label=step)
        assert posts.private(told).content == TOLD, (step, broken)
        assert await store.sitting(student.id) == before, (step, broken)

    assert await store.reviews(student.id) == ()
    assert "**Right.**" in text_of(await sitting.answer_right(shown))
    assert [each.score for each in await store.reviews(student.id)] == [1]


async def test_what_follows_a_skip_needs_no_store(
    sitting: Sitting, simcord_bot: StudyBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown = await sitting.start(topic="The dot product")
    monkeypatch.setattr(simcord_bot.store.quiz, "sitting", _fails)

    following = await sitting.press(shown, "Skip")

    assert title(following).startswith("2 of 10")


async def test_a_sitting_that_cannot_begin(
    sitting: Sitting, simcord_bot: StudyBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    for broken in ("sitting", "cards", "start"):
        with monkeypatch.context() as patch:
            patch.setattr(simcord_bot.store.quiz, broken, _fails)
            told = await sitting.student.slash(sitting.classroom.channel, "quiz start")
        assert posts.private(told).content == TOLD, broken

    assert await simcord_bot.store.quiz.sitting(sitting.student.id) is None


async def test_an_answer_sent_twice_counts_once(sitting: Sitting, simcord_bot: StudyBot) -> None:
    shown = await sitting.start(topic="The dot product")
    # Two devices have the form open.
    forms = [await sitting.form(shown), await sitting.form(shown)]

    told: list[str] = []
    for form, typed in zip(forms, ("0.5", "0.25"), strict=True):
        sent = await sitting.student.submit_modal(form, dict.fromkeys(names(form), typed))
        told.append(text_of(posts.private(sent)))

    assert "**Not yet.**" in told[0]
    assert "You had moved on from that one." in told[1]
    reviews = await simcord_bot.store.quiz.reviews(sitting.student.id)
    assert [each.score for each in reviews] == [0]


async def test_the_sittings_of_two_people_are_apart(
    classroom: Classroom, simcord_bot: StudyBot
) -> None:
    store, other = simcord_bot.store.quiz, classroom.other
    mine = Sitting(classroom)
    first = await mine.start(topic="The dot product")
    theirs = posts.private(await other.slash(classroom.channel, "quiz start", topic="vectors"))
    kept = await store.sitting(other.id)

    await mine.answer_right(first)

    assert await store.sitting(other.id) == kept
    assert kept is not None
    assert kept.exercise == str(exercise_of(theirs))
    assert await store.reviews(other.id) == ()


async def test_share_posts_the_question_alone(sitting: Sitting, simcord_bot: StudyBot) -> None:
    classroom = sitting.classroom
    guild = classroom.channel.guild
    assert guild is not None
    study = guild.create_text_channel("exercises")
    await simcord_bot.store.guilds.set_study_channel(guild.id, study.id)
    hinted = await sitting.press(await sitting.start(topic="The dot product"), "Hint")
    wrong = await sitting.answer(hinted, "0.5")
    exercise = exercise_of(wrong)

    await sitting.student.click(wrong, label="Share")

    (seen,) = study.history()
    text = "\n".join(posts.texts(seen))
    assert str(exercise) in text
    for secret in ("0.5", "Hint", "Not yet", "read as", " of 1"):
        assert secret not in text, secret
    tried = await classroom.other.click(seen, label="Try it")
    assert str(exercise) in text_of(posts.private(tried))
