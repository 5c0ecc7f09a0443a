"""Which blanks of an expression are significant.

In a list they separate (MATLAB's rule, see ../notation/terminals.lark): ``[1 -2]`` has two
entries. Elsewhere they are ignored: ``A -B`` is a difference and ``A B`` a product.
Square brackets are lists; round ones and braces are where a comma, a semicolon, or a blank
before a number stands in them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import islice

from lark import Token

from linalg_engine.errors import InputError
from linalg_engine.expressions.functions import FUNCTIONS

MAX_PIECES = 2_000
"""Numbers, names and signs, blanks in lists among them: a 20×20 matrix of fractions."""


class Blanks:
    """Drops the blanks and line ends that separate nothing, and finds the functions."""

    always_accept = ()

    def process(self, stream: Iterable[Token]) -> Iterator[Token]:
        tokens = list(islice(stream, MAX_PIECES + 1))
        if len(tokens) > MAX_PIECES:
            raise InputError(
                f"There are more than {MAX_PIECES:,} numbers, names and signs here, "
                "too many for one expression."
            )
        tokens = _with_places(_with_functions(_with_points(tokens)))
        yield from (token for token, keep in zip(tokens, _kept(tokens), strict=True) if keep)


def _with_points(tokens: list[Token]) -> list[Token]:
    """Give the point of ``1./A`` and ``2.^A`` to the sign behind it, not to the number."""
    result: list[Token] = []
    for token in tokens:
        before = result[-1] if result else None
        if (
            before is not None
            and before.type == "NUMBER"
            and before.endswith(".")
            and len(before) > 1
            and token.type in ("TIMES", "OVER", "POWER")
            and before.end_pos == token.start_pos
        ):
            result[-1] = before.update(value=before[:-1])
            kind = "EACH_POWER" if token.type == "POWER" else "EACH"
            token = Token.new_borrow_pos(kind, f".{token}", token)
        result.append(token)
    return result


def _with_functions(tokens: list[Token]) -> list[Token]:
    """Mark the names of functions before a round bracket, and drop the blanks between."""
    result: list[Token] = []
    for token in tokens:
        if token.startswith("("):
            _mark_function(result)
        result.append(token)
    return result


def _mark_function(before: list[Token]) -> None:
    last = -2 if len(before) > 1 and before[-1].type == "GAP" else -1
    name = before[last] if before else None
    if name is None or name.type != "NAME" or name.removeprefix("\\") not in FUNCTIONS:
        return
    point = before[last - 1] if len(before) > 1 - last else None
    touches = point is not None and point == "." and point.end_pos == name.start_pos
    if touches and name in METHODS and len(before) > 1 - last:
        before[last - 1 :] = [Token.new_borrow_pos("METHOD", str(name), name)]
    else:
        before[last:] = [Token.new_borrow_pos("FUNCTION", name.removeprefix("\\"), name)]


def _with_places(tokens: list[Token]) -> list[Token]:
    """Mark the brackets of ``A(1, 2)`` and ``A[1, :]``: they touch what is in front of them."""
    for at, token in enumerate(tokens):
        before = tokens[at - 1] if at else None
        if (
            token.type == "OPEN"
            and before is not None
            and (before.type in _INDEXED or before in (")", "]"))
            and before.end_pos == token.start_pos
            and _holds_places(tokens, at + 1)
        ):
            tokens[at] = Token.new_borrow_pos("INDEX", str(token), token)
    return tokens


def _holds_places(tokens: list[Token], start: int) -> bool:
    """Whether a bracket has one or two places in it, with a comma between; mark its ``end``."""
    inside: list[Token] = []
    for token in islice(tokens, start, start + MOST_IN_PLACES):
        if token.type == "CLOSE":
            break
        if token.type != "GAP":
            inside.append(token)
    else:
        return False
    if not _PLACES.fullmatch("".join(map(_short, inside))):
        return False
    for at in range(start, start + MOST_IN_PLACES):
        if tokens[at].type == "CLOSE":
            break
        if tokens[at] == "end":
            tokens[at] = Token.new_borrow_pos("END", "end", tokens[at])
    return True


def _short(token: Token) -> str:
    if token.type == "NUMBER":
        return "1" if token.isdigit() else "?"
    return {":": ":", ",": ",", "end": "e"}.get(str(token), "?")


_PLACE = "(?::|e|1(?::[1e])?)"
_PLACES = re.compile(f"{_PLACE}(?:,{_PLACE})?")


def _kept(tokens: list[Token]) -> list[bool]:
    """Return for each token whether it is significant."""
    kept = [token.type not in _BLANKS for token in tokens]
    levels: list[_Level] = []
    open_levels = [_Level("")]
    for index, token in enumerate(tokens):
        level = open_levels[-1]
        if token.type in ("OPEN", "INDEX"):
            is_call = index > 0 and tokens[index - 1].type == "FUNCTION"
            is_list = not is_call and token.type == "OPEN"
            open_levels.append(_Level(str(token) if is_list else ""))
        elif token.type == "CLOSE" and len(open_levels) > 1:
            levels.append(open_levels.pop())
        elif token.type in _BLANKS:
            following = tokens[index + 1].type if index + 1 < len(tokens) else ""
            level.blank(index, before_number=token.type == "GAP" and following in _NUMBERS)
        elif token.type in _SEPARATORS:
            level.separator(token.type)
    for level in (*levels, *open_levels):
        for index in level.meaningful():
            kept[index] = True
    return kept


class _Level:
    """The tokens directly inside one pair of brackets, or (``""``) inside none or a call."""

    def __init__(self, bracket: str) -> None:
        self._bracket = bracket
        self._is_list = bracket in ("[", "<")
        self._is_latex = False
        self._blanks: list[int] = []
        self._before_numbers: list[int] = []

    def blank(self, index: int, *, before_number: bool) -> None:
        """Note the index of a blank or a line end."""
        self._blanks.append(index)
        if before_number:
            self._before_numbers.append(index)

    def separator(self, kind: str) -> None:
        """Note a comma, or what else always separates."""
        self._is_list = True
        self._is_latex = self._is_latex or kind == "AMPERSAND"

    def meaningful(self) -> list[int]:
        """Return the significant blanks, once the bracket is closed."""
        if self._bracket == "":
            return self._before_numbers  # two numbers side by side, for the grammar to refuse
        if self._is_latex:
            return []
        return self._blanks if self._is_list or self._before_numbers else []


METHODS = frozenset(
    [
        *("sum", "mean", "std", "var", "median", "max", "min", "argmax", "argmin", "prod"),
        *("cumsum", "cumprod", "dot", "transpose", "conj", "round", "trace"),
    ]
)
"""What NumPy's arrays have behind a point: ``A.sum()``."""

MOST_IN_PLACES = 12
"""Pieces between the brackets of places."""

_INDEXED = {"NAME", "TRANSPOSE"}
_BLANKS = {"GAP", "NEWLINE"}
_NUMBERS = {"NUMBER", "MIXED"}
_SEPARATORS = {"COMMA", "SEMICOLON", "AMPERSAND", "ROW", "BAR"}
