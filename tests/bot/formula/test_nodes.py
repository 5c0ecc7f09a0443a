"""Every kind of node in the three printers, and the brackets that keep a meaning."""

from __future__ import annotations

import inspect
import json
from fractions import Fraction
from typing import Any

import pytest
from matplotlib.mathtext import MathTextParser

from bot import formula
from bot.drawing.pages import Working, typeset
from bot.drawing.style import Theme
from bot.formula import (
    About,
    Absolute,
    Accent,
    Braces,
    Brackets,
    Chain,
    Code,
    Column,
    Conjugates,
    Formula,
    Function,
    Further,
    Index,
    Listed,
    Matrix,
    Minus,
    Node,
    Norm,
    Number,
    Operations,
    PlusMinus,
    Power,
    Product,
    Quotient,
    Root,
    Rounded,
    Row,
    Sentence,
    Series,
    Sum,
    Symbol,
    Term,
    VectorName,
    Whole,
    Words,
    equals,
)
from bot.formula.node import latex_text
from linalg_engine.exact import Surd, square_root

A, LAMBDA, V = Symbol("A"), Symbol("λ"), VectorName("v", "first")
MINUS_TWO = Number(Fraction(-2))
HALF = Number(Fraction(1, 2))
ONE_MINUS_TWO_I = 1 - 2 * (square_root(-1) or Fraction(0))
assert isinstance(ONE_MINUS_TWO_I, Surd)
NESTED = Sum(("1", Root("2")))

