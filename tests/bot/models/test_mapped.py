"""Arrays and texts in a file: what was written is read, in place, and nothing else is."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.models import mapped
from bot.models.mapped import Places, Texts

WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=6)


def test_arrays_are_read_as_they_were_written(tmp_path: Path) -> None:
    arrays = {
        "a": np.arange(12.0).reshape(3, 4).T,
        "none": np.empty((0, 7), np.float32),
        "one": np.asarray(2.5),
        "bytes": np.arange(65, dtype=np.uint8),
        "é": np.array([-1, 2**40]),
    }
    path = str(tmp_path / "arrays")

    mapped.write(path, arrays)

    found = mapped.read(path)
    assert list(found) == list(arrays)
    for name, array in arrays.items():
        assert (found[name].dtype, found[name].shape) == (array.dtype, array.shape), name
        assert np.array_equal(found[name], array), name
        assert found[name].flags.aligned


def test_what_is_read_is_the_file_itself_and_cannot_be_changed(tmp_path: Path) -> None:
    path = tmp_path / "arrays"
    mapped.write(str(path), {"a": np.arange(1000)})

    found = mapped.read(str(path))["a"]

    with pytest.raises(ValueError, match="read-only"):
        found[0] = 1
    with path.open("r+b") as file:
        file.seek(-8, 2)
        file.write((7).to_bytes(8, "little"))
    assert found[-1] == 7, "a copy"


def test_objects_are_neither_written_nor_read(tmp_path: Path) -> None:
    path = tmp_path / "arrays"
    with pytest.raises(ValueError, match="the array a holds objects"):
        mapped.write(str(path), {"a": np.array([{}])})
    head = json.dumps({"a": ["|O", [1], 0]}).encode()
    path.write_bytes(len(head).to_bytes(8, "little") + head + bytes(200))

    with pytest.raises(TypeError):
        mapped.read(str(path))
    with pytest.raises(FileNotFoundError):
        mapped.read(str(tmp_path / "nothing"))


@given(st.lists(WORDS, max_size=8), st.slices(8))
def test_texts_are_those_that_were_packed(words: list[str], part: slice) -> None:
    texts = Texts(*mapped.packed(words))

    assert list(texts) == words
    assert [texts[-1 - i] for i in range(len(words))] == words[::-1]
    assert list(texts[part]) == words[part]
    with pytest.raises(IndexError):
        texts[len(words)]


@given(st.lists(WORDS, max_size=8, unique=True), WORDS)
def test_each_text_has_its_place(words: list[str], other: str) -> None:
    texts = Texts(*mapped.packed(words))

    places = Places(texts, mapped.in_order(texts))

    assert dict(places) == {word: place for place, word in enumerate(words)}
    assert places.get(other) == (words.index(other) if other in words else None)
