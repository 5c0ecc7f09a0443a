"""Builds the word vectors: ``python -m bot.data.build_words GLOVE MINILM UNWANTED``.

Run once, by hand, on files of the packages that `words/PROVENANCE.md` names: the JSON file of
GloVe's vectors, the folder of MiniLM's weights, and a list of words to leave out. A word's vector
is its GloVe vector joined with what MiniLM makes of the word alone, turned onto the directions in
which all words differ most, and stored in whole numbers of one byte.
"""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING, cast

import numpy as np

from bot.data.minilm import MiniLM

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray

    Floats = NDArray[np.float32]

WORDS = Path(__file__).parent / "words"

COUNT = 26_000
"""Words, the most frequent of GloVe's."""

DIMENSION = 200
"""Numbers a word."""

WEIGHT = 1.0
"""Length of MiniLM's part beside that of GloVe's, 1: of 0.6 to 1 this solves most analogies."""

LARGEST = 127
"""The largest number of one byte, with its sign."""

ORDINARY = """
    arian aryan breasts damn dong drunk dummy enlargement erect facial fat gay gays god guido hell
    hemp heroin hitler hiv homo hooker jerk kill klan knob lech len lesbians lust massa maxi meth
    murder nad naked nazi nazism nude opium oral organ paddy pawn pee penetrate penetration pollock
    pot prostitute queer reich revue rum rump screw screwed seaman seamen sex sexual slave slope
    sniper snatch sperm steamy stoned strip stroke stupid suck sucked sucking thrust thug ugly urine
    uterus virgin vodka wang weed weiner whiz willy womb woody yury
"""
"""Words that the list names, and that may be said in class: most mean something else as well."""


def main(arguments: list[str]) -> int:
    """Write ``words.txt`` and ``vectors.npy``."""
    glove, minilm, unwanted = map(Path, arguments)
    listed = set(unwanted.read_text(encoding="utf-8").lower().split("\n"))
    words, first = glove_vectors(glove, listed - set(ORDINARY.split()))
    second = MiniLM.read(minilm).vectors(words)
    joined = np.hstack([units(first), WEIGHT * units(second)])
    turned = principal(joined, DIMENSION)
    (WORDS / "words.txt").write_text("\n".join(words) + "\n", encoding="utf-8")
    np.save(WORDS / "vectors.npy", whole_numbers(turned))
    return 0


def glove_vectors(path: Path, left_out: set[str]) -> tuple[list[str], Floats]:
    """Return the most frequent words and their vectors, shape (n, 100)."""
    found = json.loads(path.read_text(encoding="utf-8"))
    vectors = cast("dict[str, list[float]]", found["vectors"])
    # In the order of the file, the most frequent word first.
    words = list(kept(found["words"], left_out))[:COUNT]
    rows = [vectors[word][: found["dimensions"]] for word in words]
    return words, np.array(rows, dtype=np.float32)


def kept(words: Iterable[str], left_out: set[str]) -> Iterable[str]:
    """Yield the words of small Latin letters that are not left out."""
    return (word for word in words if re.fullmatch("[a-z]+", word) and word not in left_out)


def units(rows: Floats) -> Floats:
    """Return rows of length 1."""
    return rows / np.linalg.norm(rows, axis=1, keepdims=True)


def principal(rows: Floats, dimension: int) -> Floats:
    """Return the rows, less their mean, along the directions of largest variance."""
    centred = (rows - rows.mean(axis=0)).astype(np.float64)
    directions: NDArray[np.float64] = np.linalg.eigh(centred.T @ centred).eigenvectors
    turned: NDArray[np.float64] = centred @ directions[:, ::-1][:, :dimension]
    return turned.astype(np.float32)


def whole_numbers(rows: Floats) -> NDArray[np.int8]:
    """Return rows times what makes their largest entry 127, rounded: directions are kept."""
    largest = np.abs(rows).max(axis=1, keepdims=True)
    scaled: Floats = rows * LARGEST / largest
    return np.round(scaled).astype(np.int8)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
