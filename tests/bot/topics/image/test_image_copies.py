"""The programs to copy from `/image` run, and give what the bot showed."""

from __future__ import annotations

import io
import re
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

from bot.drawing.style import Style
from bot.intake import images
from bot.topics.image import compressed, filtered, source
from bot.topics.kit import answering
from bot.topics.kit.question import Question
from tests.bot import posts
from tests.bot.conftest import Classroom


def photo(width: int, height: int, mode: str = "RGB") -> bytes:
    """Return a large picture as a camera saves it that was held upright."""
    drawn = np.random.default_rng(5).integers(0, 256, (5, 7, 3), dtype=np.uint8)
    image = Image.fromarray(drawn).resize((width, height), Image.Resampling.BICUBIC).convert(mode)
    exif = Image.Exif()
    exif[images.ORIENTATION] = 6
    buffer = io.BytesIO()
    image.save(buffer, "PNG" if mode == "RGBA" else "JPEG", exif=exif)
    return buffer.getvalue()


SENT = {
    "reduced JPEG": images.received("a.jpg", photo(1000, 700)),
    "reduced PNG": images.received("a.png", photo(500, 301, "RGBA")),
    "small": images.received("a.jpg", photo(31, 17)),
    "one row": images.received("a.jpg", photo(1, 40)),
    "ready": None,
}
PICTURES = pytest.mark.parametrize("sent", SENT.values(), ids=SENT)


def asked(command: str, sent: dict[str, Any] | None, **inputs: str) -> Question:
    given = {} if sent is None else {"image": sent}
    return Question(f"image {command}", {"picture": "city", **inputs}, given=given)


def run(
    question: Question, folder: Path, patch: pytest.MonkeyPatch
) -> tuple[list[Any], dict[str, Any]]:
    """Return the values of a copied program's bare lines, and what it has named at the end.

    It runs in a folder with the files that come with it, and no others.
    """
    copies = answering.copies(question, Style())
    for file in copies.pictures:
        (folder / file.name).write_bytes(file.data)
    patch.chdir(folder)
    names: dict[str, Any] = {}
    values: list[Any] = []
    for line in copies.numpy.splitlines():
        if re.match(r"(import|from) |[\w, ]+ = |Image\.|#|$", line):
            exec(line, names)  # noqa: S102 - what the bot itself wrote
        else:
            values.append(eval(line, names))  # noqa: S307 - likewise
    return values, names


@PICTURES
def test_a_tensor(
    sent: dict[str, Any] | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    question = asked("tensor", sent)
    reply = answering.reply(question, Style())

    (shape, least, most), means, part = run(question, tmp_path, monkeypatch)[0]

    m, n, c = shape
    assert reply.title == f"A tensor of {m} × {n} × {c} = {m * n * c:,} numbers"
    assert f"from {least} to {most}" in reply.facts[1]
    named = ", ".join(f"{w} {x:.1f}" for w, x in zip(("red", "green", "blue"), means, strict=True))
    assert reply.facts[2].endswith(named)
    assert str(part.tolist()) in reply.pictures[0].alt


@PICTURES
@pytest.mark.parametrize("rank", [1, 6])
def test_a_rank(
    sent: dict[str, Any] | None, rank: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    most = min(source.of(asked("rank", sent)).pixels.shape[:2])
    question = asked("rank", sent, rank=str(min(rank, most)))
    shown = compressed.analyse(question)

    (kept,), names = run(question, tmp_path, monkeypatch)

    assert kept == pytest.approx(shown.energy(shown.rank))
    assert names["error"] == pytest.approx(shown.error(shown.rank), abs=1e-9)
    with Image.open(tmp_path / "rank.png") as image:
        # Singular values may differ in their last digits.
        away = np.asarray(image).astype(int) - shown.pixels(shown.rank)
    assert np.abs(away).max() <= 1
    assert np.mean(away != 0) < 0.05


@PICTURES
@pytest.mark.parametrize("own", ["", "[1/9 sqrt(2) 1e20]", "[1/9 1/9 0; 1 2 3; 0 -1 .5]"])
def test_a_kernel(
    sent: dict[str, Any] | None, own: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    question = asked("filter", sent, own=own)
    shown = filtered.analyse(question)

    (value,), names = run(question, tmp_path, monkeypatch)

    assert names["grey"].tolist() == shown.grey.tolist()
    assert names["filtered"] == pytest.approx(shown.values)
    assert names["patch"].tolist() == shown.patch.tolist()
    assert value == pytest.approx(float(shown.value))


async def test_the_picture_comes_with_the_program(classroom: Classroom) -> None:
    pixels = np.random.default_rng(1).integers(0, 256, (40, 30, 3), dtype=np.uint8)
    buffer = io.BytesIO()
    Image.fromarray(pixels).save(buffer, "PNG")
    message = await classroom.ask("image filter", file=("mine.png", buffer.getvalue()))

    copied = posts.private(await classroom.student.click(message, label="Copy"))

    assert 'Image.open("picture.png")' in "".join(posts.texts(copied))
    (file,) = copied.attachments
    assert file.filename == "picture.png"
    with Image.open(io.BytesIO(await file.read())) as image:
        assert np.asarray(image).tolist() == pixels.tolist()
