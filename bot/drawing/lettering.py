"""Words and formulas as pictures of their own, to be laid onto a canvas.

Words are set in the sans face, formulas in the mathematical one. Setting one takes typst about a
millisecond and each further one in the same go a third of it, so all that are needed are set
together, and what was set before is kept.
"""

from __future__ import annotations

import io
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
from PIL import Image

from bot.drawing import fonts
from bot.drawing.typesetting import compiled_pages
from bot.formula.node import typst

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from bot.drawing.arrays import Bytes
    from bot.drawing.style import Theme
    from bot.formula.node import Formula

LINE_HEIGHT = 1.16
"""Height of a line of words, as a multiple of the letters' size."""

KEPT_BYTES = 12_000_000
"""Of letterings that are kept for the next picture."""


@dataclass(frozen=True)
class Lettering:
    """Words, or a formula, in one size and colour.

    Attributes
    ----------
    content
        Plain text is words; a node is a formula, whose vectors keep the colours of their roles.
    size
        Of the letters, in pixels.
    colour
        As "#rrggbb".
    theme
        Decides on the colours of roles.
    zoom
        Pixels of the result to a pixel of ``size``.
    """

    content: Formula
    size: float
    colour: str
    theme: Theme
    bold: bool = False
    zoom: float = 1


def width_of_words(words: str, size: float, *, bold: bool = False) -> float:
    """Return the width in pixels of the longest line of words."""
    return size * max(
        sum(fonts.advance(character, bold=bold) for character in line) for line in words.split("\n")
    )


def height_of_words(words: str, size: float) -> float:
    """Return the height in pixels of lines of words."""
    return size * LINE_HEIGHT * (words.count("\n") + 1)


def size_of(wanted: Lettering) -> tuple[float, float]:
    """Return the width and height of a lettering in pixels of ``size``, whatever its colour."""
    shape = _sizes.get(_uncoloured(wanted))
    if shape is None:
        (found,) = pixels([wanted])
        shape = found.shape
    return shape[1] / wanted.zoom, shape[0] / wanted.zoom


def pixels(wanted: Sequence[Lettering]) -> list[Bytes]:
    """Return each lettering as RGBA pixels, shape (height, width, 4), the top row first."""
    missing = [each for each in dict.fromkeys(wanted) if each not in _kept]
    for theme, zoom in dict.fromkeys((each.theme, each.zoom) for each in missing):
        group = [each for each in missing if (each.theme, each.zoom) == (theme, zoom)]
        _keep(zip(group, _set(group, theme, zoom), strict=True))
    found = [_kept[each] for each in wanted]
    for each, found_pixels in zip(wanted, found, strict=True):
        _kept.pop(each, None)
        _kept[each] = found_pixels
    _forget_oldest()
    return found


_kept: dict[Lettering, Bytes] = {}
"""The oldest first. (An OrderedDict would hash every long formula in it at each look.)"""


_sizes: dict[Lettering, tuple[int, ...]] = {}
"""Heights and widths of what was set lately, without colours."""

MOST_SIZES = 2000


def _keep(found: Iterable[tuple[Lettering, Bytes]]) -> None:
    if len(_sizes) > MOST_SIZES:
        _sizes.clear()
    for lettering, letters in found:
        _kept[lettering] = letters
        _sizes[_uncoloured(lettering)] = letters.shape


def _uncoloured(lettering: Lettering) -> Lettering:
    return replace(lettering, colour="")


def _forget_oldest() -> None:
    held = sum(each.nbytes for each in _kept.values())
    while held > KEPT_BYTES:
        held -= _kept.pop(next(iter(_kept))).nbytes


def _set(group: Sequence[Lettering], theme: Theme, zoom: float) -> list[Bytes]:
    items = [
        {
            "content": typst(each.content),
            "size": each.size,
            "colour": each.colour,
            "bold": each.bold,
        }
        for each in group
    ]
    pages = compiled_pages("lettering.typ", {"items": items}, theme, zoom)
    return [_cropped(_decoded(page)) for page in pages]


def _decoded(page: bytes) -> Bytes:
    return np.asarray(Image.open(io.BytesIO(page)).convert("RGBA"))


def _cropped(page: Bytes) -> Bytes:
    """Return the columns between the first and the last ink."""
    inked = np.flatnonzero(page[..., 3].any(axis=0))
    return page[:, inked[0] : inked[-1] + 1].copy() if len(inked) else page[:, :0].copy()
