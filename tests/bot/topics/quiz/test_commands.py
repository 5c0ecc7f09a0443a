"""`/quiz start` in a simulated Discord: a sitting, its buttons, and who sees what."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any

import pytest
from simcord.actors import MemberActor
from simcord.results import InteractionResult, ResponseMessage

from bot.chat.client import StudyBot
from bot.store import Answered, clock
from bot.topics.kit.syllabus import ExerciseId
from bot.topics.quiz.exercise import Options
from bot.topics.quiz.making import made
from tests.bot import posts
from tests.bot.chat.presser import Presser
from tests.bot.conftest import Classroom

ID = re.compile(r"exercise:([a-z]+-\d-[0-9a-f]{6})`")

DOT = "dot-2-00c0ff"

WRONG = "0.5"
"""No product of whole vectors."""

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


async def test_the_problem_of_today_is_the_same_for_everybody(
    classroom: Classroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    def it_is(day: int, hour: int) -> None:
        now = datetime(2027, 2, day, hour, 59, tzinfo=UTC).timestamp()
        monkeypatch.setattr(clock, "time", SimpleNamespace(time_ns=lambda: int(now * 1e9)))

    async def ask(student: MemberActor) -> str:
        shown = posts.private(await student.slash(classroom.channel, "quiz daily"))
        assert posts.labels(shown)[1:] == ["Hint", "Share", "Delete"]
        return str(exercise_of(shown))

    it_is(3, 0)
    first = await ask(classroom.student)
    it_is(3, 23)
    assert await ask(classroom.other) == first
    it_is(4, 0)
    assert await ask(classroom.other) != first


@pytest.mark.parametrize("opened", ["before", "after"])
async def test_the_problem_of_yesterday_can_be_answered_after_midnight(
    classroom: Classroom, monkeypatch: pytest.MonkeyPatch, opened: str
) -> None:
    def it_is(day: int, hour: int) -> None:
        now = datetime(2027, 2, day, hour, 59, tzinfo=UTC).timestamp()
        monkeypatch.setattr(clock, "time", SimpleNamespace(time_ns=lambda: int(now * 1e9)))

    student = classroom.student
    it_is(3, 23)
    shown = posts.private(await student.slash(classroom.channel, "quiz daily"))
    exercise = exercise_of(shown)
    key = {field.label: made(exercise).key[field.name] for field in made(exercise).fields}
    if opened == "after":
        it_is(4, 0)
    form = await student.click(shown, label="Answer")
    it_is(4, 0)
    answered = posts.private(await student.submit_modal(form, key))

    assert "**Right.**" in text_of(answered)
    assert exercise_of(answered) == exercise


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
    assert posts.alts(first)[0].startswith("What is the dot product a · b? a = [")

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
    assert "That is no attempt yet. **a · b**: " in text_of(unread)
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


async def test_one_exercise_by_its_id(sitting: Sitting, simcord_bot: StudyBot) -> None:
    shown = await sitting.start(exercise=f" {DOT.upper()} ")
    assert title(shown) == "The dot product"
    assert "\n".join(made(exercise_of(shown)).given) in text_of(shown)
    assert posts.labels(shown) == ["Answer", "Hint", "Share", "Delete"]

    hinted = await sitting.press(await sitting.press(shown, "Hint"), "Hint")
    assert "**Hint 2.**" in text_of(hinted)
    last = await sitting.press(hinted, "Hint")
    assert posts.labels(last) == ["Answer", "Share", "Delete"]

    wrong = await sitting.answer(last, WRONG)
    assert posts.labels(wrong) == ["I disagree", "Share", "Delete"]
    # It counts for nothing: with its id one may know the answer.
    assert await simcord_bot.store.quiz.reviews(sitting.student.id) == ()
    assert await simcord_bot.store.quiz.sitting(sitting.student.id) is None


async def test_who_disagrees_is_heard(sitting: Sitting, simcord_bot: StudyBot) -> None:
    wrong = await sitting.answer(await sitting.start(exercise=DOT), WRONG)

    told = await sitting.press(wrong, "I disagree")

    assert "Your answer is kept" in text_of(told)
    assert posts.labels(told) == ["Share", "Delete"]
    (kept,) = await simcord_bot.store.quiz.objections()
    assert (kept.exercise, kept.typed) == (DOT, {"a · b": WRONG})
    assert kept.verdict in text_of(told)
    export = await simcord_bot.store.people.kept(sitting.student.id)
    assert "objections" in {table.name for table in export}


async def test_a_button_of_an_exercise_left_behind_shows_where_one_is(sitting: Sitting) -> None:
    old = await sitting.start(topic="The dot product")
    offer = await sitting.start(topic="The dot product")
    assert exercise_of(offer) != exercise_of(old), "nothing was begun, so it is a new one"

    for label in ("Hint", "Skip", "Stop"):
        moved = await sitting.press(old, label)
        assert "You had moved on from that one." in text_of(moved)
        assert exercise_of(moved) == exercise_of(offer)
        old = await sitting.start(topic="The dot product")
        offer = await sitting.start(topic="The dot product")

    for typed in ("1", "seven (("):
        answered = await sitting.answer(old, typed)
        assert "You had moved on from that one." in text_of(answered)
        assert "no attempt" not in text_of(answered)
        old = await sitting.start(topic="The dot product")
        await sitting.start(topic="The dot product")


async def test_a_hint_is_a_beginning(sitting: Sitting) -> None:
    hinted = await sitting.press(await sitting.start(topic="The dot product"), "Hint")

    offer = await sitting.start(topic="The dot product", level="3")

    assert "0 done, 10 to go" in text_of(offer)
    assert exercise_of(await sitting.press(offer, "Go on")) == exercise_of(hinted)
    offer = await sitting.start(topic="The dot product", level="3")
    assert exercise_of(await sitting.press(offer, "Begin a new one")).level == 3


async def test_a_hint_for_a_wrong_answer_is_no_help_to_a_right_one(sitting: Sitting) -> None:
    hinted = await sitting.press(await sitting.start(topic="The dot product"), "Hint")
    following = await sitting.press(await sitting.answer(hinted, WRONG), "Next")

    summary = await sitting.press(following, "Stop")

    assert text_of(summary).startswith("### 0 of 1 right at first\nWhat you missed is asked again")


async def test_ten_more_keeps_what_goes_on(sitting: Sitting) -> None:
    summary = await sitting.press(await sitting.start(topic="The dot product"), "Stop")
    going_on = await sitting.answer_right(await sitting.start(topic="The dot product"))

    offer = await sitting.press(summary, "Ten more")

    assert "1 done, 9 to go" in text_of(offer)
    assert "**Right.**" in text_of(going_on)
    anew = await sitting.press(offer, "Begin a new one")
    assert title(anew).startswith("1 of 10")


async def test_half_an_answer_is_told_apart(sitting: Sitting, simcord_bot: StudyBot) -> None:
    first = exercise_of(await sitting.start(topic="The dot product"))
    half = Answered(str(first), "dot", 0.5)
    await simcord_bot.store.quiz.answer(sitting.student.id, half)
    following = await sitting.press(await sitting.start(), "Go on")

    summary = await sitting.press(following, "Stop")

    assert text_of(summary).startswith(
        "### 0 of 1 right at first\n1 partly right.\nWhat you missed"
    )


async def test_one_of_a_few_is_chosen_in_a_menu(sitting: Sitting) -> None:
    shown = await sitting.start(exercise="whichmatrix-1-000001")
    exercise = made(exercise_of(shown))
    assert posts.labels(shown) == ["Hint", "Share", "Delete"]
    (field,) = exercise.fields
    assert isinstance(field, Options)
    wrong = [value for value, _ in field.values if value != exercise.key[field.name]]

    told = await sitting.student.select(shown, [wrong[0]])
    assert "**Not yet.**" in text_of(posts.private(told))

    again = await sitting.start(exercise="whichmatrix-1-000001")
    told = await sitting.student.select(again, [exercise.key[field.name]])
    assert "**Right.**" in text_of(posts.private(told))


async def test_several_of_a_few_are_chosen_together(sitting: Sitting) -> None:
    shown = await sitting.start(exercise="shapes-1-000001")
    ((_, right),) = made(exercise_of(shown)).key.items()

    told = await sitting.student.select(shown, right.split("\n"))

    assert "**Right.**" in text_of(posts.private(told))


async def test_what_was_typed_cannot_leave_its_block(sitting: Sitting) -> None:
    shown = await sitting.start(exercise=DOT)

    told = await sitting.answer(shown, "[1, 2]```@everyone **x**")

    # Whatever is said of it, the only blocks of code are the bot's own.
    assert text_of(told).count("```") in (2, 4)
    assert "<@" not in text_of(told)


async def test_stop_sums_up(sitting: Sitting, simcord_bot: StudyBot) -> None:
    first = await sitting.start(topic="The dot product")
    stopped = await sitting.press(first, "Stop")
    assert text_of(stopped).startswith("### Stopped before the first answer")

    again = await sitting.press(stopped, "Ten more")
    assert title(again).startswith("1 of 10 · ")
    following = await sitting.press(await sitting.answer_right(again), "Next")
    assert text_of(await sitting.press(following, "Stop")).startswith("### 1 of 1 right at first")
    assert await simcord_bot.store.quiz.sitting(sitting.student.id) is None


async def test_a_button_of_a_sitting_that_is_over(sitting: Sitting, simcord_bot: StudyBot) -> None:
    shown = await sitting.start(topic="The dot product")
    going_on = await simcord_bot.store.quiz.sitting(sitting.student.id)
    assert going_on is not None
    await simcord_bot.store.quiz.stop(going_on)

    told = await sitting.student.click(shown, label="Skip")

    assert posts.private(told).content == "This sitting is over. `/quiz start` begins another one."


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"topic": "cooking"}, "I have no exercises about that. The topics are vectors, "),
        ({"exercise": "dot-9-00c0ff"}, "I know no exercise of this id."),
        ({"exercise": "`@everyone`"}, "I know no exercise of this id."),
    ],
)
async def test_what_there_is_not_is_refused(
    sitting: Sitting, options: dict[str, str], words: str
) -> None:
    result = await sitting.student.slash(sitting.classroom.channel, "quiz start", **options)

    assert words in posts.private(result).content


async def test_topics_complete(sitting: Sitting) -> None:
    channel = sitting.classroom.channel
    offered = await sitting.student.autocomplete(channel, "quiz start", "topic", "dot")

    assert {"name": "Vectors: The dot product", "value": "The dot product"} in offered


@pytest.mark.parametrize("action", ["quizanswer", "quizhint", "quizskip", "quiznext", "steps"])
async def test_nobody_else_presses(
    classroom: Classroom, simcord_bot: StudyBot, action: str
) -> None:
    result = await classroom.other.slash(classroom.channel, "quiz start", exercise=DOT)
    key = posts.key(posts.private(result))

    pressed = await Presser(classroom, simcord_bot).press(
        f"linalg:{action}:{classroom.other.id}:{key}"
    )

    assert "Only the person who asked can open this" in posts.private(pressed).content
    assert pressed.modal is None
