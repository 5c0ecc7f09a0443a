"""Eigenvalues, eigenvectors and eigenspaces, and the diagonal form."""

from __future__ import annotations

from collections import Counter
from fractions import Fraction
from typing import TYPE_CHECKING

import numpy as np

from bot.formula import Chain, Number, Sentence, Symbol, Term, VectorName, equals, text
from bot.topics.quiz.answers import is_it, notation
from bot.topics.quiz.bases import Space, graded_basis, independent
from bot.topics.quiz.eigen_workings import (
    crosswise,
    diagonalized,
    done_to_eigenvectors,
    eigenvalues_found,
    shifted,
    solved,
    times_x,
)
from bot.topics.quiz.exercise import Blank, Exercise, Verdict
from bot.topics.quiz.rounding import Measured, exactly, measured
from bot.topics.quiz.typed_arrays import (
    SAY,
    accepted,
    diagonal_or_matrix,
    direction,
    matrix_like,
    short_numbers,
)
from bot.topics.quiz.typed_arrays import values as typed_values
from bot.topics.quiz.whole_matrices import LARGEST, exact, unimodular
from linalg_engine import determinant
from linalg_engine.elimination.row_reduction import row_reduce
from linalg_engine.elimination.systems import special_solutions
from linalg_engine.matrices import identity, whole_multiple

if TYPE_CHECKING:
    from collections.abc import Callable
    from random import Random

    from bot.drawing.pages import Block
    from bot.topics.quiz.exercise import Typed
    from linalg_engine.arrays import Vector
    from linalg_engine.matrices import Matrix

A, D, P, X = Symbol("A"), Symbol("D"), Symbol("P"), VectorName("x")

VALUES: tuple[int, ...] = (-3, -2, -1, 1, 2, 3, 4, 5)

LARGEST_BELOW = 4
"""Of the denominators that come up by hand."""

Values = tuple[list[int], bool]
"""Eigenvalues, and whether the first two, which are equal then, have one eigenvector only."""


def similar(random: Random, draw: Callable[[], Values]) -> tuple[Matrix, Values]:
    """Return a matrix of small whole numbers, and its eigenvalues, the same however often drawn.

    It is no triangle, and its eigenvalues are neither its diagonal nor those of its opposite.

    Parameters
    ----------
    draw
        Draws 2 or 3 eigenvalues, and whether the first two, which are equal then, have one
        eigenvector only.
    """
    while True:
        values, is_chained = draw()
        diagonal = np.diag(values)
        diagonal[0, 1] = int(is_chained)
        p, inverse = unimodular(random, len(values), 4)
        found = p @ diagonal @ inverse
        is_triangle = not np.tril(found, -1).any() or not np.triu(found, 1).any()
        is_plain = is_triangle or sorted(np.diag(found)) == sorted(values)
        is_small = np.abs(found).max() <= LARGEST and sorted(values) != _opposite(values)
        if is_small and not is_plain and _is_friendly(a := exact(found), values):
            return a, (values, is_chained)


def _is_friendly(a: Matrix, values: list[int]) -> bool:
    """Whether the eigenvectors are found by hand without awkward fractions."""
    steps = (row_reduce(shifted(a, Fraction(x))).steps for x in set(values))
    return all(
        x.denominator <= LARGEST_BELOW for each in steps for step in each for x in step.matrix.flat
    )


def _opposite(values: list[int]) -> list[int]:
    return sorted(-x for x in values)


def _given(a: Matrix) -> tuple[str, ...]:
    return (f"A {equals(SAY.matrix(a))}",)


def _null(a: Matrix, value: Fraction) -> tuple[Vector, ...]:
    found = special_solutions(row_reduce(shifted(a, value), record=False))
    return tuple(map(whole_multiple, found))


# Eigenvalues


