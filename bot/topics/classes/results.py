"""`/class results`: a teacher sees how a sheet goes, by name only of those who agree."""

from __future__ import annotations

from itertools import accumulate
from typing import TYPE_CHECKING

from bot.store import milliseconds
from bot.text import shorten
from bot.topics.classes.counting import counts, is_named
from bot.topics.classes.setting import LONGEST_TITLE, NO_SHEETS
from bot.topics.classes.teachers import class_of, sheet_of
from bot.topics.kit.downloads import csv_text
from bot.topics.kit.markdown import escaped
from bot.topics.kit.outcome import Ask, Button, Note
from bot.topics.kit.question import Question

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bot.store import Naming, Sheet, Work
    from bot.topics.kit.outcome import Press, Request
    from bot.topics.kit.services import Services

COMMAND = "class results"

MOST_CHARACTERS = 3_400
"""Of the people in a message; all of them are in the file."""

MARKS = {None: "–", 1.0: "✓", 0.0: "✗"}
"""Of an answer; "½" where it is partly right."""

NOBODY = "Nobody who has begun this sheet shows their name. Each decides that with `/class names`."


async def results(request: Request, services: Services) -> Ask | Note:
    """Show how the only sheet goes, or ask which."""
    guild = await class_of(request, services)
    sheets = await services.store.classes.sheets(guild)
    if not sheets:
        return Note((NO_SHEETS,))
    if len(sheets) == 1:
        return await _shown(services, sheets[0], request.user)
    buttons = tuple(
        Button("classresults", str(each.number), shorten(each.title, LONGEST_TITLE))
        for each in reversed(sheets)
    )
    return Note(("### Which sheet?",), buttons=buttons)


async def of_sheet(press: Press, services: Services) -> Ask:
    """Show how a sheet goes.

    Raises
    ------
    UserError
        When it is none of this server, or who pressed is no teacher.
    """
    sheet = await sheet_of(press, services, press.carried("[0-9]{1,15}")[0])
    return await _shown(services, sheet, press.user)


async def again(press: Press, services: Services) -> Ask:
    """Count again."""
    return await _shown(services, await _above(press, services), press.user)


async def by_name(press: Press, services: Services) -> Note:
    """Show the answers of those who show their names."""
    sheet = await _above(press, services)
    namings = await services.store.classes.namings(sheet.guild)
    works = await services.store.classes.works(sheet.number)
    named = sorted(
        (work for work in works if is_named(work, namings)),
        key=lambda work: namings[work.person].name.casefold(),
    )
    back = Button("classresults", str(sheet.number), "Back to the counts")
    if not named:
        return Note((NOBODY,), buttons=(back,))
    lines = [_line(work, namings[work.person].name) for work in named]
    people = _within(lines, MOST_CHARACTERS)
    words = [f"### {escaped(sheet.title)}, by name", *people]
    if len(people) < len(named):
        words.append(f"… and {len(named) - len(people)} more, in the file.")
    words.append("-# ✓ right at first · ½ partly · ✗ wrong · – not answered")
    file = ("sheet.csv", _table(sheet, named, namings))
    return Note(("\n".join(words),), buttons=(back,), file=file)


async def _above(press: Press, services: Services) -> Sheet:
    """Return the sheet of the answer above a button."""
    question = press.asked()
    press.only_the_asker()
    return await sheet_of(press, services, question.inputs.get("sheet", ""))


async def _shown(services: Services, sheet: Sheet, viewer: int) -> Ask:
    store = services.store.classes
    works = await store.works(sheet.number)
    is_over = sheet.due < milliseconds()
    namings = await store.namings(sheet.guild)
    found = counts(sheet.exercises, works, namings, is_over=is_over, viewer=viewer)
    given = {"title": sheet.title, "due": sheet.due, "is_over": is_over, "counts": found.plain()}
    inputs = {"sheet": str(sheet.number)}
    return Ask(Question(COMMAND, inputs, given=given, private=True), private=True)


def _line(work: Work, name: str) -> str:
    marks = " ".join(MARKS.get(score, "½") for score in work.scores)
    right = sum(score == 1 for score in work.scores)
    mistakes = "".join(f" · {mistake}" for mistake in _mistakes(work))
    # The name as well: Discord knows it no more of who has left the server.
    return (
        f"{escaped(name)} <@{work.person}> {right} of {len(work.scores)} right: {marks}{mistakes}"
    )


def _mistakes(work: Work) -> list[str]:
    """Return usual mistakes, each with the number of the exercise."""
    return [f"{number}: {name}" for number, name in enumerate(work.mistakes, 1) if name]


def _within(lines: Sequence[str], most: int) -> list[str]:
    """Return the first lines, as many as have room in so many characters."""
    ends = accumulate(len(line) + 1 for line in lines)
    return [line for line, end in zip(lines, ends, strict=True) if end <= most]


def _table(sheet: Sheet, named: Sequence[Work], namings: Mapping[int, Naming]) -> str:
    """Return the answers of those who show their names as CSV: a line each, scores from 0 to 1."""
    exercises = [f"{n}: {kind} {level}" for n, (kind, level) in enumerate(sheet.exercises, 1)]
    header = ["name", "user", "right", *exercises, "mistakes"]
    rows = [
        [
            namings[work.person].name,
            str(work.person),
            sum(score == 1 for score in work.scores),
            *("" if score is None else score for score in work.scores),
            "; ".join(_mistakes(work)),
        ]
        for work in named
    ]
    return csv_text(header, rows)
