"""Names, and the shapes in which formulas are written."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from bot.formula.node import (
    Data,
    Formula,
    Level,
    Node,
    latex,
    latex_joined,
    latex_text,
    level,
    text,
    typst,
)

Role = Literal["first", "second", "extra", "row", "column", "text"]
"""The role of a vector, whose colour is the same on every page and in every picture."""


@dataclass(frozen=True)
class Symbol(Node):
    """The name of a number or a matrix, in italics."""

    name: str

    def text(self) -> str:
        return self.name

    def latex(self) -> str:
        return latex_text(self.name)

    def typst(self) -> Data:
        return {"kind": "symbol", "name": self.name}


@dataclass(frozen=True)
class Accent(Node):
    """A letter with a hat, for what is estimated, or a bar, for a mean."""

    name: str
    accent: Literal["hat", "bar"]

    def text(self) -> str:
        return f"{self.name}{_ACCENTS[self.accent]}"

    def latex(self) -> str:
        return rf"\{self.accent}{{{latex_text(self.name)}}}"

    def typst(self) -> Data:
        return {"kind": "accent", "name": self.name, "sign": _ACCENTS[self.accent]}


_ACCENTS = {"hat": "\u0302", "bar": "\u0304"}
"""Signs that Unicode puts above the letter before them."""


@dataclass(frozen=True)
class VectorName(Node):
    """The name of a vector, bold and in its colour."""

    name: str
    role: Role = "text"

    def text(self) -> str:
        return self.name

    def latex(self) -> str:
        return rf"\mathbf{{{latex_text(self.name)}}}"

    def typst(self) -> Data:
        return {"kind": "vector", "name": self.name, "role": self.role}


@dataclass(frozen=True)
class Words(Node):
    """Upright words."""

    words: str

    def text(self) -> str:
        return self.words

    def latex(self) -> str:
        return rf"\text{{{_escaped(self.words)}}}"

    def typst(self) -> Data:
        return {"kind": "words", "text": self.words}


@dataclass(frozen=True)
class Code(Node):
    """Lines of a program, set in letters of one width."""

    lines: str

    def text(self) -> str:
        return self.lines

    def latex(self) -> str:
        shown = [_escaped(line).replace(" ", "~") for line in self.lines.splitlines()]
        body = r" \\ ".join(rf"\texttt{{{line}}}" for line in shown)
        return rf"\begin{{array}}{{l}} {body} \end{{array}}"

    def typst(self) -> Data:
        return {"kind": "code", "text": self.lines}


@dataclass(frozen=True)
class Sentence(Node):
    """Words, the plain strings, with formulas among them."""

    items: tuple[Formula, ...]

    def text(self) -> str:
        return "".join(map(text, self.items))

    def latex(self) -> str:
        return " ".join(map(latex, self._in_words()))

    def typst(self) -> Data:
        return {"kind": "sentence", "items": [typst(item) for item in self._in_words()]}

    def _in_words(self) -> list[Formula]:
        return [Words(item) if isinstance(item, str) else item for item in self.items]


_NAMED = {"cos", "det", "max"}
"""Functions that LaTeX has commands for."""


@dataclass(frozen=True)
class Function(Node):
    """A function with an upright name: ``det A``, ``proj_b a``, ``max(1, 2)``."""

    name: str
    of: Formula
    index: Formula = ""

    def text(self) -> str:
        lower = f"_{text(self.index)}" if self.index else ""
        return f"{self.name}{lower}{self._gap}{text(self.of)}"

    def latex(self) -> str:
        name = rf"\operatorname{{{latex_text(self.name)}}}"
        if self.name in _NAMED:
            name = rf"\{self.name}"
        lower = f"_{{{latex(self.index)}}}" if self.index else ""
        return f"{name}{lower}{self._gap}{latex(self.of)}"

    def typst(self) -> Data:
        name: Data = {"kind": "function", "name": self.name}
        if self.index:
            name = {"kind": "scripts", "base": name, "below": typst(self.index)}
        return {"kind": "row", "items": [name, self._gap, typst(self.of)]}

    @property
    def level(self) -> Level:
        return Level.TERM

    @property
    def _gap(self) -> str:
        return "" if isinstance(self.of, (Brackets, Braces)) else " "


@dataclass(frozen=True)
class Row(Node):
    """Formulas one after the other, such as ``A v``."""

    items: tuple[Formula, ...]

    def text(self) -> str:
        return "".join(map(text, self.items))

    def latex(self) -> str:
        return " ".join(latex(item) for item in self.items if text(item).strip())

    def typst(self) -> Data:
        return _row(*self.items)

    @property
    def level(self) -> Level:
        return level(self.items[0]) if len(self.items) == 1 else Level.PRODUCT


@dataclass(frozen=True)
class Series(Node):
    """Several formulas side by side."""

    items: tuple[Formula, ...]
    gap: str = ",  "

    def text(self) -> str:
        return self.gap.join(map(text, self.items))

    def latex(self) -> str:
        gap = f"{self.gap.strip()} " + r"\quad " * (len(self.gap.strip()) + 1 < len(self.gap))
        return gap.join(map(latex, self.items))

    def typst(self) -> Data:
        # A line breaks behind a relation, so a list of many items does behind its commas.
        gap = {"kind": "relation", "sign": ","} if self.gap == ", " else typst(Words(self.gap))
        apart = [part for item in self.items for part in (gap, typst(item))]
        return {"kind": "row", "items": apart[1:]}

    @property
    def level(self) -> Level:
        return Level.SUM


@dataclass(frozen=True)
class Brackets(Node):
    """Round brackets, as high as what they hold."""

    of: Formula

    def text(self) -> str:
        return f"({text(self.of)})"

    def latex(self) -> str:
        return rf"\left({latex(self.of)}\right)"

    def typst(self) -> Data:
        return {"kind": "fenced", "signs": ["(", ")"], "of": typst(self.of)}


@dataclass(frozen=True)
class Braces(Node):
    """Curly brackets around the elements of a set."""

    of: Formula

    def text(self) -> str:
        return f"{{{text(self.of)}}}"

    def latex(self) -> str:
        return rf"\left\{{{latex(self.of)}\right\}}"

    def typst(self) -> Data:
        return {"kind": "fenced", "signs": ["{", "}"], "of": typst(self.of)}


@dataclass(frozen=True)
class Norm(Node):
    """The length of a vector: ``‖v‖``."""

    of: Formula

    def text(self) -> str:
        return f"‖{text(self.of)}‖"

    def latex(self) -> str:
        return rf"\lVert {latex(self.of)} \rVert"

    def typst(self) -> Data:
        return {"kind": "fenced", "signs": ["‖", "‖"], "of": typst(self.of)}


@dataclass(frozen=True)
class Absolute(Node):
    """The size of a number: ``|v|``."""

    of: Formula

    def text(self) -> str:
        return f"|{text(self.of)}|"

    def latex(self) -> str:
        return rf"\left|{latex(self.of)}\right|"

    def typst(self) -> Data:
        return {"kind": "fenced", "signs": ["|", "|"], "of": typst(self.of)}


@dataclass(frozen=True)
class Quotient(Node):
    """One formula over another."""

    over: Formula
    under: Formula

    def text(self) -> str:
        over, under = bracketed(self.over, Level.TERM), bracketed(self.under, Level.ROOT)
        return f"{text(over)}/{text(under)}"

    def latex(self) -> str:
        return rf"\frac{{{latex(self.over)}}}{{{latex(self.under)}}}"

    def typst(self) -> Data:
        return {"kind": "fraction", "over": typst(self.over), "under": typst(self.under)}

    @property
    def level(self) -> Level:
        return Level.PRODUCT


@dataclass(frozen=True)
class Root(Node):
    """A square root."""

    of: Formula

    def text(self) -> str:
        return f"√{text(bracketed(self.of, Level.ONE))}"

    def latex(self) -> str:
        return rf"\sqrt{{{latex(self.of)}}}"

    def typst(self) -> Data:
        return {"kind": "root", "of": typst(self.of)}

    @property
    def level(self) -> Level:
        return Level.ROOT


@dataclass(frozen=True)
class Power(Node):
    """A base with an exponent; a base of several parts gets brackets."""

    base: Formula
    exponent: Formula

    def text(self) -> str:
        exponent = text(self.exponent)
        if all(sign in _RAISED for sign in exponent):
            return f"{text(self._base)}{exponent.translate(_HIGH)}"
        return f"{text(self._base)}^{text(bracketed(self.exponent, Level.ONE))}"

    def latex(self) -> str:
        return f"{latex(self._base)}^{{{latex(self.exponent)}}}"

    def typst(self) -> Data:
        return {"kind": "scripts", "base": typst(self._base), "above": typst(self.exponent)}

    @property
    def _base(self) -> Formula:
        return bracketed(self.base, Level.ONE)


@dataclass(frozen=True)
class Index(Node):
    """A name with a subscript."""

    base: Formula
    index: Formula

    def text(self) -> str:
        index = text(self.index)
        low = index.translate(_LOW) if index.isdecimal() else f"_{index}"
        return f"{text(self.base)}{low}"

    def latex(self) -> str:
        return f"{latex(self.base)}_{{{latex(self.index)}}}"

    def typst(self) -> Data:
        return {"kind": "scripts", "base": typst(self.base), "below": typst(self.index)}


_RAISED = "−0123456789"
_HIGH = str.maketrans(_RAISED, "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")
_LOW = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")


@dataclass(frozen=True)
class Term(Node):
    """Factors without a sign between them: ``5√2``, ``2i``, ``4λ``."""

    factors: tuple[Formula, ...]

    def text(self) -> str:
        whole = ""
        for factor in self._factors():
            shown = text(factor)
            # A space keeps a letter out of a root and a denominator before it.
            is_apart = whole[-1:] != ")" and ("√" in whole or "/" in whole) and shown[0].isalpha()
            whole += f"{' ' if is_apart else ''}{shown}"
        return whole

    def latex(self) -> str:
        return latex_joined(self._factors())

    def typst(self) -> Data:
        return _row(*self._factors())

    @property
    def level(self) -> Level:
        first = level(self.factors[0])
        return first if len(self.factors) == 1 or first == Level.MINUS else Level.TERM

    def _factors(self) -> tuple[Formula, ...]:
        first, *others = self.factors
        shown = [bracketed(first, Level.MINUS) if others else first]
        for other in others:
            shown += [" "] * isinstance(other, Function) + [bracketed(other, Level.PRODUCT)]
        return tuple(shown)


def bracketed(formula: Formula, least: Level) -> Formula:
    """Return a formula, in brackets where its precedence is lower."""
    return formula if level(formula) >= least else Brackets(formula)


def _row(*items: Formula) -> Data:
    return {"kind": "row", "items": [typst(item) for item in items]}


def _escaped(words: str) -> str:
    return "".join(rf"\{c}" if c in "{}$&#%_" else c for c in words)
