"""Pictures of sums over the entries of long vectors: products, powers, squared differences."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from bot.drawing.coordinates import floats, moderate
from bot.drawing.picture import Picture
from bot.formula import Brackets, Chain, Index, Minus, Power, Product, Row, Sum, Words, equals
from bot.formula.sums import elided
from bot.topics.vectors import tips
from bot.topics.vectors.lengths import degrees, norm_name, spelled, sum_of_powers
from bot.topics.vectors.tips import DIFFERENCE, A, B, V
from bot.topics.vectors.waterfall import Bars, Waterfall, draw_waterfall

if TYPE_CHECKING:
    from bot.drawing.style import Style
    from bot.formula import Formula, Notation
    from linalg_engine.vectors import DotProduct, Norm, Vector

LONGEST_CAPTION = 40
"""Characters of a caption that shows the terms of the sum."""

MOST_TOLD = 12
"""Terms that an alt text tells."""

Ai, Bi, Vi = Index(A, "i"), Index(B, "i"), Index(V, "i")


def draw_products(result: DotProduct, style: Style) -> Picture:
    """Return the products of entries adding up to a dot product."""
    say = style.notation
    value = say.number(result.value)
    name = Product((A, B))
    terms = Sum(tuple(map(say.number, result.terms)))
    whole = Chain(name, (terms, value))
    is_short = len(whole.text()) <= LONGEST_CAPTION
    waterfall = Waterfall(
        whole if is_short else Chain(name, (value,)),
        ((Bars(A, result.a, "first"),), (Bars(B, result.b, "second"),)),
        Product((Ai, Bi)),
        result.terms,
        result.value,
    )
    alt = f"Bars of {tips.both(result.a, result.b, say)}. Their dot product {equals(value)}."
    if result.angle is not None:
        alt += f" The angle between them {equals(degrees(result.angle))}, {result.angle.relation}."
    alt += f" The terms aᵢbᵢ add up to it: {_told(result.terms, say)}."
    return Picture("dot.png", draw_waterfall(waterfall, style), alt)
