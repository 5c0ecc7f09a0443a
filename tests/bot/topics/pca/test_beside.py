"""What pictures show beside rows and columns that count: other rows, other axes, ellipses."""

from __future__ import annotations

import numpy as np
import pytest

from bot.drawing.style import Theme
from bot.drawing.things import Line, Marks
from bot.topics.pca.analysing import AUTOMATICALLY
from bot.topics.pca.beside import Beside
from bot.topics.pca.naming import Naming
from linalg_engine.principal_components import PCA, concentration_ellipse, pca
from tests.bot.drawing.painted import of, placement, words_of
from tests.bot.drawing.rules import Painted
from tests.bot.topics.pca.test_figures import (
    COLOUR,
    DARK,
    STILL,
    drawn,
    in_order,
    iris,
    points_of,
)

NEW = np.array([[5.0, 3.0, 4.0, 1.0], [7.0, 2.5, 6.0, 2.0]])


def beside_of(found: PCA, columns: int, **more: object) -> Beside:
    return Beside(rows=found.transform(NEW[:, :columns]), row_names=("zoe", "yan"), **more)  # pyright: ignore[reportArgumentType]


def curves(painted: Painted) -> list[Line]:
    """Return the ellipses."""
    colours = (COLOUR.first, COLOUR.second, COLOUR.result)
    return [line for line in of(painted, Line) if line.colour in colours]


@pytest.mark.parametrize("columns", [2, 3, 4])
def test_rows_that_do_not_count_stand_at_their_scores(columns: int) -> None:
    data, naming = iris(columns)
    found = pca(data, columns)
    beside = beside_of(found, columns)

    picture, (painted,) = drawn(found, naming, STILL, beside)

    legend, marks = [m for m in of(painted, Marks) if m.shape == "diamond"]
    assert legend.colour == marks.colour == COLOUR.text
    assert len(marks.centres) == 2
    assert {"zoe", "yan", "not counted"} <= {*words_of(painted)}
    assert "Shown, not counted: zoe, yan." in picture.alt
    if columns == 3:
        return
    scores = in_order(naming.groups, found.scores[:, :2] if columns == 4 else data)
    scale, origin = placement(scores, points_of(painted, 50))
    there = beside.rows[:, :2] if columns == 4 else NEW[:, :2]
    assert marks.centres == pytest.approx(scale * there + origin, abs=1e-6)


def test_a_few_of_them_are_named_in_any_crowd_and_one_explained_once() -> None:
    data, naming = iris(4)
    found = pca(data, 2)
    names = tuple(f"new {i}" for i in range(8))
    middle = np.tile(data.mean(axis=0), (8, 1)) + 0.3 * np.arange(8)[:, None]
    beside = Beside(
        rows=found.transform(middle), row_names=names, explained=(names[2], found.scores[0])
    )
    rows = tuple(f"flower {i}" for i in range(150))

    _, (painted,) = drawn(found, Naming(rows, naming.columns), DARK, beside)

    written = [*words_of(painted)]
    assert {*names[:6]} <= {*written}
    assert written.count(names[2]) == 1


def test_in_space_they_are_where_a_row_with_these_numbers_would_be() -> None:
    data, naming = iris(3)
    found = pca(data, 3)
    beside = Beside(rows=found.transform(data[[7]]), row_names=("twin",))

    _, (painted,) = drawn(found, Naming((), naming.columns), STILL, beside)

    (twin,) = [m for m in of(painted, Marks) if m.shape == "diamond" and len(m.centres) == 1][-1:]
    others = np.vstack([m.centres for m in of(painted, Marks) if m.shape == "circle"])
    assert np.abs(others - twin.centres[0]).sum(axis=1).min() < 1e-6


@pytest.mark.parametrize("columns", [2, 3, 4])
def test_the_explained_row_is_marked_and_named_whatever_the_crowd(columns: int) -> None:
    data, naming = iris(columns)
    rows = tuple(f"flower {i}" for i in range(150))
    found = pca(data, columns)
    inner = int(np.argmin(np.linalg.norm(found.scores[:, :2], axis=1)))
    naming = Naming(rows, naming.columns, naming.groups, rows[inner])
    beside = Beside(explained=(rows[inner], found.scores[inner]))

    _, (painted,) = drawn(found, naming, STILL, beside)

    word = words_of(painted)[rows[inner]]
    assert word.lettering.colour == COLOUR.text
    found_marks = [m for m in of(painted, Marks) if m.colour == COLOUR.text and m.shape == "circle"]
    assert [len(m.centres) for m in found_marks] == [1]