def eigenvalues(random: Random, level: int) -> Exercise:
    """Return "What are the eigenvalues of A?"."""
    a, (values, _) = similar(random, lambda: _values(random, level))
    trace = np.trace(a)
    is_two = len(values) == 2
    blocks: tuple[Block, ...] = (Chain(A, (SAY.matrix(a),)),)
    return Exercise(
        asks="What are the eigenvalues of A? Type a double one twice.",
        given=_given(a),
        blocks=blocks,
        fields=(Blank("values", "Eigenvalues", "3, -1" if is_two else "3, 3, -1"),),
        key={"values": ", ".join(map(str, values))},
        hints=(
            (
                "λ is an eigenvalue if A x = λx for some x that is not 0. That is so where "
                "det(A − λI) is 0."
            ),
            "Subtract λ from each entry of the diagonal, take the determinant, and set it to 0.",
            Sentence(("The determinant is ", crosswise(a), ". Where is it 0?"))
            if is_two
            else f"The eigenvalues add up to the sum of the diagonal, {SAY.number(trace)}. Try "
            "small whole numbers, positive and negative.",
        ),
        working=eigenvalues_found(a, values),
        grade=lambda typed: _graded_values(typed, a, values),
    )


def _values(random: Random, level: int) -> Values:
    if level == 2 and random.random() < 0.4:
        return [random.choice(VALUES)] * 2, True
    values = random.sample(VALUES, 3 if level == 3 else 2)
    if level == 3 and random.random() < 0.5:
        values[1] = values[0]
    return values, False


def _graded_values(typed: Typed, a: Matrix, values: list[int]) -> Verdict:
    say = notation(typed)
    found = typed_values(typed, "values")
    read = (f"λ {equals(say.vector(sorted(found)))}",)
    right = [Fraction(x) for x in sorted(values)]
    given = sorted(found)
    if len(given) == len(right) and all(map(is_it, given, right)):
        return Verdict(1, "Right.", read)
    if given == sorted(-x for x in right):
        return Verdict(0, "Every sign is wrong: det(A − λI) is 0, not det(A + λI).", read, "a sign")
    if given == sorted(np.diag(a)):
        message = "These are the entries of the diagonal: right for triangular matrices only."
        return Verdict(0, message, read, "diagonal")
    if set(given) == set(right):
        message = (
            "The right numbers, but not each as often as it occurs: count the brackets of "
            "det(A − λI)."
        )
        return Verdict(0, message, read, "counted wrongly")
    wrong = Counter(given) - Counter(right)
    if not wrong:
        message = f"Right so far, but a {len(a)}×{len(a)} matrix has {len(a)}, a double one counted"
        return Verdict(0, f"{message} twice.", read, "not all")
    return Verdict(0, _no_eigenvalues(a, wrong), read)


def _no_eigenvalues(a: Matrix, wrong: Counter[Fraction]) -> str:
    first, *others = (SAY.number(x) for x in wrong)
    if others:
        return f"Of these, {first} and {' and '.join(map(str, others))} are no eigenvalues of A."
    (value,) = wrong
    with short_numbers():
        det = determinant(shifted(a, value)).value
    if not det:
        return f"{first} is an eigenvalue, but not so often."
    return f"{first} is no eigenvalue: with it for λ, det(A − λI) is {SAY.number(det)}, not 0."


# Eigenvectors and eigenspaces


def eigenvector(random: Random, level: int) -> Exercise:
    """Return "Give an eigenvector of A for λ"."""
    count = 3 if level == 3 else 2
    from_values = VALUES if level == 1 else (*VALUES, 0)
    a, (values, _) = similar(random, lambda: (random.sample(from_values, count), False))
    return _of_value(a, Fraction(values[0]), values, is_space=False)


def eigenspace(random: Random, level: int) -> Exercise:
    """Return "Give a basis of the eigenspace of A for λ"."""

    def draw() -> Values:
        first, other = random.sample(VALUES, 2)
        if level == 1:
            return [first, other], False
        return [first, first, other], level == 3 and random.random() < 0.5

    a, (values, _) = similar(random, draw)
    return _of_value(a, Fraction(values[0]), values, is_space=True)


