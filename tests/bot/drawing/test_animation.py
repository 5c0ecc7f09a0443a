"""Animations as files: what is seen when they are played, in one palette and few bytes."""

from __future__ import annotations

import io
import struct
from functools import partial
from unittest import mock

import numpy as np
import pytest
from PIL import Image

from bot.drawing import animation, lettering
from bot.drawing.canvas import Canvas
from bot.drawing.style import COLOURS, NORMAL, Theme
from tests.bot.drawing.frames import played, rgb

SIDE = 200


def has_own_palettes(data: bytes) -> bool:
    """Whether a frame of a GIF brings a colour table of its own."""
    at = 13 + 3 * 2 ** ((data[10] & 7) + 1)
    while data[at] != 0x3B:
        if data[at] == 0x2C:
            if data[at + 9] & 0x80:
                return True
            at += 11
        else:
            assert data[at] == 0x21
            at += 2
        while data[at]:
            at += data[at] + 1
        at += 1
    return False


def moving_bars(theme: Theme) -> tuple[Canvas, list[Image.Image]]:
    """Draw a bar that moves over a kept one, with a number that changes."""
    canvas = Canvas(theme, SIDE, SIDE)
    canvas.bar(0, 0, SIDE, 20, canvas.colours.second)
    canvas.keep()

    def draw(k: int) -> None:
        canvas.bar(10 * k, 100, 30, 60, canvas.colours.first)
        canvas.text((100, 60), f"{k} of 9", NORMAL)

    return canvas, animation.frames(canvas, [partial(draw, k) for k in range(10)])


@pytest.mark.parametrize("theme", Theme)
def test_every_frame_is_seen_as_it_was_drawn(theme: Theme) -> None:
    canvas, images = moving_bars(theme)

    seen, times = played(animation.gif(images, [70] * 9 + [500], theme))

    assert times == [70] * 9 + [500]
    for k, (frame, image) in enumerate(zip(seen, images, strict=True)):
        # Edges of letters may be rounded to the nearest of 64 colours.
        assert np.abs(frame - np.asarray(image)).max() <= 40
        assert np.abs(frame - np.asarray(image)).mean() < 0.5
        assert frame[SIDE - 130, 10 * k + 15].tolist() == rgb(canvas.colours.first)
        assert frame[SIDE - 10, 100].tolist() == rgb(canvas.colours.second)
        assert frame[5, 5].tolist() == rgb(canvas.colours.background)


def test_one_palette_serves_all_frames_and_the_file_loops() -> None:
    _, images = moving_bars(Theme.DARK)

    data = animation.gif(images, [70] * 10, Theme.DARK)

    assert not has_own_palettes(data)
    assert 2 ** ((data[10] & 7) + 1) == animation.TABLE_COLOURS
    assert Image.open(io.BytesIO(data)).info["loop"] == 0


def test_a_frame_is_saved_as_what_differs_from_the_one_before() -> None:
    _, images = moving_bars(Theme.DARK)

    once = animation.gif(images[:1], [70], Theme.DARK)
    twice = animation.gif([images[0], images[0]], [70, 70], Theme.DARK)
    moved = animation.gif(images[:2], [70, 70], Theme.DARK)

    assert len(twice) - len(once) < 60
    assert len(twice) < len(moved) < 2 * len(once)
    seen, _ = played(twice)
    assert (seen[0] == seen[1]).all()


def test_a_colour_that_fills_few_pixels_keeps_its_look() -> None:
    canvas = Canvas(Theme.LIGHT, SIDE, SIDE)
    canvas.line([(20, 50), (180, 50)], canvas.colours.eigen, 3)
    for k, role in enumerate(("first", "second", "result", "rest")):
        canvas.bar(40 * k, 100, 40, 100, canvas.colours.of(role))

    ((seen,), _) = played(animation.gif([canvas.frame()], [70], Theme.LIGHT))

    assert seen[SIDE - 50, 100].tolist() == rgb(COLOURS[Theme.LIGHT].eigen)


def test_the_words_of_all_frames_are_set_in_one_go() -> None:
    canvas = Canvas(Theme.DARK, SIDE, SIDE)
    draws = [partial(canvas.text, (100, 60), f"never seen {k}", 31.5) for k in range(6)]
    with mock.patch.object(lettering, "_set", wraps=lettering._set) as put:
        animation.frames(canvas, draws)
    assert put.call_count == 1


