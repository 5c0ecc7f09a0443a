"""Tables that stand ready to be asked about."""

from __future__ import annotations

from linalg_engine.factorization import lecture_films

LECTURE_FILMS = "the lecture's films"


def example(text: str) -> str:
    """Return the table that ``text`` names, or ``text`` itself where it names none."""
    return EXAMPLES.get(text.strip().casefold().replace("’", "'"), text)


def _lecture_films() -> str:
    films = lecture_films()
    rows = [[""], *([person] for person in films.people)]
    rows[0] += films.films
    for row, watched in zip(rows[1:], films.watched, strict=True):
        row += [f"{value:g}" for value in watched]
    return "\n".join(",".join(row) for row in rows)


EXAMPLES = {LECTURE_FILMS: _lecture_films()}
"""Tables by the names under which people choose them."""
