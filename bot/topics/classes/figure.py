"""The picture of `/class results`: a bar for each exercise, as long as many were right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.drawing.canvas import Canvas
from bot.drawing.caption import Caption
from bot.drawing.picture import Picture
from bot.drawing.style import SMALL, WIDTH
from bot.topics.kit.syllabus import BY_NAME

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.drawing.style import Style
    from bot.topics.classes.counting import Counts, Exercise

LEFT, RIGHT = 28.0, WIDTH - 28.0

ROW, BAR = 92.0, 34.0
"""Pixels of an exercise with its name, and of its bar."""

BELOW = 92.0
"""Pixels below the bars, for what they mean."""

KEY = ((1, 0, "right at first"), (0, 1, "partly right"), (0, 0, "wrong"))
"""Parts of a bar with their words."""

KEY_BOX = 54.0


def draw(found: Counts, style: Style) -> Picture:
    """Draw how many were right at first, by exercise."""
    height = round(84 + ROW * len(found.exercises) + BELOW)
    canvas = Canvas(style.theme, WIDTH, height)
    head = Caption.fitted(canvas, _title(found.exercises))
    head.write(canvas)
    y = head.bottom
    for number, each in enumerate(found.exercises, 1):
        name = f"{number}. {BY_NAME[each.kind].title}"
        canvas.text((LEFT, y - 20), name, SMALL, anchor="left")
        shown = f"{each.right} of {each.answered}"
        canvas.text((RIGHT, y - 20), shown, SMALL, canvas.colours.muted, "right")
        _bar(canvas, LEFT, y - 44 - BAR, RIGHT - LEFT, each.right, each.partly, each.answered)
        y -= ROW
    _key(canvas)
    return Picture("results.png", canvas.png(), _alt(found.exercises))


def _bar(
    canvas: Canvas, left: float, bottom: float, width: float, right: int, partly: int, of: int
) -> None:
    """Draw a bar: full for right answers, striped for those partly right, empty for wrong ones."""
    if of:
        first, second = right / of * width, partly / of * width
        if right:
            canvas.bar(left, bottom, first, BAR, canvas.colours.first)
        if partly:
            canvas.bar(left + first, bottom, second, BAR, canvas.colours.second, "//")
    top, end = bottom + BAR, left + width
    corners = [(left, bottom), (end, bottom), (end, top), (left, top), (left, bottom)]
    canvas.line(corners, canvas.colours.axis, 2)


def _key(canvas: Canvas) -> None:
    x = LEFT
    for right, partly, words in KEY:
        _bar(canvas, x, 32, KEY_BOX, right, partly, 1)
        x += KEY_BOX + 10
        canvas.text((x, 49), words, SMALL, canvas.colours.muted, "left")
        x += canvas.measure(words, SMALL)[0] + 32


def _title(exercises: Sequence[Exercise]) -> str:
    """Say which exercise the fewest have right, or how many where that says nothing."""
    answered = [each for each in exercises if each.answered]
    shares = [each.right / each.answered for each in answered]
    if len({*shares}) > 1:
        return f"Hardest: {BY_NAME[answered[shares.index(min(shares))].kind].title}"
    right = sum(each.right for each in answered)
    return f"{right} of {sum(each.answered for each in answered)} answers are right at first"


def _alt(exercises: Sequence[Exercise]) -> str:
    parts = (
        f"{BY_NAME[each.kind].title}: {each.right} of {each.answered} right, {each.partly} partly"
        for each in exercises
    )
    return f"How many answers were right at first. {'; '.join(parts)}."
