"""The store: the database and its subjects."""

from __future__ import annotations

import secrets

from bot.store.appointments import Appointments
from bot.store.classes import Classes
from bot.store.clock import DAY, milliseconds
from bot.store.database import Database
from bot.store.guilds import Guilds
from bot.store.lessons import Lessons
from bot.store.people import People
from bot.store.processes import Processes
from bot.store.questions import Questions
from bot.store.quiz import Quiz
from bot.store.ratings import Ratings
from bot.store.rooms import Rooms
from bot.store.upgrade import bring_up_to_date

POSTS_FOR = 30 * DAY
"""How long it is kept where a post was sent, for those that follow it."""


class Store:
    """The database: opened before its first use, closed after its last.

    Attributes
    ----------
    people
        Values and settings by person; export and removal of all that is kept about somebody.
    guilds
        Settings by server, and which answers have been posted there.
    ratings
        What people have said about films.
    questions
        The questions behind buttons.
    quiz
        Exercises: sittings, answers, and what is remembered.
    classes
        Sheets of exercises that servers set, and what people have done of them.
    appointments
        What the bot does by itself, and when.
    rooms
        Quiz rooms: who takes part, answers, points.
    lessons
        Where people are in the lessons of the lecture.
    processes
        This process among others that use the same database.

    Parameters
    ----------
    url
        As for `Database`.
    """

    def __init__(self, url: str) -> None:
        self._database = Database(url)
        self.people = People(self._database)
        self.guilds = Guilds(self._database)
        self.ratings = Ratings(self._database)
        self.questions = Questions(self._database)
        self.quiz = Quiz(self._database)
        self.classes = Classes(self._database)
        process = secrets.token_hex(6)
        self.processes = Processes(self._database, process)
        self.appointments = Appointments(self._database, process)
        self.rooms = Rooms(self._database, self.appointments.changed)
        self.lessons = Lessons(self._database)

    @property
    def is_shared(self) -> bool:
        """Whether other processes may use the database meanwhile."""
        return self._database.engine.is_shared

    async def open(self) -> None:
        """Open the database; make it where there is none, bring it up to date where it is old.

        Raises
        ------
        StoreError
            When it cannot be opened, is no database, is of a newer bot, or is a file in use by
            another bot.
        """
        await self._database.engine.claim()
        await self._database.open()
        await bring_up_to_date(self._database)

    async def tidy(self) -> None:
        """Forget what is over, if that is due: after the start, every day, after many questions.

        Raises
        ------
        StoreError
            When the database cannot be used.
        """
        if self.questions.is_pruning_due:
            await self.questions.prune()
            await self.guilds.forget_removed()
            await self.rooms.forget_old()
            await self.people.forget_idle()
            await self.appointments.forget_sent(milliseconds() - POSTS_FOR)

    async def close(self) -> None:
        """Close the database."""
        await self._database.close()
