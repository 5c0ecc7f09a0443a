"""`/dot`: what is typed in a channel, and what stands there afterwards."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.chat import errors
from bot.drawing.style import Style
from bot.topics.kit import answering
from bot.topics.kit.answer import Reply
from bot.topics.kit.question import Question
from linalg_engine.errors import InputError
from tests.bot import posts
from tests.bot.conftest import Classroom
from tests.bot.drawing.words import is_of_full_width
from tests.examples import examples


async def test_the_answer_says_every_number(classroom: Classroom) -> None:
    post = posts.read(await classroom.ask("dot", a="[1,2,3]", b="[4,5,6]"))

    # 1·4 + 2·5 + 3·6 = 4 + 10 + 18; 1 + 4 + 9 = 14; 16 + 25 + 36 = 77;
    # 32 / √(14·77) = 32 / (7√22) = 32√22 / 154 = 0.97463, whose angle is 12.933°.
    assert post.title == "a · b = 32"
    assert post.facts == [
        "a = [1, 2, 3]",
        "b = [4, 5, 6]",
        "a·b = 1·4 + 2·5 + 3·6 = 32",
        "‖a‖ = √14 ≈ 3.7417",
        "‖b‖ = √77 ≈ 8.775",
        "cos θ = 16√22/77 ≈ 0.9746",
        "θ ≈ 12.93°",
    ]
    assert post.meaning == "They point in nearly the same direction: very similar."
    first, following, *usual = post.buttons
    assert (first, following) == ("Turn", "Next: the projection")
    assert usual == ["Steps", "Copy", "Edit", "Share", "Delete"]


async def test_the_picture_is_for_everybody(classroom: Classroom) -> None:
    message = await classroom.ask("dot", a="[1,2,3]", b="[4,5,6]")

    assert is_of_full_width(await posts.picture(message))
    (alt,) = posts.alts(message)
    for shown in ("[1, 2, 3]", "[4, 5, 6]", "32", "12.93°"):
        assert shown in alt
    (attachment,) = message.attachments
    assert attachment.description == alt
    assert [seen.id for seen in classroom.seen_by(classroom.other)] == [message.id]


@pytest.mark.parametrize(
    "typed",
    [
        "[1,2,3] [4,5,6]",
        "(1, 2, 3) and (4, 5, 6)",
        "1 2 3\n4 5 6",
        "<1,2,3> · <4,5,6>",
        "```\n[1, 2, 3]\n[4, 5, 6]\n```",
        r"\begin{bmatrix}1\\2\\3\end{bmatrix} \begin{bmatrix}4\\5\\6\end{bmatrix}",
        "np.array([1, 2, 3]), np.array([4, 5, 6])",
    ],
)
async def test_both_vectors_may_be_pasted_into_a(classroom: Classroom, typed: str) -> None:
    post = posts.read(await classroom.ask("dot", a=typed))

    assert post.title == "a · b = 32"
    assert post.facts[:2] == ["a = [1, 2, 3]", "b = [4, 5, 6]"]


@pytest.mark.parametrize(
    ("a", "b", "value", "degrees", "meaning"),
    [
        ("[3,0]", "[0,2]", "0", "90°", "They are perpendicular"),
        ("[1,2]", "[-2,1]", "0", "90°", "They are perpendicular"),
        ("[1,2]", "[2,4]", "10", "0°", "They point in exactly the same direction"),
        ("[1,2]", "[1,2]", "5", "0°", "They point in exactly the same direction"),
        ("[1,2]", "[-2,-4]", "−10", "180°", "They point in exactly opposite directions"),
        ("[1,0]", "[1,1]", "1", "45°", "They point in similar directions"),
        ("[1,0]", "[-1,1]", "−1", "135°", "They lean away from each other"),
    ],
)
async def test_special_angles_are_exact_and_get_their_sentence(
    classroom: Classroom, a: str, b: str, value: str, degrees: str, meaning: str
) -> None:
    post = posts.read(await classroom.ask("dot", a=a, b=b))

    assert post.title == f"a · b = {value}"
    assert post.fact("θ") == f"= {degrees}"
    assert post.meaning.startswith(meaning)


async def test_the_zero_vector_has_no_angle(classroom: Classroom) -> None:
    message = await classroom.ask("dot", a="[0,0]", b="[3,4]")
    post = posts.read(message)

    assert post.title == "a · b = 0"
    assert post.fact("‖a‖") == "= 0"
    assert post.fact("‖b‖") == "= 5"
    assert not [line for line in post.facts if "θ" in line]
    assert post.meaning.startswith("The zero vector has no direction, so there is no angle")
    assert is_of_full_width(await posts.picture(message))


async def test_different_lengths_are_refused_with_both_lengths(classroom: Classroom) -> None:
    told = await classroom.refusal("dot", a="[1,2]", b="[1,2,3]")

    assert "same number of entries" in told
    assert "the first has 2, the second has 3" in told


async def test_decimals_stay_decimals(classroom: Classroom) -> None:
    post = posts.read(await classroom.ask("dot", a="[0.5, .25]", b="[2, -3]"))

    # 0.5·2 − 0.25·3 = 1 − 0.75
    assert post.title == "a · b = 0.25"
    assert post.facts[:3] == [
        "a = [0.5, 0.25]",
        "b = [2, −3]",
        "a·b = 0.5·2 + 0.25·(−3) = 0.25",
    ]


async def test_fractions_stay_fractions_with_the_decimal_beside(classroom: Classroom) -> None:
    post = posts.read(await classroom.ask("dot", a="[1/2, 1/3]", b="[1, 1]"))

    assert post.title == "a · b = 5/6"
    assert post.facts[:3] == [
        "a = [1/2, 1/3]",
        "b = [1, 1]",
        "a·b = 1/2·1 + 1/3·1 = 5/6 ≈ 0.8333",
    ]


async def test_roots_are_exact(classroom: Classroom) -> None:
    post = posts.read(await classroom.ask("dot", a="[sqrt(2), 1]", b="[1, 1]"))

    assert post.title == "a · b = 1 + √2"
    assert post.fact("a") == "= [√2, 1]"
    assert post.fact("a·b") == "= √2·1 + 1·1 = 1 + √2 ≈ 2.4142"


async def test_the_angle_of_exact_vectors_is_exact(classroom: Classroom) -> None:
    post = posts.read(await classroom.ask("dot", a="[1, 2]", b="[3, 1]"))

    # 5 / √(5·10) = 1/√2
    assert post.fact("cos θ") == "= √2/2 ≈ 0.7071"
    assert post.fact("θ") == "= 45°"


async def test_what_was_computed_in_floats_is_marked_as_rounded(classroom: Classroom) -> None:
    post = posts.read(await classroom.ask("dot", a="[pi, 1]", b="[1, 1]"))

    assert post.title == "a · b ≈ 4.1416"
    assert post.fact("a") == "≈ [3.1416, 1]"


async def test_thirty_entries_are_shortened_in_words_and_summed_in_full(
    classroom: Classroom,
) -> None:
    ones, counting = " ".join(["1"] * 30), " ".join(map(str, range(1, 31)))
    message = await classroom.ask("dot", a=ones, b=counting)
    post = posts.read(message)

    # 1 + 2 + … + 30 = 30·31/2
    assert post.title == "a · b = 465"
    assert post.fact("b") == "= [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, …, 30]"
    assert post.fact("a·b") == "= 1·1 + 1·2 + 1·3 + 1·4 + 1·5 + 1·6 + … + 1·30 = 465"
    assert post.alts[0].startswith("Bars")
    assert is_of_full_width(await posts.picture(message))


def test_ten_thousand_entries_are_answered() -> None:
    inputs = {"a": "1 " * 10_000, "b": "2 " * 10_000}
    reply = answering.reply(Question("dot", inputs), Style())

    assert reply.title == "a · b = 20000"
    assert len("\n".join(reply.facts)) < 1000
    assert len(reply.pictures[0].alt) <= 1024


@pytest.mark.parametrize("size", [1, 2, 3, 4])
async def test_every_dimension_has_its_picture(classroom: Classroom, size: int) -> None:
    message = await classroom.ask("dot", a="2 " * size, b="-3 " * size)

    assert posts.read(message).title == f"a · b = −{6 * size}"
    assert is_of_full_width(await posts.picture(message))


HOSTILE = st.text(
    st.sampled_from(" 0123456789.,;:-+*/^()[]{}<>|&\\\n\t`_~#@!?=eEpisqrtnaf\0\u202e\u2212½∞😀"),
    max_size=40,
)


def reply_or_words(question: Question) -> Reply | str:
    """Return the answer, or what the asker is told instead."""
    try:
        return answering.reply(question, Style())
    except InputError as error:
        return errors.describe(error)


@examples(0.4)
@given(a=HOSTILE | st.just("[1,2]"), b=HOSTILE)
def test_any_text_ends_in_an_answer_or_in_words(a: str, b: str) -> None:
    found = reply_or_words(Question("dot", {"a": a, "b": b}))

    if isinstance(found, str):
        assert 0 < len(found) <= 2000
        assert found.count("```") in (0, 2)
        assert "Something went wrong" not in found
    else:
        assert found.pictures[0].data.startswith(b"\x89PNG")
        assert len(found.pictures[0].alt) <= 1024
