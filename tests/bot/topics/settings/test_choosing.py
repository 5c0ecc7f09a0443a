"""Choosing: what is kept, what is shown, and for whom."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime

import discord
import pytest
from simcord import Env

from bot.chat.client import StudyBot
from bot.errors import UserError
from bot.store import Chosen
from bot.topics.kit import zones
from bot.topics.kit.declaration import Pick
from bot.topics.kit.outcome import Place, Request
from bot.topics.settings import asking, choices
from bot.topics.settings.topic import TOPIC
from tests.bot import posts
from tests.bot.conftest import Classroom

GUILD, STUDENT = 7, 5
MANAGER = frozenset({"manage_guild"})


def request(command: str, inputs: Mapping[str, str], may: frozenset[str] = MANAGER) -> Request:
    return Request(command, inputs, user=STUDENT, guild=GUILD, may=may)


@pytest.mark.usefixtures("classroom")
async def test_all_is_shown_with_who_chose_it(
    simcord_bot: StudyBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    summer = datetime(2026, 7, 1, 12, 34, tzinfo=UTC)
    monkeypatch.setattr(choices, "milliseconds", lambda: round(summer.timestamp() * 1000))
    services = simcord_bot.desk.services
    await asking.server(request("settings server", {"digits": "2", "zone": "utc"}), services)

    chosen = {"theme": "light", "digits": "", "zone": " europe/berlin "}
    note = await asking.mine(request("settings mine", chosen), services)

    (text,) = note.texts
    assert text.split("\n") == [
        "### Your answers",
        "- theme: **light**",
        "- numbers: **as they are typed** (as nobody has chosen)",
        "- digits: **2** (the server's default)",
        "- motion: **on** (as nobody has chosen)",
        "- replies: **public** (as nobody has chosen)",
        "- zone: **Europe/Berlin**, 14:34 there now",
    ]
    shown = await asking.mine(request("settings mine", dict.fromkeys(chosen, "")), services)
    assert shown == note


@pytest.mark.usefixtures("classroom")
async def test_default_takes_a_choice_back(simcord_bot: StudyBot) -> None:
    services = simcord_bot.desk.services
    every = {
        "theme": "light",
        "numbers": "decimals",
        "digits": "6",
        "motion": "off",
        "replies": "private",
        "zone": "Asia/Tokyo",
    }
    await asking.mine(request("settings mine", every), services)
    person = await services.store.people.person(STUDENT)
    assert person.chosen == Chosen("light", "decimals", 6, False, "private", "Asia/Tokyo")

    await asking.mine(request("settings mine", dict.fromkeys(every, "default")), services)
    assert (await services.store.people.person(STUDENT)).chosen == Chosen()


def test_every_value_that_is_offered_can_be_chosen() -> None:
    for command in TOPIC.commands[:2]:
        picks = {o.name: dict(o.choices) for o in command.options if isinstance(o, Pick)}
        offered = {name: [*values][:-1] for name, values in picks.items()}
        assert offered == {name: [*values] for name, values in choices.VALUES.items()}


@pytest.mark.parametrize(
    "inputs", [{"theme": "pink"}, {"digits": "5"}, {"motion": "True"}, {"replies": "PUBLIC"}]
)
async def test_what_is_not_offered_is_refused(inputs: dict[str, str]) -> None:
    with pytest.raises(UserError, match="I know no such choice"):
        await choices.chosen_from(inputs)


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("UTC", "UTC"),
        ("america/new york", "America/New_York"),
        ("AMERICA/ARGENTINA/BUENOS_AIRES", "America/Argentina/Buenos_Aires"),
        # Where nothing is offered while one types, as in a form, people type their city.
        ("Berlin", "Europe/Berlin"),
        ("new york", "America/New_York"),
        ("Zürich", "Europe/Zurich"),
        ("São Paulo", "America/Sao_Paulo"),
    ],
)
async def test_a_time_zone_is_known_however_it_is_typed(typed: str, name: str) -> None:
    assert await zones.zone_named(typed) == name


@pytest.mark.parametrize("typed", ["Berl", "../../etc/passwd", "UTC+1", "`x`" * 40, "0", "CEST"])
async def test_no_other_text_is_a_time_zone(typed: str) -> None:
    with pytest.raises(UserError, match=r"I know no time zone `[^`]+`"):
        await zones.zone_named(typed)


@pytest.mark.parametrize(
    "typed",
    ["GMT+5", "GMT-2", "Etc/GMT+5", "etc/gmt-5", "EST", "Eastern", "Louisville", "localtime"],
)
async def test_what_could_be_several_zones_or_means_the_opposite_is_none(typed: str) -> None:
    with pytest.raises(UserError, match="Name a large city in it"):
        await zones.zone_named(typed)


async def test_time_zones_are_completed(simcord_bot: StudyBot) -> None:
    services = simcord_bot.desk.services

    async def offered(typed: str) -> list[str]:
        return [name for name, _ in await zones.complete(typed, STUDENT, services)]

    assert (await offered("berl")) == ["Europe/Berlin"]
    assert (await offered("new y")) == ["America/New_York"]
    # What begins so comes before what only contains it, as Asia/Baku contains "ku".
    assert (await offered("ku"))[:3] == ["Asia/Kuala_Lumpur", "Asia/Kuching", "Asia/Kuwait"]
    # Nothing is offered that would be refused, or is the opposite of what was typed.
    assert await offered("gmt+5") == await offered("factory") == await offered("localtime") == []
    assert len(await offered("")) == zones.MOST_OFFERED
    assert await offered("nowhere") == []


@pytest.mark.usefixtures("classroom")
async def test_channels_are_added_and_removed(simcord_bot: StudyBot) -> None:
    services = simcord_bot.desk.services

    async def told(everywhere: str = "", **places: Place) -> str:
        wanted = Request(
            "settings channels",
            {"everywhere": everywhere},
            user=STUDENT,
            guild=GUILD,
            may=MANAGER,
            places=places,
        )
        (text,) = (await asking.channels(wanted, services)).texts
        return text

    anywhere = "Replies may be public in every channel of this server."
    assert await told() == anywhere
    assert (await told(add=Place(70, "<#70>"))).startswith("Replies may be public in <#70>. In oth")
    lacking = await told(add=Place(71, "<#71>", ("Send Messages", "Attach Files")))
    assert lacking.startswith("Replies may be public in <#70>, <#71>.")
    assert "In <#71> I lack Send Messages and Attach Files" in lacking
    assert "in <#71>." in await told(remove=Place(70, "<#70>"))
    assert await told(everywhere="yes") == anywhere


@pytest.mark.parametrize("name", ["server", "channels", "members"])
@pytest.mark.usefixtures("classroom")
async def test_a_server_is_managed_by_its_managers(simcord_bot: StudyBot, name: str) -> None:
    services, hook = simcord_bot.desk.services, getattr(asking, name)
    chosen = {"theme": "light", "everywhere": "yes", "join": "off"}

    with pytest.raises(UserError, match="Only somebody who may manage the server"):
        await hook(request(f"settings {name}", chosen, frozenset({"manage_channels"})), services)
    with pytest.raises(UserError, match="in a server which has added me"):
        await hook(Request(f"settings {name}", chosen, user=STUDENT, may=MANAGER), services)

    assert (await services.store.people.person(STUDENT, GUILD)).of_server == Chosen()


async def test_discord_offers_and_takes_them(classroom: Classroom, simcord_env: Env) -> None:
    guild = classroom.student.guild
    role = guild.create_role("Managers", permissions=discord.Permissions(manage_guild=True))
    manager = guild.add_member(simcord_env.create_user("manager"), roles=[role])

    result = await manager.slash(classroom.channel, "settings channels", add=classroom.channel)
    assert f"public in <#{classroom.channel.id}>" in posts.texts(posts.private(result))[0]

    result = await manager.slash(classroom.channel, "settings server", theme="light", digits="2")
    assert "- theme: **light**\n" in posts.texts(posts.private(result))[0]
    result = await classroom.student.slash(classroom.channel, "settings mine")
    assert "- theme: **light** (the server's default)" in posts.texts(posts.private(result))[0]
