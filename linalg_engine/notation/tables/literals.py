"""Tables written as JSON, as Python literals or as a call of pandas' ``DataFrame`` -> CSV."""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Mapping, Sequence
from typing import Any

from linalg_engine.notation.tables.csv_text import as_csv

MAX_LITERAL = 400_000
"""Characters: a syntax tree takes some hundred times its text."""

DEEPEST = 6
"""Brackets within brackets."""

Rows = list[list[Any]]


def literal_table(text: str) -> str | None:
    """Return the table as CSV, or None where the text is none of these.

    JSON as pandas writes it (records, columns, split, values with heads), a dict of columns, and
    ``pd.DataFrame(...)`` and R's ``data.frame(...)`` with literals in it.
    """
    stripped = text.strip()
    if len(stripped) > MAX_LITERAL or not _MAYBE.match(stripped) or _depth(stripped) > DEEPEST:
        return None
    if frame := _FRAME_OF_R.match(stripped):
        value = _frame_of_r(stripped[frame.end() - 1 :])
    else:
        value = _call(stripped) if "DataFrame" in stripped else _literal(stripped)
    rows = None if value is None else _rows(value)
    return None if rows is None else as_csv(rows)


def _depth(text: str) -> int:
    depth = deepest = 0
    for sign in re.findall(r"[\[\]{}()]", text):
        depth += 1 if sign in "[{(" else -1
        deepest = max(deepest, depth)
    return deepest


def _literal(text: str) -> Any:
    """Return the value of JSON or of a Python literal, None for anything else."""
    assigned = _ASSIGNED.match(text)
    bare = text[assigned.end() :] if assigned else text
    try:
        return json.loads(bare)
    except ValueError:
        pass
    try:
        return ast.literal_eval(bare)
    except (ValueError, SyntaxError, RecursionError, MemoryError, TypeError):
        return None


def _call(text: str) -> Any:
    """Return what a call of DataFrame is given, in the form of JSON's "split"."""
    found = _CALL.search(text)
    try:
        tree = ast.parse(text[found.start() :].strip(), mode="eval").body if found else None
        if not isinstance(tree, ast.Call):
            return None
        given: dict[str, Any] = {k.arg: ast.literal_eval(k.value) for k in tree.keywords if k.arg}
        if tree.args:
            given["data"] = ast.literal_eval(tree.args[0])
    except (ValueError, SyntaxError, RecursionError, MemoryError, TypeError):
        return None
    data = given.get("data")
    if isinstance(data, Mapping):
        rows, index = _rows(data), given.get("index")
        return None if rows is None else _Rows(_with_index(rows, index) if index else rows)
    return {"data": data, "columns": given.get("columns"), "index": given.get("index")}


def _frame_of_r(arguments: str) -> Any:
    """Return the columns of ``data.frame(x = c(1, 2), y = c(3, NA))`` by name."""
    # Python's names have no points; this sign it takes for a letter.
    plain = _NAMED_IN_R.sub(lambda found: found[0].replace(".", "·"), arguments)
    try:
        tree = ast.parse(f"c{plain}", mode="eval").body
        if not isinstance(tree, ast.Call):
            return None
        return {
            column.arg.replace("·", "."): [_value_of_r(entry) for entry in column.value.args]
            for column in tree.keywords
            if column.arg and isinstance(column.value, ast.Call)
        }
    except (ValueError, SyntaxError, RecursionError, MemoryError, TypeError):
        return None


def _value_of_r(entry: ast.expr) -> Any:
    if isinstance(entry, ast.Name) and entry.id in {"NA", "TRUE", "FALSE"}:
        return None if entry.id == "NA" else entry.id.lower()
    return ast.literal_eval(entry)


class _Rows(list[list[Any]]):
    """Rows that need no more reading."""


def _rows(value: Any) -> Rows | None:
    """Return the rows of a table, its head first; None where the value is no table."""
    match value:
        case _Rows():
            return value
        case {"data": list(), **rest}:
            return _split(value["data"], rest.get("columns"), rest.get("index"))
        case {**columns} if columns and all(_is_listed(c) for c in columns.values()):
            return _of_columns(columns)
        case [{**_first}, *_others] if all(isinstance(each, dict) for each in value):
            return _of_records(value)
        case _:
            return None


def _is_listed(column: Any) -> bool:
    return isinstance(column, list | tuple | dict)


def _split(data: list[Any], columns: Any, index: Any) -> Rows | None:
    if not data or not all(isinstance(row, list | tuple) for row in data):
        return _of_records(data) if data and all(isinstance(row, dict) for row in data) else None
    rows = [list(row) for row in data]
    if columns:
        rows.insert(0, list(columns))
    return _with_index(rows, index) if columns and index else rows


def _with_index(rows: Rows, index: Sequence[Any]) -> Rows:
    return [[name, *row] for name, row in zip(["", *index], rows, strict=False)]


def _of_columns(columns: Mapping[str, Any]) -> Rows | None:
    listed = [*columns.values()]
    if all(isinstance(column, dict) for column in listed):
        index: list[Any] = list(listed[0])
        cells = [[column.get(key) for key in index] for column in listed]
        counted = index == [str(k) for k in range(len(index))]
        rows = [list(columns), *(list(row) for row in zip(*cells, strict=True))]
        return rows if counted else _with_index(rows, index)
    if len({*map(len, listed)}) != 1:
        return None
    return [list(columns), *(list(row) for row in zip(*listed, strict=True))]


def _of_records(records: Sequence[dict[str, Any]]) -> Rows:
    heads = list(dict.fromkeys(key for record in records for key in record))
    return [heads, *([record.get(head) for head in heads] for record in records)]


_FRAME_OF_R = re.compile(
    r"(?:[\w.]+ *(?:<-|=) *)?(?:tibble::)?(?:data\.frame|data_frame|tibble|data\.table)\("
)
_NAMED_IN_R = re.compile(r"[(,]\s*[A-Za-z][\w.]*\s*=")
_MAYBE = re.compile(
    r"(?:\w+ *= *)?(?:\[\s*\{|\{|(?:\w+\.)?DataFrame\()|(?s:.*?)DataFrame\("
    rf"|{_FRAME_OF_R.pattern}"
)
_ASSIGNED = re.compile(r"\w+ *= *")
_CALL = re.compile(r"(?:\w+\.)?DataFrame\(")
