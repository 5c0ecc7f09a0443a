"""Whose turn it is: fair to people, servers and kinds of jobs, and no slot idle without need."""

from __future__ import annotations

from collections import Counter
from contextlib import suppress
from itertools import count, cycle

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, consumes, invariant, rule

from bot.workers.asker import Asker
from bot.workers.queue import MOST_WAITING, SHARES, CrowdError, FairQueue, Lane, Turn

LANES: tuple[Lane, ...] = ("quick", "drawing", "files")

askers = st.builds(Asker, st.integers(1, 6), st.sampled_from([None, 1, 2]))
turns = st.builds(Turn, askers, st.sampled_from(LANES))


def drawing(person: int, server: int | None = None) -> Turn:
    return Turn(Asker(person, server), "drawing")


def order(queue: FairQueue[str]) -> list[str]:
    """Let all waiting jobs go, one after the other; return them in their order."""
    found: list[str] = []
    while next_one := queue.next():
        turn, job = next_one
        found.append(job)
        queue.done(turn)
    return found


# Stories


def test_one_after_the_other_where_one_person_asks() -> None:
    queue = FairQueue[str](1)
    for job in "abc":
        queue.join(drawing(1), job)

    assert order(queue) == ["a", "b", "c"]


def test_people_of_a_server_take_turns() -> None:
    queue = FairQueue[str](1)
    for person, job in [(1, "a1"), (1, "a2"), (1, "a3"), (2, "b1"), (2, "b2"), (3, "c1")]:
        queue.join(drawing(person, server=9), job)

    assert order(queue) == ["a1", "b1", "c1", "a2", "b2", "a3"]


def test_servers_take_turns_however_many_people_ask_there() -> None:
    queue = FairQueue[str](1)
    for person in range(1, 7):
        queue.join(drawing(person, server=8), f"crowd {person}")
    queue.join(drawing(7, server=9), "small")
    queue.join(drawing(8), "direct")

    assert order(queue)[:4] == ["crowd 1", "small", "direct", "crowd 2"]


def test_direct_messages_are_counted_by_person_not_as_one_server() -> None:
    queue = FairQueue[str](1)
    queue.join(drawing(1, server=9), "s1")
    queue.join(drawing(2, server=9), "s2")
    queue.join(drawing(3), "a")
    queue.join(drawing(4), "b")

    assert order(queue) == ["s1", "a", "b", "s2"]


def test_a_person_and_a_server_with_the_same_number_are_two() -> None:
    queue = FairQueue[str](1)
    queue.join(drawing(7), "a1")
    queue.join(drawing(7), "a2")
    queue.join(drawing(8, server=7), "b")

    assert order(queue) == ["a1", "b", "a2"]


def test_who_was_served_goes_to_the_end() -> None:
    queue = FairQueue[str](1)
    queue.join(drawing(1), "a1")
    queue.join(drawing(1), "a2")
    queue.join(drawing(2), "b1")
    turn, first = queue.next() or (drawing(0), "")
    queue.join(drawing(3), "c1")
    queue.done(turn)

    assert [first, *order(queue)] == ["a1", "b1", "a2", "c1"]


def test_quick_jobs_pass_those_that_draw_but_not_for_ever() -> None:
    queue = FairQueue[str](1)
    for person in range(1, 31):
        queue.join(drawing(person), f"drawing {person}")
    for person in range(1, 31):
        queue.join(Turn(Asker(person), "quick"), f"quick {person}")

    found = order(queue)

    first = found.index("drawing 1")
    assert first == SHARES["quick"]
    assert found[:first] == [f"quick {person}" for person in range(1, first + 1)]
    assert found[first : first + 5] == [f"drawing {person}" for person in range(1, 6)]


@pytest.mark.parametrize(("slots", "most"), [(1, 1), (2, 1), (3, 1), (4, 2), (5, 2)])
def test_files_and_single_people_hold_at_most_half_of_the_slots(slots: int, most: int) -> None:
    files, person = FairQueue[str](slots), FairQueue[str](slots)
    for k in range(1, 7):
        files.join(Turn(Asker(k), "files"), f"file {k}")
        person.join(drawing(1), f"picture {k}")

    for queue in (files, person):
        begun = [queue.next() for _ in range(slots)]
        assert sum(found is not None for found in begun) == most

    person.join(drawing(2), "of another")
    found = person.next()
    assert (found is not None and found[1] == "of another") == (slots > 1)


def test_beside_a_file_the_rest_goes_on() -> None:
    queue = FairQueue[str](2)
    for person in (1, 2, 3):
        queue.join(Turn(Asker(person), "files"), f"file {person}")
    assert (queue.next() or ("", ""))[1] == "file 1"
    queue.join(drawing(4), "dot")

    assert order(queue) == ["dot"]


def test_a_person_may_have_twenty_waiting_and_another_still_joins() -> None:
    queue = FairQueue[str](2)
    for k in range(MOST_WAITING):
        queue.join(Turn(Asker(1, k % 3), LANES[k % 3]), f"job {k}")

    with pytest.raises(CrowdError):
        queue.join(drawing(1, server=77), "one too many")
    queue.join(drawing(2), "of another")
    assert queue.next() is not None
    queue.join(Turn(Asker(1), "quick"), "room again")

    assert len(queue) == MOST_WAITING + 1


