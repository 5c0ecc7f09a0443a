"""`/data vectorize`: a loop and NumPy on the same numbers, timed on a clock of the test's own."""

from __future__ import annotations

import io
import math
import re
import sys
import threading
import time
from contextlib import redirect_stdout
from dataclasses import replace
from fractions import Fraction
from typing import Any

import numpy as np
import pytest
from PIL import Image
from scipy.spatial.distance import cdist

from bot.drawing.style import COLOURS, Style, Theme
from bot.drawing.things import Fill
from bot.formula import Code
from bot.topics.kit import answering
from bot.topics.kit.question import Question
from bot.topics.vectorize import answer, diagram, figure, timing, words
from bot.topics.vectorize.calculations import CALCULATIONS, Calculation
from bot.topics.vectorize.timing import Timing, timed
from linalg_engine.errors import InputError
from tests.bot import posts
from tests.bot.conftest import Classroom
from tests.bot.drawing.painted import of, words_of
from tests.bot.drawing.rules import Painted, faults, recorded_paintings

COLOUR = COLOURS[Theme.DARK]
STILL = Style(motion=False)
NAMES = [*CALCULATIONS]

LONGEST_LINE = 44
"""Letters of a program's line that fit on a page."""


class Clock:
    """A clock that stands still but for runs, which take as long as they are said to."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.now = 0.0
        monkeypatch.setattr(timing, "clock", lambda: self.now)

    def costing(self, calculation: Calculation, loop: float, at_once: float) -> Calculation:
        """Return the calculation with runs of so many seconds: a loop's for each step."""

        def timed_loop(*operands: list[Any]) -> Any:
            self.now += loop * len(operands[0]) ** calculation.power
            return calculation.loop(*operands)

        def timed_call(*operands: Any) -> Any:
            self.now += at_once
            return calculation.at_once(*operands)

        return replace(calculation, loop=timed_loop, at_once=timed_call)


def took(name: str, loop: float, at_once: float, size: str = "large") -> Timing:
    """Return a timing of given times, without results."""
    calculation = CALCULATIONS[name]
    n = calculation.sizes[size]
    result = np.zeros((2, 2) if calculation.power > 1 else ())
    return Timing(calculation, n, n, loop, at_once, result, result)


def asked(**inputs: str) -> Question:
    return Question("data vectorize", {"calculation": "", "size": "", **inputs})


# In Discord


@pytest.mark.parametrize("name", ["squares", "product"])
async def test_both_times_are_told_with_the_result(classroom: Classroom, name: str) -> None:
    message = await classroom.ask("data vectorize", calculation=name, size="medium")

    post = posts.read(message)
    told = r"\d+(\.\d)? (ns|µs|ms|s)"
    assert re.fullmatch(rf"Loop {told}, NumPy {told}: .+", post.title)
    assert re.fullmatch(rf"Python loop +{told}", post.facts[1])
    assert re.fullmatch(rf"NumPy +{told}", post.facts[2])
    assert post.facts[3].startswith("NumPy took ")
    assert "by both; " in post.facts[4]
    assert "this machine, just now" in post.facts[5]
    assert CALCULATIONS[name].words.capitalize() in post.alts[0]
    assert (await posts.picture(message)).format == "GIF"


async def test_left_out_it_is_all_distances_of_many_numbers(classroom: Classroom) -> None:
    post = posts.read(await classroom.ask("data vectorize"))

    # Fewer than 300 where the machine is busy.
    assert re.fullmatch(r"all pairwise distances, x: \d+ numbers", post.facts[0])
    assert "broadcasting" in post.meaning
    assert "Both programs" in post.buttons


def test_what_is_picked_may_be_written_out() -> None:
    found = answering.answer(asked(calculation="Matrix product", size="small"), STILL)

    assert found.facts[0] == "matrix product, a and b: 2×2 numbers each"
    with pytest.raises(InputError, match="sum of squares, dot product"):
        answering.answer(asked(calculation="sorting"), STILL)


# The numbers


def reference(name: str, operands: list[np.ndarray]) -> Any:
    """Return a result by other means than loops of floats and NumPy's calls."""
    first, second = (operands * 2)[:2]
    if name in ("squares", "dot"):
        return math.fsum(x * y for x, y in zip(first, second, strict=True))
    if name == "distances":
        return cdist(first[:, None], second[:, None])
    exact = np.vectorize(Fraction, otypes=[object])
    return (exact(first) @ exact(second)).astype(float)


@pytest.mark.parametrize("name", NAMES)
def test_both_ways_give_the_true_result(name: str) -> None:
    calculation = CALCULATIONS[name]
    found = timed(calculation, "medium")

    true = reference(name, calculation.operands(found.n))
    assert found.by_loop == pytest.approx(true, rel=1e-13)
    assert found.by_numpy == pytest.approx(true, rel=1e-13)
    assert found.difference == pytest.approx(
        np.max(np.abs(found.by_loop - found.by_numpy)) / np.max(np.abs(true))
    )


