"""The functions of expressions in NumPy's words.

Each takes the Python of its arguments and their values.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np

from linalg_engine.expressions import Value, is_complex, shape_of

Texts = Sequence[str]
Values = Sequence[Value]

Writer = Callable[[Texts, Values, Value], tuple[str, int]]
"""From arguments, their values and the result to Python, and how strongly it binds."""

Reduction = Callable[[Texts, Values, Mapping[str, Value]], str]

SUM, PRODUCT, ATOM = 1, 2, 5


def _plain(name: str) -> Writer:
    return lambda texts, _values, _result: (f"np.{name}({', '.join(texts)})", ATOM)


def _pattern(text: str, level: int = ATOM) -> Writer:
    return lambda texts, _values, _result: (text.format(*texts), level)


def _in_reals(name: str) -> Writer:
    """Return a function that NumPy extends to complex numbers in ``emath``."""

    def write(texts: Texts, values: Values, result: Value) -> tuple[str, int]:
        leaves_reals = is_complex(result) and not is_complex(values[0])
        return f"np.{'emath.' if leaves_reals else ''}{name}({texts[0]})", ATOM

    return write


def _factorial(texts: Texts, values: Values, _result: Value) -> tuple[str, int]:
    if isinstance(values[0], np.ndarray):
        return f"np.vectorize(math.factorial, otypes=[float])({texts[0]})", ATOM
    return f"math.factorial({texts[0]})", ATOM


_SAME = (
    *("abs", "exp", "log", "log2", "log10", "sin", "cos", "tan", "sinh", "cosh", "tanh"),
    *("floor", "ceil", "round", "sign", "conj", "real", "imag", "deg2rad", "rad2deg", "mod"),
    *("maximum", "minimum", "multiply", "divide", "add", "subtract"),
)
"""Names that NumPy has as well."""

_ARCS = ("sin", "cos", "tan", "sinh", "cosh", "tanh")

ENTRYWISE: dict[str, Writer] = {
    **{name: _plain(name) for name in _SAME},
    **{f"a{name}": _plain(f"arc{name}") for name in _ARCS},
    **{f"arc{name}": _plain(f"arc{name}") for name in _ARCS},
    "sqrt": _in_reals("sqrt"),
    "ln": _plain("log"),
    "arg": _plain("angle"),
    "power": _plain("float_power"),
    "sind": _pattern("np.sin(np.deg2rad({0}))"),
    "cosd": _pattern("np.cos(np.deg2rad({0}))"),
    "tand": _pattern("np.tan(np.deg2rad({0}))"),
    "relu": _pattern("np.maximum({0}, 0)"),
    "sigmoid": _pattern("1 / (1 + np.exp(-({0})))", PRODUCT),
    "factorial": _factorial,
}


# Reductions


def _reduced(name: str, ddof: int | None = None, after: str = "") -> Reduction:
    def write(texts: Texts, values: Values, keywords: Mapping[str, Value]) -> str:
        array, axis = _array_and_axis(texts, values, keywords)
        # What is left of the columns is a row here.
        options = "" if axis is None else f", axis={axis}" + ", keepdims=True" * (axis == 0)
        less = keywords.get("ddof", ddof)
        if less:
            options += f", ddof={less}"
        return f"np.{name}({array}{options}){after}"

    return write


def _in_order(name: str, default: int | None) -> Reduction:
    def write(texts: Texts, values: Values, keywords: Mapping[str, Value]) -> str:
        array, axis = _array_and_axis(texts, values, keywords)
        axis = default if axis is None and _is_matrix(values[0]) else axis
        return f"np.{name}({array}{'' if axis is None else f', axis={axis}'})"

    return write


def _place(name: str) -> Reduction:
    def write(texts: Texts, values: Values, keywords: Mapping[str, Value]) -> str:
        array, axis = _array_and_axis(texts, values, keywords)
        if axis is None and _is_matrix(values[0]):
            shape = shape_of(values[0])
            return f"np.array(np.unravel_index(np.{name}({array}), {shape})) + 1"
        return _reduced(name, after=" + 1")(texts, values, keywords)

    return write


def _array_and_axis(
    texts: Texts, values: Values, keywords: Mapping[str, Value]
) -> tuple[str, int | None]:
    if not isinstance(values[0], np.ndarray):
        return f"[{', '.join(texts)}]", None
    axis: Any = values[1] if len(values) > 1 else keywords.get("axis")
    if axis is None or not _is_matrix(values[0]):
        return texts[0], None
    return texts[0], int(axis) % 2


def _is_matrix(value: Value) -> bool:
    return len(shape_of(value)) == 2


REDUCED: dict[str, Reduction] = {
    **{name: _reduced(name) for name in ("sum", "prod", "mean", "median", "max", "min")},
    "average": _reduced("mean"),
    **{name: _reduced(name, 0) for name in ("std", "var")},
    "pstdev": _reduced("std", 0),
    "pvariance": _reduced("var", 0),
    "stdev": _reduced("std", 1),
    "sd": _reduced("std", 1),
    "variance": _reduced("var", 1),
    "argmax": _place("argmax"),
    "argmin": _place("argmin"),
    "sort": _in_order("sort", 1),
    "cumsum": _in_order("cumsum", None),
    "cumprod": _in_order("cumprod", None),
}


# Functions of whole vectors and matrices


def _as_matrix(text: str, value: Value) -> str:
    """Return a vector as the column that it is here."""
    return f"({text})[:, None]" if len(shape_of(value)) == 1 else text


def _as_vector(text: str, value: Value) -> str:
    return f"np.ravel({text})" if _is_matrix(value) else text


def _of_vectors(pattern: str, level: int = ATOM) -> Writer:
    def write(texts: Texts, values: Values, _result: Value) -> tuple[str, int]:
        shown = [_as_vector(text, value) for text, value in zip(texts, values, strict=True)]
        return pattern.format(*shown), level

    return write


def _dot(texts: Texts, values: Values, result: Value) -> tuple[str, int]:
    if isinstance(result, np.ndarray):
        return f"np.dot({', '.join(texts)})", ATOM
    return _of_vectors("np.dot({0}, {1})")(texts, values, result)


def _norm(texts: Texts, values: Values, _result: Value) -> tuple[str, int]:
    if len(texts) == 1:
        return f"np.linalg.norm({texts[0]})", ATOM
    return f"np.linalg.norm({_as_vector(texts[0], values[0])}, {texts[1]})", ATOM


def _angle(texts: Texts, values: Values, _result: Value) -> tuple[str, int]:
    if len(texts) == 1:
        return f"np.angle({texts[0]})", ATOM
    a, b = (_as_vector(text, value) for text, value in zip(texts, values, strict=True))
    return f"np.arccos(np.dot({a}, {b}) / (np.linalg.norm({a}) * np.linalg.norm({b})))", ATOM


def _kron(texts: Texts, values: Values, result: Value) -> tuple[str, int]:
    if any(_is_matrix(value) for value in values):
        texts = [_as_matrix(text, value) for text, value in zip(texts, values, strict=True)]
    code = f"np.kron({', '.join(texts)})"
    is_column = len(shape_of(result)) == 1 and any(map(_is_matrix, values))
    return f"{code}[:, 0]" if is_column else code, ATOM


def _diag(texts: Texts, values: Values, _result: Value) -> tuple[str, int]:
    if len(texts) > 1:
        return f"np.diag([{', '.join(texts)}])", ATOM
    array: Any = values[0]
    is_row = array.ndim == 2 and min(array.shape) == 1
    return f"np.diag({f'np.ravel({texts[0]})' if is_row else texts[0]})", ATOM


def _filled(name: str) -> Writer:
    def write(_texts: Texts, _values: Values, result: Value) -> tuple[str, int]:
        shape = shape_of(result)
        return f"np.{name}({shape[0] if len(shape) == 1 else shape})", ATOM

    return write


def _pinv(texts: Texts, values: Values, result: Value) -> tuple[str, int]:
    code = f"np.linalg.pinv({_as_matrix(texts[0], values[0])})"
    return f"{code}[:, 0]" if len(shape_of(result)) == 1 else code, ATOM


def _transposed(texts: Texts, values: Values, _result: Value) -> tuple[str, int]:
    value = values[0]
    if not isinstance(value, np.ndarray):
        return texts[0], 0
    if value.ndim == 1:
        return f"({texts[0]})[None, :]", ATOM
    return (f"({texts[0]})[0]" if len(value) == 1 else f"({texts[0]}).T"), ATOM


def _solved(texts: Texts, values: Values, _result: Value) -> tuple[str, int]:
    rows, columns = shape_of(values[0])
    if rows == columns:
        return f"np.linalg.solve({', '.join(texts)})", ATOM
    return f"np.linalg.lstsq({', '.join(texts)}, rcond=None)[0]", ATOM


OF_MATRICES: dict[str, Writer] = {
    **dict.fromkeys(("det", "determinant"), _pattern("np.linalg.det({0})")),
    **dict.fromkeys(("inv", "inverse"), _pattern("np.linalg.inv({0})")),
    **dict.fromkeys(("len", "length", "numel"), _of_vectors("len({0})")),
    "pinv": _pinv,
    "expm": _pattern("expm({0})"),
    "rank": _pattern("np.linalg.matrix_rank({0})"),
    "trace": _pattern("np.trace({0})"),
    "tr": _pattern("np.trace({0})"),
    "transpose": _transposed,
    "solve": _solved,
    "norm": _norm,
    "unit": _of_vectors("{0} / np.linalg.norm({0})", PRODUCT),
    "dot": _dot,
    "matmul": _dot,
    "cross": _of_vectors("np.cross({0}, {1})"),
    "angle": _angle,
    "softmax": _of_vectors("np.exp({0}) / np.sum(np.exp({0}))", PRODUCT),
    **dict.fromkeys(("I", "eye", "identity"), _pattern("np.eye({0})")),
    "diag": _diag,
    "zeros": _filled("zeros"),
    "ones": _filled("ones"),
    "linspace": _plain("linspace"),
    "range": _plain("arange"),
    "arange": _plain("arange"),
    "outer": _of_vectors("np.outer({0}, {1})"),
    "kron": _kron,
    "Fraction": _pattern("({0}) / ({1})", PRODUCT),
    "Rational": _pattern("({0}) / ({1})", PRODUCT),
}
