"""The decathlons of 2004 against the package prince: the table itself, and all that is read off.

Needs `pip install prince`, and is skipped without it:

    pytest -n0 --hypothesis-profile=campaign tests/campaigns/test_decathlon.py
"""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from tests.linalg_engine.decathlon import DECATHLON
from tests.linalg_engine.test_pca_reading import EVENTS, decathlon

prince: Any = pytest.importorskip("prince")


def theirs() -> Any:
    """Return prince's components of the ten events, with rank and points supplementary."""
    _, others, heads, names = decathlon()
    table = import_module("pandas").DataFrame(
        np.column_stack([decathlon()[0].data, others]), columns=list(heads), index=list(names)
    )
    found: Any = prince.PCA(n_components=EVENTS, rescale_with_std=True, engine="scipy")
    return found.fit(table, supplementary_columns=list(heads[EVENTS:])), table


def test_the_table_is_the_one_that_prince_ships() -> None:
    shipped = Path(prince.__file__).with_name("datasets") / "decathlon.csv"

    lines = shipped.read_text("utf-8").replace('"', "").splitlines()

    assert DECATHLON.splitlines() == ["Athlete" + lines[0], *lines[1:]]


def test_all_that_is_read_off_it_is_as_in_prince() -> None:
    found, others, *_ = decathlon()
    other, table = theirs()
    n = len(table)

    def same(ours: Any, published: Any) -> None:
        assert np.asarray(ours) == pytest.approx(np.asarray(published), abs=1e-8)

    same(found.explained_variance, other.eigenvalues_)
    scores = other.row_coordinates(table).to_numpy()
    signs = np.sign((scores * found.scores).sum(axis=0))
    # Its scores are divided by the deviation of n.
    same(found.scores * signs * np.sqrt(n / (n - 1)), scores)
    same(found.row_cos2, other.row_cosine_similarities(table))
    same(found.row_contributions, other.row_contributions_)
    ours = np.vstack([found.correlations, found.correlations_with(others)]) * signs
    same(ours, other.column_correlations)
    same(found.column_cos2, other.column_cosine_similarities_.iloc[:EVENTS])
    same(found.column_contributions, other.column_contributions_)
