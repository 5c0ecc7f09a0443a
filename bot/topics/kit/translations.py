"""What Discord shows beside commands and options, in other languages.

A topic's folder has one file a language, named by Discord's code for it, such as ``de.toml``:
English text = translation. A further language is further files. Names of commands and options
stay English, as do replies.
"""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import bot.topics

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.topics.kit.declaration import Topic


def texts(topic: Topic) -> Iterator[str]:
    """Yield every text of a topic that a language file translates, each once."""
    said = dict.fromkeys(topic.groups.values())
    for command in topic.commands:
        said[command.words] = None
        said |= dict.fromkeys(option.words for option in command.options)
    yield from said


def translations() -> dict[str, dict[str, str]]:
    """Return the translation of every text, by language.

    Raises
    ------
    ValueError
        When two topics translate one text differently.

    Examples
    --------
    >>> translations()["de"]["The length of a vector"]
    'Die Länge eines Vektors'
    """
    return _read(tuple(bot.topics.__path__))


@cache
def _read(directories: tuple[str, ...]) -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = {}
    for file in _files(directories):
        known = found.setdefault(file.stem, {})
        for text, translation in tomllib.loads(file.read_text(encoding="utf-8")).items():
            if known.setdefault(text, translation) != translation:
                raise ValueError(f"{file.parent.name}/{file.name} translates {text!r} otherwise.")
    return found


def _files(directories: tuple[str, ...]) -> list[Path]:
    return sorted(file for path in directories for file in Path(path).glob("*/*.toml"))
