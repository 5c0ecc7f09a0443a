"""`/help`: every command, and by section how each is typed, from their declarations."""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING

from bot.topics.kit.outcome import Button, Note
from bot.topics.kit.overview import lines

if TYPE_CHECKING:
    from bot.topics.kit.declaration import Topic
    from bot.topics.kit.outcome import Press, Request
    from bot.topics.kit.registry import Registry
    from bot.topics.kit.services import Services

TYPING = """### Type it as you like
`[1,2,3]` · `1 2 3` · `(1; 1/2; -.5)` · `<1, sqrt(2), 2e-3>` · `np.array([1, 2])` · LaTeX
Whole numbers, fractions and decimals are computed exactly.
Both vectors may go into `a`: `/dot a:[1,2,3] [4,5,6]`"""

BUTTONS = """### Below every answer
**Steps** the working, typeset · **Copy** as text, NumPy or LaTeX
**Edit** change the numbers, the answer follows · **Share** in the study channel · **Delete**
**Turn** below a picture in space: the same, turning"""


async def everything(_: Request, services: Services) -> Note:
    """Return all commands, buttons that show how they are typed, and how to type."""
    return _overview(services.registry)


async def section(press: Press, services: Services) -> Note:
    """Return the commands of one section with examples, or all again."""
    sections = _sections(services.registry)
    number = int(press.carried(r"(\d{1,2})")[1])
    if number >= len(sections):
        return _overview(services.registry)
    name, topics = sections[number]
    block = "\n".join([f"### {name}", *(line for topic in topics for line in lines(topic))])
    return Note((block,), buttons=_buttons(sections, number))


def _overview(registry: Registry) -> Note:
    sections = _sections(registry)
    blocks = [
        f"### {name}\n{' · '.join(f'`/{c.name}`' for topic in topics for c in topic.commands)}"
        for name, topics in sections
    ]
    return Note((*blocks, TYPING, BUTTONS), buttons=_buttons(sections, None))


def _sections(registry: Registry) -> list[tuple[str, list[Topic]]]:
    return [(name, [*topics]) for name, topics in groupby(registry.topics, lambda t: t.section)]


def _buttons(sections: list[tuple[str, list[Topic]]], shown: int | None) -> tuple[Button, ...]:
    """Return a button for each section but the one shown, and one for all."""
    buttons = [
        Button("help", str(number), re.split("[,:]", name)[0])
        for number, (name, _) in enumerate(sections)
        if number != shown
    ]
    if shown is not None:
        buttons.append(Button("help", str(len(sections)), "All commands"))
    return tuple(buttons)
