"""The part of Discord's own client: what a person does, as the JSON of an interaction.

Like that client it does not let a person do what the form does not allow: an option that the
command lacks, a number outside its range, a button that is disabled. Such a thing is an error
of the test and raises at once.
"""

from collections.abc import Iterator
from typing import Any

from tests.wire.component_rules import TEXT_DISPLAY, TEXT_INPUT, walk
from tests.wire.interactions import MODAL_SUBMIT
from tests.wire.messages import MessageStore
from tests.wire.objects import channel_json, member_json, roles_json, user_json
from tests.wire.reply import Reply
from tests.wire.rules import Upload
from tests.wire.world import APPLICATION_ID, EVERYONE, Channel, Json, Person, Role, new_id

SUBCOMMANDS = (1, 2)
STRING, INTEGER, BOOLEAN, USER, CHANNEL, ROLE, NUMBER, ATTACHMENT = 3, 4, 5, 6, 7, 8, 10, 11
PYTHON_TYPES: dict[int, type | tuple[type, ...]] = {
    STRING: str,
    INTEGER: int,
    BOOLEAN: bool,
    USER: Person,
    CHANNEL: Channel,
    ROLE: Role,
    NUMBER: (int, float),
    ATTACHMENT: Upload,
}
MAX_STRING_OPTION = 6000
LABEL = 18
TEXT_INPUT_LIMIT = 4000
ONE_VALUE = frozenset({21, 23})  # radio group, check box
ATTACHMENT_LIMIT_BYTES = 10 * 1024 * 1024
SERVER_INSTALL = 0


def interaction_json(
    kind: int,
    data: Json,
    *,
    user: Person,
    channel: Channel,
    owners: dict[str, str],
    message: Json | None = None,
) -> Json:
    """Return an interaction; `owners` says for whom the bot is installed."""
    interaction: Json = {
        "id": new_id(),
        "application_id": APPLICATION_ID,
        "type": kind,
        "token": f"interaction-{new_id()}",
        "version": 1,
        "channel_id": channel.id,
        "channel": channel_json(channel, [user]) | {"permissions": str(user.permissions)},
        "app_permissions": str(EVERYONE & ~channel.denied),
        "locale": "en-US",
        "entitlements": [],
        "authorizing_integration_owners": owners,
        "context": channel.context,
        "attachment_size_limit": ATTACHMENT_LIMIT_BYTES,
        "data": data,
    }
    if message is not None:
        interaction["message"] = message
    if channel.server is None:
        return interaction | {"user": user_json(user)}
    return interaction | {
        "guild_id": channel.server.id,
        "guild": {"id": channel.server.id, "locale": "en-US", "features": []},
        "guild_locale": "en-US",
        "member": member_json(user),
    }


def find_command(
    commands: list[Json],
    name: str,
    kind: int,
    *,
    user: Person,
    channel: Channel,
    owners: dict[str, str],
) -> Json:
    """Return a command, if the client offers it to this person in this channel."""
    for command in commands:
        if command["name"] == name and command["type"] == kind:
            needed = int(command["default_member_permissions"] or 0)
            if channel.server is not None and not user.allows(needed):
                raise LookupError(f"{user.name} may not use {name!r}")
            if not _offered(command, channel, owners):
                raise LookupError(f"{name!r} is not offered to {user.name} here")
            return command
    names = sorted(command["name"] for command in commands if command["type"] == kind)
    raise LookupError(f"no command {name!r}; there are {names}")


def _offered(command: Json, channel: Channel, owners: dict[str, str]) -> bool:
    """Whether a command is for this kind of place, and for those who installed the bot there."""
    contexts = command.get("contexts")
    kinds = command.get("integration_types") or [SERVER_INSTALL]
    here = contexts is None or channel.context in contexts
    return here and any(str(kind) in owners for kind in kinds)


class CommandForm:
    """A slash command being filled in."""

    def __init__(self, store: MessageStore, user: Person, channel: Channel) -> None:
        self._store = store
        self._user = user
        self._channel = channel
        self._resolved: dict[str, Json] = {}

    def fill(self, command: Json, path: list[str], given: Json, focused: str | None) -> Json:
        """Return the `data` of the interaction; `path` names the sub-command."""
        data: Json = {"id": command["id"], "name": command["name"], "type": command["type"]}
        data["options"] = self._options(command, path, given, focused)
        if "guild_id" in command:
            data["guild_id"] = command["guild_id"]
        return data | ({"resolved": self._resolved} if self._resolved else {})

    def _options(self, level: Json, path: list[str], given: Json, focused: str | None) -> list:
        options = {option["name"]: option for option in level.get("options") or []}
        if path:
            inner = options[path[0]]
            chosen = {"type": inner["type"], "name": inner["name"]}
            return [chosen | {"options": self._options(inner, path[1:], given, focused)}]
        if any(option["type"] in SUBCOMMANDS for option in options.values()):
            raise LookupError(f"{level['name']!r} needs one of {sorted(options)}")
        _refuse_unless_subset(given, options)
        missing = {name for name, option in options.items() if option.get("required")} - {*given}
        if missing and focused is None:
            raise LookupError(f"{level['name']!r} needs {sorted(missing)}")
        return [
            self._option(option, given[name], focused == name)
            for name, option in options.items()
            if name in given
        ]

    def _option(self, option: Json, value: Any, focused: bool) -> Json:
        kind = option["type"]
        expected = PYTHON_TYPES[kind]
        value = value if focused else _chosen(option, value)
        if not isinstance(value, expected) or (isinstance(value, bool) and kind != BOOLEAN):
            raise TypeError(f"option {option['name']!r} takes {expected}, not {value!r}")
        if not focused:
            _check_range(option, value)
        filled: Json = {"type": kind, "name": option["name"], "value": self._resolve(value)}
        return filled | ({"focused": True} if focused else {})

    def _resolve(self, value: Any) -> Any:
        if isinstance(value, Person):
            self._resolved.setdefault("users", {})[value.id] = user_json(value)
            self._resolved.setdefault("members", {})[value.id] = member_json(value)
            return value.id
        if isinstance(value, Channel):
            channel = channel_json(value) | {"permissions": str(self._user.permissions)}
            self._resolved.setdefault("channels", {})[value.id] = channel
            return value.id
        if isinstance(value, Role):
            assert self._channel.server is not None
            roles = {role["id"]: role for role in roles_json(self._channel.server)}
            self._resolved.setdefault("roles", {})[value.id] = roles[value.id]
            return value.id
        if isinstance(value, Upload):
            attachment = self._store.store_file(self._channel.id, value)
            self._resolved.setdefault("attachments", {})[attachment["id"]] = attachment
            return attachment["id"]
        return value


