"""Where one equation ends and the next begins.

Everything keeps the length of the text: a ``;`` stands where equations are separated, and blanks
in the place of labels, alignment signs and braces around equations.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from linalg_engine.equations.labels import drop_labels, spans
from linalg_engine.equations.linear import EXAMPLE
from linalg_engine.equations.side_by_side import part
from linalg_engine.errors import InputError

_CLOSING = {"(": ")", "[": "]", "{": "}"}


def separated(plain: str) -> str:
    """Return plain text with ``;`` between equations, and decimal points for decimal commas.

    Raises
    ------
    InputError
        Where a comma could separate equations or be a decimal comma.

    Examples
    --------
    >>> separated("(1) 0,5x + y = 3, (2) x = 1")
    '    0.5x + y = 3;     x = 1'
    """
    signs = list(_without_outer_brackets(plain))
    depths = _depths(signs)
    _align(signs)
    _end_lines(signs, depths)
    _settle_commas(signs, depths)
    drop_labels(signs)
    part(signs)
    return "".join(signs)


# Brackets


def _without_outer_brackets(plain: str) -> str:
    """Return the text without brackets around whole equations, and without single braces."""
    signs = list(plain)
    open_at: list[int] = []
    for at, sign in enumerate(plain):
        if sign in _CLOSING:
            open_at.append(at)
        elif sign in ")]}" and open_at and _CLOSING[plain[open_at[-1]]] == sign:
            start = open_at.pop()
            if "=" in plain[start:at] and _stands_alone(plain, start):
                signs[start] = signs[at] = " "
    for at in open_at:
        if plain[at] == "{":
            signs[at] = " "
    return "".join(signs)


def _stands_alone(plain: str, start: int) -> bool:
    """Whether nothing that could be multiplied stands before a bracket."""
    before = plain[max(0, start - 40) : start].rstrip(" \t")
    return not before or before[-1] in "([{;,:\\\n"


def _depths(signs: Sequence[str]) -> list[int]:
    """Return in how many brackets each sign is."""
    depth = 0
    depths: list[int] = []
    for sign in signs:
        depth = max(0, depth - 1) if sign in ")]}" else depth
        depths.append(depth)
        depth += sign in _CLOSING
    return depths


# Ends of equations


def _align(signs: list[str]) -> None:
    """Replace each & by a blank, or by ``;`` where it stands between two equations."""
    text = "".join(signs)
    row_end = -1
    has_sign = is_complete = False
    for at, sign in enumerate(text):
        if at > row_end:
            ends_of_rows = (text.find(";", at), text.find("\n", at))
            row_end = min((end for end in ends_of_rows if end >= 0), default=len(text))
            has_sign = is_complete = False
        if sign == "&":
            ends = is_complete and text.find("=", at, row_end) >= 0
            signs[at] = ";" if ends else " "
            has_sign, is_complete = has_sign and not ends, is_complete and not ends
        elif not sign.isspace():
            is_complete = is_complete or has_sign
            has_sign = has_sign or sign == "="


def _end_lines(signs: list[str], depths: Sequence[int]) -> None:
    """Replace each end of a line by ``;``, or by a blank where the equation goes on."""
    text = "".join(signs)
    start = 0
    for end in _END_OF_LINE.finditer(text):
        start = max(start, text.rfind(";", start, end.start()) + 1)
        before, after = text[start : end.start()], text[end.end() : end.end() + 1]
        goes_on = (
            depths[end.start()] > 0
            or before[-1:] in _EXPECTS_MORE
            or after in _BEGINS_NOTHING
            or (after == "-" and before != "" and "=" not in before)
        )
        for at in range(*end.span()):
            signs[at] = " "
        if not goes_on:
            signs[end.end() - 1] = ";"
            start = end.end()


_END_OF_LINE = re.compile(r"(?<!\s)\s*?\n\s*+")
_EXPECTS_MORE = set("=+-*/·×^(")
_BEGINS_NOTHING = set("=+*/·×^)")


# Commas


def _settle_commas(signs: list[str], depths: Sequence[int]) -> None:
    """Replace commas between equations by ``;`` and decimal commas by points."""
    text = "".join(signs)
    for found in _COMMA_BEFORE_LABEL.finditer(text):
        signs[found.start()] = " "
    glued = {found.start() for found in _GLUED_COMMA.finditer(text)}
    for at, sign in enumerate(signs):
        if sign == "," and depths[at] == 0 and at not in glued:
            signs[at] = ";"
    decimal = {at for at in glued if depths[at] > 0}
    for start, end in list(spans(signs)):
        inside = [at for at in range(start, end) if at in glued and depths[at] == 0]
        text = "".join(signs[start:end])
        edges = [start - 1, *inside, end]
        parts = [text[a + 1 - start : b - start] for a, b in pairwise(edges)]
        if all("=" in part for part in parts):
            for at in inside:
                signs[at] = ";"
        elif inside and text.count("=") > 1:
            raise InputError(
                "It is not clear which commas are decimal commas; write 0.5 for 0,5, "
                "or ; between equations.",
                position=inside[0],
                example=EXAMPLE,
            )
        else:
            decimal.update(inside)
    _check_decimal("".join(signs), decimal)
    for at in decimal:
        signs[at] = "."


def _check_decimal(text: str, commas: set[int]) -> None:
    """Refuse commas that may stand between thousands, and commas beside decimal points."""
    numbers = [
        found for found in _NUMBER.finditer(text) if commas.intersection(range(*found.span()))
    ]
    grouped = all(_THOUSANDS.fullmatch(number[0]) for number in numbers)
    if numbers and (grouped or _DECIMAL_POINT.search(text)):
        raise InputError(
            f"{numbers[0][0][:24]} could have a decimal comma or a comma between thousands; "
            "write it with a decimal point, or without the comma.",
            position=numbers[0].start(),
            example=EXAMPLE,
        )


_COMMA_BEFORE_LABEL = re.compile(r",(?=\s*+\(\s*+\w{1,4}\s*+\)\s*+(?:;|\Z))")
_GLUED_COMMA = re.compile(r"(?<=[0-9]),(?=[0-9])")
_NUMBER = re.compile(r"[0-9][0-9.,]*")
_THOUSANDS = re.compile(r"[1-9][0-9]{0,2}(?:,[0-9]{3})+")
_DECIMAL_POINT = re.compile(r"[0-9]\.[0-9]")
