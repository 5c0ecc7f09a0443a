"""`/data vectorize`: the same numbers through a Python loop and through one call of NumPy."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from bot.drawing.pages import Working
from bot.formula import Code
from bot.formula.numbers import decimal
from bot.topics.kit.answer import Answer, Choice, Copies
from bot.topics.vectorize import figure
from bot.topics.vectorize.calculations import CALCULATIONS, SEED
from bot.topics.vectorize.timing import timed
from bot.topics.vectorize.topic import CALCULATION, SIZE
from bot.topics.vectorize.words import agreement, duration, ratio, title
from linalg_engine.errors import InputError

if TYPE_CHECKING:
    from bot.drawing.style import Style
    from bot.topics.kit.declaration import Pick
    from bot.topics.kit.question import Question
    from bot.topics.vectorize.timing import Timing

CLEARLY = 1.5
"""The factor from which one way is said to be faster."""

FASTER = (
    "NumPy runs one instruction on several numbers at a time, with no interpreter in between; "
    "the loop asks the interpreter anew for every number."
)
SLOWER = (
    "One call of NumPy costs as much for a few numbers as for hundreds: for so few the loop is "
    "done before NumPy has begun. Take a larger size."
)
ALIKE = "For so few numbers the call of NumPy costs about what it saves. Take a larger size."
BUSY = (
    "For so many numbers NumPy is much faster as a rule: this machine was busy with something "
    "else. Ask again."
)
BROADCAST = (
    " Shapes (n, 1) and (1, n) are stretched to (n, n), without a copy: that is broadcasting."
)


def answer(question: Question, style: Style) -> Answer:
    """Answer ``/data vectorize``."""
    name, size = _picked(question, CALCULATION), _picked(question, SIZE)
    timing = timed(CALCULATIONS[name], size)
    calculation = timing.calculation
    facts = [
        f"{calculation.words}, {_numbers(timing)}",
        f"Python loop  {duration(timing.loop)}",
        f"NumPy        {duration(timing.at_once)}",
        ratio(timing),
        f"{_result(timing)} by both; {agreement(timing)}",
        "processor time on this machine, just now, the best of several runs",
    ]
    if timing.n < timing.wanted:
        facts.append(f"n is {timing.n} instead of {timing.wanted}: this machine is slow now")
    return Answer(
        title=title(timing),
        facts=tuple(facts),
        meaning=_meaning(timing, size) + BROADCAST * (calculation.power == 2),
        draw=partial(figure.draw, timing, style),
        working=_working(timing),
        copies=_copies(timing, facts),
        choices=(
            Choice("calculation", f"Calculation (now: {calculation.words})", _values(CALCULATION)),
            Choice("size", f"Size (now: {size})", _values(SIZE)),
        ),
        steps_name="Both programs",
    )


def _picked(question: Question, option: Pick) -> str:
    """Return what was picked, by its name or by the words that people see."""
    typed = question.inputs.get(option.name, "").strip().lower() or option.default
    by_words = {words: str(value) for value, words in option.choices}
    found = by_words.get(typed, typed)
    if found not in by_words.values():
        raise InputError(
            f"It can be {', '.join(by_words)}.", example=option.default, source=option.name
        )
    return found


def _values(option: Pick) -> tuple[tuple[str, str], ...]:
    return tuple((str(value), words) for value, words in option.choices)


def _numbers(timing: Timing) -> str:
    n, names = timing.n, " and ".join(timing.calculation.given)
    each = f"{n}×{n} numbers" if timing.calculation.power == 3 else f"{n} numbers"
    return f"{names}: {each}{' each' * (len(timing.calculation.given) > 1)}"


def _result(timing: Timing) -> str:
    """Return the result, or the entry in the corner that is not on the diagonal."""
    name, values = timing.calculation.result, timing.by_numpy
    if values.ndim:
        return f"{name}[0, 1] = {decimal(float(values[0, 1]))}"
    return f"{name} = {decimal(float(values))}"


def _meaning(timing: Timing, size: str) -> str:
    if timing.share < 1 / CLEARLY:
        return FASTER
    if size != "small":
        return BUSY
    return SLOWER if timing.share > CLEARLY else ALIKE


def _working(timing: Timing) -> Working:
    calculation = timing.calculation
    return Working(
        calculation.words.capitalize(),
        (
            "As a loop:",
            Code(calculation.loop_code.strip()),
            "With NumPy:",
            Code(calculation.numpy_code.strip()),
        ),
    )


def _copies(timing: Timing, facts: list[str]) -> Copies:
    calculation = timing.calculation
    shape = calculation.shape(timing.n)
    made = "\n".join(f"{name} = rng.random({shape})" for name in calculation.given)
    lists = ", ".join(f"{name}.tolist()" for name in calculation.given)
    arrays = ", ".join(calculation.given)
    loop, at_once = calculation.loop.__name__, calculation.at_once.__name__
    program = (
        "from timeit import repeat\n\nimport numpy as np\n\n\n"
        f"{calculation.loop_code}\n\n{calculation.numpy_code}\n\n"
        f"rng = np.random.default_rng({SEED})\n{made}\n"
        f"lists = [{lists}]\narrays = [{arrays}]\n"
        f"by_loop, by_numpy = {loop}(*lists), {at_once}(*arrays)\n"
        "print(np.abs(by_numpy - by_loop).max())\n"
        f"print(min(repeat(lambda: {loop}(*lists), number=1)))\n"
        f"print(min(repeat(lambda: {at_once}(*arrays), number=1)))"
    )
    return Copies("\n".join(facts), program, calculation.latex)
