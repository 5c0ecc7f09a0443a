"""A diagonalization as text to paste elsewhere, with all its digits."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from bot.formula import Chain, Series, whole
from bot.topics.kit import matrix_words
from bot.topics.kit.answer import Copies
from linalg_engine import formatting
from linalg_engine.exact import Surd

if TYPE_CHECKING:
    from collections.abc import Mapping

    from linalg_engine.decompositions import Eigen, Jordan, Spectral
    from linalg_engine.matrices import Matrix

OF_SYMMETRIC = """\
values, Q = np.linalg.eigh(A)
values, Q = values[::-1], Q[:, ::-1]
largest = np.abs(Q).round(9).argmax(axis=0)
signs = np.sign(Q[largest, range(len(A))])
Q * signs, np.diag(values)"""


def symmetric(form: Spectral) -> Copies:
    """Return the copies of ``A = Q Λ Qᵀ``."""
    factors = {"Q": form.q, "Λ": form.diagonal}
    return matrix_words.copies({"A": form.matrix}, OF_SYMMETRIC, factors)


def with_form(form: Jordan) -> Copies:
    """Return the copies of ``A = P J P⁻¹``, whose NumPy multiplies the factors."""
    middle = "D" if form.is_diagonal else "J"
    factors = {"P": form.p, middle: form.j, "P⁻¹": form.inverse}
    everything = {"A": form.matrix, **factors}
    lines = ["import numpy as np", f"P = {_numpy(form.p)}", f"{middle} = {_numpy(form.j)}"]
    return Copies(
        text="\n".join(
            _text(name, factor) for name, factor in {"A": form.matrix, **factors}.items()
        ),
        numpy="\n".join([*lines, f"P @ {middle} @ np.linalg.inv(P)"]),
        latex=_latex(everything),
    )


def without_form(found: Eigen) -> Copies:
    """Return the copies where there is no basis of eigenvectors, and no Jordan form."""
    return matrix_words.copies({"A": found.matrix}, "np.linalg.eig(A)", {})


def _text(name: str, factor: Matrix) -> str:
    if _is_complex(factor):
        return str(Chain(name, (whole(factor),)))
    return matrix_words.text_copy(name, factor)


def _latex(named: Mapping[str, Matrix]) -> str:
    return Series(tuple(Chain(name, (whole(a),)) for name, a in named.items()), "   ").latex()


def _numpy(a: Matrix) -> str:
    """Return Python for a matrix that may be complex."""
    return (
        f"np.array({a.astype(np.complex128).tolist()})"
        if _is_complex(a)
        else formatting.numpy_text(a)
    )


def _is_complex(a: Matrix) -> bool:
    if a.dtype != object:
        return a.dtype.kind == "c"
    return any(isinstance(x, Surd) and not x.is_real for x in a.flat)
