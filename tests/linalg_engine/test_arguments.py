"""Arguments of a wrong kind are refused in words, whatever the function."""

from __future__ import annotations

import inspect
import math
from collections.abc import Callable, Iterator
from decimal import Decimal
from fractions import Fraction
from functools import cache
from typing import Any

import numpy as np
import pytest

import linalg_engine as la
from linalg_engine.arguments import pairs, real_number, require_names, whole_number
from linalg_engine.errors import InputError
from linalg_engine.recommender import fold_in

NAN = math.nan
SQUARE = [[2, 1], [1, 3]]
POINTS = [[1, 2], [3, 4], [9, 7]]

NO_ARRAYS: tuple[Any, ...] = (
    None, "inf", "", b"x", 2, NAN, 1j, {}, {"a": 1}, {1, 2}, iter([1, 2]), object(), len, [], [[]],
    [[1, 2], [3]], [1, [2]], [[1, "a"], [2, 3]], [1j, 2], [object(), 1], np.array(["a", "b"]),
    np.array(5), np.zeros((0, 3)), np.zeros((2, 2, 2)), np.array([1 + 2j, 3]),
    np.array([1, 2], dtype="M8[D]"), [[10**400, 0.5], [1, 1]],
)  # fmt: skip

NO_WHOLE_NUMBERS: tuple[Any, ...] = (
    "2", "", 1.5, 2.0, NAN, math.inf, 1j, [1], {}, object(), len, np.float64(2), Fraction(1, 2),
    np.array([1, 2]), np.array(["a"]), -(10**10),
)  # fmt: skip

NO_NUMBERS: tuple[Any, ...] = (
    "2", "inf", "", 1j, [1], {}, object(), len, np.array([1.0, 2.0]), 10**400, -1, NAN,
)  # fmt: skip

NO_TEXT: tuple[Any, ...] = (None, 2, 1.5, b"1 2", ["1", "2"], {}, object(), np.array(["1"]))

NO_WORDS: tuple[Any, ...] = (None, "", "euclid", 2, ["als"], {}, object(), np.array(["als", "svd"]))

NO_VARIABLES: tuple[Any, ...] = (
    None, 2, "x", ["x"], [("x", 2)], {1: 2}, {"x": None}, {"x": "2"}, {"x": {}},
    {"x": [1, "a"]}, {"x": np.zeros((2, 2, 2))}, {"x": Decimal("nan")},
)  # fmt: skip

KINDS: dict[str, tuple[Any, ...]] = {
    **dict.fromkeys(("a", "b", "v", "onto", "values", "data", "ratings", "vectors"), NO_ARRAYS),
    **dict.fromkeys(("people", "items", "stars", "vector", "kernel"), NO_ARRAYS),
    **dict.fromkeys(("x", "w", "w1", "w2"), NO_ARRAYS),
    **dict.fromkeys(("c", "p", "y"), NO_ARRAYS),
    **dict.fromkeys(("b1", "b2", "start", "between", "features"), NO_ARRAYS[1:]),
    "labels": (None, 2, "ab", [0], [0, 0, 0], [0, 1], {}, object(), [[0, 1, 1]]),
    **dict.fromkeys(
        ("rank", "seed", "starts", "samples", "components", "augmented", "index", "count", "n", "k",
         "most", "degree"),
        NO_WHOLE_NUMBERS,
    ),
    **dict.fromkeys(("order", "unobserved_weight", "ridge"), NO_NUMBERS),
    **dict.fromkeys(("method", "metric", "activation"), NO_WORDS),
    "leave_out": (None, 1, "12", [0.5], ["a"], [2], [-1], object()),
    "text": NO_TEXT,
    "variables": NO_VARIABLES,
    "scale": ("15", "ab", 5, [1], (1, 2, 3), (1, "a"), {}, (1, None), (4, 2), (1, NAN)),
}  # fmt: skip
"""What is wrong for parameters of these names."""

SWITCHES = {"record", "standardize"}
"""Any value is true or false."""

