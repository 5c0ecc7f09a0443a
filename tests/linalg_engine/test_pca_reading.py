"""What is read off principal components, held against published tables and their own laws."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
import sklearn.datasets
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from linalg_engine.errors import InputError
from linalg_engine.notation import parse_data
from linalg_engine.principal_components import PCA, pca
from tests.examples import examples
from tests.linalg_engine.decathlon import DECATHLON
from tests.linalg_engine.test_pca import random_table

Floats = NDArray[np.float64]

EVENTS = 10
"""Columns that count; rank and points are supplementary."""

VARIANCES = [3.272, 1.737, 1.405, 1.057, 0.685, 0.599, 0.451, 0.397, 0.215, 0.182]
"""As R prints `summary(PCA(decathlon, quanti.sup = 11:12, quali.sup = 13))` with FactoMineR, and so
are the tables below; Benjamin Auder shows it, for one, in the solutions to his exercises on PCA
(auder.net/miage/2021/B_seance3-4_ACP/correction_TP.html). The campaign `test_decathlon.py` holds
all rows and columns against the package prince, to 8 digits.
"""

COLUMNS = {
    "100m": ((-0.775, 18.344, 0.600), (0.187, 2.016, 0.035), (-0.184, 2.420, 0.034)),
    "Long.jump": ((0.742, 16.822, 0.550), (-0.345, 6.869, 0.119), (0.182, 2.363, 0.033)),
    "Shot.put": ((0.623, 11.844, 0.388), (0.598, 20.607, 0.358), (-0.023, 0.039, 0.001)),
    "High.jump": ((0.572, 9.998, 0.327), (0.350, 7.064, 0.123), (-0.260, 4.794, 0.067)),
    "400m": ((-0.680, 14.116, 0.462), (0.569, 18.666, 0.324), (0.131, 1.230, 0.017)),
    "110m.hurdle": ((-0.746, 17.020, 0.557), (0.229, 3.013, 0.052), (-0.093, 0.611, 0.009)),
    "Discus": ((0.552, 9.328, 0.305), (0.606, 21.162, 0.368), (0.043, 0.131, 0.002)),
    "Pole.vault": ((0.050, 0.077, 0.003), (-0.180, 1.873, 0.033), (0.692, 34.061, 0.479)),
    "Javeline": ((0.277, 2.347, 0.077), (0.317, 5.784, 0.100), (-0.390, 10.807, 0.152)),
    "1500m": ((-0.058, 0.103, 0.003), (0.474, 12.946, 0.225), (0.782, 43.543, 0.612)),
}
"""Of each event and component: correlation, contribution in per cent, cos²."""

ROWS = {
    "SEBRLE": ((0.792, 0.467, 0.112), (0.772, 0.836, 0.106), (0.827, 1.187, 0.122)),
    "CLAY": ((1.235, 1.137, 0.124), (0.575, 0.464, 0.027), (2.141, 7.960, 0.373)),
    "KARPOV": ((1.358, 1.375, 0.160), (0.484, 0.329, 0.020), (1.956, 6.644, 0.332)),
    "BERNARD": ((-0.610, 0.277, 0.049), (-0.875, 1.074, 0.100), (0.890, 1.375, 0.104)),
    "YURKOV": ((-0.586, 0.256, 0.038), (2.131, 6.376, 0.499), (-1.225, 2.606, 0.165)),
}
"""Of each athlete and component: score, contribution in per cent, cos²."""

OTHERS = {"Rank": (-0.671, 0.051, -0.058), "Points": (0.956, -0.017, -0.066)}
"""Correlations of the supplementary columns."""


def decathlon() -> tuple[PCA, Floats, tuple[str, ...], tuple[str, ...]]:
    """Return the components, the other columns, and the names of events and athletes."""
    lines = [line.split(",") for line in DECATHLON.splitlines()]
    values = np.array([line[1:13] for line in lines[1:]], dtype=float)
    names = tuple(line[0] for line in lines[1:])
    found = pca(values[:, :EVENTS], EVENTS, standardize=True)
    return found, values[:, EVENTS:], tuple(lines[0][1:13]), names


def test_the_decathlon_has_the_published_variances() -> None:
    found, *_ = decathlon()

    assert found.explained_variance == pytest.approx(VARIANCES, abs=6e-4)


def test_its_columns_have_the_published_correlations_contributions_and_cos2() -> None:
    found, _, heads, _ = decathlon()

    assert tuple(COLUMNS) == heads[:EVENTS]
    published = np.array(list(COLUMNS.values()))
    signs = np.sign((found.correlations[:, :3] * published[:, :, 0]).sum(axis=0))
    assert found.correlations[:, :3] * signs == pytest.approx(published[:, :, 0], abs=6e-4)
    assert found.loadings == pytest.approx(found.correlations)
    assert 100 * found.column_contributions[:, :3] == pytest.approx(published[:, :, 1], abs=6e-4)
    assert found.column_cos2[:, :3] == pytest.approx(published[:, :, 2], abs=6e-4)


def test_its_rows_have_the_published_scores_contributions_and_cos2() -> None:
    found, _, _, athletes = decathlon()

    published = np.array(list(ROWS.values()))
    places = [athletes.index(name) for name in ROWS]
    # Its scores are divided by the deviation of n.
    scores = found.scores[places][:, :3] * np.sqrt(len(athletes) / (len(athletes) - 1))
    signs = np.sign((scores * published[:, :, 0]).sum(axis=0))
    assert scores * signs == pytest.approx(published[:, :, 0], abs=6e-4)
    assert 100 * found.row_contributions[places][:, :3] == pytest.approx(
        published[:, :, 1], abs=6e-4
    )
    assert found.row_cos2[places][:, :3] == pytest.approx(published[:, :, 2], abs=6e-4)


def test_rank_and_points_have_the_published_correlations_without_counting() -> None:
    found, others, heads, _ = decathlon()

    published = np.array([OTHERS[name] for name in heads[EVENTS:]])
    correlations = found.correlations_with(others)[:, :3]
    signs = np.sign((correlations * published).sum(axis=0))
    assert correlations * signs == pytest.approx(published, abs=6e-4)


def test_the_decathlon_reads_as_a_table_of_athletes() -> None:
    table = parse_data(DECATHLON)

    assert table.row_labels[:2] == ("SEBRLE", "CLAY")
    assert table.column_labels[:EVENTS] == tuple(COLUMNS)
    assert [category.name for category in table.categories] == ["Competition"]


@examples(0.5)
@given(st.integers(0, 10**6), st.booleans())
def test_what_must_add_up_does(seed: int, standardize: bool) -> None:
    data = random_table(seed)
    try:
        found = pca(data, min(data.shape), standardize=standardize)
    except InputError:
        return
    varies = np.ones(data.shape[1], dtype=bool)
    varies[list(found.constant)] = False
    spread = found.explained_variance > 0

    assert found.column_contributions.sum(axis=0) == pytest.approx(1)
    assert found.row_contributions.sum(axis=0) == pytest.approx(spread.astype(float))
    assert found.column_cos2.sum(axis=1) == pytest.approx(varies.astype(float), abs=1e-6)
    away = np.square(found.centred).sum(axis=1) > 1e-20 * found.total_variance
    assert found.row_cos2[away].sum(axis=1) == pytest.approx(1, abs=1e-6)
    covariances = found.loadings @ found.loadings.T
    assert covariances == pytest.approx(
        np.cov(found.centred, rowvar=False).reshape(covariances.shape),
        abs=1e-9 * found.total_variance,
    )


@examples(0.5)
@given(st.integers(0, 10**6), st.booleans())
def test_correlations_are_numpys(seed: int, standardize: bool) -> None:
    data = random_table(seed)
    k = 1 + seed % min(data.shape)
    found = pca(data, k, standardize=standardize)
    clear = np.flatnonzero(found.explained_variance > 1e-6 * found.total_variance)
    clear_columns = np.flatnonzero(found.deviations**2 > 1e-6 * np.max(found.deviations**2))
    others = np.random.default_rng(seed).normal(size=(len(data), 2)) + 5

    for j in clear_columns:
        if j in found.constant:
            continue
        for i in clear:
            direct = np.corrcoef(data[:, j], found.scores[:, i])[0, 1]
            assert found.correlations[j, i] == pytest.approx(direct, abs=1e-6)
    for i in clear:
        for j, column in enumerate(others.T):
            direct = np.corrcoef(column, found.scores[:, i])[0, 1]
            assert found.correlations_with(others)[j, i] == pytest.approx(direct, abs=1e-6)


def test_a_row_at_the_mean_and_a_flat_component_have_no_shares() -> None:
    found = pca([[0, 0], [1, 1], [2, 2]], 2)

    assert found.row_cos2.tolist()[1] == [0, 0]
    assert found.row_contributions[:, 1].tolist() == [0, 0, 0]
    assert found.row_contributions[:, 0] == pytest.approx([0.5, 0, 0.5])


def test_a_constant_column_is_correlated_with_nothing() -> None:
    found = pca([[0, 7], [1, 7], [2, 7]], 1, standardize=True)

    assert found.correlations.tolist() == [[1], [0]]
    assert found.correlations_with([[7], [7], [7]]).tolist() == [[0]]


def test_new_rows_are_placed_as_scikit_learn_places_them() -> None:
    iris: Any = sklearn.datasets.load_iris()
    known, new = iris.data[::2], iris.data[1::2]
    theirs: Any = sklearn.decomposition.PCA(2).fit(known)

    placed = pca(known).transform(new)

    signs = np.sign((placed * theirs.transform(new)).sum(axis=0))
    assert placed * signs == pytest.approx(theirs.transform(new), abs=1e-10)


def test_rows_are_rebuilt_from_0_to_all_components() -> None:
    iris: Any = sklearn.datasets.load_iris()
    found = pca(iris.data, 4, standardize=True)
    theirs: Any = sklearn.decomposition.PCA(2).fit(found.centred)
    projected = theirs.inverse_transform(theirs.transform(found.centred))

    assert found.rebuilt(0) == pytest.approx(np.tile(iris.data.mean(axis=0), (150, 1)))
    assert found.rebuilt(2) == pytest.approx(projected * found.scale + found.mean)
    assert found.rebuilt(4) == pytest.approx(iris.data)
    with pytest.raises(InputError, match="from 0 to 4"):
        found.rebuilt(5)


def test_other_columns_need_as_many_rows() -> None:
    with pytest.raises(InputError, match="have 3 rows"):
        pca([[0, 0], [1, 1], [2, 3]]).correlations_with([[1.0], [2.0]])


def test_other_columns_count_where_they_have_numbers() -> None:
    found, others, *_ = decathlon()
    blanks = others.copy()
    blanks[::3, 0] = np.nan
    blanks[1:, 1] = np.nan

    correlations = found.correlations_with(blanks)

    known = np.isfinite(blanks[:, 0])
    for i in range(EVENTS):
        direct = np.corrcoef(others[known, 0], found.scores[known, i])[0, 1]
        assert correlations[0, i] == pytest.approx(direct)
    assert not correlations[1].any()
