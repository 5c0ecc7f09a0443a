"""The values that people keep under names, as the texts that they are kept as.

A kept value is the text that `names.kept_text` prints: the value itself where it is exact, and
behind "≈" where it is not.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.text import shorten

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

LONGEST_TYPED = 6_000
"""Characters of an option; a longer text comes from a file, which has no names of values."""

WORD = re.compile(r"[^\W\d_]\w*")
"""What can be a name."""


def used(texts: Iterable[str], variables: Mapping[str, str]) -> dict[str, str]:
    """Return those of the values whose names occur as words in the texts."""
    if not variables:
        return {}
    typed = (text for text in texts if len(text) <= LONGEST_TYPED)
    words = {word for text in typed for word in WORD.findall(text)}
    return {name: text for name, text in variables.items() if name in words}


def signed(text: str) -> str:
    """Return a kept value behind its sign: "= [1, 2]", "≈ 1.414"."""
    return text if text.startswith("≈") else f"= {text}"


def one_line(typed: str, most: int) -> str:
    """Return what was typed as a line that cannot end the block of code it is shown in."""
    shown = "".join(c if c.isprintable() else " " for c in typed).replace("`", "ˋ")
    return shorten(" ".join(shown.split()), most)
