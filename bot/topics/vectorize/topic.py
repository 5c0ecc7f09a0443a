"""`/data vectorize`: one calculation as a loop and as a call of NumPy, timed."""

from __future__ import annotations

from bot.topics.kit.declaration import SECTIONS, Command, Pick, Topic

CALCULATION = Pick(
    "calculation",
    "what is calculated; distances if left out",
    required=False,
    choices=(
        ("squares", "sum of squares"),
        ("dot", "dot product"),
        ("distances", "all pairwise distances"),
        ("product", "matrix product"),
    ),
    default="distances",
)

SIZE = Pick(
    "size",
    "of how many numbers; large if left out",
    required=False,
    choices=(("small", "small"), ("medium", "medium"), ("large", "large")),
    default="large",
)

TOPIC = Topic(
    section=SECTIONS[2],
    place=4,
    commands=(
        Command(
            "data vectorize",
            "One calculation as a Python loop and as NumPy, timed side by side",
            options=(CALCULATION, SIZE),
            example="calculation:distances size:large",
            gist="a loop beside one call of NumPy: both times, the same result, and shapes",
            answer="answer:answer",
        ),
    ),
)