def _refuse_unless_subset(given: Json, options: Json) -> None:
    unknown = given.keys() - options.keys()
    if unknown:
        raise LookupError(f"no options {sorted(unknown)}; there are {sorted(options)}")


def _chosen(option: Json, value: Any) -> Any:
    """Return the value behind a choice's name, which is all that a person sees of it."""
    choices = {choice["name"]: choice["value"] for choice in option.get("choices") or []}
    if choices and value not in choices and value not in choices.values():
        raise ValueError(f"{option['name']!r} must be one of {sorted(choices)}")
    return choices.get(value, value) if choices else value


def _check_range(option: Json, value: Any) -> None:
    if isinstance(value, str):
        _check_length(option, value, MAX_STRING_OPTION)
    elif isinstance(value, int | float):
        low, high = option.get("min_value"), option.get("max_value")
        if (low is not None and value < low) or (high is not None and value > high):
            raise ValueError(f"{option['name']!r} must be from {low} to {high}, not {value}")


def _check_length(field: Json, text: str, limit: int) -> None:
    low, high = field.get("min_length") or 0, field.get("max_length") or limit
    if not low <= len(text) <= high:
        raise ValueError(f"{len(text)} characters, {low} to {high} are allowed: {text[:50]!r}")


def component_data(component: Json, values: list[str] | None = None) -> Json:
    """Return the `data` of a press or a choice."""
    if component.get("disabled") or not component.get("custom_id"):
        raise LookupError(f"disabled, or a link: {component}")
    data = {key: component[key] for key in ("id", "custom_id")}
    data |= {"component_type": component["type"]}
    if values is None:
        return data
    offered = {option["label"]: option["value"] for option in component.get("options") or []}
    return data | {"values": [offered.get(value, value) for value in values]}


class ModalForm:
    """A modal being filled in: fields are named by custom_id or by their label's text."""

    def __init__(self, store: MessageStore, channel: Channel) -> None:
        self._store = store
        self._channel = channel
        self._attachments: Json = {}

    def fill(self, reply: Reply, fields: Json) -> Json:
        modal = reply.modal
        if modal is None:
            raise LookupError(f"no modal: {reply!r}")
        names = {name for row in modal["components"] for name in _field_names(row)}
        _refuse_unless_subset(fields, dict.fromkeys(names))
        rows = [self._row(row, fields) for row in modal["components"]]
        data: Json = {"custom_id": modal["custom_id"], "components": rows}
        return data | (
            {"resolved": {"attachments": self._attachments}} if self._attachments else {}
        )

    def _row(self, row: Json, fields: Json) -> Json:
        sent = {key: row[key] for key in ("type", "id")}
        if row["type"] == TEXT_DISPLAY:
            return sent
        names = list(_field_names(row))
        if row["type"] == LABEL:
            return sent | {"component": self._field(row["component"], names, fields)}
        return sent | {"components": [self._field(row["components"][0], names, fields)]}

    def _field(self, field: Json, names: list[str], fields: Json) -> Json:
        given = next((fields[name] for name in names if name in fields), None)
        sent = {key: field[key] for key in ("type", "id", "custom_id")}
        if given is None and field.get("value") is None and field.get("required", True):
            raise LookupError(f"the modal's field {names} is required")
        if field["type"] == TEXT_INPUT:
            text = given if given is not None else field.get("value") or ""
            if text or field.get("required", True):
                _check_length(field, text, TEXT_INPUT_LIMIT)
            return sent | {"value": text}
        if field["type"] in ONE_VALUE:
            return sent | {"value": given}
        return sent | {"values": [self._value(value) for value in given or []]}

    def _value(self, value: str | Upload) -> str:
        if not isinstance(value, Upload):
            return value
        attachment = self._store.store_file(self._channel.id, value)
        self._attachments[attachment["id"]] = attachment
        return attachment["id"]


def _field_names(row: Json) -> Iterator[str]:
    for component in walk([row]):
        yield from filter(None, (component.get("custom_id"), component.get("label")))


def source_of(reply: Reply) -> Json | None:
    """Return the message whose button opened a modal: its submission carries it again."""
    if reply.interaction["type"] == MODAL_SUBMIT:
        return None
    return reply.interaction.get("message")
