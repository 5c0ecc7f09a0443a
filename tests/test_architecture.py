"""The rules of the house: who may import whom, and what stands nowhere."""

from __future__ import annotations

import ast
import json
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from unittest.mock import AsyncMock

import pytest

from bot.chat.client import StudyBot
from bot.config import Config
from bot.drawing.style import Style
from bot.topics.kit import answering
from bot.topics.kit.question import Question
from bot.workers import Workers
from tests.bot import jobs

ROOT = Path(__file__).parents[1]
FILES = sorted([*(ROOT / "bot").rglob("*.py"), *(ROOT / "linalg_engine").rglob("*.py")])

ROOMS: dict[str, set[str]] = {
    "linalg_engine": set(),
    "bot.drawing": {"linalg_engine"},
    "bot.topics.kit.answering": {"bot.catalogue", "bot.drawing", "linalg_engine"},
    "bot.catalogue": set(),
    "bot.config": set(),
    "bot.data": set(),
    "bot.chat.memory": set(),
    "bot.store": set(),
    "bot.workers": set(),
    "bot.chat.errors": {"bot.workers", "linalg_engine"},
    "bot.models": {
        "bot.topics.kit.answering",
        "bot.catalogue",
        "bot.chat.errors",
        "bot.workers",
        "linalg_engine",
    },
    "bot.chat.replies": {
        "bot.topics.kit.answering",
        "bot.chat.errors",
        "bot.store",
        "bot.workers",
        "linalg_engine",
    },
    "bot.chat.commands": {
        "bot.topics.kit.answering",
        "bot.catalogue",
        "bot.chat.errors",
        "bot.chat.replies",
        "bot.store",
        "bot.workers",
        "linalg_engine",
    },
    "bot.chat.client": {
        "bot.topics.kit.answering",
        "bot.chat.commands",
        "bot.chat.errors",
        "bot.models",
        "bot.chat.memory",
        "bot.chat.replies",
        "bot.store",
        "bot.workers",
    },
    "bot.page.playground": {"bot.chat.client", "bot.config", "bot.models", "bot.chat.replies"},
    "bot.__main__": {
        "bot.catalogue",
        "bot.chat.client",
        "bot.config",
        "bot.page.playground",
        "bot.store",
    },
    "bot": set(),
}
"""Whom each room may import, apart from itself and for types only."""

PACKAGES: dict[str, set[str]] = {
    "linalg_engine": {"lark", "numpy"},
    "bot.drawing": {"PIL", "matplotlib", "numpy", "typst"},
    "bot.topics.kit.answering": {"numpy"},
    "bot.catalogue": {"numpy"},
    "bot.config": {"dotenv"},
    "bot.data": set(),
    "bot.chat.memory": set(),
    "bot.store": {"sqlalchemy"},
    "bot.workers": {"pebble"},
    "bot.chat.errors": {"discord"},
    "bot.models": {"numpy"},
    "bot.chat.replies": {"discord"},
    "bot.chat.commands": {"aiohttp", "discord"},
    "bot.chat.client": {"discord"},
    "bot.page.playground": {"discord", "simcord"},
    "bot.__main__": {"aiohttp", "discord"},
    "bot": set(),
}
"""Which packages of others each room may import."""

OURS = ("bot", "linalg_engine")


@dataclass(frozen=True)
class Import:
    """A module, or a name in one, that a file imports when it runs."""

    name: str
    file: Path
    line: int

    def __str__(self) -> str:
        return f"{self.file.relative_to(ROOT)}:{self.line} imports {self.name}"


def module(file: Path) -> str:
    """Return the dotted name of a file of ours."""
    parts = file.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def room(name: str) -> str:
    """Return the room that a module of ours stands in."""
    parts = name.split(".")
    return parts[0] if parts[0] == "linalg_engine" else ".".join(parts[:2])


def imports(file: Path) -> list[Import]:
    """Return what a file imports when it runs: not what stands under TYPE_CHECKING."""
    return list(_imports(ast.parse(file.read_text("utf-8")), file))


def _imports(node: ast.AST, file: Path) -> Iterator[Import]:
    if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test):
        return
    if isinstance(node, ast.Import):
        yield from (Import(alias.name, file, node.lineno) for alias in node.names)
    if isinstance(node, ast.ImportFrom):
        assert node.level == 0, f"{file}: write imports in full"
        yield from (Import(f"{node.module}.{a.name}", file, node.lineno) for a in node.names)
    for child in ast.iter_child_nodes(node):
        yield from _imports(child, file)


def test_every_file_stands_in_a_room_with_rules() -> None:
    assert len(FILES) > 20
    assert {room(module(file)) for file in FILES} <= ROOMS.keys()
    assert ROOMS.keys() == PACKAGES.keys()


