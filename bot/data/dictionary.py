"""The words of a spelling dictionary in Hunspell's format, with all of their endings.

``index.dic`` has a stem and its flags in each line, ``index.aff`` what each flag adds to a stem
(the manual page hunspell(5) describes both). Compounds are left out: English dictionaries have
only those of numbers.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

_ROMAN = re.compile("[ivx]{3,}")
"""Numbers, not words."""

SHORT = """
    ad ah ai am an as at be bo by cd cm do dj dr ed eh er eu ex go ha he hi ho hq id if in iq is it
    jo kg km la le li lo ma me mm mo mr ms my no of oh ok on or ox pa pc pi re so st to tv uh uk um
    up us vs we wu ye yo
"""
"""Words of two letters. Dictionaries have also symbols of elements, units, states and companies."""


@dataclass(frozen=True)
class Affix:
    """What a flag adds.

    Attributes
    ----------
    is_prefix
        Whether it goes to the beginning.
    is_combined
        Whether a word may have one of the other end as well.
    strip, add
        Letters taken away, and those put in their place.
    condition
        What stems it fits.
    """

    is_prefix: bool
    is_combined: bool
    strip: str
    add: str
    condition: re.Pattern[str]

    def to(self, stem: str) -> str | None:
        """Return the stem with the affix, if it fits."""
        if not self.condition.search(stem):
            return None
        if self.is_prefix:
            return self.add + stem.removeprefix(self.strip)
        return stem.removesuffix(self.strip) + self.add


def known_words(folder: Path) -> set[str]:
    """Return the words of a dictionary in small letters.

    Those that the dictionary itself would not propose (it marks strong language so) are left out.
    """
    affixes, unwanted = read_affixes((folder / "index.aff").read_text(encoding="utf-8").split("\n"))
    found: set[str] = set()
    for line in (folder / "index.dic").read_text(encoding="utf-8").split("\n")[1:]:
        stem, _, flags = line.split("\t")[0].strip().partition("/")
        if unwanted not in flags:
            found.update(form.lower() for form in forms(stem, flags, affixes))
    return {word for word in found if is_word(word)}


def read_affixes(lines: Iterable[str]) -> tuple[dict[str, list[Affix]], str]:
    """Return the affixes by their flags, and the flag of words that are not to be proposed."""
    affixes: dict[str, list[Affix]] = {}
    combined: dict[str, bool] = {}
    unwanted = "!"
    for line in lines:
        match line.split():
            case ["NOSUGGEST", flag]:
                unwanted = flag
            case ["PFX" | "SFX", flag, ("Y" | "N") as crosses, count] if count.isdigit():
                combined[flag] = crosses == "Y"
            case ["PFX" | "SFX" as kind, flag, strip, add, condition]:
                is_prefix = kind == "PFX"
                pattern = re.compile(f"^{condition}" if is_prefix else f"{condition}$")
                taken = "" if strip == "0" else strip
                affix = Affix(is_prefix, combined[flag], taken, add, pattern)
                affixes.setdefault(flag, []).append(affix)
            case _:
                pass
    return affixes, unwanted


def forms(stem: str, flags: str, affixes: dict[str, list[Affix]]) -> Iterator[str]:
    """Yield a stem, and what its flags make of it."""
    yield stem
    allowed = [affix for flag in flags for affix in affixes.get(flag, [])]
    for affix in allowed:
        form = affix.to(stem)
        if form is None:
            continue
        yield form
        if affix.is_combined and not affix.is_prefix:
            both = (a.to(form) for a in allowed if a.is_prefix and a.is_combined)
            yield from (word for word in both if word is not None)


def is_word(word: str) -> bool:
    """Return whether what a dictionary has, in small letters, is read as a word."""
    if len(word) <= 2:
        return word in SHORT.split()
    return not _ROMAN.fullmatch(word)
