"""Running until told to stop: winding down, or ending at once when told twice."""

from __future__ import annotations

import asyncio
import signal

import pytest

from bot.stopping import until_told_to_stop

STOPS = [signal.SIGTERM, signal.SIGINT]


class Work:
    """Work that goes on until it is stopped, and what happened to it, in order."""

    def __init__(self, told: signal.Signals, *, again: bool = False) -> None:
        self.happened: list[str] = []
        self._told = told
        self._again = again

    async def run(self) -> None:
        signal.raise_signal(self._told)
        try:
            await asyncio.Event().wait()
        finally:
            self.happened.append("ended")

    async def wind_down(self) -> None:
        self.happened.append("winding down")
        if self._again:
            signal.raise_signal(self._told)
            await asyncio.Event().wait()
        for _ in range(10):
            await asyncio.sleep(0)
        self.happened.append("wound down")


@pytest.mark.parametrize("told", STOPS)
async def test_told_to_stop_it_winds_down_first(told: signal.Signals) -> None:
    work = Work(told)

    await until_told_to_stop(work.run(), work.wind_down)

    assert work.happened == ["winding down", "wound down", "ended"]


@pytest.mark.parametrize("told", STOPS)
async def test_told_twice_it_ends_at_once(told: signal.Signals) -> None:
    work = Work(told, again=True)

    await until_told_to_stop(work.run(), work.wind_down)

    assert work.happened == ["winding down", "ended"]


async def test_an_error_of_the_work_is_raised_and_the_old_handlers_are_back() -> None:
    before = [signal.getsignal(stop) for stop in STOPS]

    async def fail() -> None:
        await asyncio.sleep(0)
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await until_told_to_stop(fail(), Work(signal.SIGTERM).wind_down)

    assert [signal.getsignal(stop) for stop in STOPS] == before
