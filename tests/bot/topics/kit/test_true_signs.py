"""Every "=" in an answer stands before what is equal, every "≈" before what is only near.

Questions with fractions, decimals and roots are drawn; what the quantities are is computed
anew, exactly, by sympy.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

import pytest
import sympy
from hypothesis import assume, given
from hypothesis import strategies as st
from sympy.parsing.sympy_parser import rationalize, standard_transformations

from bot.drawing.style import Style
from bot.topics.kit import answering
from bot.topics.kit.question import Question

DIGITS = 40
TINY = sympy.Float(10, DIGITS) ** -30

POWERS = str.maketrans("⁻⁰¹²³⁴⁵⁶⁷⁸⁹", "-0123456789")

ENTRIES = st.one_of(
    st.integers(-9, 9).map(str),
    st.builds("{}/{}".format, st.integers(-9, 9), st.integers(1, 9)),
    st.decimals(-99, 99, places=2).map(str),
    st.builds(
        "{} + {} * sqrt({})/{}".format,
        st.integers(-9, 9),
        st.integers(-9, 9),
        st.integers(2, 15),
        st.integers(1, 9),
    ),
)


def vectors(n: int) -> st.SearchStrategy[list[str]]:
    return st.lists(ENTRIES, min_size=n, max_size=n)


def typed(v: Sequence[str]) -> str:
    return f"[{', '.join(v)}]"


def exactly(v: Sequence[str]) -> sympy.Matrix:
    return sympy.Matrix([_exact(entry) for entry in v])


def _exact(text: str) -> sympy.Expr:
    return sympy.parse_expr(text, transformations=(*standard_transformations, rationalize))


def value(shown: str) -> sympy.Expr:
    """Return what is written, such as ``−1/2 + 5√2/3``, ``1.5×10⁻⁷`` or ``45°``."""
    text = re.sub("×10([⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+)", lambda m: f"*10**({m[1].translate(POWERS)})", shown)
    text = re.sub(r"√(\d+)", r"*sqrt(\1)", text.removesuffix("°").replace("−", "-"))
    text = re.sub(r"(^|[-+(·] ?)\*", r"\1", text).replace("·", "*")
    return _exact(text)


def check(facts: Sequence[str], named: Mapping[str, sympy.Expr]) -> None:
    """Hold every line that begins with one of the names against the quantity."""
    lines = [re.split(" (=|≈) ", fact) for fact in facts]
    assert {line[0] for line in lines} >= named.keys()
    for name, *rest in lines:
        if name not in named:
            continue
        size = abs(sympy.N(named[name], DIGITS))
        for sign, shown in zip(rest[::2], rest[1::2], strict=True):
            apart = abs(sympy.N(value(shown) - named[name], DIGITS))
            assert (apart <= TINY * (1 + size)) == (sign == "="), (name, sign, shown)
            assert apart <= 1e-2 + 1e-3 * size, (name, sign, shown)


@pytest.mark.parametrize("n", [2, 3])
@given(data=st.data())
def test_signs_of_a_dot_product(n: int, data: st.DataObject) -> None:
    a, b = data.draw(vectors(n)), data.draw(vectors(n))
    u, v = exactly(a), exactly(b)
    named = {"a·b": u.dot(v), "‖a‖": u.norm(), "‖b‖": v.norm()}
    assume(named["‖a‖"] != 0 and named["‖b‖"] != 0)
    named["cos θ"] = named["a·b"] / (named["‖a‖"] * named["‖b‖"])
    named["θ"] = sympy.acos(named["cos θ"]) * 180 / sympy.pi

    check(answering.answer(Question("dot", {"a": typed(a), "b": typed(b)}), Style()).facts, named)


@given(vectors(3))
def test_signs_of_lengths(entries: list[str]) -> None:
    v = exactly(entries)
    named = {"‖v‖": v.norm(), "‖v‖₁": v.norm(1), "‖v‖∞": v.norm(sympy.oo)}

    check(
        answering.answer(Question("vector norm", {"v": typed(entries), "p": ""}), Style()).facts,
        named,
    )


@given(vectors(4))
def test_signs_of_a_determinant(entries: list[str]) -> None:
    matrix = f"[{typed(entries[:2])}, {typed(entries[2:])}]"

    facts = answering.answer(Question("matrix det", {"a": matrix}), Style()).facts

    check(facts, {"det A": exactly(entries).reshape(2, 2).det()})
