"""Animations in tests: frames as they are seen when a GIF is played, and what they are made of."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TypeVar
from unittest import mock

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from bot.drawing.canvas import Canvas
from bot.drawing.things import Arrow, Fill, Line, Marks, Thing, Written

T = TypeVar("T", Arrow, Fill, Line, Marks, Written)


def played(data: bytes) -> tuple[list[NDArray[np.int32]], list[int]]:
    """Return the frames of a GIF as they are seen, and their milliseconds."""
    image = Image.open(io.BytesIO(data))
    assert image.format == "GIF"
    found: list[NDArray[np.int32]] = []
    times: list[int] = []
    for k in range(getattr(image, "n_frames", 1)):
        image.seek(k)
        found.append(np.asarray(image.convert("RGB")).astype(np.int32))
        times.append(int(image.info["duration"]))
    return found, times


@contextmanager
def recorded_frames(*, painted: bool = True) -> Iterator[list[list[Thing]]]:
    """Collect what is drawn for each frame and each still picture, beside what is kept.

    Not ``painted``, the files are empty: for tests that look at the things alone.
    """
    recorded: list[list[Thing]] = []
    frame, png = Canvas.frame, Canvas.png
    blank = Image.new("RGB", (8, 8))

    def framed(canvas: Canvas) -> Image.Image:
        recorded.append([*canvas.things])
        return frame(canvas) if painted else blank

    def saved(canvas: Canvas) -> bytes:
        recorded.append([*canvas.things])
        return png(canvas) if painted else b""

    with mock.patch.object(Canvas, "frame", framed), mock.patch.object(Canvas, "png", saved):
        yield recorded


def of_kind(things: list[Thing], kind: type[T], colour: str = "") -> list[T]:
    """Return the things of a kind, and of a colour where one is given."""
    return [
        thing
        for thing in things
        if isinstance(thing, kind) and colour in ("", getattr(thing, "colour", ""))
    ]


def words(things: list[Thing]) -> list[str]:
    """Return all that is written, in order."""
    return [str(each.lettering.content) for each in of_kind(things, Written)]


def rgb(colour: str) -> list[int]:
    """Return red, green and blue of "#rrggbb"."""
    return [int(colour[i : i + 2], 16) for i in (1, 3, 5)]
