"""Systems of equations as people write them, read as SymPy reads the same."""

from __future__ import annotations

import re
from fractions import Fraction

import numpy as np
import pytest
import sympy
from hypothesis import example, given
from hypothesis import strategies as st

from linalg_engine.equations import parse_equations
from tests.examples import examples
from tests.linalg_engine.some_matrices import as_sympy

TWO = "2*x+3*y = 5, x-y = 1"
LATEX_THREE = "2*x+y+3*z = 10, x+y+z = 6, x+3*y+2*z = 13"
TICKETS = "a+c = 700, 5*a+3*c = 2900"
CURRENTS = "10*I_1+20*I_2 = 12, -20*I_2+30*I_3 = 0, I_1 = I_2+I_3"

SYSTEMS: list[tuple[str, str]] = [
    # One system, in the ways of putting equations beside one another.
    ("2x + 3y = 5, x - y = 1", TWO),
    ("2x+3y=5;x-y=1", TWO),
    ("2x + 3y = 5\\nx - y = 1", TWO),
    ("2x + 3y = 5 \\n -y + x = 1", TWO),
    ("I: 2x + 3y = 5 II: x - y = 1", TWO),
    ("2x + 3y = 5\nx - y = 1", TWO),
    ("2x + 3y = 5\n\nx - y = 1\n\nSolve for x and y.", TWO),
    ("Consider the following system\n2x + 3y = 5\nx - y = 1", TWO),
    ("2x + 3y = 5\r\n\r\nx - y = 1\r\n", TWO),
    ("2x + 3y = 5,\nx - y = 1.", TWO),
    ("2x+3y=5 and x-y=1", TWO),
    ("2x+3y=5 und x-y=1", TWO),
    ("{2x + 3y = 5, x - y = 1}", TWO),
    ("{2x+3y=5\n{x−y=1", TWO),
    ("{ 2x + 3y = 5\n  x - y = 1 }", TWO),
    ("[2x+3y=5, x-y=1]", TWO),
    ("(2x + 3y = 5), (x - y = 1)", TWO),
    ("⎧ 2x + 3y = 5\n⎨\n⎩ x - y = 1", TWO),
    ("| 2x + 3y = 5\n| x - y = 1", TWO),
    ("2x + 3y == 5 && x - y == 1", TWO),
    ("> 2x + 3y = 5\n> x - y = 1", TWO),
    (">2x + 3y = 5\n>x - y = 1", TWO),
    ("```\n2x + 3y = 5\nx - y = 1\n```", TWO),
    ("`2x + 3y = 5, x - y = 1`", TWO),
    ("* 2x + 3y = 5\n* x - y = 1", TWO),
    ("• 2x + 3y = 5\n• x - y = 1", TWO),
    ("{{{2x + 3y = 5}}}\n{{{x - y = 1}}}", TWO),
    ("#2x+3y=5# and #x-y=1#", TWO),
    ("solve( 2x+3y=5, x-y=1)", TWO),
    ("solve 2x + 3y = 5, x - y = 1 for x and y", TWO),
    ("Solve: 2x + 3y = 5, x - y = 1", TWO),
    ("Find x and y: 2x + 3y = 5 and x - y = 1", TWO),
    ("x, y: 2x + 3y = 5 ∧ x - y = 1 ?", TWO),
    ("Solve[{2 x + 3 y == 5, x - y == 1}, {x, y}]", TWO),
    ("system(2x+3y=5,x-y=1)", TWO),
    ("2x + 3y = 5 x - y = 1", TWO),
    ("2x+3y=5 x-y=1", TWO),
    ("> 2x + 3y = 5 > x - y = 1", TWO),
    ("x + y + z = 6 2y + 5z = -4 x = 1", "x+y+z = 6, 2*y+5*z = -4, x = 1"),
    ("2 x + 3 y = 5 4 x - 2 y = 1", "2*x+3*y = 5, 4*x-2*y = 1"),
    ("y = 2x + 1 y = -x + 4", "y = 2*x+1, y = -x+4"),
    ("y = 2 x = 6", "y = 2, x = 6"),
    # Numbers of the equations.
    ("(1) 2x + 3y = 5\n(2) x - y = 1", TWO),
    ("2x + 3y = 5 (1)\nx - y = 1 (2)", TWO),
    ("2x+3y = 5 ---(i)\nx-y = 1 ---(ii)", TWO),
    ("2x + 3y = 5 ...(1)\nx - y = 1 ...(2)", TWO),
    ("2x+3y=5   ---------->( 1 )\nx-y=1   ---------->( 2 )", TWO),
    ("1) 2x + 3y = 5\n2) x - y = 1", TWO),
    ("1. 2x + 3y = 5\n2. x - y = 1", TWO),
    ("I: 2x+3y=5\nII: x-y=1", TWO),
    ("I. 2x+3y=5\nII. x-y=1", TWO),
    ("I 2x+3y=5\nII x-y=1", TWO),
    ("eq1: 2x+3y=5\neq2: x-y=1", TWO),
    ("Equation 1: 2x + 3y = 5, Equation 2: x - y = 1", TWO),
    ("[3] 2x + 3y = 5\n[4] x - y = 1", TWO),
    # The same equations in another order, on other sides, with other signs.
    ("3y + 2x = 5; -y + x = 1", TWO),
    ("5 = 2x + 3y, 1 = x - y", TWO),
    ("2x = 5 - 3y, x = 1 + y", "2*x = 5-3*y, x = 1+y"),
    ("y = 2x + 1\ny = -x + 4", "y = 2*x+1, y = -x+4"),
    ("2x + 3y − 5 = 0, x − y − 1 = 0", TWO),
    ("2·x + 3·y = 5, x – y = 1", TWO),
    ("2*x + 3*y = 5, x - y = 1", TWO),
    ("2 x + 3 y = 5, x - y = 1", TWO),
    ("x·2 + y×3 = 5; x + -1*y = 1", TWO),
    ("(2)x + (3)y = 5; +x - (y) = 1", TWO),
    ("x + x + 3y = 5\nx - 2y + y = 1 + 0", TWO),
    ("2x + 3y\n= 5\nx - y = 1", TWO),
    ("2x\n + 3y = 5\nx\n- y = 1", TWO),
    ("𝟐𝑥 + 𝟑𝑦 = 𝟓, 𝑥 − 𝑦 = 𝟏", TWO),
    ("２ｘ＋３ｙ＝５，ｘ－ｙ＝１", TWO),
    # LaTeX.
    (r"\begin{cases} 2x + 3y = 5 \\ x - y = 1 \end{cases}", TWO),
    ("$$\\begin{cases}\n2x+3y=5\\\\[2pt]\nx-y=1\n\\end{cases}$$", TWO),
    (r"$2x+3y=5$, $x-y=1$", TWO),
    (r"\[ 2x+3y=5 \quad\text{and}\quad x-y=1 \]", TWO),
    (r"\left\{\begin{array}{ll} 2x + 3y &= 5 \\ x - y &= 1 \end{array}\right.", TWO),
    (r"\left\{ \begin{matrix} 2x + 3y = 5 \\ x - y = 1 \\ \end{matrix} \right.\ ", TWO),
    (r"\begin{align} 2x + 3y &= 5 \tag{1} \\ x - y &= 1 \tag{2} \end{align}", TWO),
    (r"\begin{aligned} & 2x + 3y &= 5 \\ & x - y &= 1 \\ \end{aligned}", TWO),
    (r"2x + 3y &= 5 & x - y &= 1", TWO),
    (r"\systeme{2x+3y=5, x-y=1}", TWO),
    (r"\cases{2x+3y=5\cr x-y=1}", TWO),
    (r"\begin{array}{ccccc} \mathrm{I}&2x& +& 3y& =& 5\\ \mathrm{II}& x &-& y &=& 1\end{array}",
     TWO),
    ("$2x + 3y = 5$ $\\;\\;\\; \\cdots \\; (1)$\n$x - y = 1$ $\\;\\; \\cdots \\; (2)$", TWO),
    ((r"\begin{align*} 2x & + & y & + & 3z & = & 10 \\ x & + & y & + & z & = & 6 \\ "
     r"x & + & 3y & + & 2z & = & 13 \end{align*}"), LATEX_THREE),
    ((r"\begin{alignat*}{4} 2x & {}+{} & y & {}+{} & 3z & {}={} & 10 \\ x & {}+{} & y & {}+{} & z "
     r"& {}={} & 6\phantom{0} \\ x & {}+{} & 3y & {}+{} & 2z & {}={} & 13 \end{alignat*}"),
     LATEX_THREE),
    (r"x_{1} & - & 2 \, x_{2} & = & 4 \\ & & 3 \, x_{2} & = & 6 \\", "x_1-2*x_2 = 4, 3*x_2 = 6"),
    (r"{\displaystyle {\begin{cases}3x+2y-z=1\\2x-2y+4z=-2\\-x+{\frac {1}{2}}y-z=0\end{cases}}}",
     "3*x+2*y-z = 1, 2*x-2*y+4*z = -2, -x+y/2-z = 0"),
    ((r"\frac{x - 2}{3} + \frac{y - 1}{4} = \frac{13}{12} \\"
     r" \frac{2 - x}{2} + \dfrac{3 + y}{3} = \frac{11}{6}"),
     "(x-2)/3+(y-1)/4 = 13/12, (2-x)/2+(3+y)/3 = 11/6"),
    (r"\sqrt{2}\,x + \tfrac12 y = \sqrt{8}", "sqrt(2)*x+y/2 = sqrt(8)"),
    (r"\alpha + 2\beta_1 = 3, \alpha - \beta_1 = 0", "α+2*β_1 = 3, α-β_1 = 0"),
    (r"2{,}5x + y = 1{,}5", "5*x/2+y = 3/2"),
    # Coefficients.
    ("x/2 + y/3 = 1", "x/2+y/3 = 1"),
    ("(1/2)x + (1/3)y = 1", "x/2+y/3 = 1"),
    ("1/2 x + 1/3 y = 1", "x/2+y/3 = 1"),
    ("1/2x + 1/3y = 1", "x/2+y/3 = 1"),
    ("½x + ⅓y = 1", "x/2+y/3 = 1"),
    ("2x/3 - 3y/4 = 1½", "2*x/3-3*y/4 = 3/2"),
    ("3(x+y) = 2(x-y) + 5", "3*(x+y) = 2*(x-y)+5"),
    ("2[x + 3(y - 1)] = 5", "2*(x+3*(y-1)) = 5"),
    ("-(x - 2(y - (3 - x))) = 4", "-(x-2*(y-(3-x))) = 4"),
    ("(x + y)/2 = 3; (x - y)/(1+1) = 1", "(x+y)/2 = 3, (x-y)/2 = 1"),
    ("10(58 - 2y) + 25y = 670", "10*(58-2*y)+25*y = 670"),
    ("sqrt(2) x + √3 y = 1", "sqrt(2)*x+sqrt(3)*y = 1"),
    ("2√2x = 4", "2*sqrt(2)*x = 4"),
    ("0.5x + .25y = 1.5", "x/2+y/4 = 3/2"),
    ("7.25x + 5.50y = 52.75\nx + y = 8", "29*x/4+11*y/2 = 211/4, x+y = 8"),
    ("0,5x + 1,5y = 2,5; x - y = 1", "x/2+3*y/2 = 5/2, x-y = 1"),
    ("x = 1,5, y = 2", "x = 3/2, y = 2"),
    ("0,5x = 1", "x/2 = 1"),
    ("x=1,5y=2", "x = 1, 5*y = 2"),
    ("2,5x + 1,125y = 3", "5*x/2+9*y/8 = 3"),
    ("2e3 x + 1.5e-2y = 1", "2000*x+3*y/200 = 1"),
    ("2^3 x + 3²y = 10^2", "8*x+9*y = 100"),
    ("T1 cos 30° = T2 cos(60°), T1 sin 30° + T2 sin 60° = 100",
     "sqrt(3)/2*T_1 = T_2/2, T_1/2+sqrt(3)/2*T_2 = 100"),
    # Names.
    ("x1 + 2x2 = 3; x_1 - x₂ = 0; x_{2} + x_10 = 1", "x_1+2*x_2 = 3, x_1-x_2 = 0, x_2+x_10 = 1"),
    ("12=10I1+20I2,−20I2+30I3=0,I1=I2+I3.", CURRENTS),
    ("I_1 = I_2 + I_3, 12 - 10 I_1 - 20 I_2 = 0", "I_1 = I_2+I_3, 12-10*I_1-20*I_2 = 0"),
    ("a + c = 700, (1)\n5a + 3c = 2900. (2)", TICKETS),
    ("price + 2 tax = 7; price - tax = 1", "price+2*tax = 7, price-tax = 1"),
    ("2 apples + 3 pears = 7\napples = pears", "2*apples+3*pears = 7, apples = pears"),
    ("5p + 2q = 1, p - q = 0", "5*p+2*q = 1, p-q = 0"),
    ("α + β = 180, α − 2β = 0", "α+β = 180, α-2*β = 0"),
    ("α + β = 180°, α + 30° = 2β", "α+β = 180, α+30 = 2*β"),
    ("λ1 + λ2 = 3; λ1 - λ2 = 1", "λ_1+λ_2 = 3, λ_1-λ_2 = 1"),
    ("a+b+c+d+e = 5, a = e, i + j = 2", "a+b+c+d+e = 5, a = e, i+j = 2"),
    ("X + 2Y = 4 \\\\ X + 3Z = 5 \\\\ 2Y - Z = 1", "X+2*Y = 4, X+3*Z = 5, 2*Y-Z = 1"),
    ("x + y - 2z = 5 (e1)\nx + z = 4 (e2)\ny - z = 6 (e3)", "x+y-2*z = 5, x+z = 4, y-z = 6"),
    ("2x + y − z = 4                         (1)\nx + y − z = 3                 (2)",
     "2*x+y-z = 4, x+y-z = 3"),
    ("x - y + 2z + w = 4\ny + z = 1\nz - w = 2", "x-y+2*z+w = 4, y+z = 1, z-w = 2"),
    ("\\text{price} + 2\\,\\text{tax} = 7", "price+2*tax = 7"),
    # Few and many, and what says nothing or too much.
    ("x = 3", "x = 3"),
    ("x + 2y - z = 4", "x+2*y-z = 4"),
    ("x = y = z = 3", "x = y, y = z, z = 3"),
    ("2x = 3y = 6", "2*x = 3*y, 3*y = 6"),
    ("(x-1)/2 = (y+3)/4 = z/5", "(x-1)/2 = (y+3)/4, (y+3)/4 = z/5"),
    ("0 = 1, x = 2", "0 = 1, x = 2"),
    ("x + y = 2, 0 = 0", "x+y = 2, 0 = 0"),
    ("x - x = 0; y = 1", "0*x = 0, y = 1"),
    ("I. x1 + 2x2 = 1\nII. -3x1 + 2x2 = -2\nIII. 2x1 + 3x2 = 1",
     "x_1+2*x_2 = 1, -3*x_1+2*x_2 = -2, 2*x_1+3*x_2 = 1"),
    ("2x1 + x3 + 3x4 = 0 ...(1)\n2x2 - x1 - x3 - 2x4 = 2 ...(2)\nx1 - x2 + x4 = 2 ...(3)",
     "2*x_1+x_3+3*x_4 = 0, 2*x_2-x_1-x_3-2*x_4 = 2, x_1-x_2+x_4 = 2"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "same"), SYSTEMS, ids=[text for text, _ in SYSTEMS])
