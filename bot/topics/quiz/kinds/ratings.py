"""A predicted rating: one entry of U V, people times films."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

import numpy as np

from bot.formula import Chain, Minus, Notation, Product, Sum, Symbol, Words, equals
from bot.text import counted
from bot.topics.quiz.exercise import Blank, Exercise
from bot.topics.quiz.kinds.listing import in_pairs
from bot.topics.quiz.mistakes import Mistake, graded_number, is_told_apart
from bot.topics.quiz.numbers import drawn, matrix_of

if TYPE_CHECKING:
    from random import Random

    from bot.drawing.pages import Block
    from linalg_engine.arrays import Vector
    from linalg_engine.matrices import Matrix

SAY = Notation()
U, V = Symbol("U"), Symbol("V")

PEOPLE = ("Ann", "Bob", "Cleo")
FILMS = ("Alien", "Shrek", "Titanic", "Up", "Heat", "Frozen", "Jaws", "Dune", "Rocky", "Psycho")

FACTORS = {1: 2, 2: 3, 3: 3}
"""How many numbers describe a person or a film, by level."""

STARS = range(1, 6)

ERROR = Words("error")


@dataclass(frozen=True)
class Cell:
    """One entry of U V.

    Attributes
    ----------
    u, v
        People's factors, shape (people, factors), and films', shape (factors, films).
    person, film
        The row of U and the column of V.
    films
        Their names.
    stars
        What the person really gave; None where only the prediction is asked for.
    """

    u: Matrix
    v: Matrix
    person: int
    film: int
    films: tuple[str, ...]
    stars: Fraction | None

    @property
    def of_person(self) -> Vector:
        """The person's factors."""
        return self.u[self.person]

    @property
    def of_film(self) -> Vector:
        """The film's factors."""
        return self.v[:, self.film]

    @property
    def predicted(self) -> Fraction:
        """The entry of U V."""
        return np.sum(self.of_person * self.of_film)

    @property
    def right(self) -> Fraction:
        """What is asked for: the prediction, or by how much the stars exceed it."""
        return self.predicted if self.stars is None else self.stars - self.predicted


def factorcell(random: Random, level: int) -> Exercise:
    """Return "Which rating is predicted?"; level 3 asks for the error beside the given one."""

    def draw() -> Cell:
        u = abs(matrix_of(random, (len(PEOPLE), FACTORS[level]), 3))
        v = matrix_of(random, (FACTORS[level], 3), 2)
        person, film = random.randrange(3), random.randrange(3)
        stars = Fraction(random.choice(STARS)) if level == 3 else None
        films = tuple(random.sample(FILMS, 3))
        return Cell(u, abs(v) if level == 1 else v, person, film, films, stars)

    return _exercise(drawn(draw, _is_worth_asking))


def _is_worth_asking(cell: Cell) -> bool:
    if cell.predicted not in STARS or np.count_nonzero(cell.of_person * cell.of_film) < 2:
        return False
    return is_told_apart(cell.right, _mistakes(cell))


def _exercise(cell: Cell) -> Exercise:
    person, film = PEOPLE[cell.person], cell.films[cell.film]
    names = (f"Rows of U: {', '.join(PEOPLE)}.", f"Columns of V: {', '.join(cell.films)}.")
    gave = (
        () if cell.stars is None else (f"{person} gave {film} {counted(int(cell.stars), 'star')}.",)
    )
    asks, field, shown = (
        f"Which rating does U\u00a0V predict for {person} and {film}?",
        Blank("cell", "the predicted rating", "one number"),
        Words("predicted"),
    )
    if cell.stars is not None:
        asks = f"What is the error for {person} and {film}, the given rating minus the predicted?"
        field, shown = Blank("cell", "the error", "one number, perhaps below 0"), ERROR
    first = cell.of_person[0] * cell.of_film[0]
    return Exercise(
        asks=asks,
        given=(
            f"U {equals(SAY.matrix(cell.u))}",
            f"V {equals(SAY.matrix(cell.v))}",
            f"rows of U: {', '.join(PEOPLE)}",
            f"columns of V: {', '.join(cell.films)}",
            *gave,
        ),
        blocks=(Chain(U, (SAY.matrix(cell.u),)), Chain(V, (SAY.matrix(cell.v),)), *names, *gave),
        fields=(field,),
        key={"cell": str(cell.right)},
        hints=(
            "A person is a row of U, a film is a column of V.",
            "The predicted rating is the row of the person times the column of the film."
            + (" Subtract it from the given one." if cell.stars is not None else ""),
            (
                f"{person} is row {cell.person + 1}, {film} is column {cell.film + 1}. The first "
                f"product is {SAY.number(cell.of_person[0])} times {SAY.number(cell.of_film[0])}, "
                f"which is {SAY.number(first)}."
            ),
        ),
        working=_working(cell),
        grade=lambda typed: graded_number(
            typed,
            "cell",
            shown,
            cell.right,
            _mistakes(cell),
            "That is not it: multiply the row of the person by the column of the film, entry by "
            "entry, and add up."
            + (" Subtract that from the given rating." if cell.stars is not None else ""),
        ),
    )


def _mistakes(cell: Cell) -> list[Mistake]:
    if cell.stars is not None:
        return [
            Mistake("a sign", -cell.right, "The given rating comes first: given minus predicted."),
            Mistake(
                "the prediction",
                cell.predicted,
                "That is the prediction: subtract it from the given rating.",
            ),
            Mistake("squared", cell.right**2, "That is the error squared."),
        ]
    products = cell.of_person * cell.of_film
    added = np.sum(cell.of_person) + np.sum(cell.of_film)
    mistakes = [Mistake("added", added, "Multiply the numbers in pairs first, then add up.")]
    if products[-1]:
        message = "The last product is missing."
        mistakes.append(Mistake("a product left out", np.sum(products[:-1]), message))
    if cell.person != cell.film:
        swapped = (cell.u @ cell.v)[cell.film, cell.person]
        message = "That is another person and another film: people are rows, films are columns."
        mistakes.append(Mistake("row and column swapped", swapped, message))
    return mistakes


def _working(cell: Cell) -> tuple[Block, ...]:
    person, film = PEOPLE[cell.person], cell.films[cell.film]
    terms = tuple(
        Product((SAY.number(x), SAY.number(y)))
        for x, y in zip(cell.of_person, cell.of_film, strict=True)
    )
    predicted = SAY.number(cell.predicted)
    found: tuple[Block, ...] = (
        f"{person} is row {cell.person + 1} of U, {film} is column {cell.film + 1} of V:",
        *in_pairs(
            Chain(Words(name), (SAY.vector(v),))
            for name, v in ((person, cell.of_person), (film, cell.of_film))
        ),
        "Multiply entry by entry, then add up:",
        Chain(Words("predicted"), (Sum(terms), predicted)),
    )
    if cell.stars is None:
        return found
    difference = Sum((SAY.number(cell.stars), Minus(predicted)))
    return (
        *found,
        "The error is the given rating minus that:",
        Chain(ERROR, (difference, SAY.number(cell.right))),
    )
