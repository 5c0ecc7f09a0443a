"""Pictures of dot products, norms, projections and more."""

from __future__ import annotations

import math
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from bot.drawing import arrows
from bot.drawing.coordinates import (
    LONGEST_RATIO,
    SHORT_LENGTH,
    coordinates,
    direction,
    floats,
    length,
    moderate,
    side_by_side,
    unit_circle,
)
from bot.drawing.picture import Picture
from bot.drawing.scene import Arc, Area, Arrow, Corner, Curve, Scene, Segment, Spot
from bot.formula import Rounded, equals
from bot.topics.vectors.lengths import degrees
from bot.topics.vectors.waterfall import Row, Waterfall, draw_waterfall
from linalg_engine import vectors
from linalg_engine.formatting import decimal

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.drawing.arrays import Floats
    from bot.drawing.style import Role, Style
    from linalg_engine.arrays import Vector
    from linalg_engine.vectors import Angle, DotProduct, Norm, Projection


COINCIDING = 3.0
"""Degrees below which one arrow is drawn broad under the other, so that both are seen."""

LONGEST_LABEL = 22
"""Characters of a vector that still fit at an arrow's tip."""

NOT_TO_SCALE = "directions true, lengths not to scale"


def draw_dot(result: DotProduct, style: Style) -> Picture:
    """Return a picture of a dot product: arrows, or the sum of terms beyond 3 entries."""
    a, b = result.a, result.b
    caption = f"a · b {equals(style.notation.number(result.value))}"
    alt = f"{_named(a, b, style)}. Their dot product is {style.notation.number(result.value)}."
    if result.angle is not None:
        caption += f",   θ {_angle_sign(result.angle)} {_degrees(result.angle)}"
        alt += f" The angle between them is {_degrees(result.angle)}, {result.angle.relation}."
    if len(a) > 3:
        rows = (Row("a", floats(a), "first"), Row("b", floats(b), "second"))
        waterfall = Waterfall(caption, rows, "aᵢ·bᵢ", floats(result.terms), float(result.value))
        shown = ", ".join(str(style.notation.number(term)) for term in result.terms[:12])
        alt = f"Bars of {alt} The terms aᵢbᵢ add up to it: {shown}{', …' * (len(a) > 12)}."
        return Picture("dot.png", draw_waterfall(waterfall, style.theme), alt)
    if result.projection is not None and any(result.projection.along):
        along = vectors.norm(result.projection.along)
        alt += f" The projection of a on b has length {decimal(along.value)}."
    scene = _angle_scene(a, b, result.angle, caption, style, projected=True)
    return Picture("dot.png", arrows.draw(scene, style.theme), f"Arrows from the origin: {alt}")


def draw_angle(a: Vector, b: Vector, angle: Angle, style: Style) -> Picture:
    """Return a picture of the angle; beyond 3 entries in the plane of the two vectors."""
    caption = f"θ {_angle_sign(angle)} {_degrees(angle)}   ({angle.relation})"
    alt = f"Arrows from the origin: {_named(a, b, style)}, at an angle of {_degrees(angle)}."
    scene = _angle_scene(a, b, angle, caption, style, projected=False)
    return Picture("angle.png", arrows.draw(scene, style.theme), alt)


def draw_projection(a: Vector, b: Vector, split: Projection, style: Style) -> Picture:
    """Return a picture of ``a`` as its projection on ``b`` plus the rejection."""
    _, _, to_scale = side_by_side(a, b)
    # Only the direction of b counts, so a length that cannot be seen is changed.
    onto = floats(b) if to_scale else direction(floats(b)) * length(floats(a))
    (p, q), note = coordinates(a, onto)
    if not to_scale:
        note = note or "length of b not to scale"
    along = _along(p, q)
    scene = Scene(
        dimension=len(p),
        caption=f"projection of a on b {equals(style.notation.vector(split.along, 4))}",
        arrows=(
            _arrow(q, "b", b, "second", style),
            _arrow(p, "a", a, "first", style),
            Arrow(along, "projection", "result", wide=True),
        ),
        spots=_zero_spots(a=p),
        segments=() if _is_along(p, along) else (Segment(along, p, "rest", "rejection"),),
        corners=_foot(p, along),
        note=note,
        to_scale=to_scale and len(a) <= 3,
    )
    alt = (
        f"Arrows from the origin: {_named(a, b, style)}. The projection of a on b is "
        f"{style.notation.vector(split.along, 6)}; the rejection "
        f"{style.notation.vector(split.rejection, 6)} is perpendicular to b."
    )
    return Picture("projection.png", arrows.draw(scene, style.theme), alt)


def drawing_of_norm(v: Vector, norm: Norm, name: str, style: Style) -> Callable[[], Picture] | None:
    """Return what draws a norm: Pythagoras, or the sum of powers beyond 3 entries.

    The largest of many entries is no sum, so there is nothing to draw of it.
    """
    if len(v) > 3 and norm.order == math.inf:
        return None
    draw = _draw_sum_of_powers if len(v) > 3 else _draw_legs
    return lambda: draw(v, norm, name, style)


