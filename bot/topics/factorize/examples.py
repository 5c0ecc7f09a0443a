"""Example tables."""

from __future__ import annotations

from linalg_engine.factorization import lecture_films


def table(_: str) -> str:
    """Return the example of this name: there is one, of the lecture's films."""
    example = lecture_films()
    rows = [[""], *([person] for person in example.people)]
    rows[0] += example.titles
    for row, watched in zip(rows[1:], example.watched, strict=True):
        row += [f"{value:g}" for value in watched]
    return "\n".join(",".join(row) for row in rows)
