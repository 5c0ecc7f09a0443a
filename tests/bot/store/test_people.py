"""What people keep: apart for each person, in order, bounded."""

from __future__ import annotations

import asyncio

import pytest

from bot.store import MOST_VARIABLES, FullError, Settings, Store

ANN, BEN = 101, 2**63 - 1


async def test_a_stranger_has_nothing_and_the_defaults(store: Store) -> None:
    person = await store.people.person(ANN)

    assert person.variables == {}
    assert person.settings == Settings(motion=True)


async def test_values_are_kept_by_name_in_order(store: Store) -> None:
    for name in ("v", "A", "b", "a"):
        await store.people.set_variable(ANN, name, f"[{name}]")
    await store.people.set_variable(ANN, "A", "[new]")

    assert list((await store.people.variables(ANN)).items()) == [
        ("A", "[new]"),
        ("a", "[a]"),
        ("b", "[b]"),
        ("v", "[v]"),
    ]


async def test_people_are_kept_apart(store: Store) -> None:
    await store.people.set_variable(ANN, "A", "1")
    await store.people.set_variable(BEN, "A", "2")
    await store.people.set_motion(BEN, on=False)
    await store.people.clear_variables(ANN)

    assert await store.people.variables(ANN) == {}
    assert await store.people.variables(BEN) == {"A": "2"}
    assert (await store.people.settings(ANN)).motion
    assert not (await store.people.settings(BEN)).motion


async def test_a_setting_can_be_taken_back_and_leaves_the_values(store: Store) -> None:
    await store.people.set_variable(ANN, "A", "1")
    await store.people.set_motion(ANN, on=False)
    assert not (await store.people.settings(ANN)).motion

    await store.people.set_motion(ANN, on=True)

    assert (await store.people.settings(ANN)).motion
    assert await store.people.variables(ANN) == {"A": "1"}


async def test_clearing_says_how_many_there_were(store: Store) -> None:
    for name in ("A", "b", "c"):
        await store.people.set_variable(ANN, name, "1")

    assert await store.people.clear_variables(ANN, "nothing") == 0
    assert await store.people.clear_variables(ANN, "b") == 1
    assert await store.people.variables(ANN) == {"A": "1", "c": "1"}
    assert await store.people.clear_variables(ANN) == 2
    assert await store.people.clear_variables(ANN) == 0


async def test_there_is_room_for_so_many_and_changing_one_is_always_possible(
    store: Store,
) -> None:
    for k in range(MOST_VARIABLES):
        await store.people.set_variable(ANN, f"v{k}", "1")

    with pytest.raises(FullError):
        await store.people.set_variable(ANN, "more", "1")
    await store.people.set_variable(ANN, "v0", "2")
    await store.people.set_variable(BEN, "more", "1")

    kept = await store.people.variables(ANN)
    assert len(kept) == MOST_VARIABLES
    assert (kept["v0"], "more" in kept) == ("2", False)


async def test_fifty_sets_at_once_end_in_the_right_table(store: Store) -> None:
    sets = [store.people.set_variable(ANN, f"v{k % 25}", str(k)) for k in range(50)]
    await asyncio.gather(*sets, *(store.people.set_variable(BEN, f"w{k}", "1") for k in range(10)))

    # One connection serves first come first, so the second round of 25 is what is left.
    assert await store.people.variables(ANN) == {f"v{k - 25}": str(k) for k in range(25, 50)}
    assert len(await store.people.variables(BEN)) == 10


async def test_a_crowd_at_the_limit_does_not_get_past_it(store: Store) -> None:
    sets = [store.people.set_variable(ANN, f"v{k}", "1") for k in range(MOST_VARIABLES + 10)]
    ends = await asyncio.gather(*sets, return_exceptions=True)

    assert sum(isinstance(end, FullError) for end in ends) == 10
    assert len(await store.people.variables(ANN)) == MOST_VARIABLES


async def test_a_cancelled_write_leaves_the_store_usable(store: Store) -> None:
    tasks = [asyncio.ensure_future(store.people.set_variable(ANN, f"v{k}", "1")) for k in range(10)]
    await asyncio.wait({tasks[0]})
    for task in tasks[1:]:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)

    await store.people.set_variable(ANN, "last", "1")

    assert {"v0", "last"} <= (await store.people.variables(ANN)).keys()


@pytest.mark.parametrize(
    "text", ["'; DROP TABLE variables; --", "%s ? :person {0}", "\x00\n\t`[1]`", "π" * 4000]
)
async def test_a_text_comes_back_as_it_is(store: Store, text: str) -> None:
    await store.people.set_variable(ANN, text[:30], text)

    assert await store.people.variables(ANN) == {text[:30]: text}
