"""Every lesson: its numbers, pictures, commands and exercises."""

from __future__ import annotations

import re
from random import Random
from typing import Any

import numpy as np
import pytest

from bot.drawing.style import Style, Theme
from bot.topics.kit import answering
from bot.topics.kit.question import Question
from bot.topics.kit.registry import discover
from bot.topics.kit.syllabus import SEEDS, ExerciseId
from bot.topics.learn import checking, reading
from bot.topics.learn.answer import card_answer
from bot.topics.learn.asking import question_of
from bot.topics.learn.files import all_files, lessons
from bot.topics.learn.lesson import Claim, Exercise, Formula, Guess, Lesson, Try
from bot.topics.learn.place import GUESS, Place
from bot.topics.learn.reading import EXPRESSION
from bot.topics.learn.values import Numbers, of_lesson
from bot.topics.quiz.making import made
from linalg_engine import notation
from linalg_engine.errors import InputError
from tests.bot.topics.learn.lesson_file import RIGHT

ALL = [*lessons().values()]
IDS = [lesson.name for lesson in ALL]

LECTURE = (
    "data as vectors",
    "magnitude and direction",
    "n dimensions",
    "dot product",
    "matrices",
    "solving systems",
    "tensors from images",
    "vectorised operations",
    "embeddings",
    "matrix factorization",
    "eigenvectors and pca",
    "word embeddings",
)

MOST_LISTED = 20
"""Lessons that fit into a message with a line about each."""

MOST_CHARACTERS = 3500
"""Of a message's 4000, which also holds the title."""


def places(lesson: Lesson) -> list[Place]:
    return [Place(lesson, number) for number in range(1, lesson.end)]


@pytest.mark.parametrize("file", all_files(), ids=lambda file: file.stem)
def test_everything_in_a_lesson_is_computed_drawn_and_asked(file: Any) -> None:
    assert [str(mistake) for mistake in checking.mistakes([file])] == []


def test_the_lessons_are_those_of_the_lecture_in_its_order() -> None:
    numbers = [lesson.number for lesson in ALL]

    assert tuple(name for name in IDS if name in LECTURE) == LECTURE
    assert numbers == sorted(set(numbers))
    assert len({lesson.title for lesson in ALL}) == len(ALL)
    assert len(ALL) <= MOST_LISTED


@pytest.mark.parametrize("lesson", ALL, ids=IDS)
def test_a_lesson_has_every_kind_of_card_and_fits_into_messages(lesson: Lesson) -> None:
    assert isinstance(lesson.cards[0], Guess)
    assert {Guess, Claim, Formula, Try, Exercise} == {type(card) for card in lesson.cards}
    for place in places(lesson):
        question = question_of(place)
        guesses = range(len(place.card.choices)) if isinstance(place.card, Guess) else ()
        for typed in ("", *map(str, guesses)):
            found = card_answer(question.changed(GUESS, typed), place, Style())
            assert len(found.meaning) < MOST_CHARACTERS
            assert len(found.title) <= 100
            assert "{" not in f"{found.title}{found.meaning}"
            assert all(len(words) <= 100 for c in found.choices for _, words in c.values)


# Numbers


def texts_of(lesson: Lesson) -> list[str]:
    """Return every text of a lesson that people read."""
    found: list[str] = []
    for card in lesson.cards:
        found += [card.title, card.text]
        if isinstance(card, Guess):
            found += [*card.choices, card.because]
    return found


def number_in(shown: str) -> Any:
    """Read back what a text shows; of a root and its decimal the decimal."""
    plain = shown.removeprefix("about ").rpartition(" ≈ ")[2].replace("−", "-")
    for parse in (notation.parse_scalar, notation.parse_vector, notation.parse_matrix):
        try:
            return parse(plain)
        except InputError:
            continue
    raise AssertionError(shown)


@pytest.mark.parametrize("lesson", ALL, ids=IDS)
def test_the_numbers_that_a_lesson_shows_are_those_of_the_engine(lesson: Lesson) -> None:
    numbers = Numbers(lesson, of_lesson(lesson, Style()).notation)
    for text in texts_of(lesson):
        filled = numbers.filled(text)
        for expression in EXPRESSION.findall(text):
            value: Any = numbers.worked_out(expression).value
            shown = numbers.filled(f"{{{expression}}}")
            assert shown in filled
            exact = not shown.startswith("about ") and " ≈ " not in shown
            if exact and "…" not in shown:
                assert np.array_equal(number_in(shown), value), expression
            elif "…" not in shown:
                read = np.asarray(number_in(shown), float)
                assert np.allclose(read, np.asarray(value, float), rtol=1e-3, atol=6e-5), expression


