"""Pictures that people send: their kinds, how they were held, and what is refused in words."""

from __future__ import annotations

import base64
import io

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from bot.intake import images
from bot.intake.images import SIDE, decoded, encoded, read, received
from linalg_engine.errors import InputError
from tests.bot.intake.image_files import bomb, halves, saved

KINDS = ("PNG", "JPEG", "WEBP", "GIF")


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_of_picture_is_read(kind: str) -> None:
    found = read("a.bin", saved(halves(), kind))

    assert found.pixels.shape == (40, 60, 3)
    assert (found.height, found.width) == (40, 60)
    assert found.pixels[20, 5].tolist() == pytest.approx([255, 0, 0], abs=8)
    assert found.pixels[20, 55].tolist() == pytest.approx([0, 0, 255], abs=8)


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGBA", "CMYK", "I;16"])
def test_each_kind_of_pixel_becomes_red_green_and_blue(mode: str) -> None:
    deep = Image.fromarray(np.full((8, 8), 65535, np.uint16))
    shown = deep if mode == "I;16" else halves(8, 8).convert(mode)
    kind = "JPEG" if mode == "CMYK" else "PNG"

    found = read("a", saved(shown, kind)).pixels

    assert found.shape == (8, 8, 3)
    assert found.max() == (255 if mode not in ("L", "LA") else 76)  # red's grey


@pytest.mark.parametrize("value", [0, 255, 300, 32768, 65535])
def test_16_bits_of_grey_keep_their_upper_8(value: int) -> None:
    deep = Image.fromarray(np.full((8, 8), value, np.uint16))
    marked = saved(deep, "PNG", transparency=1)

    for data in (saved(deep, "PNG"), marked):
        assert read("a.png", data).pixels[0, 0].tolist() == [value // 256] * 3


def test_what_is_transparent_is_white() -> None:
    image = Image.new("RGBA", (4, 4), (255, 0, 0, 0))

    assert read("a.png", saved(image, "PNG")).pixels.tolist() == [[[255] * 3] * 4] * 4


@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_picture_stands_as_the_camera_was_held(orientation: int) -> None:
    upright = halves()
    back = {
        2: Image.Transpose.FLIP_LEFT_RIGHT,
        3: Image.Transpose.ROTATE_180,
        4: Image.Transpose.FLIP_TOP_BOTTOM,
        5: Image.Transpose.TRANSPOSE,
        6: Image.Transpose.ROTATE_90,
        7: Image.Transpose.TRANSVERSE,
        8: Image.Transpose.ROTATE_270,
    }
    stored = upright.transpose(back[orientation]) if orientation > 1 else upright
    exif = Image.Exif()
    exif[0x0112] = orientation

    found = read("a.jpg", saved(stored, "JPEG", exif=exif, quality=95))

    assert (found.height, found.width) == (40, 60)
    assert found.pixels[20, 5].tolist() == pytest.approx([255, 0, 0], abs=8)


@pytest.mark.parametrize(("width", "height"), [(2400, 1200), (1200, 2400), (241, 240), (1, 900)])
@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
def test_a_large_picture_is_made_smaller_and_says_how_large_it_was(
    kind: str, width: int, height: int
) -> None:
    found = read("a", saved(halves(width, height), kind))

    assert max(found.pixels.shape) == SIDE
    assert (found.height, found.width) == (height, width)


def test_only_the_first_frame_counts() -> None:
    frames = [Image.new("RGB", (5, 5), colour) for colour in ("#00ff00", "#ff0000")]
    data = saved(frames[0], "GIF", save_all=True, append_images=frames[1:])

    assert read("a.gif", data).pixels[0, 0].tolist() == [0, 255, 0]


def test_nothing_else_of_the_file_is_kept() -> None:
    exif = Image.Exif()
    exif[0x010E] = "at home, 52.1 N"
    given = received("a.jpg", saved(halves(), "JPEG", exif=exif, comment=b"secret"))

    assert sorted(given) == ["height", "pixels", "width"]
    with Image.open(io.BytesIO(base64.b64decode(given["pixels"]))) as image:
        assert dict(image.getexif()) == {}
        assert image.info == {}


@given(st.integers(0, 10**6), st.integers(1, 12), st.integers(1, 12))
@settings(max_examples=10)
def test_pixels_come_back_as_they_were(seed: int, m: int, n: int) -> None:
    pixels = np.random.default_rng(seed).integers(0, 256, (m, n, 3), dtype=np.uint8)

    assert decoded(encoded(pixels)).tolist() == pixels.tolist()


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (bomb(), "far too many pixels"),
        (saved(Image.new("1", (7000, 6000)), "PNG"), "7,000 × 6,000 pixels"),
        (saved(Image.new("1", (20_001, 1)), "PNG"), "20,001 × 1 pixels.*20,000 on a side"),
        (b"", "no picture that I can read"),
        (b"name,height\nann,170", "no picture that I can read"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "no picture that I can read"),
        (saved(halves(), "TIFF"), "no picture that I can read"),
        (saved(halves(), "BMP"), "no picture that I can read"),
        (saved(halves(900, 900), "PNG")[:200], "damaged or cut off"),
        (saved(halves(900, 900), "JPEG")[:300], "damaged or cut off"),
        (bytes(8_000_001), "8.0 MB, and I take at most 8 MB"),
    ],
    ids=[
        "bomb",
        "many pixels",
        "long side",
        "empty",
        "text",
        "svg",
        "tiff",
        "bmp",
        "cut png",
        "cut jpeg",
        "large",
    ],
)
def test_what_is_no_picture_is_refused_in_words(data: bytes, words: str) -> None:
    with pytest.raises(InputError, match=words):
        read("x" * 100 + "\n.png", data)


