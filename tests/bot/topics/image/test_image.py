"""`/image`, in a simulated Discord: tensors, ranks and filters of pictures."""

from __future__ import annotations

import io
import re

import numpy as np
import pytest
from PIL import Image
from scipy.ndimage import correlate
from scipy.signal import convolve2d, correlate2d

from bot.drawing.style import COLOURS, Style, Theme
from bot.drawing.things import Fill, Line, Written
from bot.drawing.things import Picture as Laid
from bot.formula.node import text
from bot.intake import images
from bot.intake.images import encoded
from bot.text import percent
from bot.topics.image import compressed, filtered, rank, source
from bot.topics.kit import answering
from bot.topics.kit.question import Question
from linalg_engine.errors import InputError
from linalg_engine.matrices import as_float
from tests.bot import posts
from tests.bot.conftest import Classroom
from tests.bot.drawing.frames import recorded_frames
from tests.bot.drawing.painted import of, words_of
from tests.bot.drawing.rules import Painted, faults, recorded_paintings

COLOUR = COLOURS[Theme.DARK]


def png(pixels: np.ndarray) -> bytes:
    buffer = io.BytesIO()
    Image.fromarray(pixels).save(buffer, "PNG")
    return buffer.getvalue()


def noise(m: int, n: int) -> np.ndarray:
    return np.random.default_rng(3).integers(0, 256, (m, n, 3), dtype=np.uint8)


def drawn(command: str, **inputs: str) -> tuple[str, Painted]:
    with recorded_paintings() as paintings:
        (picture,) = answering.reply(Question(f"image {command}", inputs), Style()).pictures
    return picture.alt, paintings[-1]


async def test_a_picture_that_was_sent_is_its_numbers(classroom: Classroom) -> None:
    pixels = noise(30, 50)
    message = await classroom.ask("image tensor", file=("cat.png", png(pixels)))

    post = posts.read(message)
    assert post.title == "A tensor of 30 × 50 × 3 = 4,500 numbers"
    assert f"from {pixels.min()} to {pixels.max()}" in post.facts[1]
    means = pixels.reshape(-1, 3).mean(axis=0)
    assert f"red {means[0]:.1f}, green {means[1]:.1f}, blue {means[2]:.1f}" in post.facts[2]
    row, column = map(int, re.findall(r"rows (\d+).*columns (\d+)", post.facts[3])[0])
    part = pixels[row - 1 : row + 4, column - 1 : column + 4, 0]
    assert str(part.tolist()) in post.alts[0]


async def test_a_large_picture_says_that_it_was_made_smaller(classroom: Classroom) -> None:
    message = await classroom.ask("image tensor", file=("a.png", png(noise(400, 800))))

    assert "made smaller, from 400 × 800 to 120 × 240" in posts.read(message).facts


async def test_without_a_picture_one_stands_ready(classroom: Classroom) -> None:
    post = posts.read(await classroom.ask("image tensor"))

    assert post.title == "A tensor of 180 × 240 × 3 = 129,600 numbers"


async def test_a_file_that_is_no_picture_is_refused_in_words(classroom: Classroom) -> None:
    said = await classroom.refusal("image rank", file=("a.csv", b"1,2\n3,4"))

    assert "a.csv is no picture that I can read: send a PNG, JPEG, WebP or GIF." in said


async def test_a_rank_keeps_what_the_singular_values_say(classroom: Classroom) -> None:
    post = posts.read(await classroom.ask("image rank", picture="city", rank=8))

    s = [np.linalg.svd(source.city()[..., c].astype(float), compute_uv=False) for c in range(3)]
    squares = np.sum(np.square(s), axis=0)
    kept = 100 * squares[:8].sum() / squares.sum()
    assert post.title == f"Rank 8 of 40: {kept:.1f} % kept in 7.8 % of the numbers"
    assert "10,104 numbers instead of 129,600" in post.facts[1]
    error = np.sqrt(squares[8:].sum() / 129_600)
    assert f"error     {error:.1f} of 255" in post.facts[2]
    assert {"Play", "Steps"} <= {*post.buttons}


