"""Code under the Copy button, run in a clean namespace and held against the answer."""

from __future__ import annotations

import ast
import contextlib
import csv
import io
import re
import tempfile
import warnings
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import sympy
from numpy.typing import NDArray

from bot.drawing.style import Style
from bot.topics.kit import answering
from bot.topics.kit.answer import Copies
from bot.topics.kit.question import Question
from linalg_engine import notation

Floats = NDArray[np.float64]

ROUNDING = 1e-7
"""Relative difference from what is shown that rounding may make."""


@dataclass(frozen=True)
class Ran:
    """A copied program after it ran.

    Attributes
    ----------
    value
        Of its last line, None where that is no expression.
    names
        What it left behind.
    printed
        What it printed.
    """

    question: Question
    copies: Copies
    value: Any
    names: dict[str, Any]
    printed: str

    def line(self, name: str) -> str:
        """Return what stands behind a name and its sign in the copied text."""
        pattern = re.compile(rf"\s*{re.escape(name)} [=≈] (.*)")
        (found,) = [m[1] for line in self.copies.text.splitlines() if (m := pattern.match(line))]
        return found

    def shown(self, name: str) -> Floats:
        """Return the number, vector or matrix that is shown behind a name."""
        return numbers(self.line(name))


def ran(question: Question) -> Ran:
    """Run what is copied of an answer, beside the files that come with it."""
    copies = answering.copies(question, Style())
    body = ast.parse(copies.numpy).body
    last = body.pop() if isinstance(body[-1], ast.Expr) else None
    names: dict[str, Any] = {}
    with tempfile.TemporaryDirectory() as folder, contextlib.chdir(folder):
        for name, text in copies.files:
            Path(name).write_text(text, "utf-8")
        for picture in copies.pictures:
            Path(picture.name).write_bytes(picture.data)
        with contextlib.redirect_stdout(io.StringIO()) as printed, warnings.catch_warnings():
            warnings.simplefilter("error", DeprecationWarning)
            exec(compile(ast.Module(body, []), "copied", "exec"), names)  # noqa: S102 - our own
            value = None
            if isinstance(last, ast.Expr):
                value = eval(compile(ast.Expression(last.value), "copied", "eval"), names)  # noqa: S307
    return Ran(question, copies, value, names, printed.getvalue())


def numbers(text: str) -> Floats:
    """Return numbers of a copied text: of a chain of equal ones the first."""
    text = re.split(r" [=≈] |°| rad", text)[0].replace("…", "")
    return np.asarray(notation.parse_matrix(text), dtype=float)


def assert_close(found: Any, expected: Any, scale: float = 0.0) -> None:
    """Hold a computed array against a shown one, up to rounding of the largest of it."""
    computed = as_floats(found)
    shown = np.asarray(expected, dtype=float)
    if computed.size == shown.size:
        computed = computed.reshape(shown.shape)
    size = max(float(np.max(np.abs(shown), initial=0)), scale)
    np.testing.assert_allclose(computed, shown, rtol=0, atol=ROUNDING * size)


def as_floats(found: Any) -> Floats:
    """Return SymPy's or NumPy's numbers as floats."""
    if isinstance(found, sympy.MatrixBase):
        found = found.tolist()
    return np.real(np.array(found, dtype=object).astype(complex)).astype(np.float64)


Check = Callable[[Ran], None]


def named(*names: str) -> Check:
    """Return a check of results in the order of their names in the text."""

    def check(done: Ran) -> None:
        values = done.value if len(names) > 1 else (done.value,)
        assert len(values) == len(names)
        for name, value in zip(names, values, strict=True):
            assert_close(value, done.shown(name))

    return check


def last_line(done: Ran) -> None:
    """Check the result at the end of the text."""
    assert_close(done.value, numbers(re.split(r" [=≈] ", done.copies.text, maxsplit=1)[1]))


def all_factors(done: Ran) -> None:
    """Check factors, one in each line below the matrix."""
    _, *lines = done.copies.text.splitlines()
    values = done.value if isinstance(done.value, tuple) else (done.value,)
    # P is shown where rows are swapped.
    for line, value in zip(lines, values[-len(lines) :], strict=True):
        assert_close(value, numbers(re.split(r" [=≈] ", line, maxsplit=1)[1]))


