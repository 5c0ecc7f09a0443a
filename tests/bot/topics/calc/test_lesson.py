"""What an answer teaches: its conventions, its working, and what its pictures show."""

from __future__ import annotations

import pytest

from bot.drawing.style import Style, Theme
from bot.topics.kit import answering, reading
from bot.topics.kit.answer import Answer
from bot.topics.kit.question import Question
from linalg_engine.errors import InputError
from linalg_engine.expressions.functions import ELSEWHERE
from tests.bot import posts
from tests.bot.conftest import Classroom


def answer(expression: str, **kept: str) -> Answer:
    return answering.answer(Question("calc", {"expression": expression}, kept), Style())


@pytest.mark.parametrize(
    ("expression", "sentence"),
    [
        ("[1 2; 3 4] + 1", "the number is stretched to the shape (2, 2)"),
        ("[1,2,3] + [1,2]'", "the vector (3,) as a column and the row (1, 2) are stretched"),
        ("[1 2 3; 4 5 6] + [1,2,3]", "the vector (3,) as a row"),
        ("[1 2; 3 4] + [1,2]", "A vector is a column here; NumPy takes it as a row"),
        ("sum([1 2; 3 4])", "sum(A) is of all entries, as in NumPy; MATLAB's sum(A) is sum(A, 0)"),
        ("mean([1 2; 3 4], 1)", "Axis 1 goes along each row, as in NumPy: MATLAB's mean(A, 2)"),
        (
            "max([1 2; 3 4], axis=0)",
            "Axis 0 goes down each column, as in NumPy: MATLAB's max(A",
        ),
        ("std([1 2; 3 4])", "MATLAB's std(A) is stdev(A, 0) here"),
        ("argmax([1 2; 3 4], 1)", "Axis 1 goes along each row, as in NumPy."),
        ("std([1,2,3,4])", "by n − 1 it is stdev(…) = √15/3 ≈ 1.291."),
        ("stdev([1,2,3,4])", "stdev divides by n − 1 (a sample's)"),
        ("[1 2; 3 4] * [5 6; 7 8]", "`*` is the matrix product here, NumPy's `@`"),
        ("[1 2; 3 4]**2", "NumPy's goes entry by entry: `A .^ 2`"),
        ("argmax([3,9,2])", "Places are counted from 1 here, from 0 in NumPy."),
        ("[1 2; 3 4](1,:)", "Places in brackets are counted from 1: row, then column."),
        ("sin(30)", "30 was taken as radians; in degrees sin(30°) = 1/2 = 0.5."),
        ("cos(45) + 1", "in degrees cos(45°) = √2/2 ≈ 0.7071."),
        ("tan(90)", "in degrees tan(90°) has no value."),
        ("log(100)", "log is the natural logarithm, ln; log10 is the one to base 10."),
        ("[1 5; 7 2] > 2", "1 stands where it is true, 0 where not"),
        ("norm([1 2; 3 4])", "MATLAB's norm(A) is the largest singular value."),
        ("3i + 4j", "i, j and k are read as unit vectors"),
        ("[1, i] · [1, i]", "No conjugates are taken, as in np.dot"),
        ("[i 1; 2 3]'", "MATLAB's ' takes the conjugates as well: conj(A)'."),
        ("[1 2 3]' * [4 5 6]", "Vectors are columns here, so v' is a row"),
        ("sort([3 1; 2 5])", "Each row is sorted, as in NumPy"),
        ("cumsum([1 2; 3 4])", "Row after row, as in NumPy"),
        ("range(4)", "leaves its end out, as in Python"),
        ("2^100", "All 31 digits. Python's whole numbers have no limit"),
        ("exp([1 2; 3 4])", "the exponential of the matrix A is expm(A)."),
        ("exp([1,2,3])", "NumPy does all entries in one call, where a loop asks Python anew"),
    ],
)
def test_a_convention_is_said(expression: str, sentence: str) -> None:
    assert sentence in answer(expression).meaning


@pytest.mark.parametrize(
    ("expression", "absent"),
    [
        ("sin(1)", "radians"),
        ("sin(30°)", "radians"),
        ("sin(30.5)", "radians"),
        ("[1,2] + [3,4]", "stretched"),
        ("2 * [1 2; 3 4]", "stretched"),
        ("sum([1,2,3])", "MATLAB"),
        ("2^10", "digits"),
        ("[1 2; 3 4] [5 6; 7 8]", "matrix product"),
        ("[1 2; 3 4] [5, 6]", "matrix product"),
        ("3 + 4i", "unit vectors"),
    ],
)
def test_nothing_is_said_where_there_is_nothing_to_say(expression: str, absent: str) -> None:
    assert absent not in answer(expression).meaning


