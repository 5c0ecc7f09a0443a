"""Generates the viewers of the demo set: ``python -m bot.data.generate`` rewrites ratings.csv.

Viewers' tastes and films' traits are data in ``demo/tastes.csv`` and
``demo/traits.csv``. A rating is the film's quality, the viewer's bias, and how well the two
suit each other, with some noise; people mostly watch what is well known or suits them.
"""

from __future__ import annotations

import csv
import io
import random
from dataclasses import dataclass
from pathlib import Path

DEMO = Path(__file__).parent / "demo"

TRAITS = (
    "children", "laughs", "romance", "music", "art", "dark", "grit", "spectacle", "wonder",
)  # fmt: skip

SEED = 1
SEEN = 0.45
"""The share of the films that a viewer has rated."""

MEAN = 2.8
USER_BIAS = 0.35
STRAY = 0.3
"""Standard deviation of a viewer's weight of a trait from that of the taste."""

NOISE = 0.35
SUITS = 0.9
"""Stars for a film that suits a viewer perfectly, beyond the average."""


@dataclass(frozen=True)
class Traits:
    """What a film is like, each in [0, 1], with its quality in stars."""

    film: int
    traits: tuple[float, ...]
    quality: float
    known: float


@dataclass(frozen=True)
class Taste:
    """What some of the viewers like."""

    viewers: int
    weights: tuple[float, ...]


def ratings_csv(seed: int = SEED) -> str:
    """Return the text of ratings.csv: one line a rating, in the order of viewers and films."""
    generator = random.Random(seed)  # noqa: S311 (invented ratings, no secrets)
    films, tastes = _films(), _tastes()
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(("userId", "movieId", "rating"))
    viewer = 0
    for taste in tastes:
        for _ in range(taste.viewers):
            viewer += 1
            weights = tuple(w + STRAY * _normal(generator) for w in taste.weights)
            writer.writerows((viewer, *line) for line in _seen_by(weights, films, generator))
    return out.getvalue()


def _seen_by(
    weights: tuple[float, ...], films: list[Traits], generator: random.Random
) -> list[tuple[int, float]]:
    """Return which films one viewer has seen, and the stars."""
    user_bias = USER_BIAS * _normal(generator)
    middle = [sum(film.traits[i] for film in films) / len(films) for i in range(len(TRAITS))]
    wishes: list[tuple[float, int, float]] = []
    for film in films:
        centred = (t - m for t, m in zip(film.traits, middle, strict=True))
        fit = sum(w * t for w, t in zip(weights, centred, strict=True))
        stars = MEAN + user_bias + film.quality + SUITS * fit + NOISE * _normal(generator)
        wish = 0.6 * film.known + 0.2 * fit + 0.35 * _normal(generator)
        wishes.append((wish, film.film, min(5.0, max(0.5, round(2 * stars) / 2))))
    wishes.sort(reverse=True)
    return sorted((film, stars) for _, film, stars in wishes[: round(SEEN * len(films))])


def _normal(generator: random.Random) -> float:
    """Return a nearly standard normal number by additions alone: the same on every machine."""
    return sum(generator.random() for _ in range(12)) - 6


def _films() -> list[Traits]:
    with (DEMO / "traits.csv").open(encoding="utf-8", newline="") as file:
        return [
            Traits(
                film=int(line["movieId"]),
                traits=tuple(float(line[name]) for name in TRAITS),
                quality=float(line["quality"]),
                known=float(line["known"]),
            )
            for line in csv.DictReader(file)
        ]


def _tastes() -> list[Taste]:
    with (DEMO / "tastes.csv").open(encoding="utf-8", newline="") as file:
        return [
            Taste(int(line["viewers"]), tuple(float(line[name]) for name in TRAITS))
            for line in csv.DictReader(file)
        ]


if __name__ == "__main__":
    (DEMO / "ratings.csv").write_text(ratings_csv(), encoding="utf-8", newline="\n")
