"""What a matrix is if its decimals are rounded, where that is more than it is as typed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.topics.kit.rounded_reading import hint
from linalg_engine.elimination import rounded_digits
from linalg_engine.kinds import properties

if TYPE_CHECKING:
    from linalg_engine.kinds import Kind, Properties

NAMES: dict[Kind, str] = {
    "orthogonal": "orthogonal",
    "orthonormal columns": "orthonormal columns",
    "orthonormal rows": "orthonormal rows",
    "projection": "a projection",
    "involution": "an involution",
    "nilpotent": "nilpotent",
    "stochastic rows": "each row adds up to 1",
    "stochastic columns": "each column adds up to 1",
}
"""Kinds of matrices that rounding hides."""


def hints(found: Properties) -> list[str]:
    """Return a line on what else a matrix may be, or none."""
    a = found.matrix
    for reading in rounded_digits.readings(a):
        other = properties(reading.matrix)
        gained = [NAMES[kind] for kind in NAMES if kind in other.kinds and kind not in found.kinds]
        if other.rank < found.rank:
            gained.append(f"rank {other.rank}")
        if gained:
            return [hint(", ".join(gained), reading)]
    degrees = rounded_digits.turn_within(a) if a.shape == (2, 2) else None
    if degrees is None:
        return []
    return [hint(f"a rotation by {degrees}°".replace("-", "−"))]
