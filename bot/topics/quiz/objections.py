"""What people disagree with, as lines for the host."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from bot.text import visible

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from bot.store import Objection

NONE = "Nobody has disagreed with a verdict."


def listed(objections: Iterable[Objection]) -> str:
    """Return disagreements as text; nothing typed moves the cursor of a terminal."""
    return "\n".join(line for each in objections for line in _lines(each)) or NONE


def _lines(objection: Objection) -> Iterator[str]:
    moment = datetime.fromtimestamp(objection.time / 1000, UTC)
    yield f"{moment:%Y-%m-%d %H:%M} UTC  /quiz start exercise:{objection.exercise}"
    for label, text in objection.typed.items():
        yield f"  {label}: {' '.join(visible(text).split())}"
    yield f"  told: {objection.verdict}"
