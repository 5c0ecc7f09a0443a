"""Sentences of rooms and duels. They never say whose answer was wrong."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from bot.text import counted
from bot.topics.quiz.rooms.plan import Plan, is_duel

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from bot.store import Room, Seat, Tally

MOST_LISTED = 40
"""Lines of a table, of some 40 characters; a message holds 4000."""

NOBODY = "Nobody took part this time, so this room is closed. `/quiz room` opens another one."
NO_DUEL = "There is no duel this time. `/quiz duel` asks again."
ALL_LEFT = "Everybody has left, so this room ends here."
ONE_LEFT = "One of you has left, so this duel ends here."
GONE = "I could not post in the thread of this room, so it ends here."
AWAY = "I was away for too long, so this room ends here. The points so far count."

OVER = "This room is over. `/quiz room` opens another one."
NOT_IN_DUEL = "This duel is between two others. `/quiz duel` makes one of your own."
LATE = "This exercise is over; its solution is in the thread."
CONSENT = "Whoever takes part agrees that the table at the end shows their name with their points."


def opening(room: Room, plan: Plan, seats: Sequence[Seat], until: int) -> str:
    """Return the words above the button to take part.

    Parameters
    ----------
    until
        When the room begins by itself, or a duel is no longer open, in milliseconds since 1970.
    """
    host = next((f"<@{seat.person}>" for seat in seats if seat.hosts), "Somebody")
    what = f"{counted(plan.count, 'exercise')}, {counted(plan.minutes, 'minute')} each"
    time = f"<t:{until // 1000}:R>"
    if is_duel(room):
        asked = next((f"<@{seat.person}>" for seat in seats if not seat.hosts), "")
        against = f"challenges {asked}" if asked else "wants a duel"
        head = f"### A duel: {plan.about}\n{host} {against}: {what}, in the thread below."
        begins = f"It begins when somebody accepts, and is open until {time}."
        if asked:
            begins = f"It begins when {asked} accepts; the challenge ends {time}."
    else:
        head = f"### A quiz room: {plan.about}\n{host} opens it: {what}, in the thread below."
        begins = f"It begins {time}, or when {host} presses Start."
    return f"{head}\n{rules(room)}\n{begins}\n-# {CONSENT}"


def rules(room: Room) -> str:
    """Return how points are made."""
    if room.race:
        return "A race: the first right answer gets the point. Each of you answers once."
    return "No race: every right answer gets a point. Nobody else sees yours."


def asking(room: Room, plan: Plan, number: int, closes: int) -> str:
    """Return the words above an exercise."""
    ends = f"<t:{closes // 1000}:R>"
    when = f"The first right answer wins; it ends {ends} at the latest."
    if not room.race:
        when = f"It ends when everybody has answered, or {ends}."
    return f"### Exercise {number} of {plan.count}\n{when}"


def solved(room: Room, plan: Plan, number: int, tally: Tally, following: int | None) -> str:
    """Return the words above a solution.

    Parameters
    ----------
    following
        When the next exercise comes, in milliseconds since 1970; None after the last.
    """
    lines = [f"### Exercise {number} of {plan.count}: {_counts(tally)}"]
    if room.race and tally.first is not None:
        lines.append(f"<@{tally.first}> was first.")
    if following is not None:
        lines.append(f"The next exercise comes <t:{following // 1000}:R>.")
    return "\n".join(lines)


def _counts(tally: Tally) -> str:
    if not tally.answers:
        return "no answers"
    partly = f", {tally.partly} partly" if tally.partly else ""
    return f"{tally.right} of {counted(tally.answers, 'answer')} right{partly}"


def table(room: Room, points: Mapping[int, float]) -> str:
    """Return the table at the end."""
    title = "### The duel is over" if is_duel(room) else "### The room is over"
    listed = {person: each for person, each in points.items() if each}
    others = ", ".join(f"<@{person}>" for person in points if person not in listed)
    lines = list(ranked(listed))
    if others:
        lines.append(f"Took part as well: {others}" if listed else f"Took part: {others}")
    return "\n".join([title, *lines, "Thank you for studying together."])


def ranked(points: Mapping[int, float], most: int = MOST_LISTED) -> Iterator[str]:
    """Yield the lines of a table; equal points share a place.

    Parameters
    ----------
    points
        By person, the best first.
    """
    place, listed = 1, 0
    for each, group in groupby(points, lambda person: points[person]):
        people = list(group)
        for person in people[: max(0, most - listed)]:
            # "1." alone would begin a list, which Discord counts by itself.
            yield f"**{place}.** <@{person}> · {pointed(each)}"
        listed += len(people)
        place += len(people)
    if listed > most:
        yield f"… and {listed - most} more"


def pointed(points: float) -> str:
    """Return points in words.

    Examples
    --------
    >>> pointed(1), pointed(2.5)
    ('1 point', '2.5 points')
    """
    return f"{points:.3g} {'point' if points == 1 else 'points'}"
