"""The rules that every picture is held to, measured on what its canvas holds."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from unittest import mock

import numpy as np
from matplotlib.colors import to_rgb

from bot.drawing.arrays import Bytes
from bot.drawing.boxes import Box
from bot.drawing.canvas import Canvas
from bot.drawing.obstacles import BAND, sampled
from bot.drawing.things import WORDS_LAYER, Arrow, Line, Marks, Picture, Thing, Written
from bot.formula.node import text

LEAST_LETTERS = 11
"""Pixels, when the picture is 400 px wide."""

LEAST_CONTRAST = 4.5
"""Between words and what lies behind them (WCAG 2.2, 1.4.3)."""

LEAST_USED = 0.7
"""Of the picture's shorter side."""

TOUCHING = 2.0
"""Pixels by which two things may overlap: antialiased edges."""


@dataclass(frozen=True)
class Painted:
    """A painted picture, or one frame: its canvas, its things, and its pixels without words."""

    canvas: Canvas
    things: tuple[Thing, ...]
    ground: Bytes


@contextmanager
def recorded_paintings(*, every: bool = False) -> Iterator[list[Painted]]:
    """Collect what is painted; of an animation the first and the last frame, or ``every`` one."""
    paintings: list[Painted] = []
    keeping: list[Canvas] = []
    paint, keep = Canvas._without_words, Canvas.keep

    def keep_ground(canvas: Canvas) -> None:
        keeping.append(canvas)
        keep(canvas)
        keeping.pop()

    def record(canvas: Canvas) -> Bytes:
        ground = paint(canvas)
        if keeping:  # No frame yet, but what lies behind all of them.
            return ground
        found = Painted(canvas, (*canvas.kept, *canvas.things), ground.copy())
        same = [each for each in paintings if each.canvas is canvas]
        if len(same) > 1 and not every:
            paintings.remove(same[-1])
        paintings.append(found)
        return ground

    with (
        mock.patch.object(Canvas, "_without_words", record),
        mock.patch.object(Canvas, "keep", keep_ground),
    ):
        yield paintings


def faults(painted: Painted) -> list[str]:
    """Return what a reader could complain about, a sentence each."""
    words = [thing for thing in painted.things if isinstance(thing, Written)]
    placed = [(thing, painted.canvas.box_of(thing)) for thing in words]
    return [
        *_small_letters(painted, words),
        *_outside(painted, placed),
        *_overlaps(placed),
        *_on_things(painted, placed),
        *_pale(painted, placed),
        *_unused(painted, placed),
        *_impossible(painted),
    ]


def _small_letters(painted: Painted, words: list[Written]) -> Iterator[str]:
    for thing in words:
        size = thing.lettering.size * 400 / painted.canvas.width
        if size < LEAST_LETTERS:
            yield f"{_name(thing)} is {size:.1f} px high on a phone"


def _outside(painted: Painted, placed: list[tuple[Written, Box]]) -> Iterator[str]:
    whole = Box(0, 0, painted.canvas.width, painted.canvas.height)
    for thing, box in placed:
        if box.excess(whole) > TOUCHING:
            yield f"{_name(thing)} sticks out by {box.excess(whole):.0f} px"


def _overlaps(placed: list[tuple[Written, Box]]) -> Iterator[str]:
    for i, (thing, box) in enumerate(placed):
        for other, other_box in placed[:i]:
            if box.overlap(other_box, margin=-TOUCHING) > 0:
                yield f"{_name(thing)} lies on {_name(other)}"


def _on_things(painted: Painted, placed: list[tuple[Written, Box]]) -> Iterator[str]:
    for thing in painted.things:
        match thing:
            case Marks():
                half = thing.size / 2
                boxes = [Box(x - half, y - half, x + half, y + half) for x, y in thing.centres]
                kind = "a mark"
            case Arrow():
                boxes, kind = [_around(thing.outline()[2:5])], "an arrowhead"
            case Line() if thing.width >= BAND:
                half = thing.width / 2
                along = [point for line in thing.points for point in sampled(line)]
                boxes = [Box(x - half, y - half, x + half, y + half) for x, y in along]
                kind = "a band"
            case _:
                continue
        for written, box in placed:
            if any(box.overlap(other, margin=-TOUCHING) > 0 for other in boxes):
                yield f"{_name(written)} lies on {kind}"


def _pale(painted: Painted, placed: list[tuple[Written, Box]]) -> Iterator[str]:
    zoom = painted.canvas.zoom
    pixels = np.ascontiguousarray(painted.ground).view("<u4")[::-1, :, 0]
    for thing, box in placed:
        corners = [round(zoom * max(0.0, side)) for side in box.corners]
        behind = pixels[corners[1] : corners[3], corners[0] : corners[2]]
        if not behind.size:
            continue
        # What fills most of the box: thin lines behind words matter less.
        colours, counts = np.unique(behind & 0xFFFFFF, return_counts=True)
        most = int(colours[int(np.argmax(counts))])
        ground = (most & 255) / 255, (most >> 8 & 255) / 255, (most >> 16) / 255
        found = contrast(to_rgb(thing.lettering.colour), ground)
        if found < LEAST_CONTRAST:
            yield f"{_name(thing)} has a contrast of {found:.1f}"


def _unused(painted: Painted, placed: list[tuple[Written, Box]]) -> Iterator[str]:
    boxes = [box for _, box in placed]
    for thing in painted.things:
        match thing:
            case Marks():
                boxes.append(_around(thing.centres))
            case Arrow():
                boxes.append(_around(np.array([thing.tail, thing.tip])))
            case Line():
                boxes.append(_around(thing.points.reshape(-1, 2)))
            case Picture():
                height, width = thing.pixels.shape[:2]
                low, left = thing.bottom, thing.left
                boxes.append(Box(left, low, left + width, low + height))
            case Written():
                pass
            case _:
                corners = getattr(thing, "corners", None)
                if corners is not None:
                    boxes.append(_around(corners))
    canvas = painted.canvas
    shorter = min(canvas.width, canvas.height)
    for low, high, length in ((0, 2, canvas.width), (1, 3, canvas.height)):
        start = max(0.0, min(float(box.corners[low]) for box in boxes))
        end = min(float(length), max(float(box.corners[high]) for box in boxes))
        if length == shorter and canvas.height > 0 and end - start < LEAST_USED * shorter:
            yield f"only {end - start:.0f} of {shorter} px are used"


def _impossible(painted: Painted) -> Iterator[str]:
    for thing in painted.things:
        opacity, layer = getattr(thing, "opacity", 1), thing.layer
        if not 0 <= opacity <= 1:
            yield f"a {type(thing).__name__} has an opacity of {opacity}"
        if not isinstance(thing, Written) and not 0 < layer < WORDS_LAYER:
            yield f"a {type(thing).__name__} lies on words, in layer {layer}"


def _around(points: Any) -> Box:
    return Box(*points.min(axis=0), *points.max(axis=0))


def _name(thing: Written) -> str:
    return repr(text(thing.lettering.content))


def contrast(a: tuple[float, float, float], b: tuple[float, ...]) -> float:
    """Return the contrast ratio of two colours, from 1 to 21 (WCAG 2.2)."""
    lighter, darker = sorted((_luminance(a), _luminance(b)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: tuple[float, ...]) -> float:
    parts = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in colour]
    return float(np.dot(parts, (0.2126, 0.7152, 0.0722)))
