"""Tables, their factors and drawn pictures of them, for tests."""

from __future__ import annotations

import io
from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from bot.drawing.boxes import Box
from bot.drawing.picture import Picture
from bot.drawing.style import COLOURS, WIDTH, Style, Theme
from bot.drawing.things import Written
from bot.formula.node import text
from bot.topics.factorize.figure import draw_factors
from bot.topics.factorize.model import Naming
from bot.topics.factorize.rebuilt_figure import draw_rebuilt
from bot.topics.factorize.study import Study
from linalg_engine.factorization import Factorization
from linalg_engine.notation import Table
from tests.bot.drawing.painted import of
from tests.bot.drawing.rules import Painted, faults, recorded_paintings

DARK, LIGHT = Style(Theme.DARK), Style(Theme.LIGHT)
COLOUR = COLOURS[Theme.DARK]
NAN = float("nan")

Floats = NDArray[np.float64]


TABLE = np.array([[1.0, 2, 3, 4, 5], [2, 4, 6, 8, 10], [1, 0, 1, 0, 1], [3, 3, 5, 5, 7]])


def ratings(m: int, n: int, blank: float = 0.3) -> Floats:
    rng = np.random.default_rng(m + n)
    table = np.round(3 + rng.normal(size=(m, 2)) @ rng.normal(size=(2, n))).clip(1, 5)
    table[rng.random((m, n)) < blank] = NAN
    return table


def naming(m: int, n: int) -> Naming:
    return Naming(tuple(f"Person {i}" for i in range(m)), tuple(f"Film {j}" for j in range(n)))


def painting(draw: Callable[[], Picture]) -> tuple[Painted, Picture]:
    """Draw a picture, hold it to the rules, and return what is on its canvas."""
    with recorded_paintings() as paintings:
        picture = draw()
    (painted,) = paintings
    assert faults(painted) == []
    image = Image.open(io.BytesIO(picture.data))
    assert image.width == WIDTH
    assert 275 < image.height <= 1060
    assert 0 < len(picture.alt) <= 1024
    return painted, picture


def factors(found: Factorization, names: Naming, style: Style = DARK) -> Painted:
    return painting(lambda: draw_factors(found, names, style))[0]


def study(found: Factorization, names: Naming) -> Study:
    """Return a study of these factors, as an answer has it."""
    table = Table(found.ratings, names.people, names.items)
    return Study(table, names, found, remark="", films=None)


def rebuilt(found: Factorization, names: Naming, style: Style = DARK) -> Painted:
    return painting(lambda: draw_rebuilt(study(found, names), style))[0]


def boxes_of(painted: Painted, word: str) -> list[Box]:
    """Return where a word is written, from the left."""
    found = [
        w for w in of(painted, Written) if text(w.lettering.content).replace("\n", " ") == word
    ]
    return sorted((painted.canvas.box_of(w) for w in found), key=lambda box: box.left)


def one_box(painted: Painted, word: str) -> Box:
    (box,) = boxes_of(painted, word)
    return box


def titles(painted: Painted) -> list[Box]:
    """Return where the three panels have their titles: below the key, which has some, too."""
    return [
        min(boxes_of(painted, title), key=lambda box: box.top)
        for title in ("given", "rebuilt", "error")
    ]


def shown_words(written: Written) -> str:
    return text(written.lettering.content).replace("\n", " ")


def words(painted: Painted) -> list[str]:
    return [shown_words(w) for w in of(painted, Written)]


def shown(value: float, places: int = 2) -> str:
    """Return a number as cells have it."""
    word = f"{value:.{places}f}".rstrip("0").rstrip(".").replace("-", "−")
    return "0" if word == "−0" else word


def background(painted: Painted, at: tuple[float, float]) -> tuple[float, ...]:
    """Return the colour behind the words at a place."""
    height = len(painted.ground)
    return tuple(painted.ground[height - 1 - round(at[1]), round(at[0]), :3] / 255)
