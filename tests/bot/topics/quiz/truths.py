"""What is true of an exercise, found by SymPy from the lines that people see, and from no more."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import sympy as typed_sympy

from bot.topics.quiz.exercise import Exercise, Options

sympy: Any = typed_sympy

Number = Matrix = Any
"""SymPy's; a vector is a column."""

Value = Any
"""A number, a matrix, or what is chosen in a menu."""

Typed = Mapping[str, Value]


@dataclass(frozen=True)
class Truth:
    """The right answer, by the name of its field, and the usual wrong ones with their names."""

    right: Typed
    mistakes: tuple[tuple[str, Typed], ...] = ()


def truth(kind: str, exercise: Exercise) -> Truth:
    """Return what is true of an exercise."""
    return TRUTHS[kind](exercise)


def number(text: str) -> Number:
    return sympy.Rational(text.strip().replace("−", "-"))


def array(text: str) -> Matrix:
    """Return ``[1, 2; 3, 4]`` as a matrix, ``[1, 2]`` as a column."""
    rows = [[number(x) for x in row.split(",")] for row in text.strip(" []").split(";")]
    return sympy.Matrix(rows[0] if len(rows) == 1 else rows)


def values(exercise: Exercise) -> dict[str, Matrix]:
    """Return the vectors and matrices given, by their names."""
    lines = [line.split(" = ") for line in exercise.given if " = [" in line]
    return {name: array(text) for name, text in lines}


def parts(pattern: str, text: str) -> tuple[str, ...]:
    """Return the groups of a pattern that occurs in a text."""
    found = re.search(pattern, text)
    assert found is not None, (pattern, text)
    return found.groups()


def menu_of(exercise: Exercise) -> list[str]:
    """Return what the last field, a menu, offers."""
    menu = exercise.fields[-1]
    assert isinstance(menu, Options)
    return [value for value, _ in menu.values]


def rows(exercise: Exercise) -> list[list[str]]:
    """Return a table given, cell by cell; columns are two spaces apart at least."""
    return [re.split(r"\s{2,}", line.strip()) for line in exercise.given]


def of_length(v: Matrix) -> list[tuple[str, Number]]:
    square = v.dot(v)
    signed = sum(x * abs(x) for x in v)
    found = [
        ("no root taken", square),
        ("entries added", sum(abs(x) for x in v)),
        ("a negative length", -sympy.sqrt(square)),
    ]
    if any(x < 0 for x in v):
        found.append(("signs added", sum(v)))
        if signed:
            found.append(("a sign", sympy.sqrt(abs(signed))))
    return found


def one(field: str, right: Value, mistakes: list[tuple[str, Value]]) -> Truth:
    """Return the truth of an exercise with one field; mistakes that come out right are none."""
    wrong = tuple((name, {field: value}) for name, value in mistakes if value != right)
    return Truth({field: right}, wrong)


# Vectors


def dot(exercise: Exercise) -> Truth:
    a, b = values(exercise).values()
    products = [x * y for x, y in zip(a, b, strict=True)]
    return one(
        "dot",
        sum(products),
        [
            ("entry by entry", sympy.Matrix(products)),
            ("a sign", sum(map(abs, products))),
            ("added before multiplied", sum(a) * sum(b)),
            ("lengths multiplied", a.norm() * b.norm()),
        ],
    )


def norm(exercise: Exercise) -> Truth:
    (v,) = values(exercise).values()
    return one("length", v.norm(), of_length(v))


def distance(exercise: Exercise) -> Truth:
    a, b = values(exercise).values()
    way = a - b
    mistakes = [
        ("added, not subtracted", (a + b).norm()),
        ("lengths subtracted", abs(a.norm() - b.norm())),
        *(pair for pair in of_length(way) if pair[0] in ("no root taken", "entries added")),
        ("a negative length", -way.norm()),
    ]
    return one("distance", way.norm(), mistakes)


