"""Text -> one number, one vector, several vectors, or a matrix."""

from __future__ import annotations

import re
from collections.abc import Callable, Generator
from contextlib import contextmanager
from typing import Any, NoReturn, TypeVar

from numpy.typing import NDArray

from linalg_engine.arguments import require_text
from linalg_engine.errors import InputError
from linalg_engine.exact import Scalar
from linalg_engine.notation.arranged import arranged_rows
from linalg_engine.notation.cleaning import clean, clean_formula, close_gaps, with_line_ends
from linalg_engine.notation.forms import refuse_blanks_in_numbers, without_forms
from linalg_engine.notation.layout import Break, Layout, split_parts, unwrap
from linalg_engine.notation.named import named
from linalg_engine.notation.rows import (
    Rows,
    cells_of,
    check_lengths,
    check_no_pieces,
    check_only_groups,
    plain_rows,
    rows_of,
    stack,
)
from linalg_engine.notation.syntax import Group, Number, read_items
from linalg_engine.notation.values import MAX_ENTRIES, check_count, to_array, value_of

T = TypeVar("T")

MAX_CHARACTERS = 250_000
"""Length of a vector or a matrix as text: MAX_ENTRIES numbers at full precision."""

MAX_NUMBER_CHARACTERS = 2_000
"""Length of one number as text."""


def parse_scalar(text: str) -> Scalar:
    """Return the one number in ``text``.

    Parameters
    ----------
    text
        For example ``3``, ``-1/2``, ``2e-3``, ``2√14``, ``sqrt(2)``, ``2^10``, ``x = 3``.

    Returns
    -------
    Fraction, Surd or float
        A Fraction when the number is rational, a Surd when it is a sum of square roots,
        otherwise a float.

    Raises
    ------
    InputError
        When the text is not one number, or the number has no value a float can hold.

    Examples
    --------
    >>> la.parse_scalar("-1/2")
    Fraction(-1, 2)
    """
    with about(text):
        plain = without_forms(clean(text, limit=MAX_NUMBER_CHARACTERS))
        with named(text):
            return _scalar(close_gaps(clean_formula(plain)))


def parse_vector(text: str) -> NDArray[Any]:
    """Return the one vector in ``text``.

    A column or a row of a matrix is a vector too: ``[1; 2; 3]``, ``[[1, 2, 3]]``.

    Returns
    -------
    ndarray, shape (n,)
        Of Fractions and Surds (dtype object) when every entry is exact, otherwise float64.

    Raises
    ------
    InputError
        When the text is not one vector of numbers.

    Examples
    --------
    >>> print(*la.parse_vector("[1, 2/3, 4]"))
    1 2/3 4
    """
    return _read(text, _vector, _only_vector)


def parse_vectors(text: str) -> list[NDArray[Any]]:
    """Return all vectors in ``text``, as in ``[1, 2, 3] [4, 5, 6]``.

    A matrix counts as its rows, except a column, which is one vector.

    Returns
    -------
    list of ndarray, each of shape (n,)
        Each of Fractions and Surds (dtype object) when all its entries are exact, otherwise
        float64. The lengths may differ where each vector has brackets of its own.

    Raises
    ------
    InputError
        When the text is not made of vectors of numbers.

    Examples
    --------
    >>> [len(vector) for vector in la.parse_vectors("[1, 2, 3] [4, 5]")]
    [3, 2]
    """
    return _read(text, _vectors, _vectors_of_rows)


def parse_matrix(text: str) -> NDArray[Any]:
    """Return the one matrix in ``text``.

    A vector counts as a matrix with one row: ``1 2 3`` has shape (1, 3).

    Returns
    -------
    ndarray, shape (m, n)
        Of Fractions and Surds (dtype object) when every entry is exact, otherwise float64.

    Raises
    ------
    InputError
        When the text is not one matrix of numbers, or its rows differ in length.

    Examples
    --------
    >>> la.parse_matrix("[1 2; 3 4.5]").shape
    (2, 2)
    """
    return _read(text, _matrix, _array)


