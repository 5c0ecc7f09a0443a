"""A bell: what the tests' own topic does at set times."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.topics.kit.declaration import Timed
from bot.topics.kit.question import Question
from bot.topics.kit.timed import Due, Post, Then

if TYPE_CHECKING:
    from bot.topics.kit.services import Services

BELL = Timed("bell", f"{__name__}:ring")

MINUTE = 60_000
DAY = 24 * 60 * MINUTE

CALLS: list[Due] = []
"""Every time that the bell was rung."""


async def ring(due: Due, _: Services) -> Then:
    """Post what is to be posted, so many times a day apart; fail where that is wanted."""
    CALLS.append(due)
    plan: dict[str, Any] = dict(due.data)
    if len(CALLS) <= plan.get("failures", 0):
        raise ZeroDivisionError
    number = plan.get("number", 0)
    lasts = plan.get("lasts", 0)
    post = Post(
        key_of(number),
        plan.get("channel", 0),
        (f"Ring {number}",),
        question=Question("calc", {"expression": "1/4 + 1/4"}) if plan.get("asks") else None,
        thread="Talk" if plan.get("talk") else "",
        follows=key_of(number - 1) if plan.get("follows") and number else "",
        until=due.time + lasts if lasts else 0,
    )
    again = number + 1 < plan.get("times", 1)
    data = {**plan, "number": number + 1}
    return Then(
        (post,), due.time + plan.get("pause", DAY) if again else None, data if again else {}
    )


def key_of(number: int) -> str:
    """Return the key of the post of a ring."""
    return f"{0xABC000 + number:012x}"
