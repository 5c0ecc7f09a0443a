"""The languages in which Discord describes commands and options."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from discord import app_commands

if TYPE_CHECKING:
    from collections.abc import Mapping

    import discord


class Translator(app_commands.Translator):
    """Translates descriptions by looking them up; what has no translation stays English.

    Parameters
    ----------
    translations
        Translations of texts, by Discord's code for a language.
    """

    def __init__(self, translations: Mapping[str, Mapping[str, str]]) -> None:
        super().__init__()
        self._translations = translations

    async def translate(
        self,
        string: app_commands.locale_str,
        locale: discord.Locale,
        context: app_commands.TranslationContext[Any, Any],  # noqa: ARG002 - discord.py's signature
    ) -> str | None:
        """Return the text in a language, or None for English."""
        return self._translations.get(locale.value, {}).get(string.message)
