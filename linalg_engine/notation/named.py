r"""What cannot be read and is known for what it is: equations, programs, sparse matrices."""

from __future__ import annotations

import re
from collections.abc import Generator
from contextlib import contextmanager
from typing import NamedTuple

from linalg_engine.errors import InputError, Reason

LONGEST_NAMED = 2_000
"""Characters of a text in which its kind is looked for."""


class Kind(NamedTuple):
    """A kind of text that cannot be read: how it is known, and what is said of it."""

    pattern: re.Pattern[str]
    sentence: str
    example: str
    reason: Reason | None = None


@contextmanager
def named(text: str) -> Generator[None]:
    """Say of text that could not be read what it is, if it is one of `KINDS`.

    That says more than its first wrong character.

    Raises
    ------
    InputError
        Instead of the one raised inside, with the place where the text is recognized.
    """
    try:
        yield
    except InputError as error:
        kind, place = _kind_of(text)
        if kind is None:
            raise
        raise InputError(
            kind.sentence, text=text, position=place, example=kind.example, reason=kind.reason
        ) from error


def _kind_of(text: str) -> tuple[Kind | None, int]:
    if len(text) <= LONGEST_NAMED:
        for kind in KINDS:
            found = kind.pattern.search(text)
            if found:
                return kind, found.start()
    return None, 0


_UNKNOWN = r"[a-zA-Z](?:_?\{?\d{1,3}\}?|[₀-₉]{1,3})?(?![A-Za-z(\[])"
_COEFFICIENT = r"(?:\d{1,20}(?:[./,]\d{1,20})?[ ]?[*·]?[ ]?)"
_SIGN = r"[ ]{0,3}&?[ ]?[-+−–][ ]?&?[ ]{0,3}"
_EQUALS = r"[ ]{0,3}&?[ ]?=[ ]?&?[ ]{0,3}[-+−–]?[ ]?[\w.({\\]"
_TERM = rf"{_COEFFICIENT}?{_UNKNOWN}"

_EQUATION = (
    rf"(?<![\w\\.])(?:{_TERM}(?:{_SIGN}(?:{_TERM}|\d{{1,20}}))++{_EQUALS}"
    rf"|{_COEFFICIENT}{_UNKNOWN}{_EQUALS})"
)
_PROGRAM = (
    r"\bfor\b.{0,80}\bin\b|\blambda\b|\bimport\b|\bnew[ \t]+\w+\["
    r"|^[ \t]*(?:const|let|var|double|float|int|val)(?:\[\]|[ \t])"
)


def _kind(
    pattern: str, sentence: str, example: str = "[1 2; 3 4]", reason: Reason | None = None
) -> Kind:
    return Kind(re.compile(pattern, re.MULTILINE), sentence, example, reason)


KINDS = (
    _kind(
        rf"\\begin\{{[dr]?cases\}}|{_EQUATION}",
        "This looks like equations; write their coefficients as a matrix: "
        "2x + 3y = 5, x - y = 1 is [2 3 5; 1 -1 1].",
        "[2 3 5; 1 -1 1]",
        "equations",
    ),
    _kind(
        r"^[ \t]*\(\d+,[ \t]*\d+\)[ \t]+(?:->[ \t]*)?[-+.\d]",
        "This looks like a sparse matrix, its entries with their places; "
        "write the whole matrix, zeros too.",
        "[1 0; 0 2]",
    ),
    _kind(
        r"^[ \t]*(?:,[ \t]*,[ \t]*\d+[ \t]*$|\w+\(:,:,\d+\)[ \t]*=)|^\[:, :, \d+\]",
        "This looks like an array with three dimensions, and a matrix has two; "
        "give one of its matrices.",
    ),
    _kind(
        r"<(?:math|table|m?tr|mtd|mrow)\b|</",
        "This looks like HTML or MathML; give the numbers alone, a row a line.",
    ),
    _kind(
        r"\b(?:np\.)?random\b|\brand[ni]?\(|\brnorm\(|\brunif\(",
        "This makes random numbers, and they are known only when it runs; give its output.",
    ),
    _kind(_PROGRAM, "This looks like a program; give the matrix alone."),
    _kind(
        r"\bDataFrame\b|\bdata\.frame\(|\btibble\b",
        "This looks like a table with names; give its numbers alone, a row a line.",
    ),
    _kind(
        r"\b(?:Sqrt|Sin|Cos|Tan|Exp|Log|Table|Range|IdentityMatrix|DiagonalMatrix)\[",
        "This looks like Mathematica; write its functions as sqrt(2) and cos(1), in round "
        "brackets and small letters.",
        "[1, sqrt(2)]",
    ),
    _kind(
        r"\b(?:linspace|arange|logspace|seq|range|rep)\(|(?<![\w.])-?\d+(?:\.\d+)?:-?\d",
        "This looks like a range of numbers; write them out.",
        "[1, 2, 3, 4]",
    ),
)
"""Asked in this order."""
