"""Pages of steps: about equally high, nothing torn apart, pivots framed, changed rows tinted."""

from __future__ import annotations

import io
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray
from PIL import Image

from bot.drawing import pages as drawing
from bot.drawing.page_sizes import PAGE_POINTS, TITLE, are_wide, height
from bot.drawing.pages import (
    HIGHEST,
    HIGHEST_END,
    LOW,
    MOST_LOW,
    MOST_PAGES,
    TALLEST,
    Block,
    Working,
    divided,
    fitting,
    typeset,
)
from bot.drawing.picture import Picture
from bot.drawing.style import COLOURS, WIDTH, Theme
from bot.formula import (
    Chain,
    Code,
    Column,
    Index,
    Matrix,
    Minus,
    Node,
    Norm,
    Number,
    Operations,
    Quotient,
    Row,
    Sentence,
    Sum,
    Symbol,
    Term,
    VectorName,
    equals,
)
from tests.examples import examples

A, R = Symbol("A"), Symbol("R")
THIRD = Number(Fraction(-11, 3))
POINT = WIDTH / PAGE_POINTS
DARK = COLOURS[Theme.DARK]

Bytes = NDArray[np.uint8]


def square(
    entry: Number | str,
    size: int = 3,
    *,
    boxed: tuple[int, int] | None = None,
    tinted: tuple[int, ...] = (),
) -> Matrix:
    return Matrix(((entry,) * size,) * size, None, boxed, tinted)


def subtract(target: int, times: Number | str, source: int) -> Row:
    taken = Minus(Term((times, Index(R, str(source)))))
    row = Index(R, str(target))
    return Row((row, " ← ", Sum((row, taken))))


def pixels(page: Picture) -> Bytes:
    return np.asarray(Image.open(io.BytesIO(page.data)).convert("RGB"))


def near(image: Bytes, colour: str, reach: int = 20) -> NDArray[np.bool_]:
    rgb = [int(colour[i : i + 2], 16) for i in (1, 3, 5)]
    return np.abs(image.astype(int) - rgb).max(axis=2) <= reach


def page_of(*blocks: Block, theme: Theme = Theme.DARK) -> Bytes:
    (page,) = typeset(Working("Title", blocks), theme)
    return pixels(page)


# Dividing

PROSE = st.sampled_from(["Words.", "Words that take more than a line, " * 3, Sentence(("Of ", A))])
FORMULAS = st.sampled_from(
    [
        Chain(A, (square("1"),)),
        Chain(A, (square(THIRD, 5),)),
        Chain(A, ("1",)),
        equals("1"),
        Chain(A, (Column(("1",) * 9),)),
        Operations((subtract(2, "3", 1),), square("4")),
    ]
)


@given(st.lists(st.one_of(PROSE, FORMULAS, FORMULAS), min_size=1, max_size=40))
def test_pages_hold_all_in_order_and_tear_nothing_apart(blocks: list[Block]) -> None:
    pages = divided(blocks)

    if len(pages) < MOST_PAGES:
        assert [block for page in pages for block in page] == blocks
    is_wide = are_wide(blocks)
    for number, page in enumerate(pages):
        first = page[0]
        assert number == 0 or not (isinstance(first, Node) and first.goes_on)
        if page is not pages[-1]:
            assert isinstance(page[-1], Node), "words stay with what follows"
            assert not isinstance(page[-1], Sentence)
        last = page is pages[-1]
        total = TITLE + sum(height(block, is_wide=is_wide) for block in page)
        tied = sum(isinstance(b, Node) and not isinstance(b, Sentence) for b in page)
        highest = TALLEST if len(pages) >= MOST_PAGES else HIGHEST_END if last else HIGHEST
        assert total <= highest + 60 or tied <= 3


