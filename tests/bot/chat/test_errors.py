"""What people are told when something goes wrong, and what the log says of it."""

from __future__ import annotations

import re
from collections.abc import Callable, Coroutine
from typing import Any, NoReturn

import pytest
from discord import app_commands
from simcord import Env

from bot.chat import commands, errors, responding
from bot.chat.client import StudyBot
from bot.workers import (
    BusyError,
    CrowdedError,
    JobError,
    LostError,
    RestartError,
    TooBigError,
    TooSlowError,
)
from linalg_engine.errors import InputError
from tests.bot import posts
from tests.bot.chat.slow_job import SlowJob
from tests.bot.conftest import Classroom
from tests.bot.drawing.words import is_of_full_width

HOSTILE = [
    "@everyone [1,2]",
    "<@123456789012345678> <@&1> <#1>",
    "**bold** __under__ ||spoiler|| ~~gone~~",
    "``` [1,2] ```js\nalert(1)```",
    "`a` ``b``",
    "[click](https://example.com/evil) https://example.com",
    "# heading\n> quote\n- list",
    "hello_world*",
]

Job = Callable[..., Coroutine[Any, Any, NoReturn]]


def failing(error: BaseException) -> Job:
    """Return what takes the place of `Workers.run`."""

    async def run(*_: object) -> NoReturn:
        raise error

    return run


def outside_code(words: str) -> str:
    """Return what Discord reads as Markdown: all but code blocks and code."""
    assert words.count("```") % 2 == 0
    return re.sub(r"```.*?```|`[^`]*`", "", words, flags=re.DOTALL)


# Wrong input


async def test_wrong_input_is_shown_with_caret_and_example(classroom: Classroom) -> None:
    told = await classroom.refusal("dot", a="[1, 2, oops]", b="[4,5,6]")

    assert told == (
        "**a**: 'oops' is not a number; only numbers, pi, e and sqrt(…) are allowed.\n"
        "```\n"
        "[1, 2, oops]\n"
        "       ^\n"
        "```\n"
        "For example: `[1, 2, sqrt(2)]`"
    )


async def test_the_second_vector_is_named_when_it_is_wrong(classroom: Classroom) -> None:
    told = await classroom.refusal("dot", a="[1, 2]", b="[4, 5")

    assert told.startswith("**b**: ")
    assert "[4, 5\n^\n" in told


@pytest.mark.parametrize("typed", HOSTILE)
async def test_hostile_text_comes_back_harmless(
    classroom: Classroom, simcord_env: Env, typed: str
) -> None:
    result = await classroom.student.slash(classroom.channel, "dot", a=typed, b="[1]")

    message = posts.private(result)
    assert message.message.mentions == []
    assert message.message.role_mentions == []
    assert not message.message.mention_everyone
    sent = simcord_env.http_requests[-1].json
    assert sent is not None
    assert sent["data"]["allowed_mentions"] == {"parse": []}
    markdown = outside_code(message.content).removeprefix("**a**:")
    assert not re.search(r"(?<!\\)[*_~|`]|\]\(|https?://|<[@#]|@everyone|^[#>-]", markdown)


@pytest.mark.parametrize(
    ("problem", "shown"),
    [
        ("**a** is no number", r"\*\*a\*\* is no number"),
        ("`a` is no number", r"\`a\` is no number"),
        ("[a](https://example.com) is no number", r"\[a](https://example.com) is no number"),
    ],
)
def test_the_sentence_is_escaped(problem: str, shown: str) -> None:
    assert errors.describe(InputError(problem)) == shown


def test_a_fence_in_the_typed_line_cannot_end_the_code_block() -> None:
    words = errors.describe(InputError("No.", text="1 ```", position=2))

    assert words == "No.\n```\n1 ˋˋˋ\n  ^\n```"


# Jobs that gave no result


