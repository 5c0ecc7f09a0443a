"""`/matrix facts`."""

from __future__ import annotations

from bot.topics.kit.declaration import SECTIONS, Command, Next, Text, Topic

TOPIC = Topic(
    section=SECTIONS[1],
    place=4,
    commands=(
        Command(
            "matrix facts",
            "Trace, norms, condition number, and what kind of matrix it is",
            options=(Text("a", "a matrix, such as [1 2; 3 4] or [[1,2],[3,4]]"),),
            example="a:[2 1; 1 3]",
            gist="trace, norms, condition number; symmetric, orthogonal, definite, stochastic …",
            answer="answer:facts",
            next=Next("matrix svd", "Next: singular values", {"a": "a"}),
        ),
    ),
)
