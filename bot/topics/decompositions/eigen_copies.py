"""Eigenvalues and eigenvectors as text to paste elsewhere, with all their digits."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from bot.topics.kit import matrix_words
from bot.topics.kit.answer import Copies
from bot.topics.kit.matrix_words import lower
from linalg_engine import formatting

if TYPE_CHECKING:
    from collections.abc import Callable

    from linalg_engine.decompositions import Eigen, Eigenspace, Quadratic


def copies(found: Eigen) -> Copies:
    """Return the copies of the answer to ``/matrix eigen``."""
    a = found.matrix
    lines = [matrix_words.text_copy("A", a)]
    for k, space in enumerate(found.spaces, 1):
        times = f"   ({space.algebraic} times)" if space.algebraic > 1 else ""
        lines.append(f"λ{lower(k)} {_text(space)}{times}")
        if not isinstance(space.value, complex):
            lines += [matrix_words.text_copy("   v", v) for v in space.basis]
    return Copies(
        text="\n".join(lines),
        numpy=matrix_words.numpy_copy({"A": a}, "np.linalg.eig(A)"),
        latex=", \\quad ".join(
            f"\\lambda_{{{k}}} {_latex(space)}" for k, space in enumerate(found.spaces, 1)
        ),
    )


def _text(space: Eigenspace) -> str:
    near = f"≈ {_digits(space.value, formatting.exact)}"
    if isinstance(space.exact, Fraction):
        return f"= {formatting.exact(space.exact)}"
    if space.exact is None or not _has_closed_form(space.exact):
        return near
    shown = f"= {_quadratic(space.exact, formatting.exact, formatting.root)}"
    return shown if space.exact.r == -1 else f"{shown} {near}"


def _latex(space: Eigenspace) -> str:
    if isinstance(space.exact, Fraction):
        return f"= {formatting.latex(space.exact)}"
    if space.exact is None or not _has_closed_form(space.exact):
        return f"\\approx {_digits(space.value, formatting.latex)}"
    return f"= {_quadratic(space.exact, formatting.latex, formatting.latex_root)}"


def _has_closed_form(x: Quadratic) -> bool:
    """Whether the root is short enough to be written as one."""
    return x.r == -1 or "√" in formatting.root(x.q * x.q * abs(x.r))


def _quadratic(
    x: Quadratic, number: Callable[[Fraction], str], root: Callable[[Fraction], str]
) -> str:
    """Return "1/2 + √5/2", "1 - 2i" or "-√3/2 i"."""
    size = root(x.q * x.q * abs(x.r))
    start = number(x.p) if x.p else ""
    return _summed(start, size if x.is_real else _imaginary(size), is_minus=x.q < 0)


def _digits(value: float | complex, number: Callable[[float], str]) -> str:
    if not isinstance(value, complex):
        return number(value)
    start = number(value.real) if value.real else ""
    return _summed(start, _imaginary(number(abs(value.imag))), is_minus=value.imag < 0)


def _imaginary(size: str) -> str:
    if size == "1":
        return "i"
    return f"{size}i" if size.replace(".", "").isdigit() else f"{size} i"


def _summed(start: str, term: str, *, is_minus: bool) -> str:
    """Return the two with their sign between, or the term alone behind its own."""
    if start:
        return f"{start} {'-' if is_minus else '+'} {term}"
    return f"-{term}" if is_minus else term
