"""At exactly the limit nothing is left out; one more, and what is left out is said."""

from __future__ import annotations

import pytest

from bot.drawing.style import Style
from bot.topics.kit import answering
from bot.topics.kit.answer import Answer
from bot.topics.kit.question import Question


def answer(command: str, **inputs: str) -> Answer:
    """Answer without drawing."""
    return answering.answer(Question(command, inputs), Style())


def steps(command: str, **inputs: str) -> str:
    """Return what the pages of the working say."""
    return "; ".join(page.alt for page in answering.steps(Question(command, inputs), Style()))


def ones(count: int) -> str:
    return "[" + ", ".join(["1"] * count) + "]"


def counted(count: int) -> str:
    return "[" + ", ".join(str(k) for k in range(1, count + 1)) + "]"


# Sums


def test_a_sum_of_eight_terms_is_written_out() -> None:
    (fact,) = [line for line in answer("dot", a=counted(8), b=ones(8)).facts if "·1" in line]

    assert fact == "a·b = 1·1 + 2·1 + 3·1 + 4·1 + 5·1 + 6·1 + 7·1 + 8·1 = 36"


def test_a_sum_of_nine_terms_has_its_first_six_and_its_last() -> None:
    (fact,) = [line for line in answer("dot", a=counted(9), b=ones(9)).facts if "·1" in line]

    assert fact == "a·b = 1·1 + 2·1 + 3·1 + 4·1 + 5·1 + 6·1 + … + 9·1 = 45"


@pytest.mark.parametrize(
    ("count", "terms"),
    [
        (8, "1² + 2² + 3² + 4² + 5² + 6² + 7² + 8²"),
        (9, "1² + 2² + 3² + 4² + 5² + 6² + … + 9²"),
    ],
)
def test_steps_write_as_many_terms(count: int, terms: str) -> None:
    assert terms in steps("vector norm", v=counted(count), p="2")


@pytest.mark.parametrize(
    ("count", "terms"),
    [
        (8, "5 · 1 + 6 · 1 + 7 · 1 + 8 · 1"),
        (9, "5 · 1 + 6 · 1 + … + 9 · 1"),
    ],
)
def test_steps_of_a_dot_product_write_as_many_products(count: int, terms: str) -> None:
    assert terms in steps("dot", a=counted(count), b=ones(count))


# "and k more"


@pytest.mark.parametrize(("count", "end"), [(8, []), (9, ["… and 1 more of your values"])])
def test_eight_values_are_listed(count: int, end: list[str]) -> None:
    names = [f"n{k}" for k in range(count)]
    question = Question("calc", {"expression": "+".join(names)}, dict.fromkeys(names, "1"))

    facts = answering.answer(question, Style()).facts

    assert [line for line in facts if line.startswith("…") or " = " in line] == [
        *(f"{name} = 1" for name in names[:8]),
        *end,
    ]


@pytest.mark.parametrize(
    ("same", "words"), [(1, "ann: a0"), (2, "ann: a0, a1"), (3, "ann: a0, a1 and 1 more")]
)
def test_two_nearest_items_are_named(same: int, words: str) -> None:
    """Of one factor: equal columns have equal vectors, so several items are nearest."""
    names = ",".join(["name", *(f"a{k}" for k in range(same)), "z"])
    rows = [f"{name},{','.join([high] * same)},{low}" for name, high, low in PEOPLE]

    facts = answer("factorize", ratings="\n".join([names, *rows]), method="svd", rank="1").facts

    assert any(line.strip().startswith(f"{words} (") for line in facts), facts


PEOPLE = (("ann", "4", "1"), ("bob", "8", "2"), ("cy", "2", "1"))


@pytest.mark.parametrize(("blanks", "end"), [(12, "."), (13, " and 1 more.")])
def test_twelve_predicted_cells_are_told(blanks: int, end: str) -> None:
    # Some of every row and column are known.
    cells = [
        ["?" if 6 * ((i + j) % 6) + i < blanks else str(1 + i * j % 5) for j in range(6)]
        for i in range(6)
    ]
    question = Question("factorize", {"ratings": "\n".join(map(",".join, cells)), "rank": "1"})

    pictures = {
        picture.name: picture.alt for picture in answering.reply(question, Style()).pictures
    }

    told = pictures["rebuilt.png"]
    assert told.count(";") == 11
    assert told.endswith(end)
    assert ("more" in told) == (blanks > 12)
