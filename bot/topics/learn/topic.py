"""`/learn`: the lecture in lessons, card by card."""

from __future__ import annotations

from bot.topics.kit.declaration import SECTIONS, Command, Pressable, Text, Topic

TOPIC = Topic(
    section=SECTIONS[5],
    place=1,
    commands=(
        Command(
            "learn",
            "The lecture in lessons, card by card; it goes on where you were",
            options=(
                Text(
                    "lesson",
                    "which lesson; it completes while you type",
                    required=False,
                    complete="completion:lesson",
                ),
            ),
            example="lesson:the dot product",
            gist="the lecture in lessons, card by card: a guess, a picture, a formula, "
            "something to try and an exercise",
            ask="asking:learn",
            answer="answer:answer",
            shared="place:bare",
            private=True,
        ),
    ),
    below_answers=(
        Pressable("learnback", "presses:back", "Previous"),
        Pressable("learnrun", "presses:run", "Run it", is_main=True),
        Pressable("learnnext", "presses:go_on", "Next", is_main=True),
        Pressable("learnfollowing", "presses:following", "Next lesson", is_main=True),
        Pressable("learnlist", "presses:listed", "Lessons"),
        Pressable("learnopen", "presses:opened"),
    ),
    remarks=("Only you see it. **Lessons** below a card shows all of them, and how far you are.",),
)