@pytest.mark.parametrize("here", ROOMS)
def test_imports_point_one_way(here: str) -> None:
    files = [file for file in FILES if room(module(file)) == here]
    allowed = {here, *ROOMS[here]}
    found = [i for file in files for i in imports(file) if i.name.split(".")[0] in OURS]

    assert [str(i) for i in found if room(i.name) not in allowed] == []


def test_the_table_itself_has_no_circle() -> None:
    left = {here: set(allowed) for here, allowed in ROOMS.items()}
    while free := [here for here, allowed in left.items() if not allowed & left.keys()]:
        for here in free:
            del left[here]

    assert left == {}


@pytest.mark.parametrize("here", PACKAGES)
def test_packages_stay_in_their_rooms(here: str) -> None:
    known = {*sys.stdlib_module_names, *OURS, *PACKAGES[here]}
    files = [file for file in FILES if room(module(file)) == here]
    found = [i for file in files for i in imports(file)]

    assert [str(i) for i in found if i.name.split(".")[0] not in known] == []


@pytest.mark.parametrize("file", FILES, ids=lambda file: str(file.relative_to(ROOT)))
def test_there_is_no_pyplot_and_no_eval(file: Path) -> None:
    nodes = list(ast.walk(ast.parse(file.read_text("utf-8"))))
    names = {node.id for node in nodes if isinstance(node, ast.Name)}
    attributes = {node.attr for node in nodes if isinstance(node, ast.Attribute)}
    imported = {part for i in imports(file) for part in i.name.split(".")}

    assert names.isdisjoint({"eval", "exec", "compile", "__import__"})
    assert "pyplot" not in names | attributes | imported


def loaded_after(code: str) -> set[str]:
    """Return the packages that a fresh Python has imported after running the code."""
    shown = "\nimport json, sys; print(json.dumps(sorted(sys.modules)))"
    done = subprocess.run(
        [sys.executable, "-c", code + shown], capture_output=True, text=True, check=True, cwd=ROOT
    )
    return {name.split(".")[0] for name in json.loads(done.stdout)}


def test_the_engine_loads_neither_pictures_nor_discord_nor_the_bot() -> None:
    names = [module(file) for file in FILES if room(module(file)) == "linalg_engine"]

    loaded = loaded_after(f"import {', '.join(names)}")

    assert "linalg_engine" in loaded
    assert loaded.isdisjoint({"matplotlib", "PIL", "typst", "discord", "simcord", "bot"})


def test_starting_a_worker_process_does_not_load_the_client() -> None:
    """A worker imports the main module again, which is `bot.__main__`."""
    loaded = loaded_after("import bot.__main__")

    assert "bot" in loaded
    assert loaded.isdisjoint({"discord", "aiohttp", "simcord", "matplotlib", "numpy"})


async def test_a_worker_that_has_answered_knows_no_discord() -> None:
    pool = Workers(Config(workers=1, job_seconds=30), answering.warm_up)
    await pool.start()
    try:
        question = Question("dot", {"a": "[1,2,3]", "b": "[4,5,6]"})
        reply = await pool.run(answering.reply, question, Style())
        await pool.run(answering.steps, question, Style())
        await pool.run(answering.copies, question, Style())
        loaded = await pool.run(jobs.loaded_modules)
    finally:
        await pool.close()

    assert reply.title == "a · b = 32"
    assert "bot.topics.kit.answering" in loaded
    assert loaded.isdisjoint({"discord", "aiohttp", "simcord", "matplotlib.pyplot"})


# What Discord asks of commands, and discord.py does not check


def commands_and_options(parts: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for part in parts:
        yield part
        yield from commands_and_options(part.get("options", []))


MESSAGE_MENU = 3
"""A command in a message's Apps menu; discord.py knows at most 5."""


async def test_commands_fit_into_discords_limits(monkeypatch: pytest.MonkeyPatch) -> None:
    bot = StudyBot(Config(), Workers(Config(), answering.warm_up))
    monkeypatch.setattr(bot.tree, "sync", AsyncMock(spec=bot.tree.sync))
    await bot.setup_hook()
    payload = [command.to_dict(bot.tree) for command in bot.tree.get_commands()]
    menus = [command["name"] for command in payload if command["type"] == MESSAGE_MENU]
    await bot.close()

    found = list(commands_and_options([c for c in payload if c["type"] != MESSAGE_MENU]))

    assert "PCA on this message" in menus
    assert all(1 <= len(name) <= 32 for name in menus)

    assert {"dot", "vector", "norm", "a", "help"} <= {part["name"] for part in found}
    for part in found:
        assert re.fullmatch(r"[-_a-z0-9]{1,32}", part["name"])
        assert 1 <= len(part["description"]) <= 100
        assert part["description"] != "…", f"{part['name']} is not described"
        assert len(part.get("options", [])) <= 25
