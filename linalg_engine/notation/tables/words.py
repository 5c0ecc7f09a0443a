"""Kinds of cells that are no numbers."""

from __future__ import annotations

import re

BLANKS = frozenset(
    ["", "?", "-", "_", ".", "nan", "NaN", "NAN", "NA", "N/A", "n/a", "na", "null", "NULL",
     "None", "none", "<NA>", "..", ":", "--", "---", "n.a.", "N.A.", "\\N", "nil", "NaT", "#N/A",
     "#N/A N/A", "#NA", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#NULL!", "missing", "*"]
)  # fmt: skip

COMMENTS = ("#", "%", "//")
"""Signs of a comment."""


def is_source(line: str) -> bool:
    """Whether a line tells where a table is from, or notes on it."""
    return bool(_SOURCE.match(line))


def is_text(cell: str) -> bool:
    """Whether ``cell`` is a name and no number such as ``2e-3`` or ``50%``."""
    if is_range_or_date(cell) or _ANNOTATED.fullmatch(cell) or _SPREADSHEET_TEXT.match(cell):
        return True
    if _ARITHMETIC.fullmatch(cell):
        return not cell.strip("+")
    return any(c.isalpha() for c in cell) or not any(c.isdigit() for c in cell)


def is_range_or_date(cell: str) -> bool:
    """Whether this is a range, or a date or time as ``2024-01-02`` and ``12:30``."""
    return is_range(cell) or bool(_DATE.fullmatch(cell))


def is_range(cell: str) -> bool:
    """Whether this is ``18-24``, ``65+``, ``<18``, ``[18, 25)``, or ``555-1234``, written alike."""
    return bool(_RANGE.fullmatch(cell))


def is_quotient(cell: str) -> bool:
    """Whether this is ``1/2``: a fraction, a date or two readings as ``120/80``."""
    return bool(_QUOTIENT.fullmatch(cell))


def unit_of(cell: str) -> str:
    """Return the unit behind a number, as in ``5 kg``, or ""."""
    found = _WITH_UNIT.fullmatch(cell)
    return found[1] if found else ""


_SOURCE = re.compile(
    r"(?:(?:data )?sources?|notes?|quelle)\s*:|data source\b|last updated\b", re.IGNORECASE
)
_ARITHMETIC = re.compile(
    r"(?:sqrt|pi|sin|cos|tan|exp|ln|abs|\\[dt]?frac|\\sqrt|\\pi|[0-9.,+*/^()π√{}×· ½⅓⅔¼¾⁰¹²³⁴-⁹⁻-]"
    r"|(?<=[0-9.)])[eE]|e(?![a-zA-Z]))++"
)
_AMOUNT = r"[0-9]++(?:[.,][0-9]++)?"
_RANGE = re.compile(
    rf"(?:\+|\([0-9]++\) ?)?{_AMOUNT}(?: ?- ?{_AMOUNT})+|[<>≤≥]=? ?{_AMOUNT}|{_AMOUNT} ?[+-]"
    rf"|[\[(]-?{_AMOUNT}, ?-?{_AMOUNT}[\])]"
)
_DATE = re.compile(
    r"[0-9]{4}([-/.])[0-9]{1,2}\1[0-9]{1,2}(?:[T ][0-9:.+Z-]*)?"
    r"|[0-9]{1,2}([-/.])[0-9]{1,2}\2(?:[0-9]{4}|[0-9]{2})(?: [0-9:.]*)?"
    r"|[0-9]{1,2}(?::[0-9]{2}){1,2}(?:\.[0-9]+)?(?: ?- ?[0-9]{1,2}(?::[0-9]{2}){1,2})?"
)
_ANNOTATED = re.compile(rf"[+-]?{_AMOUNT}(?: ?[*†‡§]+| +\(.*\))|\[{_AMOUNT}\]")
"""A number with a mark or a remark behind it, as ``0.5**`` and ``76 (+1)``, or in brackets."""

_SPREADSHEET_TEXT = re.compile(r'=\(?"')
"""Digits that a spreadsheet shall not take for a number: ``="00123"``."""

_QUOTIENT = re.compile(r"[0-9]++ ?/ ?[0-9]++")
_WITH_UNIT = re.compile(
    rf"[+-]?{_AMOUNT}(?: +|(?=[a-zµ°][a-zA-Z²³/]))([^\W\d]\S{{0,11}}|°\S{{0,3}})"
)
