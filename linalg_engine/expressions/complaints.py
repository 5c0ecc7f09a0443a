"""Error messages for expressions that cannot be read, and for unknown names."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NoReturn

from lark import Token

from linalg_engine.errors import InputError
from linalg_engine.expressions.comparisons import TYPED
from linalg_engine.expressions.functions import ELSEWHERE, FUNCTIONS
from linalg_engine.notation import arithmetic, complaints

_OPERATORS = {
    *("PLUS", "TIMES", "DOT", "CROSS", "SOLVE", "OVER", "POWER", "EACH", "EACH_POWER", "COMPARE")
}
_SEPARATORS = {"COMMA", "SEMICOLON", "AMPERSAND", "ROW"}

_ABOUT_CHARACTER = {
    "=": "An = is not allowed here.",
    ":": "A : is not allowed here; for a quotient write 1/2, for a row A[1, :].",
    "|": "Bars have several meanings: write det(A), norm(v) or abs(x).",
    "‖": "Write norm(v) for the length of a vector.",
    "!": "A ! can only follow a whole number, as in 5!.",
}


def explain(formula: str, token: Token) -> NoReturn:
    """Raise the error for ``token``, the first piece of ``formula`` that is not allowed."""
    at = len(formula.rstrip()) if token.type == "$END" else token.start_pos or 0
    before = formula[:at].rstrip()
    if str(token) in _ABOUT_CHARACTER:
        raise InputError(
            _ABOUT_CHARACTER[str(token)],
            position=at,
            example="norm([3, 4])",
            reason="assignment" if str(token) == "=" else None,
        )
    if token.type in _SEPARATORS:
        if re.search(r"[0-9],[0-9]", formula[max(0, at - 1) : at + 2]):
            raise InputError(
                "A comma between digits is not read here: write 3.5 with a point, 1000 without "
                "a comma, and vectors in square brackets.",
                position=at,
                example="3.5 + 2",
            )
        _outside_a_list(token, at)
    if token.type in ("GAP", "NUMBER", "MIXED"):
        _without_brackets(before)
        raise InputError(
            "Two numbers are side by side here: put * between them for a product, "
            "or square brackets around a vector.",
            position=at + len(formula[at:]) - len(formula[at:].lstrip()),
            example="[1, 2, 3] · [4, 5, 6]",
        )
    if token.type == "COMPARE" and before:
        raise InputError(
            "Two values are compared at a time: write 1 < x < 3 as (1 < x) .* (x < 3).",
            position=at,
            example="([1, 2, 4] > 1) .* ([1, 2, 4] < 3)",
        )
    if token.type == "OVER" and before.endswith("/"):
        raise InputError(
            "// is division without a rest in Python: write floor(7 / 2).",
            position=at - 1,
            example="floor(7 / 2)",
        )
    if str(token) in ELSEWHERE:
        _elsewhere(str(token), at)
    if token.type == "MISSING" and str(token) != "-":
        raise InputError(
            f"There is no number in this place ({token}); every place needs one.",
            position=at,
            example="[1, 2, 3]",
        )
    if token.type != "OTHER":
        _about_operator(token, before, at)
    complaints.explain(formula, token)


def _without_brackets(before: str) -> None:
    """Raise the error for ``sin 30``, if that is what is there."""
    word = re.search(r"[A-Za-z]\w*$", before)
    if word is not None and word[0] in FUNCTIONS:
        function = FUNCTIONS[word[0]]
        raise InputError(
            f"{word[0]} needs round brackets: {function.usage}.",
            position=word.start(),
            example=function.example,
        )


def _elsewhere(name: str, at: int) -> NoReturn:
    raise InputError(
        f"{name} has several results, or steps worth seeing, and an expression has one value.",
        position=at,
        example="det([1 2; 3 4])",
        reason="another operation",
    )


def _outside_a_list(token: Token, at: int) -> NoReturn:
    raise InputError(
        f"A {_SEPARATOR_NAMES[token.type]} is not allowed here; "
        "vectors and matrices need square brackets around them.",
        position=at,
        example="[1, 2, 3] · [4, 5, 6]",
    )


def _about_operator(token: Token, before: str, at: int) -> None:
    """Raise the error for a sign with nothing before or after it, if it is one."""
    if before and before[-1] in _AT_END:
        size = 2 if before[-2:] in _LONG else 1
        sign = before[-size:]
        raise InputError(
            f"There is nothing after this {_SIGNS.get(sign, sign)}.",
            position=len(before) - size,
            example="2 * [1, 2]",
        )
    if token.type in _OPERATORS or token.type == "TRANSPOSE":
        sign = _SIGNS.get(str(token), str(token))
        raise InputError(f"There is nothing before this {sign}.", position=at, example="2 * [1, 2]")


def unknown_name(name: str, at: int, formula: str, known: Iterable[str]) -> NoReturn:
    """Raise the error for a name without a value.

    Parameters
    ----------
    name, at
        The name and its index in ``formula``.
    known
        The names that have values.
    """
    known = list(known)
    complaints.refuse_infinity(name, at)
    if name in FUNCTIONS:
        function = FUNCTIONS[name]
        raise InputError(
            f"{name} needs round brackets: {function.usage}.",
            position=at,
            example=function.example,
        )
    if name.lower() in ELSEWHERE:
        _elsewhere(name, at)
    reason = None
    if formula[at:].removeprefix("\\")[len(name) :].lstrip().startswith("(") and len(name) > 1:
        hint = _nearest(name, FUNCTIONS)
        problem = f"There is no function {_short(name)}{hint or '.'}"
    elif len(name) > 1 and all(letter in known for letter in name):
        problem = f"There is no {_short(name)}; for a product write {' * '.join(name[:12])}."
    else:
        hint = _nearest(name, [*known, *FUNCTIONS, *arithmetic.CONSTANTS])
        reason = None if hint else "unknown name"
        advice = ""
        if name in ("x", "X"):
            advice = " For a cross product write × instead of x."
        elif re.fullmatch(r"[xX]\d+", name):
            advice, reason = f" For a product write * {name[1:25]}.", None
        elif name in ("deg", "degree", "degrees"):
            advice, reason = " For an angle in degrees write 30°.", None
        problem = f"There is no {_short(name)}{hint or '.' + advice}"
    raise InputError(problem, position=at, example="2 * [1, 2]", reason=reason)


def _nearest(name: str, known: Iterable[str]) -> str:
    """Return "; did you mean …?", or nothing if nothing is near."""
    near = complaints.near_name(name, known)
    return f"; did you mean {near}?" if near else ""


def _short(name: str) -> str:
    return name if len(name) <= 24 else name[:23] + "…"


_SIGNS = {"-": "−", "∖": "\\", **TYPED}
_AT_END = {*"+-*/^×·.@∖√", *TYPED}
_LONG = {".*", "./", ".^", "**"}
_SEPARATOR_NAMES = {
    "COMMA": "comma",
    "SEMICOLON": "semicolon",
    "AMPERSAND": "&",
    "ROW": "\\\\",
}
