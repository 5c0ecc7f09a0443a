"""What kinds of matrices mean, in a word or a sentence."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from bot.formula.numbers import decimal
from linalg_engine.matrices import as_float

if TYPE_CHECKING:
    from linalg_engine.kinds import Kind, Properties

LINES: dict[Kind, str] = {
    "zero": "zero: every vector becomes 0",
    "identity": "identity: every vector stays",
    "diagonal": "diagonal: stretches along the axes",
    "upper triangular": "upper triangular: zeros below the diagonal",
    "lower triangular": "lower triangular: zeros above the diagonal",
    "symmetric": "symmetric: A = Aᵀ",
    "skew-symmetric": "skew-symmetric: Aᵀ = −A",
    "orthogonal": "orthogonal: AᵀA = I",
    "orthonormal columns": "orthonormal columns: AᵀA = I",
    "orthonormal rows": "orthonormal rows: A Aᵀ = I",
    "permutation": "permutation: only changes the order",
    "projection": "projection: A² = A",
    "involution": "involution: A² = I",
    "nilpotent": "nilpotent",
    "stochastic rows": "stochastic: each row adds up to 1",
    "stochastic columns": "stochastic: each column adds up to 1",
}

MEANINGS: dict[Kind, str] = {
    "zero": "Everything is crushed to 0.",
    "identity": "Nothing changes.",
    "permutation": "The entries of a vector change places, nothing else.",
    "orthogonal": "Lengths and angles stay as they are; the inverse is Aᵀ.",
    "orthonormal columns": "The columns have length 1 and are perpendicular: lengths stay.",
    "orthonormal rows": "The rows have length 1 and are perpendicular: A undoes Aᵀ.",
    "projection": "Doing it twice is doing it once: what is in the column space stays.",
    "involution": "Doing it twice changes nothing: A is its own inverse.",
    "nilpotent": "After a few steps every vector is 0, since all eigenvalues are 0.",
    "stochastic rows": "A Markov chain: row i holds the probabilities of going from state i.",
    "stochastic columns": "A Markov chain: column i holds the probabilities of going from state i.",
    "skew-symmetric": "A x is perpendicular to x, for every x.",
    "diagonal": "Each axis is stretched by its own entry, which is an eigenvalue.",
    "upper triangular": "The eigenvalues are the entries of the diagonal.",
    "lower triangular": "The eigenvalues are the entries of the diagonal.",
}
"""The most telling kind first."""

DEFINITE = {
    "positive definite": "xᵀAx > 0 for all x but 0: a bowl",
    "positive semidefinite": "xᵀAx ≥ 0, and 0 not only at 0: a valley",
    "negative definite": "xᵀAx < 0 for all x but 0: a hill",
    "negative semidefinite": "xᵀAx ≤ 0, and 0 not only at 0: a ridge",
    "indefinite": "xᵀAx takes both signs: a saddle",
}

SURFACES = {
    "positive definite": "A bowl: xᵀAx is positive for every x but 0, where it is least.",
    "positive semidefinite": "A valley: xᵀAx is never negative, and 0 not only at 0.",
    "negative definite": "A hill: xᵀAx is negative for every x but 0, where it is largest.",
    "negative semidefinite": "A ridge: xᵀAx is never positive, and 0 not only at 0.",
    "indefinite": "A saddle: xᵀAx rises along some directions and falls along others.",
}


NAMED: tuple[Kind, ...] = (
    *("orthonormal columns", "orthonormal rows", "diagonal", "symmetric", "skew-symmetric"),
    *("projection", "involution", "nilpotent", "upper triangular", "lower triangular"),
)
"""Kinds that a title names, in this order."""


def title(found: Properties) -> str:
    """Return the kinds that say most: "Symmetric, positive definite"."""
    kinds = found.kinds
    if "zero" in kinds or "identity" in kinds:
        return "The zero matrix" if "zero" in kinds else "The identity"
    named = [_kind_of_turn(found)] if "orthogonal" in kinds else []
    named += [kind for kind in NAMED if kind in kinds]
    if "diagonal" in named:
        named.remove("symmetric")
    if any(kind.startswith("stochastic") for kind in kinds):
        named.append("stochastic")
    if found.inertia is not None:
        named.append(found.inertia.definiteness)
    if len(named) < 2 and "orthogonal" not in kinds:
        named.append(_rank(found))
    if found.is_square and len(named) == 1:
        named.append("not symmetric")
    shown = ", ".join(named[:3])
    return shown[0].upper() + shown[1:]


def _kind_of_turn(found: Properties) -> str:
    if "permutation" in found.kinds:
        return "a permutation"
    is_turn = found.determinant is not None and found.determinant > 0
    return "a rotation" if is_turn else "orthogonal, with a reflection"


def _rank(found: Properties) -> str:
    full = min(found.matrix.shape)
    if found.is_square:
        return "invertible" if found.rank == full else f"singular, rank {found.rank}"
    return f"rank {found.rank}, {'full' if found.rank == full else f'of at most {full}'}"


def kinds(found: Properties) -> list[str]:
    """Return a line for each kind, and for what a student would ask for besides."""
    lines: list[str] = []
    is_doubly_stochastic = {"stochastic rows", "stochastic columns"} <= set(found.kinds)
    for kind in found.kinds:
        if kind == "orthogonal":
            lines += [LINES[kind], f"  {_turn(found)}"]
        elif kind == "nilpotent":
            lines.append(f"nilpotent: A{_high(found.nilpotency or 1)} = 0")
        elif kind == "symmetric":
            lines += [LINES[kind], *_definite(found)]
        elif kind == "stochastic rows" and is_doubly_stochastic:
            lines += ["doubly stochastic:", "  each row and column adds up to 1"]
        elif kind != "stochastic columns" or not is_doubly_stochastic:
            lines.append(LINES[kind])
    if found.is_square and not {"symmetric", "skew-symmetric"} & set(found.kinds):
        lines.append("not symmetric: A ≠ Aᵀ")
    return lines


def _definite(found: Properties) -> list[str]:
    if found.inertia is None or found.inertia.definiteness == "zero":
        return []
    definite = found.inertia.definiteness
    return [f"{definite}:", f"  {DEFINITE[definite]}"]


def _turn(found: Properties) -> str:
    """Return what an orthogonal matrix does."""
    is_turn = found.determinant is not None and found.determinant > 0
    if len(found.matrix) != 2:
        return "det 1: a rotation" if is_turn else "det −1: it reflects"
    (cosine, _), (sine, _) = as_float(found.matrix)
    angle = math.degrees(math.atan2(sine, cosine))
    if is_turn:
        return f"turns by {_degrees(angle)}"
    return f"mirrors in the line at {_degrees(angle / 2 % 180)}"


def _degrees(angle: float) -> str:
    """Return an angle; whole degrees are recognized within rounding."""
    near = round(angle)
    return f"{near}°".replace("-", "−") if abs(angle - near) < 1e-9 else f"≈ {decimal(angle, 2)}°"


def _high(number: int) -> str:
    return str(number).translate(str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹"))


def meaning(found: Properties) -> str:
    """Return a sentence or two on what the most telling kinds mean."""
    said = next((words for kind, words in MEANINGS.items() if kind in found.kinds), "")
    surface = ""
    if found.inertia is not None:
        surface = SURFACES.get(found.inertia.definiteness, "")
    return " ".join(filter(None, (said, surface, _norms(found))))


def _norms(found: Properties) -> str:
    """Return what the spectral norm and the condition number mean."""
    if not found.matrix.any() or (found.condition == 1 and found.kinds):
        return ""
    rows, columns = found.matrix.shape
    if found.condition == 1 and rows >= columns:
        return "Every direction is stretched alike, ‖A‖₂ times."
    stretch = "‖A‖₂ is how far a vector of length 1 is stretched at most"
    if found.rank == rows < columns:
        return (
            f"{stretch}; some direction is crushed to 0, and the condition number is the ratio to "
            "the least stretch at right angles to all that are."
        )
    if found.rank < min(found.matrix.shape):
        return f"{stretch}; some direction is crushed to 0" + (
            ", so A has no inverse." if found.is_square else "."
        )
    return (
        f"{stretch}; the condition number is its ratio to the least: by it relative errors can "
        "grow in A x = b."
    )
