"""Comparisons in typed text, by signs of their own: ``<`` and ``>`` are brackets as well."""

from __future__ import annotations

import re

SIGNS = {"≺": "<", "≻": ">", "≤": "≤", "≥": "≥", "≡": "=", "≠": "≠"}
"""What stands for a comparison in a formula, and what it asks."""

TYPED = {"≺": "<", "≻": ">", "≤": "<=", "≥": ">=", "≡": "==", "≠": "!="}
"""How they are typed."""


def with_comparisons(plain: str) -> str:
    """Return the text with the signs of `SIGNS` for comparisons, each in its place.

    ``<`` opens a bracket where a value begins, or where numbers with commas and ``>`` follow.

    Examples
    --------
    >>> with_comparisons("A >= 2"), with_comparisons("<1, 2> + v"), with_comparisons("1 < 2")
    ('A ≥  2', '<1, 2> + v', '1 ≺ 2')
    """
    for found, sign in _LONG:
        plain = found.sub(lambda match, sign=sign: sign.ljust(len(match[0])), plain)
    if "<" not in plain and ">" not in plain:
        return plain
    brackets: set[int] = set()
    for found in _BRACKETS.finditer(plain):
        brackets |= {found.end() - 1, plain.index("<", found.start())}
    return "".join(
        _OPEN[c] if c in _OPEN and at not in brackets else c for at, c in enumerate(plain)
    )


_OPEN = {"<": "≺", ">": "≻"}
_LONG = tuple(
    (re.compile(pattern), sign)
    for pattern, sign in (
        (r"<=|=<(?!=)|≤|⩽|\\leq?(?:slant)?(?![A-Za-z])", "≤"),
        (r">=|≥|⩾|\\geq?(?:slant)?(?![A-Za-z])", "≥"),
        (r"!=|~=|<>|≠|\\neq?(?![A-Za-z])", "≠"),
        (r"==", "≡"),
        (r"\\lt(?![A-Za-z])", "≺"),
        (r"\\gt(?![A-Za-z])", "≻"),
    )
)
_BEFORE_A_VALUE = r"(?:(?<=[-+*/^(\[{,;·×@∖=≤≥≠≡<&])[ \t]*|\A\s*)"
_BRACKETS = re.compile(
    rf"{_BEFORE_A_VALUE}<[^<>]*>|<[^<>a-zA-Z()]*[,;][^<>a-zA-Z()]*>(?!\s*[\w(\[])"
)
