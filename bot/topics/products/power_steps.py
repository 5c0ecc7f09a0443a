"""The working of a power: multiplication by multiplication, by squaring, or by diagonalization."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from bot.drawing.pages import Working
from bot.formula import Chain, Power, Row, Sentence, Symbol
from linalg_engine import decompositions, elimination
from linalg_engine.arrays import is_exact
from linalg_engine.exact import Surd, TooLongError, bits
from linalg_engine.matrices import identity

if TYPE_CHECKING:
    from bot.drawing.pages import Block
    from bot.formula import Formula, Notation
    from linalg_engine.exact import Exact
    from linalg_engine.matrices import Matrix

A, D, P = Symbol("A"), Symbol("D"), Symbol("P")

LARGEST_SET = 10
"""Larger matrices are not typeset."""

LARGEST_DIAGONALIZED = 4
"""Of larger ones the matrix of eigenvectors, and its inverse, are more work than they save."""

LONGEST_ONE_BY_ONE = 6
"""Powers up to it are worked out multiplication by multiplication."""

LONGEST_BITS = 54
"""Bits of numbers that a page still shows side by side."""


def power(a: Matrix, n: int, result: Matrix, say: Notation) -> Working | None:
    """Return the working of ``a`` to the power n; None where nothing is to be multiplied."""
    if abs(n) < 2 or len(a) > LARGEST_SET or _is_long(result):
        return None
    blocks: list[Block] = [Chain(A, (say.matrix(a),))]
    base, name = a, A
    if n < 0:
        base, name = elimination.inverse(a).value, _raised(-1)
        blocks += ["A negative power is a power of the inverse:", Chain(name, (say.matrix(base),))]
    if abs(n) <= LONGEST_ONE_BY_ONE:
        blocks += _one_by_one(base, n, name, say)
    else:
        blocks += diagonalized(a, n, result, say) or _squared(base, n, name, say)
    return Working("Power of a matrix", tuple(blocks))


def _one_by_one(base: Matrix, n: int, name: Formula, say: Notation) -> list[Block]:
    sign = 1 if n > 0 else -1
    blocks: list[Block] = []
    current, before = base, name
    for k in range(2, abs(n) + 1):
        current = elimination.multiply(current, base)
        raised = _raised(sign * k)
        blocks.append(Chain(raised, (Row((before, " ", name)), say.matrix(current))))
        before = raised
    return blocks


def _squared(base: Matrix, n: int, name: Formula, say: Notation) -> list[Block]:
    """Square as often as there are binary digits, then multiply the powers that make up n."""
    sign = 1 if n > 0 else -1
    blocks: list[Block] = ["Squaring takes few multiplications:"]
    squares = {1: base}
    names = {1: name}
    while 2 * max(squares) <= abs(n):
        half = max(squares)
        squares[2 * half] = elimination.multiply(squares[half], squares[half])
        names[2 * half] = _raised(sign * 2 * half)
        square = Row((names[half], " ", names[half]))
        blocks.append(Chain(names[2 * half], (square, say.matrix(squares[2 * half]))))
    parts = [k for k in sorted(squares, reverse=True) if abs(n) & k]
    if len(parts) == 1:
        return blocks
    blocks.append(f"{abs(n)} = {' + '.join(map(str, parts))}:")
    total, so_far = squares[parts[0]], parts[0]
    product: Formula = names[so_far]
    for k in parts[1:]:
        total = elimination.multiply(total, squares[k])
        so_far += k
        step = Row((product, " ", names[k]))
        product = _raised(sign * so_far)
        blocks.append(Chain(product, (step, say.matrix(total))))
    return blocks


def diagonalized(a: Matrix, n: int | None, result: Matrix, say: Notation) -> list[Block]:
    """Return A = P D P⁻¹, the power of D, and the product; nothing where that is not exact.

    Parameters
    ----------
    n
        The exponent; None for the limit, in which only an eigenvalue 1 stays.
    result
        The power, or the limit.
    """
    found = diagonal_form(a)
    if found is None or not is_exact(result):
        return []
    p, values, back = found
    try:
        kept = [x**n if n is not None else x if x == 1 else x * 0 for x in values]
    except TooLongError:
        return []
    raised = identity(len(a), like=a) * np.array(kept, dtype=object)
    if say.matrix(raised).is_rounded or any(map(_is_long, (p, raised, back))):
        return []
    exponent = "n" if n is None else _digits(n)
    product = Row((P, " ", D, " ", Power(P, "−1")))
    powers = Row((P, " ", Power(D, exponent), " ", Power(P, "−1")))
    below = Power(D, "∞") if n is None else Power(D, exponent)
    end = Row((P, " ", below, " ", Power(P, "−1")))
    why = (
        "Of the powers of its diagonal only those of 1 stay:"
        if n is None
        else "Only the diagonal is raised to the power:"
    )
    diagonal = identity(len(a), like=a) * np.array(values, dtype=object)
    return [
        Sentence(("The columns of ", P, " are eigenvectors, ", D, " has their eigenvalues:")),
        Chain(A, (product,)),
        Chain(P, (say.matrix(p),)),
        Chain(D, (say.matrix(diagonal),)),
        Chain(Power(P, "−1"), (say.matrix(back),)),
        Sentence(("In a power all ", Power(P, "−1"), " ", P, " between the factors cancel:")),
        Chain(Power(A, exponent), (powers,)),
        why,
        Chain(below, (say.matrix(raised),)),
        Chain(Power(A, "∞") if n is None else Power(A, exponent), (end, say.matrix(result))),
    ]


def diagonal_form(a: Matrix) -> tuple[Matrix, list[Exact], Matrix] | None:
    """Return P, the diagonal of D, and P⁻¹ of a small matrix with exact real eigenvalues."""
    if len(a) > LARGEST_DIAGONALIZED or not is_exact(a):
        return None
    found = decompositions.eigen(a)
    if found.is_defective or not found.has_exact_vectors:
        return None
    form = decompositions.jordan(a)
    values: list[Exact] = np.diagonal(form.j).tolist()
    is_shown = form.is_exact and all(map(_is_real, values))
    return (form.p, values, form.inverse) if is_shown else None


def _is_real(value: Exact) -> bool:
    return not isinstance(value, Surd) or value.is_real


def _is_long(a: Matrix) -> bool:
    return is_exact(a) and any(max(bits(x)) > LONGEST_BITS for x in a.flat)


def _raised(n: int) -> Formula:
    return Power(A, _digits(n))


def _digits(n: int) -> str:
    return str(n).replace("-", "−")
