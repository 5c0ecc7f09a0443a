"""`/learn` in a simulated Discord: cards, guesses, what they run and ask, and where one was."""

from __future__ import annotations

from typing import Any

import pytest
from simcord.results import InteractionResult, ResponseMessage

from bot.chat.client import StudyBot
from bot.drawing.style import Style
from bot.store.lessons import Begun
from bot.topics.kit.question import Question
from bot.topics.kit.syllabus import ExerciseId
from bot.topics.learn.files import lessons
from bot.topics.learn.lesson import Card, Claim, Exercise, Formula, Guess, Try
from bot.topics.learn.values import Numbers
from bot.topics.quiz.making import made
from tests.bot import posts
from tests.bot.chat.presser import Presser
from tests.bot.conftest import Classroom

DOT = "dot product"
LESSON = lessons()[DOT]
FOLLOWING = lessons()["matrices"]


def number_of(kind: type[Card]) -> int:
    """Return the number of the first card of a kind."""
    return next(n for n, card in enumerate(LESSON.cards, 1) if isinstance(card, kind))


def text_of(message: ResponseMessage) -> str:
    (text,) = posts.texts(message)
    return text


def place_of(message: ResponseMessage) -> str:
    """Return the line that says where one is."""
    return text_of(message).split("\n")[-1]


def place(number: int) -> str:
    return f"-# {LESSON.heading} · {number} of {len(LESSON.cards)}"


class Reader:
    """A student who reads a lesson."""

    def __init__(self, classroom: Classroom, bot: StudyBot) -> None:
        self.classroom = classroom
        self.bot = bot
        self.student = classroom.student

    async def learn(self, **options: Any) -> ResponseMessage:
        """Send `/learn`; return what only the student sees."""
        result = await self.student.slash(self.classroom.channel, "learn", **options)
        return posts.private(result)

    async def press(self, message: ResponseMessage, label: str) -> ResponseMessage:
        """Press a button; return the message as it stands then."""
        shown = posts.private(await self.student.click(message, label=label))
        assert shown.id == message.id
        return shown

    async def choose(self, message: ResponseMessage, value: str) -> ResponseMessage:
        """Choose from the one menu; return the message as it stands then."""
        shown = posts.private(await self.student.select(message, [value]))
        assert shown.id == message.id
        return shown

    async def beside(self, message: ResponseMessage, label: str) -> ResponseMessage:
        """Press a button whose answer stands beside the card; return that."""
        before = text_of(message)
        result: InteractionResult = await self.student.click(message, label=label)
        shown = posts.private(result)
        assert shown.id != message.id
        assert text_of(message) == before
        return shown

    async def at(self, kind: type[Card]) -> ResponseMessage:
        """Go to the first card of a kind."""
        await self.bot.store.lessons.keep(self.student.id, DOT, number_of(kind))
        return await self.learn(lesson=DOT)


@pytest.fixture
def reader(classroom: Classroom, simcord_bot: StudyBot) -> Reader:
    return Reader(classroom, simcord_bot)


async def test_a_lesson_from_its_first_card_to_the_next_lesson(
    reader: Reader, simcord_bot: StudyBot
) -> None:
    store, student = simcord_bot.store.lessons, reader.student.id
    shown = await reader.learn(lesson="4")
    assert posts.labels(shown) == ["Next", "Lessons", "Share", "Delete"]

    for number, card in enumerate(LESSON.cards, 1):
        assert place_of(shown) == place(number)
        assert len(posts.alts(shown)) == isinstance(card, Claim | Formula)
        if isinstance(card, Formula):
            title = text_of(shown).split("\n")[0].removeprefix("### ")
            assert title not in posts.alts(shown)[0], "it stands above the picture"
        assert (await store.of(student))[0] == Begun(DOT, number, number)
        shown = await reader.press(shown, "Next")

    assert text_of(shown).startswith(
        f"### Done: {LESSON.title}\nNext comes **{FOLLOWING.heading}**\n{FOLLOWING.about}"
    )
    assert posts.labels(shown) == ["Previous", "Next lesson", "Lessons", "Share", "Delete"]
    back = await reader.press(shown, "Previous")
    assert place_of(back) == place(len(LESSON.cards))
    done = len(LESSON.cards) + 1
    assert await store.of(student) == (Begun(DOT, done - 1, done),)

    following = await reader.press(await reader.press(back, "Next"), "Next lesson")
    assert f"{FOLLOWING.heading} · 1 of" in place_of(following)
    assert reader.classroom.seen_by(reader.classroom.other) == []


