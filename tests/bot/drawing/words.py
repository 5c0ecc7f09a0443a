"""The words of a picture: collected while it is drawn, and held to the rules for reading."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from unittest import mock

import numpy as np

from bot.drawing.boxes import Box
from bot.drawing.canvas import Canvas
from bot.drawing.style import HEIGHT, WIDTH

Words = list[tuple[str, float, Box]]


@contextmanager
def recorded_words() -> Iterator[Words]:
    """Collect every word of the last picture, its size, and the box it takes."""
    words: Words = []
    write, begin = Canvas.text, Canvas.__init__

    def begin_again(canvas: Canvas, *args: Any, **options: Any) -> None:
        begin(canvas, *args, **options)
        words.clear()

    def record(canvas: Canvas, at: Any, text: str, size: float, *args: Any, **options: Any) -> None:
        write(canvas, at, text, size, *args, **options)
        width, height = canvas.measure(text, size, bold=options.get("bold", False))
        if options.get("turned"):
            width, height = height, width
        anchor = options.get("anchor") or (args[1] if len(args) > 1 else "center")
        x, y = np.asarray(at, dtype=float)
        centre = np.array([x + width / 2 if anchor == "left" else x, y])
        words.append((text, size, Box.around(centre, (width, height))))

    with (
        mock.patch.object(Canvas, "text", record),
        mock.patch.object(Canvas, "__init__", begin_again),
    ):
        yield words


def assert_readable(words: Words) -> None:
    """Every word is large enough, inside the picture, and on no other."""
    assert words
    for text, size, box in words:
        assert size * 400 / WIDTH >= 11, f"{text!r} is {size} px"
        assert box.excess(Box(0, 0, WIDTH, HEIGHT)) <= 1, f"{text!r} sticks out"
    for i, (text, _, box) in enumerate(words):
        for other, _, other_box in words[:i]:
            assert box.overlap(other_box, margin=0) < 40, f"{text!r} lies on {other!r}"
