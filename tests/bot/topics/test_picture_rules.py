"""Pictures of drawn questions, in both themes, keep the rules for reading.

The suite draws a fixed sample; `pytest --hypothesis-profile=campaign` draws many fresh ones.
"""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given, note, settings
from hypothesis import strategies as st

from bot.drawing.style import COLOURS, Style, Theme
from bot.topics.factorize.asking import METHOD
from bot.topics.image.ready import NAMES as PICTURES
from bot.topics.image.topic import KERNELS
from bot.topics.kit import answering
from bot.topics.kit.question import Question
from bot.topics.kit.registry import discover
from bot.topics.pca.analysing import CIRCLE, SCREE
from bot.topics.words.vocabulary import words
from linalg_engine.errors import InputError
from tests.bot.drawing.rules import contrast, faults, recorded_paintings

IN_THE_SUITE, IN_A_CAMPAIGN = 30, 600
IS_CAMPAIGN = settings().max_examples > 1000

NUMBERS = st.one_of(
    st.integers(-9, 9).map(str),
    st.integers(-9, 9).map(str),
    st.decimals(-20, 20, places=2).map(str),
    st.fractions(-5, 5, max_denominator=9).map(str),
    st.sampled_from(["sqrt(2)", "-sqrt(3)/2", "1000", "0.001", "pi", "-12345.678", "1e6"]),
)


def vectors(length: int) -> st.SearchStrategy[str]:
    return st.lists(NUMBERS, min_size=length, max_size=length).map(lambda v: f"[{', '.join(v)}]")


def matrices(rows: int, columns: int) -> st.SearchStrategy[str]:
    row = st.lists(NUMBERS, min_size=columns, max_size=columns).map(" ".join)
    return st.lists(row, min_size=rows, max_size=rows).map("; ".join)


@st.composite
def questions(draw: st.DrawFn) -> Question:
    command, make = draw(st.sampled_from(KINDS))
    options = discover().command(command).options
    return Question(command, {**{option.name: "" for option in options}, **draw(make)})


def pairs(length: int) -> st.SearchStrategy[dict[str, str]]:
    return st.fixed_dictionaries({"a": vectors(length), "b": vectors(length)})


@st.composite
def equations(draw: st.DrawFn) -> dict[str, str]:
    """Draw equations in two or three unknowns with short and long names."""
    names = draw(st.lists(UNKNOWNS, min_size=2, max_size=3, unique=True))
    terms = st.tuples(*(NUMBERS.map(lambda x, name=name: f"({x}) {name}") for name in names))
    rows = st.lists(st.tuples(terms, NUMBERS), min_size=1, max_size=4)
    return {"a": "; ".join(f"{' + '.join(left)} = {right}" for left, right in draw(rows))}


UNKNOWNS = st.sampled_from(("x", "y", "z", "p_1", "q_12", "α", "price", "ThermalConductivity"))
SQUARE = st.one_of(matrices(2, 2), matrices(2, 2), matrices(3, 3), matrices(4, 4))
ANY_MATRIX = st.one_of(SQUARE, matrices(2, 3), matrices(3, 2), matrices(3, 4))


@st.composite
def spans(draw: st.DrawFn) -> dict[str, str]:
    """Draw a few vectors in the plane or in space, and perhaps one to be looked for."""
    size = draw(st.integers(2, 3))
    listed = draw(st.lists(vectors(size), min_size=1, max_size=4))
    return {
        "vectors": ", ".join(listed),
        "b": draw(st.one_of(st.just(""), vectors(size))),
    }


def onto_several() -> st.SearchStrategy[dict[str, str]]:
    return (
        spans()
        .filter(lambda drawn: bool(drawn["b"]))
        .map(lambda drawn: {"a": drawn["b"], "b": drawn["vectors"]})
    )


def with_letters() -> st.SearchStrategy[dict[str, str]]:
    """Draw square matrices whose entries have a letter, or none."""
    entries = ("0", "1", "-2", "1/3", "k", "2k", "k-1", "3-k", "k^2-2", "1/k", "k/(k+2)", "100k")
    cells = st.sampled_from(entries)
    return st.integers(2, 4).flatmap(
        lambda n: st.lists(
            st.lists(cells, min_size=n, max_size=n).map(" ".join), min_size=n, max_size=n
        ).map(lambda rows: {"a": f"[{'; '.join(rows)}]"})
    )


