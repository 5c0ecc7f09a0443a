"""The moving plane: the way it takes, the animation as a file, and what is seen in it."""

from __future__ import annotations

import io
import math
from collections.abc import Iterator
from contextlib import contextmanager
from fractions import Fraction
from itertools import pairwise
from typing import Any
from unittest import mock

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray
from PIL import Image

from bot.drawing.boxes import Box
from bot.drawing.picture import Picture
from bot.drawing.style import COLOURS, Style, Theme
from bot.topics.transform import sheet as animation
from bot.topics.transform.figure import STEPS, draw_animation, draw_still
from bot.topics.transform.motion import motion
from bot.topics.transform.sheet import Sheet
from bot.topics.transform.stage import SIDE, Stage, Transformation
from linalg_engine import notation
from linalg_engine.decompositions import eigen
from linalg_engine.elimination import determinant
from linalg_engine.errors import InputError
from tests.examples import examples

DARK = Style(Theme.DARK)

CASES = {
    "identity": "1 0; 0 1",
    "shear": "1 1; 0 1",
    "rotation": "0 -1; 1 0",
    "half a turn": "-1 0; 0 -1",
    "reflection": "0 1; 1 0",
    "flipped and larger": "2 1; 1 -2",
    "onto a line": "1 2; 2 4",
    "onto a line, then onto the origin": "0 1; 0 0",
    "projection": "1 0; 0 0",
    "zero": "0 0; 0 0",
    "long fractions": "1234/5677 -1/3; 2/7 -9876/5432",
    "all in one direction": "1 1; 1 1",
    "huge": "1000 0; 0 1000",
    "beyond squares of floats": "1e200 0; 0 1",
    "tiny": "1e-3 0; 0 1e-3",
    "long shear": "1 100; 0 1",
    "dense": "8 -7; -7 4",
}


def transformation(matrix: NDArray[Any]) -> Transformation:
    found = determinant(matrix)
    value = Fraction(0) if found.is_zero else found.value
    return Transformation(eigen(matrix), value, "It moves.")


def shown(text: str) -> Transformation:
    return transformation(notation.parse_matrix(text))


def frames(picture: Picture) -> list[NDArray[np.int64]]:
    image = Image.open(io.BytesIO(picture.data))
    found: list[NDArray[np.int64]] = []
    for k in range(getattr(image, "n_frames", 1)):
        image.seek(k)
        found.append(np.asarray(image.convert("RGB")).astype(np.int64))
    return found


def rgb(colour: str) -> NDArray[np.int64]:
    return np.array([int(colour[i : i + 2], 16) for i in (1, 3, 5)])


def is_colour(frame: NDArray[np.int64], colour: str) -> NDArray[np.bool_]:
    return np.abs(frame - rgb(colour)).max(axis=2) < 14


# The way


ENTRIES = st.one_of(
    st.fractions(-9, 9, max_denominator=4).map(float),
    st.floats(-1e300, 1e300),
    st.sampled_from([0.0, 1.0, -1.0, 1e-200]),
)


@given(st.lists(ENTRIES, min_size=4, max_size=4))
def test_the_way_begins_at_the_identity_and_ends_at_the_target(entries: list[float]) -> None:
    way = motion(np.array(entries).reshape(2, 2))

    assert way.at(0) == pytest.approx(np.eye(2), abs=1e-9)
    assert way.at(1) == pytest.approx(way.target, abs=1e-9)
    for t in np.linspace(0, 1, 7):
        assert np.abs(way.at(t)).max() < 20


@given(st.lists(st.integers(-6, 6), min_size=4, max_size=4))
def test_the_area_changes_its_sign_once_and_only_where_it_must(entries: list[int]) -> None:
    a = np.array(entries, dtype=float).reshape(2, 2)
    way = motion(a)
    areas = [float(np.linalg.det(way.at(t))) for t in np.linspace(0, 1, 101)[1:-1]]

    signs = [area > 0 for area in areas if abs(area) > 1e-9]
    changes = sum(one != other for one, other in pairwise(signs))
    exact = entries[0] * entries[3] - entries[1] * entries[2]
    if exact != 0:
        assert changes == (exact < 0)


@pytest.mark.parametrize("degrees", [30, 90, 135, 180, -90])
def test_a_rotation_turns_all_the_way(degrees: float) -> None:
    c, s = math.cos(math.radians(degrees)), math.sin(math.radians(degrees))
    way = motion(np.array([[c, -s], [s, c]]))
    for t in (0.25, 0.5, 0.75):
        assert way.at(t) @ way.at(t).T == pytest.approx(np.eye(2))
    assert math.degrees(math.atan2(*way.at(0.5)[::-1, 0])) == pytest.approx(degrees / 2)


