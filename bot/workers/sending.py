"""What travels between the bot and the machines of a cluster: jobs, their files, what came of them.

A job names a file as a `SharedFile` where it reads it and as a `NewFile` where it writes it. On
this machine both are paths like any other. On another, a shared file is known by its content, is
sent there once and is read from where that machine keeps it; a new file comes back with the result.
"""

from __future__ import annotations

import hashlib
import io
import pickle
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence


class SharedFile(str):
    """The path of a file that jobs read, and that does not change."""

    __slots__ = ()


class NewFile(str):
    """The path of a file that a job writes."""

    __slots__ = ()


@dataclass(frozen=True)
class Parcel:
    """A job on its way.

    Attributes
    ----------
    job
        The function with its arguments, pickled; files are numbered.
    reads
        The contents of the files that it reads, as `content_name` calls them.
    writes
        How many files it writes.
    seconds
        What it may take.
    """

    job: bytes
    reads: tuple[str, ...]
    writes: int
    seconds: float


@dataclass(frozen=True)
class Done:
    """What a job has returned, pickled, and the contents of the files that it has written."""

    result: bytes
    written: tuple[bytes, ...]


@dataclass(frozen=True)
class Failed:
    """The error that a job has ended with, pickled, and where in the job it was raised."""

    error: bytes
    traceback: str


@dataclass(frozen=True)
class Lacking:
    """A job that has not begun, since a machine lacks files of these contents."""

    machine: str
    names: tuple[str, ...]


class ElsewhereError(Exception):
    """The traceback of an error on another machine, shown as that error's cause."""

    def __str__(self) -> str:
        return f"\n{self.args[0]}"


@dataclass
class Packed:
    """A job, pickled, and the paths of its files on this machine, in the order of their numbers."""

    job: bytes = b""
    reads: list[str] = field(default_factory=list[str])
    writes: list[str] = field(default_factory=list[str])


def packed(job: Callable[[], object]) -> Packed:
    """Return a job as it is sent; what pickle says of one that cannot be is raised."""
    found, buffer = Packed(), io.BytesIO()
    _Packer(buffer, found).dump(job)
    found.job = buffer.getvalue()
    return found


class _Packer(pickle.Pickler):
    def __init__(self, buffer: io.BytesIO, found: Packed) -> None:
        super().__init__(buffer, pickle.HIGHEST_PROTOCOL)
        self._found = found

    def persistent_id(self, obj: object) -> tuple[str, int] | None:
        if type(obj) is SharedFile:
            self._found.reads.append(str(obj))
            return "reads", len(self._found.reads) - 1
        if type(obj) is NewFile:
            self._found.writes.append(str(obj))
            return "writes", len(self._found.writes) - 1
        return None


class _Unpacker(pickle.Unpickler):
    def __init__(self, job: bytes, files: dict[str, Sequence[str]]) -> None:
        super().__init__(io.BytesIO(job))
        self._files = files

    def persistent_load(self, pid: tuple[str, int]) -> str:
        kind, number = pid
        return self._files[kind][number]


def carried_out(job: bytes, reads: Sequence[str], writes: Sequence[str]) -> bytes:
    """Carry out a job in a process of a machine; return its result, pickled.

    Parameters
    ----------
    job
        As in `Parcel`.
    reads, writes
        The paths of its files on that machine.
    """
    unpacked: Callable[[], Any] = _Unpacker(job, {"reads": reads, "writes": writes}).load()
    return pickle.dumps(unpacked(), pickle.HIGHEST_PROTOCOL)


def failed(error: Exception) -> Failed:
    """Return an error as it is sent."""
    cause = error.__cause__
    return Failed(pickle.dumps(error), "" if cause is None else str(cause))


def write_files(outcome: Done | Failed, paths: Sequence[str]) -> None:
    """Write the files that a job has written elsewhere."""
    written = outcome.written if isinstance(outcome, Done) else ()
    for path, content in zip(paths, written, strict=False):
        Path(path).write_bytes(content)


def result_of(outcome: Done | Failed) -> Any:
    """Return what a job has returned; raise what it has raised."""
    if isinstance(outcome, Failed):
        error: Exception = pickle.loads(outcome.error)  # noqa: S301 - from a machine of our own
        raise error from (ElsewhereError(outcome.traceback) if outcome.traceback else None)
    return pickle.loads(outcome.result)  # noqa: S301 - from a machine of our own


def content_name(content: bytes) -> str:
    """Return the name by which machines know a content."""
    return hashlib.sha256(content).hexdigest()
