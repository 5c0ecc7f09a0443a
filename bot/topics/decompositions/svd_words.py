"""Singular values and what the factors of a singular value decomposition do, in words."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Literal

import numpy as np

from bot.formula import Chain
from linalg_engine.matrices import as_float

if TYPE_CHECKING:
    from bot.formula import Notation
    from linalg_engine.decompositions import SVD
    from linalg_engine.exact import Scalar
    from linalg_engine.matrices import Matrix

Kind = Literal["keep", "turn", "reflect"]

KEEPS = "keeps all"

MOST_VALUES = 8
"""More singular values are only in Σ."""


def kind(q: Matrix) -> Kind:
    """Return what an orthogonal matrix does, shape (n, n).

    With fewer columns, or rows, than it could have, a matrix turns: the others can be chosen so.
    """
    floats = as_float(q)
    if np.array_equal(floats, np.eye(*floats.shape)):
        return "keep"
    is_square = floats.shape[0] == floats.shape[1]
    return "reflect" if is_square and np.linalg.det(floats) < 0 else "turn"


def meaning(found: SVD) -> str:
    """Return "Vᵀ turns, Σ stretches along the axes, U reflects: …"."""
    first, last = _does(found.vt), _does(found.u)
    again = " again" if first == last != KEEPS else ""
    axes = "along the axes" + " (to 0 where σ is 0)" * (found.rank < len(found.s))
    return f"Vᵀ {first}, Σ stretches {axes}, U {last}{again}: every matrix is such a product."


def _does(q: Matrix) -> str:
    what = kind(q)
    if what == "keep":
        return KEEPS
    # In the plane, and only there, what turns over does nothing but reflect.
    return "turns and reflects" if what == "reflect" and len(q) > 2 else f"{what}s"


def values(found: SVD, say: Notation) -> str:
    """Return the singular values: "3√5 ≈ 6.7082, √5 ≈ 2.2361"."""
    shown = found.values[:MOST_VALUES].tolist()
    if found.is_rank_exact:
        shown[found.rank :] = [Fraction(0)] * len(shown[found.rank :])
    listed = ", ".join(_in_list(value, say) for value in shown)
    return listed + ", …" * (len(found.s) > MOST_VALUES)


def _in_list(value: Scalar, say: Notation) -> str:
    """Return a number without "=" before it: "5", "√5 ≈ 2.2361", "≈ 6.7082"."""
    shown = say.equals(value)
    return str(shown if shown.sign == "≈" else Chain(shown.others[0], shown.others[1:]))


def condition(found: SVD, say: Notation) -> str:
    """Return the condition number behind its sign, or why it is none."""
    if found.rank < len(found.s):
        return "is infinite"
    if np.isinf(float(found.condition)):
        return "is too large for floating-point numbers"
    return str(say.equals(found.condition))
