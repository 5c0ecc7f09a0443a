"""Names of kept values, completed while somebody types a question."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.text import shorten
from bot.topics.kit.kept import signed

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from bot.topics.kit.services import Services

LAST_WORD = re.compile(r"[^\W\d_]\w*\Z")

SIGN = re.compile(r" [=≈] ")

LONGEST_SHOWN = 100
"""Characters of what a suggestion shows, by Discord's limit."""

__all__ = ["meant", "offers", "ready_or_kept", "typed_for", "values"]

Offers = list[tuple[str, str]]
"""What to type, and how it is shown."""


async def values(typed: str, user: int, services: Services) -> Offers:
    """Offer the person's names that begin with the last word typed."""
    return offers(typed, await services.store.people.variables(user))


async def ready_or_kept(ready: Iterable[str], typed: str, user: int, services: Services) -> Offers:
    """Offer names that stand ready and contain what was typed, before the person's own.

    A name of their own that is typed in full comes first.
    """
    wanted = typed.strip().casefold()
    found = [(name, name) for name in ready if wanted in name]
    own = await values(typed, user, services)
    complete = 1 if own and own[0][0] == typed else 0
    return [*own[:complete], *found, *own[complete:]]


def offers(typed: str, variables: Mapping[str, str]) -> Offers:
    """Return the names that begin with the last word typed.

    What was typed is offered first as it is, so that a key pressed too soon changes nothing.
    """
    found = LAST_WORD.search(typed)
    if typed.strip() and not found:
        return []
    word = found[0] if found else ""
    before = typed[: len(typed) - len(word)]
    names = [name for name in variables if name.startswith(word) and name != word]
    offered = [(before + name, f"{before}{name} {signed(variables[name])}") for name in names]
    if word in variables:
        offered.insert(0, (typed, f"{typed} {signed(variables[word])}"))
    elif word and offered:
        offered.insert(0, (typed, typed))
    return offered


async def meant(inputs: Mapping[str, str], user: int, services: Services) -> Mapping[str, str]:
    """Return inputs in which no suggestion stands as it was shown: "A = [1, 2]" for "A".

    Some clients send what a suggestion shows in place of what it stands for, and a person may have
    typed on behind it.
    """
    if not any(SIGN.search(text) for text in inputs.values()):
        return inputs
    variables = await services.store.people.variables(user)
    return {name: typed_for(text, variables) for name, text in inputs.items()}


def typed_for(text: str, variables: Mapping[str, str]) -> str:
    """Return what a person typed, for a text in which suggestions stand as they were shown."""
    start = 0
    while found := SIGN.search(text, start):
        typed, start = text[: found.start()], found.end()
        word = LAST_WORD.search(typed)
        if word is None or word[0] not in variables:
            continue
        shown = shorten(f"{typed} {signed(variables[word[0]])}", LONGEST_SHOWN)
        rest = text[len(shown) :]
        if text.startswith(shown) and not rest[:1].isalnum():
            text, start = typed + rest, len(typed)
    return text
