"""What is counted of a class points at nobody, also from one look to the next."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from random import Random

import pytest

from bot.store import Naming, Work
from bot.topics.classes.counting import TOGETHER, Counts, counts

EXERCISES = (("dot", 1),)
ANN, BEN, CY, DEE, EVA, FAY, GIL = range(101, 108)


def work(person: int, score: float | None = 0, finished: int | None = 0) -> Work:
    """Return the work of a person, done at a time of their own where none is given."""
    done = person if finished == 0 else finished
    mistake = "a sign" if score == 0 else ""
    return Work(person, person, done, ("dot-1-000001",), (score,), (mistake,))


def names(*people: int, time: int = 0, shown: bool = True) -> dict[int, Naming]:
    return {person: Naming(shown, "", time) for person in people}


def seen(works: list[Work], namings: dict[int, Naming], *, is_over: bool = False) -> Counts:
    return counts(EXERCISES, works, namings, is_over=is_over)


def test_who_shows_a_name_is_counted_at_once() -> None:
    found = seen([work(ANN, 1), work(BEN, None, None), work(CY)], names(ANN, BEN))

    assert (found.began, found.finished, found.counted) == (3, 2, 2)
    (exercise,) = found.exercises
    assert (exercise.answered, exercise.right, exercise.mistakes) == (1, 1, ())


@pytest.mark.parametrize(("others", "counted"), [(1, 0), (2, 0), (3, 3), (4, 3), (5, 3), (6, 6)])
def test_the_others_are_counted_three_at_a_time(others: int, counted: int) -> None:
    people = [ANN, BEN, CY, DEE, EVA, FAY][:others]

    found = seen([*map(work, people), work(GIL, 0.5)], names(GIL))

    assert found.counted == counted + 1
    (exercise,) = found.exercises
    assert (exercise.answered, exercise.partly) == (counted + 1, 1)
    assert dict(exercise.mistakes) == ({"a sign": counted} if counted else {})


def test_who_is_not_done_is_counted_from_the_due_date_on() -> None:
    works = [work(ANN), work(BEN, 1), work(CY, 1, None), work(DEE, None, None)]

    assert seen(works, {}).counted == 0
    over = seen(works, {}, is_over=True)
    assert over.counted == TOGETHER, "those who are done, and who began first of the others"
    assert over.exercises[0].answered == 3


def test_a_name_shown_later_moves_nobody_into_another_group() -> None:
    works = [*map(work, (ANN, BEN, CY, DEE, EVA, FAY))]
    before = seen(works, {})
    assert before.counted == 6

    # With a group of Ben, Cy and Dee, Dee's answers would be the difference of the two looks.
    after = seen(works, names(ANN, time=1000))

    assert after.counted == 1 + 3
    assert seen([*works, work(GIL)], names(ANN, time=1000)).counted == 1 + 3


def test_a_name_taken_back_comes_in_behind_the_others() -> None:
    works = [*map(work, (ANN, BEN, CY, DEE))]
    known = {**names(ANN), **names(BEN, CY, DEE, shown=False)}
    assert seen(works, known).counted == 4

    taken_back = {**known, **names(ANN, time=1000, shown=False)}

    assert seen(works, taken_back).counted == 3, "Ben, Cy and Dee stay together"
    assert seen([*works, work(EVA), work(FAY)], taken_back).counted == 6


def test_no_look_tells_one_persons_answers() -> None:
    """What changes between two looks is of nobody, of three or more, or of who shows a name."""
    random = Random(1)
    for _ in range(200):
        people = random.sample(range(1000, 1030), random.randint(1, 12))
        named = {person for person in people if random.random() < 0.4}
        namings = {p: Naming(p in named, "", 0) for p in people}
        works: list[Work] = []
        looks = [(0, 0)]
        for person in people:
            works.append(work(person, random.choice((0, 1)), finished=len(works) + 1))
            found = seen(works, namings)
            own = sum(each.person in named for each in works)
            right = sum(each.scores[0] == 1 for each in works if each.person in named)
            looks.append((found.counted - own, found.exercises[0].right - right))
        for (people_before, right_before), (people_after, right_after) in pairwise(looks):
            assert people_after - people_before in (0, TOGETHER)
            assert people_after != people_before or right_after == right_before


def test_counts_come_back_from_plain_data() -> None:
    found = seen([work(ANN), replace(work(BEN), scores=(0.5,))], names(ANN, BEN))

    assert Counts.of(found.plain()) == found
