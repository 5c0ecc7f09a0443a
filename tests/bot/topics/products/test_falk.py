"""Falk's scheme: an entry of a product meets its row and its column, and is swept."""

from __future__ import annotations

from collections import Counter
from unittest import mock

import numpy as np
import pytest
from PIL import Image

from bot.drawing.arrays import Floats
from bot.drawing.canvas import Canvas
from bot.drawing.style import COLOURS, HEIGHT, Style, Theme
from bot.drawing.things import Fill, Written
from bot.formula.node import text, typst
from bot.topics.kit import answering
from bot.topics.kit.question import Question
from bot.topics.products import falk
from linalg_engine import notation
from linalg_engine.matrices import multiply
from tests.bot.drawing.seen import Seen, frames, rgb, seen

A, B = "11 12; 13 14; 15 16", "21 22; 23 24"
"""With the product [507 530; 595 622; 683 714]."""


def still(a: str, b: str, theme: Theme = Theme.DARK) -> Seen:
    question = Question("matrix multiply", {"a": a, "b": b})
    return seen(lambda: answering.reply(question, Style(theme, motion=False)).pictures[0])


def lit(found: Seen, role: str) -> Floats:
    """Return the corners of the only lit cells of a colour."""
    (fill,) = found.fills(role)
    return fill.corners


@pytest.mark.parametrize("theme", Theme)
def test_an_entry_meets_its_row_and_its_column(theme: Theme) -> None:
    found = still(A, B, theme)

    at = {word: box.centre for word, (_, box) in found.words.items()}
    product = {(0, 0): 507, (0, 1): 530, (1, 0): 595, (1, 1): 622, (2, 0): 683, (2, 1): 714}
    rows, columns = ("11", "13"), ("21", "23")
    assert at["507"][1] == pytest.approx(at["11"][1], abs=1) == at["12"][1]
    assert at["595"][1] == pytest.approx(at["13"][1], abs=1)
    assert at["507"][0] == pytest.approx(at["23"][0], abs=1)
    assert at["530"][1] == pytest.approx(at["507"][1], abs=1)
    assert at["683"][0] == pytest.approx(at["507"][0], abs=1)
    assert at[rows[0]][1] > at[rows[1]][1]
    assert at["11"][0] < at["12"][0] < at["21"][0]
    assert at[columns[0]][1] > at[columns[1]][1] > at["11"][1]
    for numbers, role in ((("11", "13"), "row"), (("21", "23"), "column")):
        assert {found.words[n][0] for n in numbers} == {found.colour(role)}
    for value in product.values():
        assert found.words[str(value)][0] == found.colour("result")


def test_the_words_are_all_entries_the_sum_and_the_names() -> None:
    found = still(A, B)

    wanted = Counter(map(str, [*range(11, 17), *range(21, 25), 507, 530, 595, 622, 683, 714]))
    wanted += Counter(["15", "·", "22", "+", "16", "·", "24", "=", "714"])
    wanted += Counter(["A", "B", "A B", "Row 3 of A times column 2 of B"])
    assert Counter(found.all_words) == wanted
    assert "15 · 22 + 16 · 24 = 714" in found.picture.alt
    assert "[507, 530; 595, 622; 683, 714]" in found.picture.alt


def test_the_row_the_column_and_the_entry_are_lit() -> None:
    found = still(A, B)

    at = {word: box.centre for word, (_, box) in found.words.items()}
    row, column, entry = (lit(found, role) for role in ("row", "column", "result"))
    assert row[:, 1].min() < at["683"][1] < row[:, 1].max() < at["595"][1]
    assert row[:, 0].min() < at["11"][0] < at["12"][0] < row[:, 0].max()
    assert column[:, 1].min() < at["23"][1] < at["21"][1] < column[:, 1].max()
    assert column[:, 0].min() > at["21"][0]
    assert entry[:, 0] == pytest.approx(column[:, 0])
    assert entry[:, 1] == pytest.approx(row[:, 1])
    for role, corners in (("row", row), ("column", column), ("result", entry)):
        (outline,) = found.lines(role)
        assert outline.points[0][:4] == pytest.approx(corners)
        on_edge = (corners[0] + corners[3]) / 2
        assert found.pixel(on_edge) == pytest.approx(rgb(found.colour(role)), abs=40)


