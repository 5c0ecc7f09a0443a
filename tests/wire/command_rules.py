"""Discord's rules for the commands an application registers."""

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

from tests.wire.component_rules import MAX_CHOICES, MAX_DESCRIPTION
from tests.wire.rules import choice_problems
from tests.wire.world import Json

CHAT_INPUT = 1
MAX_PER_KIND = {CHAT_INPUT: 100, 2: 15, 3: 15}
MAX_COMMAND_TEXT = 8000
NAME = re.compile(r"[-_'\w]{1,32}")


def command_problems(commands: list[Json]) -> Iterator[str]:
    kinds = Counter(command.get("type", CHAT_INPUT) for command in commands)
    for kind, count in kinds.items():
        if count > MAX_PER_KIND.get(kind, 0):
            yield f"{count} commands of type {kind}"
    names = Counter((command.get("type", CHAT_INPUT), command["name"]) for command in commands)
    yield from (f"two commands are named {name!r}" for (_, name), n in names.items() if n > 1)
    for command in commands:
        if command.get("type", CHAT_INPUT) == CHAT_INPUT:
            yield from _chat_problems(command)
        elif command.get("description"):
            yield f"{command['name']!r} is a menu entry and has a description"


def _chat_problems(command: Json) -> Iterator[str]:
    yield from _entry_problems(command, f"/{command['name']}")
    length = _text_length(command)
    if length > MAX_COMMAND_TEXT:
        yield f"/{command['name']}: {length} characters of text, {MAX_COMMAND_TEXT} are allowed"


def _entry_problems(entry: Json, where: str) -> Iterator[str]:
    """Check a command, a sub-command or an option, and whatever it holds."""
    name, description = entry["name"], entry.get("description") or ""
    if not NAME.fullmatch(name) or name != name.lower():
        yield f"{where}: {name!r} is no name for a command or an option"
    if not 1 <= len(description) <= MAX_DESCRIPTION:
        yield f"{where}: a description of {len(description)} characters"
    for language, text in (entry.get("description_localizations") or {}).items():
        if not 1 <= len(text) <= MAX_DESCRIPTION:
            yield f"{where}: a description in {language} of {len(text)} characters"
    yield from (f"{where}: {problem}" for problem in choice_problems(entry.get("choices") or []))
    if entry.get("choices") and entry.get("autocomplete"):
        yield f"{where}: choices together with autocomplete"
    yield from _option_problems(entry.get("options") or [], where)


def _option_problems(options: list[Json], where: str) -> Iterator[str]:
    if len(options) > MAX_CHOICES:
        yield f"{where}: {len(options)} options, {MAX_CHOICES} are allowed"
    names = Counter(option["name"] for option in options)
    yield from (f"{where}: two options named {name!r}" for name, n in names.items() if n > 1)
    required = [bool(option.get("required")) for option in options]
    if required != sorted(required, reverse=True):
        yield f"{where}: a required option after an optional one"
    for option in options:
        yield from _entry_problems(option, f"{where} {option['name']}")


def _text_length(entry: Any) -> int:
    """Count what Discord counts: names, descriptions and choice values.

    Of a text in several languages the longest counts.
    """
    own = sum(
        max(
            len(str(entry.get(key) or "")),
            *map(len, (entry.get(f"{key}_localizations") or {"": ""}).values()),
        )
        for key in ("name", "description", "value")
    )
    inner = [*(entry.get("options") or []), *(entry.get("choices") or [])]
    return own + sum(map(_text_length, inner))
