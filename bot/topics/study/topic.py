"""`/study`."""

from __future__ import annotations

from bot.topics.kit.declaration import SECTIONS, Channel, Command, Topic

TOPIC = Topic(
    section=SECTIONS[8],
    place=1,
    groups={"study": "Where the Share button posts answers"},
    commands=(
        Command(
            "study channel",
            "Choose the channel in which Share posts answers",
            options=(Channel("channel", "a text channel, or a thread"),),
            example="channel:#study",
            ask="asking:channel",
            private=True,
            server_only=True,
            needs="manage_channels",
        ),
        Command(
            "study off",
            "Share posts answers nowhere in this server",
            gist="where **Share** posts answers; for those who may manage channels",
            ask="asking:off",
            private=True,
            server_only=True,
            needs="manage_channels",
        ),
    ),
)