@pytest.mark.parametrize("name", ["city", "sunset"])
def test_the_sum_of_all_terms_is_the_picture(name: str) -> None:
    """And there are as many of them as the rank that NumPy counts, since rows repeat."""
    pixels = getattr(source, name)()
    rank = max(int(np.linalg.matrix_rank(pixels[..., c].astype(float))) for c in range(3))

    found = answering.answer(Question("image rank", {"picture": name, "rank": str(rank)}), Style())

    shown = compressed.analyse(Question("image rank", {"picture": name, "rank": str(rank)}))
    assert np.abs(shown.pixels(rank).astype(int) - pixels).max() == 0
    assert found.title.startswith(f"Rank {rank} of {rank}: 100 % kept in ")
    assert max(int(value) for value, _ in found.choices[0].values) <= rank


@pytest.mark.parametrize("typed", ["0", "41", "-1"])
def test_a_rank_that_no_picture_has_is_refused(typed: str) -> None:
    with pytest.raises(InputError, match=r"matrices of rank 40, so k is .* from 1 to 40, not"):
        compressed.analyse(Question("image rank", {"picture": "city", "rank": typed}))


@pytest.mark.parametrize(
    ("pixels", "title", "label"),
    [
        (np.full((30, 40, 3), 255), "Rank 1 of 1: 100 % kept in 5.9 %", "the picture, rank 1"),
        (np.zeros((30, 40, 3)), "Rank 1 of 1: 100 % kept in 5.9 %", "the picture, rank 0"),
        (np.eye(3)[:, :, None] * [9, 0, 0], "Rank 3 of 3: 100 % kept", "the picture, rank 3"),
    ],
    ids=["white", "black", "a red diagonal"],
)
def test_the_rank_of_a_picture_is_that_of_its_colours(
    pixels: np.ndarray, title: str, label: str
) -> None:
    image = images.received("a.png", png(pixels.astype(np.uint8)))
    question = Question("image rank", {}, given={"image": image})

    with recorded_paintings() as paintings:
        reply = answering.reply(question, Style())

    assert reply.title.startswith(title)
    assert label in words_of(paintings[-1])


@pytest.mark.parametrize(("share", "words"), [(1, "100 %"), (0.99999, "> 99.9 %"), (0.5, "50 %")])
def test_a_share_is_never_all_where_something_is_missing(share: float, words: str) -> None:
    assert percent(share) == words


def test_the_bars_of_the_kept_singular_values_are_green() -> None:
    alt, painted = drawn("rank", picture="city", rank="5")

    green = [fill for fill in of(painted, Fill) if fill.colour == COLOUR.result]
    rest = [fill for fill in of(painted, Fill) if fill.colour == COLOUR.axis]
    assert len(green) == 5
    assert len(rest) > 5
    heights = [float(np.ptp(fill.corners[:, 1])) for fill in (*green, *rest)]
    assert heights == sorted(heights, reverse=True)
    left, right = (laid.pixels for laid in of(painted, Laid))
    assert left.shape == right.shape
    assert not np.array_equal(left, right)
    assert "first 5 columns times rows" in alt


def test_an_animation_of_growing_rank() -> None:
    (picture,) = answering.turn(Question("image rank", {"picture": "sunset"}), Style())

    with Image.open(io.BytesIO(picture.data)) as image:
        assert getattr(image, "n_frames", 1) == len(rank.PLAYED)
    assert len(picture.data) < 1_200_000


@pytest.mark.parametrize(
    ("kernel", "weights"),
    [
        ("blur", np.full((3, 3), 1 / 9)),
        ("edges", [[-1, -1, -1], [-1, 8, -1], [-1, -1, -1]]),
        ("across", [[-1, 0, 1], [-2, 0, 2], [-1, 0, 1]]),
        ("down", [[-1, -2, -1], [0, 0, 0], [1, 2, 1]]),
        ("sharpen", [[0, -1, 0], [-1, 5, -1], [0, -1, 0]]),
    ],
)
def test_a_kernel_is_the_dot_product_with_every_patch(kernel: str, weights: np.ndarray) -> None:
    shown = filtered.analyse(Question("image filter", {"picture": "city", "kernel": kernel}))

    expected = correlate(shown.grey, np.asarray(weights, dtype=float), mode="nearest")
    assert shown.values == pytest.approx(expected, abs=1e-9)
    assert float(shown.value) == pytest.approx(expected[shown.row, shown.column])


