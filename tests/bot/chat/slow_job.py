"""Work that takes as long as a test wants."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from dataclasses import dataclass, field
from typing import Any

import pytest
from simcord import Env


@dataclass
class SlowJob:
    """A job that ends, with an error or as the real one, only when it is let go."""

    env: Env
    outcome: Callable[..., Coroutine[Any, Any, Any]]
    may_end: asyncio.Event = field(default_factory=asyncio.Event)

    async def run(self, *args: Any) -> Any:
        """Take the place of `Workers.run`, or of another coroutine function."""
        await self.env.external_wait(self.may_end.wait(), reason="a slow job")
        return await self.outcome(*args)

    async def end(self) -> None:
        """Let the job end, and the bot do what follows."""
        self.may_end.set()
        await self.env.settle()

    @classmethod
    def instead_of(
        cls, owner: object, name: str, env: Env, monkeypatch: pytest.MonkeyPatch
    ) -> SlowJob:
        """Hold back a method of the bot."""
        job = cls(env, getattr(owner, name))
        monkeypatch.setattr(owner, name, job.run)
        return job
