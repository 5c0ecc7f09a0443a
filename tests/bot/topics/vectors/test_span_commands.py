"""`/vector span`, `triple`, `project` onto several vectors and `cross` in the plane, in Discord."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.drawing.style import Style
from bot.topics.kit import answering
from bot.topics.kit.answer import Answer, Reply
from bot.topics.kit.question import Question
from linalg_engine.errors import InputError
from tests.bot import posts
from tests.bot.conftest import Classroom
from tests.bot.drawing.words import is_of_full_width
from tests.examples import examples


def answered(command: str, **inputs: str) -> Answer:
    return with_values({}, command, **inputs)


def with_values(variables: dict[str, str], command: str, **inputs: str) -> Answer:
    names = {"vectors": "", "a": "", "b": "", "c": "", **inputs}
    return answering.answer(Question(f"vector {command}", names, variables), Style())


def fact(found: Answer, name: str) -> str:
    """Return what stands after a name at the start of a line, its sign included."""
    (line,) = [line for line in found.facts if line.startswith(f"{name} ")]
    return line.removeprefix(f"{name} ")


def steps_of(command: str, **inputs: str) -> str:
    working = answered(command, **inputs).working
    assert working is not None
    return working.plain()


def alt_of(found: Answer) -> str:
    assert found.draw is not None
    return found.draw().alt


def test_a_b_of_another_length_is_told_in_the_words_of_vectors() -> None:
    with pytest.raises(InputError, match="they have 2 entries, and b has 3") as refused:
        answered("span", vectors="[1,2], [3,4]", b="[1,2,3]")
    assert refused.value.source == "b"


def test_one_unit_vector_is_not_told_to_be_perpendicular() -> None:
    assert answered("span", vectors="[3,4]").meaning.endswith("q₁ has length 1 and spans the same.")


async def test_a_span_in_discord(classroom: Classroom) -> None:
    message = await classroom.ask("vector span", vectors="[1,2,3], [4,5,6], [7,8,9]")
    post = posts.read(message)
    assert is_of_full_width(await posts.picture(message))

    # [1, 2, 3] − 2 [4, 5, 6] + [7, 8, 9] = 0; the normal of the plane is −3 [1, −2, 1]
    assert post.title == "Dependent: v₁ − 2v₂ + v₃ = 0"
    assert "dimension 2: a plane through the origin" in post.facts
    assert "  x − 2y + z = 0" in post.facts
    assert "v₁ and v₂, which are a basis" in post.meaning
    assert "They span a plane through the origin" in post.alts[0]
    assert post.buttons == ["Turn", "Steps", "Copy", "Edit", "Share", "Delete"]


def test_a_vector_inside_has_coordinates() -> None:
    post = answered("span", vectors="(1,2) (3,1)", b="(5,5)")

    # 2 [1, 2] + [3, 1] = [5, 5]
    assert post.title == "b = 2v₁ + v₂"
    assert "its coordinates in the basis v₁, v₂" in post.meaning
    assert "b = 2v₁ + v₂" in alt_of(post)


def test_a_vector_outside_has_a_nearest_point() -> None:
    post = answered("span", vectors="[1,0,1], [0,1,1]", b="[1,2,1]")

    # n = [1, 1, −1], b·n = 2, so b − p = 2/3 n, of length 2/√3 = 1.1547
    assert post.title == "b is not in the span"
    assert fact(post, "nearest p") == "= [1/3, 4/3, 5/3]"
    assert fact(post, "‖b − p‖") == "= 2√3/3 ≈ 1.1547"
    # v₁/√2, and v₂ − v₁/2 = [−1, 2, 1]/2
    assert fact(post, "q₁") == "= [√2/2, 0, √2/2]"
    assert fact(post, "q₂") == "= [−√6/6, √6/3, √6/6]"


def test_columns_of_a_matrix_are_said_to_be_taken() -> None:
    post = answered("span", vectors="[1 0; 1 1; 1 2]")

    assert list(post.facts[:2]) == ["v₁ = [1, 1, 1]", "v₂ = [0, 1, 2]"]
    assert post.meaning.startswith("The vectors are the columns of the matrix.")


def test_kept_values_are_vectors_or_a_matrix_of_columns() -> None:
    columns = with_values({"M": "[[1, 3], [2, 4]]"}, "span", vectors="M")
    assert list(columns.facts[:2]) == ["v₁ = [1, 2]", "v₂ = [3, 4]"]
    listed = with_values({"u": "[5, 6]"}, "span", vectors="u, [1,2]", b="u")
    assert list(listed.facts[:2]) == ["v₁ = [5, 6]", "v₂ = [1, 2]"]
    assert listed.title == "b = v₁"


def test_the_steps_of_a_span_go_to_the_end() -> None:
    steps = steps_of("span", vectors="[1,0,1], [0,1,1]", b="[1,2,1]")

    for said in (
        "Row 3 says 0 = −2: no combination gives b",
        "v₁ × v₂ = [−1, −1, 1]",
        "x + y − z = 0",
        "v₂ − 1/2 u₁ = [−1/2, 1, 1/2]",
        "u₂ = [−1, 2, 1]",
        "p = u₁ + 2/3 u₂",
    ):
        assert said in steps


def test_a_dependent_vector_is_explained_in_the_steps() -> None:
    steps = steps_of("span", vectors="[1,2,3], [4,5,6], [7,8,9]")

    assert "Column 3 has no pivot" in steps
    assert "v₃ = −v₁ + 2v₂" in steps


def test_projection_on_a_plane() -> None:
    post = answered("project", a="[6,0,0]", b="[1 0; 1 1; 1 2]")

    # Strang's example 4.2.3: x = [5, −3], p = [5, 2, −1], e = [1, −2, 1]
    assert post.title == "Projection of a = [5, 2, −1]"
    assert "           = 5b₁ − 3b₂" in post.facts
    assert fact(post, "rest") == "      = [1, −2, 1]"
    steps = steps_of("project", a="[6,0,0]", b="[1,1,1], [0,1,2]")
    assert "B^⊤B = [3, 3; 3, 5]" in steps
    assert "B^⊤a = [6, 0]" in steps


def test_a_vector_in_the_plane_is_its_own_projection() -> None:
    post = answered("project", a="[1,2,3] [1,0,1] [0,1,1]")

    assert fact(post, "distance") == "= 0"
    assert "a = b₁ + 2b₂" in alt_of(post)


async def test_a_triple_product_in_discord(classroom: Classroom) -> None:
    message = await classroom.ask("vector triple", a="[0,2,0]", b="[2,0,0]", c="[1,1,3]")
    post = posts.read(message)

    # det [0 2 0; 2 0 0; 1 1 3] = −2 (2·3 − 0) = −12
    assert post.title == "a·(b × c) = −12"
    assert post.fact("volume") == "= 12"
    assert "left-handed" in post.meaning
    flat = answered("triple", a="[1,2,3] [4,5,6] [7,8,9]")
    assert flat.title == "a·(b × c) = 0"
    assert "in one plane" in flat.meaning


def test_the_cross_product_in_the_plane_is_a_signed_area() -> None:
    post = answered("cross", a="[1,2] [3,1]")

    # 1·1 − 2·3
    assert post.title == "a × b = −5"
    assert fact(post, "area") == "= 5"
    assert "clockwise" in post.meaning
    assert "third entry" in post.meaning
    assert post.turn is None


@pytest.mark.parametrize(
    ("command", "options", "problem"),
    [
        ("span", {"vectors": "[1,2],[3]"}, "vector 1 has 2, vector 2 has 1"),
        ("span", {"vectors": "[1,2]", "b": "[1,2,3]"}, "as many entries as the vectors"),
        ("triple", {"a": "[1,2,3] [4,5,6]"}, "Those are 2 vectors, and this needs three"),
        ("triple", {"a": "[1,2] [4,5] [7,8]"}, "needs vectors with 3 entries"),
        ("project", {"a": "[1,2,3]", "b": "[0,0,0],[0,0,0]"}, "only the origin"),
        ("project", {"a": "[1,2]", "b": "[1,0,0],[0,1,0]"}, "the one to project has 2"),
    ],
)
def test_what_cannot_be_answered_gets_one_sentence(
    command: str, options: dict[str, str], problem: str
) -> None:
    with pytest.raises(InputError, match=problem):
        answered(command, **options)


async def test_a_refusal_names_the_option(classroom: Classroom) -> None:
    assert "**vectors**: " in await classroom.refusal("vector span", vectors="hello")


NUMBER = st.sampled_from(["0", "1", "-2", "1/3", "2.5", "pi", "sqrt(2)", "1e9", "1e-150", "1e300"])
LISTS = st.tuples(st.integers(1, 4), st.integers(1, 6)).flatmap(
    lambda size: st.lists(
        st.lists(NUMBER, min_size=size[0], max_size=size[0]), min_size=size[1], max_size=size[1]
    )
)


@examples(0.1)
@given(LISTS)
def test_any_vectors_are_answered_or_refused_in_words(listed: list[list[str]]) -> None:
    *others, b = [f"[{', '.join(v)}]" for v in listed]
    inputs = {"vectors": " ".join(others or [b]), "b": b}
    try:
        reply = answering.reply(Question("vector span", inputs), Style())
    except InputError:
        return
    assert isinstance(reply, Reply)
    assert all(len(picture.alt) <= 1024 for picture in reply.pictures)


def copied(**inputs: str) -> Any:
    """Run the NumPy copy of a span, and return what its last line gives."""
    copies = answering.copies(Question("vector span", {"b": "", **inputs}), Style())
    *before, last = copies.numpy.splitlines()
    names: dict[str, Any] = {}
    exec("\n".join(before), names)  # noqa: S102
    return eval(last, names)  # noqa: S307


def test_the_copies_run_and_give_what_was_shown() -> None:
    assert copied(vectors="[1,2,3], [4,5,6], [7,8,9]") == 2
    assert copied(vectors="[1,2], [3,1]", b="[5,5]") == pytest.approx(np.array([2, 1]))
    nearest = copied(vectors="[1,0,1], [0,1,1]", b="[1,2,1]")
    assert nearest == pytest.approx(np.array([1, 4, 5]) / 3)