def test_a_picture_that_needs_too_much_memory_is_not_called_damaged(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def full(*_: object, **__: object) -> None:
        raise MemoryError

    monkeypatch.setattr(Image.Image, "thumbnail", full)

    with pytest.raises(MemoryError):
        read("a.png", saved(halves(), "PNG"))


def test_a_large_picture_is_turned_when_it_is_small(monkeypatch: pytest.MonkeyPatch) -> None:
    turned: list[int] = []
    transpose = Image.Image.transpose

    def transposed(image: Image.Image, method: Image.Transpose) -> Image.Image:
        turned.append(max(image.size))
        return transpose(image, method)

    monkeypatch.setattr(Image.Image, "transpose", transposed)
    exif = Image.Exif()
    exif[0x0112] = 6

    found = read("a.png", saved(halves(900, 600), "PNG", exif=exif))

    assert (found.height, found.width) == (900, 600)
    assert found.pixels.shape == (SIDE, 160, 3)
    assert turned == [SIDE]


def test_a_large_transparent_picture_fades_to_white() -> None:
    pixels = np.zeros((480, 480, 4), np.uint8)
    pixels[:, ::2] = (255, 0, 0, 255)

    found = read("a.png", saved(Image.fromarray(pixels), "PNG")).pixels

    assert found[100, 100].tolist() == pytest.approx([255, 128, 128], abs=1)


@given(st.data())
@settings(max_examples=40)
def test_a_damaged_picture_is_read_or_refused(data: st.DataObject) -> None:
    kind = data.draw(st.sampled_from(KINDS))
    whole = bytearray(saved(halves(30, 20), kind))
    for _ in range(data.draw(st.integers(1, 6))):
        whole[data.draw(st.integers(0, len(whole) - 1))] = data.draw(st.integers(0, 255))
    cut = bytes(whole[: data.draw(st.integers(1, len(whole)))])

    try:
        shape = read("a", cut).pixels.shape
    except InputError:
        return
    assert max(shape) <= images.SIDE
