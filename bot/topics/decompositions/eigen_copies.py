"""Eigenvalues and eigenvectors as text to paste elsewhere, with all their digits."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from bot.formula import Chain, Index, Series, Symbol, Whole, equals
from bot.topics.kit import matrix_words
from bot.topics.kit.answer import Copies
from bot.topics.kit.code_copies import AGREEMENT, sympy_copy
from bot.topics.kit.eigen_words import has_listed_vectors, has_roots
from bot.topics.kit.matrix_words import lower
from linalg_engine.matrices import as_float

if TYPE_CHECKING:
    from linalg_engine.decompositions import Eigen, Eigenspace

OF_ANY = "np.linalg.eig(A)"

OF_EXACT = "A.eigenvects()"

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
        numpy=_code(found),
        latex=Series(values).latex(),
    )


def _code(found: Eigen) -> str:
    """Return code for eigenvalues and eigenvectors: exact where floats would miss a multiple one.

    Rounding changes an eigenvalue that is there k times by a k-th root of itself.
    """
    given = {"A": found.matrix}
    exact = [space.exact for space in found.spaces]
    if found.is_symmetric or None in exact:
        return matrix_words.numpy_copy(given, OF_SYMMETRIC if found.is_symmetric else OF_ANY)
    shown = [complex(space.value) for space in found.spaces for _ in range(space.algebraic)]
    computed = np.linalg.eigvals(as_float(found.matrix)).tolist()
    size = max(map(abs, shown))
    apart = (abs(a - b) for a, b in zip(_sorted(shown), _sorted(computed), strict=True))
    if all(difference <= AGREEMENT * size for difference in apart):
        return matrix_words.numpy_copy(given, OF_ANY)
    return sympy_copy(given, OF_EXACT)


def _sorted(values: list[complex]) -> list[complex]:
    return sorted(values, key=lambda value: (round(value.real, 6), value.imag))


def _digits(space: Eigenspace) -> Chain:
    if space.exact is None:
        return equals(Whole(space.value))
    if not has_roots(space.exact):
        return equals(Whole(space.exact))
    return equals(Whole(space.exact), Whole(space.value))
