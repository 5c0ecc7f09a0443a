"""Who and what there is in the loopback Discord: people, servers, channels.

What stands here is there for every test. A test may name more of each kind: people are known
from their first word on, a server from `LoopbackDiscord.join`, a channel from its first use.
"""

import itertools
import time
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

Json = dict[str, Any]

TOKEN = "wire-test-token.not.secret"  # noqa: S105 - recognisable, so that a leak can be seen
"""With which bots log in to the loopback Discord."""

DISCORD_EPOCH_MS = 1_420_070_400_000

VIEW_CHANNEL = 1 << 10
SEND_MESSAGES = 1 << 11
ATTACH_FILES = 1 << 15
READ_HISTORY = 1 << 16
CREATE_THREADS = 1 << 35
SEND_IN_THREADS = 1 << 38
MANAGE_CHANNELS = 1 << 4
MANAGE_MESSAGES = 1 << 13
ADMINISTRATOR = 1 << 3
# view, send, embed, attach, read history, use application commands, open threads, send in them
EVERYONE = sum(1 << bit for bit in (10, 11, 14, 15, 16, 31, 35, 38))

TEXT_CHANNEL, DIRECT_MESSAGE, GROUP_MESSAGE, THREAD = 0, 1, 3, 11

IN_SERVER, WITH_BOT, BETWEEN_PEOPLE = 0, 1, 2
"""Discord's numbers for where a command is used."""

_serial = itertools.count()


def new_id() -> str:
    """Return a snowflake of this very moment: discord.py reads the time out of it."""
    milliseconds = int(time.time() * 1000) - DISCORD_EPOCH_MS
    return str((milliseconds << 22) | (next(_serial) % (1 << 22)))


@dataclass(frozen=True)
class Person:
    """`has_bot`: whether they have installed the bot for themselves."""

    id: str
    name: str
    permissions: int = EVERYONE
    roles: tuple[str, ...] = ()
    bot: bool = False
    has_bot: bool = False

    def allows(self, permission: int) -> bool:
        return bool(self.permissions & ADMINISTRATOR) or not permission & ~self.permissions


def newcomer() -> Person:
    """Return somebody who has not used the bot before."""
    return Person(new_id(), "Newcomer")


@dataclass(frozen=True)
class Role:
    id: str
    name: str


@dataclass(frozen=True)
class Server:
    """`roles`: how many there are that allow nothing more than everybody may."""

    id: str
    name: str
    roles: int = 0


GUILD_ID = "1100000000000000001"
HOME = Server(GUILD_ID, "Linear Algebra")
PHYSICS = Server("1100000000000000004", "Physics")
"""Not there before somebody adds the bot, with `LoopbackDiscord.join`."""
NEXT_DOOR = Server(str(int(GUILD_ID) + (1 << 22)), "Statistics")
"""In the shard after that of `HOME`; not there before somebody adds the bot, either."""
ELSEWHERE = Server("1100000000000000005", "Elsewhere")
"""A server that never adds the bot: only who has installed it can use it there."""


@dataclass(frozen=True)
class Channel:
    """A channel, a thread, or the messages between a few people.

    Attributes
    ----------
    server
        None for direct messages.
    parent
        The channel that a thread is in.
    denied
        Permissions that the bot lacks there, and knows it.
    with_bot
        Whether direct messages are with the bot, and not between people.
    """

    id: str
    name: str
    type: int = TEXT_CHANNEL
    server: Server | None = HOME
    parent: "Channel | None" = None
    archived: bool = False
    locked: bool = False
    denied: int = 0
    with_bot: bool = True

    @property
    def context(self) -> int:
        if self.server is not None:
            return IN_SERVER
        return WITH_BOT if self.with_bot else BETWEEN_PEOPLE

    def lacks(self, permission: int) -> bool:
        return bool(self.denied & permission)


MODERATORS = "1100000000000000002"
ADMINISTRATORS = "1100000000000000003"
MODERATOR_ROLE = Role(MODERATORS, "moderators")
APPLICATION_ID = "1100000000000000010"

