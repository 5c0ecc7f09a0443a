"""Text -> a matrix, a right-hand side, and the names of the unknowns."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from linalg_engine.arguments import require_text
from linalg_engine.equations.linear import EXAMPLE, Linear, too_many_unknowns
from linalg_engine.equations.names import in_order
from linalg_engine.equations.pieces import separated
from linalg_engine.equations.plain import plain_equations
from linalg_engine.equations.syntax import read_equations
from linalg_engine.errors import InputError
from linalg_engine.exact import Scalar, is_exact_number
from linalg_engine.matrices import MAX_SIZE
from linalg_engine.notation import arithmetic
from linalg_engine.notation.cleaning import undress
from linalg_engine.notation.reading import about
from linalg_engine.results import result


@result
class LinearSystem:
    """Linear equations as ``matrix @ x = rhs``, a row each.

    Attributes
    ----------
    matrix
        Shape (m, n): of Fractions and Surds (dtype object) where all numbers are exact,
        otherwise float64.
    rhs
        Shape (m,).
    names
        The n unknowns, each in one spelling: ``x``, ``x_1`` for x1, x_1 and x₁, ``α`` for
        \\alpha. Letters are in the order of the alphabet; where one is a word, all are in the
        order in which they appear.
    remarks
        Sentences on what could have been meant otherwise.
    """

    matrix: NDArray[Any]
    rhs: NDArray[Any]
    names: tuple[str, ...]
    remarks: tuple[str, ...] = ()


def parse_equations(text: str) -> LinearSystem:
    r"""Return the system of linear equations in ``text``.

    Between equations there is a comma, a semicolon, ``\\``, "and" or the end of a line. Every
    letter or word is the name of an unknown, e and i too; only pi is a number. Sides may have
    brackets, fractions, roots and decimals, in any order; 1/2 x is half of x.

    Parameters
    ----------
    text
        Of at most 10,000 characters, plain or LaTeX, with at most 100 equations and unknowns.

    Raises
    ------
    InputError
        Where the text cannot be read or is not linear, with the place, or has no unknown.

    Examples
    --------
    >>> found = la.parse_equations("2x + 3y = 5, y = x - 1")
    >>> found.matrix.tolist() == [[2, 3], [-1, 1]], found.rhs.tolist() == [5, -1], found.names
    (True, True, ('x', 'y'))
    """
    require_text(text)
    with about(text):
        formula = undress(separated(plain_equations(text)))
        rows, names = rows_of(formula)
        refuse_products(names, formula)
    return _system(rows, names, tuple(_remarks(names, formula)))


def rows_of(formula: str) -> tuple[list[Linear], list[str]]:
    """Return the equations of plain text, each as a sum that has to be 0, and their unknowns."""
    _refuse_unclear_exponents(formula)
    rows = read_equations(formula)
    if not rows:
        raise InputError("There is no equation here yet.", example=EXAMPLE)
    if len(rows) > MAX_SIZE:
        raise InputError(
            f"There are {len(rows)} equations here, and at most {MAX_SIZE} can be solved."
        )
    names = in_order(dict.fromkeys(name for row in rows for name in row.terms))
    if not names:
        raise InputError(
            "There is no unknown in this, and an equation needs one, such as x in 2x = 6.",
            position=rows[0].start,
            example=EXAMPLE,
        )
    if len(names) > MAX_SIZE:
        too_many_unknowns()
    return rows, names


def _system(rows: Sequence[Linear], names: Sequence[str], remarks: tuple[str, ...]) -> LinearSystem:
    zero = rows[0].constant * 0
    entries = [[row.terms.get(name, zero) for name in names] for row in rows]
    right = [-row.constant for row in rows]
    for row, numbers in zip(rows, entries, strict=True):
        for number in [*numbers, row.constant]:
            arithmetic.representable(number, row.start)
    numbers = [number for row in [*entries, right] for number in row]
    kind = object if all(map(is_exact_number, numbers)) else np.float64
    return LinearSystem(_array(entries, kind), _array(right, kind), tuple(names), remarks)


def _array(numbers: Sequence[Scalar] | Sequence[Sequence[Scalar]], kind: Any) -> NDArray[Any]:
    return np.array(numbers, dtype=object).astype(kind)


def _remarks(names: Sequence[str], formula: str) -> Iterator[str]:
    found = _FRACTION_BEFORE_NAME.search(formula)
    if found:
        yield f"{found[0]} is read as ({found[1]})·{found[2]}."
    if "°" in _ANGLE.sub("", formula):
        yield "Angles are in degrees."
    angle = _SINE.search(formula)
    if angle:
        yield f"{angle[0]} is of an angle in radians; in degrees it is {angle[1]}({angle[2]}°)."
    for name in names:
        if name.lower() != name and name.lower() in names:
            yield f"{name} and {name.lower()} are two unknowns."
            return


def _refuse_unclear_exponents(formula: str) -> None:
    """Refuse ``2e+3f``: two thousand times f, or twice e and thrice f."""
    for found in _EXPONENT.finditer(formula):
        if found["sign"] == "+" or _NAME_E.search(formula):
            number = found[0]
            raise InputError(
                f"{number} could be a power of ten or have the unknown e in it; write it with a "
                "* or with blanks.",
                position=found.start(),
                example="2*e + 3f = 1",
            )


def refuse_products(names: Sequence[str], formula: str) -> None:
    """Refuse ``xy`` for x times y, and ``sinx``: words made of x, y, z or of other unknowns."""
    letters = {name for name in names if len(name) == 1} | {"x", "y", "z"}
    indexed = {name.partition("_")[0] for name in names if "_" in name} | {"x", "y", "z"}
    for name in names:
        if _FUNCTION_OF.fullmatch(name):
            what = f"{name} could be a function of {name[-1]}"
        elif _is_product(name, letters):
            what = f"{name} could be {' times '.join(name)}"
        elif _INDEXED_PAIR.fullmatch(name) and name[1] in indexed:
            what = f"{name} could be {name[0]} times {name[1:]}"
        else:
            continue
        letters_of = name.partition("_")[0]
        at = re.search(rf"(?<![^\W\d_]){letters_of}(?![^\W\d_₀-₉])", formula)
        raise InputError(
            f"{what}, and then the equation is not linear; if it is one unknown, "
            "write it with an index, as in x_1.",
            position=at.start() if at else None,
            example=EXAMPLE,
            reason="not linear",
        )


def _is_product(name: str, letters: set[str]) -> bool:
    """Whether a name could be a product: two letters, one of them an unknown, or all of them."""
    known = [letter in letters for letter in name]
    return any(known) if len(name) == 2 else len(name) > 2 and all(known)


_INDEXED_PAIR = re.compile(r"[^\W\d_]{2}_[0-9]+")
_EXPONENT = re.compile(r"(?<![0-9.])[0-9.]++[eE](?P<sign>[+-]?)[0-9](?![0-9])")
_FRACTION_BEFORE_NAME = re.compile(r"(?<![\w.])([0-9]{1,9}/[0-9]{1,9})([^\W\d_](?!\w{8})\w*)")
_ANGLE = re.compile(r"(?:sin|cos|tan)[ (\t{]*+[0-9./]++[ \t]*+°")
_SINE = re.compile(r"\b(sin|cos|tan)[ \t]*+\([ \t]*+([0-9]{2,3})[ \t]*+\)")
_NAME_E = re.compile(r"(?<![\w.])e(?!\w)")
_FUNCTION_OF = re.compile(r"(?:arc)?(?:sin|cos|tan|log|ln|exp|sqrt)[xyz]")
