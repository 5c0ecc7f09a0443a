"""Text -> several vectors of one length: each for itself, or the columns of a matrix."""

from __future__ import annotations

import re
from typing import Any

from numpy.typing import NDArray

from linalg_engine.arguments import require_text
from linalg_engine.errors import InputError
from linalg_engine.notation.cleaning import clean, clean_formula
from linalg_engine.notation.forms import without_forms
from linalg_engine.notation.layout import Layout, split_parts, unwrap
from linalg_engine.notation.reading import MAX_CHARACTERS, parse_matrix, parse_vectors
from linalg_engine.notation.syntax import read_items


def parse_list(text: str) -> tuple[list[NDArray[Any]], bool]:
    """Return the vectors in ``text``, and whether they are the columns of a matrix.

    Vectors have brackets or lines of their own. One pair of brackets with several rows in it, as
    in ``[1 2; 3 4]``, is a matrix, and the vectors are its columns.

    Returns
    -------
    vectors
        Each of shape (n,), of exact numbers or float64.
    are_columns
        Whether they stand side by side in a matrix.

    Raises
    ------
    InputError
        When the text is not made of vectors of numbers.

    Examples
    --------
    >>> [[str(x) for x in v] for v in parse_list("[1, 2], [3, 4]")[0]]
    [['1', '2'], ['3', '4']]
    >>> [[str(x) for x in v] for v in parse_list("[1 2; 3 4]")[0]]
    [['1', '3'], ['2', '4']]
    """
    require_text(text)
    text = _SPAN.sub(lambda found: " " * len(found[0]), text)
    vectors = parse_vectors(text)
    layout = None if len(vectors) == 1 else _bracketed(text)
    if layout is None:
        return vectors, False
    if not layout.has_groups:
        return list(parse_matrix(text).T), True
    return list(parse_matrix(text).T) if _holds_columns(layout) else vectors, False


def _bracketed(text: str) -> Layout | None:
    """Return what is in the one pair of brackets around everything; None if there is none."""
    formula = clean_formula(without_forms(clean(text, limit=MAX_CHARACTERS)))
    try:
        parts = split_parts(read_items(formula))
        layout = unwrap(parts[0], formula)
    except InputError:  # printed by a program, in an arrangement of its own
        return None
    return layout if len(parts) == 1 and layout.bracketed else None


def _holds_columns(layout: Layout) -> bool:
    """Whether every list in it is a column."""
    blocks = [unwrap([entry], layout.formula).rows(soft=True) for entry in layout.entries]
    return all(len(rows) > 1 and all(len(row) == 1 for row in rows) for rows in blocks)


_SPAN = re.compile(
    r"^\s*\\?(?:(?:operatorname|text|mathrm)\s*\{\s*)?(?:span|lin)\s*\}?\s*(?=[{(\[\\])",
    re.IGNORECASE,
)
"""The word before a list of vectors: span{…}."""
