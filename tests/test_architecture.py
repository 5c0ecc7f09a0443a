"""The rules of the house: who may import whom, and what stands nowhere."""

from __future__ import annotations

import ast
import json
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any
from unittest.mock import AsyncMock

import pytest

from bot.chat.client import StudyBot
from bot.config import Config
from bot.drawing.style import Style
from bot.faces.computing import study_workers
from bot.topics.kit import answering
from bot.topics.kit.overview import command_table
from bot.topics.kit.question import Question
from bot.topics.kit.registry import discover
from bot.workers import HOUSE, asked_by
from tests.bot import jobs

ROOT = Path(__file__).parents[1]
FILES = sorted([*(ROOT / "bot").rglob("*.py"), *(ROOT / "linalg_engine").rglob("*.py")])

ROOMS: dict[str, set[str]] = {
    "linalg_engine": set(),
    "bot.shards": set(),
    "bot.config": {"bot.shards"},
    "bot.data": set(),
    "bot.errors": set(),
    "bot.logs": set(),
    "bot.reference": set(),
    "bot.stalls": set(),
    "bot.stopping": set(),
    "bot.store": {"bot.shards"},
    "bot.text": set(),
    "bot.times": set(),
    "bot.metrics": {"bot.times"},
    "bot.workers": {"bot.__version__", "bot.config", "bot.text", "bot.times"},
    "bot.catalogue": set(),
    "bot.formula": {"linalg_engine"},
    "bot.drawing": {"bot.formula", "bot.text", "linalg_engine"},
    "bot.intake": {"bot.text", "linalg_engine"},
    "bot.models": {
        "bot.catalogue",
        "bot.config",
        "bot.errors",
        "bot.reference",
        "bot.store",
        "bot.text",
        "bot.workers",
        "linalg_engine",
    },
    "bot.topics": {
        "bot.catalogue",
        "bot.drawing",
        "bot.errors",
        "bot.formula",
        "bot.intake",
        "bot.models",
        "bot.reference",
        "bot.store",
        "bot.text",
        "bot.workers",
        "linalg_engine",
    },
    "bot.faces": {
        "bot.config",
        "bot.drawing",
        "bot.errors",
        "bot.reference",
        "bot.store",
        "bot.topics",
        "bot.workers",
    },
    "bot.chat": {
        "bot.__version__",
        "bot.config",
        "bot.drawing",
        "bot.errors",
        "bot.faces",
        "bot.metrics",
        "bot.models",
        "bot.reference",
        "bot.shards",
        "bot.store",
        "bot.text",
        "bot.times",
        "bot.topics",
        "bot.workers",
        "linalg_engine",
    },
    "bot.page": {
        "bot.__version__",
        "bot.catalogue",
        "bot.config",
        "bot.drawing",
        "bot.errors",
        "bot.faces",
        "bot.models",
        "bot.reference",
        "bot.stalls",
        "bot.stopping",
        "bot.store",
        "bot.text",
        "bot.topics",
        "bot.workers",
        "linalg_engine",
    },
    "bot.run": {
        "bot.__version__",
        "bot.catalogue",
        "bot.chat",
        "bot.config",
        "bot.metrics",
        "bot.stalls",
        "bot.stopping",
        "bot.store",
        "bot.workers",
    },
    "bot.joining": {"bot.config", "bot.faces", "bot.models", "bot.stopping", "bot.workers"},
    "bot.__main__": {
        "bot.config",
        "bot.faces",
        "bot.joining",
        "bot.logs",
        "bot.page",
        "bot.run",
        "bot.store",
        "bot.topics",
    },
    "bot": set(),
}
"""Whom each room may import, apart from itself; for types, too."""

PACKAGES: dict[str, set[str]] = {
    "linalg_engine": {"flint", "lark", "numpy"},
    "bot.config": {"dotenv"},
    "bot.data": {"numpy"},
    "bot.errors": set(),
    "bot.logs": set(),
    "bot.reference": set(),
    "bot.shards": set(),
    "bot.stalls": set(),
    "bot.stopping": set(),
    "bot.store": {"alembic", "fsrs", "sqlalchemy"},
    "bot.text": set(),
    "bot.times": set(),
    "bot.metrics": {"aiohttp", "prometheus_client"},
    "bot.workers": {"distributed", "pebble"},
    "bot.catalogue": {"numpy"},
    "bot.formula": {"numpy"},
    "bot.drawing": {"PIL", "matplotlib", "numpy", "typst"},
    "bot.intake": {"PIL", "bot.text", "numpy", "python_calamine"},
    "bot.models": {"numpy"},
    "bot.topics": {"PIL", "numpy"},
    "bot.faces": set(),
    "bot.chat": {"aiohttp", "discord"},
    "bot.page": {"aiohttp"},
    "bot.run": set(),
    "bot.joining": set(),
    "bot.__main__": set(),
    "bot": set(),
}
"""Which packages of others each room may import."""

OURS = ("bot", "linalg_engine")

DASK = {"dask", "distributed"}
"""Loaded where a cluster is set, and nowhere else."""


@dataclass(frozen=True)
class Import:
    """A module, or a name in one, that a file imports."""

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


