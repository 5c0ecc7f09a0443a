"""What a refusal offers instead works: every example that an error gives can be read."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Any

import numpy as np
import pytest

from linalg_engine import decompositions, elimination, vectors
from linalg_engine.errors import InputError
from linalg_engine.expressions import FUNCTIONS, evaluate
from linalg_engine.notation import (
    parse_data,
    parse_long_form,
    parse_matrix,
    parse_scalar,
    parse_table,
    parse_vector,
    parse_vectors,
)
from tests.linalg_engine.evaluating import VARIABLES
from tests.linalg_engine.some_matrices import exact
from tests.linalg_engine.test_data_tables import DATA_ERRORS
from tests.linalg_engine.test_expression_errors import ERRORS
from tests.linalg_engine.test_long_form import LONG_ERRORS
from tests.linalg_engine.test_notation import (
    MATRIX_ERRORS,
    SCALAR_ERRORS,
    VECTOR_ERRORS,
    VECTORS_ERRORS,
)
from tests.linalg_engine.test_tables import TABLE_ERRORS

Read = Callable[[str], object]

SAYS_WHAT_TO_DO = (
    "write", "shorten", "Leave the", "left out", "delete it", "a number has one at most",
    "cannot be used", "at most", "too large", "too long", "too many", "too much", "larger than",
    "more than", "fewer", "longer than", "greater than", "no answer", "does not fit", "in brackets",
    "several blocks", "quotation mark", "belongs in the column's name", "would be", "second rating",
    "has no user", "not plain numbers", "Infinity is not", "needs one currency",
)  # fmt: skip
"""Words of refusals that need no example: the sentence itself says what to change."""


def evaluated(typed: str) -> object:
    return evaluate(typed, VARIABLES)


def data_or_cell(typed: str) -> object:
    """Read a table with rows enough for an analysis, or what could stand in one of its cells."""
    return parse_data(typed) if "\n" in typed or ";" in typed else parse_vector(typed)


def ratings(typed: str) -> object:
    """Read ratings one a row, or as a table."""
    found = parse_long_form(typed)
    return parse_table(typed) if found is None else found


TYPED: list[tuple[Read, Read, str]] = [
    (read, works, str(typed))
    for read, works, cases in (
        (parse_scalar, parse_vectors, SCALAR_ERRORS),
        (parse_vector, parse_vectors, VECTOR_ERRORS),
        (parse_vectors, parse_vectors, VECTORS_ERRORS),
        (parse_matrix, parse_vectors, MATRIX_ERRORS),
        (evaluated, evaluated, ERRORS),
        (parse_table, parse_table, TABLE_ERRORS),
        (parse_data, data_or_cell, DATA_ERRORS),
        (parse_long_form, ratings, LONG_ERRORS),
    )
    for typed, *_ in cases
]


def refusal(job: Callable[[], object]) -> InputError:
    with pytest.raises(InputError) as caught:
        job()
    return caught.value


@pytest.mark.parametrize(
    ("read", "works", "typed"),
    TYPED,
    ids=[f"{read.__name__}-{typed[:20]}-{len(typed)}" for read, _, typed in TYPED],  # type: ignore[attr-defined]
)
def test_an_example_works_where_it_is_offered(read: Read, works: Read, typed: str) -> None:
    error = refusal(lambda: read(typed))

    if error.example is None:
        assert any(words in error.problem for words in SAYS_WHAT_TO_DO), error.problem
    else:
        assert works(error.example) is not None


WHOLE = exact("1 2", "3 4")
LONG = np.array([Fraction(k) for k in range(12)], dtype=object)


@pytest.mark.parametrize(
    ("job", "works"),
    [
        (lambda: vectors.norm(LONG, 0), parse_scalar),
        (lambda: vectors.cross(LONG, LONG), None),
        (lambda: vectors.dot(LONG, LONG[:3]), None),
        (lambda: vectors.unit(LONG * 0), parse_vector),
        (lambda: vectors.unit(LONG[:2] * 0), parse_vector),
        (lambda: elimination.determinant(WHOLE[:1]), parse_matrix),
        (lambda: elimination.inverse(exact("1 2", "2 4")), parse_matrix),
        (lambda: elimination.solve(WHOLE, LONG), parse_vector),
        (lambda: decompositions.cholesky(WHOLE), parse_matrix),
        (lambda: decompositions.cholesky(exact("1 2", "2 1")), parse_matrix),
    ],
)
def test_an_example_for_a_value_works(job: Callable[[], object], works: Read | None) -> None:
    example = refusal(job).example

    assert example is not None
    for part in example.split(" and "):
        assert (works or parse_vector)(part) is not None


@pytest.mark.parametrize("name", FUNCTIONS)
def test_the_example_of_a_function_works(name: str) -> None:
    assert evaluate(FUNCTIONS[name].example) is not None


def test_a_right_side_of_the_right_length_is_offered() -> None:
    example = refusal(lambda: elimination.solve(WHOLE, LONG)).example

    assert example is not None
    found: Any = elimination.solve(WHOLE, parse_vector(example))
    assert found.kind == "one"
