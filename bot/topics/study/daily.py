"""The daily problem: `/study daily`, and what is posted each day."""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from hashlib import blake2s
from typing import TYPE_CHECKING, Any

from bot.errors import UserError
from bot.store import milliseconds
from bot.topics.kit.daily import LEVEL, problem
from bot.topics.kit.outcome import Note
from bot.topics.kit.question import Question
from bot.topics.kit.syllabus import BY_NAME, LEVELS, SUBJECTS
from bot.topics.kit.timed import Post, Then
from bot.topics.kit.zones import shown, zone_named
from bot.topics.study.asking import managed_guild
from bot.topics.study.clock import OFF, Clock, read
from bot.topics.study.topic import ALL, DAILY
from bot.topics.study.words import CHOOSE

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from bot.topics.kit.outcome import Request
    from bot.topics.kit.services import Services
    from bot.topics.kit.timed import Due

LATE = 12 * 60 * 60 * 1000
"""Milliseconds after its time for which a problem is still wanted: half a day before the next."""

NONE = "No problem comes every day in this server{}. `/study daily time:18:00` begins with one."

GUIDE = (
    "**Try it** asks you alone: nobody sees your answer. Talk about it in the thread; the solution "
    "comes there with the next problem."
)


@dataclass(frozen=True)
class Last:
    """The problem that was posted last.

    Attributes
    ----------
    time
        When, in milliseconds since 1970.
    key, exercise
        Of its post, and which it was.
    day
        Its day, in words.
    """

    time: int
    key: str
    exercise: str
    day: str


@dataclass(frozen=True)
class Plan:
    """What a server has chosen, and how far it is.

    Attributes
    ----------
    clock
        At what time.
    level, subject
        Of the problems; "" for all subjects.
    number
        How many there have been.
    last
        The last of them.
    """

    clock: Clock
    level: int = LEVEL
    subject: str = ""
    number: int = 0
    last: Last | None = None

    @classmethod
    def of(cls, kept: Mapping[str, Any]) -> Plan:
        """Return the plan in the data of its appointment."""
        last = kept["last"]
        return cls(
            Clock(**kept["clock"]),
            kept["level"],
            kept["subject"],
            kept["number"],
            None if last is None else Last(**last),
        )

    def next(self, now: int) -> int:
        """Return when the next problem is due, by a clock that may have been another before.

        There is one on each day by this one, on the present day as well: at once where its time is
        over.
        """
        if self.last is None:
            return self.clock.next(now)
        return max(now, self.clock.after(self.last.time, now))


# What is chosen


async def daily(request: Request, services: Services) -> Note:
    """Choose when a problem comes every day, and which; say what is chosen.

    Raises
    ------
    UserError
        When the asker may not manage channels, there is no study channel, or something is none of
        what there is.
    """
    guild = managed_guild(request)
    given = {name: text.strip() for name, text in request.inputs.items() if text.strip()}
    if read(given.get("time", "00:00")) == OFF:
        return await _off(guild, services)
    found = await services.store.appointments.of_guild(DAILY, guild)
    if not given:
        return await _told(services, guild, found[0].time, found[0].data) if found else _none()
    if not found and "time" not in given:
        raise UserError("Say at what time it comes, such as `time:18:00`.")
    if await services.store.guilds.study_channel(guild) is None:
        raise UserError(f"This server has no study channel yet. {CHOOSE}")
    changes = await _changes(given)
    person = await services.store.people.person(request.user, guild)
    usual = Plan(Clock("18:00", person.settings.zone))

    def choose(before: Mapping[str, Any] | None) -> tuple[int, Mapping[str, Any]]:
        plan = usual if before is None else Plan.of(before)
        plan = replace(plan, clock=replace(plan.clock, **changes["clock"]), **changes["plan"])
        return plan.next(milliseconds()), asdict(plan)

    kept = await services.store.appointments.keep_one(DAILY, guild, choose)
    return await _told(services, guild, kept.time, kept.data)


