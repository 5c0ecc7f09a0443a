"""The rows as code begins with them, and as files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from linalg_engine import formatting

if TYPE_CHECKING:
    from bot.topics.data.points import Points

MOST_INLINE = 300
"""Numbers that fit in the code itself; more come as a file."""

SCALED = """\
deviation = np.where(np.ptp(X, axis=0) > 0, X.std(axis=0, ddof=1), 1)
Z = (X - X.mean(axis=0)) / deviation"""


def given(points: Points) -> tuple[str, tuple[tuple[str, str], ...]]:
    """Return code that makes X of the rows, and the file that it reads, if it reads one."""
    if points.values.size <= MOST_INLINE:
        return f"import numpy as np\n\nX = {formatting.numpy_text(points.values)}", ()
    lines = (",".join(map(repr, row)) for row in points.values.tolist())
    code = 'import numpy as np\n\nX = np.loadtxt("data.csv", delimiter=",", ndmin=2)'
    return code, (("data.csv", "\n".join(lines) + "\n"),)