RIGHT: dict[str, dict[str, Any]] = {
    **{name: {"vectors": [[1, 2], [3, 4], [0, 1]]} for name in ("odd_one_out", "unit_rows")},
    "kmeans": {"data": POINTS, "k": 2},
    "silhouettes": {"data": POINTS, "labels": [0, 0, 1]},
    **{name: {"data": POINTS} for name in ("distances", "mean_silhouettes")},
    "layer": {"x": [1, 2], "w": SQUARE, "b": [0, 1]},
    "two_layers": {"x": [1, 2], "w1": SQUARE, "b1": [0, 1], "w2": SQUARE},
    "cosines": {"vectors": SQUARE, "vector": [1, 2]},
    "most_similar": {"vectors": SQUARE, "vector": [1, 2], "count": 1},
    "filtered": {"a": SQUARE, "kernel": [[1]]},
    "low_rank": {"a": SQUARE},
    "cross": {"a": [1, 2, 3], "b": [4, 5, 6]},
    "evaluate": {"text": "x + 1", "variables": {"x": 2}},
    "fit": {"people": [0, 0, 1, 1], "items": [0, 1, 0, 1], "stars": [1, 2, 3, 4], "samples": 3},
    "multiply": {"a": SQUARE, "b": SQUARE},
    "nearest": {"vectors": SQUARE, "index": 0},
    "parse_data": {"text": "x, y\n1, 2\n3, 5"},
    "parse_long_form": {"text": "user,item,rating\nAnn,Shrek,5"},
    "power": {"a": SQUARE, "n": 2},
    "change_of_basis": {"a": SQUARE, "p": SQUARE},
    "fit_polynomial": {"x": [1, 2, 3], "y": [2, 3, 5]},
    "markov_chain": {"a": [[0.5, 1], [0.5, 0]]},
    "normal_equations": {"a": SQUARE, "b": [1, 2]},
    "parse_equations": {"text": "2x + y = 3"},
    "project_on_span": {"v": [1, 2], "vectors": [[1, 3]]},
    "span": {"vectors": [[1, 2], [3, 4]]},
    "triple": {"a": [1, 2, 3], "b": [4, 5, 6], "c": [7, 8, 10]},
    "truncated": {"a": SQUARE, "k": 1},
    **{name: {"a": SQUARE, "b": [1, 2]} for name in ("solve", "least_squares")},
    **{name: {"values": SQUARE} for name in ("as_matrix", "as_table")},
    **{name: {"data": [[1, 2], [3, 4], [5, 7]]} for name in ("pca", "covariance")},
    **{name: {"text": "2"} for name in ("parse_scalar", "parse_vector", "parse_table")},
}
"""Arguments that a function takes, where those that the names of its parameters suggest do not."""

BY_NAME: dict[str, Any] = {
    "a": [1, 2], "b": [3, 4], "v": [3, 4], "onto": [1, 1], "values": [1, 2], "text": "1 2; 3 4",
    "ratings": [[1, 2, 3], [3, 4, 1]],
}  # fmt: skip

OF_MATRICES = (
    "cholesky", "determinant", "eigen", "inverse", "jordan", "long_run", "lu", "markov_chain",
    "matrix_exponential", "projection_matrix", "properties", "pseudo_inverse", "qr", "rank",
    "row_reduce", "spectral", "subspaces", "svd", "trace", "transpose",
)  # fmt: skip

FUNCTIONS: dict[str, Callable[..., object]] = {
    name: getattr(la, name) for name in la.__all__ if inspect.isfunction(getattr(la, name))
}


def right_arguments(name: str) -> dict[str, Any]:
    needed = [
        parameter.name
        for parameter in inspect.signature(FUNCTIONS[name]).parameters.values()
        if parameter.default is parameter.empty
    ]
    if name in RIGHT:
        return RIGHT[name]
    return {key: SQUARE if name in OF_MATRICES else BY_NAME[key] for key in needed}


@cache
def some_ratings() -> la.ItemSpace:
    return la.fit([0, 0, 1, 1, 2], [7, 8, 7, 8, 7], [5, 1, 4, 2, 5], samples=3)


def some_factors() -> la.Factorization:
    return la.factorize([[1, 2, 3], [3, 4, 1]], rank=1, method="svd")


METHODS: dict[str, tuple[Callable[[Any], object], tuple[Any, ...]]] = {
    "fold_in, items": (lambda x: fold_in(some_ratings(), x, [5]), NO_ARRAYS),
    "fold_in, stars": (lambda x: fold_in(some_ratings(), [7], x), NO_ARRAYS),
    "neighbours, item": (lambda x: some_ratings().neighbours(x), (None, *NO_WHOLE_NUMBERS)),
    "neighbours, metric": (lambda x: some_ratings().neighbours(7, x), NO_WORDS),
    "neighbours, count": (lambda x: some_ratings().neighbours(7, count=x), NO_WHOLE_NUMBERS),
    "reasons": (lambda x: fold_in(some_ratings(), [7], [5]).reasons(x), (None, *NO_WHOLE_NUMBERS)),
    "factors, people": (lambda x: some_factors().predict(x, [0]), NO_ARRAYS),
    "factors, items": (lambda x: some_factors().predict([0], x), NO_ARRAYS),
    "transform": (lambda x: la.pca(SQUARE).transform(x), (*NO_ARRAYS, [[1]], [[1, 2, 3]])),
    "inverse_transform": (lambda x: la.pca(SQUARE, 1).inverse_transform(x), (*NO_ARRAYS, SQUARE)),
    "components_needed": (lambda x: la.pca(SQUARE).components_needed(x), (*NO_NUMBERS, None, 0, 2)),
}  # fmt: skip
"""The same for methods of results: what is asked, and what is wrong there."""


def refused(ask: Callable[[], object]) -> str:
    with pytest.raises(InputError) as caught:
        ask()
    return str(caught.value)


