"""`/matrix basis`."""

from __future__ import annotations

from bot.topics.kit.declaration import SECTIONS, Command, Text, Topic

TOPIC = Topic(
    section=SECTIONS[1],
    place=5,
    commands=(
        Command(
            "matrix basis",
            "The same map in another basis: P⁻¹ A P",
            options=(
                Text("a", "a square matrix, such as [2 1; 1 2]"),
                Text("p", "the new basis as columns, such as [1 1; 1 -1]"),
            ),
            example="a:[2 1; 1 2] p:[1 1; 1 -1]",
            gist="the same map in other coordinates, P⁻¹ A P",
            answer="answer:basis",
        ),
    ),
)
