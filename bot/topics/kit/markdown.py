"""Text from people and files in a message."""

from __future__ import annotations

import re

_SIGNS = re.compile(r"[\\*_~`|<@]|^\s*[->#]|\[(?=[^\]]+\]\()", re.MULTILINE)
"""Signs that mean something in Discord's Markdown: anywhere, as a line begins, and of a link."""


def escaped(text: str) -> str:
    r"""Return text with its Markdown escaped.

    Examples
    --------
    >>> print(escaped("*batteries* not_included"))
    \*batteries\* not\_included
    """
    return _SIGNS.sub(lambda found: f"{found[0][:-1]}\\{found[0][-1]}", text)