def test_the_sum_stands_in_the_corner_between_a_and_b() -> None:
    found = still("1 2; 3 -4", "5 6; 7 -8")

    words = found.words
    names = {word: words[word][1] for word in ("A", "B")}
    for word in ("(−4)", "(−8)", "+", "=", "·"):
        assert words[word][1].top < names["B"].bottom + 30
        assert words[word][1].right < names["B"].left
    assert words["(−8)"][0] == found.colour("column")
    assert words["(−4)"][0] == found.colour("row")
    written = [w.lettering.content for w in found.things if isinstance(w, Written)]
    faces = {text(content): type(typst(content)) for content in written}
    assert {faces["(−4)"], faces["(−8)"], faces["6"]} == {str}, "all in one face"
    assert words["="][1].centre[1] < words["+"][1].centre[1]
    (rule,) = [line for line in found.lines("axis") if len(line.points[0]) == 2]
    assert words["="][1].top < rule.points[0][0][1] < words["+"][1].centre[1]


def test_brackets_stand_around_the_matrices() -> None:
    found = still(A, B)

    brackets = [line.points[0] for line in found.lines("axis") if len(line.points[0]) == 4]
    at = {word: box.centre for word, (_, box) in found.words.items()}
    assert len(brackets) == 6
    for k, corners in enumerate((["11", "14"], ["21", "23"], ["507", "683"])):
        left, right = brackets[2 * k], brackets[2 * k + 1]
        for word in corners:
            assert left[1][0] < at[word][0] < right[1][0]
            assert left[:, 1].min() < at[word][1] < left[:, 1].max()


def test_a_rounded_entry_is_about_its_sum() -> None:
    found = still("pi 2; 1 e", "1 2; 3 4")

    assert "≈" in found.words
    assert "=" not in found.words
    assert "≈ 12.8731" in found.picture.alt


def test_long_numbers_stay_in_their_cells() -> None:
    found = still("123456 -234567 345678 456789; 1/7 2 3 4", "1 2; 3 4; 5 6; 7 8")

    assert "1/7" in found.words
    assert len(found.all_words) > 30


def test_one_entry_and_large_products() -> None:
    small, large = np.ones((4, 4)), np.ones((5, 1))

    assert falk.fits(small, small)
    assert not falk.fits(small, large)
    one = answering.reply(Question("matrix multiply", {"a": "1 2 3", "b": "4;5;6"}), Style())
    assert one.pictures[0].name == "product.png"
    big = "; ".join(["1 2 3 4 5 6 7 8 9 10 11 12"] * 12)
    heat = answering.reply(Question("matrix multiply", {"a": big, "b": big}), Style())
    assert heat.pictures[0].name == "heatmap.png"


def test_a_sweep_makes_entry_after_entry() -> None:
    a, b = notation.parse_matrix("1 2; 3 4"), notation.parse_matrix("5 6; 7 8")
    found: list[tuple[list[str], Floats]] = []
    paint = Canvas.frame

    def frame(canvas: Canvas) -> Image.Image:
        words = [text(t.lettering.content) for t in canvas.things if isinstance(t, Written)]
        green = COLOURS[Theme.DARK].result
        (cell,) = [t for t in canvas.things if isinstance(t, Fill) and t.colour == green]
        found.append((words, cell.corners.mean(axis=0)))
        return paint(canvas)

    with mock.patch.object(Canvas, "frame", frame):
        picture = falk.draw_sweep(a, b, multiply(a, b), Style())

    titles = [words[-1] for words, _ in found]
    assert titles == [f"Row {i} of A times column {j} of B" for i in (1, 2) for j in (1, 2)]
    # Two terms of three words, "+", "=", the sum; then the title.
    sums = [words[-10:-1] for words, _ in found]
    assert ["".join(x.split()) for x in map(" ".join, sums)] == [
        "1·5+2·7=19",
        "1·6+2·8=22",
        "3·5+4·7=43",
        "3·6+4·8=50",
    ]
    entries = [words[:-10] for words, _ in found]
    assert entries == [["19"], ["19", "22"], ["19", "22", "43"], ["19", "22", "43", "50"]]
    (x1, y1), (x2, y2), (x3, y3), (x4, y4) = (centre for _, centre in found)
    assert x1 == x3 < x2 == x4
    assert y1 == y2 > y3 == y4
    images, times = frames(picture)
    assert times == [2500, 1100, 1100, 1100]
    assert len(picture.data) < 1_200_000
    assert (images[0] != images[1]).any()
    # A and B stay while entries come.
    assert "Animation, entry by entry." in picture.alt


