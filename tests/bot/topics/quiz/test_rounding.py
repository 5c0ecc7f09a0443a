"""By how much typed decimals may be off."""

from __future__ import annotations

from fractions import Fraction

import pytest

from bot.topics.quiz.rounding import HALF, exactly, measured
from linalg_engine.arrays import as_matrix, as_vector
from linalg_engine.exact import Exact, square_root

THIRD, ROOT = Fraction(1, 3), square_root(2)


@pytest.mark.parametrize(
    ("entries", "slack"),
    [
        ([Fraction(2), Fraction("0.33")], [0, HALF / 100]),
        ([Fraction("0.4"), Fraction("0.923")], [HALF / 1000, HALF / 1000]),
        ([Fraction("0.3"), Fraction("0.7")], [0, 0]),
        ([THIRD, Fraction("0.33")], [0, HALF / 100]),
        ([ROOT, Fraction(1)], [0, 0]),
    ],
)
def test_decimals_with_two_digits_may_be_rounded(
    entries: list[Exact], slack: list[Fraction]
) -> None:
    assert measured(as_vector(entries)).slack.tolist() == slack


def test_the_slack_of_a_product_covers_every_number_that_rounds_to_the_factors() -> None:
    typed = measured(as_vector([Fraction("0.33"), Fraction("0.67")]))
    a = exactly(as_matrix([[3, 0], [1, 1]]))
    assert (a @ typed).agrees(as_vector([1, 1]))
    assert not (a @ typed).agrees(as_vector([1, Fraction("1.02")]))
    assert (a @ typed).slack.tolist() == [3 * HALF / 100, 2 * HALF / 100]


def test_a_vector_of_a_few_last_digits_says_nothing() -> None:
    assert measured(as_vector([Fraction("0.01"), Fraction("-0.09")])).is_zero
    assert not measured(as_vector([Fraction("0.01"), Fraction("0.1"), Fraction("0.12")])).is_zero
    assert not measured(as_vector([0, Fraction(1, 1000000007)])).is_zero
