"""The key of heat maps: colours between their numbers, and what is hatched and framed."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from matplotlib.colors import to_rgb
from numpy.typing import NDArray

from bot.drawing import heat_key
from bot.drawing.boxes import Box
from bot.drawing.canvas import Canvas
from bot.drawing.heat_key import Scale
from bot.drawing.style import COLOURS, SMALL, WIDTH, Theme
from bot.drawing.things import Line, Picture, Written
from bot.formula.node import text

DARK = COLOURS[Theme.DARK]


def written(canvas: Canvas) -> dict[str, tuple[Written, Box]]:
    """Return what is written, with its box."""
    return {
        text(thing.lettering.content): (thing, canvas.box_of(thing))
        for thing in canvas.things
        if isinstance(thing, Written)
    }


def rgb(colour: str) -> tuple[int, ...]:
    return tuple(round(255 * part) for part in to_rgb(colour))


def pixels_of(canvas: Canvas) -> NDArray[np.intp]:
    return np.asarray(canvas.frame()).astype(int)[::-1]


def test_the_key_shows_the_colours_between_their_numbers() -> None:
    canvas = Canvas(Theme.DARK)

    heat_key.write_key(canvas, 700, [Scale("R", 1, 5, 3, 2), Scale("error", -0.5, 0.5, 0, 2)])

    found = written(canvas)
    assert list(found) == ["R", "1", "5", "error", "−0.5", "0.5"]
    pixels = pixels_of(canvas)
    y = round(700 - heat_key.HEIGHT / 2)
    left, right = round(found["1"][1].right + 15), round(found["5"][1].left - 15)
    assert pixels[y, left] == pytest.approx(rgb(DARK.low), abs=30)
    assert pixels[y, right] == pytest.approx(rgb(DARK.high), abs=30)
    assert pixels[y, (left + right) // 2] == pytest.approx(rgb(DARK.background), abs=12)
    faint = pixels[y, round(found["0.5"][1].left - 15)]
    assert np.abs(faint - rgb(DARK.high)).max() > 60, "half of the scale is a quarter of the colour"
    boxes = [box for _, box in found.values()]
    assert all(a.right < b.left for a, b in pairwise(boxes))


@pytest.mark.parametrize(("blanks", "predicted"), [(True, True), (True, False), (False, False)])
def test_the_key_explains_what_is_hatched_and_framed(blanks: bool, predicted: bool) -> None:
    canvas = Canvas(Theme.DARK)

    heat_key.write_key(canvas, 700, [Scale("R", 1, 5, 3, 2)], blanks=blanks, predicted=predicted)

    found = written(canvas)
    assert ("blank" in found, "predicted" in found) == (blanks, predicted)
    pixels = pixels_of(canvas)[700 - round(heat_key.HEIGHT) : 700]
    if blanks:
        right = round(found["blank"][1].left)
        swatch = pixels[:, right - 60 : right]
        assert (np.abs(swatch - rgb(DARK.axis)).max(axis=2) < 4).sum() > 80
    if predicted:
        right = round(found["predicted"][1].left)
        swatch = pixels[:, right - 60 : right]
        assert (np.abs(swatch - rgb(DARK.text)).max(axis=2) < 40).sum() > 150


def test_the_key_rounds_to_three_digits() -> None:
    canvas = Canvas(Theme.DARK)

    heat_key.write_key(canvas, 700, [Scale("R", -806747.75, 1234.56, 0, 1)])

    assert {"−8.1×10⁵", "1230"} <= set(written(canvas))


def test_the_parts_of_a_key_stand_side_by_side_in_one_line() -> None:
    canvas = Canvas(Theme.DARK)
    name, low, high, blank = (canvas.measure(w, SMALL)[0] for w in ("R", "1", "5", "blank"))

    heat_key.write_key(canvas, 700, [Scale("R", 1, 5, 3, 2)], blanks=True, predicted=True)

    # 28 pixels of margin, 10 between words and colours, 36 between the parts.
    bar = 28 + name + 10 + low + 10
    second = bar + 96 + 10 + high + 36
    third = second + 34 + 10 + blank + 36
    words = [(text(w.lettering.content), w.x, w.y, w.anchor) for w, _ in written(canvas).values()]
    assert words == [
        ("R", 28, 676, "left"),
        ("1", pytest.approx(28 + name + 10), 676, "left"),
        ("5", pytest.approx(bar + 96 + 10), 676, "left"),
        ("blank", pytest.approx(second + 44), 676, "left"),
        ("predicted", pytest.approx(third + 44), 676, "left"),
    ]
    assert {w.lettering.colour for w, _ in written(canvas).values()} == {DARK.muted}
    colours, hatching = [thing for thing in canvas.things if isinstance(thing, Picture)]
    assert (colours.left, colours.bottom, colours.pixels.shape) == (round(bar), 664, (24, 96, 3))
    assert (hatching.left, hatching.bottom) == (round(second), 664)
    assert hatching.pixels.shape == (24, 34, 3)
    assert (colours.pixels[0] == colours.pixels).all()
    assert colours.pixels[0, 0].tolist() == list(rgb(DARK.low))
    assert colours.pixels[0, 95].tolist() == list(rgb(DARK.high))
    borders = [thing for thing in canvas.things if isinstance(thing, Line)]
    for line, left, width, colour in zip(
        borders,
        (round(bar), round(second), round(third)),
        (96, 34, 34),
        (DARK.axis, DARK.grid, DARK.text),
        strict=True,
    ):
        assert line.points[0].tolist() == [
            [left, 664],
            [left + width, 664],
            [left + width, 688],
            [left, 688],
            [left, 664],
        ]
        assert (line.colour, line.width, line.layer) == (colour, 3, 3)


def test_the_parts_of_a_long_key_move_together_until_it_fits() -> None:
    canvas = Canvas(Theme.DARK)
    scales = [Scale(f"some name {k}", -5, 5, 0, 5) for k in range(2)]

    heat_key.write_key(canvas, 700, scales, blanks=True, predicted=True)

    boxes = [canvas.box_of(word) for word in canvas.things if isinstance(word, Written)]
    assert boxes[-1].right == pytest.approx(WIDTH - 28)
    bars = [thing for thing in canvas.things if isinstance(thing, Picture)]
    gaps = [
        boxes[3].left - boxes[2].right,
        bars[2].left - boxes[5].right,
        boxes[7].left - 44 - boxes[6].right,
    ]
    assert gaps == pytest.approx([gaps[0]] * 3, abs=1)
    assert 0 < gaps[0] < 36


def test_a_key_of_one_part_begins_at_the_margin() -> None:
    canvas = Canvas(Theme.DARK)

    heat_key.write_key(canvas, 700, [Scale("", 0, 1, 0, 1)])

    assert list(written(canvas)) == ["0", "1"]
    assert written(canvas)["0"][0].x == 28
    heat_key.write_key(canvas, 600, [])


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (99_949.0, "99900"),
        (100_000.0, "1×10⁵"),
        (1.25e12, "1.2×10¹²"),
        (-3e5, "−3×10⁵"),
        (0.12345, "0.12"),
        (-2.0, "−2"),
    ],
)
def test_numbers_of_a_key_are_short(value: float, shown: str) -> None:
    canvas = Canvas(Theme.DARK)

    heat_key.write_key(canvas, 700, [Scale("", value, 1, 0, 1)])

    assert next(iter(written(canvas))) == shown