@pytest.mark.parametrize("text", ["2 1; 1 3", "0 1; 1 0", "1 2; 2 4", "1 1; 0 1", "5 0; 0 -3"])
def test_eigenvectors_stay_on_their_lines_all_the_way(text: str) -> None:
    found = shown(text).eigen
    way = motion(found.matrix)
    for v in found.vectors.T:
        for t in (0.2, 0.5, 0.8):
            x, y = way.at(t) @ v
            assert x * v[1] == pytest.approx(y * v[0], abs=1e-12)


def test_what_is_too_large_is_shortened_and_points_the_same_way() -> None:
    way = motion(notation.parse_matrix("1 100; 0 1"))
    assert not way.is_true
    assert way.target[:, 0] == pytest.approx([1, 0])  # î stays, as it does in truth
    assert way.target[1, 1] / way.target[0, 1] == pytest.approx(1 / 100)
    assert motion(notation.parse_matrix("100 99; 99 100")).target @ [1, -1] == pytest.approx(
        [1, -1]
    )


# The file


def has_own_palettes(data: bytes) -> bool:
    """Whether a frame of a GIF brings a colour table of its own."""
    at = 13 + 3 * 2 ** ((data[10] & 7) + 1)
    while data[at] != 0x3B:
        if data[at] == 0x2C:
            if data[at + 9] & 0x80:
                return True
            at += 11
        else:
            assert data[at] == 0x21
            at += 2
        while data[at]:
            at += data[at] + 1
        at += 1
    return False


@pytest.mark.parametrize("case", [*CASES][::2])
def test_the_animation_is_one_small_gif_with_one_palette(case: str) -> None:
    picture = draw_animation(shown(CASES[case]), DARK)
    image = Image.open(io.BytesIO(picture.data))

    assert (picture.name, image.format, image.size) == ("transform.gif", "GIF", (SIDE, SIDE))
    assert image.info["loop"] == 0
    assert image.info["duration"] >= 2000
    assert len(picture.data) < 1_500_000
    assert not has_own_palettes(picture.data)
    assert 2 ** ((picture.data[10] & 7) + 1) <= 64
    assert 0 < len(picture.alt) <= 1024


def test_an_animation_that_would_be_too_large_has_fewer_steps() -> None:
    with mock.patch("bot.topics.transform.figure.MOST_BYTES", 400_000):
        picture = draw_animation(shown("1 2; 2 4"), DARK)
    whole = draw_animation(shown("1 2; 2 4"), DARK)

    assert len(frames(whole)) == STEPS + 1
    assert len(frames(picture)) == 2 + (STEPS - 1) // 2
    assert len(picture.data) < 0.6 * len(whole.data)


@pytest.mark.parametrize(("case", "theme"), [*((c, Theme.DARK) for c in CASES), ("shear", "light")])
def test_the_still_is_an_opaque_png(case: str, theme: str) -> None:
    picture = draw_still(shown(CASES[case]), Style(Theme(theme)))
    image = Image.open(io.BytesIO(picture.data))
    assert (picture.name, image.format, image.size) == ("transform.png", "PNG", (1120, 1120))
    assert "transparency" not in image.info
    assert len(picture.data) < 100_000
    assert np.abs(frames(picture)[0][-1, -1] - rgb(COLOURS[Theme(theme)].background)).max() <= 2


# What is seen


@pytest.mark.parametrize("text", ["2 1; -1 1", "0 -1; 1 0", "0 1; 1 0", "-2 0; 0 -3", "5 3; 2 4"])
def test_the_arrows_go_from_the_axes_to_the_columns(text: str) -> None:
    found = shown(text)
    view = Stage(found, DARK).view
    after, before, *_ = frames(draw_animation(found, DARK))
    colours = (COLOURS[Theme.DARK].first, COLOURS[Theme.DARK].second)
    for frame, matrix in ((before, np.eye(2)), (after, found.eigen.matrix.astype(float))):
        for column, colour in zip(matrix.T, colours, strict=True):
            tip = view.pixels(column)
            inside = tip + (view.offset - tip) / np.linalg.norm(view.offset - tip) * 10
            x, y = round(inside[0]), SIDE - round(inside[1])
            assert is_colour(frame[y : y + 1, x : x + 1], colour).all(), (text, column)


def test_the_arrow_turns_from_frame_to_frame() -> None:
    """For a quarter turn the middle of î's pixels goes around the origin, never back."""
    found = shown("0 -1; 1 0")
    view = Stage(found, DARK).view
    angles: list[float] = []
    for frame in frames(draw_animation(found, DARK))[2:]:
        rows, columns = np.nonzero(is_colour(frame, COLOURS[Theme.DARK].first))
        x, y = columns.mean() - view.offset[0], SIDE - rows.mean() - view.offset[1]
        angles.append(math.degrees(math.atan2(y, x)))
    assert angles[0] == pytest.approx(0, abs=12)
    assert angles[-1] == pytest.approx(90, abs=12)
    assert all(later > earlier - 2 for earlier, later in pairwise(angles))


