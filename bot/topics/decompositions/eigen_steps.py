"""The working of eigenvalues and eigenvectors, as one does it by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.drawing.pages import Working
from bot.formula import Chain, Row, Sentence, VectorName
from bot.formula.shapes import Brackets
from bot.topics.decompositions import characteristic, eigenspace_steps
from bot.topics.decompositions.characteristic import minus_lambda
from bot.topics.decompositions.eigenspace_steps import has_way
from bot.topics.decompositions.pieces import A, is_set, shown
from bot.topics.kit import eigen_words

if TYPE_CHECKING:
    from bot.formula import Notation
    from bot.topics.decompositions.pieces import Blocks
    from linalg_engine.decompositions import Eigen


def eigen(found: Eigen, say: Notation) -> Working | None:
    """Find where det(A − λI) is 0, then solve (A − λI)v = 0."""
    if not is_set(found.matrix):
        return None
    return Working("Eigenvalues and eigenvectors", tuple(blocks(found, say)))


def blocks(found: Eigen, say: Notation) -> Blocks:
    """Return A, its eigenvalues and its eigenvectors."""
    a = found.matrix
    result: Blocks = [shown(A, a, say)]
    if not found.is_numerical and characteristic.has_blocks(a):
        result += characteristic.blocks(A, a, say)
        result += _promise(found)
    return [*result, *eigenspace_steps.blocks(found, say)]


def _promise(found: Eigen) -> Blocks:
    """Return what the vectors without a way to them are, if there are any."""
    without = [
        space
        for space in found.spaces
        if eigen_words.has_listed_vectors(space) and not has_way(found, space)
    ]
    if not without:
        return []
    whose = "The eigenvectors" if len(without) == len(found.spaces) else "The eigenvectors listed"
    equation = Chain(Row((Brackets(minus_lambda(A)), VectorName("v"))), ("0",))
    return [Sentence((f"{whose} solve ", equation, ":"))]
