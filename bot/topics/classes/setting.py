"""`/class sheet` and `/class remove`: a teacher sets a sheet, and takes it away."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.errors import UserError
from bot.store import MOST_SHEETS, FullClassError, milliseconds
from bot.text import counted, shorten, visible
from bot.topics.classes.dates import due_time
from bot.topics.classes.exercises import exercises_in, listed
from bot.topics.classes.form import refused, sheet_form
from bot.topics.classes.teachers import class_of, sheet_of
from bot.topics.classes.telling import post_key
from bot.topics.kit.markdown import escaped
from bot.topics.kit.outcome import Button, Note
from bot.topics.kit.zones import zone_named
from linalg_engine.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.store import Sheet
    from bot.topics.kit.outcome import Ask, Form, Press, Request
    from bot.topics.kit.services import Services

LONGEST_TITLE = 60

MOST_OPEN = 12
"""Sheets that are to be done at once, as many as one message lists."""

NO_SHEETS = "This server has no sheets. `/class sheet` sets one."


async def sheet(request: Request, services: Services) -> Ask | Form | Note:
    """Set a sheet; open a form where something is missing, and offer it again where it is wrong.

    Raises
    ------
    InputError
        When something in a command cannot be read.
    UserError
        When the asker is no teacher, or by a command, there are too many sheets, or one has this
        title.
    """
    guild = await class_of(request, services)
    typed = {name: request.inputs.get(name, "") for name in ("title", "exercises", "due", "zone")}
    if not typed["zone"].strip():
        person = await services.store.people.person(request.user, guild)
        typed["zone"] = person.settings.zone
    if not request.from_form and not all(text.strip() for text in typed.values()):
        return sheet_form(typed)
    try:
        made = await _set(guild, typed, services)
    except (InputError, UserError) as error:
        if not request.from_form:
            raise
        return refused(typed, error)
    return _told(made, can_be_told=request.channel is not None)


async def _set(guild: int, typed: Mapping[str, str], services: Services) -> Sheet:
    now = milliseconds()
    title, exercises = title_of(typed["title"]), exercises_in(typed["exercises"])
    due = due_time(typed["due"], await zone_named(typed["zone"]), now)
    to_do = [each for each in await services.store.classes.sheets(guild) if each.due >= now]
    if len(to_do) >= MOST_OPEN:
        raise UserError(f"{MOST_OPEN} sheets are to be done here, as many as there can be at once.")
    if title.casefold() in {each.title.casefold() for each in to_do}:
        # Its buttons would look alike; and a form that is sent twice is one sheet.
        raise UserError("A sheet of this title is to be done here already. Choose another title.")
    try:
        return await services.store.classes.make(guild, title, exercises, due)
    except FullClassError:
        raise UserError(
            f"This server has {MOST_SHEETS} sheets, as many as it can. `/class remove` removes one."
        ) from None


def title_of(typed: str) -> str:
    """Return a title as it is shown.

    Raises
    ------
    InputError
        When nothing of it is to be seen, or it is too long.
    """
    found = " ".join(visible(typed).split())
    # Of spaces without width nothing is to be seen on a button.
    if not any(character.isprintable() for character in found):
        raise InputError("A sheet needs a title.", example="Week 3", source="title")
    if len(found) > LONGEST_TITLE:
        raise InputError(
            f"A title has at most {LONGEST_TITLE} characters.", example="Week 3", source="title"
        )
    return found


async def remove(request: Request, services: Services) -> Note:
    """Ask which sheet is to go."""
    guild = await class_of(request, services)
    return _choice(await services.store.classes.sheets(guild))


async def removed(press: Press, services: Services) -> Note:
    """Remove a sheet, after asking once more.

    Raises
    ------
    UserError
        When it is none of this server, or who pressed is no teacher.
    """
    found = press.carried(r"(?P<number>[0-9]{1,15})(?P<sure>:yes)?|all")
    store = services.store.classes
    if found["number"] is None:
        return _choice(await store.sheets(await class_of(press, services)))
    wanted = await sheet_of(press, services, found["number"])
    number = wanted.number
    if found["sure"]:
        await store.remove(number, wanted.guild)
        # It may still wait to be sent.
        await services.store.appointments.drop(post_key(number))
        return Note((f"**{escaped(wanted.title)}** is removed, with all answers to it.",))
    people = len(await store.works(number))
    words = f"### Remove {escaped(wanted.title)}?\n{_lost(people)}"
    return Note(
        (words,),
        buttons=(
            Button("classremove", f"{number}:yes", "Remove it", danger=True),
            Button("classremove", "all", "Keep it"),
        ),
    )


def _told(made: Sheet, *, can_be_told: bool) -> Note:
    due = made.due // 1000
    words = (
        f"### {escaped(made.title)}\n{listed(made.exercises)}\n"
        f"Due <t:{due}:F>, <t:{due}:R>.\n"
        "It is set. Students find it with `/class sheets`, each with numbers of their own; "
        "`/class results` shows how it goes."
        f"{' **Tell the class** posts it in this channel.' if can_be_told else ''}"
    )
    number = str(made.number)
    tell = (Button("classtell", number, "Tell the class"),) if can_be_told else ()
    return Note((words,), buttons=(*tell, Button("classremove", number, "Remove it")))


def _choice(sheets: tuple[Sheet, ...]) -> Note:
    if not sheets:
        return Note((NO_SHEETS,))
    buttons = tuple(
        Button("classremove", str(each.number), shorten(each.title, LONGEST_TITLE))
        for each in reversed(sheets)
    )
    return Note(("### Which sheet is to be removed?",), buttons=buttons)


def _lost(people: int) -> str:
    if not people:
        return "Nobody has begun it."
    return f"The answers of {counted(people, 'person', 'people')} go with it, for good."
