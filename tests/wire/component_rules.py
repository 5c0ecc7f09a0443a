"""Discord's rules for components, in messages and in modals: each a sentence if broken.

Some of these limits are in the OpenAPI document too; here their sentence names the figure.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from tests.wire.world import Json

MAX_COMPONENTS = 40
MAX_TEXT = 4000
MAX_CUSTOM_ID = 100
MAX_DESCRIPTION = 100
MAX_CHOICES = 25
MAX_BUTTONS = 5
MAX_BUTTON_LABEL = 80
MAX_PLACEHOLDER = 150
MAX_GALLERY = 10
MAX_ALT = 1024
MAX_MODAL_ROWS = 5
MAX_LABEL = 45

ROW, BUTTON, TEXT_INPUT = 1, 2, 4
SELECTS = (3, 5, 6, 7, 8)
TEXT_DISPLAY, THUMBNAIL, GALLERY, FILE, CONTAINER = 10, 11, 12, 13, 17
LINK_BUTTON, PREMIUM_BUTTON = 5, 6
ONLY_V2 = frozenset({9, 10, 11, 12, 13, 14, 17})


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


def component_problems(components: list[Json]) -> Iterator[str]:
    """Check all components of a message or a modal, as `walk` lists them."""
    if len(components) > MAX_COMPONENTS:
        yield f"{len(components)} components, {MAX_COMPONENTS} are allowed"
    length = sum(len(c.get("content") or "") for c in components if c["type"] == TEXT_DISPLAY)
    if length > MAX_TEXT:
        yield f"{length} characters of text display, {MAX_TEXT} are allowed"
    yield from _custom_id_problems(components)
    checks = {
        ROW: _row_problems,
        BUTTON: _button_problems,
        GALLERY: _gallery_problems,
        **dict.fromkeys(SELECTS, _select_problems),
    }
    for component in components:
        if component["type"] == TEXT_DISPLAY and not (component.get("content") or "").strip():
            yield "an empty text display"
        if component["type"] == CONTAINER and not component.get("components"):
            yield "an empty container"
        if check := checks.get(component["type"]):
            yield from check(component)


def length_problems(what: str, text: Any, most: int, least: int = 1) -> Iterator[str]:
    length = len(text or "")
    if not least <= length <= most:
        yield f"{what} of {length} characters, {least} to {most} are allowed: {text!r:.60}"


def _custom_id_problems(components: list[Json]) -> Iterator[str]:
    used = Counter(c["custom_id"] for c in components if c.get("custom_id") is not None)
    for custom_id, times in used.items():
        yield from length_problems("custom_id", custom_id, MAX_CUSTOM_ID)
        if times > 1:
            yield f"custom_id {custom_id!r} stands {times} times in one message"


def _row_problems(row: Json) -> Iterator[str]:
    kinds = [child["type"] for child in row.get("components") or []]
    if not kinds:
        yield "an empty row"
    if kinds.count(BUTTON) > MAX_BUTTONS:
        yield f"a row of {kinds.count(BUTTON)} buttons, {MAX_BUTTONS} are allowed"
    if len(kinds) > 1 and any(kind != BUTTON for kind in kinds):
        yield f"a row of components of types {kinds}: what is no button stands alone"


def _button_problems(button: Json) -> Iterator[str]:
    style = button.get("style")
    wanted = {LINK_BUTTON: "url", PREMIUM_BUTTON: "sku_id"}.get(style or 0, "custom_id")
    if not button.get(wanted):
        yield f"a button of style {style} without {wanted}: {button}"
    if style == PREMIUM_BUTTON:
        return
    if not (button.get("label") or button.get("emoji")):
        yield f"a button with neither label nor emoji: {button}"
    yield from length_problems("a button's label", button.get("label"), MAX_BUTTON_LABEL, 0)


def _gallery_problems(gallery: Json) -> Iterator[str]:
    items = gallery.get("items") or []
    if not 1 <= len(items) <= MAX_GALLERY:
        yield f"a gallery of {len(items)} pictures, 1 to {MAX_GALLERY} are allowed"
    for item in items:
        if item.get("description") is not None:
            yield from length_problems("an alt text", item["description"], MAX_ALT)


def _select_problems(select: Json) -> Iterator[str]:
    yield from length_problems("a placeholder", select.get("placeholder"), MAX_PLACEHOLDER, 0)
    least, most = select.get("min_values", 1), select.get("max_values", 1)
    if most < max(least, 1):
        yield f"a select menu of {least} to {most} values"
    if select["type"] != SELECTS[0]:
        return
    options = select.get("options") or []
    if not 1 <= len(options) <= MAX_CHOICES:
        yield f"a select menu of {len(options)} options, 1 to {MAX_CHOICES} are allowed"
    if options and most > len(options):
        yield f"a select menu of {len(options)} options asks for up to {most}"
    values = Counter(option.get("value") for option in options)
    yield from (f"two options with the value {value!r}" for value, n in values.items() if n > 1)
    if sum(bool(option.get("default")) for option in options) > most:
        yield f"more than {most} options of a select menu are chosen beforehand"
    for option in options:
        yield from length_problems("an option's label", option.get("label"), MAX_DESCRIPTION)
        yield from length_problems("an option's value", option.get("value"), MAX_DESCRIPTION)
        if option.get("description") is not None:
            words = option["description"]
            yield from length_problems("an option's description", words, MAX_DESCRIPTION)


def modal_problems(modal: Json) -> Iterator[str]:
    rows: list[Json] = modal.get("components") or []
    if not 1 <= len(rows) <= MAX_MODAL_ROWS:
        yield f"a modal of {len(rows)} rows, 1 to {MAX_MODAL_ROWS} are allowed"
    yield from length_problems("a modal's title", modal.get("title"), MAX_LABEL)
    yield from length_problems("a modal's custom_id", modal.get("custom_id"), MAX_CUSTOM_ID)
    for row in rows:
        if row.get("label") is not None:
            yield from length_problems("a label", row["label"], MAX_LABEL)
        if row.get("description") is not None:
            yield from length_problems("a label's description", row["description"], MAX_DESCRIPTION)
    components = list(walk(rows))
    yield from component_problems(components)
    for field in components:
        if field["type"] == TEXT_INPUT:
            yield from length_problems("a text input's value", field.get("value"), MAX_TEXT, 0)
            hint = field.get("placeholder")
            yield from length_problems("a text input's placeholder", hint, MAX_DESCRIPTION, 0)
