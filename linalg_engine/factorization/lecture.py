"""The lecture's example: four people, five films, and vectors for both made by hand.

The films, who watched them and the vectors are those of the chapter on collaborative filtering
in Google's course *Recommendation Systems*.
"""

from __future__ import annotations

import numpy as np

from linalg_engine.arrays import Floats
from linalg_engine.results import result


@result
class LectureFilms:
    """A table of who watched what, and vectors made by hand for comparison.

    Attributes
    ----------
    people
        The m = 4 names of the rows.
    titles
        The n = 5 names of the columns.
    watched
        Shape (m, n): 1 where a person watched a film, otherwise 0.
    users
        Shape (m, 2), the vectors of the people, made by hand.
    items
        Shape (2, n), those of the films as columns, made by hand.
    """

    people: tuple[str, ...]
    titles: tuple[str, ...]
    watched: Floats
    users: Floats
    items: Floats


def lecture_films() -> LectureFilms:
    """Return the lecture's example."""
    return LectureFilms(
        people=("Person 1", "Person 2", "Person 3", "Person 4"),
        titles=(
            "Harry Potter",
            "The Triplets of Belleville",
            "Shrek",
            "The Dark Knight Rises",
            "Memento",
        ),
        watched=np.array(
            [
                [1.0, 0.0, 1.0, 1.0, 0.0],
                [0.0, 1.0, 0.0, 0.0, 1.0],
                [1.0, 1.0, 1.0, 0.0, 0.0],
                [0.0, 0.0, 0.0, 1.0, 1.0],
            ]
        ),
        users=np.array([[1.0, 0.1], [-1.0, 0.0], [0.2, -1.0], [0.1, 1.0]]),
        items=np.array([[0.9, -1.0, 1.0, 1.0, -0.9], [-0.2, -0.8, -1.0, 0.9, 1.0]]),
    )
