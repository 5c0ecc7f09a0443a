"""The raster of what is taken, against looking at every box."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from bot.drawing.occupancy import CELL, Occupancy

WIDTH, HEIGHT = 120, 80
Corners = tuple[int, int, int, int]


def box(corners: tuple[int, int, int, int]) -> Corners:
    x, y, width, height = corners
    return (x, y, x + width, y + height)


around = st.tuples(
    st.integers(-30, WIDTH + 10),
    st.integers(-30, HEIGHT + 10),
    st.integers(1, 60),
    st.integers(1, 60),
).map(box)


def cells_of(corners: Corners) -> set[tuple[int, int]]:
    """Return the cells of the picture that a box meets."""
    left, bottom, right, top = (side / CELL for side in corners)
    return {
        (x, y)
        for x in range(int(WIDTH / CELL))
        for y in range(int(HEIGHT / CELL))
        if left < x + 1 and right > x and bottom < y + 1 and top > y
    }


@given(st.lists(around, max_size=6), st.lists(around, min_size=1, max_size=4))
def test_the_cells_that_are_taken_are_counted(given: list[Corners], asked: list[Corners]) -> None:
    taken = set[tuple[int, int]]().union(*map(cells_of, given))

    raster = Occupancy(np.array(given, dtype=float).reshape(-1, 4), WIDTH, HEIGHT)

    found = raster.cells(np.array(asked, dtype=float))
    assert found.tolist() == [len(taken & cells_of(corners)) for corners in asked]


@given(st.lists(around, max_size=4), st.integers(0, WIDTH - 1), st.integers(0, HEIGHT - 1))
def test_a_point_is_taken_where_its_cell_is(given: list[Corners], x: int, y: int) -> None:
    taken = set[tuple[int, int]]().union(*map(cells_of, given))

    raster = Occupancy(np.array(given, dtype=float).reshape(-1, 4), WIDTH, HEIGHT)

    assert raster.at(np.array([[x, y]], dtype=float)).item() == (
        (int(x // CELL), int(y // CELL)) in taken
    )
