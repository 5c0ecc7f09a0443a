"""The key of planes: one entry below the other, each with what it stands for, and its words."""

from __future__ import annotations

import numpy as np
import pytest

from bot.drawing.canvas import Canvas
from bot.drawing.style import COLOURS, NORMAL, SMALL, Theme
from bot.drawing.things import Fill, Line, Marks, Written
from bot.formula import Column
from bot.topics.elimination.key import Entry, draw_key, key_height, key_width

COLOUR = COLOURS[Theme.DARK]
ENTRIES = (
    Entry("plain", "", "first", stripes=0),
    Entry("striped", "", "second", stripes=1),
    Entry("crossed", "", "extra", stripes=2),
    Entry("a point", "", "result", "dot"),
    Entry("a line", "", "column", "line"),
    Entry("nothing", "", "row", "nothing"),
)
TOP, LEFT = 700.0, 300.0


def drawn_key() -> Canvas:
    canvas = Canvas(Theme.DARK)
    draw_key(canvas, ENTRIES, TOP, LEFT)
    return canvas


def written(canvas: Canvas) -> list[Written]:
    return [thing for thing in canvas.things if isinstance(thing, Written)]


def test_entries_stand_evenly_below_each_other_with_their_words_beside() -> None:
    canvas = drawn_key()
    words = written(canvas)

    assert [word.lettering.content for word in words] == [entry.words for entry in ENTRIES]
    assert {(word.x, word.anchor, word.lettering.size) for word in words} == {
        (words[0].x, "left", NORMAL)
    }
    assert np.diff([word.y for word in words]) == pytest.approx([-68] * 5)
    assert words[0].y == pytest.approx(TOP - 34)
    assert key_height(canvas, ENTRIES) == pytest.approx(6 * 68)
    widest = max(canvas.measure(entry.words, NORMAL)[0] for entry in ENTRIES)
    assert key_width(canvas, ENTRIES) == pytest.approx(words[0].x - LEFT + 28 + widest)


def test_a_plane_is_a_parallelogram_with_its_stripes() -> None:
    canvas = drawn_key()

    rows = [word.y for word in written(canvas)]
    for entry, y in zip(ENTRIES[:3], rows, strict=False):
        colour = COLOUR.of(entry.role)
        (fill,) = [t for t in canvas.things if isinstance(t, Fill) and t.colour == colour]
        lines = [t for t in canvas.things if isinstance(t, Line) and t.colour == colour]
        a, b, c, d = fill.corners
        assert b - a == pytest.approx(c - d)
        assert (b - a)[1] == 0 < (b - a)[0]
        assert fill.corners.mean(axis=0)[1] == pytest.approx(y)
        assert fill.corners[:, 0].min() == LEFT
        assert fill.corners[:, 0].max() < written(canvas)[0].x
        outline, *stripes = (line.points[0] for line in lines)
        assert outline == pytest.approx(np.array([a, b, c, d, a]))
        # Each third of the way from side to side, in one direction or in both.
        upright = [(a + t * (b - a), d + t * (c - d)) for t in (1 / 3, 2 / 3)]
        level = [(a + t * (d - a), b + t * (c - b)) for t in (1 / 3, 2 / 3)]
        wanted = ([], upright, [upright[0], level[0], upright[1], level[1]])[entry.stripes]
        assert np.array(stripes).reshape(-1) == pytest.approx(np.array(wanted).reshape(-1))


def test_a_point_is_a_dot_a_line_is_a_line_and_what_is_none_has_only_words() -> None:
    canvas = drawn_key()
    _, _, _, point, line, nothing = written(canvas)

    (dot,) = [t for t in canvas.things if isinstance(t, Marks)]
    assert dot.colour == COLOUR.result
    assert dot.centres[0][1] == pytest.approx(point.y)
    assert LEFT + 14 < dot.centres[0][0] < point.x - 14
    (stroke,) = [t for t in canvas.things if isinstance(t, Line) and t.colour == COLOUR.column]
    start, end = stroke.points[0]
    assert start[1] == end[1] == pytest.approx(line.y)
    assert start[0] == LEFT
    assert LEFT + 40 < end[0] < line.x
    assert not [t for t in canvas.things if getattr(t, "colour", "") == COLOUR.of("row")]
    assert nothing.lettering.colour == COLOUR.text


def test_long_words_get_smaller_letters_or_others_and_high_ones_more_room() -> None:
    canvas = Canvas(Theme.DARK)
    width = canvas.measure("m", NORMAL)[0]
    long, too_long = "m" * int(420 / width), "m" * int(800 / width)
    column = Column(("1", "2", "3", "4"))
    entries = [Entry(long, "short", "first"), Entry(too_long, "short", "first")]
    entries.append(Entry(column, "", "first"))

    draw_key(canvas, entries, TOP)
    first, second, third = written(canvas)
    assert (first.lettering.content, first.lettering.size) == (long, SMALL)
    assert (second.lettering.content, second.lettering.size) == ("short", NORMAL)
    height = canvas.measure(column, NORMAL)[1] + 18
    assert height > 68
    assert key_height(canvas, entries) == pytest.approx(68 + 68 + height)
    assert second.y - third.y == pytest.approx(34 + height / 2)
    assert first.x == second.x == third.x == pytest.approx(written(drawn_key())[0].x - LEFT + 28)
