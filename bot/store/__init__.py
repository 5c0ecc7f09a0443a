"""What must survive a restart: what people and servers have chosen, and what was posted.

One database, a SQLite file or on a PostgreSQL server, reached through SQLAlchemy. A write that has
returned is on disk. Each module is a subject: its tables, and a class with its queries, an
attribute of `Store`.
"""

from __future__ import annotations

from bot.store.appointments import Appointment, Waiting
from bot.store.backup import back_up, restore
from bot.store.classes import MOST_SHEETS, FullClassError, Naming, Sheet, Work
from bot.store.clock import milliseconds
from bot.store.failures import StoreError
from bot.store.guilds import MOST_CHANNELS, Share
from bot.store.memory import Card
from bot.store.moving import move
from bot.store.objections import objections_in
from bot.store.people import MOST_CHARACTERS, MOST_VARIABLES, FullError, Kept, Person
from bot.store.processes import BEAT, Process
from bot.store.questions import Asked
from bot.store.quiz import Answered, Objection, Review
from bot.store.ratings import MOST_RATINGS, Rated, Shared
from bot.store.room_rows import Room, RoomAnswer, Seat, Tally
from bot.store.rooms import RoomsError
from bot.store.settings import Chosen, Settings, in_force
from bot.store.sittings import Sitting
from bot.store.store import Store

__all__ = [
    "BEAT",
    "MOST_CHANNELS",
    "MOST_CHARACTERS",
    "MOST_RATINGS",
    "MOST_SHEETS",
    "MOST_VARIABLES",
    "Answered",
    "Appointment",
    "Asked",
    "Card",
    "Chosen",
    "FullClassError",
    "FullError",
    "Kept",
    "Naming",
    "Objection",
    "Person",
    "Process",
    "Rated",
    "Review",
    "Room",
    "RoomAnswer",
    "RoomsError",
    "Seat",
    "Settings",
    "Share",
    "Shared",
    "Sheet",
    "Sitting",
    "Store",
    "StoreError",
    "Tally",
    "Waiting",
    "Work",
    "back_up",
    "in_force",
    "milliseconds",
    "move",
    "objections_in",
    "restore",
]