ANY_PAIR = st.integers(1, 6).flatmap(pairs)
TABLES = st.tuples(st.integers(3, 12), st.integers(2, 5)).flatmap(
    lambda size: st.lists(
        st.lists(st.decimals(-50, 50, places=1), min_size=size[1], max_size=size[1]),
        min_size=size[0],
        max_size=size[0],
    ).map(lambda rows: "\n".join(" ".join(map(str, row)) for row in rows))
)
POINTS = st.integers(2, 14).flatmap(lambda count: matrices(count, 2))
NAMES = st.sampled_from(
    ("ann", "Bo", "Christopher Lee", "height_cm", "x", "the first of many films")
)
GROUPS = st.sampled_from(("red", "green", "a long name of a group"))


@st.composite
def named_tables(draw: st.DrawFn, cells: st.SearchStrategy[str], *, groups: bool = False) -> str:
    """Draw a table with a header and names of its rows, and perhaps a column of groups."""
    m, n = draw(st.integers(4, 14)), draw(st.integers(2, 7))
    numbered = draw(st.booleans())
    heads = [f"{draw(NAMES)} {k}" if numbered else f"{chr(97 + k)}{draw(NAMES)}" for k in range(n)]
    rows = [[f"{draw(NAMES)} {i}", *(draw(cells) for _ in range(n))] for i in range(m)]
    header = ["name", *heads]
    if groups:
        header.append("group")
        rows = [[*row, draw(GROUPS)] for row in rows]
    return "\n".join(",".join(row) for row in (header, *rows))


BLANKS = st.one_of(*[st.integers(-40, 90).map(str)] * 12, st.just(""))
FULL = st.decimals(-50, 50, places=1).map(str)
STARS = st.sampled_from(("1", "2", "3", "4", "5", "4.5", "", ""))
WORDS = st.one_of(st.sampled_from(words()[:3000]), st.sampled_from(words()))


def several(least: int, most: int, joints: Sequence[str] = ("",)) -> st.SearchStrategy[str]:
    """Draw different words, each but the last followed by one of the joints."""
    return st.lists(WORDS, min_size=least, max_size=most, unique=True).flatmap(
        lambda found: st.lists(
            st.sampled_from(joints), min_size=len(found) - 1, max_size=len(found) - 1
        ).map(lambda signs: " ".join(map("".join, zip(found, [*signs, ""], strict=True))))
    )


RATINGS = st.tuples(st.integers(3, 8), st.integers(3, 8)).flatmap(
    lambda size: st.lists(
        st.lists(st.sampled_from("12345?"), min_size=size[1], max_size=size[1]),
        min_size=size[0],
        max_size=size[0],
    ).map(lambda rows: "\n".join(" ".join(row) for row in rows))
)


@st.composite
def layers(draw: st.DrawFn) -> dict[str, str]:
    """Draw one layer, of the plane as often as of another size."""
    m, n = draw(st.one_of(st.just((2, 2)), st.tuples(st.integers(1, 9), st.integers(1, 9))))
    return {
        "x": draw(vectors(n)),
        "w": draw(matrices(m, n)),
        "b": draw(st.one_of(st.just(""), vectors(m))),
        "activation": draw(st.sampled_from(["relu", "none", "sigmoid", "softmax"])),
    }


@st.composite
def two_layers(draw: st.DrawFn) -> dict[str, str]:
    n, m, k = (draw(st.integers(1, 7)) for _ in range(3))
    return {
        "x": draw(vectors(n)),
        "w1": draw(matrices(m, n)),
        "b1": draw(vectors(m)),
        "w2": draw(matrices(k, m)),
        "b2": draw(st.one_of(st.just(""), vectors(k))),
    }


@st.composite
def embeddings(draw: st.DrawFn) -> dict[str, str]:
    found = draw(st.lists(WORDS, min_size=2, max_size=12, unique=True))
    weights = matrices(len(found), draw(st.integers(1, 8)))
    return {
        "words": " ".join(found),
        "matrix": draw(st.one_of(st.just(""), weights)),
        "word": draw(st.sampled_from(["", *found])),
    }


