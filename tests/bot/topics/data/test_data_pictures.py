"""What the pictures of `/data` show: distances as colours, rows as bars, clusters on their way."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from scipy.spatial.distance import pdist, squareform
from sklearn.decomposition import PCA

import linalg_engine as la
from bot.drawing.picture import Picture
from bot.drawing.style import COLOURS, Style, Theme
from bot.drawing.things import Fill, Line, Marks
from bot.topics.data.examples import TABLES
from bot.topics.data.grouped import group
from bot.topics.kit import answering
from bot.topics.kit.question import Question
from tests.bot.drawing import frames
from tests.bot.drawing.painted import of, placement, words_of
from tests.bot.drawing.rules import Painted, faults, recorded_paintings

COLOUR = COLOURS[Theme.DARK]
MOST_BYTES = 1_200_000


def drawn(
    command: str, data: str, theme: Theme = Theme.DARK, **inputs: str
) -> list[tuple[Picture, Painted]]:
    """Draw the pictures of an answer."""
    question = Question(f"data {command}", {"data": TABLES.get(data, data), **inputs})
    with recorded_paintings() as paintings:
        pictures = answering.reply(question, Style(theme)).pictures
    return list(zip(pictures, paintings, strict=True))


def standardized(name: str) -> tuple[np.ndarray, list[str]]:
    data = la.parse_data(TABLES[name])
    values = data.values
    return (values - values.mean(axis=0)) / values.std(axis=0, ddof=1), [*data.row_labels]


@pytest.mark.parametrize(
    ("command", "name", "theme"),
    [
        ("rows", "people", Theme.DARK),
        ("rows", "fruits", Theme.LIGHT),
        ("cluster", "cities", Theme.DARK),
        ("cluster", "iris", Theme.LIGHT),
    ],
)
def test_pictures_of_examples_can_be_read(command: str, name: str, theme: Theme) -> None:
    for picture, painted in drawn(command, name, theme):
        assert faults(painted) == []
        assert 80 < len(picture.alt) <= 1000


# The distances


def test_the_heat_map_has_each_distance_and_frames_the_two() -> None:
    (picture, painted), _ = drawn("rows", "people", rows="Ann, Cleo")
    rows, names = standardized("people")
    between = squareform(pdist(rows))

    words = words_of(painted)
    for i, j in ((0, 1), (0, 6), (4, 5)):
        assert f"{between[i, j]:.2f}" in words
    bold = [word for word, written in words.items() if written.lettering.bold and word[0].isdigit()]
    assert bold == [f"{between[0, 2]:.2f}"]
    assert {*names} <= {*words}
    away = np.where(between > 0, between, np.inf).min(axis=1)
    assert f"Ida is farthest from all: {away.max():.2f} and more" in words
    assert f"Framed: Ann and Cleo: {between[0, 2]:.2f} apart" in picture.alt
    assert f"nearest pairs: Ann and Gina {between[0, 6]:.2f}" in picture.alt


def test_of_many_rows_those_nearest_to_the_first_are_drawn() -> None:
    rng = np.random.default_rng(8)
    values = rng.normal(size=(60, 3)).round(3)
    typed = "\n".join(" ".join(map(str, row)) for row in values)

    (_, painted), _ = drawn("rows", typed, rows="#10, #44")

    words = [*words_of(painted)]
    assert any("30 of 60 rows, the nearest to row 10 first" in word for word in words)
    rows = (values - values.mean(axis=0)) / values.std(axis=0, ddof=1)
    near = np.argsort(np.linalg.norm(rows - rows[9], axis=1))[:30] + 1
    written = [word for word in words if word.startswith("row ") and ":" not in word]
    numbers = [int(word.split()[1]) for word in written]
    assert len(numbers) >= 10
    assert {*numbers} <= {*near.tolist(), 44}


# The rows beside each other


def test_bars_are_as_long_as_the_deviations() -> None:
    _, (picture, painted) = drawn("rows", "people", rows="Bob, Eva")
    rows, _ = standardized("people")

    for row, colour in ((1, COLOUR.first), (4, COLOUR.second)):
        bars = [fill for fill in of(painted, Fill) if fill.colour == colour]
        lengths = [float(fill.corners[1][0] - fill.corners[0][0]) for fill in bars]
        scale = lengths[0] / rows[row][0]
        assert scale > 0
        assert lengths == pytest.approx(scale * rows[row])
    words = words_of(painted)
    assert {"176", "80", "31", "163", "50", "19", "height (cm)", "weight (kg)", "age"} <= {*words}
    assert "Bob and Eva differ most in height (cm)" in words
    assert "height (cm) 176, 163 (0.96, −1.64)" in picture.alt


def test_the_row_that_was_nearer_as_it_is_stands_beside_them() -> None:
    _, (_, painted) = drawn("rows", "cities", rows="Madrid")

    words = words_of(painted)
    assert "Madrid is more like Beijing than like Cape Town" in words
    raw = la.parse_data(TABLES["cities"]).values
    near, far = (np.linalg.norm(raw[2] - raw[row]) for row in (6, 9))
    before = f"Cape Town is nearer: {near:.1f} away, Beijing {far:.2f}"
    assert any(before in word for word in words)
    bars = [fill for fill in of(painted, Fill) if fill.colour == COLOUR.rest]
    assert len(bars) == 3


def test_two_columns_are_a_plane() -> None:
    table = "name,x,y\na,1,2\nb,3,5\nc,4,4\nd,6,1\ne,2,9\n"
    _, (picture, painted) = drawn("rows", table, rows="a, d")

    values = la.parse_data(table).values
    rows = (values - values.mean(axis=0)) / values.std(axis=0, ddof=1)
    marks = [mark for mark in of(painted, Marks) if mark.size == 30]
    scale, origin = placement(rows[[0, 3]], marks)
    assert np.vstack([m.centres for m in marks]) == pytest.approx(scale * rows[[0, 3]] + origin)
    apart = np.linalg.norm(rows[0] - rows[3])
    assert f"a and d: {apart:.2f} apart" in words_of(painted)
    assert f"a at ({rows[0][0]:.2f}".replace("-", "−") in picture.alt


# Clusters


def test_clusters_lie_in_the_plane_of_the_components() -> None:
    ((picture, painted),) = drawn("cluster", "cities", k="4")
    shown = group(Question("data cluster", {"data": TABLES["cities"], "k": "4"}))

    found: Any = PCA(2).fit(shown.rows)
    scores, centres = found.transform(shown.rows), found.transform(shown.found.centres)
    signs = np.sign(found.components_[range(2), np.abs(found.components_).argmax(axis=1)])
    points = np.vstack([scores[shown.found.labels == c] for c in range(4)]) * signs
    legend = 22
    marks = [m for m in of(painted, Marks) if m.size != legend and m.shape != "cross"]
    scale, origin = placement(points, marks)
    assert np.vstack([m.centres for m in marks]) == pytest.approx(scale * points + origin, abs=1e-6)
    (crosses,) = [m for m in of(painted, Marks) if m.shape == "cross" and m.size != legend]
    assert crosses.centres == pytest.approx(scale * centres * signs + origin, abs=1e-6)
    looks = {(m.colour, m.shape) for m in marks}
    assert len(looks) == 4
    # A line from each row to its centre.
    ends = np.vstack([line.points for line in of(painted, Line) if line.opacity < 1])
    assert len(ends) == len(scores)
    share = found.explained_variance_ratio_
    assert f"PC1, {100 * share[0]:.0f} % →" in words_of(painted)
    assert "in 4 clusters" in picture.alt


@pytest.mark.parametrize("theme", Theme)
def test_play_moves_the_centres_from_the_start_to_the_end(theme: Theme) -> None:
    question = Question("data cluster", {"data": TABLES["iris"], "k": "3"})
    shown = group(question)
    steps = len(shown.found.path_labels)

    with recorded_paintings() as paintings, frames.recorded_frames() as recorded:
        (picture,) = answering.turn(question, Style(theme))

    assert [fault for painted in paintings for fault in faults(painted)] == []
    assert picture.name == "k-means.gif"
    assert len(picture.data) < MOST_BYTES
    _, times = frames.played(picture.data)
    assert len(times) == len(recorded)
    assert times[0] >= 2000
    told = [frames.words(things)[-1] for things in recorded]
    assert told[:2] == [f"the end, after step {steps}", "the start"]
    assert [*dict.fromkeys(told[2:])] == [f"step {k} of {steps}" for k in range(1, steps + 1)]
    crosses = [
        next(
            m.centres for m in things if isinstance(m, Marks) and m.shape == "cross" and m.size > 30
        )
        for things in recorded
    ]
    assert crosses[0] == pytest.approx(crosses[-1])
    assert np.abs(crosses[1] - crosses[0]).max() > 20
    start = shown.found.path[0]
    assert start == pytest.approx(shown.rows[list(shown.found.start)])
    assert f"{steps} steps later" in picture.alt


def test_a_crowd_and_a_line_are_drawn() -> None:
    rng = np.random.default_rng(4)
    crowd = np.vstack([rng.normal(size=(150, 4)) + c for c in (0, 4)]).round(3)
    typed = "\n".join(" ".join(map(str, row)) for row in crowd)

    ((_, painted),) = drawn("cluster", typed)
    assert not [line for line in of(painted, Line) if line.opacity < 1]
    ((picture, _),) = drawn("cluster", "x\n1\n2\n9\n10\n30\n31\n")
    assert "x, standardized across, by colour" in picture.alt


def test_bars_stand_on_an_axis_in_standard_deviations() -> None:
    _, (_, painted) = drawn("rows", "people")

    words = words_of(painted)
    assert "standard deviations from the mean" in words
    # Each number stands below the upright line at its place.
    lines = {
        round(float(line.points[0, 0, 0])): line
        for line in of(painted, Line)
        if line.points.shape == (1, 2, 2) and line.points[0, 0, 0] == line.points[0, 1, 0]
    }
    numbers = {float(w.replace("−", "-")): words[w] for w in ("−1", "−0.5", "0", "0.5", "1")}
    assert {round(word.x) for word in numbers.values()} <= {*lines}
    assert lines[round(numbers[0].x)].colour == COLOUR.axis
    steps = np.diff([word.x for word in numbers.values()])
    assert steps == pytest.approx([steps[0]] * 4)
