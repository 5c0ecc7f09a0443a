"""Equations with only blanks between them, as where the ends of lines were lost in pasting."""

from __future__ import annotations

import re
from itertools import pairwise

from linalg_engine.equations.labels import spans
from linalg_engine.equations.linear import EXAMPLE
from linalg_engine.errors import InputError


def part(signs: list[str]) -> None:
    """Put ``;`` between equations that stand side by side: ``x + y = 3 x - y = 1``.

    ``x = y = 3`` stays what it is.

    Raises
    ------
    InputError
        Where an equation could end at several places, or begin with a sign.
    """
    for start, end in list(spans(signs)):
        piece = "".join(signs[start:end])
        equals = [found.start() for found in re.finditer("=", piece)]
        for left, right in pairwise(equals):
            at = _joint(piece, left + 1, right, start)
            if at is not None:
                signs[start + at] = ";"


def _joint(piece: str, start: int, end: int, before: int) -> int | None:
    """Return the blank at which one equation ends between two signs of equality."""
    side = piece[start:end]
    joints = [
        found
        for found in _JOINT.finditer(side)
        if not _FUNCTION.search(side[max(0, found.start() - 6) : found.start()])
    ]
    sure = [found for found in joints if _DIGIT.match(side, found.end())]
    for found in (sure, joints):
        if len(found) == 1:
            return start + found[0].start()
    if joints or _SIGN_BEHIND_NUMBER.match(side):
        place = joints[0].start() if joints else len(side) - len(side.lstrip())
        raise InputError(
            "It is not clear where one equation ends and the next begins; write a ; in between.",
            position=before + start + place,
            example=EXAMPLE,
        )
    return None


_JOINT = re.compile(
    r"(?<=[\w)\]}°])[ \t]++(?=[\w(\[√]|\\(?!(?:cdot|times|div|ast|to)(?![A-Za-z]))[A-Za-z])"
)
_DIGIT = re.compile(r"[0-9.½⅓⅔¼¾]")
_FUNCTION = re.compile(r"(?:sqrt|sin|cos|tan|exp|ln|abs|frac)\Z")
_SIGN_BEHIND_NUMBER = re.compile(
    r"\s*+[0-9.]++\s++[-+*·×].*[^\W\d]|\s*+[0-9.]++[-+].*[^\W\d]", re.DOTALL
)
