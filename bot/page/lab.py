"""The page's side of the bot: lines, forms and presses in, plain data out."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from bot.drawing.style import Style, Theme
from bot.errors import UserError
from bot.faces.answers import NEXT, answered
from bot.faces.computing import computed, replied
from bot.faces.outcomes import CHOOSE, chosen, followed, recalled, wanted_by
from bot.faces.readers import Reader
from bot.page import described, shown
from bot.page.completing import suggestions
from bot.page.session import Post, Session
from bot.reference import call, load
from bot.text import shorten, whole
from bot.topics.kit import line
from bot.topics.kit.declaration import File, Pick, Text
from bot.topics.kit.line import Line, LineError, Typed
from bot.topics.kit.outcome import STALE, Ask, Form, Note, Press, Request
from linalg_engine.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bot.faces.questions import Questions
    from bot.topics.kit.declaration import Command
    from bot.topics.kit.outcome import Outcome
    from bot.topics.kit.question import Question
    from bot.topics.kit.services import Services

    Plain = dict[str, Any]

USER = 1
"""Who asks: the one person at this machine."""

FITTING = "bot.page.fitting:fitting"

LONGEST_SHOWN = 300
"""Characters of a value in the line above an answer."""

LONGEST_ASKED = 2000
"""Characters of that line, and of what the arrow key brings back of it."""


@dataclass(frozen=True)
class Upload:
    """A file that came with a request."""

    name: str
    kind: str
    content: bytes

    @property
    def size(self) -> int:
        """In bytes."""
        return len(self.content)

    async def read(self) -> bytes:
        """Return it."""
        return self.content


class Lab:
    """Everything that the page can ask for.

    Parameters
    ----------
    services
        Those that topics get.
    questions
        The questions behind buttons.
    """

    def __init__(self, services: Services, questions: Questions) -> None:
        self.session = Session()
        self.commands = {command.name: command for command in services.registry.commands}
        self._services = services
        self._questions = questions

    async def sent(self, text: str, files: Sequence[Upload], theme: str) -> Plain:
        """Answer a line.

        Raises
        ------
        LineError
            When it cannot be read.
        """
        found = line.read(text, self.commands, self._services.registry.elsewhere)
        missing = [option.name for option in found.missing()]
        if missing and not found.typed and not files:
            return {"options": found.command.name}
        if missing:
            raise LineError(f"{missing[0]} is missing.", len(text), len(text), missing[0])
        request = _request(found.command, found.inputs(), files)
        try:
            return await self._answer(found.command, request, _asked(text, files), theme)
        except InputError as error:
            return {"error": shown.refusal(error) | _place(error, found)}

    async def filled(
        self, name: str, texts: Mapping[str, str], files: Sequence[Upload], theme: str
    ) -> Plain:
        """Answer a form with a command's declared options.

        Raises
        ------
        LineError
            When something in it is missing, or none of the choices.
        """
        command = self._command(name)
        typed = {name: Typed(text.strip(), 0) for name, text in texts.items() if text.strip()}
        found = Line(command, typed)
        if missing := found.missing():
            raise LineError(f"{missing[0].name} is missing.", 0, 0, missing[0].name)
        request = _request(command, found.inputs(), files)
        asked = _spelled(command, {n: each.text for n, each in typed.items()}, files)
        return await self._answer(command, request, asked, theme)

    async def filled_form(
        self,
        name: str,
        texts: Mapping[str, str],
        files: Sequence[Upload],
        theme: str,
        above: str = "",
    ) -> Plain:
        """Answer a topic's own form.

        Parameters
        ----------
        above
            The post that the form opened from, which the answer replaces; "" for none.
        """
        command = self._command(name)
        post = self._post(above) if above else None
        inputs = {option.name: "" for option in command.options} | dict(texts)
        request = replace(_request(command, inputs, files), from_form=True)
        outcome = await wanted_by(command, request, self._services)
        return await self._outcome(outcome, _spelled(command, texts, files), theme, post)

    async def edited(self, post_id: str, texts: Mapping[str, str], theme: str) -> Plain:
        """Change an answer's question to what was filled in."""
        post = self._post(post_id)
        question = await self._question(post)
        command = self._command(question.command)
        given = {**question.typed, **{n: v for n, v in texts.items() if n in question.typed}}
        found = Line(command, {name: Typed(text, 0) for name, text in given.items()})
        inputs = found.inputs()
        request = replace(
            _request(command, {n: inputs.get(n, text) for n, text in given.items()}, ()),
            given=question.given,
        )
        outcome = await wanted_by(command, request, self._services)
        return await self._outcome(outcome, post.asked, theme, post)

    async def pressed(
        self, post_id: str, action: str, argument: str, values: tuple[str, ...], theme: str
    ) -> Plain:
        """Do what a button or a menu below a post is for.

        Raises
        ------
        UserError
            When there is no such button any more.
        """
        post = self._post(post_id)
        registry = self._services.registry
        if action in registry.below_notes:
            press = Press(USER, None, argument, values)
            outcome = await load(registry.below_notes[action].press)(press, self._services)
            return await self._outcome(outcome, post.asked, theme, post)
        if action == "delete":
            await self.session.delete(post)
            return {"deleted": post.id}
        if action == "share":
            await self.session.share(post, await self._posted_instead(post, theme))
            return {"post": post.plain()}
        question = await self._question(post)
        if action in ("steps", "turn", "copy"):
            return await self._again(question, action, theme)
        if action == "edit":
            options = self._command(question.command).options
            fields = {each.name: described.option(each) for each in options}
            return {"form": shown.edit(question, fields) | {"post": post.id}}
        if action == NEXT:
            outcome = await followed(question, USER, None, self._services)
            return await self._outcome(outcome, post.asked, theme, post)
        press = Press(USER, None, argument, values, question, USER)
        if action == CHOOSE:
            outcome = await chosen(press)
        elif action in registry.below_answers:
            outcome = await load(registry.below_answers[action].press)(press, self._services)
        else:
            raise UserError(STALE)
        return await self._outcome(outcome, post.asked, theme, post)

    async def completed(self, text: str) -> Plain:
        """Return what a line can go on with."""
        found = await suggestions(text, self.commands, USER, self._services)
        return {"suggestions": found}

    async def fitting(self, text: str, theme: str) -> Plain:
        """Return the commands that can answer a text without a command."""
        reader, style = await self._reader(theme)
        questions: list[Question] = []
        for command in self.commands.values():
            if (name := _takes_text(command)) is None:
                continue
            inputs = Line(command, {name: Typed(text, 0)}).inputs()
            try:
                wanted = await wanted_by(command, _request(command, inputs, ()), self._services)
            except (InputError, UserError):
                continue
            if isinstance(wanted, Ask):
                questions.append(replace(wanted.question, variables=reader.person.variables))
        names = await self._services.workers.run("drawing", call, FITTING, questions, style)
        return {
            "fitting": [
                {
                    "name": name,
                    "words": self.commands[name].words,
                    "line": f"/{name} {_takes_text(self.commands[name])}:{text}",
                }
                for name in names
            ]
        }

    async def example(self, name: str, theme: str) -> Plain:
        """Return the picture of a command's example, as a still."""
        command = self._command(name)
        if not described.is_drawn(command):
            return {"picture": None}
        style = replace(Style(), theme=_theme(theme) or Theme.DARK, motion=False)
        found = line.read(f"/{command.name} {command.example}", self.commands)
        request = _request(command, found.inputs(), ())
        outcome = await wanted_by(command, request, self._services)
        if not isinstance(outcome, Ask):
            return {"picture": None}
        reply = await replied(self._services, None, outcome.question, style)
        pictures = shown.pictures(reply.pictures[:1], self.session.keep)
        return {"picture": pictures[0] if pictures else None}

    async def _answer(self, command: Command, request: Request, asked: str, theme: str) -> Plain:
        outcome = await wanted_by(command, request, self._services)
        return await self._outcome(outcome, asked, theme, None)

    async def _outcome(self, outcome: Outcome, asked: str, theme: str, post: Post | None) -> Plain:
        """Return what shows an outcome: in the place of a post, or as a new one.

        A note does not take the place of an answer, and a picture to look at stands beside it.
        """
        if isinstance(outcome, Form):
            return {"form": shown.form(outcome) | {"post": "" if post is None else post.id}}
        if isinstance(outcome, Note):
            body = shown.note(outcome)
            if post is None or post.body["kind"] != "note":
                return {"post": self.session.add(Post(asked, body)).plain()}
            post.body = body
            return {"post": post.plain()}
        reader, style = await self._reader(theme)
        if not isinstance(outcome, Ask):
            reply = await replied(self._services, None, outcome.question, style)
            pictures = shown.pictures(reply.pictures, self.session.keep)
            return {"beside": {"title": reply.title, "meaning": reply.meaning, "pages": pictures}}
        found = await answered(
            *(self._services, self._questions, reader, outcome.question, style),
            variables=outcome.variables,
        )
        own = self._services.registry.below_answers
        body = shown.answer(found, own, self.session.keep) | {"remark": outcome.remark}
        if post is not None:
            question = outcome.question
            asked = _spelled(self._command(question.command), question.typed, ())
        if post is None or outcome.beside:
            return {"post": self.session.add(Post(asked, body, found.key)).plain()}
        post.body, post.key, post.shared, post.asked = body, found.key, False, asked
        return {"post": post.plain()}

    async def _posted_instead(self, post: Post, theme: str) -> Post | None:
        """Return what is shared in place of a post, if it is not that."""
        question = await self._questions.recall(post.key) if post.key else None
        if question is None or not self._command(question.command).shared:
            return None
        reader, style = await self._reader(theme)
        command = self._command(question.command)
        shared: Question = load(command.shared)(question)
        found = await answered(self._services, self._questions, reader, shared, style)
        own = self._services.registry.below_answers
        body = shown.answer(found, own, self.session.keep) | {"remark": ""}
        return Post(_spelled(command, shared.typed, ()), body)

    async def _again(self, question: Question, action: str, theme: str) -> Plain:
        """Return more of an answer that is there."""
        if action == "copy":
            # As exact for everybody, whatever they have chosen.
            found = await computed(self._services, None, "copies", question)
            return {"copies": shown.copies(found, self.session.keep)}
        _, style = await self._reader(theme)
        drawn = await computed(self._services, None, action, question, style)
        return {"beside": {"pages": shown.pictures(drawn, self.session.keep)}}

    async def _reader(self, theme: str) -> tuple[Reader, Style]:
        """Return who asks, and how they want answers: by default in the theme of the page."""
        person = await self._services.store.people.person(USER, None)
        reader = Reader(USER, None, person)
        wanted = _theme(theme)
        if person.chosen.theme is not None or wanted is None:
            return reader, reader.style
        return reader, replace(reader.style, theme=wanted)

    async def _question(self, post: Post) -> Question:
        if not post.key:
            raise UserError(STALE)
        return await recalled(self._questions, post.key, USER, USER)

    def _post(self, name: str) -> Post:
        try:
            return self.session.asked[name]
        except KeyError:
            raise UserError(STALE) from None

    def _command(self, name: str) -> Command:
        try:
            return self.commands[name]
        except KeyError:
            raise UserError("I know no such command. /help shows those that I know.") from None


