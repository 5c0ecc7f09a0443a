"""The working of an expression: what each operation did, entry by entry."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from bot.drawing.page_sizes import ROOM, width
from bot.drawing.pages import Working
from bot.formula import (
    Absolute,
    Brackets,
    Chain,
    Code,
    Function,
    Listed,
    Matrix,
    Power,
    Product,
    Quotient,
    Root,
    Row,
    Sum,
    Words,
)
from bot.topics.calc import complex_steps, loops, sums
from bot.topics.calc.operations import (
    MOST_LISTED,
    SAME_EVERYWHERE,
    is_dot,
    is_entry_by_entry,
    is_product,
    is_stretched,
    operands_of,
    plain,
    shape_text,
    sign_of,
    typed_sign,
    value_of,
)
from linalg_engine.expressions import shape_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.drawing.pages import Block
    from bot.formula import Formula, Notation
    from linalg_engine.expressions import Evaluated, Value

MOST_OPERATIONS = 6
"""Operations that are worked out."""

MOST_ROWS, MOST_COLUMNS = 4, 4
"""Of arrays whose entries are shown."""

VERBS = {
    "+": "Each entry plus the one in the same place:",
    "−": "From each entry the one in the same place is taken:",
    "·": "Each entry times the one in the same place:",
    "/": "Each entry divided by the one in the same place:",
    "^": "Each entry to the power of the one in the same place:",
}


COMPARED = "Each entry is compared with the one in the same place, 1 if true, else 0:"


def working(found: Evaluated, say: Notation) -> Working | None:
    """Return the working, None where nothing in it is worth a page."""
    shown = [piece for piece in found.pieces() if _is_shown(piece)]
    blocks: list[Block] = []
    for piece in shown[:MOST_OPERATIONS]:
        blocks += _blocks(piece, say)
    if not blocks:
        return None
    left = len(shown) - MOST_OPERATIONS
    if left > 0:
        blocks.append(f"… and {left} more operation{'s' * (left > 1)} of the same kinds.")
    main = next((piece for piece in reversed(shown) if loops.has_loop(piece)), None)
    if main is not None:
        blocks += [
            "As a loop, one entry after the other:",
            Code(loops.loop_code(main)),
            "With NumPy, all in one call:",
            Code(loops.call(main)),
        ]
    return Working("Step by step", tuple(blocks))


def _is_shown(piece: Evaluated) -> bool:
    values = [piece.value, *(part.value for part in piece.parts)]
    if not piece.parts or not all(map(_is_small, values)):
        return False
    if complex_steps.is_shown(piece):
        return True
    is_sum = piece.operation in SAME_EVERYWHERE
    return is_entry_by_entry(piece) or is_sum or is_dot(piece) or is_product(piece)


def _is_small(value: Value) -> bool:
    shape = shape_of(value)
    if len(shape) == 2:
        return shape[0] <= MOST_ROWS and shape[1] <= MOST_COLUMNS
    return not shape or shape[0] <= MOST_LISTED


def _blocks(piece: Evaluated, say: Notation) -> Iterator[Block]:
    if is_entry_by_entry(piece):
        yield from _entry_by_entry(piece, say)
    elif piece.operation in SAME_EVERYWHERE:
        yield from sums.blocks(piece, say)
    elif is_dot(piece):
        yield from _dot(piece, say)
    elif is_product(piece):
        yield from _product(piece, say)
    else:
        yield from complex_steps.blocks(piece, say)


# Entry by entry


def _entry_by_entry(piece: Evaluated, say: Notation) -> Iterator[Block]:
    values = [value_of(part.value, say) for part in piece.parts]
    if sign_of(piece) is None:
        yield f"{piece.operation}, of each entry:"
        left = applied(piece, *values)
    else:
        yield _sentence(piece)
        left = _signed(piece, *values)
    operands = operands_of(piece)
    cells = [
        _cell(piece, [say.number(plain(x)) for x in entries])
        for entries in zip(*(operand.flat for operand in operands), strict=True)
    ]
    table = _arranged(cells, operands[0].shape)
    result = value_of(piece.value, say)
    yield Chain(left, (table, result) if width(table) <= ROOM else (result,))


def _sentence(piece: Evaluated) -> str:
    sign = sign_of(piece) or ""
    verb = VERBS.get(sign, COMPARED)
    if not is_stretched(piece):
        return verb
    first, second = (shape_text(shape_of(part.value)) for part in piece.parts)
    result = shape_text(shape_of(piece.value))
    if "()" in (first, second):
        return f"The number is taken for every entry. {verb}"
    return f"{first} and {second} are both stretched to {result}. {verb}"


def _arranged(cells: list[Formula], shape: tuple[int, ...]) -> Formula:
    if len(shape) == 1:
        return Listed(tuple(cells))
    rows, columns = shape
    return Matrix(tuple(tuple(cells[i * columns : (i + 1) * columns]) for i in range(rows)))


def _signed(piece: Evaluated, a: Formula, b: Formula) -> Formula:
    """Return both sides with the sign as it is typed between them."""
    return Row((a, Words(f" {typed_sign(piece)} "), b))


def _cell(piece: Evaluated, entries: list[Formula]) -> Formula:
    sign = sign_of(piece)
    if sign is None:
        return applied(piece, *entries)
    a, b = entries
    match sign:
        case "+":
            return Sum((a, b))
        case "−":
            return Row((_in_sum(a), " − ", _in_sum(b)))
        case "·":
            return Product((a, b))
        case "/":
            return Quotient(a, b)
        case "^":
            return Power(a, b)
        case _:
            return Row((a, Words(f" {sign} "), b))


def _in_sum(number: Formula) -> Formula:
    return Brackets(number) if str(number).startswith("−") else number


def applied(piece: Evaluated, *of: Formula) -> Formula:
    """Return a function as it is written: a root, bars, a power of e, or its name."""
    first = of[0]
    match piece.operation:
        case "sqrt":
            return Root(first)
        case "abs":
            return Absolute(first)
        case "exp":
            return Power("e", first)
        case name:
            return Function(name, Brackets(Row((first, ", ", of[1])) if len(of) == 2 else first))


# Products


def _dot(piece: Evaluated, say: Notation) -> Iterator[Block]:
    a, b = (part.value for part in piece.parts)
    yield "Dot product: multiply entry by entry, then add."
    left = Row((value_of(a, say), " · ", value_of(b, say)))
    yield left
    terms = _terms(a, b, say)
    yield Chain(None, (terms, say.number(plain(piece.value))), before=left)


def _terms(a: Any, b: Any, say: Notation) -> Formula:
    pairs = zip(a, b, strict=True)
    return Sum(tuple(Product((say.number(plain(x)), say.number(plain(y)))) for x, y in pairs))


def _product(piece: Evaluated, say: Notation) -> Iterator[Block]:
    a, b = (np.asarray(part.value) for part in piece.parts)
    result = np.asarray(piece.value)
    as_column = b.ndim == 1 or len(b) == 1
    left = a if a.ndim == 2 else a.reshape(-1, 1) if as_column else a.reshape(1, -1)
    right = b.reshape(-1, 1) if b.ndim == 1 else b
    table = result.reshape(len(left), right.shape[1])
    yield "Matrix product: each entry is a row of the left times a column of the right."
    factors = Row((say.matrix(left), " ", say.matrix(right)))
    yield factors
    yield Chain(None, (value_of(piece.value, say),), before=factors)
    for i, j in np.ndindex(*table.shape):
        entry = say.number(plain(table[i, j]))
        place = Words(f"row {i + 1}, column {j + 1}: ")
        yield Row((place, Chain(_terms(left[i], right[:, j], say), (entry,))))
