"""Gradient descent as a method: what is said, the curve of its errors, its step worked out."""

from __future__ import annotations

import re

import numpy as np
import pytest

from bot.drawing.style import COLOURS, Style, Theme
from bot.drawing.things import Line, Marks, Written
from bot.formula import Chain
from bot.formula.node import text
from bot.topics.factorize import descent
from bot.topics.factorize.descent_figure import draw_descent
from bot.topics.factorize.model import separating
from bot.topics.factorize.study import analyse
from bot.topics.kit import answering
from bot.topics.kit.answer import Reply
from bot.topics.kit.question import Question
from linalg_engine.factorization import Descent, factorize
from tests.bot import posts
from tests.bot.conftest import Classroom
from tests.bot.drawing.painted import of
from tests.bot.drawing.rules import Painted, faults, recorded_paintings

TASTES = "name,Up,Shrek,Coco,Alien,Heat\nann,5,4,?,1,1\nbob,4,5,5,1,?\ncy,1,1,?,5,4\ndan,?,1,2,4,5"

WAY = Descent(0.02, np.geomspace(3, 0.25, 401), settled=True)


def question(ratings: str = TASTES, **inputs: str) -> Question:
    return Question("factorize", {"ratings": ratings, "method": "gd", **inputs})


def reply(ratings: str = TASTES, **inputs: str) -> Reply:
    return answering.reply(question(ratings, **inputs), Style())


def painted(
    way: Descent, least: float = 0.25, theme: Theme = Theme.DARK
) -> tuple[Painted, list[str], str]:
    """Return what is drawn, the words, and the alt text."""
    with recorded_paintings() as paintings:
        picture = draw_descent(way, least, Style(theme))
    (only,) = paintings
    assert faults(only) == []
    return only, [text(w.lettering.content) for w in of(only, Written)], picture.alt


def test_the_reply_states_steps_rate_and_both_errors() -> None:
    found = reply()
    study = analyse(question())
    assert study.found.descent is not None

    assert f"{study.found.descent.steps} steps with the learning rate 0.01" in found.facts
    assert "error on the known entries ≈ 0.361 (RMSE)" in found.facts
    assert "least squares ends at the error 0.361" in found.facts
    assert "to where least squares jumps" in found.meaning
    assert [picture.name for picture in found.pictures][:2] == ["factors.png", "descent.png"]


def test_other_methods_say_and_draw_nothing_of_it() -> None:
    found = reply(method="plain")

    assert "descent" not in found.meaning
    assert not any("learning rate" in fact or "least squares" in fact for fact in found.facts)
    assert "descent.png" not in [picture.name for picture in found.pictures]


def test_an_error_of_rounding_is_0_by_least_squares() -> None:
    found = reply("1,2 2,4 3,6")

    assert "least squares ends at the error 0" in found.facts
    assert "to where least squares jumps" in found.meaning
    # The second axis has not died away, and separates nothing.
    assert not any("axis 2" in fact for fact in found.facts)
    assert separating(analyse(question("1,2 2,4 3,6")).found) is None


def test_without_ratings_but_0_there_is_no_curve() -> None:
    found = reply("0,0\n0,0")

    assert "descent.png" not in [picture.name for picture in found.pictures]
    pages = answering.steps(question("0,0\n0,0"), Style())
    assert "All ratings are 0, and so are the factors." in pages[0].alt


@pytest.mark.parametrize(
    ("steps", "start", "words"),
    [
        (2000, 0.5, "in a lower minimum"),
        (2000, 1.0, "to where least squares jumps"),
        (2000, 1.1, "a minimum that is not the lowest"),
        (20, 1.1, "The error still falls at the last step"),
    ],
)
def test_where_it_ended_is_said(steps: int, start: float, words: str) -> None:
    found = factorize(np.array([[5, 3.0], [1, 1], [2, 4]]), 1, "gd")
    least = factorize(found.ratings, 1, "plain")
    way = Descent(0.02, WAY.errors, settled=steps == 2000)
    object.__setattr__(found, "objective", np.array([50.0, start * least.objective[-1]]))

    assert words in descent.sentence(found, way, least)