@pytest.mark.parametrize("name", NAMES)
def test_the_program_to_copy_runs_as_printed(name: str) -> None:
    copies = answering.copies(asked(calculation=name, size="small"), STILL)

    printed = io.StringIO()
    scope: dict[str, Any] = {}
    with redirect_stdout(printed):
        exec(copies.numpy, scope)  # noqa: S102
    apart, *times = map(float, printed.getvalue().split())
    assert apart <= 1e-15
    assert len(times) == 2
    assert all(time > 0 for time in times)
    # On the same numbers as the answer's.
    found = timed(CALCULATIONS[name], "small")
    assert np.asarray(scope["by_numpy"]) == pytest.approx(found.by_numpy)


@pytest.mark.parametrize("name", NAMES)
def test_the_steps_are_both_programs_in_lines_that_fit(name: str) -> None:
    working = answering.answer(asked(calculation=name, size="small"), STILL).working

    assert working is not None
    programs = [block.lines for block in working.blocks if isinstance(block, Code)]
    assert [program.splitlines()[0][:4] for program in programs] == ["def ", "def "]
    assert "for " in programs[0]
    assert "np." in programs[1]
    assert max(len(line) for program in programs for line in program.splitlines()) <= LONGEST_LINE


# The clock


def test_times_are_those_of_the_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = Clock(monkeypatch)
    calculation = clock.costing(CALCULATIONS["dot"], 5e-8, 1.24e-4)

    found = timed(calculation, "large")

    assert (found.n, found.wanted) == (200_000, 200_000)
    assert found.loop == pytest.approx(0.01)
    assert found.at_once == pytest.approx(1.24e-4)
    assert words.title(found) == "Loop 10 ms, NumPy 120 µs: 1/81 of the time"
    # All runs together, with those that only try.
    assert clock.now < 0.12


