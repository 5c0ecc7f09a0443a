"""Points, commas, currencies and percent signs in numbers: a whole column shows what they mean."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from linalg_engine.notation.tables.words import BLANKS


@dataclass(frozen=True, slots=True)
class Marks:
    """What the marks in the numbers of a column mean.

    Attributes
    ----------
    decimal
        ``,`` where a comma before three digits is a decimal one, else "".
    thousands
        What a sign before three digits is between thousands: ``,`` or ``.``, or "" for none.
    percent
        Whether each number has a percent sign.
    currencies
        The signs of currencies there are.
    """

    decimal: str
    thousands: str
    percent: bool
    currencies: frozenset[str]


def find_marks(columns: Mapping[int, Sequence[str]], separator: str) -> dict[int, Marks]:
    """Return the marks of each column of numbers.

    Numbers like ``0,5``, ``1.234,5`` and ``3.755.251`` show decimal commas, ``0.5``, ``1,234.5``
    and ``8,336,817`` decimal points; where a column has neither, the whole table shows it.
    Semicolons between cells are there for the sake of decimal commas; without them, ``$1,200``
    is no dollar and twenty cents, and nobody separates decimal commas by commas.
    """
    joined = {c: "\n".join(cells) for c, cells in columns.items()}
    shown = {c: {sign for sign in ",." if _SHOWN[sign].search(joined[c])} for c in joined}
    all_shown = {sign for signs in shown.values() for sign in signs}
    marks: dict[int, Marks] = {}
    for column, text in joined.items():
        currencies = _CURRENCIES & {*text}
        decimal = _only(shown[column]) or _only(all_shown)
        if not decimal and (separator == "," or (currencies and separator != ";")):
            decimal = "."
        marks[column] = Marks(
            "," if decimal == "," or (not decimal and separator == ";") else "",
            {",": ".", ".": ",", "": ""}[decimal],
            "%" in text and all(c[-1:] == "%" for c in columns[column] if c not in BLANKS),
            currencies,
        )
    return marks


def without_marks(cell: str, marks: Marks) -> str:
    """Return a number with its sign and a decimal point and nothing else, if it is clear.

    Amounts in brackets are negative, as accountants write them. Per cent are left in per cent.
    """
    found = _MARKED.fullmatch(cell)
    if not found or bool(found["opening"]) != bool(found["closing"]):
        return cell
    signs = found["sign"] + found["inner"] + "-" * bool(found["opening"])
    signed = len(signs) > 1 or len(found["before"] + found["after"]) > 1
    if signed or len(marks.currencies) > 1 or (found["after"] == "%" and not marks.percent):
        return cell
    return signs + _ungrouped(found["number"], marks) + (found["power"] or "")


def _ungrouped(number: str, marks: Marks) -> str:
    if _SPACED.fullmatch(number):
        number = number.replace("'", "").replace(" ", "")
    if _GROUPS[","].fullmatch(number) or (marks.thousands == "," and _GROUP[","].match(number)):
        return number.replace(",", "")
    if _GROUPS["."].fullmatch(number) or (marks.thousands == "." and _GROUP["."].match(number)):
        return number.replace(".", "").replace(",", ".")
    if _COMMA.fullmatch(number) and (marks.decimal or not _GROUP[","].match(number)):
        return number.replace(",", ".")
    return number


def _only(signs: set[str]) -> str:
    return next(iter(signs)) if len(signs) == 1 else ""


def _shown(decimal: str, between: str) -> re.Pattern[str]:
    """Find a number that can only have this decimal sign, and that sign between thousands."""
    groups = rf"[0-9]{{1,3}}(?:{between}[0-9]{{3}})"
    number = (
        rf"{groups}+{decimal}[0-9]+|{groups}{{2,}}|(?:0?|[0-9]{{4,}}){decimal}[0-9]{{3}}"
        rf"|[0-9]{{1,3}}(?:[' ][0-9]{{3}})+{decimal}[0-9]+"
        rf"|[0-9]*{decimal}(?:[0-9]{{1,2}}|[0-9]{{4,}})"
    )
    return re.compile(rf"^[(+\- $€£¥₹]*(?:{number})(?:[eE][+-]?[0-9]+)?[ $€£¥₹%)]*$", re.MULTILINE)


_CURRENCIES = frozenset("$€£¥₹")
_SHOWN = {",": _shown(",", r"\."), ".": _shown(r"\.", ",")}
_MARKED = re.compile(
    r"(?P<opening>\()?(?P<sign>[+-]?) ?(?P<before>[$€£¥₹]?) ?(?P<inner>[+-]?)"
    r"(?P<number>[0-9.,' ]*[0-9.,])(?P<power>[eE][+-]?[0-9]{1,3})? ?(?P<after>[$€£¥₹%]?)"
    r"(?P<closing>\))?"
)
_GROUP = {
    ",": re.compile(r"[1-9][0-9]{0,2},[0-9]{3}\Z"),
    ".": re.compile(r"[1-9][0-9]{0,2}\.[0-9]{3}\Z"),
}
_GROUPS = {
    ",": re.compile(r"[0-9]{1,3}(?:(?:,[0-9]{3})+\.[0-9]+|(?:,[0-9]{3}){2,})"),
    ".": re.compile(r"[0-9]{1,3}(?:(?:\.[0-9]{3})+,[0-9]+|(?:\.[0-9]{3}){2,})"),
}
_SPACED = re.compile(r"[0-9]{1,3}(?:(?:'[0-9]{3})+|(?: [0-9]{3})+)(?:[.,][0-9]+)?")
_COMMA = re.compile(r"[0-9]*,[0-9]+")
