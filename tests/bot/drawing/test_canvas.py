"""What the canvas draws, read back from its pixels, and the caption above it."""

from __future__ import annotations

import io
import math
from collections.abc import Callable
from unittest import mock

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image

from bot.drawing import lettering
from bot.drawing.canvas import Canvas, png
from bot.drawing.caption import LINE_HEIGHT, MARGIN, Caption
from bot.drawing.style import COLOURS, HEIGHT, LARGE, SMALL, WIDTH, Theme
from bot.drawing.things import DASHED, MARKERS, Arrow, Line, Marks, Picture, Shape, Written
from bot.formula import Chain, Listed, Quotient, Row, Series, Symbol, VectorName
from bot.formula.node import Formula, text
from tests.bot.drawing.words import assert_readable, recorded_words

BLUE = COLOURS[Theme.DARK].first


def drawn(draw: Callable[[Canvas], None], colour: str = BLUE) -> NDArray[np.bool_]:
    """Return which pixels have a colour, shape (HEIGHT, WIDTH), the bottom row first."""
    canvas = Canvas(Theme.DARK)
    draw(canvas)
    image = np.asarray(canvas.frame()).astype(int)
    rgb = [int(colour[i : i + 2], 16) for i in (1, 3, 5)]
    return (np.abs(image - rgb).max(axis=2) < 24)[::-1]


def extent(pixels: NDArray[np.bool_]) -> tuple[int, int, int, int]:
    """Return left, bottom, right and top of the pixels."""
    rows, columns = np.nonzero(pixels)
    return int(columns.min()), int(rows.min()), int(columns.max()), int(rows.max())


def test_a_dot_is_a_disc_around_its_point() -> None:
    pixels = drawn(lambda canvas: canvas.dot((300, 200), BLUE, 50))

    assert pixels.sum() == pytest.approx(math.pi * 50**2, rel=0.05)
    assert extent(pixels) == pytest.approx((250, 150, 350, 250), abs=3)


def test_a_polygon_is_filled() -> None:
    corners = [(100, 100), (500, 100), (500, 400)]

    pixels = drawn(lambda canvas: canvas.polygon(corners, BLUE, 1.0))

    assert pixels.sum() == pytest.approx(400 * 300 / 2, rel=0.02)
    assert not pixels[390, 110]


def test_a_bar_stands_on_its_bottom_or_hangs_from_it() -> None:
    up = drawn(lambda canvas: canvas.bar(100, 300, 50, 120, BLUE))
    down = drawn(lambda canvas: canvas.bar(100, 300, 50, -120, BLUE))
    hatched = drawn(lambda canvas: canvas.bar(100, 300, 50, 120, BLUE, "//"))

    assert extent(up) == pytest.approx((100, 300, 150, 420), abs=1)
    assert extent(down) == pytest.approx((100, 180, 150, 300), abs=1)
    # Strokes of the colour over a tint of it.
    assert 0.15 * up.sum() < hatched.sum() < 0.6 * up.sum()
    assert not (hatched & ~up).any()


def test_lines_are_as_long_and_as_wide_as_asked() -> None:
    whole = drawn(lambda canvas: canvas.line([(100, 300), (500, 300)], BLUE, 10))
    dashed = drawn(lambda canvas: canvas.line([(100, 300), (500, 300)], BLUE, 10, DASHED))
    many = drawn(lambda canvas: canvas.lines([[(100, y), (500, y)] for y in (100, 300)], BLUE, 10))

    assert whole.sum() == pytest.approx(400 * 10, rel=0.1)
    assert dashed.sum() == pytest.approx(4 / 6.5 * 400 * 10, rel=0.2)
    assert many.sum() == pytest.approx(2 * 400 * 10, rel=0.1)


@pytest.mark.parametrize("length", [2.0, 60.0, 400.0])
def test_an_arrow_ends_at_its_tip_and_is_widest_at_its_head(length: float) -> None:
    pixels = drawn(lambda canvas: canvas.arrow((100, 300), (100 + length, 300), BLUE))

    left, bottom, right, top = extent(pixels)
    assert right == pytest.approx(100 + length, abs=6)
    assert left >= 95
    if length < 10:
        assert pixels.sum() < 60, "no room for a head"
    else:
        heights = pixels.sum(axis=0)
        assert heights.max() == top - bottom + 1 > 2 * heights[left + int(0.1 * length)] > 0


