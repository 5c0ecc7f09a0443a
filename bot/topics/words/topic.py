"""`/words`: vectors of English words, and what can be computed with them."""

from __future__ import annotations

from bot.topics.kit.declaration import SECTIONS, Command, Text, Topic

MADE_OF = (
    "The word vectors are GloVe's (Pennington, Socher and Manning 2014) joined with those of "
    "MiniLM for single words: 26,000 English words, 200 numbers each."
)

TOPIC = Topic(
    section=SECTIONS[3],
    place=1,
    groups={"words": "Words as vectors: near ones, analogies, maps"},
    commands=(
        Command(
            "words near",
            "The words most like one, by the angle between their vectors",
            options=(Text("word", "an English word, such as piano", complete="completion:word"),),
            example="word:piano",
            gist="the words most like one, with the cosines",
            answer="near:answer",
        ),
        Command(
            "words analogy",
            "Calculate with words: king − man + woman",
            options=(
                Text(
                    "words",
                    "such as king - man + woman, or man king woman: man is to king as woman to …?",
                    complete="completion:words",
                ),
            ),
            example="words:king - man + woman",
            gist="arithmetic with words, and where it ends",
            answer="analogy:answer",
        ),
        Command(
            "words map",
            "Words as points in their best plane",
            options=(
                Text(
                    "words",
                    "3 to 40 words; a pair such as man>king gets an arrow",
                    complete="completion:words",
                ),
            ),
            example="words:man>king woman>queen boy>prince girl>princess",
            gist="words in their best plane, with arrows between pairs",
            answer="map:answer",
        ),
        Command(
            "words odd",
            "Which word does not belong",
            options=(
                Text(
                    "words", "3 to 12 words, such as cat dog car horse", complete="completion:words"
                ),
            ),
            example="words:cat dog car horse",
            gist="the odd one out of some words, and the cosines that say so",
            answer="odd:answer",
        ),
    ),
    remarks=(MADE_OF,),
)
