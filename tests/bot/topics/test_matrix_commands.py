"""`/matrix …`, every result worked out by hand."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.drawing.style import Style
from bot.topics.decompositions import answer as decompositions
from bot.topics.kit import answering
from bot.topics.kit.answer import Reply
from bot.topics.kit.question import Question
from bot.topics.kit.registry import discover
from linalg_engine.errors import InputError
from tests.bot import posts
from tests.bot.conftest import Classroom
from tests.bot.drawing.words import is_of_full_width
from tests.bot.posts import Post
from tests.examples import examples

CASES = [
    ("multiply", {"a": "[1 2;3 4]", "b": "[5 6;7 8]"}, ["A B = [ 19  22 ]", "      [ 43  50 ]"]),
    ("transpose", {"a": "[1 2 3;4 5 6]"}, ["Aᵀ = [ 1  4 ]", "     [ 2  5 ]", "     [ 3  6 ]"]),
    # 1·4 − 2·3
    ("det", {"a": "[1 2;3 4]"}, ["det A = −2"]),
    # 2(12 − 2) − 0 + 1(1 − 3)
    ("det", {"a": "[2 0 1;1 3 2;1 1 4]"}, ["det A = 18"]),
    # 1/(2·3 − 1·5) = 1
    ("inverse", {"a": "[2 1;5 3]"}, ["A⁻¹ = [  3  −1 ]", "      [ −5   2 ]"]),
    ("rank", {"a": "[1 2;2 4]"}, ["rank = 1 (of at most 2)"]),
    ("rref", {"a": "[1 2;3 4]"}, ["R = [ 1  0 ]", "    [ 0  1 ]", "pivot columns: 1, 2"]),
    ("solve", {"a": "[1 1;1 -1]", "b": "3 1"}, ["x = [2, 1]"]),
    ("solve", {"a": "[1 1 | 3; 1 -1 | 1]"}, ["b = [3, 1]", "x = [2, 1]"]),
    # x + 2y = 3: x = 3 − 2t
    ("solve", {"a": "[1 2; 2 4]", "b": "3 6"}, ["x = [3, 0]", "  + t₁ [−2, 1]   (x₂ is free)"]),
    # s = x + 2y: (s − 1)² + (2s − 3)² is least at 7/5, where the shortest x is 7/25 (1, 2)
    (
        "solve",
        {"a": "[1 2;2 4]", "b": "1 3"},
        ["nearest: x = [7/25, 14/25]", "  + t₁ [−2, 1]", "with ‖A x − b‖ = √5/5 ≈ 0.4472"],
    ),
    ("multiply", {"a": "[1 2;3 4]", "b": "[5,6]"}, ["A B = [ 17 ]", "      [ 39 ]"]),
    # as it stands it fits: a column times a row
    ("multiply", {"a": "[1;2]", "b": "[3,4]"}, ["A B = [ 3  4 ]", "      [ 6  8 ]"]),
    # the nearest point of the line 2x to 3 and 7 twice as far: AᵀA x = Aᵀb, 5(x + y) = 17
    ("solve", {"a": "[1;2]", "b": "3 7"}, ["no x solves A x = b", "nearest: x = [17/5]"]),
    # Fibonacci: F11 = 89, F10 = 55, F9 = 34
    ("power", {"a": "[1 1;1 0]", "n": "10"}, ["A¹⁰ = [ 89  55 ]", "      [ 55  34 ]"]),
    ("power", {"a": "[1 2;3 4]", "n": "0"}, ["A⁰ = [ 1  0 ]", "     [ 0  1 ]"]),
    ("power", {"a": "[2 0;0 4]", "n": "-1"}, ["A⁻¹ = [ 1/2    0 ]", "      [   0  1/4 ]"]),
    ("spaces", {"a": "[1 2;2 4]"}, ["column space: span of [1, 2]", "null space: span of [−2, 1]"]),
    ("lu", {"a": "[2 1;4 5]"}, ["L = [ 1  0 ]", "    [ 2  1 ]", "U = [ 2  1 ]", "    [ 0  3 ]"]),
    # columns (1, 1) and (1, 0): length √2, then 1/√2 along and 1/√2 across
    (
        "qr",
        {"a": "[1 1;1 0]"},
        ["R = [ √2  √2/2 ]", "  ≈ [ 1.4142  0.7071 ]", "    [      0  0.7071 ]"],
    ),
    ("cholesky", {"a": "[4 2;2 10]"}, ["L = [ 2  0 ]", "    [ 1  3 ]"]),
    ("eigen", {"a": "[2 1;1 2]"}, ["λ₁ = 3", "   v = [1, 1]", "λ₂ = 1", "   v = [1, −1]"]),
    ("eigen", {"a": "[0 -1;1 0]"}, ["λ₁ = i", "   v = [1, −i]", "λ₂ = −i", "   v = [1, i]"]),
    # λ² − λ − 1
    ("eigen", {"a": "[1 1;1 0]"}, ["λ₁ = 1/2 + √5/2 ≈ 1.618", "λ₂ = 1/2 − √5/2 ≈ −0.618"]),
    # λ² − 5λ + 10; λ² + 2; λ² + 1/4
    (
        "eigen",
        {"a": "[1 -2;3 4]"},
        ["λ₁ = 5/2 + √15/2 i ≈ 2.5 + 1.9365i", "   v = [−4, 3 + √15 i]"],
    ),
    ("eigen", {"a": "[0 -2;1 0]"}, ["λ₁ = √2 i ≈ 1.4142i", "λ₂ = −√2 i ≈ −1.4142i"]),
    ("eigen", {"a": "[0 -1/4;1 0]"}, ["λ₁ = 1/2 i", "λ₂ = −1/2 i"]),
    ("eigen", {"a": "[2 1;0 2]"}, ["λ₁ = 2   (2 times)", "   v = [1, 0]"]),
    # λ² − 7λ + 10, and det P = 3
    (
        "diagonalize",
        {"a": "[4 1;2 3]"},
        ["P = [ 1  −1 ]", "D = [ 5  0 ]", "P⁻¹ = [  2/3  1/3 ]", "      [ −1/3  1/3 ]"],
    ),
    ("diagonalize", {"a": "[2 1;1 2]"}, ["Q = [ √2/2   √2/2 ]", "Λ = [ 3  0 ]"]),
    (
        "diagonalize",
        {"a": "[3 1;-1 1]"},
        ["P = [  1  1 ]", "    [ −1  0 ]", "J = [ 2  1 ]", "    [ 0  2 ]", "blocks of J: 2 (2×2)"],
    ),
    ("diagonalize", {"a": "[0 -1;1 0]"}, ["P = [  1  1 ]", "    [ −i  i ]", "D = [ i   0 ]"]),
    # AᵀA = [25 20; 20 25], eigenvalues 45 and 5
    (
        "svd",
        {"a": "[3 0;4 5]"},
        ["singular values: 3√5 ≈ 6.7082, √5 ≈ 2.2361", "rank = 2, condition number = 3"],
    ),
    ("inverse", {"a": "[2 1;1 3]"}, ["A⁻¹ = [  3/5  −1/5 ]", "    = [  0.6  −0.2 ]"]),
    ("det", {"a": "[1/2 1;1/3 4]"}, ["det A = 5/3 ≈ 1.6667"]),
    ("solve", {"a": "[3 1;1 3]", "b": "1 2"}, ["x = [1/8, 5/8]", "  = [0.125, 0.625]"]),
    ("rref", {"a": "[3 1 1;1 2 2/3]"}, ["R = [ 1  0  4/15 ]", "  ≈ [ 1  0  0.2667 ]"]),
    (
        "svd",
        {"a": "[1 2;2 4]"},
        ["singular values: 5, 0", "rank = 1, condition number is infinite"],
    ),
    (
        "svd",
        {"a": "[1e17 0;0 1]"},
        ["singular values: 1×10¹⁷, 1", "rank = 2, condition number = 1×10¹⁷"],
    ),
    (
        "qr",
        {"a": "[1 2;2 4]"},
        ["R = [ √5  2√5 ]", "  ≈ [ 2.2361  4.4721 ]", "    [      0       0 ]"],
    ),
]


MOVING = {
    ("eigen", 2): ["Play"],
    ("svd", 2): ["Play"],
    ("inverse", 2): ["Play"],
    ("det", 3): ["Turn"],
}
"""Buttons of what may move, by the command and the number of rows."""

WITHOUT_STEPS = {("power", "0"), ("power", "-1")}


async def ask(classroom: Classroom, command: str, **options: str) -> Post:
    return posts.read(await classroom.ask(f"matrix {command}", **options))


@pytest.mark.parametrize(("command", "options", "facts"), CASES)
async def test_every_command_answers_in_numbers(
    classroom: Classroom, command: str, options: dict[str, str], facts: list[str]
) -> None:
    post = await ask(classroom, command, **options)
    for fact in facts:
        assert fact in post.facts
    following = discover().command(f"matrix {command}").next
    assert post.buttons == [
        *MOVING.get((command, options["a"].count(";") + 1), []),
        *(() if following is None else (following.label,)),
        *(() if (command, options.get("n")) in WITHOUT_STEPS else ("Steps",)),
        *("Copy", "Edit", "Share", "Delete"),
    ]


DEFECTIVE = "too few eigenvectors for a basis"
TURNED = "a plane that A turns, and may stretch"


@pytest.mark.parametrize(
    ("a", "said", "unsaid"),
    [
        ("[2 1;0 2]", ["Defective", DEFECTIVE], ["rounding", TURNED]),
        ("[sqrt(2) 1;0 sqrt(2)]", ["Defective", DEFECTIVE], ["rounding"]),
        ("[pi 1;0 pi]", ["Up to rounding A is defective", DEFECTIVE], []),
        ("[sqrt(2) 1;1e-14 sqrt(2)]", ["A v = λ v"], [DEFECTIVE, "rounded"]),
        ("[sqrt(2) 1;2 sqrt(3)]", ["the last digits are rounded"], [DEFECTIVE]),
        ("[2 1 0 0;0 2 0 0;0 0 0 -1;0 0 1 0]", [DEFECTIVE, TURNED], []),
        ("[0 1 0 0;-1 0 1 0;0 0 0 1;0 0 -1 0]", [DEFECTIVE, TURNED], []),
        ("[1 -1;1 1]", [TURNED], ["rotation", DEFECTIVE]),
        ("[2 1 1;1 2 1;1 1 2]", ["eigenvectors of different eigenvalues are perpendicular"], []),
        ("[5]", ["every vector but 0 is an eigenvector"], ["perpendicular"]),
        ("[3 0;0 3]", ["every vector but 0 is an eigenvector"], ["perpendicular", "rounding"]),
    ],
)
def test_what_eigenvectors_say(a: str, said: list[str], unsaid: list[str]) -> None:
    found = decompositions.eigen(Question("matrix eigen", {"a": a}), Style())
    assert [words for words in said if words not in found.meaning] == []
    assert [words for words in unsaid if words in found.meaning] == []


def test_no_eigenvector_is_left_out_in_silence() -> None:
    for n in (5, 8, 20, 40):
        rows = "; ".join(" ".join(str(int(i == j)) for j in range(n)) for i in range(n))
        question = Question("matrix eigen", {"a": f"[{rows}]"})
        found = decompositions.eigen(question, Style())
        shown = [line for line in found.facts if line.startswith("   v ")]
        assert len(shown) == n or found.facts[-1] == "… too long to show here; Copy gives all of it"
        assert n > 20 or len(shown) == n
        copied = [line for line in found.copies.text.splitlines() if line.startswith("   v ")]
        assert len(copied) == n
        assert {line.count(",") for line in copied} == {n - 1}


@pytest.mark.parametrize(
    ("a", "latex"),
    [
        ("[0 -1;1 0]", r"\lambda_{1} = i, \quad \lambda_{2} = -i"),
        ("[1 -2;3 4]", r"\lambda_{1} = \frac{5}{2} + \frac{\sqrt{15}}{2} i"),
        ("[1 1;1 0]", r"\lambda_{2} = \frac{1}{2} - \frac{\sqrt{5}}{2}"),
        ("[1/2 0;0 -2]", r"\lambda_{1} = \frac{1}{2}, \quad \lambda_{2} = -2"),
        ("[pi 0;0 0]", r"\lambda_{1} \approx 3.14159"),
        ("[0 -pi;pi 0]", r"\lambda_{2} \approx -3.14159"),
    ],
)
def test_eigenvalues_in_latex(a: str, latex: str) -> None:
    assert latex in answering.copies(Question("matrix eigen", {"a": a}), Style()).latex


@pytest.mark.parametrize(
    ("command", "options", "alt"),
    [
        ("multiply", {"a": "[1 2;3 4]", "b": "[5 6;7 8]"}, "3 · 6 + 4 · 8 = 50"),
        ("det", {"a": "[1 2;3 4]"}, "parallelogram of area 2"),
        (
            "solve",
            {"a": "[1 1;1 -1]", "b": "3 1"},
            "x₁ − x₂ = 1. The lines meet in one point: x = [2, 1]",
        ),
        ("solve", {"a": "[1 1;1 1]", "b": "3 1"}, "The lines have no point in common"),
        (
            "solve",
            {"a": "[1 0 0;0 1 0;0 0 1]", "b": "1 2 3"},
            "x₃ = 3. The planes meet in one point",
        ),
        ("solve", {"a": "[1 0 0;0 1 0]", "b": "1 2"}, "The planes meet in a line"),
        (
            "spaces",
            {"a": "[1 2 3;2 4 6;1 1 1]"},
            "the plane of [1, 2, 1] and [2, 4, 1]",
        ),
        ("eigen", {"a": "[2 1;1 2]"}, "A v₁ = 3v₁ along [0.707, 0.707]"),
        ("eigen", {"a": "[0 -1;1 0]"}, "turned 90° counter-clockwise, on the same circle"),
        ("svd", {"a": "[3 0;4 5]"}, "v₁ ≈ [0.707, 0.707]"),
    ],
)
async def test_a_picture_where_one_helps(
    classroom: Classroom, command: str, options: dict[str, str], alt: str
) -> None:
    message = await classroom.ask(f"matrix {command}", **options)
    picture = await posts.picture(message)
    assert picture.format == "GIF" or is_of_full_width(picture)
    assert alt in posts.read(message).alts[0]


@pytest.mark.parametrize(
    ("command", "options", "meaning"),
    [
        ("det", {"a": "[5]"}, "A multiplies lengths by 5."),
        ("spaces", {"a": "[5]"}, "1 + 0 = 1 column, 1 + 0 = 1 row:"),
        ("spaces", {"a": "[1 2 3]"}, "1 + 2 = 3 columns, 1 + 0 = 1 row:"),
        ("multiply", {"a": "[1 2;3 4]", "b": "5 6"}, "The list b counts as a column"),
        ("solve", {"a": "[1;2]", "b": "3 7"}, "the nearest x is the least-squares solution."),
        ("solve", {"a": "[0]", "b": "1"}, "for any t₁ this x is equally near"),
        ("solve", {"a": "[0 0;0 0]", "b": "1 2"}, "for any t₁ to t₂ this x"),
    ],
)
def test_meanings(command: str, options: dict[str, str], meaning: str) -> None:
    assert meaning in answering.reply(Question(f"matrix {command}", options), Style()).meaning


@pytest.mark.parametrize(
    ("a", "b", "said"),
    [
        # the second row less twice the first
        ("[1 2;2 4]", "1 5", "Row 2 says 0 = 3: there is no solution."),
        ("[0 0;0 0]", "0 1/2", "Row 2 says 0 = 1/2: there is no solution."),
        ("[0]", "sqrt(2)", "Row 1 says 0 = √2: there is no solution."),
        ("[0]", "pi", "Row 1 says 0 ≈ 3.1416: there is no solution."),
    ],
)
def test_the_contradiction_is_the_row_that_stands_there(a: str, b: str, said: str) -> None:
    pages = answering.steps(Question("matrix solve", {"a": a, "b": b}), Style())
    assert any(said in page.alt for page in pages)


async def test_large_matrices_get_a_heat_map_and_no_steps(classroom: Classroom) -> None:
    rows = "\n".join(" ".join(str(i * j % 7 - 3) for j in range(12)) for i in range(12))
    message = await classroom.ask("matrix transpose", a=rows)
    post = posts.read(message)
    assert "12 rows and 12 columns" in post.alts[0]
    assert "Steps" not in post.buttons


def test_asking_for_steps_where_there_are_none_is_answered_in_words() -> None:
    """Below answers that were given when there was a button."""
    with pytest.raises(InputError, match="no steps to show"):
        answering.steps(Question("calc", {"expression": "1 + 1"}), Style())


async def test_what_does_not_fit_into_a_message_is_left_out_and_that_said(
    classroom: Classroom,
) -> None:
    rows = "; ".join(
        " ".join(f"-{1000 + i * i * j}/{2003 + 7 * j * i}" for j in range(10)) for i in range(10)
    )
    message = await classroom.ask("matrix svd", a=rows)
    assert "too long to show here" in posts.read(message).facts[-1]


async def test_steps_of_a_long_reduction_come_in_pages(classroom: Classroom) -> None:
    message = await classroom.ask("matrix rref", a="[1 2 -1 -4; 2 3 -1 -11; -2 0 -3 22]")
    pressed = await classroom.student.click(message, label="Steps")
    alts = posts.alts(posts.private(pressed))
    assert f"(1 of {len(alts)})" in alts[0]
    assert len(alts) > 1
    assert "R₂ ← R₂ − 2R₁, R₃ ← R₃ + 2R₁" in alts[0]
    assert "[1, 0, 0, −8; 0, 1, 0, 1; 0, 0, 1, −2]" in alts[-1]


@pytest.mark.parametrize(
    ("command", "options", "words"),
    [
        ("multiply", {"a": "[1 2 3;4 5 6]", "b": "[1 2;3 4]"}, "3 columns meet 2 rows"),
        ("multiply", {"a": "[5]", "b": "[1 2;3 4]"}, "1 column meets 2 rows"),
        ("multiply", {"a": "[1 2;3 4]", "b": "[[5,6]]"}, "as a column, written with semicolons"),
        ("det", {"a": "[1 2 3;4 5 6]"}, "square"),
        ("solve", {"a": "[1 2;3 4]", "b": "1 2 3"}, "3"),
        ("solve", {"a": "[1;2]"}, "right-hand side"),
        ("power", {"a": "[1 2;3 4]", "n": "1/2"}, "whole number"),
        ("cholesky", {"a": "[1 2;3 4]"}, "symmetric"),
        ("cholesky", {"a": "[1 2;2 1]"}, "positive definite"),
        ("rref", {"a": "[1 2;3"}, "never closed"),
        ("rref", {"a": "1 2\n3"}, "row"),
    ],
)
async def test_what_cannot_be_is_said_to_the_asker(
    classroom: Classroom, command: str, options: dict[str, str], words: str
) -> None:
    assert words in await classroom.refusal(f"matrix {command}", **options)


ONE_MATRIX = [c.name for c in discover().commands if c.name.startswith("matrix ")]


@examples(0.12)
@example([["0", "1e200"], ["-1", "1"]])
@example([["1e200"], ["1e-200"]])
@example([["0", "1", "sqrt(2)"], ["1", "1e200", "1e-200"]])
@example([["0", "1"], ["1", "sqrt(2)"], ["1e200", "1e-200"]])
@given(
    st.tuples(st.integers(1, 4), st.integers(1, 4)).flatmap(
        lambda size: st.lists(
            st.lists(
                st.sampled_from(["0", "1", "-1", "2", "1/3", "0.5", "sqrt(2)", "1e200", "1e-200"]),
                min_size=size[1],
                max_size=size[1],
            ),
            min_size=size[0],
            max_size=size[0],
        )
    )
)
def test_any_matrix_is_answered_or_refused_in_words(rows: list[list[str]]) -> None:
    text = "; ".join(" ".join(entries) for entries in rows)
    for command in ONE_MATRIX:
        question = Question(command, {"a": text, "b": "[1 2;3 4]", "n": "3", "p": "[1 1;1 -1]"})
        try:
            reply = answering.reply(question, Style())
        except InputError:
            continue
        assert isinstance(reply, Reply)
        code = answering.copies(question, Style()).numpy
        assert code.startswith(("import numpy", "import sympy", "from sympy import"))
