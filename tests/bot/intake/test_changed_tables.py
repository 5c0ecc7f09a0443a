"""`/pca` and `/factorize`: table, sheet and rank changed below the answer."""

from __future__ import annotations

import re

from simcord.results import ResponseMessage

from bot.chat.client import StudyBot
from bot.topics.factorize import examples
from tests.bot import posts
from tests.bot.conftest import Classroom
from tests.bot.intake.asked import BOTH, FILMS, MARKS, RATINGS, Case, question, table_of
from tests.bot.intake.workbook_files import xlsx


async def test_a_table_is_edited_in_place(classroom: Classroom, simcord_bot: StudyBot) -> None:
    message = await classroom.ask("pca", data=MARKS.replace("\n", " "))
    form = await classroom.student.click(message, label="Edit")

    changed = await classroom.student.submit_modal(
        form, {"data": MARKS.replace("dora", "eve"), "components": "1", "standardize": "yes"}
    )

    answer = posts.response(changed)
    assert answer.id == message.id
    assert "eve" in (await question(simcord_bot, answer)).inputs["data"]
    assert posts.read(answer).title.startswith("1 component explains")
    assert (await question(simcord_bot, answer)).inputs["components"] == "1"


async def test_a_table_of_a_workbook_is_edited_in_place(
    classroom: Classroom, simcord_bot: StudyBot
) -> None:
    book = xlsx({"Mine": [["", "Up", "Shrek"], ["ann", 5, 1], ["bob", 4, 2], ["cy", 1, 5]]})
    result = await classroom.student.slash(classroom.channel, "factorize", file=("my.xlsx", book))
    form = await classroom.student.click(posts.response(result), label="Edit")
    assert "ann,5,1" in str(form.modal)

    changed = await classroom.student.submit_modal(
        form, {"ratings": RATINGS, "rank": "1", "method": "gd"}
    )

    answer = posts.response(changed)
    assert answer.id == posts.response(result).id
    asked = (await question(simcord_bot, answer)).inputs
    assert (asked["ratings"], asked["rank"], asked["method"]) == (RATINGS, "1", "gd")
    assert posts.read(answer).title == "4×3 ≈ 4×1 times 1×3"


async def test_a_long_table_is_not_put_into_a_form(classroom: Classroom) -> None:
    rows = "".join(f"{k},{k * k % 17}\n" for k in range(900))
    result = await classroom.student.slash(
        classroom.channel, "pca", file=("long.csv", rows.encode())
    )

    pressed = await classroom.student.click(posts.response(result), label="Edit")

    assert "4000 characters" in posts.private(pressed).content


async def test_the_rank_is_chosen_below_the_answer(
    classroom: Classroom, simcord_bot: StudyBot
) -> None:
    message = await classroom.ask("factorize", ratings=FILMS)
    menus = re.findall(r"linalg:choose:[a-z]+:\d+:[0-9a-f]{12}", str(message.components))
    (rank,) = [menu for menu in menus if ":rank:" in menu]

    other = await classroom.other.select(message, ["1"], custom_id=rank)
    changed = await classroom.student.select(message, ["3"], custom_id=rank)

    answer = posts.response(changed)
    assert answer.id == message.id
    assert (await question(simcord_bot, answer)).inputs["rank"] == "3"
    assert (await question(simcord_bot, answer)).inputs["ratings"] == examples.table(FILMS)
    assert "4×3" in posts.read(answer).title
    assert "Only the person who asked" in posts.private(other).content


def _sheets_menu(message: ResponseMessage) -> str:
    (menu,) = re.findall(r"linalg:[a-z]+sheet:_sheets:\d+:[0-9a-f]{12}", str(message.components))
    return menu


@BOTH
async def test_another_sheet_is_one_press_away(
    classroom: Classroom, simcord_bot: StudyBot, case: Case
) -> None:
    notes = [["name", "hours", "age"], ["ann", 3, 20], ["bob", 1, 22.5], ["cy", 2, 21]]
    marks = [["name", "math", "art"], ["ann", 3, 1], ["bob", 1, 5.5], ["cy", 2, 2]]
    book = xlsx({"Marks": marks, "Words": [["by hand"]], "Other notes": notes})
    message = await classroom.other.send(
        classroom.channel, "here", attachments=[("marks.xlsx", book)]
    )
    first = posts.response(
        await classroom.student.context_menu(classroom.channel, case.menu, message)
    )
    before = posts.texts(first)

    after = await classroom.student.select(first, ["Other notes"], custom_id=_sheets_menu(first))

    answer = posts.response(after)
    assert answer.id == first.id
    assert "Sheet (now: Other notes)" in str(answer.components)
    assert posts.texts(answer) != before
    assert (await table_of(simcord_bot, after)).splitlines()[1] == "name,hours,age"
    back = await classroom.student.select(answer, ["Marks"], custom_id=_sheets_menu(answer))
    assert posts.texts(posts.response(back)) == before
    other = await classroom.other.select(answer, ["Marks"], custom_id=_sheets_menu(answer))
    assert "Only the person who asked" in posts.private(other).content
