"""Layers of networks, held against NumPy and SciPy."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.special import expit
from scipy.special import softmax as softmax_of_scipy

import linalg_engine as la
from linalg_engine.networks import Activation

SIZES = st.integers(1, 5)
ANY_FLOATS = st.lists(st.floats(-1.7e308, 1.7e308), min_size=1, max_size=6)
FRACTIONS = st.fractions(-9, 9, max_denominator=7)

ACTIVATIONS: dict[Activation, Any] = {
    "relu": lambda z: np.maximum(z, 0),
    "none": lambda z: z,
    "sigmoid": expit,
    "softmax": softmax_of_scipy,
}


@given(st.integers(0, 10**6), SIZES, SIZES, st.sampled_from([*ACTIVATIONS]), st.booleans())
@settings(max_examples=60)
def test_a_layer_is_what_numpy_computes(
    seed: int, m: int, n: int, activation: Activation, has_bias: bool
) -> None:
    generator = np.random.default_rng(seed)
    x, w, b = (generator.normal(size=size, scale=5) for size in (n, (m, n), m))

    found = la.layer(x, w, b if has_bias else None, activation)

    sums = w @ x + (b if has_bias else 0)
    assert found.products == pytest.approx(w @ x)
    assert found.sums == pytest.approx(sums)
    assert found.output == pytest.approx(ACTIVATIONS[activation](sums), abs=1e-14)
    assert (found.bias is None) != has_bias


@given(st.data(), SIZES, SIZES, st.sampled_from(["relu", "none"]))
@settings(max_examples=12)
def test_exact_numbers_stay_exact(data: st.DataObject, m: int, n: int, kind: Activation) -> None:
    x, b = (data.draw(st.lists(FRACTIONS, min_size=k, max_size=k)) for k in (n, m))
    w = [data.draw(st.lists(FRACTIONS, min_size=n, max_size=n)) for _ in range(m)]

    found = la.layer(x, w, b, kind)

    sums = [
        sum(p * q for p, q in zip(row, x, strict=True)) + c for row, c in zip(w, b, strict=True)
    ]
    assert found.sums.tolist() == sums
    kept = [max(z, Fraction(0)) for z in sums] if kind == "relu" else sums
    assert found.output.tolist() == kept
    assert all(isinstance(y, Fraction) for y in found.output)


def test_roots_stay_roots() -> None:
    found = la.layer([1, 1], la.parse_matrix("[sqrt(2) 0; 0 -sqrt(2)]"))

    assert [str(y) for y in found.output] == ["√2", "0"]


@given(ANY_FLOATS)
def test_softmax_and_sigmoid_never_overflow(v: list[float]) -> None:
    with np.errstate(all="raise", under="ignore"):
        found, pressed = la.softmax(v), la.sigmoid(v)

    shifted = np.array([Fraction(x) - Fraction(max(v)) for x in v])
    powers = np.exp(np.maximum(shifted, -2000).astype(float))
    assert found == pytest.approx(powers / powers.sum(), abs=1e-15)
    assert found.sum() == pytest.approx(1)
    assert pressed == pytest.approx(expit(v), rel=1e-9, abs=1e-300)


def test_softmax_of_exact_numbers_is_scipys() -> None:
    exact = la.parse_vector("[1/2, sqrt(2), -3]")

    assert la.softmax(exact) == pytest.approx(softmax_of_scipy([0.5, 2**0.5, -3]))
    assert la.softmax([10**300, 10**300 - 1, 0]) == pytest.approx(
        softmax_of_scipy([1.0, 0.0, -1000.0])
    )


@given(st.lists(st.floats(-50, 50), min_size=1, max_size=6), st.floats(-50, 50))
def test_softmax_does_not_feel_a_shift_of_all(v: list[float], shift: float) -> None:
    moved = la.softmax([x + shift for x in v])

    assert moved == pytest.approx(la.softmax(v), rel=1e-9, abs=1e-14)


@given(st.integers(0, 10**6), SIZES, SIZES, SIZES)
@settings(max_examples=40)
def test_two_layers_are_one_after_the_other(seed: int, n: int, m: int, k: int) -> None:
    generator = np.random.default_rng(seed)
    x, w1, b1, w2, b2 = (generator.normal(size=s, scale=2) for s in (n, (m, n), m, (k, m), k))

    found = la.two_layers(x, w1, b1, w2, b2)

    hidden = np.maximum(w1 @ x + b1, 0)
    assert found.hidden.output == pytest.approx(hidden)
    assert found.scores.sums == pytest.approx(w2 @ hidden + b2)
    assert found.scores.output == pytest.approx(softmax_of_scipy(w2 @ hidden + b2))


@pytest.mark.parametrize(
    ("x", "w", "b", "said", "source"),
    [
        ([1, 2], [[1, 2, 3]], None, "W has 3 columns and x 2 entries.*With 2 columns", "x"),
        ([1], [[1, 2]], None, "W has 2 columns and x 1 entry.*1 column in W, or 2 entries", "x"),
        ([1, 2], [[1, 2]], [1, 2], "W has 1 row and b 2 entries.*b needs 1 entry", "b"),
    ],
)
def test_shapes_that_do_not_fit_are_told_which_would(
    x: list[int], w: list[list[int]], b: list[int] | None, said: str, source: str
) -> None:
    with pytest.raises(la.InputError, match=said) as refused:
        la.layer(x, w, b)

    assert refused.value.source == source


@pytest.mark.parametrize(
    ("w2", "b2", "said", "source"),
    [
        ([[1, 2, 3]], None, "The hidden layer has 2 neurons and W₂ 3 columns.*2 columns", "w2"),
        ([[1, 2]], [1, 2], "W₂ has 1 row and b₂ 2 entries", "b2"),
    ],
)
def test_the_second_layer_must_fit_the_first(
    w2: list[list[int]], b2: list[int] | None, said: str, source: str
) -> None:
    with pytest.raises(la.InputError, match=said) as refused:
        la.two_layers([1, 2], [[1, 0], [0, 1]], None, w2, b2)

    assert refused.value.source == source


def test_other_activations_and_sums_too_large_are_refused() -> None:
    other: Any = "tanh"
    with pytest.raises(la.InputError, match="no activation “tanh”: choose one of relu, none"):
        la.layer([1], [[1]], None, other)
    with pytest.raises(la.InputError, match="large"):
        la.layer([1e308], [[1.5]], [1e308])
    with pytest.raises(la.InputError, match="large"):
        la.layer([10**308], [[1]], [10**308])