@pytest.mark.parametrize("shape", MARKERS)
def test_marks_stand_at_their_points_and_are_as_large_as_asked(shape: Shape) -> None:
    points = [(200, 200), (600, 500)]

    pixels = drawn(lambda canvas: canvas.marks(points, shape, BLUE, 60))

    assert extent(pixels) == pytest.approx((170, 170, 630, 530), abs=14)
    assert pixels[200, 200]
    assert pixels[500, 600]


def test_shapes_of_marks_look_different() -> None:
    seen = {
        drawn(lambda canvas, shape=shape: canvas.marks([(300, 300)], shape, BLUE, 60)).tobytes()
        for shape in MARKERS
    }

    assert len(seen) == len(MARKERS)


def test_an_image_lies_with_its_bottom_left_corner_where_asked() -> None:
    image = np.zeros((40, 80, 3), np.uint8)
    image[:20] = [int(BLUE[i : i + 2], 16) for i in (1, 3, 5)]

    pixels = drawn(lambda canvas: canvas.image(image, 300, 200))

    assert extent(pixels) == (300, 220, 379, 239)


def test_words_take_the_room_that_was_measured_and_no_line_is_hidden() -> None:
    def write(canvas: Canvas) -> None:
        canvas.line([(0, 300), (WIDTH, 300)], BLUE, 6)
        canvas.text((550, 300), "eigenvector", 60)

    width, height = Canvas(Theme.DARK).measure("eigenvector", 60)
    text = drawn(write, COLOURS[Theme.DARK].text)
    line = drawn(write)

    left, bottom, right, top = extent(text)
    assert (left + right) / 2 == pytest.approx(550, abs=4)
    assert right - left == pytest.approx(width, abs=8)
    assert 0.5 * height < top - bottom <= height
    # No halo: the line goes on between the letters.
    assert line[:, left : right + 1].sum() > 0.5 * line[:, : right - left].sum()


def test_words_can_run_upwards_and_begin_at_a_point() -> None:
    colour = COLOURS[Theme.DARK].text
    width, _ = Canvas(Theme.DARK).measure("basis", 40)

    upward = extent(drawn(lambda canvas: canvas.text((500, 400), "basis", 40, turned=True), colour))
    left = extent(drawn(lambda canvas: canvas.text((500, 400), "basis", 40, None, "left"), colour))

    assert upward[3] - upward[1] == pytest.approx(width, abs=8)
    assert left[0] == pytest.approx(500, abs=6)


def test_a_short_caption_is_one_large_line() -> None:
    canvas = Canvas(Theme.DARK)

    caption = Caption.fitted(canvas, "a · b = 5", "", "")

    assert (caption.lines, caption.notes, caption.size) == (["a · b = 5"], [], LARGE)
    assert caption.bottom > HEIGHT - 100


def test_long_captions_and_notes_take_several_lines_that_can_be_read() -> None:
    words = " ".join(f"word{i}" for i in range(30))
    canvas = Canvas(Theme.DARK)

    with recorded_words() as written:
        caption = Caption.fitted(canvas, words, words, "short")
        caption.write(canvas)

    assert " ".join(map(text, caption.lines)) == words
    assert " ".join(map(text, caption.notes)) == f"{words} short"
    assert caption.notes[-1] == "short"
    assert caption.size == SMALL
    assert_readable(written)
    assert [text for text, _, _ in written] == [*caption.lines, *caption.notes]
    tops = [box.top for _, _, box in written]
    assert tops == sorted(tops, reverse=True)
    assert all(box.left == MARGIN and box.bottom >= caption.bottom for _, _, box in written)
    assert written[-1][2].bottom - caption.bottom < LINE_HEIGHT


def test_a_caption_that_is_a_little_too_long_becomes_smaller() -> None:
    canvas = Canvas(Theme.DARK)
    words = "A caption of so many words that it is a little too wide"

    caption = Caption.fitted(canvas, words)

    assert SMALL < caption.size < LARGE
    assert canvas.measure(words, caption.size, bold=True)[0] == pytest.approx(
        WIDTH - 2 * MARGIN, rel=0.02
    )


def test_a_high_title_has_room_and_notes_below_it() -> None:
    canvas = Canvas(Theme.DARK)
    high = Chain(Symbol("x"), (Quotient("1", "2"),))

    caption = Caption.fitted(canvas, high, "a note")
    caption.write(canvas)

    title, note = (canvas.box_of(word) for word in canvas.things if isinstance(word, Written))
    assert title.top < HEIGHT
    assert title.bottom > note.top
    assert note.bottom >= caption.bottom
    assert caption.bottom < Caption.fitted(canvas, Symbol("x"), "a note").bottom


