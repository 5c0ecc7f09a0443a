"""The ways in which a table reaches a command: typed, as a file, in a form, in a message."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from bot.errors import UserError
from bot.intake.limits import MAX_BYTES, MOST_FILES
from bot.intake.sheets import first_of, joined, separated
from bot.reference import call
from bot.topics.kit.outcome import STALE, Ask, FileField, Form, MenuField, TextField
from bot.topics.kit.question import Question

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bot.topics.kit.outcome import Outcome, Press, Request, Upload
    from bot.workers import Workers

OTHER_MEDIA = ("image/", "video/", "audio/")
TABLE_NAMES = (
    *(".csv", ".tsv", ".txt", ".npy", ".dat", ".md"),
    *(".xlsx", ".ods", ".json", ".html", ".arff", ".tex"),
)

SHEETS = "_sheets"
"""The input with the sheets of a workbook; the text of the one that is shown is left out."""

LONGEST_NAME = 200
"""Characters within which the name of an example fits."""

BOTH = "You gave a file and a text: I took the file and ignored the text."


@dataclass(frozen=True)
class TableCommand:
    """A command about a table.

    Attributes
    ----------
    name
        The command's name.
    table
        The name of the input that is the table.
    placeholder
        The text in the form's empty field.
    settings
        The other inputs, as menus and fields of the form.
    unshown
        Names of inputs that the form has no room for.
    examples
        Names of example tables.
    example
        Reference to the function from such a name to the table.
    """

    name: str
    table: str
    placeholder: str
    settings: tuple[MenuField | TextField, ...]
    examples: tuple[str, ...] = ()
    example: str = ""
    unshown: tuple[str, ...] = ()

    async def asked(self, request: Request, workers: Workers) -> Outcome:
        """Return the question that was sent, or the form where there was no table.

        Raises
        ------
        UserError
            When a form was sent empty, or a file is too big or not available.
        """
        defaults = {setting.name: setting.default for setting in self.settings}
        defaults |= dict.fromkeys(self.unshown, "")
        given = {name: request.inputs.get(name, "") for name in defaults}
        chosen = {name: given[name] or default for name, default in defaults.items()}
        if request.message is not None:
            text = await _table_in(request.message, request.files, workers)
            return await self._ask(text, chosen, workers)
        typed = request.inputs.get(self.table, "")
        if request.files:
            text = await _text(request.files[0], workers)
            ask = await self._ask(text, chosen, workers)
            return Ask(ask.question, remark=BOTH if typed.strip() else "")
        if request.from_form:
            typed = typed.strip() or request.inputs.get("example", "")
        if typed.strip():
            return await self._ask(typed, chosen, workers)
        if request.from_form:
            raise UserError(
                "There was nothing in the form: paste a table or choose a file. "
                f"/{self.name} opens it again."
            )
        return self._form(chosen)

    async def other_sheet(self, press: Press) -> Ask:
        """Answer for the sheet that was chosen; the one before takes its place.

        Choices from menus stay; what names columns of the sheet before is left out.

        Raises
        ------
        UserError
            When it is no sheet of the workbook, or not the asker chose.
        """
        question = press.asked()
        press.only_the_asker()
        sheets = separated(question.inputs.get(SHEETS, ""))
        chosen = "".join(press.values)
        if chosen not in sheets:
            raise UserError(STALE)
        now = shown_sheet(sheets)
        if chosen == now:
            return Ask(question)
        kept = {**sheets, now: question.inputs[self.table], chosen: ""}
        names = {field.name for field in self.settings if isinstance(field, MenuField)}
        others = {n: text if n in names else "" for n, text in question.typed.items()}
        inputs = {**others, self.table: sheets[chosen], SHEETS: joined(kept)}
        return Ask(replace(question, inputs=inputs))

    async def _ask(self, text: str, chosen: Mapping[str, str], workers: Workers) -> Ask:
        # Of a text of megabytes not all need be compared.
        if (name := plain_name(text[:LONGEST_NAME])) in self.examples:
            text = await workers.run("quick", call, self.example, name)
        sheets = separated(text)
        kept = {SHEETS: joined({**sheets, next(iter(sheets)): ""})} if sheets else {}
        return Ask(Question(self.name, {self.table: first_of(text), **chosen, **kept}))

    def _form(self, chosen: Mapping[str, str]) -> Form:
        text = TextField(self.table, "Paste a table", self.placeholder)
        file = FileField("file", "or choose a file", "CSV, .xlsx, .ods, text or .npy, at most 8 MB")
        ready = MenuField(
            "example",
            "or a ready example",
            tuple((name, name) for name in self.examples),
            placeholder="none",
        )
        menus = (replace(setting, default=chosen[setting.name]) for setting in self.settings)
        fields = (text, file, *((ready,) if self.examples else ()), *menus)
        return Form(self.name, f"/{self.name}", fields, chosen)


def shown_sheet(sheets: Mapping[str, str]) -> str:
    """Return the name of the sheet whose text is the table itself."""
    return next((name for name, text in sheets.items() if not text), "")


def plain_name(typed: str) -> str:
    """Return a name as it is compared: without capitals and curly apostrophes."""
    return typed.strip().casefold().replace("’", "'")


async def _text(file: Upload, workers: Workers) -> str:
    read = partial(call, "bot.intake.uploads:text_of", file.name)
    return await workers.run_on_file(partial(_bytes, file), read)


async def _table_in(message: str, files: Sequence[Upload], workers: Workers) -> str:
    async def fetched() -> list[tuple[str, bytes]]:
        return [(file.name, await _bytes(file)) for file in _likely(files)]

    read = partial(call, "bot.intake.message_tables:table_in", message)
    if not files:
        return await workers.run("quick", read, [])
    return await workers.run_on_file(fetched, read)


async def _bytes(file: Upload) -> bytes:
    """Return what is in a file, which is fetched only if it is not too big."""
    if file.size > MAX_BYTES:
        raise UserError(
            f"This file has {file.size / 1e6:.1f} MB, and I take at most "
            f"{MAX_BYTES // 1_000_000} MB. Send fewer rows, or fewer decimals."
        )
    return await file.read()


def _likely(files: Sequence[Upload]) -> list[Upload]:
    """Return those of a message's files that may hold a table, the likely ones first."""
    others = [file for file in files if not file.kind.startswith(OTHER_MEDIA)]
    tables = [file for file in others if _is_table(file)]
    return (tables or others)[:MOST_FILES]


def _is_table(file: Upload) -> bool:
    return file.name.lower().endswith(TABLE_NAMES) or file.kind.startswith("text/")
