"""Equations as lines and planes: what is the same, parallel, empty, and how it is said."""

from __future__ import annotations

import numpy as np
import pytest

from bot.drawing.canvas import Canvas
from bot.drawing.style import Style, Theme
from bot.topics.elimination.equations import System
from bot.topics.elimination.unknowns import Unknowns
from linalg_engine import elimination, notation

STYLE = Style()


def system(a: str, b: str) -> System:
    found = elimination.solve(notation.parse_matrix(a), notation.parse_vector(b))
    return System.of(found, Unknowns.of_matrix(found.matrix.shape[1]), STYLE)


def test_equations_that_say_the_same_are_one() -> None:
    found = system("[1 2; 2 4; 1 1; -1/2 -1]", "3 6 2 -3/2")
    assert [equation.members for equation in found.equations] == [(0, 1, 3), (2,)]
    assert found.equations[0].name == "equations 1 and 2 and 4"
    assert found.equations[1].name == "equation 3"
    assert [equation.role for equation in found.equations] == ["first", "second"]


def test_what_is_parallel_is_decided_exactly() -> None:
    # In floats these lines are parallel, and the next two the same.
    nearly = system("[1 1; 1 1.00000000000000000001]", "1 2")
    assert nearly.meeting == ((0, 1),)
    assert not nearly.has_parallels
    apart = system("[1 1; 1 1]", "1 1.00000000000000000001")
    assert len(apart.equations) == 2
    assert apart.meeting == ()
    assert apart.has_parallels


def test_normals_have_length_one_and_offsets_are_distances() -> None:
    (equation,) = system("[3e200 4e200]", "1e201").equations
    assert equation.normal == pytest.approx([0.6, 0.8])
    assert equation.offset == pytest.approx(2)
    assert equation.heights(np.array([[2.0, 1], [0, 0]])) == pytest.approx([0, -2])


@pytest.mark.parametrize(
    ("a", "b", "title", "note"),
    [
        ("[1 0; 0 1]", "1 2", "The lines meet in one point", ""),
        ("[1 2; 2 4]", "1 2", "The equations all say the same line", ""),
        ("[1 2]", "1", "Every point of the line is a solution", ""),
        ("[1 2; 1 2]", "1 2", "The lines have no point in common", "parallel lines never meet"),
        (
            "[1 0; 0 1; 1 1]",
            "0 0 1",
            "The lines have no point in common",
            "each two meet, but never all three",
        ),
        (
            "[1 0; 0 1; 1 1; 1 2]",
            "0 0 1 5",
            "The lines have no point in common",
            "each two meet, but never all of them",
        ),
        ("[1 1 1; 1 0 0]", "1 2", "The planes meet in a line", ""),
        ("[1 0 0; 0 1 0; 0 0 1]", "1 2 3", "The planes meet in one point", ""),
        ("[1 1 1]", "1", "Every point of the plane is a solution", ""),
        ("[0 0 0; 1 1 1]", "0 1", "Every point of the plane is a solution", "0 = 0"),
        ("[0 0; 0 0; 1 1]", "3 4 1", "No point solves equations 1 and 2", "its right side is not"),
    ],
)
def test_title_and_note_say_how_it_ends(a: str, b: str, title: str, note: str) -> None:
    found = system(a, b)
    assert found.title() == title
    assert note in found.note()
    assert bool(note) == bool(found.note())


def test_the_common_direction_is_that_of_the_solutions() -> None:
    assert system("[1 2 3; 4 5 6; 7 8 9]", "1 2 4").common == pytest.approx([1, -2, 1])
    assert system("[1 1 1; 1 1 1]", "1 2").common is None
    assert system("[1 0; 1 1]", "1 2").common is None


def test_the_centre_is_the_solution_or_near_to_all() -> None:
    assert system("[1 0; 0 1]", "3 4").centre() == pytest.approx([3, 4])
    # Halfway between parallel lines, near to the origin; the length of a row does not matter.
    assert system("[1 0; 5 0]", "1 15").centre() == pytest.approx([2, 0])


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        ("[1 0; 0 1]", "0 0", True),
        ("[1 0; 0 1]", "1e6 1", True),
        ("[1 0; 0 1]", "1e7 1", False),
        ("[1 0; 0 1]", "1e-6 0", True),
        ("[1 0; 0 1]", "1e-7 1e-8", False),
        ("[1 1; 1 1.0000001]", "1 2", False),
        ("[0 0; 0 0]", "0 0", False),
    ],
)
def test_only_moderate_coordinates_are_drawn(a: str, b: str, expected: bool) -> None:
    assert system(a, b).can_be_drawn() == expected


def test_a_long_equation_is_a_number_in_the_picture() -> None:
    canvas = Canvas(Theme.DARK)
    short, long = system("[1 2; 123456.789 1/7]", "3 99999.25").equations
    assert str(short.label(canvas)) == "x₁ + 2x₂ = 3"
    assert long.label(canvas) == "equation 2"
