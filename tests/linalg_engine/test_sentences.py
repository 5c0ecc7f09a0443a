"""The engine speaks of mathematics: no commands, no person who answers, no place where it runs."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

import linalg_engine as la

FILES = sorted(Path(la.__path__[0]).rglob("*.py"))

FORBIDDEN = re.compile(
    r"(?<!\w)/(?:matrix|vars|calc|pca|factorize|dot|vector|transform|movies|rate|recommend|help)\b"
    r"|\bDiscord\b|\bslash command|\bthe bot\b|\bworker process|\bI (?:can|could|keep|read|never)\b"
)


@pytest.mark.parametrize("file", FILES, ids=lambda file: str(file.relative_to(la.__path__[0])))
def test_no_text_speaks_of_commands(file: Path) -> None:
    nodes = ast.walk(ast.parse(file.read_text("utf-8")))
    texts = [n.value for n in nodes if isinstance(n, ast.Constant) and isinstance(n.value, str)]

    assert [text for text in texts if FORBIDDEN.search(text)] == []


def test_the_pattern_knows_what_it_looks_for() -> None:
    for text in ("; /matrix solve shows all", "I can learn from", "what Discord holds"):
        assert FORBIDDEN.search(text)
    assert not FORBIDDEN.search("A / dot and 1/dot")
