"""The boundary: what NumPy users give becomes vectors, matrices and tables, or a clear refusal."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from typing import Any

import numpy as np
import pytest

from linalg_engine import expressions, vectors
from linalg_engine.arrays import as_array, as_matrix, as_table, as_vector
from linalg_engine.decompositions import cholesky, eigen, lu, qr, svd
from linalg_engine.elimination import (
    determinant,
    inverse,
    least_squares,
    multiply,
    power,
    rank,
    row_reduce,
    solve,
    subspaces,
    trace,
    transpose,
)
from linalg_engine.errors import InputError
from linalg_engine.factorization import factorize, nearest, similarities
from linalg_engine.principal_components import covariance, pca

EXACT_FORMS: dict[str, Any] = {
    "list": [3, 4],
    "tuple": (3, 4),
    "int64": np.array([3, 4]),
    "uint8": np.array([3, 4], dtype=np.uint8),
    "NumPy scalars": [np.int64(3), np.int8(4)],
    "Fractions": [Fraction(3), Fraction(4)],
    "objects": np.array([3, Fraction(4)], dtype=object),
    "Decimals": [Decimal(3), Decimal("4.0")],
    "row": [[3, 4]],
    "column": np.array([[3], [4]]),
}


@pytest.mark.parametrize("given", EXACT_FORMS.values(), ids=EXACT_FORMS)
def test_whole_numbers_and_fractions_are_exact(given: Any) -> None:
    vector = as_vector(given)

    assert vector.tolist() == [3, 4]
    assert vector.shape == (2,)
    assert vector.dtype == object
    assert {type(x) for x in vector} == {Fraction}
    assert {type(x.numerator) for x in vector} == {int}


FLOAT_FORMS: dict[str, Any] = {
    "list": [3.0, 0.5],
    "mixed": [3, 0.5],
    "mixed with Fraction": (Fraction(3), 0.5),
    "float32": np.array([3, 0.5], dtype=np.float32),
    "float16 scalar": [3, np.float16(0.5)],
    "long double": np.array([3, 0.5], dtype=np.longdouble),
    "objects": np.array([3, 0.5], dtype=object),
    "every second": np.array([3, 7, 0.5, 7])[::2],
}


@pytest.mark.parametrize("given", FLOAT_FORMS.values(), ids=FLOAT_FORMS)
def test_one_float_makes_floats(given: Any) -> None:
    vector = as_vector(given)

    assert vector.tolist() == [3.0, 0.5]
    assert vector.dtype == np.float64


def test_booleans_count_as_0_and_1() -> None:
    for given in ([True, False], np.array([True, False]), [np.True_, np.False_]):
        assert as_vector(given).tolist() == [Fraction(1), Fraction(0)]


def test_large_whole_numbers_keep_every_digit() -> None:
    assert as_vector([2**63, -1]).tolist() == [2**63, -1]
    assert as_vector([10**40 + 1, 2]).tolist() == [10**40 + 1, 2]
    assert as_vector(np.array([2**64 - 1], dtype=np.uint64)).tolist() == [2**64 - 1]
    assert as_vector([Decimal("0.1")]).tolist() == [Fraction(1, 10)]


def test_rows_of_any_kind_make_a_matrix() -> None:
    expected = [[1, 2], [3, 4]]
    for given in (
        [[1, 2], [3, 4]],
        ((1, 2), (3, 4)),
        [np.array([1, 2]), [3, 4]],
        np.array(expected),
    ):
        matrix = as_matrix(given)
        assert matrix.tolist() == expected
        assert {type(x) for x in matrix.flat} == {Fraction}
    assert as_matrix(np.array(expected).T).tolist() == [[1, 3], [2, 4]]


@pytest.mark.parametrize(
    "array",
    [
        np.array([[1.5, 2.0], [3.0, 4.0]]),
        np.array([[1.5, 2.0], [3.0, 4.0]]).T,
        np.array([[Fraction(1), Fraction(2)]], dtype=object),
        np.array([[1e308, 1e308]]),
    ],
)
def test_arrays_of_the_right_form_are_not_copied(array: Any) -> None:
    assert as_matrix(array) is array
    assert as_array(array[0]) is not None


class Quoted:
    def __repr__(self) -> str:
        return "Quoted"


REFUSED: dict[str, tuple[Any, str]] = {
    "text": ("[1, 2]", "text"),
    "text inside": ([1, "2"], "entry 2 is text"),
    "array of text": (np.array(["1", "2"]), "entry 1 is text"),
    "None": ([1, None], "entry 2 is blank"),
    "nan": ([1.0, float("nan")], "entry 2 is not"),
    "inf": (np.array([np.inf, 1.0]), "entry 1 is not"),
    "Decimal nan": ([Decimal("nan")], "entry 1 is not"),
    "complex": ([1, 2j], "entry 2 is complex"),
    "complex array": (np.array([1j]), "entry 1 is complex"),
    "NumPy complex": ([np.complex64(1)], "entry 1 is complex"),
    "object": ([1, Quoted()], "entry 2 is a Quoted"),
    "date": (np.array(["2026-11-26"], dtype="datetime64[D]"), "entry 1 is a date"),
    "empty": ([], "no numbers"),
    "empty rows": ([[], []], "no numbers"),
    "empty array": (np.zeros((0, 3)), "no numbers"),
    "ragged": ([[1, 2], [3]], "same length"),
    "ragged deep": ([[1, 2], [3, [4]]], "same length"),
    "ragged arrays": ([np.array([1.0, 2.0]), np.array([1.0])], "same length"),
    "number": (3, "list or an array"),
    "NumPy number": (np.float64(3), "list or an array"),
    "dictionary": ({"a": 1}, "list or an array"),
    "generator": ((x for x in [1, 2]), "list or an array"),
    "too large": ([10**400, 0.5], "1.8 × 10³⁰⁸"),
    "too many": (np.zeros(1_000_001, dtype=np.int8), "At most 1,000,000 numbers"),
    "deep": (np.ones((2, 2, 2)), "3 dimensions"),
}


@pytest.mark.parametrize(("given", "words"), REFUSED.values(), ids=REFUSED)
def test_what_is_no_vector_is_refused_in_words(given: Any, words: str) -> None:
    with pytest.raises(InputError) as caught:
        as_vector(given)

    assert words in caught.value.problem


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ([1, 2], "1 dimension."),
        (np.ones((2, 2, 2)), "3 dimensions."),
        ([[1, 2], [3, float("inf")]], "row 2, column 2 is not"),
        ([[1, 2], ["x", 4]], "row 2, column 1 is text"),
    ],
)
def test_what_is_no_matrix_is_refused_with_its_place(given: Any, words: str) -> None:
    with pytest.raises(InputError) as caught:
        as_matrix(given)

    assert words in caught.value.problem


def test_a_matrix_of_two_rows_is_no_vector() -> None:
    with pytest.raises(InputError, match=r"2 dimensions \(2×2\)"):
        as_vector(np.array([[1, 2], [3, 4]]))


def test_tables_are_floats_with_blanks() -> None:
    expected = [[1.0, 0.5], [3.0, np.nan]]
    for given in (
        expected,
        [[1, Fraction(1, 2)], [3, None]],
        ((Decimal(1), 0.5), (np.int32(3), float("nan"))),
        np.array(expected, dtype=np.float32),
        np.array([[1, 0.5], [3, None]], dtype=object),
    ):
        table = as_table(given)
        assert table.dtype == np.float64
        assert np.array_equal(table, expected, equal_nan=True)
    assert as_table([[True, False]]).tolist() == [[1.0, 0.0]]
    whole = np.array(expected)
    assert as_table(whole) is whole


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ([[1, "2"]], "something else"),
        ([["1", "2"]], "something else"),
        (np.array([["1", 2.0]], dtype=object), "something else"),
        ([[1, 2j]], "something else"),
        ([[1, Quoted()]], "something else"),
        (np.array([["2026-11-26"]], dtype="datetime64[D]"), "something else"),
        ([[1, 2], [3]], "same length"),
        ([[]], "no numbers"),
        (np.zeros((0, 2)), "no numbers"),
        ([1, 2], "1 dimension."),
        ([[10**400, 1]], "1.8 × 10³⁰⁸"),
    ],
)
def test_what_is_no_table_is_refused_in_words(given: Any, words: str) -> None:
    with pytest.raises(InputError) as caught:
        as_table(given)

    assert words in caught.value.problem


# Every public function takes what NumPy users give

SQUARE = [[4, 2, 0], [2, 3, 1], [0, 1, 5]]
U, W = [1, 2, 2], [3, 0, 4]

FUNCTIONS: dict[str, tuple[Callable[..., Any], tuple[Any, ...]]] = {
    "dot": (vectors.dot, (U, W)),
    "norm": (vectors.norm, (U,)),
    "unit": (vectors.unit, (U,)),
    "distance": (vectors.distance, (U, W)),
    "angle": (vectors.angle, (U, W)),
    "project": (vectors.project, (U, W)),
    "cross": (vectors.cross, (U, W)),
    "row_reduce": (row_reduce, (SQUARE,)),
    "rank": (rank, (SQUARE,)),
    "determinant": (determinant, (SQUARE,)),
    "inverse": (inverse, (SQUARE,)),
    "solve": (solve, (SQUARE, W)),
    "solve with a column": (solve, (SQUARE, [[3], [0], [4]])),
    "least_squares": (least_squares, (SQUARE, W)),
    "subspaces": (subspaces, (SQUARE,)),
    "multiply": (multiply, (SQUARE, SQUARE)),
    "multiply with a vector": (multiply, (SQUARE, W)),
    "power": (power, (SQUARE, 3)),
    "transpose": (transpose, (SQUARE,)),
    "trace": (trace, (SQUARE,)),
    "lu": (lu, (SQUARE,)),
    "qr": (qr, (SQUARE,)),
    "cholesky": (cholesky, (SQUARE,)),
    "eigen": (eigen, (SQUARE,)),
    "svd": (svd, (SQUARE,)),
}
TABLE_FUNCTIONS: dict[str, tuple[Callable[..., Any], tuple[Any, ...]]] = {
    "pca": (pca, (SQUARE,)),
    "covariance": (covariance, (SQUARE,)),
    "factorize": (factorize, (SQUARE,)),
    "nearest": (nearest, (SQUARE, 0)),
    "similarities": (similarities, (SQUARE, W)),
}
ALL = FUNCTIONS | TABLE_FUNCTIONS


def as_given(kind: Callable[[Any], Any], arguments: tuple[Any, ...]) -> tuple[Any, ...]:
    return tuple(kind(x) if isinstance(x, list) else x for x in arguments)


def same(a: Any, b: Any) -> bool:
    if isinstance(a, np.ndarray):
        return isinstance(b, np.ndarray) and a.dtype == b.dtype and np.array_equal(a, b)
    return bool(a == b)


def nested_tuples(values: Any) -> Any:
    return tuple(map(nested_tuples, values)) if isinstance(values, list) else values


@pytest.mark.parametrize("name", ALL)
def test_lists_tuples_integers_and_fractions_give_one_result(name: str) -> None:
    function, arguments = ALL[name]

    def fractions(x: Any) -> Any:
        return np.array(x, dtype=object) * Fraction(1)

    expected = function(*as_given(fractions, arguments))
    for kind in (list, nested_tuples, np.array, lambda x: np.array(x, dtype=np.uint8)):
        assert same(function(*as_given(kind, arguments)), expected)


@pytest.mark.parametrize("name", ALL)
def test_float32_gives_the_result_of_floats(name: str) -> None:
    function, arguments = ALL[name]

    def floats(x: Any) -> Any:
        return np.array(x, dtype=np.float64)

    expected = function(*as_given(floats, arguments))
    assert same(function(*as_given(lambda x: np.array(x, dtype=np.float32), arguments)), expected)
    assert same(function(*as_given(lambda x: floats(x).tolist(), arguments)), expected)


@pytest.mark.parametrize("name", ALL)
@pytest.mark.parametrize("wrong", ["text", [["a", "b"], ["c", "d"]], [], [[1, 2], [3]], None])
def test_every_function_refuses_in_words(name: str, wrong: Any) -> None:
    function, arguments = ALL[name]

    with pytest.raises(InputError):
        function(wrong, *arguments[1:])


@pytest.mark.parametrize("name", FUNCTIONS)
def test_no_function_takes_infinity(name: str) -> None:
    function, arguments = FUNCTIONS[name]
    broken = np.array(arguments[0], dtype=np.float64)
    broken[-1] = np.inf

    with pytest.raises(InputError, match="finite"):
        function(broken, *arguments[1:])


def test_the_determinant_of_integers_is_exact_beyond_64_bits() -> None:
    a = np.array([[2**40, 1, 0], [0, 2**40, 1], [1, 0, 2**40]])

    assert determinant(a).value == 2**120 + 1


def test_products_of_integers_are_exact_beyond_64_bits() -> None:
    a = np.array([2**62, 2**62])

    assert vectors.dot(a, a).value == 2**125
    assert multiply([[2**62]], [[2**62]])[0, 0] == 2**124


def test_pca_of_one_column_has_one_component() -> None:
    found = pca([[1], [2], [6]])

    assert found.components.tolist() == [[1.0]]
    assert found.explained_variance == pytest.approx([7.0])


def test_pca_of_integers_gives_what_floats_give() -> None:
    whole = np.array([[1, 2], [3, 5], [8, 1]])

    assert pca(whole) == pca(whole.astype(float))
    assert pca(whole).transform([[1, 2]]) == pytest.approx(pca(whole).scores[:1])
    assert pca(whole).inverse_transform([[0, 0]]) == pytest.approx(whole.mean(axis=0)[None])


def test_exponents_may_be_numpy_integers_and_nothing_broken() -> None:
    assert power([[2]], np.int64(10))[0, 0] == 1024
    with pytest.raises(InputError, match="whole number"):
        power([[2]], 0.5)  # type: ignore[arg-type]


def test_expressions_take_lists_and_arrays_as_variables() -> None:
    variables: dict[str, Any] = {"A": [[1, 2], [3, 4]], "v": np.array([1, 1]), "k": np.int64(2)}

    found = expressions.evaluate("k A v", variables)

    assert isinstance(found, np.ndarray)
    assert found.tolist() == [6, 14]


@pytest.mark.parametrize("data", [[[1.0, 2.0]], [[1.0, None], [2.0, 3.0]], [[1.0], [np.inf]]])
def test_covariances_of_what_has_none_are_refused(data: Any) -> None:
    with pytest.raises(InputError, match="at least 2 rows, with a number in every cell"):
        covariance(data)


@pytest.mark.parametrize("kind", [int, float, object])
def test_masked_entries_are_blanks(kind: type) -> None:
    data = np.array([[1, 2], [3, 4]], dtype=kind)
    masked: Any = np.ma.masked_array(data, mask=data == 3)

    table = as_table(masked)

    assert type(table) is np.ndarray
    assert np.array_equal(table, [[1, 2], [np.nan, 4]], equal_nan=True)
    with pytest.raises(InputError, match="row 2, column 1 is blank"):
        as_matrix(masked)


@pytest.mark.parametrize("kind", [int, float])
def test_numpy_matrices_become_arrays(kind: type) -> None:
    old: Any = np.array([[2, 1], [1, 3]], dtype=kind).view(np.matrix)

    assert type(as_matrix(old)) is type(as_table(old)) is np.ndarray
    assert as_vector(old[0]).shape == (2,)
    assert determinant(old).value == 5