def _draw_sum_of_powers(v: Vector, norm: Norm, name: str, style: Style) -> Picture:
    (entries,), note = moderate(v)
    powers = np.abs(entries) ** norm.order
    raised = {1.0: "|vᵢ|", 2.0: "vᵢ²"}.get(norm.order, "|vᵢ|ᵖ")
    total = float(powers.sum())
    rooted = "" if norm.order == 1 else f",  from {decimal(total)}{note and f' ({note})'}"
    caption = f"{name} {_about(norm)}{rooted}"
    waterfall = Waterfall(caption, (Row("v", entries, "first"),), raised, powers, total)
    shown = style.notation.vector(v)
    alt = f"Bars: v = {shown} has {name} {_about(norm)}, from the sum of {raised}."
    return Picture("norm.png", draw_waterfall(waterfall, style.theme), alt)


def _draw_legs(v: Vector, norm: Norm, name: str, style: Style) -> Picture:
    (p,), note = coordinates(v)
    corner_points = [np.where(np.arange(len(p)) < k, p, 0) for k in range(len(p) + 1)]
    legs = tuple(
        Segment(start, end, "muted", str(style.notation.number(v[k])))
        for k, (start, end) in enumerate(pairwise(corner_points))
        if k < len(v) and (end - start).any()
    )
    corners = (
        (Corner(legs[0].end, -legs[0].end, legs[1].end - legs[1].start),) if len(legs) > 1 else ()
    )
    scene = Scene(
        dimension=len(p),
        caption=f"{name} {_about(norm)}",
        note=note,
        segments=legs,
        corners=corners,
        arrows=(_arrow(p, "v", v, "first", style),),
        spots=_zero_spots(v=p),
    )
    alt = f"An arrow from the origin, v = {style.notation.vector(v)}, with {name} {_about(norm)}"
    if not p.any():
        alt = f"The zero vector, a point at the origin, with {name} = 0"
    elif len(legs) > 1:
        alt += "; its entries are the legs of right triangles"
    return Picture("norm.png", arrows.draw(scene, style.theme), f"{alt}.")


def draw_unit(v: Vector, u: Vector, style: Style) -> Picture:
    """Return a picture of a vector and its direction of length 1."""
    say = style.notation
    caption = f"v / ‖v‖ {equals(say.vector(u, 4))}"
    alt = f"v = {say.vector(v)} and the unit vector {say.vector(u, 6)} in its direction."
    size = length(floats(v))
    true_size = 1 / LONGEST_RATIO < size < LONGEST_RATIO
    shown_size = size if true_size else (1 / SHORT_LENGTH if size > 1 else SHORT_LENGTH)
    (p,), note = coordinates(direction(floats(v)) * shown_size)
    to_scale = true_size and len(v) <= 3
    note = note if true_size else NOT_TO_SCALE
    short = Arrow(p / length(p), "length 1", "result", wide=shown_size >= 1)
    scene = Scene(
        dimension=len(p),
        caption=caption,
        note=note,
        to_scale=to_scale,
        arrows=(_arrow(p, "v", v, "first", style), short),
        curves=(Curve(unit_circle(), "muted"),) if len(p) == 2 else (),
    )
    return Picture("unit.png", arrows.draw(scene, style.theme), f"Arrows from the origin: {alt}")


def draw_distance(a: Vector, b: Vector, distance: Norm, style: Style) -> Picture:
    """Return a picture of two points and the straight line between them."""
    (p, q), note = coordinates(a, b)
    words = f"distance {decimal(distance.value)}"
    apart = bool((p - q).any())
    is_far = apart and max(length(p), length(q)) > LONGEST_RATIO * length(p - q)
    if is_far:
        # Seen from the origin the two would be one dot: the picture shows where they are.
        middle, note = (p + q) / 2, "axes through the middle: the origin is far away"
        p, q = p - middle, q - middle
    scene = Scene(
        dimension=len(p),
        caption=f"‖a − b‖ {_about(distance)}",
        note=note,
        spots=(
            Spot(p, _tip_label("a" if apart else "a = b", a, style), "first"),
            *((Spot(q, _tip_label("b", b, style), "second"),) if apart else ()),
        ),
        segments=(Segment(p, q, "result", words, look="band"),) if apart else (),
        to_scale=len(a) <= 3 and not is_far,
    )
    alt = (
        f"Two points, {_named(a, b, style)}, joined by a line of length {decimal(distance.value)}."
    )
    return Picture("distance.png", arrows.draw(scene, style.theme), alt)


