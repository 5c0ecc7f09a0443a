"""Whatever is pasted or sent ends in an answer or in one clear sentence."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.chat.errors import describe
from bot.drawing.style import Style
from bot.intake.message_tables import table_in
from bot.intake.uploads import text_of
from bot.reference import load
from bot.topics.kit.question import Question
from bot.topics.kit.registry import discover
from linalg_engine.errors import InputError
from tests.bot.intake import mangling

LONGEST_WORDS = 2000
"""Characters of a message in Discord."""

seeds = st.integers(0, 10**9)

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
    """Hold the words of a refusal, if there are any, to what makes them one clear sentence."""
    if not words:
        return
    first = words.split("\n")[0]
    assert 20 < len(first) < 400
    assert first.rstrip("*`").endswith((".", "!", "?")), first
    assert len(words) < LONGEST_WORDS
    assert "on my side" not in words
    assert words.encode("utf-8", "strict")


@pytest.mark.parametrize("table", mangling.TABLES)
def test_the_tables_themselves_are_answered(table: str) -> None:
    assert ending("pca", "data", table) == ""


def ending_of_file(command: str, option: str, seed: int) -> str:
    """Return how a mangled file ends, as `ending` does."""
    try:
        text = text_of("notes.csv", mangling.mangled_file(seed))
    except InputError as error:
        return describe(error)
    return ending(command, option, text)


@given(seeds, st.sampled_from(QUESTIONS))
def test_mangled_pastes(seed: int, question: tuple[str, str]) -> None:
    check(ending(*question, mangling.mangled_text(seed)))


@given(seeds, st.sampled_from(QUESTIONS))
def test_mangled_files(seed: int, question: tuple[str, str]) -> None:
    check(ending_of_file(*question, seed))


@given(seeds)
def test_mangled_messages(seed: int) -> None:
    content = "Look:\n" + mangling.mangled_text(seed)[:4_000] + "\nthanks"
    try:
        found = table_in(content, [])
    except InputError as error:
        check(describe(error))
    else:
        check(ending("pca", "data", found))


def test_mishaps_are_neither_too_mild_nor_too_wild_to_say_anything() -> None:
    pastes = [ending("pca", "data", mangling.mangled_text(seed)) for seed in range(30)]
    files = [ending_of_file("factorize", "ratings", seed) for seed in range(30)]

    assert 6 <= sum(bool(words) for words in pastes) <= 27
    assert 6 <= sum(bool(words) for words in files) <= 27
