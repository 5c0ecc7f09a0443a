"""Formulas in a line: every fraction with a slash, and nothing else changed."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import numpy as np
import pytest

from bot.formula import Formula, Matrix, Notation, Quotient, Root, Row, Symbol, typst
from bot.topics.transform.inline import inline
from linalg_engine import notation

SAY = Notation()


def kinds(data: Any) -> set[str]:
    """Return the kinds of all parts of what is typeset."""
    if isinstance(data, dict):
        return {data.get("kind", "")}.union(*map(kinds, data.values()))
    return set().union(*map(kinds, data)) if isinstance(data, list) else set()


@pytest.mark.parametrize(
    "formula",
    [
        SAY.vector(np.array([Fraction(1, 3), Fraction(-2, 7), Fraction(4)])),
        SAY.vector(notation.parse_vector("sqrt(2)/2 1+sqrt(5)/2 -sqrt(3)")),
        SAY.matrix(np.array([[Fraction(1, 2)], [Fraction(3)]])),
        Quotient(Row(("a", "b")), "c"),
    ],
)
def test_fractions_become_flat_and_read_as_before(formula: Formula) -> None:
    flat = inline(formula)

    assert "fraction" in kinds(typst(formula))
    assert "fraction" not in kinds(typst(flat))
    assert str(flat) == str(formula)


def test_roots_stay_roots_and_other_parts_stay_as_they_are() -> None:
    assert "root" in kinds(typst(inline(Quotient(Root("2"), "2"))))
    for formula in ("plain", Symbol("A"), Matrix((("1", "2"),))):
        assert inline(formula) == formula
