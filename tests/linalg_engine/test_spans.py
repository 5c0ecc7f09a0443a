"""Spans, projections on them, and signed areas and volumes, beside SymPy and by their laws."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import numpy as np
import pytest
import sympy
from hypothesis import example, given
from hypothesis import strategies as st

import linalg_engine as la
from tests.examples import examples

ENTRY = st.one_of(st.integers(-4, 4).map(Fraction), st.fractions(-3, 3, max_denominator=5))
SHAPES = st.tuples(st.integers(1, 4), st.integers(1, 4))
LISTS = SHAPES.flatmap(
    lambda shape: st.lists(
        st.lists(ENTRY, min_size=shape[0], max_size=shape[0]),
        min_size=shape[1],
        max_size=shape[1],
    )
)


def symbolic(vectors: list[list[Fraction]]) -> Any:
    """Return the vectors as the columns of a SymPy matrix."""
    return sympy.Matrix([[sympy.Rational(x) for x in v] for v in vectors]).T


@examples(0.25)
@given(LISTS)
def test_a_span_has_the_dimension_relations_and_equations_of_sympy(
    vectors: list[list[Fraction]],
) -> None:
    found, a = la.span(vectors), symbolic(vectors)

    assert found.dimension == a.rank()
    assert len(found.relations) == a.shape[1] - a.rank()
    assert len(found.equations) == a.shape[0] - a.rank()
    for relation in found.relations:
        assert not np.any(la.multiply(found.matrix, relation))
        assert all(x.denominator == 1 for x in relation)
        assert next(x for x in relation if x) > 0
    for equation in found.equations:
        assert not np.any(la.multiply(found.matrix.T, equation))
    assert np.linalg.matrix_rank(np.array(found.relations, float)) == len(found.relations) or (
        not found.relations
    )


@examples(0.25)
@example(
    [
        [Fraction(entry) for entry in line.split()]
        for line in ("0 4 4 3/4", "3 0 -1/5 -1/3", "1 3 2/3 0")
    ]
)
@given(LISTS)
def test_gram_and_schmidt_give_perpendicular_unit_vectors_with_the_same_span(
    vectors: list[list[Fraction]],
) -> None:
    found, a = la.span(vectors), symbolic(vectors)

    expected = sympy.GramSchmidt([a[:, k] for k in found.independent])
    for step, v in zip(found.perpendicular, expected, strict=True):
        assert [sympy.Rational(x) for x in step.rest] == list(v)
        factors = {y / x for x, y in zip(step.rest, step.direction, strict=True) if x}
        assert len(factors) == 1
        assert min(factors) > 0
        assert np.gcd.reduce([int(x) for x in step.direction]) == 1
        assert step.unit @ step.unit == (1 if step.unit.dtype == object else pytest.approx(1))
    for i, one in enumerate(found.perpendicular):
        for other in found.perpendicular[:i]:
            # A root of too large a number is a float.
            is_exact = object == one.unit.dtype == other.unit.dtype
            assert one.unit @ other.unit == (0 if is_exact else pytest.approx(0, abs=1e-12))


@examples(0.25)
@given(LISTS, st.data())
def test_the_projection_on_a_span_is_that_of_the_normal_equations(
    vectors: list[list[Fraction]], data: st.DataObject
) -> None:
    size = len(vectors[0])
    v = data.draw(st.lists(ENTRY, min_size=size, max_size=size))
    a = symbolic(vectors)
    if not a.rank():
        with pytest.raises(la.InputError, match="only the origin"):
            la.project_on_span(v, vectors)
        return
    split = la.project_on_span(v, vectors)

    b = sympy.Matrix.hstack(*a.columnspace())
    projector = b * (b.T * b).inv() * b.T
    assert list(map(sympy.Rational, split.nearest.fitted)) == list(
        projector * sympy.Matrix(list(map(sympy.Rational, v)))
    )
    assert list(split.nearest.fitted + split.nearest.residual) == v
    assert split.nearest.is_unique
    assert sympy.Matrix(split.normal_matrix) == b.T * b


def test_vectors_with_roots_stay_exact() -> None:
    root = la.parse_scalar("√2")

    found = la.span([[root, 1], [2, root]])

    # the second is √2 times the first
    assert found.dimension == 1
    assert list(found.relations[0]) == [root, -1]
    assert list(la.span([[1, 1], [root, 0]]).perpendicular[1].unit) == [root / 2, -root / 2]


def test_numbers_too_long_to_stay_exact_become_floats() -> None:
    roots = [la.parse_scalar(f"√{n}") for n in (2, 3, 5, 7, 11, 13, 17, 19, 23)]
    found = la.span([roots[:3], roots[3:6], roots[6:]])

    units = np.array([step.unit for step in found.perpendicular], float)
    assert found.independent == (0, 1, 2)
    assert units @ units.T == pytest.approx(np.eye(3))


def test_vectors_of_different_lengths_are_refused() -> None:
    with pytest.raises(la.InputError, match="vector 1 has 2, vector 3 has 1"):
        la.span([[1, 2], [3, 4], [5]])
    with pytest.raises(la.InputError, match="the one to project has 3, the others have 2"):
        la.project_on_span([1, 2, 3], [[1, 2]])
    with pytest.raises(la.InputError, match="at least one"):
        la.span([])


def test_floats_of_any_size_are_answered_or_refused() -> None:
    found = la.span([[1.5, 0.0], [1.5, 1e-3]])
    assert found.perpendicular[1].unit == pytest.approx(np.array([0, 1]))
    with pytest.raises(la.InputError, match="larger than any"):
        la.span([[1e300, 1.0], [1.0, 1e300]])


TRIPLES = st.lists(st.lists(ENTRY, min_size=3, max_size=3), min_size=3, max_size=3)


@examples(0.25)
@given(TRIPLES)
def test_the_triple_product_is_the_determinant(vectors: list[list[Fraction]]) -> None:
    found = la.triple(*vectors)

    assert sympy.Rational(found.value) == symbolic(vectors).det()
    assert found.is_zero == (found.value == 0)
    swapped = la.triple(vectors[1], vectors[0], vectors[2])
    assert swapped.value == -found.value


@examples(0.25)
@given(st.lists(ENTRY, min_size=4, max_size=4))
def test_the_signed_area_is_the_third_entry_of_the_cross_product(x: list[Fraction]) -> None:
    area = la.signed_area(x[:2], x[2:])

    assert area == la.cross([*x[:2], 0], [*x[2:], 0])[2]
    assert area == la.determinant([x[:2], x[2:]]).value


def test_a_float_volume_of_nothing_but_rounding_counts_as_zero() -> None:
    a, b = np.array([0.1, 0.7, 0.3]), np.array([1.1, -0.2, 0.9])
    assert la.triple(a, b, 3 * a + b / 7).is_zero
    assert not la.triple(a, b, [0, 0, 1e-9]).is_zero
    assert la.triple(1e150 * a, 1e150 * b, np.array([0.0, 0.0, 1e-150])).value != 0


@pytest.mark.parametrize("wrong", [[1, 2], [1, 2, 3, 4]])
def test_areas_and_volumes_need_their_dimension(wrong: list[int]) -> None:
    with pytest.raises(la.InputError, match="3 entries"):
        la.triple([1, 2, 3], wrong, [4, 5, 6])
    with pytest.raises(la.InputError, match="2 entries"):
        la.signed_area([*wrong, 0], [*wrong, 1])
