"""Which lessons there are, and how they are named."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.topics.learn import files
from linalg_engine.errors import InputError
from tests.bot.topics.learn.lesson_file import RIGHT, written


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder whose lessons are all there are."""
    monkeypatch.setattr(files, "DIRECTORY", tmp_path)
    files.lessons.cache_clear()
    yield tmp_path
    files.lessons.cache_clear()


def test_a_lesson_with_a_mistake_is_left_out_and_the_log_says_why(
    folder: Path, caplog: pytest.LogCaptureFixture
) -> None:
    written(folder)
    written(folder, RIGHT.replace("right = ", "rigth = "), "01_wrong.toml")

    with caplog.at_level(logging.ERROR):
        assert [*files.lessons()] == ["lengths"]

    (line,) = caplog.messages
    assert line == (
        "A lesson is left out. 01_wrong.toml, line 13: There is no rigth here. Did you mean right?"
    )


def test_a_lesson_is_named_by_its_name_its_number_its_title_or_a_part_of_it(folder: Path) -> None:
    for number, title in ((1, "Lengths"), (2, "Lengths of arrows"), (11, "Angles")):
        content = RIGHT.replace("Lengths", title)
        written(folder, content, f"{number:02}_{title.lower().replace(' ', '_')}.toml")

    for typed, number in (
        *(
            ("lengths", 1),
            ("LENGTHS OF ARROWS", 2),
            ("1", 1),
            ("11", 11),
            ("011", 11),
            ("Lesson  2", 2),
            ("2. Lengths of arrows", 2),
        ),
        *(("arrows", 2), ("ang", 11), (" angles ", 11)),
    ):
        assert files.named(typed).number == number, typed
    for typed in ("length", "12", "areas", "<@1>", "0", "lesson", "lesson 3"):
        with pytest.raises(InputError, match=r"^There is no lesson of this name") as refused:
            files.named(typed)
        assert refused.value.source == "lesson"
