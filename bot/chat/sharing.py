"""Posting an answer in its server's study channel: who may, where, and only once.

The post copies the message's texts and fetches its pictures again: it shows what everybody has
seen, even if the question is forgotten. Only pictures in another theme than the server's are drawn
anew, and what a command posts in place of its answers.
"""

from __future__ import annotations

import io
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import discord
from discord import ui

from bot.chat import delivery
from bot.chat.channels import CLOSED, GONE, NoPlaceError, channel_of, missing_permissions
from bot.chat.messages import ACCENT
from bot.chat.messages import files as files_of
from bot.chat.public import answer_for_all, style_for_all
from bot.errors import UserError
from bot.faces.computing import replied
from bot.reference import load
from bot.topics.kit.kept import one_line
from bot.topics.study.words import CHOOSE, no_permission

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.chat.channels import Channel
    from bot.chat.desk import Desk
    from bot.chat.messages import Message
    from bot.drawing.picture import Picture
    from bot.store import Share
    from bot.topics.kit.question import Question

    Interaction = discord.Interaction[Any]

MESSAGE_CHARACTERS = 4000
"""Discord's limit for all texts of a message."""

QUESTION_CHARACTERS = 300
"""Characters of a question as it was typed; longer ones are truncated."""

NO_SERVER = (
    "There is no study channel here. Send the command in a server that has me as a member: "
    "Share below the answer posts it in the study channel there."
)

NO_MEMBER = (
    "I am no member of this server, so I cannot post here. Somebody who manages the server can "
    "add me; then Share works."
)

FIRST_SERVER_ERROR = 500


async def share(
    interaction: Interaction,
    desk: Desk,
    key: str,
    asker: int,
    buttons: Sequence[ui.Item[Any]],
) -> str:
    """Post the answer above a button; return the words for the user who pressed.

    Parameters
    ----------
    interaction
        The press.
    desk
        Services and memory.
    key
        The answer's key, which is posted once.
    asker
        Who asked.
    buttons
        Those below the post, before the link to the answer.

    Raises
    ------
    UserError
        When it cannot be posted; then it can be tried again.
    """
    shown = interaction.message
    if interaction.guild_id is None or shown is None:
        raise UserError(NO_SERVER)
    # `interaction.guild` stands there too where only a person has installed the bot.
    guild = interaction.client.get_guild(interaction.guild_id)
    if guild is None:
        raise UserError(NO_MEMBER)
    channel = await _study_channel(desk, guild)
    if channel.id == shown.channel.id:
        raise UserError("This is the study channel: the answer is there already.")
    lacking = missing_permissions(channel, guild.me)
    if lacking:
        raise UserError(no_permission(channel.mention, lacking))
    store = desk.services.store.guilds
    # A simultaneous press waits here, then finds the post.
    async with desk.turns.of(key):
        before = await store.claim_share(key, guild.id, channel.id)
        if before is not None:
            return _already(before, guild)
        try:
            _keep_pace(desk, interaction.user.id)
            instead = await _posted_instead(desk, shown, key)
            if instead is not None:
                head = _head(instead, asker, interaction.user.id)
                view, files = await answer_for_all(desk, guild.id, [head], instead, asker)
            else:
                head = _head(await desk.questions.recall(key), asker, interaction.user.id)
                drawn = await _in_theme_of(guild.id, desk, key, asker)
                view, files = await _post(interaction, head, shown, buttons, drawn)
        except Exception:
            await store.release_share(key)
            raise
        post = await _send(desk, channel, key, view, files)
        await store.confirm_share(key, post.id)
    return f"Posted in {channel.mention}: {post.jump_url}"


async def _send(
    desk: Desk,
    channel: Channel,
    key: str,
    view: ui.LayoutView,
    files: list[discord.File],
) -> discord.Message:
    """Send the post; release the claim on it only when Discord certainly refused it."""

    async def post(files: Sequence[discord.File]) -> discord.Message:
        # The nonce lets Discord recognise the post when it is sent again.
        return await channel.send(view=view, files=files, nonce=key)

    try:
        return await delivery.once_more(post, files)
    except delivery.BROKEN:
        raise UserError(_unsure(channel.id)) from None
    except discord.HTTPException as error:
        if error.status >= FIRST_SERVER_ERROR:
            raise UserError(_unsure(channel.id)) from None
        await desk.services.store.guilds.release_share(key)
        if error.code in GONE:
            raise await _gone(desk, channel.guild, channel.id) from None
        if error.code in CLOSED:
            raise UserError(no_permission(channel.mention, [])) from None
        raise


# Where


async def _study_channel(desk: Desk, guild: discord.Guild) -> Channel:
    chosen = await desk.services.store.guilds.study_channel(guild.id)
    if chosen is None:
        raise UserError(f"This server has no study channel yet. {CHOOSE}")
    try:
        return await channel_of(guild, chosen)
    except discord.NotFound:
        raise await _gone(desk, guild, chosen) from None
    except discord.Forbidden:
        raise UserError(f"I cannot see <#{chosen}>, the study channel. {CHOOSE}") from None
    except NoPlaceError as error:
        raise UserError(f"I cannot post in {error}, the study channel. {CHOOSE}") from None


