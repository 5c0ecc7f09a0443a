"""Pictures of what `linalg_engine.vectors` finds out."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from bot.figures import arrows, terms
from bot.figures.picture import Picture
from bot.figures.scene import Arc, Area, Arrow, Corner, Curve, Scene, Segment, Spot
from linalg_engine import vectors
from linalg_engine.formatting import decimal, is_same

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from bot.figures.style import Role, Style
    from linalg_engine.vectors import Angle, DotProduct, Norm, Projection, Vector

    Points = NDArray[np.float64]

LONGEST_RATIO = 12
"""Lengths that differ more than this are not drawn to scale: the short one would vanish."""

SHORT_LENGTH = 0.45
"""Length of the shorter arrow beside one of length 1 where lengths are not to scale."""

SMALLEST_SIZE, LARGEST_SIZE = 1e-100, 1e100
"""Sizes whose squares are still ordinary floats; others are drawn in units of the largest."""

LONGEST_LABEL = 22
"""Characters of a vector that still fit at an arrow's tip."""

NOT_TO_SCALE = "lengths not to scale, directions are"


def draw_dot(result: DotProduct, style: Style) -> Picture:
    """Return a picture of a dot product: arrows, or the sum of terms beyond 3 entries."""
    a, b = result.a, result.b
    caption = f"a · b {style.equals(result.value)}"
    alt = f"{_named(a, b, style)}. Their dot product is {style.number(result.value)}."
    if result.angle is not None:
        caption += f",   θ {_angle_sign(result.angle)} {_degrees(result.angle)}"
        alt += f" The angle between them is {_degrees(result.angle)}, {result.angle.relation}."
    if len(a) > 3:
        rows = (_row("a", a, "first"), _row("b", b, "second"))
        total = terms.TermSum(caption, rows, "aᵢ·bᵢ", _floats(result.terms), float(result.value))
        shown = ", ".join(style.number(term) for term in result.terms[:12])
        alt = f"Bars of {alt} The terms aᵢbᵢ add up to it: {shown}{', …' * (len(a) > 12)}."
        return Picture("dot.png", terms.draw(total, style.theme), alt)
    if result.projection is not None and any(result.projection.along):
        length = vectors.norm(result.projection.along)
        alt += f" The shadow of a on b has length {decimal(length.value)}."
    scene = _angle_scene(a, b, result.angle, caption, style, shadow=True)
    return Picture("dot.png", arrows.draw(scene, style.theme), f"Arrows from the origin: {alt}")


def draw_angle(a: Vector, b: Vector, angle: Angle, style: Style) -> Picture:
    """Return a picture of the angle; beyond 3 entries in the plane of the two vectors."""
    caption = f"θ {_angle_sign(angle)} {_degrees(angle)}   ({angle.relation})"
    alt = f"Arrows from the origin: {_named(a, b, style)}, at an angle of {_degrees(angle)}."
    scene = _angle_scene(a, b, angle, caption, style, shadow=False)
    return Picture("angle.png", arrows.draw(scene, style.theme), alt)


def draw_projection(a: Vector, b: Vector, split: Projection, style: Style) -> Picture:
    """Return a picture of ``a`` split into a part along ``b`` and a perpendicular rest."""
    points, note = _coordinates(a, b)
    p, q = points
    along = _along(p, q)
    scene = Scene(
        dimension=len(p),
        caption=f"projection of a on b {style.equals_vector(split.along, 4)}",
        arrows=(
            _arrow(q, "b", b, "second", style),
            _arrow(p, "a", a, "first", style),
            *((Arrow(along, "projection", "result", wide=True),) if along.any() else ()),
        ),
        segments=(Segment(along, p, "rest", "remainder"),) if (p - along).any() else (),
        corners=_foot(p, along),
        note=note,
        to_scale=len(a) <= 3,
    )
    alt = (
        f"Arrows from the origin: {_named(a, b, style)}. The projection of a on b is "
        f"{style.vector(split.along, 6)}; the remainder {style.vector(split.remainder, 6)} "
        "is perpendicular to b."
    )
    return Picture("projection.png", arrows.draw(scene, style.theme), alt)


