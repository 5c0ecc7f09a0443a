"""The table, the same rebuilt, and the differences: three panels."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from bot.drawing.heat_map import Panel
from bot.drawing.picture import Picture
from bot.drawing.things import Line, Written
from bot.topics.factorize.rebuilt_figure import draw_rebuilt
from linalg_engine.factorization import factorize
from linalg_engine.formatting import decimal
from tests.bot.drawing.painted import of
from tests.bot.topics.factorize.drawn import (
    COLOUR,
    DARK,
    NAN,
    TABLE,
    boxes_of,
    factors,
    naming,
    one_box,
    painting,
    ratings,
    rebuilt,
    shown,
    study,
    titles,
    words,
)


def panels_of(draw: Callable[[], Picture], monkeypatch: pytest.MonkeyPatch) -> list[Panel]:
    """Return the panels that a drawing makes."""
    made: list[Panel] = []
    start = Panel.__init__

    def record(panel: Panel, *args: object, **options: object) -> None:
        start(panel, *args, **options)  # pyright: ignore[reportArgumentType]
        made.append(panel)

    monkeypatch.setattr(Panel, "__init__", record)
    draw()
    return made[-4:]


def test_the_lecture_sized_table_has_three_panels_below_each_other_with_numbers() -> None:
    table = np.array([[5.0, 4, 1, 1, NAN], [4, NAN, 1, 2, 1], [1, 1, 5, 4, 5], [NAN, 1, 4, 5, 4]])
    found = factorize(table, 2, "plain")
    painted = rebuilt(found, naming(4, 5))

    first, second, third = titles(painted)
    assert first.bottom > second.top > second.bottom > third.top
    for i in range(4):
        rows = sorted((box.centre[1] for box in boxes_of(painted, f"Person {i}")), reverse=True)
        assert len(rows) == 3
        for j in range(5):
            column = one_box(painted, f"Film {j}").centre[0]
            again = found.predictions[i, j] if found.known[i, j] else found.clipped[i, j]
            values = [table[i, j], again, again - table[i, j]]
            for value, row in zip(values, rows, strict=True):
                if np.isnan(value):
                    continue
                boxes = boxes_of(painted, shown(value, 1))
                assert any(np.hypot(*(box.centre - (column, row))) < 3 for box in boxes), value


def test_predicted_cells_are_framed_and_no_others() -> None:
    table = np.array([[1.0, 2, 3], [2, 4, NAN], [3, 6, 9]])
    found = factorize(table, 1, "plain")
    painted = rebuilt(found, naming(3, 3))

    (frames,) = [
        line.points
        for line in of(painted, Line)
        if line.colour == COLOUR.text and line.points.shape[1:] == (5, 2) and line.layer > 4
    ]
    assert len(frames) == 1
    centre = frames[0][:4].mean(axis=0)
    assert centre[0] == pytest.approx(one_box(painted, "Film 2").centre[0], abs=1)
    assert centre[1] == pytest.approx(boxes_of(painted, "Person 1")[1].centre[1], abs=90)
    predicted = boxes_of(painted, shown(found.predictions[1, 2], 1))
    assert any(np.hypot(*(box.centre - centre)) < 3 for box in predicted)
    assert "predicted" in words(painted)
    assert f"1 blank predicted, error ≈ {decimal(found.rmse, 2)} on the rest" in words(painted)


def test_of_whom_nothing_is_known_nothing_is_predicted() -> None:
    table = np.array([[5.0, 4, 1, NAN], [4, NAN, 2, NAN], [1, 1, 5, NAN], [NAN] * 4])
    found = factorize(table, 2, "plain")
    painted, picture = painting(lambda: draw_rebuilt(study(found, naming(4, 4)), DARK))

    assert any(word.startswith("1 blank predicted") for word in words(painted))
    assert picture.alt.endswith(f"Predicted: Person 1 and Film 1 {shown(found.clipped[1, 1])}.")
    last = one_box(painted, "Film 3").centre[0]
    numbers = [w for w in of(painted, Written) if w.lettering.content not in naming(4, 4).items]
    below = one_box(painted, "Film 3").bottom
    assert not [
        w
        for w in numbers
        if abs(painted.canvas.box_of(w).centre[0] - last) < 30
        and painted.canvas.box_of(w).top < below
    ]


def test_predictions_beyond_the_scale_are_drawn_at_its_end() -> None:
    table = np.array([[5.0, NAN, 1], [4, 1, 2], [NAN, 5, 4]])
    found = factorize(table, 2, "plain")
    _, picture = painting(lambda: draw_rebuilt(study(found, naming(3, 3)), DARK))

    assert found.predictions[0, 1] < 1
    assert "Person 0 and Film 1 1; Person 2 and Film 0 1." in picture.alt


def test_a_full_table_is_rebuilt_without_frames() -> None:
    found = factorize(TABLE, 2, "svd")
    painted, picture = painting(lambda: draw_rebuilt(study(found, naming(4, 5)), DARK))

    assert not {"predicted", "blank"} & set(words(painted))
    assert f"Rebuilt from U and V, error ≈ {decimal(found.rmse, 2)}" in words(painted)
    assert f"root mean squared error of {decimal(found.rmse, 3)} " in picture.alt
    assert "Predicted" not in picture.alt


def test_between_0_and_1_numbers_have_two_decimals() -> None:
    table = np.array([[1.0, 0, 1], [0, 1, 1], [1, 1, 0]])
    found = factorize(table, 1, "svd")
    painted = rebuilt(found, naming(3, 3))

    assert {shown(x) for x in found.predictions.flat} <= set(words(painted))


def test_given_numbers_are_written_as_typed() -> None:
    table = np.array([[-1.0, 0.25, -0.125], [0.5, -2, 0], [3, 1, -1]])
    found = factorize(table, 1, "plain")

    for painted in (factors(found, naming(3, 3)), rebuilt(found, naming(3, 3))):
        assert {"0.25", "−0.125", "−2"} <= set(words(painted))


def test_of_a_larger_table_the_rebuilt_one_is_large_with_numbers() -> None:
    found = factorize(ratings(12, 10), 2, "plain")
    painted = rebuilt(found, naming(12, 10))

    rebuilt_table = np.where(found.known, found.predictions, found.clipped)
    assert {shown(x, 1) for x in rebuilt_table.flat} <= set(words(painted))
    given, again, error = titles(painted)
    assert again.right < given.left
    assert given.bottom > error.top
    assert given.centre[0] == pytest.approx(error.centre[0], abs=1)


def test_of_a_large_table_the_panels_are_beside_each_other() -> None:
    found = factorize(ratings(30, 30), 2, "plain")
    painted = rebuilt(found, naming(30, 30))

    given, again, error = titles(painted)
    assert given.right < again.left < again.right < error.left
    assert given.centre[1] == again.centre[1] == error.centre[1]


def test_panels_show_the_table_its_predictions_and_the_differences(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    table = ratings(6, 7)
    found = factorize(table, 2, "plain")

    made = panels_of(lambda: draw_rebuilt(study(found, naming(6, 7)), DARK), monkeypatch)

    given, error, again = made[0], made[2], made[3]
    assert np.isnan(given.values).sum() == (~found.known).sum()
    assert np.allclose(error.values, again.values - given.values, equal_nan=True)
    assert (given.middle, again.middle, error.middle) == (again.middle, given.middle, 0)
    assert given.reach == again.reach == error.reach
    assert again.marked is not None
    assert np.array_equal(again.marked, np.isnan(given.values))


def test_the_alt_text_gives_the_predictions() -> None:
    table = np.array([[1.0, 2, 3], [2, 4, NAN], [3, 6, 9]])
    found = factorize(table, 1, "plain")
    _, picture = painting(lambda: draw_rebuilt(study(found, naming(3, 3)), DARK))

    value = shown(found.predictions[1, 2])
    assert picture.alt.endswith(f"Predicted: Person 1 and Film 2 {value}.")
    assert f"error of {decimal(found.rmse, 3)} on the known entries" in picture.alt
