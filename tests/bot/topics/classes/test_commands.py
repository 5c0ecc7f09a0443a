"""`/class` in simulated Discord: setting a sheet, doing it, and who may not."""

from __future__ import annotations

import re

import discord
import pytest
from simcord.results import ResponseMessage

from bot.errors import UserError
from bot.store import Answered
from bot.topics.classes.teachers import role
from bot.topics.kit.outcome import Rank, Request
from bot.topics.quiz.asking import start
from bot.topics.quiz.making import made
from tests.bot import posts
from tests.bot.chat.presser import Presser
from tests.bot.conftest import Classroom
from tests.bot.topics.classes.conftest import Clock, School, exercise_in, fields, text_of

TAKEN_BACK = (
    "The teacher has taken this sheet back: it counts no more, and what you answered stays in "
    "`/quiz stats`."
)
ONLY_TEACHERS = "Only teachers can do this: "
OF_TEACHERS: tuple[tuple[str, dict[str, str]], ...] = (
    ("class sheet", {"title": "Mine", "exercises": "dot", "due": "in 2 days"}),
    ("class sheet", {}),
    ("class results", {}),
    ("class remove", {}),
)


async def answered(
    school: School, shown: ResponseMessage, number: int, *, right: bool
) -> ResponseMessage:
    """Fill in the form of the exercise of a sheet that the student is shown."""
    who = school.student
    exercise = made(await school.exercise(who.id, number))
    assert "\n".join(exercise.given) in text_of(shown)
    form = await who.click(shown, label="Answer")
    values = [exercise.key[f.name] if right else "123456" for f in exercise.fields]
    return posts.private(await who.submit_modal(form, dict(zip(fields(form), values, strict=True))))


async def test_a_sheet_from_the_form_to_the_results(school: School) -> None:
    form = await school.teacher.slash(school.channel, "class sheet", title="Week 1")
    assert fields(form) == {"title": "Week 1", "exercises": "", "due": "", "zone": "UTC"}
    entered = {"title": "Week 1", "exercises": "dot 1, norm 1", "due": "in 2 days 18:00"}
    told = posts.private(
        await school.teacher.submit_modal(form, {**entered, "zone": "Europe/Berlin"})
    )
    assert "### Week 1\n1. The dot product, level 1\n2. The length of a vector" in text_of(told)
    ((due, *_),) = [set(re.findall(r"<t:(\d+):", text_of(told)))]
    ((number, *_),) = [[sheet.number for sheet in await school.sheets()]]
    assert int(due) % 3600 == 0
    # The day of the week, the date and how long that is: what is read wrongly is seen.
    assert f"Due <t:{due}:F>, <t:{due}:R>." in text_of(told)

    listed = await school.told(school.student, "class sheets")
    assert f"**Week 1** · 0 of 2 exercises · due <t:{due}:R>" in text_of(listed)
    asks = await school.press(school.student, listed, "Begin Week 1")
    assert "May the teachers of this server see your name?" in text_of(asks)
    assert posts.labels(asks) == ["Show my name", "Only count me"]
    first = await school.press(school.student, asks, "Show my name")
    assert text_of(first).startswith("### 1 of 2 · The dot product")
    assert f"Week 1, due <t:{due}:R>: your first answer counts." in text_of(first)

    wrong = await answered(school, first, number, right=False)
    assert "The same kind comes back" in text_of(wrong)
    assert "This is counted for Week 1." in text_of(wrong)
    exercises = [exercise_in(wrong)]
    second = await school.press(school.student, wrong, "Next")
    exercises.append(await school.exercise(school.student.id, number))
    assert str(exercises[1]) not in text_of(second), "it can be asked nowhere else"
    stopped = await school.press(school.student, second, "Stop")
    assert text_of(stopped).startswith("### 0 of 1 right at first")
    assert f"**Week 1**: 1 exercise to go, until <t:{due}:F>." in text_of(stopped)

    # Exercises of one's own do not disturb it, and coming back gives the same numbers.
    await school.press(school.student, stopped, "Exercises of my own")
    listed = await school.told(school.student, "class sheets")
    assert "1 of 2 exercises" in text_of(listed)
    assert "Teachers here see your name" in text_of(listed)
    again = await school.press(school.student, listed, "Go on with Week 1")
    assert text_of(again).startswith("### 2 of 3 · ")
    assert await school.exercise(school.student.id, number) == exercises[1]
    right = await answered(school, again, number, right=True)
    back = await school.press(school.student, right, "Next")
    assert text_of(back).startswith("### 3 of 3 · The dot product")
    assert "this one is for practice and counts for nothing" in text_of(back)
    right = await answered(school, back, number, right=True)
    end = await school.press(school.student, right, "Next")
    assert text_of(end).startswith("### 1 of 2 right at first")
    assert "**Week 1** is done" in text_of(end)
    practice = await school.press(school.student, end, "Practise it")
    other = await school.exercise(school.student.id, number)
    assert other.kind == "dot"
    assert other != exercises[0], "other numbers"
    assert "for practice and counts for nothing" in text_of(practice)

    shown = await school.told(school.teacher, "class results")
    assert "### Week 1: 1 of 1 have finished" in text_of(shown)
    assert "1. The dot product, level 1: 0 of 1 right\n" in text_of(shown)
    assert posts.labels(shown) == ["By name", "Count again", "Delete"]
    named = await school.press(school.teacher, shown, "By name")
    assert f"<@{school.student.id}> 1 of 2 right: ✗ ✓\n" in text_of(named)

    # Taken back, it is gone at once, also for an answer that stands.
    await school.told(school.student, "class names", show="off")
    back_to = await school.press(school.teacher, named, "Back to the counts")
    assert "The answers of 1 more are not in these numbers." in text_of(back_to)
    assert posts.alts(back_to) == []
    hidden = await school.press(school.teacher, back_to, "By name")
    assert "Nobody who has begun this sheet shows their name." in text_of(hidden)
    assert school.channel.history(viewer=school.other) == []


