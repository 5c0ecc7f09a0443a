"""Sheets of a class, done as sittings: with numbers of one's own, for the class or for practice."""

from __future__ import annotations

from random import SystemRandom
from typing import TYPE_CHECKING

from bot.errors import UserError
from bot.store import milliseconds
from bot.text import counted
from bot.topics.kit.markdown import escaped
from bot.topics.kit.outcome import Button, Note
from bot.topics.kit.syllabus import BY_NAME, SEEDS, ExerciseId
from bot.topics.quiz.schedule import fresh

if TYPE_CHECKING:
    from bot.store import Sheet, Sitting, Work
    from bot.topics.kit.services import Services

NO_SHEET = "This server has no such sheet. `/class sheets` shows those that it has."

ASKS_FOR_NAME = """### {title}
{count}, with numbers of your own. Your first answer to each counts, until <t:{due}:F>; stop and \
go on whenever you like.
**May the teachers of this server see your name?** Then they see of each sheet here what you had \
right at first, and your usual mistakes. Otherwise you are only counted among the others. \
`/class names` changes that at any time."""

OPEN = "This one is on a sheet of yours: answer it there first. `/class sheets` shows it."

TAKEN_BACK = (
    "The teacher has taken this sheet back: it counts no more, and what you answered stays in "
    "`/quiz stats`."
)

COUNTS = "-# {title}, due <t:{due}:R>: your first answer counts."
COUNTED = "-# This is counted for {title}."
BACK = "-# {title}: this one is for practice and counts for nothing."
LATE = "-# {title} was due <t:{due}:R>: this is for practice and counts for nothing."


async def sheet_here(services: Services, number: int, guild: int | None) -> Sheet:
    """Return a sheet of the server in which somebody is.

    Raises
    ------
    UserError
        When there is none of this number, as where a button was made up.
    """
    sheet = await services.store.classes.sheet(number)
    if sheet is None or sheet.guild != guild:
        raise UserError(NO_SHEET)
    return sheet


async def asks_for_name(services: Services, user: int, sheet: Sheet) -> Note | None:
    """Ask, once in each server, whether teachers see one's name; None where nothing is asked."""
    if _is_over(sheet) or await services.store.classes.naming(user, sheet.guild) is not None:
        return None
    words = ASKS_FOR_NAME.format(
        title=escaped(sheet.title),
        count=counted(len(sheet.exercises), "exercise"),
        due=sheet.due // 1000,
    )
    begin = f"sheet:{sheet.number}"
    return Note(
        (words,),
        buttons=(
            Button("quizbegin", f"{begin}:on", "Show my name"),
            Button("quizbegin", f"{begin}:off", "Only count me"),
        ),
    )


async def begun(services: Services, user: int, sheet: Sheet) -> Sitting:
    """Begin the sitting of a sheet, or return the one that goes on.

    It asks what has no answer that counts yet. Where nothing can count any more it asks the same
    kinds with other numbers.

    Raises
    ------
    UserError
        When the sheet has just been removed.
    """
    asked: tuple[str, ...] = ()
    if not _is_over(sheet):
        work = await services.store.classes.begin(user, sheet.number, _exercises(sheet))
        if work is None:
            raise UserError(NO_SHEET)
        asked = work.open
    return await services.store.quiz.start(user, asked or _for_practice(sheet), sheet.number)


async def check_not_taken_back(services: Services, number: int) -> None:
    """Refuse to go on with a sheet that is gone; 0 is of no sheet.

    Raises
    ------
    UserError
        Says what becomes of the answers.
    """
    if number and await services.store.classes.sheet(number) is None:
        raise UserError(TAKEN_BACK)


async def check_not_open(services: Services, user: int, exercise: ExerciseId) -> None:
    """Refuse to ask an exercise by itself, whose working would tell the answer that counts.

    Raises
    ------
    UserError
        When it is on a sheet of this person's, and not answered yet.
    """
    if await services.store.classes.is_open(user, str(exercise)):
        raise UserError(OPEN)


def _exercises(sheet: Sheet) -> list[str]:
    """Return ids of exercises for a sheet, others each time: those with which one begins stay.

    Who has forgotten their work with `/privacy` is not asked what they know the answers of.
    """
    seeds = SystemRandom().sample(range(SEEDS), len(sheet.exercises))
    pairs = zip(sheet.exercises, seeds, strict=True)
    return [str(ExerciseId(kind, level, seed)) for (kind, level), seed in pairs]


def _for_practice(sheet: Sheet) -> tuple[str, ...]:
    random = SystemRandom()
    return tuple(str(fresh(BY_NAME[kind], level, random)) for kind, level in sheet.exercises)


async def said_before(services: Services, user: int, sitting: Sitting) -> str:
    """Return what is said of its sheet below the present exercise of a sitting, in Markdown."""
    if sitting.sheet is None:
        return ""
    found = await services.store.classes.work(user, sitting.sheet)
    if found is None:
        return ""
    sheet, work = found
    counts = work is not None and sitting.exercise in work.open
    return _said(COUNTS if counts and not _is_over(sheet) else _practice(sheet), sheet)


async def said_after(services: Services, sitting: Sitting) -> str:
    """Return what is said of it below the answer with which a sitting has moved on."""
    if sitting.sheet is None:
        return ""
    sheet = await services.store.classes.sheet(sitting.sheet)
    if sheet is None:
        return ""
    return _said(COUNTED if sitting.counted else _practice(sheet), sheet)


async def sheet_summary(services: Services, user: int, number: int, words: str) -> Note:
    """Return the end of a sitting of a sheet: what was said, and what of the sheet is left."""
    own = Button("quizbegin", "more", "Exercises of my own")
    found = await services.store.classes.work(user, number)
    if found is None:
        return Note((words,), buttons=(own,))
    sheet, work = found
    told = _left(sheet, work)
    is_open = work is not None and bool(work.open) and not _is_over(sheet)
    label = "Go on" if is_open else "Practise it"
    return Note((f"{words}\n{told}",), buttons=(Button("quizbegin", f"sheet:{number}", label), own))


def _left(sheet: Sheet, work: Work | None) -> str:
    title, due = escaped(sheet.title), sheet.due // 1000
    if _is_over(sheet):
        return f"**{title}** was due <t:{due}:R>: what comes after that is for practice."
    if work is None or not work.open:
        return f"**{title}** is done: every exercise has an answer that counts."
    left = counted(len(work.open), "exercise")
    return f"**{title}**: {left} to go, until <t:{due}:F>."


def _is_over(sheet: Sheet) -> bool:
    return sheet.due < milliseconds()


def _practice(sheet: Sheet) -> str:
    return LATE if _is_over(sheet) else BACK


def _said(words: str, sheet: Sheet) -> str:
    return words.format(title=escaped(sheet.title), due=sheet.due // 1000)
