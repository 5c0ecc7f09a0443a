"""A 2×2 matrix times a vector: x is moved to A x, along the columns of A."""

from __future__ import annotations

from unittest import mock

import numpy as np
import pytest
from PIL import Image

from bot.drawing import animation, boxes
from bot.drawing.canvas import Canvas
from bot.drawing.style import COLOURS, Style, Theme
from bot.drawing.things import DASHED, Arrow, Line, Thing, Written
from bot.formula.node import text
from bot.topics.kit import answering
from bot.topics.kit.question import Question
from bot.topics.products.moved_figure import STEPS
from tests.bot.drawing.frames import of_kind, recorded_frames
from tests.bot.drawing.seen import Seen, frames, grid, rgb, seen

NOTE = "x mixes the columns of A"


def question(a: str, x: str) -> Question:
    return Question("matrix multiply", {"a": a, "b": x})


def still(a: str, x: str, theme: Theme = Theme.DARK) -> Seen:
    style = Style(theme, motion=False)
    return seen(lambda: answering.reply(question(a, x), style).pictures[0])


@pytest.mark.parametrize("theme", Theme)
def test_x_its_image_and_the_columns_on_the_way_there(theme: Theme) -> None:
    found = still("2 1; 1 3", "2;1", theme)

    (x,) = found.arrows("muted")
    (image,) = found.arrows("result")
    unit = np.hypot(*(x.tip - x.tail)) / np.sqrt(5)
    origin = x.tail
    assert (x.tip - origin) / unit == pytest.approx([2, 1])
    assert (image.tip - origin) / unit == pytest.approx([5, 5])
    (first,) = found.lines("first")
    (second,) = found.lines("second")
    assert (first.points[0] - origin) / unit == pytest.approx(np.array([[0, 0], [4, 2]]))
    assert (second.points[0] - origin) / unit == pytest.approx(np.array([[4, 2], [5, 5]]))
    middle, pitch = grid(found)
    assert origin == pytest.approx(middle)
    assert pitch == pytest.approx(unit)
    assert found.pixel(origin + 0.5 * (image.tip - origin)) == pytest.approx(
        rgb(found.colour("result")), abs=30
    )


def test_the_words_are_the_question_and_the_answer() -> None:
    found = still("2 1; 1 3", "2;1")

    wanted = {
        "A x = [5, 5]": "text",
        NOTE: "muted",
        "A = [2, 1; 1, 3],  x = [2, 1]": "muted",
        "x = [2, 1]": "muted",
        "A x": "result",
        "2a₁": "first",
        "a₂": "second",
    }
    assert {*found.words} == {*wanted}
    for word, role in wanted.items():
        assert found.words[word][0] == found.colour(role)
    assert "A x = [5, 5], which is 2a₁ and a₂" in found.picture.alt
    assert "x = [2, 1]" in found.picture.alt
    (line,) = found.lines("first")
    assert np.hypot(*(found.words["2a₁"][1].centre - line.points[0].mean(axis=0))) < 130


@pytest.mark.parametrize(
    ("a", "x", "title"),
    [
        ("1/2 1/3; 1/5 2", "3;4", "A x = [17/6, 43/5]"),
        ("pi 0; 0 1", "1;1", "A x ≈ [3.1416, 1]"),
        ("-1 0/2; 4 7", "-7; -sqrt(3)/2", "A x ≈ [7, −34.0622]"),
        ("1 2; 2 4", "2;-1", "A x = [0, 0]"),
    ],
)
def test_titles(a: str, x: str, title: str) -> None:
    found = still(a, x)

    assert title in found.words


def test_a_column_that_is_not_needed_has_no_label() -> None:
    words = still("1 1; 0 1", "0;2").words

    assert "2a₂" in words
    assert not any(word.endswith("a₁") for word in words)


def test_lengths_that_differ_too_much_are_not_to_scale() -> None:
    found = still("100 3; 2 0.01", "1;1")

    (x,) = found.arrows("muted")
    (image,) = found.arrows("result")
    assert np.hypot(*(x.tip - x.tail)) > 0.25 * np.hypot(*(image.tip - image.tail))
    assert f"{NOTE}; not to scale" in found.words
    assert "The length of x is not to scale" in found.picture.alt
    assert "not to scale" not in still("10 3; 2 1", "1;1").picture.alt


