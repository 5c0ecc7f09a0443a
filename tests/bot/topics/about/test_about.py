"""`/about`: which bot this is, and whose."""

from __future__ import annotations

import re
import time
from dataclasses import replace

import pytest

from bot import __version__
from bot.chat.client import StudyBot
from bot.config import Config
from bot.models.library import Library
from bot.topics.about.asking import about
from bot.topics.kit.outcome import Request
from bot.topics.kit.services import Running
from bot.workers import Workers
from tests.bot import posts
from tests.bot.conftest import Classroom

PAGES = (("Privacy", "https://example.org/privacy"), ("Support", "https://example.org/help"))


async def said(bot: StudyBot, running: Running) -> str:
    """Return what is said of the bot as it runs."""
    services = replace(bot.desk.services, running=lambda: running)
    (text,) = (await about(Request("about", {}, user=1), services)).texts
    return text


async def test_it_is_said_to_who_asks_alone(classroom: Classroom) -> None:
    began = time.time()
    result = await classroom.student.slash(classroom.channel, "about")

    text = "\n".join(posts.texts(posts.private(result)))
    assert f"### study-bot {__version__}" in text
    since = re.search(r"Up since <t:(\d+):f>, <t:\1:R> · in 1 server", text)
    assert since is not None
    assert 0 <= began - int(since[1]) < 86_400
    assert "`/privacy delete` forgets it" in text


async def test_the_hosts_pages_are_links(workers: Workers, library: Library) -> None:
    config = Config(privacy_url=PAGES[0][1], support_url=PAGES[1][1])
    bot = StudyBot(config, workers, library)
    try:
        running = bot.desk.services.running()
    finally:
        await bot.close()

    assert running.pages == PAGES
    assert running.latency is None


@pytest.mark.parametrize(
    ("running", "line"),
    [
        (
            Running("1.2", 1e9, 0.0853, 1),
            "Up since <t:1000000000:f>, <t:1000000000:R> · in 1 server · Discord answers in 85 ms",
        ),
        (Running("1.2", 0, None, 2400), "Up since <t:0:f>, <t:0:R> · in 2,400 servers"),
        (
            Running("1.2", 0, 0.0853, 2400, processes=3),
            "Up since <t:0:f>, <t:0:R> · in 2,400 servers · 3 processes · Discord answers in 85 ms",
        ),
    ],
)
async def test_numbers_are_said_in_words(
    simcord_bot: StudyBot, running: Running, line: str
) -> None:
    assert (await said(simcord_bot, running)).splitlines()[1] == line


async def test_pages_stand_on_a_line_of_their_own(simcord_bot: StudyBot) -> None:
    text = await said(simcord_bot, Running("1.2", 0, None, 0, PAGES))

    links = "[Privacy](https://example.org/privacy) · [Support](https://example.org/help)"
    assert text.splitlines()[2] == links
