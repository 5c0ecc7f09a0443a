"""Tables as people paste them -> numbers with blanks, and the names of rows and columns."""

from linalg_engine.notation.tables.cells import MAX_FORMULAS
from linalg_engine.notation.tables.data import Category, DataTable, Dropped, Reason, parse_data
from linalg_engine.notation.tables.grid import MAX_TABLE_CELLS, MAX_TABLE_CHARACTERS
from linalg_engine.notation.tables.labels import MAX_LABEL
from linalg_engine.notation.tables.long_form import parse_long_form
from linalg_engine.notation.tables.symmetric import MatrixKind
from linalg_engine.notation.tables.table import Table, parse_table

__all__ = [
    "MAX_FORMULAS",
    "MAX_LABEL",
    "MAX_TABLE_CELLS",
    "MAX_TABLE_CHARACTERS",
    "Category",
    "DataTable",
    "Dropped",
    "MatrixKind",
    "Reason",
    "Table",
    "parse_data",
    "parse_long_form",
    "parse_table",
]
