"""The buttons below an answer: Steps, Copy, Edit, Delete; Turn has a file of its own."""

from __future__ import annotations

import ast
from collections.abc import AsyncIterator
from typing import Any

import pytest
import pytest_asyncio
from simcord import Env
from simcord.actors import MemberActor
from simcord.results import InteractionResult

from bot.chat.client import StudyBot
from bot.config import Config
from bot.models.library import Library
from bot.workers import Workers
from tests.bot import posts
from tests.bot.conftest import Classroom
from tests.bot.drawing.words import is_of_full_width

LONG = "[" + ", ".join(str(n) for n in range(1, 401)) + "]"


def fields(shown: InteractionResult) -> dict[str, dict[str, Any]]:
    """Return the fields of a form by their labels."""
    assert shown.modal is not None
    return {part["label"]: part["component"] for part in shown.modal["components"]}


async def told_privately(classroom: Classroom, result: InteractionResult) -> str:
    """Return what a press was answered with, seen by nobody but who pressed."""
    message = posts.private(result)
    assert message.id not in [seen.id for seen in classroom.seen_by(classroom.moderator)]
    return message.content


# Steps


async def test_steps_are_typeset_for_whoever_presses(classroom: Classroom) -> None:
    message = await classroom.ask("dot", a="[1,2,3]", b="[4,5,6]")

    page = posts.private(await classroom.other.click(message, label="Steps"))

    assert all(picture.width >= 600 for picture in await posts.pictures(page))
    alt = "\n".join(posts.alts(page))
    for step in ("1 · 4 + 2 · 5 + 3 · 6", "4 + 10 + 18 = 32", "√14", "√77", "0.9746", "12.93°"):
        assert step in alt
    assert page.id in [seen.id for seen in classroom.seen_by(classroom.other)]
    assert [seen.id for seen in classroom.seen_by(classroom.student)] == [message.id]


@pytest.mark.parametrize(
    ("command", "options", "steps"),
    [
        ("dot", {"a": "[0,0]", "b": "[1,2]"}, ["0 · 1 + 0 · 2", "no direction"]),
        ("vector norm", {"v": "[3,4]"}, ["‖v‖² = 3² + 4² = 25", "‖v‖ = 5"]),
        ("vector norm", {"v": "[3,-4]", "p": "1"}, ["3 + 4", "= 7"]),
        ("vector unit", {"v": "[3,4]"}, ["‖v‖² = 3² + 4² = 25", "[3/5, 4/5]"]),
        ("vector angle", {"a": "[1,0] [0,1]"}, ["90°", "1.5708"]),
        ("vector distance", {"a": "[1,2] [4,6]"}, ["[−3, −4]", "= 5"]),
        ("vector project", {"a": "[2,3] [4,0]"}, ["8/16", "[0, 3]"]),
        ("vector cross", {"a": "[1,2,3] [4,5,6]"}, ["2 · 6 − 3 · 5", "[−3, 6, −3]", "7.3485"]),
        ("vector cross", {"a": "[1,2] [3,4]"}, ["1 · 4 − 2 · 3", "[0, 0, −2]"]),
        ("vector triple", {"a": "[1,2,3] [4,5,6] [7,8,10]"}, ["[2, 2, −3]", "1 · 2 + 2 · 2"]),
    ],
)
async def test_every_command_has_steps(
    classroom: Classroom, command: str, options: dict[str, str], steps: list[str]
) -> None:
    message = await classroom.ask(command, **options)

    page = posts.private(await classroom.student.click(message, label="Steps"))

    alt = "\n".join(posts.alts(page))
    assert [step for step in steps if step not in alt] == []
    assert all(picture.height > 100 for picture in await posts.pictures(page))


async def test_pressing_twice_answers_twice(classroom: Classroom) -> None:
    message = await classroom.ask("dot", a="[1,2]", b="[3,4]")

    first = posts.private(await classroom.student.click(message, label="Steps"))
    second = posts.private(await classroom.student.click(message, label="Steps"))

    assert first.id != second.id
    assert posts.alts(first) == posts.alts(second)


# Copy


