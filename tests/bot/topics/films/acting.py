"""What a student does with films in a simulated Discord."""

from __future__ import annotations

import re
from typing import Any

from simcord.results import ResponseMessage

from tests.bot import posts
from tests.bot.conftest import Classroom
from tests.bot.posts import Post

FAMILY = {"Shrek", "Toy Story", "Finding Nemo", "The Lion King", "Monsters, Inc.", "Frozen"}
FAMILY |= {"Paddington", "Spirited Away", "Harry Potter and the Sorcerer's Stone", "WALL-E"}
FAMILY |= {"My Neighbor Totoro", "The Sound of Music", "Singin' in the Rain", "Groundhog Day"}

FILM = re.compile(r"(?P<stars>\d\.\d)  (?P<title>.+) \(\d{4}\)")


async def told(classroom: Classroom, command: str, **options: Any) -> str:
    """Send a command as the student; return the framed text that only the student sees."""
    result = await classroom.student.slash(classroom.channel, command, **options)
    return posts.texts(posts.private(result))[0]


async def rate(classroom: Classroom, **stars: float) -> None:
    """Rate films as the student; an underscore stands for a blank."""
    for title, given in stars.items():
        name = title.replace("_", " ")
        assert "You gave **" in await told(classroom, "rate", movie=name, stars=given)


async def recommended(classroom: Classroom) -> ResponseMessage:
    """Ask for films as the student, by what the student has rated."""
    return posts.private(await classroom.student.slash(classroom.channel, "recommend"))


def titles(post: Post) -> list[str]:
    """Return the films that are suggested, in order."""
    return [found["title"] for line in post.facts if (found := FILM.fullmatch(line))]


def menus(message: ResponseMessage) -> list[dict[str, Any]]:
    """Return the menus below a message."""
    parts = [part for row in message.components for part in row.get("components", ())]
    return [part for part in parts if "options" in part]


def hiding(message: ResponseMessage) -> dict[str, Any]:
    """Return the menu that hides films."""
    return next(menu for menu in menus(message) if "linalg:seen:" in menu["custom_id"])
