"""Pictures of distances: two points and the way between them, or paired bars beyond 3 entries."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from bot.drawing.coordinates import LONGEST_RATIO, coordinates, length
from bot.drawing.scene import Scene, Segment, Spot
from bot.formula import Chain, Root, Row, Words
from bot.topics.vectors import tips
from bot.topics.vectors.lengths import sum_of_powers
from bot.topics.vectors.sums_figure import draw_differences
from bot.topics.vectors.tips import DIFFERENCE, A, B

if TYPE_CHECKING:
    from bot.drawing.arrays import Floats
    from bot.drawing.picture import Picture
    from bot.drawing.style import Style
    from bot.formula import Notation
    from linalg_engine.arrays import Vector
    from linalg_engine.vectors import Norm

LONGEST_CAPTION = 44
"""Characters of a caption that shows how the distance is computed."""

FAR_AWAY = "axes through the middle: the origin is far away"


def draw_distance(
    a: Vector, b: Vector, distance: Norm, style: Style, *, turning: bool = False
) -> Picture:
    """Return a picture of two points and the straight line between them."""
    if len(a) > 3:
        return draw_differences(a, b, distance, style)
    say = style.notation
    (p, q), note = coordinates(a, b)
    apart = bool((a - b).any())
    is_far = apart and max(length(p), length(q)) > LONGEST_RATIO * length(p - q)
    if is_far:
        # Seen from the origin the two would be one dot: the picture shows where they are.
        middle, note = (p + q) / 2, FAR_AWAY
        p, q = p - middle, q - middle
    difference = a - b
    value = say.number(distance.value)
    if apart:
        whole = Chain(DIFFERENCE, (Root(sum_of_powers(abs(difference), "2", say)), value))
        caption = whole if len(whole.text()) <= LONGEST_CAPTION else Chain(DIFFERENCE, (value,))
        spots = (
            Spot(p, tips.label(A, a, say), "first"),
            Spot(q, tips.label(B, b, say), "second"),
        )
    else:
        caption = Row((Chain(DIFFERENCE, (value,)), Words(": the same point")))
        spots = (Spot(p, Chain(A, (tips.named(B, b, say),)), "first"),)
    straight = Segment(p, q, "result", tips.told("distance", distance.value, say), look="band")
    scene = Scene(
        dimension=len(p),
        caption=caption,
        note=note,
        spots=spots,
        segments=(straight, *_legs(difference, p, q, say)) if apart else (),
        given=tips.given(say, (A, a), (B, b)),
        to_scale=not is_far,
    )
    shown = tips.spoken(distance.value, say)
    alt = f"Two points, {tips.both(a, b, say)}, joined by a line of length {shown}."
    return tips.in_space("distance", scene, alt, style, turning=turning)


def _legs(difference: Vector, p: Floats, q: Floats, say: Notation) -> tuple[Segment, ...]:
    """Return the way from q to p along the axes, in the plane."""
    if len(difference) != 2 or not all(difference):
        return ()
    corner = np.array([p[0], q[1]])
    across, up = (tips.size(abs(entry), say) for entry in difference)
    return (Segment(q, corner, "muted", across), Segment(corner, p, "muted", up))
