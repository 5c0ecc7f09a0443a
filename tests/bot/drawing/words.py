"""The words of a picture: collected while it is drawn, and held to the rules for reading."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from unittest import mock

from PIL import Image

from bot.drawing.animation import ZOOM
from bot.drawing.boxes import Box
from bot.drawing.canvas import Canvas
from bot.drawing.style import HEIGHT, WIDTH
from bot.drawing.things import Written
from bot.formula.node import Formula, text

Words = list[tuple[str, float, Box]]


@contextmanager
def recorded_words() -> Iterator[Words]:
    """Collect every word of the last picture, its size, and the box it takes."""
    words: Words = []
    write, begin = Canvas.text, Canvas.__init__

    def begin_again(canvas: Canvas, *args: Any, **options: Any) -> None:
        begin(canvas, *args, **options)
        words.clear()

    def record(
        canvas: Canvas, at: Any, content: Formula, size: float, *args: Any, **options: Any
    ) -> None:
        write(canvas, at, content, size, *args, **options)
        written = canvas.things[-1]
        assert isinstance(written, Written)
        words.append((text(content), size, canvas.box_of(written)))

    with (
        mock.patch.object(Canvas, "text", record),
        mock.patch.object(Canvas, "__init__", begin_again),
    ):
        yield words


def assert_readable(words: Words) -> None:
    """Every word is large enough, inside the picture, and on no other."""
    assert words
    for word, size, box in words:
        assert size * 400 / WIDTH >= 11, f"{word!r} is {size} px"
        assert box.excess(Box(0, 0, WIDTH, HEIGHT)) <= 1, f"{word!r} sticks out"
    for i, (word, _, box) in enumerate(words):
        for other, _, other_box in words[:i]:
            assert box.overlap(other_box, margin=0) < 40, f"{word!r} lies on {other!r}"


def is_of_full_width(image: Image.Image) -> bool:
    """Whether a picture is as wide as all are, and at most cropped below its content.

    Animations are smaller.
    """
    zoom = ZOOM if getattr(image, "is_animated", False) else 1
    return image.width == WIDTH * zoom and HEIGHT / 3 < image.height / zoom <= HEIGHT