async def _gone(desk: Desk, guild: discord.Guild, channel: int) -> UserError:
    await desk.services.store.guilds.clear_study_channel(guild.id, channel)
    return UserError(f"The study channel of this server no longer exists. {CHOOSE}")


def _already(before: Share, guild: discord.Guild) -> str:
    if before.post is None:
        return _unsure(before.channel)
    place = f"https://discord.com/channels/{guild.id}/{before.channel}/{before.post}"
    return f"This has been posted already: {place}"


def _unsure(channel: int) -> str:
    return (
        "I was interrupted while posting this, and cannot say whether it arrived. Look in "
        f"<#{channel}>; if it is not there, send the command again and share that."
    )


def _keep_pace(desk: Desk, user: int) -> None:
    pace = desk.share_pace
    if not pace.take(user):
        raise UserError(
            f"That is more than {pace.most} posts in a minute. Please wait a little before the "
            "next one."
        )


# What


def _head(question: Question | None, asker: int, presser: int) -> str:
    """Return who asked what, and who posts it if that is somebody else."""
    head = f"<@{asker}> asked" + (f" {typed(question)}" if question else "")
    return head if presser == asker else f"{head} · shared by <@{presser}>"


def typed(question: Question) -> str:
    """Return a command as it was typed, as inline code without Markdown in it."""
    options = [f"{name}:{text}" for name, text in question.typed.items() if text.strip()]
    text = " ".join([f"/{question.command}", *options])
    return f"`{one_line(text, QUESTION_CHARACTERS)}`"


async def _post(
    interaction: Interaction,
    head: str,
    shown: discord.Message,
    buttons: Sequence[ui.Item[Any]],
    drawn: Sequence[Picture] | None,
) -> Message:
    """Return the post: the message's contents below a heading, with buttons of its own.

    Parameters
    ----------
    drawn
        What is shown in place of the message's pictures, if anything.
    """
    container = ui.Container[ui.LayoutView](accent_colour=ACCENT)
    container.add_item(ui.TextDisplay(head))
    left = MESSAGE_CHARACTERS - len(head)
    files: list[discord.File] = []
    for part in _parts(shown):
        if isinstance(part, discord.TextDisplay) and len(part.content) <= left:
            container.add_item(ui.TextDisplay(part.content))
            left -= len(part.content)
        if isinstance(part, discord.MediaGalleryComponent) and drawn is None:
            pictures = [await _fetched(interaction, item) for item in part.items]
            container.add_item(ui.MediaGallery(*map(discord.MediaGalleryItem, pictures)))
            files += pictures
    for file in files_of(drawn or ()):
        container.add_item(ui.MediaGallery(discord.MediaGalleryItem(file)))
        files.append(file)
    row: ui.ActionRow[ui.LayoutView] = ui.ActionRow(*buttons)
    if not shown.flags.ephemeral:  # nobody else can open what only the asker sees
        row.add_item(ui.Button(label="Original", url=shown.jump_url))
    view = ui.LayoutView(timeout=None)
    view.add_item(container)
    if row.children:
        view.add_item(row)
    view.stop()
    return view, files


async def _posted_instead(desk: Desk, shown: discord.Message, key: str) -> Question | None:
    """Return the question whose answer is posted in place of the message, if it is not that.

    Raises
    ------
    UserError
        When it cannot be known, since the question of an answer for the asker alone is forgotten.
    """
    question = await desk.questions.recall(key)
    if question is None:
        if shown.flags.ephemeral:
            raise UserError(
                "I no longer know what this answers. Send the command again, then Share works."
            )
        return None
    command = desk.services.registry.command(question.command)
    return load(command.shared)(question) if command.shared else None


async def _in_theme_of(guild: int, desk: Desk, key: str, asker: int) -> Sequence[Picture] | None:
    """Return an answer's pictures as the server wants them; None where they are so already."""
    question = await desk.questions.recall(key)
    style = style_for_all(await desk.services.store.people.person(asker, guild))
    if question is None or question.theme == style.theme.value:
        return None
    reply = await replied(desk.services, guild, question, style)
    return reply.pictures or None


def _parts(shown: discord.Message) -> Iterator[discord.components.Component]:
    for part in shown.components:
        if isinstance(part, discord.Container):
            yield from part.children
        else:
            yield part


async def _fetched(interaction: Interaction, item: discord.MediaGalleryItem) -> discord.File:
    try:
        # `item.media.read` would do the same, but in a message's components it has no client.
        data = await interaction.client.http.get_from_cdn(item.media.url)
    except (discord.HTTPException, *delivery.BROKEN):
        raise UserError(
            "I could not fetch the picture of this answer. Please try again in a moment."
        ) from None
    name = PurePosixPath(urlsplit(item.media.url).path).name
    return discord.File(io.BytesIO(data), name, description=item.description)