def test_x_is_moved_along_with_the_columns() -> None:
    tips: list[np.ndarray] = []
    things: list[list[Thing]] = []
    paint = Canvas.frame

    def frame(canvas: Canvas) -> Image.Image:
        (arrow,) = [
            t
            for t in canvas.things
            if isinstance(t, Arrow) and t.colour == COLOURS[Theme.DARK].result
        ]
        tips.append(arrow.tip - arrow.tail)
        things.append(list(canvas.things))
        return paint(canvas)

    with mock.patch.object(Canvas, "frame", frame):
        picture = answering.reply(question("0 -1; 2 0", "2;1"), Style()).pictures[0]

    unit = np.hypot(*tips[0]) / np.sqrt(17)
    assert tips[0] / unit == pytest.approx([-1, 4])
    way = np.array(tips) / unit
    assert way[np.argmax(way[:, 0])] == pytest.approx([2, 1])
    # On a straight line from [2, 1] to [−1, 4].
    assert way.sum(axis=1) == pytest.approx(np.full(len(way), 3))
    images, times = frames(picture)
    assert picture.name == "moved.gif"
    assert times[0] == 2000
    assert len(images) == len(tips)
    assert len(picture.data) < 1_200_000
    grid = rgb(COLOURS[Theme.DARK].grid)
    assert all((np.abs(image.astype(int) - grid).max(axis=2) < 6).any() for image in images)


def test_labels_go_along_in_the_animation() -> None:
    found = seen(lambda: answering.reply(question("2 1; 1 3", "2;1"), Style()).pictures[0])

    assert {"A x", "2a₁", "a₂", "x = [2, 1]", "A x = [5, 5]"} <= {*found.words}
    (image,) = found.arrows("result")
    assert np.hypot(*(found.words["A x"][1].centre - image.tip)) < 130


def test_names_of_parts_keep_off_the_ways_that_turn() -> None:
    with recorded_frames() as recorded:
        answering.reply(question("0 -1; 1 0", "2;3"), Style())
    canvas = Canvas(Theme.DARK, zoom=animation.ZOOM)
    places = 0
    times, _ = animation.there_and_back(STEPS)
    for t, things in zip(times, recorded, strict=True):
        if not 0.25 <= t <= 0.75:
            continue
        ways = [line.points[0] for line in of_kind(things, Line) if line.style == DASHED]
        for word in of_kind(things, Written):
            if str(word.lettering.content) in ("2a₁", "3a₂"):
                box = canvas.box_of(word).corners[None]
                assert not boxes.pierce(np.array(ways), box).any()
                places += 1
    assert places > 8


@pytest.mark.parametrize("a", ["1 0; 0 1", "1 1; 0 1"])
def test_what_stays_where_it_is_is_a_still(a: str) -> None:
    assert answering.reply(question(a, "3;0"), Style()).pictures[0].name == "moved.png"


def test_names_stand_at_what_they_name() -> None:
    found = still("2 1; 1 3", "2;1")

    (x,), (image,) = found.arrows("muted"), found.arrows("result")
    for word, arrow in (("A x", image), ("x = [2, 1]", x)):
        beyond = found.words[word][1].centre - arrow.tip
        assert np.hypot(*beyond) < 170
        assert beyond @ (arrow.tip - arrow.tail) > 0
    for word, role in (("2a₁", "first"), ("a₂", "second")):
        (line,) = found.lines(role)
        at = line.points[0].mean(axis=0)
        assert np.hypot(*(found.words[word][1].centre - at)) < 90
    assert x.layer < image.layer
    assert all(line.layer < x.layer for role in ("first", "second") for line in found.lines(role))


def test_names_go_from_where_they_stand_before_to_where_they_stand_after() -> None:
    tails: list[dict[str, np.ndarray]] = []
    paint = Canvas.frame

    def frame(canvas: Canvas) -> Image.Image:
        tails.append(
            {
                text(t.lettering.content): np.array([t.x, t.y])
                for t in canvas.things
                if isinstance(t, Written)
            }
        )
        return paint(canvas)

    with mock.patch.object(Canvas, "frame", frame):
        answering.reply(question("2 1; 1 3", "2;1"), Style())

    whole = {"A x", "x = [2, 1]", "2a₁", "a₂"}
    assert all(set(words) == whole for words in tails)
    for word in ("A x", "2a₁", "a₂"):
        way = np.array([words[word] for words in tails if word in words])
        # Without a jump on the way from before A, and there is a way.
        far = max(np.hypot(*(way - way[0]).T))
        assert far > 50
        assert np.hypot(*np.diff(way[1:], axis=0).T).max() < 0.5 * far


def test_the_zero_vector_stays_a_point_at_the_origin() -> None:
    found = still("1 2; 3 4", "0;0")

    assert {"A x = [0, 0]", "x = [0, 0]", NOTE} <= {*found.words}
    origin, _ = grid(found)
    assert not found.arrows("muted")
    for role in ("muted", "result"):
        (point,) = found.marks(role)
        assert point.centres[0] == pytest.approx(origin)
