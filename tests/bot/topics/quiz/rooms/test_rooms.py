"""Rooms in simulated Discord, from the command to the table."""

from __future__ import annotations

from tests.bot import posts
from tests.bot.topics.quiz.rooms.conftest import Hall, heads

WRONG = "0.5"


async def test_a_room_of_three(hall: Hall) -> None:
    ann, ben, cleo = hall.ann, hall.ben, hall.cleo
    told = await hall.send(ann, "quiz room", exercises=3)
    print(told)
    (text,) = posts.texts(hall.opening)
    print(text, posts.labels(hall.opening))
    for who in (ann, ben, cleo):
        print(await hall.press(who, hall.opening, "Take part"))
    await hall.pass_time(61)
    print(posts.texts(hall.last), posts.labels(hall.last), posts.alts(hall.last))
    print(await hall.answer(ann, hall.last))
    print(await hall.answer(ben, hall.last, "["))
    print(await hall.answer(ben, hall.last, WRONG))
    await hall.pass_time(125)
    for m in hall.thread: print(posts.texts(m), posts.labels(m))
    print(await hall.press(ben, hall.last, "How was mine?"))
    print(await hall.press(ann, hall.last, "Next"))
    for who in (ann, ben, cleo):
        print(await hall.answer(who, hall.last))
    await hall.pass_time(31)
    for who in (ann, ben, cleo):
        print(await hall.answer(who, hall.last))
    for m in hall.thread: print(posts.texts(m), posts.labels(m))
    print(await hall.press(ann, hall.last, "This month's table"))
    print(heads(hall.thread))
