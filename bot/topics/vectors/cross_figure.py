"""The picture of a cross product: at right angles to the parallelogram whose area is its length."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from bot.drawing.coordinates import direction, floats, length, moderate, side_by_side
from bot.drawing.picture import Picture
from bot.drawing.scene import Area, Arrow, Corner, Scene
from bot.formula import Chain, Product, Row, Words, equals
from bot.topics.vectors import tips
from bot.topics.vectors.angle_figure import opened
from bot.topics.vectors.tips import NOT_TO_SCALE, A, B
from linalg_engine import vectors

if TYPE_CHECKING:
    from bot.drawing.style import Style
    from linalg_engine.arrays import Vector

NAME = Product((A, B), "×")


def draw_cross(
    a: Vector, b: Vector, product: Vector, style: Style, *, turning: bool = False
) -> Picture:
    """Return a picture of ``a × b``, at right angles to the parallelogram of a and b."""
    say = style.notation
    found = Chain(NAME, (say.vector(product),))
    shown_a, shown_b, to_scale = side_by_side(a, b)
    (p, q), note = moderate(shown_a, shown_b)
    if not to_scale:
        note = NOT_TO_SCALE
    first, second = tips.arrow(p, A, a, style), tips.arrow(q, B, b, style)
    scene = Scene(
        dimension=3,
        caption=found,
        note=note,
        to_scale=to_scale,
        arrows=(first, second),
        spots=tips.zero_spots((A, p), (B, q)),
        given=tips.given(say, (A, a), (B, b)),
    )
    alt = f"Arrows from the origin in space: {tips.both(a, b, say)}. "
    if not product.any():
        scene = replace(scene, caption=Row((found, Words(": on one line"))))
        alt += "They lie on one line, so a × b is zero."
        return tips.in_space("cross", scene, alt, style, turning=turning)
    area = vectors.norm(product)
    r = floats(product)
    largest = max(length(p), length(q))
    if note or not largest / 4 < length(r) < 2 * largest:
        r, note = direction(product) * largest, note or "length of a × b not to scale"
    scene = replace(
        scene,
        note=note or "a × b is as long as the area is large",
        arrows=(first, second, Arrow(r, NAME, "result")),
        areas=(
            Area((np.zeros(3), p, p + q, q), "result", label=tips.told("area", area.value, say)),
        ),
        corners=(Corner(np.zeros(3), p, r), Corner(np.zeros(3), q, r)),
        opened=opened(first, second, vectors.angle(a, b)),
    )
    alt += (
        f"Perpendicular to both, a × b {equals(say.vector(product))}; its length "
        f"{tips.spoken(area.value, say)} is the area of their parallelogram."
    )
    return tips.in_space("cross", scene, alt, style, turning=turning)
