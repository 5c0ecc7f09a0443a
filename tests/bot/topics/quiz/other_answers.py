"""Answers made from a key: right ones in another form, and changed ones, mostly wrong."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random
from typing import Any

from sympy import Matrix, Rational, diag, eye

from tests.bot.topics.quiz.second_opinion import Given, Typed, read, vectors, written

BASES = {
    "spanbasis": "basis",
    "columnspace": "basis",
    "rowspace": "basis",
    "nullspace": "basis",
    "eigenspace": "vectors",
}
"""The field of the vectors, by kind."""

NEXT = r" \\ "

FACTORS = [2, -1, 3, Rational(1, 2), Rational(-2, 3)]


def mixed(random: Random, found: list[Any]) -> list[Any]:
    """Return other vectors with the same span: random invertible combinations."""
    count = len(found)
    while True:
        mix = Matrix(count, count, lambda *_: random.randint(-3, 3))
        if mix.rank() == count:
            return [
                sum((mix[i, j] * found[j] for j in range(count)), 0 * found[0])
                for i in range(count)
            ]


def right_ones(kind: str, key: Typed, random: Random) -> Iterator[Typed]:
    """Return right answers other than the key."""
    factor = random.choice(FACTORS)
    if kind in BASES:
        name = BASES[kind]
        found = vectors(key[name])
        yield {name: written(*(random.choice(FACTORS) * v for v in found))}
        yield {name: written(*reversed(found))}
        yield {name: written(*mixed(random, found))}
    elif kind == "eigenvector":
        yield {"vectors": written(factor * read(key["vectors"]))}
        yield {"vectors": written(sqrt_scaled(read(key["vectors"])))}
    elif kind == "eigenvalues":
        yield {"values": written(Matrix(list(reversed(read(key["values"])))))}
    elif kind == "solutionset":
        found = vectors(key["directions"])
        start = read(key["start"]) + sum((random.randint(-3, 3) * d for d in found), 0 * found[0])
        yield {"start": written(start), "directions": written(*mixed(random, found))}
    elif kind == "independent" and key["relation"] != "independent":
        yield {"relation": written(factor * read(key["relation"]))}
    elif kind == "inverse" and ";" not in key["inverse"]:
        yield {"inverse": written(factor * read(key["inverse"]))}
    elif kind in FACTORED:
        yield from FACTORED[kind](key, random)


def sqrt_scaled(v: Any) -> Any:
    """Return a vector divided by its length."""
    return v / v.norm()


def _diagonalize(key: Typed, random: Random) -> Iterator[Typed]:
    p, d = read(key["p"]), read(key["d"])
    order = random.sample(range(p.cols), p.cols)
    moved = Matrix.hstack(*(random.choice(FACTORS) * p.col(k) for k in order))
    yield {"p": written(moved), "d": written(diag(*(d[k, k] for k in order)))}


def _lu(key: Typed, random: Random) -> Iterator[Typed]:
    lower, upper = read(key["l"]), read(key["u"])
    scale = diag(*(random.choice(FACTORS) for _ in range(lower.rows)))
    yield {"l": written(lower * scale), "u": written(scale.inv() * upper)}


def _signs(random: Random, count: int) -> Any:
    return diag(*(random.choice((-1, 1)) for _ in range(count)))


def _qr(key: Typed, random: Random) -> Iterator[Typed]:
    left, right = read(key["q"]), read(key["r"])
    signs = _signs(random, left.cols)
    yield {"q": written(left * signs), "r": written(signs * right)}


def _svd(key: Typed, random: Random) -> Iterator[Typed]:
    u, s, v = (read(key[name]) for name in ("u", "s", "v"))
    signs, turned = _signs(random, 2), eye(2)[:, ::-1]
    yield {"u": written(u * signs), "s": written(s), "v": written(v * signs)}
    yield {"u": written(u * turned), "s": written(turned * s * turned), "v": written(v * turned)}


FACTORED = {"diagonalize": _diagonalize, "lu": _lu, "qr": _qr, "svd": _svd}


def changed_ones(kind: str, key: Typed, given: Given, random: Random) -> Iterator[Typed]:
    """Return answers that are wrong, but for a few that are right by chance."""
    for name, text in key.items():
        if kind == "howmany":
            others = {"one", "none", "many", *"01234"[: given["A"].cols + 1]} - {text}
            same = {"one", "none", "many"} if name == "solutions" else set("01234")
            yield from ({**key, name: other} for other in sorted(others & same))
        elif kind == "reduced":
            every = ["zero rows", "first entries", "order", "columns", "none"]
            yield from ({name: other} for other in every if other != text)
            yield {name: "order\ncolumns"}
        elif name in {"basis", "directions"} or (kind, name) == ("eigenspace", "vectors"):
            yield from ({**key, name: other} for other in changed_sets(vectors(text), random))
        elif text == "independent":
            for _ in range(2):
                yield {name: written(Matrix([random.randint(-2, 2) for _ in range(3)]))}
        else:
            yield from ({**key, name: other} for other in changed_entries(read(text), random))
            if kind == "independent":
                yield {name: "independent"}
    yield from another_value(kind, key, given, random)


def another_value(kind: str, key: Typed, given: Given, random: Random) -> Iterator[Typed]:
    """Return vectors of another eigenvalue; factors in each other's place."""
    if kind in {"eigenvector", "eigenspace"}:
        for value, _, found in given["A"].eigenvects():
            if value != given["λ"][0]:
                yield {"vectors": written(*found)}
    names = list(key)
    if len(names) > 1 and kind in FACTORED:
        random.shuffle(names)
        yield dict(zip(names, key.values(), strict=True))


