"""The scale of a set of ratings, told from the ratings themselves."""

from __future__ import annotations

from collections.abc import Mapping

ENDS = (5.0, 10.0, 100.0)
"""Where a scale may end; that many are 5 stars."""

FEW = 0.001
"""A smaller share of ratings beyond an end are slips, and left out: 55 is no rating where all
others are from 0.5 to 5."""


def end_of(counts: Mapping[float, int]) -> float:
    """Return the highest rating that there can be.

    Parameters
    ----------
    counts
        How often each rating occurs.
    """
    most = FEW * sum(counts.values())
    for end in ENDS:
        if sum(count for stars, count in counts.items() if stars > end) <= most:
            return end
    return ENDS[-1]
