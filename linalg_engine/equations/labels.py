"""What numbers or names equations: (1), II., eq3:, and behind them ... (2)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

Span = tuple[int, int]


def drop_labels(signs: list[str]) -> None:
    """Blank what numbers or names the equations, and the full stop behind each."""
    for pattern in LABELS:
        found = _found(signs, pattern)
        if pattern.groups == 0 or (len(found) == _count(signs) and _count_up(found)):
            for start, match in found:
                for at in range(start + match.start(), start + match.end()):
                    signs[at] = " "


def spans(signs: Sequence[str]) -> Iterator[Span]:
    """Yield where each piece between semicolons is, blank ones left out."""
    start = 0
    for end, sign in enumerate([*signs, ";"]):
        if sign == ";":
            if "".join(signs[start:end]).strip():
                yield start, end
            start = end + 1


def _found(signs: Sequence[str], pattern: re.Pattern[str]) -> list[tuple[int, re.Match[str]]]:
    """Return the match of a pattern in each piece that has one, with where the piece begins."""
    pieces = ((start, pattern.search("".join(signs[start:end]))) for start, end in spans(signs))
    return [(start, match) for start, match in pieces if match]


def _count(signs: Sequence[str]) -> int:
    return sum(1 for _ in spans(signs))


def _count_up(found: Sequence[tuple[int, re.Match[str]]]) -> bool:
    """Whether labels are one after the other: 1, 2, 3, or i, ii, iii, or a, b, c."""
    labels = [match["label"] for _, match in found]
    if len(labels) > 1 and all(label.isdecimal() for label in labels):
        first = int(labels[0])
        return [int(label) for label in labels] == list(range(first, first + len(labels)))
    return any(labels == series[: len(labels)] for series in _SERIES)


_ROMAN = ["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x"]
_SERIES = [
    ["1"],
    _ROMAN,
    [label.upper() for label in _ROMAN],
    list("abcdefghij"),
    list("ABCDEFGHIJ"),
]

_LABEL = r"(?P<label>[0-9]{1,3}|[ivx]{1,4}|[IVX]{1,4}|[a-jA-J])"
_IN_BRACKETS = rf"[(\[]\s*+(?:[A-Za-z]{{1,8}}\.?[ ]?)??{_LABEL}\s*+[)\]]"

_LEADER = r"(?:(?:[-.·…⋯—–][ ]?){2,}+→?|[…⋯→—])"
_BEHIND = rf"(?<=[\w)\]}}])\.?(?:\s++|\s*+{_LEADER}\s*+){_IN_BRACKETS}\.?\s*+$"

LABELS = tuple(
    map(
        re.compile,
        (
            r"^[^=:+*/]{1,40}(?<=\S):(?=\s)",
            r"^\s*+(?P<label>[IVX]{1,4}):",
            rf"^\s*+{_IN_BRACKETS}",
            rf"^\s*+{_LABEL}\)",
            r"^\s*+(?P<label>[0-9]{1,2}|[IVX]{1,4}|[a-j])\.(?=\s)",
            r"^\s*+(?P<label>I{1,3}|IV|V)(?=\s++[^\s=+-])",
            _BEHIND,
            r"(?<=[\w)\]}°])\s*+[.?]\s*+$",
        ),
    )
)
"""Names in front of a colon, and full stops; numbers only where all equations have them."""
