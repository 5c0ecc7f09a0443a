"""`/settings`: chosen once, kept, and used by every answer of that person."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from bot.chat.client import StudyBot
from bot.drawing.style import Style
from bot.errors import UserError
from bot.topics.kit.outcome import Request
from bot.topics.settings import asking
from bot.workers import Lane
from tests.bot import posts
from tests.bot.conftest import Classroom


async def set_motion(classroom: Classroom, show: str) -> str:
    """Choose a setting as the student; return what only the student is told."""
    result = await classroom.student.slash(classroom.channel, "settings mine", motion=show)
    (text,) = posts.texts(posts.private(result))
    return text


@pytest.fixture
def styles(simcord_bot: StudyBot, monkeypatch: pytest.MonkeyPatch) -> list[Style]:
    """The styles in which answers are asked for, in order."""
    seen: list[Style] = []
    run = simcord_bot.workers.run

    async def watched(lane: Lane, function: Callable[..., Any], *args: Any) -> Any:
        if args[0] == "bot.topics.kit.answering:reply":
            seen.append(args[2])
        return await run(lane, function, *args)

    monkeypatch.setattr(simcord_bot.workers, "run", watched)
    return seen


async def test_motion_is_on_until_it_is_switched_off(
    classroom: Classroom, styles: list[Style]
) -> None:
    await classroom.ask("dot", a="[1,2]", b="[3,4]")
    assert "- motion: **off**\n" in await set_motion(classroom, "off")
    await classroom.ask("dot", a="[1,2]", b="[3,4]")
    assert "- motion: **on**\n" in await set_motion(classroom, "on")
    await classroom.ask("dot", a="[1,2]", b="[3,4]")

    assert [style.motion for style in styles] == [True, False, True]


async def test_a_setting_is_of_one_person_alone(classroom: Classroom, styles: list[Style]) -> None:
    await set_motion(classroom, "off")
    await classroom.other.slash(classroom.channel, "dot", a="[1,2]", b="[3,4]")

    assert [style.motion for style in styles] == [True]
    assert len(classroom.seen_by(classroom.other)) == 1, "the setting was told to others"


async def test_an_edited_answer_keeps_to_the_setting(
    classroom: Classroom, styles: list[Style]
) -> None:
    await set_motion(classroom, "off")
    message = await classroom.ask("dot", a="[1,2]", b="[3,4]")
    form = await classroom.student.click(message, label="Edit")
    await classroom.student.submit_modal(form, {"a": "[1,2]", "b": "[5,6]"})

    assert [style.motion for style in styles] == [False, False]


@pytest.mark.usefixtures("classroom")
async def test_without_a_server_there_is_no_model_to_join(simcord_bot: StudyBot) -> None:
    services = simcord_bot.desk.services
    request = Request("settings ratings", {"share": "on"}, user=7)

    with pytest.raises(UserError, match="Send this in the server where yours may"):
        await asking.ratings(request, services)

    assert not await services.store.ratings.shared_in(7)
