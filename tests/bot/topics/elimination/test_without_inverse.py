"""`/matrix inverse` of what has none: why, and the pseudo-inverse behind a button."""

from __future__ import annotations

import pytest

from bot.drawing.style import Style
from bot.topics.kit import answering
from bot.topics.kit.question import Question
from tests.bot import posts
from tests.bot.conftest import Classroom


def pseudo(a: str) -> Question:
    return Question("matrix inverse", {"a": a, "_pseudo": "yes"})


@pytest.mark.parametrize(
    ("a", "fact", "meaning"),
    [
        ("[1 2;2 4]", "rank = 1, and the inverse needs rank 2", "sends this vector to 0"),
        # 2 times the first column less the second
        ("[1 2;2 4]", "A [2, −1] = 0", "cannot be undone"),
        ("[0]", "A [1] = 0", "cannot be undone"),
        ("[1 2]", "1×2: only a square matrix has an inverse", "sends this vector to 0"),
        ("[1;2]", "2×1: only a square matrix has an inverse", "fills only 1 of 2 dimensions"),
        ("[sin(1) 2;2*sin(1) 4]", "rank = 1, and the inverse needs rank 2", "rounded"),
        ("[sqrt(2) 2;1 sqrt(2)]", "A [−√2, 1] = 0", "cannot be undone"),
    ],
)
def test_why_there_is_no_inverse(a: str, fact: str, meaning: str) -> None:
    found = answering.answer(Question("matrix inverse", {"a": a}), Style())

    assert found.title == "No inverse"
    assert fact in found.facts
    assert meaning in found.meaning
    assert found.extras == ("pseudoinverse",)


def test_the_search_for_an_inverse_ends_at_a_row_of_zeros() -> None:
    working = answering.answer(Question("matrix inverse", {"a": "1 2; 2 4"}), Style()).working

    assert working is not None
    assert "R₂ ← R₂ − 2R₁ → [1, 2, 1, 0; 0, 0, −2, 1]" in working.plain()
    assert working.plain().endswith(
        "Row 2 is 0 at the left of the bar: the left half never becomes the identity, and there "
        "is no inverse."
    )


async def test_the_button_leads_to_the_pseudo_inverse(classroom: Classroom) -> None:
    message = await classroom.ask("matrix inverse", a="[1;2]")
    first, following, *usual = posts.read(message).buttons
    assert (first, following) == ("Pseudo-inverse", "Next: more facts")
    assert usual == ["Copy", "Edit", "Share", "Delete"]
    stranger = await classroom.other.click(message, label="Pseudo-inverse")
    assert "Only the person who asked" in posts.private(stranger).content

    pressed = await classroom.student.click(message, label="Pseudo-inverse")

    post = posts.read(posts.response(pressed))
    assert post.title == "Pseudo-inverse A⁺"
    assert "A⁺ = [ 1/5  2/5 ]" in post.facts
    assert "the least-squares solution" in post.meaning
    assert post.buttons[:2] == ["Next: more facts", "Steps"]


@pytest.mark.parametrize(
    ("a", "meaning", "steps"),
    [
        # AᵀA = 5
        ("[1;2]", "A⁺ A is the identity", "(A^⊤A)⁻¹ = [1/5]"),
        ("[1 2]", "A A⁺ is the identity", "A^+ = A^⊤(AA^⊤)⁻¹ = [1/5; 2/5]"),
        # A = [1; 2] [1, 2], and 5 · 5
        ("[1 2;2 4]", "the shortest of all x that bring A x nearest", "C^⊤AR^⊤ = [25]"),
        ("[1 2;3 4]", "A has an inverse", "A^+ = (A^⊤A)⁻¹A^⊤ = [−2, 1; 3/2, −1/2]"),
    ],
)
def test_what_the_pseudo_inverse_does_and_its_steps(a: str, meaning: str, steps: str) -> None:
    found = answering.answer(pseudo(a), Style())

    assert meaning in found.meaning
    assert found.working is not None
    assert steps in found.working.plain()


@pytest.mark.parametrize("a", ["[0 0;0 0]", "[sin(1) 2;2*sin(1) 4]"])
def test_no_button_for_steps_that_are_not_there(a: str) -> None:
    found = answering.answer(pseudo(a), Style())

    assert found.working is None
    assert found.steps_name == ""
