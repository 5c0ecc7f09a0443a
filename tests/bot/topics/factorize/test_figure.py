"""Pictures of tables and their factors: numbers that can be read, blanks that are marked."""

from __future__ import annotations

import io

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image

from bot.drawing.style import Style, Theme
from bot.topics.factorize import figure as factors
from bot.topics.factorize.figure import Naming
from linalg_engine.factorization import Factorization, factorize
from tests.bot.drawing.words import Words, assert_readable, is_of_full_width, recorded_words

DARK = Style(Theme.DARK)
NAN = float("nan")


def ratings(m: int, n: int, blank: float = 0.3) -> NDArray[np.float64]:
    rng = np.random.default_rng(m + n)
    table = np.round(3 + rng.normal(size=(m, 2)) @ rng.normal(size=(2, n))).clip(1, 5)
    table[rng.random((m, n)) < blank] = NAN
    return table


def naming(m: int, n: int) -> Naming:
    return Naming(tuple(f"Person {i}" for i in range(m)), tuple(f"Film {j}" for j in range(n)))


def pictures(found: Factorization, names: Naming, style: Style = DARK) -> dict[str, Words]:
    """Draw all three pictures; return the words of each."""
    drawn: dict[str, Words] = {}
    for name, draw in {
        "factors": lambda: factors.draw_factors(found, names, style),
        "completed": lambda: factors.draw_completed(found, ~found.known, 0.1, names, style),
        "map": lambda: factors.draw_map(found.users, found.items, names, style, caption="Map"),
    }.items():
        with recorded_words() as words:
            picture = draw()
        assert is_of_full_width(Image.open(io.BytesIO(picture.data)))
        assert 0 < len(picture.alt) <= 1024
        drawn[name] = words
    return drawn


@pytest.mark.parametrize(
    ("m", "n", "rank"), [(1, 2, 1), (2, 2, 2), (4, 5, 2), (12, 10, 2), (60, 20, 3)]
)
def test_tables_of_any_size_can_be_read(m: int, n: int, rank: int) -> None:
    found = factorize(ratings(m, n, 0.2 if m > 2 else 0), rank, "plain")

    for name, words in pictures(found, naming(m, n)).items():
        assert words, name
        assert_readable(words)


@pytest.mark.parametrize(("m", "n"), [(6, 10), (3, 20), (8, 3)])
def test_names_that_differ_at_their_ends_are_told_apart(m: int, n: int) -> None:
    names = Naming(
        tuple(f"the patient of doctor Miller number {i}" for i in range(m)),
        tuple(f"the film of the collection {j}, in colour" for j in range(n)),
    )

    drawn = pictures(factorize(ratings(m, n), 2, "plain"), names)

    for words in (drawn["factors"], drawn["completed"]):
        assert_readable(words)
        texts = [text for text, _, _ in words]
        assert len({text for text in texts if text.startswith("the f")}) == n
        assert len({text for text in texts if text.startswith("the p")}) == m


def test_a_small_table_stands_beside_its_factors_with_all_numbers() -> None:
    table = np.array([[1.0, 2, 3, 4, 5], [2, 4, 6, 8, 10], [1, 0, 1, 0, 1], [3, 3, 5, 5, 7]])
    found = factorize(table, 2, "svd")

    words = pictures(found, naming(4, 5), Style(Theme.LIGHT))["factors"]

    texts = [text for text, _, _ in words]
    for number in (*found.users.flat, *found.items.flat):
        shown = f"{number:.2f}".rstrip("0").rstrip(".").replace("-", "−")
        assert shown in texts
    for cell in table.flat:
        assert f"{cell:.0f}" in texts
    assert {"U", "V", "Person 3", "Film 4", "R ≈ U V"} <= set(texts)


def test_blanks_are_question_marks_before_and_predictions_after() -> None:
    table = np.array([[1.0, 2, 3], [2, 4, NAN], [3, 6, 9]])
    found = factorize(table, 1, "plain")

    drawn = pictures(found, naming(3, 3))

    assert [text for text, _, _ in drawn["factors"]].count("?") == 1
    assert "?" not in [text for text, _, _ in drawn["completed"]]
    predicted = f"{found.completed()[1, 2]:.2f}".rstrip("0").rstrip(".")
    assert predicted in [text for text, _, _ in drawn["completed"]]


def test_biases_are_said_and_shown() -> None:
    found = factorize(ratings(6, 5), 1, "als", starts=1)
    with recorded_words() as words:
        factors.draw_factors(found, naming(6, 5), DARK)
    texts = [text for text, _, _ in words]

    assert any("biases" in text for text in texts)
    assert "b" in texts


def test_people_and_items_are_in_one_map_by_name() -> None:
    found = factorize(ratings(4, 5), 2, "plain")
    words = pictures(found, naming(4, 5))["map"]

    assert {*naming(4, 5).people, *naming(4, 5).items} <= {text for text, _, _ in words}


def test_the_alt_text_gives_the_predictions() -> None:
    table = np.array([[1.0, 2, 3], [2, 4, NAN], [3, 6, 9]])
    found = factorize(table, 1, "plain")
    alt = factors.draw_completed(found, ~found.known, 0.0, naming(3, 3), DARK).alt

    assert "Person 1 and Film 2" in alt
