"""What the pictures of a 3×2 and of a 2×3 matrix have in common."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from bot.drawing.motion import with_drawable_columns
from bot.formula import Row
from bot.topics.transform.inline import inline
from linalg_engine.matrices import as_float

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.drawing.arrays import Floats
    from bot.formula import Formula, Notation
    from linalg_engine.elimination import Subspaces
    from linalg_engine.exact import Scalar
    from linalg_engine.matrices import Matrix

LONGEST_LABEL = 24
"""Characters of a label at an arrow's tip; a longer one is only the name."""

NOT_TO_SCALE = "lengths not to scale"


@dataclass(frozen=True)
class Laying:
    """A matrix of shape (3, 2) or (2, 3), and what is known of it.

    Attributes
    ----------
    title
        What happens, in a few words.
    area
        Of the unit square in space; None where space is pressed onto the plane.
    """

    matrix: Matrix
    spaces: Subspaces
    title: str
    area: Scalar | None

    @cached_property
    def drawable(self) -> tuple[Floats, bool]:
        """The matrix that is drawn, and whether it is the one asked for."""
        return with_drawable_columns(as_float(self.matrix))

    def words_after(self, names: Sequence[Formula], say: Notation) -> list[Formula]:
        """Return the words at the tips of the arrows when they have landed."""
        words: list[Formula] = []
        for name, column in zip(names, self.matrix.T, strict=True):
            full = Row((name, " → ", inline(say.vector(column))))
            words.append(full if len(str(full)) <= LONGEST_LABEL else name)
        return words

    def lands(self, names: Sequence[Formula], say: Notation) -> str:
        """Return where the basis arrows land, for the alt text."""
        ends = (str(say.vector(column)) for column in self.matrix.T)
        return ", ".join(f"{name} lands at {end}" for name, end in zip(names, ends, strict=True))
