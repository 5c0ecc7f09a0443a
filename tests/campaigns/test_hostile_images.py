"""200 broken and hostile pictures, made of small real ones: each is read, or refused in words.

Run by itself: ``pytest -n0 -s --hypothesis-profile=campaign FILE``. What is read must also
have an answer, since a picture that was damaged may have any shape. The suite has a few in
`tests/bot/intake/test_images.py`.
"""

from __future__ import annotations

import io
import random
from collections import Counter
from collections.abc import Callable

import numpy as np
from PIL import Image

from bot.drawing.style import Style
from bot.intake import images
from bot.topics.image import source
from bot.topics.kit import answering
from bot.topics.kit.question import Question
from linalg_engine.errors import InputError

KINDS = ("PNG", "JPEG", "WEBP", "GIF")
COUNT, SEED = 200, 2026
LONGEST_REFUSAL = 200
"""Characters."""

Mangle = Callable[[random.Random, bytearray], bytes]


def real(kind: str) -> bytes:
    """Return a small picture as a file: two frames where the kind has several, and a camera's mark.

    GIF has no such mark.
    """
    frames = [Image.fromarray(pixels[::3, ::3]) for pixels in (source.city(), source.sunset())]
    exif = Image.Exif()
    exif[images.ORIENTATION] = 6
    options = {} if kind == "GIF" else {"exif": exif}
    if kind != "JPEG":
        options |= {"save_all": True, "append_images": frames[1:]}
    buffer = io.BytesIO()
    frames[0].save(buffer, kind, **options)
    return buffer.getvalue()


def changed_bytes(drawn: random.Random, data: bytearray) -> bytes:
    for _ in range(drawn.randint(1, 8)):
        data[drawn.randrange(len(data))] = drawn.randrange(256)
    return bytes(data)


def changed_head(drawn: random.Random, data: bytearray) -> bytes:
    """Change bytes near the beginning, where the sizes stand."""
    for _ in range(drawn.randint(1, 4)):
        data[drawn.randrange(4, 64)] = drawn.choice((0, 1, 127, 128, 255))
    return bytes(data)


def cut(drawn: random.Random, data: bytearray) -> bytes:
    return bytes(data[: drawn.randrange(len(data))])


def left_out(drawn: random.Random, data: bytearray) -> bytes:
    start = drawn.randrange(len(data))
    del data[start : start + drawn.randint(1, 64)]
    return bytes(data)


def twice(drawn: random.Random, data: bytearray) -> bytes:
    """Repeat a part in its own middle, as in a file that was joined of two."""
    start = drawn.randrange(len(data))
    data[start:start] = data[: drawn.randint(1, len(data))]
    return bytes(data)


def other_head(drawn: random.Random, data: bytearray) -> bytes:
    """Put the beginning of another kind before the rest."""
    head = real(drawn.choice(KINDS))[: drawn.randint(4, 40)]
    return head + bytes(data[len(head) :])


MANGLES: tuple[Mangle, ...] = (changed_bytes, changed_head, cut, left_out, twice, other_head)


def outcome(data: bytes) -> str:
    """Return "read" or "refused", with what is promised of each checked."""
    try:
        found = images.read("a.png", data)
    except InputError as error:
        refusal = str(error)
    else:
        return _read(found)
    assert 0 < len(refusal) <= LONGEST_REFUSAL
    return "refused"


def _read(found: images.Received) -> str:
    m, n, channels = found.pixels.shape
    assert found.pixels.dtype == np.uint8
    assert channels == 3
    assert 1 <= min(m, n) <= max(m, n) <= images.SIDE
    assert found.height * found.width <= images.MOST_PIXELS
    given = {"pixels": images.encoded(found.pixels), "height": found.height, "width": found.width}
    for command in ("tensor", "rank", "filter"):
        answering.answer(Question(f"image {command}", {}, given={"image": given}), Style())
    return "read"


def test_every_hostile_picture_is_read_or_refused() -> None:
    drawn = random.Random(SEED)
    files = {kind: real(kind) for kind in KINDS}
    assert {outcome(data) for data in files.values()} == {"read"}

    found = Counter[str]()
    for number in range(COUNT):
        kind, mangle = KINDS[number % 4], MANGLES[number // 4 % len(MANGLES)]
        data = mangle(drawn, bytearray(files[kind]))
        found[f"{kind} {outcome(data)}"] += 1

    print(dict(sorted(found.items())))
    assert sum(found.values()) == COUNT
    assert all(found[f"{kind} {what}"] for kind in KINDS for what in ("read", "refused"))
