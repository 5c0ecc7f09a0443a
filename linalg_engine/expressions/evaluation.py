"""Trees -> values, worked out from the innermost piece outwards."""

from __future__ import annotations

import re
from collections.abc import Callable, Generator, Mapping
from contextlib import contextmanager
from fractions import Fraction
from types import MappingProxyType
from typing import Any, NamedTuple

import numpy as np
from lark import Token, Tree
from numpy.typing import NDArray

from linalg_engine.arguments import require_names
from linalg_engine.errors import InputError
from linalg_engine.exact import Scalar
from linalg_engine.expressions import budget as costs
from linalg_engine.expressions import functions, operations, places
from linalg_engine.expressions.budget import Budget
from linalg_engine.expressions.complaints import unknown_name
from linalg_engine.expressions.literals import literal, refuse_array_entry
from linalg_engine.expressions.syntax import plain_formula, read_tree
from linalg_engine.expressions.values import Value, from_variable
from linalg_engine.notation import arithmetic
from linalg_engine.notation.complaints import unclear_quotient
from linalg_engine.notation.named import named
from linalg_engine.notation.reading import about
from linalg_engine.notation.syntax import Group, Item, Kind, Missing, Number, Separator

_OF_ANGLES = {"sin", "cos", "tan"}
NO_VARIABLES: Mapping[str, Scalar | NDArray[Any]] = MappingProxyType({})


def evaluate(
    text: str, variables: Mapping[str, Scalar | NDArray[Any]] = NO_VARIABLES
) -> Scalar | NDArray[Any]:
    r"""Return the value of an expression: ``A' * B``, ``A \ b``, ``2*[1,2] - [0,1]``.

    What can be typed: numbers, vectors and matrices as ``notation`` reads them, in brackets,
    with numbers or expressions for numbers as entries; names; ``+ - * / \ ^ · ×`` and ``.``
    (dot); two values side by side for their product; ``A'``, ``A^T``, ``Aᵀ``; and the
    functions in ``FUNCTIONS``. ``A[1, 2]`` and ``A(1, 2)`` are the entry in row 1, column 2,
    counted from 1; ``A[1, :]`` is a row, ``A[:, 2]`` a column, ``v[3]`` an entry of a vector.

    Vectors. ``[1, 2, 3]`` and ``[1; 2; 3]`` are the same vector, which counts as a column:
    ``A v`` and ``A \ v`` take it as it is, its transpose ``v'`` is a matrix of one row, so
    that ``a' * b`` is the dot product, a number, and ``a * b'`` a matrix. In ``v * A`` it is
    a row where it would not fit as a column. ``[[1, 2, 3]]`` is a matrix of one row.
    ``a * b`` of two vectors is refused, because there are several products; so is the sum
    of a number and an array.

    ``A \ b`` is the one solution of ``A x = b``; where there is none, or more than one, the
    error says so: least squares is not taken silently.

    Parameters
    ----------
    text
        The expression, of at most `MAX_CHARACTERS`.
    variables
        The values of names, numbers or arrays of shape (n,) or (m, n). Letter case matters.

    Returns
    -------
    Fraction, Surd, float or ndarray
        A number, or an array of shape (n,) or (m, n). Exact (Fraction and Surd, dtype object)
        where the input is exact, the work affordable and its numbers not longer than `MAX_BITS`;
        otherwise float or float64.

    Raises
    ------
    InputError
        When the text cannot be read, a name has no value, the shapes do not fit, there is
        no answer, or the work would be more than `MAX_WORK`. The position is that of the
        sign or name where it went wrong.

    Examples
    --------
    >>> print(*la.evaluate("A * [1, 1] / 2", {"A": [[1, 2], [3, 4]]}))
    3/2 7/2
    """
    require_names(variables)
    with about(text):
        with named(text):
            formula = plain_formula(text)
            tree = read_tree(formula)
        return _representable(_Evaluation(formula, variables).of(tree))


class Operand(NamedTuple):
    """A value and where it begins."""

    value: Value
    start: int
    juxtaposed: bool = False
    """Whether it is a product without a sign between the factors, as 2π."""
    degrees: Scalar | None = None
    """The size of an angle that was written in degrees."""


