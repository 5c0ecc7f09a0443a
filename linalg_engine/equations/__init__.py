"""Systems of linear equations as people write them: ``2x + 3y = 5, x - y = 1``."""

from linalg_engine.equations.lettered import LetteredSystem, parse_lettered_equations
from linalg_engine.equations.names import spelled
from linalg_engine.equations.plain import MAX_CHARACTERS
from linalg_engine.equations.reading import LinearSystem, parse_equations

__all__ = [
    "MAX_CHARACTERS",
    "LetteredSystem",
    "LinearSystem",
    "parse_equations",
    "parse_lettered_equations",
    "spelled",
]
