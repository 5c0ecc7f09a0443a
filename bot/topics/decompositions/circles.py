"""The unit circle and its image under a 2×2 matrix, an ellipse, with the vectors behind it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from bot.drawing import arrows
from bot.drawing.coordinates import unit_circle
from bot.drawing.picture import Picture
from bot.drawing.scene import Arrow, Curve, Scene
from linalg_engine.formatting import decimal
from linalg_engine.matrices import as_float

if TYPE_CHECKING:
    from bot.drawing.arrays import Floats
    from bot.drawing.style import Role, Style
    from linalg_engine.decompositions import SVD, Eigen
    from linalg_engine.matrices import Matrix

    Thing = tuple[Floats, str, Role]

LARGEST_STRETCH = 12.0
"""Beyond, the ellipse is drawn smaller, so that the circle stays visible."""

ROLES: tuple[Role, ...] = ("first", "second")


def draw_eigen(found: Eigen, style: Style) -> Picture:
    """Return the unit circle, its image, and the eigenvectors."""
    real = [space for space in found.spaces if isinstance(space.value, float)]
    directions = [(space.value, np.real(vector)) for space in real for vector in space.vectors.T]
    if not directions:
        return _draw_turning(found, style)
    things: list[Thing] = []
    for k, ((value, vector), role) in enumerate(zip(directions, ROLES, strict=False)):
        scale = float(np.real(value))
        things.append((vector * scale, f"{_name(k, 'v')} times {decimal(scale, 3)}", role))
    values = " and ".join(decimal(value) for value, _ in directions)
    alt = (
        "The unit circle and its image under A, an ellipse. Eigenvectors, of eigenvalues "
        f"{values}, are stretched along their own lines."
    )
    return _draw(found.matrix, things, "Eigenvectors stay on their lines", alt, "eigen.png", style)


def _draw_turning(found: Eigen, style: Style) -> Picture:
    first, second = as_float(found.matrix).T
    things: list[Thing] = [
        (first, "where [1, 0] goes", "first"),
        (second, "where [0, 1] goes", "second"),
    ]
    alt = (
        "The unit circle and its image under A, an ellipse, with the images of [1, 0] and "
        "[0, 1]; every direction turns."
    )
    return _draw(found.matrix, things, "No real eigenvectors: all turn", alt, "eigen.png", style)


def draw_svd(found: SVD, style: Style) -> Picture:
    """Return the unit circle, its image, and the axes of the ellipse: σ₁u₁ and σ₂u₂."""
    things: list[Thing] = []
    for k, role in enumerate(ROLES):
        value = found.values[k]
        label = f"{_name(k, 'σ')} ≈ {decimal(value, 3)}"
        things.append((found.u[:, k] * value, label, role))
    first, second = (decimal(value) for value in found.values)
    alt = (
        "The unit circle and its image under A, an ellipse; its semi-axes are "
        f"{first} and {second}, the singular values, rounded."
    )
    caption = "A maps the circle to an ellipse"
    if found.rank < 2:
        caption = f"A maps the circle to a {'segment: σ₂ ≈ 0' if found.rank else 'point'}"
    return _draw(found.matrix, things, caption, alt, "svd.png", style)


def _draw(
    matrix: Matrix,
    things: list[Thing],
    caption: str,
    alt: str,
    name: str,
    style: Style,
) -> Picture:
    a = as_float(matrix)
    stretch = float(np.linalg.norm(a, 2)) or 1.0
    shrink = 1.0 if 1 / LARGEST_STRETCH < stretch < LARGEST_STRETCH else 2 / stretch
    circle = unit_circle()
    scene = Scene(
        dimension=2,
        caption=caption,
        note="" if shrink == 1 else f"ellipse and arrows drawn {decimal(shrink, 2)} times as large",
        curves=(Curve(circle, "muted"), Curve(circle @ (a * shrink).T, "result")),
        arrows=tuple(Arrow(tip * shrink, label, role) for tip, label, role in things),
        to_scale=shrink == 1,
    )
    return Picture(name, arrows.draw(scene, style.theme), alt)


def _name(k: int, letter: str) -> str:
    return letter + "₁₂"[k]