@cache
def nodes_of(file: Path) -> list[ast.AST]:
    """Return all nodes of a file's syntax tree."""
    return list(ast.walk(ast.parse(file.read_text("utf-8"))))


@cache
def imports(file: Path) -> list[Import]:
    """Return what a file imports, also for types."""
    return [found for node in nodes_of(file) for found in _imports(node, file)]


def _imports(node: ast.AST, file: Path) -> Iterator[Import]:
    if isinstance(node, ast.Import):
        yield from (Import(alias.name, file, node.lineno) for alias in node.names)
    if isinstance(node, ast.ImportFrom):
        assert node.level == 0, f"{file}: write imports in full"
        yield from (Import(f"{node.module}.{a.name}", file, node.lineno) for a in node.names)


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


def without_those_that_import_none_left(graph: dict[str, set[str]]) -> dict[str, set[str]]:
    """Return what is left of a graph when its ends are cut off, again and again: its circles."""
    left = {here: set(others) for here, others in graph.items()}
    while ends := [here for here, others in left.items() if not others & left.keys()]:
        for here in ends:
            del left[here]
    return left


def test_the_table_itself_has_no_circle() -> None:
    assert without_those_that_import_none_left(ROOMS) == {}


def test_modules_import_one_another_in_no_circle() -> None:
    modules = {module(file): file for file in FILES}
    graph: dict[str, set[str]] = {}
    for here, file in modules.items():
        names = [i.name for i in imports(file)]
        found = {name if name in modules else name.rpartition(".")[0] for name in names}
        graph[here] = found & modules.keys() - {here}

    assert without_those_that_import_none_left(graph) == {}


def test_a_topic_imports_no_other_topic() -> None:
    found = [
        f"{module(file)} imports {i.name}"
        for file in FILES
        if module(file).startswith("bot.topics.")
        for i in imports(file)
        if i.name.startswith("bot.topics.")
        and i.name.split(".")[2] not in ("kit", module(file).split(".")[2])
    ]

    assert found == []


@pytest.mark.parametrize("here", PACKAGES)
def test_packages_stay_in_their_rooms(here: str) -> None:
    known = {*sys.stdlib_module_names, *OURS, *PACKAGES[here]}
    files = [file for file in FILES if room(module(file)) == here]
    found = [i for file in files for i in imports(file)]

    assert [str(i) for i in found if i.name.split(".")[0] not in known] == []


def test_there_is_no_pyplot_and_no_eval() -> None:
    # One test, since every process that runs a part of it would parse every file.
    forbidden = {"eval", "exec", "compile", "__import__"}
    found = [str(i) for file in FILES for i in imports(file) if "pyplot" in i.name]
    for file in FILES:
        for node in nodes_of(file):
            if isinstance(node, ast.Name) and node.id in forbidden | {"pyplot"}:
                found.append(f"{module(file)}:{node.lineno} says {node.id}")
            if isinstance(node, ast.Attribute) and node.attr == "pyplot":
                found.append(f"{module(file)}:{node.lineno} says pyplot")

    assert found == []


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
    assert loaded.isdisjoint({"discord", "aiohttp", "simcord", "matplotlib", "numpy", *DASK})


def test_the_process_that_talks_to_discord_loads_nothing_that_computes() -> None:
    commands = discover().commands
    hooks = {hook for command in commands for hook in (command.ask, command.supply) if hook}

    loaded = loaded_after(
        "import bot.chat.client\nfrom bot.reference import load\n"
        f"for hook in {sorted(hooks)}: load(hook)"
    )

    assert {"discord", "sqlalchemy"} <= loaded
    assert loaded.isdisjoint({"numpy", "matplotlib", "PIL", "typst", "lark", "simcord", *DASK})


async def test_a_worker_that_has_answered_knows_no_discord() -> None:
    pool = study_workers(Config(workers=1, job_seconds=30))
    await pool.start()
    try:
        question = Question("dot", {"a": "[1,2,3]", "b": "[4,5,6]"})
        with asked_by(HOUSE):
            reply = await pool.run("drawing", answering.reply, question, Style())
            await pool.run("drawing", answering.steps, question, Style())
            await pool.run("quick", answering.copies, question, Style())
            loaded = await pool.run("quick", jobs.loaded_modules)
    finally:
        await pool.close()

    assert reply.title == "a · b = 32"
    assert "bot.topics.kit.answering" in loaded
    assert loaded.isdisjoint({"discord", "aiohttp", "simcord", "matplotlib.pyplot", *DASK})


# The README


def test_the_readme_lists_the_commands_as_they_are_declared() -> None:
    readme = (ROOT / "README.md").read_text("utf-8")

    # `study-bot --commands` prints the table anew.
    assert f"\n{command_table(discover())}\n" in readme


# What Discord asks of commands, and discord.py does not check


def commands_and_options(parts: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for part in parts:
        yield part
        yield from commands_and_options(part.get("options", []))


MESSAGE_MENU = 3
"""A command in a message's Apps menu; discord.py knows at most 5."""


async def test_commands_fit_into_discords_limits(monkeypatch: pytest.MonkeyPatch) -> None:
    bot = StudyBot(Config(), study_workers(Config()))
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
