"""Whatever is pasted or sent ends in an answer or in one clear sentence."""

from __future__ import annotations

import pytest

from bot.chat.errors import describe
from bot.drawing.style import Style
from bot.intake.message_tables import table_in
from bot.intake.uploads import text_of
from bot.reference import load
from bot.topics.kit.question import Question
from bot.topics.kit.registry import discover
from linalg_engine.errors import InputError
from tests.bot import mangling

LONGEST_WORDS = 2000
"""Characters of a message in Discord."""

QUESTIONS = (("pca", "data"), ("factorize", "ratings"))


def ending(command: str, option: str, text: str) -> str:
    """Return "" for an answer, without drawing it, and else the words that are told."""
    try:
        answer = load(discover().command(command).answer)(
            Question(command, {option: text}), Style()
        )
    except InputError as error:
        return describe(error)
    assert answer.title
    assert answer.facts
    return ""


def check(words: str) -> None:
    """Hold the words of a refusal against what makes them one clear sentence."""
    first = words.split("\n")[0]
    assert 20 < len(first) < 400
    assert first.rstrip("*`").endswith((".", "!", "?")), first
    assert len(words) < LONGEST_WORDS
    assert "on my side" not in words
    assert words.encode("utf-8", "strict")


@pytest.mark.parametrize("table", mangling.TABLES)
def test_the_tables_themselves_are_answered(table: str) -> None:
    assert ending("pca", "data", table) == ""


def test_two_hundred_mangled_pastes() -> None:
    endings = [
        ending(command, option, mangling.mangled_text(seed))
        for seed in range(100)
        for command, option in QUESTIONS
    ]

    refusals = [words for words in endings if words]
    for words in refusals:
        check(words)
    assert 40 < len(refusals) < 180, "the mishaps are too mild or too wild to say anything"


def test_two_hundred_mangled_files() -> None:
    refusals = 0
    for seed in range(200):
        command, option = QUESTIONS[seed % 2]
        try:
            text = text_of("notes.csv", mangling.mangled_file(1_000 + seed))
        except InputError as error:
            words = describe(error)
        else:
            words = ending(command, option, text)
        if words:
            check(words)
            refusals += 1
    assert 40 < refusals < 190


def test_a_hundred_mangled_messages() -> None:
    for seed in range(100):
        content = "Look:\n" + mangling.mangled_text(2_000 + seed)[:4_000] + "\nthanks"
        try:
            found = table_in(content, [])
        except InputError as error:
            check(describe(error))
        else:
            words = ending("pca", "data", found)
            if words:
                check(words)
