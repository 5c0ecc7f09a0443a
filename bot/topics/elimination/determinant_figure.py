"""The determinant as an area."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from bot.drawing import arrows
from bot.drawing.picture import Picture
from bot.drawing.scene import Area, Arrow, Scene
from bot.formula import equals
from linalg_engine.formatting import decimal
from linalg_engine.matrices import as_float

if TYPE_CHECKING:
    from bot.drawing.style import Style
    from linalg_engine.elimination import Determinant


def draw_determinant(found: Determinant, style: Style) -> Picture:
    """Return a picture of a 2×2 determinant: the parallelogram of the columns."""
    first, second = as_float(found.matrix).T
    say = style.notation
    caption = f"det A {equals(say.number(found.value))}"
    columns = (
        Arrow(first, f"column 1 = {say.vector(found.matrix[:, 0])}", "first"),
        Arrow(second, f"column 2 = {say.vector(found.matrix[:, 1])}", "second"),
    )
    scene = Scene(
        dimension=2,
        caption=caption,
        note="" if found.value >= 0 else "negative: from column 1 to column 2 it turns clockwise",
        arrows=columns,
        areas=(Area((np.zeros(2), first, first + second, second), "result"),),
    )
    alt = (
        f"The columns {say.vector(found.matrix[:, 0])} and {say.vector(found.matrix[:, 1])} "
        f"span a parallelogram of area {decimal(abs(found.value))}; det A = "
        f"{say.number(found.value)}."
    )
    return Picture("determinant.png", arrows.draw(scene, style.theme), alt)