def with_values(lesson: Lesson, values: dict[str, str]) -> Lesson:
    return Lesson(
        lesson.name, lesson.number, lesson.title, lesson.about, values, lesson.cards, lesson.file
    )


def test_other_values_give_other_numbers_everywhere() -> None:
    lesson = reading.parsed(RIGHT, all_files()[0])
    shown: list[str] = []
    for v in ("[3, 4]", "[5, 12]"):
        changed = with_values(lesson, {**lesson.values, "v": v})
        page = card_answer(Question("learn", {}), Place(changed, 3), Style()).page
        guess = card_answer(Question("learn", {}), Place(changed, 1), Style())
        tried = card_answer(Question("learn", {}), Place(changed, 4), Style())
        assert page is not None
        shown += [guess.title, guess.meaning.split("\n")[1], page.plain(), tried.meaning]

    assert shown[0] == "How long is [3, 4]?"
    assert shown[4] == "How long is [5, 12]?"
    assert (shown[1], shown[5]) == ("- 5", "- 13")
    assert "‖v‖ = √(3² + 4²) = 5" in shown[2]
    assert "‖v‖ = √(5² + 12²) = 13" in shown[6]
    assert "/vector norm v:[6, 8]" in shown[3]
    assert "/vector norm v:[10, 24]" in shown[7]


# Pictures


@pytest.mark.parametrize("theme", list(Theme))
def test_the_picture_of_a_card_is_that_of_the_real_command(theme: Theme) -> None:
    style = Style(theme=theme)
    for a in ("[5, 1]", "[123.45678, 1]"):
        inputs = {"a": a, "b": "[4, 1]"}
        command = Question("dot", inputs)
        lesson = lessons()["dot product"]
        place = next(p for p in places(lesson) if isinstance(p.card, Claim))

        shown = answering.reply(question_of(place, command), style)
        real = answering.reply(command, style)

        assert [p.data for p in shown.pictures] == [p.data for p in real.pictures[:1]]
        assert shown.title != real.title


def test_a_command_without_a_picture_says_so() -> None:
    with pytest.raises(InputError, match=r"^There is no picture of /calc with this input\.$"):
        answering.picture(Question("calc", {"expression": "2 + 3"}), Style())


# Exercises


def exercises() -> list[tuple[str, int]]:
    cards = [card for lesson in ALL for card in lesson.cards if isinstance(card, Exercise)]
    return [(card.exercise, card.level) for card in cards]


@pytest.mark.parametrize(("kind", "level"), exercises())
def test_the_exercise_of_a_card_can_be_answered(kind: str, level: int) -> None:
    seeds = Random(f"{kind}-{level}")
    for _ in range(3):
        exercise = made(ExerciseId(kind, level, seeds.randrange(SEEDS)))
        assert exercise.grade(exercise.key).is_right


def test_a_card_with_an_exercise_asks_another_one_each_time() -> None:
    lesson = lessons()["dot product"]
    place = next(p for p in places(lesson) if isinstance(p.card, Exercise))
    assert isinstance(place.card, Exercise)

    asked = {question_of(place).inputs["exercise"] for _ in range(5)}

    found = [ExerciseId.of(each) for each in asked]
    assert len(asked) > 3
    kind, level = place.card.exercise, place.card.level
    assert {(each.kind, each.level) for each in found if each} == {(kind, level)}


def test_the_example_in_help_is_a_lesson() -> None:
    (example,) = [c.example for c in discover().commands if c.name == "learn"]
    typed = example.removeprefix("lesson:")

    place = Place.of(Question("learn", {"lesson": typed}))

    assert place is not None
    assert place.lesson.name == "dot product"
    assert place.number == 1


def test_what_is_typed_in_texts_is_no_markdown_but_bold_and_code() -> None:
    for lesson in ALL:
        for text in texts_of(lesson):
            rest = re.sub(r"\*\*[^*\n]+\*\*|`[^`\n]+`", "", EXPRESSION.sub("", text))
            assert not re.search(r"[*_~`|\\]|^\s*[>#-] ", rest, re.MULTILINE), text
