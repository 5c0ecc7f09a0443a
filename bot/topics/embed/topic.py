"""`/data embed`: an embedding layer is a matrix of weights, and a word looks up its row."""

from __future__ import annotations

from bot.topics.kit.declaration import SECTIONS, Command, Text, Topic

TOPIC = Topic(
    section=SECTIONS[2],
    place=6,
    commands=(
        Command(
            "data embed",
            "Words as one-hot rows, times a matrix of weights: a look-up of its rows",
            options=(
                Text("words", "2 to 12 words, such as cat dog car bus"),
                Text(
                    "matrix",
                    "the weights, a row for each word; random ones if left out",
                    required=False,
                ),
                Text("word", "the one that is looked up; the first if left out", required=False),
            ),
            example="words:cat dog car bus matrix:[2 5; 3 4; 8 -1; 7 0] word:car",
            gist="one-hot words times weights: an embedding layer looks up a row",
            answer="answer:answer",
        ),
    ),
)
