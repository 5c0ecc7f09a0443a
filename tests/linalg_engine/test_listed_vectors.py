"""Several vectors in one text: each for itself, or the columns of a matrix."""

from __future__ import annotations

import pytest

from linalg_engine.errors import InputError
from linalg_engine.notation import parse_list

SEPARATE = (
    "[1,2],[3,4]",
    "(1, 2) (3, 4)",
    "{(1,2),(3,4)}",
    "{{1,2},{3,4}}",
    "[[1,2],[3,4]]",
    "[1,2]; [3,4]",
    "1 2\n3 4",
    "1 2; 3 4",
    "v1 = (1,2), v2 = (3,4)",
    "(1,2) and (3,4)",
    "span{(1,2), (3,4)}",
    "Span((1,2), (3,4))",
    r"\operatorname{span}\{(1,2),(3,4)\}",
    "[[1;2],[3;4]]",
    "(1|2), (3|4)",
    "i + 2j, 3i + 4j",
    r"\begin{pmatrix}1\\2\end{pmatrix}, \begin{pmatrix}3\\4\end{pmatrix}",
    r"\left\{\begin{bmatrix}1\\2\end{bmatrix},\begin{bmatrix}3\\4\end{bmatrix}\right\}",
)

COLUMNS = (
    "[1 3; 2 4]",
    "A = [1, 3; 2, 4]",
    "[1 3\n2 4]",
    r"\begin{pmatrix}1 & 3\\2 & 4\end{pmatrix}",
    "[1 2; 3 4]ᵀ",
)


@pytest.mark.parametrize("text", SEPARATE)
def test_vectors_with_brackets_or_lines_of_their_own(text: str) -> None:
    vectors, are_columns = parse_list(text)

    assert [list(v) for v in vectors] == [[1, 2], [3, 4]]
    assert not are_columns


@pytest.mark.parametrize("text", COLUMNS)
def test_a_matrix_gives_its_columns(text: str) -> None:
    vectors, are_columns = parse_list(text)

    assert [list(v) for v in vectors] == [[1, 2], [3, 4]]
    assert are_columns


@pytest.mark.parametrize("text", ["[1, 2, 3]", "1 2 3", "[1; 2; 3]", "[[1],[2],[3]]"])
def test_one_vector_is_a_list_of_one(text: str) -> None:
    vectors, are_columns = parse_list(text)

    assert [list(v) for v in vectors] == [[1, 2, 3]]
    assert not are_columns


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("[1, 2], [3, x]", "'x'"),
        ("[1 2; 3]", "Row 2 has 1 number"),
        ("", "nothing here"),
        ("span", "'span' is not a number"),
    ],
)
def test_what_is_no_list_of_vectors_is_refused(text: str, problem: str) -> None:
    with pytest.raises(InputError, match=problem):
        parse_list(text)