def test_it_holds_the_end_then_goes_back_at_double_speed_and_there_again() -> None:
    times, milliseconds = animation.there_and_back(10)

    back = times[1 : times.index(0.0)]
    there = times[times.index(0.0) + 1 :]
    assert times[0] == 1.0
    assert back == sorted(back, reverse=True)
    assert there == sorted(there)
    assert len(there) == 9
    assert len(back) == 5
    assert set(back) <= set(there)  # so each of them is drawn once
    holds = milliseconds[0], milliseconds[times.index(0.0)]
    assert holds == (animation.AFTER_MILLISECONDS, animation.BEFORE_MILLISECONDS)
    assert set(milliseconds) - set(holds) == {animation.STEP_MILLISECONDS}
    assert len(milliseconds) == len(times)


def test_the_way_begins_and_ends_slowly() -> None:
    assert [animation.eased(t) for t in (0, 0.5, 1)] == [0, 0.5, 1]
    assert animation.eased(0.1) < 0.05
    assert animation.eased(0.9) > 0.95


def test_a_movement_takes_its_milliseconds() -> None:
    times, milliseconds = animation.there_and_back(animation.STEPS)

    # 14 steps back, 27 there, and the two ends.
    assert len(times) == 43
    assert sum(milliseconds) == 2000 + 900 + 41 * 60
    assert times.index(0.0) == 15
    assert times[1] == animation.eased(27 / 28)
    assert times[-1] == animation.eased(27 / 28)


def test_a_movement_begins_at_its_end_and_one_too_large_gets_half_of_its_frames() -> None:
    canvas = Canvas(Theme.DARK, SIDE, SIDE)
    drawn: list[float] = []

    def draw(time: float) -> None:
        drawn.append(time)
        canvas.bar(0, 0, 20 + 160 * time, 100, canvas.colours.first)

    def lengths(data: bytes) -> tuple[list[int], list[int]]:
        seen, times = played(data)
        blue = rgb(canvas.colours.first)
        return [int((frame[150] == blue).all(axis=1).sum()) for frame in seen], times

    whole, times = lengths(animation.played(canvas, draw))
    assert sorted(drawn) == sorted({*drawn}), "each frame is drawn once"
    with mock.patch.object(animation, "MOST_BYTES", 100):
        half, slower = lengths(animation.played(canvas, draw))

    expected, milliseconds = animation.there_and_back(28)
    assert whole == pytest.approx([20 + 160 * time for time in expected], abs=1)
    assert times == milliseconds
    fewer, _ = animation.there_and_back(14)
    assert half == pytest.approx([20 + 160 * time for time in fewer], abs=4)
    assert slower == [2000, *[120] * 7, 900, *[120] * 13]


def test_the_palette_has_the_colours_of_the_theme_and_room_for_what_stays_as_it_is() -> None:
    canvas, images = moving_bars(Theme.DARK)

    palette = np.array(animation._palette(images, Theme.DARK).getpalette()).reshape(-1, 3)

    assert len(palette) <= 63
    colours = {tuple(colour) for colour in palette.tolist()}
    assert {tuple(rgb(colour)) for colour in vars(canvas.colours).values()} <= colours
    # A third and two thirds of the way from the background.
    ground, blue = (np.array(rgb(c)) for c in (canvas.colours.background, canvas.colours.first))
    for share in (0.33, 0.67):
        assert tuple(np.round(ground + share * (blue - ground)).astype(int).tolist()) in colours


def test_a_change_is_saved_as_the_smallest_box_around_it() -> None:
    ground = np.zeros((40, 50), np.uint8)
    changed = ground.copy()
    changed[10:15, 20:32] = 7
    changed[12, 25] = 0

    for pixels, box in ((changed, (20, 10, 12, 5)), (ground, (0, 0, 1, 1))):
        pieces = animation._encoded(pixels, ground, 70)
        descriptor = next(piece for piece in pieces if piece[:1] == b",")
        assert struct.unpack("<HHHH", descriptor[1:9]) == box


def test_the_header_tells_size_and_table() -> None:
    data = animation.gif([Image.new("RGB", (300, 200))], [70], Theme.DARK)

    assert data[:6] == b"GIF89a"
    assert struct.unpack("<HH", data[6:10]) == (300, 200)
    assert data[10] == 0b1000_0101, "a table of 2 to the power of 5 + 1"
    assert data[13 + 3 * 64 :].startswith(animation.LOOP)
    assert data.endswith(b";")
