"""The course of a room, phase by phase: also where something is missing, late, or called twice."""

from __future__ import annotations

import re

import pytest

from bot.topics.kit.timed import Due, Post, Then
from bot.topics.quiz.rooms import course, opening, presses
from bot.topics.quiz.rooms.course import LATEST
from bot.topics.quiz.rooms.words import ALL_LEFT, AWAY, GONE, NO_DUEL, NOBODY, ONE_LEFT
from tests.bot.topics.quiz.rooms.play import (
    ANN,
    BEN,
    CLEO,
    HOST,
    MINUTE,
    SECOND,
    WRONG,
    Play,
    text,
    words,
)

TIMES = re.compile(r"<t:\d+:R>")


async def test_a_room_from_the_opening_to_the_table(play: Play) -> None:
    key = await play.room(ANN, BEN)
    (opened,) = play.posts
    assert (opened.key, opened.channel, opened.follows) == (key, 70, "")
    assert opened.thread == "Quiz room: The dot product"
    assert [button.label for button in opened.buttons] == ["Take part", "Start"]
    assert (await play.next()).time == play.now + MINUTE

    (asked,) = await play.step()
    assert (asked.follows, asked.until) == (key, play.now + 2 * MINUTE)
    assert f"<t:{asked.until // 1000}:R>" in asked.texts[0]
    await play.answer(key, ANN, WRONG)
    (solved,) = await play.step()
    assert play.now == asked.until + 2 * SECOND
    assert words([solved]) == ["### Exercise 1 of 3: 0 of 1 answer right"]
    assert (await play.next()).time == play.now + 30 * SECOND

    await play.step()
    for person in (BEN, ANN):
        await play.answer(key, person, number=2)
    assert (await play.next()).time == play.now, "all have answered"
    await play.step()
    await play.step()
    await play.answer(key, BEN, number=3)
    solved, table = await play.step()

    assert words([solved]) == ["### Exercise 3 of 3: 1 of 1 answer right"]
    assert table.texts[0].splitlines() == [
        "### The room is over",
        f"**1.** <@{BEN}> · 2 points",
        f"**2.** <@{ANN}> · 1 point",
        "Thank you for studying together.",
    ]
    assert await play.is_over()
    assert await play.store.rooms.month(7) == {BEN: 2, ANN: 1}


async def test_before_its_end_an_exercise_is_not_given_away(play: Play) -> None:
    key = await play.room(ANN, BEN)
    (asked,) = await play.step()
    await play.answer(key, ANN, "7777")
    exercise = str(await play.exercise(key))

    told = str([post.texts for post in play.posts])

    # With its id everybody could try it first, and see the verdict.
    assert exercise not in told
    assert "7777" not in told
    assert asked.question is not None
    assert asked.question.inputs == {"exercise": exercise, "_sealed": "yes"}


async def test_a_race_has_one_winner(play: Play) -> None:
    key = await play.room(ANN, BEN, CLEO, race="yes")
    await play.step()
    await play.answer(key, ANN, WRONG)
    await play.answer(key, CLEO)

    (solved,) = await play.step()

    assert solved.texts[0].startswith(
        f"### Exercise 1 of 3: 1 of 2 answers right\n<@{CLEO}> was first.\n"
    )


# Called twice, as after a crash


@pytest.mark.parametrize("race", ["no", "yes"])
async def test_a_phase_called_twice_says_the_same(play: Play, race: str) -> None:
    key = await play.room(ANN, BEN, race=race)
    while not await play.is_over():
        room = await play.found(key)
        if room.closes:
            await play.answer(key, ANN, number=room.round)
        appointment = await play.next()
        play.now = max(play.now, appointment.time)
        due = Due(appointment.guild, appointment.time, appointment.data)
        first = await course.due(due, play.services)
        # It was killed before anything of that was kept.
        play.now += 5 * SECOND
        again = await course.due(due, play.services)

        assert meaning(again) == meaning(first)
        posts = await play.step()
        assert [post.key for post in posts] == [post.key for post in first.posts]

    assert len({post.key for post in play.posts}) == len(play.posts) == 8
    assert await play.store.rooms.month(7) == {ANN: 3}


def meaning(then: Then) -> list[Post]:
    """Return what is posted, without times."""
    return [
        Post(p.key, p.channel, (TIMES.sub("", p.texts[0]),), p.question, p.buttons, p.thread)
        for p in then.posts
    ]


async def test_a_restart_in_a_round_changes_nothing(play: Play) -> None:
    key = await play.room(ANN, BEN)
    (asked,) = await play.step()
    await play.answer(key, ANN)
    play.now = asked.until + MINUTE  # it was away at the end

    (solved,) = await play.step()

    assert words([solved]) == ["### Exercise 1 of 3: 1 of 1 answer right"]
    assert words(await play.step()) == ["### Exercise 2 of 3"]


async def test_after_too_long_a_time_nobody_is_there_any_more(play: Play) -> None:
    key = await play.room(ANN, BEN)
    await play.step()
    await play.answer(key, ANN)

    (end,) = await play.step(late=LATEST + SECOND)

    assert end.texts == (AWAY,)
    assert await play.is_over()
    assert await play.store.rooms.month(7) == {ANN: 1}


