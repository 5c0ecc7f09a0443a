"""How a span is found: by row reduction, and its orthonormal basis by Gram and Schmidt."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from bot.drawing.pages import Working
from bot.formula import (
    Chain,
    Index,
    Minus,
    Norm,
    Product,
    Quotient,
    Row,
    Sentence,
    Sum,
    VectorName,
)
from bot.topics.kit.row_operations import reduction_blocks
from bot.topics.vectors.combinations import combination, equation
from bot.topics.vectors.lengths import length_blocks
from linalg_engine import vectors

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.drawing.pages import Block
    from bot.formula import Formula, Notation
    from linalg_engine.arrays import Vector
    from linalg_engine.elimination import LeastSquares, Solution
    from linalg_engine.exact import Scalar
    from linalg_engine.spans import Perpendicular, Span

B, P = VectorName("b"), VectorName("p")


def span_working(
    found: Span, solution: Solution | None, names: Sequence[Formula], say: Notation
) -> Working | None:
    """Return the steps of ``/vector span``; None where they would be too long."""
    reduction = found.spaces.reduction if solution is None else solution.reduction
    if not reduction.is_recorded:
        return None
    bar = None if solution is None else len(names)
    return Working(
        "Span",
        (
            "Write the vectors as columns, and reduce:"
            if solution is None
            else Sentence(("Write the vectors as columns, ", B, " behind a bar, and reduce:")),
            say.matrix(reduction.matrix, bar),
            *reduction_blocks(reduction.steps, say, bar),
            *dependence_blocks(found, names, say),
            *_blocks_of_b(solution, names, say),
            *_equation_blocks(found, names, say),
            *gram_schmidt_blocks(found, names, say),
            *_nearest_blocks(found, solution, say),
        ),
    )


def dependence_blocks(found: Span, names: Sequence[Formula], say: Notation) -> list[Block]:
    """Say which columns have no pivot, and of what they are combinations."""
    if found.is_independent:
        return ["Every column of a vector has a pivot, so the vectors are independent."]
    blocks: list[Block] = []
    rref, pivots = found.spaces.reduction.rref, found.independent
    for column, relation in zip(found.spaces.reduction.free_columns, found.relations, strict=True):
        before = combination(rref[: len(pivots), column], [names[k] for k in pivots], say)
        zero = Chain(combination(relation, names, say), ("0",))
        blocks += [
            Sentence((f"Column {column + 1} has no pivot; its entries are coefficients:",)),
            Chain(names[column], (before,)),
            zero,
        ]
    return blocks


def _blocks_of_b(solution: Solution | None, names: Sequence[Formula], say: Notation) -> list[Block]:
    if solution is None:
        return []
    if solution.particular is not None:
        found = Chain(B, (combination(solution.particular, names, say),))
        return [Sentence(("The last column holds the coefficients of ", B, ":")), found]
    row = solution.contradiction or 0
    says = Chain("0", (say.number(solution.reduction.rref[row, -1]),))
    return [Sentence((f"Row {row + 1} says ", says, ": no combination gives ", B, "."))]


def _equation_blocks(found: Span, names: Sequence[Formula], say: Notation) -> list[Block]:
    """Find the equation of a line in the plane, or of a plane in space."""
    if len(found.equations) != 1 or len(found.matrix) not in (2, 3):
        return []
    shown = equation(found.equations[0], say)
    if len(found.matrix) == 2:
        k = found.independent[0]
        x, y = found.matrix[:, k]
        turned = say.column([-y, x])
        return [
            Sentence((names[k], " turned by 90° is perpendicular to the line:")),
            turned,
            "So the line has the equation",
            shown,
        ]
    one, other = found.independent
    normal = vectors.cross(found.matrix[:, one], found.matrix[:, other])
    return [
        "Their cross product is perpendicular to the plane:",
        Chain(Product((names[one], names[other]), "×"), (say.column(normal),)),
        "So the plane has the equation",
        shown,
    ]


def gram_schmidt_blocks(found: Span, names: Sequence[Formula], say: Notation) -> list[Block]:
    """Make the independent vectors perpendicular, then of length 1."""
    if not found.dimension:
        return []
    blocks: list[Block] = []
    for k, (place, step) in enumerate(zip(found.independent, found.perpendicular, strict=True)):
        blocks += _direction_blocks(found, k, names[place], step, say)
    blocks.append("Divide each by its length:")
    for k, step in enumerate(found.perpendicular):
        length = vectors.norm(step.direction).value
        q = Index(VectorName("q"), str(k + 1))
        over = Quotient(_u(k), Norm(_u(k)))
        scaled = Row((Quotient("1", say.number(length)), say.column(step.direction)))
        blocks.append(Chain(q, (over, scaled)))
    return blocks


def _direction_blocks(
    found: Span, k: int, name: Formula, step: Perpendicular, say: Notation
) -> list[Block]:
    """Take the shares along the directions before away from a vector."""
    blocks: list[Block] = [
        Sentence(("Gram and Schmidt: the first direction is ", name, " itself:"))
    ]
    rest: Formula = name
    if k:
        blocks = [
            Sentence(("Take away from ", name, " its share along each direction before:")),
            *_share_blocks(found, k, name, say),
        ]
        shares = [-share for share in step.shares]
        rest = combination([Fraction(1), *shares], [name, *map(_u, range(k))], say)
    if all(x == y for x, y in zip(step.rest, step.direction, strict=True)):
        return [*blocks, Chain(_u(k), (rest, say.column(step.direction)))]
    return [
        *blocks,
        Chain(rest, (say.column(step.rest),)),
        "A multiple in whole numbers has the same direction:",
        Chain(_u(k), (say.column(step.direction),)),
    ]


def _share_blocks(found: Span, k: int, name: Formula, say: Notation) -> list[Block]:
    """Return (v·u) / (u·u) for each direction before."""
    v = found.matrix[:, found.independent[k]]
    step = found.perpendicular[k]
    return [
        _share(name, v, j, found.perpendicular[j].direction, share, say)
        for j, share in enumerate(step.shares)
    ]


def _share(name: Formula, v: Vector, j: int, u: Vector, share: Scalar, say: Notation) -> Chain:
    over, under = vectors.dot(v, u).value, vectors.dot(u, u).value
    fraction = Quotient(say.number(over), say.number(under))
    shown = say.number(share)
    whole = Quotient(Product((name, _u(j))), Product((_u(j), _u(j))))
    if str(shown) == str(fraction):
        return Chain(whole, (shown,))
    return Chain(whole, (fraction, shown))


def _nearest_blocks(found: Span, solution: Solution | None, say: Notation) -> list[Block]:
    """Find the nearest point by the perpendicular directions."""
    least = None if solution is None else solution.least_squares
    if least is None or solution is None:
        return []
    if not found.dimension:
        return [Sentence(("The span is only the origin: that is the nearest point.",))]
    shares = [
        (vectors.dot(solution.rhs, step.direction), vectors.dot(step.direction, step.direction))
        for step in found.perpendicular
    ]
    factors = [a.value / b.value for a, b in shares]
    blocks: list[Block] = [
        Sentence(("The point nearest to ", B, " is the sum of its shares along each direction:")),
        *(
            _share(B, solution.rhs, j, step.direction, factors[j], say)
            for j, step in enumerate(found.perpendicular)
        ),
        Chain(
            P,
            (
                combination(factors, [_u(j) for j in range(len(factors))], say),
                say.column(least.fitted),
            ),
        ),
    ]
    return [*blocks, *rest_blocks(B, P, least, say)]


def rest_blocks(v: Formula, nearest: Formula, least: LeastSquares, say: Notation) -> list[Block]:
    """Show what is left of a vector without the nearest point, and its length."""
    rest = Sum((v, Minus(nearest)))
    return [
        "What is left is perpendicular to all of them:",
        Chain(rest, (say.column(least.residual),)),
        "Its length is the distance:",
        *length_blocks(rest, least.residual, least.distance, say),
    ]


def _u(k: int) -> Index:
    return Index(VectorName("u"), str(k + 1))
