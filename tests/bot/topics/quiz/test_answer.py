"""Exercises of every kind as people see them: asked, with hints, right, and wrong."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, cast

import pytest

from bot.chat.forms import LONGEST_CUSTOM_ID, packed
from bot.chat.replies import text_of
from bot.drawing.style import Style
from bot.errors import UserError
from bot.topics.kit import answering
from bot.topics.kit.answer import Answer, Reply
from bot.topics.kit.outcome import Press
from bot.topics.kit.question import Question
from bot.topics.kit.syllabus import KINDS, ExerciseId, Kind
from bot.topics.quiz import presses
from bot.topics.quiz.context import Context, bare
from bot.topics.quiz.exercise import HINTS, Verdict
from bot.topics.quiz.making import fields_of, form_graded, made
from linalg_engine.errors import InputError

if TYPE_CHECKING:
    from bot.topics.kit.services import Services

LONGEST_TITLE = 60
MESSAGE_CHARACTERS = 4000
ASKER = 7

every_kind = pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)


def asked(kind: Kind) -> tuple[ExerciseId, Context]:
    exercise = ExerciseId(kind.name, kind.levels, 5)
    return exercise, Context(place=10, count=13, fields=fields_of(exercise))


def shown(question: Question) -> tuple[Answer, str]:
    """Return what shows an exercise, not drawn, with the text of its message."""
    found = answering.answer(question, Style())
    return found, text_of(Reply(found.title, found.facts, found.meaning, ()))


@every_kind
def test_a_question_fits_and_gives_nothing_away(kind: Kind) -> None:
    exercise, context = asked(kind)
    question = context.question(str(exercise))

    found, text = shown(question)

    assert found.title.startswith("10 of 13 · ")
    assert len(found.title) <= LONGEST_TITLE
    assert made(exercise).asks in text.replace("\\", "")
    assert "Hint" not in text
    assert found.page is not None
    assert (found.working, found.facts) == (None, made(exercise).given)
    alone, _ = shown(bare(question))
    assert (alone.page, alone.facts, alone.working) == (found.page, found.facts, None)


@every_kind
def test_hints_and_the_working_fit(kind: Kind) -> None:
    exercise, context = asked(kind)
    hinted = replace(context, hints=HINTS)
    wrong = replace(hinted, verdict=Verdict(0, "No.", ("nothing",)))

    _, text = shown(hinted.question(str(exercise)))
    told, after = shown(wrong.question(str(exercise)))

    assert text.count("**Hint ") == HINTS
    assert max(len(text), len(after)) < MESSAGE_CHARACTERS
    assert told.page is not None
    assert told.page.blocks
    is_typed = any(field.values is None for field in context.fields)
    assert ("read as nothing" if is_typed else "chosen: nothing") in told.facts


@every_kind
def test_a_solution_has_a_right_answer_and_the_working(kind: Kind) -> None:
    exercise, _ = asked(kind)
    question = Question("quiz start", {"exercise": str(exercise), "_solution": "yes"})

    found, text = shown(question)

    made_of = made(exercise)
    assert len(found.title) <= LONGEST_TITLE
    assert len(text) < MESSAGE_CHARACTERS
    assert found.facts[: len(made_of.given)] == made_of.given
    assert [fact.partition(":")[0] for fact in found.facts[-len(made_of.fields) :]] == [
        field.label.partition(":")[0] for field in made_of.fields
    ]
    assert found.page is not None
    assert found.page.blocks
    assert found.extras == ()


def test_a_right_answer_has_the_working_behind_a_button() -> None:
    exercise, context = asked(KINDS[0])
    right = replace(context, hints=1, verdict=Verdict(1, "Right. It is 3.", ("a = 3",)))

    found, text = shown(right.question(str(exercise)))

    assert "**Right.** It is 3.\nWith 1 hint, so it is asked again sooner.\n" in text
    assert found.page is None
    assert (found.working is not None, found.steps_name) == (True, "Working")


def test_what_came_back_and_was_wrong_again_does_not_come_back_twice() -> None:
    exercise, context = asked(KINDS[0])
    wrong = replace(context, place=11, verdict=Verdict(0, "No."))

    _, text = shown(wrong.question(str(exercise)))

    assert "comes back" not in text


def test_what_was_typed_ends_no_block_of_code() -> None:
    exercise, context = asked(KINDS[0])
    verdict = Verdict(0, "No.", ("1```\n# **loud** " + 400 * "9",))

    found, text = shown(replace(context, verdict=verdict).question(str(exercise)))

    assert text.count("```") == 2
    assert found.facts[-1].startswith("read as 1ˋˋˋ # **loud** 9")
    assert len(found.facts[-1]) < 320


def test_half_of_it_is_partly_right() -> None:
    exercise, context = asked(KINDS[0])

    found, text = shown(
        replace(context, verdict=Verdict(0.5, "One is missing.")).question(str(exercise))
    )

    assert "**Partly right.** One is missing.\nThe same kind comes back" in text
    assert found.extras == ("quiznext", "quizdisagree")


@pytest.mark.parametrize("chosen", ["", "E", "A\nB", "A\n"])
def test_what_is_not_offered_is_no_attempt(chosen: str) -> None:
    exercise = ExerciseId("whichmatrix", 1, 1)
    (field,) = fields_of(exercise)

    with pytest.raises(InputError, match=r"Please choose one of those offered\.") as caught:
        form_graded(exercise, {field.label: chosen})

    assert caught.value.source == field.label


async def test_only_the_asker_presses() -> None:
    exercise, context = asked(KINDS[0])
    press = Press(ASKER + 1, None, "", question=context.question(str(exercise)), asker=ASKER)

    with pytest.raises(UserError, match="Only the person who asked"):
        await presses.answer(press, cast("Services", None))


@every_kind
async def test_the_form_takes_the_key(kind: Kind) -> None:
    exercise, context = asked(kind)
    question = Question.from_json(context.question(str(exercise)).to_json())
    press = Press(ASKER, None, "", question=question, asker=ASKER)

    form = await presses.answer(press, cast("Services", None))

    assert question is not None
    assert Context.of(question) == context
    assert packed(form) is not None, f"what it carries fits into {LONGEST_CUSTOM_ID} characters"
    names = [field.name for field in form.fields]
    assert len(set(names)) == len(names), "a field is found again by its label"
    key = made(exercise).key
    filled = {field.label: key[field.name] for field in made(exercise).fields}
    assert filled.keys() == set(names)
    assert form_graded(exercise, filled).is_right
