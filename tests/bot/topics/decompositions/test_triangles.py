"""Pictures of factors: numbers stand in their cells, the triangles of zeros are empty."""

from __future__ import annotations

from collections import Counter

import numpy as np
import pytest

from bot.drawing.arrays import Floats
from bot.drawing.canvas import Canvas
from bot.drawing.heat_map import Panel
from bot.drawing.style import LARGE, NORMAL, SMALL, Style, Theme
from bot.drawing.things import Picture as Pixels
from bot.drawing.things import Written
from bot.formula.node import text
from bot.topics.decompositions import triangles
from bot.topics.kit import answering
from bot.topics.kit.question import Question
from tests.bot.drawing.seen import Seen, rgb, seen


def drawn(command: str, a: str, theme: Theme = Theme.DARK) -> Seen:
    question = Question(f"matrix {command}", {"a": a})
    return seen(lambda: answering.reply(question, Style(theme)).pictures[0])


def cells(found: Seen, role: str) -> list[Floats]:
    """Return the middles of the cells of a factor."""
    return [fill.corners.mean(axis=0) for fill in found.fills(role)]


@pytest.mark.parametrize("theme", Theme)
def test_every_number_stands_in_its_cell_and_the_triangles_are_empty(theme: Theme) -> None:
    found = drawn("lu", "2 3 4; 14 22 29; 22 46 77", theme)

    # L = [1 0 0; 7 1 0; 11 13 1], U = [2 3 4; 0 1 1; 0 0 20]
    wanted = Counter(["A = L U: two triangles", "A = [2, 3, 4; 14, 22, 29; 22, 46, 77]"])
    wanted += Counter(["L", "U", "0", "0", *"17", "1", "11", "13", "1", *"23411", "20"])
    assert Counter(found.all_words) == wanted
    for role, is_lower in (("first", True), ("second", False)):
        places = np.array(cells(found, role))
        assert len(places) == 6
        columns, rows = np.unique(places[:, 0].round()), np.unique(places[:, 1].round())[::-1]
        where = {
            (int(np.argmin(abs(rows - y))), int(np.argmin(abs(columns - x)))) for x, y in places
        }
        assert where == {
            (i, j) for i in range(3) for j in range(3) if (j <= i if is_lower else i <= j)
        }
    at = {
        word: min(range(6), key=lambda k, c=box.centre: np.hypot(*(cells(found, role)[k] - c)))
        for word, role in (("7", "first"), ("11", "first"), ("13", "first"), ("20", "second"))
        for box in [found.words[word][1]]
    }
    assert at == {"7": 1, "11": 3, "13": 4, "20": 5}
    strong = [fill.opacity for fill in found.fills("first")]
    assert strong == [max(strong) if k in (0, 2, 5) else min(strong) for k in range(6)]
    assert min(strong) < max(strong)


def test_the_zeros_lie_in_the_empty_triangles() -> None:
    found = drawn("lu", "2 1; 4 5")

    zeros = [box.centre for word, (_, box) in found.words.items() if word == "0"]
    assert len([word for word in found.all_words if word == "0"]) == 2
    right = max(x for x, _ in cells(found, "second"))
    (zero,) = zeros
    # The last one is the one of U, at the left and below.
    assert zero[0] < right
    assert zero[1] == pytest.approx(min(y for _, y in cells(found, "second")))
    assert found.pixel(np.array([zero[0] - 60, zero[1]])) == pytest.approx(rgb("#1e1f22"), abs=4)


def test_names_stand_above_their_factors_in_their_colours() -> None:
    found = drawn("lu", "1 2; 3 4; 5 6")

    for word, role in (("L", "first"), ("U", "second")):
        colour, box = found.words[word]
        assert colour == found.colour(role)
        places = np.array(cells(found, role))
        assert box.bottom > places[:, 1].max()
        assert box.centre[0] == pytest.approx((places[:, 0].min() + places[:, 0].max()) / 2, abs=2)
        assert box.centre[1] - places[:, 1].max() < 200


@pytest.mark.parametrize(
    ("command", "a", "title", "said"),
    [
        ("lu", "0 1; 2 3", "P A = L U: two triangles", "U = [2, 3; 0, 1], all 0 in the lower"),
        ("cholesky", "4 2; 2 10", "A = L L^⊤: a triangle, mirrored", "L^⊤ = [2, 1; 0, 3]"),
        (
            "qr",
            "3 0 0; 4 5 0; 0 0 1",
            "A = Q R: R is a triangle",
            "R = [5, 4, 0; 0, 3, 0; 0, 0, 1]",
        ),
    ],
)
def test_titles_and_alt_texts(command: str, a: str, title: str, said: str) -> None:
    found = drawn(command, a)

    assert title in found.words
    assert title in found.picture.alt
    assert said in found.picture.alt


def test_q_has_no_empty_triangle() -> None:
    found = drawn("qr", "1 1 0; 1 0 1; 0 1 1")

    assert len(found.fills("first")) == 9
    assert len(found.fills("second")) == 6
    assert {"Q", "R"} <= {*found.words}


def test_fractions_are_exact_where_there_is_room_and_else_rounded_and_said_so() -> None:
    exact = drawn("lu", "1/2 1/3; 1/5 2")
    narrow = drawn(
        "lu",
        "1 2 3 4 5 6; 2 3 4 1 2 3; 5 1 2 3 1 2; 1 1 1 2 2 9; 4 4 1 2 8 8; 7 1 3 5 5 2",
    )

    assert {"L", "U", "2/5", "28/15"} <= {*exact.words}
    assert {"L", "U ≈", "208/25", "24.3"} <= {*narrow.words}


