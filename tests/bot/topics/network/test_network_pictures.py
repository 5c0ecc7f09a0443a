"""What the pictures of `/network` show: numbers in circles, weights as lines, a folded plane."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest

from bot.drawing.picture import Picture
from bot.drawing.style import COLOURS, Style, Theme
from bot.drawing.things import DOTTED, Line, Marks, Written
from bot.drawing.things import Picture as Laid
from bot.topics.kit import answering
from bot.topics.kit.question import Question
from bot.topics.network import plane_motion
from bot.topics.network.network_figure import LEAST_WIDTH, MOST_WIDTH
from tests.bot.drawing.frames import of_kind, played, recorded_frames, words
from tests.bot.drawing.painted import of, words_of
from tests.bot.drawing.rules import Painted, faults, recorded_paintings
from tests.bot.topics.elimination.drawn import in_units, recorded_views
from tests.bot.topics.network.test_network import LAYER, TWO

COLOUR = COLOURS[Theme.DARK]


def drawn(
    command: str, inputs: dict[str, str], theme: Theme = Theme.DARK
) -> tuple[tuple[Picture, ...], list[Painted]]:
    with recorded_paintings() as paintings:
        pictures = answering.reply(Question(f"network {command}", inputs), Style(theme)).pictures
    assert [fault for painted in paintings for fault in faults(painted)] == []
    return pictures, paintings


def weights_of(painted: Painted) -> list[Line]:
    """Return the lines between circles, the first neuron's first."""
    return [line for line in of(painted, Line) if line.layer == 1.5]


def test_lines_are_as_broad_as_weights_and_have_the_colours_of_their_signs() -> None:
    (picture,), (painted,) = drawn("layer", {**LAYER, "w": "[2 -1; 0 1]"})

    lines = weights_of(painted)
    assert [line.colour for line in lines] == [COLOUR.high, COLOUR.low, COLOUR.muted, COLOUR.high]
    half = (LEAST_WIDTH + MOST_WIDTH) / 2
    assert [line.width for line in lines] == pytest.approx([MOST_WIDTH, half, LEAST_WIDTH, half])
    assert [line.style == DOTTED for line in lines] == [False, False, True, False]
    starts = [line.points[0, 0] for line in lines]
    assert starts[0] == pytest.approx(starts[2])
    assert starts[0][1] > starts[1][1]  # the first input above the second
    assert picture.alt == "A network. 1 of 2 neurons is off. x: 1, 3. ReLU(W x + b): 0, 1."


def test_numbers_stand_in_circles_and_weights_at_their_lines() -> None:
    _, (painted,) = drawn("layer", {"x": "[5, 3]", "w": "[2 -1; 7 1]", "b": "[-9, 4]"})

    shown = words_of(painted)
    lines = weights_of(painted)
    for text, line in zip(("2", "−1", "7", "1"), lines, strict=True):
        (start, end) = line.points[0]
        share = (shown[text].x - start[0]) / (end[0] - start[0])
        assert 0 < share < 1
        assert shown[text].y == pytest.approx(start[1] + share * (end[1] - start[1]))
    assert shown["5"].x < lines[0].points[0, 0, 0]
    assert shown["42"].x > lines[0].points[0, 1, 0]
    assert {"= ReLU(7 − 9)", "= ReLU(38 + 4)"} <= {*shown}


def test_a_neuron_that_is_off_is_grey() -> None:
    _, (painted,) = drawn("layer", LAYER)

    circles = [line for line in of(painted, Line) if line.layer == 3.2]
    colours = [circle.colour for circle in circles]
    assert colours == [COLOUR.first, COLOUR.first, COLOUR.muted, COLOUR.result]


def test_two_layers_are_three_columns() -> None:
    (picture,), (painted,) = drawn("two", TWO)

    circles = [line.points[0].mean(axis=0) for line in of(painted, Line) if line.layer == 3.2]
    columns = np.unique(np.round([x for x, _ in circles]), return_counts=True)[1]
    assert columns.tolist() == [2, 3, 2]
    assert len(weights_of(painted)) == 2 * 3 + 3 * 2
    assert {"0.73", "0.27", "score 2", "score 1", "Output 1 has 73 %"} <= {*words_of(painted)}
    assert "hidden: h: 0, 2, 0. probabilities: 0.73, 0.27." in picture.alt


def test_a_layer_with_many_weights_is_a_heat_map() -> None:
    inputs = {"x": "[1 2 3]", "w": "; ".join(f"{k} -{k} 1" for k in range(8))}
    (picture,), (painted,) = drawn("layer", inputs)

    sizes = sorted(laid.pixels.shape[0] for laid in of(painted, Laid))
    assert len(sizes) == 3
    assert sizes[1] == sizes[2]  # W, and what comes out beside it
    assert "8 neurons, 3 weights each" in words_of(painted)
    assert "8 neurons, 3 weights each" in picture.alt


def test_two_layers_with_many_weights_are_two_heat_maps() -> None:
    w1, w2 = "; ".join(["1 -1"] * 7), " ".join("1234567")
    pictures, _ = drawn("two", {"x": "[2 1]", "w1": w1, "b1": "1 2 3 4 5 6 7", "w2": w2})

    assert [picture.name for picture in pictures] == ["hidden.png", "scores.png"]