def angle(exercise: Exercise) -> Truth:
    a, b = values(exercise).values()
    product, lengths = a.dot(b), sympy.sqrt(a.dot(a) * b.dot(b))
    cosine = sympy.nsimplify(product / lengths)
    if "cosine" in exercise.key:
        return one(
            "cosine",
            cosine,
            [
                ("a sign", -cosine),
                ("no root taken", product / lengths**2),
                ("not divided", product),
                ("divided once", product / a.norm()),
                ("divided once", product / b.norm()),
            ],
        )
    right = sympy.nsimplify(sympy.acos(cosine) * 180 / sympy.pi)
    radians = sympy.Rational(round(float(sympy.acos(cosine)), 4)).limit_denominator(10_000)
    mistakes = [("the cosine", cosine), ("a sign", 180 - right), ("radians", radians)]
    return one("angle", right, mistakes)


def projection(exercise: Exercise) -> Truth:
    a, b = values(exercise).values()
    right = a.dot(b) / b.dot(b) * b
    return one(
        "projection",
        right,
        [
            ("b projected on a", a.dot(b) / a.dot(a) * a),
            ("the rest", a - right),
            ("not divided", a.dot(b) * b),
            ("divided by the length", a.dot(b) / b.norm() * b),
            ("a sign", -right),
            ("only the factor", a.dot(b) / b.dot(b)),
        ],
    )


# Matrices


def product(exercise: Exercise) -> Truth:
    a, b = values(exercise).values()
    right = a * b
    mistakes = [("B A", b * a), ("transposed", right.T)]
    if a.shape == b.shape:
        mistakes += [("entry by entry", a.multiply_elementwise(b)), ("row by row", a * b.T)]
    return one("product", right, mistakes)


def cell(exercise: Exercise) -> Truth:
    a, b = values(exercise).values()
    i, j = (int(found) - 1 for found in re.findall(r"\d+", exercise.asks))
    mistakes = [("B A", (b * a)[i, j])]
    if i != j:
        mistakes.append(("row and column swapped", (a * b)[j, i]))
    if a.shape == b.shape:
        mistakes += [("entry by entry", a[i, j] * b[i, j]), ("row by row", (a * b.T)[i, j])]
    return one("entry", (a * b)[i, j], mistakes)


def shapes(exercise: Exercise) -> Truth:
    given = dict(re.findall(r"(\w) is (\d×\d)", " ".join(exercise.given)))
    matrices = {name: sympy.zeros(*map(int, shape.split("×"))) for name, shape in given.items()}

    def made(names: str) -> Matrix:
        found = [matrices[name[0]].T if "ᵀ" in name else matrices[name] for name in names.split()]
        try:
            whole = found[0]
            for other in found[1:]:
                whole = whole * other
        except sympy.matrices.exceptions.ShapeError:
            return None
        return whole

    if "rows" in exercise.key:
        asked = re.findall(r"[ABC]ᵀ?", exercise.asks.partition(" exists")[0])
        m, n = made(" ".join(asked)).shape
        swapped = {"rows": sympy.Integer(n), "columns": sympy.Integer(m)}
        right = {"rows": sympy.Integer(m), "columns": sympy.Integer(n)}
        return Truth(right, (("rows and columns swapped", swapped),))
    offered = menu_of(exercise)
    there = [names for names in offered if made(names) is not None]

    def outer(names: str) -> bool:
        first, second = (
            matrices[name[0]].T if "ᵀ" in name else matrices[name] for name in names.split()
        )
        return first.shape[0] == second.shape[1]

    mistakes = [("outer numbers compared", [names for names in offered if outer(names)])]
    if any("ᵀ" in names for names in offered):
        plain = [names for names in offered if made(names.replace("ᵀ", "")) is not None]
        mistakes.append(("transpose overlooked", plain))
    else:
        either = [n for n in offered if made(n) is not None or made(n[::-1]) is not None]
        mistakes.append(("order ignored", either))
    wrong = [(name, "\n".join(found)) for name, found in mistakes]
    return one("products", "\n".join(there), wrong)


def determinant(exercise: Exercise) -> Truth:
    (a,) = values(exercise).values()
    diagonal = sympy.prod(a.diagonal())
    mistakes = [("a sign", -a.det()), ("only the diagonal", diagonal)]
    if a.shape == (2, 2):
        mistakes.append(("added", diagonal + a[0, 1] * a[1, 0]))
    return one("det", a.det(), mistakes)


