"""Pictures of tables and their factors: what is drawn is what was found, and can be read."""

from __future__ import annotations

import io
import re
from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from matplotlib.colors import to_rgb
from numpy.typing import NDArray
from PIL import Image

from bot.drawing.boxes import Box
from bot.drawing.canvas import Canvas
from bot.drawing.heat_map import Panel
from bot.drawing.picture import Picture
from bot.drawing.style import COLOURS, WIDTH, Style, Theme
from bot.drawing.things import Arrow, Fill, Line, Marks, Written
from bot.formula.node import text
from bot.topics.factorize.figure import draw_factors, draw_map
from bot.topics.factorize.model import Arranged, Naming, separating
from bot.topics.factorize.rays_figure import draw_lecture
from bot.topics.factorize.rebuilt_figure import draw_rebuilt
from bot.topics.factorize.strip_figure import draw_strip, flags_of
from bot.topics.factorize.study import Study
from linalg_engine.factorization import Factorization, Method, factorize, lecture_films
from linalg_engine.formatting import decimal
from linalg_engine.notation import Table
from tests.bot.drawing.painted import of
from tests.bot.drawing.rules import Painted, faults, recorded_paintings
from tests.examples import examples

DARK, LIGHT = Style(Theme.DARK), Style(Theme.LIGHT)
COLOUR = COLOURS[Theme.DARK]
NAN = float("nan")

Floats = NDArray[np.float64]


def ratings(m: int, n: int, blank: float = 0.3) -> Floats:
    rng = np.random.default_rng(m + n)
    table = np.round(3 + rng.normal(size=(m, 2)) @ rng.normal(size=(2, n))).clip(1, 5)
    table[rng.random((m, n)) < blank] = NAN
    return table


def naming(m: int, n: int) -> Naming:
    return Naming(tuple(f"Person {i}" for i in range(m)), tuple(f"Film {j}" for j in range(n)))


def painting(draw: Callable[[], Picture]) -> tuple[Painted, Picture]:
    """Draw a picture, hold it to the rules, and return what is on its canvas."""
    with recorded_paintings() as paintings:
        picture = draw()
    (painted,) = paintings
    assert faults(painted) == []
    image = Image.open(io.BytesIO(picture.data))
    assert image.width == WIDTH
    assert 275 < image.height <= 1060
    assert 0 < len(picture.alt) <= 1024
    return painted, picture


def factors(found: Factorization, names: Naming, style: Style = DARK) -> Painted:
    return painting(lambda: draw_factors(found, names, style))[0]


def study(found: Factorization, names: Naming) -> Study:
    """Return a study of these factors, as an answer has it."""
    table = Table(found.ratings, names.people, names.items)
    return Study(table, names, found, remark="", films=None)


def rebuilt(found: Factorization, names: Naming, style: Style = DARK) -> Painted:
    return painting(lambda: draw_rebuilt(study(found, names), style))[0]


def boxes_of(painted: Painted, word: str) -> list[Box]:
    """Return where a word is written, from the left."""
    found = [
        w for w in of(painted, Written) if text(w.lettering.content).replace("\n", " ") == word
    ]
    return sorted((painted.canvas.box_of(w) for w in found), key=lambda box: box.left)


def one_box(painted: Painted, word: str) -> Box:
    (box,) = boxes_of(painted, word)
    return box


def titles(painted: Painted) -> list[Box]:
    """Return where the three panels have their titles: below the key, which has some, too."""
    return [
        min(boxes_of(painted, title), key=lambda box: box.top)
        for title in ("given", "rebuilt", "error")
    ]


def shown_words(written: Written) -> str:
    return text(written.lettering.content).replace("\n", " ")


def words(painted: Painted) -> list[str]:
    return [shown_words(w) for w in of(painted, Written)]


def shown(value: float, places: int = 2) -> str:
    """Return a number as cells have it."""
    word = f"{value:.{places}f}".rstrip("0").rstrip(".").replace("-", "−")
    return "0" if word == "−0" else word


def background(painted: Painted, at: tuple[float, float]) -> tuple[float, ...]:
    """Return the colour behind the words at a place."""
    height = len(painted.ground)
    return tuple(painted.ground[height - 1 - round(at[1]), round(at[0]), :3] / 255)


# All of them

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

TABLE = np.array([[1.0, 2, 3, 4, 5], [2, 4, 6, 8, 10], [1, 0, 1, 0, 1], [3, 3, 5, 5, 7]])


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


# The three panels


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


# Maps


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


# The lecture's picture


@pytest.mark.parametrize("style", [DARK, LIGHT], ids=["dark", "light"])
def test_the_lectures_people_and_films_are_rays_with_named_axes(style: Style) -> None:
    films = lecture_films()
    painted, picture = painting(lambda: draw_lecture(films, style))
    colours = COLOURS[style.theme]

    rays = of(painted, Arrow)
    vectors = np.vstack([films.users, films.items.T])
    tips = np.array([ray.tip - ray.tail for ray in rays])
    scale = np.abs(tips).max() / np.abs(vectors).max()
    assert np.allclose(tips, scale * vectors, atol=0.01)
    assert [ray.colour for ray in rays] == [colours.row] * 4 + [colours.column] * 5
    assert {*films.people, *films.titles} <= set(words(painted))
    assert {"← arthouse", "blockbuster →", "adult ↑", "children ↓"} <= set(words(painted))
    origin = rays[0].tail
    assert one_box(painted, "← arthouse").right < origin[0]
    assert one_box(painted, "blockbuster →").left > origin[0]
    assert one_box(painted, "adult ↑").bottom > origin[1] > one_box(painted, "children ↓").top
    assert "Person 1 (1, 0.1)" in picture.alt


def test_the_angle_to_one_film_and_the_longer_shadow_of_the_other_are_drawn() -> None:
    films = lecture_films()
    painted, picture = painting(lambda: draw_lecture(films, DARK))

    person, near, far = films.users[0], films.items[:, 0], films.items[:, 3]
    rays = of(painted, Arrow)
    scale = float(np.hypot(*(rays[0].tip - rays[0].tail)) / np.hypot(*person))
    shadows = [fill for fill in of(painted, Fill) if fill.colour == COLOUR.result]
    lengths = [float(np.hypot(*(fill.corners[1] - fill.corners[0]))) / scale for fill in shadows]
    unit = person / np.hypot(*person)
    assert lengths == pytest.approx([float(far @ unit), float(near @ unit)])
    assert {"dot 1.09", "dot 0.88", "18°"} <= set(words(painted))
    assert "cosine: Harry Potter (0.95), The Dark Knight Rises (0.81)" in words(painted)
    assert "dot product: Harry Potter (0.88), The Dark Knight Rises (1.09)" in words(painted)
    assert "cosine: Harry Potter (0.95), The Dark Knight Rises (0.81)" in picture.alt
    (arc,) = [line.points[0] for line in of(painted, Line) if line.points.shape[1] == 24]
    spokes = (arc - rays[0].tail) / np.linalg.norm(arc - rays[0].tail, axis=1)[:, None]
    assert spokes[0] == pytest.approx(unit)
    assert spokes[-1] == pytest.approx(near / np.hypot(*near))
    drops = [line.points[0] for line in of(painted, Line) if line.style != "solid"]
    for drop, film in zip(drops, (far, near), strict=True):
        assert drop[0] == pytest.approx(rays[0].tail + scale * film)
        assert (drop[1] - drop[0]) @ unit == pytest.approx(0, abs=1e-6)
    assert one_box(painted, "dot 1.09").left > rays[0].tail[0]