async def test_copy_gives_text_numpy_and_latex(classroom: Classroom) -> None:
    message = await classroom.ask("dot", a="[1/2, -2]", b="[4, 0]")

    copies = posts.private(await classroom.other.click(message, label="Copy"))

    text, numpy, latex = posts.texts(copies)
    assert text.startswith("**Text**\n```text\na = [1/2, -2]\nb = [4, 0]\na · b = 2\n")
    assert numpy == (
        "**NumPy**\n```py\nimport numpy as np\n\n"
        "a = np.array([1/2, -2])\nb = np.array([4, 0])\na @ b  # 2\n```"
    )
    assert latex == (
        "**LaTeX**\n```latex\n"
        r"\begin{bmatrix} \frac{1}{2} \\ -2 \end{bmatrix} \cdot"
        r" \begin{bmatrix} 4 \\ 0 \end{bmatrix} = 2"
        "\n```"
    )
    assert copies.attachments == []


async def test_long_copies_come_as_files_with_every_number(classroom: Classroom) -> None:
    message = await classroom.ask("vector unit", v=LONG)

    copies = posts.private(await classroom.student.click(message, label="Copy"))

    files = await posts.files(copies)
    assert sorted(files) == ["calculation.py", "calculation.tex", "calculation.txt"]
    assert all("```" not in text for text in posts.texts(copies))
    vector = files["calculation.py"].partition("np.array(")[2].partition(")")[0]
    assert ast.literal_eval(vector) == list(range(1, 401))
    assert f"v = {LONG}\n" in files["calculation.txt"]
    assert files["calculation.tex"].count(r" \\ ") == 399


async def test_only_what_is_long_comes_as_a_file(classroom: Classroom) -> None:
    message = await classroom.ask("vector norm", v="1000 " * 140)

    copies = posts.private(await classroom.student.click(message, label="Copy"))

    # 140 entries: 6 characters each in text and NumPy, 8 in LaTeX; a block holds 1100
    assert sorted(await posts.files(copies)) == ["calculation.tex"]
    assert "**LaTeX** is long, so it comes as a file:" in posts.texts(copies)


# Edit


async def test_edit_opens_a_form_with_what_was_typed(classroom: Classroom) -> None:
    message = await classroom.ask("dot", a="[1,2,3]", b="4 5 6")

    form = await classroom.student.click(message, label="Edit")

    assert form.modal is not None
    assert form.modal["title"] == "/dot"
    assert {name: field["value"] for name, field in fields(form).items()} == {
        "a": "[1,2,3]",
        "b": "4 5 6",
    }
    assert fields(form)["a"]["required"]
    assert not fields(form)["b"]["required"]


async def test_edit_changes_the_answer_in_place(classroom: Classroom) -> None:
    message = await classroom.ask("dot", a="[1,2,3]", b="[4,5,6]")
    form = await classroom.student.click(message, label="Edit")

    changed = await classroom.student.submit_modal(form, {"a": "[1,0]", "b": "[0,2]"})

    answer = posts.response(changed)
    assert answer.id == message.id
    assert len(classroom.channel.history()) == 1
    post = posts.read(answer)
    assert post.title == "a · b = 0"
    assert post.meaning.startswith("They are perpendicular")
    assert "[1, 0]" in post.alts[0]
    assert is_of_full_width(await posts.picture(answer))
    assert len(answer.attachments) == 1


async def test_the_buttons_follow_the_edit(classroom: Classroom) -> None:
    message = await classroom.ask("dot", a="[1,2,3]", b="[4,5,6]")
    form = await classroom.student.click(message, label="Edit")
    answer = posts.response(
        await classroom.student.submit_modal(form, {"a": "[1,0] [0,2]", "b": ""})
    )

    steps = posts.private(await classroom.other.click(answer, label="Steps"))
    again = await classroom.student.click(answer, label="Edit")

    assert "[1, 0] · [0, 2]" in posts.alts(steps)[0]
    assert fields(again)["a"]["value"] == "[1,0] [0,2]"


async def test_an_option_left_out_is_an_empty_field(classroom: Classroom) -> None:
    message = await classroom.ask("vector norm", v="[3,4]")

    form = await classroom.student.click(message, label="Edit")
    assert not fields(form)["p"].get("value")
    answer = await classroom.student.submit_modal(form, {"v": "[3,4]", "p": "1"})

    assert posts.read(posts.response(answer)).title == "‖v‖₁ = 7"