@pytest.mark.parametrize(
    ("expression", "line"),
    [
        ("(1+2i)*(3-i)", "length = 5√2 ≈ 7.0711, angle = 45°"),
        ("-2i", "length = 2, angle = −90°"),
        ("2+i", "length = √5 ≈ 2.2361, angle ≈ 26.5651°"),
        ("sqrt(-1)", "length = 1, angle = 90°"),
        ("angle([1,0], [1,1])", "≈ 45°"),
        ("acos(1/2)", "≈ 60°"),
        ("2^200", f"= {2**200}"),
    ],
)
def test_a_further_line(expression: str, line: str) -> None:
    assert line in answer(expression).facts


@pytest.mark.parametrize(
    ("expression", "parts"),
    [
        ("[1 2; 3 4] .* [5 6; 7 8]", ["[1 · 5, 2 · 6; 3 · 7, 4 · 8] = [5, 12; 21, 32]",
         "c[i][j] = a[i][j] * b[i][j]", "c = a * b"]),
        ("[1,2,3] - [1,5,3]", ["[1 − 1, 2 − 5, 3 − 3] = [0, −3, 0]"]),
        ("[1,2,3] == [1,5,3]", ["[1 == 1, 2 == 5, 3 == 3] = [1, 0, 1]", "int(a[k] == b[k])"]),
        ("exp([0,1])", ["[e⁰, e¹] ≈ [1, 2.7183]", "math.exp(a[k])", "c = np.exp(a)"]),
        ("[1 2; 3 4] + [10, 20]'", ["(2, 2) and (1, 2) are both stretched to (2, 2).",
         "c[i][j] = a[i][j] + b[0][j]"]),
        ("mean([1 2; 3 4], 1)", ["of each row:", "row 1: (1 + 2)/2 = 3/2",
         "row 2: (3 + 4)/2 = 7/2"]),
        ("std([1,2,3,4])", ["(1 + 2 + 3 + 4)/4 = 5/2", "divide by n = 4, and take the root:",
         "√(5/4) = √5/2"]),
        ("stdev([2,4,9])", ["divide by n − 1 = 2 (a sample's), and take the root:", "/2 = 13",
         "√13"]),
        ("median([5,3,1,4])", ["[1, 3, 4, 5]  middle = 7/2"]),
        ("[1,2,3] · [4,5,6]", ["1 · 4 + 2 · 5 + 3 · 6 = 32", "c += a[k] * b[k]"]),
        ("[1 2; 3 4] * [5 6; 7 8]", ["row 2, column 1: 3 · 5 + 4 · 7 = 43"]),
        ("(1+2i)*(3-i)", ["1 · 3 − 1 · 1 i + 2 · 3 i − 2 · 1 i² = 5 + 5i"]),
        ("(1+2i)/(3-i)", ["(1 + 2i)(3 + i)", "(1 + 7i)/10"]),
        ("(2+3i)-(4-i)", ["(2 − 4) + (3 + 1)i = −2 + 4i"]),
        ("abs(3+4i)", ["√(3² + 4²) = √25 = 5"]),
    ],
)  # fmt: skip
def test_the_working(expression: str, parts: list[str]) -> None:
    working = answer(expression).working

    assert working is not None
    for part in parts:
        assert part in working.plain()


@pytest.mark.parametrize("expression", ["1 + 1", "3 + 4i", "e^(i*pi/3)", "det([1 2; 3 4])", "2i"])
def test_there_is_no_working_where_there_is_nothing_to_show(expression: str) -> None:
    assert answer(expression).working is None