PRINTED: list[tuple[Node, str, str]] = [
    (A, "A", "A"),
    (LAMBDA, "λ", r"\lambda"),
    (V, "v", r"\mathbf{v}"),
    (Accent("r", "hat"), "r\u0302", r"\hat{r}"),
    (Accent("r", "bar"), "r\u0304", r"\bar{r}"),
    (Words("50 % of {a_b}"), "50 % of {a_b}", r"\text{50 \% of \{a\_b\}}"),
    (
        Sentence(("From ", Index(V, "1"), " to ", A, ":")),
        "From v₁ to A:",
        r"\text{From } \mathbf{v}_{1} \text{ to } A \text{:}",
    ),
    (Function("det", A), "det A", r"\det A"),
    (Function("rank", A), "rank A", r"\operatorname{rank} A"),
    (Function("proj", V, "b"), "proj_b v", r"\operatorname{proj}_{b} \mathbf{v}"),
    (Function("max", Brackets("1")), "max(1)", r"\max\left(1\right)"),
    (Function("span", Braces("1")), "span{1}", r"\operatorname{span}\left\{1\right\}"),
    (Row((A, " ", V)), "A v", r"A \mathbf{v}"),
    (Series((A, V)), "A,  v", r"A, \quad \mathbf{v}"),
    (Series((A, V), ", "), "A, v", r"A, \mathbf{v}"),
    (Series((A, V), "   "), "A   v", r"A \quad \mathbf{v}"),
    (Brackets(A), "(A)", r"\left(A\right)"),
    (Braces(A), "{A}", r"\left\{A\right\}"),
    (Absolute(MINUS_TWO), "|−2|", r"\left|-2\right|"),
    (Norm(V), "‖v‖", r"\lVert \mathbf{v} \rVert"),
    (Quotient("1", "2"), "1/2", r"\frac{1}{2}"),
    (Quotient(NESTED, "2"), "(1 + √2)/2", r"\frac{1 + \sqrt{2}}{2}"),
    (Quotient(Product(("a", "b")), "c"), "(a · b)/c", r"\frac{a \cdot b}{c}"),
    (Quotient("1", Term(("2", "a"))), "1/(2a)", r"\frac{1}{2a}"),
    (Quotient("1", Root("2")), "1/√2", r"\frac{1}{\sqrt{2}}"),
    (Quotient(Minus("1"), "2"), "(−1)/2", r"\frac{-1}{2}"),
    (Root("2"), "√2", r"\sqrt{2}"),
    (Root(HALF), "√(1/2)", r"\sqrt{\frac{1}{2}}"),
    (Root(Root("2")), "√(√2)", r"\sqrt{\sqrt{2}}"),
    (Power(A, "2"), "A²", "A^{2}"),
    (Power(A, "⊤"), "A^⊤", r"A^{\top}"),
    (Power(MINUS_TWO, "2"), "(−2)²", r"\left(-2\right)^{2}"),
    (Power(HALF, "2"), "(1/2)²", r"\left(\frac{1}{2}\right)^{2}"),
    (Power(Root("2"), "2"), "(√2)²", r"\left(\sqrt{2}\right)^{2}"),
    (Power("2", Quotient("1", "2")), "2^(1/2)", r"2^{\frac{1}{2}}"),
    (Power(Rounded(2e10), "2"), "(2×10¹⁰)²", r"\left(2\times 10^{10}\right)^{2}"),
    (Index(LAMBDA, "1"), "λ₁", r"\lambda_{1}"),
    (Term(("5", Root("2"))), "5√2", r"5\sqrt{2}"),
    (Term((Root("2"), "i")), "√2 i", r"\sqrt{2} i"),
    (Term((HALF, "x")), "1/2 x", r"\frac{1}{2} x"),
    (Term(("2", "i")), "2i", "2i"),
    (Term((NESTED, "x")), "(1 + √2)x", r"\left(1 + \sqrt{2}\right) x"),
    (Term(("2", Function("det", A))), "2 det A", r"2\det A"),
    (Minus("2"), "−2", "-2"),
    (Minus(MINUS_TWO), "−(−2)", r"-\left(-2\right)"),
    (Minus(NESTED), "−(1 + √2)", r"-\left(1 + \sqrt{2}\right)"),
    (Minus(Product((MINUS_TWO, "3"))), "−(−2) · 3", r"-\left(-2\right) \cdot 3"),
    (Sum(("1", Minus("2"), "3")), "1 − 2 + 3", "1 - 2 + 3"),
    (Sum((MINUS_TWO, MINUS_TWO)), "−2 + (−2)", r"-2 + \left(-2\right)"),
    (Sum(("1", Minus(NESTED))), "1 − (1 + √2)", r"1 - \left(1 + \sqrt{2}\right)"),
    (
        Sum(("1", Product((MINUS_TWO, MINUS_TWO)))),
        "1 + (−2) · (−2)",
        r"1 + \left(-2\right) \cdot \left(-2\right)",
    ),
    (Sum(("1", Minus(Term((MINUS_TWO, "x"))))), "1 − (−2)x", r"1 - \left(-2\right) x"),
    (Sum(("1", "…", "9")), "1 + … + 9", r"1 + \dots + 9"),
    (Further("2"), "+ 2", "+ 2"),
    (Further(Minus("2")), "− 2", "- 2"),
    (Further(MINUS_TWO), "+ (−2)", r"+ \left(-2\right)"),
    (Product((MINUS_TWO, MINUS_TWO)), "−2 · (−2)", r"-2 \cdot \left(-2\right)"),
    (Product((NESTED, "3"), "×"), "(1 + √2) × 3", r"\left(1 + \sqrt{2}\right) \times 3"),
    (Product(("1", "2"), is_tight=True), "1·2", r"1 \cdot 2"),
    (Product((NESTED,)), "1 + √2", r"1 + \sqrt{2}"),
    (Product((Product((NESTED,)), "3")), "(1 + √2) · 3", r"\left(1 + \sqrt{2}\right) \cdot 3"),
    (PlusMinus("1", Root("2")), "1 ± √2", r"1 \pm \sqrt{2}"),
    (PlusMinus("", NESTED), "±(1 + √2)", r"\pm \left(1 + \sqrt{2}\right)"),
    (Listed(("1", HALF)), "[1, 1/2]", r"\left[1, \frac{1}{2}\right]"),
    (Column(("1", "⋮", "3")), "[1, ⋮, 3]", r"\begin{bmatrix} 1 \\ \vdots \\ 3 \end{bmatrix}"),
    (
        Matrix((("1", "2"), ("3", "4"))),
        "[1, 2; 3, 4]",
        r"\begin{bmatrix} 1 & 2 \\ 3 & 4 \end{bmatrix}",
    ),
    (
        Matrix((("1", "2", "5"),), 2),
        "[1, 2, 5]",
        r"\left[\begin{array}{rr|r} 1 & 2 & 5 \end{array}\right]",
    ),
    (
        Operations((Row(("R", " ↔ ", "S")), "T"), Matrix((("1",),))),
        "R ↔ S, T → [1]",
        r"\xrightarrow{R \leftrightarrow S, T} \begin{bmatrix} 1 \end{bmatrix}",
    ),
    (
        Code("for x in y_s:\n    x"),
        "for x in y_s:\n    x",
        r"\begin{array}{l} \texttt{for~x~in~y\_s:} \\ \texttt{~~~~x} \end{array}",
    ),
    (About(Row(("U", " ", "V"))), "U V", "U V"),
    (Chain("x", (HALF, Rounded(0.5))), "x = 1/2 ≈ 0.5", r"x = \frac{1}{2} \approx 0.5"),
    (equals("3"), "= 3", "= 3"),
    (Number(Fraction(-1, 2)), "−1/2", r"-\frac{1}{2}"),
    (Rounded(-0.004, 2, has_zeros=True), "0.00", "0.00"),
    (Rounded(-1.5, 2, has_zeros=True), "−1.50", "-1.50"),
    (Whole(-1e-7), "-1e-07", r"-1 \times 10^{-7}"),
    (Conjugates(ONE_MINUS_TWO_I), "1 ± 2i", r"1 \pm 2i"),
    (Conjugates(-1.5j), "±1.5i", r"\pm 1.5i"),
]


