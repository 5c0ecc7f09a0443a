"""What is worth saying of an expression: conventions, stretched shapes, what was meant."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Any

import numpy as np

from bot.topics.calc.operations import (
    COMPARISONS,
    EACH,
    SAME_EVERYWHERE,
    is_entry_by_entry,
    is_stretched,
)
from bot.topics.calc.operations import shape_text as shown
from linalg_engine import expressions
from linalg_engine.expressions import is_complex, shape_of
from linalg_engine.notation import arithmetic

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.formula import Notation
    from linalg_engine.expressions import Evaluated

MOST_REMARKS = 4

LARGEST_OF_NUMPY = 2**63
"""Above, NumPy's whole numbers overflow."""

_OVER_ALL = ("sum", "prod", "mean", "median", "max", "min", "std", "var")
_PLACES = ("argmax", "argmin")
_PRODUCTS = ("*", "@", "·", ".")


def remarks(found: Evaluated, say: Notation) -> list[str]:
    """Return sentences in the order of their importance, no two alike."""
    found_of_pieces = [
        sentence
        for about in (_about_operation, _about_function, _about_shapes, _about_typing)
        for piece in found.pieces()
        for sentence in about(piece, say)
    ]
    return list(dict.fromkeys([*found_of_pieces, *_about_result(found)]))[:MOST_REMARKS]


def _about_operation(piece: Evaluated, _say: Notation) -> Iterator[str]:
    shapes = [shape_of(part.value) for part in piece.parts]
    if is_stretched(piece):
        yield _stretching(piece, shapes)
    if piece.operation in COMPARISONS:
        yield "1 stands where it is true, 0 where not (NumPy: True and False); their sum counts."
    both_matrices = len(shapes) == 2 and all(len(shape) == 2 for shape in shapes)
    if piece.operation == "*" and both_matrices and shapes[0] == shapes[1] and not piece.juxtaposed:
        yield (
            "`*` is the matrix product here, NumPy's `@`; entry by entry it is `.*`, NumPy's `*`."
        )
    if piece.operation == "**" and shapes[0]:
        yield "`A**2` is A times A here; NumPy's goes entry by entry: `A .^ 2`."
    if piece.operation in EACH and any(shapes):
        yield "Entry by entry: each number with the one in the same place."


def _stretching(piece: Evaluated, shapes: list[tuple[int, ...]]) -> str:
    first, second = (_named(a, b) for a, b in (shapes, shapes[::-1]))
    result = shown(shape_of(piece.value))
    if not all(shapes):
        number, array = (first, shapes[1]) if not shapes[0] else (second, shapes[0])
        return f"Broadcasting: {number} is stretched to the shape {shown(array)} of the other side."
    return f"Broadcasting: {first} and {second} are stretched to one shape, {result}."


def _named(shape: tuple[int, ...], other: tuple[int, ...]) -> str:
    if not shape:
        return "the number"
    if len(shape) == 1 and len(other) == 2:
        is_row = shape[0] == other[1] and shape[0] != other[0] and other[0] != 1
        return f"the vector {shown(shape)} as a {'row' if is_row else 'column'}"
    if len(shape) == 2 and shape[0] == 1:
        return f"the row {shown(shape)}"
    return f"the {'vector' if len(shape) == 1 else 'matrix'} {shown(shape)}"


def _about_shapes(piece: Evaluated, _say: Notation) -> Iterator[str]:
    shapes = [shape_of(part.value) for part in piece.parts]
    vectors = [shape for shape in shapes if len(shape) == 1]
    squares = [shape for shape in shapes if len(shape) == 2 and shape[0] == shape[1]]
    if is_stretched(piece) and vectors and squares:
        yield "A vector is a column here; NumPy takes it as a row, which is v' here."
    if piece.operation in _PRODUCTS and any(
        part.operation == "transpose" and len(shape_of(part.parts[0].value)) == 1
        for part in piece.parts
        if part.parts
    ):
        yield "Vectors are columns here, so v' is a row; MATLAB's [1 2 3] is a row already."
    if piece.operation == "transpose" and is_complex(piece.value):
        yield "' is the plain transpose; MATLAB's ' takes the conjugates as well: conj(A)'."
    is_dot = piece.operation in ("·", ".", "@", "dot") and not shape_of(piece.value)
    if is_dot and any(is_complex(part.value) for part in piece.parts):
        yield "No conjugates are taken, as in np.dot; np.vdot(a, b) is conj(a) · b."