async def test_one_patch_is_worked_out(classroom: Classroom) -> None:
    post = posts.read(
        await classroom.ask("image filter", picture="city", own="[0 1 0; 1 -4 1; 0 1 0]")
    )
    own = "[0 1 0; 1 -4 1; 0 1 0]"

    assert post.title == "Your kernel: the dot product with 43,200 patches"
    question = Question("image filter", {"picture": "city", "own": own})
    working = answering.answer(question, Style()).working
    assert working is not None
    products, value = working.plain().splitlines()[5].split(" = ")
    total = sum(
        int(a) * int(b.strip("()").replace("−", "-"))
        for a, b in (term.split(" · ") for term in products.split(" + "))
    )
    assert total == int(value.replace("−", "-"))
    assert post.facts[3].endswith(f"kernel · patch = {value}")


@pytest.mark.parametrize(
    ("inputs", "words"),
    [
        ({"own": "[1 2; 3 4]"}, "A kernel needs a middle"),
        ({"own": "; ".join(["1 " * 9] * 9)}, "at most 7 rows and columns"),
        ({"kernel": "magic"}, "The kernels are edges, blur"),
        ({"picture": "moon"}, "There is no picture"),
    ],
)
def test_what_is_no_kernel_is_refused(inputs: dict[str, str], words: str) -> None:
    with pytest.raises(InputError, match=words):
        answering.answer(Question("image filter", {"picture": "city", **inputs}), Style())


def test_the_pictures_keep_the_rules() -> None:
    for command, inputs in [
        ("tensor", {"picture": "sunset"}),
        ("rank", {"picture": "city", "rank": "3"}),
        ("filter", {"picture": "city", "kernel": "blur"}),
        ("filter", {"picture": "sunset", "kernel": "edges"}),
        ("filter", {"picture": "city", "own": "1 sqrt(2) -sqrt(3)/2; -7 -4 4; -7 -4 4"}),
        ("filter", {"picture": "city", "own": "-2 -5 5; -4 6 .001; 4.8 -12345.678 -5.38"}),
    ]:
        _, painted = drawn(command, **inputs)
        assert faults(painted) == []
        if command == "filter":
            assert any("·" in word for word in words_of(painted)), inputs


def test_each_frame_of_the_animation_says_its_rank() -> None:
    with recorded_frames() as frames:
        answering.turn(Question("image rank", {"picture": "sunset"}), Style())

    assert len(frames) == len(rank.PLAYED)
    for things, k in zip(frames, rank.PLAYED, strict=True):
        words = {text(t.lettering.content) for t in things if isinstance(t, Written)}
        assert f"rank {k}" in words
        green = [t for t in things if isinstance(t, Fill) and t.colour == COLOUR.result]
        assert len(green) == min(k, len([t for t in things if isinstance(t, Fill)]))


@pytest.mark.parametrize(
    ("own", "note", "share"),
    [
        ("[1 1 1; 1 1 1; 1 1 1]", "shown divided by 9, the sum of the kernel", 9),
        ("[.1 .2 .7]", None, 1),
        ("[.1 .1 .4 .3 .1]", None, 1),  # 1 and a little more as floats
        ("[.5]", None, 1),
        ("[3/2]", "shown divided by 1.5, the sum of the kernel", 1.5),
    ],
)
def test_a_kernel_that_makes_brighter_does_not_make_all_white(
    own: str, note: str | None, share: float
) -> None:
    _, painted = drawn("filter", picture="city", own=own)
    shown = filtered.analyse(Question("image filter", {"picture": "city", "own": own}))

    notes = [word for word in words_of(painted) if word.startswith("shown divided")]
    assert notes == ([note] if note else [])
    _, after = of(painted, Laid)
    expected = np.round(shown.values / share)
    assert {*after.pixels[..., 0].ravel().tolist()} == {*expected.ravel().astype(int).tolist()}


@pytest.mark.parametrize("command", ["tensor", "rank", "filter"])
def test_an_upright_picture_has_more_room(command: str) -> None:
    sent = images.received("a.png", png(noise(240, 180)))
    question = Question(f"image {command}", {}, given={"image": sent})

    with recorded_paintings() as paintings:
        answering.reply(question, Style())

    assert faults(paintings[-1]) == []
    first, *others = of(paintings[-1], Laid)
    assert first.pixels.shape[0] > 400
    right = first.left + first.pixels.shape[1]
    assert all(laid.left > right for laid in others[:1])


