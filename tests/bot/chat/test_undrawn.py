"""An answer outlives its picture: one that fails or is late costs nobody the words."""

from __future__ import annotations

import re

import pytest

from bot.chat.client import StudyBot
from tests.bot import posts
from tests.bot.conftest import Classroom
from tests.bot.undrawn import PROBLEM, break_pictures, delay_pictures

LATE = "Its picture took too long, so I left it out; all else is here."


@pytest.mark.simcord(check_errors=False)
async def test_suggestions_stand_where_their_map_fails(
    classroom: Classroom,
    simcord_bot: StudyBot,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    break_pictures(simcord_bot.workers, monkeypatch)

    post = posts.read(await classroom.ask("recommend", likes="Shrek, Toy Story"))

    assert post.title == "Five films for this taste"
    assert sum(" stars, seen by " in line for line in post.facts) == 5
    assert post.alts == []
    assert "Its picture failed on my side, sorry; all else is here." in post.meaning
    found = re.search("`([0-9a-f]{6})`", post.meaning)
    assert found is not None
    (record,) = [record for record in caplog.records if record.levelname == "ERROR"]
    assert found[1] in record.getMessage()
    assert PROBLEM in record.getMessage(), "the traceback, for those who run the bot"
    assert PROBLEM not in post.meaning


async def test_suggestions_stand_where_their_map_is_late(
    classroom: Classroom,
    simcord_bot: StudyBot,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    delay_pictures(simcord_bot.workers, monkeypatch)

    message = await classroom.ask("recommend", likes="Shrek, Toy Story")

    post = posts.read(message)
    assert sum(" stars, seen by " in line for line in post.facts) == 5
    assert post.alts == []
    assert post.meaning.endswith(LATE)
    assert "A picture of /recommend took too long." in caplog.text
    looked = posts.private(await classroom.other.click(message, label="Map"))
    assert LATE in "\n".join(posts.texts(looked))


async def test_what_has_no_picture_is_late_as_a_whole(
    classroom: Classroom, simcord_bot: StudyBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    delay_pictures(simcord_bot.workers, monkeypatch)

    assert "took too long" in await classroom.refusal("calc", expression="1+1")
    assert "took too long" in await classroom.refusal("matrix rank", a="1 2; 3 4")
