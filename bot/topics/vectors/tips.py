"""What the pictures of vectors share: arrows and spots with their names and entries."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.drawing import arrows
from bot.drawing.picture import Picture
from bot.drawing.scene import Arrow, Spot
from bot.formula import Chain, Norm, Rounded, Row, Series, Sum, VectorName, Words, equals
from bot.formula.node import is_rounded
from bot.formula.sums import Minus

if TYPE_CHECKING:
    from bot.drawing.arrays import Floats
    from bot.drawing.scene import Scene
    from bot.drawing.style import Style
    from bot.formula import Formula, Notation
    from linalg_engine.arrays import Vector
    from linalg_engine.exact import Scalar

A, B, V = VectorName("a", "first"), VectorName("b", "second"), VectorName("v", "first")

DIFFERENCE = Norm(Sum((A, Minus(B))))

LONGEST_LABEL = 24
"""Characters of a vector that still fit at an arrow's tip."""

LONGEST_NUMBER = 5
"""Characters of a number that is written exactly; a longer one is rounded."""

MANY_DIGITS = 1000
"""Numbers from which digits after the point do not help."""

NOT_TO_SCALE = "directions true, lengths not to scale"


def in_space(name: str, scene: Scene, alt: str, style: Style, *, turning: bool) -> Picture:
    """Return the picture of a scene: still or, of one in space, turning."""
    if turning:
        data = arrows.draw_turning(scene, style.theme)
        return Picture(f"{name}-turning.gif", data, f"Animation, turning. {alt}")
    return Picture(f"{name}.png", arrows.draw(scene, style.theme), alt)


def named(name: Formula, v: Vector, say: Notation) -> Chain:
    """Return ``a = [1, 2/3]``."""
    return Chain(name, (say.vector(v, 5),))


def is_short(name: Formula, v: Vector, say: Notation) -> bool:
    """Whether a vector's name and entries fit at the tip of its arrow."""
    return len(v) <= 4 and len(named(name, v, say).text()) <= LONGEST_LABEL


def label(name: Formula, v: Vector, say: Notation) -> Formula:
    """Return a vector's name, with its entries where they are short."""
    return named(name, v, say) if is_short(name, v, say) else name


def given(say: Notation, *vectors: tuple[Formula, Vector]) -> Formula | None:
    """Return the question for a corner of the picture; None where the labels say it."""
    if all(is_short(name, v, say) for name, v in vectors):
        return None
    return Series(tuple(named(name, v, say) for name, v in vectors), ",   ")


def spoken(value: Scalar, say: Notation) -> str:
    """Return a number for the alt text, with a decimal: ``√5 ≈ 2.2361``, ``5``, ``≈ 3.1416``."""
    return str(say.equals(value)).removeprefix("= ")


def both(a: Vector, b: Vector, say: Notation) -> str:
    """Return both vectors for the alt text."""
    return f"a {equals(say.vector(a))} and b {equals(say.vector(b))}"


def arrow(tip: Floats, name: VectorName, v: Vector, style: Style, *, wide: bool = False) -> Arrow:
    """Return a vector's arrow to ``tip``."""
    return Arrow(tip, label(name, v, style.notation), name.role, wide)


def zero_spots(*vectors: tuple[VectorName, Floats]) -> tuple[Spot, ...]:
    """Return a spot at the origin for each vector that is 0."""
    return tuple(
        Spot(point, Chain(name, ("0",)), name.role) for name, point in vectors if not point.any()
    )


def size(value: Scalar, say: Notation) -> Formula:
    """Return a number for a label: exact where that is short, else a decimal."""
    exact = say.number(value)
    if len(exact.text()) <= LONGEST_NUMBER:
        return exact
    return Rounded(value, 3 if abs(value) < MANY_DIGITS else 0)


def told(words: str, value: Scalar, say: Notation) -> Row:
    """Return ``area 5``, or ``area ≈ 1.581`` where the number is rounded."""
    number = size(value, say)
    return Row((Words(f"{words} "), "≈ " if is_rounded(number) else "", number))
