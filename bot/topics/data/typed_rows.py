"""Rows by what is typed for them: a name, or a number."""

from __future__ import annotations

import difflib
import re
from typing import TYPE_CHECKING

import numpy as np

from bot.text import shorten
from linalg_engine.errors import InputError

if TYPE_CHECKING:
    from bot.topics.data.points import Points

_BETWEEN = re.compile(r"\s*(?:[,;&/|+]|\band\b|\bvs\b\.?|\s[-–−]\s)\s*", re.IGNORECASE)
_SPACE = re.compile(r"\s+")
_NUMBER = re.compile(r"(#?)(\d{1,9})")

LONGEST = 40
"""Characters of a name in an error."""


def rows_of(points: Points, typed: str) -> tuple[int, ...]:
    """Return the one or two rows that are typed, none where nothing is.

    A name may have a comma in it: what is typed is parted where both parts are rows.

    Raises
    ------
    InputError
        Where there is no such row, or it is the same one twice.
    """
    typed = typed.strip()
    if not typed:
        return ()
    whole = _row(points, typed)
    if whole is not None:
        return (whole,)
    parts, spaced = (_parted(typed, gaps) for gaps in (_BETWEEN, _SPACE))
    for left, right in (*parts, *spaced):
        first, second = _row(points, left), _row(points, right)
        if first is not None and second is not None:
            if first == second:
                raise InputError("These are the same row: name two.", example=_example(points))
            return first, second
    raise _unknown(points, parts[0] if parts else (typed,))


def _parted(typed: str, gaps: re.Pattern[str]) -> list[tuple[str, str]]:
    """Return what is before and behind each gap."""
    return [(typed[: gap.start()], typed[gap.end() :]) for gap in gaps.finditer(typed)]


def _row(points: Points, typed: str) -> int | None:
    """Return the row of a name, or of a number; with # before it, it is never a name."""
    wanted = " ".join(typed.split()).casefold()
    names = [" ".join(name.split()).casefold() for name in points.names]
    if wanted in names:
        return names.index(wanted)
    number = _NUMBER.fullmatch(wanted)
    if number is None:
        return None
    found = np.flatnonzero(points.numbers == int(number[2]))
    return int(found[0]) if len(found) else None


def _unknown(points: Points, parts: tuple[str, ...]) -> InputError:
    if len(parts) == 2 and len(_BETWEEN.split(" ".join(parts).strip())) > 1:
        return InputError("Name two rows, not more.", example=_example(points))
    part = next(part for part in parts if _row(points, part) is None).strip()
    near = difflib.get_close_matches(part.casefold(), [n.casefold() for n in points.names], 1)
    hint = ""
    if near:
        hint = next(name for name in points.names if name.casefold() == near[0])
        hint = f" Did you mean {shorten(hint, LONGEST)}?"
    return InputError(
        f"There is no row “{shorten(part, LONGEST)}” among those compared.{hint}",
        example=_example(points),
    )


def _example(points: Points) -> str:
    return f"{shorten(points.names[0], LONGEST)}, {shorten(points.names[1], LONGEST)}"
