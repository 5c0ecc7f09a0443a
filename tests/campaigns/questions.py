"""The questions that are asked: one command each, and (in `stories`) several acts in a row."""

from __future__ import annotations

from acts import asked
from stories import STORIES
from table_questions import TABLE_QUESTIONS

LONG = "[" + ", ".join(str(n) for n in range(1, 401)) + "]"
ONES = "1 " * 30
COUNTING = " ".join(map(str, range(1, 31)))
HILBERT = "; ".join(" ".join(f"1/{i + j - 1}" for j in range(1, 6)) for i in range(1, 6))
TEN = "; ".join(" ".join(str((3 * i + j * j) % 7 - 3) for j in range(10)) for i in range(10))

PAIRS = (
    ("[1,2,3]", "[4,5,6]"),
    ("[3,0]", "[0,2]"),
    ("[1,2]", "[2,4]"),
    ("[1,2]", "[-2,-4]"),
    ("[1,2]", "[3,1]"),
    ("[0,0]", "[3,4]"),
    ("[0.5, .25]", "[2, -3]"),
    ("[1/2, 1/3]", "[1, 1]"),
    ("[sqrt(2), 1]", "[1, 1]"),
    ("[1,0,0,0]", "[1,1,1,1]"),
    ("1 2 3 4 5", "5 4 3 2 1"),
    ("[2]", "[-3]"),
)
"""From 1-D to 5-D: whole numbers, decimals, fractions, roots, the zero vector, special angles."""

DOTS = (
    {"a": "[1,0]", "b": "[-1,1]"},
    {"a": "(1, 2, 3) and (4, 5, 6)"},
    {"a": "1 2 3\n4 5 6"},
    {"a": "<1,2,3> · <4,5,6>"},
    {"a": "```\n[1, 2, 3]\n[4, 5, 6]\n```"},
    {"a": r"\begin{bmatrix}1\\2\\3\end{bmatrix} \begin{bmatrix}4\\5\\6\end{bmatrix}"},
    {"a": "np.array([1, 2, 3]), np.array([4, 5, 6])"},
    {"a": "a = [1,2]", "b": r"\vec{v} = [3,4]"},
    {"a": ONES, "b": COUNTING},
    {"a": LONG, "b": LONG},
    {"a": "[1e200, 1]", "b": "[1e200, 1]"},
    {"a": "[1e-9, 1]", "b": "[1, 1e-9]"},
    {"a": "[1 1/2, 2]", "b": "[4, ½]"},
    {"a": "[√3, 1]", "b": "[2^3, pi]"},
    # told to the asker alone
    {"a": "[1,2]", "b": "[1,2,3]"},
    {"a": "[1,2", "b": "[4,5]"},
    {"a": "[1,2]"},
    {"a": "[1,2] [3,4] [5,6]"},
    {"a": "[1, two, 3]", "b": "[4,5,6]"},
    {"a": "[1,,3]", "b": "[4,5,6]"},
    {"a": "[1/0, 2]", "b": "[4,5]"},
    {"a": "[1 2; 3 4]", "b": "[4,5]"},
    {"a": "9^9^9^9", "b": "[1]"},
    {"a": "[]", "b": "[]"},
    {"a": "`", "b": "😀"},
    {"a": "[1 + 2i, 3]", "b": "[1, 1]"},
    {"a": "[1e999]", "b": "[1]"},
)

NORMS = (
    {"v": "[3,4]"},
    {"v": "[3,-4]", "p": "1"},
    {"v": "[3,-4]", "p": "inf"},
    {"v": "[3,-4,1/2]", "p": "3"},
    {"v": "[1,1,1]"},
    {"v": "[0,0,0]"},
    {"v": "[sqrt(3), 1]"},
    {"v": "[0.1, 0.2]"},
    {"v": "[-7]"},
    {"v": "1000 " * 140},
    {"v": "[3,4]", "p": "0"},
    {"v": "[3,4]", "p": "1/2"},
    {"v": "[3,4]", "p": "two"},
    {"v": "[1 2; 3 4]"},
    {"v": ""},
    {"v": "1 " * 10_001},
)

CROSSES = (
    {"a": "[1,2,3]", "b": "[4,5,6]"},
    {"a": "[1,0,0] [0,1,0]"},
    {"a": "[1,2,3]", "b": "[2,4,6]"},
    {"a": "[1/2,0.5,sqrt(2)]", "b": "[1,1,1]"},
    {"a": "[1,2]", "b": "[3,4]"},
)

