"""Complex numbers as arrows in the plane: what a sum, a product, a root does to them."""

from __future__ import annotations

import cmath
import math
from typing import TYPE_CHECKING, Any

import numpy as np

from bot.drawing import arrows
from bot.drawing.picture import Picture
from bot.drawing.scene import Arc, Arrow, Scene, Segment
from bot.formula import Rounded
from bot.topics.calc.complex_steps import PRODUCTS
from linalg_engine.expressions import is_complex, shape_of

if TYPE_CHECKING:
    from bot.drawing.arrays import Floats
    from bot.drawing.style import Style
    from bot.formula import Notation
    from linalg_engine.expressions import Evaluated

FLAT = 1e-9
"""Sine of an angle below which no arc is drawn."""

MOST_DISPARATE = 60.0
"""Lengths of arrows, the longest by the shortest, that one picture shows."""

NOTE = "real part to the right, imaginary part upwards"


def fits(found: Evaluated) -> bool:
    """Whether an expression is of complex numbers, and its arrows fit into one picture."""
    if shape_of(found.value) or not found.operation:
        return False
    given = _given(found)
    if not any(map(is_complex, [found.value, *given])):
        return False
    lengths = [abs(complex(z)) for z in (*given, found.value)]
    shown = [length for length in lengths if length > 0]
    return bool(shown) and max(shown) <= MOST_DISPARATE * min(shown) and min(shown) > 1e-6


def _given(found: Evaluated) -> list[Any]:
    """Return the numbers that are drawn beside the result."""
    values: list[Any] = [part.value for part in found.parts]
    if any(map(shape_of, values)) or found.juxtaposed or not any(map(is_complex, values)):
        return []
    is_drawn = found.operation in ("+", "-", "/", "sqrt", "conj", *PRODUCTS)
    # 3 + 4i is one number, and no sum.
    is_number = found.operation in ("+", "-") and not all(map(is_complex, values))
    return values if is_drawn and not is_number else []


def draw(found: Evaluated, style: Style) -> Picture:
    """Return the picture."""
    scene = _scene(found, style.notation)
    return Picture("complex.png", arrows.draw(scene, style.theme), _alt(found, style.notation))


def _scene(found: Evaluated, say: Notation) -> Scene:
    given = _given(found)
    result: Any = found.value
    roles = ("first", "second")
    drawn = [
        Arrow(_point(z), say.number(z), role)
        for z, role in zip(given, roles, strict=False)
        if z != 0
    ]
    segments: tuple[Segment, ...] = ()
    if found.operation in ("+", "-") and given:
        second = given[1] if found.operation == "+" else -given[1]
        segments = (Segment(_point(given[0]), _point(given[0] + second), "second"),)
    end = Arrow(_point(result), say.number(result), "result")
    arcs = () if given else _arc(result)
    return Scene(
        2,
        _title(found, given),
        arrows=(*drawn, end),
        segments=segments,
        arcs=arcs,
        note=NOTE,
    )


def _point(z: Any) -> Floats:
    number = complex(z)
    return np.array([number.real, number.imag])


def _arc(z: Any) -> tuple[Arc, ...]:
    angle = cmath.phase(complex(z))
    if abs(math.sin(angle)) < FLAT:
        return ()
    return (Arc(np.array([abs(complex(z)), 0.0]), _point(z), f"{_degrees(z)}°"),)


def _degrees(z: Any) -> Rounded:
    return Rounded(math.degrees(cmath.phase(complex(z))), 2)


def _length(z: Any) -> Rounded:
    return Rounded(abs(complex(z)), 3)


def _title(found: Evaluated, given: list[Any]) -> str:
    result = found.value
    operation = found.operation
    if given and operation in PRODUCTS:
        return "Lengths are multiplied, angles added"
    if given and operation == "/":
        return "Lengths are divided, angles subtracted"
    if given and operation in ("+", "-"):
        return "Added like vectors" if operation == "+" else "Subtracted like vectors"
    if given and operation == "conj":
        return "The conjugate is the mirror image"
    if given and operation == "sqrt":
        return "The root has half the angle, and the root of the length"
    return f"Length {_length(result)}, angle {_degrees(result)}°"


def _alt(found: Evaluated, say: Notation) -> str:
    shown: list[Any] = [*_given(found), found.value]
    words = "; ".join(
        f"{say.number(z)}, length {_length(z)}, angle {_degrees(z)} degrees" for z in shown
    )
    title = _title(found, _given(found))
    return f"{title}: arrows in the complex plane, the last of them the result: {words}."