def draw_norm(v: Vector, norm: Norm, style: Style) -> Picture:
    """Return a picture of the Euclidean length: Pythagoras, or the sum of squares."""
    alt = f"v = {style.vector(v)} has length {decimal(norm.value)}"
    caption = f"‖v‖ {_about(norm)}"
    if len(v) > 3:
        squares = _floats(v * v)
        total = terms.TermSum(
            f"{caption},  the root of {decimal(float(squares.sum()))}",
            (_row("v", v, "first"),),
            "vᵢ²",
            squares,
            float(squares.sum()),
        )
        alt = f"Bars: {alt}, the root of the sum of the squared entries."
        return Picture("norm.png", terms.draw(total, style.theme), alt)
    (p,), note = _coordinates(v)
    corner_points = [np.where(np.arange(len(p)) < k, p, 0) for k in range(len(p) + 1)]
    legs = tuple(
        Segment(start, end, "muted", style.number(v[k]))
        for k, (start, end) in enumerate(pairwise(corner_points))
        if k < len(v) and (end - start).any()
    )
    corners = (
        (Corner(legs[0].end, -legs[0].end, legs[1].end - legs[1].start),) if len(legs) > 1 else ()
    )
    scene = Scene(
        dimension=len(p),
        caption=caption,
        note=note,
        segments=legs,
        corners=corners,
        arrows=(_arrow(p, "v", v, "first", style),) if p.any() else (),
        spots=() if p.any() else (_zero_spot("v", len(p)),),
    )
    alt = f"An arrow from the origin: {alt}; the entries are the legs of right triangles."
    return Picture("norm.png", arrows.draw(scene, style.theme), alt)


def draw_unit(v: Vector, u: Vector, style: Style) -> Picture:
    """Return a picture of a vector and its direction of length 1."""
    caption = f"v / ‖v‖ {style.equals_vector(u, 4)}"
    alt = f"v = {style.vector(v)} and the unit vector {style.vector(u, 6)} in its direction."
    points, note = _coordinates(v)
    (p,) = points
    length = float(np.linalg.norm(p))
    direction = p / length
    to_scale = len(v) <= 3 and 1 / LONGEST_RATIO < length < LONGEST_RATIO
    if not to_scale:
        p = direction * (1 / SHORT_LENGTH if length > 1 else SHORT_LENGTH)
        note = note or NOT_TO_SCALE
    short = Arrow(direction, "length 1", "result", wide=length >= 1)
    scene = Scene(
        dimension=len(p),
        caption=caption,
        note=note,
        to_scale=to_scale,
        arrows=(_arrow(p, "v", v, "first", style), short),
        curves=(_unit_circle(),) if len(p) == 2 else (),
    )
    return Picture("unit.png", arrows.draw(scene, style.theme), f"Arrows from the origin: {alt}")


def draw_distance(a: Vector, b: Vector, distance: Norm, style: Style) -> Picture:
    """Return a picture of two points and the straight line between them."""
    (p, q), note = _coordinates(a, b)
    words = f"distance {decimal(distance.value)}"
    apart = bool((p - q).any())
    scene = Scene(
        dimension=len(p),
        caption=f"‖a − b‖ {_about(distance)}",
        note=note,
        spots=(
            Spot(p, _tip_label("a", a, style), "first"),
            *((Spot(q, _tip_label("b", b, style), "second"),) if apart else ()),
        ),
        segments=(Segment(p, q, "result", words, dashed=False),) if apart else (),
        to_scale=len(a) <= 3,
    )
    alt = (
        f"Two points, {_named(a, b, style)}, joined by a line of length {decimal(distance.value)}."
    )
    return Picture("distance.png", arrows.draw(scene, style.theme), alt)


def draw_cross(a: Vector, b: Vector, product: Vector, style: Style) -> Picture:
    """Return a picture of ``a × b``, at right angles to the parallelogram of a and b."""
    area = vectors.norm(product)
    p, q, r = (_floats(v) for v in (a, b, product))
    note = ""
    largest = float(max(np.linalg.norm(p), np.linalg.norm(q)))
    if r.any() and not largest / 4 < float(np.linalg.norm(r)) < 2 * largest:
        r = r / np.linalg.norm(r) * largest
        note = "length of a × b not to scale"
    scene = Scene(
        dimension=3,
        caption=f"a × b {style.equals_vector(product)}",
        note=note,
        arrows=tuple(
            arrow
            for arrow in (
                _arrow(p, "a", a, "first", style),
                _arrow(q, "b", b, "second", style),
                Arrow(r, "a × b", "result"),
            )
            if arrow.tip.any()
        ),
        areas=(Area((np.zeros(3), p, p + q, q), "result"),) if r.any() else (),
        corners=(Corner(np.zeros(3), p, r), Corner(np.zeros(3), q, r)) if r.any() else (),
    )
    alt = (
        f"Arrows from the origin in space: {_named(a, b, style)}. Perpendicular to "
        f"both, a × b = {style.vector(product)}; its length {decimal(area.value)} is the area of "
        "their parallelogram."
    )
    return Picture("cross.png", arrows.draw(scene, style.theme), alt)


