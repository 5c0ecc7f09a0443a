"""What a class has done of a sheet, in numbers that point at nobody.

Teachers know the answers of those who show their names. What is counted beyond them is of the
others, so it is counted three people at a time: a person's answers enter when their work is done,
together with those of two more. Otherwise what changes from one look to the next would be the
answers of one of them.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bot.store import Naming, Work
    from bot.topics.kit.question import Plain

TOGETHER = 3
"""People without names who are counted at once."""


@dataclass(frozen=True)
class Exercise:
    """What is known of one exercise of a sheet.

    Attributes
    ----------
    kind, level
        Which.
    answered, right, partly
        How many have answered it, and were right, or partly, at first.
    mistakes
        Usual mistakes with how often, the most frequent in front.
    """

    kind: str
    level: int
    answered: int
    right: int
    partly: int
    mistakes: tuple[tuple[str, int], ...]


@dataclass(frozen=True)
class Counts:
    """What a class has done.

    Attributes
    ----------
    began, finished
        How many people.
    counted
        How many of them are in the numbers of the exercises.
    with_viewer
        Whether who looks is one of them.
    exercises
        In the order of the sheet.
    """

    began: int
    finished: int
    counted: int
    with_viewer: bool
    exercises: tuple[Exercise, ...]

    def plain(self) -> dict[str, Plain]:
        """Return plain data; `of` is the way back."""
        return asdict(self)

    @classmethod
    def of(cls, plain: Mapping[str, Any]) -> Counts:
        """Return what plain data says."""
        exercises = tuple(map(_exercise_of, plain["exercises"]))
        return cls(
            began=plain["began"],
            finished=plain["finished"],
            counted=plain["counted"],
            with_viewer=plain.get("with_viewer", False),
            exercises=exercises,
        )


def counts(
    exercises: Sequence[tuple[str, int]],
    works: Sequence[Work],
    namings: Mapping[int, Naming],
    *,
    is_over: bool,
    viewer: int | None = None,
) -> Counts:
    """Count what people have done of a sheet.

    Parameters
    ----------
    exercises
        Of the sheet.
    works
        Everybody's.
    namings
        Who shows their name.
    is_over
        Whether the sheet was due: then work that is not finished counts as well.
    viewer
        Who looks: what they know of themselves hides nobody, so they are in no group.
    """
    others = [work for work in works if work.person != viewer]
    own = [work for work in works if work.person == viewer]
    counted = [*own, *(work for work in others if is_named(work, namings))]
    counted += _in_groups(others, namings, is_over=is_over)
    return Counts(
        len(works),
        sum(work.finished is not None for work in works),
        len(counted),
        bool(own),
        tuple(
            _exercise(kind, level, [(work.scores[n], work.mistakes[n]) for work in counted])
            for n, (kind, level) in enumerate(exercises)
        ),
    )


def is_named(work: Work, namings: Mapping[int, Naming]) -> bool:
    """Whether somebody shows their name."""
    return work.person in namings and namings[work.person].shown


def _in_groups(
    works: Sequence[Work], namings: Mapping[int, Naming], *, is_over: bool
) -> list[Work]:
    """Return the work of those without names that is counted by now.

    Their order never changes, so that no group does: who shows their name later leaves a gap.
    """
    turns = [(_turn(work, namings.get(work.person)), work) for work in works]
    order = sorted(
        ((turn, work) for turn, work in turns if turn is not None and (is_over or not turn[0])),
        key=lambda each: (each[0], each[1].person),
    )
    found: list[Work] = []
    for start in range(0, len(order), TOGETHER):
        group = [work for _, work in order[start : start + TOGETHER]]
        if len(group) == TOGETHER and not any(is_named(work, namings) for work in group):
            found += group
    return found


def _turn(work: Work, naming: Naming | None) -> tuple[bool, int] | None:
    """Return a person's place in that order; None of who showed their name from the beginning."""
    unfinished = work.finished is None
    done = work.began if work.finished is None else work.finished
    if naming is None:
        return unfinished, done
    if not naming.shown:
        return unfinished, max(done, naming.time)
    return None if unfinished or naming.time <= done else (unfinished, done)


def _exercise_of(plain: Mapping[str, Any]) -> Exercise:
    mistakes = tuple((name, count) for name, count in plain["mistakes"])
    return Exercise(
        *(plain["kind"], plain["level"]),
        *(plain["answered"], plain["right"], plain["partly"]),
        mistakes,
    )


def _exercise(kind: str, level: int, answers: Sequence[tuple[float | None, str]]) -> Exercise:
    scores = [score for score, _ in answers if score is not None]
    mistakes = Counter(mistake for _, mistake in answers if mistake)
    return Exercise(
        kind,
        level,
        len(scores),
        sum(score == 1 for score in scores),
        sum(0 < score < 1 for score in scores),
        tuple(sorted(mistakes.items(), key=lambda each: (-each[1], each[0]))),
    )