UNITS = (
    "[3,4]",
    "[1,1]",
    "[1,2,2]",
    "[0,0]",
    "[1/2, 1/3]",
    "[-5]",
    "[1,1,1,1]",
    "[0.6, 0.8]",
    LONG,
)

SPANS = ("[1,0,1],[0,1,1]", "[1,2,3],[4,5,6],[7,8,9]", "[1 0;1 1;1 2]", "[1,2,pi]", "[0,0,0]")

VECTORS = (
    *(asked("dot", a=a, b=b) for a, b in PAIRS),
    *(asked("dot", **options) for options in DOTS),
    *(asked("vector norm", **options) for options in NORMS),
    *(asked("vector unit", v=v) for v in UNITS),
    *(asked("vector angle", a=a, b=b) for a, b in PAIRS),
    *(asked("vector distance", a=a, b=b) for a, b in PAIRS),
    *(asked("vector project", a=a, b=b) for a, b in PAIRS),
    asked("vector project", a="[2,3]", b="[0,0]"),
    asked("vector project", a="[2,3] [4,0]"),
    asked("vector angle", a="[1,2,3]", b="[1,2]"),
    *(asked("vector cross", **options) for options in CROSSES),
    *(asked("vector project", a="[1,2,4]", b=b) for b in SPANS),
    *(asked("vector span", vectors=vectors) for vectors in SPANS),
    *(asked("vector span", vectors=vectors, b="[1,2,1]") for vectors in SPANS),
    asked("vector triple", a="[1,2,3] [4,5,6] [7,8,10]"),
    asked("vector triple", a="[1,2,3]", b="[4,5,6]", c="[7,8,9]"),
)

EXPRESSIONS = (
    "1/2 + 1/3",
    "0.5 + 0.25",
    "[1,2,3] . [4,5,6]",
    "2*[1,2] - [0,1]",
    "cross([1,0,0], [0,1,0])",
    "norm([3,4])",
    "norm([1,1])",
    "inv([1 2; 3 4]) [5, 6]",
    "[1 2; 3 4] \\ [5, 6]",
    "[1 20; 3 4] / 3",
    "[1 2; 3 4]'^2",
    "sqrt(2) * [1 0; 0 1]",
    "[1/3, sqrt(2)]",
    "sqrt(2) * sqrt(8)",
    "2^100",
    "ones(12)",
    "det([1 2; 3 4]) + rank([1 2; 2 4])",
    "```\n[1,2]\n```",
    # told to the asker alone
    "[1 2; 3 4] [1,2,3]",
    "A + 1",
    "det([1 2 3; 4 5 6])",
    "1/0",
    "9^9^9^9",
    "I(10^9)",
    "[1e308]*10",
    "(" * 3000 + ")" * 3000,
    "import os",
    "nrom([1,2])",
    "|[1,2]|",
    "1 +",
    "a = [1,2]",
)

MATRICES = (
    "[1 2;3 4]",
    "[5]",
    "[0 0;0 0]",
    "[1 2;2 4]",
    "[1/2 1;1/3 4]",
    "[0.5 1;2 0.25]",
    "[sqrt(2) 1;0 sqrt(2)]",
    "[2 0 1;1 3 2;1 1 4]",
    "[1 2 3;2 4 6;1 1 1]",
    "[1 2 3;4 5 6]",
    "[1;2]",
    "[1 2;3",
)
"""Asked of each of the commands about one matrix."""

OF_ONE_MATRIX = ("det", "inverse", "rank", "rref", "spaces", "lu", "qr", "eigen", "svd")

EIGEN = (
    "[2 1;1 2]",
    "[0 -1;1 0]",
    "[1 1;1 0]",
    "[1 -2;3 4]",
    "[2 1;0 2]",
    "[3 0;0 3]",
    "[2 1 1;1 2 1;1 1 2]",
    "[2 1 0 0;0 2 0 0;0 0 0 -1;0 0 1 0]",
    "[0 1 0 0;-1 0 1 0;0 0 0 1;0 0 -1 0]",
    "[sqrt(2) 1;1e-14 sqrt(2)]",
    "[0 1 0;0 0 1;1 1 0]",
    "[1e17 0;0 1]",
    HILBERT,
    TEN,
)

