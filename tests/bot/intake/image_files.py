"""Pictures as files: real ones, and one that is a trap."""

from __future__ import annotations

import io
import zlib

from PIL import Image


def saved(image: Image.Image, kind: str, **options: object) -> bytes:
    buffer = io.BytesIO()
    image.save(buffer, kind, **options)
    return buffer.getvalue()


def halves(width: int = 60, height: int = 40) -> Image.Image:
    """Return a picture that is red at the left and blue at the right."""
    image = Image.new("RGB", (width, height), "#ff0000")
    image.paste("#0000ff", (width // 2, 0, width, height))
    return image


def bomb() -> bytes:
    """Return a PNG of a few kilobytes that says it has 100,000 × 100,000 pixels."""
    header = (100_000).to_bytes(4, "big") * 2 + bytes([8, 2, 0, 0, 0])

    def chunk(kind: bytes, data: bytes) -> bytes:
        check = zlib.crc32(kind + data).to_bytes(4, "big")
        return len(data).to_bytes(4, "big") + kind + data + check

    body = chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(bytes(10**6)))
    return b"\x89PNG\r\n\x1a\n" + body + chunk(b"IEND", b"")