async def test_after_too_long_a_time_no_room_opens(play: Play) -> None:
    await opening.room(play.request(), play.services)

    assert await play.step(late=LATEST + SECOND) == []
    assert await play.is_over()


async def test_an_answer_shows_that_an_exercise_was_seen(play: Play) -> None:
    key = await play.room(ANN)
    play.sends = False  # as where it is posted, and that is not known yet
    await play.step()
    await play.answer(key, ANN)

    assert words(await play.step()) == ["### Exercise 1 of 3: 1 of 1 answer right"]


async def test_an_opening_that_arrived_unknown_is_waited_for(play: Play) -> None:
    play.sends = False
    key = await play.room(ANN)
    assert await play.step() == []
    await play.store.appointments.confirm(key, 70, 9_000)
    play.sends = True

    assert words(await play.step()) == ["### Exercise 1 of 3"]


# What is missing


async def test_without_an_opening_nothing_is_said(play: Play) -> None:
    play.sends = False
    await play.room()

    assert [await play.step(), await play.step()] == [[], []]

    assert await play.is_over()
    assert play.posts == []


async def test_nobody_takes_part(play: Play) -> None:
    key = await play.room(ANN)
    await play.leave(key, ANN)

    (end,) = await play.step()

    assert (end.texts, end.follows) == ((NOBODY,), key)
    assert await play.is_over()


async def test_everybody_leaves(play: Play) -> None:
    key = await play.room(ANN, BEN)
    await play.step()
    for person in (ANN, BEN):
        await play.leave(key, person)
    assert words(await play.step()) == ["### Exercise 1 of 3: no answers"]

    assert words(await play.step()) == [ALL_LEFT]
    assert await play.is_over()


async def test_everybody_leaves_in_the_last_round(play: Play) -> None:
    key = await play.room(ANN)
    for _ in range(5):
        await play.step()
    await play.leave(key, ANN)

    assert words(await play.step()) == ["### Exercise 3 of 3: no answers"]
    assert await play.is_over()


async def test_the_host_goes(play: Play) -> None:
    key = await play.room(ANN)
    await play.store.people.forget(HOST)

    assert words(await play.step()) == ["### Exercise 1 of 3"]
    await play.answer(key, ANN)
    assert words(await play.step()) == ["### Exercise 1 of 3: 1 of 1 answer right"]


async def test_the_thread_goes(play: Play) -> None:
    await play.room(ANN)
    await play.step()
    play.thread = False
    await play.step()

    (end,) = await play.step()

    assert end.texts == (GONE,)
    assert await play.is_over()


async def test_an_exercise_that_nobody_saw_is_asked_again(play: Play) -> None:
    key = await play.room(ANN)
    play.sends = False
    (first,) = await play.step()
    (again,) = await play.step()
    assert first.question == again.question
    assert first.key != again.key
    await play.send(again)
    play.sends = True

    await play.answer(key, ANN)

    assert words(await play.step()) == ["### Exercise 1 of 3: 1 of 1 answer right"]


async def test_a_room_that_cannot_post_ends(play: Play) -> None:
    await play.room(ANN)
    play.sends = False
    await play.step()
    await play.step()

    assert words(await play.step()) == [GONE]
    assert await play.is_over()


async def test_a_forgotten_room_is_over(play: Play) -> None:
    assert await course.due(Due(7, play.now, {"room": "0" * 12}), play.services) == Then()


# Duels


async def test_a_duel_begins_when_it_is_accepted(play: Play) -> None:
    key = await play.duel(ANN)
    (opened,) = play.posts
    assert opened.thread == "Duel: The dot product"
    assert f"<@{HOST}> challenges <@{ANN}>: 3 exercises, 2 minutes each" in opened.texts[0]
    assert [button.label for button in opened.buttons] == ["Accept", "Not now"]
    assert (await play.next()).time == play.now + 10 * MINUTE

    await play.join(key, ANN)

    assert (await play.next()).time == play.now
    assert words(await play.step()) == ["### Exercise 1 of 3"]
    await play.answer(key, ANN)
    await play.answer(key, HOST, WRONG)
    assert words(await play.step()) == ["### Exercise 1 of 3: 1 of 2 answers right"]


@pytest.mark.parametrize("who", [HOST, ANN, None])
async def test_a_duel_that_does_not_take_place(play: Play, who: int | None) -> None:
    key = await play.duel(ANN)
    if who is not None:
        await play.leave(key, who)
        assert (await play.next()).time == play.now, "nobody has to wait for it"

    assert words(await play.step()) == [NO_DUEL]
    assert await play.is_over()


async def test_one_of_two_leaves(play: Play) -> None:
    key = await play.duel()
    await play.join(key, BEN)
    await play.step()
    await play.answer(key, HOST)
    told = text(await play.leave(key, BEN))
    assert told == "You have left, so the duel ends."
    await play.step()

    assert words(await play.step()) == [ONE_LEFT]


# The host's buttons


async def test_the_host_begins_and_goes_on(play: Play) -> None:
    key = await play.room(ANN)
    await presses.start(play.press(HOST, key), play.services)
    assert (await play.next()).time == play.now
    await play.step()
    await play.answer(key, ANN)
    await play.step()

    await presses.go_on(play.press(HOST, f"{key}:1"), play.services)

    assert (await play.next()).time == play.now
    assert words(await play.step()) == ["### Exercise 2 of 3"]