def name_of(kind: type[Node]) -> str:
    """Return the name of a class."""
    return kind.__name__


def kinds() -> set[type[Node]]:
    """Return the classes of nodes, from the tree of subclasses."""
    found: set[type[Node]] = set()
    waiting = [Node]
    while waiting:
        for kind in waiting.pop().__subclasses__():
            found.add(kind)
            waiting.append(kind)
    return {kind for kind in found if not inspect.isabstract(kind)}


def test_every_kind_of_node_is_tried_below() -> None:
    assert kinds() == {type(node) for node, _, _ in PRINTED}


@pytest.mark.parametrize("kind", sorted(kinds(), key=name_of))
def test_every_kind_is_frozen_and_public(kind: type[Node]) -> None:
    assert kind.__dataclass_params__.frozen  # pyright: ignore[reportAttributeAccessIssue]
    assert kind.__name__ in formula.__all__


@pytest.mark.parametrize(("node", "text", "_latex"), PRINTED)
def test_text(node: Node, text: str, _latex: str) -> None:
    assert str(node) == formula.text(node) == text


@pytest.mark.parametrize(("node", "_text", "latex"), PRINTED)
def test_latex(node: Node, _text: str, latex: str) -> None:
    assert node.latex() == latex


@pytest.mark.parametrize(
    "latex", [latex for _, _, latex in PRINTED if "begin" not in latex and "xright" not in latex]
)
def test_latex_is_read_by_a_parser_of_others(latex: str) -> None:
    # It knows neither \lVert nor \left\{…\right\} around nothing that stretches.
    known = latex.replace(r"\lVert", r"\|").replace(r"\rVert", r"\|").replace(r"\text", r"\mathrm")
    box = MathTextParser("path").parse(f"${known}$")
    assert box.width > 0


@pytest.mark.parametrize("node", [node for node, _, _ in PRINTED], ids=str)
def test_typst_sets_every_kind(node: Node) -> None:
    json.dumps(node.typst())
    (page,) = typeset(Working("title", ("Words.", node)), Theme.DARK)
    (empty,) = typeset(Working("title", ("Words.",)), Theme.DARK)
    assert page.data.startswith(b"\x89PNG")
    assert page.data != empty.data


def leaves(data: Any) -> list[str]:
    """Return all strings in typst's data that are shown."""
    if isinstance(data, str):
        return [data]
    if isinstance(data, dict):
        return [
            s for key, value in data.items() if key not in ("kind", "role") for s in leaves(value)
        ]
    return [s for each in data for s in leaves(each)] if isinstance(data, list) else []


