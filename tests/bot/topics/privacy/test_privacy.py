"""`/privacy`: everything that is kept of somebody, shown and forgotten."""

from __future__ import annotations

import json
from typing import Any

import pytest

from bot.chat.client import StudyBot
from bot.topics.privacy import asking
from tests.bot import posts
from tests.bot.conftest import Classroom


async def exported(classroom: Classroom) -> dict[str, Any]:
    """Return what the student is given as a file."""
    message = posts.private(await classroom.student.slash(classroom.channel, "privacy export"))
    ((name, text),) = (await posts.files(message)).items()
    assert name == "study-bot-data.json"
    return json.loads(text)


async def words(classroom: Classroom, command: str) -> str:
    """Return the words that the student alone is told."""
    message = posts.private(await classroom.student.slash(classroom.channel, command))
    assert message.attachments == []
    (text,) = posts.texts(message)
    return text


@pytest.fixture
async def keeper(classroom: Classroom, simcord_bot: StudyBot) -> Classroom:
    """The student and another one keep values and settings."""
    people = simcord_bot.store.people
    for person in (classroom.student.id, classroom.other.id):
        await people.set_variable(person, "A", "[[1, 2], [3, 4]]")
        await people.set_variable(person, "π2", "6.2832")
        await people.choose(person, motion=False)
    return classroom


async def test_a_stranger_is_told_that_there_is_nothing(classroom: Classroom) -> None:
    for command in ("privacy export", "privacy delete"):
        assert await words(classroom, command) == "Nothing is kept about you."


async def test_the_export_has_all_of_the_person_and_nothing_of_others(keeper: Classroom) -> None:
    assert await exported(keeper) == {
        "discord id": str(keeper.student.id),
        "people": [{"motion": False}],
        "variables": [{"name": "A", "text": "[[1, 2], [3, 4]]"}, {"name": "π2", "text": "6.2832"}],
    }
    assert keeper.seen_by(keeper.other) == []


async def test_deleting_asks_first_and_then_says_what_is_gone(
    keeper: Classroom, simcord_bot: StudyBot
) -> None:
    asked = posts.private(await keeper.student.slash(keeper.channel, "privacy delete"))
    (question,) = posts.texts(asked)
    assert question.startswith("### Forget all this?\n- your settings\n- 2 named values\n")
    assert len((await exported(keeper))["variables"]) == 2

    done = posts.response(await keeper.student.click(asked, label="Forget everything"))

    (text,) = posts.texts(done)
    assert done.id == asked.id
    assert text.startswith("### Forgotten\n- your settings\n- 2 named values\nNothing is kept")
    assert posts.labels(done) == []
    assert await words(keeper, "privacy export") == "Nothing is kept about you."
    assert (await simcord_bot.store.people.person(keeper.student.id)).settings.motion
    assert len(await simcord_bot.store.people.variables(keeper.other.id)) == 2


async def test_one_can_think_better_of_it(keeper: Classroom) -> None:
    before = await exported(keeper)
    asked = posts.private(await keeper.student.slash(keeper.channel, "privacy delete"))

    kept = posts.response(await keeper.student.click(asked, label="Keep it"))

    assert posts.texts(kept) == ["Everything is kept as it was."]
    assert posts.labels(kept) == []
    assert await exported(keeper) == before


async def test_two_questions_open_at_once_forget_once(keeper: Classroom) -> None:
    asked = [
        posts.private(await keeper.student.slash(keeper.channel, "privacy delete"))
        for _ in range(2)
    ]

    texts = [
        posts.texts(posts.response(await keeper.student.click(one, label="Forget everything")))[0]
        for one in asked
    ]

    assert texts[0].startswith("### Forgotten")
    assert texts[1] == "Nothing is kept about you."


async def test_answers_know_nothing_any_more(keeper: Classroom) -> None:
    old = await keeper.ask("calc", expression="A")
    asked = posts.private(await keeper.student.slash(keeper.channel, "privacy delete"))
    await keeper.student.click(asked, label="Forget everything")

    copies = posts.private(await keeper.student.click(old, label="Copy"))
    new = posts.private(await keeper.student.slash(keeper.channel, "calc", expression="A + 1"))

    assert copies.content.startswith("I no longer have the numbers of this answer.")
    assert "A" in new.content


async def test_questions_are_exported_and_forgotten(
    keeper: Classroom, simcord_bot: StudyBot
) -> None:
    mine = await keeper.ask("calc", expression="2 A")
    theirs = posts.response(await keeper.other.slash(keeper.channel, "dot", a="[1]", b="[2]"))

    found = await exported(keeper)
    (question,) = found["questions"]
    assert (question["command"], question["inputs"]) == ("calc", {"expression": "2 A"})
    assert question["server"] == keeper.student.guild.id
    assert not question["private"]

    asked = posts.private(await keeper.student.slash(keeper.channel, "privacy delete"))
    assert "- one question" in posts.texts(asked)[0]
    await keeper.student.click(asked, label="Forget everything")

    recall = simcord_bot.desk.questions.recall
    assert await recall(posts.key(mine)) is None
    assert await recall(posts.key(theirs)) is not None


async def test_a_large_export_is_cut_to_what_discord_takes(
    classroom: Classroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(asking, "MOST_BYTES", 2000)
    await classroom.ask("dot", a=f"[1, {2500 * ' '} 2]", b="[3, 4]")

    message = posts.private(await classroom.student.slash(classroom.channel, "privacy export"))

    (text,) = (await posts.files(message)).values()
    assert "texts end after 300 characters" in posts.texts(message)[0]
    (question,) = json.loads(text)["questions"]
    assert len(question["inputs"]["a"]) <= 300
    assert question["inputs"]["b"] == "[3, 4]"
    assert len(text) < 2000
