r"""Text -> a tree of what is done to what."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import cast

from lark import Lark, Token, Tree

from linalg_engine import notation
from linalg_engine.errors import InputError
from linalg_engine.expressions.blanks import Blanks
from linalg_engine.expressions.comparisons import with_comparisons
from linalg_engine.expressions.complaints import explain
from linalg_engine.notation.cleaning import clean, undress
from linalg_engine.notation.forms import without_forms
from linalg_engine.notation.parsing import parsed

MAX_CHARACTERS = 6_000
"""Length of an expression."""


def plain_formula(text: str, *, has_c: bool = False) -> str:
    r"""Return ``text`` in plain characters, each in its place, with ``∖`` for solving.

    Parameters
    ----------
    has_c
        Whether c is the name of a value; otherwise ``c(1, 2)`` is R's list.

    Raises
    ------
    InputError
        When the text is too long or empty, has hidden characters or double bars, or its
        brackets do not match.
    """
    plain = _R_PRODUCT.sub("@  ", clean(text, limit=MAX_CHARACTERS))
    plain = without_forms(plain if has_c else _R_LIST.sub(" ", plain))
    for unsaid in _UNSAID:
        plain = unsaid.sub(lambda found: " " * len(found[0]), plain)
    plain = _SOLVE.sub(r"\g<left>∖", with_comparisons(plain))
    _refuse_double_bars(plain)
    formula = undress(_STYLED.sub(_bare, _with_determinants(plain)))
    return _CROSS_BY_LETTER.sub(r"\1×", formula)


def read_tree(formula: str) -> Tree[Token]:
    """Return the tree of ``formula``, which has been through `plain_formula`.

    Raises
    ------
    InputError
        Where it cannot be read.
    """
    return parsed(_parse, formula, explain)


def _refuse_double_bars(plain: str) -> None:
    at = plain.find(r"\begin{Vmatrix")
    if at >= 0:
        raise InputError(
            "Double bars around a matrix can mean several norms, so they cannot be read; "
            "write norm(v) for the length of a vector, sqrt(trace(A' * A)) for the Frobenius norm.",
            position=at,
            example="norm([3, 4])",
        )


def _with_determinants(plain: str) -> str:
    """Return the text with matrices between bars as determinants, the innermost first."""
    found = 1
    while found:
        plain, found = _DETERMINANT.subn(_determinant, plain)
    return plain


def _determinant(found: re.Match[str]) -> str:
    """Return a matrix between bars as its determinant, each entry in its place."""
    begin, end = (len(found[name]) for name in ("begin", "end"))
    return " det([".ljust(begin) + found["entries"] + "])".ljust(end)


def _bare(found: re.Match[str]) -> str:
    """Return a name without its LaTeX style, in its place."""
    before = found.start("name") - found.start()
    return (" " * before + found["name"]).ljust(len(found.group()))


_UNSAID = (
    # A formula of a spreadsheet: ``=SUM(1, 2)``.
    re.compile(r"\A\s*+=(?!=)"),
    # The norm that a matrix has here anyway.
    re.compile(r",\s*+(?:ord\s*+=\s*+)?(['\"])fro\1"),
    # The end of MATLAB's lines and of a calculator's: ``A * B;``, ``2 + 3 =``.
    re.compile(r"(?<=[^\s=<>!~])\s*+(?:=\s*+\??|;)\s*+\Z"),
    # NumPy's wish for the shape of a result.
    re.compile(r",\s*+keepdims\s*+=\s*+(?:True|False)"),
    # MATLAB's transpose of entries that are not conjugated: ``A.'``.
    re.compile(r"(?<=[A-Za-z_\])])\.(?=')"),
)
"""What is said of a result, and changes nothing in it."""

_R_PRODUCT = re.compile("%[*]%")
_R_LIST = re.compile(r"(?<![\w\\])c(?=\()")

_LATEX_WORDS = (
    "begin|end|frac|[dtc]frac|sqrt|pi|left|right|[bB]igg?[lr]?|cdot|times|ast|div|[lr]angle"
    "|[lr]brack|[lcvd]?dots|ddots|displaystyle|hline|limits|q?quad|vec|mathbf|mathrm|bm"
    "|boldsymbol|hat|text|operatorname|top|intercal|det|sin|cos|tan|exp|ln|[lr]?[vV]ert|mid"
)
# A backslash between two values solves, unless a word of LaTeX follows.
_SOLVE = re.compile(
    rf"(?P<left>[\w.)\]}}>'½][ \t]*+)\\(?=[ \t]*+[\w(\[<√+-])(?!(?:{_LATEX_WORDS})(?![A-Za-z]))"
)
_DETERMINANT = re.compile(
    r"(?P<begin>\\begin\{vmatrix\*?\}(?:\[[clr]\])?)"
    r"(?P<entries>(?:(?!\\(?:begin|end)\{vmatrix).)*+)"
    r"(?P<end>\\end\{vmatrix\*?\})",
    re.DOTALL,
)
_STYLED = re.compile(
    r"\\(?:vec|mathbf|mathrm|bm|boldsymbol|hat|text|operatorname)"
    r"[ \t]*+\{[ \t]*+(?P<name>\w+)[ \t]*+\}"
)
_CROSS_BY_LETTER = re.compile(r"(?<=[\])}>])([ \t]*+)[xX](?=[ \t]*+[\[({<])")

_PARSER = Lark.open(  # pyright: ignore[reportUnknownMemberType]
    "grammar.lark",
    rel_to=__file__,
    parser="lalr",
    lexer="basic",
    postlex=Blanks(),
    import_paths=[str(Path(notation.__file__).parent)],
)
_parse = cast("Callable[[str], Tree[Token]]", _PARSER.parse)  # pyright: ignore[reportUnknownMemberType]