BOT = Person(APPLICATION_ID, "study-bot", bot=True)
ANN = Person("1100000000000000021", "Ann")
BEN = Person("1100000000000000022", "Ben")
CLEO = Person("1100000000000000023", "Cleo")
MODERATOR = Person(
    "1100000000000000024", "Mo", EVERYONE | MANAGE_MESSAGES | MANAGE_CHANNELS, (MODERATORS,)
)
OWNER = Person("1100000000000000025", "Olga", EVERYONE | ADMINISTRATOR, (ADMINISTRATORS,))
UMA = Person("1100000000000000026", "Uma", has_bot=True)
"""She has installed the bot, and takes it along to wherever she is."""
PEOPLE = (ANN, BEN, CLEO, MODERATOR, OWNER, UMA, BOT)

GENERAL = Channel("1100000000000000031", "general")
STUDY = Channel("1100000000000000032", "study")
LECTURE = Channel("1100000000000000034", "lecture")
"""Here to be deleted by a test, for good."""
QUIZ = Channel("1100000000000000046", "quiz")
"""For rooms, so that nobody else's posts are there."""
STAFF = Channel("1100000000000000035", "staff", denied=VIEW_CHANNEL)
"""The bot cannot see it."""
NO_FILES = Channel("1100000000000000036", "text-only", denied=ATTACH_FILES)
THREAD_OF_STUDY = Channel("1100000000000000037", "exercise 3", THREAD, parent=STUDY)
OLD_THREAD = Channel("1100000000000000038", "exercise 1", THREAD, parent=STUDY, archived=True)
HIDDEN_THREAD = Channel(
    "1100000000000000039", "grades", THREAD, parent=STAFF, archived=True, denied=VIEW_CHANNEL
)
PHYSICS_LAB = Channel("1100000000000000041", "lab", server=PHYSICS)
PHYSICS_STUDY = Channel("1100000000000000042", "study", server=PHYSICS)
NEXT_TALK = Channel("1100000000000000047", "talk", server=NEXT_DOOR)
NEXT_STUDY = Channel("1100000000000000048", "study", server=NEXT_DOOR)
ELSEWHERE_TALK = Channel("1100000000000000043", "talk", server=ELSEWHERE)
DIRECT = Channel("1100000000000000033", "", DIRECT_MESSAGE, server=None)
PRIVATE = Channel("1100000000000000044", "", DIRECT_MESSAGE, server=None, with_bot=False)
GROUP = Channel("1100000000000000045", "us", GROUP_MESSAGE, server=None, with_bot=False)
CHANNELS = (
    *(GENERAL, STUDY, LECTURE, QUIZ, STAFF, NO_FILES, THREAD_OF_STUDY, OLD_THREAD, HIDDEN_THREAD),
    *(NEXT_TALK, NEXT_STUDY),
    *(PHYSICS_LAB, PHYSICS_STUDY, ELSEWHERE_TALK, DIRECT, PRIVATE, GROUP),
)


class World:
    """What there is now in one loopback Discord."""

    def __init__(self) -> None:
        self.people = {person.id: person for person in PEOPLE}
        self.channels: dict[str, Channel] = {}
        self._of: defaultdict[Server | None, list[str]] = defaultdict(list)
        for channel in CHANNELS:
            self.find(channel)
        self.joined = {HOME.id: HOME}  # the servers that the bot is a member of

    def meet(self, person: Person) -> None:
        self.people[person.id] = person

    def find(self, channel: Channel) -> Channel:
        """Return a channel as it is now; one that nobody has used yet is added."""
        if channel.id not in self.channels:
            self.channels[channel.id] = channel
            self._of[channel.server].append(channel.id)
        return self.channels[channel.id]

    def change(self, channel: Channel, **changes: Any) -> Channel:
        self.channels[channel.id] = replace(self.find(channel), **changes)
        return self.channels[channel.id]

    def channels_of(self, server: Server) -> Iterable[Channel]:
        return [self.channels[each] for each in self._of[server]]

    def owners(self, person: Person, channel: Channel) -> dict[str, str]:
        """Return for whom the bot is installed, so that this person can use it in a channel."""
        found: dict[str, str] = {}
        if channel.server is not None and channel.server.id in self.joined:
            found["0"] = channel.server.id
        elif channel.context == WITH_BOT:
            found["0"] = "0"
        if person.has_bot:
            found["1"] = person.id
        return found
