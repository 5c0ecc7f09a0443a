"""Lines of a page: as wide as estimated, and broken where a teacher breaks them."""

from __future__ import annotations

import numpy as np
import pytest

from bot.drawing import lettering
from bot.drawing.lettering import Lettering
from bot.drawing.page_lines import lines
from bot.drawing.page_sizes import LETTERS, ROOM, names_width, width
from bot.drawing.style import Style, Theme
from bot.formula import (
    Chain,
    Column,
    Index,
    Matrix,
    Minus,
    Node,
    Operations,
    Power,
    Product,
    Quotient,
    Root,
    Rounded,
    Series,
    Sum,
    Symbol,
    VectorName,
)
from bot.topics.kit import answering
from bot.topics.kit.question import Question
from tests.bot.drawing.test_pages import POINT, arrow_starts, page_of, pixels, subtract

A, X, Y = Symbol("A"), VectorName("a", "first"), VectorName("b", "second")
INVERSE = Matrix((("1", "2", "3", "1", "0", "0"), ("0", "−4", "−15", "−5", "0", "1")), 3)


def products(*pairs: str) -> Sum:
    return Sum(tuple(Product(tuple(pair.split("·"))) for pair in pairs))


@pytest.mark.parametrize(
    "formula",
    [
        INVERSE,
        Chain(A, (Matrix((("−12.75", "1/3"), ("0", "4")), None), "1")),
        Chain(Product((X, Y)), (products("0.69·0.91", "0.13·4", "0.17·12"), "0.64")),
        Chain(
            Power(X, "2"), (Sum((Power("1.2", "2"), Power("0.2", "2"), Power("−4.6", "2"))), "27")
        ),
        Chain(
            Symbol("θ"),
            (Quotient("−4", Product((Root("14"), Root("5")))), Minus(Quotient("2", "35"))),
        ),
        Series(
            (Chain(Index(Symbol("λ"), "1"), ("6",)), Chain(Index(X, "1"), (Column(("2", "−1")),)))
        ),
    ],
    ids=str,
)
def test_a_line_is_about_as_wide_as_estimated(formula: Node) -> None:
    measured, _ = lettering.size_of(Lettering(formula, LETTERS, "#000000", Theme.DARK, zoom=2))

    assert 0.97 * measured - 4 < width(formula) < 1.2 * measured + 12


@pytest.mark.parametrize("times", ["2", "15", "0.75"])
def test_row_operations_stay_in_one_line(times: str) -> None:
    operation = subtract(3, times, 1)
    block = Operations((operation,), Matrix((("1", "0"), ("0", "1")), None))

    measured, _ = lettering.size_of(Lettering(operation, LETTERS, "#000000", Theme.DARK, zoom=2))

    assert measured <= names_width([block]) < measured + 26


def test_a_chain_goes_on_in_lines_that_begin_with_their_signs() -> None:
    third, near = Quotient("1", "3"), Rounded(0.33333333)
    chain = Chain(Symbol("x"), (third,) * 9 + (near,) + ("1234567890",) * 4)

    found = [*lines(chain)]

    assert len(found) > 2
    assert " ".join(map(str, found)) == str(chain)
    assert all(isinstance(line, Chain) and width(line) <= ROOM for line in found)
    assert [line.goes_on for line in found if isinstance(line, Node)] == [False] + [True] * (
        len(found) - 1
    )
    assert [*lines(third)] == [third]


def test_a_list_that_is_too_wide_is_set_item_by_item() -> None:
    items = tuple(Chain(Symbol(name), (Column(("1", "2")), "3456789")) for name in "uvw")

    assert [*lines(Series(items[:2]))] == [Series(items[:2])]
    assert [*lines(Series(items))] == list(items)


def test_no_line_ends_within_a_product() -> None:
    pairs = ("−0.69·−0.91", "0.13·−0.04", "0.17·0.09")
    page = page_of(Chain(Product((X, Y)), (products(*pairs),)))
    ink = np.abs(page.astype(int) - page[-1, -1]).max(axis=2) > 60
    rows = np.flatnonzero(ink.any(axis=1))
    first, second = (part for part in np.split(rows, np.flatnonzero(np.diff(rows) > 12) + 1)[1:])
    columns = np.flatnonzero(ink[first[0] : first[-1] + 1].any(axis=0))
    last_sign = np.split(columns, np.flatnonzero(np.diff(columns) > 1) + 1)[-1]
    assert len(last_sign) > 15, "a plus, not a dot"
    starts = [int(np.flatnonzero(ink[part].any(axis=0))[0]) for part in (first, second)]
    assert starts[1] - starts[0] > 20 * POINT, "set in"


def test_all_arrows_stand_in_one_column_where_minus_signs_are_many(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Beside its row operation the first of these would be a little too wide."""
    monkeypatch.setattr("bot.drawing.pages.MOST_LOW", 0)
    pages = answering.steps(Question("matrix inverse", {"a": "1 2 3; 0 1 4; 5 6 0"}), Style())

    starts = [start for page in pages for start in arrow_starts(pixels(page))[1:]]
    assert len(starts) >= 3
    assert np.ptp(starts) <= 2
