"""Cleaned text -> a flat list of numbers, brackets and separators, with their places."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import Enum
from fractions import Fraction
from typing import NamedTuple, cast

from lark import (
    Lark,
    Token,
    Transformer,
    v_args,  # pyright: ignore[reportUnknownVariableType]
)

from linalg_engine.errors import InputError
from linalg_engine.exact import Scalar
from linalg_engine.notation import arithmetic
from linalg_engine.notation.arithmetic import Open
from linalg_engine.notation.complaints import explain, unclear_quotient, unknown_word
from linalg_engine.notation.parsing import parsed

LETTER = "ϗ"
"""What stands for the one letter in a formula that has a value of its own: no word is spelled so.
"""


class Number(NamedTuple):
    """One number, worked out."""

    value: Scalar
    start: int
    signed: bool = False
    """Whether it was written with a sign in front."""
    juxtaposed: bool = False
    """Whether it is a product without a sign between the factors, as 2π."""
    times_at: int | None = None
    """The index of its outermost multiplication sign."""
    degrees: Scalar | None = None
    """The size of an angle that was written in degrees; the value is in radians."""


class Missing(NamedTuple):
    """A place without a number: ``?``, ``nan``, or nothing between two commas."""

    start: int
    text: str


class Kind(Enum):
    """What a separator is; the values are the names of the terminals in the grammar."""

    COMMA = "COMMA"
    SEMICOLON = "SEMICOLON"
    AMPERSAND = "AMPERSAND"
    ROW = "ROW"
    NEWLINE = "NEWLINE"
    GAP = "GAP"
    BAR = "BAR"
    LABEL = "LABEL"
    JOINT = "JOINT"


class Separator(NamedTuple):
    """A separator of entries."""

    kind: Kind
    start: int
    text: str


@dataclass(frozen=True, slots=True)
class Group:
    """The items between two brackets."""

    items: list[Item]
    start: int
    bracket: str
    transposed: bool = False


Cell = Number | Missing
Entry = Number | Missing | Group
Item = Number | Missing | Group | Separator


@dataclass(frozen=True, slots=True)
class _Pair:
    """Two lists with a multiplication sign or nothing between them: two vectors."""

    items: list[Item]
    start: int


_Operand = Number | Group | _Pair


def read_items(formula: str, parse: Callable[[str], list[Item]] | None = None) -> list[Item]:
    """Return the items of ``formula``, text that has been through ``clean_formula``.

    Parameters
    ----------
    parse
        What `parser` returned, where the formula has a letter.

    Raises
    ------
    InputError
        Where the text cannot be read, or a number in it has no value.
    """
    return parsed(parse or _parse, formula, explain)


@v_args(inline=True)
class _Builder(Transformer[Token, list[Item]]):
    """Work out each piece as soon as the grammar has it, innermost first.

    Parameters
    ----------
    letter
        What `LETTER` stands for.
    """

    def __init__(self, letter: Scalar | Open | None = None) -> None:
        super().__init__()
        self._letter = letter

    def start(self, items: list[Item]) -> list[Item]:
        return items

    def items(self, *children: Token | Number | Missing | Group | _Pair) -> list[Item]:
        items: list[Item] = []
        for child in children:
            if isinstance(child, Token):
                if child.type == "RUN":
                    items.extend(_run(child))
                else:
                    items.append(Separator(Kind(child.type), _place(child), str(child)))
            elif isinstance(child, _Pair):
                items.extend(child.items)
            else:
                items.append(child)
        if any(isinstance(item, Number) for item in items):
            return [_fold(item) for item in items]
        return items

    def group(self, opening: Token, items: list[Item], _closing: Token) -> Number | Group:
        only = items[0] if len(items) == 1 else None
        if opening == "(" and isinstance(only, Number):
            return Number(only.value, _place(opening), degrees=only.degrees)
        return Group(items, _place(opening), str(opening))

    def missing(self, token: Token) -> Missing:
        return Missing(_place(token), str(token))

    def number(self, token: Token) -> Number:
        return Number(arithmetic.literal(str(token), _place(token)), _place(token))

    def mixed(self, token: Token) -> Number:
        return Number(arithmetic.mixed(str(token), _place(token)), _place(token))

    def name(self, token: Token) -> Number:
        word = token.removeprefix("\\")
        if word == LETTER and self._letter is not None:
            return Number(cast("Scalar", self._letter), _place(token))
        if word not in arithmetic.CONSTANTS:
            unknown_word(word, _place(token))
        return Number(arithmetic.CONSTANTS[word], _place(token))

    def call(self, token: Token, argument: _Operand) -> Number:
        name = token.strip("\\ \t")
        only = argument.items[0] if isinstance(argument, Group) and argument.items else argument
        if (
            isinstance(only, Number)
            and only.degrees is not None
            and _number(argument) == only.value
        ):
            value = arithmetic.of_degrees(name, only.degrees, argument.start)
            return Number(value, _place(token))
        function = arithmetic.FUNCTIONS[name]
        return Number(function(_known(argument), argument.start), _place(token))

    def root(self, token: Token, radicand: _Operand) -> Number:
        if isinstance(radicand, Group) and radicand.bracket == "[":
            raise InputError(
                "Only square roots can be read; write another root as a power, like 8^(1/3).",
                position=radicand.start,
                example="8^(1/3)",
            )
        value = arithmetic.square_root(_known(radicand), radicand.start)
        return Number(value, _place(token))

    def fraction(self, token: Token, top: _Operand, bottom: _Operand) -> Number:
        value = arithmetic.divide(_number(top), _number(bottom), bottom.start)
        return Number(value, _place(token))

    def short_fraction(self, token: Token) -> Number:
        top, bottom = re.findall("[0-9]", token)
        value = arithmetic.divide(Fraction(top), Fraction(bottom), token.end_pos or 1)
        return Number(value, _place(token))

    def ratio(self, token: Token, argument: Number | Group) -> Number:
        if isinstance(argument, Number):
            return argument
        numbers = [item for item in argument.items if isinstance(item, Number)]
        if len(numbers) != 2 or len(argument.items) > 4:
            raise InputError(
                f"{token.strip()} needs two numbers, the upper and the lower one.",
                position=argument.start,
                example="1/2",
            )
        value = arithmetic.divide(numbers[0].value, numbers[1].value, numbers[1].start)
        return Number(value, _place(token))

    def add(self, left: _Operand, sign: Token, right: _Operand) -> Number:
        value = arithmetic.add(_number(left), _number(right), _place(sign))
        return Number(value, left.start, signed=getattr(left, "signed", False))

    def subtract(self, left: _Operand, sign: Token, right: _Operand) -> Number:
        value = arithmetic.add(_number(left), -_number(right), _place(sign))
        return Number(value, left.start, signed=getattr(left, "signed", False))

    def multiply(self, left: _Operand, sign: Token, right: _Operand) -> Number | _Pair:
        joint = Separator(Kind.JOINT, _place(sign), str(sign))
        if not isinstance(left, Number) and not isinstance(right, Number):
            return _Pair([*_flat(left), joint, *_flat(right)], left.start)
        value = arithmetic.multiply(_number(left), _number(right), _place(sign))
        signed = isinstance(left, Number) and left.signed
        return Number(value, left.start, signed=signed, times_at=_place(sign))

    def divide(self, left: _Operand, sign: Token, right: _Operand) -> Number:
        if isinstance(right, Number) and right.juxtaposed:
            unclear_quotient(_place(sign), example="1/(2*pi)")
        value = arithmetic.divide(_number(left), _number(right), right.start)
        return Number(value, left.start, signed=isinstance(left, Number) and left.signed)

    def positive(self, sign: Token, operand: _Operand) -> Number:
        return Number(_number(operand), _place(sign), signed=True)

    def negative(self, sign: Token, operand: _Operand) -> Number:
        degrees = operand.degrees if isinstance(operand, Number) else None
        degrees = None if degrees is None else -degrees
        return Number(-_number(operand), _place(sign), signed=True, degrees=degrees)

    def degrees(self, operand: _Operand, sign: Token) -> Number:
        size = _number(operand)
        value = arithmetic.radians(size, _place(sign))
        return Number(value, operand.start, degrees=size)

    def degrees_of_number(self, number: Token, sign: Token) -> Number:
        return self.degrees(self.number(number), sign)

    def percent(self, operand: _Operand, sign: Token) -> Number:
        value = arithmetic.divide(_number(operand), Fraction(100), _place(sign))
        return Number(value, operand.start)

    def juxtapose(self, left: _Operand, right: _Operand) -> Number | _Pair:
        if not isinstance(left, Number) and not isinstance(right, Number):
            gap = Separator(Kind.GAP, right.start, "")
            return _Pair([*_flat(left), gap, *_flat(right)], left.start)
        value = arithmetic.multiply(_number(left), _number(right), right.start)
        return Number(value, left.start, juxtaposed=True)

    def raise_to(self, base: _Operand, sign: Token, exponent: _Operand) -> Number:
        value = arithmetic.power(_number(base), _number(exponent), _place(sign))
        return Number(value, base.start)

    def superscript(self, base: _Operand, token: Token) -> Number:
        exponent = arithmetic.superscript(str(token), _place(token))
        value = arithmetic.power(_number(base), exponent, _place(token))
        return Number(value, base.start)

    def transpose(self, operand: _Operand, token: Token) -> Group:
        if not isinstance(operand, Group):
            raise InputError(
                f"{token} turns rows into columns, so it can only follow a vector or a matrix.",
                position=_place(token),
                example="[1, 2, 3]'",
            )
        return Group(operand.items, operand.start, operand.bracket, not operand.transposed)


def _number(operand: _Operand) -> Scalar:
    """Return the value of a number, or of brackets that hold one: ``{2}``, ``(1 +2)``."""
    if isinstance(operand, Number):
        return operand.value
    total = _sum_in_brackets(operand) if isinstance(operand, Group) else None
    if total is not None:
        return total
    raise InputError(
        "Only single numbers can be added, multiplied or divided here, "
        "and this bracket holds a list.",
        position=operand.start,
        example="[2*3, 1/2]",
    )


def _known(operand: _Operand) -> Scalar:
    """Return what `_number` does, and refuse a letter, of which there are no functions."""
    value = _number(operand)
    if isinstance(value, Open):
        raise InputError(
            "With a letter, only +, −, ·, / and whole powers can be used.",
            position=operand.start,
            example="[k 1; 1 k^2]",
            reason="letter",
        )
    return value


def _fold(item: Item) -> Item:
    """Return ``(1 +2)`` as a number where it is among numbers."""
    if isinstance(item, Group) and item.bracket == "(":
        total = _sum_in_brackets(item)
        return item if total is None else Number(total, item.start)
    return item


def _sum_in_brackets(group: Group) -> Scalar | None:
    """Return the sum of ``(1 +2 -3)``, which the rule for blanks has taken apart."""
    if group.bracket not in "({" or group.transposed:
        return None
    total: Scalar | None = None
    for item in group.items:
        if isinstance(item, Number) and (total is None or item.signed):
            total = item.value if total is None else arithmetic.add(total, item.value, item.start)
        elif not (isinstance(item, Separator) and item.kind is Kind.GAP):
            return None
    return total


def _flat(operand: _Operand) -> list[Item]:
    if isinstance(operand, _Pair):
        return operand.items
    return [operand]


def _run(token: Token) -> Iterator[Item]:
    """Yield the numbers of a run and the separators between them."""
    start = _place(token)
    for found in _RUN_CELL.finditer(token):
        if found.start("cell") > 0 and found.start() > 0:
            kind = Kind.COMMA if found["comma"] else Kind.GAP
            at = found.start("comma") if found["comma"] else found.start()
            yield Separator(kind, start + at, found["comma"] or " ")
        cell, at = found["cell"], start + found.start("cell")
        if cell in ("?", "nan"):
            yield Missing(at, cell)
        else:
            sign, digits = (cell[0], cell[1:]) if cell[0] in "+-" else ("", cell)
            value = arithmetic.literal(digits, at)
            yield Number(-value if sign == "-" else value, at, signed=bool(sign))


def _place(token: Token) -> int:
    return token.start_pos or 0


_RUN_CELL = re.compile(r"[ \t]*(?P<comma>,)?[ \t]*(?P<cell>[^ \t,]+)")


def parser(letter: Scalar | Open | None = None) -> Callable[[str], list[Item]]:
    """Return what reads a formula in which `LETTER` stands for a value."""
    grammar = Lark.open(  # pyright: ignore[reportUnknownMemberType]
        "grammar.lark", rel_to=__file__, parser="lalr", lexer="basic", transformer=_Builder(letter)
    )
    # With a transformer inside, parse returns what the transformer makes of the whole text.
    return cast("Callable[[str], list[Item]]", grammar.parse)  # pyright: ignore[reportUnknownMemberType]


_parse = parser()
