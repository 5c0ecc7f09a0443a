"""What a 3×2 matrix does to the plane, and a 2×3 matrix to space."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.drawing.pages import Working
from bot.formula import (
    Chain,
    Function,
    Norm,
    Product,
    Row,
    Series,
    Symbol,
    VectorName,
    whole,
)
from bot.topics.kit import matrix_words, reading
from bot.topics.kit.answer import Answer, Copies
from bot.topics.transform import into_space, onto_plane
from bot.topics.transform.laying import Laying
from linalg_engine import elimination, vectors

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.drawing.pages import Block
    from bot.drawing.style import Style
    from bot.formula import Formula, Notation
    from linalg_engine.arrays import Vector
    from linalg_engine.elimination import Subspaces
    from linalg_engine.matrices import Matrix

GAP = ",    "
"""Between formulas side by side."""

A = Symbol("A")
V = VectorName("v")

ORIGIN = "Everything lands on the origin"


def into_space_answer(a: Matrix, style: Style) -> Answer:
    """Answer ``/transform`` for a matrix of shape (3, 2), which lays the plane into space."""
    say = style.notation
    with reading.option("matrix"):
        spaces = elimination.subspaces(a)
        crossed = vectors.cross(*a.T)
        area = vectors.norm(crossed).value if spaces.rank == 2 else 0 * a[0, 0]
    titles = (ORIGIN, "The plane, pressed onto a line", "The plane, laid into space")
    first, second = (say.vector(column) for column in a.T)
    lands = f"Each point [x, y] lands at x · {first} + y · {second}"
    meanings = (
        f"{ORIGIN}.",
        f"{lands}: all of them on one line through the origin, so there is no way back.",
        f"{lands}: the plane stays flat, and no two points land together.",
    )
    shown = Laying(a, spaces, titles[spaces.rank], area)
    facts = [f"unit square: area {say.equals(area)}"]
    if spaces.rank == 2:
        facts.append(f"at right angles to all of it: {say.vector(spaces.left_null[0])}")
        facts.append(_kept(a, say))
    blocks: list[Block] = [*_columns_block(a, say), *_null_blocks(spaces.null, say)]
    if spaces.rank == 2:
        images = Product(tuple(Row((A, " ", name)) for name in into_space.NAMES), "×")
        blocks += [
            "Their cross product is at right angles to the plane, as long as its square's area:",
            Chain(images, (say.column(crossed),)),
            Chain(Norm(images), say.equals(area).others),
        ]
    return Answer(
        title=shown.title,
        facts=(*_first_facts(a, say), *facts, *_null_facts(spaces.null, say)),
        meaning=meanings[spaces.rank] + matrix_words.numerical(spaces.reduction.rref),
        draw=lambda: into_space.draw(shown, style),
        working=Working("A matrix lays the plane into space", tuple(blocks)),
        copies=_copies(a, shown.title, spaces.rank, "A @ [1, 0], A @ [0, 1]"),
        turn=lambda: into_space.draw_turning(shown, style),
        without=("next",),
    )


def onto_plane_answer(a: Matrix, style: Style) -> Answer:
    """Answer ``/transform`` for a matrix of shape (2, 3), which presses space onto the plane."""
    say = style.notation
    with reading.option("matrix"):
        spaces = elimination.subspaces(a)
    titles = (ORIGIN, "Space, pressed onto a line", "Space, pressed onto the plane")
    shown = Laying(a, spaces, titles[spaces.rank], None)
    blocks: list[Block] = [*_columns_block(a, say), *_null_blocks(spaces.null, say)]
    return Answer(
        title=shown.title,
        facts=(*_first_facts(a, say), *_null_facts(spaces.null, say)),
        meaning=_pressing(spaces, say) + matrix_words.numerical(spaces.reduction.rref),
        draw=lambda: onto_plane.draw(shown, style),
        working=Working("A matrix presses space onto the plane", tuple(blocks)),
        copies=_copies(a, shown.title, spaces.rank, "A @ [1, 0, 0], A @ [0, 1, 0], A @ [0, 0, 1]"),
        without=("next",),
    )


def _pressing(spaces: Subspaces, say: Notation) -> str:
    """Return what is lost when space is pressed onto the plane."""
    if spaces.rank == 0:
        return f"{ORIGIN}."
    if spaces.rank == 1:
        return (
            f"All of space lands on the line through {say.vector(spaces.column[0])}, and a whole "
            "plane of points on the origin, so there is no way back."
        )
    return (
        f"Points whose difference is a multiple of {say.vector(spaces.null[0])} land together, "
        "so there is no way back."
    )


def _names(a: Matrix) -> Sequence[Formula]:
    return into_space.NAMES if a.shape[1] == 2 else onto_plane.NAMES


def _first_facts(a: Matrix, say: Notation) -> list[str]:
    lines = matrix_words.lines("A", a, say)
    count = a.shape[1]
    for k, name in enumerate(_names(a)):
        unit = ", ".join("1" if i == k else "0" for i in range(count))
        lines.append(f"{name} = [{unit}] → {say.vector(a[:, k])}")
    return lines


def _kept(a: Matrix, say: Notation) -> str:
    """Return what becomes of lengths and angles where the columns are independent."""
    found = vectors.dot(*a.T)
    is_straight = found.angle is not None and found.angle.relation == "perpendicular"
    sizes = [say.number(norm.value) for norm in (found.norm_a, found.norm_b)]
    if not is_straight or str(sizes[0]) != str(sizes[1]):
        return "lengths and angles change"
    if str(sizes[0]) == "1":
        return "lengths and angles stay as they are"
    return f"angles stay, {Product(('lengths', sizes[0]), '×')}"


def _null_facts(null: Sequence[Vector], say: Notation) -> list[str]:
    return [f"{say.vector(v)} → origin" for v in null]


def _columns_block(a: Matrix, say: Notation) -> list[Block]:
    lands = [
        Chain(Row((A, " ", name)), (say.column(column),))
        for name, column in zip(_names(a), a.T, strict=True)
    ]
    return [
        "The columns of A are where the basis arrows land:",
        Chain(A, (say.matrix(a),)),
        Series(tuple(lands), GAP),
    ]


def _null_blocks(null: Sequence[Vector], say: Notation) -> list[Block]:
    """Return what lands on the origin."""
    solved = Chain(Row((A, " ", V)), ("0",))
    if not null:
        return ["Only the origin lands on the origin:", Row((solved, " ⟹ ", Chain(V, ("0",))))]
    columns = tuple(say.column(v) for v in null)
    return [
        "What lands on the origin, with all its multiples and sums:",
        solved,
        Chain(V, (Series(columns, ", "),)),
    ]


def _copies(a: Matrix, sentence: str, rank: int, expression: str) -> Copies:
    named = Function("rank", A)
    return Copies(
        text=f"{matrix_words.text_copy('A', a)}\n{sentence}\nrank A = {rank}",
        numpy=matrix_words.numpy_copy({"A": a}, f"{expression}, np.linalg.matrix_rank(A)"),
        latex=Series((Chain(A, (whole(a),)), Chain(named, (str(rank),)))).latex(),
    )
