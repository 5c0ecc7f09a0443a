"""The copies of 300 drawn answers, over all commands that have some, run and compared.

pytest -n0 -s --hypothesis-profile=campaign tests/campaigns/test_copies.py
"""

from __future__ import annotations

from collections import Counter

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.topics.kit.question import Question
from bot.topics.kit.registry import discover
from linalg_engine.errors import InputError
from tests.bot.topics.kit.copied import CHECKS, check
from tests.bot.topics.test_picture_rules import KINDS, NUMBERS, POINTS, vectors

ANSWERS = 300

SLOW = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much]

WHOLE = st.integers(-4, 4).map(str)
ONE_MATRIX = ("det", "inverse", "rank", "rref", "spaces", "lu", "qr", "cholesky", "eigen", "svd")
VECTORS = ("dot", "vector angle", "vector distance", "vector project")


@st.composite
def special(draw: st.DrawFn, square: bool = False) -> str:
    """Draw a matrix that repeats rows, is symmetric, nearly singular, long or with roots."""
    n = draw(st.integers(1, 4))
    m = n if square else draw(st.integers(1, 4))
    entry = draw(st.sampled_from([WHOLE, WHOLE, NUMBERS, st.sampled_from(["0", "1"])]))
    rows = [[draw(entry) for _ in range(n)] for _ in range(m)]
    kind = draw(st.sampled_from(["plain", "repeated", "symmetric", "near"]))
    if kind == "repeated" and m > 1:
        rows[-1] = rows[0]
    if kind == "symmetric" and m == n:
        rows = [[rows[min(i, j)][max(i, j)] for j in range(n)] for i in range(n)]
    if kind == "near" and m > 1:
        rows[-1] = [*rows[0][:-1], draw(st.sampled_from(["1.000000000001", "1e-12", "12345678"]))]
    return "; ".join(" ".join(row) for row in rows)


@st.composite
def questions(draw: st.DrawFn) -> Question:
    """Draw a question: half of them on one matrix."""
    name = draw(st.sampled_from(["one", "one", "solve", "vector", "fit", "drawn", "drawn"]))
    inputs: dict[str, str]
    if name == "one":
        command = f"matrix {draw(st.sampled_from(ONE_MATRIX))}"
        inputs = {"a": draw(special())}
        if command == "matrix inverse" and draw(st.booleans()):
            inputs["_pseudo"] = "yes"
    elif name == "solve":
        command, a = "matrix solve", draw(special())
        count = a.count(";") + 1
        inputs = {"a": a, "b": " ".join(draw(WHOLE) for _ in range(count))}
    elif name == "vector":
        command = draw(st.sampled_from(VECTORS))
        length = draw(st.integers(1, 5))
        inputs = {"a": draw(vectors(length)), "b": draw(vectors(length))}
        if draw(st.booleans()):
            inputs["b"] = f"{draw(st.integers(1, 9))}*{inputs['a']}"
    elif name == "fit":
        command, inputs = "fit", {"points": draw(POINTS), "degree": draw(st.sampled_from("0123"))}
    else:
        command, make = draw(st.sampled_from(KINDS))
        inputs = draw(make)
    options = discover().command(command).options
    return Question(command, {**{option.name: "" for option in options}, **inputs})


def test_the_copies_of_drawn_answers_give_what_is_shown() -> None:
    ran: Counter[str] = Counter()

    @settings(max_examples=ANSWERS + ANSWERS // 2, suppress_health_check=SLOW, deadline=None)
    @given(questions())
    def run(question: Question) -> None:
        try:
            check(question)
        except InputError:
            return
        ran[question.command] += 1

    run()
    only_run = sorted(set(ran) - set(CHECKS))
    print(f"\n{sum(ran.values())} copies: {dict(ran)}\nrun, and not compared: {only_run}")
    assert sum(ran.values()) >= ANSWERS
