"""Equations in which one letter stands for any number: ``kx + y = 1, x + ky = k^2``."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING

from linalg_engine.arguments import require_text
from linalg_engine.equations.names import GREEK
from linalg_engine.equations.pieces import separated
from linalg_engine.equations.plain import plain_equations
from linalg_engine.equations.reading import parse_equations, refuse_products, rows_of
from linalg_engine.errors import InputError
from linalg_engine.notation.cleaning import undress
from linalg_engine.notation.lettered import MAX_CHARACTERS, checked
from linalg_engine.notation.reading import about
from linalg_engine.parameter.ratios import LetteredMatrix, Ratio, refuse, table_of
from linalg_engine.results import result

if TYPE_CHECKING:
    from linalg_engine.equations.linear import Linear

MARK = "\ue000"
"""What stands in the text for the letter; the grammar has it too."""

_USUAL_UNKNOWNS = frozenset("uvwxyz")
_TAKEN = frozenset("eijπ")

_WORD = re.compile(
    r"\\?(?P<word>(?:(?![⁰¹²³⁴-⁹₀-₉ᵀ½⅓⅔¼¾⅐-⅞])[^\W\d_])+)(?P<index>(?:[0-9₀-₉]|_\{?\w)[\w}]*)?"
)


@result
class LetteredSystem:
    """Linear equations with a letter, as ``matrix @ x = rhs``, a row each.

    Attributes
    ----------
    augmented
        The letter, and the matrix with the right-hand side as its last column, shape (m, n + 1).
    names
        The n unknowns, spelled and sorted as in `LinearSystem`.
    """

    augmented: LetteredMatrix
    names: tuple[str, ...]


def parse_lettered_equations(text: str, known: Collection[str] = ()) -> LetteredSystem | None:
    """Return equations that are linear once a letter stands for any number.

    None where they are linear without that, or where no letter does it, or more than one.
    The letters u to z are always unknowns.

    Parameters
    ----------
    text
        As for `parse_equations`; ``kx`` and ``xk`` are k times x.
    known
        Letters that have a value.

    Raises
    ------
    InputError
        Where the letter is used in another way than in polynomials and their quotients, or the
        system is too large.

    Examples
    --------
    >>> from linalg_engine.equations import parse_lettered_equations
    >>> found = parse_lettered_equations("kx + y = 1, x + ky = k^2")
    >>> found.augmented.letter, found.names
    ('k', ('x', 'y'))
    """
    require_text(text)
    if len(text) > MAX_CHARACTERS or MARK in text:
        return None
    try:
        parse_equations(text)
    except InputError as error:
        if error.reason != "not linear":
            return None
    else:
        return None
    with about(text):
        formula = undress(separated(plain_equations(text)))
        found = dict(_readings(formula))
        factors = _factors(formula)
        if {*found, *factors} & set(known):
            return None
        if not found:
            _check_one(factors)
        if len(found) != 1:
            return None
        [(letter, (rows, names))] = found.items()
        if any(name[0] in _USUAL_UNKNOWNS for name in names):
            others = {name for name in names if len(name) == 1} - _USUAL_UNKNOWNS
            if others & set(known) or (others and letter.isupper()):
                return None
            _check_one([letter, *others])
        entries = [[*(row.terms.get(name, 0) for name in names), -row.constant] for row in rows]
        return LetteredSystem(
            checked(LetteredMatrix(letter, table_of(entries, Ratio.of))), tuple(names)
        )


def _readings(formula: str) -> Iterator[tuple[str, tuple[list[Linear], list[str]]]]:
    """Yield each letter that makes the equations linear, with their rows and unknowns."""
    letters = _letters(formula)
    for letter in letters:
        marked = _WORD.sub(lambda found, letter=letter: _marked(found, letter), formula)
        try:
            rows, names = rows_of(marked)
            refuse_products(names, marked)
        except InputError as error:
            if error.reason == "letter" and len(letters) == 1:
                raise
        else:
            yield letter, (rows, names)


def _letters(formula: str) -> list[str]:
    """Return the letters that stand alone or beside one unknown and could be any number."""
    letters: set[str] = set()
    for found in _WORD.finditer(formula):
        word = _word(found)
        if len(word) <= 2 and word != "pi":
            letters |= {word[0]} if found["index"] else set(word)
    return sorted(letters - _USUAL_UNKNOWNS - _TAKEN)


def _factors(formula: str) -> list[str]:
    """Return the letters in front of one of the usual unknowns: a and b in ax + by = c."""
    words = [_word(found) for found in _WORD.finditer(formula)]
    pairs = [word for word in words if len(word) == 2 and word[1] in _USUAL_UNKNOWNS]
    return sorted({word[0] for word in pairs} - _USUAL_UNKNOWNS - _TAKEN)


def _check_one(letters: list[str]) -> None:
    """Refuse more than one letter that could stand for any number."""
    # Capitals are matrices: A x = b.
    if len(letters) > 1 and not any(letter.isupper() for letter in letters):
        *others, last = sorted(letters)
        listed = f"{', '.join(others)} and {last}"
        refuse(f"Only one letter can stand for any number, and here {listed} could.")


def _marked(found: re.Match[str], letter: str) -> str:
    """Return a word with the letter marked, as long as it was: k, kx, xk, k x_1."""
    word, whole = _word(found), found[0]
    if word == letter and not found["index"]:
        return MARK.ljust(len(whole))
    if len(word) == 2 and letter in word and not whole.startswith("\\"):
        if word[0] == letter:
            return MARK + whole[1:]
        if not found["index"]:
            return whole[0] + MARK
    return whole


def _word(found: re.Match[str]) -> str:
    word = found["word"]
    return GREEK.get(word, word) if found[0].startswith("\\") else word
