"""The inverse of a 2×2 matrix: the unit square there, and back."""

from __future__ import annotations

import numpy as np
import pytest

from bot.drawing.style import COLOURS, NORMAL, Role, Style, Theme
from bot.drawing.things import Arrow, Line, Written
from bot.formula.node import text
from bot.topics.elimination import inverse_figure
from linalg_engine import notation
from tests.bot.topics.elimination.drawn import drawn, has_picture, in_units, recorded_views

SQUARE = [(0, 0), (1, 0), (1, 1), (0, 1)]


@pytest.mark.parametrize("theme", Theme)
@pytest.mark.parametrize(
    "a",
    ["[2 1; 5 3]", "[0 1; 1 0]", "[1 2; 3 4]", "[1/2 1; -1 2]", "[1e200 0; 0 2e200]", "[9 0; 0 1]"],
)
def test_the_unit_square_goes_there_and_back(a: str, theme: Theme) -> None:
    with recorded_views(inverse_figure) as views:
        picture = drawn("matrix inverse", a, style=Style(theme, motion=False))
    matrix = notation.parse_matrix(a)
    is_flipped = matrix[0, 0] * matrix[1, 1] < matrix[0, 1] * matrix[1, 0]
    roles = ("muted", "rest" if is_flipped else "result", "result")
    fills = sorted(
        {id(f): f for role in set(roles) for f in picture.fills(role)}.values(),
        key=lambda fill: fill.corners[:, 0].mean(),
    )
    assert len(fills) == len(views) == 3
    shown = (matrix / np.abs(matrix).max() if "e" in a else matrix).astype(float)
    wanted = [np.eye(2), shown, np.eye(2)]
    for fill, view, role, columns in zip(fills, views, roles, wanted, strict=True):
        assert fill in picture.fills(role)
        assert np.allclose(in_units(view, fill.corners), np.array(SQUARE) @ columns.T, atol=1e-6)
        assert (fill.hatch is not None) == (role == "rest")
    for role, k in (("first", 0), ("second", 1)):
        tips = [
            in_units(view, arrow.tip)
            for view, arrow in zip(views, picture.of(Arrow, role), strict=False)
        ]
        assert all(
            np.allclose(tip, columns[:, k], atol=1e-6)
            for tip, columns in zip(tips, wanted, strict=False)
        )
    outlines = [line for line in picture.of(Line) if line.points.shape[1] == 5]
    assert len(outlines) == 3


def test_matrices_and_names_are_written_once() -> None:
    picture = drawn("matrix inverse", "[2 1; 5 3]")
    words = picture.words
    assert words.count("A = [2, 1; 5, 3]") == 1
    assert words.count("A⁻¹ = [3, −1; −5, 2]") == 1
    assert words.count("[1, 0]") == words.count("[0, 1]") == 2
    assert {"[2, 5]", "[1, 3]", "before", "after A", "after A⁻¹ as well"} <= set(words)
    assert {"A", "A⁻¹"} <= set(words)
    assert words[0] == "A⁻¹ takes everything back"
    arrows = picture.of(Arrow, "text")
    assert len(arrows) == 2
    assert all(arrow.tip[0] > arrow.tail[0] and arrow.tip[1] == arrow.tail[1] for arrow in arrows)
    assert picture.picture.alt == (
        "The unit square, the parallelogram of [1, 0] → [2, 5] and [0, 1] → [1, 3] after A, "
        "and the unit square again after A⁻¹ = [3, −1; −5, 2]."
    )


@pytest.mark.parametrize(
    ("a", "notes"),
    [
        ("[2 1; 1 3]", ""),
        ("[0 1; 1 0]", "pink: flipped over"),
        ("[100 0; 0 1]", "the middle is drawn smaller or larger"),
        ("[0 100; 1 0]", "pink: flipped over, the middle is drawn smaller or larger"),
    ],
)
def test_notes_say_what_is_flipped_or_not_to_scale(a: str, notes: str) -> None:
    with recorded_views(inverse_figure) as views:
        picture = drawn("matrix inverse", a)
    assert (notes in picture.words) == bool(notes)
    one_scale = len({round(view.scale, 6) for view in views}) == 1
    assert one_scale == ("smaller" not in notes)


