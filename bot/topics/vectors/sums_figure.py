"""Pictures of sums over the entries of long vectors: products, powers, squared differences."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from bot.drawing.coordinates import moderate
from bot.drawing.picture import Picture
from bot.formula import (
    Absolute,
    Brackets,
    Chain,
    Index,
    Minus,
    Power,
    Product,
    Sum,
    equals,
)
from bot.topics.vectors import tips
from bot.topics.vectors.lengths import degrees, norm_name, spelled
from bot.topics.vectors.tips import DIFFERENCE, A, B, V
from bot.topics.vectors.waterfall import Bars, Waterfall, draw_waterfall

if TYPE_CHECKING:
    from bot.drawing.style import Style
    from bot.formula import Formula, Notation
    from linalg_engine.arrays import Vector
    from linalg_engine.exact import Scalar
    from linalg_engine.vectors import DotProduct, Norm

LONGEST_CAPTION = 40
"""Characters of a caption that shows the terms of the sum."""

SMALL_ORDERS = (1, 2, 3, 4)
"""Powers that stay exact."""

MOST_TOLD = 12
"""Terms that an alt text tells."""

Ai, Bi, Vi = Index(A, "i"), Index(B, "i"), Index(V, "i")


def draw_products(result: DotProduct, style: Style) -> Picture:
    """Return the products of entries adding up to a dot product."""
    say = style.notation
    value = say.number(result.value)
    name = Product((A, B))
    terms = Sum(tuple(_signed(term, say) for term in result.terms))
    whole = Chain(name, (terms, value))
    is_short = len(whole.text()) <= LONGEST_CAPTION
    waterfall = Waterfall(
        whole if is_short else Chain(name, (value,)),
        ((Bars(A, result.a, "first"),), (Bars(B, result.b, "second"),)),
        Product((Ai, Bi)),
        result.terms,
        result.value,
    )
    alt = f"Bars of {tips.both(result.a, result.b, say)}. Their dot product is {value}."
    if result.angle is not None:
        alt += f" The angle between them is {degrees(result.angle)}, {result.angle.relation}."
    alt += f" The terms aᵢbᵢ add up to it: {_told(result.terms, say)}."
    return Picture("dot.png", draw_waterfall(waterfall, style), alt)


def draw_powers(v: Vector, norm: Norm, style: Style) -> Picture:
    """Return the powers of entries adding up to that of a norm."""
    say = style.notation
    shown = Chain(norm_name(norm.order), say.equals(norm.value).others)
    entries, powers, note = _powers(v, norm.order)
    size = Absolute(Vi)
    raised = {1.0: size, 2.0: Power(Vi, "2")}.get(norm.order, Power(size, spelled(norm.order, "∞")))
    waterfall = Waterfall(shown, ((Bars(V, entries, "first"),),), raised, powers, sum(powers), note)
    alt = f"Bars of v {equals(say.vector(v))}, with {shown}, from the sum of {raised}: "
    return Picture("norm.png", draw_waterfall(waterfall, style), f"{alt}{_told(powers, say)}.")


def draw_differences(a: Vector, b: Vector, distance: Norm, style: Style) -> Picture:
    """Return both points as pairs of bars, their differences, and the sum of their squares."""
    say = style.notation
    (p, q), note = moderate(a, b)
    first, second = (p, q) if note else (a, b)
    difference = first - second
    squares = difference * difference
    minus = Sum((Ai, Minus(Bi)))
    waterfall = Waterfall(
        Chain(DIFFERENCE, say.equals(distance.value).others),
        (
            (Bars(A, first, "first"), Bars(B, second, "second")),
            (Bars(minus, difference, "text"),),
        ),
        Power(Brackets(minus), "2"),
        squares,
        sum(squares),
        note,
    )
    alt = (
        f"Pairs of bars, {tips.both(a, b, say)}, with their differences. The squares of these, "
        f"{_told(squares, say)}, add up to {say.number(waterfall.total)}, the square of the "
        f"distance {tips.spoken(distance.value, say)}."
    )
    return Picture("distance.png", draw_waterfall(waterfall, style), alt)


def _powers(v: Vector, order: float) -> tuple[Vector, Vector, str]:
    """Return entries and their powers, in a unit that keeps these ordinary, and a note of it."""
    (entries,), note = moderate(v)
    shown = entries if note else v
    if order in SMALL_ORDERS:
        return shown, abs(shown) ** int(order), note
    with np.errstate(over="ignore"):
        powers = np.abs(entries) ** order
    if np.isfinite(powers.sum()) and (powers.any() or not entries.any()):
        return shown, powers, note
    largest = np.abs(entries).max()
    return entries / largest, np.abs(entries / largest) ** order, "in units of the largest entry"


def _signed(term: Scalar, say: Notation) -> Formula:
    """Return a term that a sum adds or subtracts."""
    return say.number(term) if term >= 0 else Minus(say.number(-term))


def _told(terms: Vector, say: Notation) -> str:
    shown = ", ".join(str(say.number(term)) for term in terms[:MOST_TOLD])
    return f"{shown}{', …' * (len(terms) > MOST_TOLD)}"
