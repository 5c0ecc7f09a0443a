"""`/quiz start` in a simulated Discord: a sitting, its buttons, and who sees what."""

from __future__ import annotations

import re
from typing import Any

import pytest
from simcord.results import InteractionResult, ResponseMessage

from bot.chat.client import StudyBot
from bot.topics.quiz.making import made
from bot.topics.quiz.syllabus import ExerciseId
from tests.bot import posts
from tests.bot.conftest import Classroom

ID = re.compile(r"exercise:([a-z]+-\d-[0-9a-f]{6})`")

DOT = "dot-2-00c0ff"
"""a = [−6, 5, −1], b = [−5, 3, 2], a · b = 43."""

OF_A_QUESTION = ["Answer", "Hint", "Skip", "Stop", "Share", "Delete"]
OF_A_RIGHT_ANSWER = ["Next", "Working", "Share", "Delete"]
OF_A_WRONG_ANSWER = ["Next", "I disagree", "Share", "Delete"]


def exercise_of(message: ResponseMessage) -> ExerciseId:
    """Return the exercise that a message shows."""
    (text,) = posts.texts(message)
    (name,) = ID.findall(text)
    found = ExerciseId.of(name)
    assert found is not None
    return found


def text_of(message: ResponseMessage) -> str:
    (text,) = posts.texts(message)
    return text


def title(message: ResponseMessage) -> str:
    return text_of(message).splitlines()[0].removeprefix("### ")


class Sitting:
    """A student who practises."""

    def __init__(self, classroom: Classroom) -> None:
        self.classroom = classroom
        self.student = classroom.student

    async def start(self, **options: Any) -> ResponseMessage:
        """Send `/quiz start`; return what only the student sees."""
        result = await self.student.slash(self.classroom.channel, "quiz start", **options)
        return posts.private(result)

    async def press(self, message: ResponseMessage, label: str) -> ResponseMessage:
        """Press a button; return the message as it stands then."""
        return posts.private(await self.student.click(message, label=label))

    async def form(self, message: ResponseMessage) -> InteractionResult:
        """Press Answer; return the form."""
        form = await self.student.click(message, label="Answer")
        assert form.modal is not None
        return form

    async def answer(self, message: ResponseMessage, *typed: str) -> ResponseMessage:
        """Fill in the form; return the message as it stands then."""
        form = await self.form(message)
        return posts.private(
            await self.student.submit_modal(form, dict(zip(names(form), typed, strict=True)))
        )

    async def answer_right(self, message: ResponseMessage) -> ResponseMessage:
        """Answer with the exercise's own key."""
        exercise = made(exercise_of(message))
        return await self.answer(message, *(exercise.key[field.name] for field in exercise.fields))


def names(form: InteractionResult) -> list[str]:
    """Return the names of a form's fields."""
    assert form.modal is not None
    return [part["component"]["custom_id"] for part in form.modal["components"]]


def typed_in(form: InteractionResult) -> list[str]:
    """Return what stands in the fields of a form."""
    assert form.modal is not None
    return [part["component"].get("value") or "" for part in form.modal["components"]]


@pytest.fixture
def sitting(classroom: Classroom) -> Sitting:
    return Sitting(classroom)


async def test_a_sitting_of_ten(sitting: Sitting, simcord_bot: StudyBot) -> None:
    store, student = simcord_bot.store.quiz, sitting.student.id

    first = await sitting.start(topic="The dot product", level="1")
    assert title(first) == "1 of 10 · The dot product"
    assert posts.labels(first) == OF_A_QUESTION
    assert len(posts.alts(first)) == 1

    right = await sitting.answer_right(first)
    assert right.id == first.id
    assert "**Right.**" in text_of(right)
    assert posts.labels(right) == OF_A_RIGHT_ANSWER

    second = await sitting.press(right, "Next")
    assert title(second) == "2 of 10 · The dot product"
    wrong = await sitting.answer(second, "[1, 2]")
    assert "**Not yet.** The dot product is one number" in text_of(wrong)
    assert "read as [1, 2]" in text_of(wrong)
    assert title(wrong) == "2 of 11 · The dot product"
    assert posts.labels(wrong) == OF_A_WRONG_ANSWER
    assert any("step by step" in alt for alt in posts.alts(wrong)), "the working is shown"
    wrong_one = exercise_of(wrong)

    unread = await sitting.answer(await sitting.press(wrong, "Next"), "seven ((")
    assert "That is no attempt yet." in text_of(unread)
    assert posts.labels(unread) == OF_A_QUESTION
    assert typed_in(await sitting.form(unread)) == ["seven (("]
    assert [review.score for review in await store.reviews(student)] == [1, 0]

    hinted = await sitting.press(unread, "Hint")
    assert "**Hint 1.** " in text_of(hinted)
    assert "**Hint 2.** " not in text_of(hinted)

    # Leave, and come back.
    offer = await sitting.start()
    assert "2 done, 9 to go" in text_of(offer)
    assert posts.labels(offer) == ["Go on", "Begin a new one"]
    again = await sitting.press(offer, "Go on")
    assert exercise_of(again) == exercise_of(hinted)
    assert "**Hint 1.** " in text_of(again), "what a hint costs is not saved by leaving"
    helped = await sitting.answer_right(again)
    assert "With 1 hint" in text_of(helped)

    skipped = await sitting.press(await sitting.press(helped, "Next"), "Skip")
    assert title(skipped) == "5 of 11 · The dot product"

    shown = skipped
    for _ in range(7):
        shown = await sitting.press(await sitting.answer_right(shown), "Next")
    summary = text_of(shown)
    assert summary.startswith("### 8 of 9 right at first\n1 of them with hints.\n1 skipped.\n")
    assert "1 came back with other numbers, and 1 right then." in summary
    assert posts.labels(shown) == ["Ten more"]

    reviews = await store.reviews(student)
    assert [review.score for review in reviews] == [1, 0, 1, *[1] * 7]
    assert [review.hints for review in reviews] == [0, 0, 1, *[0] * 7]
    assert reviews[1].mistake == "entry by entry"
    last = ExerciseId.of(reviews[-1].exercise)
    assert last is not None
    assert (last.kind, last.level) == (wrong_one.kind, wrong_one.level)
    assert last != wrong_one, "it comes back with other numbers"
    assert await store.sitting(student) is None
    assert sitting.classroom.seen_by(sitting.classroom.other) == []
