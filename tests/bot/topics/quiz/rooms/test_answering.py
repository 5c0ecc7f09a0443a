"""Answers in a room: who may give one, when, and what they are told of it."""

from __future__ import annotations

import asyncio
from dataclasses import replace

import pytest

from bot.errors import UserError
from bot.topics.kit.outcome import STALE, Form, MenuField, Note, Request, TextField
from bot.topics.quiz.rooms import answering, presses
from bot.topics.quiz.rooms.course import LATEST
from bot.topics.quiz.rooms.words import CONSENT, LATE
from tests.bot.topics.quiz.rooms.play import ANN, BEN, CLEO, GUILD, HOST, WRONG, Play, text


async def test_nobody_learns_of_an_answer_what_it_is_worth_before_the_end(play: Play) -> None:
    key = await play.room(ANN, BEN)
    await play.step()
    right, wrong = await play.answer(key, ANN), await play.answer(key, BEN, "7777")
    assert "a · b = 7777" not in text(right)
    assert "Read as `a · b = 7777`" in text(wrong)
    for word in ("Right", "Not yet", "not the"):
        assert word not in text(right) + text(wrong).split("Read as")[0]
    assert len(play.posts) == 2


async def test_before_the_end_nobody_asks_what_theirs_was_worth(play: Play) -> None:
    key = await play.room(ANN, BEN, CLEO)
    await play.step()
    await play.answer(key, ANN, WRONG)
    with pytest.raises(UserError, match="still open"):
        await answering.mine(play.press(ANN, f"{key}:1"), play.services)
    with pytest.raises(UserError, match="still open"):
        await answering.mine(play.press(ANN, f"{key}:2"), play.services)
    await play.answer(key, BEN)
    await play.step()

    told = [
        text(await answering.mine(play.press(each, f"{key}:1"), play.services))
        for each in (ANN, BEN, CLEO)
    ]

    assert told[0].startswith("Read as `a · b = 0.5`\n**Not yet.** ")
    assert told[1].endswith("**Right.**")
    assert told[2] == "There is no answer of yours to this one."


async def test_an_answer_is_changed_where_it_stands(play: Play) -> None:
    key = await play.room(ANN, BEN)
    await play.step()
    first = await play.form(key, ANN)
    assert isinstance(first, Form)
    assert first.carried == {"room": key, "round": "1"}
    await play.answer(key, ANN, WRONG)

    again = await play.form(key, ANN)

    assert isinstance(again, Form)
    (field,) = again.fields
    assert isinstance(field, TextField)
    assert field.default == WRONG
    await play.answer(key, ANN)
    (told,) = (await answering.answered(_sent(key, ANN, "["), play.services)).texts
    assert told.startswith("That is no attempt yet. **a · b**: ")
    tally = await play.store.rooms.tally(key, 1)
    assert (tally.answers, tally.right) == (1, 1), "what cannot be read leaves the one before"


def typed_in(form: Form | Note) -> str:
    """Return what stands in the one field of a form."""
    assert isinstance(form, Form)
    (field,) = form.fields
    assert isinstance(field, TextField)
    return field.default


async def test_what_cannot_be_read_stands_in_the_form_until_an_answer_is_kept(play: Play) -> None:
    key = await play.room(ANN, BEN)
    await play.step()
    await play.answer(key, ANN, WRONG)
    unread = await answering.answered(_sent(key, ANN, "[1, 2"), play.services)
    assert [button.label for button in unread.buttons] == ["Try again"]

    assert typed_in(await play.form(key, ANN)) == "[1, 2"
    assert typed_in(await play.form(key, BEN)) == ""
    await play.answer(key, ANN, "3")
    assert typed_in(await play.form(key, ANN)) == "3"

    await answering.answered(_sent(key, ANN, "]" * 1_500), play.services)
    assert typed_in(await play.form(key, ANN)) == "]" * 1_000
    await play.step()
    await play.step()
    assert typed_in(await play.form(key, ANN, number=2)) == "", "that was another exercise"


async def test_in_a_race_what_cannot_be_read_stands_in_the_form(play: Play) -> None:
    key = await play.room(ANN, BEN, race="yes")
    await play.step()
    await answering.answered(_sent(key, ANN, "1/"), play.services)

    assert typed_in(await play.form(key, ANN)) == "1/"


async def test_what_could_not_be_read_is_forgotten_with_the_room(play: Play) -> None:
    key = await play.room(ANN, BEN)
    await play.step()
    await answering.answered(_sent(key, ANN, "mine ["), play.services)
    assert "mine [" in str(await play.store.people.kept(ANN))
    await play.step(late=LATEST + 1)

    assert await play.is_over()
    assert "mine [" not in str(await play.store.people.kept(ANN))


async def test_of_a_long_answer_the_beginning_is_kept(play: Play) -> None:
    key = await play.room(ANN, BEN)
    await play.step()
    await play.answer(key, ANN, "1" + " " * 1_500)

    kept = await play.store.rooms.answer_of(key, 1, ANN)

    assert kept is not None
    assert len(kept.typed["a · b"]) == 1_000


def _sent(key: str, person: int, typed: str, number: str = "1") -> Request:
    inputs = {"a · b": typed, "room": key, "round": number}
    return Request("quiz room", inputs, person, guild=GUILD, from_form=True)


async def test_in_a_race_everybody_answers_once(play: Play) -> None:
    key = await play.room(ANN, BEN, race="yes")
    await play.step()
    assert not (await play.answer(key, ANN, WRONG)).buttons

    for again in (play.form(key, ANN), play.answer(key, ANN)):
        with pytest.raises(UserError, match="answers once"):
            await again

    assert (await play.store.rooms.tally(key, 1)).right == 0


