"""The things that pictures are made of: their outlines, and how they are painted."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from numpy.typing import NDArray

from bot.drawing.boxes import Box
from bot.drawing.canvas import Canvas
from bot.drawing.style import Theme
from bot.drawing.things import DOTTED, Arrow, Fill, Line, Marks, Picture, Shape, Written

WHITE = "#ffffff"
Pixels = NDArray[np.int64]


def painted(draw: Callable[[Canvas], None], zoom: float = 1, theme: Theme = Theme.DARK) -> Pixels:
    """Return a picture of 200 times 100 pixels, the bottom row first."""
    canvas = Canvas(theme, 200, 100, zoom)
    draw(canvas)
    return np.asarray(canvas.frame()).astype(int)[::-1]


def share(pixels: Pixels, ground: int = 0x1E, ink: int = 0xFF) -> NDArray[np.float64]:
    """Return how much of each pixel is white, by its red part."""
    return (pixels[..., 0] - ground) / (ink - ground)


def arrow(length: float, width: float = 10) -> Arrow:
    return Arrow(np.zeros(2), np.array([length, 0.0]), WHITE, width, 1, 3)


def test_a_long_arrow_has_a_head_of_a_length_that_suits_its_width() -> None:
    assert arrow(200).head == 48
    # Half of its shaft's width, the neck, and a head a little narrower than long.
    assert arrow(200).outline() == pytest.approx(
        np.array([(0, 5), (152, 5), (152, 20.16), (200, 0), (152, -20.16), (152, -5), (0, -5)])
    )


def test_a_short_arrow_keeps_a_shaft_that_is_thinner() -> None:
    assert arrow(40).head == pytest.approx(22)
    outline = arrow(40).outline()
    assert outline[0, 1] == pytest.approx(40 / 6 / 2)
    assert outline[1].tolist() == pytest.approx([18, 40 / 6 / 2])
    assert arrow(6).outline()[0, 1] == 1, "at least 2 pixels"
    assert arrow(40, 1.5).outline()[0, 1] == 0.75


def test_the_head_of_an_arrow_suits_its_own_length_wherever_it_is() -> None:
    short = Arrow(np.array([100.0, 100]), np.array([130.0, 140]), WHITE, 10, 1, 3)

    assert short.head == pytest.approx(0.55 * 50)
    assert np.hypot(*(short.outline()[0] - [100, 100])) == pytest.approx(50 / 6 / 2)


def test_an_arrow_turns_with_its_direction() -> None:
    up = Arrow(np.array([10.0, 20]), np.array([10.0, 220]), WHITE, 10, 1, 3)

    assert up.outline()[:4] == pytest.approx(
        np.array([(5, 20), (5, 172), (10 - 20.16, 172), (10, 220)])
    )


@pytest.mark.parametrize("zoom", [1, 0.5])
def test_lines_are_as_broad_and_as_faint_as_asked_at_any_zoom(zoom: float) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.line([(20, 50), (180, 50)], WHITE, 8)
        canvas.line([(20, 80), (180, 80)], WHITE, 8, opacity=0.5)
        canvas.lines([[(20, 20), (180, 20)]], WHITE, 8, opacity=0.25)

    column = share(painted(draw, zoom))[:, round(100 * zoom)]

    parts = [column[round(zoom * low) : round(zoom * (low + 16))] for low in (42, 72, 12)]
    assert [part.sum() / zoom for part in parts] == pytest.approx([8, 4, 2], abs=0.1)


def test_solid_lines_have_round_ends_and_others_begin_and_end_as_told() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.line([(20, 50), (180, 50)], WHITE, 10)
        canvas.line([(20, 20), (180, 20)], WHITE, 10, DOTTED)

    seen = share(painted(draw))

    ends = np.flatnonzero(seen[50] > 0.5)
    assert (ends[0], ends[-1]) == pytest.approx((15, 184), abs=1)
    # A stroke as long as the line is broad, and a gap of 1.8 times that.
    dotted = np.flatnonzero(np.diff((seen[20] > 0.5).astype(int)))
    assert dotted[:4] == pytest.approx(np.array([20, 30, 48, 58]) - 1, abs=1)


def test_corners_of_lines_are_round_and_lines_are_not_moved_to_whole_pixels() -> None:
    seen = share(painted(lambda c: c.line([(50, 20), (50, 80), (150, 80)], WHITE, 20)))
    between = share(painted(lambda c: c.line([(20, 50.5), (180, 50.5)], WHITE, 2)))

    assert seen[80, 45] > 0.9
    assert seen[89, 41] < 0.1, "no sharp corner"
    assert between[48:53, 100] == pytest.approx([0, 0.5, 1, 0.5, 0], abs=0.05)


def test_hatching_has_strokes_over_a_fainter_tint() -> None:
    corners = [(20, 20), (180, 20), (180, 80), (20, 80)]
    plain = share(painted(lambda canvas: canvas.polygon(corners, WHITE, 0.5)))
    hatched = share(painted(lambda canvas: canvas.polygon(corners, WHITE, 0.5, hatch="//")))

    assert plain[25:75, 25:175] == pytest.approx(np.full((50, 150), 0.5), abs=0.02)
    inside = hatched[25:75, 25:175]
    assert inside.min() == pytest.approx(0.2, abs=0.02), "0.4 of the opacity"
    assert inside.max() == pytest.approx(0.2 + 0.8 * 0.5, abs=0.03), "strokes over it"
    assert 0.1 < (inside > 0.4).mean() < 0.6


def test_a_mark_is_filled_with_its_colour_and_has_an_edge_of_the_background() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.polygon([(0, 0), (200, 0), (200, 100), (0, 100)], WHITE)
        canvas.marks([(50, 50), (150, 50)], "square", "#808080", 40)

    seen = share(painted(draw))

    grey = (0x80 - 0x1E) / (0xFF - 0x1E)
    for x in (50, 150):
        assert seen[50, x - 18 : x + 18] == pytest.approx(np.full(36, grey), abs=0.02)
        # 1.5 pixels of edge, half of them outside.
        assert np.maximum(0, 1 - seen[50, x + 15 : x + 25]).sum() == pytest.approx(
            4.25 * (1 - grey) + 1.5, abs=0.4
        )
    assert seen[50, 90:110].min() == 1


@pytest.mark.parametrize("zoom", [1, 0.5])
def test_marks_are_as_large_and_as_faint_as_asked_at_any_zoom(zoom: float) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.things.append(Marks(np.array([(50.0, 50)]), "square", WHITE, WHITE, 40, 0.5, 4))

    seen = share(painted(draw, zoom))

    assert seen[round(50 * zoom), round(50 * zoom)] == pytest.approx(0.5, abs=0.02)
    assert seen.sum() / zoom**2 / 0.5 == pytest.approx(41.5**2, rel=0.05)


@pytest.mark.parametrize("shape", ["circle", "plus"])
def test_small_marks_have_thin_edges(shape: Shape) -> None:
    def ring(size: float) -> float:
        mark = Marks(np.array([(50.0, 50)]), shape, "#1e1f22", WHITE, size, 1, 4)
        return float(share(painted(lambda canvas: canvas.things.append(mark))).sum())

    # Edges of 1/12 of a size, and 1.5 pixels at most.
    assert ring(12) / ring(6) == pytest.approx(4, rel=0.15)
    assert ring(60) / ring(30) == pytest.approx(2, rel=0.1)


@pytest.mark.parametrize("zoom", [1, 0.5, 2])
def test_a_picture_lies_where_asked_at_any_zoom(zoom: float) -> None:
    pixels = np.zeros((20, 40, 3), np.uint8)
    pixels[:, :20] = 255

    seen = painted(lambda canvas: canvas.image(pixels, 30, 10), zoom)

    rows, columns = np.nonzero((seen == 255).all(axis=2))
    assert (rows.min(), rows.max() + 1) == (10 * zoom, 30 * zoom)
    assert (columns.min(), columns.max() + 1) == (30 * zoom, 50 * zoom)
    black = np.nonzero((seen == 0).all(axis=2))[1]
    assert (black.min(), black.max() + 1) == (50 * zoom, 70 * zoom)
    assert Picture(pixels, 0, 0).layer == 2


def written(anchor: str, *, turned: bool = False) -> Written:
    canvas = Canvas(Theme.DARK)
    canvas.text((100, 50), "word", 40, anchor=anchor, turned=turned)  # type: ignore[arg-type]
    (found,) = canvas.things
    assert isinstance(found, Written)
    return found


def test_words_begin_end_or_have_their_middle_where_asked() -> None:
    assert written("left").box(60, 20) == Box(100, 40, 160, 60)
    assert written("center").box(60, 20) == Box(70, 40, 130, 60)
    assert written("right").box(60, 20) == Box(40, 40, 100, 60)
    assert written("center", turned=True).box(60, 20) == Box(90, 20, 110, 80)


LETTERS = np.full((10, 20, 4), 255, np.uint8)


@pytest.mark.parametrize(
    ("anchor", "columns"), [("left", (100, 120)), ("center", (90, 110)), ("right", (80, 100))]
)
@pytest.mark.parametrize("zoom", [1, 0.5])
def test_letters_are_laid_at_their_place(
    anchor: str, columns: tuple[int, int], zoom: float
) -> None:
    ground = np.zeros((100, 200, 4), np.uint8)

    word = written(anchor)
    word.lay(ground, LETTERS, zoom)

    rows, found = np.nonzero(ground[::-1, :, 0])
    shift = 0 if zoom == 1 else -50
    assert (found.min(), found.max() + 1) == (columns[0] + shift, columns[1] + shift)
    middle = 50 * zoom
    assert (rows.min(), rows.max() + 1) == (middle - 5, middle + 5)


def test_turned_letters_read_upwards() -> None:
    ground, letters = np.zeros((100, 200, 4), np.uint8), LETTERS.copy()
    letters[:, :4, :3] = 100  # the beginning of the word

    written("center", turned=True).lay(ground, letters, 1)

    upwards = ground[::-1, 100, 0]
    assert upwards[40:44].tolist() == [100] * 4, "it begins at the bottom"
    assert upwards[44:60].tolist() == [255] * 16
    assert (ground[::-1, :, 0] > 0).sum() == 200


@pytest.mark.parametrize(
    ("x", "y", "seen"),
    [
        (50, 50, 20 * 10),
        (-12, 50, 8 * 10),
        (190, 50, 10 * 10),
        (50, 98, 20 * 7),
        (50, 3, 20 * 8),
        (-20, 50, 0),
        (200, 50, 0),
        (50, 105, 0),
        (50, -5, 0),
        (500, 500, 0),
    ],
)
def test_what_sticks_out_of_the_picture_is_lost(x: float, y: float, seen: int) -> None:
    ground = np.zeros((100, 200, 4), np.uint8)

    Written(written("left").lettering, x, y, "left", turned=False).lay(ground, LETTERS, 1)

    assert (ground[..., 0] > 0).sum() == seen


def test_letters_are_blended_by_their_opacity() -> None:
    ground = np.full((100, 200, 4), 40, np.uint8)
    letters = np.zeros((10, 20, 4), np.uint8)
    letters[..., :3], letters[..., 3] = 240, np.arange(0, 240, 12)[None]

    written("left").lay(ground, letters, 1)

    share_of_ink = np.arange(0, 240, 12) / 255
    assert ground[50, 100:120, 0] == pytest.approx(40 + 200 * share_of_ink, abs=0.51)
    assert (ground[..., 3] == 40).all(), "the opacity of the picture stays"


def test_a_fill_is_closed() -> None:
    corners = np.array([(20.0, 20), (180, 20), (180, 80)])
    seen = share(painted(lambda canvas: canvas.things.append(Fill(corners, WHITE, 1, None, 1))))

    assert seen[30, 100] == 1
    assert seen[70, 60] == 0
    assert isinstance(Line(corners[None], WHITE, 1, "solid", 1, 1).points, np.ndarray)
