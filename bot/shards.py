"""Shards: the parts in which a big bot gets its servers from Discord, told apart by their ids."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

MOST = 16_384
"""Shards in all; each has 2,500 servers at most."""

TIMESTAMP_BIT = 22
"""Discord tells shards apart by the bits of a server's id from here on."""

PART = r"[0-9]{1,5}(?:-[0-9]{1,5})?"
FORM = re.compile(rf"(?P<ids>{PART}(?:,{PART})*)/(?P<count>[0-9]{{1,5}})")


@dataclass(frozen=True)
class Shards:
    """The shards of one process, and how many there are.

    Attributes
    ----------
    ids
        Its own, in ascending order, at least one.
    count
        Those of all processes; shards are numbered from 0.

    Examples
    --------
    >>> shards = Shards.read("0-3,8/16")
    >>> shards.ids, shards.count, str(shards)
    ((0, 1, 2, 3, 8), 16, '0-3,8/16')
    """

    ids: tuple[int, ...]
    count: int

    @classmethod
    def read(cls, text: str) -> Shards:
        """Return shards from text such as ``0-3/16``.

        Raises
        ------
        ValueError
            With the end of a sentence that says what is wrong.
        """
        found = FORM.fullmatch(re.sub(r"\s*([-,/])\s*", r"\1", text.strip()))
        if found is None:
            raise ValueError("must be shards and the number of all, such as 0-3/16 or 0,2/4")
        count = int(found["count"])
        if not 1 <= count <= MOST:
            raise ValueError(f"must be shards out of 1 to {MOST:,}")
        ids = [each for part in found["ids"].split(",") for each in _range(part)]
        if max(ids) >= count:
            last = "the only shard is 0" if count == 1 else f"its shards are 0 to {count - 1}"
            raise ValueError(f"must name shards out of {count}, and {last}")
        if len(set(ids)) < len(ids):
            raise ValueError("must name each shard once")
        return cls(tuple(sorted(ids)), count)

    def of(self, server: int) -> int:
        """Return the shard that a server is in, this process's or not; 0 has what is in none."""
        return (server >> TIMESTAMP_BIT) % self.count

    def serve(self, server: int) -> bool:
        """Return whether a server is one of this process's."""
        return self.of(server) in self.ids

    @property
    def lead(self) -> bool:
        """Whether these have what only one process does."""
        return 0 in self.ids

    @property
    def all_here(self) -> bool:
        """Whether there are no others."""
        return len(self.ids) == self.count

    def __str__(self) -> str:
        """Return the shards as `read` takes them."""
        starts = [self.ids[0], *(b for a, b in pairwise(self.ids) if b != a + 1)]
        ends = [*(a for a, b in pairwise(self.ids) if b != a + 1), self.ids[-1]]
        parts = (f"{a}" if a == b else f"{a}-{b}" for a, b in zip(starts, ends, strict=True))
        return f"{','.join(parts)}/{self.count}"


ALONE = Shards((0,), 1)
"""Those of a bot with one connection, which has all servers."""


def _range(part: str) -> range:
    first, _, last = part.partition("-")
    if int(last or first) < int(first):
        raise ValueError(f"must name shards in order, as {last}-{first}")
    return range(int(first), int(last or first) + 1)
