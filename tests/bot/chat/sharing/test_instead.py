"""What Share posts where the message holds what nobody else should see: the question alone."""

from __future__ import annotations

import pytest

from bot.topics.kit.syllabus import ExerciseId
from bot.topics.quiz.making import made
from tests.bot import posts
from tests.bot.chat.sharing.conftest import School, share

DOT = "dot-2-00c0ff"

RIGHT = made(ExerciseId("dot", 2, 0x00C0FF)).key["dot"]
WRONG = "0.5"


async def test_a_verdict_is_not_posted_but_the_question(open_school: School) -> None:
    shown = await open_school.ask("quiz start", exercise=DOT)
    asked = posts.alts(shown)
    form = await open_school.student.click(shown, label="Answer")
    assert form.modal is not None
    (name,) = [part["component"]["custom_id"] for part in form.modal["components"]]
    wrong = posts.private(await open_school.student.submit_modal(form, {name: WRONG}))
    assert "**Not yet.**" in posts.texts(wrong)[0]

    words = await share(open_school.student, wrong)

    assert words.startswith(f"Posted in {open_school.study.mention}: ")
    post = open_school.posted()
    head, question = posts.texts(post)
    assert head == f"{open_school.student.mention} asked `/quiz start exercise:{DOT}`"
    assert "What is the dot product" in question
    assert not [told for told in (WRONG, "Not yet", "read as") if told in question]
    assert posts.alts(post) == asked
    assert posts.labels(post) == ["Try it", "Delete"]


async def test_hints_are_not_posted(open_school: School) -> None:
    shown = await open_school.ask("quiz start", exercise=DOT)
    hinted = posts.private(await open_school.student.click(shown, label="Hint"))
    assert "**Hint 1.**" in posts.texts(hinted)[0]

    await share(open_school.student, hinted)

    assert "Hint" not in "\n".join(posts.texts(open_school.posted()))


async def test_others_try_it_for_themselves(open_school: School) -> None:
    await share(open_school.student, await open_school.ask("quiz start", exercise=DOT))

    result = await open_school.other.click(open_school.posted(), label="Try it")

    tried = posts.private(result)
    assert posts.labels(tried) == ["Answer", "Hint", "Share", "Delete"]
    assert len(open_school.study.history(viewer=open_school.student)) == 1
    form = await open_school.other.click(tried, label="Answer")
    assert form.modal is not None
    (name,) = [part["component"]["custom_id"] for part in form.modal["components"]]
    right = posts.private(await open_school.other.submit_modal(form, {name: RIGHT}))
    assert "**Right.**" in posts.texts(right)[0]


@pytest.mark.parametrize("theme", ["dark", "light"])
async def test_the_post_is_in_the_theme_of_the_server(open_school: School, theme: str) -> None:
    await open_school.bot.store.guilds.choose(open_school.guild.id, theme=theme)
    await open_school.bot.store.people.choose(open_school.student.id, theme="dark")

    await share(open_school.student, await open_school.ask("quiz start", exercise=DOT))

    corner = (await posts.picture(open_school.posted())).convert("L").getpixel((2, 2))
    assert (corner == 255) == (theme == "light")


async def test_what_a_forgotten_question_of_ones_own_showed_is_not_posted(
    open_school: School,
) -> None:
    shown = await open_school.ask("quiz start", exercise=DOT)
    await open_school.bot.store.people.forget(open_school.student.id)
    open_school.bot.desk.questions.forget_all_of(open_school.student.id)

    assert "I no longer know what this answers." in await share(open_school.student, shown)
    assert open_school.study.history() == []
