"""What SymPy says of answers to exercises: nothing here is shared with the code that grades them.

The question is read from what people see, and each rule is written down as in a textbook.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import cache
from itertools import pairwise
from typing import Any

import sympy
from sympy import Matrix, eye, zeros
from sympy.polys.matrices import DomainMatrix

Typed = Mapping[str, str]
Given = dict[str, Any]


def read(text: str) -> Any:
    """Read ``[1, −2; 3, √2/2]``; a list of one row is a column."""
    plain = text.replace("−", "-").strip().strip("[]")
    plain = re.sub(r"(\d*)√(\d+)", lambda found: f"{found[1] or 1}*sqrt({found[2]})", plain)
    rows = [list(map(_number, row.split(","))) for row in plain.split(";")]
    return Matrix(rows) if len(rows) > 1 else Matrix(rows[0])


@cache
def _number(text: str) -> Any:
    return sympy.sympify(text) if "sqrt" in text else sympy.Rational(text.strip())


def vectors(text: str) -> list[Any]:
    """Read ``[1, 2], [3, 4]``."""
    return [read(each) for each in re.findall(r"\[[^\]]*\]", text)]


def written(*found: Any) -> str:
    """Return vectors (columns) or one matrix as text that `read` reads."""
    shown = []
    for m in found:
        rows = [m.T.tolist()[0]] if m.cols == 1 else m.tolist()
        shown.append("[" + "; ".join(", ".join(map(str, row)) for row in rows) + "]")
    return ", ".join(shown)


def given(lines: tuple[str, ...]) -> Given:
    """Read ``A = [1, 2; 3, 4]`` and ``v₁ = [1, 2]``."""
    pairs = (line.split(" = ", 1) for line in lines)
    return {name: read(value) for name, value in pairs}


def listed(found: Given, letter: str) -> Any:
    """Return the vectors of a letter as columns."""
    return Matrix.hstack(*(v for name, v in found.items() if name[0] == letter and len(name) > 1))


def is_basis(found: list[Any], space: Any) -> bool:
    """Whether vectors are a basis of the column space of a matrix."""
    if any(v.shape != (space.rows, 1) for v in found):
        return False
    typed = Matrix.hstack(*found)
    return rank(typed) == typed.cols == rank(space) == rank(Matrix.hstack(typed, space))


def rank(a: Any) -> int:
    """Return the rank; of rational matrices fast."""
    domain = DomainMatrix.from_Matrix(a)
    return domain.to_field().rank() if domain.domain in (sympy.ZZ, sympy.QQ) else a.rank()


def null_space(a: Any) -> Any:
    return Matrix.hstack(*a.nullspace())


def _spanbasis(q: Given, typed: Typed) -> bool:
    return is_basis(vectors(typed["basis"]), listed(q, "v"))


def _columnspace(q: Given, typed: Typed) -> bool:
    return is_basis(vectors(typed["basis"]), q["A"])


def _rowspace(q: Given, typed: Typed) -> bool:
    return is_basis(vectors(typed["basis"]), q["A"].T)


def _nullspace(q: Given, typed: Typed) -> bool:
    return is_basis(vectors(typed["basis"]), null_space(q["A"]))


def _eigenspace(q: Given, typed: Typed) -> bool:
    return is_basis(vectors(typed["vectors"]), null_space(q["A"] - q["λ"][0] * eye(q["A"].rows)))


def _eigenvector(q: Given, typed: Typed) -> bool:
    x = read(typed["vectors"])
    return x.rows == q["A"].rows and not x.is_zero_matrix and q["A"] * x == q["λ"][0] * x


def _eigenvalues(q: Given, typed: Typed) -> bool:
    t = sympy.Symbol("t")
    product = sympy.prod([t - x for x in read(typed["values"])])
    return sympy.expand(q["A"].charpoly(t).as_expr() - product) == 0


def _rref(q: Given, typed: Typed) -> bool:
    return q["A"].rref()[0] == read(typed["rref"])


def conditions(a: Any) -> set[str]:
    """Return the conditions of the reduced form that a matrix breaks, one after the other."""
    rows = [list(a.row(i)) for i in range(a.rows)]
    starts = [next((j for j, x in enumerate(row) if x), a.cols) for row in rows]
    filled = [(i, j) for i, j in enumerate(starts) if j < a.cols]
    broken = set()
    if [j == a.cols for j in starts] != sorted(j == a.cols for j in starts):
        broken.add("zero rows")
    if any(a[i, j] != 1 for i, j in filled):
        broken.add("first entries")
    order = [j for _, j in filled]
    if any(x >= y for x, y in pairwise(order)):
        broken.add("order")
    if any(sum(1 for x in a.col(j) if x) > 1 for _, j in filled):
        broken.add("columns")
    return broken


def _reduced(q: Given, typed: Typed) -> bool:
    return set(typed["broken"].split("\n")) == (conditions(q["A"]) or {"none"})


def _howmany(q: Given, typed: Typed) -> float:
    known, both = rank(q["A"]), rank(Matrix.hstack(q["A"], q["b"]))
    free = q["A"].cols - known
    kind = "none" if both > known else "many" if free else "one"
    return ((typed["solutions"] == kind) + (typed["free"] == str(free))) / 2


def _solutionset(q: Given, typed: Typed) -> float:
    start = read(typed["start"])
    solves = start.rows == q["A"].cols and q["A"] * start == q["b"]
    return (solves + is_basis(vectors(typed["directions"]), null_space(q["A"]))) / 2


def _independent(q: Given, typed: Typed) -> bool:
    v = listed(q, "v")
    if typed["relation"] == "independent":
        return rank(v) == v.cols
    c = read(typed["relation"])
    return c.rows == v.cols and not c.is_zero_matrix and (v * c).is_zero_matrix


def _coordinates(q: Given, typed: Typed) -> bool:
    c = read(typed["c"])
    basis = listed(q, "b")
    return c.rows == basis.cols and basis * c == q["v"]


def _inverse(q: Given, typed: Typed) -> bool:
    x, a = read(typed["inverse"]), q["A"]
    if x.cols == 1:
        return x.rows == a.cols and not x.is_zero_matrix and (a * x).is_zero_matrix
    return x.shape == a.shape and a * x == eye(a.rows)


def _diagonalize(q: Given, typed: Typed) -> bool:
    p, d = read(typed["p"]), read(typed["d"])
    shapes = p.shape == d.shape == q["A"].shape
    return shapes and d.is_diagonal() and rank(p) == p.cols and q["A"] * p == p * d


def _lu(q: Given, typed: Typed) -> bool:
    lower, upper = read(typed["l"]), read(typed["u"])
    return (
        lower.shape == upper.shape
        and lower.is_lower
        and upper.is_upper
        and (lower * upper == q["A"])
    )


def _qr(q: Given, typed: Typed) -> bool:
    left, right = read(typed["q"]), read(typed["r"])
    return (
        left.rows == q["A"].rows
        and left.cols == right.rows
        and left.T * left == eye(left.cols)
        and right.is_upper
        and left * right == q["A"]
    )


def _svd(q: Given, typed: Typed) -> bool:
    u, s, v = (read(typed[name]) for name in ("u", "s", "v"))
    apart = (u.T * u - eye(2), v.T * v - eye(2), u * s * v.T - q["A"])
    return (
        s.is_diagonal()
        and all(x >= 0 for x in s.diagonal())
        and all(m.applyfunc(sympy.expand) == zeros(2) for m in apart)
    )


OPINIONS: dict[str, Callable[[Given, Typed], float]] = {
    "spanbasis": _spanbasis,
    "columnspace": _columnspace,
    "rowspace": _rowspace,
    "nullspace": _nullspace,
    "eigenspace": _eigenspace,
    "eigenvector": _eigenvector,
    "eigenvalues": _eigenvalues,
    "rref": _rref,
    "reduced": _reduced,
    "howmany": _howmany,
    "solutionset": _solutionset,
    "independent": _independent,
    "coordinates": _coordinates,
    "inverse": _inverse,
    "diagonalize": _diagonalize,
    "lu": _lu,
    "qr": _qr,
    "svd": _svd,
}
"""The score of an answer, by kind, from what is given and what was typed."""