def rowdet(exercise: Exercise) -> Truth:
    dets = dict(re.findall(r"det (\w) = (−?\d+)", " ".join(exercise.given)))
    matrices = {name: sympy.diag(number(value), 1, 1) for name, value in dets.items()}
    found = re.search(r"det\((.*)\)", exercise.asks)
    if found is not None:
        size = int(parts(r"(\d) rows", exercise.asks)[0])
        matrices = {name: matrix[:size, :size] for name, matrix in matrices.items()}
        return one("det", of_formula(found[1], matrices).det(), of_parts(found[1], matrices))
    a = matrices["A"]
    b, mistakes = a.copy(), []
    for line in exercise.given[1:]:
        if swapped := re.search(r"Rows (\d) and (\d) are swapped", line):
            i, j = (int(k) - 1 for k in swapped.groups())
            b = b.elementary_row_op("n<->m", row1=i, row2=j)
            mistakes.append(("a swap without its sign", -1))
        elif scaled := re.search(r"Row (\d) is multiplied by (−?\d)", line):
            k = number(scaled[2])
            b = b.elementary_row_op("n->kn", row=int(scaled[1]) - 1, k=k)
            mistakes += [("a factor left out", 1 / k), ("a factor for every row", k**2)]
        else:
            factor, i, j = parts(r"(−?\d) times row (\d) is added to row (\d)", line)
            k, i, j = number(factor), int(i) - 1, int(j) - 1
            b = b.elementary_row_op("n->n+km", k=k, row1=j, row2=i)
            mistakes.append(("an addition that counts", k))
    return one("det", b.det(), [(name, b.det() * wrong) for name, wrong in mistakes])


def of_formula(shown: str, matrices: Mapping[str, Matrix]) -> Matrix:
    """Return ``3A⁻¹``, ``A²``, ``A B^⊤`` computed."""
    factor, rest = parts(r"(−?\d*)(.*)", shown)
    size = matrices["A"].shape[0]
    whole = sympy.eye(size) * (number(factor) ** 1 if factor else 1)
    for name, power in re.findall(r"([AB])(⁻¹|²|\^⊤)?", rest):
        matrix = matrices[name]
        whole *= {"⁻¹": matrix.inv(), "²": matrix**2, "^⊤": matrix.T, "": matrix}[power]
    return whole


def of_parts(shown: str, matrices: Mapping[str, Matrix]) -> list[tuple[str, Number]]:
    """Return the usual mistakes at the determinant of a formula."""
    a = matrices["A"]
    d = a.det()
    if "B" in matrices:
        e = matrices["B"].det()
        if "⁻¹" in shown:
            return [("inverse overlooked", d * e), ("upside down", d / e), ("subtracted", e - d)]
        return [("added", d + e), ("a sign for the transpose", -d * e)]
    if "²" in shown:
        return [("doubled", 2 * d), ("a sign", -d * d)]
    k = number(parts(r"(−?\d+)", shown)[0])
    once = k / d if "⁻¹" in shown else k * d
    return [("number counted once", once)]


def whichmatrix(exercise: Exercise) -> Truth:
    """Return the truth by the matrices of the pictures: `draw` returns these, and no picture."""
    given = values(exercise)
    asked = given["A"] * given["B"] if "B" in given else given["A"]
    drawn: Any = exercise.draw
    pictures = {
        letter: sympy.Matrix(matrix.tolist())
        for letter, matrix in zip("ABCD", drawn(None), strict=True)
    }
    (right,) = (letter for letter, matrix in pictures.items() if matrix == asked)
    wrong = {
        "rows taken for columns": [asked.T],
        "columns swapped": [asked[:, ::-1]],
        "B A": [given["B"] * given["A"]] if "B" in given else [],
        "coordinates swapped": [asked[::-1, :]],
        "a sign": [-asked, asked * sympy.diag(-1, 1), asked * sympy.diag(1, -1)],
    }
    known = [asked, *(matrix for matrices in wrong.values() for matrix in matrices)]
    assert all(matrix in known for matrix in pictures.values()), (
        "each wrong picture is a usual mistake"
    )
    found = [
        (name, letter)
        for letter, matrix in pictures.items()
        for name, matrices in wrong.items()
        if matrix in matrices and sum(matrix in others for others in wrong.values()) == 1
    ]
    return one("picture", right, found)


