"""Every message of the loopback Discord, kept and completed as Discord does it.

Discord answers with more than it was sent: components get ids, `attachment://` becomes an
address, and the files of a Components V2 message stand with their components only, its
`attachments` being empty.
"""

import copy
import itertools
import mimetypes
import struct
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, NamedTuple

from tests.wire.component_rules import BUTTON, TEXT_DISPLAY, media_of, walk
from tests.wire.objects import user_json
from tests.wire.rules import COMPONENTS_V2, EPHEMERAL, LOADING, Upload
from tests.wire.world import Json, Person, new_id

FORWARD = 1  # of the two types of reference, not a reply
PNG = b"\x89PNG\r\n\x1a\n"


class Picture(NamedTuple):
    filename: str
    data: bytes
    alt: str


class MessageStore:
    def __init__(self) -> None:
        self.address = ""  # where files are served from, once the server has a port
        self.messages: dict[str, Json] = {}
        self.taken_away: set[str] = set()  # messages that a person has deleted
        self._attachments: dict[str, list[Json]] = {}
        self._files: dict[str, bytes] = {}

    def create(
        self,
        payload: Json,
        uploads: Mapping[str, Upload],
        *,
        channel_id: str,
        author: Person,
        more: Json | None = None,
    ) -> Json:
        message: Json = {
            "id": new_id(),
            "channel_id": channel_id,
            "type": 0,
            "author": user_json(author),
            "content": "",
            "timestamp": datetime.now(UTC).isoformat(),
            "edited_timestamp": None,
            "tts": False,
            "mention_everyone": False,
            "mentions": [],
            "mention_roles": [],
            "embeds": [],
            "attachments": [],
            "components": [],
            "pinned": False,
            "flags": 0,
        } | (more or {})
        self.messages[message["id"]] = message
        self._fill(message, payload, uploads)
        return message

    def edit(self, message_id: str, payload: Json, uploads: Mapping[str, Upload]) -> Json:
        message = self.messages[message_id]
        message["flags"] &= ~LOADING
        message["edited_timestamp"] = datetime.now(UTC).isoformat()
        self._fill(message, payload, uploads)
        return message

    def delete(self, message_id: str) -> None:
        del self.messages[message_id]

    def take_away(self, message_id: str) -> None:
        """Delete a message as a person does, without a word to the bot."""
        self.delete(message_id)
        self.taken_away.add(message_id)

    def flags_after(self, message_id: str | None, payload: Json) -> int:
        """Return the flags a message would have: Components V2 is never taken back."""
        before = self.messages[message_id]["flags"] if message_id in self.messages else 0
        return before | (payload.get("flags") or 0)

    def kept(self, message_id: str | None, payload: Json) -> list[Json]:
        """Return the attachments from before that this payload leaves with the message."""
        attachments = self._attachments.get(message_id or "", [])
        listed = payload.get("attachments")
        if listed is None:
            return attachments
        wanted = {str(entry.get("id")) for entry in listed}
        return [attachment for attachment in attachments if attachment["id"] in wanted]

    def store_file(self, channel_id: str, upload: Upload, description: str | None = None) -> Json:
        """Keep a file for the CDN and return its attachment object."""
        attachment_id = new_id()
        path = f"/attachments/{channel_id}/{attachment_id}/{upload.filename}"
        self._files[path] = upload.data
        return {
            "id": attachment_id,
            "filename": upload.filename,
            "description": description,
            "size": len(upload.data),
            "url": self.address + path,
            "proxy_url": self.address + path,
            "content_type": mimetypes.guess_type(upload.filename)[0] or "application/octet-stream",
        } | _measure(upload.data)

    def file(self, address: str) -> bytes:
        """Return the bytes behind an address or a path of the CDN."""
        return self._files[address.removeprefix(self.address)]

    def _fill(self, message: Json, payload: Json, uploads: Mapping[str, Upload]) -> None:
        described = {str(e.get("id")): e for e in payload.get("attachments") or []}
        attachments = list(self.kept(message["id"], payload))
        for index, upload in uploads.items():
            about = described.get(index, {})
            attachments.append(
                self.store_file(message["channel_id"], upload, about.get("description"))
            )
        self._attachments[message["id"]] = attachments
        v2 = (payload.get("flags") or 0) & COMPONENTS_V2
        message["flags"] |= v2
        for key, empty in (("content", ""), ("embeds", [])):
            if key in payload:
                message[key] = payload[key] or empty
        if "components" in payload:
            message["components"] = complete(payload["components"] or [], attachments)
        if isinstance(payload.get("message_snapshots"), list):
            message["message_snapshots"] = payload["message_snapshots"]
            message["message_reference"] = payload["message_reference"]
        message["attachments"] = [] if message["flags"] & COMPONENTS_V2 else attachments


