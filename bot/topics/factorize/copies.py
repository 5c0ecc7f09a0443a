"""Factors to take away: text, NumPy, LaTeX and tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from bot.formula import About, Chain, Row, Sum, Symbol, whole
from bot.topics.factorize import neighbours
from bot.topics.factorize.model import has_biases
from bot.topics.kit.answer import Copies
from bot.topics.kit.downloads import csv_text
from linalg_engine import formatting

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from bot.formula import Formula
    from bot.topics.factorize.model import Naming
    from bot.topics.factorize.study import Study
    from linalg_engine.factorization import Factorization

    Floats = NDArray[np.float64]

MOST_INLINE = 200
"""Numbers of the factors that fit in the code itself; more come as files."""

MOST_LATEX = 10
"""Rows or columns of a matrix in LaTeX."""

FROM_FILES = """\
import csv

def numbers(name):
    with open(name, encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))[1:]
    return np.array([row[1:] for row in rows], dtype=float)

people, items = numbers("people.csv"), numbers("items.csv")
user_bias, U = people[:, 0], people[:, 1:]
item_bias, V = items[:, 0], items[:, 1:].T"""


def copies(study: Study) -> Copies:
    """Return the factors in every form."""
    found, naming = study.found, study.naming
    completed = np.where(found.known | study.guessed, found.completed(), np.nan)
    axes = [f"axis {i + 1}" for i in range(found.rank)]
    people = np.column_stack([found.user_bias, found.users])
    items = np.column_stack([found.item_bias, found.items.T])
    files = (
        ("people.csv", _named_rows(["person", "bias", *axes], naming.people, people)),
        ("items.csv", _named_rows(["item", "bias", *axes], naming.items, items)),
        ("completed.csv", _named_rows(["", *naming.items], naming.people, completed)),
        ("nearest.csv", _nearest(found, naming)),
    )
    return Copies(text=_text(found), numpy=_numpy(found), latex=_latex(found), files=files)


def _named_rows(header: Sequence[str], names: Sequence[str], values: Floats) -> str:
    rows = zip(names, values.tolist(), strict=True)
    return csv_text(header, ([name, *numbers] for name, numbers in rows))


def _nearest(found: Factorization, naming: Naming) -> str:
    rows: list[list[str | float]] = []
    for whose, near in (
        (naming.people, neighbours.of_people(found.users, found.items)),
        (naming.items, neighbours.of_items(found.items)),
    ):
        for name, one in zip(whose, near, strict=False):
            by_dot, by_cosine = naming.items[one.dot[0]], naming.items[one.cosine[0]]
            rows.append([name, by_dot, one.dot_value, by_cosine, one.cosine_value])
    header = ["", "nearest item by dot", "dot product", "nearest item by cosine", "cosine"]
    return csv_text(header, rows)


def _text(found: Factorization) -> str:
    lines = [
        f"U = {formatting.exact_matrix(found.users)}",
        f"V = {formatting.exact_matrix(found.items)}",
    ]
    if has_biases(found):
        lines += [
            f"mean = {formatting.exact(found.mean)}",
            f"biases of the rows = {formatting.exact_vector(found.user_bias)}",
            f"biases of the columns = {formatting.exact_vector(found.item_bias)}",
        ]
    return "\n".join(lines)


def _numpy(found: Factorization) -> str:
    product = "U @ V"
    if has_biases(found):
        product = f"{formatting.exact(found.mean)} + user_bias[:, None] + item_bias + U @ V"
    low, high = (formatting.exact(end) for end in found.scale)
    clipped = f"({product}).clip({low}, {high})"
    if found.users.size + found.items.size > MOST_INLINE:
        return f"import numpy as np\n{FROM_FILES}\n{clipped}"
    arrays = {"U": found.users, "V": found.items}
    if has_biases(found):
        arrays |= {"user_bias": found.user_bias, "item_bias": found.item_bias}
    values = [f"{name} = {formatting.numpy_text(array)}" for name, array in arrays.items()]
    return "\n".join(["import numpy as np", "", *values, clipped])


def _latex(found: Factorization) -> str:
    factors: Formula = Row((Symbol("U"), Symbol("V")))
    if max(found.ratings.shape) <= MOST_LATEX:
        factors = Row((whole(_rounded(found.users)), whole(_rounded(found.items))))
    if has_biases(found):
        factors = Sum((Symbol("μ"), Symbol("b"), Symbol("c"), factors))
    return Chain(Symbol("R"), (About(factors),)).latex()


def _rounded(a: Floats) -> Floats:
    least = 1e-12 * float(np.abs(a).max())
    return np.array([[float(f"{x:.3g}") if abs(x) > least else 0.0 for x in row] for row in a])
