"""The determinant after row operations, and of products, multiples and inverses."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from bot.formula import Brackets, Chain, Function, Notation, Power, Product, Row, Symbol, Words
from bot.topics.quiz.exercise import Blank, Exercise
from bot.topics.quiz.mistakes import Mistake, graded_number, is_told_apart
from bot.topics.quiz.numbers import drawn

if TYPE_CHECKING:
    from collections.abc import Sequence
    from random import Random

    from bot.drawing.pages import Block
    from bot.formula import Formula

SAY = Notation()
A, B = Symbol("A"), Symbol("B")
A_INVERSE = Power(A, "−1")

ROWS = 3
"""Of the matrix whose rows are changed."""

NUMBERS = (2, 3, 4, 5, -2, -3)
"""By which a row is multiplied."""

DETERMINANTS = (2, 3, 4, 5, 6, 7, -2, -3, -4, -5, -6, -7)


def rowdet(random: Random, level: int) -> Exercise:
    """Return "What is det B?", where B comes from A; level 3 asks for products and the like."""
    return _of_formula(random) if level == 3 else _after_steps(random, level)


# Row operations


@dataclass(frozen=True)
class Step:
    """A row operation.

    Attributes
    ----------
    words
        What is done, without a full stop.
    factor
        By which it multiplies the determinant.
    because
        What it does to it, as a sentence.
    mistaken
        The factors that people take instead, with the mistakes' names.
    """

    words: str
    factor: int
    because: str
    mistaken: tuple[tuple[int, str], ...]


def _after_steps(random: Random, level: int) -> Exercise:
    kinds = (_swap, _scale, _add)

    def draw() -> tuple[int, list[Step]]:
        chosen = [random.choice(kinds)] if level == 1 else random.sample(kinds, 3)
        return random.choice(DETERMINANTS), [kind(random) for kind in chosen]

    start, steps = drawn(draw, lambda both: is_told_apart(_end(*both), _of_steps(*both)))
    right = _end(start, steps)
    lines = tuple(f"{k}. {step.words}" for k, step in enumerate(steps, 1))
    if len(lines) == 1:
        lines = (steps[0].words,)
    first = steps[0]
    return Exercise(
        asks="A has 3 rows and 3 columns, and B comes from A like this. What is det B?",
        given=(f"det A = {SAY.number(Fraction(start))}", *lines),
        blocks=(_det(A, start), *lines, Chain(Function("det", B), ("?",))),
        fields=(Blank("det", "det B", "one number"),),
        key={"det": str(right)},
        hints=(
            "Each kind of row operation does one thing to the determinant, or nothing.",
            (
                "A swap of two rows changes the sign. Multiplying a row multiplies the "
                "determinant. Adding a multiple of another row changes nothing."
            ),
            f"{first.words}. {first.because}",
        ),
        working=(_det(A, start), *_steps_told(start, steps)),
        grade=lambda typed: graded_number(
            typed,
            "det",
            Function("det", B),
            right,
            _of_steps(start, steps),
            "That is not it: what does each operation do to the determinant?",
        ),
    )


def _swap(random: Random) -> Step:
    i, j = sorted(random.sample(range(1, ROWS + 1), 2))
    return Step(
        f"Rows {i} and {j} are swapped",
        -1,
        "A swap changes the sign.",
        ((1, "a swap without its sign"),),
    )


def _scale(random: Random) -> Step:
    i, number = random.randint(1, ROWS), random.choice(NUMBERS)
    return Step(
        f"Row {i} is multiplied by {SAY.number(Fraction(number))}",
        number,
        "Multiplying one row multiplies the determinant by the same number.",
        ((1, "a factor left out"), (number**ROWS, "a factor for every row")),
    )


def _add(random: Random) -> Step:
    i, j = random.sample(range(1, ROWS + 1), 2)
    number = random.choice(NUMBERS)
    return Step(
        f"{SAY.number(Fraction(number))} times row {i} is added to row {j}",
        1,
        "Adding a multiple of another row changes nothing.",
        ((number, "an addition that counts"),),
    )


MESSAGES = {
    "a swap without its sign": "A sign is missing: swapping two rows changes it.",
    "a factor left out": "The factor is missing: multiplying a row multiplies the determinant.",
    "a factor for every row": "Only one row is multiplied, so the factor counts only once.",
    "an addition that counts": "Adding a multiple of another row does not change the determinant.",
}


def _of_steps(start: int, steps: Sequence[Step]) -> list[Mistake]:
    right = _end(start, steps)
    return [
        Mistake(name, right / step.factor * mistaken, MESSAGES[name])
        for step in steps
        for mistaken, name in step.mistaken
    ]


def _end(start: int, steps: Sequence[Step]) -> Fraction:
    found = Fraction(start)
    for step in steps:
        found *= step.factor
    return found


def _steps_told(start: int, steps: Sequence[Step]) -> list[Block]:
    """Return the operations, and the determinant after each."""
    told: list[Block] = []
    for k, step in enumerate(steps, 1):
        name = Function("det", B) if k == len(steps) else Words("determinant")
        before, value = (SAY.number(_end(start, steps[:n])) for n in (k - 1, k))
        shown = [Product((SAY.number(Fraction(step.factor)), before))] * (step.factor != 1)
        told += [f"{step.words}. {step.because}", Chain(name, (*shown, value))]
    return told


def _det(name: Formula, value: int | Fraction) -> Chain:
    return Chain(Function("det", name), (SAY.number(Fraction(value)),))


# Products, multiples, inverses


@dataclass(frozen=True)
class Case:
    """A matrix made of A and B.

    Attributes
    ----------
    shown
        How it is written.
    right
        Its determinant.
    rules
        Sentences that lead to it.
    first
        The first step with these numbers.
    factors
        Numbers whose product is the determinant.
    mistakes
        Usual wrong answers.
    """

    shown: Formula
    right: Fraction
    rules: tuple[str, ...]
    first: str
    factors: tuple[Fraction, ...]
    mistakes: tuple[Mistake, ...]


def _of_formula(random: Random) -> Exercise:
    make = random.choice((_multiple, _of_inverse, _square, _of_transpose, _quotient))

    def draw() -> tuple[int, Fraction, Fraction, Case]:
        size, (d, e) = random.choice((2, 3)), map(Fraction, random.sample(DETERMINANTS, 2))
        return size, d, e, make(random.choice((2, 3, -2)), size, d, e)

    def fits(found: tuple[int, Fraction, Fraction, Case]) -> bool:
        case = found[-1]
        return case.right.denominator == 1 and is_told_apart(case.right, case.mistakes)

    size, d, e, case = drawn(draw, fits)
    of_two = make in (_of_transpose, _quotient)
    dets = (_det(A, d), _det(B, e)) if of_two else (_det(A, d),)
    name = Function("det", Brackets(case.shown))
    plain = str(name).replace("^⊤", "ᵀ")
    return Exercise(
        asks=f"{'A and B have' if of_two else 'A has'} {size} rows and {size} columns. "
        f"What is {plain}?",
        given=tuple(map(str, dets)),
        blocks=(*dets, Chain(name, ("?",))),
        fields=(Blank("det", plain, "one number"),),
        key={"det": str(case.right)},
        hints=(
            "There is a rule for each part: products, multiples, inverses, transposes.",
            " ".join(case.rules),
            case.first,
        ),
        working=(
            *dets,
            *case.rules,
            case.first,
            Chain(name, (Product(tuple(map(SAY.number, case.factors))), SAY.number(case.right))),
        ),
        grade=lambda typed: graded_number(
            typed, "det", plain, case.right, case.mistakes, "That is not it: take it part by part."
        ),
    )


OF_MULTIPLE = "A number before a matrix multiplies each of its rows, and each row counts."
OF_PRODUCT = "The determinant of a product is the product of the determinants."
OF_INVERSE = "The determinant of the inverse is 1 divided by the determinant."
OF_TRANSPOSE = "Transposing, the small T, does not change the determinant."


def _multiple(number: int, size: int, d: Fraction, _: Fraction) -> Case:
    return Case(
        Row((SAY.number(Fraction(number)), A)),
        number**size * d,
        (OF_MULTIPLE,),
        _counted(number, size),
        (*[Fraction(number)] * size, d),
        (_once(number * d, size), Mistake("number left out", d, OF_MULTIPLE)),
    )


def _of_inverse(number: int, size: int, d: Fraction, _: Fraction) -> Case:
    factor = number**size
    return Case(
        Row((SAY.number(Fraction(number)), A_INVERSE)),
        factor / d,
        (OF_MULTIPLE, OF_INVERSE),
        _counted(number, size),
        (*[Fraction(number)] * size, 1 / d),
        (
            _once(number / d, size),
            Mistake("inverse overlooked", factor * d, OF_INVERSE),
            Mistake("minus for the inverse", -factor * d, OF_INVERSE),
            Mistake("number divided too", 1 / (factor * d), "Only A is inverted, not the number."),
        ),
    )


def _square(_number: int, _size: int, d: Fraction, _: Fraction) -> Case:
    return Case(
        Power(A, "2"),
        d * d,
        (OF_PRODUCT,),
        f"The square is A times A, and each A has the determinant {SAY.number(d)}.",
        (d, d),
        (
            Mistake("doubled", 2 * d, "A square is A times A: multiply, do not add."),
            Mistake("square overlooked", d, OF_PRODUCT),
            Mistake("a sign", -d * d, "Minus times minus is plus."),
        ),
    )


def _of_transpose(_number: int, _size: int, d: Fraction, e: Fraction) -> Case:
    return Case(
        Row((A, " ", Power(B, "⊤"))),
        d * e,
        (OF_PRODUCT, OF_TRANSPOSE),
        f"The transpose of B has the determinant {SAY.number(e)} as well.",
        (d, e),
        (
            Mistake("added", d + e, OF_PRODUCT),
            Mistake("a sign for the transpose", -d * e, OF_TRANSPOSE),
            Mistake("transpose as inverse", d / e, OF_TRANSPOSE),
        ),
    )


def _quotient(_number: int, _size: int, d: Fraction, e: Fraction) -> Case:
    return Case(
        Row((A_INVERSE, " ", B)),
        e / d,
        (OF_PRODUCT, OF_INVERSE),
        f"The inverse of A has the determinant {SAY.number(1 / d)}.",
        (1 / d, e),
        (
            Mistake("inverse overlooked", d * e, OF_INVERSE),
            Mistake("upside down", d / e, "A is inverted, not B: divide by det A."),
            Mistake("subtracted", e - d, OF_PRODUCT),
        ),
    )


def _counted(number: int, size: int) -> str:
    return (
        f"There are {size} rows, so the number {SAY.number(Fraction(number))} counts {size} times."
    )


def _once(value: Fraction, size: int) -> Mistake:
    message = f"The number multiplies all {size} rows, so it counts {size} times."
    return Mistake("number counted once", value, message)
