"""The correlation circle: arrows, words, and what its title may claim."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray
from sklearn import datasets

from bot.drawing.picture import Picture
from bot.drawing.style import COLOURS, Style, Theme
from bot.drawing.things import Arrow, Line
from bot.text import percent
from bot.topics.pca import circle
from bot.topics.pca.beside import Beside
from linalg_engine.principal_components import Components, pca, pca_of_covariance
from tests.bot.drawing.painted import of, words_of
from tests.bot.drawing.rules import Painted, faults, recorded_paintings
from tests.examples import examples

Floats = NDArray[np.float64]
COLOUR = COLOURS[Theme.DARK]
IRIS: Any = datasets.load_iris()
NAMES = ("sepal length", "sepal width", "petal length", "petal width")


def drawn(
    found: Components,
    columns: tuple[str, ...],
    beside: Beside | None = None,
    theme: Theme = Theme.DARK,
) -> tuple[Picture, Painted]:
    """Draw the circle and hold it to the rules of all pictures."""
    with recorded_paintings() as paintings:
        picture = circle.draw(found, columns, Style(theme), beside or Beside())
    (painted,) = paintings
    assert faults(painted) == []
    return picture, painted


def rim(painted: Painted) -> tuple[Floats, float]:
    """Return the middle and the radius of the circle in pixels."""
    (line,) = [line for line in of(painted, Line) if line.colour == COLOUR.axis]
    points = line.points[0]
    middle = (points.min(axis=0) + points.max(axis=0)) / 2
    radii = np.linalg.norm(points - middle, axis=1)
    assert radii == pytest.approx(radii[0], rel=1e-3)
    return middle, float(radii.max())


@pytest.mark.parametrize("axes", [(0, 1), (1, 2), (0, 2)])
@pytest.mark.parametrize("standardize", [True, False])
def test_each_arrow_is_the_correlation_of_a_column_with_both_components(
    axes: tuple[int, int], standardize: bool
) -> None:
    found = pca(IRIS.data, 3, standardize=standardize)

    picture, painted = drawn(found, NAMES, Beside(axes))

    middle, radius = rim(painted)
    arrows = of(painted, Arrow)
    tips = sorted(((arrow.tip - middle) / radius).round(6).tolist() for arrow in arrows)
    direct = np.corrcoef(IRIS.data.T, found.scores.T)[:4, 4:][:, axes]
    lengths = np.linalg.norm(direct, axis=1)
    assert np.array(tips) == pytest.approx(np.array(sorted(direct.round(6).tolist())), abs=1e-4)
    for arrow in arrows:
        assert arrow.colour == COLOUR.column
        length = np.linalg.norm(arrow.tip - arrow.tail) / radius
        assert arrow.width == (5 if length**2 >= 0.5 else 3)
    words = words_of(painted)
    shown = {name for name, length in zip(NAMES, lengths, strict=True) if length >= 0.2}
    assert {*words} & {*NAMES} == shown
    across, up = (percent(float(found.explained_variance_ratio[axis])) for axis in axes)
    assert f"PC{axes[0] + 1}, {across} →" in words
    assert f"↑ PC{axes[1] + 1}, {up}" in words
    assert f"PC{axes[1] + 1}, {up} (up)" in picture.alt
    for name, (x, y) in zip(NAMES, direct, strict=True):
        (part,) = [each for each in picture.alt.split(": ", 1)[1].split("; ") if name in each]
        told = [float(t.replace("−", "-")) for t in part.split("(")[1].rstrip(").").split(", ")]
        assert told == pytest.approx([x, y], abs=6e-3)


def test_columns_that_do_not_count_are_grey() -> None:
    found = pca(IRIS.data[:, :3], 2, standardize=True)
    others = IRIS.data[:, 3:]
    beside = Beside(
        why="standardized", columns=found.correlations_with(others), column_names=("petal width",)
    )

    picture, painted = drawn(found, NAMES[:3], beside)

    middle, radius = rim(painted)
    (arrow,) = [each for each in of(painted, Arrow) if each.colour == COLOUR.muted]
    direct = [np.corrcoef(others[:, 0], scores)[0, 1] for scores in found.scores.T]
    assert (arrow.tip - middle) / radius == pytest.approx(direct, abs=1e-4)
    words = words_of(painted)
    assert words["petal width"].lettering.colour == COLOUR.muted
    assert "standardized; grey: not counted" in words
    assert "petal width (0.9" in picture.alt
    assert "grey" not in " ".join(words_of(drawn(found, NAMES[:3])[1]))


@examples(0.1)
@given(st.integers(0, 10**6))
def test_what_the_title_says_of_two_columns_is_true(seed: int) -> None:
    rng = np.random.default_rng(seed)
    parts = rng.normal(size=(30, 2)) @ rng.normal(size=(2, 5))
    data = parts + rng.uniform(0.05, 2) * rng.normal(size=(30, 5))
    found = pca(data, 2, standardize=True)
    with recorded_paintings() as paintings:
        circle.draw(found, tuple("abcde"), Style(), Beside())

    words = [*words_of(paintings[0])]
    correlations: Floats = np.array(np.corrcoef(data.T))
    (told,) = [w for w in words if "rise together" in w or "oppose" in w or "How the" in w][:1]
    if told.startswith("How"):
        return
    i, j = ("abcde".index(name) for name in told.split()[0:3:2])
    assert ("together" in told) == (correlations[i, j] > 0)
    assert abs(correlations[i, j]) >= 0.5


def test_titles_of_sure_pairs_and_of_none() -> None:
    strong = pca_of_covariance([[1, -0.95, 0.1], [-0.95, 1, 0], [0.1, 0, 1]])
    weak = pca_of_covariance(np.eye(4) * 0.9 + 0.1, 2)

    assert "x and y oppose each other" in words_of(drawn(strong, ("x", "y", "z"))[1])
    assert "How the columns go with PC1 and PC2" in words_of(drawn(weak, tuple("wxyz"))[1])


@pytest.mark.parametrize("theme", Theme)
def test_of_many_columns_the_longest_arrows_are_named(theme: Theme) -> None:
    rng = np.random.default_rng(3)
    data = rng.normal(size=(50, 2)) @ rng.normal(size=(2, 20)) + rng.normal(size=(50, 20))
    names = tuple(f"column {j}" for j in range(20))
    found = pca(data, 2, standardize=True)

    with recorded_paintings() as paintings:
        circle.draw(found, names, Style(theme), Beside())

    (painted,) = paintings
    assert faults(painted) == []
    lengths = np.linalg.norm(found.correlations, axis=1)
    longest = {names[j] for j in np.argsort(-lengths)[:12]}
    named = {*words_of(painted)} & {*names}
    assert named <= longest
    assert len(named) >= 8
    assert len(of(painted, Arrow)) == 20


def test_names_of_columns_that_no_font_has_are_numbers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.drawing.fonts._characters", lambda: frozenset(range(0x250)))

    _, painted = drawn(pca(IRIS.data, 2, standardize=True), ("数学", *NAMES[1:]))

    assert "column 1" in words_of(painted)
