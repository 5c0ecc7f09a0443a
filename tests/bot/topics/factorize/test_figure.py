"""The table between its factors: what is drawn is what was found, and can be read."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from matplotlib.colors import to_rgb

from bot.drawing.style import Style
from bot.topics.factorize.figure import draw_factors
from bot.topics.factorize.model import Arranged, Naming, separating
from bot.topics.factorize.rebuilt_figure import draw_rebuilt
from bot.topics.factorize.strip_figure import draw_strip
from linalg_engine.factorization import Method, factorize
from tests.bot.topics.factorize.drawn import (
    COLOUR,
    DARK,
    LIGHT,
    NAN,
    TABLE,
    background,
    boxes_of,
    factors,
    naming,
    one_box,
    painting,
    ratings,
    rebuilt,
    shown,
    study,
    words,
)
from tests.examples import examples

METHODS: tuple[Method, ...] = ("plain", "nmf", "als")

SIZES = [(1, 2, 1), (2, 1, 1), (2, 2, 2), (4, 5, 2), (12, 10, 2), (3, 20, 2), (60, 20, 3)]


@pytest.mark.parametrize("style", [DARK, LIGHT], ids=["dark", "light"])
@pytest.mark.parametrize(("m", "n", "rank"), SIZES)
def test_tables_of_any_size_can_be_read(m: int, n: int, rank: int, style: Style) -> None:
    found = factorize(ratings(m, n, 0.2 if m > 2 else 0), rank, "plain")
    drawn = [factors(found, naming(m, n), style), rebuilt(found, naming(m, n), style)]

    for painted in drawn:
        some = words(painted)
        assert any(word.startswith("Person") for word in some), "rows have names"
        assert any(word.startswith("Film") for word in some), "columns have names"
        if max(m, n) <= 12:
            assert {*naming(m, n).people, *naming(m, n).items} <= set(some)


@examples(0.1)
@example(3, 4, "als", 1e-3)
@given(
    st.integers(1, 9),
    st.integers(1, 9),
    st.sampled_from(METHODS),
    st.sampled_from([1e-3, 1, 1e6]),
)
def test_pictures_of_any_small_table_keep_the_rules(
    m: int, n: int, method: str, size: float
) -> None:
    table = size * ratings(m, n, 0.2 if min(m, n) > 2 else 0)
    found = factorize(np.where(np.isnan(table).all(), size, table), 1, method)  # pyright: ignore[reportArgumentType]

    factors(found, naming(m, n))
    rebuilt(found, naming(m, n))
    if found.items.any():
        painting(lambda: draw_strip(found, naming(m, n), DARK, caption="On a line"))


@pytest.mark.parametrize(("m", "n"), [(6, 10), (3, 20), (8, 3)])
def test_names_that_differ_at_their_ends_are_told_apart(m: int, n: int) -> None:
    names = Naming(
        tuple(f"the patient of doctor Miller number {i}" for i in range(m)),
        tuple(f"the film of the collection {j}, in colour" for j in range(n)),
    )
    found = factorize(ratings(m, n), 2, "plain")

    for painted in (factors(found, names), rebuilt(found, names)):
        assert len({word for word in words(painted) if word.startswith("the f")}) == n
        assert len({word for word in words(painted) if word.startswith("the p")}) == m


@pytest.mark.parametrize(("method", "axis"), [("als", 0), ("plain", 1)])
def test_a_large_table_is_in_the_order_of_the_first_axis_that_separates(
    method: Method, axis: int
) -> None:
    found = factorize(ratings(13, 7, 0.2), 2, method)
    names = naming(13, 7)
    arranged = Arranged.of(found, names)

    assert separating(found) == axis
    assert (np.diff(arranged.found.users[:, axis]) <= 0).all()
    assert (np.diff(arranged.found.items[axis]) <= 0).all()
    order = f"rows and columns in the order of axis {axis + 1}"
    assert arranged.order == order
    assert arranged.people == tuple(names.people[i] for i in arranged.rows)
    known = np.ix_(arranged.rows, arranged.columns)
    assert np.array_equal(arranged.found.ratings, found.ratings[known], equal_nan=True)
    assert np.allclose(arranged.found.predictions, found.predictions[known])
    drawn = [
        painting(lambda: draw_factors(found, names, DARK)),
        painting(lambda: draw_rebuilt(study(found, names), DARK)),
    ]
    for painted, picture in drawn:
        assert order in words(painted)
        assert order in picture.alt
        tops = [boxes_of(painted, name)[0].top for name in arranged.people]
        lefts = [boxes_of(painted, name)[0].left for name in arranged.items]
        assert tops == sorted(tops, reverse=True)
        assert lefts == sorted(lefts)


def test_without_any_axis_a_large_table_keeps_its_order_and_says_none() -> None:
    found = factorize(np.full((20, 3), 2.0), 1, "als")
    assert not found.items.any()

    arranged = Arranged.of(found, naming(20, 3))

    assert arranged.order == ""
    assert arranged.people == naming(20, 3).people


@pytest.mark.parametrize("size", [4, 12])
def test_a_small_table_keeps_its_order(size: int) -> None:
    found = factorize(ratings(size, size, 0.2), 2, "plain")
    arranged = Arranged.of(found, naming(size, size))

    assert arranged.order == ""
    assert arranged.people == naming(size, size).people
    assert arranged.items == naming(size, size).items
    assert np.array_equal(arranged.found.ratings, found.ratings, equal_nan=True)
    assert not any("order of" in word for word in words(factors(found, naming(size, size))))


def test_where_nothing_separates_axis_1_orders() -> None:
    found = factorize(np.outer(np.arange(1.0, 15), [1, 2, 3]), 1, "plain")

    assert separating(found) is None
    assert Arranged.of(found, naming(14, 3)).order.endswith("axis 1")


def test_names_that_cannot_be_drawn_keep_their_numbers_when_rows_move() -> None:
    found = factorize(np.outer(np.arange(13.0), [1, 2]), 1, "plain")
    people = ("\ue000", *(f"Person {i}" for i in range(1, 12)), "\ue001")
    arranged = Arranged.of(found, Naming(people, ("a", "b")))

    assert arranged.people[0] == "row 13"
    assert arranged.people[-1] == "row 1"


def test_of_names_of_one_length_the_widest_is_not_cut() -> None:
    people = ("ii", "il", "li", "ll", "ij", "ji", "MW")
    found = factorize(np.tile([[1.0, 2, 4]], (7, 1)), 1, "svd")

    assert set(people) <= set(words(factors(found, Naming(people, ("a", "b", "c")))))


# The table between its factors


@pytest.mark.parametrize("style", [DARK, LIGHT], ids=["dark", "light"])
def test_every_entry_meets_its_row_of_u_and_its_column_of_v(style: Style) -> None:
    found = factorize(TABLE, 2, "svd")
    painted = factors(found, naming(4, 5), style)

    for i in range(4):
        row = one_box(painted, f"Person {i}").centre[1]
        for value in (*found.users[i], *TABLE[i]):
            heights = [box.centre[1] for box in boxes_of(painted, shown(value))]
            assert any(abs(height - row) < 2 for height in heights), value
    for j in range(5):
        column = one_box(painted, f"Film {j}").centre[0]
        for value in (*found.items[:, j], *TABLE[:, j]):
            places = [box.centre[0] for box in boxes_of(painted, shown(value))]
            assert any(abs(place - column) < 2 for place in places), value
    assert {"U", "V", "R ≈ U V"} <= set(words(painted))
    assert len(words(painted)) == 4 + 5 + 20 + 8 + 10 + 4 + 2 + 1 + 6


@pytest.mark.parametrize("m", [25, 30, 40])
def test_the_name_of_u_is_above_those_of_low_rows(m: int) -> None:
    names = Naming(tuple(f"row {i}" for i in range(m)), tuple("abcdefghi"))
    factors(factorize(ratings(m, 9, 0), 2, "svd"), names)


def test_colours_of_entries_follow_the_numbers() -> None:
    found = factorize(TABLE, 2, "svd")
    painted = factors(found, naming(4, 5))
    high, low = to_rgb(COLOUR.high), to_rgb(COLOUR.low)

    largest = min(boxes_of(painted, "10"), key=lambda box: box.top)
    key, *_ = sorted(boxes_of(painted, "0"), key=lambda box: -box.top)
    lowest = [box for box in boxes_of(painted, "0") if box != key]
    assert background(painted, tuple(largest.centre)) == pytest.approx(high, abs=0.02)
    for box in lowest:
        found_colour = np.array(background(painted, tuple(box.centre)))
        assert np.abs(found_colour - low).sum() < np.abs(found_colour - high).sum()


def test_biases_are_written_beside_the_axes() -> None:
    found = factorize(ratings(6, 5), 1, "als", starts=1)
    painted = factors(found, naming(6, 5))

    assert words(painted).count("b") == 2
    assert f"R ≈ {shown(found.mean)} + biases + U V" in words(painted)
    for i in range(6):
        row = one_box(painted, f"Person {i}").centre[1]
        boxes = boxes_of(painted, shown(found.user_bias[i]))
        assert any(abs(box.centre[1] - row) < 2 for box in boxes)


def test_blanks_are_hatched_and_without_a_number() -> None:
    table = np.array([[1.0, 2, 3], [2, 4, NAN], [3, 6, 9]])
    found = factorize(table, 1, "plain")
    painted = factors(found, naming(3, 3))

    assert "blank" in words(painted)
    hatching = np.abs(painted.ground[..., :3] / 255 - to_rgb(COLOUR.axis)).max(axis=2) < 0.02
    x, y = one_box(painted, "Film 2").centre[0], one_box(painted, "Person 1").centre[1]
    down = len(painted.ground) - round(y)
    cell = hatching[down - 25 : down + 25, round(x) - 40 : round(x) + 40]
    assert cell.mean() == pytest.approx(3 / 11, abs=0.05)
    assert "blank" not in words(factors(factorize(TABLE, 1, "plain"), naming(4, 5)))


def test_the_alt_text_of_the_factors_gives_their_numbers() -> None:
    found = factorize(TABLE, 2, "svd")
    _, picture = painting(lambda: draw_factors(found, naming(4, 5), DARK))

    assert "4×5, with U, 4×2, at its left and V, 2×5, above it" in picture.alt
    for i in range(4):
        numbers = ", ".join(shown(x) for x in found.users[i])
        assert f"Person {i} ({numbers})" in picture.alt
