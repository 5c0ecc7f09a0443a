"""Eigenvalues and eigenvectors as text to paste elsewhere, with all their digits."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.topics.kit import matrix_words
from bot.topics.kit.answer import Copies
from bot.topics.kit.matrix_words import lower
from linalg_engine import formatting
from linalg_engine.exact import Surd

if TYPE_CHECKING:
    from collections.abc import Callable

    from linalg_engine.decompositions import Eigen, Eigenspace


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
    if space.exact is None:
        return near
    shown = f"= {formatting.exact(space.exact)}"
    has_root = isinstance(space.exact, Surd) and any(abs(r) > 1 for r, _ in space.exact.terms)
    return f"{shown} {near}" if has_root else shown


def _latex(space: Eigenspace) -> str:
    if space.exact is None:
        return f"\\approx {_digits(space.value, formatting.latex)}"
    return f"= {formatting.latex(space.exact)}"


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
