"""A topic in a folder outside the tree: found by a search path, and at home like the others."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
from simcord import Env

import bot.topics
from bot.chat.client import StudyBot
from bot.config import Config
from bot.drawing.style import Style
from bot.faces.computing import study_workers
from bot.models.library import Library
from bot.reference import load
from bot.topics.kit.question import Question
from bot.topics.kit.registry import discover
from tests.bot import posts

TOPIC = """
from bot.topics.kit.declaration import Command, Pick, Text, Topic

TOPIC = Topic(
    section="Trying out",
    place=1,
    commands=(
        Command(
            "double",
            "Twice a vector",
            options=(
                Text("v", "a vector"),
                Pick("colour", "of the picture", required=False,
                     choices=(("blue", "blue"), ("green", "green")), default="blue"),
            ),
            example="v:[1, 2]",
            gist="twice a vector",
            answer="answer:answer",
        ),
    ),
)
"""

ANSWER = """
from bot.topics.double.figure import draw
from bot.topics.kit import reading
from bot.topics.kit.answer import Answer, Copies


def answer(question, style):
    doubled = [2 * x for x in reading.vector(question, "v")]
    shown = ", ".join(map(str, doubled))
    return Answer(
        title=f"2 v = [{shown}]",
        facts=(question.inputs["colour"],),
        meaning="Twice as long.",
        draw=lambda: draw(shown),
        working=None,
        copies=Copies(shown, shown, shown),
    )
"""

FIGURE = """
import io

from PIL import Image

from bot.drawing.picture import Picture


def draw(shown):
    data = io.BytesIO()
    Image.new("RGB", (40, 30)).save(data, "PNG")
    return Picture("double.png", data.getvalue(), f"twice: {shown}")
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> str:
    directory = tmp_path_factory.mktemp("elsewhere")
    topic = directory / "double"
    topic.mkdir()
    for name, text in {"topic": TOPIC, "answer": ANSWER, "figure": FIGURE}.items():
        Path(topic, f"{name}.py").write_text(text, "utf-8")
    return str(directory)


@pytest_asyncio.fixture
async def simcord_bot(
    folder: str, library: Library, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[StudyBot]:
    monkeypatch.setattr(bot.topics, "__path__", list(bot.topics.__path__))
    config = Config(workers=1, job_seconds=30)
    pool = study_workers(config, [folder])
    await pool.start()
    study_bot = StudyBot(config, pool, library, [folder])
    yield study_bot
    await study_bot.close()
    await pool.close()


async def test_a_topic_of_three_files_is_at_home(simcord_env: Env) -> None:
    guild = simcord_env.create_guild("Elsewhere")
    channel = guild.create_text_channel("study")
    student = guild.add_member(simcord_env.create_user("student"))

    answered = posts.read(posts.response(await student.slash(channel, "double", v="[1, 1/2]")))
    assert answered.title == "2 v = [2, 1]"
    assert "blue" in answered.facts
    assert answered.alts == ["twice: 2, 1"]

    refused = await student.slash(channel, "double", v="[1, x]")
    assert refused.ephemeral
    assert refused.response is not None
    assert "**v**" in refused.response.content

    help_message = posts.private(await student.slash(channel, "help"))
    section = posts.response(await student.click(help_message, label="Trying out"))
    assert "`/double v:[1, 2]` twice a vector" in posts.texts(section)[0]
    every = posts.response(await student.click(section, label="All commands"))
    assert "`/double`" in "\n".join(posts.texts(every))

    await student.slash(channel, "vars set", name="alpha", value="[1, 2]")
    offered = await student.autocomplete(channel, "double", "v", "al")
    assert {"name": "alpha = [1, 2]", "value": "alpha"} in offered


def test_the_example_for_contributors_answers(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = (Path(__file__).parents[3] / "CONTRIBUTING.md").read_text("utf-8")
    declared, answered = re.findall(r"```python\n(.+?)```", text, re.DOTALL)
    # Another name than the folder above has, which this process may have imported.
    folder = tmp_path / "twice"
    folder.mkdir()
    Path(folder, "topic.py").write_text(declared, "utf-8")
    Path(folder, "answer.py").write_text(answered, "utf-8")
    monkeypatch.setattr(bot.topics, "__path__", list(bot.topics.__path__))

    (command,) = [c for c in discover([str(tmp_path)]).commands if c.name == "double"]
    answer = load(command.answer)(Question("double", {"v": "[1, 1/2]"}), Style())

    assert answer.title == "2 v = [2, 1]"
    assert answer.facts == ("v = [1, 1/2]",)
