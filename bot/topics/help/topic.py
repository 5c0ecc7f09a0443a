"""`/help`."""

from __future__ import annotations

from bot.topics.kit.declaration import SECTIONS, Command, Pressable, Topic

TOPIC = Topic(
    section=SECTIONS[7],
    place=4,
    commands=(
        Command(
            "help",
            "What this bot can do, and how to type it",
            gist="all this, in Discord",
            ask="asking:start",
            private=True,
        ),
    ),
    below_notes=(Pressable("help", "asking:chosen"),),
)
