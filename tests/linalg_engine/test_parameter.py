"""Matrices with a letter: the cases told hold when the letter is replaced, beside SymPy."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linalg_engine import determinant, parse_matrix, row_reduce
from linalg_engine.errors import InputError
from linalg_engine.notation.lettered import parse_lettered
from linalg_engine.parameter import (
    LetteredMatrix,
    Ratio,
    ReductionByCases,
    lettered_determinant,
    reduce_by_cases,
)
from linalg_engine.parameter.ratios import evaluated
from tests.examples import examples

VALUES = [Fraction(n, d) for d in (1, 2, 3) for n in range(-8, 9)]

SIMPLE = ("0", "0", "1", "-1", "2", "3", "1/2", "k", "k", "-k", "2k", "k+1", "k-1", "1-k", "k/2")
LONGER = ("k^2", "k^2-1", "k^2-2", "k^3-2", "(k-1)(k+2)", "k^2+1", "3-2k")
ENTRIES = st.sampled_from((*SIMPLE, *LONGER))
POLES = st.one_of(ENTRIES, st.sampled_from(["1/k", "k/(k-1)", "1/(k^2-2)"]))


def matrices(entries: st.SearchStrategy[str], m: int, n: int) -> st.SearchStrategy[str]:
    row = st.lists(entries, min_size=n, max_size=n).map(", ".join)
    return st.lists(row, min_size=m, max_size=m).map(lambda rows: f"[{'; '.join(rows)}]")


SQUARE = st.integers(2, 4).flatmap(lambda n: matrices(POLES, n, n))
ANY = st.tuples(st.integers(1, 4), st.integers(2, 5)).flatmap(lambda s: matrices(ENTRIES, *s))


def lettered(text: str) -> LetteredMatrix:
    found = parse_lettered(text)
    if found is None:
        plain = parse_matrix(text)
        for i, row in enumerate(plain):
            for j, x in enumerate(row):
                plain[i, j] = Ratio.of(x)
        return LetteredMatrix("k", plain)
    return found


def is_shut(found: LetteredMatrix, value: Fraction) -> bool:
    return any(evaluated(bottom, value) == 0 for bottom in found.denominators)


@examples(0.15)
@given(SQUARE)
def test_the_determinant_is_that_of_every_value_put_in(text: str) -> None:
    a = lettered(text)
    found = lettered_determinant(a)

    zeros = {value for roots in found.zeros for value in roots.exact}
    for value in VALUES:
        if is_shut(a, value):
            assert value in {x for roots in found.excluded for x in roots.exact}
            continue
        expected = determinant(a.at(value)).value
        assert found.value.at(value) == expected
        assert (expected == 0) == (value in zeros or found.value == 0)


def told_pivots(found: ReductionByCases, value: Fraction) -> tuple[int, ...]:
    """Return the pivots that are told for a value of the letter."""
    for case in found.cases:
        if case.value == value:
            return case.pivots
    return found.pivots


@examples(0.15)
@given(ANY, st.integers(0, 1))
def test_the_reduced_form_is_that_of_every_value_put_in(text: str, augmented: int) -> None:
    a = lettered(text)
    found = reduce_by_cases(a, augmented)

    for value in VALUES:
        plain = row_reduce(a.at(value), record=False)
        assert told_pivots(found, value) == plain.pivots
        if plain.pivots == found.pivots and found.kind(found.pivots) != "none":
            expected = row_reduce(a.at(value), augmented, record=False).rref
            told = found.generic.rref
            assert all(x.at(value) == y for x, y in zip(told.flat, expected.flat, strict=True))
    for case in found.cases:
        assert case.pivots != found.pivots
        if case.reduction is not None and case.value is not None:
            assert row_reduce(a.at(case.value), record=False).pivots == case.pivots


def test_irrational_and_algebraic_values_are_cases_too() -> None:
    roots = reduce_by_cases(lettered("[k 2; 1 k]"))
    # det = k² − 2
    assert [str(case.value) for case in roots.cases] == ["-√2", "√2"]
    assert all(case.pivots == (0,) for case in roots.cases)

    cubic = reduce_by_cases(lettered("[k 2 0; 0 k 1; 1 0 k]"))
    # det = k³ + 2, whose real root is −1.2599
    (case,) = cubic.cases
    assert case.value is None
    assert case.pivots == (0, 1)
    assert case.roots.approximate == pytest.approx([-(2 ** (1 / 3))])


def test_values_that_are_not_real_are_no_cases() -> None:
    found = reduce_by_cases(lettered("[k -1; 1 k]"))

    assert found.pivots == (0, 1)
    assert found.cases == ()


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        # det = k² − 1
        ("[k 1 1; 1 k 1]", {"1": "many", "-1": "none", "other": "one"}),
        ("[1 k 1; k 1 1]", {"1": "many", "-1": "none", "other": "one"}),
        # det = k² − 4: the rows are the same for k = 2, and 2 and −2 on the right for k = −2
        ("[1 1 2; 1 k^2-3 k]", {"2": "many", "-2": "none", "other": "one"}),
        ("[1 1 1 1; 1 1 k k; 0 0 1 1]", {"other": "many"}),
        ("[1 2 3; 2 4 k]", {"6": "many", "other": "none"}),
        ("[k 1 1 1; 1 k 1 1; 1 1 k 1]", {"-2": "none", "1": "many", "other": "one"}),
        ("[1/k 1 1; 1 k 1]", {"1": "many", "other": "none"}),
    ],
)
def test_systems_by_cases(text: str, kinds: dict[str, str]) -> None:
    found = reduce_by_cases(lettered(text), augmented=1)

    told = {str(case.value): found.kind(case.pivots) for case in found.cases}
    assert {**told, "other": found.kind(found.pivots)} == kinds


def test_where_an_entry_is_not_defined_there_is_no_case_and_no_zero() -> None:
    reduced = reduce_by_cases(lettered("[k, 1/k]"))
    found = lettered_determinant(lettered("[k, 1/k; 0, 1]"))

    # Both would divide by k, or be 0 for k = 0, where 1/k is not defined.
    assert reduced.cases == ()
    assert found.zeros == ()
    for excluded in (reduced.excluded, found.excluded):
        assert [roots.exact for roots in excluded] == [(Fraction(0),)]


def test_a_solution_by_the_formula_solves_the_system() -> None:
    found = reduce_by_cases(lettered("[k 1 1; 1 k 1]"), augmented=1)

    k = Ratio.letter()
    assert list(found.generic.rref[:, -1]) == [1 / (k + 1), 1 / (k + 1)]


def test_the_determinant_of_a_known_matrix() -> None:
    found = lettered_determinant(lettered("[k 1 1; 1 k 1; 1 1 k]"))

    k = Ratio.letter()
    assert found.value == (k - 1) ** 2 * (k + 2)
    assert [roots.exact for roots in found.zeros] == [(Fraction(-2),), (Fraction(1),)]


def test_large_matrices_take_a_bounded_time() -> None:
    rows = "; ".join(
        ", ".join(f"{i * j + 1}k^{(i + j) % 12 + 1} + {i - j}" for j in range(6)) for i in range(6)
    )
    found = lettered_determinant(lettered(f"[{rows}]"))

    value = Fraction(2)
    assert found.value.at(value) == determinant(lettered(f"[{rows}]").at(value)).value


def test_what_would_take_too_long_is_refused() -> None:
    row = "k^12, k^11 + 1, k, 1, 2, 3"
    a = lettered(f"[{'; '.join([row] * 6)}]")

    assert a.total_degree == 72
    assert lettered_determinant(a).value == 0
    with pytest.raises(InputError, match="of degree 72, and 24 is the most"):
        reduce_by_cases(a)
    poles = lettered("[1/(k-1) 1/(k-2); k 1]")
    # (k − 1)(k − 2) in the first row: k − 2 and k − 1 are left there, and k in the second
    assert poles.total_degree == 2


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("[sqrt(k) 1; 1 2]", "whole powers"),
        ("[abs(k) 1; 1 2]", "whole powers"),
        ("[|k| 1; 1 2]", "whole powers"),
        ("[sqrt(2)k 1; 1 2]", "must be rational"),
        ("[k pi; 1 2]", "must be rational"),
        ("[2^k 1; 1 2]", "no exponent"),
        ("[k^13 1; 1 2]", "up to 12"),
        ("[((k^9)^9)^9 1; 1 2]", "up to 12"),
        ("[k^4^9 1; 1 2]", "up to 12"),
        ("[(k^7)^2 1; 1 2]", "up to 12"),
        ("[k^(1/2) 1; 1 2]", "whole numbers as exponents"),
        ("[1/(k-k) 1; 1 2]", "divides by 0"),
        ("[k m; 1 2]", "Only one letter can stand for any number, and these are k and m"),
        ("[1/2k 1; 1 2]", "not clear what is divided"),
        ("[k 1; 2]", "Row 2 has 1 number"),
        ("[k 1 1 1 1 1 1; 1 1 1 1 1 1 1; 1 1 1 1 1 1 1]ᵀ", "up to 6"),
        (f"[k {'9' * 50}; 1 2]", "40 digits"),
    ],
)
def test_what_cannot_be_done_with_a_letter_is_said(text: str, problem: str) -> None:
    with pytest.raises(InputError, match=problem):
        parse_lettered(text)


@pytest.mark.parametrize(
    "text",
    [
        "[1 2; 3 4]",
        "k m\n1 2",
        "{x + y = 3, x = 1}",
        "[1 2; 3 4] - I(2)",
        "α + sqrt(2) β = 1, β = 1",
        "2x + 3",
        "x/2 = 3",
        "[i 1; 1 i]",
        "x - y = 1",
        "[k1 1; 1 2]",
        "hello",
        "",
    ],
)
def test_other_texts_are_no_matrices_with_a_letter(text: str) -> None:
    assert parse_lettered(text) is None


SPELLINGS = {
    "[k 1; 1 k-2]": "k",
    "[[k,1],[1,k-2]]": "k",
    "k 1\n1 k-2": "k",
    "A = [x, 1; 1, x - 2]": "x",
    "[t 1; 1 (t +1) - 3]": "t",
    "[lambda 1; 1 lambda-2]": "λ",
    r"\begin{pmatrix}\lambda & 1\\ 1 & \lambda - 2\end{pmatrix}": "λ",
    r"\begin{vmatrix} a & 1 \\ 1 & \frac{2a-4}{2} \end{vmatrix}": "a",
    "[μ 1; 1 2*μ/2 - 2]": "μ",
    "[k 1; 1 (k²-4)/(k+2)]": "k",
    "np.array([[k, 1], [1, k-2]])": "k",
    "[k^1 1; 1 −2+k]": "k",
}


@pytest.mark.parametrize("text", SPELLINGS)
def test_matrices_with_a_letter_as_people_write_them(text: str) -> None:
    found = parse_lettered(text)

    assert found is not None
    assert found.letter == SPELLINGS[text]
    k = Ratio.letter()
    assert found.entries.tolist() == [[k, Ratio.of(1)], [Ratio.of(1), k - 2]]
