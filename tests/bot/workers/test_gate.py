"""The queue in time: who waits, for how long, and what becomes of those who wait no longer."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager

import pytest

from bot.workers import gate as gates
from bot.workers.asker import Asker, asked_by
from bot.workers.errors import BusyError, CrowdedError, JobError, LostError, RestartError
from bot.workers.gate import FIRST_GUESS, MOST_SECONDS, Gate
from bot.workers.queue import MOST_WAITING, Lane


class Hall:
    """A gate, and people who stay inside until they are told to go."""

    def __init__(self, slots: int = 1) -> None:
        self.gate = Gate(slots)
        self.inside: list[str] = []
        self._ends: dict[str, asyncio.Event] = {}
        self._tasks: dict[str, asyncio.Task[None]] = {}

    async def comes(self, name: str, person: int, lane: Lane = "drawing") -> asyncio.Task[None]:
        """Let somebody come, and as far as they may."""
        self._ends[name] = asyncio.Event()
        task = self._tasks[name] = asyncio.create_task(self._visit(name, person, lane))
        await settled()
        return task

    async def goes(self, name: str) -> None:
        self._ends[name].set()
        await settled()

    async def gives_up(self, name: str) -> None:
        self._tasks[name].cancel()
        await settled()

    async def clear(self) -> None:
        for task in self._tasks.values():
            task.cancel()
        await asyncio.gather(*self._tasks.values(), return_exceptions=True)

    async def _visit(self, name: str, person: int, lane: Lane) -> None:
        with asked_by(Asker(person)):
            async with self.gate.turn(lane):
                self.inside.append(name)
                try:
                    await self._ends[name].wait()
                finally:
                    self.inside.remove(name)


async def settled() -> None:
    """Let every task go on as far as it can."""
    for _ in range(10):
        await asyncio.sleep(0)


@asynccontextmanager
async def hall(slots: int = 1) -> AsyncGenerator[Hall]:
    opened = Hall(slots)
    yield opened
    await opened.clear()


async def test_those_outside_come_in_when_others_go() -> None:
    async with hall(2) as here:
        for person, name in enumerate("abcd"):
            await here.comes(name, person)
        assert here.inside == ["a", "b"]

        await here.goes("b")
        assert here.inside == ["a", "c"]
        await here.goes("a")
        assert here.inside == ["c", "d"]


async def test_more_room_lets_those_outside_in_at_once_and_less_keeps_others_out() -> None:
    async with hall(1) as here:
        for person, name in enumerate("abcde"):
            await here.comes(name, person)

        here.gate.resize(3)
        await settled()
        assert here.inside == ["a", "b", "c"]
        assert here.gate.slots == 3

        here.gate.resize(1)
        await here.goes("a")
        await here.goes("b")
        assert here.inside == ["c"]
        await here.goes("c")
        assert here.inside == ["d"]


async def test_spare_room_is_for_others_than_who_has_a_share_already() -> None:
    async with hall(2) as here:
        here.gate.resize(2, spare=1)
        for name in "abc":
            await here.comes(name, person=1)
        assert here.inside == ["a"]

        for person, name in enumerate("def", start=2):
            await here.comes(name, person)

        assert here.inside == ["a", "d", "e"]
        assert here.gate.slots == 2


async def test_nobody_comes_in_for_whom_nobody_asks() -> None:
    with pytest.raises(LookupError):
        async with Gate(1).turn("quick"):
            pass


async def test_who_gives_up_outside_is_passed_over() -> None:
    async with hall() as here:
        for person, name in enumerate("abc"):
            await here.comes(name, person)

        await here.gives_up("b")
        await here.goes("a")

        assert here.inside == ["c"]


async def test_who_gives_up_inside_makes_room() -> None:
    async with hall() as here:
        await here.comes("a", 1)
        await here.comes("b", 2)

        await here.gives_up("a")

        assert here.inside == ["b"]


async def test_who_gives_up_as_their_turn_comes_makes_room() -> None:
    async with hall() as here:
        for person, name in enumerate("abc"):
            await here.comes(name, person)

        # In one step of the loop: a goes, so it is b's turn, and b gives up.
        here._ends["a"].set()
        while here.inside == ["a"]:  # noqa: ASYNC110 - the very step counts
            await asyncio.sleep(0)
        here._tasks["b"].cancel()
        await settled()

        assert here.inside == ["c"]
        await here.comes("d", 4)
        await here.goes("c")
        assert here.inside == ["d"]


async def test_who_gives_up_in_the_moment_of_their_turn_is_passed_over() -> None:
    async with hall() as here:
        for person, name in enumerate("abc"):
            await here.comes(name, person)

        # Before b is out of the queue, a goes and the gate finds b there.
        here._ends["a"].set()
        here._tasks["b"].cancel()
        await settled()

        assert here._tasks["a"].exception() is None
        assert here.inside == ["c"]


async def test_a_gate_is_closed_in_the_moment_in_which_somebody_gives_up() -> None:
    async with hall() as here:
        for person, name in enumerate("abc"):
            await here.comes(name, person)

        here._tasks["b"].cancel()
        here.gate.close(RestartError)
        await settled()

        assert here._tasks["b"].cancelled()
        assert isinstance(here._tasks["c"].exception(), RestartError)


@pytest.mark.parametrize("error", [RestartError, LostError])
async def test_a_closed_gate_lets_nobody_in_and_sends_away_who_waits(
    error: type[JobError],
) -> None:
    async with hall() as here:
        await here.comes("inside", 1)
        waiting = await here.comes("outside", 2)

        here.gate.close(error)
        late = await here.comes("late", 3)

        assert isinstance(waiting.exception(), error)
        assert isinstance(late.exception(), error)
        assert here.inside == ["inside"]


async def test_a_gate_is_empty_when_the_last_has_gone() -> None:
    async with hall(2) as here:
        await here.gate.empty()
        await here.comes("a", 1)
        await here.comes("b", 2)
        empty = asyncio.create_task(here.gate.empty())
        for name in "ab":
            await settled()
            assert not empty.done()
            await here.goes(name)

        assert empty.done()


# How long it would take


def wait_of(gate: Gate, person: int, lane: Lane = "drawing") -> float:
    with asked_by(Asker(person)):
        return gate.wait(lane)


async def test_the_wait_is_the_time_of_those_who_go_first(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(FIRST_GUESS, "drawing", 3.0)
    monkeypatch.setitem(FIRST_GUESS, "quick", 0.5)
    async with hall(2) as here:
        assert wait_of(here.gate, 1) == 0
        for person in range(6):
            await here.comes(f"{person}", person)

        # Two are inside; four others wait, and go first, two at a time.
        assert wait_of(here.gate, 9) == 4 * 3.0 / 2
        assert wait_of(here.gate, 9, "quick") == 0
        await here.gives_up("5")
        assert wait_of(here.gate, 9) == 3 * 3.0 / 2


async def test_files_have_half_of_the_slots_to_wait_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(FIRST_GUESS, "files", 3.0)
    async with hall(2) as here:
        for person in range(4):
            await here.comes(f"{person}", person, "files")

        assert here.inside == ["0"]
        assert wait_of(here.gate, 9, "files") == 3 * 3.0


async def test_the_times_are_learned(monkeypatch: pytest.MonkeyPatch) -> None:
    now = 0.0
    monkeypatch.setattr(gates.time, "perf_counter", lambda: now)
    async with hall() as here:
        for _ in range(200):
            await here.comes("visitor", 1)
            now += 7.0
            await here.goes("visitor")
        await here.comes("inside", 1)
        await here.comes("outside", 2)

        assert wait_of(here.gate, 9) == pytest.approx(7, rel=1e-3)
        assert wait_of(here.gate, 9, "quick") == 0


async def test_who_would_wait_too_long_is_told_how_long(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(FIRST_GUESS, "drawing", MOST_SECONDS / 2)
    async with hall() as here:
        for person in range(4):
            await here.comes(f"{person}", person)

        refused = await here.comes("one too many", 9)
        error = refused.exception()
        quick = await here.comes("quick", 9, "quick")

        assert isinstance(error, BusyError)
        assert error.seconds == 1.5 * MOST_SECONDS
        assert not quick.done()


async def test_one_person_with_many_waiting_is_told_and_others_are_not() -> None:
    async with hall() as here:
        for k in range(1 + MOST_WAITING):
            assert not (await here.comes(f"{k}", 1)).done()

        refused = await here.comes("one too many", 1)
        other = await here.comes("other", 2)

        assert isinstance(refused.exception(), CrowdedError)
        assert not other.done()
        await here.goes("0")
        assert not (await here.comes("room again", 1)).done()


async def test_whom_nobody_can_answer_any_more_waits_no_longer(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(gates, "LAPSE_SECONDS", 0)
    async with hall() as here:
        await here.comes("inside", 1)
        lapsed = await here.comes("lapsed", 2)

        with pytest.raises(LostError):
            await lapsed
        assert wait_of(here.gate, 3) == 0
        assert here.inside == ["inside"]
