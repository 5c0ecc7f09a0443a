"""`/factorize`, and the same in a message's Apps menu."""

from __future__ import annotations

from bot.topics.factorize.asking import METHOD
from bot.topics.kit.declaration import (
    SECTIONS,
    Command,
    File,
    MessageMenu,
    Pick,
    Pressable,
    Text,
    Topic,
    Whole,
)

MOST_RANK = 20

TOPIC = Topic(
    section=SECTIONS[2],
    place=2,
    commands=(
        Command(
            "factorize",
            "A table of ratings as people times items, its blanks predicted",
            options=(
                Text(
                    "ratings",
                    "one row per person, one column per item, ? where unknown; leave it out for a "
                    "form",
                    required=False,
                    complete="asking:tables",
                ),
                File("file", "a file instead: CSV, .xlsx, .ods, text or .npy", required=False),
                Whole(
                    "rank",
                    "how many numbers describe a person, and an item; 2 if left out",
                    required=False,
                    least=1,
                    most=MOST_RANK,
                ),
                Pick(
                    "method",
                    "how the factors are found; R ≈ U V for a small or full table if left out",
                    required=False,
                    choices=METHOD.choices,
                    default=METHOD.default,
                ),
            ),
            example="ratings:5,?,1 4,1,2 ?,5,4",
            gist="people times items, the blanks predicted; `ratings:the lecture's films` is the "
            "lecture's example",
            answer="answer:answer",
            ask="asking:factorize",
            opens_form=True,
        ),
    ),
    below_answers=(
        Pressable("ranks", "presses:compare_ranks", "Which rank?"),
        Pressable("ratingsheet", "asking:other_sheet"),
    ),
    menus=(MessageMenu("Factorize this message", "factorize"),),
)