@st.composite
def clouds(draw: st.DrawFn) -> dict[str, str]:
    """Draw named points in space, whose columns are spread differently."""
    heads = draw(st.lists(NAMES, min_size=3, max_size=3))
    sizes = draw(st.lists(st.sampled_from([1, 5, 40]), min_size=3, max_size=3))
    m = draw(st.integers(3, 14))
    cells = [st.decimals(-size, size, places=2) for size in sizes]
    rows = [[f"{draw(NAMES)} {i}", *(str(draw(cell)) for cell in cells)] for i in range(m)]
    header = ["name", *(f"{name} {k}" for k, name in enumerate(heads))]
    return {"data": "\n".join(",".join(row) for row in (header, *rows))}


@st.composite
def calculations(draw: st.DrawFn) -> dict[str, str]:
    """Draw an operation entry by entry, a function, a sum by axis, or one of complex numbers."""
    length, rows, columns = (
        draw(st.integers(1, 8)),
        draw(st.integers(1, 4)),
        draw(st.integers(1, 3)),
    )
    v, w = draw(vectors(length)), draw(vectors(length))
    a, b = f"[{draw(matrices(rows, columns))}]", f"[{draw(matrices(rows, columns))}]"
    sign = draw(st.sampled_from(["+", "-", ".*", ">", "<=", "=="]))
    name = draw(st.sampled_from(["exp", "abs", "sin", "relu", "floor"]))
    total = draw(st.sampled_from(["sum", "mean", "std", "max", "median"]))
    z, u = (f"({draw(st.integers(-9, 9))} + {draw(NUMBERS)} i)" for _ in range(2))
    typed = [
        f"{v} {sign} {w}", f"{a} {sign} {b}", f"{a} {sign} {draw(NUMBERS)}", f"{v} {sign} {v}'",
        f"{name}(({v})/100)", f"{name}(({a})/100)", f"{total}({v})", f"{total}({a}, 0)",
        f"{total}({a}, 1)", f"{total}({a})", f"{z} {draw(st.sampled_from('+-*/'))} {u}", z,
        f"sqrt({z})", f"conj({z})",
    ]  # fmt: skip
    return {"expression": draw(st.sampled_from(typed))}


