"""`/quiz stats`: what somebody remembers, for them alone."""

from __future__ import annotations

import pytest

from bot.chat.client import StudyBot
from bot.drawing.style import Style, Theme
from bot.store import Answered, Card
from bot.topics.kit import answering
from bot.topics.kit.question import Question
from bot.topics.kit.syllabus import KINDS
from bot.topics.quiz.mastery import Mastery, carried
from bot.topics.quiz.stats_answer import answer
from tests.bot import posts
from tests.bot.conftest import Classroom
from tests.bot.drawing.rules import faults, recorded_paintings

DAY = 24 * 60 * 60 * 1000
NOW = 1_790_000_000_000
VECTORS = sum(kind.subject == "vectors" for kind in KINDS)


def question(cards: dict[str, tuple[float, float]], streak: int = 0) -> Question:
    """Return the question of somebody who remembers kinds so many days, due in so many."""
    kept = [
        Card(kind, NOW + round(due * DAY), days, 5.0, NOW - DAY)
        for kind, (days, due) in cards.items()
    ]
    return Question("quiz stats", {}, given=carried(kept, NOW, streak), private=True)


def test_steps_are_an_answer_a_week_and_three_weeks() -> None:
    days = {"dot": 6.99, "norm": 7.0, "distance": 20.9, "angle": 21.0}
    found = Mastery.of(question({kind: (each, 1) for kind, each in days.items()}))

    assert {name: each.steps for name, each in found.kinds.items()} == {
        "dot": 1,
        "norm": 2,
        "distance": 2,
        "angle": 3,
    }


def test_what_is_due_and_what_comes_next() -> None:
    found = answer(
        question({"dot": (2.4, 0), "norm": (3.3, 1), "angle": (400, 1.5)}, streak=3), Style()
    )

    assert found.title == "3 days in a row"
    assert found.facts[:4] == (
        f"Vectors: 3 of {VECTORS}",
        "  The dot product: due",
        "  The length of a vector: 3 days",
        "  The angle between two vectors: more than a year",
    )
    assert found.meaning.splitlines()[1:] == [
        "**1 of 3 kinds** stays with you for a week or more.",
        "1 kind is due: **Practise** asks what is due.",
    ]
    assert found.draw is not None
    assert (
        f"Vectors: 3 of {VECTORS} kinds answered, 1 last a week or more, 1 due" in found.draw().alt
    )
    nothing_due = answer(question({"dot": (2.4, 2), "norm": (3, 1)}), Style())
    assert f"Next: **The length of a vector**, <t:{(NOW + DAY) // 1000}:R>." in nothing_due.meaning


@pytest.mark.parametrize("theme", Theme)
@pytest.mark.parametrize("every", [1, 2])
def test_the_picture_can_be_read(theme: Theme, every: int) -> None:
    cards = {kind.name: (4.0 * n, n - 2.5) for n, kind in enumerate(KINDS[::every], 1)}

    with recorded_paintings() as paintings:
        answering.reply(question(cards), Style(theme=theme))

    assert [fault for painting in paintings for fault in faults(painting)] == []


async def test_only_the_asker_sees_it(classroom: Classroom, simcord_bot: StudyBot) -> None:
    student, channel = classroom.student, classroom.channel
    none = posts.private(await student.slash(channel, "quiz stats"))
    assert posts.texts(none)[0].startswith("### Nothing practised yet")
    assert posts.labels(none) == ["Begin"]

    await simcord_bot.store.quiz.start(student.id, ["dot-1-000001", "dot-1-000002"])
    await simcord_bot.store.quiz.answer(student.id, Answered("dot-1-000001", "dot", 1))
    shown = posts.private(await student.slash(channel, "quiz stats"))

    post = posts.read(shown)
    assert post.title == "1 day in a row"
    assert post.facts[1].startswith("  The dot product: ")
    assert post.buttons == ["Practise", "Delete"]
    assert len(post.alts) == 1
    offer = posts.private(await student.click(shown, label="Practise"))
    assert "1 done, 1 to go" in posts.texts(offer)[0]
    assert classroom.seen_by(classroom.other) == []
