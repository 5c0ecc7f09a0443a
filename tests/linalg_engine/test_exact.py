"""Exact numbers with roots, held against SymPy, against many decimals, and their own laws."""

from __future__ import annotations

import math
import operator
import pickle
from decimal import Decimal, localcontext
from fractions import Fraction
from typing import Any

import numpy as np
import pytest
import sympy
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from linalg_engine import exact
from linalg_engine.errors import InputError
from linalg_engine.exact import Exact, Surd, TooLongError, square_root
from tests.linalg_engine.some_matrices import as_sympy, root

F = Fraction
ROOT2, ROOT3, ROOT5 = root(2), root(3), root(5)
I = root(-1)  # noqa: E741

coefficients = st.fractions(-20, 20, max_denominator=9)


def numbers(radicands: tuple[int, ...]) -> st.SearchStrategy[Exact]:
    """Rational numbers and sums of roots, in a field of degree 8 at most."""
    terms = st.lists(st.tuples(st.sampled_from(radicands), coefficients), max_size=4)
    return terms.map(lambda found: sum((c * root(r) for r, c in found), F(0)))


real = numbers((1, 2, 3, 5, 6, 8, 10, 30, 49, 75))
any_number = numbers((1, 2, 3, 6, -1, -2, -3, -4, -6, -12))


def decimal(value: Exact, digits: int = 60) -> Decimal:
    """The number by the square roots of the decimal module, far beyond its digits."""
    terms = value.terms if isinstance(value, Surd) else ((1, value),)
    with localcontext(prec=2 * digits):
        return sum(
            (Decimal(c.numerator) / c.denominator * Decimal(r).sqrt() for r, c in terms), Decimal(0)
        )


def is_canonical(value: Exact) -> bool:
    if isinstance(value, Fraction):
        return True
    radicands = [r for r, _ in value.terms]
    return (
        all(c for _, c in value.terms)
        and radicands == sorted(set(radicands), key=lambda r: (r < 0, abs(r)))
        and radicands != [1]
        and all(max(sympy.factorint(abs(r)).values(), default=1) == 1 for r in radicands)
    )


