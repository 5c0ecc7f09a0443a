"""A grey picture under a kernel."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

import numpy as np

from bot.topics.image import source
from bot.topics.kit import reading
from linalg_engine import filters
from linalg_engine.errors import InputError
from linalg_engine.matrices import as_float

if TYPE_CHECKING:
    from bot.drawing.arrays import Floats
    from bot.topics.image.source import Source
    from bot.topics.kit.question import Question
    from linalg_engine.arrays import Matrix
    from linalg_engine.exact import Scalar

NINTH = "[1/9 1/9 1/9; 1/9 1/9 1/9; 1/9 1/9 1/9]"

TYPED = {
    "edges": "[-1 -1 -1; -1 8 -1; -1 -1 -1]",
    "blur": NINTH,
    "sharpen": "[0 -1 0; -1 5 -1; 0 -1 0]",
    "across": "[-1 0 1; -2 0 2; -1 0 1]",
    "down": "[-1 -2 -1; 0 0 0; 1 2 1]",
    "emboss": "[-2 -1 0; -1 1 1; 0 1 2]",
}
"""The kernels by name; "across" and "down" are Sobel's."""

NOTHING = 1e-9
"""What is 0 within rounding."""

CHOSEN = "_kernel"
"""The input that the menu changes: it counts before what was typed, until that is edited."""

MOST = 7
"""Rows and columns of a kernel."""


@dataclass(frozen=True)
class Filtered:
    """A grey picture under a kernel.

    Attributes
    ----------
    values
        The dot product with every patch, shape (m, n).
    row, column
        The middle of the patch that is worked out.
    patch
        Its grey values, whole numbers.
    """

    source: Source
    name: str
    kernel: Matrix
    grey: Floats
    values: Floats
    row: int
    column: int
    patch: Floats

    @property
    def keeps_light(self) -> bool:
        """Whether the kernel's sum is positive: the result is a picture again, else differences."""
        return self.weight > NOTHING

    @property
    def weight(self) -> float:
        """The sum of the kernel, with which it multiplies an even grey; 1 within rounding is 1."""
        total = float(as_float(self.kernel).sum())
        return 1.0 if abs(total - 1) <= NOTHING else total

    @property
    def value(self) -> Scalar:
        """The dot product of the patch that is worked out, exact where the kernel is."""
        pairs = zip(self.patch.ravel(), self.kernel.ravel(), strict=True)
        return sum((Fraction(int(x)) * weight for x, weight in pairs), Fraction(0))


def analyse(question: Question) -> Filtered:
    """Return the picture of the question under its kernel.

    Raises
    ------
    InputError
        When there is no picture, or the kernel is none.
    """
    shown = source.of(question)
    is_typed = bool(question.inputs.get("own", "").strip())
    given = "own" if is_typed else question.inputs.get("kernel", "").strip().lower()
    name = question.inputs.get(CHOSEN, "") or given or "edges"
    if name == "own" and is_typed:
        kernel = reading.matrix(question, "own")
    elif name in TYPED:
        kernel = reading.matrix(question.changed("own", TYPED[name]), "own")
    else:
        raise InputError(f"The kernels are {', '.join(TYPED)}.", example="edges", source="kernel")
    if max(kernel.shape) > MOST:
        raise InputError(
            f"A kernel has at most {MOST} rows and columns here, and this one is "
            f"{kernel.shape[0]}×{kernel.shape[1]}.",
            example=TYPED["sharpen"],
            source="own",
        )
    grey = np.round(shown.grey())
    with reading.option("own"):
        values = filters.filtered(grey, kernel)
    # The most interesting patch is the one that changes most.
    change = np.abs(values - float(as_float(kernel).sum()) * grey)
    row, column = np.unravel_index(int(np.argmax(change)), change.shape)
    size = (int(kernel.shape[0]), int(kernel.shape[1]))
    part = filters.patch(grey, int(row), int(column), size)
    return Filtered(shown, name, kernel, grey, values, int(row), int(column), part)
