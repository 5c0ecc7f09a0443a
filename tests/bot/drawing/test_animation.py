"""Animations as files: what is seen when they are played, in one palette and few bytes."""

from __future__ import annotations

import io
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