def test_a_question_too_wide_for_the_corner_is_the_first_note() -> None:
    canvas = Canvas(Theme.DARK)
    question = Chain(Symbol("a"), (Listed(tuple("123456789")),))

    corner = Caption.fitted(canvas, "A title", given=Symbol("a"))
    noted = Caption.fitted(canvas, "A title", "a note", given=Series((question, question)))
    lost = Caption.fitted(canvas, "A title", given=Series((question,) * 9))

    assert (corner.given, corner.notes) == (Symbol("a"), [])
    assert (noted.given, noted.notes) == (None, [Series((question, question)), "a note"])
    assert (lost.given, lost.notes) == (None, [])


def decoded(canvas: Canvas) -> NDArray[np.int64]:
    return np.asarray(Image.open(io.BytesIO(canvas.png())).convert("RGB")).astype(int)


def test_a_png_has_the_colours_that_were_painted() -> None:
    canvas = Canvas(Theme.DARK)
    for k, colour in enumerate((BLUE, "#e69f00", "#2cc295", "#d98bb6")):
        canvas.polygon([(100 * k, 100), (100 * k + 90, 100), (100 * k + 90, 800)], colour)
    canvas.text((600, 400), "words", 60)

    painted = np.asarray(canvas.frame()).astype(int)

    shown = decoded(canvas)
    off = np.abs(shown - painted[: len(shown)]).max(axis=2)
    # Edges of letters and shapes have more shades than a palette has.
    assert off.mean() < 0.3
    inside = [HEIGHT - 300], [100 * k + 80 for k in range(4)]
    assert off[inside].max() <= 1
    assert off[0, 0] == 0
    assert Image.open(io.BytesIO(canvas.png())).mode == "P"


def test_an_empty_canvas_and_a_full_one_are_pngs_too() -> None:
    empty, full = Canvas(Theme.DARK, 200, 100), Canvas(Theme.DARK, 200, 100)
    full.polygon([(-10, -10), (210, -10), (210, 110), (-10, 110)], BLUE)

    background, blue = (
        [int(colour[i : i + 2], 16) for i in (1, 3, 5)]
        for colour in (COLOURS[Theme.DARK].background, BLUE)
    )
    assert np.abs(decoded(empty) - background).max() <= 1
    assert np.abs(decoded(full) - blue).max() <= 1


def test_formulas_prepared_with_their_look_are_not_set_again() -> None:
    canvas = Canvas(Theme.DARK)
    formula = Symbol("prepared")
    canvas.prepare([(formula, 40, BLUE, True), (Symbol("plain"), 40)])

    with mock.patch.object(lettering, "compiled_pages", side_effect=AssertionError):
        width, height = canvas.measure(formula, 40, bold=True)
        canvas.text((100, 100), formula, 40, BLUE, bold=True)
        canvas.text((300, 100), Symbol("plain"), 40)
        canvas.frame()

    assert width > height > 0


@pytest.mark.parametrize("zoom", [1, 0.5])
@pytest.mark.parametrize(("bottom", "rows"), [(60, 40 + 24), (20, 80 + 20), (0, 100)])
def test_a_picture_is_cropped_a_little_below_what_is_drawn(
    bottom: int, rows: int, zoom: float
) -> None:
    canvas = Canvas(Theme.DARK, 200, 100, zoom)
    canvas.bar(0, bottom, 90, 10, BLUE)
    canvas.bar(100, 90, 100, 10, BLUE)

    shown = decoded(canvas)

    assert shown.shape[:2] == (rows * zoom, 200 * zoom)
    blue = (np.abs(shown - [int(BLUE[i : i + 2], 16) for i in (1, 3, 5)]).max(axis=2) <= 1).sum()
    assert blue == (90 * 10 + 100 * 10) * zoom**2


def test_an_empty_picture_is_as_high_as_its_border() -> None:
    assert decoded(Canvas(Theme.DARK, 200, 100)).shape == (25, 200, 3)


def test_what_is_kept_stays_and_all_else_is_wiped() -> None:
    canvas = Canvas(Theme.DARK, 200, 100)
    canvas.bar(0, 0, 50, 100, BLUE)
    canvas.keep()
    canvas.bar(100, 0, 50, 100, BLUE)

    first = np.asarray(canvas.frame())
    canvas.wipe()
    second = np.asarray(canvas.frame())

    assert [len(canvas.kept), len(canvas.things)] == [1, 0]
    assert (first[:, 25] == second[:, 25]).all()
    assert (first[:, 25] == first[:, 125]).all()
    assert (second[:, 125] == second[:, 75]).all()
    assert not (second[:, 25] == second[:, 75]).any(axis=1).all()


