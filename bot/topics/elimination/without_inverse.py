"""Matrices without an inverse: why they have none, and the pseudo-inverse in its place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.drawing.pages import Working
from bot.formula import Chain, Power, Row, Sentence, Symbol
from bot.topics.elimination import copied
from bot.topics.elimination.determinant_figure import drawing_of_determinant
from bot.topics.kit import matrix_words
from bot.topics.kit.answer import Answer
from bot.topics.kit.matrix_words import numerical
from bot.topics.kit.row_operations import reduction_blocks
from linalg_engine import elimination
from linalg_engine.elimination.systems import special_solutions
from linalg_engine.matrices import identity, join, whole_multiple

if TYPE_CHECKING:
    from bot.drawing.pages import Block
    from bot.drawing.style import Style
    from bot.formula import Notation
    from linalg_engine.elimination import PseudoInverse, RowReduction
    from linalg_engine.matrices import Matrix

BUTTON = "pseudoinverse"
"""The button below that leads to the pseudo-inverse."""

LARGEST_SET = 8
"""Rows and columns of the largest matrix whose pseudo-inverse is worked out on pages."""

A, C, R = Symbol("A"), Symbol("C"), Symbol("R")
PLUS = Power(A, "+")
MEANINGS = {
    "both": "A has an inverse, and A⁺ is that.",
    "columns": "A⁺ A is the identity, and A⁺ b is the x that brings A x nearest to b: "
    "the least-squares solution.",
    "rows": "A A⁺ is the identity, and A⁺ b is the shortest of all x with A x = b.",
    "neither": "A⁺ b is the shortest of all x that bring A x nearest to b.",
}


def no_inverse(a: Matrix, style: Style) -> Answer:
    """Return why a matrix has no inverse: it is not square, or its columns are dependent."""
    say = style.notation
    m, n = a.shape
    reduction = elimination.row_reduce(a)
    facts = [*matrix_words.lines("A", a, say)]
    if m != n:
        facts.append(f"{matrix_words.size(a)}: only a square matrix has an inverse")
        facts.append(f"rank = {reduction.rank}")
    else:
        facts.append(f"rank = {reduction.rank}, and the inverse needs rank {n}")
    working = _search(a, say) if m == n else None
    return Answer(
        title="No inverse",
        facts=(*facts, *_sent_to_zero(reduction, say)),
        meaning=f"{_reason(reduction)} The pseudo-inverse comes nearest to an inverse."
        + numerical(reduction.rref),
        draw=drawing_of_determinant(elimination.determinant(a), style) if m == n else None,
        working=working,
        steps_name="Steps" if working else "",
        copies=copied.of_rank(a, reduction.rank),
        extras=(BUTTON,),
    )


def pseudo_inverse(a: Matrix, style: Style) -> Answer:
    """Return the pseudo-inverse of a matrix, with what it does."""
    say = style.notation
    found = elimination.pseudo_inverse(a)
    working = _worked_out(found, say)
    return Answer(
        title="Pseudo-inverse A⁺",
        facts=(
            *matrix_words.lines("A", a, say),
            *matrix_words.result_lines("A⁺", found.value, say),
            f"rank = {found.rank}",
        ),
        meaning=(MEANINGS[found.independent] if found.rank else "A sends all to 0, and so does A⁺.")
        + numerical(found.value),
        draw=None,
        working=working,
        steps_name="Steps" if working else "",
        copies=copied.of_pseudo_inverse(a, found.value),
    )


def _sent_to_zero(reduction: RowReduction, say: Notation) -> list[str]:
    """Return a line with a vector, not 0, that the matrix sends to 0, if there is one."""
    vectors = special_solutions(reduction)
    if not vectors:
        return []
    shown = Row((A, " ", say.vector(whole_multiple(vectors[0]), 6)))
    return [str(Chain(shown, ("0",)))]


def _reason(reduction: RowReduction) -> str:
    m, n = reduction.matrix.shape
    if reduction.rank < n:
        return "A sends this vector to 0, as it does 0 itself, so what A does cannot be undone."
    return f"A x fills only {n} of {m} dimensions: most b are no A x at all."


def _search(a: Matrix, say: Notation) -> Working | None:
    """Reduce [A | I] as far as it goes."""
    n = len(a)
    reduction = elimination.row_reduce(join(a, identity(n, like=a)), augmented=n)
    if not reduction.is_recorded:
        return None
    zero = f"Row {reduction.rank + 1} is 0 at the left of the bar"
    blocks: list[Block] = [
        "Write the identity beside the matrix:",
        say.matrix(reduction.matrix, n),
        *reduction_blocks(reduction.steps, say, n),
        f"{zero}: the left half never becomes the identity, and there is no inverse.",
    ]
    return Working("No inverse", tuple(blocks))


# The pseudo-inverse by hand


def _worked_out(found: PseudoInverse, say: Notation) -> Working | None:
    if found.core is None or max(found.matrix.shape) > LARGEST_SET:
        return None
    a, t = found.matrix, Power(A, "⊤")
    blocks: list[Block] = [Chain(A, (say.matrix(a),))]
    if found.independent in ("columns", "both"):
        square = Row((t, A))
        blocks += [
            "The columns are independent, so this matrix has an inverse:",
            Chain(square, (say.matrix(elimination.multiply(a.T, a)),)),
            *_inverted(square, elimination.multiply(a.T, a), say),
            Sentence(("Times ", t, " at the right it is the pseudo-inverse:")),
            Chain(PLUS, (Row((Power(square, "−1"), t)), say.matrix(found.value))),
        ]
    elif found.independent == "rows":
        square = Row((A, t))
        blocks += [
            "The rows are independent, so this matrix has an inverse:",
            Chain(square, (say.matrix(elimination.multiply(a, a.T)),)),
            *_inverted(square, elimination.multiply(a, a.T), say),
            Sentence(("Times ", t, " at the left it is the pseudo-inverse:")),
            Chain(PLUS, (Row((t, Power(square, "−1"))), say.matrix(found.value))),
        ]
    else:
        blocks += _by_factors(found, say)
    return Working("Pseudo-inverse", tuple(blocks))


def _by_factors(found: PseudoInverse, say: Notation) -> list[Block]:
    """Split A into independent columns times independent rows."""
    core = elimination.multiply(elimination.multiply(found.columns.T, found.matrix), found.rows.T)
    c_t, r_t = Power(C, "⊤"), Power(R, "⊤")
    square = Row((c_t, A, r_t))
    blocks: list[Block] = []
    reduction = elimination.row_reduce(found.matrix)
    if reduction.is_recorded and reduction.steps:
        blocks += ["Reduce the rows:", *reduction_blocks(reduction.steps, say)]
    split = ("The pivot columns of ", A, " and the rows that are not 0 split it in two:")
    return [
        *blocks,
        Sentence(split),
        Chain(A, (Row((C, R)), Row((say.matrix(found.columns), say.matrix(found.rows))))),
        "Both are independent, so this matrix has an inverse:",
        Chain(square, (say.matrix(core),)),
        *_inverted(square, core, say),
        Sentence(("The pseudo-inverse puts ", r_t, " and ", c_t, " around it:")),
        Chain(PLUS, (Row((r_t, Power(square, "−1"), c_t)), say.matrix(found.value))),
    ]


def _inverted(name: Row, square: Matrix, say: Notation) -> list[Block]:
    return [Chain(Power(name, "−1"), (say.matrix(elimination.inverse(square).value),))]
