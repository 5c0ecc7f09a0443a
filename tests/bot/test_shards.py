"""Shards: how they are written, and which servers are in them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.shards import ALONE, Shards


@st.composite
def some_shards(draw: st.DrawFn) -> Shards:
    count = draw(st.integers(1, 40))
    ids = draw(st.sets(st.integers(0, count - 1), min_size=1))
    return Shards(tuple(sorted(ids)), count)


@pytest.mark.parametrize(
    ("text", "ids", "count"),
    [
        ("0/1", (0,), 1),
        ("0-3/16", (0, 1, 2, 3), 16),
        ("2,5/16", (2, 5), 16),
        (" 8, 0-2 / 16 ", (0, 1, 2, 8), 16),
        ("15/16", (15,), 16),
        ("3-3/4", (3,), 4),
    ],
)
def test_shards_are_numbers_and_ranges_out_of_all(
    text: str, ids: tuple[int, ...], count: int
) -> None:
    assert Shards.read(text) == Shards(ids, count)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("1 2/16", "such as 0-3/16 or 0,2/4"),
        ("0-3", "such as 0-3/16 or 0,2/4"),
        ("/4", "such as 0-3/16 or 0,2/4"),
        ("0,/4", "such as 0-3/16 or 0,2/4"),
        ("-1/4", "such as 0-3/16 or 0,2/4"),
        ("0-1-2/4", "such as 0-3/16 or 0,2/4"),
        ("a/4", "such as 0-3/16 or 0,2/4"),
        ("٠/٤", "such as 0-3/16 or 0,2/4"),
        ("0/4/4", "such as 0-3/16 or 0,2/4"),
        ("0/0", "out of 1 to 16,384"),
        ("0-99999/99999", "out of 1 to 16,384"),
        ("0-4/4", "its shards are 0 to 3"),
        ("1/1", "the only shard is 0"),
        ("0,0/4", "each shard once"),
        ("0-2,1/4", "each shard once"),
        ("3-1/4", "in order, as 1-3"),
    ],
)
def test_what_cannot_be_is_refused(text: str, words: str) -> None:
    with pytest.raises(ValueError, match=f"^must .*{words}$"):
        Shards.read(text)


@given(some_shards())
def test_they_are_written_as_they_are_read(shards: Shards) -> None:
    assert Shards.read(str(shards)) == shards


@given(st.integers(1, 40), st.integers(0, 2**64 - 1))
def test_every_server_is_in_one_shard(count: int, server: int) -> None:
    serving = [each for each in range(count) if Shards((each,), count).serve(server)]

    # As Discord documents it.
    assert serving == [(server >> 22) % count]
    assert ALONE.serve(server)


def test_shard_0_leads_and_has_what_is_in_no_server() -> None:
    assert Shards((0, 1), 4).serve(0)
    assert Shards((0, 1), 4).lead
    assert not Shards((1,), 4).lead
    assert Shards((0, 1), 2).all_here
    assert not Shards((0, 1), 4).all_here