def draw_cross(a: Vector, b: Vector, product: Vector, style: Style) -> Picture:
    """Return a picture of ``a × b``, at right angles to the parallelogram of a and b."""
    area = vectors.norm(product)
    shown_a, shown_b, to_scale = side_by_side(a, b)
    (p, q), note = moderate(shown_a, shown_b)
    if not to_scale:
        note = NOT_TO_SCALE
    r = floats(product)
    largest = max(length(p), length(q))
    if r.any() and (note or not largest / 4 < length(r) < 2 * largest):
        r, note = direction(r) * largest, note or "length of a × b not to scale"
    scene = Scene(
        dimension=3,
        caption=f"a × b {equals(style.notation.vector(product))}",
        note=note,
        to_scale=to_scale,
        arrows=(
            _arrow(p, "a", a, "first", style),
            _arrow(q, "b", b, "second", style),
            Arrow(r, "a × b", "result"),
        ),
        areas=(Area((np.zeros(3), p, p + q, q), "result"),) if r.any() else (),
        corners=(Corner(np.zeros(3), p, r), Corner(np.zeros(3), q, r)) if r.any() else (),
    )
    alt = f"Arrows from the origin in space: {_named(a, b, style)}. "
    if product.any():
        alt += (
            f"Perpendicular to both, a × b {equals(style.notation.vector(product))}; its length "
            f"{decimal(area.value)} is the area of their parallelogram."
        )
    else:
        alt += "They lie on one line, so a × b is zero."
    return Picture("cross.png", arrows.draw(scene, style.theme), alt)


def _angle_scene(
    a: Vector, b: Vector, angle: Angle | None, caption: str, style: Style, *, projected: bool
) -> Scene:
    shown_a, shown_b, to_scale = side_by_side(a, b)
    (p, q), note = coordinates(shown_a, shown_b)
    if not to_scale:
        note = note or NOT_TO_SCALE
    relation = "" if angle is None else angle.relation
    along = _along(p, q) if projected and to_scale and angle and _opens(angle) else None
    origin = np.zeros(len(p))
    nearly = angle is not None and angle.degrees < COINCIDING
    coincide = relation == "same direction" or nearly
    a_longer = length(p) >= length(q)
    return Scene(
        dimension=len(p),
        caption=caption,
        arrows=(
            _arrow(q, "b", b, "second", style, wide=coincide and not a_longer),
            _arrow(p, "a", a, "first", style, wide=coincide and a_longer),
        ),
        segments=() if along is None else _projection(p, along),
        spots=_zero_spots(a=p, b=q),
        arcs=(Arc(p, q, _degrees(angle)),) if angle and _opens(angle) else (),
        corners=(Corner(origin, p, q),) if relation == "perpendicular" else _foot(p, along),
        note=note,
        to_scale=to_scale and len(a) <= 3,
    )


def _opens(angle: Angle) -> bool:
    """Whether arc and projection can be seen; right angles have a mark of their own."""
    return angle.relation in ("acute", "obtuse") and COINCIDING < angle.degrees < 180 - COINCIDING


def _projection(p: Floats, along: Floats) -> tuple[Segment, ...]:
    words = f"projection {decimal(length(along), 3)}"
    return (
        Segment(np.zeros(len(p)), along, "result", words, look="band"),
        Segment(along, p, "rest"),
    )


def _foot(p: Floats, along: Floats | None) -> tuple[Corner, ...]:
    """Return the right-angle mark where the perpendicular from ``p`` meets the line of ``q``."""
    if along is None or not along.any() or _is_along(p, along):
        return ()
    return (Corner(along, -along, p - along),)


def _is_along(p: Floats, along: Floats) -> bool:
    """Whether ``p`` is its own projection, up to rounding."""
    return length(p - along) <= 1e-12 * length(p)


def _along(p: Floats, q: Floats) -> Floats:
    towards = direction(q)
    return towards * float(p @ towards)


def _arrow(
    tip: Floats, name: str, v: Vector, role: Role, style: Style, *, wide: bool = False
) -> Arrow:
    return Arrow(tip, _tip_label(name, v, style), role, wide)


def _tip_label(name: str, v: Vector, style: Style) -> str:
    full = f"{name} {equals(style.notation.vector(v, 4))}"
    return full if len(full) <= LONGEST_LABEL and len(v) <= 4 else name


def _zero_spots(**points: Floats) -> tuple[Spot, ...]:
    """Return a spot at the origin for each vector that is 0."""
    return tuple(
        Spot(point, f"{name} = 0", "second" if name == "b" else "first")
        for name, point in points.items()
        if not point.any()
    )


def _named(a: Vector, b: Vector, style: Style) -> str:
    return f"a {equals(style.notation.vector(a))} and b {equals(style.notation.vector(b))}"


def _about(norm: Norm) -> str:
    return str(equals(Rounded(norm.value)))


def _angle_sign(angle: Angle) -> str:
    return equals(degrees(angle)).sign


def _degrees(angle: Angle | None) -> str:
    return "" if angle is None else str(degrees(angle))
