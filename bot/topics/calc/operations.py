"""Which operations of expressions go entry by entry, and which take many numbers together."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from linalg_engine.expressions import shape_of

if TYPE_CHECKING:
    from bot.formula import Formula, Notation
    from linalg_engine.expressions import Evaluated, Value

MOST_LISTED = 8
"""Entries of a vector that is worked with."""

COMPARISONS = {"≺": "<", "≻": ">", "≤": "≤", "≥": "≥", "≡": "==", "≠": "≠"}
"""As they are written on pages."""

EACH = {".*": "·", "⊙": "·", "∘": "·", "./": "/", ".^": "^", ".**": "^"}
"""Signs of operations entry by entry, and of the same for numbers."""

BY_NAME = {"multiply": "·", "divide": "/", "add": "+", "subtract": "−", "power": "^"}
"""NumPy's names for them."""

ENTRYWISE = frozenset(
    [
        *("sqrt", "abs", "exp", "ln", "log", "log2", "log10", "sin", "cos", "tan", "sinh"),
        *("cosh", "tanh", "asin", "acos", "atan", "arcsin", "arccos", "arctan", "asinh", "acosh"),
        *("atanh", "arcsinh", "arccosh", "arctanh", "sind", "cosd", "tand", "deg2rad", "rad2deg"),
        *("floor", "ceil", "round", "sign", "relu", "sigmoid", "factorial", "conj", "real"),
        *("imag", "arg", "mod", "maximum", "minimum"),
    ]
)
"""Functions of every entry."""

SAME_EVERYWHERE = frozenset(
    [
        *("sum", "prod", "mean", "average", "median", "max", "min", "std", "var", "stdev"),
        *("variance", "pstdev", "pvariance", "sd", "argmax", "argmin"),
    ]
)
"""Functions that make one number of many."""


def sign_of(piece: Evaluated) -> str | None:
    """Return the sign of an operation of two values entry by entry, None of any other piece."""
    operation = piece.operation
    if len(piece.parts) != 2:
        return None
    if operation in COMPARISONS:
        return COMPARISONS[operation]
    shapes = [shape_of(part.value) for part in piece.parts]
    if operation in ("+", "-"):
        return "−" if operation == "-" else "+"
    if operation in ("*", "/") and not all(shapes):
        return "·" if operation == "*" else "/"
    return EACH.get(operation) or BY_NAME.get(operation)


_TYPED = {"*": "·", "-": "−", "⊙": ".*", "∘": ".*", ".**": ".^", **COMPARISONS, **BY_NAME}


def typed_sign(piece: Evaluated) -> str:
    """Return the sign of an operation as it is typed, ``.*``, or the name of a function."""
    return _TYPED.get(piece.operation, piece.operation)


def is_stretched(piece: Evaluated) -> bool:
    """Whether an operation entry by entry had to stretch one side to the other's shape."""
    if sign_of(piece) is None or piece.operation in ("*", "/"):
        return False
    first, second = (shape_of(part.value) for part in piece.parts)
    return first != second and bool(first or second)


def is_entry_by_entry(piece: Evaluated) -> bool:
    """Whether a piece is an array, made entry by entry."""
    if not shape_of(piece.value):
        return False
    return sign_of(piece) is not None or piece.operation in ENTRYWISE


def is_dot(piece: Evaluated) -> bool:
    """Whether a piece is the dot product of two vectors."""
    if len(piece.parts) != 2 or piece.operation not in ("·", ".", "@", "dot"):
        return False
    return all(len(shape_of(part.value)) == 1 for part in piece.parts)


def is_product(piece: Evaluated) -> bool:
    """Whether a piece is a matrix product."""
    if len(piece.parts) != 2 or piece.operation not in ("*", "·", ".", "@", "dot", "matmul"):
        return False
    shapes = [shape_of(part.value) for part in piece.parts]
    return all(shapes) and any(len(shape) == 2 for shape in shapes)


def operands_of(piece: Evaluated) -> list[Any]:
    """Return what an operation entry by entry works on, in the shape that it is stretched to."""
    arrays: list[Any] = [np.asarray(part.value) for part in piece.parts]
    if len(arrays) == 2:
        a, b = arrays
        arrays = [_beside(a, b), _beside(b, a)]
    return list(np.broadcast_arrays(*arrays))


def _beside(array: Any, other: Any) -> Any:
    """Return a vector as the column, or else the row, that fits a matrix."""
    if array.ndim != 1 or other.ndim != 2:
        return array
    rows, columns = other.shape
    is_row = len(array) == columns and len(array) != rows and rows != 1
    return array.reshape(1, -1) if is_row else array.reshape(-1, 1)


def plain(x: Any) -> Any:
    """Return a number of NumPy as one of Python."""
    return x.item() if isinstance(x, np.generic) else x  # pyright: ignore[reportUnknownVariableType]


def value_of(value: Value, say: Notation) -> Formula:
    """Return a value as it is written in a working: a vector as a list, a matrix as a table."""
    if not isinstance(value, np.ndarray):
        return say.number(value)
    return say.vector(value, MOST_LISTED) if value.ndim == 1 else say.matrix(value)


def shape_text(shape: tuple[int, ...]) -> str:
    """Return a shape as NumPy prints it: ``(3,)``, ``(2, 3)``."""
    return str(shape)