def test_the_identity_moves_nothing() -> None:
    plane = [frame[: SIDE - 60] for frame in frames(draw_animation(shown("1 0; 0 1"), DARK))[2:]]
    assert all((frame == plane[0]).all() for frame in plane)


def test_the_square_changes_colour_where_it_is_flipped() -> None:
    colours = COLOURS[Theme.DARK]
    after, before, *_ = frames(draw_animation(shown("0 1; 1 0"), DARK))

    def area(frame: NDArray[np.int64], colour: str) -> int:
        filled = 0.7 * rgb(colours.background) + 0.3 * rgb(colour)
        return int((np.abs(frame - filled).max(axis=2) < 10).sum())

    assert area(before, colours.result) > 5000 > area(before, colours.rest)
    assert area(after, colours.rest) > 3000 > area(after, colours.result)


@contextmanager
def recorded_pictures() -> Iterator[list[list[tuple[str, int, Box]]]]:
    """Collect for every frame its words, their sizes and the boxes they take."""
    pictures: list[list[tuple[str, int, Box]]] = [[]]
    write, wipe = Sheet.text, Sheet.wipe

    def text(sheet: Sheet, at: Any, words: str, size: int, *args: Any, **options: Any) -> None:
        write(sheet, at, words, size, *args, **options)
        width, height = animation.measure(words, size, bold=options.get("bold", False))
        x, y = np.asarray(at, dtype=float)
        centre = np.array([x + width / 2 if options.get("anchor") == "lm" else x, y])
        pictures[-1].append((words, size, Box.around(centre, (width, height))))

    def wiped(sheet: Sheet) -> None:
        wipe(sheet)
        pictures.append([])

    with mock.patch.object(Sheet, "text", text), mock.patch.object(Sheet, "wipe", wiped):
        yield pictures


@pytest.mark.parametrize("case", CASES)
def test_every_word_can_be_read_on_a_phone(case: str) -> None:
    with recorded_pictures() as pictures, mock.patch("bot.topics.transform.figure.STEPS", 5):
        draw_animation(shown(CASES[case]), DARK)
    assert len(pictures) == 7
    for words in pictures:
        for text, size, box in words:
            assert size * 400 / SIDE >= 11, f"{text!r} is {size} px"
            assert box.excess(Box(0, 0, SIDE, SIDE)) <= 12, f"{text!r} sticks out"
    for words in pictures[1:3]:  # the two that stand still
        for i, (text, _, box) in enumerate(words):
            for other, _, other_box in words[:i]:
                assert box.overlap(other_box, margin=0) < 60, f"{text!r} lies on {other!r}"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2 1; 1 2", {"λ = 3", "λ = 1", "det A = 3: areas × 3", "î → [2, 1]", "ĵ → [1, 2]"}),
        ("1 2; 2 4", {"everything lands on this line", "λ = 5", "λ = 0"}),
        ("0 0; 0 0", {"det A = 0: all on the origin", "î → [0, 0]", "ĵ → [0, 0]"}),
        ("0 1; 1 0", {"det A = −1: flipped, areas stay", "λ = −1", "λ = 1"}),
        ("1 1; 1 0", {"λ ≈ 1.618", "λ ≈ −0.618"}),
        ("1000 0; 0 1000", {"not to scale", "î → [1000, 0]"}),
    ],
)
def test_the_end_says_what_is_to_be_seen(text: str, expected: set[str]) -> None:
    with recorded_pictures() as pictures:
        draw_still(shown(text), DARK)
    assert expected <= {words for words, _, _ in pictures[-1]}


def test_alt_text_has_the_numbers() -> None:
    alt = draw_still(shown("2 1; 1 2"), DARK).alt
    for words in ("î goes from [1, 0] to [2, 1]", "ĵ from [0, 1] to [1, 2]", "It moves.", "λ = 3"):
        assert words in alt
    assert draw_animation(shown("1 0; 0 1"), DARK).alt.startswith("Animation. The plane")


WIDE = st.one_of(
    st.fractions(-9, 9, max_denominator=9),
    st.floats(-1e307, 1e307).filter(lambda x: x == 0 or abs(x) > 1e-300),
    st.sampled_from([1e200, -1e200, 1e-200, 3.0, -1.0, 0.0]),
)


@examples(0.3)
@given(st.lists(WIDE, min_size=4, max_size=4), st.booleans())
def test_any_matrix_is_drawn_or_refused_in_words(
    entries: list[Fraction | float], are_floats: bool
) -> None:
    exact = [Fraction(x) for x in entries]
    matrix = np.array(entries, dtype=float) if are_floats else np.array(exact, dtype=object)
    try:
        found = transformation(matrix.reshape(2, 2))
    except InputError:
        return
    assert Image.open(io.BytesIO(draw_still(found, DARK).data)).size == (1120, 1120)