SOLVED = (
    {"a": "2x + 3y = 5, x - y = 1", "b": ""},
    {"a": "price + 2 tax = 7; price - tax = 1", "b": ""},
    {"a": "p + q = 1, p - q = 1, p = 5", "b": ""},
    {"a": "x1 + 2x2 - x3 = 4", "b": "2x1 - x3 = 1"},
    {"a": "[1 1;1 -1]", "b": "3 1"},
    {"a": "[1 1 | 3; 1 -1 | 1]"},
    {"a": "[1 2; 2 4]", "b": "3 6"},
    {"a": "[1 2;2 4]", "b": "1 3"},
    {"a": "[1 1;1 1]", "b": "3 1"},
    {"a": "[1;2]", "b": "3 7"},
    {"a": "[3 1;1 3]", "b": "1 2"},
    {"a": "[1 0 0;0 1 0;0 0 1]", "b": "1 2 3"},
    {"a": "[1 0 0;0 1 0]", "b": "1 2"},
    {"a": "[0 0;0 0]", "b": "1 2"},
    {"a": "[0]", "b": "sqrt(2)"},
    {"a": "[0.1 0.2;0.3 0.4]", "b": "1 1"},
    {"a": "[1 2 3 4;2 4 6 8;1 0 1 0]", "b": "1 2 3"},
    {"a": HILBERT, "b": "1 1 1 1 1"},
    {"a": "[1 2;3 4]", "b": "1 2 3"},
    {"a": "[1;2]"},
)

PRODUCTS = (
    asked("matrix multiply", a="[1 2;3 4]", b="[5 6;7 8]"),
    asked("matrix multiply", a="[1 2;3 4]", b="[5,6]"),
    asked("matrix multiply", a="[1;2]", b="[3,4]"),
    asked("matrix multiply", a="[1/2 0.5;sqrt(2) 1]", b="[1 2 3;4 5 6]"),
    asked("matrix multiply", a="[1 2 3;4 5 6]", b="[1 2;3 4]"),
    asked("matrix multiply", a="[1 2;3 4]", b="[[5,6]]"),
    asked("matrix transpose", a="[1 2 3;4 5 6]"),
    asked("matrix transpose", a="[[1,2],[3,4]]"),
    asked("matrix transpose", a=r"\begin{pmatrix}1&2\\3&\frac{1}{2}\end{pmatrix}"),
    asked("matrix transpose", a="[[1;2],[3;4;5]]"),
    asked("matrix power", a="[1 1;1 0]", n="10"),
    asked("matrix power", a="[1 2;3 4]", n="0"),
    asked("matrix power", a="[2 0;0 4]", n="-1"),
    asked("matrix power", a="[2 1;0 1/2]", n="-3"),
    asked("matrix power", a="[1 2;3 4]", n="1/2"),
    asked("matrix power", a="[1 2;2 4]", n="-1"),
    asked("matrix power", a="[1 2;3 4]", n="100000"),
    asked("matrix power", a="[1 2 3;4 5 6]", n="2"),
)

CHOLESKY = ("[4 2;2 10]", "[2 1;1 2]", "[4 2 1;2 5 3;1 3 6]", "[9]", "[1 2;3 4]", "[1 2;2 1]")

MATRIX_QUESTIONS = (
    *(asked(f"matrix {name}", a=a) for name in OF_ONE_MATRIX for a in MATRICES),
    *(asked("matrix eigen", a=a) for a in EIGEN),
    *(asked("matrix diagonalize", a=a) for a in EIGEN),
    *(asked("matrix solve", **options) for options in SOLVED),
    *(asked("matrix cholesky", a=a) for a in CHOLESKY),
    *PRODUCTS,
    asked("matrix svd", a="[3 0;4 5]"),
    asked("matrix svd", a=TEN),
    asked("matrix rref", a="[1 2 -1 -4; 2 3 -1 -11; -2 0 -3 22]"),
    asked("matrix rref", a=TEN),
    asked("matrix inverse", a=HILBERT),
    asked("matrix det", a="1 " * 700),
    asked("matrix qr", a=HILBERT),
)

TRANSFORMED = (
    "[1 1; 0 1]",
    "0 -1; 1 0",
    "2 1; 1 2",
    "[1 2;2 4]",
    "[0 0;0 0]",
    "[1 0;0 1]",
    "[-1 0;0 1]",
    "[0.5 0;0 sqrt(2)]",
    "[1/2 1/3;0 1]",
    "[1 2 3;4 5 6]",
    "[5]",
    "[1 2;3 x]",
)

QUESTIONS = (
    asked("help"),
    *VECTORS,
    *(asked("calc", expression=expression) for expression in EXPRESSIONS),
    *MATRIX_QUESTIONS,
    *(asked("transform", matrix=matrix) for matrix in TRANSFORMED),
    *TABLE_QUESTIONS,
    *STORIES,
)
