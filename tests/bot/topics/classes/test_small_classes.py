"""Classes so small that a count could be somebody's, and a teacher who does the sheet, too."""

from __future__ import annotations

import pytest

from bot.store import Answered
from bot.topics.kit.outcome import Ask
from tests.bot import posts
from tests.bot.topics.classes.conftest import School, text_of

MISTAKE = "entry by entry"

HIDDEN = (MISTAKE, "✗", "0 of", "1 of 1 right", "1 of 2 right", "2 of 2 right")
"""What would tell of somebody's answers."""


async def done(school: School, number: int, user: int, name: str = "", score: float = 0) -> None:
    """Do a sheet of one exercise by the hooks; without a name only counted."""
    asked = await school.pressed(user, f"sheet:{number}:{'on' if name else 'off'}", name=name)
    assert isinstance(asked, Ask)
    (exercise,) = (await school.bot.store.classes.works_of(user))[number].exercises
    answered = Answered(exercise, "dot", score, "" if score else MISTAKE)
    assert await school.bot.store.quiz.answer(user, answered) is not None


@pytest.mark.parametrize("people", [1, 2])
async def test_of_one_or_two_without_names_nothing_is_told(school: School, people: int) -> None:
    number = await school.set_sheet(exercises="dot 1")
    for student in range(5000, 5000 + people):
        await done(school, number, student)

    shown = await school.told(school.teacher, "class results")
    text, alts = text_of(shown), posts.alts(shown)
    named = await school.press(school.teacher, shown, "By name")

    assert f"### Week 1: {people} of {people} have finished" in text
    assert "1. The dot product, level 1: none counted yet" in text
    assert f"The answers of {people} more are not in these numbers." in text
    assert alts == []
    assert "Nobody who has begun this sheet shows their name." in text_of(named)
    for words in (*HIDDEN, "<@"):
        assert words not in text.partition("have finished")[2], words
        assert words not in text_of(named), words


async def test_beside_one_with_a_name_the_other_stays_hidden(school: School) -> None:
    number = await school.set_sheet(exercises="dot 1")
    await done(school, number, 5000, "Ann", 1)
    await done(school, number, 5001)

    shown = await school.told(school.teacher, "class results")

    text = text_of(shown)
    assert "1. The dot product, level 1: 1 of 1 right" in text
    assert "The answers of 1 more are not in these numbers." in text
    assert MISTAKE not in text


async def test_a_teachers_own_answers_complete_no_group(school: School) -> None:
    """A group of the teacher and two others would tell the teacher about those two."""
    number = await school.set_sheet(exercises="dot 1")
    await done(school, number, 5000)
    await done(school, number, 5001)
    await done(school, number, school.teacher.id, score=1)

    shown = await school.told(school.teacher, "class results")

    text = text_of(shown)
    assert "### Week 1: 3 of 3 have finished" in text
    assert "1. The dot product, level 1: 1 of 1 right" in text
    assert "Yours are among them." in text
    assert "The answers of 2 more are not in these numbers." in text
    assert MISTAKE not in text

    await done(school, number, 5002, score=1)
    text = text_of(await school.press(school.teacher, shown, "Count again"))
    assert "1. The dot product, level 1: 2 of 4 right" in text
    assert f"2 × {MISTAKE}" in text


async def test_who_has_left_the_server_stays_counted_and_has_a_name(school: School) -> None:
    number = await school.set_sheet(exercises="dot 1")
    ann = school.guild.add_member(school.env.create_user("ann"))
    await done(school, number, ann.id, "Ann *", 1)
    school.guild.remove_member(ann)
    await school.env.settle()

    shown = await school.told(school.teacher, "class results")
    assert "1. The dot product, level 1: 1 of 1 right" in text_of(shown)
    named = await school.press(school.teacher, shown, "By name")

    # Discord shows the number alone of whom it does not know.
    assert rf"Ann \* <@{ann.id}> 1 of 1 right: ✓" in text_of(named)
    assert f"Ann *,{ann.id},1" in (await posts.files(named))["sheet.csv"]
    await school.bot.store.people.forget(ann.id)
    shown = await school.press(school.teacher, named, "Back to the counts")
    assert "### Week 1: 0 of 0 have finished" in text_of(shown)
