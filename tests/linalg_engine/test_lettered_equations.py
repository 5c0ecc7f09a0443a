"""Systems with a letter that stands for any number, beside SymPy, and what is none."""

from __future__ import annotations

from fractions import Fraction

import pytest
import sympy

from linalg_engine.equations import parse_lettered_equations
from linalg_engine.errors import InputError

LETTERED: list[tuple[str, str, str, str]] = [
    # What is typed, the letter, the unknowns, and what SymPy reads, each equation as a difference.
    ("mx + 3y = 12\n2x + (1/2)y = 5", "m", "x y", "m*x+3*y-12; 2*x+y/2-5"),
    ("x + 2y + kz = 1, 2x + ky + 8z = 3", "k", "x y z", "x+2*y+k*z-1; 2*x+k*y+8*z-3"),
    ("x + ky + k²w = 1; yk - w = k", "k", "w x y", "x+k*y+k**2*w-1; y*k-w-k"),
    ("x - y = a, 2x - 2y = a^2", "a", "x y", "x-y-a; 2*x-2*y-a**2"),
    ("-4x - 5y + (k^2-9)z = k+1", "k", "x y z", "-4*x-5*y+(k**2-9)*z-k-1"),
    ("kx1 + x2 = 3, x1 + kx_2 = k/(k-1)", "k", "x_1 x_2", "k*x_1+x_2-3; x_1+k*x_2-k/(k-1)"),
    ("x₁ + hx₂ = 3; 2x₁ + 6x₂ = 8", "h", "x_1 x_2", "x_1+h*x_2-3; 2*x_1+6*x_2-8"),
    ("x1 + hx2 = 2, 4x1 + 8x2 = 5", "h", "x_1 x_2", "x_1+h*x_2-2; 4*x_1+8*x_2-5"),
    (r"\lambda x + y = 1, x + λy = 1", "λ", "x y", "λ*x+y-1; x+λ*y-1"),
    ("(1-t)x + y = 0, x/t = 2", "t", "x y", "(1-t)*x+y; x/t-2"),
    (
        r"\begin{cases} a x + y = 1 \\ x + a y = a^{2} \end{cases}",
        "a",
        "x y",
        "a*x+y-1; x+a*y-a**2",
    ),
]


@pytest.mark.parametrize(("text", "letter", "names", "wanted"), LETTERED)
def test_a_letter_makes_equations_linear(text: str, letter: str, names: str, wanted: str) -> None:
    found = parse_lettered_equations(text)

    assert found is not None
    assert (found.augmented.letter, list(found.names)) == (letter, names.split())
    unknowns = [sympy.Symbol(name) for name in found.names]
    for value in (Fraction(3), Fraction(-5, 2), Fraction(7)):
        for row, equation in zip(
            found.augmented.at(value).tolist(), wanted.split("; "), strict=True
        ):
            left = sympy.parse_expr(equation, {n: sympy.Symbol(n) for n in [letter, *found.names]})
            at = left.subs(sympy.Symbol(letter), sympy.Rational(value))
            read = sum(
                sympy.Rational(factor) * name
                for factor, name in zip(row[:-1], unknowns, strict=True)
            ) - sympy.Rational(row[-1])
            assert sympy.expand(read - at) == 0


@pytest.mark.parametrize(
    "text",
    [
        "2x + 3y = 5, x - y = k",  # linear as it is: k is an unknown
        "xy = 6, x + y = 5",
        "x^2 + y = 1",
        "pq = 3",  # either could be the letter
        "e x + ey = 1",  # e is an unknown, as everywhere in equations
        "k^x = 2, ky = 1",
        "kx + y",
        "\ue000x = 1",
        "",
    ],
)
def test_nothing_else_is_read_with_a_letter(text: str) -> None:
    assert parse_lettered_equations(text) is None


def test_a_letter_with_a_value_stands_for_that() -> None:
    assert parse_lettered_equations("kx + y = 1", known={"k"}) is None


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("k^13 x = 1", "exponents go up to 12"),
        ("kx = 1, sqrt(k) y = 2", "whole powers"),
        ("ax + by = e; cx + dy = f", "here a, b, c and d could"),
        ("x1 + hx2 = 2, 4x1 + 8x2 = k", "here h and k could"),
        ("pi k x = 1, kx + y = 2", "must be rational"),
        ("; ".join(f"k x_{n} = {n}" for n in range(1, 8)), "6×6"),
    ],
)
def test_a_system_with_a_letter_has_limits(text: str, problem: str) -> None:
    with pytest.raises(InputError, match=problem):
        parse_lettered_equations(text)