async def _changes(given: Mapping[str, str]) -> dict[str, dict[str, Any]]:
    """Return what is changed of the clock, and else of the plan."""
    clock: dict[str, Any] = {}
    plan: dict[str, Any] = {}
    if "time" in given:
        clock["time"] = read(given["time"])
    if "zone" in given:
        clock["zone"] = await zone_named(given["zone"])
    if "level" in given:
        if given["level"] not in dict(LEVELS):
            raise UserError("Levels go from 1 to 3.")
        plan["level"] = int(given["level"])
    if "subject" in given:
        if given["subject"] not in {ALL, *SUBJECTS}:
            raise UserError("Choose one of the subjects that are offered.")
        plan["subject"] = "" if given["subject"] == ALL else given["subject"]
    return {"clock": clock, "plan": plan}


async def _off(guild: int, services: Services) -> Note:
    store = services.store.appointments
    found = await store.of_guild(DAILY, guild)
    for each in found:
        await store.cancel(each.id)
        last = Plan.of(each.data).last
        if last is not None:
            await _take_back(services, last.key)
    return Note((NONE.format(" any more"),)) if found else _none()


async def _take_back(services: Services, key: str) -> None:
    """Forget a problem and its solution that still wait to be posted."""
    for each in (key, solution_key(key)):
        if await services.store.appointments.sent(each) is None:
            await services.store.appointments.drop(each)


def _none() -> Note:
    return Note((NONE.format(""),))


async def _told(services: Services, guild: int, time: int, data: Mapping[str, Any]) -> Note:
    plan = Plan.of(data)
    channel = await services.store.guilds.study_channel(guild)
    where = f"in <#{channel}>" if channel else "in the study channel, once there is one again"
    about = SUBJECTS[plan.subject].lower() if plan.subject else "everything"
    following = time // 1000
    words = (
        f"### The daily problem\nIt comes {where}, every day at {plan.clock.time} "
        f"({plan.clock.zone}); next <t:{following}:F>, <t:{following}:R>. "
        f"There it is {shown(milliseconds(), plan.clock.zone)} now.\n"
        f"It is about {about}, of level {plan.level}. `/study daily time:off` ends it."
    )
    return Note((words,))


# What is posted


async def due(due: Due, services: Services) -> Then:
    """Post the problem of the day, and the solution of the one before."""
    plan = Plan.of(due.data)
    now = milliseconds()
    following = plan.clock.after(due.time, now)
    if now >= due.time + LATE:
        return Then(time=following, data=due.data)
    exercise = problem(plan.number, f"{due.guild} {due.time}", plan.level, plan.subject)
    key = _key(f"{due.guild} {due.time}")
    day = _in_words(plan.clock.date(due.time))
    title = BY_NAME[exercise.kind].title
    post = Post(
        key,
        0,
        (f"## Problem of the day\n{GUIDE}",),
        Question("quiz start", {"exercise": str(exercise)}),
        thread=f"{day}: {title}",
        until=due.time + LATE,
    )
    before = await _solution(plan.last, due.time + LATE, services)
    last = Last(due.time, key, str(exercise), day)
    after = replace(plan, number=plan.number + 1, last=last)
    return Then((*before, post), following, asdict(after))


async def _solution(last: Last | None, until: int, services: Services) -> tuple[Post, ...]:
    """Return the solution of the problem before, if people have seen that."""
    if last is None or await services.store.appointments.sent(last.key) is None:
        return ()
    question = Question("quiz start", {"exercise": last.exercise, "_solution": "yes"})
    words = f"The problem of {last.day} is solved."
    key = solution_key(last.key)
    return (Post(key, 0, (words,), question, follows=last.key, until=until),)


def solution_key(key: str) -> str:
    """Return the key of the post with the solution of a problem."""
    return _key(f"solution {key}")


def _key(text: str) -> str:
    return blake2s(text.encode(), digest_size=6).hexdigest()


def _in_words(day: date) -> str:
    return f"{day.day} {day:%B}"
