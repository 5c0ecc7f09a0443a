"""What somebody wants to be asked about."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

import pytest

from bot.topics.kit.syllabus import KINDS, SUBJECTS
from bot.topics.quiz.completion import MOST, topic
from bot.topics.quiz.naming import kinds_named
from linalg_engine.errors import InputError

if TYPE_CHECKING:
    from bot.topics.kit.services import Services


@pytest.mark.parametrize(("name", "title"), SUBJECTS.items())
def test_a_subject_by_its_name_or_its_title(name: str, title: str) -> None:
    expected = tuple(kind for kind in KINDS if kind.subject == name)

    assert expected
    for text in (name, title, f"  {title.upper()} "):
        assert kinds_named(text) == expected


def test_a_kind_by_its_title_or_a_part_of_it() -> None:
    assert [kind.name for kind in kinds_named("the DOT product")] == ["dot"]
    assert {"columnspace", "rowspace", "nullspace"} <= {k.name for k in kinds_named("basis of the")}
    assert kinds_named(" ") == KINDS


@pytest.mark.parametrize("text", ["cooking", "`", "[1, 2]", "x" * 6000])
def test_what_there_is_not(text: str) -> None:
    with pytest.raises(InputError, match=r"The topics are vectors, matrices, ") as caught:
        kinds_named(text)

    assert caught.value.source == "topic"
    assert len(caught.value.problem) < 300


async def test_whatever_is_offered_is_known() -> None:
    for typed in ("", "vec", "Eigen", "row "):
        offered = await topic(typed, 1, cast("Services", None))
        assert 0 < len(offered) <= MOST
        for value, shown in offered:
            assert kinds_named(value)
            assert typed.strip().casefold() in f"{value} {shown}".casefold()
            assert len(shown) <= 100