def bracketed_rows(formula: str, *, limit: int) -> Rows:
    """Return the cells of a matrix, places without a number included."""
    rows = _matrix_rows(formula)
    check_count(sum(len(row) for row in rows), limit)
    check_lengths(rows)
    return rows


@contextmanager
def about(text: str) -> Generator[None]:
    """Check that it is text, and give an error that leaves the text its position refers to."""
    require_text(text)
    try:
        yield
    except InputError as error:
        if error.position is not None:
            error.text = text
        raise


def _read(text: str, of_list: Callable[[str], T], of_rows: Callable[[Rows], T]) -> T:
    """Return what pasted text means: a list by ``of_list``, rows put in order by ``of_rows``."""
    with about(text):
        plain = without_forms(clean(with_line_ends(text), limit=MAX_CHARACTERS))
        refuse_blanks_in_numbers(text)
        rows = arranged_rows(plain, _listed)
        if rows is not None:
            return of_rows(rows)
        with named(text):
            return of_list(clean_formula(plain))


# One number


def _scalar(formula: str) -> Scalar:
    parts = split_parts(read_items(formula))
    layout = unwrap(parts[0], formula) if len(parts) == 1 else None
    if layout is None or any(isinstance(entry, Group) for entry in layout.entries):
        raise InputError(
            "One number is needed here, and this is more than one.", position=0, example="1/2"
        )
    if len(layout.entries) == 1:
        return value_of(layout.entries[0])
    layout.check_mixed_numbers(alone=True)
    bare = not layout.bracketed and set(layout.breaks) == {Break.COMMA}
    if bare and layout.all_commas_glued():
        _refuse_comma(formula.strip(), layout)
    raise InputError(
        f"One number is needed here, and these are {len(layout.entries)}.",
        position=layout.entries[1].start,
        example="1/2",
    )


def _refuse_comma(typed: str, layout: Layout) -> NoReturn:
    """Say what ``1,5`` or ``1,000`` could be."""
    point, bare = typed.replace(",", "."), typed.replace(",", "")
    if len(typed) > 24 or len(layout.breaks) > 1:
        problem = "Commas inside one number can be misunderstood; leave them out."
    elif re.search(r",\d{3}$", typed):
        problem = f"{typed} could be {bare} or {point}; please write it without a comma."
    else:
        problem = f"{typed} could be one number or two; for one number write {point}."
    raise InputError(problem, position=layout.first_comma(), example="1.5")


# Vectors


def _vector(formula: str) -> NDArray[Any]:
    parts = split_parts(read_items(formula))
    if len(parts) > 1:
        _several_vectors(len(parts), parts[1][0].start)
    layout = unwrap(parts[0], formula)
    if layout.has_groups:
        if not layout.bracketed:
            check_only_groups(layout)
            if any(len(unwrap([each], formula).entries) > 1 for each in layout.entries):
                _several_vectors(len(layout.entries), layout.entries[1].start)
        return _only_vector(stack(layout))
    if layout.decimal_commas_in_lines():
        _check_not_matrix(layout)
        return _vector(formula.replace(",", "."))
    if layout.is_line(soft=False):
        layout.check_spaced_decimals()
        layout.check_mixed_numbers()
        pieces = layout.pieces()
        if len(pieces) > 1:
            _several_vectors(len(pieces), pieces[1][0].start)
        return to_array(cells_of(layout.entries))
    return _only_vector(plain_rows(layout, soft=False))


def _only_vector(rows: Rows) -> NDArray[Any]:
    if len(rows) > 1 and any(len(row) > 1 for row in rows):
        check_lengths(rows)
        raise InputError(
            f"This is a {len(rows)}×{len(rows[0])} matrix, and one vector is needed here; "
            "write it as one row or one column.",
            position=rows[1][0].start,
            example="[1, 2, 3]",
        )
    return to_array([cell for row in rows for cell in row])


def _several_vectors(count: int, position: int) -> NoReturn:
    raise InputError(
        f"There are {_COUNTS.get(count, count)} vectors here, and one is needed.",
        position=position,
        example="[1, 2, 3]",
    )


