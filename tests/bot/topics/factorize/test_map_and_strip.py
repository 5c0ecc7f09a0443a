"""People and items in one map, or on one axis."""

from __future__ import annotations

import re

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.drawing.canvas import Canvas
from bot.drawing.style import Theme
from bot.drawing.things import Line, Marks
from bot.topics.factorize.figure import draw_map
from bot.topics.factorize.strip_figure import draw_strip, flags_of
from linalg_engine.factorization import factorize
from tests.bot.drawing.painted import of
from tests.bot.topics.factorize.drawn import (
    COLOUR,
    DARK,
    TABLE,
    naming,
    one_box,
    painting,
    ratings,
    shown,
    words,
)


def test_people_and_items_are_in_one_map_by_name_and_colour() -> None:
    found = factorize(ratings(4, 5), 2, "plain")
    names = naming(4, 5)
    painted, picture = painting(lambda: draw_map(found, names, DARK, caption="A map"))

    items, people = of(painted, Marks)[-2:]
    assert (people.shape, people.colour) == ("circle", COLOUR.row)
    assert (items.shape, items.colour) == ("square", COLOUR.column)
    points = np.vstack([found.users, found.items.T])
    pixels = np.vstack([people.centres, items.centres])
    scale = np.ptp(pixels[:, 0]) / np.ptp(points[:, 0])
    assert np.allclose(pixels - pixels[0], scale * (points - points[0]), atol=0.01)
    assert {"people", "items", "A map", "axis 1 →", "↑ axis 2"} <= set(words(painted))
    assert "Map of 4 people and 5 items in one plane" in picture.alt


def test_one_axis_is_a_strip_of_named_points() -> None:
    found = factorize(TABLE, 1, "svd")
    names = naming(4, 5)
    painted, picture = painting(lambda: draw_strip(found, names, DARK, caption="One axis"))

    people, items = (
        marks for marks in of(painted, Marks) if len(marks.centres) > 1 or marks.size == 24
    )
    values = np.concatenate([found.users[:, 0], found.items[0]])
    pixels = np.vstack([people.centres, items.centres])
    order = np.array([*(people.centres[:, 0]), *(items.centres[:, 0])])
    scale = np.ptp(order) / np.ptp(values)
    ranks = np.sort(values)
    assert np.allclose(np.sort(order) - order.min(), scale * (ranks - ranks[0]), atol=0.5)
    assert len(set(people.centres[:, 1])) == len(set(items.centres[:, 1])) == 1
    assert people.centres[0, 1] > items.centres[0, 1]
    assert len(pixels) == 9
    assert {*names.people, *names.items, "axis 1 →", "One axis"} <= set(words(painted))
    assert f"Person 0 ({shown(found.users[0, 0])})" in picture.alt
    zero = one_box(painted, "0").centre[0]
    expected = order.min() - ranks[0] * scale
    assert zero == pytest.approx(expected, abs=1)


def test_names_of_a_strip_hang_at_their_points() -> None:
    found = factorize(TABLE, 1, "svd")
    painted, _ = painting(lambda: draw_strip(found, naming(4, 5), DARK, caption="One axis"))

    leaders = [line for line in of(painted, Line) if line.points.shape[1] == 2 and line.width == 2]
    starts = {round(float(x)) for line in leaders for x in line.points[:, 0, 0]}
    for name in (*naming(4, 5).people, *naming(4, 5).items):
        box = one_box(painted, name)
        assert any(abs(box.left - start - 8) < 2 for start in starts)


@given(st.lists(st.floats(0, 1000), min_size=1, max_size=30))
def test_no_name_of_a_strip_lies_on_another_or_on_a_line(places: list[float]) -> None:
    canvas = Canvas(Theme.DARK)
    names = [f"name {k}" for k in range(len(places))]

    flags = flags_of(canvas, np.array(places), names)

    assert {flag.words for flag in flags} == set(names)
    placed = [(f, f.x + 8, f.x + 8 + canvas.measure(f.words, 34)[0]) for f in flags]
    for flag, left, right in placed:
        if flag.level is None:
            continue
        for other, other_left, other_right in placed:
            if other is flag or other.level is None:
                continue
            if other.level == flag.level:
                assert right <= other_left or other_right <= left
            if other.level > flag.level:
                assert not left < other.x < right, "a line passes beside names"
    assert flags[0].level == 0


@pytest.mark.parametrize("size", [0.01, 1, 250])
def test_the_axis_of_a_strip_has_few_numbers_at_their_places(size: float) -> None:
    found = factorize(size * TABLE, 1, "svd")
    painted, _ = painting(lambda: draw_strip(found, naming(4, 5), DARK, caption="One axis"))

    people = next(marks for marks in of(painted, Marks) if len(marks.centres) == 4)
    values, xs = np.sort(found.users[:, 0]), np.sort(people.centres[:, 0])
    scale = np.ptp(xs) / np.ptp(values)
    numbers = [w for w in words(painted) if re.fullmatch(r"−?[\d.]+", w)]
    places = [one_box(painted, w).centre[0] for w in numbers]
    expected = [xs[0] + scale * (float(w.replace("−", "-")) - values[0]) for w in numbers]
    assert places == pytest.approx(expected, abs=1)
    apart = np.diff(sorted(places))
    assert len(places) > 2
    assert apart.min() >= 150
    assert apart.max() <= 400


def test_a_strip_says_how_many_names_it_has() -> None:
    found = factorize(np.tile([[1.0, 2], [2, 4]], (12, 1)), 1, "svd")
    painted, _ = painting(lambda: draw_strip(found, naming(24, 2), DARK, caption="One axis"))

    count = sum(word.startswith(("Person", "Film")) for word in words(painted))
    assert count < 26
    assert f"{count} of 26 names shown" in words(painted)
