"""The value of each piece of a tree, worked out from the innermost outwards."""

from __future__ import annotations

import re
from collections.abc import Callable, Generator, Iterable, Mapping
from contextlib import contextmanager
from dataclasses import replace
from fractions import Fraction
from typing import Any, NamedTuple, cast

import numpy as np
from lark import Token, Tree

from linalg_engine.errors import InputError
from linalg_engine.exact import Scalar
from linalg_engine.expressions import budget as costs
from linalg_engine.expressions import entrywise, functions, making, operations, places, scalars
from linalg_engine.expressions.budget import Budget
from linalg_engine.expressions.comparisons import SIGNS
from linalg_engine.expressions.complaints import unknown_name
from linalg_engine.expressions.entrywise import array_of
from linalg_engine.expressions.evaluated import Evaluated
from linalg_engine.expressions.literals import literal, refuse_array_entry
from linalg_engine.expressions.values import Value, from_variable, is_complex
from linalg_engine.notation import arithmetic
from linalg_engine.notation.complaints import unclear_quotient
from linalg_engine.notation.syntax import Group, Item, Kind, Missing, Number, Separator

_OF_ANGLES = {"sin", "cos", "tan"}
Piece = Evaluated | Group
Binary = Callable[[Value, Value, Budget], Value]

_OPERATIONS: dict[str, Binary] = {
    "+": operations.add,
    "-": operations.subtract,
    "*": operations.multiply,
    "·": operations.dot,
    ".": operations.dot,
    "@": operations.dot,
    "×": operations.cross,
    "∖": operations.left_divide,
    "/": operations.divide,
    "^": operations.power,
    "**": operations.power,
}

_EACH = {".*": "*", "⊙": "*", "∘": "*", "./": "/", ".^": "^", ".**": "^"}
"""Signs of operations entry by entry."""

_UNIT_VECTORS = {"i": 0, "j": 1, "k": 2, "î": 0, "ĵ": 1}


class Keyword(NamedTuple):
    """An argument with a name: ``axis=0``."""

    name: str
    value: Value


