"""What the pictures of `/words` show: arrows that are equal, cosines as colours, all names."""

from __future__ import annotations

import numpy as np
import pytest

from bot.drawing.picture import Picture
from bot.drawing.style import COLOURS, Style, Theme
from bot.drawing.things import Arrow, Marks
from bot.topics.kit import answering
from bot.topics.kit.question import Question
from bot.topics.words import space, vocabulary
from tests.bot.drawing.painted import of, words_of
from tests.bot.drawing.rules import Painted, faults, recorded_paintings

COLOUR = COLOURS[Theme.DARK]


def drawn(command: str, **inputs: str) -> tuple[Picture, Painted]:
    with recorded_paintings() as paintings:
        (picture,) = answering.reply(Question(f"words {command}", inputs), Style()).pictures
    (painted,) = paintings
    assert faults(painted) == []
    return picture, painted


def units(*words: str) -> np.ndarray:
    return space.units([vocabulary.places()[word] for word in words])


def test_the_step_of_an_analogy_is_drawn_twice_alike() -> None:
    picture, painted = drawn("analogy", words="king - man + woman")

    first, second = of(painted, Arrow)
    assert (first.colour, second.colour) == (COLOUR.first, COLOUR.result)
    steps = [arrow.tip - arrow.tail for arrow in (first, second)]
    assert steps[0] == pytest.approx(steps[1])
    assert {"man", "king", "woman", "queen", "the end"} <= {*words_of(painted)}
    (end,) = [marks for marks in of(painted, Marks) if marks.colour == COLOUR.result]
    assert end.centres[0] == pytest.approx(second.tip)
    assert "from man to king; from woman to the end" in picture.alt


def test_a_map_has_all_its_names_and_its_pairs_arrows() -> None:
    words = ("man", "king", "woman", "queen", "boy", "prince", "girl", "princess")
    picture, painted = drawn("map", words="man>king woman>queen boy>prince girl>princess")

    assert {*words} <= {*words_of(painted)}
    (marks,) = of(painted, Marks)
    rows = units(*words)
    centred = rows - rows.mean(axis=0)
    *_, axes = np.linalg.svd(centred)
    expected = centred @ axes[:2].T
    between = np.linalg.norm(expected[:, None] - expected, axis=2)
    pixels = np.linalg.norm(marks.centres[:, None] - marks.centres, axis=2)
    assert pixels / pixels.max() == pytest.approx(between / between.max(), abs=1e-6)
    starts = np.array([arrow.tail for arrow in of(painted, Arrow)])
    assert starts == pytest.approx(marks.centres[::2])
    assert all(word in picture.alt for word in words)


def test_forty_words_keep_all_names_that_find_room() -> None:
    words = " ".join(vocabulary.words()[500:540])
    _, painted = drawn("map", words=words)

    assert len({*words_of(painted)} & {*words.split()}) >= 30


def test_the_table_of_the_odd_one_has_each_cosine_and_frames_its_own() -> None:
    words = ("cat", "dog", "car", "horse")
    picture, painted = drawn("odd", words=" ".join(words))

    table = units(*words) @ units(*words).T
    for i, j in [(0, 1), (0, 2), (2, 3)]:
        assert f"{table[i, j]:.2f}" in words_of(painted)
        assert f"{words[i]} and {words[j]} {table[i, j]:.2f}" in picture.alt
    assert words_of(painted)[f"{table[0, 2]:.2f}"].lettering.bold
    assert not words_of(painted)[f"{table[0, 1]:.2f}"].lettering.bold


def test_near_words_stand_at_their_angles() -> None:
    picture, painted = drawn("near", word="piano")

    (near,) = [m for m in of(painted, Marks) if m.colour == COLOUR.result and len(m.centres) == 6]
    (word,) = [m for m in of(painted, Marks) if m.colour == COLOUR.first and m.size > 25]
    angle = np.degrees(np.arccos(units("piano")[0] @ units("violin")[0]))
    assert f"violin, {angle:.0f}°" in words_of(painted)
    assert f"violin at {angle:.0f}°" in picture.alt
    # All have length 1: they are on a circle with the word.
    a, b, c = word.centres[0], near.centres[0], near.centres[1]
    chords = [np.linalg.norm(b - a), np.linalg.norm(c - a)]
    angles = [np.arccos(units("piano")[0] @ units(name)[0]) for name in ("violin", "pianist")]
    assert chords[0] / chords[1] == pytest.approx(np.sin(angles[0] / 2) / np.sin(angles[1] / 2))
