"""Factors as text to paste elsewhere, with code that finds the same ones."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np

from bot.topics.kit import matrix_words
from bot.topics.kit.code_copies import agree, code_copy, sympy_copy, sympy_matrix
from linalg_engine import formatting
from linalg_engine.arrays import is_exact
from linalg_engine.matrices import as_float

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.topics.kit.answer import Copies
    from linalg_engine.decompositions import LU, QR, SVD, Cholesky
    from linalg_engine.matrices import Matrix

NUMPY_QR = """\
Q, R = np.linalg.qr(A)
signs = np.where(np.diag(R) < 0, -1, 1)
Q * signs, signs[:, None] * R"""

NUMPY_SVD = """\
U, s, Vt = np.linalg.svd(A, full_matrices=False)
largest = np.abs(U).round(9).argmax(axis=0)
signs = np.sign(U[largest, range(len(s))])
free = np.sign(Vt[range(len(s)), np.abs(Vt).round(9).argmax(axis=1)])  # where σ is 0
U * signs, np.diag(s), np.where(s > 1e-12 * s[0], signs, free)[:, None] * Vt"""

GIVEN = "A - {product}  # 0"
"""What can be said of factors that neither NumPy nor SymPy chooses like this."""

ELIMINATE = """\
k = min(A.shape)
L, U = np.eye(len(A), k, dtype=A.dtype), {rows}
for j in range(k):
    if U[j, j] != 0:
        L[j + 1 :, j] = U[j + 1 :, j] / U[j, j]
        U[j + 1 :] = U[j + 1 :] - np.outer(L[j + 1 :, j], U[j])
U = U[:k]
{result}"""
"""Elimination with no swaps but those of P."""

IN_FLOATS = "A = A.astype(float)"
"""Quotients of whole numbers would be cut off."""


def lu(found: LU) -> Copies:
    """Return the copies of the answer to ``/matrix lu``."""
    a = found.matrix
    factors = {"L": found.l, "U": found.u}
    given = {"A": a}
    if found.swaps:
        factors = {"P": found.p, **factors}
        given["P"] = found.p
    rows = "P @ A" if found.swaps else "A.copy()"
    code = ELIMINATE.format(rows=rows, result=", ".join(factors))
    shown = matrix_words.copies(given, code, factors)
    if not is_exact(a) or _floats_agree(found):
        return replace(shown, numpy=matrix_words.numpy_copy(given, f"{IN_FLOATS}\n{code}"))
    lines = ["import numpy as np", "import sympy", "", f"A = np.array({sympy_matrix(a)})"]
    if found.swaps:
        lines.append(f"P = {formatting.numpy_text(found.p)}")
    return replace(shown, numpy="\n".join([*lines, code]))


def qr(found: QR) -> Copies:
    """Return the copies of the answer to ``/matrix qr``."""
    shown = matrix_words.copies({"A": found.matrix}, NUMPY_QR, {"Q": found.q, "R": found.r})
    if not is_exact(found.matrix) or _same_qr(found):
        return shown
    return _given(shown, {"A": found.matrix, "Q": found.q, "R": found.r}, "Q * R")


def cholesky(found: Cholesky) -> Copies:
    """Return the copies of the answer to ``/matrix cholesky``."""
    a = found.matrix
    shown = matrix_words.copies({"A": a}, "np.linalg.cholesky(A)", {"L": found.l})
    code = code_copy(
        {"A": a},
        "np.linalg.cholesky(A)",
        "A.cholesky()",
        lambda: np.linalg.cholesky(as_float(a)),
        found.l,
    )
    return replace(shown, numpy=code)


def svd(found: SVD) -> Copies:
    """Return the copies of the answer to ``/matrix svd``."""
    factors = {"U": found.u, "Σ": found.sigma, "Vᵀ": found.vt}
    shown = matrix_words.copies({"A": found.matrix}, NUMPY_SVD, factors)
    if not all(map(is_exact, factors.values())) or _same_svd(found):
        return shown
    written = {"A": found.matrix, "U": found.u, "S": found.sigma, "Vt": found.vt}
    return _given(shown, written, "U * S * Vt")


def _same_qr(found: QR) -> bool:
    """Whether NumPy's factors, with the signs of the copied code, are those of the answer."""
    q, r = np.linalg.qr(as_float(found.matrix))
    signs = np.where(np.diag(r) < 0, -1, 1)
    return agree(q * signs, found.q) and agree(signs[:, None] * r, found.r)


def _same_svd(found: SVD) -> bool:
    """Whether NumPy's factors, with the signs of the copied code, are those of the answer."""
    u, s, vt = np.linalg.svd(as_float(found.matrix), full_matrices=False)
    signs = np.sign(u[np.abs(u).round(9).argmax(axis=0), range(len(s))])
    free = np.sign(vt[range(len(s)), np.abs(vt).round(9).argmax(axis=1)])
    rows = np.where(s > 1e-12 * s[0], signs, free)[:, None] * vt
    return agree(u * signs, found.u) and agree(s, found.s) and agree(rows, found.vt)


def _given(shown: Copies, factors: Mapping[str, Matrix], product: str) -> Copies:
    """Return copies whose code has the factors written out, and what is to be checked."""
    names = ", ".join(list(factors)[1:])
    return replace(shown, numpy=sympy_copy(factors, f"{GIVEN.format(product=product)}\n{names}"))


def _floats_agree(found: LU) -> bool:
    """Whether elimination in floats finds the same factors, and no pivot where there is 0."""
    work: Any = as_float(found.matrix)[list(found.permutation)]
    count = min(work.shape)
    lower: Any = np.eye(len(work), count)
    for j in range(count):
        if work[j, j] != 0:
            with np.errstate(all="ignore"):
                lower[j + 1 :, j] = work[j + 1 :, j] / work[j, j]
                work[j + 1 :] = work[j + 1 :] - np.outer(lower[j + 1 :, j], work[j])
    return agree(lower, found.l) and agree(work[:count], found.u)
