"""`/transform`."""

from __future__ import annotations

from bot.topics.kit.declaration import SECTIONS, Command, Next, Text, Topic

TOPIC = Topic(
    section=SECTIONS[0],
    place=2,
    commands=(
        Command(
            "transform",
            "A matrix moves the plane, lays it into space, or presses space flat: an animation",
            options=(Text("matrix", "2×2, 3×2 or 2×3, such as [1 1; 0 1] or [1 0; 0 1; 1 1]"),),
            example="matrix:[1 1; 0 1]",
            gist="the plane or space moved by a matrix, as an animation",
            answer="answer:answer",
            next=Next("matrix eigen", "Next: its eigenvectors", {"a": "matrix"}),
        ),
    ),
)
