"""`/quiz`: exercises with fresh numbers, graded exactly, asked again in time."""

from __future__ import annotations

from bot.topics.kit.declaration import (
    SECTIONS,
    Command,
    Person,
    Pick,
    Pressable,
    Text,
    Timed,
    Topic,
    Whole,
)
from bot.topics.kit.syllabus import LEVELS

OF_A_ROOM = (
    Text(
        "topic",
        "what they are about; it completes while you type",
        required=False,
        complete="completion:topic",
    ),
    Pick("level", "how hard they are", required=False, choices=LEVELS),
    Whole("exercises", "how many, 5 if you do not say", required=False, least=3, most=10),
    Pick(
        "minutes",
        "the time for each",
        required=False,
        choices=(("1", "1 minute"), ("2", "2 minutes"), ("3", "3 minutes"), ("5", "5 minutes")),
        default="2",
    ),
    Pick(
        "race",
        "whether the first right answer wins",
        required=False,
        choices=(("no", "no: everybody has the same time"), ("yes", "yes: the first one wins")),
        default="no",
    ),
)
"""Options of rooms and of duels."""

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
        Command(
            "quiz room",
            "Exercises for everybody here who takes part, in a thread",
            options=OF_A_ROOM,
            example="topic:vectors exercises:5",
            gist="exercises for all who take part, in a thread; answers are private, and a table "
            "stands at the end",
            ask="rooms.opening:room",
            private=True,
            server_only=True,
        ),
        Command(
            "quiz duel",
            "The same for two: challenge somebody, or whoever accepts",
            options=(
                Person("person", "whom you challenge; anybody if you do not say", required=False),
                *OF_A_ROOM,
            ),
            example="person:@Ann topic:vectors race:yes",
            gist="the same for two",
            ask="rooms.opening:duel",
            private=True,
            server_only=True,
        ),
        Command(
            "quiz table",
            "This month's points from rooms and duels in this server; only you see it",
            gist="this month's points in the server; you can take your name off",
            ask="rooms.month:table",
            private=True,
            server_only=True,
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
    below_notes=(
        Pressable("quizbegin", "presses:begin"),
        Pressable("roomjoin", "rooms.presses:join"),
        Pressable("roomstart", "rooms.presses:start"),
        Pressable("roomleave", "rooms.presses:leave"),
        Pressable("roomnext", "rooms.presses:go_on"),
        Pressable("roomanswer", "rooms.answering:answer", opens_form=True),
        Pressable("roommine", "rooms.answering:mine"),
        Pressable("roommonth", "rooms.month:month"),
        Pressable("roomoff", "rooms.month:remove"),
    ),
    timed=(Timed("quiz room", "rooms.course:due"),),
    remarks=(
        "What you miss comes back soon, what you know later; after a hint, a little sooner.",
        "Only you see it: **Share** below an exercise posts the question alone.",
    ),
)
