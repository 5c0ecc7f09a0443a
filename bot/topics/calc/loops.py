"""The same operation as a loop over Python's lists, and as one call of NumPy."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.topics.calc import sums
from bot.topics.calc.numpy_code import numpy_line, python_name
from bot.topics.calc.operations import (
    COMPARISONS,
    SAME_EVERYWHERE,
    is_dot,
    is_entry_by_entry,
    is_product,
    sign_of,
)
from linalg_engine.expressions import shape_of

if TYPE_CHECKING:
    from linalg_engine.expressions import Evaluated

STEP = "    "

IN_PYTHON = {
    "·": "*", "−": "-", "^": "**", "≤": "<=", "≥": ">=", "≠": "!=",
}  # fmt: skip

OF_MATH = {
    "ln": "log", "arcsin": "asin", "arccos": "acos", "arctan": "atan", "arcsinh": "asinh",
    "arccosh": "acosh", "arctanh": "atanh", "deg2rad": "radians", "rad2deg": "degrees",
}  # fmt: skip

CALLS = {
    "abs": "abs({0})", "round": "round({0}{1})", "relu": "max({0}, 0)", "mod": "{0} % {1}",
    "maximum": "max({0}, {1})", "minimum": "min({0}, {1})", "sign": "({0} > 0) - ({0} < 0)",
    "sigmoid": "1 / (1 + math.exp(-{0}))", "conj": "{0}.conjugate()", "real": "{0}.real",
    "imag": "{0}.imag", "arg": "cmath.phase({0})", "sind": "math.sin(math.radians({0}))",
    "cosd": "math.cos(math.radians({0}))", "tand": "math.tan(math.radians({0}))",
}  # fmt: skip
"""Functions of one number, in Python."""


def has_loop(piece: Evaluated) -> bool:
    """Whether a piece is an operation on arrays that a loop can do."""
    if piece.operation in SAME_EVERYWHERE:
        return bool(shape_of(piece.parts[0].value)) and piece.operation in _ONE_OF_MANY
    return is_entry_by_entry(piece) or is_dot(piece) or is_product(piece)


def named(piece: Evaluated) -> Evaluated:
    """Return an operation on names: its own where its parts have them, else a and b."""
    free = [name for name in "abxy" if name not in {part.name for part in piece.parts}]
    parts = tuple(
        part
        if part.operation == "name" or not shape_of(part.value)
        else replace(part, operation="name", name=free.pop(0), parts=())
        for part in piece.parts
    )
    return replace(piece, parts=parts)


def call(piece: Evaluated) -> str:
    """Return the call of NumPy: ``c = a * b``."""
    return f"c = {numpy_line(named(piece))}"


def loop_code(piece: Evaluated) -> str:
    """Return the loop, a few lines of Python."""
    of_names = named(piece)
    if piece.operation in SAME_EVERYWHERE:
        return _reduction(of_names)
    if is_dot(piece):
        a, b = _names(of_names)
        n = shape_of(piece.parts[0].value)[0]
        return f"c = 0\nfor k in range({n}):\n{STEP}c += {a}[k] * {b}[k]"
    if is_product(piece):
        return _matrix_product(of_names)
    return _entries(of_names)


def _names(piece: Evaluated) -> list[str]:
    return [
        python_name(part.name) if part.operation == "name" else numpy_line(part)
        for part in piece.parts
    ]


def _entries(piece: Evaluated) -> str:
    shape = shape_of(piece.value)
    other = max((shape_of(part.value) for part in piece.parts), key=len)
    if len(other) == 2:  # one column is a vector
        shape = (shape[0], 1) if len(shape) == 1 else shape
    if len(shape) == 1:
        cell = _cell(piece, ["[k]" if shape_of(part.value) else "" for part in piece.parts])
        return f"c = []\nfor k in range({shape[0]}):\n{STEP}c.append({cell})"
    rows, columns = shape
    places = [_place(shape_of(part.value), shape) for part in piece.parts]
    return (
        f"c = [[0] * {columns} for _ in range({rows})]\n"
        f"for i in range({rows}):\n{STEP}for j in range({columns}):\n"
        f"{STEP}{STEP}c[i][j] = {_cell(piece, places)}"
    )


def _place(shape: tuple[int, ...], result: tuple[int, ...]) -> str:
    """Return the index of the entry that is worked with: stretched ones stay at 0."""
    if not shape:
        return ""
    if len(shape) == 1:
        return "[i]" if shape[0] == result[0] else "[j]"
    return f"[{'i' if shape[0] > 1 or result[0] == 1 else 0}][{'j' if shape[1] > 1 else 0}]"


def _cell(piece: Evaluated, places: list[str]) -> str:
    entries = [f"{name}{place}" for name, place in zip(_names(piece), places, strict=True)]
    sign = sign_of(piece)
    if sign is not None:
        shown = IN_PYTHON.get(sign, sign)
        cell = f"{entries[0]} {shown} {entries[1]}"
        return f"int({cell})" if piece.operation in COMPARISONS else cell
    name = piece.operation
    if name == "round":
        return f"round({', '.join(entries)})"
    if name in CALLS:
        return CALLS[name].format(*entries)
    return f"math.{OF_MATH.get(name, name)}({entries[0]})"


def _matrix_product(piece: Evaluated) -> str:
    a, b = _names(piece)
    first, second = (shape_of(part.value) for part in piece.parts)
    if len(first) == 2 and len(second) == 1:
        return (
            f"c = [0] * {first[0]}\nfor i in range({first[0]}):\n"
            f"{STEP}for k in range({first[1]}):\n{STEP}{STEP}c[i] += {a}[i][k] * {b}[k]"
        )
    if len(first) == 1 and second[0] == 1:
        rows, columns = first[0], second[1]
        inner, cell = "", f"c[i][j] = {a}[i] * {b}[0][j]"
    elif len(first) == 1:
        return (
            f"c = [0] * {second[1]}\nfor j in range({second[1]}):\n"
            f"{STEP}for k in range({first[0]}):\n{STEP}{STEP}c[j] += {a}[k] * {b}[k][j]"
        )
    else:
        rows, columns = first[0], second[1]
        inner = f"{STEP}{STEP}for k in range({first[1]}):\n{STEP}"
        cell = f"c[i][j] += {a}[i][k] * {b}[k][j]"
    return (
        f"c = [[0] * {columns} for _ in range({rows})]\n"
        f"for i in range({rows}):\n{STEP}for j in range({columns}):\n"
        f"{inner}{STEP}{STEP}{cell}"
    )


_ONE_OF_MANY = {
    "sum": ("c = 0", "c += x", ""),
    "prod": ("c = 1", "c *= x", ""),
    "mean": ("c = 0", "c += x", "c /= {n}"),
    "average": ("c = 0", "c += x", "c /= {n}"),
    "max": ("c = -math.inf", "c = max(c, x)", ""),
    "min": ("c = math.inf", "c = min(c, x)", ""),
}
"""What stands before, in and after the loop over the numbers x."""


def _reduction(piece: Evaluated) -> str:
    before, inside, after = _ONE_OF_MANY[piece.operation]
    name = _names(piece)[0]
    shape, axis = shape_of(piece.parts[0].value), sums.axis_of(piece)
    if axis is None:
        size = shape[0] * (shape[1] if len(shape) == 2 else 1)
        lines = [before, f"for x in {name}:", f"{STEP}{inside}"]
        if len(shape) == 2:
            lines = [before, f"for row in {name}:", f"{STEP}for x in row:", f"{STEP * 2}{inside}"]
        return "\n".join([*lines, *[after.format(n=size)] * bool(after)])
    lanes = f"zip(*{name})" if axis == 0 else name
    lane, size = ("column", shape[0]) if axis == 0 else ("row", shape[1])
    lines = [
        "results = []",
        f"for {lane} in {lanes}:",
        f"{STEP}{before}",
        f"{STEP}for x in {lane}:",
        f"{STEP * 2}{inside}",
        *[f"{STEP}{after.format(n=size)}"] * bool(after),
        f"{STEP}results.append(c)",
    ]
    return "\n".join(lines)
