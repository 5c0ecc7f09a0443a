"""Discord describes every command and option in the languages that topics have files for."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import discord
import pytest
import pytest_asyncio
from simcord import Env

from bot.chat.client import StudyBot
from bot.config import Config
from bot.models.library import Library
from bot.topics.kit import translations
from bot.topics.kit.declaration import Command, Text, Topic
from bot.topics.kit.registry import discover
from bot.workers import Workers

LONGEST_DESCRIPTION = 100
"""Discord's limit, in every language."""

LANGUAGES = translations.translations()


def test_german_is_there() -> None:
    assert LANGUAGES["de"]["The length of a vector"] == "Die Länge eines Vektors"


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_language_translates_every_text_and_nothing_else(language: str) -> None:
    said = {text for topic in discover().topics for text in translations.texts(topic)}

    assert language in {locale.value for locale in discord.Locale}
    assert LANGUAGES[language].keys() == said


@pytest.mark.parametrize("language", LANGUAGES)
def test_translations_fit_and_keep_what_is_typed(language: str) -> None:
    for text, translation in LANGUAGES[language].items():
        assert 1 <= len(translation) <= LONGEST_DESCRIPTION, text
        # Brackets hold examples, which are typed in English whatever the language.
        assert [c for c in text if c in "[]"] == [c for c in translation if c in "[]"], text


def test_two_topics_cannot_translate_one_text_differently(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for topic, german in (("one", "ein Vektor"), ("two", "der Vektor")):
        (tmp_path / topic).mkdir()
        (tmp_path / topic / "de.toml").write_text(f'"a vector" = "{german}"\n')
    monkeypatch.setattr(translations.bot.topics, "__path__", [str(tmp_path)])

    with pytest.raises(ValueError, match=r"two/de\.toml translates 'a vector' otherwise"):
        translations.translations()


def test_texts_are_of_groups_commands_and_options() -> None:
    topic = Topic(
        "Trying out",
        1,
        (Command("one two", "does it", (Text("v", "a vector"), Text("w", "a vector"))),),
        groups={"one": "several"},
    )

    assert list(translations.texts(topic)) == ["several", "does it", "a vector"]


@pytest_asyncio.fixture
async def simcord_bot(workers: Workers, library: Library) -> AsyncIterator[StudyBot]:
    bot = StudyBot(Config(), workers, library)
    yield bot
    await bot.close()


async def test_discord_gets_them_and_english_where_there_is_none(simcord_env: Env) -> None:
    bot = simcord_env.bot
    assert isinstance(bot, StudyBot)
    tree = bot.tree
    dot = tree.get_command("dot")
    assert dot
    assert tree.translator
    payload = await dot.get_translated_payload(tree, tree.translator)

    assert payload["description_localizations"] == {
        "de": "Das Skalarprodukt zweier Vektoren, mit Winkel und Bild"
    }
    assert payload["name_localizations"] == {}
    assert payload["options"][1]["description_localizations"] == {
        "de": "der zweite Vektor, zum Beispiel [4, 5, 6]"
    }
