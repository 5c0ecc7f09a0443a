"""What can be chosen for answers, and the words for it."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from bot.errors import UserError
from bot.store import milliseconds
from bot.topics.kit.zones import shown, zone_named

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.store import Chosen, Settings

DEFAULT = "default"
"""Takes a choice back."""

VALUES: dict[str, dict[str, tuple[Any, str]]] = {
    "theme": {"dark": ("dark", "dark"), "light": ("light", "light")},
    "numbers": {
        "typed": ("typed", "as they are typed"),
        "fractions": ("fractions", "fractions and roots"),
        "decimals": ("decimals", "decimals"),
    },
    "digits": {text: (int(text), text) for text in ("2", "3", "4", "6")},
    "motion": {"on": (True, "on"), "off": (False, "off")},
    "replies": {
        "public": ("public", "public"),
        "private": ("private", "only for who asks"),
    },
}
"""By setting: what arrives, with the value that is kept and the words that people see."""


async def chosen_from(inputs: Mapping[str, str]) -> dict[str, Any]:
    """Return what was chosen, by setting; None where a choice is taken back.

    Raises
    ------
    UserError
        When a value is none of those that are offered.
    """
    found: dict[str, Any] = {}
    for name, typed in inputs.items():
        if typed.strip().casefold() == DEFAULT:
            found[name] = None
        elif typed and name in VALUES:
            if typed not in VALUES[name]:
                raise UserError(f"I know no such choice for {name}. Please choose one offered.")
            found[name], _ = VALUES[name][typed]
        elif typed.strip():
            found[name] = await zone_named(typed)
    return found


def listed(settings: Settings, own: Chosen, others: Chosen | None = None) -> str:
    """Return what is in force as a list in Markdown, and by whose choice.

    Parameters
    ----------
    own
        What was chosen by who reads this.
    others
        What their server chose, or None for a server's own list.
    """
    lines: list[str] = []
    for name, value in asdict(settings).items():
        whose = ""
        if getattr(own, name) is None:
            by_server = others is not None and getattr(others, name) is not None
            whose = " (the server's default)" if by_server else " (as nobody has chosen)"
        now = f", {shown(milliseconds(), value)} there now" if name == "zone" else ""
        lines.append(f"- {name}: **{_words(name, value)}**{now}{whose}")
    return "\n".join(lines)


def _words(name: str, value: object) -> str:
    words = dict(VALUES[name].values()) if name in VALUES else {}
    return words.get(value, str(value))