def test_things_have_their_usual_layers_widths_and_opacities() -> None:
    canvas = Canvas(Theme.DARK)
    canvas.lines([[(0, 0), (1, 1)]], BLUE, 2)
    canvas.polygon([(0, 0), (1, 1), (0, 1)], BLUE)
    canvas.line([(0, 0), (1, 1)], BLUE)
    canvas.bar(0, 0, 1, 1, BLUE)
    canvas.image(np.zeros((1, 1, 3), np.uint8), 0, 0)
    canvas.arrow((0, 0), (9, 9), BLUE)
    canvas.dot((0, 0), BLUE)
    canvas.marks([(0, 0)], "square", BLUE)
    canvas.text((0, 0), "w", 40)

    assert [thing.layer for thing in canvas.things] == [1, 1.5, 2, 2, 2, 3, 4, 4, 6]
    opacities = [each.opacity for each in canvas.things if not isinstance(each, Written | Picture)]
    assert opacities == [1] * 7
    widths = [each.width for each in canvas.things if isinstance(each, Line | Arrow)]
    assert widths == [2, 3, 7]
    dot, marks = [each for each in canvas.things if isinstance(each, Marks)]
    assert (dot.size, marks.size) == (18, 20)
    assert {dot.edge, marks.edge} == {canvas.colours.background}


def test_no_lines_are_nothing_and_an_arrow_without_room_for_its_head_is_a_dot() -> None:
    canvas = Canvas(Theme.DARK)

    canvas.lines(np.empty((0, 2, 2)), BLUE, 3)
    assert canvas.things == []
    canvas.arrow((10, 20), (12.9, 20), BLUE, 8, layer=3.3)
    canvas.arrow((10, 20), (13, 20), BLUE, 8)

    dot, arrow = canvas.things
    assert isinstance(dot, Marks)
    assert (dot.centres.tolist(), dot.size, dot.layer) == ([[12.9, 20]], 8, 3.3)
    assert isinstance(arrow, Arrow)


def test_a_png_keeps_the_background_beside_a_full_right_side() -> None:
    canvas = Canvas(Theme.LIGHT, 200, 100)
    canvas.bar(150, 30, 50, 70, BLUE)
    canvas.bar(0, 90, 50, 10, canvas.colours.second)

    shown = decoded(canvas)

    assert shown[50, 10].tolist() == shown[-1, -1].tolist() == [255, 255, 255]
    assert np.abs(shown[50, 190] - [int(BLUE[i : i + 2], 16) for i in (1, 3, 5)]).max() <= 1


def test_a_png_has_at_most_128_colours() -> None:
    canvas = Canvas(Theme.DARK, 600, 100)
    for k in range(600):
        canvas.bar(k, 0, 1, 100, f"#{k % 256:02x}{(7 * k) % 256:02x}{(k * k) % 256:02x}")
    canvas.bar(598, 0, 2, 2, canvas.colours.background)

    image = Image.open(io.BytesIO(canvas.png()))

    assert len(image.getpalette() or []) <= 3 * 128
    assert 60 < len({*map(tuple, np.asarray(image.convert("RGB")).reshape(-1, 3).tolist())}) <= 128
    again = Image.open(io.BytesIO(png(canvas.frame())))
    assert len(again.getpalette() or []) <= 3 * 128
    assert np.abs(np.asarray(again.convert("RGB")).astype(int)).max() > 200


def test_a_formula_in_bold_has_as_much_more_ink_as_words_in_bold() -> None:
    def ink(content: Formula, *, bold: bool) -> float:
        wanted = lettering.Lettering(content, 48, BLUE, Theme.DARK, bold)
        (letters,) = lettering.pixels([wanted])
        return float(letters[..., 3].sum())

    title: Formula = Chain(Symbol("A"), (Row((Symbol("L"), " ", Symbol("U"))), "12345"))
    for content in ("det of a matrix", title):
        assert ink(content, bold=True) > 1.2 * ink(content, bold=False), str(content)


def test_factors_of_a_product_stand_close_together() -> None:
    canvas = Canvas(Theme.DARK)
    alone = [canvas.measure(factor, 48)[0] for factor in (Symbol("A"), VectorName("x"))]
    together = canvas.measure(Row((Symbol("A"), " ", VectorName("x"))), 48)[0]

    assert 0.1 * 48 < together - sum(alone) < 0.3 * 48
