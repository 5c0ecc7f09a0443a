"""The word vectors that are shipped, and the small parts of what builds them."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from scipy.stats import norm

from bot.data import build_words, dictionary
from bot.data.minilm import MiniLM, gelu, read_weights
from bot.topics.words import space, vocabulary

FOLDER = vocabulary.FOLDER


def test_there_is_a_vector_for_each_word_and_words_are_words() -> None:
    words = vocabulary.words()

    assert space.vectors().shape == (len(words), build_words.DIMENSION)
    assert space.vectors().dtype == np.int8
    assert len(set(words)) == len(words) == build_words.COUNT
    assert all(word.isascii() and word.isalpha() and word.islower() for word in words)
    assert not {"formula_12", "xinhua", "pct", "mln", "xvi", "kah", "sn"} & {*words}
    assert not {"nigger", "cunt", "faggot", "gook", "gypsy", "retarded"} & {*words}
    assert {"eigenvector", "cosine", "giraffe", "kosovo", "dna"} <= {*words}
    assert words[:3] == ("the", "of", "to")


def test_all_files_take_less_than_six_megabytes_and_say_where_they_come_from() -> None:
    assert sum(file.stat().st_size for file in FOLDER.iterdir()) < 6_000_000
    provenance = (FOLDER / "PROVENANCE.md").read_text(encoding="utf-8")
    for name in ("GloVe", "MiniLM", "SCOWL", *(f.name for f in FOLDER.glob("LICENSE-*"))):
        assert name in provenance
    assert "Kevin Atkinson" in (FOLDER / "LICENSE-dictionaries.txt").read_text(encoding="utf-8")
    assert "Apache License" in (FOLDER / "LICENSE-minilm.txt").read_text(encoding="utf-8")


def test_the_vectors_are_mapped_not_read() -> None:
    assert isinstance(space.vectors(), np.memmap)


def test_the_most_frequent_allowed_words_are_taken_beside_all_that_are_added() -> None:
    words = ["the", "1999", "xinhua", "don't", "cat", "é", "dog", "tree", "tensor"]
    allowed = {"the", "1999", "don't", "cat", "é", "dog", "tree"}

    taken = build_words.chosen(words, allowed, ["tensor", "absent"], 4)

    assert taken == ["the", "cat", "dog", "tensor"]


def test_a_dictionary_knows_all_forms_of_its_words(tmp_path: Path) -> None:
    rules = """\
    SET UTF-8
    NOSUGGEST !
    PFX U Y 1
    PFX U   0     un         .
    PFX X N 1
    PFX X   0     anti       .
    SFX D Y 4
    SFX D   0     d          e
    SFX D   y     ied        [^aeiou]y
    SFX D   0     ed         [^ey]
    SFX D   0     ed         [aeiou]y
    SFX M Y 1
    SFX M   0     's         .
    """
    (tmp_path / "index.aff").write_text(rules, encoding="utf-8")
    stems = "8\ntie/UD\ncarry/DX\nplay/D\nDarn/M!\nRome/M\nNASA\nXVI\nxiv\nNJ\nSn\nUK\n1st/p\n"
    (tmp_path / "index.dic").write_text(stems, encoding="utf-8")

    found = {word for word in dictionary.known_words(tmp_path) if word.isalpha()}

    assert found == {
        *("tie", "tied", "untie", "untied", "carry", "carried", "anticarry", "play", "played"),
        *("rome", "nasa", "uk"),
    }


def test_whole_numbers_keep_directions() -> None:
    rows = np.random.default_rng(1).normal(size=(50, 200)).astype(np.float32)

    stored = build_words.whole_numbers(rows).astype(float)

    cosines = (stored * rows).sum(axis=1)
    cosines /= np.linalg.norm(stored, axis=1) * np.linalg.norm(rows, axis=1)
    assert np.abs(stored).max(axis=1).tolist() == [127] * 50
    assert cosines.min() > 0.9995


def test_the_directions_kept_are_those_of_largest_variance() -> None:
    rows = np.random.default_rng(2).normal(size=(60, 8)).astype(np.float32) * np.arange(1, 9)

    turned = build_words.principal(rows.astype(np.float32), 3)

    s = np.linalg.svd(rows - rows.mean(axis=0), compute_uv=False)
    assert np.linalg.norm(turned, axis=0) == pytest.approx(s[:3], rel=1e-4)


def test_gelu_is_x_times_the_normal_distribution() -> None:
    x = np.linspace(-6, 6, 401, dtype=np.float32)

    assert gelu(x) == pytest.approx(x * norm.cdf(x), abs=2e-6)


def test_a_word_is_cut_into_its_longest_pieces() -> None:
    names = ["[UNK]", "[CLS]", "[SEP]", "un", "##know", "##known", "##n", "k"]
    network = MiniLM({}, {name: number for number, name in enumerate(names)})

    assert network.numbers("unknown") == [1, 3, 5, 2]
    assert network.numbers("unknow") == [1, 3, 4, 2]
    assert network.numbers("unzip") == [1, 0, 2]


def test_weights_are_read_by_their_offsets(tmp_path: Path) -> None:
    a, b = np.arange(6, dtype="<f4").reshape(2, 3), np.array([7.0], dtype="<f4")
    head = {
        "__metadata__": {"format": "pt"},
        "b": {"dtype": "F32", "shape": [1], "data_offsets": [24, 28]},
        "a": {"dtype": "F32", "shape": [2, 3], "data_offsets": [0, 24]},
        "ids": {"dtype": "I64", "shape": [1], "data_offsets": [28, 36]},
    }
    text = json.dumps(head).encode()
    body = a.tobytes() + b.tobytes() + bytes(8)
    (tmp_path / "m").write_bytes(len(text).to_bytes(8, "little") + text + body)

    found = read_weights(tmp_path / "m")

    assert sorted(found) == ["a", "b"]
    assert found["a"].tolist() == a.tolist()
    assert found["b"].tolist() == [7.0]
