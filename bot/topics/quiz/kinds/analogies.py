"""Arithmetic with words as points of the plane: man is to king as woman is to …"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.drawing import arrows
from bot.drawing.coordinates import floats
from bot.drawing.picture import Picture
from bot.drawing.scene import Arrow, Scene, Spot
from bot.formula import Chain, Minus, Notation, Sum, Words, equals
from bot.topics.quiz.answers import chosen, words
from bot.topics.quiz.exercise import Blank, Exercise, Options, Verdict
from bot.topics.quiz.kinds.listing import in_pairs
from bot.topics.quiz.mistakes import RIGHT, Mistake, graded_vector, is_told_apart
from bot.topics.quiz.numbers import drawn, exactly

if TYPE_CHECKING:
    from random import Random

    from bot.drawing.arrays import Floats
    from bot.drawing.pages import Block
    from bot.drawing.style import Style
    from bot.topics.quiz.exercise import Typed

SAY = Notation()

ANALOGIES = (
    ("man", "king", "woman", "queen"),
    ("France", "Paris", "Italy", "Rome"),
    ("walk", "walked", "swim", "swam"),
    ("good", "better", "bad", "worse"),
    ("cat", "kitten", "dog", "puppy"),
    ("big", "bigger", "small", "smaller"),
    ("cow", "milk", "bee", "honey"),
    ("one", "first", "two", "second"),
)
"""a is to b as c is to d."""

OTHERS = ("apple", "river", "chair", "cloud", "stone", "window", "paper", "bread", "lamp", "violin")

WIDEST = 9
"""Coordinates go from 0 to this."""

CLEAR = 4
"""The least squared distance of two words, so that their names can be read."""

ASIDE = {
    1: ((0, 0),),
    2: ((1, 0), (-1, 0), (0, 1), (0, -1), (1, 1)),
    3: ((2, 2), (2, -2), (-2, 2), (-2, -2), (0, 3), (3, 0), (0, -3), (-3, 0)),
}
"""From where the arithmetic ends to the word that is meant, by level."""

Point = tuple[int, int]


@dataclass(frozen=True)
class Plane:
    """Words at points of the plane.

    Attributes
    ----------
    names
        The three words of the question, the one that is meant, and others.
    points
        Theirs, in the same order.
    with_question
        Whether the words of the question can be chosen too, and one is nearer than the right one.
    """

    names: tuple[str, ...]
    points: tuple[Point, ...]
    with_question: bool

    @property
    def end(self) -> Point:
        """Where the arithmetic ends: b − a + c."""
        (ax, ay), (bx, by), (cx, cy) = self.points[:3]
        return bx - ax + cx, by - ay + cy

    @property
    def other_way(self) -> Point:
        """Where a − b + c ends."""
        (ax, ay), (bx, by), (cx, cy) = self.points[:3]
        return ax - bx + cx, ay - by + cy

    def squares(self) -> list[int]:
        """Return the squared distance of each word from the end."""
        return [_square(self.end, point) for point in self.points]

    def is_clear(self) -> bool:
        """Whether the word that is meant is nearest but for those of the question."""
        if not all(0 <= x <= WIDEST for point in (*self.points, self.end) for x in point):
            return False
        squares = self.squares()
        if squares[3] >= min(squares[4:]) - 1:
            return False
        is_nearer = min(squares[:3]) < squares[3]
        return is_nearer == self.with_question and all(
            _square(p, q) >= CLEAR for k, p in enumerate(self.points) for q in self.points[:k]
        )


def analogy(random: Random, level: int) -> Exercise:
    """Return "a is to b as c is to …?", in the plane."""
    names = (*random.choice(ANALOGIES), *random.sample(OTHERS, 3))

    def draw() -> Plane:
        def point() -> Point:
            return random.randint(0, WIDEST), random.randint(0, WIDEST)

        a, b = point(), point()
        c = point()
        if level == 3:
            c = a[0] + random.randint(-2, 2), a[1] + random.randint(-2, 2)
        (x, y) = b[0] - a[0] + c[0], b[1] - a[1] + c[1]
        aside = random.choice(ASIDE[level])
        meant = x + aside[0], y + aside[1]
        wrong = a[0] - b[0] + c[0], a[1] - b[1] + c[1]
        return Plane(names, (a, b, c, meant, wrong, point(), point()), level == 3)

    def fits(plane: Plane) -> bool:
        return plane.is_clear() and is_told_apart(exactly(plane.end), _of_end(plane))

    return _exercise(random, drawn(draw, fits), level)


def _exercise(random: Random, plane: Plane, level: int) -> Exercise:
    a, b, c, meant = plane.names[:4]
    listed = list(zip(plane.names, plane.points, strict=True))
    random.shuffle(listed)
    offered = sorted(plane.names if plane.with_question else plane.names[3:])
    menu = Options("word", "the word", tuple((name, name) for name in offered))
    end = Blank("point", f"{b} − {a} + {c}", "a point: [1, 2] or 1 2")
    fields: tuple[Blank | Options, ...] = (menu,) if level == 1 else (end, menu)
    key = {"word": meant}
    if level > 1:
        key["point"] = SAY.vector(exactly(plane.end)).text()
    p, q = (SAY.vector(exactly(plane.points[k])) for k in (0, 1))
    sought = f"{b} − {a} + {c}".replace(" ", "\u00a0")
    left_out = " The three words themselves do not count." if plane.with_question else ""
    step = exactly(y - x for x, y in zip(plane.points[0], plane.points[1], strict=True))
    return Exercise(
        asks=f"{a} is to {b} as {c} is to which word? Take the one nearest to {sought}." + left_out,
        given=tuple(f"{name} {equals(SAY.vector(exactly(at)))}" for name, at in listed),
        blocks=in_pairs(Chain(Words(name), (SAY.vector(exactly(at)),)) for name, at in listed),
        fields=fields,
        key=key,
        hints=(
            f"The step from {a} to {b} is an arrow. Go the same step from {c}.",
            f"Compute {b} − {a} + {c}, entry by entry. The word nearest to that point is meant.",
            (
                f"{b} − {a} is {q} − {p}, which is {SAY.vector(step)}. Add that to {c}, and look "
                "which word is nearest."
            ),
        ),
        working=_working(plane),
        grade=lambda typed: _graded(typed, plane, menu, level),
        draw=lambda style: _draw(plane, style),
        draw_working=lambda style: _draw(plane, style, is_solved=True),
    )


def _graded(typed: Typed, plane: Plane, menu: Options, level: int) -> Verdict:
    word = _graded_word(typed, plane, menu)
    if level == 1:
        return word
    a, b, c = plane.names[:3]
    shown = Sum((Words(b), Minus(Words(a)), Words(c)))
    end = graded_vector(typed, "point", shown, exactly(plane.end), _of_end(plane))
    read = (*end.read, *word.read)
    if end.is_right and word.is_right:
        return Verdict(1, RIGHT, read)
    if end.is_right:
        return Verdict(
            0.5, f"The point is right, the word is not. {word.message}", read, word.mistake
        )
    if word.is_right:
        return Verdict(
            0.5, f"The word is right, the point is not. {end.message}", read, end.mistake
        )
    return Verdict(0, end.message, read, end.mistake)


def _graded_word(typed: Typed, plane: Plane, menu: Options) -> Verdict:
    (found,), read = chosen(typed, menu), (words(typed, menu),)
    a, b, c, meant, wrong = plane.names[:5]
    if found == meant:
        return Verdict(1, RIGHT, read)
    if found in (a, b, c):
        message = "It is a word of the question: these do not count, however near they are."
        return Verdict(0, message, read, "a word of the question")
    if found == wrong:
        message = f"It is near {a} − {b} + {c}: the step the other way."
        return Verdict(0, message, read, "the other way")
    return Verdict(0, f"Another word is nearer to {b} − {a} + {c}.", read)


def _of_end(plane: Plane) -> list[Mistake]:
    """Return the usual mistakes at the point where the arithmetic ends."""
    a, b, c = plane.names[:3]
    (ax, ay), (bx, by), (cx, cy) = plane.points[:3]
    return [
        Mistake(
            "the other way",
            exactly(plane.other_way),
            f"That is {a} − {b} + {c}: the step the other way.",
        ),
        Mistake(
            "only the step",
            exactly((bx - ax, by - ay)),
            f"That is the step from {a} to {b}: go it from {c}.",
        ),
        Mistake(
            "all added",
            exactly((ax + bx + cx, ay + by + cy)),
            f"{a} is subtracted, not added.",
        ),
    ]


def _working(plane: Plane) -> tuple[Block, ...]:
    a, b, c, meant = plane.names[:4]
    p, q, r = (SAY.column(exactly(point)) for point in plane.points[:3])
    blocks: list[Block] = [
        Chain(
            Sum((Words(b), Minus(Words(a)), Words(c))),
            (Sum((q, Minus(p), r)), SAY.column(exactly(plane.end))),
        ),
        "The squared distances of the other words from there:",
    ]
    squares = list(zip(plane.names, plane.squares(), strict=True))[3:]
    listed = ", ".join(f"{name} {square}" for name, square in squares)
    return (*blocks, f"{listed}.", f"Nearest: {meant}.")


def _draw(plane: Plane, style: Style, *, is_solved: bool = False) -> Picture:
    """Return a picture of the words, with the step from a to b, and solved the one from c."""
    a, b, c, meant = plane.names[:4]
    steps = [Arrow(_at(plane.points[1]), "", "first", tail=_at(plane.points[0]))]
    if is_solved:
        steps.append(Arrow(_at(plane.end), "", "result", tail=_at(plane.points[2])))
    spots = tuple(
        Spot(_at(point), Words(name), "first" if name in (a, b, c) else "second")
        for name, point in zip(plane.names, plane.points, strict=True)
    )
    caption = Words(f"{a} to {b}, {c} to {meant if is_solved else 'which word?'}")
    scene = Scene(2, caption, arrows=tuple(steps), spots=spots)
    told = ", ".join(
        f"{name} {SAY.vector(exactly(point))}"
        for name, point in zip(plane.names, plane.points, strict=True)
    )
    alt = f"Words at points of the plane: {told}. An arrow leads from {a} to {b}"
    alt += f", and the same from {c}." if is_solved else "."
    return Picture("words.png", arrows.draw(scene, style.theme), alt)


def _at(point: Point) -> Floats:
    return floats(exactly(point))


def _square(p: Point, q: Point) -> int:
    return sum((x - y) ** 2 for x, y in zip(p, q, strict=True))
