"""The exercises of a sheet, as teachers write them."""

from __future__ import annotations

from itertools import pairwise

import pytest

from bot.topics.classes.exercises import MOST, complete, exercises_in, listed, written
from bot.topics.kit.syllabus import KINDS
from linalg_engine.errors import InputError

THREE = (("dot", 2), ("angle", 1), ("rref", 2), ("rref", 2))


@pytest.mark.parametrize(
    "typed",
    [
        *("dot 2, angle 1, rref 2 x2", "dot; angle 1; 2x rref", "Dot 2\nAngle 1\nRREF 2 * 2"),
        *("dot level 2, angle (1), rref-2 ×2", "dot:2, angle l1, rref 2, rref 2"),
        *("The dot product 2 and the angle 1 and the reduced row echelon form 2 x 2",),
        *("  dot   2 ,, angle 1 , 2 x rref 2 , ", "dot 2 + angle 1 + row echelon x2"),
    ],
)
def test_one_list_in_many_spellings(typed: str) -> None:
    assert exercises_in(typed) == THREE


def test_every_kind_and_level_is_written_as_it_is_read() -> None:
    every = [(kind.name, level) for kind in KINDS for level in range(1, kind.levels + 1)]
    for pair in pairwise(every):
        assert exercises_in(written(pair)) == pair
    for kind in KINDS:
        assert exercises_in(kind.name) == ((kind.name, min(2, kind.levels)),)
    assert listed(THREE).splitlines()[3] == "4. The reduced row echelon form, level 2"


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        *((typed, "Which exercises") for typed in ("", " , ;\n")),
        *((typed, "no kind") for typed in ("cooking 2", "dot 2 angle 1", "2", "matrix", "dot x y")),
        *((typed, "no kind") for typed in ("<@1> 2", "dot 1.5", "dot -1.0", "d" * 5000)),
        *((typed, "levels from 1 to 3") for typed in ("dot 4", "dot 0", "dot 999999")),
        *((typed, "asks nothing") for typed in ("dot 2 x0", "0x dot")),
        *((typed, f"at most {MOST}") for typed in ("dot, " * 1000, "dot x1000", "9 x dot x99999")),
    ],
)  # fmt: skip
def test_what_is_no_list_is_refused_in_one_sentence(typed: str, words: str) -> None:
    with pytest.raises(InputError, match=words) as caught:
        exercises_in(typed)
    assert caught.value.source == "exercises"
    assert len(caught.value.problem) < 120
    assert caught.value.example is not None
    assert exercises_in(caught.value.example)


async def test_the_last_kind_completes_behind_the_others() -> None:
    nothing: list[tuple[str, str]] = await complete("", 1, None)  # type: ignore[arg-type]
    assert nothing[0] == ("dot 2", "dot 2 (The dot product)")
    found = await complete("dot 1, inv", 1, None)  # type: ignore[arg-type]
    assert found[1:] == [("dot 1, inverse 2", "dot 1, inverse 2 (The inverse)")]
    (as_it_is, *_) = await complete(" dot 1, rref x2", 1, None)  # type: ignore[arg-type]
    assert as_it_is == ("dot 1, rref x2", "dot 1, rref 2 x2")
