"""What is logged and counted of an interaction: its name, its outcome, its times."""

from __future__ import annotations

import logging
import re

import pytest
from prometheus_client.parser import text_string_to_metric_families
from simcord import Env

from bot.chat import traffic
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
from tests.bot.chat.presser import Presser
from tests.bot.conftest import Classroom

LINE = re.compile(
    r'name="(?P<name>[^"]+)" outcome=(?P<outcome>\w+) '
    r"waiting_ms=(?P<waiting>[\d.]+) computing_ms=(?P<computing>[\d.]+) sending_ms=[\d.]+"
)
TYPED = "87654321"
"""Stands in everything that is typed here."""


@pytest.fixture(autouse=True)
def all_is_logged(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO, traffic.__name__)


def said(caplog: pytest.LogCaptureFixture) -> list[re.Match[str]]:
    """Return the lines about interactions."""
    lines = [r.getMessage() for r in caplog.records if r.name == traffic.__name__]
    found = [LINE.fullmatch(line) for line in lines]
    assert None not in found, lines
    return [line for line in found if line]


def counted(bot: StudyBot) -> dict[tuple[str, str], float]:
    """Return how many interactions have been counted, by name and outcome."""
    families = text_string_to_metric_families(bot.metrics.text().decode())
    return {
        (sample.labels["name"], sample.labels["outcome"]): sample.value
        for family in families
        for sample in family.samples
        if sample.name == "study_bot_interactions_total"
    }


@pytest.mark.simcord(check_errors=False)
async def test_a_line_for_each_interaction_and_nothing_typed_in_it(
    classroom: Classroom, simcord_bot: StudyBot, caplog: pytest.LogCaptureFixture
) -> None:
    student, channel = classroom.student, classroom.channel
    answer = await classroom.ask("dot", a=f"[1,{TYPED}]", b="[3,4]")
    await student.slash(channel, "dot", a=f"[1,{TYPED}", b="oops")
    await student.slash(channel, "vars set", name="v", value=f"[{TYPED}]")
    await student.click(answer, label="Steps")
    edit = await student.click(answer, label="Edit")
    await student.submit_modal(edit, {"a": f"[{TYPED}]", "b": "[1]"})
    message = await student.send(channel, f"name,a,b\nann,1,{TYPED}\nbob,2,1\ncy,3,5")
    await student.context_menu(channel, "PCA on this message", message)

    lines = said(caplog)
    expected = [
        ("/dot", "answered"),
        ("/dot", "refused"),
        ("/vars set", "answered"),
        ("button steps", "answered"),
        ("button edit", "answered"),
        ("form edit", "answered"),
        ("menu PCA on this message", "answered"),
    ]
    assert [(line["name"], line["outcome"]) for line in lines] == expected
    assert all(TYPED not in line[0] for line in lines)
    assert counted(simcord_bot) == dict.fromkeys(expected, 1.0)
    assert TYPED not in simcord_bot.metrics.text().decode()
    drawn, form = lines[0], lines[4]
    assert float(drawn["computing"]) > 0
    assert form["waiting"] == form["computing"] == "0.0"


@pytest.mark.parametrize(
    ("error", "outcome"),
    [
        (TooSlowError(), "too_slow"),
        (TooBigError(), "too_big"),
        (LostError(), "lost"),
        (BusyError(150), "busy"),
        (CrowdedError(), "crowded"),
        (RestartError(), "restarting"),
        (ZeroDivisionError(TYPED), "failed"),
    ],
)
@pytest.mark.simcord(check_errors=False)
async def test_what_came_in_between_is_named(
    classroom: Classroom,
    simcord_bot: StudyBot,
    caplog: pytest.LogCaptureFixture,
    monkeypatch: pytest.MonkeyPatch,
    error: JobError | ZeroDivisionError,
    outcome: str,
) -> None:
    async def fail(*_: object) -> None:
        raise error

    monkeypatch.setattr(simcord_bot.workers, "run", fail)
    await classroom.student.slash(classroom.channel, "dot", a="[1,2]", b="[3,4]")

    (line,) = said(caplog)
    assert (line["name"], line["outcome"]) == ("/dot", outcome)


async def test_a_made_up_button_makes_up_no_name(
    classroom: Classroom, simcord_bot: StudyBot, caplog: pytest.LogCaptureFixture
) -> None:
    await Presser(classroom, simcord_bot).press(f"linalg:money:{TYPED}")

    (line,) = said(caplog)
    assert (line["name"], line["outcome"]) == ("button unknown", "refused")


async def test_the_bot_is_healthy_while_events_arrive(
    simcord_bot: StudyBot, simcord_env: Env
) -> None:
    health: list[bool] = []
    for event in ("ready", "disconnect", "resumed", "disconnect", "ready"):
        simcord_bot.dispatch(event)
        await simcord_env.settle()
        health.append(simcord_bot.metrics.healthy)

    assert health == [True, False, True, False, True]
