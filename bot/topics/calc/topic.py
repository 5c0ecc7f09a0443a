"""`/calc` and `/vars`."""

from __future__ import annotations

from bot.topics.kit.declaration import SECTIONS, Command, Text, Topic

TOPIC = Topic(
    section=SECTIONS[0],
    place=3,
    commands=(
        Command(
            "calc",
            "Calculate with numbers, vectors, matrices and your values",
            options=(Text("expression", "such as A' * B, inv(A) b, 2*[1,2] - [0,1], norm([3,4])"),),
            example="expression:inv([1 2; 3 4]) [5, 6]",
            gist="sums, products, inverses, norms, … in one line",
            answer="answer:answer",
            lane="quick",
        ),
    ),
)