def _measure(data: bytes) -> Json:
    """Read width and height out of a PNG's header, the only pictures whose size is needed."""
    if not data.startswith(PNG):
        return {}
    width, height = struct.unpack(">II", data[16:24])
    return {"width": width, "height": height}


def complete(components: Iterable[Json], attachments: list[Json]) -> list[Json]:
    """Number the components and give every picture its address."""
    completed = copy.deepcopy(list(components))
    taken = {component.get("id") for component in walk(completed)}
    numbers = (number for number in itertools.count(1) if number not in taken)
    known = {key: a for a in attachments for key in (f"attachment://{a['filename']}", a["url"])}
    for component in walk(completed):
        if component.get("id") is None:
            component["id"] = next(numbers)
        for media, _ in media_of(component):
            media.update(_media(media["url"], known))
    return completed


def _media(url: str, known: dict[str, Json]) -> Json:
    if url not in known:
        return {"url": url, "proxy_url": url, "loading_state": 1}
    attachment = known[url]
    copied = ("url", "proxy_url", "content_type", "width", "height")
    about = {key: attachment[key] for key in copied if key in attachment}
    return about | {"attachment_id": attachment["id"], "loading_state": 2, "flags": 0}


@dataclass(frozen=True)
class Message:
    """A message as a person in the channel sees it; later edits show."""

    store: MessageStore
    id: str

    @property
    def data(self) -> Json:
        return self.store.messages[self.id]

    @property
    def deleted(self) -> bool:
        return self.id not in self.store.messages

    @property
    def components(self) -> list[Json]:
        return list(walk(self.data["components"]))

    @property
    def text(self) -> str:
        shown = [c["content"] for c in self.components if c["type"] == TEXT_DISPLAY]
        return "\n".join(filter(None, [self.data["content"], *shown]))

    @property
    def ephemeral(self) -> bool:
        return bool(self.data["flags"] & EPHEMERAL)

    @property
    def thinking(self) -> bool:
        return bool(self.data["flags"] & LOADING)

    @property
    def channel_id(self) -> str:
        return self.data["channel_id"]

    @property
    def pictures(self) -> list[Picture]:
        """All files that are shown, in their order: (filename, bytes, alt text)."""
        return list(self._pictures())

    def _pictures(self) -> Iterator[Picture]:
        for attachment in self.data["attachments"]:
            alt = attachment.get("description") or ""
            yield self._picture(attachment["url"], alt)
        for component in self.components:
            for media, alt in media_of(component):
                if "attachment_id" in media:
                    yield self._picture(media["url"], alt)

    def _picture(self, url: str, alt: str) -> Picture:
        return Picture(url.rpartition("/")[2], self.store.file(url), alt)

    @property
    def buttons(self) -> list[str]:
        return [self._name(c) for c in self.components if c["type"] == BUTTON]

    def find(self, name: str, kinds: Iterable[int]) -> Json:
        """Return the component of one of these types with this label, placeholder or id."""
        candidates = [c for c in self.components if c["type"] in set(kinds)]
        for component in candidates:
            if name in (component.get("custom_id"), self._name(component)):
                return component
        raise LookupError(f"no {name!r} among {[self._name(c) for c in candidates]}")

    @staticmethod
    def _name(component: Any) -> str:
        emoji = (component.get("emoji") or {}).get("name", "")
        return component.get("label") or component.get("placeholder") or emoji


def forwarded(message: Message) -> Json:
    """Return what a message has that forwards another."""
    copied = ("content", "embeds", "attachments", "components", "flags", "type", "timestamp")
    data = message.data
    snapshot = {key: data[key] for key in (*copied, "edited_timestamp", "mentions")}
    reference = {"type": FORWARD, "message_id": message.id, "channel_id": message.channel_id}
    return {"message_snapshots": [{"message": snapshot}], "message_reference": reference}