def _angle_scene(
    a: Vector, b: Vector, angle: Angle | None, caption: str, style: Style, *, shadow: bool
) -> Scene:
    (p, q), note = _coordinates(a, b)
    p, q, to_scale = _comparable(p, q)
    if not to_scale:
        note = note or NOT_TO_SCALE
    relation = "" if angle is None else angle.relation
    aligned = relation in ("same direction", "opposite")
    along = _along(p, q) if shadow and to_scale and relation in ("acute", "obtuse") else None
    origin = np.zeros(len(p))
    coincide = relation == "same direction"
    a_longer = float(np.linalg.norm(p)) >= float(np.linalg.norm(q))
    return Scene(
        dimension=len(p),
        caption=caption,
        arrows=tuple(
            arrow
            for arrow in (
                Arrow(q, _tip_label("b", b, style), "second", wide=coincide and not a_longer),
                Arrow(p, _tip_label("a", a, style), "first", wide=coincide and a_longer),
            )
            if arrow.tip.any()
        ),
        segments=() if along is None else _shadow(p, along),
        spots=tuple(
            _zero_spot(name, len(p)) for name, v in (("a", a), ("b", b)) if vectors.is_zero(v)
        ),
        arcs=(Arc(p, q, _degrees(angle)),)
        if angle and not aligned and relation != "perpendicular"
        else (),
        corners=(Corner(origin, p, q),) if relation == "perpendicular" else _foot(p, along),
        note=note,
        to_scale=to_scale and len(a) <= 3,
    )


def _shadow(p: Points, along: Points) -> tuple[Segment, ...]:
    length = decimal(float(np.linalg.norm(along)), 3)
    return (
        Segment(np.zeros(len(p)), along, "result", f"shadow {length}", dashed=False),
        Segment(along, p, "rest"),
    )


def _foot(p: Points, along: Points | None) -> tuple[Corner, ...]:
    """Return the right-angle mark where the perpendicular from ``p`` meets the line of ``q``."""
    if along is None or not along.any() or np.allclose(along, p):
        return ()
    return (Corner(along, -along, p - along),)


def _along(p: Points, q: Points) -> Points:
    return q * float(p @ q / (q @ q))


def _coordinates(*given: Vector) -> tuple[list[Points], str]:
    """Return points of 2 or 3 coordinates, and a note where they are not those given.

    Beyond 3 entries lengths and angles are kept by looking at the plane that the (at most
    two) vectors span.
    """
    points = [_floats(v) for v in given]
    largest = max(float(np.max(np.abs(p))) for p in points)
    note = ""
    if largest and not SMALLEST_SIZE < largest < LARGEST_SIZE:
        points, note = [p / largest for p in points], f"in units of {decimal(largest)}"
    if len(points[0]) <= 3:
        return [np.pad(p, (0, max(0, 2 - len(p)))) for p in points], note
    note = "seen in the plane that they span" if len(points) > 1 else "seen along its own line"
    basis: list[Points] = []
    for p in sorted(points, key=lambda p: -float(np.linalg.norm(p))):
        rest = p - sum((float(p @ e) * e for e in basis), np.zeros(len(p)))
        if np.linalg.norm(rest) > 1e-12 * (np.linalg.norm(p) or 1):
            basis.append(rest / np.linalg.norm(rest))
    while len(basis) < 2:
        basis.append(np.zeros(len(points[0])))
    return [np.array([p @ basis[0], p @ basis[1]]) for p in points], note


def _comparable(p: Points, q: Points) -> tuple[Points, Points, bool]:
    """Return the two with lengths that can be seen together, and whether they are true."""
    lengths = [float(np.linalg.norm(v)) for v in (p, q)]
    if 0 in lengths or max(lengths) <= LONGEST_RATIO * min(lengths):
        return p, q, True
    shown = [1.0, SHORT_LENGTH] if lengths[0] > lengths[1] else [SHORT_LENGTH, 1.0]
    return p / lengths[0] * shown[0], q / lengths[1] * shown[1], False


def _arrow(point: Points, name: str, v: Vector, role: Role, style: Style) -> Arrow:
    return Arrow(point, _tip_label(name, v, style), role)


def _tip_label(name: str, v: Vector, style: Style) -> str:
    full = f"{name} {style.equals_vector(v, 4)}"
    return full if len(full) <= LONGEST_LABEL and len(v) <= 4 else name


def _zero_spot(name: str, dimension: int) -> Spot:
    return Spot(np.zeros(dimension), f"{name} = 0", "second" if name == "b" else "first")


def _unit_circle() -> Curve:
    turns = np.linspace(0, 2 * np.pi, 90)
    return Curve(np.column_stack([np.cos(turns), np.sin(turns)]), "muted")


def _named(a: Vector, b: Vector, style: Style) -> str:
    return f"a = {style.vector(a)} and b = {style.vector(b)}"


def _row(name: str, v: Vector, role: Role) -> terms.Row:
    return terms.Row(name, _floats(v), role)


def _about(norm: Norm) -> str:
    shown = decimal(norm.value)
    return f"{'=' if is_same(norm.value, shown) else '≈'} {shown}"


def _angle_sign(angle: Angle) -> str:
    return "=" if angle.is_exact else "≈"


def _degrees(angle: Angle | None) -> str:
    return "" if angle is None else f"{decimal(angle.degrees, 2)}°"


def _floats(v: Vector) -> Points:
    return v.astype(np.float64)
