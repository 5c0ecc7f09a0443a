"""A card as people see it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, cast

from bot.drawing.pages import Working
from bot.topics.kit import answering
from bot.topics.kit.answer import Answer, Choice, Copies
from bot.topics.kit.question import Question
from bot.topics.learn.files import lessons
from bot.topics.learn.formulas import blocks
from bot.topics.learn.lesson import Claim, Exercise, Formula, Guess, Try
from bot.topics.learn.place import GUESS, REACHED, SHOWN, Place
from bot.topics.learn.values import Numbers, line_on, of_lesson

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from bot.drawing.picture import Picture
    from bot.drawing.style import Style
    from bot.topics.learn.lesson import Lesson

WITHOUT = ("copy", "edit")
"""A card is not one's own to change."""

MORE = "`/quiz start` asks what you have learned, and comes back to what you missed."


def answer(question: Question, style: Style) -> Answer:
    """Show a card, what follows the last one, or the list of the lessons."""
    place = Place.of(question)
    reached = cast("Mapping[str, int]", question.given.get(REACHED, {}))
    if place is None:
        return _list(reached)
    if place.is_end:
        return _end(place.lesson, is_own=question.private)
    return card_answer(question, place, style)


def card_answer(question: Question, place: Place, style: Style) -> Answer:
    """Show a card.

    Raises
    ------
    LessonError
        When there is a mistake in the lesson's file.
    """
    style = of_lesson(place.lesson, style)
    numbers = Numbers(place.lesson, style.notation)
    card, index = place.card, place.number - 1
    assert card is not None  # noqa: S101 - the end has been dealt with
    with numbers.mistakes("cards", index, "title"):
        title = numbers.filled(card.title)
    guess = place.guessed(question)
    choices = _choices(card, numbers, index) if isinstance(card, Guess) else {}
    return Answer(
        title=title,
        facts=(),
        meaning="\n".join(_words(place, numbers, guess)),
        page=_page(place, numbers),
        draw=_picture(question, style) if isinstance(card, Claim) else None,
        working=None,
        copies=Copies("", "", ""),
        choices=_menu(choices) if choices and guess is None and question.private else (),
        extras=_buttons(place, is_own=question.private),
        without=WITHOUT,
    )


def _words(place: Place, numbers: Numbers, guess: str | None) -> Iterator[str]:
    card, index = place.card, place.number - 1
    assert card is not None  # noqa: S101
    with numbers.mistakes("cards", index, "text"):
        yield numbers.filled(card.text)
    match card:
        case Guess():
            yield from _guess(card, numbers, index, guess)
        case Try():
            yield f"```\n{line_on(numbers, place.number)}\n```"
        case _:
            pass
    yield f"-# {place.lesson.heading} · {place.number} of {len(place.lesson.cards)}"


def _guess(card: Guess, numbers: Numbers, index: int, guess: str | None) -> Iterator[str]:
    shown = _choices(card, numbers, index)
    if guess is None:
        yield from (f"- {choice}" for choice in shown.values())
        return
    if guess == card.right:
        yield f"\n**Right: {shown[guess]}**"
    else:
        yield f"\nYour guess: {shown[guess]}\n**The answer: {shown[card.right]}**"
    with numbers.mistakes("cards", index, "because"):
        yield numbers.filled(card.because)


def _choices(card: Guess, numbers: Numbers, index: int) -> dict[str, str]:
    """Return what can be guessed as people see it, by how the lesson has it."""
    with numbers.mistakes("cards", index, "choices"):
        return {choice: numbers.filled(choice) for choice in card.choices}


def _menu(choices: Mapping[str, str]) -> tuple[Choice, ...]:
    values = tuple((str(number), shown) for number, shown in enumerate(choices.values()))
    return (Choice(GUESS, "Your guess", values),)


def _page(place: Place, numbers: Numbers) -> Working | None:
    card = place.card
    if not isinstance(card, Formula):
        return None
    with numbers.mistakes("cards", place.number - 1, "formula"):
        found = [numbers.worked_out(expression) for expression in card.formula]
    # The card's title stands above the picture.
    return Working("", tuple(blocks(found, numbers.say)))


def _picture(question: Question, style: Style) -> Callable[[], Picture] | None:
    """Return what draws the picture of a real command."""
    shown = question.given.get(SHOWN)
    if not isinstance(shown, str):
        return None
    found = Question.from_json(shown)
    return None if found is None else partial(answering.picture, found, style)


def _buttons(place: Place, *, is_own: bool) -> tuple[str, ...]:
    """Return the buttons below a card: those that lead on only for who is there."""
    special = ()
    if isinstance(place.card, Try | Exercise):
        special = ("learnrun",) if isinstance(place.card, Try) else ("quiztry",)
    if not is_own:
        return special
    return (*(("learnback",) if place.number > 1 else ()), *special, "learnnext", "learnlist")


# Around the cards


def _end(lesson: Lesson, *, is_own: bool) -> Answer:
    following = after(lesson)
    words = MORE
    if following is not None:
        words = f"Next comes **{following.heading}**\n{following.about}"
    buttons = ("learnback", *(("learnfollowing",) if following else ()), "learnlist")
    return _plain(f"Done: {lesson.title}", words, extras=buttons if is_own else ())


def after(lesson: Lesson) -> Lesson | None:
    """Return the lesson after one; None after the last."""
    found = [*lessons().values()]
    place = found.index(lesson) + 1
    return found[place] if place < len(found) else None


def _list(reached: Mapping[str, int]) -> Answer:
    words = "\n".join(
        f"**{lesson.heading}**{_far(lesson, reached)}\n-# {lesson.about}"
        for lesson in lessons().values()
    )
    values = tuple(
        (lesson.name, f"{lesson.heading}{_far(lesson, reached)}") for lesson in lessons().values()
    )
    menu = Choice("lesson", "Choose a lesson", values, press="learnopen")
    return _plain("The lessons", words, choices=(menu,))


def _far(lesson: Lesson, reached: Mapping[str, int]) -> str:
    """Return how far somebody is in a lesson."""
    card = reached.get(lesson.name, 0)
    if not card:
        return ""
    return " · done" if card >= lesson.end else f" · {card} of {len(lesson.cards)}"


def _plain(
    title: str, words: str, *, choices: tuple[Choice, ...] = (), extras: tuple[str, ...] = ()
) -> Answer:
    return Answer(
        title=title,
        facts=(),
        meaning=words,
        draw=None,
        working=None,
        copies=Copies("", "", ""),
        choices=choices,
        extras=extras,
        without=WITHOUT,
    )
