"""Pictures of distances: two points and the way between them, or paired bars beyond 3 entries."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from bot.drawing import arrows
from bot.drawing.coordinates import LONGEST_RATIO, coordinates, length
from bot.drawing.picture import Picture
from bot.drawing.scene import Scene, Segment, Spot
from bot.formula import Chain, Power, Root, Row, Sum
from bot.topics.vectors import tips
from bot.topics.vectors.sums_figure import draw_differences
from bot.topics.vectors.tips import A, B

if TYPE_CHECKING:
    from bot.drawing.arrays import Floats
    from bot.drawing.style import Style
    from bot.formula import Formula, Notation
    from linalg_engine.vectors import Norm, Vector

LONGEST_CAPTION = 44
"""Characters of a caption that shows how the distance is computed."""

FAR_AWAY = "axes through the middle: the origin is far away"


def draw_distance(a: Vector, b: Vector, distance: Norm, style: Style) -> Picture:
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
    first, second = tips.label(A, a, say), tips.label(B, b, say)
    scene = Scene(
        dimension=len(p),
        caption=caption_of(a - b, distance, say),
        note=note,
        spots=(Spot(p, first if apart else Chain(A, (first_of(B, a, say),)), "first"),),
        given=tips.given(say, (A, a), (B, b)),
        to_scale=not is_far,
    )
