"""Who is a teacher: who may manage channels, and whoever has a role that such a person chooses."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.errors import UserError
from bot.topics.kit.outcome import Note

if TYPE_CHECKING:
    from bot.store import Sheet
    from bot.topics.kit.outcome import Press, Request
    from bot.topics.kit.services import Services

MANAGERS = frozenset({"manage_channels", "manage_guild"})
"""Permissions of which each makes a teacher."""

GONE = "This server has no such sheet any more."

NO_SERVER = "Only a server that has added me has sheets of exercises."


async def role(request: Request, services: Services) -> Note:
    """Choose the role of teachers; without one nobody has it.

    Raises
    ------
    UserError
        When the asker is no manager, or the role is everybody's.
    """
    guild = server_of(request)
    if not request.may & MANAGERS:
        raise UserError("Only somebody who may manage channels or the server can choose this.")
    chosen = request.ranks.get("role")
    if chosen is not None and chosen.id == guild:
        raise UserError("That role is everybody's. Choose one that only teachers have.")
    await services.store.classes.set_teacher_role(guild, None if chosen is None else chosen.id)
    if chosen is None:
        return Note(("Only those who may manage channels are teachers here now.",))
    return Note(
        (f"Whoever has {chosen.mention} is a teacher here, beside those who may manage channels.",)
    )


async def class_of(who: Request | Press, services: Services) -> int:
    """Return the server in which somebody asks, of which they are a teacher.

    Raises
    ------
    UserError
        When they are not.
    """
    guild = server_of(who)
    if not who.may & MANAGERS:
        chosen = await services.store.classes.teacher_role(guild)
        if chosen not in who.roles:
            raise UserError(
                "Only teachers can do this: those who may manage channels, and whoever has the "
                "role that they choose with `/class role`."
            )
    return guild


async def sheet_of(press: Press, services: Services, number: str) -> Sheet:
    """Return the sheet of this number in the server of which somebody is a teacher.

    Raises
    ------
    UserError
        When there is none, or who pressed is no teacher.
    """
    guild = await class_of(press, services)
    sheet = await services.store.classes.sheet(int(number)) if number.isdecimal() else None
    if sheet is None or sheet.guild != guild:
        raise UserError(GONE)
    return sheet


def server_of(who: Request | Press) -> int:
    """Return the server in which somebody asks.

    Raises
    ------
    UserError
        When it is none.
    """
    if who.guild is None:
        raise UserError(NO_SERVER)
    return who.guild
