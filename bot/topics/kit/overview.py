"""All commands in short, for `/help` and for the README."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.topics.kit.declaration import Command, Topic
    from bot.topics.kit.registry import Registry


def lines(topic: Topic) -> Iterator[str]:
    """Return the lines of `/help` about a topic: commands with an example, what one gets."""
    for commands in _by_line(topic):
        typed = (f"`/{command.name} {command.example}`".replace(" `", "`") for command in commands)
        yield f"{' · '.join(typed)} {commands[-1].gist}"
    yield from topic.remarks


def command_table(registry: Registry) -> str:
    """Return all commands as a Markdown table."""
    rows = ["| Command | What you get |", "|---|---|"]
    for topic in registry.topics:
        rows += [
            f"| {', '.join(map(_usage, commands))} | {commands[-1].gist} |"
            for commands in _by_line(topic)
        ]
        rows += [f"| **{menu.name}** | in a message's menu, under Apps |" for menu in topic.menus]
    return "\n".join(rows)


def _by_line(topic: Topic) -> Iterator[list[Command]]:
    """Group a topic's commands: those without a gist share the line of the next that has one."""
    line: list[Command] = []
    for command in topic.commands:
        line.append(command)
        if command.gist:
            yield line
            line = []


def _usage(command: Command) -> str:
    return "`/" + " ".join([command.name, *(option.name for option in command.options)]) + "`"