@given(st.integers(4, 40))
def test_pages_of_like_steps_are_about_equally_high(count: int) -> None:
    step = ("This makes the entry below the pivot 0:", Chain(A, (square("1"),)))

    pages = divided(step * count)

    sizes = [len(page) // 2 for page in pages]
    assert max(sizes) - min(sizes) <= max(2, len(pages) - 1)
    assert sizes[0] <= 7


def test_a_result_is_not_alone_on_a_page() -> None:
    steps = ("A step:", Chain(A, (square("1", 2),))) * 6
    results = ("The result:", Chain(A, (square("2", 2),)))

    heights = [height(block, is_wide=False) for block in (*steps, *results)]

    assert TITLE + sum(heights[:12]) <= HIGHEST < TITLE + sum(heights)
    for more in range(3):
        pages = divided(("More words.",) * more + steps + results)
        assert pages[-1][-2:] == results
        assert len(pages[-1]) > 2


def test_a_page_begins_with_words_rather_than_within_a_series() -> None:
    formula = Chain(A, (square("1"),))

    pages = divided(("First:", *[formula] * 3, "Second:", *[formula] * 5))

    assert [page[0] for page in pages] == ["First:", "Second:"]


def test_a_long_series_is_divided_all_the_same() -> None:
    pages = divided(("All:", *(Chain(A, (square("1"),)),) * 12))

    assert len(pages) == 2
    assert 5 <= len(pages[1]) <= 7


def test_pages_become_higher_before_steps_are_left_out() -> None:
    step = ("A step:", Chain(A, (square("1", 8),)))
    size = sum(height(block, is_wide=False) for block in step)
    assert TITLE + 2 * size < HIGHEST < TITLE + 3 * size < TALLEST

    pages = divided(step * 20)

    assert [block for page in pages for block in page] == [*step * 20]
    assert [len(page) // 2 for page in pages] == [3, 3, 3, 3, 3, 3, 2]


def test_a_series_too_high_for_a_page_is_divided_where_words_follow() -> None:
    sizes = (square("1"), square("1"), square(THIRD, 5), Column((THIRD,) * 7))
    blocks = ("A series:", "of", "some", *(Chain(A, (matrix,)) for matrix in sizes))
    more = (*["More words."] * 5, Chain(A, (Column((THIRD,) * 7),)))
    assert HIGHEST < TITLE + sum(height(b, is_wide=False) for b in blocks) < HIGHEST_END

    found = divided((*blocks, *more))

    heights = [TITLE + sum(height(b, is_wide=False) for b in page) for page in found]
    assert max(heights[:-1]) <= HIGHEST
    assert heights[-1] <= HIGHEST_END


@given(st.integers(1, 60), st.integers(2, 5))
def test_few_pages_are_lower_than_wide_and_many_are_higher(count: int, size: int) -> None:
    step = ("A step:", Chain(A, (square("1", size),)))

    pages = fitting(step * count)

    sizes = [TITLE + sum(height(b, is_wide=False) for b in page) for page in pages]
    if len(divided(step * count, LOW)) <= MOST_LOW:
        assert max(sizes) < PAGE_POINTS
        assert max(sizes[:-1], default=0) <= LOW
    else:
        assert max(sizes) > LOW


def test_many_pages_are_cut_and_that_is_said() -> None:
    step = ("A step:", Chain(A, (square("1", 8),)))

    pages = divided(step * 40)

    assert len(pages) == MOST_PAGES
    assert str(pages[-1][-1]).startswith("… and ")


@pytest.mark.parametrize(
    ("heights", "is_even"),
    [
        ((590, 300, 300), True),
        ((591, 300, 300), False),
        ((590, 167, 167), True),
        ((590, 167, 166), False),
        ((411, 359, 359), True),
        ((410, 359, 359), False),
        ((590, 359, 360), False),
    ],
)
def test_pages_are_even_where_none_is_too_high_or_much_lower(
    heights: tuple[float, ...], is_even: bool
) -> None:
    """With titles of 50 points: 640, 768 for the last, and 60 % of the other at least."""
    assert drawing._are_even([(0, 1), (1, 3)], heights) == is_even


# Sizes

SAMPLES: list[tuple[Block, ...]] = [
    ("Words.", "More of them, so many that they take two lines on every page."),
    (Sentence(("The column space of ", A, " has dimension ", "2", ".")), Chain(A, ("1",))),
    (Chain(A, (square("1"),)), Chain(A, (square(THIRD),))),
    (Chain(A, (Column(("1", "2", "3", "4")),)), Chain(A, (Quotient("1", Norm(A)),))),
    (
        "Beside each other:",
        Operations((subtract(2, "3", 1), subtract(3, THIRD, 1)), square("4", tinted=(1, 2))),
        Operations((subtract(3, "3", 2),), square(THIRD)),
    ),
    ("A program:", Code("\n".join(f"    line = {k}" for k in range(9)))),
    ("Below each other:", Operations((subtract(2, "3", 1),), square("−12.3456", 4, boxed=(0, 0)))),
]


@pytest.mark.parametrize("blocks", SAMPLES, ids=str)
def test_pages_are_about_as_high_as_estimated(blocks: tuple[Block, ...]) -> None:
    is_wide = are_wide(blocks)
    expected = TITLE + sum(height(block, is_wide=is_wide) for block in blocks)

    assert len(page_of(*blocks)) / POINT == pytest.approx(expected, rel=0.1)


def test_fractions_in_a_matrix_take_more_room_than_whole_numbers() -> None:
    whole, parts = (Operations((subtract(2, "3", 1),), square(entry)) for entry in ("3", THIRD))

    assert height(whole, is_wide=False) < height(parts, is_wide=False)
    assert len(page_of(whole)) < len(page_of(parts))


def test_a_line_that_goes_on_is_as_high_as_what_is_written_in_it() -> None:
    tall = Column(("1",) * 20)

    assert height(Chain(None, ("1",), before=tall), is_wide=False) < 40


@pytest.mark.parametrize("times", ["12", "−3.25", "0.3333", THIRD])
@pytest.mark.parametrize("columns", [2, 3, 4, 6, 9])
def test_nothing_sticks_out_of_a_page(times: Number | str, columns: int) -> None:
    page = page_of(Operations((subtract(2, times, 1),), Matrix(((times,) * columns,) * 3, None)))

    ground = near(page, DARK.background, 4)
    assert ground[:, -round(12 * POINT) :].all()
    assert ground[:, : round(12 * POINT)].all()


def test_a_line_of_a_program_of_44_letters_fits() -> None:
    page = page_of(Code("                c[i][j] += a[i][k] * b[k][j]"))

    assert near(page, DARK.background, 4)[:, -round(12 * POINT) :].all()


# What is drawn


def bands(inked: NDArray[np.bool_]) -> list[tuple[int, int]]:
    """Return where rows with ink begin and end."""
    rows = np.flatnonzero(np.diff(np.concatenate([[0], inked.any(axis=1).astype(int), [0]])))
    return [(int(start), int(stop)) for start, stop in rows.reshape(-1, 2)]


@pytest.mark.parametrize("theme", Theme)
def test_changed_rows_are_tinted_and_no_others(theme: Theme) -> None:
    ground = COLOURS[theme].background
    plain = page_of(Operations((subtract(2, "3", 1),), square("4")), theme=theme)
    tinted = page_of(Operations((subtract(2, "3", 1),), square("4", tinted=(1,))), theme=theme)
    both = page_of(Operations((subtract(2, "3", 1),), square("4", tinted=(0, 1))), theme=theme)

    def area(image: Bytes) -> NDArray[np.bool_]:
        result = np.array([int(COLOURS[theme].result[i : i + 2], 16) for i in (1, 3, 5)])
        behind = np.array([int(ground[i : i + 2], 16) for i in (1, 3, 5)])
        tint = "#" + "".join(f"{round(x):02x}" for x in 0.25 * result + 0.75 * behind)
        return near(image, tint, 6)

    assert area(plain).sum() < 300
    (one,), (two,) = bands_of_area(area(tinted)), bands_of_area(area(both))
    assert two[1] - two[0] == pytest.approx(2 * (one[1] - one[0]), rel=0.05)
    middle = len(tinted) // 2
    assert two[0] < one[0]
    assert one[0] < middle + 30 * POINT
    assert one[1] == pytest.approx(two[1], abs=2)


def bands_of_area(found: NDArray[np.bool_]) -> list[tuple[int, int]]:
    """Return the bands in which a colour is at least 20 pixels wide."""
    return bands((found.sum(axis=1) > 20)[:, None])


def test_the_pivot_is_framed() -> None:
    def frame(boxed: tuple[int, int] | None = None) -> NDArray[np.intp]:
        step = Operations((subtract(2, "3", 1),), square("4", tinted=(2,), boxed=boxed))
        return np.argwhere(near(page_of(step), DARK.text, 60))

    plain, first, last = frame(), frame((0, 0)), frame((0, 2))

    assert len(first) > len(plain) + 150
    assert len(last) == pytest.approx(len(first), rel=0.02)
    added = [np.array(sorted({*map(tuple, x)} - {*map(tuple, plain)})) for x in (first, last)]
    sizes = [np.ptp(x, axis=0) / POINT for x in added]
    assert np.allclose(sizes, sizes[0], atol=1)
    assert np.all((sizes[0] > 12) & (sizes[0] < 30)), "about as large as an entry"
    assert added[1][:, 1].mean() - added[0][:, 1].mean() > 20 * POINT
    assert added[1][:, 0].mean() == pytest.approx(added[0][:, 0].mean(), abs=5)


def test_arrows_of_row_operations_stand_in_one_column() -> None:
    swap = Operations((Row((Index(R, "1"), " ↔ ", Index(R, "2"))),), square("4"))
    long = Operations((subtract(2, "12", 1), subtract(3, "2", 1)), square("−5"))
    page = page_of(swap, "Words.", long)

    starts = arrow_starts(page)

    assert len(starts) == 2
    assert starts[0] == pytest.approx(starts[1], abs=1)


def test_arrows_stand_in_one_column_where_one_matrix_is_wide() -> None:
    small = Operations((subtract(2, "3", 1),), square("4"))
    wide = Operations((subtract(2, "3", 1),), square("−12.3456", 4))

    starts = arrow_starts(page_of(small, "Words.", wide))

    assert starts[0] == pytest.approx(starts[-1], abs=1)
    assert starts[0] < 60 * POINT


def arrow_starts(page: Bytes) -> list[int]:
    """Return the column in which white ink begins in each band that has a bracket in it."""
    white = near(page, DARK.text, 60)
    white[: round(45 * POINT)] = False
    tall = [(a, b) for a, b in bands(white) if b - a > 30 * POINT]
    return [int(np.flatnonzero(white[a:b].any(axis=0))[0]) for a, b in tall]


def test_formulas_in_sentences_are_set_as_mathematics() -> None:
    v = VectorName("v", "first")

    words, symbols = page_of("The length of v"), page_of(Sentence(("The length of ", v)))

    assert near(words, DARK.first).sum() == 0
    assert near(symbols, DARK.first).sum() > 20
    assert near(symbols, DARK.muted).sum() > 0.7 * near(words, DARK.muted).sum()
    assert not np.array_equal(page_of("Of A"), page_of(Sentence(("Of ", A))))


def test_pages_are_numbered_and_say_in_alt_text_what_they_show() -> None:
    blocks = ("A step:", Chain(A, (square("1"),))) * 12

    pages = typeset(Working("Reduction", blocks), Theme.LIGHT)

    count = len(pages)
    assert count > 1
    assert [page.name for page in pages] == [f"steps-{k}.png" for k in range(1, count + 1)]
    for number, (page, shown) in enumerate(zip(pages, fitting(blocks), strict=True), 1):
        assert page.alt.startswith(f"Reduction ({number} of {count}), step by step: A step:; A = ")
        assert page.alt.count("A step:") == len(shown) // 2


@examples(0.2)
@given(st.lists(st.one_of(PROSE, FORMULAS), min_size=1, max_size=12))
def test_any_blocks_are_set(blocks: list[Block]) -> None:
    pages = typeset(Working("Title", tuple(blocks)), Theme.DARK)

    assert len(pages) == len(fitting(blocks))
    assert all(pixels(page).shape[1] == WIDTH for page in pages)