async def test_where_one_was_is_kept(reader: Reader, simcord_bot: StudyBot) -> None:
    first = next(iter(lessons().values()))
    begun = await reader.learn()
    assert f"{first.heading} · 1 of" in place_of(begun)

    shown = await reader.press(await reader.learn(lesson=DOT), "Next")
    assert place_of(await reader.learn()) == place(2)
    assert place_of(await reader.learn(lesson=LESSON.title)) == place(2)
    assert place_of(await reader.press(shown, "Previous")) == place(1)

    listed = await reader.press(await reader.learn(), "Lessons")
    lines = text_of(listed).split("\n")
    assert lines[0] == "### The lessons"
    assert f"**{first.heading}** · 1 of {len(first.cards)}" in lines
    assert f"**{LESSON.heading}** · 2 of {len(LESSON.cards)}" in lines
    assert f"**{FOLLOWING.heading}**" in lines
    assert f"-# {FOLLOWING.about}" in lines

    await simcord_bot.store.lessons.keep(reader.student.id, DOT, len(LESSON.cards) + 1)
    listed = await reader.press(await reader.learn(), "Lessons")
    assert f"**{LESSON.heading}** · done" in text_of(listed).split("\n")
    opened = await reader.choose(listed, DOT)
    assert place_of(opened) == place(1), "what is done begins again"


async def test_a_guess_is_answered_in_place(reader: Reader) -> None:
    card = LESSON.cards[0]
    assert isinstance(card, Guess)
    numbers = Numbers(LESSON, Style().notation)
    choices = [numbers.filled(choice) for choice in card.choices]
    right, because = card.choices.index(card.right), numbers.filled(card.because)

    shown = await reader.learn(lesson=DOT)
    assert because not in text_of(shown)
    assert all(f"- {choice}" in text_of(shown) for choice in choices)
    guessed = await reader.choose(shown, str(right))
    assert f"\n**Right: {choices[right]}**\n{because}" in text_of(guessed)
    assert place_of(guessed) == place(1)

    other = (right + 1) % len(choices)
    wrong = await reader.choose(await reader.learn(lesson=DOT), str(other))
    told = f"\nYour guess: {choices[other]}\n**The answer: {choices[right]}**\n{because}"
    assert told in text_of(wrong)
    again = await reader.press(await reader.press(wrong, "Next"), "Previous")
    assert because not in text_of(again)


async def test_the_real_command_runs_beside_the_card(reader: Reader) -> None:
    shown = await reader.at(Try)
    assert posts.labels(shown)[:3] == ["Previous", "Run it", "Next"]
    command = text_of(shown).split("```")[1].strip()
    name, _, options = command.removeprefix("/").partition(" a:")
    a, _, b = options.partition(" b:")
    assert name == "dot"

    ran = await reader.beside(shown, "Run it")

    same = await reader.classroom.ask("dot", a=a, b=b)
    assert text_of(ran) == text_of(same)
    assert posts.labels(ran) == posts.labels(same)
    assert posts.alts(ran) == posts.alts(same)


async def test_an_exercise_is_asked_beside_the_card(reader: Reader) -> None:
    shown = await reader.at(Exercise)
    card = LESSON.cards[number_of(Exercise) - 1]
    assert isinstance(card, Exercise)
    assert posts.labels(shown)[:3] == ["Previous", "Try it", "Next"]

    asked = await reader.beside(shown, "Try it")

    found = ExerciseId.of(text_of(asked).split("exercise:")[1].rstrip("`"))
    assert found is not None
    assert (found.kind, found.level) == (card.exercise, card.level)
    assert "\n".join(made(found).given) in text_of(asked)


async def test_a_lesson_that_is_none(reader: Reader) -> None:
    refused = await reader.classroom.refusal("learn", lesson="astronomy")

    assert "There is no lesson of this name" in refused


async def test_lessons_are_completed(reader: Reader) -> None:
    offered = await reader.student.autocomplete(
        reader.classroom.channel, "learn", "lesson", "dot pr"
    )

    assert [(choice["name"], choice["value"]) for choice in offered] == [(LESSON.heading, DOT)]


async def test_forged_presses(classroom: Classroom, simcord_bot: StudyBot) -> None:
    presser = Presser(classroom, simcord_bot)
    end = {"lesson": DOT, "_card": "99", "_guess": ""}
    last = {"lesson": [*lessons()][-1], "_card": "99", "_guess": ""}
    listed = {"lesson": ""}
    gone = "I no longer know this button."
    for action, question, values, told in (
        ("learnrun", Question("learn", end, private=True), (), gone),
        ("learnfollowing", Question("learn", last, private=True), (), gone),
        ("learnnext", Question("learn", listed, private=True), (), gone),
        ("learnnext", Question("dot", {"a": "1 2", "b": "3 4"}), (), gone),
        ("learnopen:lesson", Question("learn", listed, private=True), ("astronomy",), gone),
        ("learnnext", Question("learn", {"lesson": "astronomy"}, private=True), (), "no lesson"),
    ):
        result = await presser.press(f"linalg:{action}:ASKER:KEY", question, *values)
        assert told in posts.private(result).content, action
    shown = await presser.press("linalg:learnnext:ASKER:KEY", Question("learn", end, private=True))
    assert f"### Done: {LESSON.title}" in text_of(posts.response(shown))
    odd = Question("learn", {"lesson": DOT, "_card": "-1", "_guess": "77"}, private=True)
    back = await presser.press("linalg:learnback:ASKER:KEY", odd)
    assert place_of(posts.response(back)) == place(1)
    of_another = f"linalg:learnnext:{classroom.other.id}:KEY"
    refused = await presser.press(of_another, Question("learn", {"lesson": DOT}))
    assert "Only the person who asked can change this" in posts.private(refused).content