class Evaluator:
    """Gives each piece of a tree its value. Lists stay groups until they are needed.

    For each rule of the grammar there is a method of its name.
    """

    def __init__(self, formula: str, variables: Mapping[str, Value]) -> None:
        self._formula = formula
        self._variables = variables
        self._budget = Budget()
        self._unit_vectors: dict[str, Value] = {}

    def of(self, tree: Tree[Token]) -> Evaluated:
        """Return the value of the whole tree, from the leaves up and without recursion."""
        self._unit_vectors = _unit_vectors(tree, self._variables)
        found: dict[int, Any] = {}
        for branch in tree.iter_subtrees():
            children = [
                found[id(child)] if isinstance(child, Tree) else child for child in branch.children
            ]
            found[id(branch)] = getattr(self, branch.data)(*children)
        return found[id(tree)]

    def start(self, piece: Piece) -> Evaluated:
        return self._operand(piece)

    # Pieces

    def number(self, token: Token) -> Evaluated:
        return Evaluated(arithmetic.literal(str(token), _place(token)), _place(token))

    def mixed(self, token: Token) -> Evaluated:
        return Evaluated(arithmetic.mixed(str(token), _place(token)), _place(token))

    def short_fraction(self, token: Token) -> Evaluated:
        top, bottom = map(Fraction, re.findall("[0-9]", token))
        return Evaluated(arithmetic.divide(top, bottom, (token.end_pos or 1) - 1), _place(token))

    def name(self, token: Token) -> Evaluated:
        name, at = token.removeprefix("\\"), _place(token)
        if name in self._variables:
            return Evaluated(from_variable(self._variables[name]), at, "name", name=name)
        if name in self._unit_vectors:
            return Evaluated(self._unit_vectors[name], at, "unit vector", name=name)
        if name in ("i", "j"):
            return Evaluated(scalars.IMAGINARY_UNIT, at, "i")
        if name in ("iπ", "jπ", "πi", "πj"):
            first, second = (token.update(value=letter) for letter in name)
            return self.juxtapose(self.name(first), self.name(second))
        if name not in arithmetic.CONSTANTS:
            unknown_name(name, at, self._formula, self._variables)
        degrees = Fraction(180) if name in ("pi", "π") else None
        return Evaluated(arithmetic.CONSTANTS[name], at, "constant", name=name, degrees=degrees)

    def missing(self, token: Token) -> Missing:
        return Missing(_place(token), str(token))

    def group(self, opening: Token, *inside: Token | Missing | Piece) -> Piece:
        items = inside[:-1]
        only = items[0] if len(items) == 1 else None
        if isinstance(only, Evaluated) and (opening in ("(", "{") or only.operation == ":"):
            return replace(only, start=_place(opening), juxtaposed=False)
        if isinstance(only, Group) and opening in ("(", "{"):
            return only
        return Group([self._item(item) for item in items], _place(opening), str(opening))

    # Operations

    def combine(self, left: Piece, sign: Token, right: Piece) -> Evaluated:
        a, b = self._operand(left), self._operand(right)
        if sign == "/" and b.juxtaposed:
            is_array = isinstance(b.value, np.ndarray)
            unclear_quotient(_place(sign), "(1/2) * [1 2; 3 4]" if is_array else "1/(2*pi)")
        return self._combined(str(sign), a, b, _place(sign))

    def juxtapose(self, left: Piece, right: Piece) -> Evaluated:
        a, b = self._operand(left), self._operand(right)
        self._check_not_indexed(a, b)
        return replace(self._combined("*", a, b, b.start), juxtaposed=True)

    def superscript(self, base: Piece, token: Token) -> Evaluated:
        exponent = Evaluated(arithmetic.superscript(str(token), _place(token)), _place(token))
        return self._combined("^", self._operand(base), exponent, _place(token))

    def positive(self, sign: Token, piece: Piece) -> Evaluated:
        return replace(self._operand(piece), start=_place(sign))

    def negative(self, sign: Token, piece: Piece) -> Evaluated:
        a = self._operand(piece)
        with _pointing_at(_place(sign)):
            value = operations.negative(a.value, self._budget)
        degrees = None if a.degrees is None else -a.degrees
        return Evaluated(value, _place(sign), "negative", (a,), degrees=degrees)

    def steps(self, *pieces: Piece | Token) -> Evaluated:
        operands = [self._operand(piece) for piece in pieces if not isinstance(piece, Token)]
        first, last = operands[0], operands[-1]
        step = operands[1].value if len(operands) == 3 else Fraction(1)
        with _pointing_at(first.start):
            value = making.span(first.value, step, last.value, self._budget)
        return Evaluated(value, first.start, ":", tuple(operands))

    def degrees(self, piece: Piece, sign: Token) -> Evaluated:
        a = self._operand(piece)
        if isinstance(a.value, np.ndarray | complex) or is_complex(a.value):
            raise InputError(
                "° can only follow a number.", position=_place(sign), example="cos(45°)"
            )
        value = arithmetic.radians(a.value, _place(sign))
        return Evaluated(value, a.start, "°", (a,), degrees=a.value)

    def percent(self, piece: Piece, sign: Token) -> Evaluated:
        hundred = Evaluated(Fraction(100), _place(sign))
        return self._combined("/", self._operand(piece), hundred, _place(sign))

    def factorial(self, piece: Piece, sign: Token) -> Evaluated:
        a = self._operand(piece)
        with _pointing_at(_place(sign)):
            value = functions.call("factorial", [a.value], self._budget)
        return Evaluated(value, a.start, "factorial", (a,))

    def place(self, *tokens: Token) -> places.Place:
        ends = [places.END if x.type == "END" else int(x) for x in tokens if x.type != "COLON"]
        if len(ends) == 2:
            return slice(*ends)
        return ends[0] if ends else None

    def entry(self, piece: Piece, opening: Token, *inside: Token | places.Place) -> Evaluated:
        a, at = self._operand(piece), _place(opening)
        found = [place for place in inside if not isinstance(place, Token)]
        if isinstance(a.value, np.ndarray):
            if opening == "[" and any(isinstance(place, slice) for place in found):
                raise InputError(
                    "In square brackets 1:2 counts from 0 and leaves its end out, as in Python; "
                    "write A(1:2, :), counted from 1 with both ends.",
                    position=at,
                    example="[5, 6, 7](1:2)",
                )
            typed = self._formula[at : _place(inside[-1]) + 1]
            with _pointing_at(at):
                return Evaluated(places.picked(a.value, found), a.start, "entry", (a,), typed)
        if len(found) == 1 and isinstance(found[0], int) and found[0] != places.END:
            # A number before a bracket: a product.
            return self._combined("*", a, Evaluated(Fraction(found[0]), at), at)
        raise InputError(
            "Only a vector or a matrix has entries, and this is a number.",
            position=at,
            example="[1 2; 3 4][1, 2]",
        )

    def transpose(self, piece: Piece, _token: Token) -> Piece:
        if isinstance(piece, Group):
            return Group(piece.items, piece.start, piece.bracket, not piece.transposed)
        return Evaluated(operations.transpose(piece.value), piece.start, "transpose", (piece,))

    def keyword(self, name: Token, _sign: Token, piece: Piece) -> Keyword:
        return Keyword(str(name), self._operand(piece).value)

    def call(self, function: Token, _opening: Token, *inside: Token | Piece | Keyword) -> Evaluated:
        return self._called(function, [], inside)

    def method(self, piece: Piece, function: Token, _opening: Token, *inside: Any) -> Evaluated:
        return self._called(function, [self._operand(piece)], inside)

    def _called(
        self, function: Token, first: list[Evaluated], inside: Iterable[Token | Piece | Keyword]
    ) -> Evaluated:
        given = [x for x in inside if not isinstance(x, Token)]
        keywords = {x.name: x.value for x in given if isinstance(x, Keyword)}
        parts = (*first, *(self._operand(x) for x in given if not isinstance(x, Keyword)))
        name, at = str(function), _place(function)
        start = first[0].start if first else at
        degrees = parts[0].degrees if len(parts) == 1 else None
        if degrees is not None and name in _OF_ANGLES and not keywords:
            value = arithmetic.of_degrees(name, degrees, parts[0].start)
        else:
            with _pointing_at(at):
                arguments = [part.value for part in parts]
                value = functions.call(name, arguments, self._budget, keywords)
        return Evaluated(value, start, name, parts, keywords=tuple(keywords.items()))

    def root(self, token: Token, radicand: Piece) -> Evaluated:
        if isinstance(radicand, Group) and radicand.bracket == "[":
            raise InputError(
                "Only square roots can be read; write another root as a power, like 8^(1/3).",
                position=radicand.start,
                example="8^(1/3)",
            )
        a = self._operand(radicand)
        with _pointing_at(_place(token)):
            value = functions.call("sqrt", [a.value], self._budget)
        return Evaluated(value, _place(token), "sqrt", (a,))

    def fraction(self, token: Token, top: Piece, bottom: Piece) -> Evaluated:
        a, b = self._operand(top), self._operand(bottom)
        return replace(self._combined("/", a, b, b.start), start=_place(token))

    # Helpers

    def _combined(self, sign: str, a: Evaluated, b: Evaluated, at: int) -> Evaluated:
        with _pointing_at(at):
            self._budget.spend(costs.NUMBER_COST)
            if sign in SIGNS:
                value = entrywise.combined(SIGNS[sign], a.value, b.value, self._budget)
            elif sign in _EACH:
                value = entrywise.combined(_EACH[sign], a.value, b.value, self._budget)
            else:
                value = _OPERATIONS[sign](a.value, b.value, self._budget)
        return Evaluated(value, a.start, sign, (a, b), degrees=_degrees(sign, a, b))

    def _operand(self, piece: Piece) -> Evaluated:
        if isinstance(piece, Evaluated):
            return piece
        if piece.transposed:
            straight = self._operand(Group(piece.items, piece.start, piece.bracket))
            value = operations.transpose(straight.value)
            return Evaluated(value, piece.start, "transpose", (straight,))
        return Evaluated(literal(piece, self._formula), piece.start)

    def _item(self, item: Token | Missing | Piece) -> Item:
        if isinstance(item, Token):
            return Separator(Kind(item.type), _place(item), str(item))
        if isinstance(item, Evaluated):
            if isinstance(item.value, np.ndarray):
                refuse_array_entry(item.start)
            # A cell of `notation` is real; `literal` takes complex ones as well.
            return Number(cast("Scalar", item.value), item.start)
        return item

    def _check_not_indexed(self, a: Evaluated, b: Evaluated) -> None:
        """Refuse ``A(1, 2)`` and ``v[0]``, which elsewhere pick out an entry."""
        at = b.start
        opening = self._formula[at] if isinstance(a.value, np.ndarray) else ""
        if opening not in ("(", "[") or not re.match(r"\w", self._formula[at - 1]):
            return
        if isinstance(b.value, np.ndarray) and b.value.ndim == 2:
            return
        raise InputError(
            "An entry has a row and a column, two whole numbers from 1 on, or end: A[1, 2]; "
            "for a product write * in between.",
            position=at,
            example="[1 2; 3 4][1, 2]",
        )


