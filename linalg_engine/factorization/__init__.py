"""Rating tables as products of two small matrices: ``R ≈ mean + biases + U V``."""

from linalg_engine.factorization.gradient import round_below
from linalg_engine.factorization.held_out import HeldOut, held_out
from linalg_engine.factorization.lecture import LectureFilms, lecture_films
from linalg_engine.factorization.methods import MAX_SIDE, factorize
from linalg_engine.factorization.result import (
    METHODS,
    Descent,
    Factorization,
    Method,
    nearest,
    similarities,
)

__all__ = [
    "MAX_SIDE",
    "METHODS",
    "Descent",
    "Factorization",
    "HeldOut",
    "LectureFilms",
    "Method",
    "factorize",
    "held_out",
    "lecture_films",
    "nearest",
    "round_below",
    "similarities",
]
