"""`/help`: every command, from its declaration."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from bot.topics.kit.outcome import Note
from bot.topics.kit.overview import lines

if TYPE_CHECKING:
    from bot.topics.kit.outcome import Request
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
    """Return all commands, and how to type."""
    sections = groupby(services.registry.topics, key=lambda topic: topic.section)
    blocks = [
        "\n".join([f"### {section}", *(line for topic in topics for line in lines(topic))])
        for section, topics in sections
    ]
    return Note((*blocks, TYPING, BUTTONS))
