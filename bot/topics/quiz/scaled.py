"""A number times a list, ``1/√2 [1, 1]``: all that is computed with lists in an answer.

Anything else, such as ``det([1 2; 3 4])`` or ``[1, 2] · [3, 4]``, would be the exercise itself.
"""

from __future__ import annotations

import re
from fractions import Fraction
from itertools import pairwise
from typing import TYPE_CHECKING, Any, NamedTuple, cast

from linalg_engine import notation
from linalg_engine.arrays import is_exact
from linalg_engine.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from linalg_engine.arrays import Array
    from linalg_engine.exact import Scalar

LONGEST = 1_000
"""Characters of an answer in which a factor is looked for."""

_PIECE = re.compile(
    r"(?P<begin>\\begin\{\w+\*?\})|(?P<end>\\end\{\w+\*?\})|(?P<open>[(\[{<⟨])|(?P<close>[)\]}>⟩])"
)
_INSIDE = re.compile(r"[,;\n&|]|\\\\|[\w.)]\s+[-+\w(.√\\]")
"""What a list has between its brackets, and a number has not."""

_TIMES = re.compile(r"\s*(?:\*|·|×|\\cdot|\\times)\s*\Z")
_OVER = re.compile(r"\s*/")
_TRANSPOSED = re.compile(r"\s*(?:\^\s*\{?\s*(?:T|\\top|\\intercal)\s*\}?|['ᵀ])")
_BEFORE = re.compile(r"(?:[A-Za-z]{2,}\s*\(?|[)\]}>]\s*/|[|‖])\s*\Z")
_BEHIND = re.compile(r"['ᵀ]?\s*(?:[-+*·×@^⁻⁰¹²³⁴-⁹]|\.\*|\.dot|\\(?:cdot|times))")
_OF_A_NAME = re.compile(r"[A-Za-z]{2,}\s*\(\s*[A-Za-z]\s*\)")
_BARS = re.compile(r"\\det|vmatrix|‖|\\[lr]?[vV]ert|\|[^|]*\|")
_SEPARATED = re.compile(r"[,;\n]|\s+(?:and|und)\s+")


class _List(NamedTuple):
    start: int
    end: int


def read(text: str, parse: Callable[[str], Array]) -> Array | None:
    """Return a number times a list, or a list over a number; None where the text is none.

    Raises
    ------
    InputError
        Where the number or the list cannot be read.

    Examples
    --------
    >>> read("1/2 [2, 4]", notation.parse_vector).tolist() == [1, 2]
    True
    >>> read("[1, 2] + [3, 4]", notation.parse_vector) is None
    True
    """
    if len(text) > LONGEST:
        return None
    lists = list(_lists(text))
    if len(lists) != 1:
        return None
    (inside,) = lists
    end = inside.end
    if transposed := _TRANSPOSED.match(text, end):
        end = transposed.end()
    factor = _factor(_TIMES.sub("", text[: inside.start]).strip())
    behind = text[end:].strip()
    divisor = _OVER.match(behind)
    if factor is None or (behind and divisor is None):
        return None
    found = parse(text[inside.start : end])
    if divisor is not None:
        below = notation.parse_scalar(behind[divisor.end() :])
        if below == 0:
            raise InputError("This divides by 0, which has no answer.", example="[1, 2]/2")
        factor = factor / below
    # Floats and fractions of arrays do not mix.
    number: Any = factor if is_exact(found) else float(factor)
    return cast("Array", found * number)


def pieces(text: str) -> list[str] | None:
    """Return the parts of ``1/2 (1, 2), 1/3 (3, 4)``, with a list each; None where it is no such.

    Examples
    --------
    >>> pieces("1/2 (1, 2), -(3, 4)")
    ['1/2 (1, 2)', '-(3, 4)']
    """
    lists = list(_lists(text)) if len(text) <= LONGEST else []
    begins = [0]
    for before, after in pairwise(lists):
        cut = _SEPARATED.search(text, before.end, after.start)
        if cut is None:
            return None
        begins.append(cut.end())
    ends = [*begins[1:], len(text)]
    found = [text[i:j].strip(" ,;\n\t") for i, j in zip(begins, ends, strict=True)]
    return [re.sub(r"\s+(?:and|und)\Z", "", each) for each in found] if lists else None


def has_list(text: str) -> bool:
    """Whether a text has brackets with more than one number."""
    return len(text) > LONGEST or next(_lists(text), None) is not None


def is_calculation(text: str) -> bool:
    """Whether more is done with lists than to write them down."""
    if len(text) > LONGEST:
        return False
    lists = list(_lists(text))
    return _OF_A_NAME.search(text) is not None or any(
        _BEFORE.search(text[: each.start]) or _BEHIND.match(text, each.end) for each in lists
    )


def has_bars(text: str) -> bool:
    """Whether a number is asked of what is between bars: a determinant, a length, a size."""
    return _BARS.search(text) is not None


def _factor(text: str) -> Scalar | None:
    """Return the number before a list; None where there is something else."""
    if text in ("", "+"):
        return Fraction(1)
    if text in ("-", "−"):
        return Fraction(-1)
    try:
        return notation.parse_scalar(text)
    except InputError:
        return None


def _lists(text: str) -> Iterator[_List]:
    """Return the outermost brackets that hold more than one number."""
    depth = start = 0
    for found in _PIECE.finditer(text):
        if found["open"] or found["begin"]:
            if depth == 0:
                start = found.start()
            depth += 1
        elif depth:
            depth -= 1
            inner = text[start + 1 : found.end() - 1]
            if depth == 0 and _INSIDE.search(inner.strip()):
                yield _List(start, found.end())
