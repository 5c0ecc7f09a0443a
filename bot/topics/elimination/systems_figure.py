"""Systems of equations in two and three unknowns: lines and planes, and where they meet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.drawing.picture import Picture
from bot.topics.elimination import lines_figure, planes
from bot.topics.elimination.equations import System

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.drawing.style import Style
    from bot.topics.elimination.unknowns import Unknowns
    from linalg_engine.elimination import Solution

MOST_LINES, MOST_PLANES = 5, 3
"""Different ones in a picture."""


def drawing_of_system(
    found: Solution, unknowns: Unknowns, style: Style
) -> Callable[[], Picture] | None:
    """Return what draws a system of a few equations in 2 or 3 unknowns, else None."""
    dimension = found.matrix.shape[1]
    if dimension not in (2, 3) or len(found.matrix) > 2 * MOST_LINES:
        return None
    system = System.of(found, unknowns, style)
    most = MOST_LINES if dimension == 2 else MOST_PLANES
    if len(system.equations) > most or not system.can_be_drawn():
        return None
    return lambda: _draw_system(system, style)


def _draw_system(system: System, style: Style) -> Picture:
    named = "; ".join(str(equation.formula) for equation in system.equations)
    alt = f"{system.kind.capitalize()}s {named}. {system.title()}"
    if system.solution is not None:
        alt += f": {system.unknowns.point(system.solution, style.notation)}"
    if system.dimension == 2:
        return Picture("system.png", lines_figure.draw_lines(system, style), f"{alt}.")
    ending, data = planes.draw_planes(system, style)
    moving = "Animation: the planes rock to and fro. " if ending == "gif" else ""
    return Picture(f"system.{ending}", data, f"{moving}{alt}.")