def _about_function(piece: Evaluated, say: Notation) -> Iterator[str]:
    name = piece.operation
    if not piece.parts:
        return
    given = piece.parts[0].value
    is_matrix = len(shape_of(given)) == 2
    axis = piece.parts[1].value if len(piece.parts) > 1 else dict(piece.keywords).get("axis")
    if name in _OVER_ALL and is_matrix and axis is None and min(shape_of(given)) > 1:
        same = _OTHER.get(name, name)  # MATLAB's std divides by n - 1
        yield f"{name}(A) is of all entries, as in NumPy; MATLAB's {name}(A) is {same}(A, 0) here."
    if name in SAME_EVERYWHERE and is_matrix and axis is not None:
        yield _about_axis(name, axis)
    if is_matrix:
        yield from _about_matrix(name, shape_of(given), axis)
    yield from _about_spread(piece, say)
    if name in _PLACES:
        yield "Places are counted from 1 here, from 0 in NumPy."
    if name == "log":
        yield "log is the natural logarithm, ln; log10 is the one to base 10."
    if name in ("range", "arange"):
        yield f"{name} leaves its end out, as in Python; `1:5` has its end, as in MATLAB."
    yield from _about_degrees(piece, say)


def _about_matrix(name: str, shape: tuple[int, ...], axis: Any) -> Iterator[str]:
    """Say how a function takes a matrix, where that differs from elsewhere."""
    if name == "sort" and axis is None:
        yield "Each row is sorted, as in NumPy; MATLAB's sort(A) is sort(A, 0) here."
    if name in ("cumsum", "cumprod") and axis is None:
        yield f"Row after row, as in NumPy; MATLAB's {name}(A) is {name}(A, 0) here."
    if name == "norm" and min(shape) > 1:
        yield (
            "The root of the sum of all squares (Frobenius), as np.linalg.norm; "
            "MATLAB's norm(A) is the largest singular value."
        )
    if name == "exp" and shape[0] == shape[1]:
        yield "exp goes entry by entry; the exponential of the matrix A is expm(A)."


def _about_axis(name: str, axis: Any) -> str:
    goes = "0 goes down each column" if axis in (0, -2) else "1 goes along each row"
    pattern = _IN_MATLAB.get(name)
    other = f": MATLAB's {pattern.format(1 if axis in (0, -2) else 2)}" if pattern else ""
    return f"Axis {goes}, as in NumPy{other}."


_IN_MATLAB = {
    **{name: f"{name}(A, {{}})" for name in ("sum", "prod", "mean", "median")},
    **{name: f"{name}(A, [], {{}})" for name in ("max", "min")},
    **{name: f"{name}(A, 1, {{}})" for name in ("std", "var")},
}
"""How MATLAB writes a function with a dimension."""


def _about_spread(piece: Evaluated, say: Notation) -> Iterator[str]:
    """Say by what a variance or deviation divides, and what the other convention gives."""
    name = piece.operation
    if name not in ("std", "var") or "ddof" in dict(piece.keywords):
        if name in ("stdev", "sd", "variance"):
            yield f"{name} divides by n − 1 (a sample's); {_OTHER[name]} divides by n, as NumPy."
        return
    other = _OTHER[name]
    values = [part.value for part in piece.parts]
    sample = ""
    if len(values) == 1 and isinstance(values[0], np.ndarray) and values[0].size > 1:
        value = expressions.evaluate(f"{other}(x)", {"x": values[0].reshape(-1)})
        sample = f" {say.equals(value)}"  # pyright: ignore[reportArgumentType] - one number
    yield f"{name} divides by n (a population's), as NumPy; by n − 1 it is {other}(…){sample}."


_OTHER = {"std": "stdev", "var": "variance", "stdev": "std", "sd": "std", "variance": "var"}


def _about_degrees(piece: Evaluated, say: Notation) -> Iterator[str]:
    """Say what sin(30) would be in degrees, where 30 looks like them."""
    if piece.operation not in ("sin", "cos", "tan") or len(piece.parts) != 1:
        return
    part = piece.parts[0]
    angle = part.value
    if part.degrees is not None or not isinstance(angle, Fraction):
        return
    if angle.denominator != 1 or angle % 15 or not 0 < abs(angle) <= 720:
        return
    typed = f"{piece.operation}({angle}°)"
    if piece.operation == "tan" and angle % 180 == 90:
        meant = f"{typed} has no value"
    else:
        meant = f"{typed} {say.equals(arithmetic.of_degrees(piece.operation, angle, 0))}"
    yield f"{angle} was taken as radians; in degrees {meant}."


def _about_typing(piece: Evaluated, _say: Notation) -> Iterator[str]:
    if piece.operation == "entry":
        yield "Places in brackets are counted from 1: row, then column."
    if piece.operation == "unit vector":
        yield "i, j and k are read as unit vectors; one of them alone is the imaginary unit."


def _about_result(found: Evaluated) -> Iterator[str]:
    value = found.value
    if isinstance(value, Fraction) and value.denominator == 1 and abs(value) >= LARGEST_OF_NUMPY:
        digits = len(str(abs(value.numerator)))
        yield (
            f"All {digits} digits. Python's whole numbers have no limit, NumPy's end at 2⁶³ − 1; "
            "here numbers go up to about 1.8×10³⁰⁸."
        )
    if is_entry_by_entry(found):
        yield "NumPy does all entries in one call, where a loop asks Python anew for each."
