"""Messages that an older bot posted: what stands below them goes on working.

The custom_ids are written out as that bot wrote them, so that no later bot forgets one.
"""

from __future__ import annotations

import pytest

from bot.chat.client import StudyBot
from bot.topics.films.context import Context
from bot.topics.kit.question import Question
from tests.bot import posts
from tests.bot.chat.presser import Presser
from tests.bot.conftest import Classroom

SHREK, SEVEN = "shrek 2001", "seven 1995"

DOT = Question("dot", {"a": "[1,2]", "b": "[3,4]"})
SIMILAR = Context(film=SHREK).with_question(
    Question("similar", {"movie": "Shrek", "metric": "cosine"})
)
RECOMMEND = Context({SHREK: 5.0}, is_kept=False).with_question(
    Question("recommend", {"likes": "Shrek", "dislikes": ""})
)


@pytest.fixture
def old(classroom: Classroom, simcord_bot: StudyBot) -> Presser:
    return Presser(classroom, simcord_bot)


async def test_steps(old: Presser) -> None:
    page = posts.private(await old.press("linalg:steps:ASKER:KEY", DOT))
    assert "1 · 3 + 2 · 4" in posts.alts(page)[0]


async def test_copy(old: Presser) -> None:
    copies = posts.private(await old.press("linalg:copy:ASKER:KEY", DOT))
    assert "a @ b  # 11" in posts.texts(copies)[1]


async def test_edit(old: Presser) -> None:
    form = await old.press("linalg:edit:ASKER:KEY", DOT)
    assert form.modal is not None
    assert form.modal["title"] == "/dot"


async def test_share(old: Presser) -> None:
    told = posts.private(await old.press("linalg:share:ASKER:KEY", DOT))
    assert "no study channel yet" in posts.texts(told)[0]


async def test_delete(old: Presser) -> None:
    await old.press("linalg:delete:ASKER:KEY")
    assert old.classroom.channel.history() == []


async def test_choose(old: Presser) -> None:
    answer = posts.response(await old.press("linalg:choose:metric:ASKER:KEY", SIMILAR, "dot"))
    by_dot = await old.classroom.ask("similar", movie="Shrek", metric="dot")
    assert posts.read(answer).facts == posts.read(by_dot).facts


async def test_more(old: Presser) -> None:
    answer = posts.response(await old.press("linalg:more:ASKER:KEY", RECOMMEND))
    assert posts.read(answer).title == "Films 6 to 10 for this taste"


async def test_map(old: Presser) -> None:
    answer = posts.private(await old.press("linalg:map:ASKER:KEY", RECOMMEND))
    assert posts.texts(answer)[0].startswith("### The map of 80 films")


async def test_seen(old: Presser) -> None:
    before = posts.read(await old.classroom.ask("recommend", likes="Shrek"))
    film = before.facts[0].partition("  ")[2]
    seen = next(f for f in old.bot.models.library.catalogue.films if f.label == film)
    key = old.bot.models.library.key(seen)
    answer = await old.press("linalg:seen:_seen:ASKER:KEY", RECOMMEND, key)
    after = posts.read(posts.response(answer))
    assert after.title == before.title == "Five films for this taste"
    assert not any(film in line for line in after.facts)


@pytest.mark.parametrize(
    ("custom_id", "words"),
    [
        ("linalg:ratings:back:0", "Shrek (2001)"),
        ("linalg:ratings:next:1", "Shrek (2001)"),
        ("linalg:ratings:ask:0", "Shrek (2001)"),
        ("linalg:ratings:clear:0", "You have rated no films yet."),
        ("linalg:films:Back:1:", "### 80 films in all"),
        ("linalg:films:Next:0:comedy", "like “comedy”"),
        ("linalg:films:Next:0:a:b", "like “a:b”"),
        ("privacy:no", "Everything is kept as it was."),
        ("privacy:yes", "### Forgotten"),
    ],
)
async def test_notes(old: Presser, custom_id: str, words: str) -> None:
    await old.bot.store.ratings.rate(old.classroom.student.id, {SHREK: 5.0})

    shown = posts.response(await old.press(custom_id))

    (text,) = posts.texts(shown)
    assert words in text


async def test_ratings_are_removed(old: Presser) -> None:
    me = old.classroom.student.id
    await old.bot.store.ratings.rate(me, {SHREK: 5.0, SEVEN: 5.0})

    shown = posts.response(await old.press("linalg:ratings:remove:0", None, SEVEN))

    assert "Seven" not in posts.texts(shown)[0]
    assert (await old.bot.store.ratings.of(me)).stars == {SHREK: 5.0}