def test_a_server_that_everybody_left_comes_last_when_it_comes_back() -> None:
    queue = FairQueue[str](1)
    queue.join(drawing(1, server=8), "left")
    queue.join(drawing(2, server=9), "first")
    assert queue.leave(drawing(1, server=8), "left")
    queue.join(drawing(1, server=8), "second")

    assert order(queue) == ["first", "second"]


def test_a_person_who_left_comes_last_when_they_come_back() -> None:
    queue = FairQueue[str](1)
    for person, job in [(1, "left"), (2, "first")]:
        queue.join(drawing(person, server=9), job)
    queue.leave(drawing(1, server=9), "left")
    queue.join(drawing(1, server=9), "second")

    assert order(queue) == ["first", "second"]


def test_who_asks_first_has_fewer_ahead_of_their_second() -> None:
    queue = FairQueue[str](1)
    for person, job in [(1, "a1"), (2, "b1"), (2, "b2"), (2, "b3")]:
        queue.join(drawing(person, server=9), job)

    assert queue.ahead(drawing(1, server=9)) == 2
    queue.join(drawing(1, server=9), "a2")
    assert order(queue) == ["a1", "b1", "a2", "b2", "b3"]


# Properties


def join(queue: FairQueue[str], turn: Turn, job: str) -> None:
    with suppress(CrowdError):
        queue.join(turn, job)


def granted(queue: FairQueue[str]) -> tuple[Turn, str]:
    """Give the next job a slot, and take it back."""
    found = queue.next()
    assert found is not None
    queue.done(found[0])
    return found


@given(st.lists(turns, max_size=60), askers, st.sampled_from(LANES))
def test_the_number_ahead_is_the_number_that_goes_first(
    waiting: list[Turn], asker: Asker, lane: Lane
) -> None:
    queue = FairQueue[str](1)
    for turn in waiting:
        join(queue, turn, "another")
    assume(sum(turn.asker.person == asker.person for turn in waiting) < MOST_WAITING)

    ahead = queue.ahead(Turn(asker, lane))
    queue.join(Turn(asker, lane), "mine")

    went = Counter[Lane]()
    while (found := granted(queue))[1] != "mine":
        went[found[0].lane] += 1
    assert went[lane] == ahead


@given(
    st.lists(turns, max_size=30),
    st.lists(st.lists(turns, max_size=3), min_size=1, max_size=10),
    st.sampled_from(LANES),
)
def test_a_newcomer_is_served_whatever_others_send_meanwhile(
    waiting: list[Turn], arrivals: list[list[Turn]], lane: Lane
) -> None:
    queue = FairQueue[str](1)
    for turn in waiting:
        join(queue, turn, "another")
    places = {turn.asker.place for turn in waiting if turn.lane == lane}
    queue.join(Turn(Asker(99), lane), "mine")

    went = Counter[Lane]()
    for meanwhile in cycle(arrivals):
        for turn in meanwhile:
            join(queue, turn, "another")
        turn, job = granted(queue)
        if job == "mine":
            break
        went[turn.lane] += 1
        # Each place goes once before it, and between two turns of a lane lie at most two rounds.
        rounds = 2 * (1 + went[lane])
        assert went[lane] <= len(places)
        assert all(went[other] <= rounds * SHARES[other] for other in LANES if other != lane)


class Rounds(RuleBasedStateMachine):
    """Any sequence of joining, going, being done and leaving, beside a plain list."""

    jobs = Bundle("waiting")

    def __init__(self) -> None:
        super().__init__()
        self.slots = 3
        self.queue = FairQueue[int](self.slots)
        self.numbers = count()
        self.waits: dict[int, Turn] = {}
        self.runs: dict[int, Turn] = {}

    @rule(target=jobs, turn=turns)
    def join(self, turn: Turn) -> int:
        number = next(self.numbers)
        of_person = sum(other.asker.person == turn.asker.person for other in self.waits.values())
        if of_person == MOST_WAITING:
            with pytest.raises(CrowdError):
                self.queue.join(turn, number)
        else:
            self.queue.join(turn, number)
            self.waits[number] = turn
        return number

    @rule()
    def go(self) -> None:
        found = self.queue.next()
        if found is None:
            assert len(self.runs) == self.slots or not any(map(self.may_go, self.waits.values()))
            return
        turn, number = found
        assert self.may_go(turn)
        assert self.waits.pop(number) == turn
        self.runs[number] = turn

    @rule(number=consumes(jobs))
    def end(self, number: int) -> None:
        """Be done, or leave the queue; whoever did either before is in neither."""
        if number in self.runs:
            self.queue.done(self.runs.pop(number))
        elif number in self.waits:
            assert self.queue.leave(self.waits[number], number)
            assert not self.queue.leave(self.waits.pop(number), number)

    @invariant()
    def counts_agree(self) -> None:
        assert len(self.queue) == len(self.waits)
        assert sorted(self.queue.jobs()) == sorted(self.waits)
        assert self.queue.running == len(self.runs)
        assert self.queue.running <= self.slots

    def may_go(self, turn: Turn) -> bool:
        holds = sum(other.asker.person == turn.asker.person for other in self.runs.values())
        files = sum(other.lane == "files" for other in self.runs.values())
        return holds < 1 and (turn.lane != "files" or files < 1)


TestRounds = Rounds.TestCase
