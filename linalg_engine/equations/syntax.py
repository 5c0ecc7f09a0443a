"""Plain text -> equations, each as what its left side exceeds its right side by."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction
from itertools import pairwise
from pathlib import Path
from typing import cast

from lark import (
    Lark,
    Token,
    Transformer,
    v_args,  # pyright: ignore[reportUnknownVariableType]
)

from linalg_engine import notation
from linalg_engine.equations import linear
from linalg_engine.equations.complaints import explain
from linalg_engine.equations.linear import EXAMPLE, Linear
from linalg_engine.equations.names import GREEK, LONGEST_NAME, spelled
from linalg_engine.errors import InputError
from linalg_engine.exact import Scalar
from linalg_engine.notation import arithmetic
from linalg_engine.notation.complaints import unclear_quotient
from linalg_engine.notation.parsing import parsed
from linalg_engine.parameter.ratios import Ratio


def read_equations(formula: str) -> list[Linear]:
    """Return the equations of ``formula``, each as a sum that has to be 0.

    ``x = y = 3`` is two equations.

    Raises
    ------
    InputError
        Where the text cannot be read, or is not linear.
    """
    return parsed(_parse, formula, explain)


@v_args(inline=True)
class _Builder(Transformer[Token, list[Linear]]):
    """Work out each piece as soon as the grammar has it, innermost first."""

    def start(self, *equations: list[Linear]) -> list[Linear]:
        return [each for equation in equations for each in equation]

    def equation(self, *sides: Token | Linear) -> list[Linear]:
        parts = [side for side in sides if isinstance(side, Linear)]
        if len(parts) == 1:
            raise InputError(
                "There is no = in this equation; it needs a left side and a right side.",
                position=parts[0].start,
                example=EXAMPLE,
                reason="no equals sign",
            )
        return [_difference(left, right) for left, right in pairwise(parts)]

    def sum(self, *children: str | Linear) -> Linear:
        if len(children) == 1 and isinstance(children[0], Linear):
            return children[0]
        parts: list[tuple[int, Linear]] = []
        sign = 1
        for child in children:
            if isinstance(child, Linear):
                parts.append((sign, child))
            else:
                sign = -1 if child == "-" else 1
        return linear.total(parts, parts[0][1].start)

    def sign(self, token: Token) -> str:
        return str(token)

    def group(self, opening: Token, inside: Linear, closing: Token) -> Linear:
        start, end = _place(opening), _place(closing) + 1
        return replace(inside, start=start, end=end, is_typed=False, is_quotient=False)

    # Numbers and names

    def number(self, token: Token) -> Linear:
        return _typed(arithmetic.literal(str(token), _place(token)), token)

    def mixed(self, token: Token) -> Linear:
        return _typed(arithmetic.mixed(str(token), _place(token)), token)

    def short_fraction(self, token: Token) -> Linear:
        top, bottom = map(Fraction, re.findall("[0-9]", token))
        return _typed(arithmetic.divide(top, bottom, _place(token)), token)

    def name(self, token: Token) -> Linear:
        word = token.removeprefix("\\")
        if word in ("pi", "π"):
            return replace(_typed(arithmetic.CONSTANTS["pi"], token), is_typed=False)
        letters = re.match(r"[^\W\d_]*", word)
        if token.startswith("\\") and letters is not None and letters[0] not in GREEK:
            raise InputError(
                f"The LaTeX command \\{word[:24]} cannot be used in an equation.",
                position=_place(token),
                example=EXAMPLE,
            )
        if len(word) > LONGEST_NAME:
            raise InputError(
                f"The name of an unknown has at most {LONGEST_NAME} characters.",
                position=_place(token),
                example=EXAMPLE,
            )
        return Linear(Fraction(0), {spelled(token): Fraction(1)}, _place(token), token.end_pos or 0)

    def letter(self, token: Token) -> Linear:
        return replace(_typed(cast("Scalar", Ratio.letter()), token), is_typed=False)

    def bare(self, token: Token, degree: Token | None = None) -> Linear:
        found = self.name(token) if token.type == "NAME" else self.number(token)
        return found if degree is None else self.degrees(found, degree)

    def degrees(self, a: Linear, sign: Token) -> Linear:
        if not a.is_constant:
            raise InputError("A ° can only follow a number.", position=_place(sign))
        return replace(a, end=_place(sign) + 1, degrees=a.constant)

    # Functions

    def call(self, token: Token, argument: Linear) -> Linear:
        name = token.removeprefix("\\")
        value = linear.value_of(name, argument, _place(token))
        return Linear(value, {}, _place(token), argument.end)

    def root(self, token: Token, argument: Linear) -> Linear:
        value = linear.value_of("sqrt", argument, _place(token))
        return Linear(value, {}, _place(token), argument.end)

    # Operations

    def multiply(self, a: Linear, sign: Token, b: Linear) -> Linear:
        return linear.times(a, b, _place(sign))

    def divide(self, a: Linear, sign: Token, b: Linear) -> Linear:
        return linear.over(a, b, _place(sign))

    def divide_groups(self, token: Token, a: Linear, b: Linear) -> Linear:
        return replace(linear.over(a, b, b.start), start=_place(token), is_quotient=False)

    def juxtapose(self, a: Linear, b: Linear) -> Linear:
        """Return the product: 1/2 x is half of x, as 1/(2x) would not be linear."""
        if a.is_constant and b.is_constant:
            if a.is_quotient:
                unclear_quotient(b.start, example="(1/2) sqrt(2) x = 1")
            if b.is_typed or (a.is_typed and b.start > a.end):
                _refuse_side_by_side(b.start)
        elif b.is_typed:
            _refuse_side_by_side(b.start)
        return linear.times(a, b, b.start)

    def positive(self, sign: Token, a: Linear) -> Linear:
        return replace(a, start=_place(sign), is_typed=False)

    def negative(self, sign: Token, a: Linear) -> Linear:
        degrees = None if a.degrees is None else -a.degrees
        return replace(linear.total([(-1, a)], _place(sign)), degrees=degrees)

    def raise_to(self, a: Linear, sign: Token, b: Linear) -> Linear:
        return linear.power(a, b, _place(sign))

    def superscript(self, a: Linear, token: Token) -> Linear:
        exponent = arithmetic.superscript(str(token), _place(token))
        return linear.power(a, Linear(exponent, {}, _place(token)), _place(token))


def _difference(left: Linear, right: Linear) -> Linear:
    """Return the left side minus the right one, or the other way round for 5 = 2x + 3y."""
    sign = -1 if left.is_constant and not right.is_constant else 1
    return linear.total([(sign, left), (-sign, right)], left.start)


def _typed(value: Scalar, token: Token) -> Linear:
    return Linear(value, {}, _place(token), token.end_pos or 0, is_typed=True)


def _place(token: Token) -> int:
    return token.start_pos or 0


def _refuse_side_by_side(at: int) -> None:
    raise InputError(
        "It is not clear what joins this number to what is before it; write a * for a product, "
        "or a ; between two equations.",
        position=at,
        example=EXAMPLE,
    )


_GRAMMAR = Lark.open(  # pyright: ignore[reportUnknownMemberType]
    "grammar.lark",
    rel_to=__file__,
    parser="lalr",
    lexer="basic",
    transformer=_Builder(),
    import_paths=[str(Path(notation.__file__).parent)],
)
# With a transformer inside, parse returns what the transformer makes of the whole text.
_parse = cast("Callable[[str], list[Linear]]", _GRAMMAR.parse)  # pyright: ignore[reportUnknownMemberType]