class TestArithmetic:
    @pytest.mark.parametrize("operation", [operator.add, operator.sub, operator.mul])
    @settings(max_examples=40, deadline=None)
    @given(a=any_number, b=any_number)
    def test_is_sympys(self, operation: Any, a: Exact, b: Exact) -> None:
        result = operation(a, b)
        assert is_canonical(result)
        assert sympy.expand(as_sympy(result) - operation(as_sympy(a), as_sympy(b))) == 0

    @settings(max_examples=40, deadline=None)
    @given(a=any_number, b=any_number)
    def test_quotient_is_sympys(self, a: Exact, b: Exact) -> None:
        assume(b != 0)
        result = a / b
        assert is_canonical(result)
        assert sympy.expand(as_sympy(result) * as_sympy(b) - as_sympy(a)) == 0

    @settings(max_examples=60, deadline=None)
    @given(a=any_number, b=any_number, c=any_number)
    def test_obeys_the_laws_of_a_field(self, a: Exact, b: Exact, c: Exact) -> None:
        assert a + b == b + a
        assert a * b == b * a
        assert (a + b) + c == a + (b + c)
        assert (a * b) * c == a * (b * c)
        assert a * (b + c) == a * b + a * c
        assert a + 0 == a
        assert a * 1 == a
        assert a - a == 0
        assert a == 0 or a * (1 / a) == 1

    @settings(max_examples=60, deadline=None)
    @given(a=any_number, n=st.integers(0, 6))
    def test_powers_are_repeated_products(self, a: Exact, n: int) -> None:
        power = math.prod([a] * n, start=F(1))
        assert a**n == power
        assert a == 0 or a**-n == 1 / power

    @given(a=any_number, b=any_number)
    def test_equal_numbers_have_equal_hashes(self, a: Exact, b: Exact) -> None:
        again = (a + b) - b
        assert again == a
        assert hash(again) == hash(a)
        assert type(again) is type(a)

    @pytest.mark.parametrize(
        ("found", "expected"),
        [
            (ROOT2 * ROOT2, F(2)),
            (root(6) * root(10), 2 * root(15)),
            (root(-2) * root(-3), -root(6)),
            (root(-2) * ROOT3, root(-6)),
            (I * I, F(-1)),
            (I**3, -I),
            (I**-1, -I),
            ((ROOT2 / 2 * (1 + I)) ** 8, F(1)),
            ((ROOT2 + ROOT3) * (ROOT3 - ROOT2), F(1)),
            (1 / (ROOT2 + ROOT3 + ROOT5), (2 * ROOT3 + 3 * ROOT2 - root(30)) / 12),
            ((1 + 2 * I) / (3 - I), (1 + 7 * I) / 10),
            (ROOT2 - ROOT2, F(0)),
            (+ROOT2, ROOT2),
            (2 - ROOT2, -(ROOT2 - 2)),
            (2 / ROOT2, ROOT2),
            (ROOT2**0, F(1)),
            (ROOT2 ** F(4), F(4)),
            (ROOT2**-2, F(1, 2)),
            (ROOT2 / 2, root(F(1, 2))),
        ],
    )
    def test_examples(self, found: Exact, expected: Exact) -> None:
        assert found == expected
        assert type(found) is type(expected)

    def test_mixes_with_floats_and_complex_numbers(self) -> None:
        results = [ROOT2 + 1.0, 1.0 + ROOT2, ROOT2 - 1.0, 1.0 - ROOT2, ROOT2 * 3.0, 3.0 * ROOT2]
        results += [ROOT2 / 2.0, 2.0 / ROOT2, ROOT2**0.5, 2.0**ROOT2, ROOT2**ROOT3, F(2) ** ROOT2]
        r, s = math.sqrt(2), math.sqrt(3)
        expected = [
            r + 1,
            1 + r,
            r - 1,
            1 - r,
            r * 3,
            3 * r,
            r / 2,
            2 / r,
            r**0.5,
            2**r,
            r**s,
            2**r,
        ]
        assert all(type(x) is float for x in results)
        assert results == pytest.approx(expected, rel=1e-15)
        assert ROOT2 ** F(1, 2) == pytest.approx(2**0.25, rel=1e-15)
        mixed = [
            ROOT2 + 1j,
            1j - ROOT2,
            ROOT2 * 1j,
            1j / ROOT2,
            I + 1.0,
            I * 2.0,
            2.0 / I,
            ROOT2**1j,
        ]
        assert mixed == pytest.approx(
            [r + 1j, 1j - r, r * 1j, 1j / r, 1 + 1j, 2j, -2j, r**1j], rel=1e-15
        )

    def test_numpys_integers_are_exact_and_do_not_overflow(self) -> None:
        large: Any = np.int64(2**62)
        one: Any = np.int64(1)
        for product in (ROOT2 * large, large * ROOT2, ROOT2 * 2**62):
            assert (product * product) == 2**125
            assert type(product * product) is Fraction
        assert ROOT2 + one == 1 + ROOT2
        assert ROOT2 ** (one + 1) == 2
        assert float(np.float64(2) * ROOT2) == pytest.approx(2 * math.sqrt(2), rel=1e-15)

    def test_works_in_arrays(self) -> None:
        v = np.array([ROOT2, F(1), -ROOT3])
        assert (v * v).tolist() == [2, 1, 3]
        assert (ROOT2 * v).tolist() == [2, ROOT2, -root(6)]
        assert (v - ROOT2).tolist() == [0, 1 - ROOT2, -ROOT3 - ROOT2]
        assert (v / ROOT2).tolist() == [1, ROOT2 / 2, -root(6) / 2]
        assert np.abs(v).tolist() == [ROOT2, 1, ROOT3]
        assert (v != 0).all()
        assert v.astype(float) == pytest.approx([2**0.5, 1, -(3**0.5)], rel=1e-15)

    @pytest.mark.parametrize("other", ["1", None, [1]])
    def test_does_not_mix_with_other_things(self, other: Any) -> None:
        for operation in (operator.add, operator.sub, operator.mul, operator.truediv, operator.pow):
            with pytest.raises(TypeError):
                operation(ROOT2, other)
        for operation in (operator.sub, operator.truediv, operator.lt, operator.ge):
            with pytest.raises(TypeError):
                operation(other, ROOT2)
        assert other != ROOT2

    def test_division_by_zero(self) -> None:
        with pytest.raises(ZeroDivisionError):
            _ = ROOT2 / 0
        with pytest.raises(ZeroDivisionError):
            _ = ROOT2 / (ROOT2 - ROOT2)

    def test_cannot_be_changed(self) -> None:
        assert isinstance(ROOT2, Surd)
        with pytest.raises(AttributeError):
            ROOT2.terms = ()  # pyright: ignore[reportAttributeAccessIssue]
        assert pickle.loads(pickle.dumps(ROOT2 + I)) == ROOT2 + I  # noqa: S301