# Data


def nearest_rows(table: Mapping[str, list[Number]], offered: list[str]) -> str:
    """Return the name of the row nearest to the first."""
    first = next(iter(table.values()))
    squares = {
        name: sum((x - y) ** 2 for x, y in zip(first, table[name], strict=True)) for name in offered
    }
    (found,) = (name for name, square in squares.items() if square == min(squares.values()))
    return found


def similar(exercise: Exercise) -> Truth:
    table = {row[0]: [number(x) for x in row[1:]] for row in rows(exercise)[1:]}
    means, deviations = table.pop("mean of all", None), table.pop("standard deviation", None)
    if means is None or deviations is None:
        columns = list(zip(*table.values(), strict=True))
        means = [sympy.Rational(sum(column), len(column)) for column in columns]
        deviations = [
            sympy.sqrt(sum((x - mean) ** 2 for x in column) / sympy.Integer(len(column) - 1))
            for column, mean in zip(columns, means, strict=True)
        ]
    standard = {
        name: [(x - m) / s for x, m, s in zip(row, means, deviations, strict=True)]
        for name, row in table.items()
    }
    offered = menu_of(exercise)
    before, after = (nearest_rows(found, offered) for found in (table, standard))
    mistakes = (
        ("before and after swapped", {"before": after, "after": before}),
        ("not standardized", {"before": before, "after": before}),
        ("standardized too early", {"before": after, "after": after}),
    )
    return Truth({"before": before, "after": after}, mistakes if before != after else ())


def dominates(exercise: Exercise) -> Truth:
    table = rows(exercise)
    if "after" in exercise.key:
        spread = {row[0].partition(",")[0]: number(row[1]) for row in table[1:-1]}
        before = max(spread, key=lambda name: spread[name])
        name, unit = parts(r"Then (\w+) is written in (\w+)", exercise.given[-1])
        in_units = {"mm": 10, "µm": 10_000, "g": 1000, "minutes": 60, "days": 365, "months": 12}
        seconds = 3600 if "sleep, hours" in str(exercise.given) and name == "sleep" else 60
        spread[name] *= in_units.get(unit, seconds)
        after = max(spread, key=lambda name: spread[name])
        ignored = (("unit ignored", {"before": before, "after": before}),)
        return Truth({"before": before, "after": after}, ignored if before != after else ())
    if table[0][0] == "mean":
        spread = {row[0].partition(",")[0]: number(row[2]) for row in table[1:]}
        means = {row[0].partition(",")[0]: number(row[1]) for row in table[1:]}
    else:
        columns = dict(zip(table[0], zip(*table[1:], strict=True), strict=True))
        numbers = {name: [number(x) for x in column] for name, column in columns.items()}
        means = {name: sum(column) / sympy.Integer(4) for name, column in numbers.items()}
        spread = {
            name: sum((x - means[name]) ** 2 for x in column) for name, column in numbers.items()
        }
    largest = max(means, key=lambda name: means[name])
    right = max(spread, key=lambda name: spread[name])
    return one("column", right, [("largest numbers taken", largest)])


def components(c: Matrix) -> list[tuple[Number, Matrix]]:
    """Return variances and directions, the largest variance first."""
    found = [(value, vectors[0]) for value, times, vectors in c.eigenvects() if times == 1]
    return sorted(found, key=lambda pair: -pair[0])


def covariance(exercise: Exercise) -> Matrix:
    given = values(exercise)
    if "C" in given:
        return given["C"]
    points = sympy.Matrix([list(point) for point in given.values()])
    mean = sympy.ones(1, points.rows) * points / points.rows
    centred = points - sympy.ones(points.rows, 1) * mean
    return centred.T * centred / (points.rows - 1)


