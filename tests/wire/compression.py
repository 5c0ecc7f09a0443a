"""The streams in which the gateway's messages are compressed."""

import importlib
import zlib
from collections.abc import Callable

Encode = Callable[[bytes], bytes]


def encoder(name: str | None) -> Encode | None:
    """Return the stream compression that the client asked for in its address."""
    if name is None:
        return None
    if name == "zlib-stream":
        deflate = zlib.compressobj()
        return lambda data: deflate.compress(data) + deflate.flush(zlib.Z_SYNC_FLUSH)
    if name == "zstd-stream":
        return _zstd_encoder()
    raise ValueError(f"no compression of the name {name!r}")


def _zstd_encoder() -> Encode:
    """discord.py asks for zstd only where one of the two modules is there."""
    try:
        stream = importlib.import_module("zstandard").ZstdCompressor().compressobj()
    except ImportError:
        stream = importlib.import_module("compression.zstd").ZstdCompressor()
        return lambda data: stream.compress(data, mode=stream.FLUSH_BLOCK)
    block = importlib.import_module("zstandard").COMPRESSOBJ_FLUSH_BLOCK
    return lambda data: stream.compress(data) + stream.flush(block)
