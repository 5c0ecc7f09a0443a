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
            options=(
                Text(
                    "expression",
                    "such as A' * B, inv(A) b, [1,2] .* [3,4], exp(A), mean(A, 0), sum(A > 2)",
                ),
            ),
            example="expression:inv([1 2; 3 4]) [5, 6]",
            gist="vectors, matrices, complex numbers in one line, entry by entry, and its NumPy",
            answer="answer:answer",
        ),
    ),
)
