"""What stands in `deploy/` fits the program that it starts."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from bot.__main__ import NEEDS_A_HAND
from bot.chat.client import FINISHING_SECONDS, LAST_WORDS_SECONDS

ROOT = Path(__file__).parents[1]
DEPLOY = ROOT / "deploy"


def read(name: str) -> str:
    return (DEPLOY / name).read_text("utf-8")


def values(name: str) -> dict[str, str]:
    """Return the settings of a unit of systemd; of those given twice, the last."""
    lines = [line for line in read(name).splitlines() if "=" in line and line[0] != "#"]
    return dict(line.split("=", 1) for line in lines)


def test_the_image_gets_what_the_package_is_built_from_and_nothing_else() -> None:
    copied = {
        name
        for line in re.findall(r"^COPY (?!--from)(.+) \S+$", read("Dockerfile"), re.MULTILINE)
        for name in line.split()
    }
    let_through = set(re.findall(r"^!(.+)$", (ROOT / ".dockerignore").read_text(), re.MULTILINE))
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    packages = project["tool"]["setuptools"]["packages"]["find"]["include"]
    needed = {name.rstrip("*") for name in packages} | {"pyproject.toml"}
    needed |= {project["project"]["readme"], *project["project"]["license-files"]}

    assert copied == let_through == needed
    assert all((ROOT / name).exists() for name in copied)


def test_the_container_runs_as_somebody_who_owns_the_volume() -> None:
    final = read("Dockerfile").rpartition("\nFROM ")[2]

    (user,) = re.findall(r"^USER (.+)$", final, re.MULTILINE)
    (place,) = re.findall(r"^VOLUME (.+)$", final, re.MULTILINE)
    assert user != "root"
    assert f"install --directory --owner={user} --group={user} --mode=700 {place}\n" in final
    assert f"\nWORKDIR {place}\n" in final
    assert f"- data:{place}\n" in read("compose.yaml")


def test_the_health_check_asks_at_the_port_that_is_set() -> None:
    compose = read("compose.yaml")

    (port,) = re.findall(r'METRICS_PORT: "(\d+)"', compose)
    assert f"http://127.0.0.1:{port}/healthz" in compose


def test_programs_are_named_as_they_are_installed() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    (name,) = project["scripts"]

    assert f'ENTRYPOINT ["{name}"]' in read("Dockerfile")
    assert values("study-bot.service")["ExecStart"] == f"/opt/study-bot/bin/{name}"


def test_a_service_is_not_started_again_where_that_would_end_the_same_way() -> None:
    unit = values("study-bot.service")

    assert unit["Restart"] == "always"
    assert unit["RestartPreventExitStatus"] == str(NEEDS_A_HAND)


@pytest.mark.parametrize(
    "given",
    [
        values("study-bot.service")["TimeoutStopSec"],
        re.findall(r"stop_grace_period: (\d+)s", read("compose.yaml"))[0],
    ],
)
def test_there_is_time_to_finish_what_runs(given: str) -> None:
    assert int(given) > FINISHING_SECONDS + LAST_WORDS_SECONDS


def test_the_service_sees_the_memory_of_the_machine_as_dask_does() -> None:
    # Dask reads /proc/meminfo when it is imported.
    assert "ProcSubset" not in values("study-bot.service")


def test_the_scheduler_is_reached_by_its_own_port_alone() -> None:
    where = "--dashboard-address 127.0.0.1:8787"
    (readme,) = re.findall(r"^dask scheduler .*", (ROOT / "README.md").read_text("utf-8"), re.M)
    (command,) = re.findall(r"command: \[(--dash.+)\]", read("compose.cluster.yaml"))

    assert where in readme
    assert re.sub(r'[",]+', "", command) == where


def test_workers_are_not_told_to_stop_with_the_bot() -> None:
    assert values("study-bot.service")["KillMode"] == "mixed"
