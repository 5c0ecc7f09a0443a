"""Commands that no client of Discord sends: told apart before discord.py stumbles over them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

NUMBER = 10
"""Discord's type of an option that is any number."""

IDS = frozenset({6, 7, 8, 9, 11})
"""Types of options that name a thing by its id: users, channels, files, …"""


def is_forged(data: Mapping[str, Any] | None) -> bool:
    """Whether an id in a command is no number, or a number is none.

    Examples
    --------
    >>> is_forged({"options": [{"type": 7, "name": "channel", "value": "general"}]})
    True
    >>> is_forged({"options": [{"type": 7, "name": "channel", "value": "112"}]})
    False
    """
    if data is None:
        return False
    target = data.get("target_id", "0")
    return not _is_id(target) or any(map(_is_wrong, _options(data.get("options") or ())))


def _options(options: Sequence[Mapping[str, Any]]) -> Iterator[Mapping[str, Any]]:
    for option in options:
        yield option
        yield from _options(option.get("options") or ())


def _is_wrong(option: Mapping[str, Any]) -> bool:
    kind, value = option.get("type"), option.get("value")
    if kind in IDS:
        return not _is_id(value)
    # What is being typed into an option of numbers may be anything.
    return kind == NUMBER and not option.get("focused") and not isinstance(value, int | float)


def _is_id(value: object) -> bool:
    return isinstance(value, str) and value.isascii() and value.isdecimal()
