"""Formulas in a line of text: fractions with a slash, so that labels stay low."""

from __future__ import annotations

from dataclasses import fields, is_dataclass, replace
from typing import Any, cast

from bot.formula import Formula, Node, Quotient, Row
from bot.formula.node import Level
from bot.formula.numbers import Spelled
from bot.formula.shapes import bracketed


def inline(formula: Formula) -> Formula:
    """Return a formula with "1/3" for each fraction in it.

    Examples
    --------
    >>> str(inline(Quotient(Root("2"), "2")))
    '√2/2'
    """
    if isinstance(formula, Spelled):
        return inline(formula.spelling)
    if isinstance(formula, Quotient):
        over, under = bracketed(formula.over, Level.TERM), bracketed(formula.under, Level.ROOT)
        return Row((inline(over), "/", inline(under)))
    if not is_dataclass(formula):
        return formula
    changed = {field.name: _inline(getattr(formula, field.name)) for field in fields(formula)}
    return replace(formula, **changed)


def _inline(value: Any) -> Any:
    if isinstance(value, Node):
        return inline(value)
    if isinstance(value, tuple):
        return tuple(map(_inline, cast("tuple[object, ...]", value)))
    return value
