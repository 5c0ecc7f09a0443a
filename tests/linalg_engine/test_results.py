"""What all results share: equality that gives a bool, a hash or a refusal, a repr of one line."""

from __future__ import annotations

import pickle
from dataclasses import FrozenInstanceError, fields, is_dataclass
from fractions import Fraction
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from linalg_engine.bases import change_of_basis
from linalg_engine.decompositions import cholesky, eigen, lu, qr, svd, truncated
from linalg_engine.elimination import determinant, inverse, row_reduce, solve, subspaces
from linalg_engine.factorization import factorize, lecture_films
from linalg_engine.kinds import properties
from linalg_engine.notation import parse_data, parse_table
from linalg_engine.powers import long_run, markov_chain
from linalg_engine.principal_components import pca
from linalg_engine.recommender import fit, fold_in
from linalg_engine.results import result
from linalg_engine.vectors import angle, dot, norm, project
from tests.linalg_engine.some_matrices import exact

A = exact("4 2", "2 3")
FLOATS = np.array([[4.0, 2.0], [2.0, 3.0], [0.5, 1.0]])
BLANK = np.array([[5.0, np.nan, 1.0], [4.0, 2.0, 1.0]])


def some_fit() -> Any:
    return fit([0, 0, 1, 1, 2], [0, 1, 0, 1, 0], [5, 3, 4, 2, 1], samples=4)


MAKERS = {
    "norm": lambda: norm(A[0]),
    "angle": lambda: angle(A[0], A[1]),
    "projection": lambda: project(A[0], A[1]),
    "dot": lambda: dot(A[0], A[1]),
    "row_reduce": lambda: row_reduce(A),
    "row operation": lambda: row_reduce(A).steps[0],
    "determinant": lambda: determinant(A),
    "cofactor": lambda: determinant(A).cofactors[0],
    "inverse": lambda: inverse(A),
    "solution": lambda: solve(A, A[0]),
    "least squares": lambda: solve(FLOATS, np.ones(3)).least_squares,
    "subspaces": lambda: subspaces(A),
    "lu": lambda: lu(A),
    "cholesky": lambda: cholesky(A),
    "qr": lambda: qr(A),
    "svd": lambda: svd(A),
    "truncated": lambda: truncated(A, 1),
    "eigen": lambda: eigen(A),
    "eigenspace": lambda: eigen(A).spaces[0],
    "changed basis": lambda: change_of_basis(A, A),
    "long run": lambda: long_run(A),
    "properties": lambda: properties(A),
    "inertia": lambda: properties(A).inertia,
    "chain": lambda: markov_chain(exact("1/2 1/2", "0 1")),
    "pca": lambda: pca(FLOATS),
    "factorize": lambda: factorize(BLANK, 1),
    "lecture": lecture_films,
    "item space": some_fit,
    "person": lambda: fold_in(some_fit(), [0], [4]),
    "reasons": lambda: fold_in(some_fit(), [0], [4]).reasons(1),
    "neighbour": lambda: some_fit().neighbours(0)[0],
    "table": lambda: parse_table("4 - 1\n2 5 3"),
    "data": lambda: parse_data("name,x,y\na,1,2\nb,3,4"),
}


def arrays_in(value: Any) -> list[NDArray[Any]]:
    if isinstance(value, np.ndarray):
        return [value]
    if isinstance(value, tuple):
        return [array for entry in value for array in arrays_in(entry)]
    if is_dataclass(value):
        return [array for f in fields(value) for array in arrays_in(getattr(value, f.name))]
    return []


@pytest.mark.parametrize("make", MAKERS.values(), ids=MAKERS)
def test_results_compare_pickle_and_show_themselves_in_one_line(make: Any) -> None:
    first, second = make(), make()

    assert (first == second) is True
    assert (first != second) is False
    assert (first == "something else") is False
    assert (pickle.loads(pickle.dumps(first)) == first) is True  # noqa: S301 - our own bytes
    text = repr(first)
    assert text.startswith(type(first).__name__ + "(")
    assert "\n" not in text
    assert len(text) < 1000
    with pytest.raises(FrozenInstanceError):
        setattr(first, fields(first)[0].name, None)


@pytest.mark.parametrize("make", MAKERS.values(), ids=MAKERS)
def test_a_result_has_a_hash_unless_it_holds_arrays(make: Any) -> None:
    found = make()
    if arrays_in(found):
        with pytest.raises(TypeError, match=f"a {type(found).__name__} with arrays"):
            hash(found)
    else:
        assert hash(found) == hash(make())
        assert {found: 1}[make()] == 1


@result
class Sample:
    entries: NDArray[Any]
    several: tuple[NDArray[Any], ...] = ()
    name: str = ""


@pytest.mark.parametrize(
    "other",
    [
        Sample(np.array([1.0, 2.5])),
        Sample(np.array([1.0, 2.0, 3.0])),
        Sample(np.array([[1.0, 2.0]])),
        Sample(np.array([Fraction(1), Fraction(2)])),
        Sample(np.array([1.0, np.nan])),
        Sample(np.array([1.0, 2.0]), (np.array([1.0]),)),
        Sample(np.array([1.0, 2.0]), (np.array([2.0]), np.array([1.0]))),
        Sample(np.array([1.0, 2.0]), name="b"),
    ],
)
def test_one_difference_makes_results_unequal(other: Sample) -> None:
    assert (Sample(np.array([1.0, 2.0])) == other) is False
    assert (other == Sample(np.array([1.0, 2.0]))) is False
    assert (other == Sample(other.entries.copy(), other.several, other.name)) is True


def test_results_of_different_kinds_are_unequal() -> None:
    @result
    class Twin:
        entries: NDArray[Any]
        several: tuple[NDArray[Any], ...] = ()
        name: str = ""

    assert Sample(np.ones(2)) != Twin(np.ones(2))


@pytest.mark.parametrize(
    ("entries", "shown"),
    [
        (np.array([Fraction(1, 2), Fraction(3)]), "[1/2, 3]"),
        (np.array([[1.0, 2 / 3], [1e-20, 4.0]]), "[[1.0, 0.666667], [1e-20, 4.0]]"),
        (np.array([np.nan, np.inf]), "[nan, inf]"),
        (np.zeros((30, 4)), "<30×4 float64>"),
        (exact("1 2 3 4 5", "1/7 2/7 3/7 4/7 5/7", "1 2 3 4 1/123456"), "<3×5 exact>"),
        (np.arange(3), "[0, 1, 2]"),
    ],
)
def test_arrays_in_a_repr(entries: NDArray[Any], shown: str) -> None:
    assert repr(Sample(entries)) == f"Sample(entries={shown}, several=(), name='')"


def test_a_repr_names_what_is_too_long() -> None:
    long = Sample(np.ones(1), tuple(np.ones(2) for _ in range(30)), "x" * 100)

    assert repr(long) == "Sample(entries=[1.0], several=<30 items>, name=<str>)"
