"""`/quiz`: exercises with fresh numbers, graded exactly, asked again in time."""

from __future__ import annotations

from bot.topics.kit.declaration import SECTIONS, Command, Pick, Pressable, Text, Topic
from bot.topics.kit.syllabus import LEVELS

TOPIC = Topic(
    section=SECTIONS[6],
    place=1,
    groups={"quiz": "Exercises with fresh numbers, graded exactly"},
    commands=(
        Command(
            "quiz start",
            "Ten exercises, only for you; without options, what is due",
            options=(
                Text(
                    "topic",
                    "what they are about; it completes while you type",
                    required=False,
                    complete="completion:topic",
                ),
                Pick("level", "how hard they are", required=False, choices=LEVELS),
                Text("exercise", "one exercise by its id, such as dot-2-00c0ff", required=False),
            ),
            example="topic:vectors level:2",
            gist="ten exercises with fresh numbers, graded exactly; what you missed comes back "
            "when you are about to forget it",
            ask="asking:start",
            answer="answer:answer",
            shared="context:bare",
            private=True,
        ),
        Command(
            "quiz daily",
            "The problem of today, the same for everybody; only you see yours",
            gist="the problem of today, the same for everybody; only you see it",
            ask="daily:today",
            private=True,
        ),
        Command(
            "quiz stats",
            "What you remember, and what is due; only you see it",
            gist="what you remember by topic, what is due, and for how many days in a row you "
            "have practised",
            ask="stats:stats",
            answer="stats_answer:answer",
            private=True,
        ),
    ),
    below_answers=(
        Pressable("quizanswer", "presses:answer", "Answer", opens_form=True, is_main=True),
        Pressable("quizchoose", "presses:choose"),
        Pressable("quizhint", "presses:hint", "Hint"),
        Pressable("quizskip", "presses:skip", "Skip"),
        Pressable("quizstop", "presses:stop", "Stop"),
        Pressable("quiznext", "presses:go_on", "Next", is_main=True),
        Pressable("quizdisagree", "presses:disagree", "I disagree"),
        Pressable("quiztry", "presses:try_it", "Try it", is_main=True),
        Pressable("quizpractise", "stats:practise", "Practise", is_main=True),
    ),
    below_notes=(Pressable("quizbegin", "presses:begin"),),
    remarks=(
        "What you miss comes back soon, what you know later; after a hint, a little sooner.",
        "Only you see it: **Share** below an exercise posts the question alone.",
    ),
)