async def test_somebody_who_is_no_teacher_is_told_so_in_one_sentence(
    school: School,
) -> None:
    number = await school.set_sheet()
    for command, options in OF_TEACHERS:
        told = await school.told(school.student, command, **options)
        assert text_of(told).startswith(ONLY_TEACHERS), command
    shown = await school.told(school.teacher, "class results")
    key = posts.key(shown)
    presser = Presser(
        Classroom(school.channel, school.student, school.other, school.teacher), school.bot
    )
    for forged in (
        *(f"linalg:classresults:{number}", f"linalg:classremove:{number}:yes"),
        *(f"linalg:classremove:{number}", "linalg:classremove:all"),
    ):
        told = posts.private(await presser.press(forged))
        assert text_of(told).startswith(ONLY_TEACHERS), forged
    for action in ("classnames", "classcount", "classchange"):
        told = posts.private(await presser.press(f"linalg:{action}:{school.teacher.id}:{key}"))
        assert "Only the person who asked can open this" in text_of(told)
    assert len(await school.sheets()) == 1
    told = await school.told(school.student, "class role")
    assert text_of(told).startswith("Only somebody who may manage channels or the server")


async def test_a_role_makes_teachers_until_it_is_taken_back(school: School) -> None:
    teachers = school.guild.create_role("Teachers")
    assistant = school.guild.add_member(school.env.create_user("assistant"), roles=[teachers])
    warden = school.guild.create_role("Wardens", permissions=discord.Permissions(manage_guild=True))
    owner = school.guild.add_member(school.env.create_user("owner"), roles=[warden])
    await school.set_sheet()
    told = await school.told(assistant, "class results")
    assert text_of(told).startswith(ONLY_TEACHERS)

    told = await school.told(owner, "class role", role=teachers)
    assert f"Whoever has <@&{teachers.id}> is a teacher here" in text_of(told)
    shown = await school.told(assistant, "class results")
    assert "### Week 1: 0 of 0 have finished" in text_of(shown)
    assert "Nobody has begun it." in text_of(shown)

    told = await school.told(owner, "class role")
    assert "Only those who may manage channels are teachers here now." in text_of(told)
    again = posts.private(await assistant.click(shown, label="Count again"))
    assert text_of(again).startswith(ONLY_TEACHERS), "an answer that stands opens nothing more"