def test_every_job_error_has_its_own_sentence() -> None:
    kinds = JobError.__subclasses__()
    made = [BusyError(150) if kind is BusyError else kind() for kind in kinds]

    sentences = {errors.describe(error) for error in made}

    assert len(kinds) == 6
    assert len(sentences) == 6


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (TooSlowError(), "took too long"),
        (TooBigError(), "more memory than I may use"),
        (LostError(), "interrupted on my side"),
        (BusyError(150), "wait some 2 minutes"),
        (BusyError(290), "wait some 5 minutes"),
        (CrowdedError(), "20 questions waiting"),
        (RestartError(), "send it again in a minute"),
    ],
)
async def test_a_job_without_result_is_told_to_the_asker(
    classroom: Classroom,
    simcord_bot: StudyBot,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    error: JobError,
    words: str,
) -> None:
    monkeypatch.setattr(simcord_bot.workers, "run", failing(error))

    told = await classroom.refusal("dot", a="[1,2]", b="[3,4]")

    assert words in told
    assert [record for record in caplog.records if record.levelname == "ERROR"] == []


@pytest.mark.parametrize("label", ["Steps", "Copy"])
async def test_a_button_without_result_ends_in_one_private_message(
    classroom: Classroom, simcord_bot: StudyBot, monkeypatch: pytest.MonkeyPatch, label: str
) -> None:
    message = await classroom.ask("dot", a="[1,2]", b="[3,4]")
    monkeypatch.setattr(simcord_bot.workers, "run", failing(TooSlowError()))

    result = await classroom.other.click(message, label=label)

    (told,) = result.followups
    assert told.ephemeral
    assert "took too long" in told.content
    seen = [message.id for message in classroom.seen_by(classroom.other)]
    assert seen == [message.id, told.id]


# What nobody expected


@pytest.mark.simcord(check_errors=False)
async def test_an_unexpected_error_has_a_reference_in_the_log(
    classroom: Classroom,
    simcord_bot: StudyBot,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    monkeypatch.setattr(simcord_bot.workers, "run", failing(ZeroDivisionError("secret detail")))

    told = await classroom.refusal("dot", a="[1,2]", b="[3,4]")

    (reference,) = re.findall(r"`([0-9a-f]{6})`", told)
    assert "secret" not in told
    assert "ZeroDivisionError" not in told
    assert "Traceback" not in told
    (record,) = [record for record in caplog.records if record.name == "bot.faces.sentences"]
    assert reference in record.getMessage()
    assert "ZeroDivisionError: secret detail" in caplog.text
    assert "Traceback (most recent call last)" in caplog.text


def test_every_unexpected_error_has_a_reference_of_its_own(
    caplog: pytest.LogCaptureFixture,
) -> None:
    first, second = errors.describe(KeyError("x")), errors.describe(KeyError("x"))

    assert first != second
    assert len(caplog.records) == 2


@pytest.mark.simcord(check_errors=False)
async def test_an_unexpected_error_in_a_form(
    classroom: Classroom,
    simcord_bot: StudyBot,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    message = await classroom.ask("dot", a="[1,2]", b="[3,4]")
    form = await classroom.student.click(message, label="Edit")
    monkeypatch.setattr(simcord_bot.workers, "run", failing(RuntimeError("secret detail")))

    result = await classroom.student.submit_modal(form, {"a": "[1,2]", "b": "[3,4]"})

    (told,) = result.followups
    assert told.ephemeral
    (reference,) = re.findall(r"`([0-9a-f]{6})`", told.content)
    assert f"Unexpected error {reference}" in caplog.text
    assert posts.read(posts.response(result)).title == "a · b = 11"


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (app_commands.CommandNotFound("dot", []), "This command has changed"),
        (app_commands.CheckFailure("no"), "You may not use this command here."),
        (errors.UserError("Only on Sundays."), "Only on Sundays."),
    ],
)
def test_what_is_not_our_fault_is_said_without_a_reference(
    caplog: pytest.LogCaptureFixture, error: Exception, words: str
) -> None:
    assert errors.describe(error).startswith(words)
    assert caplog.records == []


# After the command was acknowledged, for all to see