def not_refused_in_words(ask: Callable[[Any], object], wrong: tuple[Any, ...]) -> list[str]:
    """Return what is taken, or is refused otherwise than by a sentence."""
    found: list[str] = []
    for number, value in enumerate(wrong):
        try:
            ask(value)
        except InputError as error:
            if not is_a_sentence(str(error)):
                found.append(f"number {number}, {value!r}: {error}")
        except Exception as error:
            found.append(f"number {number}, {value!r}: {error!r}")
        else:
            found.append(f"number {number}, {value!r}, is taken")
    return found


def is_a_sentence(text: str) -> bool:
    return text[:1].isupper() and text.endswith(".") and "dtype" not in text and "<" not in text


def cases() -> Iterator[Any]:
    for name, function in FUNCTIONS.items():
        for parameter in inspect.signature(function).parameters.values():
            if parameter.name in SWITCHES:
                continue
            wrong = KINDS[parameter.name]
            if parameter.name == "b" and parameter.default is None:
                wrong = wrong[1:]
            if parameter.default is not None and wrong in (NO_WHOLE_NUMBERS, NO_NUMBERS):
                wrong = (None, *wrong)
            yield pytest.param(name, parameter.name, wrong, id=f"{name}({parameter.name})")


@pytest.mark.parametrize("name", FUNCTIONS)
def test_the_right_arguments_are_taken(name: str) -> None:
    assert FUNCTIONS[name](**right_arguments(name)) is not None


@pytest.mark.parametrize(("name", "parameter", "wrong"), list(cases()))
def test_public_functions_refuse_wrong_arguments_in_words(
    name: str, parameter: str, wrong: tuple[Any, ...]
) -> None:
    right = right_arguments(name)

    assert not_refused_in_words(lambda x: FUNCTIONS[name](**{**right, parameter: x}), wrong) == []


@pytest.mark.parametrize("name", METHODS)
def test_results_refuse_wrong_arguments_in_words(name: str) -> None:
    assert not_refused_in_words(*METHODS[name]) == []


@pytest.mark.parametrize(
    ("ask", "sentence"),
    [
        (
            lambda: la.norm([3, 4], "inf"),  # pyright: ignore[reportArgumentType]
            "The order p of a norm must be a number, not “inf”.",
        ),
        (
            lambda: la.pca(SQUARE, 1.5),  # pyright: ignore[reportArgumentType]
            "The number of components must be a whole number, not 1.5.",
        ),
        (
            lambda: real_number("x" * 18, "The ridge"),
            "The ridge must be a number, not “xxxxxxxxxxxxxxxxxx”.",
        ),
        (lambda: real_number("x" * 19, "The ridge"), "The ridge must be a number, not a str."),
        (lambda: la.nearest(SQUARE, 2), "The index must be a whole number from 0 to 1, not 2."),
        (lambda: la.nearest(SQUARE, -1), "The index must be a whole number from 0 to 1, not -1."),
        (
            lambda: la.nearest(SQUARE, 0, "euclid"),  # pyright: ignore[reportArgumentType]
            "There is no metric “euclid”: choose one of cosine, dot.",
        ),
        (
            lambda: la.row_reduce(SQUARE, augmented=3),
            "The number of right-hand sides must be a whole number from 0 to 2, not 3.",
        ),
        (
            lambda: la.factorize(SQUARE, 1, seed=-1),
            "The seed must be a whole number of 0 or more, not -1.",
        ),
        (
            lambda: la.parse_vector([1, 2]),  # pyright: ignore[reportArgumentType]
            "Only text is read here, and this is a list.",
        ),
        (
            lambda: la.evaluate("x", {"x": None}),  # pyright: ignore[reportArgumentType]
            "A variable is a number, a vector or a matrix, not None.",
        ),
        (
            lambda: whole_number(10**30, "The rank", 1, 9),
            "The rank must be a whole number from 1 to 9, not an int.",
        ),
        (
            lambda: real_number(10**400, "The ridge"),
            "The ridge is too large: floats end at about 1.8 × 10³⁰⁸.",
        ),
        (
            lambda: pairs([[1, 2], [3]], [1]),  # pyright: ignore[reportArgumentType]
            "People and items must be two lists of whole numbers.",
        ),
        (
            lambda: require_names({2: 1}),
            "Variables must be a dictionary from names to values.",
        ),
    ],
)
def test_an_error_says_what_was_given_and_what_is_needed(
    ask: Callable[[], object], sentence: str
) -> None:
    assert refused(ask) == sentence


@pytest.mark.parametrize(
    ("order", "value"), [(np.int64(1), 7), (Fraction(2), 5), (Decimal("inf"), 4), (True, 7)]
)
def test_numbers_of_every_kind_are_orders_of_a_norm(order: Any, value: int) -> None:
    assert la.norm([3, 4], order).value == value


@pytest.mark.parametrize("n", [np.int8(2), True + 1, np.array(2)])
def test_integers_of_every_kind_are_whole_numbers(n: Any) -> None:
    assert la.power(SQUARE, n).tolist() == [[5, 5], [5, 10]]