def test_a_row_explained_among_few_is_named_once() -> None:
    data, naming = iris(4)
    found = pca(data[:6], 2)
    beside = Beside(explained=("row 3", found.scores[2]))

    _, (painted,) = drawn(found, Naming((), naming.columns, (), "row 3"), DARK, beside)
    _, (placed,) = drawn(found, Naming((), naming.columns, (), "", (0, 1, 2, 4, 5, 8)), DARK)

    assert {"1", "2", "4", "5", "6", "row 3"} <= {*words_of(painted)}
    assert "3" not in words_of(painted)
    assert {"1", "2", "3", "5", "6", "9"} <= {*words_of(placed)}


@pytest.mark.parametrize("axes", [(0, 2), (1, 2)])
def test_other_axes_are_drawn_and_named(axes: tuple[int, int]) -> None:
    data, naming = iris(4)
    found = pca(data, 3)

    picture, (painted,) = drawn(found, naming, DARK, Beside(axes))

    scores = in_order(naming.groups, found.scores[:, axes])
    marks = points_of(painted, 50)
    scale, origin = placement(scores, marks)
    assert np.vstack([m.centres for m in marks]) == pytest.approx(scale * scores + origin, abs=1e-6)
    share = 100 * found.explained_variance_ratio[list(axes)]
    words = words_of(painted)
    assert f"↑ PC{axes[1] + 1}, {share[1]:.1f} %" in words
    assert f"PC{axes[0] + 1}, {share[0]:.1f} % →".replace(".0", "") in words
    assert f"{share.sum():.1f} % of the variance lies in this plane".replace(".0", "") in words
    assert f"principal components {axes[0] + 1} and {axes[1] + 1}" in picture.alt


@pytest.mark.parametrize("columns", [2, 4])
def test_each_group_has_its_ellipse_in_its_colour(columns: int) -> None:
    data, naming = iris(columns)
    found = pca(data, 2)

    _, (painted,) = drawn(found, naming, DARK)

    points = data if columns == 2 else found.scores
    scale, origin = placement(in_order(naming.groups, points), points_of(painted, 50))
    lines = curves(painted)
    assert [line.colour for line in lines] == [COLOUR.first, COLOUR.second, COLOUR.result]
    for line, name in zip(lines, sorted({*naming.groups}), strict=True):
        edge = concentration_ellipse(points[np.array(naming.groups) == name])
        assert line.points[0] == pytest.approx(scale * edge + origin, abs=1e-6)
    assert any("ellipses: 68 % of a normal group" in word for word in words_of(painted))


def test_small_groups_the_rest_and_rows_without_groups_have_no_ellipse() -> None:
    rng = np.random.default_rng(4)
    data = rng.normal(size=(40, 4))
    groups = ("small",) * 4 + ("large",) * 10 + tuple("opqrst" * 4) + ("o", "p")
    columns = tuple("abcd")

    _, (painted,) = drawn(pca(data, 2), Naming((), columns, groups), DARK)
    _, (plain,) = drawn(pca(data, 2), Naming((), columns), DARK)

    assert len([line for line in of(painted, Line) if line.points.shape[1] == 60]) == 3
    assert not [line for line in of(plain, Line) if line.points.shape[1] == 60]
    assert not any("ellipse" in word for word in words_of(plain))


@pytest.mark.parametrize("columns", [2, 3, 4])
@pytest.mark.parametrize("why", ["standardized", AUTOMATICALLY])
def test_why_columns_were_standardized_is_in_the_picture(columns: int, why: str) -> None:
    data, naming = iris(columns)
    found = pca(data, columns, standardize=True)

    _, (painted,) = drawn(found, naming, STILL, Beside(why=why))

    assert any(why in word for word in words_of(painted))


def test_beside_a_circle_the_columns_have_no_arrows_of_their_own() -> None:
    data, naming = iris(4)

    picture, (painted,) = drawn(pca(data, 2), naming, DARK, Beside(circle=True))

    assert "columns" not in words_of(painted)
    assert "Weights of the columns: sepal length (cm) (0.36, 0.66)" in picture.alt


@pytest.mark.parametrize("theme", Theme)
def test_both_themes_have_all_of_it(theme: Theme) -> None:
    data, naming = iris(4)
    found = pca(data, 3)
    beside = beside_of(found, 4, axes=(0, 2), why="standardized")

    picture, _ = drawn(found, naming, type(DARK)(theme), beside)

    assert picture.data