@pytest.mark.simcord(check_errors=False)
@pytest.mark.parametrize(
    ("error", "words"),
    [
        (TooSlowError(), "took too long"),
        (InputError("That is no vector."), "That is no vector."),
        (RuntimeError("secret detail"), "Something went wrong on my side"),
    ],
)
async def test_a_late_error_is_private_and_leaves_nothing_behind(
    classroom: Classroom,
    simcord_bot: StudyBot,
    simcord_env: Env,
    monkeypatch: pytest.MonkeyPatch,
    error: Exception,
    words: str,
) -> None:
    monkeypatch.setattr(responding, "PATIENCE", 0)
    job = SlowJob(simcord_env, failing(error))
    monkeypatch.setattr(simcord_bot.workers, "run", job.run)

    result = await classroom.student.slash(classroom.channel, "dot", a="[1,2]", b="[3,4]")
    assert result.deferred
    assert len(classroom.seen_by(classroom.other)) == 1
    await job.end()

    (told,) = result.followups
    assert told.ephemeral
    assert words in told.content
    assert "secret" not in told.content
    assert classroom.seen_by(classroom.other) == []
    assert [seen.id for seen in classroom.seen_by(classroom.student)] == [told.id]


async def test_a_late_answer_takes_the_place_of_thinking(
    classroom: Classroom, simcord_env: Env, simcord_bot: StudyBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(responding, "PATIENCE", 0)
    job = SlowJob.instead_of(simcord_bot.workers, "run", simcord_env, monkeypatch)

    result = await classroom.student.slash(classroom.channel, "dot", a="[1,2]", b="[3,4]")
    assert result.deferred
    assert not result.ephemeral
    await job.end()

    message = posts.response(result)
    assert posts.read(message).title == "a · b = 11"
    assert is_of_full_width(await posts.picture(message))
    assert [seen.id for seen in classroom.seen_by(classroom.other)] == [message.id]


@pytest.mark.simcord(check_errors=False)
async def test_a_form_that_comes_too_late_is_asked_for_again(
    classroom: Classroom, simcord_env: Env, simcord_bot: StudyBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(commands, "FORM_PATIENCE", 0)
    job = SlowJob.instead_of(simcord_bot.store.ratings, "of", simcord_env, monkeypatch)

    result = await classroom.student.slash(classroom.channel, "recommend")
    await job.end()

    (told,) = result.followups
    assert told.ephemeral
    assert told.content == "The form took too long to open. Please send /recommend again."
    assert classroom.seen_by(classroom.other) == []


# Discord itself


@pytest.mark.simcord(check_errors=False)
@pytest.mark.parametrize(
    ("status", "code"),
    [
        pytest.param(404, 10062, id="unknown interaction"),
        pytest.param(404, 10015, id="unknown webhook"),
        pytest.param(401, 50027, id="token over"),
    ],
)
@pytest.mark.parametrize("typed", ["[1,2]", "[1,2"])
async def test_an_interaction_that_is_gone_is_only_noted(
    classroom: Classroom,
    simcord_env: Env,
    caplog: pytest.LogCaptureFixture,
    status: int,
    code: int,
    typed: str,
) -> None:
    caplog.set_level("INFO", "bot.chat.errors")
    simcord_env.inject_error(
        "POST", "/interactions/*/callback", status=status, code=code, message="It is over"
    )

    result = await classroom.student.slash(classroom.channel, "dot", a=typed, b="[3,4]")

    assert not result.acknowledged
    assert classroom.channel.history() == []
    (record,) = [record for record in caplog.records if record.name == "bot.chat.errors"]
    assert (record.levelname, record.exc_info) == ("INFO", None)


@pytest.mark.simcord(check_errors=False)
async def test_failing_to_tell_is_logged_and_the_next_command_served(
    classroom: Classroom, simcord_env: Env, caplog: pytest.LogCaptureFixture
) -> None:
    simcord_env.inject_error("POST", "/interactions/*/callback", status=500)

    await classroom.student.slash(classroom.channel, "dot", a="[1,2", b="[3,4]")

    assert "An error message could not be sent." in caplog.text
    assert posts.read(await classroom.ask("dot", a="[1,2]", b="[3,4]")).title == "a · b = 11"