@contextmanager
def _pointing_at(at: int) -> Generator[None]:
    """Give an error that leaves the position of the sign or name it belongs to."""
    try:
        yield
    except InputError as error:
        error.position = at
        raise


def _degrees(sign: str, a: Evaluated, b: Evaluated) -> Scalar | None:
    """Return the size of an angle in degrees that is made of one: of ``2 * 30°`` and ``π/6``."""
    match sign:
        case "+" if a.degrees is not None and b.degrees is not None:
            return arithmetic.add(a.degrees, b.degrees, 0)
        case "-" if a.degrees is not None and b.degrees is not None:
            return arithmetic.add(a.degrees, -b.degrees, 0)
        case "*" if a.degrees is not None and isinstance(b.value, Fraction):
            return arithmetic.multiply(a.degrees, b.value, 0)
        case "*" if b.degrees is not None and isinstance(a.value, Fraction):
            return arithmetic.multiply(b.degrees, a.value, 0)
        case "/" if a.degrees is not None and isinstance(b.value, Fraction):
            return arithmetic.divide(a.degrees, b.value, 0)
        case _:
            return None


def _unit_vectors(tree: Tree[Token], variables: Mapping[str, Any]) -> dict[str, Value]:
    """Return i, j and k as vectors where two of them are used: one alone is an imaginary unit."""
    used = {
        str(token).removeprefix("\\")
        for branch in tree.find_data("name")
        for token in branch.children
        if isinstance(token, Token)
    }
    names = {name for name in used if name in _UNIT_VECTORS and name not in variables}
    if len(names) < 2 and not names & {"î", "ĵ"}:
        return {}
    size = 3 if "k" in names else 2
    return {
        name: array_of([Fraction(int(axis == _UNIT_VECTORS[name])) for axis in range(size)])
        for name in names
    }


def _place(token: Any) -> int:
    return token.start_pos or 0
