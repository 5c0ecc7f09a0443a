"""How people type numbers, vectors and matrices, and answers that are nearly right."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import product
from typing import Any

import sympy as typed_sympy

from bot.topics.quiz.exercise import Blank, Exercise, Options

sympy: Any = typed_sympy

Matrix = Any
"""SymPy's; a vector is a column."""


def notations(value: Any) -> list[str]:
    """Return a value as people type it, in five ways and more; words as they are."""
    if isinstance(value, str):
        return [value]
    if isinstance(value, sympy.MatrixBase):
        return _of_vector(value) if value.cols == 1 else _of_matrix(value)
    value = sympy.sympify(value)
    plain = str(value)
    found = [plain, plain.replace("-", "−"), f"x = {plain}", f" {plain} ", sympy.latex(value)]
    if value.is_Rational:
        found.append(f"{2 * value.p}/{2 * value.q}")
        found += [f"{plain}.0"] if value.is_Integer else []
    else:
        found += [f"{float(value):.3f}", f"≈ {float(value):.2f}"]
    return found


def _of_vector(v: Matrix) -> list[str]:
    entries = [str(x) for x in v]
    return [
        f"[{', '.join(entries)}]",
        f"({', '.join(entries)})^T",
        f"v = [{'; '.join(entries)}]",
        _latex("pmatrix", map(sympy.latex, v)),
        ", ".join(entries) if all(x.is_Integer for x in v) else f"{{{', '.join(entries)}}}",
        f"<{', '.join(entries)}>",
    ]


def _of_matrix(a: Matrix) -> list[str]:
    rows = [[str(x) for x in a.row(i)] for i in range(a.rows)]
    return [
        f"[{'; '.join(' '.join(row) for row in rows)}]",
        "\n".join(" ".join(row) for row in rows),
        f"[{', '.join('[' + ', '.join(row) + ']' for row in rows)}]",
        f"AB = [{'; '.join(', '.join(row) for row in rows)}]",
        _latex("bmatrix", (" & ".join(row) for row in rows)),
    ]


def _latex(name: str, rows: Iterable[str]) -> str:
    body = r" \\ ".join(rows)
    return rf"\begin{{{name}}} {body} \end{{{name}}}"


def near_misses(value: Any) -> Iterator[Any]:
    """Return values that are not the right one, but for one step or entry."""
    if isinstance(value, sympy.MatrixBase):
        for k in range(len(value)):
            changed = value.copy()
            changed[k] += 1
            yield changed
        return
    yield value + 1
    yield value - 1
    yield value + sympy.Rational(3, 100)
    yield -value if value else sympy.Integer(2)
    yield 2 * value if value else sympy.Integer(3)


def choices(exercise: Exercise, right: Mapping[str, Any]) -> Iterator[dict[str, str]]:
    """Return every other way to choose in the menus, with right values in what is typed."""
    menus = [field for field in exercise.fields if isinstance(field, Options)]
    typed = {
        field.name: notations(right[field.name])[0]
        for field in exercise.fields
        if isinstance(field, Blank)
    }
    offered = [_choosable(menu) for menu in menus]
    for chosen in product(*offered):
        found = {menu.name: value for menu, value in zip(menus, chosen, strict=True)}
        if any(found[menu.name] != right[menu.name] for menu in menus):
            yield {**typed, **found}


def _choosable(menu: Options) -> list[str]:
    values = [value for value, _ in menu.values]
    if not menu.several:
        return values
    sets = product((False, True), repeat=len(values))
    return [
        "\n".join(value for value, is_in in zip(values, each, strict=True) if is_in)
        for each in sets
        if any(each)
    ]