def changed_entries(m: Any, random: Random) -> Iterator[str]:
    """Return a matrix or a vector with an entry changed, a sign lost, a part left out."""
    places = [(i, j) for i in range(m.rows) for j in range(m.cols)]
    for place in random.sample(places, min(3, len(places))):
        other = m.copy()
        other[place] += random.choice((-1, 1, Rational(1, 100)))
        yield written(other)
        other = m.copy()
        other[place] = -other[place]
        yield written(other)
    yield written(0 * m)
    if m.cols == m.rows:
        yield written(m.T)
    if m.rows > 2 or (m.cols == 1 and m.rows > 1):
        yield written(m[:-1, :])


def changed_sets(found: list[Any], random: Random) -> Iterator[str]:
    """Return vectors of which one is changed, missing, too many, or depends on the others."""
    k = random.randrange(len(found))
    for other in changed_entries(found[k], random):
        yield written(*found[:k], read(other), *found[k + 1 :])
    if len(found) > 1:
        yield written(*found[:k], *found[k + 1 :])
        yield written(*[random.choice(FACTORS) * found[k]] * len(found))
    yield written(*found, sum(found, 0 * found[0]))
    unit = Matrix([int(i == random.randrange(found[0].rows)) for i in range(found[0].rows)])
    yield written(*found[:k], unit, *found[k + 1 :])
    yield written(*found, unit)


def notations(text: str, *, are_vectors: bool) -> Iterator[str]:
    """Return the same numbers as other people write them."""
    if are_vectors:
        found = vectors(text)
        rows = [list(map(str, v)) for v in found]
        yield " ".join(f"({', '.join(row)})" for row in rows)
        yield "\n".join(f"v{k} = [{', '.join(row)}]" for k, row in enumerate(rows, 1))
        yield ", ".join(rf"\begin{{pmatrix}}{NEXT.join(row)}\end{{pmatrix}}" for row in rows)
        yield f"[{', '.join('[' + ', '.join(row) + ']' for row in rows)}]"
        if len(found) > 1:
            yield f"[{'; '.join(' '.join(row) for row in zip(*rows, strict=True))}]"
        return
    m = read(text)
    if m.cols == 1:
        entries = list(map(str, m))
        yield ", ".join(entries)
        yield f"({', '.join(entries)})^T"
        yield f"[{'; '.join(entries)}]"
        yield rf"\begin{{bmatrix}}{NEXT.join(entries)}\end{{bmatrix}}"
        yield f"x = [{', '.join(entries)}]"
        return
    rows = [list(map(str, row)) for row in m.tolist()]
    yield "[" + ", ".join(f"[{', '.join(row)}]" for row in rows) + "]"
    yield "\n".join(" ".join(row) for row in rows)
    yield rf"\begin{{pmatrix}}{NEXT.join(' & '.join(row) for row in rows)}\end{{pmatrix}}"
    yield "A = [" + "; ".join(" ".join(row) for row in rows) + "]"
    yield "np.array([" + ",\n".join(f"[{', '.join(row)}]" for row in rows) + "])"