def _of_value(a: Matrix, value: Fraction, values: list[int], *, is_space: bool) -> Exercise:
    basis = _null(a, value)
    others = [Fraction(x) for x in set(values) if x != value]
    space = Space(
        "the eigenspace",
        shifted(a, value),
        len(basis),
        lambda v, k: _outside(a, value, others, v, k),
    )
    long = len(a) > 2
    asks = (
        f"Give a basis of the eigenspace of A for the eigenvalue λ = {SAY.number(value)}."
        if is_space
        else f"Give an eigenvector of A for the eigenvalue λ = {SAY.number(value)}."
    )
    product = Chain(Term((A, X)), (times_x(value),))
    several = "[1, 0, 2] [0, 3, 1]" if long else "[1, 5]"
    return Exercise(
        asks=asks,
        given=(*_given(a), f"λ {equals(SAY.number(value))}"),
        blocks=(Chain(A, (SAY.matrix(a),)), product),
        fields=(
            Blank("vectors", "The vectors of a basis", several)
            if is_space
            else Blank("vectors", "An eigenvector x", "[1, 0, 2]" if long else "[1, 5]"),
        ),
        key={
            "vectors": ", ".join(SAY.vector(v).text() for v in (basis if is_space else basis[:1]))
        },
        hints=(
            (
                f"Eigenvectors keep their line: {done_to_eigenvectors(value)} So look for "
                f"{'all' if is_space else 'an'} x{'' if is_space else ' ≠ 0'} with {product}."
            ),
            "Subtract λ from the diagonal of A, and solve (A − λI) x = 0.",
            Sentence(("Here A − λI is ", SAY.matrix(shifted(a, value)), ".")),
        ),
        working=solved(shifted(a, value), basis),
        grade=(lambda typed: graded_basis(typed, "vectors", space))
        if is_space
        else (lambda typed: _graded_vector(typed, space)),
    )


def _outside(
    a: Matrix, value: Fraction, others: list[Fraction], v: Vector, label: str
) -> tuple[str, str]:
    product = a @ v
    for other in others:
        if np.array_equal(product, other * v):
            message = f"{label} is an eigenvector, but for λ = {SAY.number(other)}."
            return message, "another eigenvalue"
    message = (
        f"A times {label.lower()} is {SAY.vector(product)}, and λ times it is "
        f"{SAY.vector(value * v)}: not the same."
    )
    return message, ""


def _graded_vector(typed: Typed, space: Space) -> Verdict:
    say = notation(typed)
    found = direction(typed, "vectors")
    read = (f"x {equals(say.vector(found))}",)
    if len(found) != space.length():
        message = f"An eigenvector of A has {space.length()} entries; this has {len(found)}."
        return Verdict(0, message, read, "number of entries")
    x = measured(found)
    if x.is_zero:
        message = "The zero vector is no eigenvector: A x = λx is true of it for every λ."
        return Verdict(0, message, read, "zero vector")
    with short_numbers():
        if space.holds(x):
            return accepted(read, is_rounded=x.is_rounded)
        message, mistake = space.outside(found, "This vector")
    return Verdict(0, message, read, mistake)


# The diagonal form


