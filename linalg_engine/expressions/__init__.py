"""Expressions over numbers, vectors, matrices and names: ``A' * A \\ b``."""

from linalg_engine.expressions.blanks import MAX_PIECES
from linalg_engine.expressions.budget import MAX_WORK
from linalg_engine.expressions.evaluation import evaluate
from linalg_engine.expressions.functions import FUNCTIONS
from linalg_engine.expressions.syntax import MAX_CHARACTERS, picks_entries
from linalg_engine.expressions.values import MAX_BITS, Value

__all__ = [
    "FUNCTIONS",
    "MAX_BITS",
    "MAX_CHARACTERS",
    "MAX_PIECES",
    "MAX_WORK",
    "Value",
    "evaluate",
    "picks_entries",
]