PICTURES: list[tuple[str, str | None]] = [
    ("[1 2; 3 4] .* [5 6; 7 8]", "Entry by entry: 4 products at once"),
    ("[1,2,3] + [10,20]'", "Broadcasting: (3,) and (1, 2) become (3, 2)"),
    ("exp([1,2,3])", "exp of every entry, in one call"),
    ("sum([1 2; 3 4] > 2)", "sum of all entries"),
    ("mean([1 2; 3 4], 0)", "mean of each column"),
    ("2 * max([1 2; 3 4], 1)", "max of each row"),
    ("(1+2i)*(3-i)", "Lengths are multiplied, angles added"),
    ("(1+2i)/(3-i)", "Lengths are divided, angles subtracted"),
    ("(1+2i)+(3-i)", "Added like vectors"),
    ("conj(3+4i)", "The conjugate is the mirror image"),
    ("sqrt(3+4i)", "The root has half the angle, and the root of the length"),
    ("3+4i", "Length 5, angle 53.13°"),
    ("sqrt(-1)", "Length 1, angle 90°"),
    ("1 + 1", None),
    ("ones(20)", None),
    ("ones(2, 4) .* ones(2, 4)", None),
    ("ones(9, 9) .* 2", None),
    ("[1e-9, 2, 3, 4, 5, 6, 7, 8] .* 1.0000001", None),
    ("(1+i)*(1000+i)", None),
    ("2 * [1,2]", None),
    ("[1 2; 3 4] [5, 6]", None),
    ("[i, 1]", None),
]


@pytest.mark.parametrize(("expression", "title"), PICTURES)
def test_the_picture(expression: str, title: str | None) -> None:
    draw = answer(expression).draw
    if title is None:
        assert draw is None
        return
    assert draw is not None
    picture = draw()
    assert picture.alt.startswith(title)
    assert 50 < len(picture.alt) <= 1000


def test_the_alt_text_has_the_numbers() -> None:
    draw = answer("[1,2,3] .* [4,5,6]").draw
    assert draw is not None
    for part in ("[1, 2, 3] of shape (3,)", "[4, 5, 6] of shape (3,)", "[4, 10, 18]"):
        assert part in draw().alt


@pytest.mark.parametrize("theme", Theme)
def test_both_themes(theme: Theme) -> None:
    question = Question("calc", {"expression": "[1 2; 3 4] + [1,2]'"})
    assert len(answering.steps(question, Style(theme))) >= 1
    assert len(answering.reply(question, Style(theme)).pictures) == 1


async def test_complex_values_are_kept(classroom: Classroom) -> None:
    student, channel = classroom.student, classroom.channel
    kept = {"z": "3 + 4i", "w": "e^i", "C": "[1+i, 2; 3, sqrt(-2)]"}
    for name, value in kept.items():
        await student.slash(channel, "vars set", name=name, value=value)

    assert posts.read(await classroom.ask("calc", expression="abs(z)")).title == "= 5"
    post = posts.read(await classroom.ask("calc", expression="C .* conj(C) * z / z"))
    assert post.facts[1:3] == ["= [ 2  4 ]", "  [ 9  2 ]"]
    assert "z = 3 + 4i" in post.facts
    assert posts.read(await classroom.ask("calc", expression="abs(w)")).title == "≈ 1"


async def test_kept_values_work_in_functions(classroom: Classroom) -> None:
    await classroom.student.slash(classroom.channel, "vars set", name="X", value="[1 2; 3 4; 5 9]")

    post = posts.read(await classroom.ask("calc", expression="X - mean(X, 0)"))

    assert post.title == "A 3×2 matrix"
    assert post.facts[1:4] == ["= [ −2  −3 ]", "  [  0  −1 ]", "  [  2   4 ]"]


async def test_a_complex_value_is_refused_elsewhere(classroom: Classroom) -> None:
    await classroom.student.slash(classroom.channel, "vars set", name="z", value="[1+i, 2]")

    told = await classroom.refusal("vector norm", v="z")

    assert "imaginary" in told or "real" in told


@pytest.mark.parametrize(
    ("expression", "words"),
    [
        ("eigvals([1 2; 3 4])", "/matrix eigen"),
        ("svd([1 2; 3 4])", "/matrix svd"),
        ("lu([1 2; 3 4])", "/matrix lu"),
        ("qr([1 2; 3 4])", "/matrix qr"),
        ("chol([2 1; 1 2])", "/matrix cholesky"),
        ("null([1 1; 1 1])", "/matrix spaces"),
        ("jordan([1 1; 0 1])", "/matrix diagonalize"),
        ("cond([1 1; 0 1])", "/matrix facts"),
        ("lstsq([1 1; 1 1], [1, 2])", "/matrix solve"),
    ],
)
def test_what_has_a_command_of_its_own_names_it(expression: str, words: str) -> None:
    with pytest.raises(InputError) as caught:
        answer(expression)
    assert caught.value.problem.endswith(f"It has a command of its own: {words}.")


def test_every_operation_elsewhere_has_a_command() -> None:
    assert reading.ELSEWHERE.keys() == ELSEWHERE
