"""A lesson on the page: cards in place, and what they run and ask below them."""

from __future__ import annotations

from typing import Any

from bot.topics.learn.files import lessons
from bot.topics.learn.lesson import Claim, Exercise, Formula, Guess, Try
from tests.bot.page.conftest import Page

DOT = "dot product"
LESSON = lessons()[DOT]


def labels(post: dict[str, Any]) -> list[str]:
    return [button["label"] for button in post["buttons"]]


async def test_a_lesson(page: Page) -> None:
    post = await page.ask(f"/learn lesson:{DOT}")
    (menu,) = post["menus"]
    assert (menu["action"], menu["argument"]) == ("choose", "_guess")
    assert labels(post) == ["Next", "Lessons", "Share", "Delete"]

    guessed = (await page.press(post, "choose", "_guess", "0"))["post"]
    assert guessed["id"] == post["id"]
    assert guessed["menus"] == []
    assert "**Right: " in guessed["meaning"] or "**The answer: " in guessed["meaning"]

    for number, card in enumerate(LESSON.cards, 1):
        assert post["meaning"].endswith(f"{number} of {len(LESSON.cards)}")
        assert bool(post["pictures"]) == isinstance(card, Claim | Formula)
        if isinstance(card, Try | Exercise):
            action = "learnrun" if isinstance(card, Try) else "quiztry"
            beside = (await page.press(post, action))["post"]
            assert beside["id"] != post["id"]
            assert beside["asked"].startswith("/quiz" if isinstance(card, Exercise) else "/dot")
            assert page.lab.session.asked[post["id"]].body["title"] == post["title"]
        following = (await page.press(post, "learnnext"))["post"]
        assert following["id"] == post["id"]
        post = following

    assert post["title"] == f"Done: {LESSON.title}"
    listed = (await page.press(post, "learnlist"))["post"]
    (menu,) = listed["menus"]
    opened = (await page.press(listed, menu["action"], menu["argument"], "matrices"))["post"]
    assert opened["asked"] == "/learn lesson:matrices"
    assert isinstance(LESSON.cards[0], Guess)


async def test_lessons_are_completed(page: Page) -> None:
    found = await page.post("/api/complete", text="/learn lesson:dot pr")

    assert [each["shown"] for each in found["suggestions"]] == [LESSON.heading]
    assert found["suggestions"][0]["text"].strip() == DOT