def firstdirection(exercise: Exercise) -> Truth:
    c = covariance(exercise)
    found = components(c)
    mistakes = [("the last direction", found[-1][1])]
    if c.rows == 3:
        mistakes.append(("the second direction", -3 * found[1][1]))
    return one("direction", found[0][1], mistakes)


def share(exercise: Exercise) -> Truth:
    if exercise.given[0].startswith("C"):
        c = covariance(exercise)
        variances, count = [value for value, _ in components(c)], c.rows - 1
    else:
        variances, count = [number(x) for x in exercise.given[0].partition(":")[2].split(",")], 1
    right = sum(variances[:count]) / sum(variances)
    squares = [value**2 for value in variances]
    mistakes = [
        ("the rest", 1 - right),
        ("variances squared", sum(squares[:count]) / sum(squares)),
        ("divided by the rest", right / (1 - right)),
    ]
    return one("share", right, mistakes)


def factorcell(exercise: Exercise) -> Truth:
    given = values(exercise)
    people, films = (
        next(line for line in exercise.given if line.startswith(start))
        .partition(": ")[2]
        .split(", ")
        for start in ("rows", "columns")
    )
    person, film = parts(r"for (\w+) and (\w+)", exercise.asks)
    i, j = people.index(person), films.index(film)
    predicted = (given["U"] * given["V"])[i, j]
    gave = re.search(r"gave \w+ (\d)", exercise.given[-1])
    if gave is not None:
        error = number(gave[1]) - predicted
        return one("cell", error, [("a sign", -error), ("the prediction", predicted)])
    mistakes = [("added", sum(given["U"][i, :]) + sum(given["V"][:, j]))]
    if i != j:
        mistakes.append(("row and column swapped", (given["U"] * given["V"])[j, i]))
    return one("cell", predicted, mistakes)


def nearestfilm(exercise: Exercise) -> Truth:
    film, *others = values(exercise).items()
    dots = {name: film[1].dot(v) for name, v in others}
    cosines = {name: dots[name] / v.norm() for name, v in others}
    by_dot, by_cosine = (max(found, key=lambda n: float(found[n])) for found in (dots, cosines))
    mistakes = (
        ("dot and cosine swapped", {"dot": by_cosine, "cosine": by_dot}),
        ("lengths left in the cosine", {"dot": by_dot, "cosine": by_dot}),
        ("lengths left out of the dot product", {"dot": by_cosine, "cosine": by_cosine}),
    )
    return Truth({"dot": by_dot, "cosine": by_cosine}, mistakes if by_dot != by_cosine else ())


def analogy(exercise: Exercise) -> Truth:
    points = values(exercise)
    a, b, c = parts(r"(\w+) is to (\w+) as (\w+) is to", exercise.asks)
    end = points[b] - points[a] + points[c]
    squares = {
        name: (at - end).dot(at - end) for name, at in points.items() if name not in (a, b, c)
    }
    word = min(squares, key=lambda name: squares[name])
    if "point" not in exercise.key:
        return one("word", word, [])
    other = points[a] - points[b] + points[c]
    mistakes = [
        ("the other way", {"word": word, "point": other}),
        ("only the step", {"word": word, "point": points[b] - points[a]}),
        ("all added", {"word": word, "point": points[a] + points[b] + points[c]}),
    ]
    if b in menu_of(exercise):
        mistakes.append(("a word of the question", {"word": b, "point": end}))
    return Truth({"word": word, "point": end}, tuple(mistakes))


TRUTHS: dict[str, Callable[[Exercise], Truth]] = {
    "dot": dot,
    "norm": norm,
    "distance": distance,
    "angle": angle,
    "projection": projection,
    "product": product,
    "cell": cell,
    "shapes": shapes,
    "determinant": determinant,
    "rowdet": rowdet,
    "whichmatrix": whichmatrix,
    "similar": similar,
    "dominates": dominates,
    "firstdirection": firstdirection,
    "share": share,
    "factorcell": factorcell,
    "nearestfilm": nearestfilm,
    "analogy": analogy,
}
