"""What the tests let workers do: worker processes import it by name."""

from __future__ import annotations

import os
import socket
import sys
from pathlib import Path
from typing import NoReturn

import numpy as np

from linalg_engine.errors import InputError

prepared: list[int] = []


def warm_up() -> None:
    """Leave a mark in the process that was prepared."""
    prepared.append(os.getpid())


def was_prepared() -> bool:
    """Return whether this very process was prepared before the job."""
    return prepared == [os.getpid()]


def knock(port: int) -> int:
    """Tell a `Gate` that the job has begun and wait to be let through; return the process id."""
    with socket.create_connection(("127.0.0.1", port)) as door:
        door.sendall(f"{os.getpid()}\n".encode())
        door.recv(1)
    return os.getpid()


def never_end(place: str = "") -> NoReturn:
    """Compute for ever; leave the process id in a file where there is to be one."""
    if place:
        Path(place).write_text(str(os.getpid()))
    while True:
        pass


def fill_memory(entries: int) -> int:
    """Ask for 8 bytes an entry; return how many were given."""
    return np.empty(entries).nbytes


def double(number: int) -> int:
    """Return twice the number."""
    return 2 * number


def complain() -> NoReturn:
    """Raise the error of a person, with all its fields."""
    raise InputError("No.", text="1 x", position=2, example="1 2", source="b")


def fail(sentence: str) -> NoReturn:
    """Raise an error that nobody expected."""
    raise KeyError(sentence)


class StubbornError(Exception):
    """An error that cannot be sent between processes: it is rebuilt with too few arguments."""

    def __init__(self, first: str, second: str) -> None:
        super().__init__(first + second)


def fail_stubbornly() -> NoReturn:
    """Raise an error that cannot be sent."""
    raise StubbornError("half of ", "the truth")


def leave() -> NoReturn:
    """Ask Python to end."""
    sys.exit(3)


def loaded_modules() -> set[str]:
    """Return the names of all modules that this process has imported."""
    return set(sys.modules)


def copy_file(read: str, written: str) -> int:
    """Copy a file; return how long it is."""
    return Path(written).write_bytes(Path(read).read_bytes())


def size_of(path: str) -> int:
    """Return the size of a file."""
    return Path(path).stat().st_size


def variable(name: str) -> str | None:
    """Return an environment variable."""
    return os.environ.get(name)