class TestComplex:
    @given(any_number)
    def test_parts_put_together_again(self, a: Exact) -> None:
        assume(isinstance(a, Surd))
        assert isinstance(a, Surd)
        assert a.real + a.imag * I == a
        assert a.real - a.imag * I == a.conjugate()
        assert a.is_real == (a.imag == 0) == (a == a.conjugate())
        assert complex(a) == pytest.approx(complex(as_sympy(a).evalf(30)), rel=1e-15, abs=1e-15)

    def test_absolute_values(self) -> None:
        assert abs(3 + 4 * I) == 5
        assert abs(1 - I) == ROOT2
        assert abs(1 - ROOT2) == ROOT2 - 1
        assert abs(ROOT2 - 1) == ROOT2 - 1
        assert abs(1 + ROOT2 + I) == pytest.approx(abs(complex(1 + math.sqrt(2), 1)), rel=1e-15)

    def test_has_no_order_and_is_no_float(self) -> None:
        for compare in (operator.lt, operator.le, operator.gt, operator.ge):
            for pair in ((I, 1), (1, I), (ROOT2, I), (I, ROOT2), (I, 0.5)):
                with pytest.raises(TypeError):
                    compare(*pair)
        with pytest.raises(TypeError):
            float(I)


class TestOrder:
    @settings(max_examples=150, deadline=None)
    @given(a=real, b=real)
    def test_is_that_of_many_decimals(self, a: Exact, b: Exact) -> None:
        gap = decimal(a) - decimal(b)
        near = abs(gap) < Decimal("1e-60")
        assert near == (a == b)
        sign = 0 if near else (1 if gap > 0 else -1)
        assert [a < b, a <= b, a > b, a >= b] == [sign < 0, sign <= 0, sign > 0, sign >= 0]

    @pytest.mark.parametrize("n", [1, 5, 30, 200, 600])
    def test_tells_very_near_numbers_apart(self, n: int) -> None:
        """(1 - √2)ⁿ is a + b√2 with large a and b, and tiny."""
        power = (1 - ROOT2) ** n
        assert (power > 0) == (n % 2 == 0)
        assert (power < F(1, 10**200)) == (n > 200 or n % 2 == 1)
        assert abs(float(power)) == pytest.approx((math.sqrt(2) - 1) ** n, rel=1e-13)

    @given(real, st.floats(allow_nan=False))
    def test_with_floats_is_exact(self, a: Exact, x: float) -> None:
        for number in (x, float(a)):
            if math.isinf(number):
                assert (a < number) == (number > 0)
                assert (a > number) == (number < 0)
            else:
                assert (a < number) == (a < Fraction(number))
                assert (a >= number) == (a >= Fraction(number))
                assert (number > a) == (Fraction(number) > a)

    def test_nan_is_neither_less_nor_more(self) -> None:
        assert not math.nan > ROOT2
        assert not math.nan <= ROOT2

    def test_no_float_equals_an_irrational_number(self) -> None:
        assert float(ROOT2) != ROOT2
        assert ROOT2 != 1
        assert F(7, 5) != ROOT2

    def test_sums_with_more_terms_than_a_number_may_have_compare(self) -> None:
        primes = list(sympy.primerange(150))[:32]
        a, b = (sum((root(p) for p in part), F(0)) for part in (primes[:16], primes[16:]))
        assert a < b
        with pytest.raises(TooLongError):
            _ = a + b


class TestFloats:
    @settings(max_examples=150, deadline=None)
    @given(real)
    def test_are_rounded_once(self, a: Exact) -> None:
        assert float(a) == float(decimal(a, 80))

    @given(real, st.integers(1, 300))
    def test_approximations_are_as_near_as_asked(self, a: Exact, bits: int) -> None:
        near = exact.approximation(a, bits)
        assert abs(near - a) * 2**bits <= abs(a)

    def test_numbers_beyond_floats(self) -> None:
        large, small = ROOT2 * 10**400, ROOT2 / 10**400
        with pytest.raises(OverflowError):
            float(large)
        assert float(small) == 0
        assert large > 1
        assert 0 < small < F(1, 10**399)
        assert exact.as_floats(np.array([small, ROOT2])).tolist() == [0, math.sqrt(2)]
        with pytest.raises(InputError, match="larger than"):
            exact.as_floats(np.array([large]))

    def test_of_complex_numbers_there_are_none(self) -> None:
        with pytest.raises(TypeError):
            exact.approximation(I, 10)


