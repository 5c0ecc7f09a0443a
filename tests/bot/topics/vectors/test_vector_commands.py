"""`/vector norm, unit, angle, distance, project, cross`."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.drawing.style import Style
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

FIRST_BUTTONS = {
    "norm": ["Next: the unit vector"],
    "unit": [],
    "angle": ["Next: the dot product"],
    "distance": ["Next: the angle"],
    "project": [],
    "cross": ["Turn"],
}


async def ask(classroom: Classroom, command: str, **options: str) -> Post:
    """Return an answer whose picture has been looked at."""
    message = await classroom.ask(f"vector {command}", **options)
    post = posts.read(message)
    assert is_of_full_width(await posts.picture(message))
    assert len(post.alts) == 1
    assert post.buttons == [*FIRST_BUTTONS[command], "Steps", "Copy", "Edit", "Share", "Delete"]
    return post


async def test_norm_is_the_length_with_the_other_norms_beside_it(classroom: Classroom) -> None:
    post = await ask(classroom, "norm", v="[3,-4]")

    # √(9 + 16), 3 + 4, max(3, 4)
    assert post.title == "‖v‖ = 5"
    assert post.facts == ["v = [3, −4]", "‖v‖ = 5", "‖v‖₁ = 7", "‖v‖∞ = 4"]
    assert "[3, −4]" in post.alts[0]
    assert "5" in post.alts[0]


@pytest.mark.parametrize(
    ("p", "title", "meaning"),
    [
        ("1", "‖v‖₁ = 7", "The sum of the absolute entries"),
        ("2", "‖v‖ = 5", "The length of the arrow"),
        # 27 + 64 = 91, whose cube root is 4.49794
        ("3", "‖v‖₃ ≈ 4.4979", "The larger p"),
        # 3^1.5 + 4^1.5 = 5.19615 + 8 = 13.19615, to the power 2/3: 5.5842504
        ("1.5", "‖v‖₁.₅ ≈ 5.5843", "The larger p"),
        ("inf", "‖v‖∞ = 4", "The largest absolute entry"),
        ("∞", "‖v‖∞ = 4", "The largest absolute entry"),
        (" Max ", "‖v‖∞ = 4", "The largest absolute entry"),
    ],
)
async def test_norm_takes_an_order(classroom: Classroom, p: str, title: str, meaning: str) -> None:
    post = await ask(classroom, "norm", v="[3,-4]", p=p)

    assert post.title == title
    assert post.meaning.startswith(meaning)


@pytest.mark.parametrize("p", ["0.5", "0", "-1"])
async def test_norm_refuses_an_order_below_one(classroom: Classroom, p: str) -> None:
    told = await classroom.refusal("vector norm", v="[3,4]", p=p)

    assert told.startswith("**p**: The order p of a norm is 1 or more")


async def test_unit_divides_by_the_length(classroom: Classroom) -> None:
    post = await ask(classroom, "unit", v="[3,4]")

    assert post.title == "v / ‖v‖ = [3/5, 4/5]"
    assert post.fact("‖v‖") == "= 5"


async def test_unit_is_exact_with_roots(classroom: Classroom) -> None:
    post = await ask(classroom, "unit", v="[1,1]")

    assert post.title == "v / ‖v‖ = [√2/2, √2/2]"
    # 1/√2 = 0.70711
    assert post.facts[-1] == "        ≈ [0.7071, 0.7071]"
    assert post.fact("‖v‖") == "= √2 ≈ 1.4142"


async def test_unit_says_when_it_is_rounded(classroom: Classroom) -> None:
    post = await ask(classroom, "unit", v="[pi,pi]")

    # 1/√2 = 0.70711, π√2 = 4.44288
    assert post.title == "v / ‖v‖ ≈ [0.7071, 0.7071]"
    assert post.fact("‖v‖") == "≈ 4.4429"


async def test_unit_of_the_zero_vector_is_refused(classroom: Classroom) -> None:
    told = await classroom.refusal("vector unit", v="[0,0]")

    assert told.startswith("**v**: ")
    assert "zero vector" in told


async def test_angle_in_degrees_and_radians(classroom: Classroom) -> None:
    post = await ask(classroom, "angle", a="[1,0]", b="[1,1]")

    # cos θ = 1/√2 = 0.70711, θ = π/4 = 0.785398
    assert post.title == "θ = 45°"
    assert post.fact("cos θ") == "= √2/2 ≈ 0.7071"
    assert post.fact("θ") == "= 45° ≈ 0.7854 rad"
    assert "45°" in post.alts[0]


async def test_angle_in_four_dimensions(classroom: Classroom) -> None:
    post = await ask(classroom, "angle", a="[1,1,1,1] [1,0,0,0]")

    # cos θ = 1/2
    assert post.title == "θ = 60°"
    assert post.fact("cos θ") == "= 1/2 = 0.5"


async def test_angle_with_the_zero_vector_is_refused(classroom: Classroom) -> None:
    told = await classroom.refusal("vector angle", a="[0,0]", b="[1,1]")

    assert "zero vector" in told


async def test_distance_is_the_length_of_the_difference(classroom: Classroom) -> None:
    post = await ask(classroom, "distance", a="[1,2]", b="[4,6]")

    assert post.title == "‖a − b‖ = 5"
    assert post.fact("a − b") == "= [−3, −4]"


async def test_distance_of_a_point_to_itself(classroom: Classroom) -> None:
    post = await ask(classroom, "distance", a="[1/2,2]", b="[1/2,2]")

    assert post.title == "‖a − b‖ = 0"


async def test_projection_and_what_is_left(classroom: Classroom) -> None:
    post = await ask(classroom, "project", a="[2,3]", b="[4,0]")

    # (2·4 + 3·0) / (4·4) = 1/2
    assert post.title == "Projection of a on b = [2, 0]"
    assert post.fact("(a·b)/(b·b)") == "= 1/2 = 0.5"
    assert post.fact("projection") == "= [2, 0]"
    assert post.fact("rejection").strip() == "= [0, 3]"


@pytest.mark.parametrize(
    ("p", "name", "code"),
    [
        ("3", "‖v‖₃", "np.linalg.norm(v, 3)"),
        ("2.5", "‖v‖₂.₅", "np.linalg.norm(v, 2.5)"),
        ("1e16", "‖v‖ (p = 1e+16)", "np.linalg.norm(v, 1e+16)"),
        ("inf", "‖v‖∞", "np.linalg.norm(v, np.inf)"),
    ],
)
def test_the_order_of_a_norm_is_spelled_with_all_its_digits(p: str, name: str, code: str) -> None:
    found = answering.answer(Question("vector norm", {"v": "[3, -4]", "p": p}), Style())

    assert found.title.startswith(f"{name} ")
    assert found.copies.numpy.splitlines()[-1] == code


async def test_vectors_with_roots_have_decimals_below(classroom: Classroom) -> None:
    # a·b = 1 + √2, b·b = 2
    split = await ask(classroom, "project", a="[sqrt(2), 1]", b="[1, 1]")
    assert "projection = [1/2 + √2/2, 1/2 + √2/2]" in split.facts
    assert "           ≈ [1.2071, 1.2071]" in split.facts
    assert "rejection  = [−1/2 + √2/2, 1/2 − √2/2]" in split.facts
    assert "           ≈ [0.2071, −0.2071]" in split.facts

    product = await ask(classroom, "cross", a="[sqrt(2), 0, 0]", b="[0, 1, 1]")
    assert "a × b = [0, −√2, √2]" in product.facts
    assert "      ≈ [0, −1.4142, 1.4142]" in product.facts

    apart = await ask(classroom, "distance", a="[sqrt(2), 1]", b="[1, 1]")
    assert "a − b = [−1 + √2, 0]" in apart.facts
    assert "      ≈ [0.4142, 0]" in apart.facts


async def test_projection_of_decimals_is_in_decimals(classroom: Classroom) -> None:
    post = await ask(classroom, "project", a="[1.5, 1]", b="[2, 0]")

    # 3/4 of b
    assert post.fact("(a·b)/(b·b)") == "= 0.75"
    assert post.title == "Projection of a on b = [1.5, 0]"


async def test_projection_onto_the_zero_vector_is_refused(classroom: Classroom) -> None:
    told = await classroom.refusal("vector project", a="[1,2]", b="[0,0]")

    assert told.startswith("**b**: ")
    assert "zero vector" in told


async def test_cross_product_is_perpendicular_to_both(classroom: Classroom) -> None:
    post = await ask(classroom, "cross", a="[1,2,3]", b="[4,5,6]")

    # 2·6 − 3·5, 3·4 − 1·6, 1·5 − 2·4; length √(9 + 36 + 9) = √54 = 3√6 = 7.34847
    assert post.title == "a × b = [−3, 6, −3]"
    assert post.fact("‖a × b‖") == "= 3√6 ≈ 7.3485"
    assert "perpendicular to both" in post.meaning
    assert "[−3, 6, −3]" in post.alts[0]


async def test_cross_product_of_parallel_vectors(classroom: Classroom) -> None:
    post = await ask(classroom, "cross", a="[1,2,3]", b="[2,4,6]")

    assert post.title == "a × b = [0, 0, 0]"
    assert post.meaning.startswith("It is zero: a and b lie on one line")


@pytest.mark.parametrize("typed", ["[1] [3]", "[1,2,3,4] [5,6,7,8]"])
async def test_cross_product_needs_three_entries(classroom: Classroom, typed: str) -> None:
    told = await classroom.refusal("vector cross", a=typed)

    assert "3" in told
    assert "For example" in told


@pytest.mark.parametrize("command", ["dot", "vector angle", "vector distance", "vector project"])
async def test_one_vector_where_two_are_needed(classroom: Classroom, command: str) -> None:
    told = await classroom.refusal(command, a="[1,2]")

    assert told.startswith("**a**: That is one vector, and this needs two")


OF_TWO = {"a", "b", "v", "p"}
COMMANDS = sorted(
    c.name
    for c in discover().commands
    if c.name.startswith(("dot", "vector ")) and {option.name for option in c.options} <= OF_TWO
)
ENTRIES = st.sampled_from(
    ["0", "1", "-1", "2.5", "-1/3", "pi", "sqrt(2)", "1e-9", "1e9", "1e150", "-1e-150", "1e300"]
)
PAIRS = st.integers(1, 4).flatmap(
    lambda size: st.tuples(*[st.lists(ENTRIES, min_size=size, max_size=size)] * 2)
)


@examples(0.4)
@given(command=st.sampled_from(COMMANDS), pair=PAIRS)
@example(command="dot", pair=(["1", "2"], ["1e300", "2"]))
@example(command="dot", pair=(["1", "1e-9"], ["2.5", "0"]))
@example(command="vector angle", pair=(["1e-300", "0"], ["1", "2"]))
def test_any_sizes_of_numbers_are_answered_with_a_picture(
    command: str, pair: tuple[list[str], list[str]]
) -> None:
    a, b = (" ".join(entries) for entries in pair)
    try:
        reply = answering.reply(Question(command, {"a": a, "b": b, "v": a, "p": ""}), Style())
    except InputError:
        assert command != "vector norm"
    else:
        assert isinstance(reply, Reply)
        assert reply.pictures[0].data.startswith(b"\x89PNG")
        assert 0 < len(reply.pictures[0].alt) <= 1024
