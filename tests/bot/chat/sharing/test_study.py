"""`/study`: the channel in which Share posts."""

from __future__ import annotations

import discord
import pytest
import simcord

from tests.bot.chat.sharing.conftest import School, share, told


async def test_a_teacher_chooses_the_channel_and_switches_it_off(school: School) -> None:
    assert await school.choose(school.study) == (
        f"**Share** below an answer posts it in {school.study.mention} from now on."
    )
    await share(school.student, await school.sum())

    result = await school.teacher.slash(school.channel, "study off")
    again = await school.teacher.slash(school.channel, "study off")

    assert told(result).startswith(f"**Share** no longer posts in {school.study.mention}.")
    assert told(again).startswith("This server has no study channel")
    assert "no study channel yet" in await share(school.student, await school.sum())
    assert len(school.study.history()) == 1


async def test_a_channel_that_is_closed_to_the_bot_is_said_at_once(school: School) -> None:
    closed = school.closed("closed", send_messages=False)

    words = await school.choose(closed)

    assert words.endswith(
        f"I may not post in {closed.mention}: I need Send Messages and Attach Files there. "
        "Somebody who manages it can change that."
    )
    assert await school.bot.store.guilds.study_channel(school.guild.id) == closed.id


async def test_discord_offers_study_to_those_who_manage_channels(school: School) -> None:
    (command,) = [c for c in school.bot.tree.get_commands() if c.name == "study"]
    data = command.to_dict(school.bot.tree)

    assert int(data["default_member_permissions"]) == discord.Permissions.manage_channels.flag
    assert data["contexts"] == [0]
    assert data["integration_types"] == [0]
    with pytest.raises(simcord.SetupError, match="default-member-permissions"):
        await school.student.slash(school.channel, "study channel", channel=school.study)


async def test_who_may_is_asked_again_whatever_discord_lets_pass(school: School) -> None:
    # An administrator can let a command be used by whom they like.
    command = next(c for c in await school.bot.tree.fetch_commands() if c.name == "study")
    school.guild.set_command_permissions(command, {school.student: True})

    for name, options in (("study channel", {"channel": school.study}), ("study off", {})):
        result = await school.student.slash(school.channel, name, **options)
        assert told(result) == (
            "Only somebody who may manage channels can choose the study channel."
        )
    assert await school.bot.store.guilds.study_channel(school.guild.id) is None
