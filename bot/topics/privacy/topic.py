"""`/privacy`."""

from __future__ import annotations

from bot.topics.kit.declaration import SECTIONS, Command, Pressable, Topic

TOPIC = Topic(
    section=SECTIONS[4],
    place=3,
    groups={"privacy": "What is kept of you"},
    commands=(
        Command(
            "privacy export",
            "Everything that is kept of you, as a file",
            gist="all that is kept of you, as a file",
            ask="asking:export",
            private=True,
        ),
        Command(
            "privacy delete",
            "Forget everything that is kept of you; asks once more",
            gist="forgets all that is kept of you",
            ask="asking:delete",
            private=True,
        ),
    ),
    below_notes=(Pressable("privacy", "asking:decided"),),
)
