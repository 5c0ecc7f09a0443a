"""Error messages for text that the grammar cannot read."""

from __future__ import annotations

import difflib
import re
from typing import NoReturn

from lark import Token

from linalg_engine.errors import InputError
from linalg_engine.notation import arithmetic

_OPERATORS = {"PLUS", "MINUS", "TIMES", "OVER", "POWER"}

_ABOUT_CHARACTER = {
    "%": "A percentage cannot be used here; write 0.5 instead of 50%.",
    '"': "Leave the quotation marks out; numbers need none.",
    "'": "Leave the quotation marks out; numbers need none.",
    "∞": "Infinity is not a number that can be used here.",
    "°": "Degrees cannot be used here; write 45*pi/180 instead of 45°.",
    "=": "An = can only follow a name in front, as in a = [1, 2, 3].",
    ":": "A : can only follow a name in front, as in a: 1 2 3; for a quotient write 1/2.",
    "!": "Factorials cannot be used here; write the number itself.",
    "^": "There is no number before ^.",
}


def explain(formula: str, token: Token) -> NoReturn:
    """Raise the error for ``token``, the first piece of ``formula`` that is not allowed."""
    at = len(formula.rstrip()) if token.type == "$END" else token.start_pos or 0
    before = formula[:at].rstrip()
    if str(token) == "…" or formula.startswith("...", at):
        arithmetic.left_out(at)
    if token.type == "OTHER" and token not in _ABOUT_CHARACTER:
        raise InputError(f"The character {token} cannot be used here.", position=at)
    if before and before[-1] in "+-*/^×·√":
        _nothing_after(before)
    if str(token) in _ABOUT_CHARACTER:
        raise InputError(_ABOUT_CHARACTER[str(token)], position=at)
    if token.type in _OPERATORS:
        raise InputError(
            f"There is no number before this {token}.", position=at, example="[1, 2*3]"
        )
    if token.type == "MISSING" and str(token) == "-":
        raise InputError("There is no number after this −.", position=at, example="[1, 2-3]")
    word = re.search(r"\\?[A-Za-z]+$", before)
    if word and token.type != "OTHER":
        _after_word(word, token, at)
    raise InputError(
        "Something is missing here between two numbers: a comma, a blank or a sign like *.",
        position=at,
        example="[1, 2, 3]",
    )


def _nothing_after(before: str) -> NoReturn:
    sign = "−" if before[-1] == "-" else before[-1]
    raise InputError(
        f"There is no number after this {sign}.", position=len(before) - 1, example="[1, 2*3]"
    )


def _after_word(word: re.Match[str], token: Token, at: int) -> NoReturn:
    name = word.group().removeprefix("\\")
    if name in arithmetic.FUNCTIONS:
        raise InputError(
            f"{name} needs its number in brackets, as in {name}(2).",
            position=word.start(),
            example=f"{name}(2)",
        )
    if name.endswith("frac"):
        raise InputError(
            r"A fraction in LaTeX needs two pairs of braces, as in \frac{1}{2}.",
            position=word.start(),
            example=r"\frac{1}{2}",
        )
    raise InputError(
        f"It is not clear what {token.strip() or 'the end'} after {name} means; "
        "put a comma, a blank or a * between.",
        position=at,
        example="[pi, 2]",
    )


def refuse_infinity(word: str, at: int) -> None:
    """Raise the error for a word that means infinity, if it is one."""
    if word.lower() in ("inf", "infinity", "infty"):
        raise InputError(_ABOUT_CHARACTER["∞"], position=at)


def unclear_quotient(at: int, example: str) -> NoReturn:
    """Raise the error for ``1/2 x``, which is ambiguous."""
    raise InputError(
        "It is not clear what is divided here: 1/2 x could be (1/2)·x or 1/(2·x); "
        "please add brackets.",
        position=at,
        example=example,
    )


def unknown_word(word: str, at: int) -> NoReturn:
    """Raise the error for a word that is not the name of a number."""
    if word in ("i", "j"):
        raise InputError(
            f"'{word}' looks like an imaginary number, and only real numbers can be used here; "
            "for the vector 3i + 4j write [3, 4].",
            position=at,
            example="[3, 4]",
        )
    refuse_infinity(word, at)
    if word in arithmetic.FUNCTIONS:
        raise InputError(
            f"{word} needs its number in brackets, as in {word}(2).",
            position=at,
            example=f"{word}(2)",
        )
    known = [*arithmetic.FUNCTIONS, "pi"]
    near = difflib.get_close_matches(word[:24].lower(), known, n=1)
    shown = word if len(word) <= 24 else word[:23] + "…"
    hint = f"did you mean {near[0]}?" if near else "only numbers, pi, e and sqrt(…) are allowed."
    raise InputError(f"'{shown}' is not a number; {hint}", position=at, example="[1, 2, sqrt(2)]")
