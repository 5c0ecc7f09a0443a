"""A table is the same however it is written, or refused with the place that is not clear."""

from __future__ import annotations

import numpy as np
import pytest

from bot.intake.uploads import text_of
from linalg_engine.errors import InputError
from linalg_engine.notation import parse_data
from tests.bot.intake.mangled_tables import TABLES, Style, drawn_cases, mangled


def outcome(name: str, style: Style) -> str:
    """Return "read", having checked what, "refused", or the words of a refusal without a place."""
    table = TABLES[name]
    try:
        data = parse_data(text_of("my.csv", mangled(table, style)))
    except InputError as error:
        return "refused" if error.position is not None else error.problem
    units = " cm" * style.units
    expected = np.array([[np.nan if x is None else x for x in row] for row in table.rows])
    np.testing.assert_array_equal(data.values, expected)
    assert data.column_labels == tuple(head + units for head in table.heads)
    if table.names:
        assert data.row_labels == table.names
    groups = [category.values for category in data.categories]
    assert groups == ([table.groups] if table.groups else [])
    return "read"


@pytest.mark.parametrize(("name", "style"), drawn_cases(25, 25))
def test_a_table_is_the_same_however_it_is_written(name: str, style: Style) -> None:
    assert outcome(name, style) in ("read", "refused")
