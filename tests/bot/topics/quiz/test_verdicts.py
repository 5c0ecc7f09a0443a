"""What is said of answers: which entries are wrong, which mistake it is, what counts as right."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction

import pytest

from bot.drawing.style import Style
from bot.topics.kit import answering
from bot.topics.kit.question import Question
from bot.topics.kit.syllabus import KINDS, ExerciseId
from bot.topics.quiz import answers
from bot.topics.quiz.answers import is_it
from bot.topics.quiz.exercise import Exercise, Options, Verdict
from bot.topics.quiz.kinds import matrix_products, projections
from bot.topics.quiz.making import made
from bot.topics.quiz.mistakes import are_apart
from linalg_engine.errors import InputError
from linalg_engine.notation import parse_matrix, parse_vector


def exercise(name: str) -> Exercise:
    found = ExerciseId.of(name)
    assert found is not None
    return made(found)


def first(kind: str, level: int, fits: Callable[[Exercise], bool]) -> Exercise:
    """Return the first exercise that fits."""
    return next(filter(fits, (made(ExerciseId(kind, level, seed)) for seed in range(100))))


def one(asked: Exercise, text: str) -> Verdict:
    """Grade what is typed in the only field."""
    (field,) = asked.fields
    return asked.grade({field.name: text})


# Entries


def test_wrong_entries_of_a_matrix_are_named() -> None:
    asked = exercise("product-1-000007")
    right = parse_matrix(asked.key["product"])

    def verdict(*places: tuple[int, int]) -> str:
        wrong = right.copy()
        for i, j in places:
            wrong[i, j] += 100
        return one(asked, matrix_products.SAY.matrix(wrong).text()).message

    assert verdict((1, 0)) == "The entry in row 2, column 1 is wrong."
    assert verdict((0, 0), (1, 1)) == (
        "The entries in row 1, column 1 and in row 2, column 2 are wrong."
    )
    assert verdict((0, 0), (0, 1), (1, 0), (1, 1)) == (
        "4 entries are wrong, the first in row 1, column 1."
    )


def test_a_matrix_of_another_shape_is_told() -> None:
    message = one(exercise("product-1-000007"), "[1 2 3; 4 5 6]").message
    assert message == "That has 2 rows and 3 columns, and the answer has 2 and 2."
    message = one(exercise("product-1-000007"), "[1 2 3]").message
    assert message == "That has 1 row and 3 columns, and the answer has 2 and 2."


def test_wrong_entries_of_a_vector_are_named() -> None:
    asked = exercise("projection-2-000007")
    wrong = parse_vector(asked.key["projection"])
    wrong[2] += 100
    assert one(asked, projections.SAY.vector(wrong).text()).message == "Entry 3 is wrong."
    assert one(asked, "[1, 2]").message == "That has 2 entries, and the answer has 3."
    assert one(asked, "1000").message == "The answer is a vector with 3 entries."


# Numbers


@pytest.mark.parametrize(
    "typed", ["120", "120.0", "120°", "2π/3", "2*pi/3", "θ = 120", "acos(-0.5)"]
)
def test_an_angle_may_be_written_in_degrees_or_with_pi(typed: str) -> None:
    asked = first("angle", 2, lambda found: found.key["angle"] == "120")
    assert one(asked, typed).is_right


def test_an_angle_in_radians_without_pi_is_told() -> None:
    asked = first("angle", 2, lambda found: found.key["angle"] == "120")
    assert one(asked, "2.094").mistake == "radians"
    assert one(asked, "60°").mistake == "a sign"
    assert one(asked, "-1/2").mistake == "the cosine"
    assert one(asked, "-0.5").mistake == "the cosine"


def test_a_share_may_be_written_in_percent() -> None:
    asked = exercise("share-1-000003")
    percent = Fraction(asked.key["share"].removesuffix(" %"))
    for typed in (
        f"{percent} %",
        f"{percent}%",
        f"{percent}",
        f"{percent / 100}",
        f"{percent}/100",
    ):
        assert one(asked, typed).is_right, typed
    assert not one(asked, f"{percent + 1} %").is_right
    assert not one(asked, f"{percent + 1}").is_right


def test_a_rounded_number_is_right_to_two_digits_or_more() -> None:
    third = Fraction(1, 3)
    assert is_it(Fraction("0.33"), third)
    assert is_it(Fraction("0.3333"), third)
    assert not is_it(Fraction("0.3"), third)
    assert not is_it(Fraction("0.34"), third)
    assert not is_it(Fraction("0.3334"), third)


def test_the_answer_stands_behind_the_last_sign() -> None:
    assert answers.number({"a": "a · b = 3·1 + 2·4 = 11"}, "a") == 11
    assert answers.number({"a": "‖v‖ = √14 ≈ 3.742"}, "a") == Fraction("3.742")
    assert answers.vector({"a": "proj_b a = [1, 2]"}, "a").tolist() == [1, 2]
    with pytest.raises(InputError):
        answers.number({"a": "x = 1, y = 2"}, "a")
    with pytest.raises(InputError):
        answers.number({"a": "a · b ="}, "a")


def test_what_could_be_taken_for_one_another_is_not_apart() -> None:
    assert are_apart([Fraction(2), Fraction(3), parse_vector("2 3")])
    assert not are_apart([Fraction(2), Fraction(3), Fraction(3)])
    assert not are_apart([parse_vector("2 3"), parse_vector("2 3.01")])


# Directions


def test_a_direction_is_right_up_to_its_length_and_sign() -> None:
    asked = first("firstdirection", 2, lambda found: found.key["direction"] == "[1, 3]")
    x, y = parse_vector(asked.key["direction"])
    length = float(x * x + y * y) ** 0.5
    unit = [float(x) / length, float(y) / length]
    for typed in (
        f"{x} {y}",
        f"[{-x}, {-y}]",
        f"({x}/7, {y}/7)",
        f"[{2 * x}; {2 * y}]",
        f"[{x}/sqrt({x * x + y * y}), {y}/sqrt({x * x + y * y})]",
        f"[{unit[0]:.3f}, {unit[1]:.3f}]",
        f"[{-unit[0]:.2f}, {-unit[1]:.2f}]",
    ):
        assert one(asked, typed).is_right, typed
    assert one(asked, f"[{-y}, {x}]").mistake == "the last direction"
    assert one(asked, "[0, 0]").mistake == "the zero vector"
    assert one(asked, "[1, 2, 3]").message == "The direction has 2 entries, one for each column."
    assert not one(asked, f"[{unit[0]:.3f}, {unit[1] + 0.01:.3f}]").is_right


# Menus


def halves(asked: Exercise, wrong: Mapping[str, str]) -> list[float]:
    """Return the scores with one field at a time as it is in a wrong answer."""
    return [asked.grade({**asked.key, name: text}).score for name, text in wrong.items()]


def test_half_is_half_right() -> None:
    asked = exercise("nearestfilm-1-000001")
    assert asked.key["dot"] != asked.key["cosine"]
    swapped = {"dot": asked.key["cosine"], "cosine": asked.key["dot"]}
    assert halves(asked, swapped) == [0.5, 0.5]
    assert asked.grade(swapped).mistake == "dot and cosine swapped"


@pytest.mark.parametrize("chosen", ["", "picture A", "A\nB", "E", "a"])
def test_what_a_menu_does_not_offer_is_no_attempt(chosen: str) -> None:
    with pytest.raises(InputError, match="Choose one"):
        one(exercise("whichmatrix-1-000001"), chosen)


def test_nothing_chosen_of_several_is_no_attempt() -> None:
    with pytest.raises(InputError, match="Choose at least one"):
        one(exercise("shapes-1-000001"), "")


def test_who_mixes_up_the_end_of_a_product_is_told_which_factor_counts() -> None:
    asked = exercise("shapes-3-000003")
    assert "C Bᵀ A" in asked.asks
    of_last = asked.grade({**asked.key, "columns": "17"})
    assert (of_last.score, of_last.message) == (
        0.5,
        "The number of columns is wrong: it is that of A.",
    )
    asked = first("shapes", 3, lambda found: found.asks.split()[2].endswith("ᵀ"))
    of_first = asked.grade({**asked.key, "rows": "17"})
    assert of_first.message.startswith("The number of rows is wrong: it is that of ")
    assert of_first.message.endswith("ᵀ. The small T swaps rows and columns.")


def test_products_chosen_in_any_order_are_right() -> None:
    asked = first("shapes", 1, lambda found: "\n" in found.key["products"])
    backwards = "\n".join(reversed(asked.key["products"].split("\n")))
    assert one(asked, backwards).is_right


def test_a_product_that_is_missing_or_too_much_is_explained() -> None:
    asked = exercise("shapes-2-000001")
    (menu,) = asked.fields
    assert isinstance(menu, Options)
    there = asked.key["products"].split("\n")
    not_there = next(value for value, _ in menu.values if value not in there)
    extra = one(asked, "\n".join([*there, not_there]))
    assert extra.message.startswith(f"{not_there} does not exist: ") or extra.mistake


# Workings


@pytest.mark.parametrize("kind", [kind.name for kind in KINDS])
def test_each_kind_has_a_working(kind: str) -> None:
    working = made(ExerciseId(kind, 1, 1)).working
    if isinstance(working, Question):
        found = answering.answer(working, Style()).working
        assert found is not None
        working = found.blocks
    assert len(working) > 1
