"""From declared commands to Discord's."""

from __future__ import annotations

import inspect
import logging
from typing import TYPE_CHECKING, Any

import discord
from discord import app_commands
from discord.app_commands import locale_str

from bot.chat import requests
from bot.chat.messages import LONGEST_CHOICE
from bot.chat.places import PlaceOption
from bot.chat.responding import FORM_PATIENCE, PATIENCE, respond
from bot.reference import load
from bot.text import shorten
from bot.topics.kit import completion
from bot.topics.kit.declaration import Channel, File, Person, Pick, Role, Text, Whole

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from bot.chat.desk import Desk
    from bot.topics.kit.declaration import Command, Option
    from bot.topics.kit.outcome import Request

    Interaction = discord.Interaction[Any]
    Slash = app_commands.Command[Any, Any, Any]

log = logging.getLogger(__name__)

RANGE: Any = app_commands.Range
"""Type checkers take a range with values for an annotation."""

MOST_CHOICES = 25
"""Discord's limit for a list of choices."""


def add_commands(tree: app_commands.CommandTree[Any], desk: Desk) -> None:
    """Add every declared command, and every entry in a message's Apps menu."""
    for command in _slash_commands(desk):
        tree.add_command(command)
    for menu in desk.services.registry.menus:
        command = desk.services.registry.command(menu.command)
        tree.add_command(_message_menu(menu.name, command, desk))


def _slash_commands(desk: Desk) -> Iterator[Slash | app_commands.Group]:
    registry = desk.services.registry
    groups: dict[str, list[Command]] = {}
    for command in registry.commands:
        group, _, _ = command.name.rpartition(" ")
        if group:
            groups.setdefault(group, []).append(command)
        else:
            yield _slash(command, desk)
    for name, members in groups.items():
        yield _group(name, registry.groups[name], members, desk)


def _group(name: str, words: str, members: Sequence[Command], desk: Desk) -> app_commands.Group:
    group = app_commands.Group(
        name=name,
        description=locale_str(words),
        default_permissions=_permissions(members),
        auto_locale_strings=False,
    )
    if all(member.server_only for member in members):
        _for_servers(group)
    for member in members:
        group.add_command(_slash(member, desk))
    return group


def _for_servers(command: Slash | app_commands.Group) -> None:
    """Offer a command only in servers that have added the bot."""
    # `guild_only` would leave the other contexts as the bot has them.
    app_commands.allowed_contexts(guilds=True, dms=False, private_channels=False)(command)
    app_commands.allowed_installs(guilds=True, users=False)(command)


def _permissions(members: Sequence[Command]) -> discord.Permissions | None:
    """Return the permissions that every command of a group needs."""
    needed = {member.needs for member in members}
    (only,) = needed if len(needed) == 1 else (None,)
    return None if only is None else discord.Permissions(**{only: True})


def _slash(command: Command, desk: Desk) -> Slash:
    slash: Slash = app_commands.Command(
        name=command.name.rpartition(" ")[2],
        description=locale_str(command.words),
        callback=_callback(command, desk),
        auto_locale_strings=False,  # names are English everywhere
    )
    if command.server_only:
        _for_servers(slash)
    for option in command.options:
        if complete := _completion(command, option, desk):
            slash.autocomplete(option.name)(complete)
    return slash


def _callback(command: Command, desk: Desk) -> Callable[..., Any]:
    """Return a coroutine function with the command's options as its parameters."""

    async def callback(interaction: Interaction, **values: Any) -> None:
        async with desk.traffic.handling(interaction, f"/{command.name}"):
            request = requests.of_command(interaction, command, values)
            await respond(
                interaction,
                desk,
                command,
                request,
                patience=FORM_PATIENCE if _may_open_form(command, request) else PATIENCE,
            )

    asked = inspect.Parameter(
        "interaction", inspect.Parameter.POSITIONAL_OR_KEYWORD, annotation=discord.Interaction
    )
    parameters = [asked, *map(_parameter, command.options)]
    vars(callback)["__signature__"] = inspect.Signature(parameters)
    words = {option.name: locale_str(option.words) for option in command.options}
    described = app_commands.describe(**words)(callback)
    return app_commands.choices(
        **{
            option.name: [app_commands.Choice(name=n, value=v) for v, n in option.choices]
            for option in command.options
            if isinstance(option, Pick)
        }
    )(described)


def _may_open_form(command: Command, request: Request) -> bool:
    """Whether the answer may be a form, which cannot follow "thinking…"."""
    texts = [o.name for o in command.options if isinstance(o, Text)]
    given = bool(request.files) or any(request.inputs[name].strip() for name in texts)
    return command.opens_form and not given


def _parameter(option: Option) -> inspect.Parameter:
    if option.required:
        default: Any = inspect.Parameter.empty
    elif isinstance(option, Pick):
        default = option.default
    else:
        default = "" if isinstance(option, Text) else None
    return inspect.Parameter(
        option.name,
        inspect.Parameter.POSITIONAL_OR_KEYWORD,
        annotation=_type(option),
        default=default,
    )


def _type(option: Option) -> Any:
    match option:
        case Whole():
            return RANGE[int, option.least, option.most]
        case Pick():
            return type(option.choices[0][0])
        case File():
            return discord.Attachment
        case Channel():
            return PlaceOption
        case Person():
            return discord.User
        case Role():
            return discord.Role
        case _:
            return str


def _completion(command: Command, option: Option, desk: Desk) -> Callable[..., Any] | None:
    if not isinstance(option, Text) or not (option.complete or command.answer):
        return None
    find = load(option.complete) if option.complete else completion.values

    async def complete(interaction: Interaction, typed: str) -> list[app_commands.Choice[str]]:
        try:
            found = await find(typed, interaction.user.id, desk.services)
        except Exception:
            log.exception("An option of /%s could not be completed.", command.name)
            return []
        fitting = [(value, shown) for value, shown in found if len(value) <= LONGEST_CHOICE]
        return [
            app_commands.Choice(name=shorten(shown, LONGEST_CHOICE), value=value)
            for value, shown in fitting[:MOST_CHOICES]
        ]

    return complete


def _message_menu(name: str, command: Command, desk: Desk) -> app_commands.ContextMenu:
    async def ask(interaction: Interaction, message: discord.Message) -> None:
        async with desk.traffic.handling(interaction, f"menu {name}"):
            request = requests.of_message(interaction, command.name, message)
            await respond(interaction, desk, command, request)

    return app_commands.ContextMenu(name=name, callback=ask, auto_locale_strings=False)