def singular(done: Ran) -> None:
    """Check singular values, and their vectors where they are not 0 and no two are equal."""
    if done.question.inputs.get("k"):  # the nearest matrix of rank k: only run
        return
    u, sigma, vt = map(as_floats, done.value)
    shown = [numbers(re.split(r" [=≈] ", line)[1]) for line in done.copies.text.splitlines()[1:]]
    values = np.diag(shown[1])
    scale = float(values[0]) or 1.0
    assert_close(sigma, shown[1])
    assert_close(u @ sigma @ vt, as_floats(done.names["A"]), scale)
    ends = np.concatenate([[np.inf], values / scale, [-np.inf]])
    alone = (ends[:-2] - ends[1:-1] > 1e-6) & (ends[1:-1] - ends[2:] > 1e-6)
    alone &= values > 1e-6 * scale
    assert_close(u[:, alone], shown[0][:, alone], 1.0)
    assert_close(vt[alone], shown[2][alone], 1.0)


def inverse(done: Ran) -> None:
    """Check the inverse, the pseudo-inverse, or the rank where there is neither."""
    text = done.copies.text
    if "rank =" in text:
        assert int(done.value) == int(done.line("rank"))
    else:
        assert_close(done.value, done.shown("A⁻¹" if "A⁻¹" in text else "A⁺"))


def powered(done: Ran) -> None:
    """Check a power; for n without end the code has only been run."""
    if done.question.inputs["n"] != "inf":
        all_factors(done)


def reduced(done: Ran) -> None:
    """Check the reduced form, which comes with its pivots."""
    assert_close(done.value[0], done.shown("R"))


def determinant(done: Ran) -> None:
    """Check a determinant, up to rounding of the product of the lengths of the rows."""
    rows = as_floats(done.names["A"])
    scale = float(np.prod(np.linalg.norm(rows, axis=1))) * 1e-6
    assert_close(done.value, done.shown("det A"), scale)


def solved(done: Ran) -> None:
    """Check the one solution, the family, or the nearest x with what is left."""
    a, b = as_floats(done.names["A"]), as_floats(done.names["b"]).ravel()
    lines = done.copies.text.splitlines()
    directions = [
        numbers(line.split("]")[0][line.index("[") :] + "]")
        for line in lines
        if "t" in line[:5] and line.startswith("  +")
    ]
    if "no x solves A x = b" in done.copies.text:
        x, fitted, rest = map(as_floats, done.value)
        assert_close(x, done.shown("nearest: x"))
        assert_close(fitted, a @ x.ravel())
        assert_close(rest, b - a @ x.ravel(), float(np.max(np.abs(b))))
        return
    if not directions:
        assert_close(done.value, done.shown("x"))
        return
    particular = done.shown("x").ravel()
    if isinstance(done.value, tuple):
        solution, free = done.value
        assert len(free) == len(directions)
        at_zero = solution.subs(dict.fromkeys(free, 0))
        assert_close(at_zero, particular)
        for k, symbol in enumerate(free):
            moved = solution.subs({s: int(s == symbol) for s in free}) - at_zero
            assert_close(moved, directions[k])
    else:  # the shortest of a family in floats
        away = as_floats(done.value) - particular
        basis = np.array([d.ravel() for d in directions]).T
        left = away - basis @ np.linalg.lstsq(basis, away)[0]
        assert_close(left, np.zeros(len(left)), float(np.max(np.abs(particular))) or 1.0)


def spaces(done: Ran) -> None:
    """Check that bases of the four subspaces span what is shown."""
    names = ("column space", "row space", "null space", "left null space")
    assert len(done.value) == len(names)
    for name, basis in zip(names, done.value, strict=True):
        (line,) = [x for x in done.copies.text.splitlines() if x.startswith(f"{name}: ")]
        vectors = [numbers(v).ravel() for v in re.findall(r"\[[^\]]*\]", line)]
        found = [as_floats(v).ravel() for v in basis]
        assert len(found) == len(vectors)
        if vectors and np.linalg.cond(np.array([v / np.linalg.norm(v) for v in vectors])) < 1e6:
            both = np.array([v / np.linalg.norm(v) for v in (*vectors, *found)])
            for part in (both, both[: len(vectors)], both[len(vectors) :]):
                assert np.linalg.matrix_rank(part, tol=1e-7) == len(vectors)


def eigen(done: Ran) -> None:
    """Check eigenvalues with their multiplicities, and that the vectors are eigenvectors."""
    if isinstance(done.value, list):  # SymPy's triples
        values = [complex(v) for v, times, _ in done.value for _ in range(times)]
        vectors = None
    else:
        values, vectors = done.value
    a = as_floats(done.names["A"])
    shown: list[complex] = []
    for line in done.copies.text.splitlines():
        if line.startswith("λ"):
            times = re.search(r"\((\d+) times\)", line)
            text = re.split(r" [=≈] ", line.split("   (")[0])[-1]
            value = _complex(text)
            shown += [value] * int(times[1] if times else 1)
    found = np.array([complex(v) for v in values])
    scale = float(np.max(np.abs(a))) or 1.0
    left = list(shown)
    assert len(found) == len(shown)
    for value in found:
        nearest = min(left, key=lambda x: abs(x - value))
        assert abs(nearest - value) <= ROUNDING * scale
        left.remove(nearest)
    if vectors is not None:
        vectors = np.asarray(vectors)
        assert np.allclose(a @ vectors, vectors * found, rtol=0, atol=1e-6 * scale)


