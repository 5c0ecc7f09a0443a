"""People, servers and channels as Discord writes them in JSON."""

from collections.abc import Iterable

from tests.wire.world import (
    ADMINISTRATORS,
    APPLICATION_ID,
    BOT,
    DIRECT_MESSAGE,
    EVERYONE,
    HOME,
    MODERATOR,
    MODERATORS,
    OWNER,
    THREAD,
    Channel,
    Json,
    Person,
    Server,
    World,
)

JOINED = "2024-01-01T00:00:00+00:00"


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


def channel_json(channel: Channel, recipients: Iterable[Person] = ()) -> Json:
    data: Json = {"id": channel.id, "type": channel.type, "last_message_id": None}
    if channel.server is None:
        data["recipients"] = [user_json(person) for person in recipients]
        if channel.type == DIRECT_MESSAGE:
            return data
        return data | {"name": channel.name, "icon": None, "owner_id": OWNER.id}
    data |= {"guild_id": channel.server.id, "name": channel.name, "rate_limit_per_user": 0}
    if channel.type == THREAD:
        return data | _thread_json(channel)
    return data | {
        "position": 0,
        "permission_overwrites": _overwrites(channel),
        "topic": None,
        "nsfw": False,
        "parent_id": None,
        "flags": 0,
    }


def _overwrites(channel: Channel) -> list[Json]:
    if not channel.denied:
        return []
    return [{"id": BOT.id, "type": 1, "allow": "0", "deny": str(channel.denied)}]


def _thread_json(thread: Channel) -> Json:
    assert thread.parent is not None
    return {
        "parent_id": thread.parent.id,
        "owner_id": OWNER.id,
        "message_count": 0,
        "member_count": 1,
        "flags": 0,
        "thread_metadata": {
            "archived": thread.archived,
            "auto_archive_duration": 4320,
            "archive_timestamp": JOINED,
            "locked": thread.locked,
            "create_timestamp": JOINED,
        },
    }


def guild_json(server: Server, world: World) -> Json:
    """Return a server as the bot gets it when it connects or is added."""
    channels = world.channels_of(server)
    members = list(world.people.values())
    return {
        "id": server.id,
        "name": server.name,
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
        "roles": roles_json(server),
        "channels": [channel_json(c) for c in channels if c.type != THREAD],
        "members": [member_json(person) for person in members],
        "member_count": len(members),
        "large": False,
        "unavailable": False,
        "joined_at": JOINED,
        # An archived thread is not among those that the bot is told of.
        "threads": [channel_json(c) for c in channels if c.type == THREAD and not c.archived],
        "voice_states": [],
        "presences": [],
        "stage_instances": [],
        "guild_scheduled_events": [],
        "soundboard_sounds": [],
    }


def roles_json(server: Server) -> list[Json]:
    roles = [_role_json(server.id, "@everyone", EVERYONE, 0)]
    if server == HOME:
        roles += [
            _role_json(MODERATORS, "moderators", MODERATOR.permissions, 1),
            _role_json(ADMINISTRATORS, "administrators", OWNER.permissions, 2),
        ]
    first = len(roles)
    return roles + [
        _role_json(str(int(server.id) + number), f"role {number}", EVERYONE, number)
        for number in range(first, first + server.roles)
    ]


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
        "integration_types_config": {"0": {}, "1": {}},
    }
