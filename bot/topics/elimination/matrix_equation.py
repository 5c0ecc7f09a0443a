r"""Systems typed as one equation of matrices: ``[2 3; 1 -1] [x; y] = [5; 1]``, ``A x = b``."""

from __future__ import annotations

import re
from dataclasses import dataclass

LONGEST = 6_000
"""Characters of an equation of matrices."""


@dataclass(frozen=True)
class MatrixEquation:
    """The three parts of ``A x = b`` as text.

    Attributes
    ----------
    unknowns
        The names in x, or one name for all of x.
    is_listed
        Whether each entry of x has a name.
    """

    matrix: str
    unknowns: tuple[str, ...]
    right: str
    is_listed: bool


def matrix_equation(text: str) -> MatrixEquation | None:
    r"""Return the parts of an equation of matrices; None where the text is something else.

    Examples
    --------
    >>> matrix_equation("[2 3; 1 -1] [x; y] = [5; 1]").unknowns
    ('x', 'y')
    >>> matrix_equation("2x + 3y = 5")
    """
    if len(text) > LONGEST or text.count("=") != 1:
        return None
    left, right = text.strip(" \t\n$`").split("=")
    found = _LEFT.fullmatch(left.rstrip())
    if found is None or (not _LIST.search(right) and not _WORD.fullmatch(right.strip())):
        return None
    names = tuple(_NAME.findall(found["list"] or found["name"] or ""))
    return MatrixEquation(found["matrix"], names, right, found["list"] is not None)


_NAME = re.compile(r"(?!\\(?:begin|end))\\?[^\W\d_]++(?:_?\{\w++\}|\w++)?+")
_WORD = re.compile(r"[^\W\d_]\w*")
_LIST = re.compile(r"[\[(]|\\begin")
_NAMES = rf"(?P<list>\s*+{_NAME.pattern}(?:(?:\s|[,;&]|\\\\)++{_NAME.pattern})++\s*+)"
_LEFT = re.compile(
    r"(?P<matrix>.*(?:[\])]|\\end\{\w?matrix\})|[^\W\d_]\w*+(?=[ \t*·]))"
    r"[ \t\n]*+[*·×]?[ \t\n]*+"
    rf"(?:(?:[\[(]|\\begin\{{\w?matrix\}}){_NAMES}"
    rf"(?:[\])]|\\end\{{\w?matrix\}})|(?P<name>{_NAME.pattern}))",
    re.DOTALL,
)
