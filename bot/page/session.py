"""What has been asked since the page was opened, its pictures, and what was shared: in memory."""

from __future__ import annotations

import asyncio
import hashlib
import secrets
import time
from collections import OrderedDict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator

    from bot.drawing.picture import Picture

MOST_POSTS = 400
"""Of each channel; the first go."""

MOST_BYTES = 300_000_000
"""Of all pictures."""


@dataclass
class Post:
    """A message of ours.

    Attributes
    ----------
    asked
        The line to which it answers.
    body
        What it shows, as `bot.page.shown` returns it.
    key
        Under which its question is kept; "" where it answers none.
    id
        Its name.
    at
        When it was sent, in Unix seconds.
    shared
        Whether it has been shared.
    """

    asked: str
    body: dict[str, Any]
    key: str = ""
    id: str = field(default_factory=lambda: secrets.token_hex(6))
    at: float = field(default_factory=time.time)
    shared: bool = False

    def plain(self) -> dict[str, Any]:
        """Return it as the page gets it."""
        return {
            "id": self.id,
            "at": self.at,
            "asked": self.asked,
            "shared": self.shared,
            **self.body,
        }


class Session:
    """Two channels, of posts by name: that in which people ask, and the study channel."""

    def __init__(self) -> None:
        self.asked: OrderedDict[str, Post] = OrderedDict()
        self.shared: OrderedDict[str, Post] = OrderedDict()
        self._pictures: OrderedDict[str, Picture] = OrderedDict()
        self._bytes = 0
        self._changes = 0
        self._changed = asyncio.Condition()

    def add(self, post: Post) -> Post:
        """Add what answers a question."""
        _keep(self.asked, post)
        return post

    async def share(self, post: Post, instead: Post | None = None) -> None:
        """Post it in the study channel as it stands now, or another one in its place."""
        post.shared = True
        found = instead or post
        body: dict[str, Any] = {**found.body, "menus": [], "buttons": []}
        _keep(self.shared, Post(found.asked, body, id=post.id))
        await self._tell()

    async def delete(self, post: Post) -> None:
        """Forget a post, and what was shared of it."""
        self.asked.pop(post.id, None)
        if self.shared.pop(post.id, None) is not None:
            await self._tell()

    def keep(self, picture: Picture) -> str:
        """Keep a picture; return its address."""
        name = hashlib.sha256(picture.data).hexdigest()[:24]
        if name not in self._pictures:
            self._bytes += len(picture.data)
        self._pictures[name] = picture
        self._pictures.move_to_end(name)
        while self._bytes > MOST_BYTES and len(self._pictures) > 1:
            self._bytes -= len(self._pictures.popitem(last=False)[1].data)
        return f"/picture/{name}"

    def picture(self, name: str) -> Picture | None:
        """Return the picture at an address."""
        return self._pictures.get(name)

    async def changes(self) -> AsyncGenerator[int]:
        """Yield a number at once, and another one whenever the study channel has changed."""
        seen = -1
        while True:
            async with self._changed:
                await self._changed.wait_for(lambda seen=seen: self._changes != seen)
                seen = self._changes
            yield seen

    async def _tell(self) -> None:
        async with self._changed:
            self._changes += 1
            self._changed.notify_all()


def _keep(posts: OrderedDict[str, Post], post: Post) -> None:
    posts[post.id] = post
    while len(posts) > MOST_POSTS:
        posts.popitem(last=False)
