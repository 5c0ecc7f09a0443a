"""Expressions as formulas: as they are written with names, with the numbers put in, and the value.

Only what fits between is shown of the way: a dot product as a sum of products, a length as the root
of a sum of squares.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import numpy as np

from bot.formula import (
    Absolute,
    Brackets,
    Chain,
    Column,
    Formula,
    Function,
    Index,
    Listed,
    Minus,
    Norm,
    Power,
    Product,
    Quotient,
    Root,
    Row,
    Series,
    Sum,
    Symbol,
    Term,
    VectorName,
    Words,
    text,
)
from bot.topics.learn.values import readable, written
from linalg_engine.expressions import shape_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.drawing.pages import Block
    from bot.formula import Notation
    from linalg_engine.expressions import Evaluated, Value

MOST_TERMS = 4
"""Of a sum that is written out, and rows of a product with a matrix."""

SIGNS: dict[str, Callable[[Formula, Formula], Formula]] = {
    "+": lambda a, b: Sum((a, b)),
    "-": lambda a, b: Sum((a, Minus(b))),
    "/": Quotient,
    "^": Power,
    "cross": lambda a, b: Product((a, b), "×"),
}
"""Operations of two values, other than products."""

FUNCTIONS: dict[str, Callable[[Formula], Formula]] = {
    "negative": Minus,
    "norm": Norm,
    "sqrt": Root,
    "abs": Absolute,
    "exp": lambda x: Power("e", x),
    "transpose": lambda x: Power(x, "⊤"),
    "inv": lambda x: Power(x, "−1"),
}
"""Functions that are written without their names."""

BEHIND = {"°": "°", "%": "%", "factorial": "!"}
"""Signs behind a value."""

PRODUCTS = ("*", "·", "×", ".", "@", "dot", "matmul")


def blocks(found: Sequence[Evaluated], say: Notation) -> Iterator[Block]:
    """Yield what names of vectors and matrices stand for, and each expression with its value."""
    writer = _Writer(say, columns=any(_has_matrix(piece) for piece in found))
    given = {
        piece.name: piece
        for each in found
        for piece in each.pieces()
        if piece.operation == "name" and shape_of(piece.value)
    }
    if given:
        yield Series(
            tuple(Chain(writer.named(each), (writer.value(each.value),)) for each in given.values())
        )
    for each in found:
        if each.operation != "name" or each.name not in given:
            yield writer.chain(each)


def _has_matrix(found: Evaluated) -> bool:
    return any(len(shape_of(piece.value)) == 2 for piece in found.pieces())


class _Writer:
    """Writes expressions; vectors as columns where there are matrices."""

    def __init__(self, say: Notation, *, columns: bool) -> None:
        self._say = say
        self._columns = columns

    def chain(self, found: Evaluated) -> Formula:
        """Return an expression, the numbers put in, and its value."""
        stages = [self.formula(found, named=True), self.formula(found, named=False)]
        ends = written(found.value, self._say)
        if len(shape_of(found.value)) == 1 and self._columns:
            ends = tuple(Column(end.entries) if isinstance(end, Listed) else end for end in ends)
        shown: list[Formula] = []
        for stage in (*stages, *ends):
            if not shown or text(stage) != text(shown[-1]):
                shown.append(stage)
        return Chain(shown[0], tuple(shown[1:])) if len(shown) > 1 else shown[0]

    def named(self, piece: Evaluated) -> Formula:
        """Return a name, bold where it is a vector's."""
        is_vector = len(shape_of(piece.value)) == 1
        return VectorName(piece.name) if is_vector else Symbol(piece.name)

    def value(self, value: Value) -> Formula:
        """Return a value."""
        value = readable(value)
        if not isinstance(value, np.ndarray):
            return self._say.number(value)
        if value.ndim == 2:
            return self._say.matrix(value)
        return self._say.column(value) if self._columns else self._say.vector(value)

    def formula(self, piece: Evaluated, *, named: bool) -> Formula:
        """Return an expression, with its names or with the numbers in their places."""
        if not piece.operation:
            return self.value(piece.value)
        if piece.operation == "name":
            return self.named(piece) if named else self.value(piece.value)
        if not named and (way := self._way(piece)) is not None:
            return way
        parts = [self.formula(part, named=named) for part in piece.parts]
        return _operation(piece, parts)

    # The way

    def _way(self, piece: Evaluated) -> Formula | None:
        """Return what an operation on vectors does to their entries; None where that is long."""
        values: list[Any] = [part.value for part in piece.parts]
        shapes = [shape_of(value) for value in values]
        if any(size > MOST_TERMS for shape in shapes for size in shape):
            return None
        match piece.operation, shapes:
            case "norm", [(_,)]:
                return Root(Sum(tuple(Power(x, "2") for x in self._entries(values[0]))))
            case "sum", [(_,)]:
                return Sum(self._entries(values[0]))
            case "mean", [(count,)]:
                return Quotient(Sum(self._entries(values[0])), str(count))
            case operation, [(_,), (_,)] if operation in PRODUCTS and not shape_of(piece.value):
                return self._products(values[0], values[1])
            case operation, [(_, _), (_,)] if operation in PRODUCTS:
                rows = tuple(self._products(row, values[1]) for row in values[0])
                return Column(rows) if shape_of(piece.value) else rows[0]
            case _:
                return None

    def _entries(self, vector: Any) -> tuple[Formula, ...]:
        entries: Any = readable(vector)
        return tuple(self._say.number(x) for x in entries)

    def _products(self, a: Any, b: Any) -> Formula:
        pairs = zip(self._entries(a), self._entries(b), strict=True)
        return Sum(tuple(Product(pair) for pair in pairs))


def _operation(piece: Evaluated, parts: list[Formula]) -> Formula:
    """Return an operation as it is written."""
    operation, first = piece.operation, parts[0]
    if len(parts) == 1:
        return _function(piece, first)
    if len(parts) == 2 and operation in SIGNS:
        return SIGNS[operation](first, parts[1])
    if len(parts) == 2 and operation in PRODUCTS:
        return _product(piece, first, parts[1])
    if len(parts) == 2 and not operation[0].isalnum():
        return Row((first, Words(f" {operation} "), parts[1]))
    return Function(operation, Brackets(Series(tuple(parts), ", ")))


def _product(piece: Evaluated, first: Formula, second: Formula) -> Formula:
    """Return a product: without a sign where one factor is a matrix, or a number times a vector."""
    shapes = [len(shape_of(part.value)) for part in piece.parts]
    is_name = isinstance(first, Symbol)
    if 2 in shapes or (shapes == [0, 1] and is_name):
        return Row((_inner(first), " ", _inner(second)))
    return Term((first, second)) if shapes == [0, 1] else Product((first, second))


def _inner(factor: Formula) -> Formula:
    return Brackets(factor) if isinstance(factor, Sum | Minus) else factor


def _function(piece: Evaluated, of: Formula) -> Formula:
    if piece.operation == "entry":
        return Index(of, piece.name.strip("[]() "))
    if piece.operation in BEHIND:
        return Row((_inner(of), BEHIND[piece.operation]))
    make = FUNCTIONS.get(piece.operation)
    return Function(piece.operation, Brackets(of)) if make is None else make(of)