async def test_not_everybody_is_made_a_teacher(school: School) -> None:
    everybody = Rank(school.guild.id, "@everyone")
    may = frozenset({"manage_channels"})
    user, guild = school.teacher.id, school.guild.id
    request = Request("class role", {}, user, guild, may, ranks={"role": everybody})

    with pytest.raises(UserError, match="That role is everybody's"):
        await role(request, school.services)

    assert await school.bot.store.classes.teacher_role(guild) is None


async def test_a_sheet_of_another_server_is_refused(school: School) -> None:
    number = await school.set_sheet()
    far = school.env.create_guild("Elsewhere")
    manager = far.create_role("Managers", permissions=discord.Permissions(manage_channels=True))
    mallory = far.add_member(school.env.create_user("mallory"), roles=[manager])
    room = Classroom(far.create_text_channel("there"), mallory, mallory, mallory)
    presser = Presser(room, school.bot)

    for forged in (
        *(f"quizbegin:sheet:{number}", f"quizbegin:sheet:{number}:on"),
        *(f"classresults:{number}", f"classremove:{number}", f"classremove:{number}:yes"),
        *("quizbegin:sheet:999999", "classresults:999999", "quizbegin:sheet:99999999999999"),
    ):
        told = posts.private(await presser.press(f"linalg:{forged}"))
        assert "no such sheet" in text_of(told), forged
    for forged in (
        "quizbegin:sheet:",
        "quizbegin:sheet:1:maybe",
        "classremove:1;",
        "classresults:x",
    ):
        told = posts.private(await presser.press(f"linalg:{forged}"))
        assert "I no longer know this button." in text_of(told), forged
    assert await school.bot.store.people.kept(mallory.id) == ()
    assert len(await school.sheets()) == 1


async def test_what_strangers_type_stays_text(school: School) -> None:
    title = "**Bold** <@1> @everyone [x](https://e.org) `"
    await school.set_sheet(title)

    listed = text_of(await school.told(school.student, "class sheets"))
    shown = text_of(await school.told(school.teacher, "class results"))

    for text in (listed, shown):
        assert r"\*\*Bold\*\* \<\@1> \@everyone \[x](https://e.org) \`" in text
    by_number = await school.told(school.teacher, "class remove")
    assert posts.labels(by_number) == [title]


async def test_removing_a_sheet_ends_what_goes_on(school: School) -> None:
    number = await school.set_sheet()
    listed = await school.told(school.student, "class sheets")
    asks = await school.press(school.student, listed, "Begin Week 1")
    shown = await school.press(school.student, asks, "Only count me")
    listed = await school.told(school.student, "class sheets")
    exercise = str(await school.exercise(school.student.id, number))
    sure = await school.press(
        school.teacher, await school.told(school.teacher, "class remove"), "Week 1"
    )
    assert "The answers of 1 person go with it, for good." in text_of(sure)
    await school.press(school.teacher, sure, "Remove it")

    for label in ("Skip", "Hint", "Stop", "Answer"):
        told = posts.private(await school.student.click(shown, label=label))
        assert told.content == TAKEN_BACK, label
    told = posts.private(await school.student.click(listed, label="Go on with Week 1"))
    assert "no such sheet" in text_of(told)
    assert "no sheets of exercises" in text_of(await school.told(school.student, "class sheets"))
    late = await school.bot.store.quiz.answer(school.student.id, Answered(exercise, "dot", 1))
    assert late is None
    assert number not in await school.bot.store.classes.works_of(school.student.id)


