r"""Calls that fill a matrix with a list: ``matrix(c(1, 2, 3, 4), nrow=2)``, ``reshape``."""

from __future__ import annotations

import re
from collections.abc import Callable
from fractions import Fraction
from itertools import chain

from linalg_engine.errors import InputError
from linalg_engine.notation.forms import blanked
from linalg_engine.notation.rows import Rows, check_lengths
from linalg_engine.notation.syntax import Cell, Number
from linalg_engine.notation.values import MAX_ENTRIES, check_count

Span = tuple[int, int]
Read = Callable[[str], Rows]


def filled(plain: str, read: Read) -> Rows | None:
    """Return the rows of a matrix that a call fills with numbers; None if it is no such call.

    R's ``matrix`` fills column by column unless ``byrow=TRUE``, so do MATLAB's, Julia's and
    Fortran's ``reshape``; NumPy's and those like it fill row by row unless ``order='F'``.
    """
    method = _METHOD.fullmatch(plain)
    if method:
        rows = _by_method(plain, method, read)
        return [list(column) for column in zip(*rows, strict=True)] if method["T"] else rows
    call = _CALL.match(plain)
    spans = _arguments(plain, call.end()) if call else None
    if call is None or spans is None:
        return None
    at = call.start("name")
    first, *others = [plain[start:end].strip() for start, end in spans]
    if call["name"] == "reshape" or (call["name"] == "array" and others[:1] and "dim" in others[0]):
        return _reshaped(plain, spans, read, at, by_row=bool(call["library"]))
    if _RING.fullmatch(first):
        return _of_sage(plain, spans[1:], read, at)
    if others and others[-1][:1] in ("[", "(", "{") and first.isdigit():
        return _of_sage(plain, spans, read, at)
    if others and (_IS_R.match(first) or any("=" in other for other in others)):
        return _of_r(plain, spans, read, at)
    return None


def _reshaped(plain: str, spans: list[Span], read: Read, at: int, *, by_row: bool) -> Rows:
    """Read ``reshape(1:6, 2, 3)``."""
    shape_texts = [plain[start:end] for start, end in spans[1:]]
    if shape_texts and "order" in shape_texts[-1]:
        by_row = "F" not in shape_texts.pop()
    shape = [int(n) for text in shape_texts for n in re.findall(r"-?\d{1,9}", text)]
    return _fill(_numbers(plain, spans[0], read, by_row=by_row), shape, at, by_row=by_row)


def _by_method(plain: str, method: re.Match[str], read: Read) -> Rows:
    """Read ``np.arange(6).reshape(2, 3)``."""
    shape = [int(n) for n in re.findall(r"-?\d{1,9}", method["shape"])]
    by_row = not re.search(r"['\"]F", method["shape"])
    begin = _NAME_BEFORE.match(plain)
    start = begin.end() if begin else 0
    numbers = _numbers(plain, (start, method.end("data")), read, by_row=by_row)
    return _fill(numbers, shape, method.start("method"), by_row=by_row)


def _of_sage(plain: str, spans: list[Span], read: Read, at: int) -> Rows | None:
    """Read ``matrix(QQ, 2, 2, [1, 2, 3, 4])``, whose list may be of rows."""
    *sizes, data = [plain[start:end].strip() for start, end in spans] or [""]
    if data[:1] not in ("[", "(", "{") or not all(size.isdigit() for size in sizes):
        return None
    rows = read(_only(plain, spans[-1]))
    shape = [int(size) for size in sizes]
    if not shape or (len(rows) > 1 and (len(rows), len(rows[0])) == (shape[0], shape[-1])):
        return rows
    shape = [*shape, -1] if len(shape) == 1 else shape
    return _fill(list(chain.from_iterable(rows)), shape, at, by_row=True)


def _of_r(plain: str, spans: list[Span], read: Read, at: int) -> Rows | None:
    names = ["data", "nrow", "ncol", "byrow"]
    given: dict[str, Span] = {}
    for start, end in spans:
        found = _NAMED.match(plain, start, end)
        short = found["name"] if found else ""
        name = next((n for n in names if n not in given and n.startswith(short)), None)
        if name is None:
            return None
        given[name] = (found.end() if found else start, end)
    if "data" not in given:
        return None
    text = {name: plain[start:end].strip() for name, (start, end) in given.items()}
    numbers = _numbers(plain, given["data"], read, by_row=True)
    sizes = [text.get("nrow", ""), text.get("ncol", "")]
    if not all(size == "" or size.isdigit() for size in sizes):
        return None
    if text.get("byrow", "F").upper() not in ("T", "TRUE", "F", "FALSE"):
        return None
    shape = [int(size) if size else -1 for size in sizes] if any(sizes) else [len(numbers), 1]
    total = abs(shape[0] * shape[1])
    if -1 not in shape and 0 < len(numbers) < total <= MAX_ENTRIES and total % len(numbers) == 0:
        numbers *= total // len(numbers)
    by_row = text.get("byrow", "F").upper().startswith("T")
    return _fill(numbers, shape, at, by_row=by_row)


