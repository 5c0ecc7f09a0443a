"""Text -> a matrix whose entries may have one letter in them: ``[k 1; 1 k^2 - 1]``."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from linalg_engine.arguments import require_text
from linalg_engine.errors import InputError
from linalg_engine.notation import arithmetic
from linalg_engine.notation.cleaning import clean, clean_formula
from linalg_engine.notation.forms import without_forms
from linalg_engine.notation.layout import split_parts, unwrap
from linalg_engine.notation.rows import Rows, check_lengths, check_no_pieces, rows_of
from linalg_engine.notation.syntax import LETTER, Number, parser, read_items
from linalg_engine.parameter.ratios import LetteredMatrix, Ratio, refuse, table_of

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    from linalg_engine.notation.syntax import Item

MAX_CHARACTERS = 2_000
"""Of a matrix with a letter as text."""

MAX_SIZE = 6
"""Rows; columns may be one more, for a right-hand side."""

MAX_DEGREE = 12
"""Of an entry."""

MAX_DIGITS = 40
"""Of a coefficient."""

GREEK = {
    "alpha": "α", "beta": "β", "gamma": "γ", "delta": "δ", "epsilon": "ε", "varepsilon": "ε",
    "zeta": "ζ", "eta": "η", "theta": "θ", "iota": "ι", "kappa": "κ", "lambda": "λ", "mu": "μ",
    "nu": "ν", "xi": "ξ", "rho": "ρ", "sigma": "σ", "tau": "τ", "phi": "φ", "varphi": "φ",
    "chi": "χ", "psi": "ψ", "omega": "ω",
}  # fmt: skip

_TAKEN = {"e", "i", "j", "T", "π", "ᵀ"}
"""Letters that mean something already."""

_WORD = re.compile(
    r"(?P<number>\d[\d.]*(?:[eE][+-]?\d+)?)"
    r"|(?P<label>[^\W\d_]\w*[ \t]*:?=(?!=))"
    r"|\\?(?P<word>(?:(?![⁰¹²³⁴-⁹ᵀ½⅓⅔¼¾⅐-⅞])[^\W\d_])+)(?P<more>[\d_]\w*)?"
)

_BRACKETED = re.compile(r"\s*(?:\w+\s*:?=\s*)?(?P<matrix>[\[({].*?[\])}])[ᵀ'\s]*", re.DOTALL)

_SIZE = re.compile(rf"\|[^|\s;,&\[\]]*{LETTER}[^|\s;,&\[\]]*\|")
"""|k|, not a matrix between bars."""


def parse_lettered(text: str, known: Collection[str] = ()) -> LetteredMatrix | None:
    """Return a matrix with a letter; None where the text is something else.

    Parameters
    ----------
    text
        Entries are polynomials in one letter, or quotients of them: ``k``, ``2k``, ``k^2 - 1``,
        ``1/k``, ``(k-1)(k+2)``. Any letter will do except e, i and j, also a Greek one by name.
    known
        Letters that have a value.

    Raises
    ------
    InputError
        Where it has a letter, and what is done with it cannot be done, or it is too large.

    Examples
    --------
    >>> found = parse_lettered("[k 1; 1 k]")
    >>> found.letter, found.entries.shape
    ('k', (2, 2))
    """
    require_text(text)
    if len(text) > MAX_CHARACTERS:
        return None
    try:
        formula = clean_formula(without_forms(clean(text, limit=MAX_CHARACTERS)))
    except InputError:
        return None
    letters = letters_in(formula)
    is_matrix = _is_bracketed(formula)
    if len(letters) > 1 and is_matrix and not letters & set(known):
        listed = f"{', '.join(sorted(letters)[:-1])} and {sorted(letters)[-1]}"
        refuse(f"Only one letter can stand for any number, and these are {listed}.")
    if len(letters) != 1 or letters & set(known):
        return None
    [letter] = letters
    marked = _WORD.sub(lambda found: _marked(found, letter), formula)
    if is_matrix and _SIZE.search(marked):
        refuse("With a letter, only +, −, ·, / and whole powers can be used.")
    try:
        rows = _rows(marked)
    except InputError as error:
        if is_matrix:
            raise InputError(error.problem, example=error.example, reason="letter") from None
        return None
    if len(rows) == 1 and not is_matrix:
        return None
    if not all(isinstance(cell, Number) for row in rows for cell in row):
        return None
    entries = [[Ratio.of(cell.value) for cell in row if isinstance(cell, Number)] for row in rows]
    return checked(LetteredMatrix(letter, table_of(entries, lambda x: x)))


def _is_bracketed(formula: str) -> bool:
    """Whether one pair of brackets holds everything: a matrix, whatever is wrong in it."""
    found = _BRACKETED.fullmatch(formula)
    if found is None or "=" in found["matrix"]:
        return False
    depth = 0
    for place, sign in enumerate(found["matrix"], start=1):
        depth += (sign in "[({<") - (sign in "])}>")
        if not depth:
            return place == len(found["matrix"])
    return False


def _rows(marked: str) -> Rows:
    parts = split_parts(read_items(marked, _parse_lettered()))
    if len(parts) > 1:
        raise InputError("There is more than one matrix here.", example="[k 1; 1 k]")
    layout = unwrap(parts[0], marked)
    if not layout.has_groups:
        check_no_pieces(layout)
    rows = rows_of(layout)
    check_lengths(rows)
    return rows


def letters_in(formula: str) -> set[str]:
    """Return the letters in cleaned text that can stand for a number.

    There are none where a word is something else.
    """
    letters: set[str] = set()
    for found in _WORD.finditer(formula):
        word = found["word"]
        if word is None or word in arithmetic.FUNCTIONS or word in arithmetic.CONSTANTS:
            continue
        if word.endswith("frac") or (word == "T" and formula[: found.start()].rstrip()[-1:] == "^"):
            continue
        name = GREEK.get(word, word)
        if len(name) != 1 or name in _TAKEN or found["more"]:
            return set()
        letters.add(name)
    return letters


def _marked(found: re.Match[str], letter: str) -> str:
    """Return a piece of text with the letter replaced."""
    word = found["word"]
    return LETTER if word is not None and GREEK.get(word, word) == letter else found[0]


def checked(matrix: LetteredMatrix) -> LetteredMatrix:
    """Return a matrix with a letter, or refuse one that would take too long."""
    m, n = matrix.entries.shape
    if m > MAX_SIZE or n > MAX_SIZE + 1:
        refuse(f"With a letter, matrices go up to {MAX_SIZE}×{MAX_SIZE}; this one is {m}×{n}.")
    for x in matrix.entries.flat:
        if x.degree > MAX_DEGREE:
            refuse(f"With a letter, powers go up to {MAX_DEGREE}.")
        if x.longest_number >= 10**MAX_DIGITS:
            refuse(f"Beside a letter, numbers have at most {MAX_DIGITS} digits.")
    return matrix


@cache
def _parse_lettered() -> Callable[[str], list[Item]]:
    return parser(Ratio.letter())