Piece = Operand | Group
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


class _Evaluation:
    """Gives each piece of a tree its value. Lists stay groups until they are needed.

    For each rule of the grammar there is a method of its name.
    """

    def __init__(self, formula: str, variables: Mapping[str, Scalar | NDArray[Any]]) -> None:
        self._formula = formula
        self._variables = variables
        self._budget = Budget()

    def of(self, tree: Tree[Token]) -> Operand:
        """Return the value of the whole tree, from the leaves up and without recursion."""
        found: dict[int, Any] = {}
        for branch in tree.iter_subtrees():
            children = [
                found[id(child)] if isinstance(child, Tree) else child for child in branch.children
            ]
            found[id(branch)] = getattr(self, branch.data)(*children)
        return found[id(tree)]

    def start(self, piece: Piece) -> Operand:
        return self._operand(piece)

    # Pieces

    def number(self, token: Token) -> Operand:
        return Operand(arithmetic.literal(str(token), _place(token)), _place(token))

    def mixed(self, token: Token) -> Operand:
        return Operand(arithmetic.mixed(str(token), _place(token)), _place(token))

    def short_fraction(self, token: Token) -> Operand:
        top, bottom = map(Fraction, re.findall("[0-9]", token))
        return Operand(arithmetic.divide(top, bottom, (token.end_pos or 1) - 1), _place(token))

    def name(self, token: Token) -> Operand:
        name, at = token.removeprefix("\\"), _place(token)
        if name in self._variables:
            return Operand(from_variable(self._variables[name]), at)
        if name not in arithmetic.CONSTANTS:
            unknown_name(name, at, self._formula, self._variables)
        return Operand(arithmetic.CONSTANTS[name], at)

    def missing(self, token: Token) -> Missing:
        return Missing(_place(token), str(token))

    def group(self, opening: Token, *inside: Token | Missing | Piece) -> Piece:
        items = inside[:-1]
        only = items[0] if opening in ("(", "{") and len(items) == 1 else None
        if isinstance(only, Operand):
            return Operand(only.value, _place(opening), degrees=only.degrees)
        if isinstance(only, Group):
            return only
        return Group([self._item(item) for item in items], _place(opening), str(opening))

    # Operations

    def combine(self, left: Piece, sign: Token, right: Piece) -> Operand:
        a, b = self._operand(left), self._operand(right)
        if sign == "/" and b.juxtaposed:
            is_array = isinstance(b.value, np.ndarray)
            unclear_quotient(_place(sign), "(1/2) * [1 2; 3 4]" if is_array else "1/(2*pi)")
        return self._combined(_OPERATIONS[str(sign)], a, b, _place(sign))

    def juxtapose(self, left: Piece, right: Piece) -> Operand:
        a, b = self._operand(left), self._operand(right)
        self._check_not_indexed(a, b)
        product = self._combined(operations.multiply, a, b, b.start)
        return product._replace(juxtaposed=True)

    def superscript(self, base: Piece, token: Token) -> Operand:
        exponent = Operand(arithmetic.superscript(str(token), _place(token)), _place(token))
        return self._combined(operations.power, self._operand(base), exponent, _place(token))

    def positive(self, sign: Token, piece: Piece) -> Operand:
        return self._operand(piece)._replace(start=_place(sign))

    def negative(self, sign: Token, piece: Piece) -> Operand:
        a = self._operand(piece)
        with _pointing_at(_place(sign)):
            value = operations.negative(a.value, self._budget)
        degrees = None if a.degrees is None else -a.degrees
        return Operand(value, _place(sign), degrees=degrees)

    def degrees(self, piece: Piece, sign: Token) -> Operand:
        a = self._operand(piece)
        if isinstance(a.value, np.ndarray):
            raise InputError(
                "° can only follow a number.", position=_place(sign), example="cos(45°)"
            )
        value = arithmetic.radians(a.value, _place(sign))
        return Operand(value, a.start, degrees=a.value)

    def percent(self, piece: Piece, sign: Token) -> Operand:
        hundred = Operand(Fraction(100), _place(sign))
        return self._combined(operations.divide, self._operand(piece), hundred, _place(sign))

    def place(self, token: Token) -> places.Place:
        return int(token) if token.isdigit() else None

    def entry(self, piece: Piece, opening: Token, *inside: Token | places.Place) -> Operand:
        a, at = self._operand(piece), _place(opening)
        found = [place for place in inside if not isinstance(place, Token)]
        if isinstance(a.value, np.ndarray):
            with _pointing_at(at):
                return Operand(places.picked(a.value, found), a.start)
        if len(found) == 1 and found[0] is not None:  # a number before a bracket: a product
            return self._combined(operations.multiply, a, Operand(Fraction(found[0]), at), at)
        raise InputError(
            "Only a vector or a matrix has entries, and this is a number.",
            position=at,
            example="[1 2; 3 4][1, 2]",
        )

    def transpose(self, piece: Piece, _token: Token) -> Piece:
        if isinstance(piece, Group):
            return Group(piece.items, piece.start, piece.bracket, not piece.transposed)
        return Operand(operations.transpose(piece.value), piece.start)

    def call(self, function: Token, _opening: Token, *inside: Token | Piece) -> Operand:
        operands = [self._operand(x) for x in inside if not isinstance(x, Token)]
        if len(operands) == 1 and operands[0].degrees is not None and function in _OF_ANGLES:
            value = arithmetic.of_degrees(str(function), operands[0].degrees, operands[0].start)
            return Operand(value, _place(function))
        arguments = [operand.value for operand in operands]
        with _pointing_at(_place(function)):
            value = functions.call(str(function), arguments, self._budget)
        return Operand(value, _place(function))

    def root(self, token: Token, radicand: Piece) -> Operand:
        if isinstance(radicand, Group) and radicand.bracket == "[":
            raise InputError(
                "Only square roots can be read; write another root as a power, like 8^(1/3).",
                position=radicand.start,
                example="8^(1/3)",
            )
        value = self._operand(radicand).value
        with _pointing_at(_place(token)):
            return Operand(functions.call("sqrt", [value], self._budget), _place(token))

    def fraction(self, token: Token, top: Piece, bottom: Piece) -> Operand:
        a, b = self._operand(top), self._operand(bottom)
        return self._combined(operations.divide, a, b, b.start)._replace(start=_place(token))

    # Helpers

    def _combined(self, operation: Binary, a: Operand, b: Operand, at: int) -> Operand:
        with _pointing_at(at):
            self._budget.spend(costs.NUMBER_COST)
            return Operand(operation(a.value, b.value, self._budget), a.start)

    def _operand(self, piece: Piece) -> Operand:
        if isinstance(piece, Operand):
            return piece
        return Operand(literal(piece, self._formula), piece.start)

    def _item(self, item: Token | Missing | Piece) -> Item:
        if isinstance(item, Token):
            return Separator(Kind(item.type), _place(item), str(item))
        if isinstance(item, Operand):
            if isinstance(item.value, np.ndarray):
                refuse_array_entry(item.start)
            return Number(item.value, item.start)
        return item

    def _check_not_indexed(self, a: Operand, b: Operand) -> None:
        """Refuse ``A(1, 2)`` and ``v[0]``, which elsewhere pick out an entry."""
        at = b.start
        opening = self._formula[at] if isinstance(a.value, np.ndarray) else ""
        if opening not in ("(", "[") or not re.match(r"\w", self._formula[at - 1]):
            return
        if isinstance(b.value, np.ndarray) and b.value.ndim == 2:
            return
        raise InputError(
            "An entry has a row and a column, two whole numbers: A[1, 2]; "
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


def _representable(result: Operand) -> Value:
    """Return the value if it is in the range of floats, for later steps in floats."""
    if isinstance(result.value, np.ndarray):
        for x in result.value.flat:
            arithmetic.representable(x, result.start)
        return result.value
    return arithmetic.representable(result.value, result.start)


def _place(token: Token) -> int:
    return token.start_pos or 0