def test_long_matrices_lie_beside_each_other() -> None:
    picture = drawn("matrix inverse", "[0.001 sqrt(2); 12345.678 -1/7]")
    boxes = [
        picture.painted.canvas.box_of(each)
        for each in picture.of(Written)
        if str(each.lettering.content).startswith(("A =", "A⁻¹ ≈", "A⁻¹ ="))
    ]
    assert boxes
    assert all(p.overlap(q, 0) == 0 for i, p in enumerate(boxes) for q in boxes[:i])


def test_only_matrices_of_the_plane_are_drawn() -> None:
    assert not has_picture("matrix inverse", "[1 0 0; 0 2 0; 0 0 3]")
    assert not has_picture("matrix inverse", "[5]")


def test_arrows_lead_from_panel_to_panel_and_every_name_stands_at_its_thing() -> None:
    picture = drawn("matrix inverse", "[2 1; 5 3]")
    axes = [line.points for line in picture.of(Line, "axis")]
    squares = sorted(
        (fill.corners for role in ("muted", "result") for fill in picture.fills(role)),
        key=lambda corners: corners[0, 0],
    )
    names = ("before", "after A", "after A⁻¹ as well")
    for (upright, level), corners, name in zip(axes, squares, names, strict=True):
        assert corners[0] == pytest.approx([upright[0, 0], level[0, 1]])
        assert upright[1, 1] - upright[0, 1] == pytest.approx(level[1, 0] - level[0, 0])
        assert level[0, 0] < corners[:, 0].min() < corners[:, 0].max() < level[1, 0]
        assert upright[0, 1] < corners[:, 1].min() < corners[:, 1].max() < upright[1, 1]
        written = picture.written(name)
        assert written.x == pytest.approx(level[:, 0].mean())
        assert upright[0, 1] - 60 < written.y < upright[0, 1]
    edges = [(level[0, 0], level[1, 0]) for _, level in axes]
    matrices = ("A = [2, 1; 5, 3]", "A⁻¹ = [3, −1; −5, 2]")
    for k, (arrow, name) in enumerate(zip(picture.of(Arrow, "text"), ("A", "A⁻¹"), strict=True)):
        assert edges[k][1] < arrow.tail[0] < arrow.tip[0] < edges[k + 1][0]
        assert arrow.tip[0] - arrow.tail[0] > 0.8 * (edges[k + 1][0] - edges[k][1])
        assert arrow.tip[1] == pytest.approx(axes[k][0][:, 1].mean())
        written, matrix = picture.written(name), picture.written(matrices[k])
        assert written.x == matrix.x == pytest.approx((edges[k][1] + edges[k + 1][0]) / 2)
        assert arrow.tip[1] < written.y < arrow.tip[1] + 60
        box = picture.painted.canvas.box_of(matrix)
        assert 0 < box.bottom < box.top < picture.written("before").y
        assert matrix.lettering.size == NORMAL


def test_labels_stand_at_the_tips_in_their_colours() -> None:
    picture = drawn("matrix inverse", "[2 1; 5 3]")
    named: dict[Role, tuple[str, str]] = {
        "first": ("[1, 0]", "[2, 5]"),
        "second": ("[0, 1]", "[1, 3]"),
    }
    for role, words in named.items():
        tips = [arrow.tip for arrow in picture.of(Arrow, role)]
        labels = [w for w in picture.of(Written) if text(w.lettering.content) in words]
        assert len(labels) == 3
        for label in labels:
            assert label.lettering.colour == COLOURS[Theme.DARK].of(role)
            assert min(np.hypot(*(tip - [label.x, label.y])) for tip in tips) < 90