def test_a_system_is_read_as_sympy_reads_it(text: str, same: str) -> None:
    found = parse_equations(text)

    symbols = {name: sympy.Symbol(name) for name in found.names}
    sides = [each.split("=") for each in same.split(", ")]
    exprs: list[sympy.Expr] = [
        sympy.sympify(f"({a})-({b})", locals=symbols)  # pyright: ignore[reportCallIssue]
        for a, b in sides
    ]
    matrix, rhs = sympy.linear_eq_to_matrix(exprs, *symbols.values())

    assert set(re.findall(r"[^\W\d]\w*", same)) - {"sqrt"} == set(found.names)
    assert [list(map(as_sympy, row)) for row in found.matrix] == matrix.tolist()
    assert list(map(as_sympy, found.rhs)) == rhs[:]


# Columns


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("z = y + x", ("x", "y", "z")),
        ("x10 + x9 + x_1 = 0", ("x_1", "x_9", "x_10")),
        ("pens + books = 3", ("pens", "books")),
        ("y + price = x", ("y", "price", "x")),
        ("b + B + a = 1", ("a", "B", "b")),
        ("x_a + x_max + x = 0", ("x", "x_a", "x_max")),
    ],
)
def test_letters_are_in_order_and_words_as_they_appear(text: str, names: tuple[str, ...]) -> None:
    assert parse_equations(text).names == names


