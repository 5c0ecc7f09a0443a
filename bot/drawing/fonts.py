"""Which names can be drawn with the available fonts, and how wide letters are.

Words are set in Source Sans, which has Latin, Greek and Cyrillic letters. matplotlib brings DejaVu
Sans, which adds Arabic, Hebrew and many signs. Letters of other scripts are drawn where the host
has installed one of the fonts below; a name that no font can write is never drawn as boxes.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Sequence
from functools import cache
from importlib import resources
from pathlib import Path

from matplotlib.font_manager import fontManager
from matplotlib.ft2font import FT2Font, LoadFlags

FIRST = "Source Sans Pro"

SECOND = "DejaVu Sans"

WEIGHTS = {False: "Regular", True: "Semibold"}

MORE = (
    *("Noto Sans CJK JP", "Noto Sans CJK SC", "Noto Sans JP", "Noto Sans SC", "Noto Sans KR"),
    *("Source Han Sans", "IPAexGothic", "IPAGothic", "WenQuanYi Micro Hei", "NanumGothic"),
    *("Hiragino Sans", "Yu Gothic", "Microsoft YaHei", "Malgun Gothic", "Droid Sans Fallback"),
    *("Noto Sans Devanagari", "Noto Sans Thai", "Noto Sans Bengali", "Noto Sans Tamil"),
)
"""Fonts for other scripts, as hosts have them; the first that has a letter draws it."""

JOINERS = "\u200c\u200d"
"""Invisible, but part of the spelling of Persian and Indian words."""


@cache
def families() -> tuple[str, ...]:
    """Return the available fonts, in order of preference."""
    installed = {font.name for font in fontManager.ttflist}
    return (FIRST, SECOND, *(name for name in MORE if name in installed))


@cache
def files() -> tuple[str, ...]:
    """Return the paths of their files."""
    own = [str(_own(weight)) for weight in WEIGHTS.values()]
    # Looked up by name, since matplotlib warns about unknown families.
    return (*own, *sorted({f.fname for f in fontManager.ttflist if f.name in families()}))


@cache
def advance(character: str, *, bold: bool = False) -> float:
    """Return how far a character moves the pen, as a share of the letters' size."""
    for font in (_font(str(_own(WEIGHTS[bold]))), *map(_font, files()[len(WEIGHTS) :])):
        if ord(character) in font.get_charmap():
            font.set_size(MEASURED_SIZE, 72)
            glyph = font.load_char(ord(character), flags=LoadFlags.NO_HINTING)
            return glyph.linearHoriAdvance / 65536 / MEASURED_SIZE
    return 0.0


MEASURED_SIZE = 100
"""Pixels at which letters are measured."""


def _own(weight: str) -> Path:
    return Path(str(resources.files("bot.drawing") / f"typefaces/SourceSansPro-{weight}.otf"))


@cache
def _font(path: str) -> FT2Font:
    return FT2Font(path)


def names(given: Sequence[str], kind: str, longest: int) -> tuple[tuple[str, ...], int]:
    """Return names as they can be drawn, and how many are replaced by numbers.

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
    shown = cut(numbered, lambda name: len(name) <= longest)
    return tuple(shown), sum(name is None for name in written)


def note(lost: int) -> str:
    """Return a note for a picture on which ``lost`` names are numbers; "" for none."""
    return "names in letters that I cannot draw are numbers here" if lost else ""


def cut(
    given: Sequence[str],
    fits: Callable[[str], bool],
    usual: Callable[[str], str] | None = None,
) -> list[str]:
    """Return names that fit, with "…" for the end of a longer one, or for its middle.

    Parameters
    ----------
    fits
        Whether a name is short enough; what is cut from such a name fits, too.
    usual
        How names are cut where they stay different; by default at their ends.
    """
    usual = usual or (lambda name: cut_end(name, fits))
    shown = {name: usual(name) for name in given}
    counts = Counter(shown.values())
    return [shown[name] if counts[shown[name]] == 1 else _cut_middle(name, fits) for name in given]


def cut_end(name: str, fits: Callable[[str], bool]) -> str:
    """Return a name that fits, with "…" for its end where it is longer."""
    return _cut(name, fits, lambda kept: f"{name[:kept].rstrip()}…")


def _cut_middle(name: str, fits: Callable[[str], bool]) -> str:
    def shown(kept: int) -> str:
        head = (kept + 1) // 2
        return f"{name[:head].rstrip()}…{name[len(name) - kept + head :].lstrip()}"

    return _cut(name, fits, shown)


def _cut(name: str, fits: Callable[[str], bool], shown: Callable[[int], str]) -> str:
    """Return the name, or what is shown of it with as many characters kept as fit."""
    if fits(name):
        return name
    counts = range(1, len(name))
    return shown(bisect_left(counts, x=True, key=lambda kept: not fits(shown(kept))))


def writable(name: str) -> str | None:
    """Return a name without invisible characters; None where a letter cannot be drawn."""
    spaced = " ".join(name.split())
    seen = "".join(c for c in spaced if c in JOINERS or not _is_invisible(c))
    kept = "".join(c for c in seen if ord(c) in _characters() or not _is_picture(c))
    kept = " ".join(_without_loose_joiners(kept).split())
    if not any(c.isalnum() for c in kept) and kept != " ".join(seen.split()):
        return None
    return kept if kept and all(ord(c) in _characters() for c in kept) else None


def _without_loose_joiners(text: str) -> str:
    """Return the text with joiners only between letters: those within emoji go."""
    return "".join(
        c
        for i, c in enumerate(text)
        if c not in JOINERS or (_is_letter(text[i - 1 : i]) and _is_letter(text[i + 1 : i + 2]))
    )


def _is_letter(character: str) -> bool:
    return bool(character) and unicodedata.category(character)[0] in "LM"


def _is_invisible(character: str) -> bool:
    """Whether it is a control character, one for the direction of text, or for a variant."""
    category = unicodedata.category(character)
    return category in ("Cf", "Cs", "Co", "Cn") or "\ufe00" <= character <= "\ufe0f"


def _is_picture(character: str) -> bool:
    return unicodedata.category(character) in ("So", "Sk", "Me", "Cc", "Zl", "Zp")


@cache
def _characters() -> frozenset[int]:
    return frozenset[int]().union(*(_font(path).get_charmap() for path in files()))