class TestSquareRoot:
    @settings(max_examples=200, deadline=None)
    @given(st.fractions(-(10**6), 10**6, max_denominator=10**6))
    def test_of_a_rational_number(self, square: Fraction) -> None:
        found = root(square)
        assert is_canonical(found)
        assert found * found == square
        if square >= 0:
            assert found >= 0
        else:
            assert isinstance(found, Surd)
            assert found.real == 0
            assert found.imag > 0
        assert isinstance(found, Fraction) == sympy.sqrt(sympy.Rational(str(square))).is_rational

    @given(a=real, b=real)
    def test_of_a_square_is_the_absolute_value_where_it_is_found(self, a: Exact, b: Exact) -> None:
        for value in (a * a, a * b):
            found = square_root(value) if value >= 0 else None
            if found is not None:
                assert found * found == value
                assert found >= 0
        if isinstance(a, Surd) and len(a.terms) == 2:
            assert square_root(a * a) == abs(a)

    @pytest.mark.parametrize(
        ("value", "expected"),
        [
            (3 + 2 * ROOT2, 1 + ROOT2),
            (3 - 2 * ROOT2, ROOT2 - 1),
            (8 + 4 * ROOT3, root(2) + root(6)),
            ((2 + ROOT3) / 4, (root(2) + root(6)) / 4),
            (1 + ROOT2, None),
            (1 - ROOT2, None),
            (ROOT2, None),
            (3 - 4 * ROOT2, None),
            (-3 - 2 * ROOT2, None),
            (ROOT2 + ROOT3, None),
            (6 + 2 * ROOT2 + 2 * ROOT3 + 2 * root(6), None),
            (2 * I, None),
            (F(0), F(0)),
        ],
    )
    def test_of_a_number_with_roots(self, value: Exact, expected: Exact | None) -> None:
        assert square_root(value) == expected

    @pytest.mark.parametrize(
        ("number", "is_found"),
        [
            (10007 * 10009, True),
            (10**12 - 11, True),
            (10007**2 * 10009, False),
            (10007 * 10009 * 10037, False),
            (10007 * 10009 * 2**7 * 9973**3, True),
            (10007**2 * 9973, True),
            ((10**40 + 1) ** 2, True),
            ((10**40 + 1) ** 2 * 6, True),
            (math.prod(sympy.primerange(100)), True),
            (2**2045 * 3, True),
            (3**1300, True),
            (2 * 3**1300, False),
        ],
    )
    def test_of_a_large_number_is_found_or_refused(self, number: int, is_found: bool) -> None:
        for square in (F(number), F(1, number), F(-number)):
            found = square_root(square)
            assert (found is not None) == is_found
            if found is not None:
                assert found * found == square
                assert is_canonical(found)

    def test_of_hostile_numbers_is_refused(self) -> None:
        for number in (10**199 + 153, 7**1000 + 2, 10**5000 + 1, 3 * 10**5000 + 1):
            assert square_root(number) is None
            assert square_root(F(1, number)) is None

    def test_whose_radicand_would_be_long_is_refused(self) -> None:
        """Top and bottom are split, their product has more bits than a radicand may have."""
        primes = list(sympy.primerange(10_000))
        top, bottom = math.prod(primes[:150]), math.prod(primes[150:290])
        assert square_root(top) is not None
        assert square_root(bottom) is not None
        assert square_root(F(top, bottom)) is None


