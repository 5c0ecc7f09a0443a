"""A class of thirty with a sheet of five: what the teacher sees, and what nobody does."""

from __future__ import annotations

from bot.store import Answered
from bot.topics.kit.outcome import Ask, Note
from tests.bot import posts
from tests.bot.topics.classes.conftest import Clock, School, text_of

STUDENTS = range(5000, 5030)
GRADED = (*STUDENTS[:4], *STUDENTS[28:])
EXERCISES = "dot 1, norm 1, distance 1, cell 1, determinant 1"
TITLES = (
    *("The dot product", "The length of a vector", "The distance of two points"),
    *("One entry of a matrix product", "The determinant of a matrix"),
)


def is_right(student: int, place: int) -> bool:
    return (student + place) % 3 > 0


def shows_name(student: int) -> bool:
    return student % 2 == 0


def right(students: list[int], place: int) -> int:
    return sum(is_right(each, place) for each in students)


async def do_sheet(school: School, number: int, student: int, answers: int = 5) -> list[str]:
    """Do a sheet, by the hooks alone; return the exercises.

    The answers of six are graded; those of the others are kept as if they had been.
    """
    asks = await school.pressed(student, f"sheet:{number}")
    assert isinstance(asks, Note), "whether the name is shown is asked first"
    choice = "on" if shows_name(student) else "off"
    await school.pressed(student, f"sheet:{number}:{choice}", name=f"S {student}")
    work = (await school.bot.store.classes.works_of(student))[number]
    for place, exercise in enumerate(work.exercises[:answers]):
        if student not in GRADED:
            kind, score = exercise.partition("-")[0], is_right(student, place)
            mistake = "entry by entry" if kind == "dot" and not score else ""
            answered = Answered(exercise, kind, float(score), mistake)
            assert await school.bot.store.quiz.answer(student, answered) is not None
            continue
        assert str(await school.exercise(student, number)) == exercise
        after = await school.answer(student, number, right=is_right(student, place))
        assert (after.place, after.length) == (place + 1, 5)
        assert "This is counted for Week 1" in after.aside
    return [*work.exercises]


def facts(text: str) -> list[str]:
    return [line for line in text.split("```")[1].strip().splitlines() if line[0].isdigit()]


def expected(students: list[int]) -> list[str]:
    return [
        f"{place + 1}. {title}, level 1: {right(students, place)} of {len(students)} right"
        for place, title in enumerate(TITLES)
    ]


async def test_a_class_of_thirty_with_a_sheet_of_five(school: School, clock: Clock) -> None:
    number = await school.set_sheet("Week 1", EXERCISES)
    exercises = [await do_sheet(school, number, each) for each in STUDENTS[:28]]
    asked = [exercise for each in exercises for exercise in each]
    assert len(set(asked)) == len(asked) == 28 * 5, "everybody has other numbers"
    # These two do not come to the end: one shows her name, one does not.
    for each in STUDENTS[28:]:
        await do_sheet(school, number, each, answers=3)

    shown = await school.told(school.teacher, "class results")

    text = text_of(shown)
    assert "### Week 1: 28 of 30 have finished" in text
    # Of the fourteen without names who are done, twelve: the first four times three.
    unnamed = [each for each in STUDENTS[:28] if not shows_name(each)][:12]
    counted = [each for each in STUDENTS if shows_name(each)] + unnamed
    lines, full = facts(text), [each for each in counted if each != STUDENTS[28]]
    assert lines[:3] == expected(counted)[:3]
    assert lines[3:] == expected(full)[3:]
    wrong = len(counted) - right(counted, 0)
    assert f"   {wrong} × entry by entry" in text
    assert "These are the first answers of 27 people" in text
    assert "The answers of 3 more are not in these numbers." in text
    (alt,) = posts.alts(shown)
    assert f"The dot product: {right(counted, 0)} of 27 right" in alt
    assert "<@" not in text

    named = await school.press(school.teacher, shown, "By name")

    text = text_of(named)
    for each in STUDENTS:
        assert (f"<@{each}>" in text) is shows_name(each)
    first = sum(is_right(STUDENTS[0], place) for place in range(5))
    assert f"<@{STUDENTS[0]}> {first} of 5 right: " in text
    table = (await posts.files(named))["sheet.csv"].splitlines()
    assert table[0].startswith("name,user,right,1: dot 1,")
    assert [line.split(",")[1] for line in table[1:]] == [str(s) for s in STUDENTS if shows_name(s)]
    scores = ",".join(f"{float(is_right(STUDENTS[28], place))}" for place in range(3))
    assert f",{scores},,," in table[-1]

    # After the due date the answers of who did not come to the end count as well.
    clock.move(days=3)
    text = text_of(await school.press(school.teacher, named, "Back to the counts"))
    assert "It was due <t:" in text
    assert "not in these numbers" not in text
    assert facts(text)[:3] == expected([*STUDENTS])[:3]
    assert facts(text)[3:] == expected([*STUDENTS[:28]])[3:]

    # Whoever comes late practises, and no number changes.
    assert isinstance(await school.pressed(6000, f"sheet:{number}"), Ask)
    after = await school.answer(6000, number, right=True)
    assert "for practice and counts for nothing" in after.aside
    going_on = await school.pressed(STUDENTS[29], f"sheet:{number}")
    assert isinstance(going_on, Ask)
    assert "was due <t:" in str(going_on.question.given["aside"])
    after = await school.answer(STUDENTS[29], number, right=True)
    assert "for practice and counts for nothing" in after.aside
    again = text_of(await school.told(school.teacher, "class results"))
    assert facts(again) == facts(text)
    assert "28 of 30 have finished" in again
