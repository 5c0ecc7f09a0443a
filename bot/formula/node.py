"""What every part of a formula can do: be printed in three ways, say whether it is rounded.

A formula is a tree of frozen values. Its leaves are nodes without parts, or plain strings:
names, digits and signs that stand for themselves.
"""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from collections.abc import Iterator
from enum import IntEnum
from typing import Any, cast

Data = str | dict[str, Any]
"""What ``page.typ`` typesets: text shown as it is, or a dictionary with a ``kind``."""


class Level(IntEnum):
    """The precedence of a formula's outermost operator, which decides on brackets."""

    SUM = 0
    MINUS = 1
    PRODUCT = 2
    TERM = 3
    ROOT = 4
    ONE = 5


class Node(ABC):
    """A part of a formula.

    A new kind of node is one class: a frozen dataclass with the three printing rules, and the
    properties below where it differs in them.
    """

    @abstractmethod
    def text(self) -> str:
        """Return the node as a line of text."""

    @abstractmethod
    def latex(self) -> str:
        """Return the node as LaTeX, for math mode."""

    @abstractmethod
    def typst(self) -> Data:
        """Return plain data, of the kinds that ``page.typ`` knows."""

    @property
    def level(self) -> Level:
        """The precedence of the outermost operator."""
        return Level.ONE

    @property
    def goes_on(self) -> bool:
        """Whether it continues what the line above began."""
        return False

    @property
    def is_rounded(self) -> bool:
        """Whether a number in it is shown rounded."""
        return any(is_rounded(part) for part in self.parts())

    def parts(self) -> Iterator[Formula]:
        """Return the formulas that it is made of."""
        for value in vars(self).values():
            yield from _formulas(value)

    def __str__(self) -> str:
        return self.text()


Formula = Node | str


def text(formula: Formula) -> str:
    """Return a formula as a line of text."""
    return formula if isinstance(formula, str) else formula.text()


def latex(formula: Formula) -> str:
    """Return a formula as LaTeX, for math mode."""
    return latex_text(formula) if isinstance(formula, str) else formula.latex()


def typst(formula: Formula) -> Data:
    """Return a formula as plain data for ``page.typ``."""
    return formula if isinstance(formula, str) else formula.typst()


def level(formula: Formula) -> Level:
    """Return the precedence of a formula's outermost operator."""
    if not isinstance(formula, str):
        return formula.level
    if formula.startswith("−"):
        return Level.MINUS
    return Level.PRODUCT if "×" in formula else Level.ONE


def is_rounded(formula: Formula) -> bool:
    """Whether a number in a formula is shown rounded."""
    return not isinstance(formula, str) and formula.is_rounded


def _formulas(value: object) -> Iterator[Formula]:
    if isinstance(value, Node):
        yield value
    elif isinstance(value, tuple):
        for each in cast("tuple[object, ...]", value):
            yield from _formulas(each)


# Text in LaTeX

_LETTERS = "αβγδεζηθικλμνξρστυφχψωΓΔΘΛΞΣΥΦΨΩ"
_NAMES = (
    "alpha beta gamma delta varepsilon zeta eta theta iota kappa lambda mu nu xi rho sigma tau "
    "upsilon varphi chi psi omega Gamma Delta Theta Lambda Xi Sigma Upsilon Phi Psi Omega"
)

SIGNS = {
    "−": "-",
    "±": r"\pm ",
    "·": r"\cdot ",
    "×": r"\times ",
    "≈": r"\approx ",
    "→": r"\to ",
    "←": r"\leftarrow ",
    "↔": r"\leftrightarrow ",
    "⟹": r"\Longrightarrow ",
    "…": r"\dots ",
    "⋮": r"\vdots ",
    "⋯": r"\cdots ",
    "∞": r"\infty ",
    "π": r"\pi ",
    **{letter: rf"\{name} " for letter, name in zip(_LETTERS, _NAMES.split(), strict=True)},
    "î": r"\hat{\imath}",
    "ĵ": r"\hat{\jmath}",
    "°": r"^\circ ",
    "\\": r"\backslash ",
    "^": r"\wedge ",
    "~": r"\sim ",
    **{sign: rf"\{sign}" for sign in "{}$&#%_"},
}
"""What math mode spells differently, with a space behind letters."""

_HIGH, _LOW = "⁻⁰¹²³⁴⁵⁶⁷⁸⁹", "₋₀₁₂₃₄₅₆₇₈₉"
_SCRIPTS = re.compile(rf"(?P<high>[{_HIGH}]+)|(?P<low>[{_LOW}]+)|(?P<transposed>[ᵀ⊤])")
_PLAIN = str.maketrans(_HIGH + _LOW, "-0123456789" * 2)


def latex_text(plain: str) -> str:
    r"""Return text as math mode spells it: ``\lambda _{1}``, ``2\times 10^{-5}``."""
    if plain == "⊤":
        return r"\top"
    signs = "".join(SIGNS.get(c, c) for c in plain)
    return _SCRIPTS.sub(_script, signs).strip()


def _script(found: re.Match[str]) -> str:
    if found["transposed"]:
        return "^T"
    return f"{'^' if found['high'] else '_'}{{{found[0].translate(_PLAIN)}}}"


def latex_joined(formulas: tuple[Formula, ...]) -> str:
    """Return formulas side by side; only a digit is close to what it multiplies."""
    whole = ""
    for piece in map(latex, formulas):
        whole += f"{'' if whole[-1:].isdigit() else ' '}{piece}"
    return whole.strip()
