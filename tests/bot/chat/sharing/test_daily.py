"""The daily problem, from `/study daily` to the solution in its thread."""

from __future__ import annotations

import re
from datetime import UTC, datetime

import discord
import pytest
import simcord

from bot.chat.client import StudyBot
from bot.topics.kit.syllabus import ExerciseId
from bot.topics.quiz.making import made
from tests.bot import posts
from tests.bot.chat.sharing.conftest import School, told
from tests.bot.chat.sharing.passing import restart, said, wait

MINUTE = 60_000
HOUR = 60 * MINUTE
DAY = 24 * HOUR

PROBLEM = "## Problem of the day"


async def choose(school: School, **options: str) -> str:
    """Choose when the problem comes; return what the teacher is told."""
    return told(await school.teacher.slash(school.channel, "study daily", **options))


def times(school: School, text: str) -> list[str]:
    """Return when messages that begin so were posted in the study channel, by UTC."""
    return [
        f"{message.created_at:%m-%d %H:%M}"
        for message in school.study.history()
        if any(each.startswith(text) for each in posts.texts(message))
    ]


def exercise_in(message: discord.Message) -> str:
    found = re.search(r"exercise:([a-z]+-\d-[0-9a-f]{6})", "\n".join(posts.texts(message)))
    assert found
    return found[1]


async def test_a_problem_a_day_each_with_its_thread_and_its_solution(timed_school: School) -> None:
    school = timed_school
    words = await choose(school, time="6 pm", zone="europe/berlin")
    first = datetime(2026, 1, 1, 17, tzinfo=UTC)
    assert school.study.mention in words
    assert "every day at 18:00 (Europe/Berlin)" in words
    assert f"<t:{round(first.timestamp())}:F>" in words
    assert "There it is 01:00 now." in words

    await wait(school, 17 * HOUR + MINUTE)
    (problem,) = school.study.history()[:1]
    (thread,) = school.study.threads
    await wait(school, DAY)

    assert times(school, PROBLEM) == ["01-01 17:00", "01-02 17:00"]
    exercise = exercise_in(problem)
    found = made(known := ExerciseId.of(exercise) or ExerciseId("dot", 1, 0))
    assert thread.name is not None
    assert thread.name.startswith("1 January: ")
    assert thread.id == problem.id
    (solution,) = [message for message in thread.history() if posts.texts(message)]
    words = "\n".join(posts.texts(solution))
    assert words.startswith("The problem of 1 January is solved.")
    assert exercise_in(solution) == exercise
    assert all(found.key[field.name].replace("-", "−") in words for field in found.fields), known
    assert posts.alts(solution)
    assert exercise_in(school.study.history()[-2]) != exercise


async def test_the_problem_is_answered_in_private(timed_school: School) -> None:
    school = timed_school
    await school.bot.store.guilds.choose(school.guild.id, theme="light")
    await choose(school, time="18:00", subject="vectors", level="1")
    await wait(school, DAY)
    problem = school.study.history()[0]
    assert posts.labels(problem) == ["Try it", "Delete"]
    picture, *_ = await posts.pictures(problem)
    assert picture.convert("L").getpixel((2, 2)) == 255
    assert "\n".join(posts.texts(problem)).count("solution") == 1

    tried = posts.private(await school.student.click(problem, label="Try it"))
    form = await school.student.click(tried, label="Answer")
    exercise = ExerciseId.of(exercise_in(problem))
    assert exercise is not None
    assert exercise.level == 1
    found = made(exercise)
    key = {field.label: found.key[field.name] for field in found.fields}
    assert form.modal is not None
    right = posts.private(await school.student.submit_modal(form, key))

    assert "**Right.**" in posts.texts(right)[0]
    assert times(school, PROBLEM) == ["01-01 18:00"]