def test_large_factors_are_colours_with_their_triangles_left_empty() -> None:
    rows = "; ".join(" ".join(str(2 + (i == j)) for j in range(8)) for i in range(8))
    found = drawn("lu", rows)

    images = [thing for thing in found.things if isinstance(thing, Pixels)]
    covers = [fill for fill in found.fills("background") if len(fill.corners) > 4]
    assert len(images) == 4
    assert len(covers) == 2
    keys = images[1::2]
    for image, cover, is_upper in zip(images[::2], covers, (True, False), strict=True):
        height, width = image.pixels.shape[:2]
        corner = np.array([image.left, image.bottom])
        side = width / 8
        for i in range(8):
            for j in range(8):
                x, y = side * (j + 0.5), height - side * (i + 0.5)
                empty = j > i if is_upper else j < i
                is_ground = found.pixel(corner + np.array([x, y])) == rgb("#1e1f22")
                assert is_ground == empty, (i, j)
        area = 0.5 * abs(
            np.dot(cover.corners[:, 0], np.roll(cover.corners[:, 1], 1))
            - np.dot(cover.corners[:, 1], np.roll(cover.corners[:, 0], 1))
        )
        assert area == pytest.approx(28 * side**2, rel=0.02)
    assert "L, 8×8, in colours" in found.picture.alt
    # Each factor has a key of its own, below it: L reaches from −1 to 1, U further.
    for key, image, middle in zip(keys, images[::2], (275, 825), strict=True):
        assert key.left + key.pixels.shape[1] / 2 == pytest.approx(middle)
        assert key.bottom + key.pixels.shape[0] < image.bottom
    assert {"−1", "1", "−3", "3"} <= {*found.words}


@pytest.mark.parametrize(
    ("a", "size", "count"),
    [
        ("2 1; 4 5", LARGE, 2),
        ("2 3 4; 14 22 29; 22 46 77", LARGE, 3),
        ("2 1 0 0; 4 3 1 0; 2 2 3 1; 0 1 2 3", NORMAL, 4),
    ],
)
def test_cells_are_even_side_by_side_and_their_numbers_in_the_middle(
    a: str, size: float, count: int
) -> None:
    found = drawn("lu", a)

    numbers = [t for t in found.things if isinstance(t, Written) and t.lettering.size == size]
    places = [np.array([word.x, word.y]) for word in numbers]
    edges = []
    for role in ("first", "second"):
        corners = [fill.corners for fill in found.fills(role)]
        sizes = np.array([np.ptp(each, axis=0) for each in corners])
        assert sizes == pytest.approx(np.tile(sizes[0], (len(sizes), 1)))
        centres = np.array([each.mean(axis=0) for each in corners])
        for centre in centres:
            assert min(np.hypot(*(place - centre)) for place in places) < 1e-6
        columns, rows = (np.unique(centres[:, axis].round(3)) for axis in (0, 1))
        assert len(columns) == len(rows) == count
        pitch = np.array([np.diff(columns)[0], np.diff(rows)[0]])
        assert pitch - sizes[0] == pytest.approx([6, 6], abs=0.01)
        assert np.diff(columns) == pytest.approx(np.full(count - 1, pitch[0]), abs=0.01)
        edges.append((columns[0] - pitch[0] / 2, columns[-1] + pitch[0] / 2, rows[0], rows[-1]))
        # The 0 of the empty triangle stands in the middle of its cells.
        every = np.array([(x, y) for x in columns for y in rows])
        is_empty = np.array([np.abs(centres - each).sum(axis=1).min() > 1 for each in every])
        zeros = [w for w in numbers if w.lettering.colour == found.colour("muted")]
        middle = every[is_empty].mean(axis=0)
        if size == LARGE:
            assert min(np.hypot(*([zero.x, zero.y] - middle)) for zero in zeros) < 0.01
    assert edges[1][0] - edges[0][1] == pytest.approx(60, abs=0.01)
    assert edges[0][0] == pytest.approx(1100 - edges[1][1], abs=0.01)
    assert edges[0][2:] == pytest.approx(edges[1][2:])


def test_factors_of_other_shapes_stand_in_one_row() -> None:
    found = drawn("lu", "1 2; 3 4; 5 6")

    middles = [np.array(cells(found, role))[:, 1] for role in ("first", "second")]
    assert (middles[0].max() + middles[0].min()) == pytest.approx(
        middles[1].max() + middles[1].min()
    )
    assert len(cells(found, "first")) == 5
    assert len(cells(found, "second")) == 3


def test_a_number_fits_a_cell_that_leaves_a_margin_around_it() -> None:
    canvas = Canvas(Theme.DARK)
    width, height = canvas.measure("1234", SMALL)
    for wide, high, fits in ((10, 4, True), (9, 4, False), (10, 3, False), (90, 90, True)):
        panel = Panel(np.eye(2), 0, 0, width + wide + 0.01, height + high + 0.01)
        assert triangles._fits(canvas, "1234", SMALL, panel) == fits


def test_numbers_have_as_many_digits_as_their_cells_have_room_for() -> None:
    canvas, say = Canvas(Theme.DARK), Style().notation
    values = np.array([[1.23456]])
    factor = triangles.Factor("L", values, None, "first")
    for number in ("1.2346", "1.235", "1.23", "1.2"):
        width = canvas.measure(number, SMALL)[0] + 10.5
        shown = triangles._shown(canvas, factor, Panel(values, 0, 0, width, 100), say)
        assert ([text(each) for each in shown.numbers], shown.size) == ([number], SMALL)
        assert shown.is_rounded
    tiny = triangles._shown(canvas, factor, Panel(values, 0, 0, 30, 100), say)
    assert tiny.numbers == ("…",)
