"""Telling a class of a new sheet: one post for everybody in the channel."""

from __future__ import annotations

from hashlib import blake2b
from typing import TYPE_CHECKING

from bot.errors import UserError
from bot.store import milliseconds
from bot.text import counted
from bot.topics.classes.teachers import sheet_of
from bot.topics.kit.markdown import escaped
from bot.topics.kit.outcome import Button, Note
from bot.topics.kit.speaking import OF_THREADS, check_speaks
from bot.topics.kit.timed import Post

if TYPE_CHECKING:
    from bot.store import Sheet
    from bot.topics.kit.outcome import Press
    from bot.topics.kit.services import Services

BEFORE = "The class was told of this sheet before."

POST = """### {title}
{count}, with numbers of your own. Due <t:{due}:F>, <t:{due}:R>.
-# **Start** shows it to you alone, and `/class sheets` finds it again."""


async def tell(press: Press, services: Services) -> Note:
    """Post once, in the channel of the press, that there is a sheet.

    Raises
    ------
    UserError
        When who pressed is no teacher, the sheet is gone or over or was announced before, or
        nothing can be posted there.
    """
    sheet = await sheet_of(press, services, press.carried("[0-9]{1,15}")[0])
    if sheet.due < milliseconds():
        raise UserError("This sheet was due already, so there is nothing to begin.")
    if press.channel is None:
        raise UserError("I can tell the class in a plain text channel only.")
    await check_speaks(services, press.user, sheet.guild, press.channel, OF_THREADS)
    post = _post(sheet, press.channel.id)
    if not await services.store.appointments.post(post.key, sheet.guild, post.plain()):
        raise UserError(BEFORE)
    words = f"**{escaped(sheet.title)}** stands in <#{post.channel}> now, with a button to begin."
    return Note((words,), buttons=(Button("classremove", str(sheet.number), "Remove it"),))


def post_key(sheet: int) -> str:
    """Return the key of the post about a sheet, always the same."""
    return blake2b(f"sheet {sheet}".encode(), digest_size=6).hexdigest()


def _post(sheet: Sheet, channel: int) -> Post:
    words = POST.format(
        title=escaped(sheet.title),
        count=counted(len(sheet.exercises), "exercise"),
        due=sheet.due // 1000,
    )
    start = Button("quizbegin", f"sheet:{sheet.number}", "Start")
    return Post(post_key(sheet.number), channel, (words,), buttons=(start,), until=sheet.due)
