"""Requests that nobody in good faith would send, drawn from a seed: texts, and damaged files."""

from __future__ import annotations

import io
import random
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
from PIL import Image

from bot.chat.desk import Desk
from bot.chat.replies import answer_message
from bot.errors import UserError
from bot.faces.outcomes import wanted_by
from bot.faces.readers import Reader
from bot.topics.image import source
from bot.topics.kit.declaration import Channel, Command, File, Pick, Text, Whole
from bot.topics.kit.outcome import Ask, Request
from bot.topics.kit.registry import Registry
from bot.topics.kit.syllabus import KINDS, ExerciseId
from bot.topics.quiz.context import EXERCISE
from bot.topics.quiz.exercise import Options
from bot.topics.quiz.making import made
from bot.workers import Asker, asked_by
from linalg_engine.errors import InputError
from tests.bot.intake.workbook_files import ods, xlsx

LONGEST = 6000
"""Characters of an option that Discord lets through."""

EXAMPLE = re.compile(r"(\w+):(.*?)(?= \w+:|$)")
"""An option in a command's example."""

LONGEST_REFUSAL = 1500
MOST_CHARACTERS = 4000
"""Of a message, in Discord."""

TYPED = (
    "[1,2,3]",
    "[1 2; 3 4]",
    "1 2\n3 4\n5 7",
    "name,a,b\nann,1,2\nbob,3,5\ncy,2,2",
    "sqrt(2)/3",
    "5,?,1 4,1,2 ?,5,4",
    "A' * B + inv(C)",
    "king - man + woman",
    "\\begin{bmatrix}1&2\\\\3&4\\end{bmatrix}",
    "np.array([[1, 2], [3, 4]])",
    "x + y = 3",
    "[[1/3, 0.5e-3], [1e300, -2]]",
    "the lecture's films",
    "The Godfather; Heat (1995)",
    "relu",
    "man>king woman>queen",
    "user,item,rating\n1,2,3\n1,3,4\n2,2,5",
)
"""What people type in good faith."""

NASTY = (
    "9^9^9^9",
    "1e999",
    "-1e-999",
    "nan",
    "inf",
    "1/0",
    "0/0",
    "((((((((",
    "]]]]",
    "[[[[[[",
    "^" * 60,
    "1" * 5000,
    "1," * 2000,
    "[1;]" * 300,
    "sqrt(" * 80,
    "inv(" * 40 + "[1]" + ")" * 40,
    "'" * 99,
    "@everyone",
    "<@&1>",
    "```",
    "`` ` ``",
    "\u202e",
    "\u2066",
    "\u200b",
    "\ufeff",
    "\0",
    "🎲",
    "é" * 50,
    "１２３",
    "٣",
    "½",
    "²",
    "−",
    "·",
    "|",
    "__import__('os').system('id')",
    "{0.__class__}",
    "%s%s%n",
    "../../etc/passwd",
    "<script>",
    "=cmd|' /C calc'!A0",
    "\\def\\x{\\x\\x}\\x",
    "\\input{a}",
    '#read("/etc/passwd")',
    "$" * 40,
    "\r\n",
    "\t",
    "\x1b[31m",
    "; DROP TABLE people",
    "0x1F",
    "1_000",
    "1e5" * 40,
    "[" + "1 " * 900 + "]",
    "a" * 4000,
    "1 2\n" * 900,
    ",,,,\n" * 200,
    "?" * 300,
    "-" * 300,
)
"""What breaks programs."""


Draw = Callable[[Registry, int, int], Iterator[Request]]
"""Requests to the commands of a registry: how many, from which seed."""


async def outcome(desk: Desk, request: Request) -> str:
    """Return what became of a request: "answered", "refused" in words, or another outcome's name.

    Raises
    ------
    JobError
        When a limit of time or memory was passed, or a worker ended.
    """
    command = desk.services.registry.command(request.command)
    with asked_by(Asker(request.user, request.guild)):
        try:
            wanted = await wanted_by(command, request, desk.services)
            if not isinstance(wanted, Ask):
                return type(wanted).__name__.lower()
            person = await desk.services.store.people.person(request.user, request.guild)
            reader = Reader(request.user, request.guild, person)
            view, _ = await answer_message(desk, reader, wanted)
        except (InputError, UserError) as error:
            if not 0 < len(str(error)) <= LONGEST_REFUSAL:
                raise AssertionError(f"a refusal of {len(str(error))} characters") from error
            return "refused"
    if view.content_length() > MOST_CHARACTERS:
        raise AssertionError(f"a message of {view.content_length()} characters")
    return "answered"


def requests(registry: Registry, count: int, seed: int) -> Iterator[Request]:
    """Yield commands with drawn options, by many people."""
    drawn = random.Random(seed)
    commands = [c for c in registry.commands if _takes_text(c)]
    for number in range(count):
        command = commands[number % len(commands)]
        example = dict(EXAMPLE.findall(command.example))
        inputs = {
            o.name: _value(drawn, o, example.get(o.name, ""))
            for o in command.options
            if not isinstance(o, File | Channel)
        }
        yield Request(command.name, inputs, user=1000 + number % 40, guild=1 + number % 3)