@pytest.mark.parametrize("name", NAMES)
def test_a_slow_machine_gets_fewer_numbers(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    clock = Clock(monkeypatch)
    calculation = clock.costing(CALCULATIONS[name], 1e-6, 1e-3)
    monkeypatch.setitem(CALCULATIONS, name, calculation)

    found = answering.answer(asked(calculation=name), STILL)

    assert found.facts[-1].endswith("this machine is slow now")
    n = int(found.facts[-1].split()[2])
    assert n < calculation.sizes["large"]
    assert 1e-6 * n**calculation.power <= timing.LONGEST_RUN
    assert 1e-6 * (2 * n + 1) ** calculation.power > timing.LONGEST_RUN
    assert clock.now < 0.2


def test_one_interrupted_run_makes_no_slow_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = Clock(monkeypatch)
    calculation = clock.costing(CALCULATIONS["dot"], 5e-8, 1e-4)
    interruptions = iter([0.5])

    def interrupted(*operands: list[float]) -> float:
        clock.now += next(interruptions, 0.0)
        return calculation.loop(*operands)

    assert timed(replace(calculation, loop=interrupted), "large").n == 200_000


def test_the_shortest_of_several_runs_counts(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = Clock(monkeypatch)
    costs = iter([3e-3, 9e-3, 2e-3, *[4e-3] * 20])

    def run() -> None:
        clock.now += next(costs)

    assert timing._shortest(run, [], 0.02) == pytest.approx(2e-3)


@pytest.mark.skipif(sys.platform == "win32", reason="its clock of the processor is too coarse")
def test_the_work_of_others_does_not_count() -> None:
    theirs: list[float] = []

    def other() -> None:
        start = time.thread_time()
        sum(range(1_000_000))
        theirs.append(time.thread_time() - start)

    def run() -> None:
        thread = threading.Thread(target=other)
        thread.start()
        thread.join()

    assert timing._shortest(run, [], 0.02) < min(theirs) / 2


def test_a_first_run_that_is_slow_to_start_does_not_count(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = Clock(monkeypatch)
    costs = iter([0.1, *[1e-4] * 20])

    def run() -> None:
        clock.now += next(costs)

    assert timing._shortest(run, [], 0.02) == pytest.approx(1e-4)


@pytest.mark.parametrize(
    ("loop", "at_once", "said"),
    [
        (8.5e-3, 1e-4, "NumPy took 1/85 of the time"),
        (7.6e-3, 4.1e-6, "NumPy took 1/1,900 of the time"),
        (2.34e-3, 1e-3, "NumPy took 1/2.3 of the time"),
        (1e-6, 0.75e-6, "NumPy took 0.75 of the time"),
        (1e-6, 1.02e-6, "NumPy took about as long"),
        (2e-7, 1.38e-6, "NumPy took 6.9 times as long"),
        (1e-7, 9.96e-6, "NumPy took 100 times as long"),
    ],
)
def test_the_ratio_is_told_in_two_digits(loop: float, at_once: float, said: str) -> None:
    assert words.ratio(took("dot", loop, at_once)) == said


@pytest.mark.parametrize(
    ("seconds", "said"),
    [
        (1.96e-7, "200 ns"),
        (9.96e-7, "1 µs"),
        (4.449e-3, "4.4 ms"),
        (0.9996, "1 s"),
        (1.24e-4, "120 µs"),
        (1e-10, "0.1 ns"),
    ],
)
def test_times_are_told_in_two_digits(seconds: float, said: str) -> None:
    assert words.duration(seconds) == said


@pytest.mark.parametrize(
    ("size", "loop", "at_once", "meaning"),
    [
        ("large", 1e-2, 1e-4, answer.FASTER),
        ("small", 2e-7, 1e-6, answer.SLOWER),
        ("small", 1e-6, 1e-6, answer.ALIKE),
        ("large", 1e-2, 1e-2, answer.BUSY),
    ],
)
def test_the_meaning_follows_from_the_times(
    size: str, loop: float, at_once: float, meaning: str
) -> None:
    assert answer._meaning(took("dot", loop, at_once, size), size) == meaning


# The picture


def drawn(found: Timing, style: Style = STILL) -> Painted:
    with recorded_paintings() as paintings:
        figure.draw(found, style)
    assert [fault for painted in paintings for fault in faults(painted)] == []
    return paintings[-1]


def filled(painted: Painted, colour: str, opacity: float) -> list[np.ndarray]:
    """Return the corners of cells of a colour, at the left, where the loop is."""
    fills = [f for f in of(painted, Fill) if (f.colour, f.opacity) == (colour, opacity)]
    return [f.corners for f in fills if f.corners[:, 0].max() < painted.canvas.width / 2]


def test_a_still_shows_the_loop_at_its_third_step() -> None:
    painted = drawn(took("distances", 1e-2, 1e-4))

    assert {"x  (300, 1)", "x  (1, 300)", "d  (300, 300)"} <= {*words_of(painted)}
    (table,) = filled(painted, COLOUR.result, diagram.LIT)
    (row,) = filled(painted, COLOUR.second, diagram.LIT)
    (column,) = filled(painted, COLOUR.first, diagram.LIT)
    # The lit cell is where the row's and the column's meet.
    assert table[:, 0] == pytest.approx(row[:, 0])
    assert table[:, 1] == pytest.approx(column[:, 1])
    assert len(filled(painted, COLOUR.result, diagram.DONE)) == 2


def test_numpy_lights_all_cells_at_once() -> None:
    painted = drawn(took("product", 1e-2, 1e-5))

    for colour in (COLOUR.row, COLOUR.column, COLOUR.result):
        fills = [f for f in of(painted, Fill) if (f.colour, f.opacity) == (colour, diagram.LIT)]
        right = [f for f in fills if f.corners[:, 0].min() > painted.canvas.width / 2]
        assert len(right) == 16
    assert len(filled(painted, COLOUR.row, diagram.LIT)) == 4
    assert len(filled(painted, COLOUR.column, diagram.LIT)) == 4


def test_bars_are_as_long_as_powers_of_ten() -> None:
    painted = drawn(took("squares", 3e-2, 3e-4))

    loop, numpy = (
        float(np.ptp(fill.corners[:, 0]))
        for fill in of(painted, Fill)
        if fill.opacity == 1 and np.ptp(fill.corners[:, 1]) == figure.BAR
    )
    places = words_of(painted)
    decade = places["1 ms"].x - places["100 µs"].x
    assert loop - numpy == pytest.approx(2 * decade)
    start = places["100 µs"].x
    assert figure.BARS_LEFT + numpy == pytest.approx(start + math.log10(3) * decade)


@pytest.mark.parametrize(
    ("name", "size", "loop", "at_once"),
    [
        ("squares", "large", 9.96, 1.01e-9),
        ("distances", "small", 9.9e-8, 9.9e-1),
        ("product", "small", 1e-6, 1e-6),
    ],
)
def test_extreme_times_can_be_read(name: str, size: str, loop: float, at_once: float) -> None:
    drawn(took(name, loop, at_once, size), Style(Theme.LIGHT, motion=False))


def test_the_animation_takes_every_step_of_the_loop() -> None:
    shown = took("distances", 1e-2, 1e-4)
    with recorded_paintings() as paintings:
        picture = figure.draw(shown, Style(Theme.LIGHT))
    assert [fault for painted in paintings for fault in faults(painted)] == []

    steps = diagram.of(shown).steps
    assert [cells[2][0] for cells in steps] == [(i, j) for i in range(4) for j in range(4)]
    image = Image.open(io.BytesIO(picture.data))
    assert getattr(image, "n_frames", 1) == len(steps)
