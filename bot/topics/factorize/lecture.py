"""The lecture's films: four people, five films, and vectors for both made by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from linalg_engine.factorization import lecture_films, similarities
from linalg_engine.formatting import decimal

if TYPE_CHECKING:
    from collections.abc import Sequence

    from linalg_engine.factorization import LectureFilms
    from linalg_engine.notation import Table


def recognised(table: Table) -> LectureFilms | None:
    """Return the lecture's example where the table is that one, blanks counted as 0."""
    films = lecture_films()
    if table.values.shape != films.watched.shape:
        return None
    same = bool((np.nan_to_num(table.values) == films.watched).all())
    return films if same and _same_names(table.column_labels, films.films) else None


def _same_names(given: Sequence[str], films: Sequence[str]) -> bool:
    return not given or [name.casefold().strip() for name in given] == [f.casefold() for f in films]


def comparison(films: LectureFilms) -> str:
    """Explain, with the vectors made by hand, how near and large dot products differ."""
    near = [_nearest_in_the_picture(films, person) for person in (0, 2)]
    dots = similarities(films.items.T, films.users[0], "dot")
    cosines = similarities(films.items.T, films.users[0], "cosine")
    lengths = np.linalg.norm(films.items, axis=0)
    most, close = int(np.argmax(dots)), near[0]
    return (
        f"The lecture made its vectors by hand (last picture): there person 1 lies nearest "
        f"{films.films[close]} and person 3 nearest {films.films[near[1]]}. Yet person 1's largest "
        f"dot product is {films.films[most]} ({_two(dots[most])}, against {_two(dots[close])}): "
        f"its vector is longer ({_two(lengths[most])} against {_two(lengths[close])}), and a dot "
        f"product grows with length. The cosine ({_two(cosines[most])} against "
        f"{_two(cosines[close])}) agrees with the picture."
    )


def nearest_in_words(films: LectureFilms) -> str:
    """Say for two people which film lies nearest in the picture."""
    first, third = (films.films[_nearest_in_the_picture(films, person)] for person in (0, 2))
    return f"nearest: person 1 – {first}, person 3 – {third}"


def _nearest_in_the_picture(films: LectureFilms, person: int) -> int:
    distances = np.linalg.norm(films.items.T - films.users[person], axis=1)
    return int(np.argmin(distances))


def _two(value: float) -> str:
    return decimal(round(float(value), 2), 2)
