"""Questions in, answers out: the functions that workers run. They know nothing of Discord."""

from __future__ import annotations

import traceback
from dataclasses import replace
from functools import cache, wraps
from typing import TYPE_CHECKING, TypeVar

from bot.drawing.pages import typeset
from bot.drawing.style import Style
from bot.formula.numbers import spelled_as, with_typed_digits
from bot.reference import load
from bot.topics.kit import names, reading
from bot.topics.kit.answer import Answer, Copies, Reply
from bot.topics.kit.question import Question
from bot.topics.kit.registry import discover
from linalg_engine.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.drawing.picture import Picture
    from bot.topics.kit.registry import Registry

T = TypeVar("T")


def _as_read(door: Callable[[Question, Style], T]) -> Callable[[Question, Style], T]:
    """Let a door write its numbers as the reader wants them, in words and in pictures."""

    @wraps(door)
    def open_door(question: Question, style: Style) -> T:
        with spelled_as(replace(style.spelling, typed=reading.typed_digits(question))):
            return door(question, style)

    return open_door


DIGITS_IN_PICTURES, DIGITS_ON_PAGES = 8, 12
"""Digits up to which a number that was typed is repeated whole, where there is less room."""


def answer(question: Question, style: Style) -> Answer:
    """Return the answer, nothing drawn yet."""
    typed = style.numbers == "typed"
    decimals = reading.typed_decimals(question) if typed else style.numbers == "decimals"
    style = replace(style, decimals=decimals)
    found = load(_registry().command(question.command).answer)(question, style)
    return replace(found, facts=(*names.taken(question), *found.facts))


@_as_read
def reply(question: Question, style: Style) -> Reply:
    """Answer in words and, where one helps, a picture.

    Where the picture fails the words stand, and say why for the log.
    """
    found = answer(question, style)
    try:
        pictures = _drawn(found, style)
    except InputError:
        raise
    except Exception:
        return _in_words(found, style, undrawn=traceback.format_exc())
    return replace(_in_words(found, style), pictures=pictures)


@_as_read
def words(question: Question, style: Style) -> Reply:
    """Answer without the pictures, where `reply` takes too long."""
    found = answer(question, style)
    return _in_words(found, style, undrawn="It took too long." if _has_pictures(found) else "")


def _has_pictures(found: Answer) -> bool:
    return found.page is not None or found.draw is not None or bool(found.draw_more)


def _drawn(found: Answer, style: Style) -> tuple[Picture, ...]:
    """Return the pictures of an answer: its page first."""
    pictures: tuple[Picture, ...] = ()
    if found.page is not None:
        with with_typed_digits(DIGITS_ON_PAGES):
            pictures += typeset(found.page, style.theme)
    with with_typed_digits(DIGITS_IN_PICTURES):
        pictures += () if found.draw is None else (found.draw(),)
        return pictures + tuple(draw() for draw in found.draw_more)


def _in_words(found: Answer, style: Style, undrawn: str = "") -> Reply:
    return Reply(
        found.title,
        found.facts,
        found.meaning,
        (),
        found.choices,
        found.extras,
        found.steps_name if found.working is not None else "",
        turn_name=found.turn_name if found.turn is not None and style.motion else "",
        without=found.without,
        undrawn=undrawn,
    )


@_as_read
def steps(question: Question, style: Style) -> tuple[Picture, ...]:
    """Return the working, typeset, in one page or several.

    Raises
    ------
    InputError
        Where there are no steps to show.
    """
    working = answer(question, style).working
    if working is None:
        raise InputError(
            "There are no steps to show for this one: they are for one operation, as in "
            "/matrix inverse, on small input."
        )
    with with_typed_digits(DIGITS_ON_PAGES):
        return typeset(working, style.theme)


@_as_read
def turn(question: Question, style: Style) -> tuple[Picture, ...]:
    """Return the answer's picture as it turns, or the still one where the style has no motion.

    Raises
    ------
    InputError
        Where there is nothing to turn.
    """
    found = answer(question, style)
    draw = found.turn if style.motion else found.draw
    if draw is None:
        raise InputError("There is nothing to turn here: that is for pictures in space.")
    with with_typed_digits(DIGITS_IN_PICTURES):
        return (draw(),)


@_as_read
def picture(question: Question, style: Style) -> Picture:
    """Return an answer's picture, for another answer to show.

    Raises
    ------
    InputError
        Where it has none.
    """
    draw = answer(question, style).draw
    if draw is None:
        raise InputError(f"There is no picture of /{question.command} with this input.")
    with with_typed_digits(DIGITS_IN_PICTURES):
        return draw()


def copies(question: Question, style: Style) -> Copies:
    """Return the calculation as text to paste elsewhere."""
    return answer(question, style).copies


def prepare(search_path: tuple[str, ...] = ()) -> None:
    """Import all topics and answer one question, to load fonts and fill caches.

    Parameters
    ----------
    search_path
        Further directories whose folders are topics.
    """
    for command in discover(search_path).commands:
        if command.answer:
            load(command.answer)
    question = Question("dot", {"a": "1 2", "b": "3 4"})
    reply(question, Style())
    steps(question, Style())


@cache
def _registry() -> Registry:
    return discover()
