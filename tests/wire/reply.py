"""What one interaction has come to, as the person who caused it sees it."""

import asyncio
import time
from collections.abc import Callable
from typing import Any, Self

from tests.wire.messages import Message, MessageStore, Picture
from tests.wire.world import Json

MESSAGE, DEFERRED_MESSAGE, DEFERRED_UPDATE, UPDATE, CHOICES, MODAL = 4, 5, 6, 7, 8, 9


class Watched:
    """Something a test can wait for: conditions are looked at again at every change."""

    def __init__(self) -> None:
        self._waiting: list[tuple[Callable[[Any], bool], asyncio.Future[None]]] = []

    def changed(self) -> None:
        for condition, future in self._waiting:
            if not future.done() and condition(self):
                future.set_result(None)

    async def until(self, condition: Callable[[Self], bool], within: float = 10) -> Self:
        """Return as soon as the condition holds; fail after `within` seconds."""
        if condition(self):
            return self
        entry = (condition, asyncio.get_running_loop().create_future())
        self._waiting.append(entry)
        try:
            await asyncio.wait_for(entry[1], within)
        except TimeoutError:
            raise AssertionError(f"waited {within} s in vain; so far: {self!r}") from None
        finally:
            self._waiting.remove(entry)
        return self


class Reply(Watched):
    """The bot's answer to one interaction, as far as it has come."""

    def __init__(self, interaction: Json, label: str, store: MessageStore) -> None:
        super().__init__()
        self.interaction = interaction
        self.label = label
        self.store = store
        self.sent_at = time.monotonic()
        self.callback_type: int | None = None
        self.acknowledged_after: float | None = None
        self.finished_after: float | None = None
        self.original: Message | None = None
        self.followups: list[Message] = []
        self.modal: Json | None = None
        self.choices: list[Json] = []
        self.expired = False
        self.refusals: list[int] = []  # codes with which calls for it were turned away

    def expire(self) -> None:
        """Let the token run out, as it does after 15 minutes."""
        self.expired = True

    @property
    def asker(self) -> str:
        """The id of the person who caused it."""
        return (self.interaction.get("user") or self.interaction["member"]["user"])["id"]

    @property
    def elapsed(self) -> float:
        return time.monotonic() - self.sent_at

    @property
    def acknowledged(self) -> bool:
        return self.callback_type is not None

    @property
    def finished(self) -> bool:
        return self.finished_after is not None

    @property
    def deleted(self) -> bool:
        """Whether there was an original response, and it is gone."""
        return self.original is not None and self.original.deleted

    @property
    def message(self) -> Message:
        """What the person ends up looking at: the original or, in its place, a follow-up."""
        if self.original is not None and not self.original.deleted:
            return self.original
        if self.followups:
            return self.followups[-1]
        raise AssertionError(f"no message to look at: {self!r}")

    @property
    def text(self) -> str:
        return self.message.text

    @property
    def pictures(self) -> list[Picture]:
        return self.message.pictures

    @property
    def ephemeral(self) -> bool:
        return self.message.ephemeral

    @property
    def buttons(self) -> list[str]:
        return self.message.buttons

    def acknowledge(self, callback_type: int) -> None:
        self.callback_type = callback_type
        self.acknowledged_after = self.elapsed
        if callback_type not in (DEFERRED_MESSAGE, DEFERRED_UPDATE):
            self.finished_after = self.elapsed

    def advance(self) -> None:
        """Note that the bot has said something more after its first response."""
        gone_without_words = self.callback_type == DEFERRED_MESSAGE and (
            self.deleted and not self.followups
        )
        if not self.finished and not gone_without_words:
            self.finished_after = self.elapsed

    def __repr__(self) -> str:
        state = f"callback {self.callback_type}, finished {self.finished}"
        shown = self.message.text[:200] if self.original and not self.deleted else None
        return f"<Reply to {self.label}: {state}, text {shown!r}, {len(self.followups)} follow-ups>"
