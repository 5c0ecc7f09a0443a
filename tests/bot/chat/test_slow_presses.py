"""Buttons, menus and the Edit form whose work takes long: acknowledged first, answered after."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from simcord import Env
from simcord.results import ResponseMessage

from bot.chat import responding
from bot.chat.client import StudyBot
from bot.topics.films import presses
from bot.topics.kit import completion
from bot.topics.kit.outcome import Note
from tests.bot import posts
from tests.bot.chat.slow_job import SlowJob
from tests.bot.conftest import Classroom

SHREK, SEVEN = "shrek 2001", "seven 1995"
TABLE = "name,a,b\nann,1,2\nbob,2,1"

Hold = Callable[[object, str], SlowJob]


@pytest.fixture
def hold(simcord_env: Env, monkeypatch: pytest.MonkeyPatch) -> Hold:
    """Hold back a method of the bot, which acknowledges at once."""

    def held(owner: object, name: str) -> SlowJob:
        monkeypatch.setattr(responding, "PATIENCE", 0)
        return SlowJob.instead_of(owner, name, simcord_env, monkeypatch)

    return held


@pytest.fixture
async def rated(classroom: Classroom, simcord_bot: StudyBot) -> None:
    """The student has rated two films."""
    ratings = {SHREK: 5.0, SEVEN: 1.0}
    await simcord_bot.store.ratings.rate(classroom.student.id, ratings)


async def answered_privately(classroom: Classroom, name: str) -> ResponseMessage:
    """Send a command as the student; return the answer, which only they see."""
    result = await classroom.student.slash(classroom.channel, name)
    return posts.private(result)


# The Edit form


async def test_an_edit_waits_for_a_worker(
    classroom: Classroom, simcord_bot: StudyBot, hold: Hold
) -> None:
    message = await classroom.ask("factorize", ratings=TABLE)
    before = posts.texts(message)
    form = await classroom.student.click(message, label="Edit")
    job = hold(simcord_bot.workers, "run")

    changed = await classroom.student.submit_modal(
        form, {"ratings": "the lecture's films", "rank": "2", "method": "als"}
    )
    assert changed.acknowledged
    assert posts.texts(posts.response(changed)) == before
    await job.end()

    (seen,) = classroom.seen_by(classroom.other)
    assert seen.id == message.id
    assert any("Shrek" in fact for fact in posts.read(posts.response(changed)).facts)
    assert posts.texts(seen) == posts.texts(posts.response(changed)) != before
    assert changed.followups == []


@pytest.mark.simcord(check_errors=False)
@pytest.mark.parametrize(
    ("ratings", "words"),
    [
        ({SHREK: 5.0, SEVEN: 1.0}, "### Five films for you"),
        ({}, "That leaves nothing to answer. /recommend opens a form."),
    ],
)
async def test_a_late_edit_to_ones_own_ratings_is_private(
    classroom: Classroom,
    simcord_bot: StudyBot,
    hold: Hold,
    ratings: dict[str, float],
    words: str,
) -> None:
    await simcord_bot.store.ratings.rate(classroom.student.id, ratings)
    public = await classroom.ask("recommend", dislikes="Toy Story")
    before = posts.texts(public)
    form = await classroom.student.click(public, label="Edit")
    job = hold(simcord_bot.store.ratings, "of")

    result = await classroom.student.submit_modal(form, {"likes": "", "dislikes": ""})
    assert result.acknowledged
    assert [seen.id for seen in classroom.seen_by(classroom.student)] == [public.id]
    await job.end()

    (told,) = result.followups
    assert told.ephemeral
    assert words in "\n".join([told.content, *posts.texts(told)])
    assert [seen.id for seen in classroom.seen_by(classroom.other)] == [public.id]
    assert posts.texts(posts.response(result)) == before


# Buttons and menus of topics


@pytest.mark.usefixtures("rated")
async def test_a_late_page_takes_the_place_of_a_private_answer(
    classroom: Classroom, simcord_bot: StudyBot, hold: Hold
) -> None:
    answer = await answered_privately(classroom, "recommend")
    job = hold(simcord_bot.store.ratings, "of")

    result = await classroom.student.click(answer, label="More")
    assert result.acknowledged
    assert posts.read(posts.response(result)).title == "Five films for you"
    await job.end()

    changed = posts.private(result)
    assert changed.id == answer.id
    assert posts.read(changed).title == "Films 6 to 10 for you"
    assert classroom.seen_by(classroom.other) == []


@pytest.mark.usefixtures("rated")
async def test_late_notes_take_the_place_of_notes(
    classroom: Classroom, simcord_bot: StudyBot, hold: Hold
) -> None:
    note = await answered_privately(classroom, "ratings")
    job = hold(simcord_bot.store.ratings, "remove")

    result = await classroom.student.select(note, [SEVEN])
    assert result.acknowledged
    assert "Seven" in posts.texts(posts.response(result))[0]
    await job.end()

    changed = posts.private(result)
    assert changed.id == note.id
    assert "Seven" not in posts.texts(changed)[0]
    assert classroom.seen_by(classroom.other) == []


@pytest.mark.usefixtures("rated")
async def test_all_is_forgotten_by_a_slow_store(
    classroom: Classroom, simcord_bot: StudyBot, hold: Hold
) -> None:
    note = await answered_privately(classroom, "privacy delete")
    job = hold(simcord_bot.store.people, "forget")

    result = await classroom.student.click(note, label="Forget everything")
    assert result.acknowledged
    await job.end()

    assert posts.texts(posts.private(result))[0].startswith("### Forgotten")
    assert classroom.seen_by(classroom.other) == []


async def test_a_late_map_is_shown_to_who_pressed(classroom: Classroom, hold: Hold) -> None:
    public = await classroom.ask("recommend", likes="Shrek")
    before = posts.texts(public)
    job = hold(presses, "show_map")

    result = await classroom.other.click(public, label="Map")
    assert result.acknowledged
    await job.end()

    (shown,) = result.followups
    assert shown.ephemeral
    assert posts.texts(shown)[0].startswith("### The map of 80 films")
    assert [seen.id for seen in classroom.seen_by(classroom.student)] == [public.id]
    assert posts.texts(posts.response(result)) == before


@pytest.mark.parametrize("late", [False, True])
async def test_a_note_below_a_public_answer_is_beside_it(
    classroom: Classroom, hold: Hold, monkeypatch: pytest.MonkeyPatch, *, late: bool
) -> None:
    async def say(*_: object) -> Note:
        return Note(("For you alone.",))

    public = await classroom.ask("recommend", likes="Shrek")
    before = posts.texts(public)
    monkeypatch.setattr(presses, "show_map", say)
    job = hold(presses, "show_map") if late else None

    result = await classroom.student.click(public, label="Map")
    if job:
        await job.end()

    told = result.followups[0] if late else posts.private(result)
    assert told.ephemeral
    assert posts.texts(told) == ["For you alone."]
    (seen,) = classroom.seen_by(classroom.other)
    assert posts.texts(seen) == before


# Next


@pytest.mark.parametrize("owner", ["completion", "workers"])
async def test_a_late_next_stands_below_and_leaves_the_answer_above(
    classroom: Classroom, simcord_bot: StudyBot, hold: Hold, owner: str
) -> None:
    message = await classroom.ask("dot", a="[2,3]", b="[4,0]")
    before = posts.texts(message)
    slow = {"completion": (completion, "meant"), "workers": (simcord_bot.workers, "run")}
    job = hold(*slow[owner])

    pressed = await classroom.other.click(message, label="Next: the projection")
    assert pressed.acknowledged
    await job.end()

    above, below = classroom.seen_by(classroom.student)
    assert posts.texts(above) == before
    assert "Projection of a on b = [2, 0]" in posts.texts(below)[0]
