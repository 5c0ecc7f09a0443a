"""Row operations and the reduced row echelon form."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from bot.formula import Chain, Function, Operations, Symbol, equals, text
from bot.topics.kit.row_operations import operation
from bot.topics.quiz.answers import chosen, notation, words
from bot.topics.quiz.exercise import Blank, Exercise, Options, Verdict
from bot.topics.quiz.reduced_form import CONDITIONS, begins, broken, progress
from bot.topics.quiz.reductions import first_step, reduced_blocks
from bot.topics.quiz.typed_arrays import SAY, matrix_like, short_numbers
from bot.topics.quiz.whole_matrices import (
    SMALL,
    drawn,
    exact,
    lower_unit,
    of_rank,
    reduced_matrix,
)
from linalg_engine import row_reduce
from linalg_engine.arrays import shape_text
from linalg_engine.elimination.typed_operations import TypedOperation, parse_row_operation

if TYPE_CHECKING:
    from random import Random

    from bot.drawing.pages import Block
    from bot.topics.quiz.exercise import Typed
    from bot.topics.quiz.whole_matrices import Whole
    from linalg_engine.elimination import RowOperation
    from linalg_engine.matrices import Matrix

A = Symbol("A")
NONE = "none"
BROKEN = (*CONDITIONS.items(), (NONE, "none of them: A is reduced"))


# The next row operation


def nextstep(random: Random, level: int) -> Exercise:
    """Return "Which row operation comes next?"."""
    a = exact(_unfinished(random, level))
    hint = row_reduce(a).steps[0]
    return Exercise(
        asks="Type one row operation that brings A nearer to its reduced row echelon form.",
        given=(f"A {equals(SAY.matrix(a))}",),
        blocks=(Chain(A, (SAY.matrix(a),)),),
        fields=(Blank("operation", "One row operation", "R2 - 5 R1, or 1/5 R2, or swap R1 R2"),),
        key={"operation": text(operation(hint, SAY))},
        hints=(
            (
                "In the end each row begins with a 1, farther right than the row above, with only "
                "zeros above and below it. Which column, from the left, is not so yet?"
            ),
            (
                "You may add a multiple of one row to another, multiply a row by a number other "
                "than 0, or swap two rows."
            ),
            _where(hint),
        ),
        working=_one_step(a, hint),
        grade=lambda typed: _graded_step(typed, a),
        follows=lambda typed: _after(typed, a),
    )


def _unfinished(random: Random, level: int) -> Whole:
    """Return a matrix in the middle of its reduction, shape (2, 3) or (3, 4)."""
    while True:
        size = 2 if level == 1 else 3
        upper = np.triu(drawn(random, SMALL, size, size), 1) + np.eye(size, dtype=np.int64)
        found = upper @ reduced_matrix(random, size, size + 1, size)
        stage = random.choice(("below", "scaled") if level < 3 else ("swapped", "second", "above"))
        if stage in ("below", "second"):
            lower = lower_unit(random, size, 3)
            if stage == "second":
                lower[1:, 0] = 0
            found = lower @ found
        elif stage == "scaled":
            found[random.randrange(size)] *= random.choice((-3, -2, 2, 3, 4))
        elif stage == "swapped":
            found[[1, 2]] = found[[2, 1]]
            found[0] *= random.choice((1, 2))
        if np.abs(found).max() <= 12 and broken(exact(found)):
            return found


def _where(step: RowOperation) -> str:
    """Say what a good step makes, without the step itself."""
    if step.kind == "swap":
        return f"Row {step.target + 1} is not where it should be: another row belongs there."
    if step.kind == "scale":
        return f"The first entry of row {step.target + 1} can be made 1."
    column = begins(step.matrix)[step.source or 0] or 0
    return (
        f"Row {(step.source or 0) + 1} begins in column {column + 1}. Make the entry of row "
        f"{step.target + 1} in that column 0."
    )


def _one_step(a: Matrix, step: RowOperation) -> tuple[Block, ...]:
    name = operation(step, SAY)
    gain = progress(a, parse_row_operation(text(name), len(a)), step.matrix)
    return (
        "One good step; there can be others:",
        SAY.matrix(a),
        Operations((name,), SAY.matrix(step.matrix)),
        f"It helps: {gain}.",
    )


def _graded_step(typed: Typed, a: Matrix) -> Verdict:
    say = notation(typed)
    done = parse_row_operation(typed["operation"], len(a))
    if done.loses_its_row:
        message = (
            f"Row {done.target + 1} is lost by that: no row operation brings it back. A row may be "
            "multiplied by any number but 0."
        )
        return Verdict(0, message, (typed["operation"],), "a row lost")
    steps = done.done_to(a)
    if not steps:
        return Verdict(0, "That changes nothing.", (typed["operation"],), "nothing changes")
    after = steps[-1].matrix
    shown = ", then ".join(text(operation(step, SAY)) for step in steps)
    read = (shown, f"A → {say.matrix(after)}")
    gain = progress(a, done, after)
    if gain:
        more = " Those are two steps in one." if len(steps) > 1 else ""
        return Verdict(1, f"Right. {gain[0].upper()}{gain[1:]}.{more}", read)
    return _not_nearer(a, done, read)


def _not_nearer(a: Matrix, done: TypedOperation, read: tuple[str, ...]) -> Verdict:
    """Say why an operation, though allowed, gains nothing."""
    if done.swapped is not None:
        message = "That is allowed, but no row comes nearer to its place by this swap."
        return Verdict(0, message, read, "swap not needed")
    factors = {row: -x if row != done.target else x for row, x in done.factors.items()}
    if len(factors) > 1:
        if _gains(a, TypedOperation(done.target, None, factors)):
            message = "Nearly: with the other sign there would be a zero."
            return Verdict(0, message, read, "a sign")
        source = next(row for row in factors if row != done.target)
        exchanged = {source: factors[done.target], done.target: done.factors[source]}
        if _gains(a, TypedOperation(source, None, exchanged)):
            message = (
                f"That changes row {done.target + 1}, but row {source + 1} is the one to change."
            )
            return Verdict(0, message, read, "rows exchanged")
        message = "That is allowed, but it makes no new zero where one is needed."
        return Verdict(0, message, read, "no new zero")
    message = f"That is allowed, but row {done.target + 1} does not begin with 1 after it."
    return Verdict(0, message, read, "no new 1")


def _gains(a: Matrix, done: TypedOperation) -> bool:
    steps = done.done_to(a)
    return bool(steps) and bool(progress(a, done, steps[-1].matrix))


def _after(typed: Typed, a: Matrix) -> tuple[Block, ...]:
    done = parse_row_operation(typed["operation"], len(a))
    steps = () if done.loses_its_row else done.done_to(a)
    names = tuple(operation(step, SAY) for step in steps)
    return (SAY.matrix(a), Operations(names, SAY.matrix(steps[-1].matrix))) if steps else ()


# The four conditions


def reduced(random: Random, level: int) -> Exercise:
    """Return "Which conditions of the reduced form does A break?"."""
    a = exact(_nearly_reduced(random, level))
    found = broken(a)
    several = level == 3
    question = "Which conditions" if several else "Which condition"
    menu = Options("broken", "Not true of A", BROKEN, several=several)
    return Exercise(
        asks=f"{question} of the reduced row echelon form does A break{', if any' * (level == 2)}?",
        given=(f"A {equals(SAY.matrix(a))}",),
        blocks=(Chain(A, (SAY.matrix(a),)),),
        fields=(menu,),
        key={"broken": "\n".join(found) or NONE},
        hints=(
            "Look at each row's first entry other than 0: there the row begins.",
            (
                "Mark these first entries. Are they ones? Is each farther right than the one "
                "above? What else is in their columns?"
            ),
            f"First entries other than 0: {_starts(a)}.",
        ),
        working=(
            Chain(A, (SAY.matrix(a),)),
            *(
                f"Broken: {words}. {found[name]}" if name in found else f"True: {words}."
                for name, words in CONDITIONS.items()
            ),
        ),
        grade=lambda typed: _graded_conditions(typed, menu, found),
    )


def _starts(a: Matrix) -> str:
    return ", ".join(
        f"row {row} has none" if column is None else f"row {row} in column {column + 1}"
        for row, column in enumerate(begins(a), start=1)
    )


def _nearly_reduced(random: Random, level: int) -> Whole:
    """Return a matrix, shape (3, 4), that breaks one condition, one or none, or two of them."""
    wanted = {1: (1,), 2: (0, 1), 3: (2, 1)}[level]
    count = random.choice(wanted)
    while True:
        found = reduced_matrix(random, 3, 4, random.choice((2, 2, 3)))
        rank = int(found.any(axis=1).sum())
        for name in random.sample(list(CONDITIONS), count):
            if name == "zero rows" and rank < 3:
                found = found[[0, 2, 1]] if random.random() < 0.5 else found[[2, 0, 1]]
            elif name == "first entries":
                found[random.randrange(rank)] *= random.choice((-1, 2, 3))
            elif name == "order":
                found[[0, 1]] = found[[1, 0]]
            elif name == "columns":
                found[0] += random.choice((-2, -1, 1, 2)) * found[1]
        if len(broken(exact(found))) == count and np.abs(found).max() <= 9:
            return found


def _graded_conditions(typed: Typed, menu: Options, found: dict[str, str]) -> Verdict:
    taken = set(chosen(typed, menu))
    read = (words(typed, menu),)
    right = set(found) or {NONE}
    if taken == right:
        return Verdict(1, f"Right. {' '.join(found.values()) or 'A is reduced.'}", read)
    if taken == {NONE}:
        message = "One of the four is broken: look at each row's first entry, and at its column."
        return Verdict(0, message, read, "taken for reduced")
    if right == {NONE}:
        return Verdict(0, "All four are true of A: it is reduced.", read, "reduced not seen")
    kept = [CONDITIONS[name] for name in CONDITIONS if name in taken - right]
    if kept:
        return Verdict(0, f"This is true of A: {kept[0]}.", read, "wrong condition")
    return Verdict(0, "That one is broken, but it is not the only one.", read, "not all conditions")


# The reduced form itself


def rref(random: Random, level: int) -> Exercise:
    """Return "What is the reduced row echelon form of A?"."""
    rows, columns = (2, 3) if level == 1 else (3, 4)
    rank = 2 if level < 3 else random.choice((2, 3))
    a, right = of_rank(random, rows, columns, rank)
    return _rref_of(exact(a), exact(right))


def _rref_of(a: Matrix, right: Matrix) -> Exercise:
    return Exercise(
        asks="What is the reduced row echelon form of\u00a0A?",
        given=(f"A {equals(SAY.matrix(a))}",),
        blocks=(Chain(A, (SAY.matrix(a),)), Chain(Function("rref", A), ("?",))),
        fields=(Blank("rref", f"rref(A), a {shape_text(a)} matrix", _example(a)),),
        key={"rref": SAY.matrix(right).text()},
        hints=(
            "The answer has the shape of A. Make zeros column by column, from the left.",
            (
                "Bring a 1 to the beginning of a row, and make zeros below and above it. Then the "
                "same with the next row, which begins farther right. Rows of zeros go to the "
                "bottom."
            ),
            first_step(a),
        ),
        working=reduced_blocks("Make zeros, column by column", a),
        grade=lambda typed: _graded_rref(typed, a, right),
    )


def _example(a: Matrix) -> str:
    return "[1 0 2; 0 1 3]" if len(a) == 2 else "[1 0 2 5; 0 1 3 4; 0 0 0 0]"


def _graded_rref(typed: Typed, a: Matrix, right: Matrix) -> Verdict:
    say = notation(typed)
    found = matrix_like(a, typed, "rref")
    read = (f"rref(A) {equals(say.matrix(found))}",)
    if found.shape != right.shape:
        message = f"Row operations keep the shape: the answer is {shape_text(a)}."
        return Verdict(0, message, read, "shape")
    if np.array_equal(found, right):
        return Verdict(1, "Right.", read)
    with short_numbers():
        is_equivalent = np.array_equal(row_reduce(found, record=False).rref, right)
    problems = list(broken(found).values())
    if is_equivalent:
        message = f"This can be reached from A, but it is not reduced yet. {problems[0]}"
        return Verdict(0, message, read, "not reduced")
    outside = [
        str(k)
        for k, row in enumerate(found, start=1)
        if row_reduce(np.vstack([right, row]), record=False).rank > np.any(right != 0, axis=1).sum()
    ]
    if not outside:
        message = "Each row can be made from the rows of A, but one of A's rows has been lost."
        return Verdict(0, message, read, "not row-equivalent")
    rows = "Row " if len(outside) == 1 else "Rows "
    message = (
        f"{rows}{' and '.join(outside)} cannot be made from the rows of A by row operations: "
        "an entry is wrong."
    )
    return Verdict(0, message, read, "not row-equivalent")