def _vectors(formula: str) -> list[NDArray[Any]]:
    vectors: list[NDArray[Any]] = []
    for part in split_parts(read_items(formula)):
        layout = unwrap(part, formula)
        if layout.has_groups or layout.bracketed:
            vectors += _bracketed_vectors(layout, formula)
        else:
            if layout.decimal_commas_in_lines() and layout.is_ragged():
                return _vectors(formula.replace(",", "."))
            vectors += _bare_vectors(layout, formula)
    check_count(sum(len(vector) for vector in vectors), MAX_ENTRIES)
    return vectors


def _bracketed_vectors(layout: Layout, formula: str) -> list[NDArray[Any]]:
    if not layout.has_groups:
        if layout.is_line(soft=False):
            check_no_pieces(layout)
        if layout.decimal_commas_in_lines() and layout.is_ragged():
            return _vectors(formula.replace(",", "."))
        return _vectors_of_rows(plain_rows(layout, soft=False))
    if layout.bracketed:
        return _vectors_of_rows(stack(layout))
    check_only_groups(layout)
    return [
        vector
        for entry in layout.entries
        for vector in _bracketed_vectors(unwrap([entry], formula), formula)
    ]


def _bare_vectors(layout: Layout, formula: str) -> list[NDArray[Any]]:
    rows = plain_rows(layout, soft=True)
    if len(rows) == 1:
        rows = [cells_of(piece) for piece in layout.pieces()]
    _check_no_spaced_product(rows, formula)
    return _vectors_of_rows(rows)


def _vectors_of_rows(rows: Rows) -> list[NDArray[Any]]:
    if all(len(row) == 1 for row in rows):
        return [to_array([row[0] for row in rows])]
    check_lengths(rows)
    return [to_array(row) for row in rows]


def _check_no_spaced_product(rows: Rows, formula: str) -> None:
    """Refuse ``1, 2 · 3, 4``: a product within a list, or a sign between two lists."""
    for row in rows:
        for cell in row:
            at = cell.times_at if isinstance(cell, Number) else None
            if len(row) > 1 and at is not None and formula[at - 1] + formula[at + 1] == "  ":
                raise InputError(
                    f"It is not clear what this {formula[at]} joins: two numbers or "
                    "two vectors; put each vector in brackets, as in [1, 2] · [3, 4].",
                    position=at,
                    example="[1, 2] · [3, 4]",
                )


def _check_not_matrix(layout: Layout) -> None:
    """Refuse ``1,5; 2,5`` for a vector: a 2×2 matrix, or decimal commas."""
    if layout.is_ragged():
        return
    rows, comma = layout.rows(soft=False), layout.first_comma()
    typed = layout.formula[comma - 1 : comma + 2]
    raise InputError(
        f"This is a {len(rows)}×{len(rows[0])} matrix if the comma separates numbers, and a "
        f"vector if it is a decimal comma; for a vector write {typed.replace(',', '.')} "
        f"instead of {typed}.",
        position=comma,
        example="[1.5, 2.5]",
    )


# Matrices


def _matrix(formula: str) -> NDArray[Any]:
    return _array(_matrix_rows(formula))


def _listed(plain: str) -> Rows:
    return _matrix_rows(clean_formula(plain))


def _array(rows: Rows) -> NDArray[Any]:
    check_lengths(rows)
    flat = to_array([cell for row in rows for cell in row])
    return flat.reshape(len(rows), len(rows[0]))


def _matrix_rows(formula: str) -> Rows:
    parts = split_parts(read_items(formula))
    if len(parts) > 1:
        raise InputError(
            f"There are {_COUNTS.get(len(parts), len(parts))} matrices or vectors here, "
            "and one matrix is needed.",
            position=parts[1][0].start,
            example="[1 2; 3 4]",
        )
    layout = unwrap(parts[0], formula)
    if not layout.has_groups:
        if layout.decimal_commas_in_grid():
            return _matrix_rows(formula.replace(",", ".").replace(";", ","))
        check_no_pieces(layout)
    return rows_of(layout)


_COUNTS = {2: "two", 3: "three", 4: "four"}
