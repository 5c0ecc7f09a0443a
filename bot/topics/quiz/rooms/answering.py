"""Answers in a room: graded as they arrive, kept, and told to nobody before the end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.errors import UserError
from bot.reference import call
from bot.store import RoomAnswer, milliseconds
from bot.topics.kit.kept import one_line
from bot.topics.kit.markdown import escaped
from bot.topics.kit.outcome import STALE, Button, Form, Note
from bot.topics.kit.syllabus import BY_NAME
from bot.topics.quiz.posing import GRADED, known
from bot.topics.quiz.presses import LONGEST_TITLE, form_field
from bot.topics.quiz.rooms.plan import Plan, is_duel
from bot.topics.quiz.rooms.words import CONSENT, LATE, NOT_IN_DUEL
from bot.topics.quiz.words import RIGHT, heading, unread
from linalg_engine.errors import InputError

if TYPE_CHECKING:
    from bot.store import Room
    from bot.topics.kit.outcome import Press, Request
    from bot.topics.kit.services import Services
    from bot.topics.quiz.exercise import Verdict

COMMAND = "quiz room"
"""To whose hook the form comes back."""

ROOM, ROUND = "room", "round"
"""What the form carries."""

LONGEST_READ = 300
"""Characters of a line of what was read."""

MOST_CHARACTERS = 1_000
"""Of what was typed in a field that are kept, to stand there when the answer is changed."""

STANDS = "In a race each of you answers once, and your answer is in."


async def answer(press: Press, services: Services) -> Form | Note:
    """Open the form for an answer, with what was typed last."""
    found = press.carried(r"(?P<room>[0-9a-f]{12}):(?P<round>[1-9][0-9]?)")
    room, number = await found_room(services, found["room"], press.guild), int(found["round"])
    if room.round != number or milliseconds() >= room.closes:
        raise UserError(LATE)
    seats = await services.store.rooms.seats(room.key)
    if not any(seat.person == press.user and seat.plays for seat in seats):
        return outside(room)
    before = await services.store.rooms.answer_of(room.key, number, press.user)
    if room.race and before is not None:
        raise UserError(STANDS)
    plan, typed = Plan.of(room), await services.store.rooms.draft_of(room.key, number, press.user)
    if typed is None:
        typed = dict[str, str]() if before is None else before.typed
    exercise = known(plan.exercises[number - 1])
    return Form(
        COMMAND,
        BY_NAME[exercise.kind].title[:LONGEST_TITLE],
        tuple(form_field(field, typed) for field in plan.fields[number - 1]),
        {ROOM: room.key, ROUND: str(number)},
    )


async def answered(request: Request, services: Services) -> Note:
    """Grade an answer and keep it; say what was read, and not what it is worth.

    What cannot be read is no attempt; it stands in the form when that is opened again.
    """
    came = milliseconds()
    room = await found_room(services, request.inputs.get(ROOM, ""), request.guild)
    plan, carried = Plan.of(room), request.inputs.get(ROUND, "")
    if carried not in {str(number) for number in range(1, plan.count + 1)}:
        raise UserError(STALE)
    number = int(carried)
    if room.round != number or came >= room.closes:
        raise UserError(LATE)
    fields = plan.fields[number - 1]
    filled = {field.label: request.inputs.get(field.label, "") for field in fields}
    exercise = known(plan.exercises[number - 1])
    again = Button("roomanswer", f"{room.key}:{number}", "Change it")
    kept = {label: text[:MOST_CHARACTERS] for label, text in filled.items()}
    try:
        verdict: Verdict = await services.workers.run("quick", call, GRADED, exercise, filled)
    except InputError as error:
        await services.store.rooms.draft(room.key, number, request.user, kept)
        words = f"That is no attempt yet. {unread(error)}"
        return Note((words,), buttons=(Button(again.action, again.argument, "Try again"),))
    given = RoomAnswer(kept, verdict.score, _told(verdict))
    taken = await services.store.rooms.answer(room.key, number, request.user, given, came)
    if taken == "no seat":
        return outside(room)
    if taken not in ("kept", "last"):
        raise UserError(STANDS if taken == "stands" else LATE)
    read = _read(verdict)
    if taken == "last":
        return Note((f"Your answer is in, and the solution comes now.\n{read}",))
    if room.race:
        return Note((f"Your answer is in.\n{read}",))
    ends = f"<t:{room.closes // 1000}:R>"
    words = f"Your answer is in, and can be changed until the end, {ends} at the latest."
    return Note((f"{words}\n{read}",), buttons=(again,))


async def mine(press: Press, services: Services) -> Note:
    """Tell somebody what their own answer was worth, after the round."""
    found = press.carried(r"(?P<room>[0-9a-f]{12}):(?P<round>[1-9][0-9]?)")
    room, number = await found_room(services, found["room"], press.guild), int(found["round"])
    if number > room.round or (number == room.round and milliseconds() < room.closes):
        raise UserError("This exercise is still open. What your answer is worth you see then.")
    given = await services.store.rooms.answer_of(room.key, number, press.user)
    if given is None:
        return Note(("There is no answer of yours to this one.",))
    return Note((given.told,))


async def found_room(services: Services, key: str, guild: int | None) -> Room:
    """Return a room of the server in which somebody presses.

    Raises
    ------
    UserError
        When there is none.
    """
    room = await services.store.rooms.find(key)
    if room is None or room.guild != guild:
        raise UserError(STALE)
    return room


def outside(room: Room) -> Note:
    """Return what somebody is told who does not take part."""
    if is_duel(room):
        return Note((NOT_IN_DUEL,))
    join = Button("roomjoin", room.key, "Take part")
    return Note((f"You do not take part yet.\n-# {CONSENT}",), buttons=(join,))


def _read(verdict: Verdict) -> str:
    return "\n".join(f"Read as `{one_line(line, LONGEST_READ)}`" for line in verdict.read)


def _told(verdict: Verdict) -> str:
    """Return what a person is told of their answer when the round is over."""
    about = escaped(verdict.message.removeprefix(RIGHT).strip())
    return f"{_read(verdict)}\n**{heading(verdict)}** {about}".strip()
