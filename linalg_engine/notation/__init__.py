"""Text as people type it -> numbers, vectors, matrices and tables."""

from linalg_engine.exact import Scalar
from linalg_engine.notation.listed import parse_list
from linalg_engine.notation.reading import (
    MAX_CHARACTERS,
    MAX_ENTRIES,
    parse_matrix,
    parse_scalar,
    parse_vector,
    parse_vectors,
)
from linalg_engine.notation.tables import (
    MAX_TABLE_CELLS,
    MAX_TABLE_CHARACTERS,
    Category,
    DataTable,
    Dropped,
    MatrixKind,
    Reason,
    Table,
    parse_data,
    parse_long_form,
    parse_table,
)

__all__ = [
    "MAX_CHARACTERS",
    "MAX_ENTRIES",
    "MAX_TABLE_CELLS",
    "MAX_TABLE_CHARACTERS",
    "Category",
    "DataTable",
    "Dropped",
    "MatrixKind",
    "Reason",
    "Scalar",
    "Table",
    "parse_data",
    "parse_list",
    "parse_long_form",
    "parse_matrix",
    "parse_scalar",
    "parse_table",
    "parse_vector",
    "parse_vectors",
]
