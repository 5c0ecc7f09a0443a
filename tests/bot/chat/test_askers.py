"""For whom workers are asked: known to them whatever was sent, and however."""

from __future__ import annotations

from typing import Any
from unittest.mock import Mock

import discord
import pytest

from bot.chat.client import StudyBot
from bot.chat.traffic import Traffic
from bot.workers import Asker
from bot.workers.asker import ASKER
from tests.bot.conftest import Classroom


@pytest.fixture
def askers(simcord_bot: StudyBot, monkeypatch: pytest.MonkeyPatch) -> list[Asker]:
    """Who asked the workers, in order."""
    seen: list[Asker] = []
    run = simcord_bot.workers.run

    async def watched(*args: Any) -> Any:
        seen.append(ASKER.get())
        return await run(*args)

    monkeypatch.setattr(simcord_bot.workers, "run", watched)
    return seen


async def test_commands_buttons_forms_and_topics_ask_for_who_sent_them(
    classroom: Classroom, askers: list[Asker]
) -> None:
    message = await classroom.ask("dot", a="[1,2]", b="[3,4]")
    await classroom.other.click(message, label="Copy")
    form = await classroom.student.click(message, label="Edit")
    await classroom.student.submit_modal(form, {"a": "[1,2]", "b": "[3,5]"})
    await classroom.moderator.slash(classroom.channel, "vars set", name="A", value="[1,2]")

    people = (classroom.student, classroom.other, classroom.student, classroom.moderator)
    assert [asker.person for asker in askers] == [person.id for person in people]


@pytest.mark.parametrize(
    ("guild", "installed", "server"), [(7, True, 7), (7, False, None), (None, False, None)]
)
async def test_who_takes_the_bot_along_asks_from_no_server(
    guild: int | None, installed: bool, server: int | None
) -> None:
    interaction = Mock(
        spec=discord.Interaction, guild_id=guild, user=Mock(spec=discord.User, id=5), extras={}
    )
    interaction.is_guild_integration.return_value = installed

    async with Traffic().handling(interaction, "/dot"):
        found = ASKER.get()

    assert found == Asker(5, server)