@pytest.mark.parametrize("theme", Theme)
def test_the_curve_falls_to_the_line_of_least_squares(theme: Theme) -> None:
    picture, words, alt = painted(WAY, theme=theme)
    colours = COLOURS[theme]

    (curve,) = [line.points[0] for line in of(picture, Line) if line.colour == colours.result]
    (dashed,) = [line.points[0] for line in of(picture, Line) if line.style != "solid"]
    scale = (curve[0, 1] - curve[-1, 1]) / (3 - 0.25)
    floor = curve[0, 1] - 3 * scale
    assert dashed[:, 1] == pytest.approx(floor + scale * 0.25)
    assert np.all(np.diff(curve[:, 1]) < 0)
    # Steps 0, 10 and 400 stand by the logarithm of one more.
    places = {label: _left_of(picture, label) for label in ("0", "10", "100", "400")}
    width = (places["400"] - places["0"]) / np.log10(401)
    for label, place in places.items():
        assert place - places["0"] == pytest.approx(width * np.log10(1 + int(label)), abs=2)
    between = np.interp(places["10"], curve[:, 0], curve[:, 1])
    assert between == pytest.approx(floor + scale * WAY.errors[10], abs=2)
    marks = next(m for m in of(picture, Marks) if m.colour == colours.result)
    assert marks.centres == pytest.approx(curve[[0, -1]])
    assert {"3", "0.25", "least squares: 0.25", "400 steps to an error of 0.25"} <= set(words)
    assert any("learning rate η = 0.02" in word for word in words)
    assert "3 at the start, 2.98 after 1, 2.82 after 10, 1.61 after 100, 0.25 after 400" in alt


def test_the_last_step_is_told_once() -> None:
    way = Descent(0.1, np.linspace(2, 1, 11), settled=True)

    assert descent.errors_on_the_way(way) == "2 at the start, 1.9 after 1, 1 after 10"


def _left_of(picture: Painted, label: str) -> float:
    """Return the middle of a number below the curve."""
    named = [w for w in of(picture, Written) if text(w.lettering.content) == label]
    lowest = min((picture.canvas.box_of(w) for w in named), key=lambda box: box.bottom)
    return (lowest.left + lowest.right) / 2


@pytest.mark.parametrize(
    ("errors", "least"),
    [
        ([2.0, 1.0], 1.0),
        ([3e-9, 1e-9, 1e-9], 0.0),
        ([4e12, 3e12, 2.5e12], 2.5e12),
        (list(np.linspace(2, 1.9, 12)), 0.1),
        (list(np.geomspace(9, 1e-3, 2001)), 0.0),
        (list(np.geomspace(1, 0.9, 1102)), 0.95),
    ],
    ids=["one step", "tiny", "huge", "far", "longest", "over"],
)
def test_any_way_can_be_read(errors: list[float], least: float) -> None:
    _, words, _ = painted(Descent(0.5, np.array(errors), settled=False), least)

    assert f"{len(errors) - 1:,}" in words
    assert words[0].startswith(f"{len(errors) - 1:,} step")


def test_the_step_in_the_working_is_one_of_the_method() -> None:
    found = analyse(question()).found
    assert found.descent is not None
    blocks = descent.working(found, found.descent)
    chains = [text(block) for block in blocks if isinstance(block, Chain)]

    def numbers(words: str) -> list[float]:
        return [float(x.replace("−", "-")) for x in re.findall(r"−?\d+(?:\.\d+)?", words)]

    assert "U_new = U + η · (E V^T − λ U)" in chains
    assert "V_new = V + η · (U^T E − λ V)" in chains
    known = found.known[0]
    v, r = found.items[:, known], found.ratings[0, known]
    e = r - v.sum(axis=0)
    shown_errors, moved = chains[-2], chains[-1]
    assert numbers(shown_errors.split("≈")[1]) == pytest.approx(list(e), abs=6e-4)
    new = 1 + 0.01 * (v @ e - found.ridge)
    assert numbers(moved.split("≈")[1]) == pytest.approx(list(new), abs=6e-4)
    before, after = (float(np.sqrt(np.mean((r - x @ v) ** 2))) for x in (np.ones(2), new))
    assert f"from {before:.3g} to {after:.3g}." in text(blocks[-2])
    errors = found.descent.errors
    assert text(blocks[-1]) == (
        f"The error on the known entries: {errors[0]:.3g} at the start, {errors[1]:.3g} after 1, "
        f"{errors[10]:.3g} after 10, {errors[100]:.3g} after 100, {errors[-1]:.3g} after "
        f"{len(errors) - 1}."
    )


def test_a_full_table_has_no_ridge_in_its_steps() -> None:
    pages = answering.steps(question("5,4,1\n4,2,1\n1,1,5"), Style())
    alt = " ".join(page.alt for page in pages)

    assert "λ" not in alt
    assert "The best of 4 random starts is shown." in alt


async def test_it_is_chosen_in_the_menu_and_shows_its_curve(classroom: Classroom) -> None:
    message = await classroom.ask("factorize", ratings=TASTES)

    (menu,) = re.findall(r"linalg:choose:method:\d+:[0-9a-f]{12}", str(message.components))
    chosen = await classroom.student.select(message, ["gd"], custom_id=menu)

    alts = posts.alts(posts.response(chosen))
    assert any(alt.startswith("Error by step of gradient descent") for alt in alts)
