"""The button "Which rank?": errors on ratings left out, as a curve and in a sentence."""

from __future__ import annotations

import numpy as np
import pytest

from bot.drawing.style import COLOURS, Style, Theme
from bot.drawing.things import Line, Marks, Written
from bot.formula.node import text
from bot.topics.factorize import ranks
from bot.topics.factorize.error_axis import shown
from bot.topics.factorize.presses import compare_ranks
from bot.topics.factorize.ranks_figure import draw_ranks
from bot.topics.kit import answering
from bot.topics.kit.outcome import Press, Show
from bot.topics.kit.question import Question
from linalg_engine.errors import InputError
from linalg_engine.factorization import HeldOut, held_out
from tests.bot import posts
from tests.bot.conftest import Classroom
from tests.bot.drawing.painted import of
from tests.bot.drawing.rules import Painted, faults, recorded_paintings

TABLE = "5,4,1,1,5\n4,5,1,2,4\n1,1,5,4,1\n1,2,5,5,2"

ERRORS = HeldOut((1, 2, 3), np.array([1.5, 0.75, 1.25]), np.array([1.4, 0.5, 0.25]), 1.75, 20)


def question(ratings: str = TABLE, **inputs: str) -> Question:
    return Question("factorize", {"ratings": ratings, **inputs})


def painted(errors: HeldOut, theme: Theme = Theme.DARK) -> tuple[Painted, str]:
    with recorded_paintings() as paintings:
        picture = draw_ranks(errors, Style(theme), title="A title")
    (only,) = paintings
    assert faults(only) == []
    return only, picture.alt


def written(picture: Painted) -> list[str]:
    return [text(w.lettering.content) for w in of(picture, Written)]


@pytest.mark.parametrize(
    ("inputs", "offered"),
    [
        ({}, True),
        ({"method": "svd"}, True),
        ({"method": "gd"}, True),
        ({"method": "als"}, True),
        ({"method": "wals"}, False),
        ({"ratings": "1,2\n3,5\n4,4"}, False),
    ],
)
def test_the_button_is_below_tables_whose_ranks_can_be_compared(
    inputs: dict[str, str], offered: bool
) -> None:
    found = answering.reply(question(**inputs), Style())
    assert found.extras == (("ranks",) if offered else ())


async def test_the_button_asks_for_the_comparison() -> None:
    press = Press(1, None, "", question=question(rank="2"), asker=1)

    found = await compare_ranks(press, None)  # pyright: ignore[reportArgumentType]

    assert isinstance(found, Show)
    reply = answering.reply(found.question, Style())
    assert reply.title == "Rank 2 predicts best"
    assert [picture.name for picture in reply.pictures] == ["ranks.png"]


@pytest.mark.parametrize("method", ["plain", "svd", "gd", "als", "nmf"])
def test_the_answer_says_what_cross_validation_finds(method: str) -> None:
    reply = answering.reply(question(compare="ranks", method=method), Style())
    table = np.array([[float(x) for x in row.split(",")] for row in TABLE.split("\n")])
    way = "plain" if method in ("svd", "gd") else method
    errors = held_out(table, [1, 2, 3, 4], way)  # pyright: ignore[reportArgumentType]

    assert reply.facts == (
        *(f"rank {k}: error ≈ {shown(errors.left_out[k - 1])}" for k in (1, 2, 3, 4)),
        f"the mean alone: error ≈ {shown(errors.by_mean)}",
    )
    least = shown(errors.left_out[errors.best - 1])
    if errors.left_out[errors.best - 1] < errors.by_mean:
        best = f"Rank {errors.best} predicts best: its error on ratings left out is {least}."
        assert reply.meaning.startswith(best)
    assert "Each of 20 ratings was left out and predicted by the others." in reply.meaning


