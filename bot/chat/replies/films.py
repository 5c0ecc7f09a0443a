"""What stands below suggestions of films alone: more of them, the map, and hiding what was seen."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING

from bot.chat.errors import UserError
from bot.chat.replies.answering import computed
from bot.chat.replies.buttons import (
    ReplyButton,
    ReplyMenu,
    answer_in_place,
    changed,
    only_the_asker,
)
from bot.chat.replies.messages import files, message
from bot.store import MOST_RATINGS, FullError
from bot.topics.kit import answering
from bot.topics.kit.answering import Style

if TYPE_CHECKING:
    from collections.abc import Iterator

    import discord

    from bot.chat.client import StudyBot
    from bot.topics.kit.answering import Question

    Interaction = discord.Interaction[StudyBot]


class MoreButton(ReplyButton, action="more", label="More"):
    """Puts the next page in the place of this one."""

    async def press(self, interaction: Interaction) -> None:
        question = self.question(interaction)
        only_the_asker(interaction, self.asker, question)
        page = str(int(question.inputs.get("_page", "0")) + 1)
        await answer_in_place(interaction, changed(question, "_page", page))


class MapButton(ReplyButton, action="map", label="Map"):
    """Shows the map of all films, with whom the answer is about, to whoever presses."""

    async def press(self, interaction: Interaction) -> None:
        question = replace(self.question(interaction), command="movies map")
        await interaction.response.defer(ephemeral=True, thinking=True)
        reply = await computed(interaction, answering.reply, question, Style())
        await interaction.edit_original_response(
            view=message(f"### {reply.title}\n{reply.meaning}", pictures=reply.pictures),
            attachments=files(reply.pictures),
        )


class SeenMenu(ReplyMenu, action="seen"):
    """Leaves out what is chosen: for good, where the asker's own ratings are the question."""

    async def chosen(self, interaction: Interaction, question: Question, /) -> Question:
        places = interaction.client.films.library.places
        seen = [key for key in self.item.values if key in places]
        if question.visit.is_kept:
            with told_when_full():
                await interaction.client.store.ratings.mark_seen(interaction.user.id, seen)
        before = question.inputs.get(self.name, "")
        return changed(question, self.name, ";".join([*filter(None, [before]), *seen]))


@contextmanager
def told_when_full() -> Iterator[None]:
    """Say in words that somebody has no room for more films.

    Raises
    ------
    UserError
        In the place of `FullError`.
    """
    try:
        yield
    except FullError:
        raise UserError(
            f"You have rated or seen {MOST_RATINGS:,} films, which is as many as there is room "
            "for. Remove one with /ratings."
        ) from None
