"""Which names can be written: the characters that the fonts at hand have.

matplotlib brings DejaVu Sans, which has Latin, Greek, Cyrillic, Arabic and Hebrew letters, and
shapes and orders right-to-left text by itself. Letters of other scripts are drawn where the host
has installed one of the fonts below; a name that no font can write is never drawn as boxes.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Callable, Sequence
from functools import cache

from matplotlib.font_manager import fontManager
from matplotlib.ft2font import FT2Font

FIRST = "DejaVu Sans"

MORE = (
    *("Noto Sans CJK JP", "Noto Sans CJK SC", "Noto Sans JP", "Noto Sans SC", "Noto Sans KR"),
    *("Source Han Sans", "IPAexGothic", "IPAGothic", "WenQuanYi Micro Hei", "NanumGothic"),
    *("Hiragino Sans", "Yu Gothic", "Microsoft YaHei", "Malgun Gothic", "Droid Sans Fallback"),
    *("Noto Sans Devanagari", "Noto Sans Thai", "Noto Sans Bengali", "Noto Sans Tamil"),
)
"""Fonts for other scripts, as hosts have them; the first that has a letter draws it."""

JOINERS = "\u200c\u200d"
"""Invisible, but part of how Persian and Indian words are spelled."""


@cache
def families() -> tuple[str, ...]:
    """Return the fonts at hand, in the order in which they are asked for a letter."""
    installed = {font.name for font in fontManager.ttflist}
    return (FIRST, *(name for name in MORE if name in installed))


def names(given: Sequence[str], kind: str, longest: int) -> tuple[tuple[str, ...], int]:
    """Return names as they can be drawn, and how many of them are numbers instead.

    Parameters
    ----------
    given
        As typed.
    kind
        What has the names, for example "row": a name that cannot be written is "row 3".
    longest
        Characters of a name; the end of a longer one is left out, or its middle where names
        would look alike without their ends.
    """
    written = [writable(name) for name in given]
    numbered = [name or f"{kind} {place}" for place, name in enumerate(written, start=1)]
    shown = told_apart(
        numbered,
        lambda name: shortened(name, longest),
        lambda name: without_middle(name, longest) if len(name) > longest else name,
    )
    return tuple(shown), sum(name is None for name in written)


def told_apart(
    given: Sequence[str], usual: Callable[[str], str], other: Callable[[str], str]
) -> list[str]:
    """Return names shortened as usual, or the other way where different ones become alike."""
    counts = Counter(map(usual, set(given)))
    return [shown if counts[shown := usual(name)] == 1 else other(name) for name in given]


def without_middle(name: str, longest: int) -> str:
    """Return a name with so many characters, its middle left out."""
    head = longest // 2
    tail = longest - 1 - head
    return f"{name[:head].rstrip()}…{name[len(name) - tail :].lstrip()}"


def writable(name: str) -> str | None:
    """Return a name without what cannot be seen or drawn; None where letters would be lost."""
    spaced = " ".join(name.split())
    seen = "".join(c for c in spaced if c in JOINERS or not _is_invisible(c))
    kept = "".join(c for c in seen if ord(c) in _characters() or not _is_picture(c))
    kept = " ".join(_without_loose_joiners(kept).split())
    if not any(c.isalnum() for c in kept) and kept != " ".join(seen.split()):
        return None
    return kept if kept and all(ord(c) in _characters() for c in kept) else None


def shortened(name: str, longest: int) -> str:
    """Return a name, its end left out where it is long."""
    return name if len(name) <= longest else f"{name[: longest - 1].rstrip()}…"


def _without_loose_joiners(text: str) -> str:
    """Return the text with joiners only between letters: a picture's parts had some, too."""
    return "".join(
        c
        for i, c in enumerate(text)
        if c not in JOINERS or (_is_letter(text[i - 1 : i]) and _is_letter(text[i + 1 : i + 2]))
    )


def _is_letter(character: str) -> bool:
    return bool(character) and unicodedata.category(character)[0] in "LM"


def _is_invisible(character: str) -> bool:
    """Whether it is a control or a sign that turns the writing round, or chooses a variant."""
    category = unicodedata.category(character)
    return category in ("Cf", "Cs", "Co", "Cn") or "\ufe00" <= character <= "\ufe0f"


def _is_picture(character: str) -> bool:
    return unicodedata.category(character) in ("So", "Sk", "Me", "Cc", "Zl", "Zp")


@cache
def _characters() -> frozenset[int]:
    # Asked by name: where matplotlib does not know a family it says so in a warning.
    paths = {font.fname for font in fontManager.ttflist if font.name in families()}
    charmaps = [FT2Font(path).get_charmap() for path in sorted(paths)]
    return frozenset[int]().union(*charmaps)
