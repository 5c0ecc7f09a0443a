"""200 hostile texts and 100 damaged files sent to the page: each is answered, or refused in words.

``pytest -n0 -s tests/campaigns/test_hostile_page.py``.
"""

from __future__ import annotations

import json
from collections import Counter
from typing import Any

from bot.topics.kit.outcome import Request
from bot.topics.kit.registry import Registry
from tests.bot.page.conftest import Page
from tests.campaigns import hostile

TEXTS, FILES, SEED = 200, 100, 16
KINDS = {"post", "form", "options", "error", "fitting", "suggestions"}
LONGEST_REFUSAL = 1500
BROKEN = ("Traceback", "Something went wrong", "site-packages", '.py"', "Error(")


def registry(page: Page) -> Registry:
    """Return the topics of the page."""
    return page.lab._services.registry


def checked(found: dict[str, Any], sent: object) -> str:
    """Return what became of something that was sent."""
    (kind,) = found.keys() & KINDS
    told = json.dumps(found.get("error", {}))
    assert len(told) < LONGEST_REFUSAL + 6 * 4000, sent
    assert [sign for sign in BROKEN if sign in told] == [], sent
    if kind == "error":
        assert 0 < len(found["error"]["words"]) <= LONGEST_REFUSAL, sent
    return kind


def line(request: Request) -> str:
    """Return a request as a line."""
    options = (f"{name}:{text}" for name, text in request.inputs.items() if text)
    return " ".join([f"/{request.command}", *options])


async def test_hostile_texts(page: Page) -> None:
    counted: Counter[str] = Counter()
    for request in hostile.requests(registry(page), TEXTS, SEED):
        text = line(request)
        inputs = dict(request.inputs)
        sent: list[tuple[str, dict[str, Any]]] = [
            ("/api/ask", {"line": text}),
            ("/api/form", {"kind": "options", "command": request.command, "inputs": inputs}),
            ("/api/form", {"kind": "topic", "command": request.command, "inputs": inputs}),
            ("/api/complete", {"text": text}),
        ]
        for path, what in sent:
            found = await page.post(path, **what)
            counted[f"{path} {checked(found, what)}"] += 1
    print(dict(counted))


async def test_hostile_texts_without_a_command(page: Page) -> None:
    for text in (*hostile.NASTY, *hostile.TYPED):
        checked(await page.post("/api/fitting", text=text), text)
        checked(await page.post("/api/ask", line=text), text)


async def test_damaged_files(page: Page) -> None:
    counted: Counter[str] = Counter()
    for request in hostile.files(registry(page), FILES, SEED):
        (file,) = request.files
        sent = json.dumps({"line": f"/{request.command}", "theme": "dark"})
        found = await page.upload("/api/ask", file.name, await file.read(), sent)
        counted[checked(found, request)] += 1
    print(dict(counted))
