"""Eigenvalues and eigenvectors as text to paste elsewhere, with all their digits."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.formula import Chain, Index, Series, Symbol, Whole, equals
from bot.topics.kit import matrix_words
from bot.topics.kit.answer import Copies
from bot.topics.kit.eigen_words import has_listed_vectors, has_roots
from bot.topics.kit.matrix_words import lower

if TYPE_CHECKING:
    from linalg_engine.decompositions import Eigen, Eigenspace

OF_ANY = "np.linalg.eig(A)"

OF_SYMMETRIC = """\
values, vectors = np.linalg.eigh(A)
values[::-1], vectors[:, ::-1]"""
"""The largest first, as in the answer."""


def copies(found: Eigen) -> Copies:
    """Return the copies of the answer to ``/matrix eigen``."""
    a = found.matrix
    lines = [matrix_words.text_copy("A", a)]
    for k, space in enumerate(found.spaces, 1):
        times = f"   ({space.algebraic} times)" if space.algebraic > 1 else ""
        lines.append(f"λ{lower(k)} {_digits(space)}{times}")
        if has_listed_vectors(space):
            lines += [matrix_words.text_copy("   v", v) for v in space.basis]
    values = tuple(
        Chain(Index(Symbol("λ"), str(k)), _digits(space).others[:1])
        for k, space in enumerate(found.spaces, 1)
    )
    return Copies(
        text="\n".join(lines),
        numpy=matrix_words.numpy_copy({"A": a}, OF_SYMMETRIC if found.is_symmetric else OF_ANY),
        latex=Series(values).latex(),
    )


def _digits(space: Eigenspace) -> Chain:
    if space.exact is None:
        return equals(Whole(space.value))
    if not has_roots(space.exact):
        return equals(Whole(space.exact))
    return equals(Whole(space.exact), Whole(space.value))
