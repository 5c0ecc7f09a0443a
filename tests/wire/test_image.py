"""Pictures over a real socket: large ones in time, broken and hostile ones refused in words."""

from __future__ import annotations

import io

import numpy as np
import pytest
from PIL import Image

from tests.bot.intake.image_files import bomb, halves, saved
from tests.wire.loopback import LoopbackDiscord
from tests.wire.rules import Upload

pytestmark = pytest.mark.usefixtures("wire_bot")

PLACE = "52.1 N, 4.3 E"


def photo(kind: str) -> bytes:
    """Return 12 million pixels as a camera saves them that was held upright, with a place."""
    spots = np.random.default_rng(2).integers(0, 256, (30, 40, 3), dtype=np.uint8)
    exif = Image.Exif()
    exif[0x0112] = 6
    exif[0x010E] = PLACE
    # Squares, which each kind of file packs into few bytes.
    image = Image.fromarray(spots).resize((4000, 3000), Image.Resampling.NEAREST)
    return saved(image, kind, exif=exif)


@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
async def test_a_large_photo(discord_server: LoopbackDiscord, kind: str) -> None:
    """It is answered within the bot's own time limits, the first response within Discord's 3 s."""
    file = Upload("photo.bin", photo(kind))

    reply = await discord_server.slash("image tensor", file=file)

    assert not reply.ephemeral
    assert "A tensor of 240 × 180 × 3 = 129,600 numbers" in reply.text
    assert "made smaller, from 4,000 × 3,000 to 240 × 180" in reply.text
    (picture,) = reply.pictures
    assert PLACE.encode() not in picture.data
    with Image.open(io.BytesIO(picture.data)) as shown:
        assert not shown.getexif()


async def test_a_picture_is_kept_for_the_buttons(discord_server: LoopbackDiscord) -> None:
    spots = np.random.default_rng(4).integers(0, 256, (160, 240, 3), dtype=np.uint8)
    file = Upload("a.webp", saved(Image.fromarray(spots), "WEBP", lossless=True))
    reply = await discord_server.slash("image rank", file=file, rank=1)

    assert "Rank 1 of 160" in reply.text
    other = await discord_server.choose(reply, "Rank (now: 1)", ["rank 2"])
    assert "Rank 2 of 160" in other.text
    played = await discord_server.press(other, "Play")
    assert len(played.pictures) == 1
    copied = await discord_server.press(other, "Copy")
    assert 'Image.open("picture.png")' in copied.text


HOSTILE = {
    "bomb.png": (bomb(), "far too many pixels"),
    "many.png": (saved(Image.new("1", (7000, 6000)), "PNG"), "7,000 × 6,000 pixels"),
    "long.png": (saved(Image.new("1", (20_001, 1)), "PNG"), "20,000 on a side"),
    "cut.png": (saved(halves(900, 900), "PNG")[:200], "damaged or cut off"),
    "cut.jpg": (saved(halves(900, 900), "JPEG")[:300], "damaged or cut off"),
    "cut.gif": (saved(halves(900, 900), "GIF")[:60], "damaged or cut off"),
    "cut.webp": (saved(halves(900, 900), "WEBP")[:40], "damaged or cut off"),
    "page.png": (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "no picture that I can read"),
    "scan.png": (saved(halves(), "TIFF"), "no picture that I can read"),
    "code.png": (
        b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n",
        "no picture that I can read",
    ),
    "large.png": (bytes(8_000_001), "8.0 MB"),
}


async def test_each_hostile_picture_is_refused_in_words(discord_server: LoopbackDiscord) -> None:
    for name, (data, words) in HOSTILE.items():
        refused = await discord_server.slash("image tensor", file=Upload(name, data))

        assert refused.ephemeral, name
        assert words in refused.text, name

    reply = await discord_server.slash("image filter", file=Upload("a.png", saved(halves(), "PNG")))
    assert "the dot product with 2,400 patches" in reply.text
