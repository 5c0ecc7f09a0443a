"""Where and by whom rooms can be opened, and what they ask."""

from __future__ import annotations

import pytest

from bot.errors import UserError
from bot.topics.kit.outcome import Place, Someone
from bot.topics.kit.syllabus import KINDS, ExerciseId
from bot.topics.quiz.rooms import month, opening
from bot.topics.quiz.rooms.plan import Plan
from linalg_engine.errors import InputError
from tests.bot.topics.quiz.rooms.play import ANN, BEN, CHANNEL, CLEO, GUILD, HOST, Play, text

LACKING = Place(CHANNEL, "#study", ("Create Public Threads", "Attach Files"))


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"guild": None}, "Rooms need a server that has me as a member"),
        ({"channel": None}, "open it in a plain text channel"),
        ({"channel": LACKING}, "Here I would need Create Public Threads, Attach Files."),
    ],
)
async def test_places_without_rooms(play: Play, changes: dict[str, None], words: str) -> None:
    for hook in (opening.room, opening.duel):
        with pytest.raises(UserError, match=words):
            await hook(play.request(**changes), play.services)
    assert await play.is_over()


async def test_a_server_that_lets_me_speak_in_some_channels(play: Play) -> None:
    await play.store.guilds.allow_channels(GUILD, [CHANNEL + 1])
    with pytest.raises(UserError, match=f"in <#{CHANNEL + 1}> only"):
        await opening.room(play.request(), play.services)

    await play.store.guilds.allow_channels(GUILD, [CHANNEL])
    await opening.room(play.request(), play.services)


@pytest.mark.parametrize(
    ("option", "value"),
    [("exercises", "11"), ("exercises", "2"), ("exercises", "nine"), ("minutes", "4"),
     ("level", "4"), ("topic", "cooking")],
)  # fmt: skip
async def test_options_that_nobody_can_send(play: Play, option: str, value: str) -> None:
    with pytest.raises(InputError):
        await opening.room(play.request(**{option: value}), play.services)
    assert await play.is_over()


@pytest.mark.parametrize(
    ("whom", "words"),
    [
        (Someone(5, "<@5>", is_bot=True), "Programs answer no exercises"),
        (Someone(HOST, "<@1>"), "That is yourself"),
    ],
)
async def test_whom_one_cannot_challenge(play: Play, whom: Someone, words: str) -> None:
    with pytest.raises(UserError, match=words):
        await opening.duel(play.request(people={"person": whom}), play.services)


async def test_one_room_of_each_host_and_few_in_a_channel(play: Play) -> None:
    await opening.room(play.request(), play.services)
    with pytest.raises(UserError, match="You have a room open already"):
        await opening.duel(play.request(), play.services)
    for host in (ANN, BEN):
        await opening.room(play.request(host), play.services)
    with pytest.raises(UserError, match="several rooms open in this channel"):
        await opening.room(play.request(CLEO), play.services)


async def planned(play: Play, **options: str) -> tuple[Plan, list[ExerciseId]]:
    key = await play.room(**options)
    plan = Plan.of(await play.found(key))
    found = [ExerciseId.of(each) for each in plan.exercises]
    return plan, [each for each in found if each is not None]


async def test_what_is_asked_by_itself(play: Play) -> None:
    plan, asked = await planned(play, topic="", exercises="", minutes="")

    assert (plan.about, plan.minutes, plan.count) == ("everything", 2, 5)
    assert len({each.kind for each in asked}) == 5
    order = [kind.name for kind in KINDS]
    assert [each.kind for each in asked] == sorted((e.kind for e in asked), key=order.index)
    assert {each.level for each in asked} == {1}
    assert all(plan.fields)


async def test_a_small_topic_comes_back_with_other_numbers(play: Play) -> None:
    plan, asked = await planned(play, topic="vectors", exercises="10", level="3", minutes="5")

    assert (plan.about, plan.minutes) == ("Vectors", 5)
    vectors = [kind for kind in KINDS if kind.subject == "vectors"]
    counts = [sum(each.kind == kind.name for each in asked) for kind in vectors]
    assert set(counts) == {10 // len(vectors)}
    assert len({each.seed for each in asked}) > 5


# The month


async def test_the_month_and_how_to_get_off_it(play: Play) -> None:
    request = play.request(ANN)
    assert "Nobody has points yet" in text(await month.table(request, play.services))
    key = await play.room(ANN, BEN)
    for number in (1, 2, 3):
        await play.step()
        await play.answer(key, ANN, number=number)
        await play.answer(key, BEN, "" if number == 1 else "0.5", number=number)
        await play.step()

    shown = await month.month(play.press(ANN, ""), play.services)
    assert text(shown).splitlines() == [
        "### Quiz rooms in January 2027",
        f"**1.** <@{ANN}> · 3 points",
        f"**2.** <@{BEN}> · 1 point",
        "You have 3 points.",
        "-# The next month begins without points.",
    ]
    assert not (await month.table(play.request(CLEO), play.services)).buttons

    for words in ("off this month's table", "Your name is not in it."):
        assert words in text(await month.remove(play.press(ANN, ""), play.services))

    assert f"<@{ANN}>" not in text(await month.table(request, play.services))


async def test_elsewhere_there_is_no_month(play: Play) -> None:
    with pytest.raises(UserError, match="there is no table here"):
        await month.table(play.request(guild=None), play.services)
