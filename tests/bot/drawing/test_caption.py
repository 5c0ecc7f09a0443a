"""The head of a picture: title, notes and question, line under line, nothing on another."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.drawing.canvas import Canvas
from bot.drawing.caption import MARGIN, Caption, wrapped
from bot.drawing.style import HEIGHT, LARGE, SMALL, WIDTH, Theme
from bot.drawing.things import WORDS_LAYER, Fill, Written
from bot.formula import Chain, Column, Quotient, Symbol
from tests.examples import examples

A = Symbol("A")


def written(canvas: Canvas) -> list[Written]:
    return [thing for thing in canvas.things if isinstance(thing, Written)]


def test_title_and_notes_stand_one_under_the_other_at_the_left() -> None:
    canvas = Canvas(Theme.DARK)

    caption = Caption.fitted(canvas, "A title", "a note", "another")
    caption.write(canvas)

    title, *notes = written(canvas)
    assert (title.x, title.y, title.anchor) == (28, HEIGHT - 84 / 2, "left")
    assert (title.lettering.size, title.lettering.bold) == (LARGE, True)
    assert title.lettering.colour == canvas.colours.text
    assert [(note.x, note.anchor) for note in notes] == [(28, "left")] * 2
    # 84 pixels of title, then 42 a note, in whose middle nearly it stands.
    assert [note.y for note in notes] == [HEIGHT - 84 - 9, HEIGHT - 84 - 42 - 9]
    assert {note.lettering.colour for note in notes} == {canvas.colours.muted}
    assert {note.lettering.size for note in notes} == {SMALL}
    assert caption.bottom == HEIGHT - 84 - 2 * 42
    assert caption.given_size == (0, 0)


def test_a_title_of_two_lines_pushes_its_notes_down() -> None:
    canvas = Canvas(Theme.DARK)

    caption = Caption.fitted(canvas, "A title that needs two lines, since it is long " * 2, "note")
    caption.write(canvas)

    first, second, note = written(canvas)
    assert first.lettering.size == second.lettering.size == SMALL
    assert (first.y, second.y, note.y) == (783, 741, 699 - 9)
    assert caption.bottom == HEIGHT - 84 - 42 - 42


def test_the_question_stands_at_the_upper_right_and_the_picture_below_it() -> None:
    canvas = Canvas(Theme.DARK)
    high = Column(tuple("1234"))
    width, height = canvas.measure(high, SMALL)

    caption = Caption.fitted(canvas, "A title", given=high)
    caption.write(canvas)

    _, question = written(canvas)
    assert (question.anchor, question.lettering.size) == ("right", SMALL)
    box = canvas.box_of(question)
    assert (box.right, box.top) == (pytest.approx(WIDTH - 28), pytest.approx(HEIGHT - 14))
    assert caption.given_size == (width, height)
    assert caption.bottom == pytest.approx(HEIGHT - height - 28)
    assert caption.bottom < HEIGHT - 120


def test_what_reaches_into_the_caption_is_covered_and_its_words_are_not() -> None:
    canvas = Canvas(Theme.DARK)
    caption = Caption.fitted(canvas, "A title", "a note")

    caption.cover(canvas)

    (strip,) = canvas.things
    assert isinstance(strip, Fill)
    low, high = strip.corners.min(axis=0), strip.corners.max(axis=0)
    assert (low.tolist(), high.tolist()) == ([0, caption.bottom], [WIDTH, HEIGHT])
    assert len({*map(tuple, strip.corners.tolist())}) == 4
    assert np.abs(np.diff(strip.corners, axis=0)).min(axis=1).tolist() == [0, 0, 0], "upright"
    assert (strip.colour, strip.opacity) == (canvas.colours.background, 1)
    assert 5 < strip.layer < WORDS_LAYER


@examples(0.4)
@given(st.integers(1, 90), st.integers(0, 2), st.integers(0, 8))
def test_title_notes_and_question_lie_apart_and_inside(
    letters: int, notes: int, entries: int
) -> None:
    canvas = Canvas(Theme.DARK)
    title = ("word " * 18)[:letters].strip()
    question = Chain(A, (Column(("1",) * entries),)) if entries else None

    caption = Caption.fitted(canvas, title, *["a note"] * notes, given=question)
    caption.write(canvas)

    found = [canvas.box_of(word) for word in written(canvas)]
    assert not any(a.overlap(b, 0) > 0 for i, a in enumerate(found) for b in found[:i])
    for box in found:
        assert box.left >= MARGIN - 0.01
        assert box.right <= WIDTH - MARGIN + 0.01
        assert caption.bottom <= box.bottom
        assert box.top <= HEIGHT


def test_a_title_gives_way_to_the_question_beside_it() -> None:
    canvas = Canvas(Theme.DARK)
    title = "A caption that just fits in one line so"
    question = Chain(A, (Column(("123456789",)),))

    alone, beside = Caption.fitted(canvas, title), Caption.fitted(canvas, title, given=question)

    assert alone.size == LARGE
    assert SMALL < beside.size < LARGE
    room = WIDTH - 2 * MARGIN - MARGIN - canvas.measure(question, SMALL)[0]
    assert canvas.measure(title, beside.size, bold=True)[0] == pytest.approx(room)


def test_a_question_higher_than_a_line_is_no_note() -> None:
    canvas = Canvas(Theme.DARK)
    fractions = Chain(A, (Column(tuple("1" * 20)),))
    wide = Chain(A, (Quotient("1", "1234567890" * 4),))

    for question in (fractions, wide):
        caption = Caption.fitted(canvas, "A title", given=question)
        assert (caption.given, caption.notes) == (None, [])
        assert caption.given_size == (0, 0)
        assert caption.bottom == HEIGHT - 84


def test_a_question_as_wide_as_the_canvas_is_a_note() -> None:
    question = Chain(A, (Symbol("x" * 40),))
    width = Canvas(Theme.DARK).measure(question, SMALL)[0]

    fits, sticks_out = (
        Caption.fitted(Canvas(Theme.DARK, round(width) + more), "t", given=question)
        for more in (57, 55)
    )

    assert (fits.notes, sticks_out.notes) == ([question], [])


def test_a_high_title_takes_its_height_and_a_margin() -> None:
    canvas = Canvas(Theme.DARK)
    high = Chain(Symbol("x"), (Quotient("1", "2"),))

    caption = Caption.fitted(canvas, high)

    assert caption.title_height == canvas.measure(high, LARGE, bold=True)[1] + 22 > 84
    assert caption.bottom == HEIGHT - caption.title_height


def test_words_are_wrapped_where_the_next_one_has_no_room() -> None:
    canvas = Canvas(Theme.DARK)
    words = "one two three four"
    room = canvas.measure("three four", SMALL)[0]

    assert wrapped(canvas, words, SMALL, room) == ["one two", "three four"]
    assert wrapped(canvas, words, SMALL, room - 0.1) == ["one two", "three", "four"]
    assert wrapped(canvas, words, SMALL, 1) == ["one", "two", "three", "four"]
    assert wrapped(canvas, words) == [words]
    # Bold letters are wider.
    wide = canvas.measure(words, SMALL)[0]
    assert wrapped(canvas, words, SMALL, wide) == [words]
    assert len(wrapped(canvas, words, SMALL, wide, bold=True)) == 2
    many = "word " * 30
    assert canvas.measure(wrapped(canvas, many.strip())[0], SMALL)[0] <= WIDTH - 2 * MARGIN
