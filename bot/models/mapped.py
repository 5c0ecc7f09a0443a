"""Arrays and texts in one file that processes map into memory.

Nothing is read before it is needed, and what was read is in memory once for all of them.
"""

from __future__ import annotations

import json
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, overload

import numpy as np
from numpy.typing import NDArray

Arrays = dict[str, NDArray[Any]]

ALIGNED = 64
"""Bytes: where an array begins, as in NumPy's own files."""


def write(path: str, arrays: Mapping[str, NDArray[Any]]) -> None:
    """Write arrays to a file.

    It begins with the length of what follows, in 8 bytes: JSON with type, shape and place of each
    array.

    Raises
    ------
    ValueError
        When an array holds Python objects.
    """
    places: dict[str, tuple[str, tuple[int, ...], int]] = {}
    end = 0
    for name, array in arrays.items():
        if array.dtype.hasobject:
            raise ValueError(f"the array {name} holds objects")
        places[name] = array.dtype.str, array.shape, end
        end = _aligned(end + array.nbytes)
    head = json.dumps(places).encode()
    with Path(path).open("wb") as file:
        file.write(len(head).to_bytes(8, "little") + head)
        start = _aligned(file.tell())
        for name, array in arrays.items():
            file.seek(start + places[name][2])
            file.write(np.ascontiguousarray(array).tobytes())
        file.truncate(start + end)


def read(path: str) -> Arrays:
    """Return the arrays in a file, which cannot be changed.

    Raises
    ------
    FileNotFoundError
        When it is not there.
    """
    data: NDArray[np.uint8] = np.asarray(np.memmap(path, np.uint8, "r"))
    length = int.from_bytes(data[:8].tobytes(), "little")
    places: dict[str, tuple[str, list[int], int]] = json.loads(data[8 : 8 + length].tobytes())
    start = _aligned(8 + length)
    found: Arrays = {}
    for name, (kind, shape, place) in places.items():
        size = int(np.prod(shape)) * np.dtype(kind).itemsize
        found[name] = data[start + place : start + place + size].view(kind).reshape(shape)
    return found


def _aligned(length: int) -> int:
    return -(-length // ALIGNED) * ALIGNED


class Texts(Sequence[str]):
    """Texts one after the other in UTF-8, each made when it is asked for.

    Parameters
    ----------
    letters
        The bytes of all, shape (b,).
    ends
        Where each ends, shape (n,).
    """

    def __init__(self, letters: NDArray[Any], ends: NDArray[Any]) -> None:
        self._letters, self._ends = letters, ends

    def __len__(self) -> int:
        return len(self._ends)

    @overload
    def __getitem__(self, place: int) -> str: ...
    @overload
    def __getitem__(self, place: slice) -> tuple[str, ...]: ...
    def __getitem__(self, place: int | slice) -> str | tuple[str, ...]:
        if isinstance(place, slice):
            return tuple(self[each] for each in range(*place.indices(len(self))))
        place = range(len(self))[place]
        start = int(self._ends[place - 1]) if place else 0
        return self._letters[start : int(self._ends[place])].tobytes().decode()


def packed(texts: Sequence[str]) -> tuple[NDArray[np.uint8], NDArray[np.int64]]:
    """Return the arrays of `Texts`."""
    letters = [text.encode() for text in texts]
    ends = np.cumsum([len(each) for each in letters], dtype=np.int64)
    return np.frombuffer(b"".join(letters), np.uint8), ends


class Places(Mapping[str, int]):
    """The place of each of some texts, found by halving.

    Parameters
    ----------
    texts
        Each once.
    order
        Their places, in the order of the texts, shape (n,).
    """

    def __init__(self, texts: Sequence[str], order: NDArray[Any]) -> None:
        self._texts, self._order = texts, order

    def __len__(self) -> int:
        return len(self._texts)

    def __iter__(self) -> Iterator[str]:
        return iter(self._texts)

    def __getitem__(self, text: str) -> int:
        at = bisect_left(range(len(self)), text, key=lambda i: self._texts[int(self._order[i])])
        if at < len(self) and self._texts[place := int(self._order[at])] == text:
            return place
        raise KeyError(text)


def in_order(texts: Sequence[str]) -> NDArray[np.int64]:
    """Return the places of texts in the order of `Places`."""
    return np.array(sorted(range(len(texts)), key=texts.__getitem__), dtype=np.int64)
