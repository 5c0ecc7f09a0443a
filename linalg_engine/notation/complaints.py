"""Error messages for text that the grammar cannot read."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable
from typing import NoReturn

from lark import Token

from linalg_engine.errors import InputError
from linalg_engine.notation import arithmetic

_OPERATORS = {"PLUS", "MINUS", "TIMES", "OVER", "POWER"}

_ABOUT_CHARACTER = {
    "%": "A % can only follow a number, as in 50%.",
    '"': "Leave the quotation marks out; numbers need none.",
    "'": "Leave the quotation marks out; numbers need none.",
    "∞": "Infinity is not a number that can be used here.",
    "°": "A ° can only follow a number, as in cos(45°).",
    "=": "An = can only follow a name in front, as in a = [1, 2, 3].",
    ":": "A : can only follow a name in front, as in a: 1 2 3; for a quotient write 1/2.",
    "!": "Factorials cannot be used here; write the number itself.",
    "^": "There is no number before ^.",
}

_EXAMPLES = {"%": "50%", "°": "cos(45°)"}


def explain(formula: str, token: Token) -> NoReturn:
    """Raise the error for ``token``, the first piece of ``formula`` that is not allowed."""
    at = len(formula.rstrip()) if token.type == "$END" else token.start_pos or 0
    before = formula[:at].rstrip()
    if str(token) == "…" or formula.startswith("...", at):
        arithmetic.left_out(at, before)
    if token.type == "OTHER" and token not in _ABOUT_CHARACTER:
        raise InputError(f"The character {token} cannot be used here.", position=at)
    if before and before[-1] in "+-*/^×·√":
        _nothing_after(before)
    if str(token) in _ABOUT_CHARACTER:
        raise InputError(
            _ABOUT_CHARACTER[str(token)], position=at, example=_EXAMPLES.get(str(token))
        )
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


def refuse_imaginary(word: str, at: int) -> None:
    """Raise the error for i and j."""
    if word in ("i", "j"):
        raise InputError(
            f"'{word}' looks like an imaginary number, and only real numbers can be used here; "
            "for the vector 3i + 4j write [3, 4].",
            position=at,
            example="[3, 4]",
        )


def near_name(word: str, known: Iterable[str]) -> str:
    """Return the known name that a word is a slip for; "" if it is none.

    Short words and those that mean something else, as ``pinv``, are no slips.

    Examples
    --------
    >>> near_name("sqr", ["sqrt", "abs"]), near_name("AB", ["sqrt", "abs"])
    ('sqrt', '')
    """
    by_small_letters = {name.lower(): name for name in known}
    small = word[:24].lower()
    if len(small) < 3 or small in _OTHER_WORDS:
        return by_small_letters.get(small, "")
    near = difflib.get_close_matches(small, by_small_letters, n=1, cutoff=0.75)
    return by_small_letters[near[0]] if near else ""


_OTHER_WORDS = {"pinv", "int", "cosh", "sinh", "tanh", "asin", "acos", "atan", "norms", "ones"}


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
    refuse_imaginary(word, at)
    refuse_infinity(word, at)
    called = re.fullmatch(r"([a-z]+)(\d+)", word)
    if called and called[1] in arithmetic.FUNCTIONS:
        right = f"{called[1]}({called[2]})"
        raise InputError(
            f"{called[1]} needs its number in brackets, as in {right}.", position=at, example=right
        )
    if word in arithmetic.FUNCTIONS:
        raise InputError(
            f"{word} needs its number in brackets, as in {word}(2).",
            position=at,
            example=f"{word}(2)",
        )
    near = near_name(word, [*arithmetic.FUNCTIONS, "pi"])
    shown = word if len(word) <= 24 else word[:23] + "…"
    hint = f"did you mean {near}?" if near else "only numbers, pi, e and sqrt(…) are allowed."
    raise InputError(f"'{shown}' is not a number; {hint}", position=at, example="[1, 2, sqrt(2)]")