def test_the_patch_that_is_worked_out_is_framed_in_both_pictures() -> None:
    _, painted = drawn("filter", picture="city", kernel="edges")
    shown = filtered.analyse(Question("image filter", {"picture": "city", "kernel": "edges"}))

    before, after = of(painted, Laid)
    scale = before.pixels.shape[1] / 240
    inner = [line.points[0] for line in of(painted, Line) if line.colour == "#ffffff"]
    assert len(inner) == 2
    for laid, corners, size in zip((before, after), inner, (3, 1), strict=True):
        top = laid.bottom + laid.pixels.shape[0]
        low, high = corners.min(axis=0), corners.max(axis=0)
        assert high - low == pytest.approx([size * scale] * 2, abs=1.5)
        middle = [
            laid.left + (shown.column + 0.5) * scale,
            top - (shown.row + 0.5) * scale,
        ]
        assert (low + high) / 2 == pytest.approx(middle, abs=1.5)


@pytest.mark.parametrize(("m", "n"), [(1, 1), (1, 240), (240, 1), (6, 240), (3, 3)])
@pytest.mark.parametrize("command", ["tensor", "rank", "filter"])
def test_pictures_of_any_shape(command: str, m: int, n: int) -> None:
    given = {"pixels": encoded(noise(m, n)), "height": m, "width": n}
    question = Question(f"image {command}", {}, given={"image": given})

    with recorded_paintings() as paintings:
        reply = answering.reply(question, Style())
    assert answering.steps(question, Style())

    words = " ".join([reply.title, *reply.facts, *(picture.alt for picture in reply.pictures)])
    assert not re.search(r"\b1 (rows|columns|patches)", words)
    # A strip cannot fill the picture's room.
    assert [fault for fault in faults(paintings[-1]) if "px are used" not in fault] == []


def test_the_steps_of_a_tensor_are_of_one_pixel() -> None:
    working = answering.answer(Question("image tensor", {"picture": "city"}), Style()).working

    assert working is not None
    lines = working.plain().splitlines()
    row, column = map(int, re.findall(r"row (\d+), column (\d+)", lines[0])[0])
    pixel = source.city()[row - 1, column - 1]
    assert lines[1] == str(pixel.tolist())
    assert float(lines[3].partition(" = ")[2]) == pytest.approx(pixel @ [0.299, 0.587, 0.114])
    place = int(lines[5].partition(" = ")[2])
    assert source.city().ravel()[place - 1 : place + 2].tolist() == pixel.tolist()


def test_the_steps_say_which_way_the_kernel_is_slid() -> None:
    """And that is what SciPy's names mean, away from the edge."""
    question = Question("image filter", {"picture": "city", "kernel": "emboss"})
    working = answering.answer(question, Style()).working
    shown = filtered.analyse(question)
    kernel = as_float(shown.kernel)

    assert working is not None
    assert "networks call this a convolution, SciPy correlate" in working.plain()
    assert "What mathematics calls a convolution turns the kernel by 180°" in working.plain()
    inside = shown.values[1:-1, 1:-1]
    assert inside == pytest.approx(correlate2d(shown.grey, kernel, mode="valid"))
    assert inside == pytest.approx(convolve2d(shown.grey, np.rot90(kernel, 2), mode="valid"))
    assert inside != pytest.approx(convolve2d(shown.grey, kernel, mode="valid"))


def test_a_kernel_of_zeros_has_steps() -> None:
    question = Question("image filter", {"picture": "city", "own": "[0]"})

    assert len(answering.steps(question, Style())) == 2


def test_the_framed_pixels_have_their_numbers() -> None:
    alt, painted = drawn("tensor", picture="city")

    row, column = 18, 189
    part = source.city()[row : row + 5, column : column + 5, 0]
    assert {str(x) for x in part.ravel()} <= {*words_of(painted)}
    assert str(part.tolist()) in alt
    assert len(of(painted, Laid)) == 1 + 3 + 25
