"""Error messages for equations that the grammar cannot read."""

from __future__ import annotations

from typing import NoReturn

from lark import Token

from linalg_engine.equations.linear import EXAMPLE
from linalg_engine.errors import InputError

_OPERATORS = {"EQUALS", "PLUS", "TIMES", "OVER", "POWER"}

_ABOUT_CHARACTER = {
    **dict.fromkeys("|‖", "Bars mean an absolute value, and with it an equation is not linear."),
    "'": "A name cannot have a ' here; write another letter for it.",
    ",": "It is not clear what this comma means; write a ; between equations, 0.5 for 0,5.",
    ":": "A : can only follow a name in front of an equation; for a quotient write 1/2.",
    "!": "Factorials cannot be used here; write the number itself.",
    "%": "Write 0.5 for 50%: a % cannot be used in an equation.",
    "∞": "Infinity is not a number that can be used here.",
    '"': "Leave the quotation marks out; equations need none.",
    "?": "A ? cannot stand for an unknown; give it a name, such as x.",
    "\\": "This LaTeX command cannot be used in an equation; write it in plain signs.",
    "_": "An index needs a name in front of it and a letter or number after it, as in x_1.",
}


def explain(formula: str, token: Token) -> NoReturn:
    """Raise the error for ``token``, the first piece of ``formula`` that is not allowed."""
    at = len(formula.rstrip()) if token.type == "$END" else token.start_pos or 0
    before = formula[:at].rstrip()
    ends = token.type == "$END" or str(token) == ";"
    if token[:1] in _ABOUT_CHARACTER:
        raise InputError(_ABOUT_CHARACTER[token[:1]], position=at, example=EXAMPLE)
    if token.type == "OTHER":
        raise InputError(f"The character {token} cannot be used in an equation.", position=at)
    if before and before[-1] in "+-*/^×·√=" and (ends or token.type in _OPERATORS | {"CLOSE"}):
        raise InputError(
            f"There is nothing after this {_shown(before[-1])}.",
            position=len(before) - 1,
            example=EXAMPLE,
        )
    if token.type in _OPERATORS or ends:
        sign = "end" if ends else str(token)
        raise InputError(f"There is nothing before this {sign}.", position=at, example=EXAMPLE)
    if token.type == "CLOSE":
        raise InputError("There is nothing in these brackets.", position=at, example=EXAMPLE)
    raise InputError(
        "This cannot be read as part of an equation.",
        position=min(at, len(formula) - 1),
        example=EXAMPLE,
    )


def _shown(sign: str) -> str:
    return "−" if sign == "-" else sign
