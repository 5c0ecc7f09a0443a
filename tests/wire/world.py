"""The guild the bot finds itself in: its people, its channels, and their JSON."""

import itertools
import time
from dataclasses import dataclass
from typing import Any

Json = dict[str, Any]

DISCORD_EPOCH_MS = 1_420_070_400_000
JOINED = "2024-01-01T00:00:00+00:00"

MANAGE_CHANNELS = 1 << 4
MANAGE_MESSAGES = 1 << 13
ADMINISTRATOR = 1 << 3
# view, send, embed, attach, read history, use application commands
EVERYONE = sum(1 << bit for bit in (10, 11, 14, 15, 16, 31))

TEXT_CHANNEL = 0
DIRECT_MESSAGE = 1

_serial = itertools.count()


def new_id() -> str:
    """Return a snowflake of this very moment: discord.py reads the time out of it."""
    milliseconds = int(time.time() * 1000) - DISCORD_EPOCH_MS
    return str((milliseconds << 22) | (next(_serial) % (1 << 22)))


@dataclass(frozen=True)
class Person:
    id: str
    name: str
    permissions: int = EVERYONE
    roles: tuple[str, ...] = ()
    bot: bool = False

    def allows(self, permission: int) -> bool:
        return bool(self.permissions & ADMINISTRATOR) or not permission & ~self.permissions


@dataclass(frozen=True)
class Channel:
    id: str
    name: str
    type: int = TEXT_CHANNEL


GUILD_ID = "1100000000000000001"
MODERATORS = "1100000000000000002"
ADMINISTRATORS = "1100000000000000003"
APPLICATION_ID = "1100000000000000010"

BOT = Person(APPLICATION_ID, "study-bot", bot=True)
ANN = Person("1100000000000000021", "Ann")
BEN = Person("1100000000000000022", "Ben")
CLEO = Person("1100000000000000023", "Cleo")
MODERATOR = Person(
    "1100000000000000024", "Mo", EVERYONE | MANAGE_MESSAGES | MANAGE_CHANNELS, (MODERATORS,)
)
OWNER = Person("1100000000000000025", "Olga", EVERYONE | ADMINISTRATOR, (ADMINISTRATORS,))
PEOPLE = (ANN, BEN, CLEO, MODERATOR, OWNER, BOT)

GENERAL = Channel("1100000000000000031", "general")
STUDY = Channel("1100000000000000032", "study")
LECTURE = Channel("1100000000000000034", "lecture")
"""Here to be deleted by a test, for good."""
DIRECT = Channel("1100000000000000033", "", DIRECT_MESSAGE)
CHANNELS = (GENERAL, STUDY, LECTURE, DIRECT)


def user_json(person: Person) -> Json:
    return {
        "id": person.id,
        "username": person.name.lower(),
        "global_name": person.name,
        "discriminator": "0",
        "avatar": None,
        "bot": person.bot,
        "public_flags": 0,
    }


def member_json(person: Person) -> Json:
    return {
        "user": user_json(person),
        "nick": None,
        "avatar": None,
        "roles": list(person.roles),
        "joined_at": JOINED,
        "premium_since": None,
        "deaf": False,
        "mute": False,
        "pending": False,
        "flags": 0,
        "communication_disabled_until": None,
        "permissions": str(person.permissions),
    }


def channel_json(channel: Channel, recipient: Person = ANN) -> Json:
    data: Json = {"id": channel.id, "type": channel.type, "last_message_id": None}
    if channel.type == DIRECT_MESSAGE:
        return data | {"recipients": [user_json(recipient)]}
    return data | {
        "guild_id": GUILD_ID,
        "name": channel.name,
        "position": 0,
        "permission_overwrites": [],
        "topic": None,
        "nsfw": False,
        "rate_limit_per_user": 0,
        "parent_id": None,
        "flags": 0,
    }


def guild_json() -> Json:
    return {
        "id": GUILD_ID,
        "name": "Linear Algebra",
        "icon": None,
        "splash": None,
        "discovery_splash": None,
        "description": None,
        "banner": None,
        "owner_id": OWNER.id,
        "afk_channel_id": None,
        "afk_timeout": 300,
        "verification_level": 1,
        "default_message_notifications": 1,
        "explicit_content_filter": 0,
        "mfa_level": 0,
        "nsfw_level": 0,
        "premium_tier": 0,
        "premium_progress_bar_enabled": False,
        "preferred_locale": "en-US",
        "system_channel_id": None,
        "system_channel_flags": 0,
        "rules_channel_id": None,
        "public_updates_channel_id": None,
        "safety_alerts_channel_id": None,
        "vanity_url_code": None,
        "features": [],
        "emojis": [],
        "stickers": [],
        "roles": [
            _role_json(GUILD_ID, "@everyone", EVERYONE, 0),
            _role_json(MODERATORS, "moderators", MODERATOR.permissions, 1),
            _role_json(ADMINISTRATORS, "administrators", OWNER.permissions, 2),
        ],
        "channels": [channel_json(c) for c in CHANNELS if c.type == TEXT_CHANNEL],
        "members": [member_json(person) for person in PEOPLE],
        "member_count": len(PEOPLE),
        "large": False,
        "unavailable": False,
        "joined_at": JOINED,
        "threads": [],
        "voice_states": [],
        "presences": [],
        "stage_instances": [],
        "guild_scheduled_events": [],
        "soundboard_sounds": [],
    }


def _role_json(role_id: str, name: str, permissions: int, position: int) -> Json:
    return {
        "id": role_id,
        "name": name,
        "permissions": str(permissions),
        "position": position,
        "color": 0,
        "colors": {"primary_color": 0, "secondary_color": None, "tertiary_color": None},
        "hoist": False,
        "managed": False,
        "mentionable": False,
        "flags": 0,
    }


def application_json() -> Json:
    return {
        "id": APPLICATION_ID,
        "name": BOT.name,
        "icon": None,
        "description": "",
        "bot_public": True,
        "bot_require_code_grant": False,
        "verify_key": "0" * 64,
        "flags": 0,
        "owner": user_json(OWNER),
        "team": None,
        "rpc_origins": [],
        "approximate_guild_count": 1,
        "integration_types_config": {"0": {}},
    }