@pytest.mark.parametrize(
    ("command", "inputs", "theme"),
    [
        ("layer", {**LAYER, "w": "[12345.678 -1e-9; 1e200 sqrt(2)]"}, Theme.DARK),
        ("layer", {"x": "1 2 3 4 5 6", "w": "; ".join(["1 -2 3 -4 5 0.25"] * 6)}, Theme.LIGHT),
        ("two", {**TWO, "w1": "[1e6 -12345.678; 1 1; 0 0]"}, Theme.LIGHT),
        ("two", {**TWO, "w2": "[-9 -12345.678 -3.08; -6 11.75 1e200]"}, Theme.DARK),
        ("layer", {"x": " ".join(["3 1"] * 20), "w": " ".join(["1 0"] * 20)}, Theme.LIGHT),
    ],
)
def test_pictures_can_be_read(command: str, inputs: dict[str, str], theme: Theme) -> None:
    pictures, _ = drawn(command, inputs, theme)

    assert len(pictures) == 1


# Play


CASES: list[dict[str, str]] = [
    LAYER,
    {**LAYER, "b": ""},
    {**LAYER, "x": "[-2, 1]", "b": "[1, 1]", "activation": "none"},
]


@pytest.fixture
def few_frames(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(plane_motion, "STEPS", 3)


@pytest.mark.usefixtures("few_frames")
@pytest.mark.parametrize("inputs", CASES)
def test_the_grid_and_the_point_end_where_the_layer_takes_them(inputs: dict[str, str]) -> None:
    with recorded_views(plane_motion) as views, recorded_frames() as frames:
        (picture,) = answering.turn(Question("network layer", inputs), Style())

    (view,) = views
    w = np.array([[2, -1], [1, 1]])
    b = np.array([float(k) for k in inputs["b"].strip("[]").split(",")]) if inputs["b"] else 0
    x = np.array([float(k) for k in inputs["x"].strip("[]").split(",")])
    fold = (lambda z: z) if "activation" in inputs else (lambda z: np.maximum(z, 0))
    (dot,) = of_kind(frames[0], Marks)
    assert in_units(view, dot.centres[0]) == pytest.approx(fold(w @ x + b), abs=1e-9)
    (dot,) = of_kind(frames[1], Marks)
    assert in_units(view, dot.centres[0]) == pytest.approx(x)
    ends, starts = [
        np.vstack([line.points for line in of_kind(things, Line)]) for things in frames[:2]
    ]
    before = in_units(view, starts).reshape(len(starts), -1, 2)
    after = in_units(view, ends).reshape(len(ends), -1, 2)
    # A line before goes from edge to edge; after it, its ends are where the layer takes them.
    for corner in (0, -1):
        assert after[:, corner] == pytest.approx(fold(before[:, corner] @ w.T + b), abs=1e-9)
    if "activation" not in inputs:
        assert after.min() > -1e-9
        middles = fold((before[:, :1] + before[:, -1:]) / 2 @ w.T + b)[:, 0]
        for line, point in zip(after, middles, strict=True):
            assert _distance(line, point) < 1e-9
    shown, times = played(picture.data)
    assert len(shown) == len(times) == len(frames)
    assert times[0] == max(times)


def _distance(line: np.ndarray, point: np.ndarray) -> float:
    """Return how far a point is from a polyline."""
    found: list[float] = []
    for start, end in pairwise(line):
        along = end - start
        length = float(along @ along)
        share = min(max(float((point - start) @ along) / length, 0), 1) if length else 0.0
        found.append(float(np.linalg.norm(start + share * along - point)))
    return min(found)


@pytest.mark.usefixtures("few_frames")
def test_words_say_which_part_is_seen() -> None:
    with recorded_frames() as frames:
        answering.turn(Question("network layer", LAYER), Style())

    step = plane_motion.STEPS
    assert {"ReLU: negative becomes 0", "ReLU(W x + b) = [0, 2]"} <= {*words(frames[0])}
    assert {"before", "x = [1, 3]"} <= {*words(frames[1])}
    assert {"W moves it", "W x = [−1, 4]"} <= {*words(frames[1 + step])}
    assert {"b shifts it", "W x + b = [−1, 2]"} <= {*words(frames[1 + 2 * step])}
    assert not any("=" in text and "x" in text for text in words(frames[2])[3:])


def test_the_first_and_the_last_frame_can_be_read_and_the_file_is_small() -> None:
    with recorded_paintings() as paintings:
        (picture,) = answering.turn(Question("network layer", LAYER), Style(Theme.LIGHT))

    assert [fault for painted in paintings for fault in faults(painted)] == []
    assert all(of(painted, Written) for painted in paintings)
    assert len(picture.data) < 1_200_000


@pytest.mark.parametrize(
    ("inputs", "name"),
    [
        ({}, "Play"),
        ({"activation": "softmax"}, ""),
        ({"w": "[1 2]", "b": "[0]"}, ""),
        ({"w": "[100 0; 0 1]"}, ""),
        ({"b": "[1000, 0]"}, ""),
        ({"x": "[1e308, 0]", "w": "[1 1; 0 1]"}, ""),
    ],
)
def test_only_a_plane_that_stays_in_sight_is_played(inputs: dict[str, str], name: str) -> None:
    question = Question("network layer", {**LAYER, **inputs})

    assert answering.reply(question, Style()).turn_name == name
    assert answering.reply(question, Style(motion=False)).turn_name == ""
