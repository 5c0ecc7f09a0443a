"""An operation on arrays as boxes of cells: what meets what, what is stretched, what comes out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from bot.drawing.canvas import Canvas
from bot.drawing.caption import Caption
from bot.drawing.picture import Picture
from bot.drawing.style import NORMAL, SMALL, WIDTH
from bot.topics.calc import sums
from bot.topics.calc.cells import TALLEST, WIDEST, Table
from bot.topics.calc.operations import (
    COMPARISONS,
    SAME_EVERYWHERE,
    is_entry_by_entry,
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

    from bot.drawing.style import Role, Style
    from bot.formula import Notation
    from linalg_engine.expressions import Evaluated

MOST_LISTED = 8
"""Entries of a vector."""

MOST_ROWS, MOST_COLUMNS = 4, 9
"""Rows of a matrix, and columns of all that stand side by side."""

EDGE, GUTTER, GAP = 36.0, 215.0, 84.0
"""Pixels around all, for what stands left of a row of cells, and between two matrices."""

SHAPE_ROOM, BETWEEN = 52.0, 26.0
"""Pixels for the shape below a matrix, and between two rows of cells."""

LONGEST_SIGN = 5
"""Characters of a sign in larger letters."""

ROLES: tuple[Role, ...] = ("first", "second")

OPERATIONS = {"+": "sums", "−": "differences", "·": "products", "/": "quotients", "^": "powers"}


def fits(found: Evaluated, say: Notation) -> bool:
    """Whether there is an operation in an expression that can be drawn with its numbers."""
    piece = _drawn(found)
    return piece is not None and all(table.fits(say) for table in _Drawing(piece, 0).tables())


def _drawn(found: Evaluated) -> Evaluated | None:
    """Return the last operation that can be drawn."""
    pieces = [piece for piece in found.pieces() if _is_drawable(piece)]
    return pieces[-1] if pieces else None


def _is_drawable(piece: Evaluated) -> bool:
    if piece.operation in ("*", "/") or not piece.parts:
        return False
    if piece.operation in SAME_EVERYWHERE:
        shape = shape_of(piece.parts[0].value)
        return bool(shape) and _is_small(shape, 1) and piece.operation not in ("argmax", "argmin")
    if not is_entry_by_entry(piece) or len(piece.parts) > 2:
        return False
    shape = operands_of(piece)[0].shape
    return _is_small(shape, 1 + len(piece.parts))


def _is_small(shape: tuple[int, ...], beside: int) -> bool:
    if len(shape) == 1:
        return shape[0] <= MOST_LISTED
    return shape[0] <= MOST_ROWS and shape[1] * beside <= MOST_COLUMNS


def draw(found: Evaluated, style: Style) -> Picture:
    """Return the picture of the last operation that can be drawn."""
    piece = _drawn(found) or found
    canvas = Canvas(style.theme)
    caption = Caption.fitted(canvas, _title(piece))
    drawing = _Drawing(piece, caption.bottom)
    tables = drawing.tables()
    lowest = min(table.bottom for table in tables) - SHAPE_ROOM - EDGE
    canvas = Canvas(style.theme, height=round(canvas.height - lowest))
    caption = Caption.fitted(canvas, _title(piece))
    drawing = _Drawing(piece, caption.bottom)
    tables = drawing.tables()
    say = style.notation
    canvas.prepare(
        [
            (say.number(plain(x)), NORMAL, canvas.colours.of(table.role))
            for table in tables
            for x in table.entries.flat
        ]
    )
    caption.write(canvas)
    for table in tables:
        table.draw(canvas, say)
    for at, words, anchor in drawing.signs(tables):
        size = SMALL if len(words) > LONGEST_SIGN else NORMAL
        canvas.text(at, words, size, canvas.colours.text, anchor)
    for at, words, anchor in drawing.shapes(tables):
        canvas.text(at, words, SMALL, canvas.colours.muted, anchor)
    return Picture("entries.png", canvas.png(), _alt(piece, style.notation))


def _title(piece: Evaluated) -> str:
    name = piece.operation
    if name in SAME_EVERYWHERE:
        axis = sums.axis_of(piece)
        return f"{name} of {'all entries' if axis is None else ('each column', 'each row')[axis]}"
    if sign_of(piece) is None:
        return f"{name} of every entry, in one call"
    if is_stretched(piece):
        first, second = (shape_text(shape_of(part.value)) for part in piece.parts)
        return f"Broadcasting: {first} and {second} become {shape_text(shape_of(piece.value))}"
    count = int(np.prod(shape_of(piece.value)))
    return f"Entry by entry: {count} {OPERATIONS.get(sign_of(piece) or '', 'comparisons')} at once"


class _Drawing:
    """Where the arrays of an operation are, and what stands between them."""

    def __init__(self, piece: Evaluated, top: float) -> None:
        self._piece = piece
        self._top = top - 30
        self._is_reduction = piece.operation in SAME_EVERYWHERE
        arrays = [np.asarray(piece.parts[0].value)] if self._is_reduction else operands_of(piece)
        self._arrays = arrays
        self._is_listed = arrays[0].ndim == 1

    def tables(self) -> list[Table]:
        """Return the operands and, last, the result."""
        if self._is_reduction:
            return self._reduced()
        operands = [self._operand(k) for k in range(len(self._arrays))]
        result = _two(np.asarray(self._piece.value), self._arrays[0].shape)
        shown = [*operands, (result, np.ones(result.shape, bool))]
        roles: tuple[Role, ...] = (*ROLES[: len(operands)], "result")
        return self._listed(shown, roles) if self._is_listed else self._beside(shown, roles)

    def _operand(self, k: int) -> tuple[Any, Any]:
        """Return an operand in the shape that it is stretched to, and which entries are its own."""
        array = self._arrays[k]
        own = np.zeros(array.shape, bool)
        value = self._piece.parts[k].value
        shape = shape_of(value)
        if not shape:
            own.flat[0] = True
        elif shape == array.shape:
            own[...] = True
        elif array.ndim == 1:
            own[: shape[0]] = True
        else:
            rows, columns = shape if len(shape) == 2 else self._as_matrix(shape, array.shape)
            own[:rows, :columns] = True
        return _two(array, array.shape), _two(own, own.shape)

    def _as_matrix(self, shape: tuple[int, ...], result: tuple[int, ...]) -> tuple[int, int]:
        others = [shape_of(part.value) for part in self._piece.parts]
        other = next((found for found in others if len(found) == 2), result)
        is_row = shape[0] == other[1] and shape[0] != other[0] and other[0] != 1
        return (1, shape[0]) if is_row else (shape[0], 1)

    def _listed(self, shown: list[tuple[Any, Any]], roles: tuple[Role, ...]) -> list[Table]:
        """Return vectors as rows of cells, one below the other."""
        n = shown[0][0].shape[1]
        width = min(WIDEST, (WIDTH - 2 * EDGE - GUTTER) / n)
        return [
            Table(
                entries, EDGE + GUTTER, self._top - k * (TALLEST + BETWEEN), width, TALLEST,
                roles[k], own, self._shape(k, len(shown)),
            )
            for k, (entries, own) in enumerate(shown)
        ]  # fmt: skip

    def _beside(self, shown: list[tuple[Any, Any]], roles: tuple[Role, ...]) -> list[Table]:
        """Return matrices side by side."""
        columns = sum(entries.shape[1] for entries, _ in shown)
        gaps = (len(shown) - 1) * (GAP if len(shown) == 3 else GUTTER)
        width = min(WIDEST, (WIDTH - 2 * EDGE - gaps) / columns)
        left = (WIDTH - columns * width - gaps) / 2
        tables: list[Table] = []
        for k, (entries, own) in enumerate(shown):
            shape = self._shape(k, len(shown))
            tables.append(Table(entries, left, self._top, width, TALLEST, roles[k], own, shape))
            left = tables[-1].right + gaps / (len(shown) - 1)
        return tables

    def _reduced(self) -> list[Table]:
        """Return an array and below it, or at its right, what is left of it."""
        array = self._arrays[0]
        axis = sums.axis_of(self._piece)
        entries = _two(array, array.shape)
        result = np.asarray(self._piece.value)
        shape = shape_text(shape_of(self._piece.value))
        m, n = entries.shape
        room = WIDTH - 2 * EDGE - GUTTER
        width = min(WIDEST, room / (n + (array.ndim == 2 and axis != 0)))
        own = np.ones(entries.shape, bool)
        left = EDGE + GUTTER if array.ndim == 1 or axis == 0 else EDGE
        given = shape_text(array.shape)
        first = Table(entries, left, self._top, width, TALLEST, "first", own, given)
        if array.ndim == 1 or axis == 0:
            top = first.bottom - BETWEEN
            left = first.left
            cells = result.reshape(1, -1)
        else:
            left, cells = first.right + GUTTER, result.reshape(-1, 1)
            top = self._top if axis == 1 else self._top - (m - 1) * TALLEST / 2
        ones = np.ones(cells.shape, bool)
        return [first, Table(cells, left, top, width, TALLEST, "result", ones, shape)]

    def _shape(self, k: int, count: int) -> str:
        piece = self._piece
        value = piece.value if k == count - 1 else piece.parts[k].value
        return shape_text(shape_of(value))

    def signs(self, tables: list[Table]) -> Iterator[tuple[tuple[float, float], str, Any]]:
        """Return what stands between the arrays: where, what, and how it is anchored."""
        piece = self._piece
        sign = typed_sign(piece)
        if self._is_reduction:
            first, result = tables
            if result.left > first.right:
                x = (first.right + result.left) / 2
                yield (x, result.middle[1]), f"{sign} →", "center"
            else:
                yield (EDGE, result.middle[1]), sign, "left"
            return
        between = [sign, "="] if len(tables) == 3 else [f"{sign} →"]
        for k, words in enumerate(between, 1):
            if self._is_listed:
                shown = sign if len(tables) == 2 else words
                yield (EDGE, tables[k].middle[1]), shown, "left"
            else:
                x = (tables[k - 1].right + tables[k].left) / 2
                yield (x, tables[0].middle[1]), words, "center"

    def shapes(self, tables: list[Table]) -> Iterator[tuple[tuple[float, float], str, Any]]:
        """Return the shapes: below matrices, at the left of rows of cells."""
        for table in tables:
            if self._is_listed or (self._is_reduction and sums.axis_of(self._piece) == 0):
                yield (table.left - 16, table.middle[1]), table.shape, "right"
            else:
                yield (table.middle[0], table.bottom - SHAPE_ROOM / 2), table.shape, "center"


def _two(array: Any, shape: tuple[int, ...]) -> Any:
    """Return an array with two dimensions, a vector as a row."""
    if len(shape) == 1:
        return array.reshape(1, -1)
    return array.reshape(shape)


def _alt(piece: Evaluated, say: Notation) -> str:
    given = " and ".join(
        f"{value_of(part.value, say)} of shape {shape_text(shape_of(part.value))}"
        for part in piece.parts
    )
    result = f"{value_of(piece.value, say)} of shape {shape_text(shape_of(piece.value))}"
    name = COMPARISONS.get(piece.operation, piece.operation)
    return f"{_title(piece)}. {name}: from {given} to {result}, as boxes of cells."[:1000]
