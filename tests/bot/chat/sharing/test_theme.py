"""Share posts in the theme that the server chose, whatever the asker reads in."""

from __future__ import annotations

import pytest

from bot.drawing.style import COLOURS, Theme
from tests.bot import posts
from tests.bot.chat.sharing.conftest import School
from tests.bot.undrawn import break_pictures


async def share(school: School, theme: str | None) -> tuple[str, str]:
    """Share a dot product of the student's; return the backgrounds of the answer and the post."""
    await school.bot.store.people.choose(school.student.id, theme=theme)
    message = await school.dot()
    await school.student.click(message, label="Share")
    post = school.posted()
    assert posts.alts(post) == posts.alts(message)
    assert posts.texts(post)[1:] == posts.texts(message)
    return await background(message), await background(post)


async def background(message: posts.Shown) -> str:
    image = (await posts.picture(message)).convert("RGB")
    return "#{:02x}{:02x}{:02x}".format(*image.tobytes()[:3])


@pytest.mark.parametrize("server", [None, "dark", "light"])
@pytest.mark.parametrize("student", [None, "dark", "light"])
async def test_a_post_is_in_the_theme_of_the_server(
    open_school: School, server: str | None, student: str | None
) -> None:
    await open_school.bot.store.guilds.choose(open_school.guild.id, theme=server)
    read = student or server or "dark"

    before, after = await share(open_school, student)

    assert before == COLOURS[Theme(read)].background
    assert after == COLOURS[Theme(server or "dark")].background


async def test_it_is_the_answer_that_counts_and_not_what_was_chosen_since(
    open_school: School,
) -> None:
    people = open_school.bot.store.people
    await people.choose(open_school.student.id, theme="light")
    message = await open_school.dot()
    await people.choose(open_school.student.id, theme="dark")

    await open_school.student.click(message, label="Share")

    assert await background(open_school.posted()) == COLOURS[Theme.DARK].background


async def test_a_post_keeps_the_askers_numbers(open_school: School) -> None:
    wanted = {"theme": "light", "numbers": "decimals", "digits": 2}
    await open_school.bot.store.people.choose(open_school.student.id, **wanted)
    message = await open_school.ask("dot", a="[1/3,2]", b="[1,1]")

    await open_school.student.click(message, label="Share")

    post = open_school.posted()
    assert posts.alts(post) == posts.alts(message)
    assert "2.33" in posts.alts(post)[0]


async def test_what_is_in_the_theme_already_is_not_drawn_again(
    open_school: School, monkeypatch: pytest.MonkeyPatch
) -> None:
    message = await open_school.dot()
    monkeypatch.delattr(type(open_school.bot.workers), "run")

    await open_school.student.click(message, label="Share")

    assert len(open_school.posted().attachments) == 1


@pytest.mark.simcord(check_errors=False)
async def test_what_cannot_be_drawn_again_is_shared_as_it_is(
    open_school: School, monkeypatch: pytest.MonkeyPatch
) -> None:
    await open_school.bot.store.people.choose(open_school.student.id, theme="light")
    message = await open_school.dot()
    break_pictures(open_school.bot.workers, monkeypatch)

    await open_school.student.click(message, label="Share")

    assert await background(open_school.posted()) == COLOURS[Theme.LIGHT].background