def diagonalize(random: Random, level: int) -> Exercise:
    """Return "Give P and D with A P = P D"."""
    a, (values, _) = similar(random, lambda: _diagonal(random, level))
    ordered = sorted(set(values), reverse=True)
    spaces = [(Fraction(x), _null(a, Fraction(x))) for x in ordered]
    pairs = [(x, v) for x, space in spaces for v in space]
    p = np.column_stack([v for _, v in pairs])
    d = exact(np.diag([x for x, _ in pairs]))
    example = "[1 1; 2 -1]" if len(a) == 2 else "[1 1 0; 2 -1 1; 0 0 3]"
    *others, last = (str(SAY.number(x)) for x in ordered)
    shown = f"{', '.join(others)} and {last}"
    return Exercise(
        asks="Give a matrix P that has an inverse, and a diagonal matrix D, with A P = P D.",
        given=_given(a),
        blocks=(Chain(A, (SAY.matrix(a),)), Chain(Term((A, P)), (Term((P, D)),))),
        fields=(
            Blank("p", "P", example),
            Blank("d", "D, or its diagonal", "3, -1" if len(a) == 2 else "3, 3, -1"),
        ),
        key={"p": SAY.matrix(p).text(), "d": SAY.matrix(d).text()},
        hints=(
            "The columns of P are eigenvectors. D has the eigenvalues on its diagonal.",
            (
                "Find the λ with det(A − λI) = 0, then for each a basis of its "
                "eigenspace. Both in the same order."
                if len(a) > 2
                else "Find the λ with det(A − λI) = 0, then an eigenvector for each. Both in the "
                "same order."
            ),
            f"The eigenvalues are {shown}. Solve (A − λI) x = 0 for each.",
        ),
        working=diagonalized(a, spaces, p, d),
        grade=lambda typed: _graded_diagonal(typed, a, values),
    )


def _diagonal(random: Random, level: int) -> Values:
    values = random.sample(VALUES if level == 1 else (*VALUES, 0), 3 if level == 3 else 2)
    if level == 3 and random.random() < 0.4:
        values[1] = values[0]
    return values, False


def _graded_diagonal(typed: Typed, a: Matrix, values: list[int]) -> Verdict:
    say = notation(typed)
    p, d = matrix_like(a, typed, "p"), diagonal_or_matrix(a, typed, "d")
    size = len(a)
    read = (f"P {equals(say.matrix(p))}", f"D {equals(say.matrix(d))}")
    if p.shape != a.shape or d.shape != a.shape:
        return Verdict(0, f"P and D are {size}×{size}, as A is.", read, "shape")
    if np.any(d[~np.eye(size, dtype=bool)] != 0):
        message = "D is not diagonal: only its diagonal may be other than 0."
        return Verdict(0, message, read, "not diagonal")
    with short_numbers():
        return _graded_pair(a, measured(p), measured(d), read, values)


def _graded_pair(
    a: Matrix, p: Measured, d: Measured, read: tuple[str, ...], values: list[int]
) -> Verdict:
    columns = [p.column(k) for k in range(len(a))]
    if not independent(columns):
        message = "P has no inverse: its columns depend on each other."
        return Verdict(0, message, read, "P without inverse")
    wrong = _not_stretched(a, p, d)
    if not wrong:
        is_rounded = p.is_rounded or d.is_rounded
        return accepted(read, is_rounded=is_rounded)
    typed_values = sorted(np.diag(d.values))
    if typed_values == sorted(values) and all(_is_eigenvector(a, c, values) for c in columns):
        message = "The right eigenvectors and eigenvalues, but not in the same order in P and D."
        return Verdict(0, message, read, "order")
    if not _not_stretched(a, p.T, d):
        message = "The eigenvectors are the columns of P; you typed them as rows."
        return Verdict(0, message, read, "rows for columns")
    k = wrong[0]
    column, value = p.values[:, k], d.values.item(k, k)
    message = (
        f"Column {k + 1}: A times it is {SAY.vector(a @ column)}, but {text(Number(value))} times "
        f"it is {SAY.vector(value * column)}."
    )
    return Verdict(0, message, read)


def _not_stretched(a: Matrix, p: Measured, d: Measured) -> list[int]:
    """Return the columns of P that A does not stretch by their entries of D.

    Each is put into (A − λI) x, where it occurs once: in A x − λ x its rounding would count twice.
    """
    one = identity(len(a), like=a)
    found: list[int] = []
    for k in range(len(a)):
        value, slack = d.values.item(k, k), d.slack.item(k, k)
        shifted = Measured(a - value * one, slack * one)
        if not (shifted @ p.column(k)).agrees(0):
            found.append(k)
    return found


def _is_eigenvector(a: Matrix, v: Measured, values: list[int]) -> bool:
    return any((exactly(shifted(a, Fraction(x))) @ v).agrees(0) for x in set(values))
