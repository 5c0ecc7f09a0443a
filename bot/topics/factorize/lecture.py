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
    example = lecture_films()
    if table.values.shape != example.watched.shape:
        return None
    same = bool((np.nan_to_num(table.values) == example.watched).all())
    return example if same and _same_names(table.column_labels, example.titles) else None


def _same_names(given: Sequence[str], titles: Sequence[str]) -> bool:
    return not given or [g.casefold().strip() for g in given] == [t.casefold() for t in titles]


def comparison(example: LectureFilms) -> str:
    """Explain, with the vectors made by hand, how near and large dot products differ."""
    near = [_nearest_in_the_picture(example, person) for person in (0, 2)]
    dots = similarities(example.items.T, example.users[0], "dot")
    cosines = similarities(example.items.T, example.users[0], "cosine")
    lengths = np.linalg.norm(example.items, axis=0)
    most, close = int(np.argmax(dots)), near[0]
    return (
        f"The lecture made its vectors by hand (last picture): there person 1 lies nearest "
        f"{example.titles[close]} and person 3 nearest {example.titles[near[1]]}. Yet person 1's "
        f"largest dot product is {example.titles[most]} ({_two(dots[most])}, against "
        f"{_two(dots[close])}): its vector is longer ({_two(lengths[most])} against "
        f"{_two(lengths[close])}), and a dot product grows with length. The cosine "
        f"({_two(cosines[most])} against {_two(cosines[close])}) agrees with the picture."
    )


def nearest_in_words(example: LectureFilms) -> str:
    """Say for two people which film lies nearest in the picture."""
    first, third = (example.titles[_nearest_in_the_picture(example, person)] for person in (0, 2))
    return f"nearest: person 1 – {first}, person 3 – {third}"


def _nearest_in_the_picture(example: LectureFilms, person: int) -> int:
    distances = np.linalg.norm(example.items.T - example.users[person], axis=1)
    return int(np.argmin(distances))


def _two(value: float) -> str:
    return decimal(round(float(value), 2), 2)
