"""Expressions over numbers, vectors, matrices and names: ``A' * A \\ b``."""

from linalg_engine.expressions.blanks import MAX_PIECES
from linalg_engine.expressions.budget import MAX_WORK
from linalg_engine.expressions.evaluated import Evaluated
from linalg_engine.expressions.evaluation import evaluate, worked_out
from linalg_engine.expressions.functions import FUNCTIONS
from linalg_engine.expressions.syntax import MAX_CHARACTERS
from linalg_engine.expressions.values import MAX_BITS, Number, Value, is_complex, shape_of

__all__ = [
    "FUNCTIONS",
    "MAX_BITS",
    "MAX_CHARACTERS",
    "MAX_PIECES",
    "MAX_WORK",
    "Evaluated",
    "Number",
    "Value",
    "evaluate",
    "is_complex",
    "shape_of",
    "worked_out",
]
