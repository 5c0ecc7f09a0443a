"""`/study`."""

from __future__ import annotations

from bot.topics.kit.declaration import SECTIONS, Channel, Command, Pick, Text, Timed, Topic
from bot.topics.kit.syllabus import LEVELS, SUBJECTS

ALL = "all"
"""In place of a subject."""

DAILY = "daily problem"
"""The name of its appointments."""

TOPIC = Topic(
    section=SECTIONS[8],
    place=1,
    groups={"study": "What the bot posts in the study channel"},
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
        Command(
            "study daily",
            "Post an exercise in the study channel every day; without options, what is set",
            options=(
                Text(
                    "time",
                    "when, such as 18:00 or 6 pm; off: no daily problem",
                    required=False,
                    complete="clock:complete",
                ),
                Text(
                    "zone",
                    "the time zone, such as Europe/Berlin; at first yours, or the server's",
                    required=False,
                    complete="bot.topics.kit.zones:complete",
                ),
                Pick("level", "how hard they are; at first 2", required=False, choices=LEVELS),
                Pick(
                    "subject",
                    "what they are about; at first everything",
                    required=False,
                    choices=((ALL, "Everything"), *SUBJECTS.items()),
                ),
            ),
            example="time:6 pm zone:Europe/Berlin",
            gist="posts an exercise every day, to be answered in private, with a thread to talk "
            "about it, and the solution the next day",
            ask="daily:daily",
            private=True,
            server_only=True,
            needs="manage_channels",
        ),
    ),
    timed=(Timed(DAILY, "daily:due"),),
)
