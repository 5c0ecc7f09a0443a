"""Pictures of principal components: what is drawn is what was computed."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray
from PIL import Image
from sklearn import datasets

from bot.drawing.above_plane import DOWN, LOW
from bot.drawing.canvas import Canvas
from bot.drawing.picture import Picture
from bot.drawing.style import COLOURS, Style, Theme
from bot.drawing.things import Arrow, Fill, Line, Marks
from bot.text import percent
from bot.topics.pca import figure, scree, turning
from bot.topics.pca.beside import Beside
from bot.topics.pca.naming import Naming, title
from bot.topics.pca.space import Cloud
from linalg_engine.principal_components import PCA, pca
from tests.bot.drawing.painted import of, placement, words_of
from tests.bot.drawing.rules import Painted, faults, recorded_paintings

Floats = NDArray[np.float64]
DARK, STILL = Style(), Style(motion=False)
COLOUR = COLOURS[Theme.DARK]
MOST_BYTES = 1_200_000
NOTHING = Beside()


def iris(columns: int) -> tuple[Floats, Naming]:
    found: Any = datasets.load_iris()
    kinds = tuple(str(found.target_names[i]) for i in found.target)
    names = tuple(map(str, found.feature_names))[:columns]
    return np.asarray(found.data, dtype=float)[:, :columns], Naming((), names, kinds)


def drawn(
    found: PCA, naming: Naming, style: Style, beside: Beside = NOTHING
) -> tuple[Picture, list[Painted]]:
    """Draw the picture and hold it to the rules of all pictures."""
    with recorded_paintings() as paintings:
        picture = figure.draw(found, naming, style, beside)
    assert [fault for painted in paintings for fault in faults(painted)] == []
    return picture, paintings


def points_of(painted: Painted, count: int) -> list[Marks]:
    """Return the marks of at least so many points each: without legend and mean."""
    return [mark for mark in of(painted, Marks) if len(mark.centres) >= count]


def in_order(groups: Sequence[str], points: Floats) -> Floats:
    """Return points group by group, as they are drawn."""
    return np.vstack([points[np.array(groups) == name] for name in sorted({*groups})])


# The plane of PC1 and PC2


def test_scores_are_drawn_in_the_plane_by_group() -> None:
    data, naming = iris(4)
    found = pca(data, 2)

    picture, (painted,) = drawn(found, naming, DARK)

    marks = points_of(painted, 50)
    scores = in_order(naming.groups, found.scores)
    scale, origin = placement(scores, marks)
    assert np.vstack([m.centres for m in marks]) == pytest.approx(scale * scores + origin, abs=1e-6)
    assert [(m.colour, m.shape) for m in marks] == [
        (COLOUR.first, "circle"),
        (COLOUR.second, "square"),
        (COLOUR.result, "triangle"),
    ]
    words = {*words_of(painted)}
    shares = found.explained_variance_ratio
    assert f"{percent(float(shares.sum()))} of the variance lies in this plane" in words
    assert f"PC1, {percent(float(shares[0]))} →" in words
    assert f"↑ PC2, {percent(float(shares[1]))}" in words
    assert {"setosa", "versicolor", "virginica", "columns", *naming.columns} <= words
    assert "setosa (50) around (−2.64, 0.19)" in picture.alt


def test_each_column_has_an_arrow_along_its_weights() -> None:
    data, naming = iris(4)
    found = pca(data, 2)

    picture, (painted,) = drawn(found, naming, DARK)

    arrows = of(painted, Arrow)
    weights = found.components.T
    longest = np.linalg.norm(weights, axis=1).max()
    lengths = [np.linalg.norm(arrow.tip - arrow.tail) for arrow in arrows]
    assert len(arrows) == 4
    for arrow, weight, name in zip(arrows, weights, naming.columns, strict=True):
        assert arrow.colour == COLOUR.column
        assert (arrow.tip - arrow.tail) / max(lengths) == pytest.approx(weight / longest)
        word = words_of(painted)[name]
        middle = (arrow.tip + arrow.tail) / 2
        assert word.y == pytest.approx(middle[1])
        assert 0 < word.x - middle[0] < 60
        assert name in picture.alt


def test_columns_that_hardly_count_have_no_arrow() -> None:
    rng = np.random.default_rng(1)
    data = rng.normal(size=(40, 9)) * [9, 8, 7, 6, 5, 4, 3, 0.01, 0.01]
    naming = Naming((), tuple("abcdefghi"))

    _, (painted,) = drawn(pca(data, 2), naming, DARK)

    weights = np.linalg.norm(pca(data, 2).components, axis=0)
    named = {*words_of(painted)} & {*naming.columns}
    assert named == {
        naming.columns[j] for j in np.argsort(-weights)[:6] if weights[j] >= 0.25 * weights.max()
    }
    assert len(of(painted, Arrow)) == len(named) >= 2


def test_a_column_that_swamps_the_others_is_named_in_the_title() -> None:
    found: Any = datasets.load_wine()
    naming = Naming((), tuple(map(str, found.feature_names)))
    plain = pca(found.data, 2)
    share = np.var(found.data[:, -1]) / np.var(found.data, axis=0).sum()

    _, (painted,) = drawn(plain, naming, DARK)

    assert f"proline alone is {100 * share:.1f} % of the variance" in words_of(painted)
    assert title(pca(found.data, 2, standardize=True), naming, "usual") == "usual"


def test_a_dozen_rows_have_their_names_and_of_more_the_extremes() -> None:
    rng = np.random.default_rng(2)
    data = rng.normal(size=(40, 4))
    rows = tuple(f"row {i}" for i in range(40))
    columns = tuple("abcd")

    _, (few,) = drawn(pca(data[:12], 2), Naming(rows[:12], columns), DARK)
    _, (many,) = drawn(pca(data, 2), Naming(rows, columns), DARK)
    _, (nameless,) = drawn(pca(data[:9], 2), Naming((), columns), DARK)

    assert {*rows[:12]} <= {*words_of(few)}
    named = {*words_of(many)} & {*rows}
    assert 8 <= len(named) <= 12
    scores = pca(data, 2).scores
    assert f"row {np.argmax(np.linalg.norm(scores, axis=1))}" in named
    assert f"{len(named)} of 40 names shown" in words_of(many)
    assert {"1", "9"} <= {*words_of(nameless)}


# Two columns


def test_two_columns_are_drawn_as_they_are_with_axes_and_distances() -> None:
    data, naming = iris(2)
    found = pca(data, 2)

    picture, (painted,) = drawn(found, naming, DARK)

    marks = points_of(painted, 50)
    points = in_order(naming.groups, data)
    scale, origin = placement(points, marks)
    assert np.vstack([m.centres for m in marks]) == pytest.approx(scale * points + origin, abs=1e-6)
    (mean,) = [m for m in of(painted, Marks) if m.colour == COLOUR.text]
    assert mean.centres[0] == pytest.approx(scale * data.mean(axis=0) + origin)
    arrows = of(painted, Arrow)
    for arrow, axis, role in zip(arrows, found.components, ("eigen", "eigen_other"), strict=True):
        along = (arrow.tip - arrow.tail) / np.linalg.norm(arrow.tip - arrow.tail)
        assert along == pytest.approx(axis)
        assert arrow.colour == getattr(COLOUR, role)
        assert (arrow.tip + arrow.tail) / 2 == pytest.approx(mean.centres[0])
        reach = np.abs((data - data.mean(axis=0)) @ axis).max()
        assert np.linalg.norm(arrow.tip - arrow.tail) / 2 == pytest.approx(1.1 * scale * reach)
    (distances,) = [line for line in of(painted, Line) if line.colour == COLOUR.rest]
    starts, feet = distances.points.swapaxes(0, 1)
    assert starts == pytest.approx(scale * data + origin)
    assert (feet - starts) @ found.components[0] == pytest.approx(0, abs=1e-6)
    assert (feet - mean.centres[0]) @ found.components[1] == pytest.approx(0, abs=1e-6)
    words = {*words_of(painted)}
    assert {"PC1 explains 78.7 % of the variance", "PC1, 78.7 %", "PC2, 21.3 %"} <= words
    assert {"sepal length (cm) →", "↑ sepal width (cm)"} <= words
    assert "right angles to PC1" in picture.alt


def test_an_axis_along_which_nothing_spreads_is_still_seen() -> None:
    found = pca([[1.0, 1.0], [2.0, 2.0], [4.0, 4.0]], 2)

    _, (painted,) = drawn(found, Naming((), ("a", "b")), DARK)

    first, second = (float(np.linalg.norm(a.tip - a.tail)) for a in of(painted, Arrow))
    assert second == pytest.approx(0.3 * first)


def test_of_very_many_points_no_distances_are_drawn_or_told() -> None:
    data = np.random.default_rng(3).normal(size=(500, 2)) * [3, 1]

    picture, (painted,) = drawn(pca(data, 2), Naming((), ("a", "b")), DARK)

    assert not [line for line in of(painted, Line) if line.colour == COLOUR.rest]
    assert "right angles to PC1" not in picture.alt
    assert not any("pink" in word for word in words_of(painted))


def test_standardized_columns_are_drawn_around_the_origin() -> None:
    data = np.random.default_rng(4).normal(size=(30, 2)) * [300, 1] + [1e4, 5]
    found = pca(data, 2, standardize=True)

    _, (painted,) = drawn(found, Naming((), ("a", "b")), DARK)

    (marks,) = points_of(painted, 30)
    wanted = (data - data.mean(axis=0)) / data.std(axis=0, ddof=1)
    scale, origin = placement(wanted, [marks])
    assert marks.centres == pytest.approx(scale * wanted + origin, abs=1e-6)
    assert {"a, standardized →", "↑ b, standardized"} <= {*words_of(painted)}


def turned(data: Floats, angle: float) -> tuple[PCA, Painted]:
    found, canvas = pca(data, 2), Canvas(Theme.DARK)
    turning.Turn(canvas, found).draw(angle)
    return found, Painted(canvas, tuple(canvas.things), canvas._painted())


@given(st.integers(0, 10**6), st.floats(0, 3.1))
def test_the_turning_line_keeps_the_variance_of_the_shadows(seed: int, angle: float) -> None:
    data = np.random.default_rng(seed).normal(size=(20, 2)) @ [[3, 1], [0, 0.5]] + [7, -2]

    found, painted = turned(data, angle)

    along = np.cos(angle) * found.components[0] + np.sin(angle) * found.components[1]
    kept = np.var(data @ along, ddof=1) / np.var(data, axis=0, ddof=1).sum()
    words = words_of(painted)
    assert {f"kept {percent(float(kept))}", f"lost {percent(float(1 - kept))}"} <= {*words}
    green, pink = of(painted, Fill)
    heights = [np.ptp(bar.corners[:, 1]) for bar in (green, pink)]
    assert heights[0] / sum(heights) == pytest.approx(kept)
    assert (green.colour, pink.colour, pink.hatch) == (COLOUR.result, COLOUR.rest, "//")
    points, shadows = of(painted, Marks)
    centred = data - data.mean(axis=0)
    scale, origin = placement(centred, [points])
    assert points.centres == pytest.approx(scale * centred + origin)
    wanted = np.outer(centred @ along, along)
    assert shadows.centres == pytest.approx(scale * wanted + origin, abs=1e-6)
    assert (points.colour, shadows.colour) == (COLOUR.muted, COLOUR.result)
    line, drops, most = of(painted, Line)
    ends = line.points[0] - origin
    assert np.abs(ends[:, 0] * along[1] - ends[:, 1] * along[0]).max() < 1e-6
    assert drops.points == pytest.approx(np.stack([points.centres, shadows.centres], axis=1))
    share = found.explained_variance_ratio[0]
    assert most.points[0, 0, 1] == pytest.approx(green.corners[0, 1] + share * sum(heights))


def test_the_line_rests_at_pc1_where_it_keeps_most() -> None:
    data = np.random.default_rng(5).normal(size=(20, 2)) @ [[3, 1], [0, 0.5]]

    found, painted = turned(data, 0.0)

    words = words_of(painted)
    assert words["PC1"].lettering.colour == COLOUR.eigen
    assert f"kept {percent(float(found.explained_variance_ratio[0]))}" in words
    assert "PC1 is the line that keeps the most variance" in words
    assert faults(painted) == []
    assert "PC1" not in words_of(turned(data, 1.0)[1])


def test_the_turn_is_an_animation_of_half_a_turn_that_loops() -> None:
    data, naming = iris(2)
    found = pca(data, 2)

    with recorded_paintings() as paintings:
        picture = figure.draw_second(found, DARK)

    first, last = paintings
    assert "PC1" in words_of(first)
    assert [fault for painted in paintings for fault in faults(painted)] == []
    image = Image.open(io.BytesIO(picture.data))
    assert (image.format, getattr(image, "n_frames", 1)) == ("GIF", turning.STEPS)
    assert image.info["loop"] == 0
    assert image.info["duration"] == turning.HELD_MILLISECONDS
    assert len(picture.data) < MOST_BYTES
    assert "keep 78.7 % of the variance, at right angles to it 21.3 %" in picture.alt
    (line,) = [each for each in of(last, Line) if each.colour == COLOUR.eigen and each.width == 6]
    (x0, y0), (x1, y1) = line.points[0]
    angle = np.pi * (turning.animation_times()[-1])
    along = np.cos(angle) * found.components[0] + np.sin(angle) * found.components[1]
    assert abs((x1 - x0) * along[1] - (y1 - y0) * along[0]) < 1e-6
    assert angle > 3
    assert naming.groups


def test_of_thousands_of_points_a_sample_turns() -> None:
    data = np.random.default_rng(6).normal(size=(5000, 2)) * [3, 1]

    _, painted = turned(data, 0.3)

    points, _ = of(painted, Marks)
    assert len(points.centres) == turning.MOST_POINTS
    assert f"{turning.MOST_POINTS} of 5,000 points" in words_of(painted)


def test_where_all_lines_keep_the_same_variance_that_is_the_finding() -> None:
    turns = np.arange(12) / 12 * 2 * np.pi

    found = pca(np.column_stack([np.cos(turns), np.sin(turns)]), 2)

    assert turning.finding(found) == "Every line keeps the same variance"


# Three columns


@pytest.mark.parametrize(("t", "angles"), [(0, LOW), (1, DOWN)])
def test_the_camera_stands_low_first_and_looks_down_at_last(
    t: float, angles: tuple[float, float]
) -> None:
    data, naming = iris(3)
    found = pca(data, 3)
    azimuth, elevation = np.radians(angles)
    right = np.array([-np.sin(azimuth), np.cos(azimuth), 0])
    up = np.array([0, 0, np.cos(elevation)])
    up[:2] = -np.sin(elevation) * np.array([np.cos(azimuth), np.sin(azimuth)])

    shown = Cloud(found, naming).seen(t)

    first, second = found.components[:2]
    axes = np.array([first, second, np.cross(first, second)])
    scores = (data - data.mean(axis=0)) @ axes.T
    wanted = scores @ np.array([right, up]).T
    seen = sorted(np.round(shown.points, 9).tolist())
    assert seen == sorted(np.round(wanted, 9).tolist())
    lines = [stroke for stroke in shown.strokes if not stroke.is_arrow]
    assert len(lines) == 150
    for stroke, score, point in zip(lines, scores, wanted, strict=True):
        assert stroke.start == pytest.approx(point)
        assert stroke.end == pytest.approx(score[:2] @ np.array([right, up])[:, :2].T)
        assert stroke.is_faint == (score[2] < 0)
    if t == 1:
        assert shown.points == pytest.approx(np.vstack([k.points for k in shown.kinds]))
        assert wanted == pytest.approx(found.scores[:, :2])
    ends = [stroke.end for stroke in shown.strokes if stroke.is_arrow]
    plane = np.array([right, up])[:, :2]
    for end, axis in zip(ends, plane.T, strict=True):
        assert end[0] * axis[1] == pytest.approx(end[1] * axis[0])


def test_three_columns_are_a_plane_with_distances_points_below_dimmed() -> None:
    data, naming = iris(3)
    found = pca(data, 3)

    picture, (painted,) = drawn(found, naming, STILL)

    marks = points_of(painted, 10)
    assert picture.name == "pca.png"
    cloud = Cloud(found, naming)
    below = sum(len(m.centres) for m in marks if m.opacity < 1)
    assert below == int(cloud.below.sum())
    assert f"{below} points lie below the plane" in picture.alt
    (plane,) = [fill for fill in of(painted, Fill) if fill.colour == COLOUR.muted]
    lines = [line for line in of(painted, Line) if line.colour == COLOUR.rest]
    assert sorted(len(line.points) for line in lines) == sorted([below, 150 - below])
    assert max(m.layer for m in marks if m.opacity < 1) < plane.layer
    words = {*words_of(painted)}
    assert {"A plane explains 98.5 % of the variance", "PC1, 92.5 %", "PC2, 6 %"} <= words
    assert {"setosa", "versicolor", "virginica", *naming.columns} <= words
    assert "The camera rises" not in picture.alt


def test_the_columns_turn_with_the_camera() -> None:
    data, naming = iris(3)
    found = pca(data, 3)

    _, (low, down) = drawn(found, naming, DARK)

    def directions(painted: Painted) -> Floats:
        arrows = [arrow for arrow in of(painted, Arrow) if arrow.colour == COLOUR.column]
        return np.array([arrow.tip - arrow.tail for arrow in arrows])

    weights = found.components[:2].T
    seen = directions(down)
    assert seen / np.linalg.norm(seen) == pytest.approx(weights / np.linalg.norm(weights))
    assert np.abs(directions(low) - seen).max() > 5
    for painted in (low, down):
        assert {*naming.columns, "columns"} <= {*words_of(painted)}


def test_the_rise_is_an_animation_whose_first_frame_is_good_as_a_still() -> None:
    data, naming = iris(3)
    found = pca(data, 3)

    picture, (first, last) = drawn(found, naming, DARK)

    assert picture.name == "pca.gif"
    assert "The camera rises" in picture.alt
    for painted in (first, last):
        assert {"PC1, 92.5 %", "setosa"} <= {*words_of(painted)}
    image = Image.open(io.BytesIO(picture.data))
    assert image.format == "GIF"
    assert getattr(image, "n_frames", 1) > 20
    assert image.info["duration"] > 2000
    assert image.size[0] == 550
    assert 275 < image.size[1] <= 413
    assert len(picture.data) < MOST_BYTES


def test_two_points_span_no_plane_and_are_drawn() -> None:
    found = pca([[1.0, 2.0, 3.0], [4.0, 5.0, 7.0]], 2)

    _, (painted,) = drawn(found, Naming((), ("x", "y", "z")), STILL)

    (marks,) = [mark for mark in of(painted, Marks) if len(mark.centres) == 2]
    assert marks.opacity == 1


def test_points_in_the_plane_are_not_below_it() -> None:
    rng = np.random.default_rng(7)
    flat = rng.normal(size=(40, 2)) @ [[2.0, 0, 1], [0, 3.0, 1]]

    assert Cloud(pca(flat, 3), Naming((), ("x", "y", "z"))).below.sum() == 0


# Scree


def test_the_scree_has_a_bar_for_each_share_and_a_line_of_their_sums() -> None:
    data, _ = iris(4)
    found = pca(data, 3)

    with recorded_paintings() as paintings:
        picture = scree.draw(found, DARK)

    (painted,) = paintings
    assert faults(painted) == []
    shares = found.all_variances / found.total_variance
    bars = of(painted, Fill)
    heights = np.array([np.ptp(bar.corners[:, 1]) for bar in bars])
    (marks,) = of(painted, Marks)
    full = (marks.centres[-1, 1] - bars[0].corners[0, 1]) / 1.0
    assert heights == pytest.approx(shares * full, abs=1)
    assert marks.centres[:, 1] - bars[0].corners[0, 1] == pytest.approx(np.cumsum(shares) * full)
    middles = [bar.corners[:, 0].mean() for bar in bars]
    assert marks.centres[:, 0] == pytest.approx(middles)
    assert [bar.colour for bar in bars] == [COLOUR.first, *[COLOUR.axis] * 3]
    words = {*words_of(painted)}
    assert {"1 component explains 92.5 %", "92.5 %", "5.3 %", "1.7 %", "0.5 %"} <= words
    assert {"0 %", "50 %", "100 %", "1", "2", "3", "4", "principal component"} <= words
    assert picture.name == "scree.png"
    (line,) = [each for each in of(painted, Line) if each.colour == COLOUR.second]
    assert line.points[0] == pytest.approx(marks.centres)
    (goal,) = [each for each in of(painted, Line) if each.colour == COLOUR.result]
    assert goal.points[0, 0, 1] - bars[0].corners[0, 1] == pytest.approx(0.9 * full)


def test_where_motion_is_off_two_columns_have_their_scree() -> None:
    data, _ = iris(2)

    assert figure.draw_second(pca(data, 2), STILL).name == "scree.png"
    assert figure.draw_second(pca(data, 2), DARK).name == "turning.gif"


def test_of_many_components_the_first_ten_have_bars() -> None:
    data = np.random.default_rng(8).normal(size=(60, 14)) * np.linspace(4, 1, 14)
    found = pca(data, 2)

    with recorded_paintings() as paintings:
        scree.draw(found, DARK)

    (painted,) = paintings
    assert faults(painted) == []
    assert len(of(painted, Fill)) == 10
    needed = found.components_needed(0.9)
    assert [bar.colour for bar in of(painted, Fill)] == [COLOUR.first] * min(needed, 10) + [
        COLOUR.axis
    ] * max(0, 10 - needed)
    assert "the first 10 of 14 components" in words_of(painted)
    reached = float(found.all_variances[:needed].sum() / found.total_variance)
    assert f"{needed} components explain {percent(reached)}" in words_of(painted)
