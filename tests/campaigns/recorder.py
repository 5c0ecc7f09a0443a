"""Asks questions in a simulated Discord and writes down what is told, as plain data."""

from __future__ import annotations

import hashlib
import importlib
import io
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import discord
import simcord
from acts import Act, Apps, Channel, Choose, Complete, Look, Press, Question, Slash, Submit
from PIL import Image
from simcord.results import InteractionResult, ResponseMessage

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from simcord.actors import MemberActor
    from simcord.builders import ChannelHandle

CLIENTS = ("bot.chat.client", "bot.client")
"""Where the bot may stand, the newest place first."""

SETTLE_SECONDS = 120.0
JOB_SECONDS = 60.0
"""Much more than needed: no answer may depend on how busy the machine is."""

BUTTON, MENU, TEXT_INPUT, TEXT, GALLERY, FILE = 2, 3, 4, 10, 12, 13
"""Discord's numbers for the kinds of components."""

FOLLOWED = ("Steps", "Explain", "Copy", "Edit")

MODERATOR = discord.Permissions(manage_messages=True, manage_channels=True, manage_guild=True)

CHANGING = (
    (re.compile(r"/channels/\d+/\d+/\d+"), "/channels/MESSAGE"),
    (re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(\.\d+)?(\+00:00|Z)?"), "TIME"),
    (re.compile(r"mention `[0-9a-f]{6}`"), "mention `REFERENCE`"),
    (re.compile(r'"time": \d{13}'), '"time": TIME'),
)
"""What differs from run to run, and what is written in its place."""

Told = dict[str, Any]


def new_bot() -> Any:
    """Return the bot of the tree that is imported from, with two workers of its own."""
    config = importlib.import_module("bot.config").Config(workers=2, job_seconds=JOB_SECONDS)
    for name in CLIENTS:
        try:
            return importlib.import_module(name).StudyBot(config)
        except ModuleNotFoundError as error:
            if error.name is None or not f"{name}.".startswith(f"{error.name}."):
                raise
    raise ModuleNotFoundError(f"The bot is in none of {', '.join(CLIENTS)}.")


async def record(questions: Sequence[Question]) -> dict[str, Any]:
    """Return the answers and, by themselves, the hashes of the pictures, both by question."""
    answers: dict[str, list[Told]] = {}
    pictures: dict[str, list[str]] = {}
    bot = new_bot()
    try:
        async with simcord.run(bot, settle_timeout=SETTLE_SECONDS, check_errors=False) as env:
            school = School(env)
            for question in questions:
                sitting = Sitting(school)
                answers[question.name] = await sitting.ask(question)
                pictures[question.name] = sitting.pictures
    finally:
        await bot.close()
    return {"answers": answers, "pictures": pictures}


class School:
    """A server with its channels, another member and a moderator; students come one by one."""

    def __init__(self, env: simcord.Env) -> None:
        self._env = env
        self._guild = env.create_guild("Linear Algebra")
        role = self._guild.create_role("Moderators", permissions=MODERATOR)
        self.channels = {
            name: self._guild.create_text_channel(name) for name in ("questions", "study")
        }
        self._other = self._guild.add_member(env.create_user("other"))
        self._moderator = self._guild.add_member(env.create_user("moderator"), roles=[role])
        self._students = 0

    @property
    def channel(self) -> ChannelHandle:
        return self.channels["questions"]

    def people(self) -> dict[str, MemberActor]:
        """Return the members by name, with a student who has never been here."""
        self._students += 1
        student = self._guild.add_member(self._env.create_user(f"student{self._students}"))
        return {"student": student, "other": self._other, "moderator": self._moderator}

    def ids(self, people: Mapping[str, MemberActor]) -> dict[str, str]:
        """Return what is written in the place of ids."""
        found = {str(person.id): name.upper() for name, person in people.items()}
        found |= {str(place.id): name.upper() for name, place in self.channels.items()}
        return found | {str(self._guild.id): "SERVER"}


@dataclass
class Sitting:
    """One person's question, from the first act to the last."""

    school: School
    pictures: list[str] = field(default_factory=list[str])

    def __post_init__(self) -> None:
        self._people = self.school.people()
        self._ids = self.school.ids(self._people)
        self._answer: ResponseMessage | None = None
        self._form: InteractionResult | None = None

    async def ask(self, question: Question) -> list[Told]:
        """Do all acts; return what was told after each."""
        told = [await self._moment(act) for act in question.acts]
        if question.follow and self._answer is not None:
            labels = [part.get("label") for part in _walk(self._answer.components)]
            told += [await self._moment(Press(x)) for x in FOLLOWED if x in labels]
        return told

    async def _moment(self, act: Act) -> Told:
        try:
            return {"did": str(act)} | await self._told(act)
        except Exception as error:
            # A button that is gone is a difference to be told, not the end of the record.
            words = self._tidy(f"{type(error).__name__}: {error}")
            return {"did": str(act), "impossible": words}

    async def _told(self, act: Act) -> Told:
        if isinstance(act, Complete):
            offered = await self._people["student"].autocomplete(
                self.school.channel, act.command, act.option, act.typed, **act.filled
            )
            return {"offered": [f"{o['name']} → {o['value']}" for o in offered]}
        if isinstance(act, Look):
            return {"messages": [await self._message(self.school.channels[act.channel])]}
        result = await self._done(act)
        messages = [] if result.response is None else [result.response]
        self._remember(result, act)
        told: Told = {"messages": [await self._message(m) for m in [*messages, *result.followups]]}
        return told if result.modal is None else told | {"form": self._form_fields(result.modal)}

    def _remember(self, result: InteractionResult, act: Act) -> None:
        """Keep what later acts are about."""
        if result.modal is not None:
            self._form = result
        new, old = result.response, self._answer
        is_asked = isinstance(act, Slash | Apps | Submit)
        if new is not None and (is_asked or (old is not None and new.id == old.id)):
            self._answer = new

    async def _done(self, act: Slash | Apps | Press | Choose | Submit) -> InteractionResult:
        channel = self.school.channel
        if isinstance(act, Slash):
            options = {name: self._option(value) for name, value in act.options.items()}
            return await self._people[act.who].slash(channel, act.command, **options)
        student = self._people["student"]
        if isinstance(act, Apps):
            message = await self._people["other"].send(
                channel, act.content, attachments=list(act.files)
            )
            return await student.context_menu(channel, act.entry, message)
        if isinstance(act, Submit):
            if self._form is None:
                raise LookupError("no form is open")
            return await student.submit_modal(self._form, _filled(self._form, act))
        if self._answer is None:
            raise LookupError("there is no answer")
        if isinstance(act, Press):
            return await self._people[act.who].click(self._answer, label=act.label)
        menu = _menu(self._answer, act.menu)
        values = _values(menu, act.entries)
        return await self._people[act.who].select(self._answer, values, custom_id=menu["custom_id"])

    def _option(self, value: Any) -> Any:
        return self.school.channels[value.name] if isinstance(value, Channel) else value

    async def _message(self, found: ResponseMessage | ChannelHandle) -> Told:
        """Return all that a person sees of a message, or of the last message in a channel."""
        message = found if isinstance(found, ResponseMessage) else found.last_message
        if message is None:
            return {"nothing": True}
        private = isinstance(message, ResponseMessage) and message.ephemeral
        told: Told = {"to": "the asker" if private else "all"}
        if message.content:
            told["content"] = self._tidy(message.content)
        parts: list[Any] = [*message.components]
        if isinstance(message, discord.Message):
            parts = [part.to_dict() for part in parts]
        shown = [self._part(part) for part in _walk(parts)]
        told["shows"] = [part for part in shown if part]
        told["files"] = [await self._file(file) for file in message.attachments]
        return told

    def _part(self, part: Mapping[str, Any]) -> Told:
        kind = part["type"]
        if kind == TEXT:
            return {"text": self._tidy(part["content"])}
        if kind == GALLERY:
            return {"alt": [item.get("description") for item in part["items"]]}
        if kind == FILE:
            return {"file": part["file"]["url"].rpartition("/")[2]}
        if kind == BUTTON:
            where = {"url": self._tidy(part["url"])} if part.get("url") else {}
            off = {"disabled": True} if part.get("disabled") else {}
            return {"button": part.get("label"), **where, **off}
        if kind == MENU:
            return {"menu": part.get("placeholder"), "options": _options(part)}
        return {}

    async def _file(self, file: discord.Attachment) -> Told:
        data = await file.read()
        told: Told = {"name": file.filename}
        if data.startswith((b"\x89PNG", b"GIF8")):
            digest = hashlib.sha256(data).hexdigest()[:16]
            self.pictures.append(f"{file.filename} {len(data)} bytes {digest}")
            return told | {"size": list(Image.open(io.BytesIO(data)).size)}
        return told | {"content": self._tidy(data.decode())}

    def _form_fields(self, modal: Mapping[str, Any]) -> Told:
        return {"title": modal["title"], "fields": [_field(part) for part in modal["components"]]}

    def _tidy(self, text: str) -> str:
        """Return the text without what differs from run to run."""
        for pattern, instead in CHANGING:
            text = pattern.sub(instead, text)
        for number, name in self._ids.items():
            text = text.replace(number, name)
        return text


def _walk(parts: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for part in parts:
        yield part
        yield from _walk(part.get("components", ()))


def _field(part: Mapping[str, Any]) -> Told:
    """Return what a person sees of a field of a form."""
    control = part["component"]
    told = {"label": part["label"], "description": part.get("description")}
    told |= {name: control.get(name) for name in ("type", "required", "placeholder", "value")}
    told |= {name: control.get(name) for name in ("max_length", "min_values", "max_values")}
    if "options" in control:
        told["options"] = _options(control)
    return {name: value for name, value in told.items() if value is not None}


def _options(menu: Mapping[str, Any]) -> list[str]:
    return [
        " · ".join(
            [option["label"]]
            + ([option["description"]] if option.get("description") else [])
            + (["chosen"] if option.get("default") else [])
        )
        for option in menu["options"]
    ]


def _menu(message: ResponseMessage, placeholder: str) -> Mapping[str, Any]:
    """Return the one menu whose placeholder begins so."""
    menus = [part for part in _walk(message.components) if part["type"] == MENU]
    found = [m for m in menus if (m.get("placeholder") or "").startswith(placeholder)]
    if len(found) != 1:
        shown = [menu.get("placeholder") for menu in menus]
        raise LookupError(f"no one menu begins with {placeholder!r} among {shown}")
    return found[0]


def _values(menu: Mapping[str, Any], entries: Iterable[str | int]) -> list[str]:
    """Return the values of a menu's entries, given by label or place."""
    options = menu["options"]
    by_label = {option["label"]: option["value"] for option in options}
    return [options[e]["value"] if isinstance(e, int) else by_label[e] for e in entries]


def _filled(form: InteractionResult, act: Submit) -> dict[str, Any]:
    """Return what is sent for the fields of a form, which are given by their labels."""
    assert form.modal is not None
    fields = {part["label"]: part["component"] for part in form.modal["components"]}
    sent: dict[str, Any] = {}
    for label, value in act.fields.items():
        control = fields[label]
        sent[control["custom_id"]] = _values(control, value) if isinstance(value, list) else value
    return sent
