"""What `/privacy` does, in the bot's own process."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, cast

from bot.text import shorten
from bot.topics.kit.outcome import Button, Note

if TYPE_CHECKING:
    from bot.store import Kept
    from bot.topics.kit.outcome import Press, Request
    from bot.topics.kit.services import Services

MOST_BYTES = 8_000_000
"""Of an exported file; Discord takes 10 MiB."""

CUT_AT = 300
"""Characters of texts in a file that would be larger, as with big tables pasted often."""

NOTHING = "Nothing is kept about you."
POSTED = "Posts in channels stay; **Delete** below an answer removes them."


async def export(request: Request, services: Services) -> Note:
    """Export all that is kept about the asker."""
    kept = await services.store.people.kept(request.user)
    if not kept:
        return Note((NOTHING,))
    exported = {"discord id": str(request.user)} | {table.name: table.rows for table in kept}
    text, words = _json(exported), f"### All that is kept about you\n{_listed(kept)}"
    if len(text.encode()) > MOST_BYTES:
        text = _json(_cut(exported))
        words += f"\nThe file would be too large, so texts end after {CUT_AT} characters."
    return Note((words,), file=("study-bot-data.json", text))


async def delete(request: Request, services: Services) -> Note:
    """Ask whether to forget all that is kept about the asker."""
    kept = await services.store.people.kept(request.user)
    if not kept:
        return Note((NOTHING,))
    text = f"### Forget all this?\n{_listed(kept)}\nThis cannot be undone. {POSTED}"
    forget = Button("privacy", "yes", "Forget everything", danger=True)
    return Note((text,), buttons=(forget, Button("privacy", "no", "Keep it")))


async def decided(press: Press, services: Services) -> Note:
    """Forget all, or keep it."""
    if press.argument != "yes":
        return Note(("Everything is kept as it was.",))
    servers = await services.store.ratings.shared_in(press.user)
    # First what is not in the store yet, so that it does not get there afterwards.
    services.forget(press.user)
    kept = await services.store.people.forget(press.user)
    services.models.withdraw(servers)
    if not kept:
        return Note((NOTHING,))
    return Note((f"### Forgotten\n{_listed(kept)}\nNothing is kept about you now. {POSTED}",))


def _json(exported: object) -> str:
    text = json.dumps(exported, ensure_ascii=False, indent=2, default=str)
    # Half of a character, which somebody may send, is in no file of text.
    return text.encode(errors="replace").decode()


def _cut(value: Any) -> Any:
    """Return the value with its long texts cut."""
    if isinstance(value, Mapping):
        return {key: _cut(each) for key, each in cast("Mapping[str, Any]", value).items()}
    if isinstance(value, list | tuple):
        return [_cut(each) for each in cast("Sequence[Any]", value)]
    return shorten(value, CUT_AT) if isinstance(value, str) else value


def _listed(kept: Sequence[Kept]) -> str:
    return "\n".join(f"- {table.words}" for table in kept)