async def test_after_the_end_no_answer_is_taken(play: Play) -> None:
    key = await play.room(ANN, BEN)
    (asked,) = await play.step()
    play.now = asked.until - 1
    assert isinstance(await play.form(key, ANN), Form)
    play.now = asked.until
    for late in (play.form(key, ANN), play.answer(key, ANN), play.answer(key, ANN, "[")):
        with pytest.raises(UserError, match=LATE):
            await late
    await play.step()
    await play.step()

    for late in (play.form(key, ANN, number=1), play.answer(key, ANN, number=1)):
        with pytest.raises(UserError, match=LATE):
            await late
    assert isinstance(await play.form(key, ANN, number=2), Form)


async def test_the_last_one_is_told_that_the_solution_comes(play: Play) -> None:
    key = await play.room(ANN, BEN)
    await play.step()

    told = [text(await play.answer(key, person)) for person in (ANN, BEN)]

    assert "can be changed until the end, <t:" in told[0]
    assert told[1].startswith("Your answer is in, and the solution comes now.")


async def test_who_does_not_take_part_is_asked_first(play: Play) -> None:
    key = await play.room(ANN)
    await play.step()

    for outside in (await play.form(key, CLEO), await play.answer(key, CLEO)):
        assert CONSENT in text(outside)
    assert (await play.store.rooms.tally(key, 1)).answers == 0

    await play.join(key, CLEO)
    assert "Your answer is in" in text(await play.answer(key, CLEO))


async def test_a_duel_is_between_two(play: Play) -> None:
    key = await play.duel(ANN)
    with pytest.raises(UserError, match="for somebody else"):
        await play.join(key, CLEO)
    await play.join(key, ANN)
    with pytest.raises(UserError, match="for somebody else"):
        await play.join(key, CLEO)
    await play.step()

    assert "between two others" in text(await play.form(key, CLEO))


async def test_an_open_challenge_is_accepted_once(play: Play) -> None:
    key = await play.duel()

    came = await asyncio.gather(*(play.join(key, p) for p in (ANN, BEN)), return_exceptions=True)

    refused = [each for each in came if isinstance(each, UserError)]
    assert [str(each).split(".")[0] for each in refused] == ["Two are in this duel already"]


async def test_presses_that_come_twice(play: Play) -> None:
    key = await play.room(ANN)
    assert text(await play.join(key, ANN)) == "You take part already."
    await presses.start(play.press(HOST, key), play.services)
    await play.step()
    with pytest.raises(UserError, match="begun already"):
        await presses.start(play.press(HOST, key), play.services)
    await play.answer(key, ANN)
    await play.step()
    await presses.go_on(play.press(HOST, f"{key}:1"), play.services)
    await play.step()
    with pytest.raises(UserError, match="gone on already"):
        await presses.go_on(play.press(HOST, f"{key}:1"), play.services)
    assert (await play.next()).time > play.now


async def test_only_the_host_begins(play: Play) -> None:
    key = await play.room(ANN)
    for pressed in (
        presses.start(play.press(ANN, key), play.services),
        presses.go_on(play.press(ANN, f"{key}:1"), play.services),
    ):
        with pytest.raises(UserError, match="Only who opened it"):
            await pressed
    await play.leave(key, ANN)
    with pytest.raises(UserError, match="Nobody takes part yet"):
        await presses.start(play.press(HOST, key), play.services)


async def test_who_has_left_comes_back_with_their_answers(play: Play) -> None:
    key = await play.room(ANN, BEN)
    await play.step()
    await play.answer(key, ANN)
    await play.leave(key, ANN)
    assert (await play.store.rooms.tally(key, 1)).answers == 0
    assert CONSENT in text(await play.form(key, ANN))

    await play.join(key, ANN)

    assert (await play.store.rooms.tally(key, 1)).answers == 1
    with pytest.raises(UserError, match="not in this one"):
        await play.leave(key, CLEO)


@pytest.mark.parametrize(
    "argument", ["", "x", ":1", "{key}", "{key}:0", "{key}:100", "{key}:1 ", "0" * 12 + ":1"]
)
async def test_buttons_that_nobody_has(play: Play, argument: str) -> None:
    key = await play.room(ANN)
    await play.step()

    for hook in (answering.answer, answering.mine, presses.go_on):
        with pytest.raises(UserError, match=STALE):
            await hook(play.press(ANN, argument.format(key=key)), play.services)


@pytest.mark.parametrize("number", ["", "0", "4", "1_0", "²", "x" * 100])
async def test_forms_that_nobody_has(play: Play, number: str) -> None:
    key = await play.room(ANN)
    await play.step()

    with pytest.raises(UserError, match=STALE):
        await answering.answered(_sent(key, ANN, "1", number), play.services)


async def test_a_room_belongs_to_its_server(play: Play) -> None:
    key = await play.room(ANN)
    await play.step()

    for guild in (GUILD + 1, None):
        with pytest.raises(UserError, match=STALE):
            await answering.answered(replace(_sent(key, ANN, "1"), guild=guild), play.services)
        with pytest.raises(UserError, match=STALE):
            await presses.join(replace(play.press(CLEO, key), guild=guild), play.services)


async def test_where_there_is_nothing_to_type_there_is_a_menu(play: Play) -> None:
    key = await play.room(ANN, BEN, topic="Which picture is this matrix")
    await play.step()

    form = await play.form(key, ANN)

    assert isinstance(form, Form)
    (field,) = form.fields
    assert isinstance(field, MenuField)
    told = text(await play.answer(key, ANN, field.choices[0][0]))
    assert "Read as `picture A`" in told
    assert "Please choose one" in text(await play.answer(key, ANN, "picture Z"))
