"""`/data plane`: the plane nearest to points in space, what is lost in it, and the way back."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from bot.drawing.pages import Working
from bot.formula import (
    Chain,
    Norm,
    Product,
    Quotient,
    Rounded,
    Row,
    Sentence,
    Sum,
    Symbol,
    VectorName,
)
from bot.formula.numbers import decimal
from bot.topics.kit import matrix_words
from bot.topics.kit.answer import Answer, Copies
from bot.topics.kit.downloads import csv_text
from bot.topics.kit.markdown import escaped
from bot.topics.kit.tables import around_table, plain_name, sheet_choices, unwritten
from bot.topics.plane import figures, lifted
from bot.topics.plane.flattened import read
from bot.topics.plane.words import distances, pair, title
from linalg_engine import formatting

if TYPE_CHECKING:
    from bot.drawing.arrays import Floats
    from bot.drawing.pages import Block
    from bot.drawing.style import Style
    from bot.formula import Formula, Notation
    from bot.topics.kit.question import Question
    from bot.topics.plane.flattened import Flattened

X, M, Y, W = VectorName("x", "first"), VectorName("m"), VectorName("y", "second"), Symbol("W")
BACK = Row((W, " ", Y))

MOST_COPIED = 200
"""Points of a copied calculation."""


CODE = """\
mean = X.mean(axis=0)
directions = np.linalg.svd(X - mean, full_matrices=False)[2][:2]
largest = np.abs(directions).round(9).argmax(axis=1)
directions *= np.sign(directions[np.arange(2), largest])[:, None]
W = directions.T
plane = (X - mean) @ W
back = mean + plane @ W.T
np.linalg.norm(X - back, axis=1)"""
"""The points in their plane, and how far from it they were."""


def answer(question: Question, style: Style) -> Answer:
    """Answer ``/data plane``."""
    shown = read(question)
    columns = ", ".join(plain_name(name) for name in shown.columns)
    rows = f"{shown.left_out} row{'s' * (shown.left_out > 1)}"
    blanks = [f"{rows} with blanks left out"] if shown.left_out else []
    return Answer(
        title=title(shown),
        facts=(
            f"{len(shown.names)} points: {columns}",
            *_lost(shown),
            f"through the mean {_listed(shown.found.mean)}",
            "W lays the plane back into space, from the mean:",
            *matrix_words.lines("W", shown.axes[:2].T, style.notation),
            *blanks,
            *unwritten(shown.names, "row"),
            *around_table(shown.ignored),
        ),
        meaning=_meaning(shown),
        draw=partial(figures.draw_space, shown, style),
        working=_working(shown, style.notation),
        copies=_copies(shown),
        draw_more=(partial(figures.draw_plane, shown, style),),
        choices=sheet_choices(question, "planesheet"),
        turn=partial(lifted.draw, shown, style),
        turn_name=lifted.NAME,
    )


def _lost(shown: Flattened) -> list[str]:
    """Return lines on the distances to the plane, and on the pair that comes too close."""
    if shown.is_exact:
        return ["every point lies in the plane"]
    farthest = int(shown.residuals.argmax())
    name, square = plain_name(shown.names[farthest]), float((shown.residuals**2).mean())
    distance = decimal(float(shown.residuals[farthest]), 3)
    before, after = distances(shown, 3)
    return [
        f"farthest from it: {name}, {distance}; the mean square is {decimal(square, 3)}",
        f"too close: {pair(shown)}, {before} apart in space, {after} in the plane",
    ]


def _meaning(shown: Flattened) -> str:
    if shown.is_exact:
        return "All these points lie in one plane, so two numbers for each say everything."
    before, after = distances(shown, 2)
    return (
        "No other plane is nearer to all points together. What points away from it is lost: "
        f"{escaped(pair(shown))} shrink from {before} to {after}, and "
        "whoever sees only the plane takes them for more alike than they are."
    )


def _listed(v: Floats) -> str:
    return f"({', '.join(decimal(float(x), 3) for x in v)})"


def _working(shown: Flattened, say: Notation) -> Working:
    """Return the steps for the point that is farthest from the plane."""
    place = int(shown.residuals.argmax())
    point = shown.found.centred[place]
    blocks: list[Block] = [
        Sentence((f"The point {plain_name(shown.names[place])} from the mean ", M, ":")),
        Chain(Row((X, " − ", M)), (say.vector(point.round(4)),)),
        Sentence(("The plane's two directions, each of length 1, are the columns of ", W, ":")),
        Chain(W, (say.matrix(shown.axes[:2].T.round(4)),)),
        "Its coordinates in the plane are two dot products:",
    ]
    for direction, coordinate in zip(shown.axes[:2], shown.flat[place], strict=True):
        blocks.append(_dot(point, direction, float(coordinate), say))
    back = shown.axes[:2].T @ shown.flat[place]
    missing = Norm(Row((X, " − ", M, " − ", BACK)))
    blocks += [
        Chain(Y, (say.vector(shown.flat[place].round(4)),)),
        Sentence(("The way back into space is ", BACK, ", from the mean:")),
        Chain(BACK, (say.vector(back.round(4)),)),
        "What is missing stands upright on the plane, and this is its length:",
        Chain(missing, (Rounded(float(shown.residuals[place]), 4),)),
        "The squares of what is missing, of all points, as a share of all squared distances:",
        Chain(
            Quotient(
                say.number(round(float((shown.residuals**2).sum()), 4)),
                say.number(round(float((shown.placed**2).sum()), 4)),
            ),
            (Rounded(1 - shown.kept, 4),),
        ),
    ]
    return Working("Onto the best plane, and back", tuple(blocks))


def _dot(a: Floats, b: Floats, value: float, say: Notation) -> Chain:
    terms: list[Formula] = [
        Product((say.number(round(float(x), 3)), say.number(round(float(y), 3))))
        for x, y in zip(a, b, strict=True)
    ]
    return Chain(Sum(tuple(terms)), (Rounded(value, 3),))


def _copies(shown: Flattened) -> Copies:
    points = shown.found.data
    header = ("name", "first", "second", "residual")
    rows = [
        (name, *map(float, flat), float(residual))
        for name, flat, residual in zip(shown.names, shown.flat, shown.residuals, strict=True)
    ]
    given, files = f"X = {formatting.numpy_text(points)}", ()
    if len(points) > MOST_COPIED:
        given = 'X = np.loadtxt("data.csv", delimiter=",")'
        lines = (",".join(map(repr, row)) for row in points.tolist())
        files = (("data.csv", "\n".join(lines) + "\n"),)
    return Copies(
        text="\n".join(
            f"{plain_name(name)} {_listed(flat)}"
            for name, flat in zip(shown.names[:MOST_COPIED], shown.flat, strict=False)
        ),
        numpy=f"import numpy as np\n\n{given}\n{CODE}",
        latex=r"\min_W \sum_i \left\|x_i - m - W W^\top (x_i - m)\right\|^2",
        files=(("plane.csv", csv_text(header, rows)), *files),
    )
