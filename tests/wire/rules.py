"""Discord's rules that neither discord.py nor a JSON schema holds: each a sentence if broken.

Everything here is a function of the JSON alone.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from tests.wire.component_rules import (
    MAX_CHOICES,
    MAX_DESCRIPTION,
    ONLY_V2,
    TEXT_DISPLAY,
    component_problems,
    length_problems,
    media_of,
    walk,
)
from tests.wire.world import Json

EPHEMERAL = 1 << 6
LOADING = 1 << 7
COMPONENTS_V2 = 1 << 15

MAX_CONTENT = 2000
MAX_FILE_BYTES = 10 * 1024 * 1024
MAX_FILES = 10


@dataclass(frozen=True)
class Upload:
    filename: str
    data: bytes


def message_problems(
    payload: Json, *, flags: int, uploads: Mapping[str, Upload], kept: Iterable[Json] = ()
) -> Iterator[str]:
    """Check what the bot sends as, or changes in, a message; Discord refuses it all if any.

    `flags` are those the message then has; `kept` are the attachments it keeps from before.
    """
    components = list(walk(payload.get("components") or []))
    kept = list(kept)
    yield from _body_problems(payload, components, flags)
    yield from component_problems(components)
    yield from _attachment_problems(payload, uploads, kept)
    yield from _media_problems(components, uploads, kept)


def _body_problems(payload: Json, components: list[Json], flags: int) -> Iterator[str]:
    exclusive = [key for key in ("content", "embeds", "poll", "sticker_ids") if payload.get(key)]
    if flags & COMPONENTS_V2 and exclusive:
        yield f"{' and '.join(exclusive)} together with IS_COMPONENTS_V2"
    if not flags & COMPONENTS_V2:
        found = sorted({c["type"] for c in components} & ONLY_V2)
        if found:
            yield f"components of type {found} without the IS_COMPONENTS_V2 flag"
    yield from length_problems("content", payload.get("content"), MAX_CONTENT, 0)


def _attachment_problems(
    payload: Json, uploads: Mapping[str, Upload], kept: list[Json]
) -> Iterator[str]:
    if len(uploads) + len(kept) > MAX_FILES:
        yield f"{len(uploads) + len(kept)} files, {MAX_FILES} are allowed"
    for upload in uploads.values():
        if len(upload.data) > MAX_FILE_BYTES:
            yield f"{upload.filename} has {len(upload.data)} bytes, 10 MiB are allowed"
    listed = {str(entry.get("id")) for entry in payload.get("attachments") or []}
    yield from (f"files[{index}] is not in `attachments`" for index in uploads.keys() - listed)
    there = {*uploads, *(attachment["id"] for attachment in kept)}
    yield from (f"attachment {index} has no file" for index in listed - there)


def _media_problems(
    components: list[Json], uploads: Mapping[str, Upload], kept: list[Json]
) -> Iterator[str]:
    there = {upload.filename for upload in uploads.values()}
    there |= {attachment["filename"] for attachment in kept}
    for url in sorted(_shown(components)):
        if url.startswith("attachment://") and url.removeprefix("attachment://") not in there:
            yield f"{url} names no uploaded file (there are {sorted(there)})"


def _shown(components: list[Json]) -> set[str]:
    return {media["url"] for component in components for media, _ in media_of(component)}


def house_problems(payload: Json, *, flags: int, uploads: Mapping[str, Upload]) -> Iterator[str]:
    """Check what Discord takes and no message of this bot may do.

    Text from people, which a bot repeats, can never ping anyone, and no file is sent to be hidden.
    """
    components = list(walk(payload.get("components") or []))
    if flags & COMPONENTS_V2:
        names = sorted(upload.filename for upload in uploads.values())
        hidden = [name for name in names if f"attachment://{name}" not in _shown(components)]
        yield from (f"{name} is uploaded and no component shows it" for name in hidden)
    if not payload.get("content") and not any(c["type"] == TEXT_DISPLAY for c in components):
        return
    allowed = payload.get("allowed_mentions") or {}
    if allowed.get("parse") != [] or allowed.get("users") or allowed.get("roles"):
        yield f"text with allowed_mentions {payload.get('allowed_mentions')!r} instead of none"


def choice_problems(choices: list[Json]) -> Iterator[str]:
    """Check choices, be they fixed with an option or offered while typing."""
    if len(choices) > MAX_CHOICES:
        yield f"{len(choices)} choices, {MAX_CHOICES} are allowed"
    for choice in choices:
        yield from length_problems("a choice's name", choice["name"], MAX_DESCRIPTION)
        if isinstance(choice["value"], str):
            yield from length_problems("a choice's value", choice["value"], MAX_DESCRIPTION)
