"""Words, completed while somebody types them."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from bot.topics.words.vocabulary import beginning_with, folded

if TYPE_CHECKING:
    from bot.topics.kit.services import Services

MOST_CHOICES = 20

LONGEST_CHOICE = 100
"""Characters of a choice, by Discord's limit."""


EXAMPLES = ("piano", "river", "japan", "einstein", "eigenvector")
"""Offered before anything is typed."""


async def word(typed: str, _: int, __: Services) -> list[tuple[str, str]]:
    """Offer words that begin with what is typed."""
    begun = folded(typed).strip()
    offered = beginning_with(begun, MOST_CHOICES) if begun else EXAMPLES
    return [(found, found) for found in offered]


async def words(typed: str, _: int, __: Services) -> list[tuple[str, str]]:
    """Offer words for the last one, each with what is before it."""
    typed = unicodedata.normalize("NFC", typed)
    begun = re.search(r"(?:[^\W\d_]['’]?)*$", typed)
    last = begun[0] if begun else ""
    before = typed[: len(typed) - len(last)]
    if not last:
        return [(typed, typed)] if typed.strip() and len(typed) <= LONGEST_CHOICE else []
    offered = [before + found for found in beginning_with(folded(last), MOST_CHOICES)]
    return [(text, text) for text in offered if len(text) <= LONGEST_CHOICE]