async def test_two_servers_in_two_zones(timed_school: School) -> None:
    school = timed_school
    other = school.env.create_guild("Physics")
    lab = other.create_text_channel("lab")
    await school.bot.store.guilds.set_study_channel(other.id, lab.id)
    teachers = other.create_role("Teachers", permissions=discord.Permissions(manage_channels=True))
    head = other.add_member(school.env.create_user("head"), roles=[teachers])
    await choose(school, time="18:00", zone="Asia/Tokyo")
    await head.slash(lab, "study daily", time="18:00", zone="America/New_York")
    await wait(school, DAY)

    assert times(school, PROBLEM) == ["01-01 09:00"]
    (there,) = [m for m in lab.history() if posts.texts(m)[:1] and PROBLEM in posts.texts(m)[0]]
    assert f"{there.created_at:%m-%d %H:%M}" == "01-01 23:00"
    assert exercise_in(there) != exercise_in(school.study.history()[0])


async def test_a_bot_that_was_away_at_the_hour(timed_school: School, next_bot: StudyBot) -> None:
    school = timed_school
    await choose(school, time="18:00")
    await wait(school, DAY)
    await school.bot.close()
    await wait(school, 3 * DAY)
    await school.env.restart_bot(next_bot)
    await wait(school, MINUTE)

    # That of the day on which it comes back is half a day late at most.
    assert times(school, PROBLEM) == ["01-01 18:00", "01-05 00:00"]
    before, now = school.study.threads
    assert now.name is not None
    assert now.name.startswith("4 January: ")
    assert said(before) == ["The problem of 1 January is solved."]
    await wait(school, DAY)
    assert times(school, PROBLEM)[2:] == ["01-05 18:00"]


async def test_the_solution_of_a_problem_that_nobody_saw_is_not_told(
    timed_school: School,
) -> None:
    school = timed_school
    await choose(school, time="18:00")
    await school.teacher.slash(school.channel, "study off")
    await wait(school, DAY + 10 * HOUR)
    await school.choose(school.study)
    await wait(school, 9 * HOUR)

    assert times(school, PROBLEM) == ["01-02 18:00"]
    assert times(school, "The problem of") == []


async def test_switching_it_off_takes_back_what_waits(timed_school: School) -> None:
    school = timed_school
    nothing = await choose(school)
    await choose(school, time="18:00")
    told_off = told(await school.teacher.slash(school.channel, "study off"))
    await wait(school, 19 * HOUR)
    off = await choose(school, time="off")
    await school.choose(school.study)
    await wait(school, DAY)

    assert "No problem comes every day in this server." in nothing
    assert "The daily problem waits until you choose another channel" in told_off
    assert "No problem comes every day in this server any more." in off
    assert school.study.history() == []
    assert await school.bot.store.appointments.unsent() == ()


async def test_a_second_choice_changes_only_what_it_says(timed_school: School) -> None:
    school = timed_school
    await school.bot.store.people.choose(school.teacher.id, zone="Asia/Tokyo")
    first = await choose(school, time="18:00", subject="eigen", level="3")
    second = await choose(school, time="noon")
    shown = await choose(school)

    assert "at 18:00 (Asia/Tokyo)" in first
    assert "at 12:00 (Asia/Tokyo)" in second
    assert shown == second
    assert "eigenvalues and decompositions, of level 3" in shown
    found = await school.bot.store.appointments.of_guild("daily problem", school.guild.id)
    noon = datetime(2026, 1, 1, 3, tzinfo=UTC)
    assert [each.time for each in found] == [round(noon.timestamp() * 1000)]


async def test_what_is_wrong_is_said_in_a_sentence(timed_school: School) -> None:
    school = timed_school

    assert "I know no time of the day `teatime`." in await choose(school, time="teatime")
    assert "I know no time zone `Mars`." in await choose(school, time="18:00", zone="Mars")
    assert "Say at what time it comes" in await choose(school, zone="UTC")
    await school.teacher.slash(school.channel, "study off")
    assert "no study channel yet" in await choose(school, time="18:00")
    with pytest.raises(simcord.SetupError, match="default-member-permissions"):
        await school.student.slash(school.channel, "study daily", time="18:00")
    assert await school.bot.store.appointments.next_time() is None


async def test_a_restart_goes_on_with_the_next_day(
    timed_school: School, next_bot: StudyBot
) -> None:
    school = timed_school
    await choose(school, time="18:00")
    await wait(school, 18 * HOUR)
    await restart(school, next_bot)
    await wait(school, DAY)

    assert times(school, PROBLEM) == ["01-01 18:00", "01-02 18:00"]
    assert len(school.study.threads) == 2