def test_the_sweep_is_shown_to_whom_pictures_may_move() -> None:
    question = Question("matrix multiply", {"a": A, "b": B})

    found = seen(lambda: answering.reply(question, Style()).pictures[0])

    assert found.picture.name == "product.gif"
    assert {"11", "24", "714", "A", "B", "A B"} <= {*found.words}
    assert still(A, B).picture.name == "product.png"


def test_the_lines_of_the_sum_are_even_aligned_and_in_the_middle_of_the_corner() -> None:
    found = still("11 12; 13 14", "21 22; 23 24")

    at = {word: box.centre for word, (_, box) in found.words.items()}
    *_, a, dot_1, b, plus, c, dot_2, d, equals, total, title = (
        thing for thing in found.things if isinstance(thing, Written)
    )
    centre = (at["11"][0] + at["12"][0]) / 2
    assert dot_1.x == dot_2.x == total.x == pytest.approx(centre)
    assert (a.anchor, a.x) == (c.anchor, c.x) == ("right", pytest.approx(centre - 16))
    assert (b.anchor, b.x) == (d.anchor, d.x) == ("left", pytest.approx(centre + 16))
    assert plus.x == equals.x
    assert plus.anchor == equals.anchor == "left"
    lefts = [found.canvas.box_of(term).left for term in (a, c, total)]
    assert found.canvas.box_of(plus).right < min(lefts)
    assert found.canvas.box_of(plus).left > 20
    assert a.y == dot_1.y == b.y
    assert c.y == dot_2.y == d.y == plus.y
    assert equals.y == total.y
    line = a.y - c.y
    assert c.y - total.y == pytest.approx(line)
    assert 0.8 * total.lettering.size < line < 80
    assert (a.y + total.y) / 2 == pytest.approx((at["21"][1] + at["23"][1]) / 2)
    (rule,) = [line.points[0] for line in found.lines("axis") if len(line.points[0]) == 2]
    assert rule[:, 1] == pytest.approx([(c.y + total.y) / 2] * 2)
    assert rule[0, 0] == pytest.approx(plus.x)
    assert rule[:, 0].mean() == pytest.approx(centre)
    roles = ((a, "row"), (b, "column"), (total, "result"), (plus, "muted"))
    assert all(term.lettering.colour == found.colour(role) for term, role in roles)
    assert title.lettering.bold


@pytest.mark.parametrize(("a", "b"), [(A, B), ("1 2 3 4", "1; 2; 3; 4"), ("1; 2; 3; 4", "5 6 7 8")])
def test_the_scheme_is_as_high_as_its_cells_and_in_the_middle(a: str, b: str) -> None:
    found = still(a, b)

    brackets = np.vstack(
        [line.points[0] for line in found.lines("axis") if len(line.points[0]) == 4]
    )
    (left, low), (right, high) = brackets.min(axis=0), brackets.max(axis=0)
    assert left == pytest.approx(found.canvas.width - right)
    assert left >= 30
    # A and the product end above their names, B begins below its own.
    for name, edge, way in (("A", low, -1), ("A B", low, -1), ("B", high, 1)):
        box = found.words[name][1]
        assert 0 < way * (box.centre[1] - edge) < 44
        assert 0 < box.bottom < box.top < found.canvas.height - 84
    assert low < 90
    a_top = sorted(np.unique(brackets[:, 1].round(6)))
    assert len(a_top) == 4, "B above, A and the product below, between two gaps"
    assert a_top[2] - a_top[1] == pytest.approx(34)


def test_a_large_product_fills_a_picture_of_the_usual_height_and_a_small_one_is_lower() -> None:
    rows = "1 2 3 4; 2 3 4 5; 3 4 5 6; 4 5 6 7"

    assert still(rows, rows).canvas.height == HEIGHT
    small = still("1 2", "3; 4")
    assert small.canvas.height < HEIGHT
    brackets = [line.points[0] for line in small.lines("axis") if len(line.points[0]) == 4]
    sizes = [np.ptp(each[:, 1]) for each in brackets]
    assert sizes == pytest.approx([130, 130, 260, 260, 130, 130]), "no cell is higher"
