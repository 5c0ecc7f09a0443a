"""`/help`: what one would like to do, how each command is typed, and all commands."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from bot.topics.kit.declaration import SECTIONS
from bot.topics.kit.outcome import Button, Note
from bot.topics.kit.overview import lines

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.topics.kit.declaration import Topic
    from bot.topics.kit.outcome import Press, Request
    from bot.topics.kit.registry import Registry
    from bot.topics.kit.services import Services


@dataclass(frozen=True)
class Wish:
    """What somebody would like to do.

    Attributes
    ----------
    label
        What its button says.
    words
        The same in a sentence, with something to begin with.
    sections
        In which the commands for it are declared.
    """

    label: str
    words: str
    sections: tuple[str, ...]


WISHES = (
    Wish(
        "Calculate",
        "with vectors and matrices, exactly, every step shown: `/dot a:[1,2,3] b:[4,5,6]`",
        SECTIONS[:2],
    ),
    Wish(
        "Look at data",
        "at tables, words and images as vectors: `/pca`, `/words near word:piano`",
        SECTIONS[2:4],
    ),
    Wish("Films", "for your taste, and why: `/recommend likes:Shrek`", SECTIONS[4:5]),
    Wish(
        "Learn",
        "in lessons, and with exercises that are asked again in time: `/learn`, `/quiz start`",
        SECTIONS[5:7],
    ),
    Wish("Settings", "what is kept for you, and what a server chooses", SECTIONS[7:]),
)

TYPING = """### Type it as you like
`[1,2,3]` · `1 2 3` · `(1; 1/2; -.5)` · `<1, sqrt(2), 2e-3>` · `np.array([1, 2])` · LaTeX
Whole numbers, fractions and decimals are computed exactly.
Both vectors may go into `a`: `/dot a:[1,2,3] [4,5,6]`"""

BUTTONS = """### Below every answer
**Steps** the working, typeset · **Copy** as text, NumPy or LaTeX
**Edit** change the numbers, the answer follows · **Share** in the study channel · **Delete**
**Turn** below a picture in space: the same, turning · **Next** what is worth trying with the \
same numbers"""


async def start(_: Request, services: Services) -> Note:
    """Ask what one would like to do."""
    wishes = _wishes(services.registry)
    words = "\n".join(f"**{wish.label}** {wish.words}" for wish in wishes)
    return Note(
        (f"### What would you like to do?\n{words}", TYPING), buttons=_buttons(wishes, None)
    )


async def chosen(press: Press, services: Services) -> Note:
    """Return the commands for a wish with examples, or all commands."""
    registry, wishes = services.registry, _wishes(services.registry)
    number = int(press.carried(r"(\d{1,2})")[1])
    if number >= len(wishes):
        return _overview(registry, wishes)
    blocks = [
        "\n".join([f"### {name}", *(line for topic in topics for line in lines(topic))])
        for name, topics in _sections(registry)
        if name in wishes[number].sections
    ]
    return Note(tuple(blocks), buttons=_buttons(wishes, number))


def _overview(registry: Registry, wishes: Sequence[Wish]) -> Note:
    blocks = [
        f"### {name}\n{' · '.join(f'`/{c.name}`' for topic in topics for c in topic.commands)}"
        for name, topics in _sections(registry)
    ]
    return Note((*blocks, TYPING, BUTTONS), buttons=_buttons(wishes, len(wishes)))


def _wishes(registry: Registry) -> tuple[Wish, ...]:
    """Return what one may wish for, with the sections that topics from elsewhere have added."""
    added = [name for name, _ in _sections(registry) if name not in SECTIONS]
    return (*WISHES, *(Wish(re.split("[,:]", name)[0], "", (name,)) for name in added))


def _sections(registry: Registry) -> list[tuple[str, list[Topic]]]:
    return [(name, [*topics]) for name, topics in groupby(registry.topics, lambda t: t.section)]


def _buttons(wishes: Sequence[Wish], shown: int | None) -> tuple[Button, ...]:
    """Return a button for each page but the one shown."""
    labels = [*(wish.label for wish in wishes), "All commands"]
    return tuple(
        Button("help", str(number), label) for number, label in enumerate(labels) if number != shown
    )
