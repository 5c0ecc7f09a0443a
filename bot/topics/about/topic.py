"""`/about`."""

from __future__ import annotations

from bot.topics.kit.declaration import SECTIONS, Command, Topic

TOPIC = Topic(
    section=SECTIONS[7],
    place=5,
    commands=(
        Command(
            "about",
            "Which bot this is, how it is, and where to get help",
            gist="version, uptime, latency, servers, links",
            ask="asking:about",
            private=True,
        ),
    ),
)
