"""`/transform`."""

from __future__ import annotations

from bot.topics.kit.declaration import SECTIONS, Command, Text, Topic

TOPIC = Topic(
    section=SECTIONS[0],
    place=2,
    commands=(
        Command(
            "transform",
            "A 2×2 matrix moves the plane: an animation",
            options=(Text("matrix", "a 2×2 matrix, such as [1 1; 0 1]"),),
            example="matrix:[1 1; 0 1]",
            gist="the plane moved by a matrix, as an animation",
            answer="answer:answer",
        ),
    ),
)
