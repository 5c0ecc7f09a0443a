"""Parsing by a lark grammar, its errors turned into sentences."""

from __future__ import annotations

from collections.abc import Callable
from typing import NoReturn, TypeVar, cast

from lark import Token, UnexpectedCharacters, UnexpectedToken

T = TypeVar("T")


def parsed(parse: Callable[[str], T], formula: str, explain: Callable[[str, Token], NoReturn]) -> T:
    """Return what a parser makes of a formula.

    Parameters
    ----------
    explain
        Raises the `InputError` for the first piece that fits nowhere.
    """
    try:
        return parse(formula)
    except UnexpectedToken as error:
        explain(formula, cast("Token", error.token))
    except UnexpectedCharacters as error:
        at = cast("int", error.pos_in_stream)
        explain(formula, Token("OTHER", formula[at], start_pos=at))
