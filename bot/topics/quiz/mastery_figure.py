"""The picture of `/quiz stats`: a row of boxes for each subject, a box for each kind."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.drawing.canvas import Canvas
from bot.drawing.caption import Caption
from bot.drawing.picture import Picture
from bot.drawing.style import SMALL, WIDTH
from bot.text import counted
from bot.topics.quiz.mastery import STEPS, WEEK

if TYPE_CHECKING:
    from bot.drawing.style import Style
    from bot.topics.quiz.mastery import Mastered, Mastery

LEFT, RIGHT = 28.0, WIDTH - 28.0

ROW, BOX = 106.0, 46.0
"""Pixels of a subject with its name, and of its boxes."""

GAP = 10.0
"""Pixels between boxes."""

WIDEST = 200.0
"""Pixels of a box."""

BELOW = 96.0
"""Pixels below the rows, for what the boxes mean."""

KEY = ((1, "answered"), (2, "lasts a week"), (3, "three weeks"), (0, "due"))
"""Steps with their words; 0 stands for what is due."""

KEY_BOX = 54.0


def draw(found: Mastery, style: Style) -> Picture:
    """Draw what somebody remembers, by subject."""
    rows = found.subjects
    height = round(84 + ROW * len(rows) + BELOW)
    canvas = Canvas(style.theme, WIDTH, height)
    head = Caption.fitted(canvas, _title(found))
    head.write(canvas)
    y = head.bottom
    widest = max(len(kinds) for _, kinds in rows)
    width = min(WIDEST, (RIGHT - LEFT + GAP) / widest - GAP)
    for title, kinds in rows:
        asked = sum(kind.name in found.kinds for kind in kinds)
        canvas.text((LEFT, y - 24), title, SMALL, anchor="left")
        shown = f"{asked} of {len(kinds)}"
        canvas.text((RIGHT, y - 24), shown, SMALL, canvas.colours.muted, "right")
        for number, kind in enumerate(kinds):
            box = _Box(LEFT + number * (width + GAP), y - 48 - BOX, width)
            box.draw(canvas, found.kinds.get(kind.name))
        y -= ROW
    _draw_key(canvas)
    return Picture("mastery.png", canvas.png(), _alt(found))


@dataclass(frozen=True)
class _Box:
    left: float
    bottom: float
    width: float
    height: float = BOX

    def draw(self, canvas: Canvas, each: Mastered | None) -> None:
        """Draw a kind: as full as it is known, striped where it is due, empty where it is new."""
        if each is not None:
            self.fill(canvas, each.steps / STEPS, is_due=each.is_due)
        self.frame(canvas)

    def fill(self, canvas: Canvas, share: float, *, is_due: bool) -> None:
        colour = canvas.colours.second if is_due else canvas.colours.first
        hatch = "//" if is_due else None
        canvas.bar(self.left, self.bottom, share * self.width, self.height, colour, hatch)

    def frame(self, canvas: Canvas) -> None:
        right, top = self.left + self.width, self.bottom + self.height
        corners = [
            (self.left, self.bottom),
            (right, self.bottom),
            (right, top),
            (self.left, top),
            (self.left, self.bottom),
        ]
        canvas.line(corners, canvas.colours.axis, 2)


def _draw_key(canvas: Canvas) -> None:
    x = LEFT
    for step, words in KEY:
        box = _Box(x, 36, KEY_BOX, 34)
        box.fill(canvas, step / STEPS if step else 1, is_due=not step)
        box.frame(canvas)
        x += KEY_BOX + 10
        canvas.text((x, 53), words, SMALL, canvas.colours.muted, "left")
        x += canvas.measure(words, SMALL)[0] + 28


def _title(found: Mastery) -> str:
    if due := found.due:
        return f"{counted(len(due), 'kind of exercise is', 'kinds of exercises are')} due"
    weeks = sum(each.days >= WEEK for each in found.kinds.values())
    if weeks:
        return f"{counted(weeks, 'kind of exercise stays', 'kinds of exercises stay')} for a week"
    return f"{counted(len(found.kinds), 'kind of exercise', 'kinds of exercises')} practised"


def _alt(found: Mastery) -> str:
    parts: list[str] = []
    for title, kinds in found.subjects:
        asked = [found.kinds[kind.name] for kind in kinds if kind.name in found.kinds]
        weeks = sum(each.days >= WEEK for each in asked)
        due = sum(each.is_due for each in asked)
        parts.append(
            f"{title}: {len(asked)} of {len(kinds)} kinds answered, {weeks} last a week or more, "
            f"{due} due"
        )
    return f"What is remembered, by topic. {'; '.join(parts)}."
