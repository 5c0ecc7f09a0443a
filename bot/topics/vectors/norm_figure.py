"""Pictures of norms: the way along the axes, and all points that are as far away."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from bot.drawing.coordinates import coordinates
from bot.drawing.scene import Area, Corner, Curve, Scene, Segment
from bot.formula import (
    Absolute,
    Brackets,
    Chain,
    Function,
    Power,
    Quotient,
    Root,
    Series,
    Sum,
    equals,
)
from bot.topics.vectors import balls, tips
from bot.topics.vectors.lengths import norm_name, spelled, sum_of_powers
from bot.topics.vectors.sums_figure import draw_powers
from bot.topics.vectors.tips import V
from linalg_engine import vectors

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.drawing.arrays import Floats
    from bot.drawing.picture import Picture
    from bot.drawing.style import Style
    from bot.formula import Formula, Notation
    from linalg_engine.arrays import Vector
    from linalg_engine.vectors import Norm as Length

LONGEST_CAPTION = 44
"""Characters of a caption that shows how the norm is computed."""

WAYS = {1.0: "along the streets; ", math.inf: "the longest leg; "}
"""What a norm counts."""


def drawing_of_norm(v: Vector, norm: Length, style: Style) -> Callable[[], Picture] | None:
    """Return what draws a norm: the way and the ball, or the sum of powers beyond 3 entries.

    The largest of many entries is no sum, so there is nothing to draw of it.
    """
    if len(v) > 3 and norm.order == math.inf:
        return None
    return lambda: (draw_powers if len(v) > 3 else _draw_ball)(v, norm, style)


def turning_norm(v: Vector, norm: Length, style: Style) -> Callable[[], Picture] | None:
    """Return what draws a norm in space as an animation, else None."""
    return (lambda: _draw_ball(v, norm, style, turning=True)) if len(v) == 3 else None


def _caption(v: Vector, norm: Length, say: Notation) -> Chain:
    """Return ``‖v‖₁ = |3| + |4| = 7``, without the middle where that is long."""
    value = say.number(norm.value)
    whole = Chain(norm_name(norm.order), (_how(v, norm.order, say), value))
    return whole if len(whole.text()) <= LONGEST_CAPTION else Chain(whole.left, (value,))


def _how(v: Vector, order: float, say: Notation) -> Formula:
    """Return how a norm is computed."""
    sizes = tuple(Absolute(say.number(x)) for x in v)
    if order == 1:
        return Sum(sizes)
    if order == math.inf:
        return Function("max", Brackets(Series(sizes, ", ")))
    if order == 2:
        return Root(sum_of_powers(v, "2", say))
    p = spelled(order, "∞")
    return Power(Sum(tuple(Power(size, p) for size in sizes)), Quotient("1", p))


def _draw_ball(v: Vector, norm: Length, style: Style, *, turning: bool = False) -> Picture:
    say = style.notation
    (p,), note = coordinates(v)
    scene = Scene(
        dimension=len(p),
        caption=_caption(v, norm, say),
        note=note,
        segments=_legs(v, p, norm, say),
        arrows=(tips.arrow(p, V, v, style),),
        spots=tips.zero_spots((V, p)),
        given=tips.given(say, (V, v)),
    )
    shown = Chain(norm_name(norm.order), say.equals(norm.value).others)
    if not p.any():
        alt = f"The zero vector, a point at the origin, with {shown}."
        return tips.in_space("norm", scene, alt, style, turning=turning)
    lines = balls.outline(p, float(vectors.norm(p, norm.order).value), norm.order)
    shape = balls.name_of(norm.order, len(p))
    surface = tuple(np.vstack([line[:-1] for line in lines[:3]])) if len(p) > 2 else tuple(lines[0])
    scene = replace(
        scene,
        note=note or f"{WAYS.get(norm.order, '')}all points of the {shape} are equally far",
        curves=tuple(Curve(line, "result") for line in lines),
        areas=(Area(surface, "result", faint=True),),
        corners=_right_angle(scene.segments) if norm.order == 2 else (),
    )
    legs = " and ".join(str(say.number(abs(x))) for x in v if x)
    alt = (
        f"An arrow from the origin, v {equals(say.vector(v))}, with {shown}. Along the axes its "
        f"way is {legs}; it ends on the {shape} of all points as far from the origin."
    )
    return tips.in_space("norm", scene, alt, style, turning=turning)


def _legs(v: Vector, p: Floats, norm: Length, say: Notation) -> tuple[Segment, ...]:
    """Return the way along one axis after the other, what the norm counts in green."""
    corners = [np.where(np.arange(len(p)) < k, p, 0) for k in range(len(p) + 1)]
    legs: list[Segment] = []
    for entry, start, end in zip(v, corners[:-1], corners[1:], strict=False):
        if not (end - start).any():
            continue
        leg = Segment(start, end, "muted", tips.size(abs(entry), say))
        if norm.order == 1 or (norm.order == math.inf and abs(entry) == norm.value):
            leg = replace(leg, role="result", look="band")
        legs.append(leg)
    return tuple(legs)


def _right_angle(legs: tuple[Segment, ...]) -> tuple[Corner, ...]:
    if len(legs) < 2:
        return ()
    first, second = legs[:2]
    return (Corner(first.end, first.start - first.end, second.end - second.start),)