def _complex(text: str) -> complex:
    text = text.replace("−", "-").replace(" ", "")
    if "i" not in text:
        return complex(float(np.asarray(notation.parse_scalar(text), dtype=float)))
    real, sign, imaginary = re.fullmatch(r"(.*?)([+-]?)([^+-]*(?:e[+-]\d+)?)i", text).groups()  # type: ignore[union-attr]
    size = float(np.asarray(notation.parse_scalar(imaginary or "1"), dtype=float))
    start = float(np.asarray(notation.parse_scalar(real or "0"), dtype=float))
    return complex(start, -size if sign == "-" else size)


# Tables, words and pictures


def components(done: Ran) -> None:
    """Check principal components, their variances and the scores."""
    for k, line in enumerate(re.findall(r"PC\d+ = (.*)", done.copies.text)):
        assert_close(done.names["components"][k], numbers(line))
    for k, line in enumerate(re.findall(r"variance = ([^,]*),", done.copies.text)):
        assert_close(done.names["explained_variance"][k], numbers(line), 1e-6)
    scores = [row[-len(done.names["components"]) :] for row in _table(done, "scores.csv")]
    if len(scores) == len(done.names["scores"]):
        assert_close(done.names["scores"], np.array(scores, dtype=float), 1e-6)


def completed(done: Ran) -> None:
    """Check the predictions of the blanks."""
    expected = np.array(
        [[float(cell or "nan") for cell in row[1:]] for row in _table(done, "completed.csv")]
    )
    given = notation.parse_table(done.question.inputs["ratings"]).values
    assert given.shape == expected.shape
    blank = np.isnan(given) & ~np.isnan(expected)
    assert_close(np.asarray(done.value)[blank], expected[blank])


def compared(done: Ran) -> None:
    """Check the distances of two rows."""
    i, j, x = (done.names[name] for name in "ijX")
    distance = float(np.linalg.norm(x[i] - x[j]))
    assert abs(distance - float(done.line("distance"))) <= 1e-5 * max(1.0, distance)
    standardized = float(done.line("distance, standardized"))
    assert abs(done.names["distances"][i, j] - standardized) <= 1e-5 * max(1.0, standardized)


def clustered(done: Ran) -> None:
    """Check the centres and who is in which cluster."""
    shown = [numbers(text) for text in re.findall(r"  centre = (.*)", done.copies.text)]
    expected = np.array([row[1] for row in _table(done, "clusters.csv")], dtype=int)
    assert np.array_equal(done.names["labels"] + 1, expected)
    centres = np.array([done.names["X"][expected == k + 1].mean(axis=0) for k in range(len(shown))])
    assert_close(centres, np.array([c.ravel() for c in shown]))


def flattened(done: Ran) -> None:
    """Check the points in the plane."""
    shown = [
        [float(x.replace("−", "-")) for x in re.findall(r"[−\d.]+", line.rsplit("(", 1)[1])]
        for line in done.copies.text.splitlines()
    ]
    plane = done.names.get("plane", done.names.get("points"))
    assert plane is not None
    np.testing.assert_allclose(plane[: len(shown)], np.array(shown), atol=2e-3)


def cosines(done: Ran) -> None:
    """Check the cosines beside the words."""
    shown = [
        float(m[1].replace("−", "-"))
        for line in done.copies.text.splitlines()
        if (m := re.match(r"([-−]?\d\.\d{4})  ", line))
    ]
    found = done.names.get("cosines", done.value)
    np.testing.assert_allclose(np.asarray(found).ravel()[: len(shown)], shown, atol=6e-5)


def by_both(done: Ran) -> None:
    """Check that the loop and NumPy agree."""
    assert_close(done.names["by_loop"], done.names["by_numpy"])


def kept(done: Ran) -> None:
    """Check the share that a picture of low rank keeps."""
    ((most, share),) = re.findall(r"(> )?([\d.]+) % kept", done.copies.text)
    if most:
        assert 100 * float(done.value) > float(share)
    else:
        assert abs(100 * float(done.value) - float(share)) <= 0.06


def block(done: Ran) -> None:
    """Check the corner of a picture."""
    assert_close(done.value, numbers(done.copies.text.splitlines()[1]))


