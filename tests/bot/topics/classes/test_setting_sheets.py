"""Setting sheets: what is refused, and how many there can be."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from bot.store import MOST_SHEETS, milliseconds
from bot.topics.classes.setting import MOST_OPEN
from tests.bot import posts
from tests.bot.topics.classes.conftest import Clock, School, fields, text_of

UNREADABLE: tuple[tuple[dict[str, str], str], ...] = (
    ({"title": " \u202e\n "}, "A sheet needs a title."),
    ({"title": "\u200b\u2060"}, "A sheet needs a title."),
    ({"title": "x" * 61}, "A title has at most 60 characters."),
    ({"exercises": "dot 2, " * 800}, "A sheet has at most 20 exercises."),
    ({"exercises": "`@everyone`"}, "I know no kind of exercise called"),
    ({"due": "yesterday"}, "I cannot read this as a date and a time: "),
    ({"due": "2026-01-01 10:00"}, "That is over: 1 January 2026 10:00."),
    ({"due": "3/4 10:00"}, "This could be two dates."),
    ({"zone": "Mars/`Base`"}, "I know no time zone"),
)


async def test_what_cannot_be_read_is_refused(school: School) -> None:
    usual = {"title": "Week 1", "exercises": "dot", "due": "in 2 days"}
    for options, words in UNREADABLE:
        told = await school.told(school.teacher, "class sheet", **{**usual, **options})
        assert words in text_of(told), options
    form = await school.teacher.slash(school.channel, "class sheet", exercises="dot 7", due="x")
    assert fields(form) == {"title": "", "exercises": "dot 7", "due": "x", "zone": "UTC"}
    long = await school.teacher.slash(school.channel, "class sheet", exercises="dot, " * 1200)
    assert len(fields(long)["exercises"]) == 1000
    empty = await school.teacher.submit_modal(form, dict.fromkeys(fields(form), " "))
    assert "A sheet needs a title." in text_of(posts.private(empty))

    assert await school.sheets() == []


async def test_while_one_types_it_is_shown_how_a_date_is_read(school: School) -> None:
    await school.bot.store.people.choose(school.teacher.id, zone="Europe/Berlin")

    async def offered(name: str, typed: str) -> list[tuple[str, str]]:
        found = await school.teacher.autocomplete(school.channel, "class sheet", name, typed)
        return [(choice["name"], choice["value"]) for choice in found]

    assert await offered("due", "4 Dec 2093 18:00") == [], "more than two years from now"
    in_a_week = milliseconds() // 1000 + 7 * 86_400
    moment = datetime.fromtimestamp(in_a_week, ZoneInfo("Europe/Berlin"))
    typed = f"{moment.day} {moment:%b %Y} 18:00"
    shown = f"{moment:%A}, {moment.day} {moment:%B %Y} 18:00"
    assert await offered("due", typed) == [(shown, typed)]
    for unclear in ("4/12", "in 2 hours", f"<t:{in_a_week}>"):
        assert await offered("due", unclear) == [], unclear
    assert await offered("title", " Week   3") == [("Week 3", "Week 3")]
    assert await offered("title", " ") == []


async def test_a_form_that_cannot_be_used_comes_back_with_what_was_typed(school: School) -> None:
    typed = {"title": "Week 1", "exercises": "dot 2, rref x3", "due": "soon", "zone": "Berlin"}
    form = await school.teacher.slash(school.channel, "class sheet")
    refused = posts.private(await school.teacher.submit_modal(form, typed))
    assert "### This sheet is not set yet\n**due**: I cannot read this" in text_of(refused)
    assert posts.labels(refused) == ["Change it", "Delete"]

    again = await school.teacher.click(refused, label="Change it")
    assert fields(again) == typed
    still = posts.private(await school.teacher.submit_modal(again, {**typed, "title": "x" * 61}))
    assert "**title**: A title has at most 60 characters." in text_of(still)
    again = await school.teacher.click(still, label="Change it")
    right = {**typed, "due": "in 2 weeks"}
    told = posts.private(await school.teacher.submit_modal(again, right))

    assert "It is set." in text_of(told)
    assert posts.labels(told) == ["Tell the class", "Remove it"]
    (sheet,) = await school.sheets()
    assert sheet.exercises == (("dot", 2), *[("rref", 2)] * 3)


async def test_two_sheets_that_are_to_be_done_have_two_titles(school: School, clock: Clock) -> None:
    await school.set_sheet("Week 1")
    again = {"title": "week  1", "exercises": "norm", "due": "in 9 days"}

    told = await school.told(school.teacher, "class sheet", **again)

    assert "A sheet of this title is to be done here already." in text_of(told)
    assert len(await school.sheets()) == 1
    clock.move(days=3)
    await school.set_sheet("Week 1", due="in 9 days")


async def test_a_server_has_so_many_sheets_and_removes_some(school: School, clock: Clock) -> None:
    for number in range(MOST_OPEN):
        await school.set_sheet(f"Week {number}")
    usual = {"title": "Week 99", "exercises": "dot", "due": "in 9 days"}
    told = await school.told(school.teacher, "class sheet", **usual)
    assert f"{MOST_OPEN} sheets are to be done here" in text_of(told)
    clock.move(days=3)
    listed = await school.told(school.student, "class sheets")
    assert posts.labels(listed) == [f"Practise Week {n}" for n in (11, 10, 9)]
    for number in range(MOST_OPEN, MOST_SHEETS):
        await school.bot.store.classes.make(school.guild.id, f"Week {number}", (("dot", 1),), 1)
    told = await school.told(school.teacher, "class sheet", **usual)
    assert f"This server has {MOST_SHEETS} sheets, as many as it can." in text_of(told)

    which = await school.told(school.teacher, "class remove")
    assert len(posts.labels(which)) == MOST_SHEETS
    sure = await school.press(school.teacher, which, "Week 3")
    assert "### Remove Week 3?\nNobody has begun it." in text_of(sure)
    which = await school.press(school.teacher, sure, "Keep it")
    sure = await school.press(school.teacher, which, "Week 3")
    gone = await school.press(school.teacher, sure, "Remove it")

    assert "**Week 3** is removed" in text_of(gone)
    assert "Week 3" not in [sheet.title for sheet in await school.sheets()]
    results = await school.told(school.teacher, "class results")
    assert len(posts.labels(results)) == MOST_SHEETS - 1
    one = await school.press(school.teacher, results, "Week 4")
    assert "### Week 4: 0 of 0 have finished" in text_of(one)
