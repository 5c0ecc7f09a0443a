"""Builds the word vectors: ``python -m bot.data.build_words GLOVE MINILM UNWANTED DICTIONARY …``.

Run once, by hand, on files of the packages that `words/PROVENANCE.md` names: the JSON file of
GloVe's vectors, the folder of MiniLM's weights, a list of words to leave out, and the folders of
spelling dictionaries: what they do not know is no word. A word's vector is its GloVe vector joined
with what MiniLM makes of the word alone, turned onto the directions in which all words differ
most, and stored in whole numbers of one byte.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, cast

import numpy as np

from bot.data.dictionary import known_words
from bot.data.minilm import MiniLM

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    Floats = NDArray[np.float32]

WORDS = Path(__file__).parent / "words"

COUNT = 26_000
"""Words, those added included."""

DIMENSION = 200
"""Numbers a word."""

WEIGHT = 1.0
"""Length of MiniLM's part beside that of GloVe's, 1: of 0.6 to 1 this solves most analogies."""

LARGEST = 127
"""The largest number of one byte, with its sign."""

ORDINARY = """
    arian aryan breasts damn dong drunk dummy enlargement erect facial fat gay gays god hell
    hemp heroin hitler hiv hooker jerk kill klan knob lech len lesbians lust massa maxi meth
    murder nad naked nazi nazism nude opium oral organ paddy pawn pee penetrate penetration pollock
    pot prostitute queer reich revue rum rump screw screwed seaman seamen sex sexual slave slope
    sniper snatch sperm steamy stoned strip stroke stupid suck sucked sucking thrust thug ugly urine
    uterus virgin vodka wang weed weiner whiz willy womb woody yury
"""
"""Words that the list names, and that may be said in class: most mean something else as well."""

UNFIT = """
    brothel brothels bum butt buttocks butts cripple gypsies gypsy molest molestation molested
    molesting pct pornographic rapes redskins sodomy stripper topless vaginal
"""
"""Words that may hurt or embarrass somebody in class though the list lacks them; pct is no word."""

ADDED = """
    apricot aubergine avocado avocados backpropagation banach bassoon bayes bayesian beckham
    biofuels blueberries blueberry boolean broccoli cartesian cauchy cauliflower centroid chebyshev
    cheetah classifier classifiers clustering combinatorics convergent convolution correlations
    cosine covariance dataset datasets denominator descartes determinant determinants
    dimensionality eigenvalue eigenvalues eigenvector eigenvectors ellipse embedding embeddings
    euclidean euler eurozone exponents extrapolation factorization fibonacci filmmaking flamingo
    fourier fractions gameplay gamers gauss gaussian giraffe giraffes gogh gradients habsburg
    harpsichord hedgehog hedgehogs helens hessian heuristic hippopotamus histogram homomorphism
    hydropower hyperbola hyperplane hypotenuse integrals interpolation isomorphism iteration
    iterations jacobian javascript jellyfish kalman kernels koala koalas kolkata kosovo lagrange
    laplace laplacian lebesgue leibniz lemma logarithm logarithms lovelace malaga mallorca mandolin
    markov marseille messi motorsport netanyahu neuron noether nonlinear numerator oboe
    optimisation orthogonal orthonormal outlier outliers overfitting palau papaya parabola pelican
    perceptron permutation permutations petersburg playmaker poincare polynomials pomegranate
    pythagoras pythagorean quadratic quantile raccoon rainforest ramanujan recursion
    regularization residuals rhinoceros rhombus riemann ronaldo salzburg scalar scalars sigmoid
    sine smartphone smartphones spinoff spreadsheet spreadsheets stochastic storyline subspace
    subspaces subtraction taekwondo tambourine tensor tensors tetrahedron theorems transpose
    trapezoid trombone turing tweet tweets ukulele wembley xylophone zidane zucchini
"""
"""Words of the lecture and of everyday talk that are too rare, or unknown to the dictionaries."""


def main(arguments: list[str]) -> int:
    """Write ``words.txt`` and ``vectors.npy``."""
    glove, minilm, unwanted, *dictionaries = map(Path, arguments)
    known = set[str]().union(*map(known_words, dictionaries))
    listed = set(unwanted.read_text(encoding="utf-8").lower().split("\n"))
    left_out = (listed - set(ORDINARY.split())) | set(UNFIT.split())
    words, first = glove_vectors(glove, known - left_out)
    second = MiniLM.read(minilm).vectors(words)
    joined = np.hstack([units(first), WEIGHT * units(second)])
    turned = principal(joined, DIMENSION)
    (WORDS / "words.txt").write_text("\n".join(words) + "\n", encoding="utf-8")
    np.save(WORDS / "vectors.npy", whole_numbers(turned))
    return 0


def glove_vectors(path: Path, allowed: set[str]) -> tuple[list[str], Floats]:
    """Return the words, the most frequent first, and their vectors, shape (n, 100)."""
    found = json.loads(path.read_text(encoding="utf-8"))
    vectors = cast("dict[str, list[float]]", found["vectors"])
    words = chosen(found["words"], allowed, ADDED.split(), COUNT)
    rows = [vectors[word][: found["dimensions"]] for word in words]
    return words, np.array(rows, dtype=np.float32)


def chosen(words: list[str], allowed: set[str], added: Sequence[str], count: int) -> list[str]:
    """Return ``count`` of the words in their order: all added ones, and the first allowed ones."""
    present = set(words)
    taken = {word for word in added if word in present}
    for word in words:
        if len(taken) == count:
            break
        if word in allowed and word.isascii() and word.isalpha():
            taken.add(word)
    return [word for word in words if word in taken]


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
