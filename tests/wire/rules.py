"""Discord's rules that neither discord.py nor a JSON schema holds: each a sentence if broken.

Everything here is a function of the JSON alone. Some limits of length are in the OpenAPI
document too; here their sentence names the figure.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from tests.wire.world import Json

EPHEMERAL = 1 << 6
LOADING = 1 << 7
COMPONENTS_V2 = 1 << 15

MAX_COMPONENTS = 40
MAX_TEXT = 4000
MAX_CONTENT = 2000
MAX_CUSTOM_ID = 100
MAX_DESCRIPTION = 100
MAX_CHOICES = 25
MAX_FILE_BYTES = 10 * 1024 * 1024
MAX_MODAL_ROWS = 5
MAX_LABEL = 45

BUTTON, TEXT_INPUT, TEXT_DISPLAY, THUMBNAIL, GALLERY, FILE = 2, 4, 10, 11, 12, 13
LINK_BUTTON, PREMIUM_BUTTON = 5, 6
ONLY_V2 = frozenset({9, 10, 11, 12, 13, 14, 17})


@dataclass(frozen=True)
class Upload:
    filename: str
    data: bytes


def walk(components: Iterable[Json]) -> Iterator[Json]:
    """Yield every component, parents before what they hold."""
    for component in components:
        yield component
        yield from walk(component.get("components") or [])
        inner = (component.get("accessory"), component.get("component"))
        yield from walk(child for child in inner if child)


def media_of(component: Json) -> Iterator[tuple[Json, str]]:
    """Yield each picture or file of one component with its alt text."""
    kind = component["type"]
    if kind == GALLERY:
        for item in component.get("items", []):
            yield item["media"], item.get("description") or ""
    elif kind == THUMBNAIL:
        yield component["media"], component.get("description") or ""
    elif kind == FILE:
        yield component["file"], ""


def message_problems(
    payload: Json, *, flags: int, uploads: Mapping[str, Upload], kept: Iterable[str] = ()
) -> Iterator[str]:
    """Check what the bot sends as, or changes in, a message.

    `flags` are those the message then has; `kept` names the files it keeps from before.
    """
    components = list(walk(payload.get("components") or []))
    yield from _body_problems(payload, components, flags)
    yield from _component_problems(components)
    yield from _file_problems(payload, components, flags, uploads, set(kept))
    yield from _mention_problems(payload, components)


def _body_problems(payload: Json, components: list[Json], flags: int) -> Iterator[str]:
    exclusive = [key for key in ("content", "embeds", "poll", "sticker_ids") if payload.get(key)]
    if flags & COMPONENTS_V2 and exclusive:
        yield f"{' and '.join(exclusive)} together with IS_COMPONENTS_V2"
    if not flags & COMPONENTS_V2:
        found = sorted({c["type"] for c in components} & ONLY_V2)
        if found:
            yield f"components of type {found} without the IS_COMPONENTS_V2 flag"
    if len(payload.get("content") or "") > MAX_CONTENT:
        yield f"content of {len(payload['content'])} characters, {MAX_CONTENT} are allowed"


def _component_problems(components: list[Json]) -> Iterator[str]:
    if len(components) > MAX_COMPONENTS:
        yield f"{len(components)} components, {MAX_COMPONENTS} are allowed"
    length = sum(len(c.get("content") or "") for c in components if c["type"] == TEXT_DISPLAY)
    if length > MAX_TEXT:
        yield f"{length} characters of text display, {MAX_TEXT} are allowed"
    yield from _custom_id_problems(components)
    for component in components:
        if component["type"] == BUTTON:
            yield from _button_problems(component)
        if len(component.get("options") or []) > MAX_CHOICES:
            yield f"a select menu of {len(component['options'])} options, 25 are allowed"


def _custom_id_problems(components: list[Json]) -> Iterator[str]:
    used = Counter(c["custom_id"] for c in components if c.get("custom_id") is not None)
    for custom_id, times in used.items():
        if not 1 <= len(custom_id) <= MAX_CUSTOM_ID:
            yield f"custom_id of {len(custom_id)} characters: {custom_id!r}"
        if times > 1:
            yield f"custom_id {custom_id!r} stands {times} times in one message"


def _button_problems(button: Json) -> Iterator[str]:
    style = button.get("style")
    wanted = {LINK_BUTTON: "url", PREMIUM_BUTTON: "sku_id"}.get(style or 0, "custom_id")
    if not button.get(wanted):
        yield f"a button of style {style} without {wanted}: {button}"
    if style != PREMIUM_BUTTON and not (button.get("label") or button.get("emoji")):
        yield f"a button with neither label nor emoji: {button}"


def _file_problems(
    payload: Json,
    components: list[Json],
    flags: int,
    uploads: Mapping[str, Upload],
    kept: set[str],
) -> Iterator[str]:
    names = {upload.filename for upload in uploads.values()}
    shown = {media["url"] for component in components for media, _ in media_of(component)}
    for url in sorted(shown):
        if (
            url.startswith("attachment://")
            and url.removeprefix("attachment://") not in names | kept
        ):
            yield f"{url} names no uploaded file (there are {sorted(names | kept)})"
    if flags & COMPONENTS_V2:
        hidden = [name for name in sorted(names) if f"attachment://{name}" not in shown]
        yield from (f"{name} is uploaded and no component shows it" for name in hidden)
    for upload in uploads.values():
        if len(upload.data) > MAX_FILE_BYTES:
            yield f"{upload.filename} has {len(upload.data)} bytes, 10 MiB are allowed"
    described = {str(entry.get("id")) for entry in payload.get("attachments") or []}
    for index in uploads:
        if payload.get("attachments") is not None and index not in described:
            yield f"files[{index}] is not in `attachments`"


def _mention_problems(payload: Json, components: list[Json]) -> Iterator[str]:
    """Demand that text from people, which a bot repeats, can never ping anyone."""
    if not payload.get("content") and not any(c["type"] == TEXT_DISPLAY for c in components):
        return
    allowed = payload.get("allowed_mentions") or {}
    if allowed.get("parse") != [] or allowed.get("users") or allowed.get("roles"):
        yield f"text with allowed_mentions {payload.get('allowed_mentions')!r} instead of none"


def modal_problems(modal: Json) -> Iterator[str]:
    rows: list[Json] = modal.get("components") or []
    if not 1 <= len(rows) <= MAX_MODAL_ROWS:
        yield f"a modal of {len(rows)} rows, 1 to {MAX_MODAL_ROWS} are allowed"
    if not 1 <= len(modal.get("title") or "") <= MAX_LABEL:
        yield f"a modal title of {len(modal.get('title') or '')} characters"
    for row in rows:
        if len(row.get("label") or "") > MAX_LABEL:
            yield f"a label of {len(row['label'])} characters: {row['label']!r}"
        if len(row.get("description") or "") > MAX_DESCRIPTION:
            yield f"a label's description of {len(row['description'])} characters"
    if not 1 <= len(modal.get("custom_id") or "") <= MAX_CUSTOM_ID:
        yield f"a modal custom_id of {len(modal.get('custom_id') or '')} characters"
    components = list(walk(rows))
    yield from _component_problems(components)
    for field in components:
        if field["type"] == TEXT_INPUT and len(field.get("value") or "") > MAX_TEXT:
            yield f"a text input that starts with {len(field['value'])} characters"


def choice_problems(choices: list[Json]) -> Iterator[str]:
    """Check choices, be they fixed with an option or offered while typing."""
    if len(choices) > MAX_CHOICES:
        yield f"{len(choices)} choices, {MAX_CHOICES} are allowed"
    for choice in choices:
        if not 1 <= len(choice["name"]) <= MAX_DESCRIPTION:
            yield f"a choice name of {len(choice['name'])} characters: {choice['name']!r}"
        if isinstance(choice["value"], str) and len(choice["value"]) > MAX_DESCRIPTION:
            yield f"a choice value of {len(choice['value'])} characters: {choice['value']!r}"
