"""A fit as text to paste elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from bot.topics.fit import words
from bot.topics.kit import matrix_words
from bot.topics.kit.answer import Copies
from bot.topics.kit.code_copies import agree, sympy_copy
from linalg_engine import formatting
from linalg_engine.exact import has_roots
from linalg_engine.matrices import as_float

if TYPE_CHECKING:
    from linalg_engine.polynomial_fits import PolynomialFit

MOST_INLINE = 100
"""Points that fit in the code itself; more come as a file."""

FIT = """\
p = np.polynomial.Polynomial.fit(x, y, {degree})
r = y - p(x)
p.convert().coef, r @ r"""
"""The coefficients, the constant first, and the sum of squared residuals."""

EXACT = """\
A = sympy.Matrix([[u**k for k in range({powers})] for u in x])
c = (A.T * A).LUsolve(A.T * y)
r = y - A * c
c, r.dot(r)"""
"""The same by the normal equations."""

MANY_DIGITS = "x, y = x.evalf(60), y.evalf(60)\n"
"""With roots SymPy would take minutes."""

MEAN = """\
r = y - np.mean(y)
np.array([np.mean(y)]), r @ r"""


def copies(fit: PolynomialFit) -> Copies:
    """Return the copies of the answer to ``/fit``."""
    lines = [
        matrix_words.text_copy("c", fit.coefficients),
        matrix_words.text_copy("sum of squared residuals", fit.squares),
    ]
    if fit.r_squared is not None:
        lines.append(matrix_words.text_copy("R²", fit.r_squared))
    if len(fit.x) <= MOST_INLINE:
        lines = [matrix_words.text_copy("x", fit.x), matrix_words.text_copy("y", fit.y), *lines]
    code, files = _code(fit)
    return Copies(
        text="\n".join(lines),
        numpy=code,
        latex=words.polynomial_copy(fit).latex(),
        files=files,
    )


def _code(fit: PolynomialFit) -> tuple[str, tuple[tuple[str, str], ...]]:
    """Return code for the fit, exact where floats would be too far off, and the file it reads."""
    if fit.is_exact and not _floats_agree(fit):
        rounded = MANY_DIGITS if has_roots(fit.x) or has_roots(fit.y) else ""
        exact = rounded + EXACT.format(powers=fit.degree + 1)
        return sympy_copy({"x": fit.x, "y": fit.y}, exact), ()
    given, files = _given(fit)
    return f"{given}\n{FIT.format(degree=fit.degree) if fit.degree else MEAN}", files


def _floats_agree(fit: PolynomialFit) -> bool:
    x, y = as_float(fit.x), as_float(fit.y)
    if not fit.degree:
        return True
    return agree(np.polynomial.Polynomial.fit(x, y, fit.degree)(x), fit.fitted)


def _given(fit: PolynomialFit) -> tuple[str, tuple[tuple[str, str], ...]]:
    """Return code that makes x and y, and the file that it reads, if it reads one."""
    if len(fit.x) <= MOST_INLINE:
        x, y = (f"{n} = {formatting.numpy_text(v)}" for n, v in (("x", fit.x), ("y", fit.y)))
        return f"import numpy as np\n\n{x}\n{y}", ()
    rows = np.column_stack([fit.x, fit.y]).tolist()
    text = "".join(f"{x!r},{y!r}\n" for x, y in rows)
    code = 'import numpy as np\n\nx, y = np.loadtxt("points.csv", delimiter=",", unpack=True)'
    return code, (("points.csv", text),)
