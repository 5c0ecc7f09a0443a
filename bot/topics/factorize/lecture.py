"""The lecture's films: four people, five films, and vectors for both made by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from bot.topics.factorize.comparison import Comparison, two
from bot.topics.factorize.model import Naming
from linalg_engine.factorization import lecture_films, similarities

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
    return films if same and _same_names(table.column_labels, films.titles) else None


def _same_names(given: Sequence[str], films: Sequence[str]) -> bool:
    return not given or [name.casefold().strip() for name in given] == [f.casefold() for f in films]


PERSON = 0
"""The person of the lecture whose films are compared."""

AXES = (("arthouse", "blockbuster"), ("children", "adult"))
"""What the lecture made its two axes of: their negative and positive ends."""


def compared(films: LectureFilms) -> Comparison:
    """Return the film in the direction nearest to the person's, and that of the largest dot."""
    user = films.users[PERSON]
    cosine, dot = (
        int(np.argmax(similarities(films.items.T, user, metric))) for metric in ("cosine", "dot")
    )
    naming = Naming(films.people, films.titles)
    return Comparison.of(naming, films.users, films.items, PERSON, cosine, dot)


def comparison(films: LectureFilms) -> str:
    """Explain, with the vectors made by hand, how near and large dot products differ."""
    near = [_nearest_in_the_picture(films, person) for person in (0, 2)]
    found = compared(films)
    close, most = found.close, found.most
    return (
        f"The lecture made its vectors by hand (first picture): there person 1 lies nearest "
        f"{films.titles[near[0]]} and person 3 nearest {films.titles[near[1]]}. Yet person 1's "
        f"largest dot product is {films.titles[most.item]} ({two(most.dot)}, against "
        f"{two(close.dot)}): its vector is longer ({two(most.length)} against "
        f"{two(close.length)}), and a dot product grows with length. The cosine "
        f"({two(most.cosine)} against {two(close.cosine)}) agrees with the picture."
    )


def _nearest_in_the_picture(films: LectureFilms, person: int) -> int:
    distances = np.linalg.norm(films.items.T - films.users[person], axis=1)
    return int(np.argmin(distances))