def test_where_the_mean_predicts_better_that_is_said() -> None:
    worse = HeldOut((1, 2), np.array([2.0, 3.0]), np.array([1.0, 0.5]), 1.5, 9)
    assert ranks.sentence(worse).startswith(
        "No rank predicts better than the mean of all ratings, with an error of 1.5; "
        "the best is rank 1 with 2."
    )
    assert ranks.sentence(ERRORS).startswith(
        "Rank 2 predicts best: its error on ratings left out is 0.75."
    )


def test_that_higher_ranks_fit_better_is_said_only_where_they_do() -> None:
    rising = HeldOut((1, 2), np.array([1.0, 1.1]), np.array([0.5, 0.6]), 1.5, 9)
    assert "ever better" in ranks.sentence(ERRORS)
    assert "ever better" not in ranks.sentence(rising)


def test_at_most_five_ranks_are_compared() -> None:
    generator = np.random.default_rng(0)
    table = "\n".join(",".join(map(str, row)) for row in generator.integers(1, 6, (7, 7)))
    assert len(answering.reply(question(table, compare="ranks"), Style()).facts) == 6


def test_what_cannot_be_compared_is_refused() -> None:
    with pytest.raises(InputError, match="cannot be compared"):
        answering.reply(question("1,2\n3,4", compare="ranks"), Style())


@pytest.mark.parametrize("theme", Theme)
def test_both_errors_are_curves_and_the_mean_is_a_dashed_line(theme: Theme) -> None:
    picture, alt = painted(ERRORS, theme)
    colours = COLOURS[theme]

    curves = {
        line.colour: line.points[0] for line in of(picture, Line) if line.points.shape[1] == 3
    }
    left_out, seen = curves[colours.result], curves[colours.rest]
    scale = (left_out[0, 1] - left_out[1, 1]) / (1.5 - 0.75)
    floor = left_out[0, 1] - 1.5 * scale
    assert left_out[:, 1] == pytest.approx(floor + scale * ERRORS.left_out)
    assert seen[:, 1] == pytest.approx(floor + scale * ERRORS.seen)
    assert left_out[:, 0] == pytest.approx(seen[:, 0])
    (dashed,) = [line for line in of(picture, Line) if line.style != "solid"]
    assert dashed.points[0, :, 1] == pytest.approx(floor + scale * 1.75)

    marks = [m for m in of(picture, Marks) if m.colour == colours.result]
    (large,) = [m for m in marks if m.size == max(each.size for each in marks)]
    assert large.centres[0] == pytest.approx(left_out[1])
    values = {"1.5", "0.75", "1.25", "1", "2", "3", "rank", "the mean alone", "A title"}
    legend = {"on ratings left out", "on ratings seen"}
    assert values | legend <= set(written(picture))
    assert "left out: rank 1 1.5, rank 2 0.75, rank 3 1.25; rank 2 predicts best" in alt
    assert "seen: rank 1 1.4, rank 2 0.5, rank 3 0.25. The mean alone: 1.75." in alt


@pytest.mark.parametrize("size", [1e-9, 1e-3, 1e6, 1e12])
def test_errors_of_any_size_can_be_read(size: float) -> None:
    errors = HeldOut(ERRORS.ranks, ERRORS.left_out * size, ERRORS.seen * size, 1.75 * size, 20)
    picture, _ = painted(errors)
    assert {shown(value) for value in errors.left_out.tolist()} <= set(written(picture))


def test_without_any_error_the_curve_is_flat() -> None:
    picture, _ = painted(HeldOut((1, 2), np.zeros(2), np.zeros(2), 0.0, 9))
    assert written(picture).count("0") >= 3


async def test_the_button_shows_the_curve_to_who_pressed(classroom: Classroom) -> None:
    message = await classroom.ask("factorize", ratings=TABLE)

    below = posts.private(await classroom.student.click(message, label="Which rank?"))

    assert "Rank 2 predicts best" in posts.texts(below)[0]
    (alt,) = posts.alts(below)
    assert alt.startswith("Errors by rank.")
