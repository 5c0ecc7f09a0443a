"""The exercises of a sheet as a teacher writes them: "dot 2, angle 1, rref 2 x2"."""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING

from bot.text import shorten
from bot.topics.kit.syllabus import BY_NAME, KINDS
from linalg_engine.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.topics.kit.services import Services
    from bot.topics.kit.syllabus import Kind

MOST = 20
"""Exercises of a sheet: what is wrong comes back, and a sitting has an end."""

LEVEL = 2
"""Where none is given: as in a homework."""

EXAMPLE = "dot 2, angle 1, rref 2 x2"

MOST_OFFERED = 25
"""Discord's limit."""

LONGEST_SHOWN = 40
"""Characters of what somebody typed that are said back."""

_ITEM = re.compile(
    r"(?:(?P<before>\d{1,6}) ?[x×*] ?)?(?P<name>[^\d\n]{1,60}?)"
    r"(?:[ :(-]*\b(?:level |lvl |l)?(?P<level>\d{1,6})\)?)?"
    r"(?: ?(?<![^\W\d])[x×*] ?(?P<after>\d{1,6}))?"
)
_BETWEEN = re.compile(r"[,;\n+&]| and ")


def exercises_in(typed: str) -> tuple[tuple[str, int], ...]:
    """Return kinds with their levels, in their order.

    Examples
    --------
    >>> exercises_in("dot 1, rref 2 x2")
    (('dot', 1), ('rref', 2), ('rref', 2))

    Raises
    ------
    InputError
        When a kind or a level is none that there is, or there are too many.
    """
    found: list[tuple[str, int]] = []
    items = [" ".join(item.split()) for item in _BETWEEN.split(typed.casefold())]
    for item in filter(None, items):
        kind, level, times = _read(item)
        if len(found) + times > MOST:
            raise _error(f"A sheet has at most {MOST} exercises.")
        found += [(kind.name, level)] * times
    if not found:
        raise _error("Which exercises? Write kinds, each with a level.")
    return tuple(found)


def _read(item: str) -> tuple[Kind, int, int]:
    found = _ITEM.fullmatch(item)
    kind = None if found is None else kind_named(found["name"])
    if found is None or kind is None:
        shown = shorten(item, LONGEST_SHOWN)
        raise _error(f"I know no kind of exercise called “{shown}”; they complete while you type.")
    level = int(found["level"] or min(LEVEL, kind.levels))
    if not 1 <= level <= kind.levels:
        raise _error(f"“{kind.name}” has levels from 1 to {kind.levels}.")
    times = int(found["before"] or 1) * int(found["after"] or 1)
    if not times:
        raise _error(f"“{shorten(item, LONGEST_SHOWN)}” asks nothing.")
    return kind, level, times


def kind_named(text: str) -> Kind | None:
    """Return the kind of a name or a title, or the only one with such words in its title."""
    wanted = text.strip().casefold()
    for kind in KINDS:
        if wanted in (kind.name, kind.title.casefold()):
            return kind
    found = [kind for kind in KINDS if wanted and wanted in kind.title.casefold()]
    return found[0] if len(found) == 1 else None


def written(exercises: Iterable[tuple[str, int]]) -> str:
    """Return exercises as one may type them.

    Examples
    --------
    >>> written((("dot", 1), ("rref", 2), ("rref", 2)))
    'dot 1, rref 2 x2'
    """
    runs = [(each, len([*run])) for each, run in groupby(exercises)]
    return ", ".join(f"{kind} {level}{_times(count)}" for (kind, level), count in runs)


def listed(exercises: Iterable[tuple[str, int]]) -> str:
    """Return exercises by their titles, a line each."""
    return "\n".join(
        f"{number}. {BY_NAME[kind].title}, level {level}"
        for number, (kind, level) in enumerate(exercises, 1)
    )


async def complete(typed: str, _user: int, _services: Services) -> list[tuple[str, str]]:
    """Complete the last kind, behind those that are written already."""
    parts = re.split(r"([,;]\s*)", typed)
    before, last = "".join(parts[:-1]), parts[-1].strip().casefold()
    offered = [(f"{before}{kind.name} {min(LEVEL, kind.levels)}", kind) for kind in KINDS]
    found = [
        (value, f"{shorten(value, 60)} ({kind.title})")
        for value, kind in offered
        if last in f"{kind.name} {kind.title}".casefold()
    ]
    try:
        as_it_is = written(exercises_in(typed))
    except InputError:
        return found[:MOST_OFFERED]
    return [(typed.strip(), as_it_is), *found][:MOST_OFFERED]


def _times(count: int) -> str:
    return f" x{count}" if count > 1 else ""


def _error(problem: str) -> InputError:
    return InputError(problem, example=EXAMPLE, source="exercises")