def test_numbers_that_are_not_exact_make_floats() -> None:
    found = parse_equations("pi x + y = 1, x = 2")

    assert found.matrix.dtype == found.rhs.dtype == np.float64
    assert found.matrix[0, 0] == np.pi


@pytest.mark.parametrize(
    ("text", "remark"),
    [
        ("1/2x + y = 1", "1/2x is read as (1/2)·x."),
        ("1/2 x + y = 1", ""),
        ("x/2 + y = 1", ""),
        ("X + y = 3, x - y = 1", "X and x are two unknowns."),
        ("α + β = 90°, α = 2β", "Angles are in degrees."),
        ("T1 sin(30°) = 2", ""),
        ("T1 sin(30) = 2", "sin(30) is of an angle in radians; in degrees it is sin(30°)."),
    ],
)
def test_what_could_be_meant_otherwise_is_said(text: str, remark: str) -> None:
    assert " ".join(parse_equations(text).remarks) == remark


# Any system, in any style

NAMES = ["x", "y", "z", "a", "e", "i", "x1", "x_2", "α", "price", "tax"]


@st.composite
def written_systems(draw: st.DrawFn) -> tuple[str, dict[str, list[Fraction]], list[Fraction]]:
    """A system as text, the factors of each unknown, and the right-hand side."""
    m, n = draw(st.integers(1, 4)), draw(st.integers(1, 4))
    names = draw(st.lists(st.sampled_from(NAMES), min_size=n, max_size=n, unique=True))
    number = st.fractions(-20, 20, max_denominator=12)
    factors = {name: draw(st.lists(number, min_size=m, max_size=m)) for name in names}
    right = draw(st.lists(number, min_size=m, max_size=m))
    rows = [draw(_written({x: factors[x][k] for x in names}, right[k])) for k in range(m)]
    separator = draw(st.sampled_from([", ", "; ", ";", "\n", " \\\\ ", " and ", ",\n", "\n\n"]))
    frame = draw(st.sampled_from(["{}", "{{{}}}", "```\n{}\n```", "$${}$$", "solve: {}"]))
    return frame.format(separator.join(rows)), factors, right


