"""The names of unknowns: one spelling for each, and their order."""

from __future__ import annotations

import re
from collections.abc import Iterable

LONGEST_NAME = 32
"""Characters of a name."""

_GREEK = (
    "alpha:α beta:β gamma:γ delta:δ epsilon:ε varepsilon:ε zeta:ζ eta:η theta:θ vartheta:θ iota:ι "
    "kappa:κ lambda:λ mu:μ nu:ν xi:ξ rho:ρ sigma:σ tau:τ upsilon:υ phi:φ varphi:φ chi:χ psi:ψ "
    "omega:ω Gamma:Γ Delta:Δ Theta:Θ Lambda:Λ Xi:Ξ Sigma:Σ Upsilon:Υ Phi:Φ Psi:Ψ Omega:Ω ell:ℓ"
)
GREEK: dict[str, str] = {pair[:-2]: pair[-1] for pair in _GREEK.split()}
"""Words behind a backslash in LaTeX, and their letters."""

_LOWERED = str.maketrans("₀₁₂₃₄₅₆₇₈₉", "0123456789")
_PARTS = re.compile(r"(?P<base>[^\W\d_]+)_?\{?(?P<index>\w*)\}?")


def spelled(typed: str) -> str:
    r"""Return the one spelling of a name.

    Examples
    --------
    >>> [spelled(name) for name in ("x", "x1", "x_1", "x₁", "x_{12}", r"\alpha", "price")]
    ['x', 'x_1', 'x_1', 'x_1', 'x_12', 'α', 'price']
    """
    lowered = typed.translate(_LOWERED)
    found = _PARTS.fullmatch(lowered.removeprefix("\\"))
    if found is None:
        return lowered
    base = found["base"]
    base = GREEK.get(base, base) if lowered.startswith("\\") else base
    return f"{base}_{found['index']}" if found["index"] else base


def in_order(names: Iterable[str]) -> list[str]:
    """Return names in the order of their columns.

    Letters, with or without an index, in the order of the alphabet and of their indices; where
    there are words among them, all in the given order.

    Examples
    --------
    >>> in_order(["y", "x_10", "x_9"]), in_order(["pens", "books"])
    (['x_9', 'x_10', 'y'], ['pens', 'books'])
    """
    given = list(names)
    if any(len(name.partition("_")[0]) > 1 for name in given):
        return given
    return sorted(given, key=_place)


def _place(name: str) -> tuple[str, str, int, str]:
    base, _, index = name.partition("_")
    number = int(index) if index.isdecimal() else -1
    return base.lower(), base, number, index
