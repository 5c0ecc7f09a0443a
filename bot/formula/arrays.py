"""Vectors and matrices."""

from __future__ import annotations

from dataclasses import dataclass

from bot.formula.node import Data, Formula, Node, latex, text, typst

MOST_UNBROKEN = 4
"""Entries of a vector in a line that stay together, in brackets as high as what they hold."""


@dataclass(frozen=True)
class Listed(Node):
    """A vector in a line: ``[1, 2, …, 9]``."""

    entries: tuple[Formula, ...]

    def text(self) -> str:
        return f"[{', '.join(map(text, self.entries))}]"

    def latex(self) -> str:
        return rf"\left[{', '.join(map(latex, self.entries))}\right]"

    def typst(self) -> Data:
        apart = [part for entry in self.entries for part in (", ", typst(entry))]
        if len(self.entries) <= MOST_UNBROKEN:
            whole = {"kind": "row", "items": apart[1:]}
            return {"kind": "fenced", "signs": ["[", "]"], "of": whole}
        return {"kind": "row", "items": ["[", *apart[1:], "]"]}


@dataclass(frozen=True)
class Column(Node):
    """A column vector."""

    entries: tuple[Formula, ...]

    def text(self) -> str:
        return f"[{', '.join(map(text, self.entries))}]"

    def latex(self) -> str:
        return _bmatrix(tuple((entry,) for entry in self.entries))

    def typst(self) -> Data:
        return {"kind": "column", "items": [typst(entry) for entry in self.entries]}


@dataclass(frozen=True)
class Matrix(Node):
    """A matrix.

    Attributes
    ----------
    bar
        The column, counted from 0, before which an upright bar stands.
    boxed
        Row and column of the entry that is framed on pages.
    tinted
        The rows that are tinted on pages.
    dimmed
        A row and a column that are faint on pages: those that a minor leaves out.
    """

    rows: tuple[tuple[Formula, ...], ...]
    bar: int | None = None
    boxed: tuple[int, int] | None = None
    tinted: tuple[int, ...] = ()
    dimmed: tuple[int, int] | None = None

    def text(self) -> str:
        return f"[{'; '.join(', '.join(map(text, row)) for row in self.rows)}]"

    def latex(self) -> str:
        if self.bar is None:
            return _bmatrix(self.rows)
        columns = "r" * self.bar + "|" + "r" * (len(self.rows[0]) - self.bar)
        return rf"\left[\begin{{array}}{{{columns}}} {_body(self.rows)} \end{{array}}\right]"

    def typst(self) -> Data:
        if not self.boxed and not self.tinted and not self.dimmed:
            rows = [[typst(entry) for entry in row] for row in self.rows]
            return {"kind": "matrix", "rows": rows, "bar": self.bar}
        rows = [[_digits_or_typst(entry) for entry in row] for row in self.rows]
        marks = {"boxed": self.boxed, "tinted": self.tinted, "dimmed": self.dimmed}
        return {"kind": "marked", "rows": rows, "bar": self.bar, **marks}


@dataclass(frozen=True)
class Operations(Node):
    """Row operations over an arrow to the matrix that they lead to."""

    operations: tuple[Formula, ...]
    result: Matrix

    def text(self) -> str:
        return f"{', '.join(map(text, self.operations))} → {self.result.text()}"

    def latex(self) -> str:
        above = ", ".join(map(latex, self.operations))
        return rf"\xrightarrow{{{above}}} {self.result.latex()}"

    def typst(self) -> Data:
        names = [typst(operation) for operation in self.operations]
        return {"kind": "operations", "items": names, "result": self.result.typst()}


def _digits_or_typst(entry: Formula) -> Data:
    """Return an entry, a number in digits as one text: typst sets it in less time."""
    shown = text(entry)
    is_digits = shown.removeprefix("−").replace(".", "", 1).isdecimal()
    return shown if is_digits else typst(entry)


def _bmatrix(rows: tuple[tuple[Formula, ...], ...]) -> str:
    return rf"\begin{{bmatrix}} {_body(rows)} \end{{bmatrix}}"


def _body(rows: tuple[tuple[Formula, ...], ...]) -> str:
    return r" \\ ".join(" & ".join(map(latex, row)) for row in rows)
