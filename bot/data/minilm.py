"""MiniLM (Wang and others 2020), a small network that turns text into vectors, in plain NumPy.

Enough of it to turn single words into vectors, from the weights of all-MiniLM-L6-v2: word pieces,
six layers of attention (Vaswani and others, "Attention is all you need", 2017), the mean of the
pieces' vectors.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from pathlib import Path

Floats = NDArray[np.float32]

LAYERS, HEADS = 6, 12

SMALLEST_DEVIATION = 1e-12
"""Added to variances before their root is taken."""

FIRST, LAST, UNKNOWN = "[CLS]", "[SEP]", "[UNK]"
"""Pieces before and after every text, and for what has no pieces."""

BATCH = 256
"""Words that are computed together."""


@dataclass(frozen=True)
class MiniLM:
    """The network's weights by name, and the numbers of its pieces of words."""

    weights: dict[str, Floats]
    pieces: dict[str, int]

    @classmethod
    def read(cls, folder: Path) -> MiniLM:
        """Return the network of a folder with ``model.safetensors`` and ``vocab.txt``."""
        lines = (folder / "vocab.txt").read_text(encoding="utf-8").split("\n")
        pieces = {piece: number for number, piece in enumerate(lines)}
        return cls(read_weights(folder / "model.safetensors"), pieces)

    def vectors(self, words: list[str]) -> Floats:
        """Return the vectors of single words, shape (n, 384)."""
        numbers = [self.numbers(word) for word in words]
        found = np.empty((len(words), 384), np.float32)
        for length in sorted({len(each) for each in numbers}):
            alike = [i for i, each in enumerate(numbers) if len(each) == length]
            for start in range(0, len(alike), BATCH):
                batch = alike[start : start + BATCH]
                found[batch] = self._mean_vectors(np.array([numbers[i] for i in batch]))
        return found

    def numbers(self, word: str) -> list[int]:
        """Return the pieces of a word, the longest first, between those of begin and end."""
        found: list[str] = []
        start = 0
        while start < len(word):
            before = "##" if start else ""
            ends = range(len(word), start, -1)
            end = next((e for e in ends if before + word[start:e] in self.pieces), None)
            if end is None:
                found = [UNKNOWN]
                break
            found.append(before + word[start:end])
            start = end
        return [self.pieces[piece] for piece in (FIRST, *found, LAST)]

    def _mean_vectors(self, numbers: NDArray[np.intp]) -> Floats:
        """Return the mean of the last layer's vectors, for words of equally many pieces."""
        w = self.weights
        x = w["embeddings.word_embeddings.weight"][numbers]
        x = x + w["embeddings.position_embeddings.weight"][: numbers.shape[1]]
        x = x + w["embeddings.token_type_embeddings.weight"][0]
        x = self._normalized("embeddings.LayerNorm", x)
        for layer in range(LAYERS):
            x = self._layer(f"encoder.layer.{layer}.", x)
        return x.mean(axis=1)

    def _layer(self, name: str, x: Floats) -> Floats:
        attended = self._linear(f"{name}attention.output.dense", self._attention(name, x))
        x = self._normalized(f"{name}attention.output.LayerNorm", x + attended)
        inner = gelu(self._linear(f"{name}intermediate.dense", x))
        return self._normalized(
            f"{name}output.LayerNorm", x + self._linear(f"{name}output.dense", inner)
        )

    def _attention(self, name: str, x: Floats) -> Floats:
        """Return for each piece the mean of all values, weighted by how well they fit to it."""
        words, pieces, width = x.shape

        def heads(kind: str) -> Floats:
            y = self._linear(f"{name}attention.self.{kind}", x)
            return y.reshape(words, pieces, HEADS, -1).transpose(0, 2, 1, 3)

        query, key, value = heads("query"), heads("key"), heads("value")
        fit = query @ key.transpose(0, 1, 3, 2) / np.float32(np.sqrt(width / HEADS))
        weights = np.exp(fit - fit.max(axis=-1, keepdims=True))
        weights /= weights.sum(axis=-1, keepdims=True)
        return (weights @ value).transpose(0, 2, 1, 3).reshape(words, pieces, width)

    def _linear(self, name: str, x: Floats) -> Floats:
        return x @ self.weights[f"{name}.weight"].T + self.weights[f"{name}.bias"]

    def _normalized(self, name: str, x: Floats) -> Floats:
        deviation = x - x.mean(axis=-1, keepdims=True)
        variance = np.square(deviation).mean(axis=-1, keepdims=True)
        scaled = deviation / np.sqrt(variance + SMALLEST_DEVIATION)
        return scaled * self.weights[f"{name}.weight"] + self.weights[f"{name}.bias"]


def gelu(x: Floats) -> Floats:
    """Return x times the probability that a standard normal number is below x.

    By Abramowitz and Stegun, *Handbook of Mathematical Functions*, 7.1.26: to within 1.5e-7.
    """
    z = np.abs(x) / np.float32(np.sqrt(2))
    t = 1 / (1 + np.float32(0.3275911) * z)
    terms = (1.061405429, -1.453152027, 1.421413741, -0.284496736, 0.254829592)
    sum_ = np.zeros_like(t)
    for term in terms:
        sum_ = (sum_ + np.float32(term)) * t
    error = np.sign(x) * (1 - sum_ * np.exp(-z * z))
    return (x * (1 + error) / 2).astype(np.float32)


def read_weights(path: Path) -> dict[str, Floats]:
    """Return the arrays of a safetensors file: its head is JSON, behind its length in 8 bytes."""
    raw = path.read_bytes()
    start = 8 + int.from_bytes(raw[:8], "little")
    head: dict[str, dict[str, Any]] = json.loads(raw[8:start])
    found: dict[str, Floats] = {}
    for name, about in head.items():
        if about.get("dtype") == "F32":
            first, last = about["data_offsets"]
            array = np.frombuffer(raw[start + first : start + last], "<f4")
            found[name] = array.reshape(about["shape"])
    return found