def _fill(numbers: list[Cell], shape: list[int], at: int, *, by_row: bool) -> Rows:
    if shape == [-1]:
        return [numbers]
    if len(shape) == 2 and min(shape) == -1 and max(shape) > 0:
        known = max(shape)
        shape = [size if size > 0 else len(numbers) // known for size in shape]
    if len(shape) != 2 or min(shape) < 1:
        raise InputError(
            "This gives no size of a matrix: a number of rows and one of columns.",
            position=at,
            example="[1 2; 3 4]",
        )
    height, width = shape
    if height * width != len(numbers):
        raise InputError(
            f"A {height}×{width} matrix needs {height * width:,} numbers, "
            f"and there are {len(numbers):,}.",
            position=at,
            example="[1 2; 3 4]",
        )
    if by_row:
        return [numbers[i * width : (i + 1) * width] for i in range(height)]
    return [numbers[i::height] for i in range(height)]


def _numbers(plain: str, span: Span, read: Read, *, by_row: bool) -> list[Cell]:
    """Return the numbers of a list or a matrix, of ``1:6`` or ``arange(6)``."""
    start, end = span
    text = plain[start:end].strip()
    found = _RANGE.fullmatch(text)
    if found:
        first, last = int(found["first"]), int(found["last"])
        values = range(first, last + 1) if last >= first else range(first, last - 1, -1)
    elif found := _ARANGE.fullmatch(text):
        bounds = [int(n) for n in found["bounds"].split(",")]
        if len(bounds) > 2 and bounds[2] == 0:
            raise InputError("A range cannot go on in steps of 0.", position=start)
        values = range(*bounds)
    else:
        rows = read(_only(plain, span))
        check_lengths(rows)
        return list(chain.from_iterable(rows if by_row else zip(*rows, strict=True)))
    check_count(len(values), MAX_ENTRIES)
    return [Number(Fraction(value), start) for value in values]


def _only(plain: str, span: Span) -> str:
    return blanked(blanked(plain, 0, span[0]), span[1], len(plain))


def _arguments(plain: str, start: int) -> list[Span] | None:
    """Return where the arguments of a call are; None where it is not the whole text."""
    depth, begin = 0, start
    spans: list[Span] = []
    for found in _BRACKET_OR_COMMA.finditer(plain, start):
        sign = found[0]
        if sign in "([{":
            depth += 1
        elif sign == "," and depth == 0:
            spans.append((begin, found.start()))
            begin = found.end()
        elif sign in ")]}":
            depth -= 1
            if depth < 0:
                spans.append((begin, found.start()))
                return None if plain[found.end() :].strip(" \t\n;") else spans
    return None


_NAME = r"(?:[^\W\d_][\w.]*+[ \t]*+:?=\s*+)?"
_NAME_BEFORE = re.compile(rf"\s*+{_NAME}")
_CALL = re.compile(
    rf"\s*+{_NAME}(?P<library>(?:np|numpy|jnp|tf|torch)\.)?"
    r"(?P<name>[mM]atrix|vector|reshape|array)[ \t]*+\("
)
_METHOD = re.compile(
    r"(?P<data>.*[\])])\.[ \t]*(?P<method>reshape|view)[ \t]*"
    r"\((?P<shape>[^()]*(?:\([^()]*\)[^()]*)?)\)"
    r"(?P<T>\.T|\.transpose\(\))?[\s;]*",
    re.DOTALL,
)
_BRACKET_OR_COMMA = re.compile(r"[()\[\]{},]")
_RING = re.compile(r"QQ|ZZ|RR|RDF|CC|CDF|AA|QQbar|SR|(?:RealField|GF)\(\d+\)")
_IS_R = re.compile(r"(?:data[ ]*=[ ]*)?(?:c[ ]*\(|-?\d+[ ]*:|-?[\d.]+\Z)")
_NAMED = re.compile(r"\s*+(?P<name>[a-z]+)\s*+=\s*+")
_RANGE = re.compile(r"(?:c?\()?(?P<first>-?\d{1,9})[ ]*:[ ]*(?P<last>-?\d{1,9})\)?")
_ARANGE = re.compile(
    r"(?:np\.|numpy\.|jnp\.|torch\.|tf\.)?(?:a?range)"
    r"\((?P<bounds>-?\d{1,9}(?:[ ]*,[ ]*-?\d{1,9}){0,2})\)"
)
