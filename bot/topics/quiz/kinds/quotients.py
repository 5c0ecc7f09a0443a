"""Divisions in workings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.formula import Notation, Quotient

if TYPE_CHECKING:
    from fractions import Fraction

    from bot.formula import Formula


def divided(over: Formula, under: Formula, value: Fraction) -> tuple[Formula, ...]:
    """Return a division, its value and that as a decimal, each only where it looks different."""
    found: list[Formula] = [Quotient(over, under)]
    found += [each for each in Notation().equals(value).others if str(each) != str(found[0])]
    return tuple(found)