@pytest.mark.simcord(check_errors=False)
async def test_a_wrong_edit_leaves_the_answer_and_tells_the_asker(classroom: Classroom) -> None:
    message = await classroom.ask("dot", a="[1,2,3]", b="[4,5,6]")
    form = await classroom.student.click(message, label="Edit")

    refused = await classroom.student.submit_modal(form, {"a": "[1,2", "b": "[4,5]"})

    (told,) = refused.followups
    assert told.ephemeral
    assert told.content.startswith("**a**: The bracket [ is opened here but never closed")
    assert posts.read(posts.response(refused)).title == "a · b = 32"
    assert [seen.id for seen in classroom.seen_by(classroom.other)] == [message.id]
    assert len(posts.response(refused).attachments) == 1


async def test_only_the_asker_can_edit(classroom: Classroom) -> None:
    message = await classroom.ask("vector norm", v="[3,4]")

    for stranger in (classroom.other, classroom.moderator):
        result = await stranger.click(message, label="Edit")
        assert result.modal is None
        told = posts.private(result).content
        assert told == ("Only the person who asked can edit this. Use /vector norm for your own.")


async def test_what_no_form_can_hold_is_not_edited(classroom: Classroom) -> None:
    message = await classroom.ask("vector norm", v="1 " * 2001)

    result = await classroom.student.click(message, label="Edit")

    assert result.modal is None
    assert "at most 4000 characters" in await told_privately(classroom, result)


async def test_a_form_holds_exactly_its_limit(classroom: Classroom) -> None:
    typed = "1 " * 1999 + "15"
    message = await classroom.ask("vector norm", v=typed)

    form = await classroom.student.click(message, label="Edit")

    assert fields(form)["v"]["value"] == typed


# Delete


@pytest.mark.parametrize("who", ["student", "moderator"])
async def test_asker_and_moderators_can_delete(classroom: Classroom, who: str) -> None:
    message = await classroom.ask("dot", a="[1,2]", b="[3,4]")
    member: MemberActor = getattr(classroom, who)

    await member.click(message, label="Delete")

    assert classroom.channel.history() == []


async def test_others_cannot_delete(classroom: Classroom) -> None:
    message = await classroom.ask("dot", a="[1,2]", b="[3,4]")

    result = await classroom.other.click(message, label="Delete")

    told = await told_privately(classroom, result)
    assert told == "Only the person who asked, or a moderator, can delete this."
    assert [seen.id for seen in classroom.seen_by(classroom.student)] == [message.id]


async def test_deleting_what_is_gone_says_nothing(
    classroom: Classroom, simcord_env: Env, caplog: pytest.LogCaptureFixture
) -> None:
    message = await classroom.ask("dot", a="[1,2]", b="[3,4]")
    gone = {"status": 404, "code": 10008, "message": "Unknown Message"}
    simcord_env.inject_error("DELETE", "/webhooks/*/messages/@original", **gone)

    result = await classroom.student.click(message, label="Delete")

    assert result.acknowledged
    assert result.followups == []
    assert [record for record in caplog.records if record.levelname == "ERROR"] == []


# After a restart


@pytest_asyncio.fixture
async def forgetful(workers: Workers, library: Library) -> AsyncIterator[StudyBot]:
    """A bot that knows no questions, to take the place of the first."""
    bot = StudyBot(Config(), workers, library)
    yield bot
    await bot.close()


@pytest.mark.parametrize("label", ["Steps", "Copy", "Edit"])
async def test_a_restarted_bot_says_what_it_forgot(
    classroom: Classroom, simcord_env: Env, forgetful: StudyBot, label: str
) -> None:
    message = await classroom.ask("dot", a="[1,2]", b="[3,4]")
    await simcord_env.restart_bot(forgetful)

    result = await classroom.student.click(message, label=label)

    told = await told_privately(classroom, result)
    assert told.startswith("I no longer have the numbers of this answer")
    assert "Send the command again" in told


async def test_a_restarted_bot_still_deletes(
    classroom: Classroom, simcord_env: Env, forgetful: StudyBot
) -> None:
    message = await classroom.ask("dot", a="[1,2]", b="[3,4]")
    await simcord_env.restart_bot(forgetful)

    refused = await classroom.other.click(message, label="Delete")
    assert posts.private(refused).content.startswith("Only the person who asked")
    await classroom.student.click(message, label="Delete")

    assert [seen for seen in classroom.channel.history() if seen.id == message.id] == []