async def test_a_sheet_that_is_removed_while_somebody_answers(school: School) -> None:
    number = await school.set_sheet()
    await school.pressed(school.student.id, f"sheet:{number}:off")
    listed = await school.told(school.student, "class sheets")
    first = await school.press(school.student, listed, "Go on with Week 1")
    form = await school.student.click(first, label="Answer")
    after = await answered(school, first, number, right=True)
    # A sitting of one's own is no place to be sent to instead.
    await school.told(school.student, "quiz start", topic="The dot product")

    await school.bot.store.classes.remove(number, school.guild.id)
    filled = await school.student.submit_modal(form, dict.fromkeys(fields(form), "1"))

    assert posts.private(filled).content == TAKEN_BACK
    assert posts.private(await school.student.click(after, label="Next")).content == TAKEN_BACK
    (review,) = await school.bot.store.quiz.reviews(school.student.id)
    assert review.score == 1, "as it is said, it stays"


async def test_a_sheet_that_is_due_while_somebody_answers(school: School, clock: Clock) -> None:
    number = await school.set_sheet()
    await school.pressed(school.student.id, f"sheet:{number}:off")
    listed = await school.told(school.student, "class sheets")
    first = await school.press(school.student, listed, "Go on with Week 1")
    assert "your first answer counts" in text_of(first)
    clock.move(days=3)

    late = await answered(school, first, number, right=True)

    assert "Right." in text_of(late)
    assert "this is for practice and counts for nothing" in text_of(late)
    following = await school.press(school.student, late, "Next")
    assert text_of(following).startswith("### 2 of 2 · ")
    end = await school.press(school.student, following, "Stop")
    assert "**Week 1** was due" in text_of(end)
    assert posts.labels(end) == ["Practise it", "Exercises of my own"]
    (work,) = await school.bot.store.classes.works(number)
    assert (work.answered, work.finished) == (0, None)


async def test_what_is_open_on_a_sheet_is_asked_nowhere_else(school: School) -> None:
    number = await school.set_sheet(exercises="dot 1")
    listed = await school.told(school.student, "class sheets")
    asks = await school.press(school.student, listed, "Begin Week 1")
    shown = await school.press(school.student, asks, "Only count me")
    exercise = str(await school.exercise(school.student.id, number))
    other = posts.private(await school.other.slash(school.channel, "quiz start", exercise=exercise))
    assert posts.labels(other)[0] == "Answer", "it is only its own student's"

    by_id = await school.told(school.student, "quiz start", exercise=exercise.upper())
    form = {"exercise": exercise, "topic": "", "level": "", "place": "0", "hints": "0"}
    request = Request("quiz start", {**form, "a · b": "1"}, school.student.id, from_form=True)
    with pytest.raises(UserError, match="This one is on a sheet of yours"):
        await start(request, school.services)

    assert "This one is on a sheet of yours" in text_of(by_id)
    await answered(school, shown, number, right=True)
    by_id = await school.told(school.student, "quiz start", exercise=exercise)
    assert posts.labels(by_id)[0] == "Answer"


async def test_what_is_kept_of_a_student_is_told_and_forgotten(school: School) -> None:
    number = await school.set_sheet()
    await school.pressed(school.student.id, f"sheet:{number}:on", name="Ann")
    people = school.bot.store.people

    before = (await school.bot.store.classes.works_of(school.student.id))[number]

    kept = {found.name: found.words for found in await people.kept(school.student.id)}
    await people.forget(school.student.id)

    assert kept["sheet_works"] == "your work on one sheet of exercises"
    assert kept["class_names"] == "whether the teachers of one server see your name"
    shown = text_of(await school.told(school.teacher, "class results"))
    assert "0 of 0 have finished" in shown
    # Who begins anew is not asked what they know the answers of.
    await school.pressed(school.student.id, f"sheet:{number}:on", name="Ann")
    after = (await school.bot.store.classes.works_of(school.student.id))[number]
    assert not {*before.exercises} & {*after.exercises}