def patch(done: Ran) -> None:
    """Check the sum of a filter at one place."""
    assert_close(done.value, numbers(done.copies.text.splitlines()[-1].removeprefix("sum ")), 1.0)


def split(done: Ran) -> None:
    """Check the projection, and what is left."""
    along, rest = re.findall(r"\[[^\]]*\]", done.copies.text)
    scale = float(np.max(np.abs(as_floats(done.names["a"]))))
    if not isinstance(done.value, tuple):  # of several b: onto their plane
        assert_close(done.value, numbers(along), scale)
        return
    assert_close(done.value[0], numbers(along), scale)
    assert_close(done.value[1], numbers(rest), scale)


def moved(done: Ran) -> None:
    """Check where î and ĵ go, and the determinant or the rank."""
    *columns, last = done.value
    a = as_floats(done.names["A"])
    assert_close(np.array(columns).T, a)
    if "rank A" in done.copies.text:
        assert int(last) == int(done.line("rank A"))
    else:
        assert_close(last, done.shown("det A"), float(np.max(np.abs(a))) ** 2)


def fitted(done: Ran) -> None:
    """Check coefficients at the points, and the sum of squared residuals."""
    x, y = (as_floats(done.names[name]).ravel() for name in "xy")
    found, squares = done.value
    found = as_floats(found).ravel()
    expected = done.shown("c").ravel()
    scale = float(np.max(np.abs(y)))
    if "c ≈" in done.copies.text:  # x far from the others costs digits
        scale *= 1e3
    powers = np.vander(x, len(expected), increasing=True)
    assert_close(powers @ found, powers @ expected, scale)
    assert_close(squares, done.shown("sum of squared residuals"), float(y @ y) * 1e-3)


def _table(done: Ran, name: str) -> list[list[str]]:
    (text,) = [text for file, text in done.copies.files if file == name]
    return list(csv.reader(io.StringIO(text)))[1:]


def length(done: Ran) -> None:
    """Check a norm."""
    _, line, *_ = done.copies.text.splitlines()
    assert_close(done.value, numbers(re.split(r" [=≈] ", line, maxsplit=1)[1]))


def angle(done: Ran) -> None:
    """Check an angle in degrees."""
    (shown,) = re.findall(r"[=≈] ([^=≈]*) rad", done.copies.text)
    assert_close(np.radians(done.value), numbers(shown), 1e-3)


def end(done: Ran) -> None:
    """Check the last line of the text."""
    line = done.copies.text.splitlines()[-1]
    assert_close(done.value, numbers(re.split(r" [=≈] ", line)[-1]))


def anything(done: Ran) -> None:
    """Check a result by its kind: rounded numbers of a calculation."""
    assert_close(done.value, numbers(re.split(r" [=≈] ", done.copies.text)[-1]))


CHECKS: dict[str, Check] = {
    "dot": named("a · b"),
    "vector norm": length,
    "vector unit": last_line,
    "vector angle": angle,
    "vector distance": lambda done: assert_close(
        done.value, numbers(done.copies.text.split("‖ ", 1)[1][2:])
    ),
    "vector project": split,
    "vector cross": last_line,
    "matrix multiply": named("AB"),
    "matrix transpose": named("Aᵀ"),
    "matrix power": powered,
    "matrix det": determinant,
    "matrix inverse": inverse,
    "matrix rank": inverse,
    "matrix rref": reduced,
    "matrix solve": solved,
    "matrix spaces": spaces,
    "matrix lu": all_factors,
    "matrix qr": all_factors,
    "matrix cholesky": all_factors,
    "matrix svd": singular,
    "matrix eigen": eigen,
    "calc": anything,
    "transform": moved,
    "fit": fitted,
    "pca": components,
    "factorize": completed,
    "data rows": compared,
    "data cluster": clustered,
    "data plane": flattened,
    "data embed": named("xW"),
    "data vectorize": by_both,
    "network layer": end,
    "network two": named("probabilities"),
    "words near": cosines,
    "words analogy": cosines,
    "words odd": cosines,
    "words map": flattened,
    "image tensor": block,
    "image rank": kept,
    "image filter": patch,
}
"""What is checked of the copies of each command."""


def _has_letter(question: Question) -> bool:
    """Whether a matrix has the parameter k, whose answers are no numbers."""
    return question.command.startswith("matrix") and "k" in question.inputs.get("a", "")


def check(question: Question) -> None:
    """Run the copy of an answer, and hold it against what the answer says, if that is known here.

    Raises
    ------
    InputError
        Where there is no answer.
    """
    done = ran(question)
    if question.command in CHECKS and not _has_letter(question):
        CHECKS[question.command](done)
