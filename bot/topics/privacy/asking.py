"""What `/privacy` does, in the bot's own process."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from bot.topics.kit.outcome import Button, Note

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.store import Kept
    from bot.topics.kit.outcome import Press, Request
    from bot.topics.kit.services import Services

NOTHING = "Nothing is kept about you."
POSTED = "Posts in channels stay; **Delete** below an answer removes them."


async def export(request: Request, services: Services) -> Note:
    """Export all that is kept about the asker."""
    kept = await services.store.people.kept(request.user)
    if not kept:
        return Note((NOTHING,))
    exported = {"discord id": str(request.user)} | {table.name: table.rows for table in kept}
    text = json.dumps(exported, ensure_ascii=False, indent=2, default=str)
    return Note(
        (f"### All that is kept about you\n{_listed(kept)}",), file=("study-bot-data.json", text)
    )


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


def _listed(kept: Sequence[Kept]) -> str:
    return "\n".join(f"- {table.words}" for table in kept)
