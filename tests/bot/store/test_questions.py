"""Questions behind buttons: found for months, bounded, and their asker's to see and to remove."""

from __future__ import annotations

import base64
import json
import random
import time

import pytest

from bot.store import Asked, Store, questions
from bot.store.clock import DAY

ANN, BEN = 101, 2**63 - 1
GUILD = 201


def asked(key: str, person: int | None = ANN, text: str = "[1, 2]", **more: object) -> Asked:
    content = {"command": "dot", "inputs": {"a": text, "_seen": "x"}, "given": {"secret": [1]}}
    found: dict[str, object] = {"guild": None, "private": False, **more}
    return Asked(key, person, text=json.dumps(content), **found)  # type: ignore[arg-type]


async def found(store: Store, *keys: str) -> list[bool]:
    return [await store.questions.find(key) is not None for key in keys]


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The time in milliseconds, which a test moves on."""
    now = [1_700_000_000_000]
    monkeypatch.setattr(time, "time_ns", lambda: now[0] * 1_000_000)
    return now


@pytest.mark.parametrize("text", ["", "[1, 2]", "π\x00\ud800“\n", "1,2,3\n" * 100_000])
async def test_a_question_comes_back_as_it_is(store: Store, text: str) -> None:
    question = asked("k", text=text)
    await store.questions.keep([question])

    assert await store.questions.find("k") == (question.text, False)
    assert await store.questions.find("other") is None


async def test_a_picture_takes_no_more_room_than_its_bytes(store: Store) -> None:
    noise = random.Random(1).randbytes(300_000)
    picture = base64.b64encode(noise).decode()
    await store.questions.keep([asked("k", text=picture)])

    # Base64 makes four characters of three bytes.
    (packed,) = await packed_sizes(store)
    assert packed < 1.02 * len(noise)
    assert await store.questions.find("k") == (asked("k", text=picture).text, False)


async def packed_sizes(store: Store) -> list[int]:
    async with store._database.reading() as connection:
        rows = await connection.exec_driver_sql("SELECT length(question) FROM questions")
        return list(rows.scalars())


async def test_a_question_that_is_too_long_is_left_out_and_others_are_kept(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(questions, "MOST_BYTES_ONE", 1000)
    noise = random.Random(1).randbytes(1000).hex()

    await store.questions.keep([asked("long", text=noise), asked("short")])

    assert await found(store, "long", "short") == [False, True]


async def test_questions_without_a_person_or_a_server_are_kept(store: Store) -> None:
    await store.questions.keep([asked("a", None), asked("b", None, guild=GUILD), asked("c")])

    assert await found(store, "a", "b", "c") == [True] * 3


async def test_what_was_not_used_for_90_days_is_forgotten(store: Store, clock: list[int]) -> None:
    await store.questions.keep([asked("old"), asked("used")])
    clock[0] += 60 * DAY
    await store.questions.keep([asked("new")], used=["used"])
    clock[0] += 30 * DAY

    assert await store.questions.prune() == 0
    clock[0] += 1
    assert await store.questions.prune() == 1

    assert await found(store, "old", "used", "new") == [False, True, True]


async def test_a_day_after_its_last_use_a_use_is_to_be_noted(
    store: Store, clock: list[int]
) -> None:
    await store.questions.keep([asked("k")])
    clock[0] += DAY - 1
    before = await store.questions.find("k")
    clock[0] += 1
    after = await store.questions.find("k")
    await store.questions.keep([], used=["k"])
    noted = await store.questions.find("k")

    assert (before, after, noted) == tuple((asked("k").text, old) for old in (False, True, False))


async def test_the_least_recently_used_make_room(
    store: Store, clock: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    for k in range(10):
        clock[0] += 1
        await store.questions.keep([asked(f"k{k}", k)])
    clock[0] += 1
    await store.questions.keep([], used=["k0"])
    size = max(await packed_sizes(store)) + questions.ROW_BYTES
    monkeypatch.setattr(questions, "MOST_BYTES", 4 * size)

    assert await store.questions.prune() == 6

    assert await found(store, "k0", "k6", "k7", "k8", "k9") == [True, False, True, True, True]


@pytest.mark.parametrize("limit", ["MOST_QUESTIONS_EACH", "MOST_BYTES_EACH"])
async def test_nobody_pushes_out_the_questions_of_others(
    store: Store, clock: list[int], limit: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    of_nobody = [asked(f"of nobody {k}", None) for k in range(4)]
    await store.questions.keep([asked("of ben", BEN), *of_nobody])
    for k in range(6):
        clock[0] += 1
        await store.questions.keep([asked(f"k{k}")])
    size = max(await packed_sizes(store)) + questions.ROW_BYTES
    monkeypatch.setattr(questions, limit, 2 if limit.startswith("MOST_QUESTIONS") else 2 * size)

    await store.questions.prune()

    assert await found(store, "of ben", *(each.key for each in of_nobody)) == [True] * 5
    assert await found(store, *(f"k{k}" for k in range(6))) == [False] * 4 + [True] * 2


async def test_pruning_is_due_when_much_was_added(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert store.questions.is_pruning_due
    await store.questions.prune()
    monkeypatch.setattr(questions, "PRUNE_AFTER", 3 * questions.ROW_BYTES)
    await store.questions.keep([asked("a")])
    assert not store.questions.is_pruning_due
    await store.questions.keep([asked("b"), asked("c")])
    assert store.questions.is_pruning_due

    await store.questions.prune()

    assert not store.questions.is_pruning_due


async def test_a_question_without_an_answer_is_forgotten(store: Store) -> None:
    await store.questions.keep([asked("a"), asked("b")])
    await store.questions.keep([], gone=["a"])

    assert await found(store, "a", "b") == [False, True]


async def test_a_person_can_read_and_remove_theirs(store: Store, clock: list[int]) -> None:
    await store.questions.keep([asked("a", guild=GUILD, private=True), asked("b", BEN)])

    kept = {table.name: table for table in await store.people.kept(ANN)}
    assert kept["questions"].words == "one question"
    assert kept["questions"].rows == (
        {
            "command": "dot",
            "inputs": {"a": "[1, 2]"},
            "server": GUILD,
            "private": True,
            "asked": clock[0],
            "used": clock[0],
        },
    )

    await store.people.forget(ANN)
    assert await found(store, "a", "b") == [False, True]