def _request(command: Command, inputs: Mapping[str, str], files: Sequence[Upload]) -> Request:
    if files and not any(isinstance(option, File) for option in command.options):
        raise UserError(f"/{command.name} takes no file.")
    texts = {name: whole(text) for name, text in inputs.items()}
    return Request(command.name, texts, USER, files=tuple(files))


def _takes_text(command: Command) -> str | None:
    """Return the option that a text without a command would be for, where it is enough."""
    option = next((o for o in command.options if not isinstance(o, File)), None)
    others = [o for o in command.options if o is not option and o.required]
    if not isinstance(option, Text) or others:
        return None
    if not command.answer or command.supply or command.private:
        return None
    return option.name


def _place(error: InputError, found: Line) -> Plain:
    """Return which characters of the line an error is about, if it is known."""
    typed = found.typed.get(error.source or "")
    if typed is None:
        return {}
    inside = -1 if error.text is None else typed.text.find(error.text)
    if inside < 0 or error.position is None:
        return {"start": typed.start, "end": typed.end}
    start = typed.start + inside + min(error.position, len(error.text or ""))
    return {"start": start, "end": start + 1}


def _spelled(command: Command, inputs: Mapping[str, str], files: Sequence[Upload]) -> str:
    """Return a command as it could have been typed, without what it takes anyway."""
    options = [
        f"{option.name}:{shorten(text, LONGEST_SHOWN)}"
        for option in command.options
        if (text := inputs.get(option.name, "").strip())
        and not (isinstance(option, Pick) and text == option.default)
    ]
    return _asked(" ".join([f"/{command.name}", *options]), files)


def _asked(text: str, files: Sequence[Upload]) -> str:
    """Return what was sent, in a line."""
    return " ".join([shorten(text.strip(), LONGEST_ASKED), *(f"📎 {file.name}" for file in files)])


def _theme(name: str) -> Theme | None:
    return Theme(name) if name in {theme.value for theme in Theme} else None
