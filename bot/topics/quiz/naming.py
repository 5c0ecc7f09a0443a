"""What somebody wants to be asked about, by name: a subject, or one kind of exercise."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.topics.kit.syllabus import KINDS, SUBJECTS
from linalg_engine.errors import InputError

if TYPE_CHECKING:
    from bot.topics.kit.syllabus import Kind


def kinds_named(text: str) -> tuple[Kind, ...]:
    """Return the kinds of a subject or a title, in the order of the lecture; all for "".

    Raises
    ------
    InputError
        When nothing, or nothing to be asked, is called so.
    """
    wanted = text.strip().casefold()
    if not wanted:
        return KINDS
    for name, title in SUBJECTS.items():
        if wanted in (name, title.casefold()):
            found = tuple(kind for kind in KINDS if kind.subject == name)
            break
    else:
        found = tuple(kind for kind in KINDS if wanted in (kind.name, kind.title.casefold()))
    found = found or tuple(kind for kind in KINDS if wanted in kind.title.casefold())
    if not found:
        known = ", ".join(SUBJECTS)
        raise InputError(
            f"I have no exercises about that. The topics are {known}; more complete while you "
            "type.",
            example="vectors",
            source="topic",
        )
    return found
