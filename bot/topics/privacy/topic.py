"""`/privacy`."""

from __future__ import annotations

from bot.topics.kit.declaration import SECTIONS, Command, Pressable, Topic

TOPIC = Topic(
    section=SECTIONS[7],
    place=3,
    groups={"privacy": "What is kept about you"},
    commands=(
        Command(
            "privacy export",
            "Everything that is kept about you, as a file",
            gist="all that is kept about you, as a file",
            ask="asking:export",
            private=True,
        ),
        Command(
            "privacy delete",
            "Forget everything that is kept about you; asks once more",
            gist="forgets all that is kept about you",
            ask="asking:delete",
            private=True,
        ),
    ),
    below_notes=(Pressable("privacy", "asking:decided"),),
)
