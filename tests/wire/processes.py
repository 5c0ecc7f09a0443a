"""The processes below one, as Linux lists them."""

from __future__ import annotations

import os
from pathlib import Path


def below(pid: int) -> list[int]:
    """Return the children of a process, with theirs."""
    children = [int(child) for task in _tasks(pid) for child in _children(task)]
    return [*children, *(grandchild for child in children for grandchild in below(child))]


def megabytes(pid: int) -> float:
    """Return the resident memory of a process."""
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmRSS")) / 1024


def share_of_megabytes(pid: int) -> float:
    """Return the memory of a process; what several have in common is divided among them."""
    lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("Pss:")) / 1024


def processor_seconds(pid: int) -> float:
    """Return the time for which a process has run."""
    # Behind the name, which may hold anything, stand the state and then numbers.
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    user, system = map(int, fields[11:13])
    return (user + system) / os.sysconf("SC_CLK_TCK")


def environment(pid: int) -> bytes:
    """Return the environment that a process was started with."""
    return Path(f"/proc/{pid}/environ").read_bytes()


def _tasks(pid: int) -> list[Path]:
    return list(Path(f"/proc/{pid}/task").iterdir())


def _children(task: Path) -> list[str]:
    return (task / "children").read_text().split()
