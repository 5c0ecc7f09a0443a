"""The pictures of principal components, by the number of columns."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.topics.pca import flat, plane, scree, space, turning
from bot.topics.pca.beside import Beside

if TYPE_CHECKING:
    from bot.drawing.picture import Picture
    from bot.drawing.style import Style
    from bot.topics.pca.naming import Naming
    from linalg_engine.principal_components import PCA

USUAL = Beside()


def draw(found: PCA, naming: Naming, style: Style, beside: Beside = USUAL) -> Picture:
    """Return the points: as they are with 2 or 3 columns, else in the plane of two components."""
    columns = found.data.shape[1]
    if columns == 2:
        return flat.draw(found, naming, style, beside)
    if columns == 3 and len(found.components) >= 2 and beside.axes == USUAL.axes:
        return space.draw(found, naming, style, beside)
    return plane.draw(found, naming, style, beside)


def draw_second(found: PCA, style: Style) -> Picture:
    """Return how much variance the components have: in two columns, why PC1 is the first."""
    if found.data.shape[1] == 2 and style.motion:
        return turning.draw(found, style)
    return scree.draw(found, style)
