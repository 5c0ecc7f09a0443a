"""What Share posts of a lesson: a card alone, not what was guessed, nor how far somebody is."""

from __future__ import annotations

from bot.topics.learn.files import lessons
from bot.topics.learn.lesson import Card, Claim, Exercise, Guess, Try
from tests.bot import posts
from tests.bot.chat.sharing.conftest import School, share

DOT = "dot product"
LESSON = lessons()[DOT]


async def put_at(school: School, kind: type[Card]) -> None:
    """Put the student at the first card of a kind."""
    number = next(n for n, card in enumerate(LESSON.cards, 1) if isinstance(card, kind))
    await school.bot.store.lessons.keep(school.student.id, DOT, number)


async def test_a_guess_is_not_posted(open_school: School) -> None:
    shown = await open_school.ask("learn", lesson=DOT)
    before = posts.texts(shown)
    guessed = posts.private(await open_school.student.select(shown, ["0"]))
    assert posts.texts(guessed) != before

    await share(open_school.student, guessed)

    head, card = posts.texts(open_school.posted())
    assert head == f"{open_school.student.mention} asked `/learn lesson:{DOT}`"
    assert [card] == before
    assert posts.labels(open_school.posted()) == ["Delete"]
    assert isinstance(LESSON.cards[0], Guess)


async def test_others_run_and_try_for_themselves(open_school: School) -> None:
    await put_at(open_school, Try)
    await share(open_school.student, await open_school.ask("learn", lesson=DOT))
    post = open_school.posted()
    assert posts.labels(post) == ["Run it", "Delete"]

    ran = posts.private(await open_school.other.click(post, label="Run it"))

    assert posts.texts(ran)[0].startswith("### a · b")
    assert len(open_school.study.history(viewer=open_school.student)) == 1


async def test_an_exercise_of_a_card_is_tried_by_others(open_school: School) -> None:
    await put_at(open_school, Exercise)
    await share(open_school.student, await open_school.ask("learn", lesson=DOT))

    tried = await open_school.other.click(open_school.posted(), label="Try it")

    assert posts.labels(posts.private(tried)) == ["Answer", "Hint", "Share", "Delete"]


async def test_how_far_somebody_is_is_not_posted(open_school: School) -> None:
    await put_at(open_school, Exercise)
    card = await open_school.ask("learn", lesson=DOT)
    listed = posts.private(await open_school.student.click(card, label="Lessons"))
    assert f"of {len(LESSON.cards)}" in posts.texts(listed)[0]

    await share(open_school.student, listed)

    (_, words) = posts.texts(open_school.posted())
    assert f"**{LESSON.heading}**\n" in words
    assert f"of {len(LESSON.cards)}" not in words


async def test_the_picture_of_a_card_is_posted(open_school: School) -> None:
    await put_at(open_school, Claim)
    shown = await open_school.ask("learn", lesson=DOT)

    await share(open_school.student, shown)

    assert len(posts.alts(shown)) == 1
    assert posts.alts(open_school.posted()) == posts.alts(shown)
    assert posts.labels(open_school.posted()) == ["Delete"]


async def test_the_end_of_a_lesson_is_posted_without_what_leads_on(open_school: School) -> None:
    await open_school.bot.store.lessons.keep(open_school.student.id, DOT, LESSON.end)
    shown = await open_school.ask("learn")
    assert "Next lesson" in posts.labels(shown)

    await share(open_school.student, shown)

    assert posts.texts(open_school.posted())[1].startswith(f"### Done: {LESSON.title}")
    assert posts.labels(open_school.posted()) == ["Delete"]