@st.composite
def _written(draw: st.DrawFn, factors: dict[str, Fraction], right: Fraction) -> str:
    """An equation: its terms in any order, some of them on the right side."""
    terms = [(factor, name) for name, factor in factors.items()] + [(-right, "")]
    sides: tuple[list[str], list[str]] = ([], [])
    for factor, name in draw(st.permutations(terms)):
        moved = draw(st.booleans())
        sides[moved].append(draw(_term(-factor if moved else factor, name)))
    # "- 2x" in front of every line would be the sign of a list.
    texts = (re.sub(r"^ (?:\+ |([-−]) )", r"\1", "".join(side)) for side in sides)
    return " = ".join(text or "0" for text in texts)


@st.composite
def _term(draw: st.DrawFn, factor: Fraction, name: str) -> str:
    size = abs(factor)
    if name == "":
        shown = str(size)
    elif size == 1 and draw(st.booleans()):
        shown = name
    elif size.denominator == 1:
        shown = draw(st.sampled_from(["{0}{1}", "{0} {1}", "{0}*{1}", "{0}·{1}", "({0}){1}"]))
    else:
        top, bottom = size.as_integer_ratio()
        shown = draw(st.sampled_from(
            ["({0}){1}", "({0})*{1}", "{2}{1}/{3}", "{2}*{1}/{3}", "{0} {1}",
             "\\frac{{{2}}}{{{3}}}{1}", "{2}({1}/{3})"]
        ))  # fmt: skip
        return draw(_sign(factor)) + shown.format(size, name, top, bottom)
    return draw(_sign(factor)) + shown.format(size, name)


def _sign(factor: Fraction) -> st.SearchStrategy[str]:
    return st.sampled_from([" - ", " − "] if factor < 0 else [" + "])


@given(written_systems())
@examples(0.4)
@example(("x + -2y = 1", {"x": [Fraction(1)], "y": [Fraction(-2)]}, [Fraction(1)]))
def test_a_system_in_any_style_reads_back(
    written: tuple[str, dict[str, list[Fraction]], list[Fraction]],
) -> None:
    text, factors, right = written

    found = parse_equations(text)

    spelled = {"x1": "x_1"}
    columns = {spelled.get(name, name): column for name, column in factors.items()}
    assert set(found.names) == set(columns)
    rows = zip(*(columns[name] for name in found.names), right, strict=True)
    for row, number, wanted in zip(found.matrix.tolist(), found.rhs, map(list, rows), strict=True):
        # An equation with all unknowns on its right side is read from there.
        assert [*row, number] in (wanted, [-x for x in wanted])
