"""The names of unknowns, in equations, points and solutions."""

from __future__ import annotations

from fractions import Fraction

import pytest

from bot.formula import whole
from bot.formula.node import latex
from bot.formula.numbers import Notation
from bot.topics.elimination.unknowns import Unknowns
from linalg_engine import elimination, notation

SAY = Notation()


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ("1 -1 0", "x₁ − x₂ = 0"),
        ("-1 0 2 -1/2", "−x₁ + 2x₃ = −1/2"),
        ("0 3/4 -1 7", "3/4 x₂ − x₃ = 7"),
        ("pi 1 1", "3.1416x₁ + x₂ ≈ 1"),
        ("0 0 5", "0 = 5"),
    ],
)
def test_equations_are_written_as_people_write_them(row: str, words: str) -> None:
    entries = notation.parse_vector(row)
    unknowns = Unknowns.of_matrix(len(entries) - 1)
    assert str(unknowns.equation(entries[:-1], entries[-1], SAY.number)) == words


@pytest.mark.parametrize(
    ("names", "text", "mathematics"),
    [
        (("x", "y"), "2x − y = 3", "2x - y = 3"),
        (("x_1", "x_12"), "2x₁ − x₁₂ = 3", "2x_{1} - x_{12} = 3"),
        (("price", "tax"), "2 price − tax = 3", r"2\text{ price} - \text{tax} = 3"),
        (("eq_1", "b"), "2 eq₁ − b = 3", r"2\text{ eq}_{1} - b = 3"),
        (("v_max", "α"), "2v_max − α = 3", r"2v_{max} - \alpha = 3"),
        (("price_per_kg", "b"), "2 price_per_kg − b = 3", r"2\text{ price\_per\_kg} - b = 3"),
    ],
)
def test_names_that_were_typed_are_used(
    names: tuple[str, ...], text: str, mathematics: str
) -> None:
    equation = Unknowns(names).equation(notation.parse_vector("2 -1"), Fraction(3), whole)

    assert str(equation) == text
    assert latex(equation).split() == mathematics.split()


def test_a_point_has_the_names_that_were_typed() -> None:
    x = notation.parse_vector("1/2 -3")

    assert str(Unknowns.of_matrix(2).point(x, SAY)) == "x = [1/2, −3]"
    assert str(Unknowns(("p", "q")).point(x, SAY)) == "(p, q) = (1/2, −3)"
    assert str(Unknowns(("p", "q")).place(x, SAY)) == "(1/2, −3)"


@pytest.mark.parametrize(
    ("augmented", "solved"),
    [
        # z is free: x = 4 − z and y = 2z; w stands alone
        ("1 0 1 0 4; 0 1 -2 0 0; 0 0 0 1 7", ["w = 4 − y", "x = 2y", "z = 7"]),
        ("1 2 0 0 1", ["w = 1 − 2x"]),
        ("1 0 0 0 0; 0 1 0 0 0; 0 0 1 0 0; 0 0 0 1 0", ["w = 0", "x = 0", "y = 0", "z = 0"]),
    ],
)
def test_each_determined_unknown_is_expressed_by_the_free_ones(
    augmented: str, solved: list[str]
) -> None:
    a = notation.parse_matrix(augmented)
    found = elimination.solve(a[:, :-1], a[:, -1])

    assert list(map(str, Unknowns(("w", "x", "y", "z")).solved(found, SAY.number))) == solved