@pytest.mark.parametrize(
    ("node", "shown"),
    [
        (Sum((MINUS_TWO, Minus("3"))), ["−2", "−", "3"]),
        (Product((MINUS_TWO, MINUS_TWO)), ["−2", "·", "(", ")", "−2"]),
        (Quotient(NESTED, "2"), ["1", "+", "2", "2"]),
        (Power(HALF, "2"), ["(", ")", "1", "2", "2"]),
        (Chain(A, (HALF, Rounded(0.5))), ["A", "=", "1", "2", "≈", "0.5"]),
        (Listed(("1", "2")), ["[", "]", "1", ", ", "2"]),
        (Listed(tuple("abcde")), ["[", "a", *[", ", "b", ", ", "c", ", ", "d", ", ", "e"], "]"]),
        (Matrix((("1", "2"), ("3", "4"))), ["1", "2", "3", "4"]),
        (Function("proj", V, "b"), ["proj", "b", " ", "v"]),
        (Sentence(("Of ", A, ":")), ["Of ", "A", ":"]),
        (Matrix((("1", "2"), ("3", "4")), 1, (0, 1), (1,)), ["1", "2", "3", "4"]),
        (Series((A, V)), ["A", ",  ", "v"]),
        (Series((A, V), ", "), ["A", ",", "v"]),
        (PlusMinus("", "2"), ["", "±", "2"]),
    ],
    ids=str,
)
def test_typst_has_the_same_signs(node: Node, shown: list[str]) -> None:
    assert leaves(node.typst()) == shown


def test_what_is_typed_is_data_for_typst() -> None:
    typed = '#panic("no") $ \\ ] *_'
    (page,) = typeset(
        Working(typed, (typed, Symbol(typed), Words(typed), Row((typed,)))), Theme.DARK
    )
    assert typed in page.alt


@pytest.mark.parametrize(
    ("plain", "latex"),
    [
        ("A⁻¹", "A^{-1}"),
        ("Aᵀ", "A^T"),
        ("A¹²", "A^{12}"),
        ("λ₁₂", r"\lambda _{12}"),
        ("1.5×10⁻⁵", r"1.5\times 10^{-5}"),
        ("Σ", r"\Sigma"),
        ("⊤", r"\top"),
        ("45°", r"45^\circ"),
        ("50%", r"50\%"),
        ("x^y_z~\\", r"x\wedge y\_z\sim \backslash"),
        (" − ", "-"),
    ],
)
def test_text_in_latex(plain: str, latex: str) -> None:
    assert latex_text(plain) == latex


@pytest.mark.parametrize(
    ("chain", "text"),
    [
        (Chain("x", ("1", Rounded(Fraction(1, 3)), "y")), "x = 1 ≈ 0.3333 ≈ y"),
        (Chain("R", (About("U V"), "3")), "R ≈ U V ≈ 3"),
        (Chain(Listed((Rounded(0.5),)), ("x",)), "[0.5] ≈ x"),
        (Chain(None, ("3",), before=Rounded(0.5)), "≈ 3"),
        (Chain("y", ("3",), before=Rounded(0.5)), "y = 3"),
        (Chain("y", (Matrix((("1", Number(0.5)),)),)), "y ≈ [1, 0.5]"),
    ],
)
def test_signs_follow_from_both_sides(chain: Chain, text: str) -> None:
    assert str(chain) == text
    assert chain.sign == ("≈" if text.split("[0.5]")[-1].strip("xRy ").startswith("≈") else "=")


@pytest.mark.parametrize(
    ("node", "goes_on"),
    [(equals("1"), True), (Chain("x", ("1",)), False), (Further("1"), True), (A, False)],
)
def test_lines_that_go_on_are_set_in(node: Node, goes_on: bool) -> None:
    assert node.goes_on == goes_on
    assert Working("t", (node,)).plain() == (f" {node}" if goes_on else str(node))


def test_formulas_are_values() -> None:
    first: Formula = Sum((HALF, A))
    assert first == Sum((Number(Fraction(1, 2)), Symbol("A")))
    assert hash(first) == hash(Sum((HALF, A)))
