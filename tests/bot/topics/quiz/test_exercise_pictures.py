"""Pictures of exercises: they can be read, say what they show, and give no answer away."""

from __future__ import annotations

import pytest

from bot.drawing.style import Style, Theme
from bot.topics.kit.syllabus import ExerciseId
from bot.topics.quiz.making import made
from tests.bot.drawing.rules import faults, recorded_paintings

SHOWN = [
    ("dot-1-000001", Theme.DARK, "Arrows from the origin: a = "),
    ("distance-1-000001", Theme.LIGHT, "Points in the plane: a = "),
    ("firstdirection-1-000001", Theme.DARK, "Points in the plane: ["),
    ("whichmatrix-2-000000", Theme.LIGHT, "A: î goes to ["),
    ("analogy-1-000001", Theme.LIGHT, "Words at points of the plane: "),
]


@pytest.mark.parametrize(("name", "theme", "said"), SHOWN)
def test_pictures_can_be_read_and_say_what_they_show(name: str, theme: Theme, said: str) -> None:
    found = ExerciseId.of(name)
    assert found is not None
    exercise = made(found)
    assert exercise.draw is not None
    with recorded_paintings() as paintings:
        picture = exercise.draw(Style(theme))
    assert [fault for painted in paintings for fault in faults(painted)] == []
    assert said in picture.alt
    assert f"= {exercise.key.get('dot', '?')}" not in picture.alt


def test_the_picture_of_a_matrix_is_described_by_its_columns() -> None:
    exercise = made(ExerciseId("whichmatrix", 2, 2))
    assert exercise.given == ("A = [1, −1; 1, −2]",)
    assert exercise.draw is not None
    letter = exercise.key["picture"]
    assert f"{letter}: î goes to [1, 1], ĵ to [−1, −2]." in exercise.draw(Style()).alt


def test_a_picture_of_the_working_shows_the_step_that_was_asked_for() -> None:
    exercise = made(ExerciseId("analogy", 1, 1))
    assert exercise.draw is not None
    assert exercise.draw_working is not None
    assert "and the same from" not in exercise.draw(Style()).alt
    assert "and the same from" in exercise.draw_working(Style()).alt
