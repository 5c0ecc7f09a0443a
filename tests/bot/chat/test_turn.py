"""The Turn button: a still picture in space becomes an animation, for whom things may move."""

from __future__ import annotations

import io
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
from PIL import Image
from simcord import Env
from simcord.results import InteractionResult

import bot.topics
from bot.chat.client import StudyBot
from bot.config import Config
from bot.drawing.style import Style
from bot.faces.computing import study_workers
from bot.models.library import Library
from bot.topics.kit import answering
from bot.topics.kit.question import Question
from bot.workers import Workers
from linalg_engine.errors import InputError
from tests.bot import posts
from tests.bot.conftest import Classroom

TOPIC = """
from bot.topics.kit.declaration import Command, Text, Topic

TOPIC = Topic(
    section="Trying out",
    place=1,
    commands=(
        Command("space", "Something in space", options=(Text("v", "a vector"),),
                example="v:[1, 2, 3]", gist="space", answer="answer:answer"),
    ),
)
"""

ANSWER = """
import io

from PIL import Image

from bot.drawing.picture import Picture
from bot.topics.kit.answer import Answer, Copies


def answer(question, style):
    v = question.inputs["v"]
    return Answer(
        title=v,
        facts=(v,),
        meaning="In space.",
        draw=lambda: picture("space.png", "PNG", f"still: {v}"),
        working=None,
        copies=Copies(v, v, v),
        turn=lambda: picture("space.gif", "GIF", f"Animation. It turns: {v}"),
        steps_name="",
    )


def picture(name, kind, alt):
    data = io.BytesIO()
    Image.new("RGB", (40, 30)).save(data, kind)
    return Picture(name, data.getvalue(), alt)
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> str:
    directory = tmp_path_factory.mktemp("turning")
    topic = directory / "space"
    topic.mkdir()
    for name, text in {"topic": TOPIC, "answer": ANSWER}.items():
        Path(topic, f"{name}.py").write_text(text, "utf-8")
    return str(directory)


@pytest_asyncio.fixture(scope="module")
async def own_workers(folder: str) -> AsyncIterator[Workers]:
    pool = study_workers(Config(workers=1, job_seconds=30), [folder])
    await pool.start()
    yield pool
    await pool.close()


@pytest.fixture(autouse=True)
def topics_here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bot.topics, "__path__", list(bot.topics.__path__))


@pytest_asyncio.fixture
async def simcord_bot(
    folder: str, own_workers: Workers, library: Library
) -> AsyncIterator[StudyBot]:
    study_bot = StudyBot(Config(), own_workers, library, [folder])
    yield study_bot
    await study_bot.close()


async def kind_of(result: InteractionResult) -> tuple[str | None, list[str]]:
    """Return the format of the only picture that a press shows its user, and its alt text."""
    message = posts.private(result)
    (attachment,) = message.attachments
    return Image.open(io.BytesIO(await attachment.read())).format, posts.alts(message)


async def test_turn_shows_the_animation_to_whoever_presses(classroom: Classroom) -> None:
    message = await classroom.ask("space", v="[1, 2, 3]")

    assert posts.read(message).buttons == ["Turn", "Copy", "Edit", "Share", "Delete"]
    assert posts.alts(message) == ["still: [1, 2, 3]"]
    turned = await classroom.other.click(message, label="Turn")

    assert await kind_of(turned) == ("GIF", ["Animation. It turns: [1, 2, 3]"])
    assert [seen.id for seen in classroom.seen_by(classroom.student)] == [message.id]


async def test_the_button_is_not_there_for_whom_nothing_may_move(classroom: Classroom) -> None:
    await classroom.student.slash(classroom.channel, "settings mine", motion="off")

    message = await classroom.ask("space", v="[1, 2, 3]")

    assert posts.read(message).buttons == ["Copy", "Edit", "Share", "Delete"]


async def test_below_the_answer_of_another_they_get_the_still_picture(
    classroom: Classroom,
) -> None:
    await classroom.other.slash(classroom.channel, "settings mine", motion="off")
    message = await classroom.ask("space", v="[1, 2, 3]")

    pressed = await classroom.other.click(message, label="Turn")

    assert await kind_of(pressed) == ("PNG", ["still: [1, 2, 3]"])


async def test_a_shared_answer_turns_as_well(classroom: Classroom, simcord_env: Env) -> None:
    study_bot = simcord_env.bot
    assert isinstance(study_bot, StudyBot)
    guild = classroom.channel.guild
    assert guild is not None
    study = guild.create_text_channel("shared")
    await study_bot.store.guilds.set_study_channel(guild.id, study.id)
    message = await classroom.ask("space", v="[1, 2, 3]")

    await classroom.student.click(message, label="Share")

    (post,) = study.history()
    assert posts.labels(post) == ["Turn", "Copy", "Delete", "Original"]
    turned = await classroom.other.click(post, label="Turn")
    assert (await kind_of(turned))[0] == "GIF"


async def test_the_button_is_known_after_a_restart(
    classroom: Classroom, simcord_env: Env, folder: str, own_workers: Workers, library: Library
) -> None:
    message = await classroom.ask("space", v="[1, 2, 3]")
    restarted = StudyBot(Config(), own_workers, library, [folder])
    await simcord_env.restart_bot(restarted)

    forgotten = posts.private(await classroom.student.click(message, label="Turn"))
    again = await classroom.ask("space", v="[4, 5, 6]")
    turned = await classroom.student.click(again, label="Turn")

    assert "I no longer have the numbers of this answer" in forgotten.content
    assert await kind_of(turned) == ("GIF", ["Animation. It turns: [4, 5, 6]"])
    await restarted.close()


def test_what_has_no_depth_does_not_turn() -> None:
    flat = Question("dot", {"a": "[1, 2]", "b": "[3, 4]"})

    assert not answering.reply(flat, Style()).turn_name
    with pytest.raises(InputError, match="nothing to turn"):
        answering.turn(flat, Style())