def answers(_: Registry, count: int, seed: int) -> Iterator[Request]:
    """Yield forms with answers to exercises of all kinds, by many people."""
    drawn = random.Random(seed)
    for number in range(count):
        kind = KINDS[number % len(KINDS)]
        exercise = ExerciseId(kind.name, drawn.randint(1, kind.levels), drawn.randrange(4))
        found = made(exercise)
        filled = {
            field.label: found.key[field.name]
            if isinstance(field, Options) and drawn.random() < 0.8
            else mangled(drawn, drawn.choice((found.key[field.name], *TYPED, *NASTY)))
            for field in found.fields
        }
        inputs = {EXERCISE: str(exercise), **filled}
        yield Request("quiz start", inputs, user=1000 + number % 40, guild=1, from_form=True)


def _takes_text(command: Command) -> bool:
    return any(isinstance(option, Text) for option in command.options)


def _value(drawn: random.Random, option: Any, example: str) -> str:
    if isinstance(option, Pick):
        return str(drawn.choice(option.choices)[0])
    if isinstance(option, Whole):
        return str(drawn.randint(option.least, option.most)) if drawn.random() < 0.5 else ""
    if not option.required and drawn.random() < 0.3:
        return ""
    if example and drawn.random() < 0.7:
        return mangled(drawn, example)
    return mangled(drawn, drawn.choice(TYPED if drawn.random() < 0.6 else NASTY))


def mangled(drawn: random.Random, text: str) -> str:
    """Change a text in a few places, at most as long as Discord lets through."""
    for _ in range(drawn.choice((0, 0, 1, 1, 2, 5))):
        at = drawn.randint(0, len(text))
        kind = drawn.randrange(6)
        if kind == 0:
            text = text[:at] + drawn.choice(NASTY) + text[at:]
        elif kind == 1:
            text = text[:at] + text[at + drawn.randint(1, 8) :]
        elif kind == 2:
            text = text[:at] + drawn.choice(TYPED) + text[at:]
        elif kind == 3:
            text = (text + drawn.choice(("", " ", "\n", ";"))) * drawn.choice((2, 3, 20))
        elif kind == 4:
            text = text[:at] + drawn.choice("0123456789.,;:[](){}+-*/^|\\ \n\t'\"=?") + text[at:]
        else:
            text = text[::-1]
        text = text[:LONGEST]
    return text


@dataclass(frozen=True)
class Damaged:
    """A file as Discord would hand it over."""

    name: str
    data: bytes
    kind: str = ""

    @property
    def size(self) -> int:
        return len(self.data)

    async def read(self) -> bytes:
        return self.data


def files(registry: Registry, count: int, seed: int) -> Iterator[Request]:
    """Yield commands with files that were damaged, or that are not what their name says."""
    drawn = random.Random(seed)
    whole = _whole()
    commands = [c for c in registry.commands if any(isinstance(o, File) for o in c.options)]
    for number in range(count):
        command = commands[number % len(commands)]
        name = drawn.choice([*whole])
        data = bytearray(whole[name])
        for _ in range(drawn.randint(0, 6)):
            _damage(drawn, data)
        if drawn.random() < 0.2:
            name = f"a.{drawn.choice([*whole]).rpartition('.')[2]}"
        inputs = {o.name: "" for o in command.options if not isinstance(o, File | Channel)} | {
            o.name: str(o.choices[0][0]) for o in command.options if isinstance(o, Pick)
        }
        file = Damaged(name, bytes(data))
        yield Request(command.name, inputs, user=1000 + number % 40, guild=1, files=(file,))


def _damage(drawn: random.Random, data: bytearray) -> None:
    at = drawn.randint(0, len(data))
    kind = drawn.randrange(5)
    if kind == 0 and data:
        data[drawn.randrange(len(data))] = drawn.randrange(256)
    elif kind == 1:
        del data[at : at + drawn.randint(1, 200)]
    elif kind == 2:
        data[at:at] = drawn.choice(NASTY).encode("utf-8", "surrogatepass")
    elif kind == 3:
        data[at:at] = data[: drawn.randint(0, len(data))]
    else:
        del data[at:]


def _whole() -> dict[str, bytes]:
    """Return files in good order, by name."""
    table = "name,a,b,c\n" + "".join(f"p{k},{k},{k * k % 7},{3 * k % 5}\n" for k in range(12))
    rows = [line.split(",") for line in table.splitlines()]
    cells = [rows[0], *([row[0], *map(float, row[1:])] for row in rows[1:])]
    array = io.BytesIO()
    np.save(array, np.arange(24.0).reshape(8, 3))
    packed = io.BytesIO()
    np.savez(packed, a=np.eye(3))
    pictures: dict[str, bytes] = {}
    for kind in ("png", "jpeg", "webp", "gif"):
        buffer = io.BytesIO()
        Image.fromarray(source.city()[::4, ::4]).save(buffer, kind)
        pictures[f"a.{kind}"] = buffer.getvalue()
    return {
        "a.csv": table.encode(),
        "a.tsv": table.replace(",", "\t").encode("utf-16"),
        "a.txt": table.replace(",", ";").replace(".", ",").encode("latin-1"),
        "a.json": b'[{"a": 1, "b": 2}, {"a": 3, "b": 5}, {"a": 2, "b": 2}]',
        "a.html": b"<table><tr><th>a<th>b<tr><td>1<td>2<tr><td>3<td>5</table>",
        "a.md": b"| a | b |\n|---|---|\n| 1 | 2 |\n| 3 | 5 |\n",
        "a.xlsx": xlsx({"Sheet": cells}),
        "a.ods": ods({"Sheet": cells}),
        "a.npy": array.getvalue(),
        "a.npz": packed.getvalue(),
        **pictures,
    }