KINDS: list[tuple[str, st.SearchStrategy[dict[str, str]]]] = [
    ("dot", ANY_PAIR),
    ("dot", pairs(2)),
    (
        "vector norm",
        st.fixed_dictionaries(
            {
                "v": st.integers(1, 5).flatmap(vectors),
                "p": st.sampled_from(["", "1", "2", "3", "inf"]),
            }
        ),
    ),
    ("calc", calculations()),
    ("vector unit", st.fixed_dictionaries({"v": st.integers(2, 3).flatmap(vectors)})),
    ("vector angle", ANY_PAIR),
    ("vector distance", ANY_PAIR),
    ("vector project", ANY_PAIR),
    ("vector project", onto_several()),
    ("vector cross", pairs(3)),
    ("vector cross", pairs(2)),
    ("vector span", spans()),
    ("vector triple", st.fixed_dictionaries({name: vectors(3) for name in "abc"})),
    ("transform", st.fixed_dictionaries({"matrix": matrices(2, 2)})),
    ("transform", st.fixed_dictionaries({"matrix": st.one_of(matrices(3, 2), matrices(2, 3))})),
    ("matrix multiply", st.fixed_dictionaries({"a": matrices(2, 3), "b": matrices(3, 2)})),
    ("matrix multiply", st.fixed_dictionaries({"a": matrices(2, 2), "b": matrices(2, 1)})),
    (
        "matrix power",
        st.fixed_dictionaries({"a": matrices(2, 2), "n": st.sampled_from(["2", "3", "5"])}),
    ),
    ("matrix power", st.fixed_dictionaries({"a": matrices(2, 2), "n": st.just("inf")})),
    ("matrix facts", st.fixed_dictionaries({"a": ANY_MATRIX})),
    ("matrix basis", st.fixed_dictionaries({"a": matrices(2, 2), "p": matrices(2, 2)})),
    ("matrix det", st.fixed_dictionaries({"a": SQUARE})),
    ("matrix det", with_letters()),
    ("matrix inverse", st.fixed_dictionaries({"a": SQUARE})),
    ("matrix rref", st.fixed_dictionaries({"a": ANY_MATRIX})),
    ("matrix solve", st.fixed_dictionaries({"a": st.one_of(matrices(2, 3), matrices(3, 4))})),
    ("matrix solve", st.fixed_dictionaries({"a": matrices(3, 3)})),
    ("matrix solve", equations()),
    ("matrix rref", equations()),
    ("matrix spaces", st.fixed_dictionaries({"a": ANY_MATRIX})),
    ("matrix lu", st.fixed_dictionaries({"a": SQUARE})),
    ("matrix qr", st.fixed_dictionaries({"a": SQUARE})),
    ("matrix eigen", st.fixed_dictionaries({"a": SQUARE})),
    ("matrix diagonalize", st.fixed_dictionaries({"a": SQUARE})),
    ("matrix svd", st.fixed_dictionaries({"a": ANY_MATRIX})),
    ("matrix svd", st.fixed_dictionaries({"a": ANY_MATRIX, "k": st.sampled_from(["1", "2"])})),
    ("pca", st.fixed_dictionaries({"data": TABLES})),
    (
        "pca",
        st.fixed_dictionaries(
            {
                "data": st.one_of(
                    named_tables(FULL), named_tables(BLANKS), named_tables(FULL, groups=True)
                ),
                "components": st.sampled_from(["", "", "1", "2", "3"]),
                "standardize": st.sampled_from(["auto", "no", "yes"]),
                "_picture": st.sampled_from(["", "", "1-3", CIRCLE, SCREE]),
            }
        ),
    ),
    ("factorize", st.fixed_dictionaries({"ratings": RATINGS})),
    ("data rows", st.fixed_dictionaries({"data": TABLES})),
    (
        "data cluster",
        st.fixed_dictionaries({"data": TABLES, "k": st.sampled_from(["", "2", "3"])}),
    ),
    (
        "factorize",
        st.fixed_dictionaries(
            {
                "ratings": named_tables(STARS),
                "rank": st.sampled_from(["", "", "1", "2", "3"]),
                "method": st.sampled_from([choice for choice, _ in METHOD.choices]),
            }
        ),
    ),
    ("data plane", clouds()),
    ("data embed", embeddings()),
    ("fit", st.fixed_dictionaries({"points": POINTS, "degree": st.sampled_from("0112235")})),
    ("network layer", layers()),
    ("network two", two_layers()),
    ("words near", st.fixed_dictionaries({"word": WORDS})),
    ("words analogy", st.fixed_dictionaries({"words": several(2, 4, ("+", "-"))})),
    ("words map", st.fixed_dictionaries({"words": several(3, 40, ("", "", ">"))})),
    ("words odd", st.fixed_dictionaries({"words": several(3, 12)})),
    ("image tensor", st.fixed_dictionaries({"picture": st.sampled_from(PICTURES)})),
    (
        "image rank",
        st.fixed_dictionaries(
            {"picture": st.sampled_from(PICTURES), "rank": st.integers(1, 240).map(str)}
        ),
    ),
    (
        "image filter",
        st.fixed_dictionaries(
            {
                "picture": st.sampled_from(PICTURES),
                "kernel": st.sampled_from(KERNELS).map(lambda kernel: kernel[0]),
                "own": st.one_of(st.just(""), matrices(3, 3)),
            }
        ),
    ),
]


def check(question: Question, theme: Theme) -> None:
    """Draw the pictures of a question and hold them to the rules."""
    with recorded_paintings() as paintings:
        try:
            answering.reply(question, Style(theme))
        except InputError as refused:
            note(f"refused: {refused}")
            return
    found = [fault for painted in paintings for fault in faults(painted)]
    assert not found, f"/{question.command} {dict(question.inputs)}: {found[:6]}"


@given(questions(), st.sampled_from(Theme))
@settings(max_examples=IN_A_CAMPAIGN if IS_CAMPAIGN else IN_THE_SUITE, derandomize=not IS_CAMPAIGN)
def test_pictures_of_drawn_questions_can_be_read(question: Question, theme: Theme) -> None:
    check(question, theme)


@pytest.mark.parametrize("theme", Theme)
def test_every_colour_of_words_stands_out_from_the_background(theme: Theme) -> None:
    """More than 4.5, which is left of it where words lie on a floor or a faint plane."""
    colours = COLOURS[theme]
    for role in ("text", "muted", "first", "second", "result", "rest", "extra", "row", "column"):
        assert contrast(_rgb(colours.of(role)), _rgb(colours.background)) >= 5.1, role


def _rgb(colour: str) -> tuple[float, float, float]:
    red, green, blue = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    return red, green, blue
