"""Questions about elimination, drawn, and what was painted for them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, TypeVar
from unittest import mock

import numpy as np
from numpy.typing import NDArray

from bot.drawing.picture import Picture
from bot.drawing.style import COLOURS, Style, Theme
from bot.drawing.things import Fill, Line, Marks, Thing, Written
from bot.drawing.view import View
from bot.formula.node import text
from bot.topics.kit.answering import reply
from bot.topics.kit.question import Question
from tests.bot.drawing.rules import Painted, faults, recorded_paintings

STILL = Style(Theme.DARK, motion=False)
MOVING = Style(Theme.DARK)

Kind = TypeVar("Kind", bound=Thing)


@dataclass(frozen=True)
class Drawn:
    """A picture and its first painted frame."""

    picture: Picture
    painted: Painted
    style: Style

    @property
    def words(self) -> list[str]:
        """All that is written."""
        return [text(each.lettering.content) for each in self.of(Written)]

    def of(self, kind: type[Kind], role: str | None = None) -> list[Kind]:
        """The things of a kind, and of the colour of a role, the grid or the axes."""
        colour = None if role is None else getattr(COLOURS[self.style.theme], role)
        things = [thing for thing in self.painted.things if isinstance(thing, kind)]
        return [t for t in things if colour is None or getattr(t, "colour", None) == colour]

    def written(self, words: str) -> Written:
        """The one thing that says this."""
        (found,) = [w for w in self.of(Written) if text(w.lettering.content) == words]
        return found

    def dots(self, role: str) -> list[list[float]]:
        """The centres of dots, in pixels."""
        return [centre for marks in self.of(Marks, role) for centre in marks.centres.tolist()]

    def lines(self, role: str, width: float) -> list[NDArray[Any]]:
        """The polylines of a role that are so broad, in pixels."""
        return [p for line in self.of(Line, role) if line.width == width for p in line.points]

    def fills(self, role: str) -> list[Fill]:
        """The filled polygons of a role."""
        return self.of(Fill, role)


def drawn(command: str, a: str, b: str = "", style: Style = STILL) -> Drawn:
    """Ask, and return the one picture of the answer; it keeps the rules for reading."""
    inputs = {"a": a, "b": b} if command == "matrix solve" else {"a": a}
    with recorded_paintings() as paintings:
        answer = reply(Question(command, inputs), style)
    (picture,) = answer.pictures
    assert not faults(paintings[0])
    return Drawn(picture, paintings[0], style)


def has_picture(command: str, a: str, b: str = "") -> bool:
    """Whether the answer has a picture."""
    inputs = {"a": a, "b": b} if command == "matrix solve" else {"a": a}
    return bool(reply(Question(command, inputs), STILL).pictures)


@contextmanager
def recorded_views(module: Any) -> Iterator[list[View]]:
    """Collect from where the figures of a module are seen."""
    views: list[View] = []
    fit = module.fit

    def record(*args: Any) -> View:
        views.append(fit(*args))
        return views[-1]

    with mock.patch.object(module, "fit", record):
        yield views


def in_units(view: View, pixels: Any) -> NDArray[Any]:
    """Return coordinates of the plane from pixels."""
    return (np.asarray(pixels) - view.offset) / view.scale
