"""A sitting on the page: the form that opens from a button, and what is shared."""

from __future__ import annotations

from typing import Any

import pytest

from bot.topics.kit.syllabus import ExerciseId
from bot.topics.quiz.making import made
from tests.bot.page.conftest import Page

DOT = "dot-2-00c0ff"


def labels(post: dict[str, Any]) -> list[str]:
    return [button["label"] for button in post["buttons"]]


async def answer(page: Page, post: dict[str, Any], *typed: str) -> dict[str, Any]:
    """Fill in the form of a post as the script does; return the post as it stands then."""
    form = (await page.press(post, "quizanswer"))["form"]
    names = [field["name"] for field in form["fields"]]
    inputs = form["carried"] | dict(zip(names, typed, strict=True))
    sent = {"command": form["command"], "post": form["post"], "inputs": inputs}
    found = await page.post("/api/form", kind="topic", **sent)
    assert found["post"]["id"] == post["id"], "it takes the place of the question"
    return found["post"]


async def test_a_sitting(page: Page) -> None:
    post = await page.ask("/quiz start topic:The dot product level:1")
    assert labels(post) == ["Answer", "Hint", "Skip", "Stop", "Share", "Delete"]
    assert [button["main"] for button in post["buttons"]] == [True, *[False] * 5]

    post = await answer(page, post, "no number")
    assert "That is no attempt yet." in post["meaning"]
    (field,) = (await page.press(post, "quizanswer"))["form"]["fields"]
    assert field["value"] == "no number"
    post = (await page.press(post, "quizhint"))["post"]
    assert "**Hint 1.**" in post["meaning"]
    for _ in range(2):
        exercise = ExerciseId.of(post["meaning"].split("exercise:")[1].rstrip("`"))
        assert exercise is not None
        post = await answer(page, post, *made(exercise).key.values())
        assert "**Right.**" in post["meaning"]
        after = await page.press(post, "quiznext")
        post = after["post"]

    assert post["title"].startswith("3 of 10 · ")
    post = (await page.press(post, "quizstop"))["post"]
    assert post["kind"] == "note"
    assert post["texts"][0].startswith("### 2 of 2 right at first\n1 of them with hints.")
    assert post["buttons"][0]["label"] == "Ten more"


async def test_the_problem_of_today(page: Page) -> None:
    post = await page.ask("/quiz daily")
    again = await page.ask("/quiz daily")

    assert labels(post)[1:] == ["Hint", "Share", "Delete"]
    assert post["meaning"] == again["meaning"]


@pytest.mark.parametrize("right", [True, False])
async def test_the_question_alone_is_shared(page: Page, *, right: bool) -> None:
    post = await page.ask(f"/quiz start exercise:{DOT}")
    asked = post["pictures"]
    exercise = made(ExerciseId("dot", 2, 0x00C0FF))
    post = await answer(page, post, exercise.key["dot"] if right else "0.5")

    shared = await page.press(post, "share")

    assert shared["post"]["shared"]
    (there,) = (await (await page.client.get("/api/shared")).json())["posts"]
    assert there["asked"] == f"/quiz start exercise:{DOT}"
    assert there["facts"] == [*exercise.given]
    assert "What is the dot product" in there["meaning"]
    assert [picture["alt"] for picture in there["pictures"]] == [each["alt"] for each in asked]


async def test_a_form_of_a_post_that_is_gone(page: Page) -> None:
    post = await page.ask(f"/quiz start exercise:{DOT}")
    form = (await page.press(post, "quizanswer"))["form"]
    await page.press(post, "delete")

    sent = {"command": form["command"], "post": form["post"], "inputs": form["carried"]}
    found = await page.post("/api/form", kind="topic", **sent)

    assert found["error"]["words"].startswith("I no longer know this button.")