class TestLimits:
    def test_sums_of_sixteen_roots_at_most(self) -> None:
        primes = list(sympy.primerange(60))
        sixteen = sum((root(p) for p in primes[:16]), F(0))
        assert isinstance(sixteen, Surd)
        assert len(sixteen.terms) == exact.MAX_TERMS
        with pytest.raises(TooLongError):
            _ = sixteen + 1
        with pytest.raises(TooLongError):
            _ = sixteen * sixteen
        assert sixteen - root(2) + 1 != sixteen

    def test_inverses_stay_within_the_field(self) -> None:
        number = root(2) + root(3) + root(5) + root(7)
        assert number * (1 / number) == 1
        with pytest.raises(TooLongError):
            _ = 1 / (number + root(11) + root(13))

    @pytest.mark.parametrize("exponent", [10**9, -(10**9), 10**30])
    def test_large_powers_are_refused(self, exponent: int) -> None:
        for base in (ROOT2, 1 + ROOT2, ROOT2 / 2, root(1009)):
            with pytest.raises(TooLongError):
                _ = base**exponent

    def test_powers_that_come_back_are_not(self) -> None:
        assert I ** (4 * 10**30 + 1) == I
        assert ((-1 + root(-3)) / 2) ** (3 * 10**20) == 1

    def test_numbers_of_2048_bits_at_most(self) -> None:
        assert 2**2047 * ROOT2 / ROOT2 == 2**2047
        for number in (2**2048, F(1, 2**2048)):
            with pytest.raises(TooLongError):
                _ = ROOT2 * number
        assert ROOT2 * (2**2048 - 1) > 1
        assert (ROOT2 * 2**2000) ** 1 == ROOT2 * 2**2000
        with pytest.raises(TooLongError):
            _ = (ROOT2 * 2**2000) ** 2


class TestText:
    @pytest.mark.parametrize(
        ("value", "text"),
        [
            (ROOT2, "√2"), (-ROOT2, "-√2"), (5 * ROOT2 / 3, "5√2/3"), (1 - ROOT2, "1 - √2"),
            (F(-1, 2) - ROOT5 / 2, "-1/2 - √5/2"), (I, "i"), (-I, "-i"), (1 + 2 * I, "1 + 2i"),
            (F(1, 2) - I / 2, "1/2 - 1/2 i"), (root(-3) / 2, "√3/2 i"), (1 - root(-3), "1 - √3 i"),
            (ROOT3 + ROOT2 + I + root(-2) + 1, "1 + √2 + √3 + i + √2 i"),
        ],
    )  # fmt: skip
    def test_is_short_and_in_order(self, value: Exact, text: str) -> None:
        assert str(value) == text
        assert repr(value) == f"Surd({text})"


class TestMeasures:
    @pytest.mark.parametrize(
        ("numbers", "expected"),
        [
            ([], 1), ([F(1), F(2, 3)], 1), ([ROOT2], 2), ([ROOT2, 3 * ROOT2 + 1], 2), ([I], 2),
            ([ROOT2, ROOT3, root(6)], 4), ([root(6), root(10), root(15)], 4), ([ROOT2 + I], 4),
            ([root(p) for p in (2, 3, 5, 7)], 16), ([root(p) for p in (2, 3, 5, 7, 11)], 32),
            ([root(p) for p in (2, 3, 5, 7, 11, 13, 17)], 32),
        ],
    )  # fmt: skip
    def test_degree(self, numbers: list[Exact], expected: int) -> None:
        assert exact.degree(numbers) == expected

    def test_bits(self) -> None:
        assert exact.bits(F(-5, 8)) == (3, 4)
        assert exact.bits(F(3)) == (2, 1)
        assert exact.bits(F(1, 16) + 6 * root(5)) == (6, 5)

    def test_which_numbers_are_exact(self) -> None:
        assert exact.is_exact_number(ROOT2)
        assert exact.is_exact_number(F(1, 2))
        assert exact.is_exact_number(3)
        assert not exact.is_exact_number(3.0)
        assert not exact.is_exact_number(np.float64(3))
        assert exact.has_roots(np.array([F(1), ROOT2]))
        assert not exact.has_roots(np.array([F(1), F(2)], dtype=object))
        assert not exact.has_roots(np.array([1.0, 2.0]))


def test_functions_of_arrays_fall_back_to_floats() -> None:
    calls: list[Any] = []

    @exact.in_floats_when_too_long
    def total(v: Any, start: Exact, *, factor: int) -> Any:
        calls.append(v.dtype)
        return sum(v, start) * factor

    short = np.array([ROOT2, ROOT3])
    assert total(short, F(1), factor=2) == 2 + 2 * ROOT2 + 2 * ROOT3
    long = np.array([root(p) for p in sympy.primerange(100)])
    assert total(long, F(1), factor=2) == pytest.approx(2 + 2 * sum(map(float, long)), rel=1e-14)
    assert calls == [object, object, np.float64]
