"""What people keep: apart for each person, in order, bounded."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Iterator
from dataclasses import asdict

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import event
from sqlalchemy.engine import Engine

from bot.store import MOST_VARIABLES, Chosen, FullError, Settings, Store, in_force

ANN, BEN = 101, 2**63 - 1

CHOICES = st.builds(
    Chosen,
    theme=st.sampled_from([None, "dark", "light"]),
    numbers=st.sampled_from([None, "typed", "fractions", "decimals"]),
    digits=st.sampled_from([None, 2, 3, 4, 6]),
    motion=st.sampled_from([None, True, False]),
    replies=st.sampled_from([None, "public", "private"]),
    zone=st.sampled_from([None, "UTC", "Europe/Berlin"]),
)


@pytest.fixture
def statements() -> Iterator[list[str]]:
    """What the database was asked, in order."""
    seen: list[str] = []

    def note(_: object, __: object, statement: str, *___: object) -> None:
        seen.append(statement)

    event.listen(Engine, "before_cursor_execute", note)
    yield seen
    event.remove(Engine, "before_cursor_execute", note)


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
    await store.people.choose(BEN, motion=False)
    await store.people.clear_variables(ANN)

    assert await store.people.variables(ANN) == {}
    assert await store.people.variables(BEN) == {"A": "2"}
    assert (await store.people.person(ANN)).settings.motion
    assert not (await store.people.person(BEN)).settings.motion


async def test_what_a_person_chose_comes_before_what_their_server_chose(store: Store) -> None:
    await store.guilds.choose(7, theme="light", digits=2, motion=False, zone="Asia/Tokyo")
    await store.guilds.choose(8, numbers="decimals")
    await store.people.choose(ANN, theme="dark", zone="Europe/Berlin")
    await store.people.choose(ANN, zone=None)

    found = [(await store.people.person(ANN, guild)).settings for guild in (7, 8, 9, None)]

    assert found == [
        Settings(theme="dark", digits=2, motion=False, zone="Asia/Tokyo"),
        Settings(numbers="decimals"),
        Settings(),
        Settings(),
    ]
    assert (await store.people.person(BEN, 7)).settings.theme == "light"


@given(st.lists(CHOICES, max_size=3))
def test_the_first_choice_is_in_force_for_each_setting(choices: list[Chosen]) -> None:
    found = in_force(*choices)

    for name, usual in asdict(Settings()).items():
        chosen = [value for each in choices if (value := getattr(each, name)) is not None]
        assert getattr(found, name) == (chosen[0] if chosen else usual)


async def test_all_is_read_in_one_query(store: Store, statements: list[str]) -> None:
    await store.people.set_variable(ANN, "A", "1")
    await store.guilds.choose(7, theme="light")
    await store.guilds.allow_channels(7, [70])
    statements.clear()

    person = await store.people.person(ANN, 7)

    assert (person.variables, person.settings.theme) == ({"A": "1"}, "light")
    assert person.channels == {70}
    assert len([each for each in statements if each.startswith("SELECT")]) == 1


async def test_a_setting_can_be_taken_back_and_leaves_the_values(store: Store) -> None:
    await store.people.set_variable(ANN, "A", "1")
    await store.people.choose(ANN, motion=False)
    assert not (await store.people.person(ANN)).settings.motion

    await store.people.choose(ANN, motion=True)

    assert (await store.people.person(ANN)).settings.motion
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
    "text", ["'; DROP TABLE variables; --", "%s ? :person {0}", "\x01\n\t`[1]`", "π" * 4000]
)
async def test_a_text_comes_back_as_it_is(store: Store, text: str) -> None:
    await store.people.set_variable(ANN, text[:30], text)

    assert await store.people.variables(ANN) == {text[:30]: text}


@pytest.mark.parametrize("text", ["[1]\0", "\ud800[1]", "[1]\udfff\0"])
async def test_what_is_no_text_everywhere_is_replaced(store: Store, text: str) -> None:
    await store.people.set_variable(ANN, "A", text)

    assert await store.people.variables(ANN) == {"A": re.sub(r"[^\[1\]]", "\ufffd", text)}
