"""`/data embed`: a one-hot row times weights is a row of them, in simulated Discord."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from bot.drawing.style import COLOURS, Style, Theme
from bot.drawing.things import Line, Marks
from bot.topics.embed import layer
from bot.topics.kit import answering
from bot.topics.kit.question import Question
from linalg_engine.errors import InputError
from linalg_engine.matrices import as_float
from tests.bot import posts
from tests.bot.conftest import Classroom
from tests.bot.drawing.painted import of, words_of
from tests.bot.drawing.rules import Painted, faults, recorded_paintings

COLOUR = COLOURS[Theme.DARK]
WORDS, WEIGHTS = "cat dog car bus", "[2 5; 3 4; 8 -1; 7 0]"


def asked(words: str = WORDS, matrix: str = WEIGHTS, word: str = "") -> Question:
    return Question("data embed", {"words": words, "matrix": matrix, "word": word})


def drawn(question: Question, style: Style | None = None) -> list[Painted]:
    with recorded_paintings() as paintings:
        answering.reply(question, style or Style())
    assert [fault for painted in paintings for fault in faults(painted)] == []
    return paintings


async def test_a_word_looks_up_its_row(classroom: Classroom) -> None:
    message = await classroom.ask("data embed", words=WORDS, matrix=WEIGHTS, word="Car")

    post = posts.read(message)
    assert post.title == "car looks up row 3 of W"
    assert post.fact("one-hot row of car") == "= [0, 0, 1, 0]"
    assert post.fact("times W") == "= [8, −1]"
    assert "looks the row up" in post.meaning
    assert len(post.alts) == 2
    assert "the product [8, −1], which is row 3 of the weights" in post.alts[0]
    assert "bus at (7, 0)" in post.alts[1]


async def test_without_weights_they_are_random_and_that_is_said(classroom: Classroom) -> None:
    post = posts.read(await classroom.ask("data embed", words="the cat sat, the end"))

    assert "W is random, as before a network learns" in post.facts
    assert post.fact("one-hot row of the") == "= [1, 0, 0, 0]"
    assert "/" not in "".join(post.facts)


@pytest.mark.parametrize(("place", "word"), [*enumerate(WORDS.split())])
def test_the_product_is_that_of_numpy_and_the_row(place: int, word: str) -> None:
    found = layer.read(asked(word=word))

    one_hot = np.eye(4)[place]
    weights = np.array([[2, 5], [3, 4], [8, -1], [7, 0]])
    assert as_float(found.product)[0] == pytest.approx(one_hot @ weights)
    assert as_float(found.product)[0] == pytest.approx(weights[place])


def test_fractions_stay_exact() -> None:
    facts = answering.answer(asked("a b", "[1/3 2; 0 1/7]", "a"), Style()).facts

    assert "times W = [1/3, 2]" in facts


def test_the_copy_is_the_product() -> None:
    copies = answering.copies(asked(word="dog"), Style())

    scope: dict[str, Any] = {}
    *lines, last = copies.numpy.splitlines()
    exec("\n".join(lines), scope)  # noqa: S102
    assert np.asarray(eval(last, scope), dtype=float).tolist() == [[3, 4]]  # noqa: S307


def test_the_steps_work_every_entry_out() -> None:
    working = answering.answer(asked(word="car"), Style()).working

    assert working is not None
    assert "0 · 2 + 0 · 3 + 1 · 8 + 0 · 7 = 8" in working.plain()
    assert "0 · 5 + 0 · 4 + 1 · (−1) + 0 · 0 = −1" in working.plain()


def test_the_menu_has_every_word() -> None:
    (choice,) = answering.answer(asked(word="dog"), Style()).choices

    assert (choice.name, choice.label) == ("word", "Word (now: dog)")
    assert [value for value, _ in choice.values] == WORDS.split()


@pytest.mark.parametrize(
    ("question", "said"),
    [
        (asked("cat"), "2 to 12 different words, not 1"),
        (asked("cat cat"), "words, not 1\\."),
        (asked(" ".join("abcdefghijklm"), ""), "words, not 13\\."),
        (asked("a b c"), "3 words take a matrix with 3 rows"),
        (asked("a b", "[1 2 3 4 5 6 7 8 9; 1 2 3 4 5 6 7 8 9]"), "at most 8 columns"),
        (asked(word="tram"), "one of the words"),
        (asked("a " + "b" * 21, ""), "at most 20 letters"),
    ],
)
def test_what_is_no_layer_is_refused_in_words(question: Question, said: str) -> None:
    with pytest.raises(InputError, match=said):
        answering.answer(question, Style())


def test_the_lit_row_is_the_words_and_the_one_stands_for_it() -> None:
    look_up, points = drawn(asked(word="car"))

    outlines = [thing.points[0] for thing in of(look_up, Line) if thing.colour == COLOUR.row]
    (one,) = [thing.points[0] for thing in of(look_up, Line) if thing.colour == COLOUR.first]
    product = [thing.points[0] for thing in of(look_up, Line) if thing.colour == COLOUR.result]
    places = words_of(look_up)
    assert {outline[:, 1].mean() for outline in outlines} == {outlines[0][:, 1].mean()}
    assert outlines[0][:, 1].min() < places["car"].y < outlines[0][:, 1].max()
    # The product stands below the row, column by column.
    assert [cell[:, 0].min() for cell in product] == [cell[:, 0].min() for cell in outlines]
    assert one[:, 1].max() < outlines[0][:, 1].min()
    (it,) = [marks for marks in of(points, Marks) if marks.colour == COLOUR.result]
    (others,) = [marks for marks in of(points, Marks) if marks.colour == COLOUR.first]
    pixels = np.vstack([others.centres, it.centres])
    places_of = np.array([[2, 5], [3, 4], [7, 0], [8, -1]], dtype=float)
    scale = np.ptp(pixels[:, 0]) / np.ptp(places_of[:, 0])
    assert pixels - pixels[0] == pytest.approx(scale * (places_of - places_of[0]))


@pytest.mark.parametrize(
    "question",
    [
        asked("W" * 20 + " dog", "[1.25 2/3 -12345.678 1e6; 0 0 0 1]"),
        asked("a b c d e f g h", ""),
        asked("a b", "[1; 2]"),
    ],
)
def test_pictures_can_be_read(question: Question) -> None:
    drawn(question, Style(Theme.LIGHT))


async def test_another_word_steps_copy_and_edit(classroom: Classroom) -> None:
    message = await classroom.ask("data embed", words=WORDS, matrix=WEIGHTS)
    menu = next(
        part["custom_id"]
        for row in message.components
        for part in row.get("components", ())
        if ":word:" in str(part.get("custom_id"))
    )

    chosen = posts.response(await classroom.student.select(message, ["bus"], custom_id=menu))
    assert posts.read(chosen).title == "bus looks up row 4 of W"
    steps = posts.private(await classroom.other.click(chosen, label="Steps"))
    assert "A one-hot row times weights" in posts.alts(steps)[0]
    copied = posts.private(await classroom.other.click(chosen, label="Copy"))
    assert "x @ W" in "".join(posts.texts(copied))
    form = await classroom.student.click(chosen, label="Edit")
    filled = {"words": WORDS, "matrix": WEIGHTS, "word": "car"}
    changed = await classroom.student.submit_modal(form, filled)
    assert posts.read(posts.response(changed)).fact("times W") == "= [8, −1]"
