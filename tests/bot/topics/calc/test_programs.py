"""What is copied as NumPy, and the loops beside it: they run, and give what was answered."""

from __future__ import annotations

import ast
import cmath
import math
import warnings
from collections.abc import Mapping
from typing import Any

import numpy as np
import pytest

from bot.topics.calc import loops
from bot.topics.calc.numpy_code import numpy_code
from linalg_engine.expressions import Evaluated, shape_of, worked_out
from tests.linalg_engine import (
    test_complex_expressions,
    test_entry_by_entry,
    test_expressions,
    test_pasted_expressions,
    test_reductions,
)

NOTHING: dict[str, Any] = {}
SOURCES: list[tuple[Mapping[str, Any], Mapping[str, Any]]] = [
    (test_entry_by_entry.VALUES, test_entry_by_entry.VARIABLES),
    (test_reductions.VALUES, test_reductions.VARIABLES),
    (test_complex_expressions.EXACT, NOTHING),
    (test_complex_expressions.ROUNDED, NOTHING),
    (test_pasted_expressions.VALUES, NOTHING),
    (test_expressions.VALUES, test_expressions.VARIABLES),
]


def run(program: str) -> Any:
    """Run a program and return the value of its last line."""
    tree = ast.parse(program)
    last = tree.body.pop()
    assert isinstance(last, ast.Expr)
    names: dict[str, Any] = {}
    exec(compile(tree, "copy", "exec"), names)  # noqa: S102 - our own program
    return eval(compile(ast.Expression(last.value), "copy", "eval"), names)  # noqa: S307


def check(value: Any, expected: Any) -> None:
    """Check shape and numbers; rounding beside others of the same array is let through."""
    wanted = np.array([complex(x) for x in np.asarray(expected, object).flat])
    wanted = wanted.reshape(np.shape(expected))
    found = np.asarray(value).astype(complex)
    assert found.shape == wanted.shape
    np.testing.assert_allclose(found, wanted, rtol=1e-9, atol=1e-12)


@pytest.mark.parametrize(("values", "variables"), SOURCES)
def test_the_copied_program_gives_the_answer(
    values: Mapping[str, Any], variables: Mapping[str, Any]
) -> None:
    for typed in values:
        found = worked_out(typed, variables)
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            check(run(numpy_code(found)), found.value)


@pytest.mark.parametrize(
    ("typed", "line"),
    [
        ("A .* B", "A * B"),
        ("A * B", "A @ B"),
        ("A * v", "A @ v"),
        ("v + v'", "v[:, None] + v[None, :]"),
        ("A + v", "A + v[:, None]"),
        ("A + v'", "A + v[None, :]"),
        ("A > 2", "(A > 2).astype(int)"),
        ("mean(A, 0)", "np.mean(A, axis=0, keepdims=True)"),
        ("sum(A, 1)", "np.sum(A, axis=1)"),
        ("A \\ v", "np.linalg.solve(A, v)"),
        ("A[1,2]", "A[0, 1]"),
        ("v(end)", "v[-1]"),
        ("A.^2", "A ** 2"),
        ("stdev(v)", "np.std(v, ddof=1)"),
        ("-(A - B) ./ 2", "-(A - B) / 2"),
        ("A - 2 * v", "A - (2 * v)[:, None]"),
        ("A ./ (v + 1)", "A / (v + 1)[:, None]"),
        ("A - (B - A)", "A - (B - A)"),
        ("3+4i", "3 + 4j"),
        ("lambda + 1", "lambda_ + 1"),
    ],
)
def test_the_line_of_numpy(typed: str, line: str) -> None:
    names: dict[str, Any] = {
        "A": np.array([[1.0, 2], [3, 4]]),
        "B": np.eye(2),
        "v": np.array([1.0, 2]),
        "lambda": 2.0,
    }
    assert numpy_code(worked_out(typed, names)).splitlines()[-1] == line


def test_whole_numbers_that_would_overflow_become_floats() -> None:
    found = worked_out("[3 5]' .^ 40 - sum([9, 9] .^ 30)")
    check(run(numpy_code(found)), found.value)
    found = worked_out("A^60", {"A": np.array([[1, 2], [3, 4]])})
    np.testing.assert_allclose(run(numpy_code(found)), np.asarray(found.value, float), rtol=1e-12)


LOOPS = [
    "A .* B", "A + 1", "2 - A", "v + v'", "A + v", "M + v", "M - mean(M, 0)", "M - mean(M, 1)",
    "A > 2", "v == v", "A != B", "exp(v)", "sqrt(A)", "abs(-A)", "relu(A - 2)", "sigmoid(v)",
    "round(A / 3, 1)", "mod(A, 2)", "maximum(A, 2)", "sign(A - 2)", "arctan(v)", "ln(A)", "sind(v)",
    "sum(A)", "sum(A, 0)", "sum(A, 1)", "mean(v)", "mean(M, 1)", "max(M)", "min(M, 0)", "prod(v)",
    "v · v", "A * B", "A v", "v A", "v * v'", "M' * v", "A .^ 2", "v ./ 2", "conj(z)", "z .* z",
    "floor(v / 2)", "rad2deg(v)", "factorial(v)", "1 ./ A", "v' .* v'", "[1 2]' + [[3]]",
]  # fmt: skip


@pytest.mark.parametrize("typed", LOOPS)
def test_the_loop_gives_the_answer(typed: str) -> None:
    names: dict[str, Any] = {
        "A": np.array([[1, 2], [3, 4]]),
        "B": np.array([[5, 1], [2, 4]]),
        "M": np.array([[1, 2, 3], [4, 5, 9]]),
        "v": np.array([1, 2]),
        "z": np.array([1 + 2j, 3 - 1j]),
    }
    piece = worked_out(typed, names)
    assert loops.has_loop(piece)
    given = {
        part.name: np.array([plain(x) for x in np.asarray(part.value).flat])
        .reshape(shape_of(part.value))
        .tolist()
        for part in loops.named(piece).parts
        if part.operation == "name"
    }
    scope: dict[str, Any] = {"math": math, "cmath": cmath, **given}
    exec(loops.loop_code(piece), scope)  # noqa: S102 - our own program
    found = np.array(scope.get("results", scope["c"]), dtype=complex)
    check(found.reshape(shape_of(piece.value)), piece.value)
    check(run_call(piece, given), piece.value)


def plain(x: Any) -> Any:
    return int(x) if x == int(x.real) else complex(x) if x.imag else float(x)


def run_call(piece: Evaluated, given: Mapping[str, Any]) -> Any:
    scope: dict[str, Any] = {"np": np, "math": math}
    scope |= {name: np.array(value) for name, value in given.items()}
    exec(loops.call(piece), scope)  # noqa: S102 - our own program
    return scope["c"]
