"""The film nearest to another, by the dot product and by the cosine."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import partial
from typing import TYPE_CHECKING

from bot.formula import Chain, Norm, Notation, Product, Quotient, Words, equals
from bot.topics.quiz.answers import chosen, words
from bot.topics.quiz.exercise import Exercise, Options, Verdict
from bot.topics.quiz.kinds.listing import in_pairs
from bot.topics.quiz.kinds.plane import draw_arrows
from bot.topics.quiz.kinds.quotients import divided
from bot.topics.quiz.kinds.ratings import FILMS
from bot.topics.quiz.mistakes import RIGHT
from bot.topics.quiz.numbers import drawn, exactly, integers, product
from bot.topics.quiz.vector_workings import products

if TYPE_CHECKING:
    from random import Random

    from bot.drawing.pages import Block
    from bot.drawing.picture import Picture
    from bot.drawing.style import Style
    from bot.topics.quiz.exercise import Typed

SAY = Notation()

LENGTHS = {
    2: ((3, 4), (6, 8), (5, 12), (0, 5), (0, 8)),
    3: ((1, 2, 2), (2, 4, 4), (3, 6, 6), (2, 3, 6), (0, 3, 4), (0, 0, 5), (0, 6, 8), (1, 4, 8)),
}
"""Vectors of whole length, so that cosines can be compared by hand, by the number of entries."""


@dataclass(frozen=True)
class Films:
    """A film, and others one of which is nearest to it.

    Attributes
    ----------
    film, vector
        Its name and its numbers.
    others
        Names and numbers of whole length.
    """

    film: str
    vector: tuple[int, ...]
    others: tuple[tuple[str, tuple[int, ...]], ...]

    def dots(self) -> list[Fraction]:
        """Return the dot product with each of the others."""
        return [Fraction(product(self.vector, other)) for _, other in self.others]

    def shares(self) -> list[Fraction]:
        """Return the same, divided by the length of the other: as large as the cosine is."""
        return [
            dot / length_of(other) for dot, (_, other) in zip(self.dots(), self.others, strict=True)
        ]

    def nearest(self) -> tuple[str, str]:
        """Return the nearest by the dot product, and by the cosine."""
        names = [name for name, _ in self.others]
        dots, shares = self.dots(), self.shares()
        return names[dots.index(max(dots))], names[shares.index(max(shares))]


def nearestfilm(random: Random, level: int) -> Exercise:
    """Return "Which film is nearest, by the dot product and by the cosine?"."""
    entries, count = (2, 3) if level == 1 else (3, level + 1)
    differ = random.random() < 0.75

    def draw() -> Films:
        names = random.sample(FILMS, count + 1)
        vector = integers(random, entries, 3, zero=True)
        others = [_turned(random, random.choice(LENGTHS[entries])) for _ in names[1:]]
        if level == 1:
            vector, others = tuple(map(abs, vector)), [tuple(map(abs, v)) for v in others]
        return Films(names[0], vector, tuple(zip(names[1:], others, strict=True)))

    def fits(films: Films) -> bool:
        by_dot, by_cosine = films.nearest()
        return (
            sum(map(bool, films.vector)) > 1
            and len({v for _, v in films.others}) == len(films.others)
            and _is_clear(films.dots())
            and _is_clear(films.shares())
            and (by_dot != by_cosine) == differ
        )

    return _exercise(drawn(draw, fits))


def _turned(random: Random, sizes: tuple[int, ...]) -> tuple[int, ...]:
    """Return the numbers in another order, some of them negative."""
    return tuple(random.choice((1, 1, -1)) * x for x in random.sample(sizes, len(sizes)))


def _is_clear(values: list[Fraction]) -> bool:
    """Whether the largest is alone."""
    first, second = sorted(values)[-1:-3:-1]
    return first > second and first > 0


def length_of(v: tuple[int, ...]) -> int:
    """Return a whole length."""
    return round(product(v, v) ** 0.5)


def _exercise(films: Films) -> Exercise:
    by_dot, by_cosine = films.nearest()
    names = tuple((name, name) for name, _ in films.others)
    menus = (
        Options("dot", "nearest by the dot product", names),
        Options("cosine", "nearest by the cosine", names),
    )
    vectors = ((films.film, films.vector), *films.others)
    name, other = films.others[0]
    return Exercise(
        asks=(
            f"Which film is nearest to {films.film} by the dot product, and which by the "
            "cosine? The largest is the nearest."
        ),
        given=tuple(f"{film} {equals(SAY.vector(exactly(v)))}" for film, v in vectors),
        blocks=in_pairs(Chain(Words(film), (SAY.vector(exactly(v)),)) for film, v in vectors),
        fields=menus,
        key={"dot": by_dot, "cosine": by_cosine},
        hints=(
            "The cosine compares directions only; in the dot product the lengths count too.",
            (
                f"Find the dot product of {films.film} with each film. For the cosine divide each "
                f"by the length of that film. The length of {films.film} divides them all "
                "alike, so it can be left out."
            ),
            (
                f"{films.film} · {name} is {SAY.number(films.dots()[0])}, and the length of {name} "
                f"is {length_of(other)}."
            ),
        ),
        working=_working(films),
        grade=lambda typed: _graded(typed, films, menus),
        draw_working=(partial(_draw, films) if len(films.vector) == 2 else None),
    )


def _draw(films: Films, style: Style) -> Picture:
    named = ((films.film, films.vector), *films.others)
    return draw_arrows([(film, exactly(v)) for film, v in named], style, with_entries=False)


def _graded(typed: Typed, films: Films, menus: tuple[Options, Options]) -> Verdict:
    (by_dot,), (by_cosine,) = (chosen(typed, menu) for menu in menus)
    right = films.nearest()
    read = tuple(f"{menu.label}: {words(typed, menu)}" for menu in menus)
    if (by_dot, by_cosine) == right:
        return Verdict(1, RIGHT, read)
    if (by_dot, by_cosine) == right[::-1]:
        message = "They are the wrong way round: the cosine divides by the lengths."
        return Verdict(0, message, read, "dot and cosine swapped")
    if by_dot == right[0]:
        mistake = "lengths left in the cosine" if by_cosine == by_dot else ""
        message = "The dot product is right. For the cosine divide by the length of each film."
        return Verdict(0.5, message, read, mistake)
    if by_cosine == right[1]:
        mistake = "lengths left out of the dot product" if by_dot == by_cosine else ""
        message = "The cosine is right. For the dot product do not divide by the lengths."
        return Verdict(0.5, message, read, mistake)
    return Verdict(0, "Neither is right: multiply entry by entry and add up, film by film.", read)


def _working(films: Films) -> tuple[Block, ...]:
    film = Words(films.film)
    blocks: list[Block] = ["The dot products:"]
    for (name, other), dot in zip(films.others, films.dots(), strict=True):
        added = products(exactly(films.vector), exactly(other))
        blocks.append(Chain(Product((film, Words(name))), (added, SAY.number(dot))))
    blocks.append(
        f"For the cosine divide by both lengths. That of {films.film} is the same in all, so it "
        "is enough to divide by the other length:"
    )
    for (name, other), dot, share in zip(films.others, films.dots(), films.shares(), strict=True):
        shown = Quotient(Product((film, Words(name))), Norm(Words(name)))
        blocks.append(Chain(shown, divided(SAY.number(dot), str(length_of(other)), share)))
    by_dot, by_cosine = films.nearest()
    blocks.append(f"Largest dot product: {by_dot}. Largest cosine: {by_cosine}.")
    return tuple(blocks)
