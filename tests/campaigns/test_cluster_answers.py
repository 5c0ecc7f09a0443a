"""Some 200 questions answered by processes of this machine and by a cluster: the same bytes.

``pytest -n0 -s --hypothesis-profile=campaign tests/campaigns/test_cluster_answers.py``.
"""

from __future__ import annotations

from collections import Counter

import pytest

from bot.config import Config
from bot.models.library import Library
from tests.bot.workers import both_ways, clusters
from tests.bot.workers.pools import started


async def test_a_cluster_answers_as_this_machine_does(caplog: pytest.LogCaptureFixture) -> None:
    library = Library(Config())
    await library.read()
    model = (await library.learn(None)).path
    kinds = Counter[str]()
    async with clusters.scheduler() as cluster:
        with (
            clusters.started_by_command(cluster.address),
            clusters.started_by_command(cluster.address),
        ):
            async with started(2) as here, clusters.pool(cluster.address, 2) as there:
                caplog.clear()
                for asked in both_ways.questions(model):
                    expected = await both_ways.outcome(here, asked)
                    found = await both_ways.outcome(there, asked)

                    assert found == expected, str(asked)
                    refused = isinstance(found, tuple) and isinstance(found[0], type)
                    kinds["refused" if refused else asked.door] += 1
    await library.close()
    print(dict(kinds))
    assert caplog.records == []  # none was done here instead
    assert kinds.total() >= 200
    assert kinds["reply"] >= 100
